"""Plugin: export a row for each criterion, in which nothing can become a formula."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExportPlugin

from autograder.feedback import sheet
from autograder.report import Frozen

FILE = "criteria.csv"
LATE = "late submission penalty"


class Row(Frozen):
    """One criterion of one student; what nobody judged has no score. A penalty has its own row."""

    assignment: str
    student_id: str
    last_name: str | None
    first_name: str | None
    email: str | None
    timestamp: datetime | None
    criterion: str
    max_score: float
    auto_score: float | None
    manual_score: float | None
    extra_credit: float | None
    score: float | None
    needs_manual_grade: bool


class CriterionRows(ExportPlugin):
    """`nbgrader export --exporter autograder.nbgrader.rows.CriterionRows [--to FILE]`."""

    def export(self, gradebook: Gradebook) -> None:
        """Write the file."""
        path = Path(self.to or FILE)
        text = sheet.as_csv(list(Row.model_fields), self._rows(gradebook))
        path.write_text(text, encoding="utf-8", newline="")
        self.log.info("Exported a row for each criterion to %s", path)

    def _rows(self, book: Gradebook) -> Iterator[Row]:
        students, assignments = set(map(str, self.student)), set(map(str, self.assignment))
        for assignment in book.assignments:
            for student in book.students:
                if (not assignments or assignment.name in assignments) and (
                    not students or student.id in students
                ):
                    yield from _of_one(book, assignment, student)


def _of_one(book: Gradebook, assignment: Any, student: Any) -> Iterator[Row]:
    who: dict[str, Any] = {
        "assignment": assignment.name,
        "student_id": student.id,
        **{name: getattr(student, name) for name in ("last_name", "first_name", "email")},
    }
    names = ("timestamp", "auto_score", "manual_score", "extra_credit")
    nothing: dict[str, Any] = dict.fromkeys(names)
    try:
        submitted = book.find_submission(assignment.name, student.id)
    except MissingEntry:
        for notebook in assignment.notebooks:
            for cell in (*notebook.grade_cells, *notebook.task_cells):
                if cell.max_score:
                    worth = {"criterion": cell.name, "max_score": cell.max_score}
                    yield Row(**who, **worth, **nothing, score=None, needs_manual_grade=False)
        return
    at = submitted.timestamp and submitted.timestamp.replace(tzinfo=UTC)
    for notebook in submitted.notebooks:
        for grade in notebook.grades:
            if grade.max_score:
                yield _row(who, at, grade)
        if notebook.late_submission_penalty:
            taken = {"score": -notebook.late_submission_penalty, "needs_manual_grade": False}
            yield Row(**who, **nothing | {"timestamp": at}, criterion=LATE, max_score=0, **taken)


def _row(who: dict[str, Any], at: datetime | None, grade: Any) -> Row:
    is_judged = grade.auto_score is not None or grade.manual_score is not None
    return Row(
        **who,
        timestamp=at,
        criterion=grade.name,
        max_score=grade.max_score,
        auto_score=grade.auto_score,
        manual_score=grade.manual_score,
        extra_credit=grade.extra_credit,
        score=grade.score if is_judged or grade.extra_credit else None,
        needs_manual_grade=bool(grade.needs_manual_grade),
    )
