"""A student's report as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from autograder.feedback import outline
from autograder.feedback.outline import Criterion, Finding
from autograder.feedback.plain import cause, points, printable
from autograder.report import StudentReport

_MARKS = re.compile(r"([\\*\[\]<>#|~&]|(?<![^\W_])_|_(?![^\W_]))")  # not: a_b


def render(report: StudentReport) -> str:
    """What the student gets: what was right, then causes, gaps, questions and what to read."""
    blocks = [
        f"# {_text(report.assignment)}: {points(report.score)} of {report.max_score} points",
        f"Student {_text(report.student)}, attempt {report.attempt}, {report.status.value}.",
        *map(_text, outline.messages(report)),
        *_right(report),
    ]
    findings = outline.findings(report)
    blocks += ["## What to work on"] if findings else []
    for finding in findings:
        blocks += _finding(finding)
    return "\n\n".join(blocks) + "\n"


def _right(report: StudentReport) -> list[str]:
    right = outline.right(report)
    if not right:
        return []
    lines = [f"- {_earned(criterion)}" for criterion in right]
    return ["## What was right", outline.how_many_are_right(report), "\n".join(lines)]


def _finding(finding: Finding) -> Iterator[str]:
    for found in finding.causes:
        yield f"### {_text(cause(found))}"
        yield f"> {_text(found.hint, code=True)}"
    for criterion in finding.criteria:
        yield f"{'####' if finding.causes else '###'} {_earned(criterion)}"
        if criterion.feedback:
            yield _text(criterion.feedback, code=True)
        if criterion.hint:
            yield f"> {_text(criterion.hint, code=True)}"
        if criterion.read:
            yield _text(outline.reading(criterion))


def _earned(criterion: Criterion) -> str:
    earned = f"{points(criterion.score)} of {criterion.points}"
    return f"{_text(criterion.title)}: {earned}{outline.tests(criterion)}"


def _text(text: str, *, code: bool = False) -> str:
    """Escaped; with `code`, what stands between backticks stays as it is."""
    safe = printable(text)
    if not code or safe.count("`") % 2:
        return _MARKS.sub(r"\\\1", safe)
    parts = safe.split("`")
    return "`".join(
        part if index % 2 else _MARKS.sub(r"\\\1", part) for index, part in enumerate(parts)
    )


escaped = _text
