"""Why a call brought no value.

CallFailed
├── Missing          there is no such function
├── Raised           it raised; also an instance of the built-in exception that it raised
├── TimedOut         it took too long
├── Crashed          the worker died or broke the protocol
├── InvalidReturn    it returned something that is not plain data
└── NotRun           it was not called

These are outcomes of a student's code, not errors of the package.
"""

from __future__ import annotations

import builtins
from typing import cast

from autograder.report import TestStatus


class CallFailed(Exception):
    """A call that brought no value.

    `str(error)` is for staff, `gap` may be shown to the student.
    """

    status = TestStatus.RAISED

    def __init__(self, message: str, gap: str) -> None:
        super().__init__(message)
        self.gap = gap


class Missing(CallFailed):
    """There is no such function."""

    status = TestStatus.FAILED


class Raised(CallFailed):
    """The student's function raised; `exception` is the nearest built-in's name."""

    exception = "Exception"


class TimedOut(CallFailed):
    """The call took too long. Wall time is `confirmed` by a second run only."""

    status = TestStatus.TIMED_OUT

    def __init__(self, message: str, gap: str, *, confirmed: bool) -> None:
        super().__init__(message, gap)
        self.confirmed = confirmed


class Crashed(CallFailed):
    """The worker died or broke the protocol."""

    status = TestStatus.CRASHED


class InvalidReturn(CallFailed):
    """The function returned something that is not plain data."""

    status = TestStatus.INVALID_RETURN


class NotRun(CallFailed):
    """The call was not made."""

    status = TestStatus.NOT_RUN


def raised(what: str, exception: str, text: str, line: int) -> Raised:
    """Only the name of a built-in is shown: a student can put anything into their own."""
    known = _BUILT_IN.get(exception)
    shown = exception if known is not None else "an exception"
    where = f" in line {line}" if line else ""
    error = _raised_type(known)(f"{text}{where}", f"{what} raised {shown}{where}.")
    error.exception = exception if known is not None else "Exception"
    return error


def _built_in_exceptions() -> dict[str, type[BaseException]]:
    return {
        name: kind
        for name, kind in vars(builtins).items()
        if isinstance(kind, type) and issubclass(kind, BaseException)
    }


_BUILT_IN = _built_in_exceptions()
_raised_types: dict[type[BaseException] | None, type[Raised]] = {}


def _raised_type(known: type[BaseException] | None) -> type[Raised]:
    """`Raised`, and the built-in too, so that `pytest.raises(ValueError)` sees what it expects."""
    if known not in _raised_types:
        kind = Raised
        if known is not None and issubclass(known, Exception) and known not in _NOT_TO_RAISE:
            try:
                kind = cast(type[Raised], type(known.__name__, (Raised, known), {}))
                kind("", "")
            except (TypeError, ValueError):  # built-ins with a layout or arguments of their own
                kind = Raised
        _raised_types[known] = kind
    return _raised_types[known]


_NOT_TO_RAISE = (AssertionError, StopIteration, StopAsyncIteration)
