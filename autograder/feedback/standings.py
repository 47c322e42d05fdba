"""The gradebook in the terminal: where students stand, and who changed what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from autograder.feedback.plain import points, printable
from autograder.gradebook.audit import Entry
from autograder.standing import Flag, Standing, Status

_ASKS = {Flag.NEEDS_A_PERSON: "magenta", Flag.ATTEMPT_UNGRADED: "magenta", Flag.OUTDATED: "yellow"}


def table(rows: Sequence[Standing]) -> Table:
    """One line per student and assignment."""
    courses = {row.course for row in rows}
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in (*(["course"] if len(courses) > 1 else []), "student", "assignment"):
        shown.add_column(heading, overflow="fold")
    for heading in ("attempts", "counted", "score", "late", "penalty", "adjusted", "final"):
        shown.add_column(heading, justify="right", no_wrap=True)
    shown.add_column("status", overflow="fold")
    for row in rows:
        shown.add_row(
            *(Text(printable(name)) for name in ([row.course] if len(courses) > 1 else [])),
            Text(printable(row.student)),
            Text(printable(row.assignment)),
            str(row.attempts),
            "-" if row.counted is None else str(row.counted),
            points(row.score),
            _late(row),
            points(-row.penalty) if row.penalty else "",
            "" if row.adjusted is None else f"{'+' * (row.adjusted >= 0)}{points(row.adjusted)}",
            Text(points(row.final), style="bold"),
            _status(row),
        )
    return shown


def _late(row: Standing) -> str:
    if not row.late_days:
        return ""
    days = f"{row.late_days} day{'s' * (row.late_days > 1)}"
    return f"{days}, {row.free_days} free" if row.free_days else days


def _status(row: Standing) -> Text:
    words = [Text(row.status.value)] + [Text(flag.value, _ASKS.get(flag, "")) for flag in row.flags]
    return Text(", ").join(words)


def summary(rows: Sequence[Standing]) -> Text:
    """How much there is, and how much of it waits for a person."""
    students = len({(row.course, row.student) for row in rows})
    assignments = len({(row.course, row.assignment) for row in rows})
    waiting = sum(Flag.NEEDS_A_PERSON in row.flags for row in rows)
    outdated = sum(Flag.OUTDATED in row.flags for row in rows)
    scores = [
        row.final for row in rows if row.final is not None and row.status is not Status.MISSING
    ]
    said = [
        f"{students} student{'s' * (students != 1)}",
        f"{assignments} assignment{'s' * (assignments != 1)}",
        *([f"mean {points(sum(scores) / len(scores))}"] if scores else []),
        *([f"{waiting} without a score: regrade, or adjust --set"] if waiting else []),
        *([f"{outdated} adjusted whose verdict changed since: look again"] if outdated else []),
    ]
    return Text("; ".join(said))


def audit(entries: Iterable[Entry]) -> Table:
    """One line per change."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("when", "who", "student", "assignment", "what", "why"):
        shown.add_column(heading, overflow="fold", no_wrap=heading == "when")
    for entry in entries:
        texts = (entry.who or "-", entry.student, entry.assignment, entry.what, entry.why)
        when = entry.when.strftime("%Y-%m-%d %H:%M UTC")
        shown.add_row(when, *(Text(printable(text)) for text in texts))
    return shown
