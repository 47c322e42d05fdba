"""The statistics of item analysis: arrays in, numbers out; None where a number is undefined.

`scores` has shape (students, items), in points. The formulas and their sources stand in
docs/items.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from autograder.items.models import Alpha

GROUP = 27  # per cent of the students, at either end
RESAMPLES = 1000
SEED = 0
INTERVAL = (0.025, 0.975)
_SAME = 1e-9  # what differs by less, relative to its size, differs by rounding

Array = np.ndarray[Any, np.dtype[np.float64]]


def is_constant(values: Array) -> bool:
    """Whether all are the same, but for rounding."""
    return float(np.ptp(values)) <= _SAME * max(1.0, float(np.max(np.abs(values))))


def rests(scores: Array) -> Array:
    """For each item, each student's total without it: shape (students, items)."""
    items = scores.shape[1]
    return scores @ (np.ones((items, items)) - np.eye(items))


def correlation(one: Array, other: Array) -> float | None:
    """Pearson's r of two vectors; None where one of them is constant."""
    if is_constant(one) or is_constant(other):
        return None
    one, other = one - one.mean(), other - other.mean()
    found = float(one @ other / np.sqrt((one @ one) * (other @ other)))
    return min(1.0, max(-1.0, found))


def upper_lower(shares: Array, totals: Array, students: Sequence[str]) -> list[float]:
    """Mean share of each item in the best 27 % by total, less that in the worst 27 %.

    The size of a group is rounded, halves up. Of equal totals the smaller id ranks lower.
    """
    size = (GROUP * len(students) + 50) // 100
    ranked = sorted(range(len(students)), key=lambda n: (round(float(totals[n]), 6), students[n]))
    upper, lower = shares[ranked[-size:]].mean(axis=0), shares[ranked[:size]].mean(axis=0)
    return [float(difference) for difference in upper - lower]


def cronbach(scores: Array) -> Alpha | None:
    """Cronbach's alpha, and the 2.5 and 97.5 % quantiles of its values in resampled classes.

    None for a single item, or the same total for everyone; such resamples count for nothing.
    """
    students, items = scores.shape
    if items < 2:
        return None
    parts = np.column_stack([scores, scores.sum(axis=1)])
    parts -= parts.mean(axis=0)  # or squares would drown the variance
    moments = np.column_stack([parts, parts**2])
    value = _alpha(moments.sum(axis=0), students)
    if value is None:
        return None
    rng = np.random.default_rng(SEED)
    resampled = []
    for _ in range(RESAMPLES):
        drawn = rng.integers(0, students, students)
        found = _alpha(np.bincount(drawn, minlength=students) @ moments, students)
        if found is not None:
            resampled.append(found)
    low, high = np.quantile(resampled, INTERVAL)
    return Alpha(value=value, low=float(low), high=float(high))


def _alpha(sums: Array, students: int) -> float | None:
    """Alpha from the sums of items and total, and of their squares; the total is the last."""
    first, second = np.split(sums, 2)
    *of_items, of_total = (float(spread) for spread in second - first**2 / students)
    if of_total <= _SAME:
        return None
    return len(of_items) / (len(of_items) - 1) * (1 - sum(of_items) / of_total)
