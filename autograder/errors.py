"""Every error that the package raises on purpose.

AutograderError           something a user can mend: shown as one sentence
├── CourseError           the author's files do not fit together
├── SubmissionError       what was handed in is not a submission: rejected, score 0
├── UsageError            the command was asked for something that does not exist
├── IsolationError        this machine cannot isolate student code: nothing is graded
└── GraderError           our failure: leaves work ungraded, never costs a point

A student's failing call is not an error of the package: it is a `CallFailed`, an outcome that a
hidden test meets (see `autograder.sandbox.client`).
"""

from __future__ import annotations


class AutograderError(Exception):
    """The base of all: its text is one sentence that says what to do."""

    exit_code = 1

    def _render_traceback_(self) -> list[str]:
        return [f"Error: {self}"]  # what a notebook shows in the place of a traceback


class CourseError(AutograderError):
    """A part of the course is missing or contradicts another part."""


class SubmissionError(AutograderError):
    """What was handed in cannot be read as a submission."""


class UsageError(AutograderError):
    """The command line names something that does not exist or cannot be done."""

    exit_code = 2


class IsolationError(AutograderError):
    """Student code cannot be locked in on this machine, so none is run."""


class GraderError(AutograderError):
    """The grader itself failed."""
