"""Changes of verdicts, student by student: a table for people, a document for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

from autograder.changes import Change, Comparison, CriterionChange, Part, Summary
from autograder.feedback.plain import points, printable
from autograder.report import ReportStatus


def table(changes: Iterable[Change]) -> Table:
    """One row per submission: its score, and the criteria that moved."""
    rows = Table(box=None, pad_edge=False, header_style="bold")
    rows.add_column("assignment", no_wrap=True)
    rows.add_column("student", overflow="fold")
    for heading in ("attempt", "old", "new", "by"):
        rows.add_column(heading, justify="right", no_wrap=True)
    rows.add_column("criteria", overflow="fold")
    for change in changes:
        rows.add_row(
            Text(change.assignment),
            Text(printable(change.student)),
            Text(str(change.attempt)),
            Text(_score(change.old_score, change.old_status)),
            Text(_score(change.new_score, change.new_status)),
            _by(change.by),
            Text(", ".join(_criterion(c) for c in change.criteria if c.moved)),
        )
    return rows


def summary(found: Summary) -> Text:
    """How many went up, down, or nowhere."""
    counts = [
        f"{number} {what}"
        for number, what in (
            (found.up, "up"),
            (found.down, "down"),
            (found.new, "new"),
            (found.graded, "graded that had no score"),
            (found.ungraded, "could not be judged"),
            (found.same_score, "with the same score and other details"),
            (found.unchanged, "unchanged"),
        )
        if number
    ]
    what = "report" if found.reports == 1 else "reports"
    return Text(f"{found.reports} {what}: {', '.join(counts)}")


def document(found: Comparison) -> str:
    """All of it as JSON; in ASCII, so that an id is exact and still steers no terminal."""
    return json.dumps(found.model_dump(mode="json"), indent=2).replace("\x7f", "\\u007f")


def _score(score: float | None, status: ReportStatus | None) -> str:
    if status is None:
        return "new"
    if status is ReportStatus.GRADED:
        return points(score)
    return status.value


def _by(difference: float | None) -> Text:
    if not difference:
        return Text("")
    sign, style = ("+", "green") if difference > 0 else ("-", "red")
    return Text(sign + points(abs(difference)), style=style)


def _criterion(change: CriterionChange) -> str:
    return f"{change.id} {_part(change.old)} -> {_part(change.new)}"


def _part(part: Part | None) -> str:
    return "none" if part is None else points(part.score)
