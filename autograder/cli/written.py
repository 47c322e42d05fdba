"""What `grade -o DIR` and `feedback` write: report and feedback of each student, and the class."""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.folders import folder_name

if TYPE_CHECKING:
    from autograder.items.models import Analysis
    from autograder.report import ScoreReport
    from autograder.standing import Standing

REPORT = "report.json"
PAGE = "feedback.html"


def write(output: Path, report: ScoreReport) -> None:
    """Write feedback.md and feedback.html for the student, report.json for staff.

    Raises:
        OSError: something cannot be written.
    """
    from autograder.feedback import html, markdown

    folder = _folder(output, report)
    folder.mkdir(parents=True, exist_ok=True)
    view = report.for_student()
    for name, content in (
        ("feedback.md", markdown.render(view)),
        (PAGE, html.render(view)),
        (REPORT, _document(report)),  # the last: where it is right, the others are
    ):
        _put(folder / name, content)


def write_class(output: Path, found: Analysis, rows: Sequence[Standing]) -> None:
    """Write the page of a class, for staff; it leads to the pages of its students beside it.

    Raises:
        OSError: it cannot be written.
    """
    from autograder.feedback import class_page

    handed_in = {row.student for row in rows if row.attempts}

    def page_of(student: str) -> str | None:
        if student not in handed_in:
            return None
        return urllib.parse.quote(f"{folder_name(student)}/{found.assignment}/{PAGE}")

    _put(output / class_name(found.assignment), class_page.render(found, rows, page_of))


def class_name(assignment: str) -> str:
    """What the page of a class is called."""
    return f"class-{assignment}.html"


def is_outdated(output: Path, report: ScoreReport) -> bool:
    """Whether the files of a report are there, and are of its attempt but no longer its own."""
    try:
        found = (_folder(output, report) / REPORT).read_bytes()
    except FileNotFoundError:
        return False
    if found == _document(report).encode():
        return False
    try:
        return bool(json.loads(found)["attempt"] == report.attempt)
    except (ValueError, KeyError, TypeError):  # no report at all
        return True


def _folder(output: Path, report: ScoreReport) -> Path:
    return output / folder_name(report.student) / report.assignment


def _put(path: Path, content: str) -> None:
    """Write a file: a reader meets the old one or the new one, never a half."""
    whole = path.with_name(f".{path.name}")
    try:
        whole.write_text(content, encoding="utf-8")
        whole.replace(path)
    except OSError:
        whole.unlink(missing_ok=True)
        raise


def _document(report: ScoreReport) -> str:
    return report.model_dump_json(indent=2) + "\n"
