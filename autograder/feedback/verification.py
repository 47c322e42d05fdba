"""What `verify` found as one page for staff."""

from __future__ import annotations

from collections.abc import Sequence

from autograder.feedback.html import template
from autograder.verify.verification import Verification


def render(results: Sequence[Verification]) -> str:
    """The page: what was proven of each assignment, and what does not hold."""
    return template("verification.html").render(results=results)
