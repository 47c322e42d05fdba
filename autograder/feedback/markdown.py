"""A student's report as Markdown."""

from __future__ import annotations

import re

from autograder.feedback.plain import cause, points, printable
from autograder.report import CriterionStatus, StudentCriterion, StudentReport

_MARKS = re.compile(r"([\\*\[\]<>#|~&]|(?<![^\W_])_|_(?![^\W_]))")  # not: a_b


def render(report: StudentReport) -> str:
    """What the student gets: criteria, points, what differs and the hint; never a hidden test."""
    lines = [
        f"# {_text(report.assignment)}: {points(report.score)} of {report.max_score} points",
        "",
        f"Student {_text(report.student)}, attempt {report.attempt}, {report.status.value}.",
    ]
    for message in dict.fromkeys((report.message, report.load.message)):
        if message:
            lines += ["", _text(message)]
    for criterion in report.criteria:
        lines += ["", *_criterion(criterion)]
    return "\n".join(lines) + "\n"


def _criterion(criterion: StudentCriterion) -> list[str]:
    lines = [f"## {_text(criterion.title)}: {points(criterion.score)} of {criterion.points}"]
    if criterion.status is CriterionStatus.PASSED:
        return lines
    lines += ["", f"{criterion.passed} of {criterion.total} tests passed."]
    for found in criterion.misconceptions:
        lines += ["", f"**{_text(cause(found))}** {_text(found.hint, code=True)}"]
    if criterion.feedback:
        lines += ["", _text(criterion.feedback, code=True)]
    return lines


def _text(text: str, *, code: bool = False) -> str:
    """Escaped; with `code`, what stands between backticks stays as it is."""
    safe = printable(text)
    if not code or safe.count("`") % 2:
        return _MARKS.sub(r"\\\1", safe)
    parts = safe.split("`")
    return "`".join(
        part if index % 2 else _MARKS.sub(r"\\\1", part) for index, part in enumerate(parts)
    )
