"""The source notebook of an assignment: what nbgrader makes the students' version of.

It has a cell for each function and one for each criterion, and no secret: neither hidden tests nor
solutions are in a cell, so nothing that nbgrader makes of it can leak them. Cells are coarse:
nbgrader lets nobody add or remove one once there are submissions, and tests change behind them.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from autograder import files
from autograder.assignment import Assignment
from autograder.errors import CourseError
from autograder.nbgrader.pieces import cut, with_marks
from autograder.rubric import Criterion
from autograder.unit import Unit

Cell = dict[str, Any]
MARK = "autograder-"  # how the ids of our cells begin: other cells of a notebook are its author's
VISIBLE_TESTS = "visible-tests"
ID_CHARACTERS = 64  # of a cell, says the format of notebooks
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}

_VISIBLE = """\
# The visible tests of your functions: run this cell as often as you like. It gives no points.
if __name__ == "__main__":
    import sys

    import pytest

    sys.modules["{module}"] = sys.modules["__main__"]
    sys.modules.pop("{tests}", None)
    failed = pytest.main(["-q", "--tb=short", "-p", "no:cacheprovider", "{tests}.py"])
    assert not failed, "Some visible tests fail: run this cell to see which."\
"""
# nbgrader gives a cell without output full points. Should it ever run this without autograder in
# its place, the value is no score and the submission stays ungraded: nobody gets points unjudged.
_CRITERION = """\
# {points} points: {title}
# Hidden tests decide, and none of them is in this notebook: there is nothing to do here.
import os

float("inf") if os.environ.get("NBGRADER_EXECUTION") == "autograde" else None\
"""


def notebook_name(unit: Unit) -> str:
    """What the notebook is called, without suffix: as the file that is asked for."""
    return Path(unit.file).stem


def taken_for_students(assignment: Assignment, source: Path) -> str:
    """Why work cannot be told from what was handed out; empty if it can.

    Everything in the `source` folder is released, handed in again with the notebook, and written
    over the file that a student handed in.
    """
    path = source / assignment.file
    if not path.exists():
        return ""
    return f"{path} is given out and would count as everybody's work: move it away."


def solution_id(function: str) -> str:
    """The grade_id of a function's cell; a slug has no `-`, so it is never that of a criterion."""
    ascii_only = re.sub(r"[^A-Za-z0-9_]", lambda found: f"-{ord(found[0]):x}-", function)
    return f"solution-{ascii_only}"


def cells(assignment: Assignment) -> list[Cell]:
    """The notebook's cells: handout, stub, visible tests, criteria.

    Raises:
        CourseError: a part of the assignment is missing, or its stub is not Python.
    """
    handout = files.text(assignment.public / "README.md")
    return [
        cell("markdown", "handout", handout.strip()),
        *_stub(assignment),
        _visible_tests(assignment),
        *(_criterion(criterion) for criterion in assignment.rubric.criteria),
    ]


def _stub(assignment: Assignment) -> list[Cell]:
    names = [function.name for function in assignment.manifest.functions]
    try:
        pieces = cut(files.text(assignment.stub).replace("\r\n", "\n"), names)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{assignment.stub} is not Python: {error}.") from error
    missing = sorted(set(names) - {piece.function for piece in pieces})
    if missing:
        raise CourseError(f"{assignment.stub} has no function {missing[0]!r}: add it to the stub.")
    found, given = [], 0
    for piece in pieces:
        if piece.function is not None:
            marks = {"solution": True}
            found.append(cell("code", solution_id(piece.function), with_marks(piece.text), **marks))
        else:
            given += 1
            found.append(cell("code", f"given-{given}", piece.text, locked=True))
    return found


def _visible_tests(assignment: Assignment) -> Cell:
    module, tests = notebook_name(assignment), assignment.visible_tests.stem
    text = _VISIBLE.format(module=module, tests=tests)
    # Worth nothing, but a grade cell: nbgrader validates no other.
    return cell("code", VISIBLE_TESTS, text, locked=True, grade=True, points=0)


def _criterion(criterion: Criterion) -> Cell:
    title = " ".join(criterion.title.split())
    text = _CRITERION.format(points=criterion.points, title=title)
    return cell("code", criterion.id, text, locked=True, grade=True, points=criterion.points)


def cell(kind: str, name: str, text: str, **marks: Any) -> Cell:
    """A cell of ours; with `marks`, one that nbgrader knows by its `name`."""
    made: Cell = {"cell_type": kind, "id": _cell_id(name), "metadata": {}, "source": text}
    if kind == "code":
        made |= {"execution_count": None, "outputs": []}
    if marks:
        unmarked = {"grade": False, "locked": False, "solution": False, "task": False}
        made["metadata"]["nbgrader"] = {
            "schema_version": 3,
            "grade_id": name,
            **unmarked,
            **marks,
        }
    return made


def _cell_id(name: str) -> str:
    whole = MARK + name
    if len(whole) <= ID_CHARACTERS:
        return whole
    return MARK + hashlib.sha256(name.encode()).hexdigest()[:32]


def merged(ours: list[Cell], before: list[Cell]) -> list[Cell]:
    """Our cells, with those that an author added to an earlier notebook after the same ones."""
    behind: dict[str, list[Cell]] = {}
    last, known = "", {cell["id"] for cell in ours}
    for cell in before:
        name = str(cell.get("id", ""))
        if name.startswith(MARK):
            last = name if name in known else last
        else:
            behind.setdefault(last, []).append(cell)
    result = behind.get("", [])
    for cell in ours:
        result += [cell, *behind.get(cell["id"], [])]
    return result


def document(found: list[Cell]) -> str:
    """A notebook of these cells, equal for equal cells."""
    head = {"metadata": {"kernelspec": KERNEL}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps({"cells": found, **head}, indent=1, ensure_ascii=False) + "\n"
