"""Where each student stands in each assignment: reports, policies and people's changes together.

Pure, and computed anew each time: a due date moved there and back gives the first scores again.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from autograder.adjustment import Adjustment, Kind, adjusted, in_effect
from autograder.policy import Attempt, Counted, Extension, Policy, counted
from autograder.report import Frozen, ReportStatus
from autograder.rubric import FULL_MARKS, cents

Place = tuple[str, str, str, int]  # course, assignment, student, attempt
_NEVER = datetime.max.replace(tzinfo=UTC)


class Status(StrEnum):
    """What a final score rests on."""

    GRADED = "graded"
    REJECTED = "rejected"
    UNGRADED = "ungraded"
    EXCUSED = "excused"
    MISSING = "missing"


class Flag(StrEnum):
    """What a person should know of a row."""

    NEEDS_A_PERSON = "needs a person"
    ATTEMPT_UNGRADED = "an attempt is ungraded"
    EXTENDED = "extended"
    ADJUSTED = "adjusted"
    OUTDATED = "adjusted, and the verdict changed since"


class Standing(Frozen):
    """One student in one assignment: score - penalty + adjusted = final, where there are such."""

    course: str
    student: str
    assignment: str
    attempts: int
    counted: int | None
    score: float | None
    max_score: int
    due: datetime | None
    submitted_at: datetime | None
    late_days: int
    free_days: int
    penalty: float
    adjusted: float | None
    final: float | None
    status: Status
    flags: tuple[Flag, ...]
    verdict_sha256: str


@dataclass(frozen=True)
class Records:
    """What a gradebook holds of reports, and what people decided."""

    attempts: tuple[Attempt, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def __iter__(self) -> Iterator[Attempt | Adjustment | Extension]:
        return itertools.chain(self.attempts, self.adjustments, self.extensions)

    def plus(self, change: Adjustment | Extension) -> Records:
        """These and one more."""
        if isinstance(change, Adjustment):
            return replace(self, adjustments=(*self.adjustments, change))
        return replace(self, extensions=(*self.extensions, change))


@dataclass
class _Work:
    """Everything that is known of one student in one assignment."""

    attempts: list[Attempt] = field(default_factory=list)
    adjustments: list[Adjustment] = field(default_factory=list)
    extension: Extension | None = None

    def due(self, for_all: datetime | None) -> datetime | None:
        """The student's own due date: an extension gives time and never takes it."""
        if for_all is None or self.extension is None:
            return for_all
        return max(for_all, self.extension.until)

    def seen(self, best: Counted | None) -> str:
        """Stands for the verdict that a person sees: of the attempt that counts, else of all."""
        if best is not None:
            return best.attempt.verdict_sha256
        verdicts = "".join(attempt.verdict_sha256 for attempt in self.attempts)
        return hashlib.sha256(verdicts.encode()).hexdigest() if verdicts else ""


def standings(records: Records, policies: Mapping[str, Policy]) -> list[Standing]:
    """A row for each student and assignment that anything is known of, in this order.

    `policies` has the policy of each course; in a course that it does not name nothing is late.
    """
    students: dict[tuple[str, str], dict[str, _Work]] = {}

    def work(on: Attempt | Adjustment | Extension) -> _Work:
        of_student = students.setdefault((on.student, on.course), {})
        return of_student.setdefault(on.assignment, _Work())

    for attempt in records.attempts:
        work(attempt).attempts.append(attempt)
    for adjustment in records.adjustments:
        work(adjustment).adjustments.append(adjustment)
    for extension in records.extensions:
        work(extension).extension = extension
    rows = []
    for (student, course), works in sorted(students.items()):
        of_student = _of_student(student, course, works, policies.get(course, Policy()))
        rows += sorted(of_student, key=lambda row: row.assignment)
    return rows


def _of_student(
    student: str, course: str, works: dict[str, _Work], policy: Policy
) -> Iterator[Standing]:
    """Free days are spent in the order of the student's own due dates."""
    dues = {slug: work.due(policy.due.get(slug)) for slug, work in works.items()}
    free_days = policy.late.late_days
    for slug in sorted(works, key=lambda slug: (dues[slug] or _NEVER, slug)):
        row = _row(works[slug], policy, dues[slug], free_days)
        free_days -= row["free_days"]
        yield Standing(course=course, student=student, assignment=slug, **row)


def _row(work: _Work, policy: Policy, due: datetime | None, free_days: int) -> dict[str, Any]:
    changes = in_effect(work.adjustments)
    is_decided = bool(changes) and changes[0].kind is not Kind.ADD
    # What a person decided costs no free day: lateness has no say in it.
    best = counted(work.attempts, policy, due, 0 if is_decided else free_days)
    max_score = best.attempt.max_score if best else FULL_MARKS
    final = adjusted(best.score if best else None, max_score, changes)
    return {
        "attempts": len(work.attempts),
        "counted": best.attempt.attempt if best else None,
        "score": best.earned if best else None,
        "max_score": max_score,
        "due": due and due.astimezone(UTC),
        "submitted_at": best.attempt.submitted_at if best else None,
        "late_days": best.late_days if best else 0,
        "free_days": best.free_days if best else 0,
        "penalty": _minus(best.earned, best.score) if best else 0.0,
        "adjusted": _minus(final, best.score if best else 0.0) if changes else None,
        "final": final,
        "status": _status(work, best, changes),
        "flags": tuple(_flags(work, best, changes, final)),
        "verdict_sha256": work.seen(best),
    }


def _status(work: _Work, best: Counted | None, changes: Sequence[Adjustment]) -> Status:
    if changes and changes[0].kind is Kind.EXCUSE:
        return Status.EXCUSED
    if best is not None:
        return Status(best.attempt.status.value)
    return Status.UNGRADED if work.attempts else Status.MISSING


def _flags(
    work: _Work, best: Counted | None, changes: Sequence[Adjustment], final: float | None
) -> Iterator[Flag]:
    if any(attempt.status is ReportStatus.UNGRADED for attempt in work.attempts):
        is_open = _status(work, best, changes) is Status.UNGRADED and final is None
        yield Flag.NEEDS_A_PERSON if is_open else Flag.ATTEMPT_UNGRADED
    if work.extension is not None:
        yield Flag.EXTENDED
    if changes:
        seen = work.seen(best)
        is_outdated = any(change.verdict_sha256 != seen for change in changes)
        yield Flag.OUTDATED if is_outdated else Flag.ADJUSTED


def _minus(one: float | None, other: float) -> float | None:
    return None if one is None else cents(Fraction(str(one)) - Fraction(str(other)))


def to_show(rows: Iterable[Standing], attempts: Iterable[Attempt]) -> set[Place]:
    """The attempts that students are shown: the one that counts, or else the last."""
    last: dict[tuple[str, str, str], int] = {}
    for one in attempts:
        key = one.course, one.assignment, one.student
        last[key] = max(one.attempt, last.get(key, 0))
    keys = ((row.counted, (row.course, row.assignment, row.student)) for row in rows)
    return {(*key, counted or last[key]) for counted, key in keys if key in last}


def mixtures(attempts: Iterable[Attempt]) -> dict[str, bool]:
    """Assignments whose scores do not compare; whether because of their tests, or rubrics alone."""
    made: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for attempt in attempts:
        if attempt.status is ReportStatus.GRADED:
            rubrics, tests = made.setdefault((attempt.course, attempt.assignment), (set(), set()))
            rubrics.add(attempt.rubric_sha256)
            tests.add(attempt.tests_sha256)
    mixed: dict[str, bool] = {}
    for (_, slug), (rubrics, tests) in made.items():
        if max(len(rubrics), len(tests)) > 1:
            mixed[slug] = mixed.get(slug, False) or len(tests) > 1
    return mixed
