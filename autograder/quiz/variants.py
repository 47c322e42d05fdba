"""`variants.json`: for each question that draws numbers a pool of variants, parameters only."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import RootModel

from autograder import files
from autograder.errors import CourseError

FILE = "variants.json"
Drawn = dict[str, Any]  # parameter -> number, text, or nested lists of numbers
Pools = dict[str, tuple[Drawn, ...]]  # question -> its variants


class _Pools(RootModel[Pools]):
    pass


def load(path: Path) -> Pools:
    """The pools of a quiz; none where no question draws numbers.

    Raises:
        CourseError: the file is not what `quiz build` writes.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(files.text(path))
    except ValueError as error:
        raise CourseError(f"{path} is not JSON: make it with `autograder quiz build`.") from error
    return files.fitted(path, data, _Pools).root


def text(pools: Pools) -> str:
    """The file as it is written: a variant on each line."""
    found = []
    for question, pool in pools.items():
        lines = ",\n".join(f"  {json.dumps(drawn, ensure_ascii=False)}" for drawn in pool)
        found.append(f"{json.dumps(question)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(found) + "\n}\n"
