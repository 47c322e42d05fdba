"""Rescore: the current rubric applied to stored outcomes. Nothing is run.

A report keeps what its tests found, word for word; points, titles, order, hints and what to read
are the rubric's. Reports of early versions hold a criterion's hint within its feedback, where it
stays as it was: a changed one reaches those students by a regrade.
"""

from __future__ import annotations

from collections.abc import Mapping

from autograder.errors import CourseError
from autograder.report import (
    CriterionScore,
    CriterionStatus,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
)
from autograder.rubric import Criterion, Rubric, earned, total


def rescore(report: ScoreReport, rubric: Rubric, rubric_sha256: str) -> ScoreReport:
    """What `report` would say had its submission been graded by `rubric`.

    Without outcomes (rejected, ungraded) it stays as it is.

    Raises:
        CourseError: report and rubric have not the same criteria.
    """
    if report.status is not ReportStatus.GRADED:
        return report
    stored = {criterion.id: criterion for criterion in report.criteria}
    demand_same(report.assignment, [c.id for c in rubric.criteria], list(stored))
    known = {found.slug: rubric.named(found.slug) for found in rubric.misconceptions}
    criteria = tuple(_rescored(stored[c.id], c, known) for c in rubric.criteria)
    return report.model_copy(
        update={
            "score": total(criteria),
            "max_score": rubric.max_score,
            "criteria": criteria,
            "grader": report.grader.model_copy(update={"rubric_sha256": rubric_sha256}),
        }
    )


def demand_same(assignment: str, wanted: list[str], stored: list[str]) -> None:
    """See that a report has the criteria of the rubric, in whatever order.

    Raises:
        CourseError: one came or went since.
    """
    for ids, others, what in (
        (wanted, stored, "was added to the rubric, and no test of it was run"),
        (stored, wanted, "is no longer in the rubric"),
    ):
        for name in ids:
            if name not in others:
                raise CourseError(
                    f"The criterion {name!r} of {assignment} {what} since a report was stored: "
                    "regrade, which runs the tests again."
                )


def _rescored(
    stored: CriterionScore, criterion: Criterion, known: Mapping[str, NamedMisconception]
) -> CriterionScore:
    named = tuple(known[m.slug] for m in stored.misconceptions if m.slug in known)
    changed: dict[str, object] = {
        "title": criterion.title,
        "points": criterion.points,
        "hint": criterion.hint if _asks_for_itself(stored, named) else "",
        "misconceptions": named,
        "read": criterion.read,
    }
    if stored.status is not CriterionStatus.UNGRADED:  # which is no zero, under any rubric
        changed["score"], changed["status"] = earned(criterion, stored.passed, stored.total)
    return stored.model_copy(update=changed)


def _asks_for_itself(stored: CriterionScore, named: tuple[NamedMisconception, ...]) -> bool:
    """Whether the criterion has a hint of its own; where the last named cause is gone, it has."""
    return bool(stored.hint) or (bool(stored.misconceptions) and not named)
