"""Grade a submission: the main path, from a file to a score report."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from autograder import finding, rubric, submission
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.diagnosis import Diagnosis
from autograder.errors import AutograderError, GraderError, IsolationError, SubmissionError
from autograder.form import NO_HASH, Clock, Form
from autograder.hidden import HiddenTests
from autograder.quiz.grading import SheetGrader
from autograder.report import Load, ReportStatus, ScoreReport, TestStatus, Unexplained, Usage
from autograder.sandbox import canary, jail
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.failures import CallFailed
from autograder.sandbox.launcher import Isolation, ServerDied
from autograder.sandbox.limits import Limits
from autograder.submission import HandedIn, Submission


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
        clock = Clock()
        assignment = self._assignment(handed_in.slug)
        try:
            read = handed_in if isinstance(handed_in, Submission) else submission.read(handed_in)
        except SubmissionError as error:
            return Graded(self._form(assignment, handed_in, clock).rejected(str(error)))
        except GraderError as error:
            return Graded(self._form(assignment, handed_in, clock).ungraded(str(error)))
        form = self._form(assignment, handed_in, clock, read.sha256)
        message = ""
        for last in (False, True):  # a server that dies is replaced, and the submission tried again
            try:
                if last:
                    self.server.restart()
                return self._judge(assignment, form, read)
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
        return Graded(form.ungraded(message))

    def judge_source(self, assignment: Assignment, name: str, source: str) -> Graded:
        """Grade known work as if student `name` had handed it in."""
        handed_in = HandedIn(name, assignment.slug, None)
        read = Submission(name, assignment.slug, source.encode(), NO_HASH)
        form = self._form(assignment, handed_in, Clock())
        return self._judge(assignment, form, read)

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

    def _judge(self, assignment: Assignment, form: Form, read: Submission) -> Graded:
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
        )
        return Graded(report, student.unconfirmed)

    def _form(
        self,
        assignment: Assignment,
        handed_in: HandedIn | Submission,
        clock: Clock,
        sha256: str = NO_HASH,
    ) -> Form:
        return Form(assignment, handed_in.student, sha256, self.server.layers, clock)


def grade(course: Course, path: Path, slug: str, student: str | None = None) -> ScoreReport:
    """Grade one file of one assignment: code in the sandbox, or the sheet of a quiz.

    Raises:
        AutograderError: it cannot be graded; the message says why and what to do.
    """
    (handed_in,) = finding.find([path], course, slug, student)
    if handed_in.slug in course.quizzes:
        return SheetGrader(course).grade(handed_in)
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
    unit = course.assignment(handed_in.slug)
    return Form(unit, handed_in.student, sha256, layers, Clock()).ungraded(message)


def _load(student: StudentModule) -> Load:
    try:
        student.load()
    except CallFailed as failed:
        return Load(status=failed.status, message=failed.gap)
    return Load(status=TestStatus.PASSED, message="; ".join(student.notes) or None)
