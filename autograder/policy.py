"""Late policy and attempt policy: data, and the pure rules that they stand for.

Nothing here reads a clock, a file or a database: the same records give the same score for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field

from autograder.report import CriterionStatus, Frozen, ReportStatus, ScoreReport, TestStatus
from autograder.rubric import Slug, cents

DAY = timedelta(days=1)
YEAR_OF_MINUTES = 366 * 24 * 60


def moment(value: Any) -> datetime:
    """A moment that is the same everywhere on Earth.

    Raises:
        ValueError: it is none, or has no time zone.
    """
    example = "write day, time and zone, such as 2026-10-01T12:00:00Z or 2026-10-01T12:00+02:00"
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ValueError(f"{value!r} is no moment: {example}") from error
    if not isinstance(found, datetime):
        raise ValueError(f"{value} is no moment: {example}")
    if found.tzinfo is None:
        raise ValueError(f"{value} has no time zone: {example}")
    try:
        found.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(f"{value} is too far away: {example}") from error
    return found


Moment = Annotated[datetime, BeforeValidator(moment)]


class LatePolicy(Frozen):
    """What lateness costs: `[late]` of course.toml. Without it, nothing."""

    grace_minutes: int = Field(default=0, ge=0, le=YEAR_OF_MINUTES, strict=True)
    late_days: int = Field(default=0, ge=0, strict=True)
    per_day: float = Field(default=0, ge=0, le=100, strict=True)
    cap: float = Field(default=100, ge=0, le=100, strict=True)

    def days(self, due: datetime | None, submitted_at: datetime | None) -> int:
        """Days of 24 hours begun after due and grace; 0 if one of the times is unknown.

        In UTC, because a day of daylight saving time has 23 or 25 hours, and the difference of two
        times in one zone is Python's difference of two clocks on the wall.
        """
        if due is None or submitted_at is None:
            return 0
        late = submitted_at.astimezone(UTC) - due.astimezone(UTC)
        late -= timedelta(minutes=self.grace_minutes)
        return max(0, -(-late // DAY))

    def after(self, score: float, days: int) -> float:
        """What is left of a score for work that is so many days late."""
        percent = min(days * Fraction(str(self.per_day)), Fraction(str(self.cap)))
        return cents(Fraction(str(score)) * (1 - percent / 100))


class Count(StrEnum):
    """Which of a student's attempts counts."""

    BEST = "best"
    LAST = "last"
    FIRST = "first"


class AttemptPolicy(Frozen):
    """Which attempt counts: `[attempts]` of course.toml."""

    count: Count = Count.BEST


class Policy(Frozen):
    """What turns the reports of a course into final scores, as its course.toml says it."""

    due: dict[Slug, Moment] = Field(default_factory=dict)
    late: LatePolicy = LatePolicy()
    attempts: AttemptPolicy = AttemptPolicy()
    penalties: dict[Slug, float] = Field(default_factory=dict)  # of each quiz, in per cent


class Extension(Frozen):
    """One student's own due date for one assignment; the last one made counts."""

    course: str
    assignment: str
    student: str
    until: AwareDatetime
    who: str
    when: AwareDatetime
    why: str


@dataclass(frozen=True)
class Part:
    """What one criterion earned: of a quiz, a question; and whether it was answered wrongly.

    A blank or malformed answer is not wrong: it uses up nothing.
    """

    id: str
    score: float
    is_wrong: bool


@dataclass(frozen=True)
class Attempt:
    """What the policies need to know of one stored report."""

    course: str
    assignment: str
    student: str
    attempt: int
    status: ReportStatus
    score: float | None
    max_score: int
    submitted_at: datetime | None
    rubric_sha256: str
    tests_sha256: str
    version: str
    verdict_sha256: str
    parts: tuple[Part, ...] = ()


def parts(report: ScoreReport) -> tuple[Part, ...]:
    """What each criterion of a report earned."""
    return tuple(
        Part(
            criterion.id,
            criterion.score or 0.0,
            criterion.status is not CriterionStatus.PASSED
            and any(test.status is TestStatus.FAILED for test in criterion.tests),
        )
        for criterion in report.criteria
    )


def verdict_sha256(report: ScoreReport) -> str:
    """Stands for what a person judges by: the work and the points of each criterion.

    Versions, titles and hints are left out: they change without the verdict changing.
    """
    points = [[criterion.id, criterion.points, criterion.score] for criterion in report.criteria]
    seen = [report.submission_sha256, report.status, report.score, report.max_score, points]
    return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


@dataclass(frozen=True)
class Counted:
    """The attempt that counts, how late it is, and what is left of its score."""

    attempt: Attempt
    earned: float
    late_days: int
    free_days: int
    score: float


def counted(
    attempts: Sequence[Attempt], policy: Policy, due: datetime | None, free_days: int
) -> Counted | None:
    """The attempt that counts for a student who has so many free days left; None if none can.

    Rejected work counts only where nothing else was handed in: what is ungraded may be better.
    """
    judged = [a for a in attempts if a.status is ReportStatus.GRADED and a.score is not None]
    if not judged and all(a.status is ReportStatus.REJECTED for a in attempts):
        judged = list(attempts)
    if not judged:
        return None
    late = [
        _late(attempt, score, policy.late, due, free_days)
        for attempt, score in _penalised(_in_order(judged), policy)
    ]
    if policy.attempts.count is Count.BEST:
        return max(late, key=lambda one: (one.score, -one.free_days))
    return late[0] if policy.attempts.count is Count.FIRST else late[-1]


def _in_order(attempts: list[Attempt]) -> list[Attempt]:
    """By the time they were handed in, where that is known of all; else by number."""
    times = [attempt.submitted_at for attempt in attempts if attempt.submitted_at is not None]
    if len(times) < len(attempts):
        return sorted(attempts, key=lambda attempt: attempt.attempt)
    by_time = sorted(zip(times, [a.attempt for a in attempts], attempts, strict=True))
    return [attempt for _, _, attempt in by_time]


def _penalised(attempts: list[Attempt], policy: Policy) -> Iterator[tuple[Attempt, float]]:
    """What is left of each attempt's score: a wrong answer before costs its question a share."""
    wrong = Counter[str]()
    for attempt in attempts:
        share = Fraction(str(policy.penalties.get(attempt.assignment, 0))) / 100
        lost = sum(
            Fraction(str(part.score)) * min(share * wrong[part.id], Fraction(1))
            for part in attempt.parts
        )
        yield attempt, cents(Fraction(str(attempt.score or 0.0)) - lost)
        wrong.update(part.id for part in attempt.parts if part.is_wrong)


def _late(
    attempt: Attempt, score: float, policy: LatePolicy, due: datetime | None, free_days: int
) -> Counted:
    """A free day is spent only where it saves points."""
    days = policy.days(due, attempt.submitted_at)
    free = min(days, free_days)
    if policy.after(score, days - free) == policy.after(score, days):
        free = 0
    return Counted(attempt, attempt.score or 0.0, days, free, policy.after(score, days - free))
