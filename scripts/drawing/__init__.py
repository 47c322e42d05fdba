"""Figures for the handouts, computed by the reference solutions: one module for each figure."""

import importlib.util
from pathlib import Path
from types import ModuleType

SOLUTIONS = Path(__file__).resolve().parents[2] / "solutions"


def reference_of(slug: str) -> ModuleType:
    """Import the reference solution of the assignment `slug`."""
    spec = importlib.util.spec_from_file_location(slug, SOLUTIONS / slug / f"{slug}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(slug)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
