"""Compare an answer with the expected value as a teacher would: type, shape, dtype, finite, value.

Pure and total: whatever a student returned, the result is a `Gap` or None, never an exception of
NumPy's, and NaN always loses.
"""

from __future__ import annotations

import reprlib
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np


@dataclass(frozen=True)
class Gap:
    """Why an answer is not the expected one: `message` for staff, `gap` for the student.

    `path` leads to the entry that differs: a position or a key for each list or dictionary.
    """

    message: str
    gap: str
    path: tuple[int | str, ...] = ()


_PLAIN: dict[type, type] = {np.float64: float, np.complex128: complex}
_shorten = reprlib.repr  # a student's answer can be a list of a million entries


class _Rule(NamedTuple):
    rtol: float
    atol: float
    form_only: bool
    equal_nan: bool


def find_gap(
    actual: Any,
    expected: Any,
    rtol: float,
    atol: float,
    *,
    form_only: bool = False,
    equal_nan: bool = False,
) -> Gap | None:
    """The first difference; None when the answer is right.

    tuple = list, np.float64 = float and np.complex128 = complex; np.integer and bool are not int;
    an array of integers may have any integer dtype, and byte order does not matter. A number passes
    where |actual - expected| <= atol + rtol * |expected|; where infinity is expected, infinity.
    With `form_only`, values are not looked at. NaN always loses, unless `equal_nan` asks whether
    two answers are the same one.
    """
    found = _find(actual, expected, _Rule(rtol, atol, form_only, equal_nan))
    if found is None or not found.path:
        return found
    steps = "".join(f"[{step!r}]" for step in found.path)
    place = f"entry {found.path[0]!r}" if len(found.path) == 1 else f"at {steps}"
    return Gap(f"{place}: {found.message}", f"{found.gap} ({place})", found.path)


def _inside(step: int | str, gap: Gap) -> Gap:
    return replace(gap, path=(step, *gap.path))


def _find(actual: Any, expected: Any, rule: _Rule) -> Gap | None:
    if isinstance(expected, (list, tuple)):
        return _sequence(actual, expected, rule)
    if isinstance(expected, dict):
        return _dict(actual, expected, rule)
    if isinstance(expected, np.ndarray):
        return _array(actual, expected, rule)
    if isinstance(expected, float | complex | np.inexact):
        return _number(actual, np.asarray(expected), rule)
    if type(actual) is not type(expected):
        return _wrong_type(actual, _article(type(expected).__name__))
    if rule.form_only or actual == expected:
        return None
    return Gap(f"{_shorten(actual)} instead of {_shorten(expected)}", "has the wrong value")


def _sequence(actual: Any, expected: Any, rule: _Rule) -> Gap | None:
    if type(actual) not in (list, tuple):
        return _wrong_type(actual, _article(type(expected).__name__))
    if len(actual) != len(expected):
        return Gap(
            f"{len(actual)} entries instead of {len(expected)}", "has the wrong number of entries"
        )
    for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
        gap = _find(one, other, rule)
        if gap is not None:
            return _inside(index, gap)
    return None


def _dict(actual: Any, expected: Any, rule: _Rule) -> Gap | None:
    if type(actual) is not dict:
        return _wrong_type(actual, "a dict")
    if set(actual) != set(expected):
        return Gap(f"keys {_shorten(sorted(actual))}", "has other keys than the docstring names")
    for key, value in expected.items():
        gap = _find(actual[key], value, rule)
        if gap is not None:
            return _inside(key, gap)
    return None


def _number(actual: Any, expected: np.ndarray[Any, Any], rule: _Rule) -> Gap | None:
    kind = expected.dtype.type
    plain = _PLAIN.get(kind, kind)
    if type(actual) not in (kind, plain):
        return _wrong_type(actual, _article(plain.__name__))
    return None if rule.form_only else _numbers(np.asarray(actual), expected, rule)


def _array(actual: Any, expected: np.ndarray[Any, Any], rule: _Rule) -> Gap | None:
    if type(actual) is not np.ndarray:
        return _wrong_type(actual, "an array")
    if actual.ndim != expected.ndim:
        return Gap(
            f"shape {actual.shape} instead of {expected.shape}",
            f"has {actual.ndim} dimensions where {expected.ndim} are asked for",
        )
    if actual.shape != expected.shape:
        wrong = [
            str(axis)
            for axis, (n, m) in enumerate(zip(actual.shape, expected.shape, strict=True))
            if n != m
        ]
        return Gap(
            f"shape {actual.shape} instead of {expected.shape}",
            f"has the wrong length along axis {' and '.join(wrong)}",
        )
    if not expected.dtype.isnative:  # as answers always are
        expected = expected.astype(expected.dtype.newbyteorder("="))
    if actual.dtype != expected.dtype and not (_counts(actual) and _counts(expected)):
        return Gap(
            f"dtype {actual.dtype} instead of {expected.dtype}",
            f"has dtype {actual.dtype} where {_wanted(expected)} is asked for",
        )
    return None if rule.form_only else _numbers(actual, expected, rule)


def _counts(array: np.ndarray[Any, Any]) -> bool:
    """Indices and counts are right in any integer dtype."""
    return array.dtype.kind in "iu"


def _wanted(array: np.ndarray[Any, Any]) -> str:
    return "an integer one" if _counts(array) else str(array.dtype)


def _numbers(
    actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any], rule: _Rule
) -> Gap | None:
    if expected.dtype.kind not in "fc":
        if np.array_equal(actual, expected):
            return None
        return Gap(_worst(actual, expected), "has wrong values")
    with np.errstate(all="ignore"):
        off = np.abs(actual - expected)
        # `<=` and not its negation, so that nan loses; infinity is close to nothing.
        close = (off <= rule.atol + rule.rtol * np.abs(expected)) & (off < np.inf)
    infinite = np.isinf(expected)
    same = close | (infinite & (actual == expected))
    if rule.equal_nan:
        same |= np.isnan(actual) & np.isnan(expected)
    if same.all():
        return None
    if not np.isfinite(actual[~infinite]).all():
        return Gap("not finite", "holds nan or infinity")
    return Gap(_worst(actual, expected), "has wrong values")


def _worst(actual: np.ndarray[Any, Any], expected: np.ndarray[Any, Any]) -> str:
    with np.errstate(all="ignore"):
        off = np.abs(np.subtract(actual, expected, dtype=np.result_type(actual, np.float64)))
    index = tuple(int(i) for i in np.unravel_index(int(np.argmax(off)), actual.shape))
    where = f"at {index}: " if index else ""
    return f"{where}{actual[index]!s} instead of {expected[index]!s}"


def _wrong_type(actual: Any, wanted: str) -> Gap:
    got = _article(type(actual).__name__) if actual is not None else "None"
    return Gap(f"{got} instead of {wanted}", f"is {got} where {wanted} is asked for")


def _article(name: str) -> str:
    name = {"ndarray": "array", "NoneType": "None"}.get(name, name)
    return name if name == "None" else f"an {name}" if name[0] in "aeiou" else f"a {name}"
