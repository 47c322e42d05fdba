"""Arguments and answers in brief: bounded, printable, and harmless whatever a student returned."""

from __future__ import annotations

import reprlib
from typing import Any

import numpy as np

VALUE = 160  # characters of one value
ARGUMENT = 60
CALL = 400


def value(anything: Any, most: int = VALUE) -> str:
    """A value of plain data in one short line: `float64 (2, 3) [0.1234, 1, -0.5, ...]`."""
    return cut(_shortener.repr(anything), most)


def call(function: str, arguments: dict[str, Any]) -> str:
    """A call with the names of its arguments."""
    told = (f"{name}={value(argument, ARGUMENT)}" for name, argument in arguments.items())
    return cut(f"{function}({', '.join(told)})", CALL)


def cut(text: str, most: int = VALUE) -> str:
    """Printable ASCII of limited length: `text` has gone through `repr`, which leaves letters."""
    text = text.encode("ascii", "backslashreplace").decode()
    return text if len(text) <= most else f"{text[: most - 3]}..."


class _Shortener(reprlib.Repr):
    """Dispatches by the name of a type, as reprlib does: `repr_float64` is for np.float64."""

    def repr_ndarray(self, values: np.ndarray[Any, Any], level: int) -> str:
        first = [_number(item) for item in values.flat[: self.maxarray].tolist()]
        more = ["..."] if values.size > self.maxarray else []
        return f"{values.dtype} {values.shape} [{', '.join(first + more)}]"

    def repr_float(self, number: float, level: int) -> str:
        text = _number(number)
        return f"{text}.0" if text.lstrip("-").isdigit() else text

    repr_float64 = repr_float


def _number(number: complex) -> str:
    """Five digits; 0 for -0."""
    return repr(number) if isinstance(number, int) else f"{number + 0.0:.5g}"


_shortener = _Shortener()
_shortener.maxlevel = 3
_shortener.maxarray = _shortener.maxlist = _shortener.maxtuple = 6
