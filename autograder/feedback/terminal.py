"""Reports in the terminal: one in full, or many as a table."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from autograder.feedback import outline
from autograder.feedback.outline import Criterion
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
    head = (
        f"{report.assignment}, {printable(report.student)}: "
        f"{points(report.score)} of {report.max_score} points ({report.status.value})"
    )
    lines: list[RenderableType] = [Text(head, style="bold")]
    lines += [_told(message, 2) for message in outline.messages(report)]
    right = outline.right(report)
    if right:
        lines += [Text(f"\nWhat was right: {outline.how_many_are_right(report)}", style="bold")]
        lines += [_earned(criterion) for criterion in right]
    findings = outline.findings(report)
    if findings:
        lines += [Text("\nWhat to work on", style="bold")]
    for number, finding in enumerate(findings):
        lines += [Text("")] if number else []
        for found in finding.causes:
            lines += [_told(cause(found), 2, "bold"), _told(found.hint, 2, "italic")]
        for criterion in finding.criteria:
            lines += [_earned(criterion)]
            for told, style in (
                (criterion.feedback, ""),
                (criterion.hint, "italic"),
                (outline.reading(criterion), ""),
            ):
                lines += [_told(told, 14, style)] if told else []
    return Group(*lines)


def _earned(criterion: Criterion) -> Table:
    line = Table.grid(padding=(0, 1, 0, 0))
    line.add_column(width=13, no_wrap=True)
    line.add_column()
    said = f"{criterion.title}{outline.tests(criterion)}"
    style = _COLOURS[criterion.status]
    earned = f"{points(criterion.score):>6} of {criterion.points}"
    line.add_row(Text(earned, style=style), Text(printable(said), style=style))
    return line


def _told(sentence: str, indent: int, style: str = "") -> Padding:
    return Padding(Text(printable(sentence), style=style), (0, 0, 0, indent), expand=False)


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
