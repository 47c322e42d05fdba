"""People's scores in nbgrader as adjustments of our gradebook, so that there is one truth.

An adjustment sets the final score to what nbgrader's criteria come to, after our late policy. It is
signed `nbgrader`, so that the next time finds it: a second run changes nothing, and what a person
adjusted here stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

from autograder.adjustment import Adjustment, Kind, in_effect
from autograder.course import Course
from autograder.feedback.plain import points
from autograder.nbgrader.source import notebook_name
from autograder.rubric import cents
from autograder.standing import Records, Standing, standings

WHO = "nbgrader"


@dataclass(frozen=True)
class Score:
    """One criterion in nbgrader: what we found, what a person gave, and what they gave on top."""

    criterion: str
    auto: float | None
    manual: float | None
    extra: float

    @property
    def is_changed(self) -> bool:
        """Whether a person said anything."""
        return self.manual is not None or self.extra != 0

    @property
    def total(self) -> Fraction | None:
        """What it comes to; None if nobody judged it."""
        judged = self.auto if self.manual is None else self.manual
        return None if judged is None else Fraction(str(judged)) + Fraction(str(self.extra))

    def __str__(self) -> str:
        moved = "" if self.manual is None else f" {points(self.auto)} to {points(self.manual)}"
        extra = f" and {points(self.extra)} extra" if self.extra else ""
        return f"{self.criterion}{moved}{extra}"


@dataclass(frozen=True)
class Given:
    """What people gave one student for one assignment."""

    assignment: str
    student: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class Pulled:
    """What becomes of it: an adjustment, or a reason why there is none."""

    given: Given
    adjustment: Adjustment | None
    reason: str = ""


def given(folder: Path, course: Course) -> list[Given]:
    """All criteria's scores of our assignments in the nbgrader course in `folder`.

    Raises:
        UsageError: there is no such course.
    """
    from autograder.nbgrader.book import opened

    found = []
    with opened(folder) as book:
        known = {assignment.name for assignment in book.assignments}
        for slug in course.units:
            unit = course.unit(slug)
            for submitted in book.assignment_submissions(slug) if slug in known else ():
                scores = (
                    Score(row.name, row.auto_score, row.manual_score, row.extra_credit or 0.0)
                    for notebook in submitted.notebooks
                    if notebook.name == notebook_name(unit)
                    for row in notebook.grades
                    if row.name in {criterion.id for criterion in unit.rubric.criteria}
                )
                found.append(Given(slug, submitted.student.id, tuple(scores)))
    return found


def pulled(
    every: Iterable[Given], records: Records, course: Course, now: datetime
) -> Iterator[Pulled]:
    """What our gradebook lacks of what people gave in nbgrader, and why some of it stays out."""
    mine = course.identity.id
    theirs = tuple(one for one in records.adjustments if one.who != WHO)
    before = standings(replace(records, adjustments=theirs), {mine: course.identity.policy})
    rows = {(row.assignment, row.student): row for row in before if row.course == mine}
    for one in every:
        row = rows.get((one.assignment, one.student))
        made = [
            each
            for each in records.adjustments
            if (each.course, each.assignment, each.student) == (mine, one.assignment, one.student)
        ]
        found = _pulled(one, row, in_effect(made), course, now)
        if found.adjustment or found.reason:
            yield found


def _pulled(
    one: Given, row: Standing | None, counting: list[Adjustment], course: Course, now: datetime
) -> Pulled:
    changed = [score for score in one.scores if score.is_changed]
    persons = [adjustment for adjustment in counting if adjustment.who != WHO]
    if not changed and not counting:
        return Pulled(one, None)
    if persons:
        reason = f"{persons[-1].who} adjusted it here, and that stays" if changed else ""
        return Pulled(one, None, reason)
    if row is None:
        return Pulled(one, None, "it was not graded with autograder yet")
    signed: dict[str, Any] = {
        "course": row.course,
        "assignment": one.assignment,
        "student": one.student,
        "who": WHO,
        "when": now,
        "verdict_sha256": row.verdict_sha256,
    }
    if not changed:
        why = "nobody gives points in nbgrader any more"
        return Pulled(one, Adjustment(**signed, kind=Kind.RESET, why=why))
    totals = [score.total for score in one.scores]
    if None in totals:
        return Pulled(one, None, "some criteria are left to a person still")
    earned = min(max(sum(filter(None, totals), Fraction(0)), Fraction(0)), Fraction(row.max_score))
    late = course.identity.policy.late
    final = late.after(cents(earned), row.late_days - row.free_days)
    if counting and counting[-1].points == final:
        return Pulled(one, None)
    why = "; ".join(map(str, changed))
    return Pulled(one, Adjustment(**signed, kind=Kind.SET, points=final, why=why))
