"""Detectors for answers that are right up to something done to every entry."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.diagnosis.gap.claims import Claim, Pair

WHOLE_BOUNDS = (1, 5, 10)  # at which gradients are usually cut off
DIGITS = 5


def zero(pair: Pair) -> Iterator[Claim]:
    """Nothing but zeros, where something else is right."""
    wanted = int(np.count_nonzero(pair.expected))
    if pair.actual.shape == pair.expected.shape and wanted and not pair.actual.any():
        yield Claim("zero", "is zero everywhere", wanted)


def sign(pair: Pair) -> Iterator[Claim]:
    """The negative of the right answer."""
    if pair.same(pair.actual, -pair.expected):
        yield Claim("sign", "is right up to sign", _weight(pair))


def twice(pair: Pair) -> Iterator[Claim]:
    """Twice the right answer."""
    if pair.same(pair.actual, 2 * pair.expected):
        yield Claim("twice", "is twice the right one", _weight(pair))


def half(pair: Pair) -> Iterator[Claim]:
    """Half of the right answer."""
    if pair.same(2 * pair.actual, pair.expected):
        yield Claim("half", "is half of the right one", _weight(pair))


def factor(pair: Pair) -> Iterator[Claim]:
    """One factor for all entries and all answers; which it is, is not said."""
    if pair.actual.shape != pair.expected.shape:
        return
    right = pair.expected.ravel()
    large = int(np.argmax(np.abs(right))) if right.size else 0
    if not right.size or not right[large] or not pair.actual.any():
        return
    ratio = pair.actual.ravel()[large] / right[large]
    if np.isfinite(ratio) and pair.same(pair.actual * 1.0, ratio * pair.expected):
        key = f"{ratio:.5g}"
        evidence = int(np.count_nonzero(right))
        # Of a single number any factor is true: only others can bear it out.
        yield Claim("factor", "is right up to one constant factor", evidence, key, need=4)


def squashed(pair: Pair) -> Iterator[Claim]:
    """Tanh of the right answer: an activation too many."""
    if _real(pair) and pair.same(pair.actual, np.tanh(pair.expected)):
        yield Claim("squashed", "went through tanh once too often", _weight(pair))


def unsquashed(pair: Pair) -> Iterator[Claim]:
    """What would be right after tanh: an activation too few."""
    if _real(pair) and pair.same(np.tanh(pair.actual), pair.expected):
        free = np.abs(pair.expected) < 1  # where tanh is 1, any large number would do
        yield Claim("unsquashed", "is right before tanh", int(free.sum()))


def rounded(pair: Pair) -> Iterator[Claim]:
    """The right answer, rounded to a few digits after the point."""
    if not _real(pair):
        return
    for digits in range(DIGITS):
        if np.array_equal(pair.actual, np.round(pair.expected, digits)):
            evidence = len(np.unique(pair.actual[pair.actual != 0]))
            yield Claim("rounded", "is rounded", evidence)
            return


def floored(pair: Pair) -> Iterator[Claim]:
    """The right answer, rounded down to whole numbers."""
    if _real(pair) and np.array_equal(pair.actual, np.floor(pair.expected)):
        yield Claim("floored", "is rounded down to whole numbers", len(np.unique(pair.actual)))


def clipped(pair: Pair) -> Iterator[Claim]:
    """The right answer, with larger entries cut off at a bound."""
    if not _real(pair):
        return
    for bound in WHOLE_BOUNDS:
        if pair.same(pair.actual, np.clip(pair.expected, -bound, bound)):
            cut = int((np.abs(pair.expected) > bound).sum())
            yield Claim("clipped", "has its large entries cut off at a bound", cut, bound)


def by_one(pair: Pair) -> Iterator[Claim]:
    """A count that is one too large or one too small."""
    if pair.actual.ndim or pair.expected.ndim:
        return
    if {pair.actual.dtype.kind, pair.expected.dtype.kind} == {"i"}:
        off = int(pair.actual) - int(pair.expected)
        if abs(off) == 1:
            way = "large" if off > 0 else "small"
            yield Claim("by_one", f"is one too {way}", 1, way)


def row_factors(pair: Pair) -> Iterator[Claim]:
    """Each row is right up to a factor of its own."""
    if pair.expected.ndim != 2 or pair.actual.shape != pair.expected.shape:
        return
    if not pair.actual.any() or not _real(pair):
        return
    ratios = []
    for actual, expected in zip(pair.actual, pair.expected, strict=True):
        if not expected.any():
            if actual.any():
                return
            ratios.append(1.0)
            continue
        large = int(np.argmax(np.abs(expected)))
        ratio = actual[large] / expected[large]
        if not pair.same(actual, ratio * expected):
            return
        ratios.append(ratio)
    factors = np.array(ratios)  # a row that is right, or lost in zeros, says nothing
    changed = (factors != 0) & ~pair.close(factors, np.ones(len(factors)))
    evidence = int((np.count_nonzero(pair.expected[changed], axis=1) - 1).clip(0).sum())
    yield Claim("row_factors", "is right up to a factor of its own in each row", evidence)


def _weight(pair: Pair) -> int:
    """The entries that bear a claim out; a float does so by its many digits, an integer less."""
    entries = int(np.count_nonzero(pair.expected))
    return entries if pair.expected.dtype.kind == "i" else 2 * entries


def _real(pair: Pair) -> bool:
    kinds = {pair.actual.dtype.kind, pair.expected.dtype.kind}
    return pair.actual.shape == pair.expected.shape and kinds == {"f"}
