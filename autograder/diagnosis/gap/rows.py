"""Detectors for arrays and lists of which one part is right, along the first or the last axis."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from autograder.diagnosis.gap.claims import Array, Claim, Pair

TELLING = 3  # rows from which on "the first" and "all but the last" are two things


def along_rows(pair: Pair) -> Iterator[Claim]:
    """Which rows are right, of an array of one dimension or more."""
    if pair.expected.ndim and pair.actual.shape == pair.expected.shape:
        close = pair.close(pair.actual, pair.expected)
        right = np.asarray(close.all(axis=tuple(range(1, close.ndim))))
        word = "row" if pair.expected.ndim > 1 else "entry"
        yield from ends(right, word)


def along_columns(pair: Pair) -> Iterator[Claim]:
    """Which entries of the last axis are right, the same in every row."""
    if pair.expected.ndim >= 2 and pair.actual.shape == pair.expected.shape:
        close = pair.close(pair.actual, pair.expected)
        right = np.asarray(close.all(axis=tuple(range(close.ndim - 1))))
        yield from ends(right, "column")


def diagonal(pair: Pair) -> Iterator[Claim]:
    """Only the diagonal of a square matrix is right."""
    shape = pair.expected.shape
    if len(shape) != 2 or shape[0] != shape[1] or pair.actual.shape != shape:
        return
    right = pair.close(pair.actual, pair.expected)
    if np.array_equal(right, np.eye(shape[0], dtype=bool)):
        evidence = shape[0] if shape[0] >= TELLING else 0
        yield Claim("diagonal", "is right on its diagonal only", evidence)


def ends(right: Array, word: str) -> Iterator[Claim]:
    """A run of right entries at one end, and nothing but wrong ones beyond it."""
    if right.all():
        return
    many = "entries" if word == "entry" else f"{word}s"
    yield from _run(right, "first", "last", word, many)
    yield from _run(right[::-1], "last", "first", word, many)


def _run(right: Array, end: str, other: str, word: str, many: str) -> Iterator[Claim]:
    n, run = len(right), int(np.argmin(right))
    if right[run:].any() or not (run or n == 1):
        return
    rest, evidence = n - run, n if n >= TELLING and run else 0
    if run > 1 and rest > 1:
        sentence = f"is right in the {end} {run} of {n} {many} only"
        yield Claim(f"{end}_of", sentence, evidence, (word, run, n))
    wrong = f"the {other} {word}" if rest == 1 else f"the {other} {rest} {many}"
    but = Claim(f"all_but_{other}", f"differs in {wrong} only", evidence, (word, rest))
    if rest == 1:
        yield but
    if run:
        some = f"the {end} {word}" if run == 1 else f"the {end} {run} {many}"
        yield Claim(end, f"is right in {some} only", evidence, (word, run))
        if rest > 1:
            yield but
        begins = f"is right in a first part of its {many} and wrong in all after it"
        ends = f"is wrong in a first part of its {many} and right in all after it"
        yield Claim(f"{end}_part", begins if end == "first" else ends, evidence, word)
