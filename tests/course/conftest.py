"""The reference solutions and the course's verified numbers, for the tests of the course itself."""

import importlib.util
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def load_reference():
    """Import the reference solution of one assignment as a module of its own."""

    def load(slug):
        path = next((ROOT / "solutions" / slug).glob(f"{slug}.py"))
        spec = importlib.util.spec_from_file_location(f"reference_{slug}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def golden():
    """The verified numbers of one assignment: key -> {value, printed?, within?, note?}."""

    def load(slug):
        path = Path(__file__).parent / "golden" / f"{slug}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8"))

    return load
