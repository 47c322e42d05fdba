"""Reports in the terminal: one in full, or many as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.feedback.plain import cause, points, printable
from autograder.report import CriterionStatus, ReportStatus, ScoreReport, TestStatus

_COLOURS = {
    CriterionStatus.PASSED: "green",
    CriterionStatus.PARTIAL: "yellow",
    CriterionStatus.FAILED: "red",
    CriterionStatus.UNGRADED: "magenta",
}


def full(report: ScoreReport) -> Group:
    """One report with what its student is told."""
    lines: list[RenderableType] = [
        Text(
            f"{report.assignment}, {printable(report.student)}: "
            f"{points(report.score)} of {report.max_score} points ({report.status.value})",
            style="bold",
        )
    ]
    for message in dict.fromkeys((report.message, report.load.message)):
        if message:
            lines.append(Text(f"  {printable(message)}"))
    for criterion in report.criteria:
        head = f"{points(criterion.score):>6} of {criterion.points:<3} {criterion.title}"
        lines.append(Text(head, style=_COLOURS[criterion.status]))
        told = [f"{cause(found)} {found.hint}" for found in criterion.misconceptions]
        if criterion.feedback:
            told.append(criterion.feedback)
        lines += [Padding(Text(printable(sentence)), (0, 0, 0, 14)) for sentence in told]
    return Group(*lines)


def table(reports: Iterable[ScoreReport]) -> Table:
    """One row per report."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    rows.add_column("assignment", no_wrap=True)
    rows.add_column("student", overflow="fold")
    rows.add_column("score", justify="right")
    rows.add_column("what stood out", overflow="fold")
    for report in reports:
        rows.add_row(
            Text(report.assignment),
            Text(printable(report.student)),
            Text(points(report.score)),
            Text(printable(stands_out(report))),
        )
    return rows


def stands_out(report: ScoreReport) -> str:
    """The first thing an instructor wants to know of a report, in a few words."""
    if report.status is not ReportStatus.GRADED:
        return f"{report.status.value}: {report.message or ''}"
    if report.load.status is not TestStatus.PASSED:
        return f"does not load: {report.load.message}"
    slugs = [found.slug for criterion in report.criteria for found in criterion.misconceptions]
    statuses = [test.status for criterion in report.criteria for test in criterion.tests]
    worst = [
        status.value.replace("_", " ")
        for status in (TestStatus.TIMED_OUT, TestStatus.CRASHED, TestStatus.INVALID_RETURN)
        if status in statuses
    ]
    if slugs or worst:
        return ", ".join(dict.fromkeys([*slugs, *worst]))
    lost = [c.id for c in report.criteria if c.status is not CriterionStatus.PASSED]
    return f"loses {', '.join(lost)}" if lost else ""
