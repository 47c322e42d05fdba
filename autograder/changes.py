"""What changed between two verdicts about the same work: for one student, and for a class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from autograder.report import CriterionScore, CriterionStatus, Frozen, ReportStatus, ScoreReport

LARGEST = 10


class Kind(StrEnum):
    """Where a score went."""

    NEW = "new"
    UP = "up"
    DOWN = "down"
    GRADED = "graded"  # there was no score, and now there is
    UNGRADED = "ungraded"  # there was a score, and now there is none
    SAME_SCORE = "same_score"  # criteria, words or what made the report differ


class Part(Frozen):
    """One criterion as one report has it."""

    points: int
    score: float | None
    status: CriterionStatus


class CriterionChange(Frozen):
    """A criterion that two reports judge differently; None where a report does not have it."""

    id: str
    old: Part | None
    new: Part | None

    @property
    def moved(self) -> bool:
        """Whether it is more than a change of what the criterion is worth."""
        return (
            self.old is None
            or self.new is None
            or (self.old.score, self.old.status) != (self.new.score, self.new.status)
        )


class Change(Frozen):
    """How the verdict about one submission changed."""

    assignment: str
    student: str
    attempt: int
    kind: Kind
    old_status: ReportStatus | None
    new_status: ReportStatus
    old_score: float | None
    new_score: float | None
    by: float | None
    criteria: tuple[CriterionChange, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether a score or a status differs: other changes are of words and hashes."""
        return (
            self.kind is not Kind.SAME_SCORE
            or self.old_status is not self.new_status
            or any(criterion.moved for criterion in self.criteria)
        )


class Summary(Frozen):
    """How many reports went where, and those that went farthest."""

    reports: int
    up: int
    down: int
    new: int
    graded: int
    ungraded: int
    same_score: int
    unchanged: int
    largest: tuple[Change, ...]


class Comparison(Frozen):
    """What a rescore or a regrade changed, or would change."""

    schema_version: Literal[1] = 1
    command: Literal["rescore", "regrade"]
    dry_run: bool
    summary: Summary
    changes: tuple[Change, ...]


def changes(old: ScoreReport | None, new: ScoreReport) -> Change | None:
    """What differs between two verdicts about one submission; None if nothing does."""
    if old is not None and (old == new or old.verdict() == new.verdict()):
        return None
    before = None if old is None else old.score
    return Change(
        assignment=new.assignment,
        student=new.student,
        attempt=new.attempt,
        kind=_kind(old, new),
        old_status=None if old is None else old.status,
        new_status=new.status,
        old_score=before,
        new_score=new.score,
        by=_difference(before, new.score),
        criteria=() if old is None else _criteria(old.criteria, new.criteria),
    )


def summary(found: Iterable[Change], reports: int) -> Summary:
    """Count the changes among so many reports."""
    listed = list(found)
    counts = Counter(change.kind for change in listed)
    moved = [change for change in listed if change.by]
    moved.sort(key=lambda c: (-abs(c.by or 0), c.assignment, c.student, c.attempt))
    return Summary(
        reports=reports,
        unchanged=reports - len(listed),
        largest=tuple(moved[:LARGEST]),
        **{kind.value: counts[kind] for kind in Kind},
    )


def _kind(old: ScoreReport | None, new: ScoreReport) -> Kind:
    if old is None:
        return Kind.NEW
    if old.score == new.score:
        return Kind.SAME_SCORE
    if old.score is None:
        return Kind.GRADED
    if new.score is None:
        return Kind.UNGRADED
    return Kind.UP if new.score > old.score else Kind.DOWN


def _difference(old: float | None, new: float | None) -> float | None:
    """In decimals, as scores are sums of hundredths: 40.3 - 40.2 is 0.1."""
    if old is None or new is None:
        return None
    return float(Decimal(str(new)) - Decimal(str(old)))


def _criteria(
    old: tuple[CriterionScore, ...], new: tuple[CriterionScore, ...]
) -> tuple[CriterionChange, ...]:
    before = {criterion.id: _part(criterion) for criterion in old}
    after = {criterion.id: _part(criterion) for criterion in new}
    return tuple(
        CriterionChange(id=name, old=before.get(name), new=after.get(name))
        for name in dict.fromkeys((*after, *before))
        if before.get(name) != after.get(name)
    )


def _part(criterion: CriterionScore) -> Part:
    return Part(points=criterion.points, score=criterion.score, status=criterion.status)
