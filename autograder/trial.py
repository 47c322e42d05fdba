"""One submission on trial: what hidden tests ask through their fixtures, and what was answered.

The fixtures are `student`, `reference`, `compare` and `rng`. A test meets the student's module only
as functions that take and return plain data.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np

from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.errors import CourseError, GraderError
from autograder.known_work import TrustedModule
from autograder.sandbox.failures import CallFailed, Missing, NotRun, Raised, raised
from autograder.sandbox.wire import WireError, decode, encode

KEPT_BYTES = 1 << 20  # a larger answer is compared, but no belief is tried on it
MISSING, TOO_LARGE = "missing", "too_large"


class Module(Protocol):
    """Anything whose functions can be called with encoded arguments."""

    def call(self, name: str, payload: bytes) -> Any:
        """Call function `name`."""


class Student(Module, Protocol):
    """A module that also gives the arguments back as they came out of the call."""

    def call(self, name: str, payload: bytes, *, arguments_back: bool = False) -> Any:
        """Call function `name`; with `arguments_back` return (value, [args, kwargs])."""


class ReferenceAsStudent:
    """The reference in a student's place: tells the grader's errors from the student's."""

    def __init__(self, reference: TrustedModule) -> None:
        self._reference = reference

    def call(self, name: str, payload: bytes, *, arguments_back: bool = False) -> Any:
        """Call function `name`; the reference changes no argument."""
        try:
            value = self._reference.call(name, payload)
        except Exception as error:
            raise raised(name, type(error).__name__, str(error), 0) from error
        return (value, decode(payload, layout=True)) if arguments_back else value


class Mismatch(AssertionError):
    """A compared answer is not the expected one. `gap` may be shown to the student."""

    def __init__(self, message: str, gap: str) -> None:
        super().__init__(message)
        self.gap = gap


@dataclass(frozen=True)
class ComparedCall:
    """One call that was compared: what diagnosis explains, or is contradicted by.

    `answer` is the value, or with `exception` the name of the built-in raised. Of a call that
    brought neither, `failure` says why (`timed_out`, `missing`, ...): no belief explains it.
    `expected` stands beside a wrong value where a value was asked for. A `probe` was asked after
    the tests had ended.
    """

    test: str
    function: str
    payload: bytes
    right: bool
    answer: Any = None
    exception: str = ""
    failure: str = ""
    expected: Any = None
    probe: bool = False

    @property
    def judged(self) -> bool:
        """Whether it brought a value or an exception."""
        return not self.failure


def by_function(compared: Iterable[ComparedCall]) -> dict[str, list[ComparedCall]]:
    """The calls of each function, in order."""
    calls: dict[str, list[ComparedCall]] = {}
    for call in compared:
        calls.setdefault(call.function, []).append(call)
    return calls


@dataclass
class Trial:
    """What all tests of one submission share; `test` is the one that is running."""

    assignment: Assignment
    student_id: str
    student: Student
    reference: TrustedModule
    test: str = ""
    compared: list[ComparedCall] = field(default_factory=list)
    causes: dict[str, str] = field(default_factory=dict)  # test -> what its author puts it down to

    def rng(self) -> np.random.Generator:
        """Seeded from course, epoch, assignment, student and test: a regrade draws the same."""
        return np.random.default_rng(self.assignment.seed(self.student_id, self.test))


class Functions:
    """A module as tests see it: `student.rnn_step(x, ...)` calls across."""

    def __init__(self, module: Module) -> None:
        self._module = module

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            return self._module.call(name, encoded(name, args, kwargs))

        return function


@dataclass(frozen=True)
class Compare:
    """The fixture `compare`: call student and reference with copies of the same arguments."""

    trial: Trial
    rtol: float | None = None
    atol: float | None = None
    slug: str = ""

    def __call__(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Assert equal type, shape, dtype, finiteness and values; or the same built-in exception.

        Raises:
            Mismatch: they differ.
            CallFailed: the call brought no value.
        """
        payload, tolerance = encoded(name, args, kwargs), self._tolerance(name)
        expected, exception = self._expected(name, args, kwargs)
        try:
            answer = self.trial.student.call(name, payload)
        except NotRun:
            raise
        except CallFailed as failed:
            raised = failed.exception if isinstance(failed, Raised) else ""
            right = bool(exception) and raised == exception
            failure = "" if raised else failure_of(failed)
            self._keep(name, payload, right, exception=raised, failure=failure)
            if right:
                return
            if exception and raised:
                raise Mismatch(
                    f"{name} raised {raised} instead of {exception}",
                    f"`{name}` does not raise the exception that the docstring names.",
                ) from failed
            raise
        if exception:
            self._keep(name, payload, False, answer)
            raise Mismatch(
                f"{name} did not raise {exception}",
                f"`{name}` does not raise the exception that the docstring names.",
            )
        gap = find_gap(answer, expected, *tolerance)
        self._keep(name, payload, gap is None, answer, expected=expected)
        if gap is not None:
            raise Mismatch(f"{name}: {gap.message}", f"The result of `{name}` {gap.gap}.")

    def like(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """The student's value, asserted to have the reference's type, shape and dtype.

        For relations between calls, so that a None never meets a `-` in this process.
        """
        payload = encoded(name, args, kwargs)
        answer = self.trial.student.call(name, payload)
        self._same_form(name, answer, args, kwargs)
        return answer

    def unchanged(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Assert that the arguments come back as they went, from a call that gives the form."""
        payload = encoded(name, args, kwargs)
        answer, after = self.trial.student.call(name, payload, arguments_back=True)
        self._same_form(name, answer, args, kwargs)
        if find_gap(after, [list(args), kwargs], 0.0, 0.0, equal_nan=True) is not None:
            self._put_down()
            raise Mismatch(f"{name} changed an argument", f"`{name}` changes one of its arguments.")

    def within(self, rtol: float | None = None, atol: float | None = None) -> Compare:
        """The same with another tolerance."""
        return replace(self, rtol=rtol, atol=atol)

    def cause(self, slug: str) -> Compare:
        """The same; what `unless` and `unchanged` find is put down to this misconception.

        For what values cannot show: that arguments were changed, or that two answers are the same.

        Raises:
            CourseError: the rubric has no such misconception.
        """
        if slug not in [m.slug for m in self.trial.assignment.rubric.misconceptions]:
            raise CourseError(
                f"A hidden test names the cause {slug!r}, and {self.trial.assignment.rubric_file} "
                "has no such misconception: add it there."
            )
        return replace(self, slug=slug)

    def unless(self, holds: bool) -> None:
        """Assert a relation between answers.

        Raises:
            Mismatch: it does not hold.
        """
        if not holds:
            self._put_down()
            raise Mismatch(f"a relation does not hold {self.slug}".rstrip(), "")

    def _put_down(self) -> None:
        if self.slug:
            self.trial.causes[self.trial.test] = self.slug

    def _same_form(
        self, name: str, answer: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        expected = self.trial.reference.apply(name, args, kwargs)
        gap = find_gap(answer, expected, 0.0, 0.0, form_only=True)
        if gap is not None:
            raise Mismatch(f"{name}: {gap.message}", f"The result of `{name}` {gap.gap}.")

    def _expected(
        self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[Any, str]:
        try:
            return self.trial.reference.apply(name, args, kwargs), ""
        except Exception as error:  # noqa: BLE001  an exception may be what is asked for
            return None, type(error).__name__

    def _keep(
        self,
        name: str,
        payload: bytes,
        right: bool,
        answer: Any = None,
        *,
        exception: str = "",
        failure: str = "",
        expected: Any = None,
    ) -> None:
        if size(answer) > KEPT_BYTES:  # kept to the end, a few dozen would fill the memory
            answer, failure = None, TOO_LARGE
        if right or failure:
            expected = None
        call = ComparedCall(
            self.trial.test, name, payload, right, answer, exception, failure, expected
        )
        self.trial.compared.append(call)

    def _tolerance(self, name: str) -> tuple[float, float]:
        rtol, atol = tolerance(self.trial.assignment, name)
        return (
            rtol if self.rtol is None else self.rtol,
            atol if self.atol is None else self.atol,
        )


def failure_of(failed: CallFailed) -> str:
    """Why a call brought neither value nor exception, in a word."""
    return MISSING if isinstance(failed, Missing) else failed.status.value


def size(answer: Any) -> int:
    """About how many bytes an answer takes."""
    if isinstance(answer, np.ndarray):
        return answer.nbytes
    if isinstance(answer, dict):
        return sum(size(value) for value in answer.values())
    if isinstance(answer, list | tuple):
        return sum(size(value) for value in answer)
    return len(answer) if isinstance(answer, str | bytes) else 8


def tolerance(assignment: Assignment, name: str) -> tuple[float, float]:
    """The (rtol, atol) of one function, from the manifest."""
    try:
        return assignment.tolerances[name]
    except KeyError:
        raise CourseError(
            f"{assignment.public / 'assignment.toml'} does not name {name!r}, which a hidden test "
            "compares: add it to [[functions]], or mend the test."
        ) from None


def encoded(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """The arguments of a call: bytes, so that nobody can change what the other side gets."""
    try:
        return encode([list(args), kwargs], layout=True)
    except WireError as error:
        raise GraderError(f"An argument that a hidden test gives to {name} {error}.") from error
