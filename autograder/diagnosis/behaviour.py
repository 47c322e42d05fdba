"""What a wrong function does, as a signature: equal for two students who make the same mistake.

The probes are the same calls for everybody, so the answers to them can be compared between
students. Numbers are rounded, as the same mistake written in two ways differs in its last digits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import numpy as np

from autograder.report import TestStatus
from autograder.trial import MISSING, ComparedCall

DIGITS = {np.dtype(np.float16): 2, np.dtype(np.float32): 4, np.dtype(np.complex64): 4}
DIGITS_OF_DOUBLE = 6
LEAVES = 1000  # of one answer: a list of a million numbers need not be read to its end
EDGE = 0.382  # where in a step rounding changes: at no half, third or quarter, where numbers lie
NOT_DONE = "NotImplementedError"  # what the stub raises


@np.errstate(all="ignore")  # a student's numbers may overflow, or be signalling NaNs
def signature(made: Iterable[ComparedCall], atol: float) -> str:
    """Stand for the behaviour of one wrong function; empty where none is known.

    Args:
        made: every call of the function, with its probes.
        atol: smaller differences from zero are none.
    """
    wrong = [call for call in made if not call.right]
    if all(call.failure == MISSING or call.exception == NOT_DONE for call in wrong):
        return ""  # a blank answer is not a wrong one
    told = [call for call in made if call.probe]
    if not told:  # a function that crashed or ran out of time is asked no probes
        failed = {call.failure: call for call in wrong if call.failure}
        told = [failed[failure] for failure in sorted(failed)]
    if not told or any(call.failure == TestStatus.NOT_RUN for call in told):
        return ""
    whole = hashlib.sha256(told[0].function.encode())
    for call in told:
        for part in _answer(call, atol):
            whole.update(len(part).to_bytes(8, "little") + part)
    return whole.hexdigest()[:16]


def _answer(call: ComparedCall, atol: float) -> Iterator[bytes]:
    if call.right:
        yield b"right"
    elif call.failure or call.exception:
        yield f"no value: {call.failure or call.exception}".encode()
    else:
        yield from islice(_leaves(call.answer, atol), LEAVES)


def _leaves(value: Any, atol: float) -> Iterator[bytes]:
    """The form and the rounded content of an answer, part by part; tuple = list."""
    if isinstance(value, list | tuple):
        yield f"list {len(value)}".encode()
        for item in value:
            yield from _leaves(item, atol)
    elif isinstance(value, dict):
        yield f"dict {len(value)}".encode()
        for key in sorted(value):
            yield repr(key).encode("ascii", "backslashreplace")
            yield from _leaves(value[key], atol)
    elif isinstance(value, np.ndarray):
        yield f"array {value.dtype} {value.shape}".encode()
        yield _content(value, atol)
    elif isinstance(value, float | complex | np.inexact):
        kind = "float" if isinstance(value, float) else type(value).__name__
        yield kind.encode() + _content(np.asarray(value), atol)
    else:
        yield f"{type(value).__name__} {value!r}".encode("ascii", "backslashreplace")


def _content(values: np.ndarray[Any, Any], atol: float) -> bytes:
    if values.dtype.kind not in "fc":
        return values.tobytes()
    digits = DIGITS.get(values.dtype, DIGITS_OF_DOUBLE)
    if values.dtype.kind == "c":
        values = np.stack([values.real, values.imag])
    return _rounded(values.astype(np.float64), digits, atol)


def _rounded(values: np.ndarray[Any, np.dtype[np.float64]], digits: int, atol: float) -> bytes:
    """A step, and the values in whole steps.

    A step is the last digit of the largest value, as what is zero but for cancellation has no
    digits of its own; and it is never finer than `atol`.
    """
    largest = float(np.max(np.abs(values), initial=0.0, where=np.isfinite(values)))
    exponent = int(f"{largest:.5e}".partition("e")[2])  # that of 1 for 0.9999999999, too
    step = max(10.0 ** (exponent - digits + 1) if largest else 0.0, atol) or 1.0
    steps = np.floor(values / step + EDGE) + 0.0  # -0 is 0
    steps = np.where(np.isnan(steps), np.nan, steps)  # nan has many forms
    return f"{step:g} ".encode() + steps.tobytes()
