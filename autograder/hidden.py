"""Run hidden tests: plain pytest in this trusted process, collected once for many submissions.

pytest is an engine here: no conftest, no settings of the repository, no plugins but its own. Each
submission runs every item through pytest's runtest protocol, with nothing after the last one, so
that no fixture outlives a submission. The calls into pytest that are not public stand in
`HiddenTests` and nowhere else.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import traceback
import warnings
from collections.abc import Generator, Iterator
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from _pytest.config import _prepareconfig

from autograder import files, known_work
from autograder.assignment import Assignment
from autograder.errors import CourseError, GraderError
from autograder.known_work import TrustedModule
from autograder.report import TestResult, TestStatus
from autograder.rubric import Outcome
from autograder.sandbox.failures import CallFailed
from autograder.trial import (
    Compare,
    ComparedCall,
    Functions,
    Mismatch,
    ReferenceAsStudent,
    Student,
    Trial,
)

IN_TEST_GAP = "The result cannot be used as the handout promises."


class HiddenTests:
    """The hidden tests of one assignment, collected."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self._engine = _Engine()
        with known_work.quietly():
            source = known_work.reference(assignment).source
            self.reference = TrustedModule(source, f"reference of {assignment.slug}")
            self._items = self._collect()
        self.criteria = {_name(item): _criterion(item, assignment) for item in self._items}
        self._check()

    def run(self, student: Student, student_id: str) -> tuple[list[Outcome], Trial, str]:
        """Run every test on one submission.

        Returns:
            The outcomes in order; the trial with its compared calls; what the tests printed.

        Raises:
            GraderError: a test fails on the reference too, or skips.
        """
        trial = Trial(self.assignment, student_id, student, self.reference)
        with self._submission() as printed:
            outcomes = list(self._outcomes(trial))
        return outcomes, trial, printed.getvalue()

    def are_passed(self, student: Student, student_id: str) -> bool:
        """Whether one submission passes every test; after the first that it fails none is run.

        Raises:
            GraderError: a test fails on the reference too, or skips.
        """
        trial = Trial(self.assignment, student_id, student, self.reference)
        with self._submission():
            return all(o.result.status is TestStatus.PASSED for o in self._outcomes(trial))

    @cached_property
    def probes(self) -> list[ComparedCall]:
        """Every call that the tests compare, as they draw it for nobody.

        A test ends at its first wrong answer: what it would have asked then is in here.
        """
        return self.run(ReferenceAsStudent(self.reference), "")[1].compared

    def not_run(self, message: str, gap: str) -> list[Outcome]:
        """The outcomes of a submission that did not load."""
        return [
            Outcome(
                self.criteria[name],
                TestResult(name=name, status=TestStatus.NOT_RUN, message=message),
                gap,
            )
            for name in self.criteria
        ]

    def close(self) -> None:
        """Let pytest clean up."""
        self._config._ensure_unconfigure()

    @contextlib.contextmanager
    def _submission(self) -> Generator[io.StringIO]:
        """Quiet for one submission: what its tests print."""
        with known_work.quietly() as printed:
            try:
                yield printed
            finally:  # half-way, too: no fixture may wait for the next submission
                self._items[0].session._setupstate.teardown_exact(None)

    def _outcomes(self, trial: Trial) -> Iterator[Outcome]:
        for item, after in zip(self._items, [*self._items[1:], None], strict=True):
            yield self._outcome(trial, item, after)

    def _outcome(self, trial: Trial, item: pytest.Item, after: pytest.Item | None) -> Outcome:
        name = _name(item)
        trial.test = name
        error, seconds = self._engine.run(trial, item, after)
        status, message, gap = TestStatus.PASSED, "", ""
        if isinstance(error, CallFailed):
            status, message, gap = error.status, str(error), error.gap
        elif isinstance(error, Mismatch):
            status, message, gap = TestStatus.FAILED, str(error), error.gap
        elif isinstance(error, AssertionError | pytest.fail.Exception) and not _declines(error):
            status, message = TestStatus.FAILED, str(error) or type(error).__name__
        elif error is not None:
            self._blame(trial, item, error)
            status, gap = TestStatus.FAILED, IN_TEST_GAP
            message = f"[in the test] {type(error).__name__}: {error}"
        result = TestResult(name=name, status=status, message=message[:1000], seconds=seconds)
        return Outcome(self.criteria[name], result, gap)

    def _blame(self, trial: Trial, item: pytest.Item, error: BaseException) -> None:
        """A test body broke: whose fault? With the reference as this student it must pass."""
        if isinstance(error, CourseError | GraderError):
            raise error
        if not _declines(error):
            student = ReferenceAsStudent(self.reference)
            again = Trial(self.assignment, trial.student_id, student, self.reference, _name(item))
            if self._engine.run(again, item, None)[0] is None:
                return
        said = f"{type(error).__name__}: {error}"
        if isinstance(error, pytest.FixtureLookupError):
            said = (
                f"there is no fixture {error.argname!r}, only student, reference, compare and rng"
            )
        raise GraderError(
            f"The hidden test {_name(item)} of {self.assignment.slug} is broken: {said}."
        ) from error

    def _collect(self) -> list[pytest.Item]:
        path = self.assignment.hidden_tests
        if not path.is_file():
            raise CourseError(f"{path} is missing: write the hidden tests there.")
        files.python(path)  # of a slip of the pen pytest would tell no line
        options = [
            *("-c", os.devnull, "--rootdir", str(path.parent), "--noconftest"),
            *("--import-mode=importlib", "--assert=plain", "--strict-markers"),
            *(part for name in _LEFT_OUT for part in ("-p", f"no:{name}")),
            str(path),
        ]
        with _importing(path.parent):
            self._config = _prepareconfig(options, [self._engine])
            self._config._do_configure()
            session = pytest.Session.from_config(self._config)
            self._config.hook.pytest_sessionstart(session=session)
            with contextlib.suppress(session.Interrupted, session.Failed, pytest.UsageError):
                self._config.hook.pytest_collection(session=session)
        if self._engine.problem:
            raise CourseError(f"{path} cannot be collected: {self._engine.problem}.")
        return list(session.items)

    def _check(self) -> None:
        """What pytest would let pass and grading cannot."""
        path = self.assignment.hidden_tests
        for function in self.assignment.manifest.functions:
            if function.name not in self.reference:
                raise CourseError(
                    f"{self.assignment.reference} has no function {function.name!r}: write it, or "
                    "take it out of [[functions]] in assignment.toml."
                )
        spoken_for = set(self.criteria.values())
        for criterion in self.assignment.rubric.criteria:
            if criterion.id not in spoken_for:
                raise CourseError(
                    f"No test in {path} speaks for the criterion {criterion.id!r}: mark one with "
                    f'@pytest.mark.criterion("{criterion.id}").'
                )
        for item in self._items:
            for mark in ("skip", "skipif", "xfail"):
                if item.get_closest_marker(mark):
                    raise CourseError(f"{path}: {_name(item)} has the mark {mark}: take it away.")
            for value in getattr(getattr(item, "callspec", None), "params", {}).values():
                if not _immutable(value):
                    raise CourseError(
                        f"{path}: {_name(item)} has a parameter that a submission's run could "
                        f"change ({type(value).__name__}): use numbers, text and tuples."
                    )


# pytest's own plugins that cost time per item or write files; nothing of a student is printed here.
_LEFT_OUT = (
    "cacheprovider capture doctest faulthandler junitxml logging nose pastebin setuponly setupplan "
    "skipping stepwise subtests terminal threadexception unraisableexception warnings"
).split()


class _Engine:
    """The plugin that gives tests their fixtures and hears what each item did."""

    def __init__(self) -> None:
        self.trial: Trial | None = None
        self.problem = ""
        self._error: BaseException | None = None
        self._seconds = 0.0

    def run(
        self, trial: Trial, item: pytest.Item, after: pytest.Item | None
    ) -> tuple[BaseException | None, float]:
        """Run one item; what it raised, and the seconds it took."""
        self.trial, self._error, self._seconds = trial, None, 0.0
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
        error: BaseException | None = self._error
        while error is not None:  # its frames hold the answer, in a circle: 60 MiB, until collected
            traceback.clear_frames(error.__traceback__)
            error = error.__context__
        return self._error, self._seconds

    @pytest.fixture
    def student(self) -> Functions:
        assert self.trial is not None  # noqa: S101
        return Functions(self.trial.student)

    @pytest.fixture
    def reference(self) -> Functions:
        assert self.trial is not None  # noqa: S101
        return Functions(self.trial.reference)

    @pytest.fixture
    def compare(self) -> Compare:
        assert self.trial is not None  # noqa: S101
        return Compare(self.trial)

    @pytest.fixture
    def rng(self) -> np.random.Generator:
        assert self.trial is not None  # noqa: S101
        return self.trial.rng()

    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "criterion(id): the criterion that a test speaks for")

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.problem:
            last = str(report.longrepr).strip().splitlines()[-1]
            self.problem = last.removeprefix("E ").strip().rstrip(".")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Keep the exception; pytest's own report would spend 11 ms on a traceback nobody reads."""
        if call.excinfo is not None and self._error is None:
            self._error = call.excinfo.value
        self._seconds += call.duration
        phase: Any = call.when
        outcome: Any = "passed" if call.excinfo is None else "failed"
        return pytest.TestReport(item.nodeid, item.location, {}, outcome, None, phase)


def _name(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[2]


def _criterion(item: pytest.Item, assignment: Assignment) -> str:
    mark = item.get_closest_marker("criterion")
    known = [criterion.id for criterion in assignment.rubric.criteria]
    if mark is None or len(mark.args) != 1 or mark.args[0] not in known:
        raise CourseError(
            f"{assignment.hidden_tests}: {_name(item)} speaks for no criterion of the rubric: mark "
            f'it with @pytest.mark.criterion("...") and one of {", ".join(known)}.'
        )
    return str(mark.args[0])


def _declines(error: BaseException) -> bool:
    """Whether a test body called `pytest.skip` or `pytest.xfail`: grading needs a verdict."""
    return isinstance(error, pytest.skip.Exception | pytest.xfail.Exception)


def _immutable(value: Any) -> bool:
    if isinstance(value, tuple | frozenset):
        return all(_immutable(item) for item in value)
    return (
        value is None
        or callable(value)
        or isinstance(value, str | bytes | complex | Enum | int | float)
    )


@contextlib.contextmanager
def _importing(folder: Path) -> Generator[None]:
    """Import tests, and what they share, from the course's folder and without leaving a trace."""
    shared = str(folder.parent)
    kept = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("PYTEST_")}
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    writes, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    sys.path.insert(0, shared)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.path.remove(shared)
        sys.dont_write_bytecode = writes
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(kept)
        for name in list(_modules_below(shared)):
            del sys.modules[name]  # another course has a `draws` of its own


def _modules_below(folder: str) -> Iterator[str]:
    for name, module in sys.modules.items():
        file = getattr(module, "__file__", None)
        if isinstance(file, str) and file.startswith(folder + os.sep):
            yield name
