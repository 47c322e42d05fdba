"""Detectors for right values that stand in the wrong places, and rows that are off alike."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.diagnosis.gap.claims import Claim, Pair

WIDEST = 64  # columns up to which a seam between two blocks is looked for
TELLING = 3  # values from which on the order of a vector says something; a one-hot one has two


def transposed(pair: Pair) -> Iterator[Claim]:
    """The transpose of the right matrix, or its last two axes exchanged."""
    if pair.expected.ndim < 2 or pair.actual.ndim != pair.expected.ndim:
        return
    if pair.same(pair.actual.swapaxes(-1, -2), pair.expected):
        two = pair.expected.ndim == 2
        sentence = "is transposed" if two else "has its last two axes exchanged"
        yield Claim("transposed", sentence, _moved(pair), two)


def backwards(pair: Pair) -> Iterator[Claim]:
    """The right rows, the last one first."""
    if pair.actual.ndim and pair.same(pair.actual[::-1], pair.expected):
        yield Claim("reversed", "has its rows in reversed order", _ordered(pair))


def shifted(pair: Pair) -> Iterator[Claim]:
    """The right rows, each one place too late or too early."""
    actual, expected = pair.actual, pair.expected
    if not expected.ndim or actual.shape != expected.shape:
        return
    for name, one, other in (
        ("late", actual[1:], expected[:-1]),
        ("early", actual[:-1], expected[1:]),
    ):
        if pair.same(one, other):
            there = actual[1:] if name == "late" else actual[:-1]
            right = expected[1:] if name == "late" else expected[:-1]
            stays = pair.close(there, right).all(axis=tuple(range(1, expected.ndim)))
            sentence = f"is shifted by one row: each stands one place too {name}"
            yield Claim(name, sentence, int((~stays).sum()))


def blocks(pair: Pair) -> Iterator[Claim]:
    """Two blocks of columns, put together in the wrong order."""
    width = pair.expected.shape[-1] if pair.expected.ndim else 0
    if pair.actual.shape != pair.expected.shape or not 1 < width <= WIDEST:
        return
    for seam in range(1, width):
        if pair.same(np.roll(pair.actual, seam, axis=-1), pair.expected):
            sentence = "has its two parts, side by side, in the wrong order"
            yield Claim("blocks", sentence, _ordered(pair))
            return


def constant_row(pair: Pair) -> Iterator[Claim]:
    """Every row is off by the same row: something is missing, or there twice, in each of them."""
    if pair.expected.ndim != 2 or pair.actual.shape != pair.expected.shape or not len(pair.actual):
        return
    off = pair.actual - pair.expected
    noise = pair.atol + pair.rtol * np.abs(pair.expected)
    if (np.abs(off - off[0]) <= noise + noise[0]).all():
        yield Claim("constant_row", "is off by the same row at every step", len(off) - 1)


def permuted(pair: Pair) -> Iterator[Claim]:
    """The right entries, in an order that none of the others names."""
    actual, expected = pair.actual, pair.expected
    if actual.shape == expected.shape and pair.same(
        np.sort(actual, axis=None), np.sort(expected, axis=None)
    ):
        yield Claim("permuted", "holds the right values at other places", _moved(pair))


def _ordered(pair: Pair) -> int:
    """The entries that moved, unless some order or other had to fit: as with one-hot vectors."""
    is_telling = pair.expected.ndim > 1 or len(np.unique(pair.expected)) >= TELLING
    return _moved(pair) if is_telling else 0


def _moved(pair: Pair) -> int:
    """The entries that would be wrong if the values stood where they stand."""
    if pair.actual.shape != pair.expected.shape:
        return pair.expected.size
    return int((~pair.close(pair.actual, pair.expected)).sum())
