"""Rubric: criteria, points and misconceptions; and the pure step from outcomes to criterion scores.

Points live here and nowhere else, so stored outcomes and a changed rubric give new scores without
running anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from autograder.report import (
    CriterionScore,
    CriterionStatus,
    Frozen,
    NamedMisconception,
    TestResult,
    TestStatus,
)

FULL_MARKS = 100
SLUG = re.compile(r"[a-z][a-z0-9_]*")


def _slug(text: str) -> str:
    if not SLUG.fullmatch(text):
        raise ValueError(f"{text!r} is not a slug: use lower-case letters, digits and _")
    return text


def _name(text: str) -> str:
    if not text.isidentifier():
        raise ValueError(f"{text!r} is no name of a class: use letters, digits and _")
    return text


Slug = Annotated[str, AfterValidator(_slug)]
ClassName = Annotated[str, AfterValidator(_name)]


class Criterion(Frozen):
    """One thing that earns points; `read` names the sections of the handout that it is about."""

    id: Slug
    title: str
    points: int = Field(gt=0)
    hint: str
    read: tuple[str, ...] = ()
    all_or_nothing: bool = False


class Misconception(Frozen):
    """A plausible wrong belief, and the criteria that it pulls below full marks."""

    slug: ClassName
    title: str
    hint: str
    loses: tuple[Slug, ...] = Field(min_length=1)


class Rubric(Frozen):
    """All criteria of an assignment."""

    criteria: tuple[Criterion, ...] = Field(min_length=1)
    misconceptions: tuple[Misconception, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Rubric:
        ids = [criterion.id for criterion in self.criteria]
        slugs = [misconception.slug for misconception in self.misconceptions]
        for names, what in ((ids, "criterion"), (slugs, "misconception")):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"the {what} {twice[0]!r} stands twice: give each its own name")
        for misconception in self.misconceptions:
            for lost in misconception.loses:
                if lost not in ids:
                    raise ValueError(
                        f"misconception {misconception.slug!r} loses {lost!r}, no criterion: "
                        f"use one of {', '.join(ids)}"
                    )
        points = sum(criterion.points for criterion in self.criteria)
        if points != FULL_MARKS:
            raise ValueError(f"the points sum to {points}: make them sum to {FULL_MARKS}")
        return self

    @property
    def max_score(self) -> int:
        """Full marks."""
        return sum(criterion.points for criterion in self.criteria)

    def named(self, slug: str) -> NamedMisconception:
        """What a report says of one misconception."""
        found = next(m for m in self.misconceptions if m.slug == slug)
        return NamedMisconception(slug=found.slug, title=found.title, hint=found.hint)


@dataclass(frozen=True)
class Outcome:
    """What one hidden test found about one submission.

    `gap` is what the student may be told of it, in general terms, and `more` what goes for other
    failures of the same function as well; `result.message` is for staff.
    """

    criterion: str
    result: TestResult
    gap: str = ""
    more: str = ""


def cents(exact: Fraction) -> float:
    """Round an exact fraction to two decimals, halves up."""
    decimal = Decimal(exact.numerator) / Decimal(exact.denominator)
    return float(decimal.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def score(
    rubric: Rubric, outcomes: Iterable[Outcome], named: Mapping[str, Sequence[str]]
) -> tuple[CriterionScore, ...]:
    """Score every criterion of `rubric`.

    A criterion earns its points times the share of its tests that passed (or all or nothing).
    `named` maps a criterion to the slugs of the misconceptions that explain its wrong answers.
    """
    by_criterion: dict[str, list[Outcome]] = {c.id: [] for c in rubric.criteria}
    for outcome in outcomes:
        by_criterion[outcome.criterion].append(outcome)
    return tuple(
        _score(rubric, criterion, by_criterion[criterion.id], named.get(criterion.id, ()))
        for criterion in rubric.criteria
    )


def total(criteria: Iterable[CriterionScore]) -> float | None:
    """Sum the scores; None when one of them could not be judged."""
    scores = [criterion.score for criterion in criteria]
    if any(score is None for score in scores):
        return None
    return float(sum(Decimal(str(score)) for score in scores))


def earned(criterion: Criterion, passed: int, total: int) -> tuple[float, CriterionStatus]:
    """What `passed` of `total` tests earn of a criterion: the points, and how much that is."""
    share = Fraction(passed, total) if total else Fraction(0)
    if criterion.all_or_nothing:
        share = Fraction(int(share))
    status = (
        CriterionStatus.PASSED
        if share == 1
        else CriterionStatus.PARTIAL
        if share
        else CriterionStatus.FAILED
    )
    return cents(criterion.points * share), status


def _score(
    rubric: Rubric, criterion: Criterion, outcomes: list[Outcome], named: Sequence[str]
) -> CriterionScore:
    passed = sum(outcome.result.status is TestStatus.PASSED for outcome in outcomes)
    points, status = earned(criterion, passed, len(outcomes))
    return CriterionScore(
        id=criterion.id,
        title=criterion.title,
        points=criterion.points,
        score=points,
        status=status,
        passed=passed,
        total=len(outcomes),
        feedback=_feedback(outcomes),
        hint="" if named or passed == len(outcomes) else criterion.hint,
        misconceptions=tuple(rubric.named(slug) for slug in named),
        read=criterion.read,
        tests=tuple(outcome.result for outcome in outcomes),
    )


def _feedback(outcomes: list[Outcome]) -> str:
    """What the failed tests found, each sentence once."""
    missed = [o for o in outcomes if o.result.status is not TestStatus.PASSED]
    gaps = list(dict.fromkeys(outcome.gap for outcome in missed if outcome.gap))
    more = list(dict.fromkeys(outcome.more for outcome in missed if outcome.more))
    return " ".join([*gaps[:3], *more[:3]])
