"""What is told in the notebook of one submission: scores, outputs and comments of its cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.assignment import Assignment
from autograder.feedback.markdown import escaped
from autograder.feedback.plain import printable
from autograder.nbgrader import told
from autograder.nbgrader.source import solution_id
from autograder.quiz.quiz import Quiz
from autograder.report import ScoreReport

JUDGED = "autograder"  # in nbgrader's resources, for the steps behind GradeSubmission


@dataclass(frozen=True)
class Judged:
    """Points and scores by criterion; None is for a person. Texts by the names of cells."""

    points: dict[str, int]
    scores: dict[str, float | None]
    outputs: dict[str, str]
    comments: dict[str, str]


def from_report(unit: Assignment | Quiz, report: ScoreReport, notes: Iterable[str]) -> Judged:
    """What a report says of work that was read."""
    view = report.for_student()
    return Judged(
        {criterion.id: criterion.points for criterion in report.criteria},
        {criterion.id: criterion.score for criterion in report.criteria},
        told.outputs(view),
        told.comments(view, _cells(unit), notes),
    )


def rejected(unit: Assignment | Quiz, message: str, notes: Iterable[str]) -> Judged:
    """What is no submission earns nothing, and its student is told why."""
    return _alike(unit, 0.0, message, notes)


def ungraded(unit: Assignment | Quiz, notes: Iterable[str]) -> Judged:
    """Where the grader failed, every criterion is left to a person."""
    return _alike(unit, None, told.NOT_YET, notes)


def _alike(
    unit: Assignment | Quiz, score: float | None, message: str, notes: Iterable[str]
) -> Judged:
    ids = [criterion.id for criterion in unit.rubric.criteria]
    first = next(iter(_cells(unit).values()))
    said = [escaped(message), *(escaped(note, code=True) for note in notes)]
    return Judged(
        {criterion.id: criterion.points for criterion in unit.rubric.criteria},
        dict.fromkeys(ids, score),
        dict.fromkeys(ids, f"{printable(message)}\n"),
        {first: "\n\n".join(said)},
    )


def _cells(unit: Assignment | Quiz) -> dict[str, str]:
    """What students write, function or answer, and the cell in which they do."""
    if isinstance(unit, Quiz):
        return {question.id: question.id for question in unit.paper.questions}
    return {each.name: solution_id(each.name) for each in unit.manifest.functions}
