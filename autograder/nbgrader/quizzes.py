"""A quiz as a notebook: a cell for each answer, and the sheet that an answered one makes.

All students of an nbgrader course have one notebook, so they have the same numbers.
"""

from __future__ import annotations

from pathlib import Path

from autograder.errors import SubmissionError
from autograder.intake import notebook
from autograder.nbgrader.source import Cell, cell, notebook_name
from autograder.quiz import printed, sheets
from autograder.quiz.answers import Malformed, understood
from autograder.quiz.quiz import Quiz, Shown

ATTEMPT = 1  # nbgrader does not count them
NOBODY = ""  # whose questions they are, as they are everybody's
BLANK = "YOUR ANSWER HERE"  # what nbgrader writes into the cell of an answer
_HOW = "Write each answer into the cell below its question, in the place of all that stands there."


def cells(quiz: Quiz) -> list[Cell]:
    """The notebook's cells: each question, and the cell for its answer.

    Raises:
        CourseError: a part of the quiz is missing.
    """
    worth = {criterion.id: criterion.points for criterion in quiz.rubric.criteria}
    found = [cell("markdown", "heading", f"# {quiz.paper.title}\n\n{_HOW}")]
    for number, shown in enumerate(quiz.shown(NOBODY, ATTEMPT), 1):
        name = shown.question.id
        marks = {"grade": True, "solution": True, "points": worth.get(name, 0)}
        found += [
            cell("markdown", f"question-{name}", printed.block(number, shown)),
            cell("markdown", name, BLANK, **marks),
        ]
    return found


def outdated(quiz: Quiz, source: Path) -> str:
    """Why answers cannot be told by today's questions; empty if they can.

    The notebook in the folder `source` is what students were given.
    """
    path = source / f"{notebook_name(quiz)}.ipynb"
    if not path.is_file():
        return ""
    try:
        found = notebook.all_cells(notebook.opened(path.read_bytes()))
    except SubmissionError:
        return f"{path} is no notebook of today: write it with `autograder nbgrader export`."
    given = {str(each.get("id")): notebook.text(each) for each in found}
    if all(given.get(each["id"]) == each["source"] for each in cells(quiz)):
        return ""
    return (
        f"The questions of {quiz.slug} are not those of {path}: run `autograder nbgrader export "
        f"{quiz.slug}` and give the new notebook out, or put the old questions back."
    )


def sheet(quiz: Quiz, student: str, data: bytes, blank: str) -> bytes:
    """The sheet of what `student` answered in a notebook; text that is `blank` is no answer.

    Of a cell that stands there several times the last answer counts.

    Raises:
        SubmissionError: this is no notebook.
    """
    found = quiz.sheet(student, ATTEMPT)
    asked = {shown.question.id: shown for shown in quiz.shown(student, ATTEMPT)}
    for each in notebook.all_cells(notebook.opened(data)):
        name = notebook.marks(each).get("grade_id")
        text = notebook.text(each).strip()
        if isinstance(name, str) and name in asked and text not in ("", blank.strip()):
            found = found.answered(name, _told(asked[name], text))
    return sheets.text(found, quiz.paper).encode()


def _told(shown: Shown, text: str) -> sheets.Raw:
    """An answer as a sheet keeps it: choices by their ids; what is none stays as it was written."""
    given = understood(shown.question, text, [choice.id for choice in shown.choices])
    if given is None or isinstance(given, Malformed):
        return text
    return list(given) if isinstance(given, tuple) else given
