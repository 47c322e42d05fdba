"""What `init` and `export` would write into an nbgrader course, so that it can be shown first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import UsageError
from autograder.nbgrader import quizzes, settings, source
from autograder.quiz.quiz import Quiz


@dataclass(frozen=True)
class Planned:
    """One file: what is in it, and what will be."""

    path: Path
    before: bytes | None
    after: bytes

    @classmethod
    def at(cls, path: Path, after: bytes) -> Planned:
        """A file to be written, over what is there."""
        return cls(path, path.read_bytes() if path.is_file() else None, after)

    @property
    def is_change(self) -> bool:
        """Whether it is not there yet, or differs."""
        return self.before != self.after

    def write(self) -> None:
        """Write it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_bytes(self.after)


def config(course: Course, folder: Path) -> Planned:
    """The nbgrader_config.py of `folder`: ours, or the one that is there with our lines."""
    path = folder / settings.CONFIG
    try:
        before = path.read_text(encoding="utf-8") if path.is_file() else ""
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: save it as UTF-8.") from error
    named = f"c = get_config()\nc.CourseDirectory.course_id = {course.identity.id!r}\n"
    return Planned.at(path, settings.with_block(before or named, course.root.resolve()).encode())


def files_of(unit: Assignment | Quiz, target: Path) -> list[Planned]:
    """The source notebook of a unit in the folder `target`, and public files that it needs.

    The stub is not among them: nbgrader would write it over a student's file of that name.

    Raises:
        UsageError: the notebook that is there is not ours, or a stub lies beside it.
        CourseError: a part of the assignment is missing.
    """
    path = target / f"{source.notebook_name(unit)}.ipynb"
    if isinstance(unit, Quiz):
        return [_notebook(path, quizzes.cells(unit))]
    if problem := source.taken_for_students(unit, target):
        raise UsageError(problem)
    in_notebook = {"README.md", unit.file}
    return [
        _notebook(path, source.cells(unit)),
        *(
            Planned.at(target / each.name, each.read_bytes())
            for each in sorted(unit.public.iterdir())
            if each.is_file() and not each.name.startswith(".") and each.name not in in_notebook
        ),
    ]


def _notebook(path: Path, cells: list[source.Cell]) -> Planned:
    return Planned.at(path, source.document(source.merged(cells, _cells_at(path))).encode())


def _cells_at(path: Path) -> list[dict[str, Any]]:
    if not path.exists():
        return []
    try:
        cells = json.loads(path.read_bytes())["cells"]
        is_ours = any(str(cell.get("id", "")).startswith(source.MARK) for cell in cells)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise UsageError(f"{path} is no notebook of today: move it away.") from error
    if not is_ours:
        raise UsageError(
            f"{path} was not made by autograder: move it away, or give one of the two another name."
        )
    return list(cells)
