"""A claim about one wrong answer, and the arrays that detectors look at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

import numpy as np

Array: TypeAlias = np.ndarray[Any, Any]
EXACT_INTEGER = 1 << 61  # so that twice a number, and a sum of two, still fit into int64
ENOUGH = 2


@dataclass(frozen=True)
class Claim:
    """What holds for a wrong answer; `sentence` completes "The result of `f` ...".

    Two claims are the same one where name and key are equal. `evidence` counts the entries or rows
    that would be otherwise if the claim held by chance: 0 says that an answer is too small to tell.
    """

    name: str
    sentence: str
    evidence: int
    key: Hashable = None
    need: int = ENOUGH  # the evidence that all wrong answers together must give


class Pair(NamedTuple):
    """A wrong answer and the right one, as finite arrays of int64, float64 or complex128."""

    actual: Array
    expected: Array
    rtol: float
    atol: float

    def close(self, actual: Array, expected: Array) -> Array:
        """Where these two agree within the tolerance; integers agree only where they are equal."""
        if actual.dtype.kind == "i" and expected.dtype.kind == "i":
            return np.asarray(actual == expected)
        off = np.abs(actual - expected)
        return np.asarray(off <= self.atol + self.rtol * np.abs(expected))

    def same(self, actual: Array, expected: Array) -> bool:
        """Whether these two have one shape and agree everywhere."""
        return actual.shape == expected.shape and bool(self.close(actual, expected).all())


Detector: TypeAlias = Callable[[Pair], Iterator[Claim]]


def pair(actual: Any, expected: Any, rtol: float, atol: float) -> Pair | None:
    """Both as arrays; None where one of them is not made of finite numbers."""
    one, other = _numeric(actual), _numeric(expected)
    if one is None or other is None:
        return None
    return Pair(one, other, rtol, atol)


def _numeric(value: Any) -> Array | None:
    if type(value) is int:
        return np.asarray(value) if abs(value) < EXACT_INTEGER else None
    if isinstance(value, float | complex | np.floating | np.complexfloating):
        value = np.asarray(value)
    if type(value) is not np.ndarray:
        return None
    kind = value.dtype.kind
    if kind in "iu":
        if value.size and max(-int(value.min()), int(value.max())) >= EXACT_INTEGER:
            return None
        return value.astype(np.int64)
    if kind not in "fc" or not np.isfinite(value).all():
        return None
    return value.astype(np.float64 if kind == "f" else np.complex128)


def common(found: Iterable[Iterable[Claim]]) -> list[Claim]:
    """The claims that hold in every one of `found`, with all their evidence."""
    kept: dict[tuple[str, Hashable], Claim] | None = None
    for claims in found:
        here = {(claim.name, claim.key): claim for claim in claims}
        if kept is None:
            kept = here
            continue
        kept = {
            key: replace(claim, evidence=claim.evidence + here[key].evidence)
            for key, claim in kept.items()
            if key in here
        }
        if not kept:
            break
    return list((kept or {}).values())
