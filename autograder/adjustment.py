"""Adjustments: what a person does to a score, and what is left of it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction

from pydantic import AwareDatetime, Field, model_validator

from autograder.report import Frozen
from autograder.rubric import cents


class Kind(StrEnum):
    """What a person may do to a score: all but `add` put aside what was done before."""

    ADD = "add"
    SET = "set"
    EXCUSE = "excuse"
    RESET = "reset"


class Adjustment(Frozen):
    """A person's change, kept beside the automatic score; `verdict_sha256` is what they saw."""

    course: str
    assignment: str
    student: str
    kind: Kind
    points: float | None = Field(default=None, allow_inf_nan=False)
    who: str
    when: AwareDatetime
    why: str
    verdict_sha256: str = ""

    @model_validator(mode="after")
    def _has_points_where_it_needs_them(self) -> Adjustment:
        if (self.points is not None) != (self.kind in {Kind.ADD, Kind.SET}):
            raise ValueError(f"{self.kind.value} takes {'no ' * (self.points is not None)}points")
        return self


def in_effect(adjustments: Sequence[Adjustment]) -> list[Adjustment]:
    """Those that count, of all that were made in this order."""
    counting: list[Adjustment] = []
    for adjustment in adjustments:
        counting = [*counting, adjustment] if adjustment.kind is Kind.ADD else [adjustment]
    return [adjustment for adjustment in counting if adjustment.kind is not Kind.RESET]


def adjusted(score: float | None, max_score: int, counting: Sequence[Adjustment]) -> float | None:
    """A score after the adjustments in effect, between 0 and full marks; None if it has none."""
    if counting and counting[0].kind is Kind.EXCUSE:
        return None
    if counting and counting[0].kind is Kind.SET:
        score, counting = counting[0].points, counting[1:]
    if score is None:
        return None
    total = Fraction(str(score)) + sum(Fraction(str(added.points)) for added in counting)
    return cents(min(max(total, Fraction(0)), Fraction(max_score)))
