"""Grade code that students hand in, without trusting it."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from autograder.assignment import Assignment as Assignment
    from autograder.course import Course as Course
    from autograder.errors import AutograderError as AutograderError
    from autograder.errors import CourseError as CourseError
    from autograder.errors import GraderError as GraderError
    from autograder.errors import IsolationError as IsolationError
    from autograder.errors import SubmissionError as SubmissionError
    from autograder.grading import grade as grade
    from autograder.report import ScoreReport as ScoreReport

# Looked up on first use: the sandbox's worker and `--help` import this package and nothing heavy.
_HOME = {
    "Assignment": "assignment",
    "AutograderError": "errors",
    "Course": "course",
    "CourseError": "errors",
    "GraderError": "errors",
    "IsolationError": "errors",
    "ScoreReport": "report",
    "SubmissionError": "errors",
    "grade": "grading",
}
__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'autograder' has no attribute {name!r}")
    return getattr(importlib.import_module(f"autograder.{_HOME[name]}"), name)
