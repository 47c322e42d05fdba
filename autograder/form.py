"""What every report of one grading begins with, and the reports of work that cannot be judged."""

from __future__ import annotations

import importlib.metadata
import platform
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

from autograder.report import (
    GRADER_FAILED,
    CriterionScore,
    CriterionStatus,
    Grader,
    Load,
    ReportStatus,
    ScoreReport,
    TestStatus,
    Unexplained,
    Usage,
)
from autograder.unit import Unit

NO_HASH = "0" * 64
NOTHING = Usage(cpu_seconds=0.0, peak_memory_mb=0.0)


class Clock:
    """When a grading began, and how long it has taken."""

    def __init__(self) -> None:
        self.started_at = datetime.now(UTC)
        self._start = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Since it began."""
        return round(time.perf_counter() - self._start, 4)


@dataclass(frozen=True)
class Form:
    """Whose work is graded, and by what: the fields that are known before anything is found out."""

    unit: Unit
    student: str
    sha256: str
    layers: tuple[str, ...]
    clock: Clock

    def report(
        self,
        *,
        status: ReportStatus,
        score: float | None,
        load: Load,
        message: str | None = None,
        criteria: tuple[CriterionScore, ...] = (),
        unexplained: tuple[Unexplained, ...] = (),
        usage: Usage = NOTHING,
        output: str = "",
    ) -> ScoreReport:
        """Fill in the rest."""
        return ScoreReport(
            course=self.unit.course_id,
            assignment=self.unit.slug,
            student=self.student,
            submission_sha256=self.sha256,
            seed=self.unit.seed_text(self.student),
            status=status,
            score=score,
            max_score=self.unit.rubric.max_score,
            message=message,
            load=load,
            criteria=criteria,
            unexplained=unexplained,
            grader=facts(self.unit, self.layers),
            started_at=self.clock.started_at,
            seconds=self.clock.seconds,
            usage=usage,
            output=output,
        )

    def rejected(self, message: str) -> ScoreReport:
        """It is no submission: score 0, and why."""
        load = Load(status=TestStatus.NOT_RUN, message=message)
        return self.report(status=ReportStatus.REJECTED, score=0.0, load=load, message=message)

    def ungraded(self, message: str) -> ScoreReport:
        """The grader failed: no score, never a zero."""
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
            for criterion in self.unit.rubric.criteria
        )
        return self.report(
            status=ReportStatus.UNGRADED,
            score=None,
            load=Load(status=TestStatus.NOT_RUN),
            message=f"{GRADER_FAILED.removesuffix('.')}: {message}",
            criteria=criteria,
        )


def facts(unit: Unit, layers: tuple[str, ...]) -> Grader:
    """What a report of `unit` that is made now says of its grader."""
    return Grader(
        version=_version("rnn-autograder"),
        python=platform.python_version(),
        numpy=_version("numpy"),
        rubric_sha256=unit.rubric_sha256,
        tests_sha256=unit.tests_sha256,
        isolation=layers,
    )


@cache  # asked for each report
def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "unknown"
