"""What need not be graded again."""

from __future__ import annotations

from autograder import form, submission
from autograder.errors import AutograderError
from autograder.gradebook import Gradebook
from autograder.report import ReportStatus, ScoreReport
from autograder.submission import HandedIn
from autograder.unit import Unit


def graded_before(book: Gradebook, unit: Unit, handed_in: HandedIn) -> ScoreReport | None:
    """The report of the same work by the same tests, rubric and grader, if the book has one."""
    try:
        sha256 = submission.read(handed_in).sha256
    except AutograderError:  # the grader finds out, and says it in its report
        return None
    return report_of(book, unit, handed_in.student, sha256)


def report_of(book: Gradebook, unit: Unit, student: str, sha256: str) -> ScoreReport | None:
    """The same for work that was read."""
    stored = book.find(unit.course_id, unit.slug, student, sha256)
    if stored is None or stored.report.status is not ReportStatus.GRADED:
        return None
    same = form.facts(unit, stored.report.grader.isolation) == stored.report.grader
    return stored.report if same else None
