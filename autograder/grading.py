"""Grade a submission: the main path, from a file to a score report."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Self

import numpy as np

from autograder import rubric, submission
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.diagnosis import Diagnosis
from autograder.errors import AutograderError, GraderError, IsolationError, SubmissionError
from autograder.hidden import HiddenTests
from autograder.report import (
    GRADER_FAILED,
    CriterionScore,
    CriterionStatus,
    Load,
    ReportStatus,
    ScoreReport,
    TestStatus,
    Unexplained,
    Usage,
)
from autograder.report import (
    Grader as GraderFacts,
)
from autograder.sandbox import canary, jail
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.failures import CallFailed
from autograder.sandbox.launcher import Isolation, ServerDied
from autograder.sandbox.limits import Limits
from autograder.submission import HandedIn, Submission

NO_HASH = "0" * 64


@dataclass(frozen=True)
class Graded:
    """A report; `unconfirmed` if a second run, alone, must confirm a time-out on the wall clock."""

    report: ScoreReport
    unconfirmed: bool = False


class Grader:
    """One grading process: a sandbox server, and the hidden tests of what it has met so far."""

    def __init__(self, course: Course, *, isolation: Isolation | None = None) -> None:
        self.course = course
        self._assignments: dict[str, Assignment] = {}
        self._tests: dict[str, HiddenTests] = {}
        self._diagnoses: dict[str, Diagnosis] = {}
        jail.hide_memory()
        self.server = canary.confirmed(isolation)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for tests in self._tests.values():
            tests.close()
        self.server.close()

    def refuse_readable(self, paths: Iterable[Path]) -> None:
        """Refuse to grade what lies where every worker may read.

        Raises:
            IsolationError: one of `paths` does.
        """
        for path in paths:
            for readable in self.server.readable:
                if path.resolve().is_relative_to(readable):
                    raise IsolationError(
                        f"{path} lies inside {readable}, which student code can read: move it."
                    )

    def grade(self, handed_in: HandedIn | Submission) -> Graded:
        """Grade what one student handed in, read or not. Whatever it holds, the result is a report.

        Raises:
            CourseError: the assignment does not hold together.
        """
        clock = _Clock()
        assignment = self._assignment(handed_in.slug)
        try:
            read = handed_in if isinstance(handed_in, Submission) else submission.read(handed_in)
        except SubmissionError as error:
            return Graded(_rejected(self._form(assignment, handed_in), str(error), clock))
        except GraderError as error:
            return Graded(_ungraded(self._form(assignment, handed_in), str(error), clock))
        form = self._form(assignment, handed_in, read.sha256)
        message = ""
        for last in (False, True):  # a server that dies is replaced, and the submission tried again
            try:
                if last:
                    self.server.restart()
                return self._judge(form, read, clock)
            except ServerDied as error:
                message = str(error)
            except GraderError as error:
                message = str(error)
                break
            except AutograderError:
                raise
            except Exception as error:  # a bug of ours costs nobody else a report
                if os.environ.get("AUTOGRADER_TRACEBACK"):
                    raise
                message = f"a fault of autograder ({type(error).__name__}: {error})."
                break
        return Graded(_ungraded(form, message, clock))

    def judge_source(self, assignment: Assignment, name: str, source: str) -> Graded:
        """Grade known work as if student `name` had handed it in."""
        handed_in = HandedIn(name, assignment.slug, None)
        read = Submission(name, assignment.slug, source.encode(), NO_HASH)
        return self._judge(self._form(assignment, handed_in), read, _Clock())

    def keeps_full_marks(
        self, assignment: Assignment, name: str, source: str, limits: Limits
    ) -> bool:
        """Whether known work passes every hidden test; the first that it fails is its last."""
        code = Source(
            assignment.manifest.file.removesuffix(".py"), source.encode(), assignment.seed(name)
        )
        passed = False
        for _ in range(2):  # a time-out on the wall clock may be the machine's
            student = StudentModule(self.server, code, limits)
            try:
                loaded = _load(student).status is TestStatus.PASSED
                passed = loaded and self.tests(assignment).are_passed(student, name)
            finally:
                student.close()
            if not student.unconfirmed:
                break
        return passed

    def tests(self, assignment: Assignment) -> HiddenTests:
        """The assignment's hidden tests, collected once."""
        if assignment.slug not in self._tests:
            self._tests[assignment.slug] = HiddenTests(assignment)
        return self._tests[assignment.slug]

    def diagnosis(self, assignment: Assignment) -> Diagnosis:
        """The assignment's misconceptions, loaded once."""
        if assignment.slug not in self._diagnoses:
            self._diagnoses[assignment.slug] = Diagnosis(self.tests(assignment))
        return self._diagnoses[assignment.slug]

    def _assignment(self, slug: str) -> Assignment:
        """Read once: its rubric and its digests take longer than many a submission."""
        if slug not in self._assignments:
            self._assignments[slug] = self.course.assignment(slug)
        return self._assignments[slug]

    def _judge(self, form: _Form, read: Submission, clock: _Clock) -> Graded:
        assignment = form.assignment
        tests = self.tests(assignment)
        name = assignment.manifest.file.removesuffix(".py")
        source = Source(name, read.code, assignment.seed(read.student))
        student = StudentModule(self.server, source, assignment.manifest.limits)
        named: dict[str, list[str]] = {}
        unexplained: tuple[Unexplained, ...] = ()
        printed = ""
        try:
            load = _load(student)
            if load.status is TestStatus.PASSED:
                outcomes, trial, printed = tests.run(student, read.student)
                found = self.diagnosis(assignment).of(outcomes, trial, student)
                outcomes, named, unexplained = found
            else:
                outcomes = tests.not_run("the file did not load", "Not run: the file did not load.")
        finally:
            output = student.close()
        criteria = rubric.score(assignment.rubric, outcomes, named)
        report = form.report(
            status=ReportStatus.GRADED,
            score=rubric.total(criteria),
            load=load,
            criteria=criteria,
            unexplained=unexplained,
            usage=Usage(
                cpu_seconds=round(student.used.cpu_seconds, 4),
                peak_memory_mb=round(student.peak_memory_mb, 1),
            ),
            output=output + printed,
            clock=clock,
        )
        return Graded(report, student.unconfirmed)

    def _form(
        self,
        assignment: Assignment,
        handed_in: HandedIn | Submission,
        sha256: str = NO_HASH,
    ) -> _Form:
        return _Form(assignment, handed_in.student, sha256, self.server.layers)


def grade(course: Course, path: Path, slug: str, student: str | None = None) -> ScoreReport:
    """Grade one file of one assignment, in the sandbox.

    Raises:
        AutograderError: it cannot be graded; the message says why and what to do.
    """
    (handed_in,) = submission.find([path], course, slug, student)
    with Grader(course) as grader:
        grader.refuse_readable([course.root, path])
        graded = grader.grade(handed_in)
        return grader.grade(handed_in).report if graded.unconfirmed else graded.report


def could_not_judge(
    course: Course, handed_in: HandedIn, layers: tuple[str, ...], message: str
) -> ScoreReport:
    """The report of a submission whose grader was lost: ungraded, never a zero."""
    sha256 = NO_HASH
    with contextlib.suppress(AutograderError):  # so that it is the same attempt when it is judged
        sha256 = submission.read(handed_in).sha256
    form = _Form(course.assignment(handed_in.slug), handed_in.student, sha256, layers)
    return _ungraded(form, message, _Clock())


class _Clock:
    def __init__(self) -> None:
        self.started_at = datetime.now(UTC)
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        return round(time.perf_counter() - self._start, 4)


@dataclass(frozen=True)
class _Form:
    """What every report of one grading begins with."""

    assignment: Assignment
    student: str
    sha256: str
    layers: tuple[str, ...]

    def report(
        self,
        *,
        status: ReportStatus,
        score: float | None,
        load: Load,
        clock: _Clock,
        message: str | None = None,
        criteria: tuple[CriterionScore, ...] = (),
        unexplained: tuple[Unexplained, ...] = (),
        usage: Usage = Usage(cpu_seconds=0.0, peak_memory_mb=0.0),  # noqa: B008  it is frozen
        output: str = "",
    ) -> ScoreReport:
        """Fill in the rest."""
        assignment = self.assignment
        return ScoreReport(
            course=assignment.course_id,
            assignment=assignment.slug,
            student=self.student,
            submission_sha256=self.sha256,
            seed=assignment.seed_text(self.student),
            status=status,
            score=score,
            max_score=assignment.rubric.max_score,
            message=message,
            load=load,
            criteria=criteria,
            unexplained=unexplained,
            grader=facts(assignment, self.layers),
            started_at=clock.started_at,
            seconds=clock.seconds,
            usage=usage,
            output=output,
        )


def _load(student: StudentModule) -> Load:
    try:
        student.load()
    except CallFailed as failed:
        return Load(status=failed.status, message=failed.gap)
    return Load(status=TestStatus.PASSED, message="; ".join(student.notes) or None)


def _rejected(form: _Form, message: str, clock: _Clock) -> ScoreReport:
    load = Load(status=TestStatus.NOT_RUN, message=message)
    return form.report(
        status=ReportStatus.REJECTED, score=0.0, load=load, message=message, clock=clock
    )


def _ungraded(form: _Form, message: str, clock: _Clock) -> ScoreReport:
    criteria = tuple(
        CriterionScore(
            id=criterion.id,
            title=criterion.title,
            points=criterion.points,
            score=None,
            status=CriterionStatus.UNGRADED,
            passed=0,
            total=0,
        )
        for criterion in form.assignment.rubric.criteria
    )
    load = Load(status=TestStatus.NOT_RUN)
    return form.report(
        status=ReportStatus.UNGRADED,
        score=None,
        load=load,
        message=f"{GRADER_FAILED.removesuffix('.')}: {message}",
        criteria=criteria,
        clock=clock,
    )


def facts(assignment: Assignment, layers: tuple[str, ...]) -> GraderFacts:
    """What a report of `assignment` that is made now says of its grader."""
    return GraderFacts(
        version=_version(),
        python=platform.python_version(),
        numpy=np.__version__,
        rubric_sha256=assignment.rubric_sha256,
        tests_sha256=assignment.tests_sha256,
        isolation=layers,
    )


@cache
def _version() -> str:
    try:
        return importlib.metadata.version("rnn-autograder")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
