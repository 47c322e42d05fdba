"""What `grade -o DIR` writes: for each submission a folder with its report and its feedback."""

from __future__ import annotations

import hashlib
import json
import urllib.parse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from autograder.report import ScoreReport

GRADEBOOK = "gradebook.db"
REPORT = "report.json"
FOLDER_CHARACTERS = 200  # a file system takes 255 bytes


def folder_name(name: str) -> str:
    """A student's id as the name of one folder: percent-encoded, and cut where it is too long."""
    quoted = urllib.parse.quote(name, safe="")
    if not name.strip(".") or quoted.startswith(GRADEBOOK):  # `..` and the gradebook's own files
        quoted = quoted.replace(".", "%2E")
    if len(quoted) <= FOLDER_CHARACTERS:
        return quoted
    return quoted[:FOLDER_CHARACTERS] + "~" + hashlib.sha256(name.encode()).hexdigest()[:16]


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
        ("feedback.html", html.render(view)),
        (REPORT, _document(report)),  # the last: where it is right, the others are
    ):
        whole = folder / f".{name}"
        try:
            whole.write_text(content, encoding="utf-8")
            whole.replace(folder / name)  # a reader meets the old file or the new one, never a half
        except OSError:
            whole.unlink(missing_ok=True)
            raise


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


def _document(report: ScoreReport) -> str:
    return report.model_dump_json(indent=2) + "\n"
