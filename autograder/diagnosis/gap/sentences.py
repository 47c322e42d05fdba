"""What is told of one function: the first sentence that every wrong answer bears out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from autograder.compare import find_gap
from autograder.diagnosis.gap import order, rows, scale
from autograder.diagnosis.gap.asked import Asked, averaged, by_arguments
from autograder.diagnosis.gap.claims import ENOUGH, Claim, Detector, common, pair
from autograder.diagnosis.gap.parts import MOST_PARTS, Part, exchanged, parts, same_length, where

# From what says most to what says least.
DETECTORS: tuple[Detector, ...] = (
    scale.zero,
    scale.sign,
    scale.twice,
    scale.half,
    scale.squashed,
    scale.unsquashed,
    scale.rounded,
    scale.floored,
    scale.clipped,
    order.transposed,
    order.backwards,
    order.shifted,
    order.blocks,
    order.constant_row,
    scale.factor,
    rows.diagonal,
    rows.along_rows,
    rows.along_columns,
    scale.row_factors,
    order.permuted,
    scale.by_one,
)


@dataclass(frozen=True)
class Wrong:
    """A wrong answer, the right one, and what was asked."""

    actual: Any
    expected: Any
    rtol: float
    atol: float
    asked: Asked


def sentence(answers: list[Wrong]) -> Claim | None:
    """What holds for every one of these answers, if anything does that says enough."""
    if not answers:
        return None
    with np.errstate(all="ignore"):
        if all(exchanged(a.actual, a.expected, a.rtol, a.atol) for a in answers):
            return Claim("exchanged", "has its entries in the reverse order", ENOUGH)
        place, values = _place(answers), _values(answers)
    if place and values:
        where = "elsewhere" if place.startswith("is right") else "there"
        return Claim(values.name, f"{place}; {where} it {values.sentence}", values.evidence)
    same_form = all(_same_form(answer) for answer in answers)
    if place and same_form:
        return Claim("parts", place, ENOUGH)
    return values or (_entries(answers) if same_form else None)


def _place(answers: list[Wrong]) -> str:
    wrong: set[tuple[str | int, ...]] = set()
    paths: set[tuple[str | int, ...]] = set()
    for answer in answers:
        found = list(parts(answer.actual, answer.expected))
        paths |= {part.path for part in found}
        wrong |= {part.path for part in found if _differs(part, answer)}
    return where(wrong, paths)


def _same_form(answer: Wrong) -> bool:
    """Whether only values differ: what a wrong form is, the plain gap tells better."""
    return find_gap(answer.actual, answer.expected, 0.0, 0.0, form_only=True) is None


def _values(answers: list[Wrong]) -> Claim | None:
    found = []
    for answer in answers:
        wrong = [p for p in parts(answer.actual, answer.expected) if _differs(p, answer)]
        if len(wrong) > MOST_PARTS:
            return None
        here = common(_claims(part, answer) for part in wrong)
        if not here:
            return None
        found.append(here)
    held = common(found)
    return next(
        (claim for claim in held if claim.evidence >= claim.need and _only(claim, held)), None
    )


def _entries(answers: list[Wrong]) -> Claim | None:
    """At which end of a list the right entries stand, each looked at as a whole."""
    held = common(_ends_of_list(answer) for answer in answers)
    return next((claim for claim in held if claim.evidence >= claim.need), None)


def _ends_of_list(answer: Wrong) -> Iterator[Claim]:
    if isinstance(answer.expected, list) and same_length(answer.actual, answer.expected):
        right = [
            find_gap(one, other, answer.rtol, answer.atol) is None
            for one, other in zip(answer.actual, answer.expected, strict=True)
        ]
        yield from rows.ends(np.array(right, dtype=bool), "entry")


def _only(claim: Claim, held: list[Claim]) -> bool:
    """Whether no other argument would do as well: by which of two a count is off is a guess."""
    alike = [
        other
        for other in held
        if other.name == claim.name == "by_arguments"
        and other.sentence.count("`") == claim.sentence.count("`")
    ]
    return len(alike) <= 1


def _differs(part: Part, answer: Wrong) -> bool:
    return find_gap(part.actual, part.expected, answer.rtol, answer.atol) is not None


def _claims(part: Part, answer: Wrong) -> Iterator[Claim]:
    if (type(part.actual), type(part.expected)) == (int, int) or _arrays(part):
        seen = pair(part.actual, part.expected, answer.rtol, answer.atol)
        if seen is None:
            return
        for detector in DETECTORS[:4]:
            yield from detector(seen)
        yield from averaged(seen, answer.asked)
        yield from by_arguments(seen, answer.asked)
        for detector in DETECTORS[4:]:
            yield from detector(seen)


def _arrays(part: Part) -> bool:
    """Whether these differ in values, or in shape alone: of another type the plain gap tells."""
    if isinstance(part.expected, np.ndarray):
        return type(part.actual) is np.ndarray and part.actual.dtype == part.expected.dtype
    return type(part.actual) in (float, np.float64) and isinstance(part.expected, float)
