"""The score report: what one grading found. Frozen data, no I/O but JSON.

Everything after grading (feedback, gradebook, statistics, formats of the outside world) reads a
report and nothing else.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION: Literal[1] = 1
GRADER_FAILED = "The grader failed, and a person will look at it."


class Frozen(BaseModel):
    """A closed, immutable record: an unknown field is an error, not a leak."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TestStatus(StrEnum):
    """What one hidden test found. Our own failure has no word here: it is a GraderError."""

    __test__ = False  # pytest would collect a class of this name

    PASSED = "passed"
    FAILED = "failed"
    RAISED = "raised"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    INVALID_RETURN = "invalid_return"
    NOT_RUN = "not_run"


class CriterionStatus(StrEnum):
    """How much of one criterion was earned."""

    PASSED = "passed"
    PARTIAL = "partial"
    FAILED = "failed"
    UNGRADED = "ungraded"


class ReportStatus(StrEnum):
    """Whether there is a score: `ungraded` is our failure and has none."""

    GRADED = "graded"
    UNGRADED = "ungraded"
    REJECTED = "rejected"


class NamedMisconception(Frozen):
    """A wrong belief that explains every compared answer of a function."""

    slug: str
    title: str
    hint: str


class TestResult(Frozen):
    """One hidden test. For staff only."""

    __test__ = False

    name: str
    status: TestStatus
    message: str = ""
    seconds: float = 0.0


class CriterionScore(Frozen):
    """Points earned for one criterion, and what the student is told.

    `feedback` says what was wrong, `hint` asks where no misconception does, and `read` names the
    sections of the handout that it is about. Reports of early versions have the hint in `feedback`.
    """

    id: str
    title: str
    points: int
    score: float | None
    status: CriterionStatus
    passed: int
    total: int
    feedback: str = ""
    hint: str = ""
    misconceptions: tuple[NamedMisconception, ...] = ()
    read: tuple[str, ...] = ()
    tests: tuple[TestResult, ...] = ()


class Example(Frozen):
    """One wrong answer, in brief: bounded text that is safe to print."""

    call: str
    came: str
    expected: str
    gap: str


class Unexplained(Frozen):
    """A function whose wrong answers no misconception and no other function explains.

    `behaviour` stands for its answers to calls that are the same for every student, so that equal
    mistakes can be counted; `tests` are the hidden tests whose calls it answers wrongly. For staff
    only.
    """

    function: str
    criteria: tuple[str, ...]
    tests: tuple[str, ...]
    behaviour: str
    example: Example


class Load(Frozen):
    """How the student's file loaded."""

    status: TestStatus
    message: str | None = None


class Grader(Frozen):
    """What made the report: where all of it is equal, deterministic code gets an equal one."""

    version: str
    python: str
    numpy: str
    rubric_sha256: str
    tests_sha256: str
    isolation: tuple[str, ...]


class Usage(Frozen):
    """What the submission's workers used."""

    cpu_seconds: float
    peak_memory_mb: float


class StudentCriterion(Frozen):
    """The part of a criterion that its student may see."""

    id: str
    title: str
    points: int
    score: float | None
    status: CriterionStatus
    passed: int
    total: int
    feedback: str
    hint: str
    misconceptions: tuple[NamedMisconception, ...]
    read: tuple[str, ...]


class StudentReport(Frozen):
    """The part of a report that its student may see: fields are dropped, not blanked."""

    schema_version: Literal[1] = SCHEMA_VERSION
    course: str
    assignment: str
    student: str
    attempt: int
    status: ReportStatus
    score: float | None
    max_score: int
    message: str | None
    load: Load
    criteria: tuple[StudentCriterion, ...]


class ScoreReport(Frozen):
    """The record of one grading run: staff view."""

    schema_version: Literal[1] = SCHEMA_VERSION
    course: str
    assignment: str
    student: str
    attempt: int = 1
    submission_sha256: str
    seed: str
    status: ReportStatus
    score: float | None
    max_score: int
    message: str | None = None
    load: Load
    criteria: tuple[CriterionScore, ...] = ()
    unexplained: tuple[Unexplained, ...] = ()
    grader: Grader
    started_at: datetime
    seconds: float
    usage: Usage
    output: str = ""

    def for_student(self) -> StudentReport:
        """Project onto what the student may see."""
        kept = set(StudentCriterion.model_fields)
        failed = self.status is ReportStatus.UNGRADED  # why may quote a hidden test
        return StudentReport(
            message=GRADER_FAILED if failed else self.message,
            criteria=tuple(
                StudentCriterion(**{name: getattr(criterion, name) for name in kept})
                for criterion in self.criteria
            ),
            **{
                name: getattr(self, name)
                for name in StudentReport.model_fields
                if name not in {"criteria", "message", "schema_version"}
            },
        )

    def verdict(self) -> dict[str, Any]:
        """Everything but times, usage and output: equal for two gradings of the same work."""
        found = self.model_dump(mode="json", exclude={"started_at", "seconds", "usage", "output"})
        for criterion in found["criteria"]:
            for test in criterion["tests"]:
                del test["seconds"]
        return found
