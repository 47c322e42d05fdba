"""Step: save what was found, exactly, in the place of what nbgrader reads out of outputs."""

from __future__ import annotations

from typing import Any

from nbformat import NotebookNode
from nbgrader.api import BaseCell, Comment, Grade, Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import SaveAutoGrades
from nbgrader.utils import is_solution, is_task

from autograder.nbgrader.judged import JUDGED, Judged


class SaveScores(SaveAutoGrades):
    """nbgrader's saving of scores; of our criteria and functions it saves what we found.

    People's scores, extra credit and comments are never touched.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Save scores and comments of all cells.

        Raises:
            NbGraderException: the notebook is of another rubric.
        """
        found = resources.get(JUDGED)
        if found is None:
            return super().preprocess(nb, resources)
        named = resources["nbgrader"]
        self.notebook_id = named["notebook"]
        self.assignment_id, self.student_id = named["assignment"], named["student"]
        _demand_rubric(nb, found, self.assignment_id)
        with Gradebook(named["db_url"]) as self.gradebook:
            rows = _Rows(self.gradebook, self.notebook_id, self.assignment_id, self.student_id)
            marked = [cell for cell in nb.cells if "nbgrader" in cell.metadata]
            graded = [cell for cell in marked if cell.metadata.nbgrader["grade"]]
            answers = [cell for cell in marked if is_solution(cell) or is_task(cell)]
            graded = [cell for cell in graded if not rows.save_score(found, cell)]
            answers = [cell for cell in answers if not rows.save_comment(found, cell)]
            self.gradebook.db.commit()
            for cell in graded:
                self._add_score(cell, resources)
            for cell in answers:
                self._add_comment(cell, resources)
        return nb, resources


def _demand_rubric(nb: NotebookNode, found: Judged, slug: str) -> None:
    """Refuse to save scores that the cells are not worth."""
    marks = [cell.metadata.get("nbgrader", {}) for cell in nb.cells]
    worth = {mark["grade_id"]: mark["points"] for mark in marks if mark.get("grade")}
    if any(worth.get(name) != points for name, points in found.points.items()):
        raise NbGraderException(
            f"The rubric of {slug} changed since its notebook was made: run `autograder nbgrader "
            f"export {slug}` and `nbgrader generate_assignment {slug} --force`."
        )


class _Rows:
    """What the gradebook has of one notebook that a student handed in, read in few queries."""

    def __init__(self, book: Gradebook, notebook: str, assignment: str, student: str) -> None:
        submitted = book.find_submission_notebook(notebook, assignment, student)
        self.grades, self.comments = (
            {name: row for row, name in _named(book, kind, submitted.id)}
            for kind in (Grade, Comment)
        )

    def save_score(self, found: Judged, cell: NotebookNode) -> bool:
        """Save the score of a cell, unless it is for nbgrader to say."""
        marks = cell.metadata.nbgrader
        score = found.scores.get(marks["grade_id"])
        if marks["grade_id"] not in found.scores:
            if cell.cell_type != "code" or marks["solution"]:
                return False
            # A test was not run, and that it has no output would be full points to nbgrader.
            score = None if marks["points"] else 0.0
        row = self.grades[marks["grade_id"]]
        row.auto_score = score
        row.needs_manual_grade = score is None or row.manual_score is not None
        return True

    def save_comment(self, found: Judged, cell: NotebookNode) -> bool:
        """Save the comment of a cell, unless it is for nbgrader to say."""
        name = cell.metadata.nbgrader["grade_id"]
        if name in found.comments:
            self.comments[name].auto_comment = found.comments[name] or None
        return name in found.comments


def _named(book: Gradebook, kind: Any, notebook: str) -> Any:
    """Rows of a notebook, each with the name of its cell."""
    rows = book.db.query(kind, BaseCell.name).join(BaseCell, BaseCell.id == kind.cell_id)
    return rows.filter(kind.notebook_id == notebook)
