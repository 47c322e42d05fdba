"""Who changed what, when and why: adjustments, extensions and replaced verdicts in one list."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from autograder.adjustment import Adjustment, Kind
from autograder.feedback.plain import points
from autograder.gradebook.history import Replaced
from autograder.policy import Extension
from autograder.report import Frozen


class Entry(Frozen):
    """One change. `what` is for people; `who` is None where a command changed verdicts."""

    when: datetime
    who: str | None
    course: str
    student: str
    assignment: str
    kind: str
    what: str
    why: str


def entries(
    adjustments: Iterable[Adjustment],
    extensions: Iterable[Extension],
    replaced: Iterable[Replaced],
) -> list[Entry]:
    """All changes, the oldest first."""
    found = [
        *(_entry(one, one.who, one.kind.value, _what(one)) for one in adjustments),
        *(_entry(one, one.who, "extend", f"due {_utc(one.until)}") for one in extensions),
        *(_entry(one, None, "verdict", _verdict(one)) for one in replaced),
    ]
    return sorted(found, key=lambda entry: entry.when)


def _entry(
    change: Adjustment | Extension | Replaced, who: str | None, kind: str, what: str
) -> Entry:
    return Entry(
        when=change.when.astimezone(UTC),
        who=who,
        course=change.course,
        student=change.student,
        assignment=change.assignment,
        kind=kind,
        what=what,
        why=change.why,
    )


def _what(adjustment: Adjustment) -> str:
    match adjustment.kind:
        case Kind.ADD:
            added = adjustment.points or 0.0
            return f"{points(abs(added))} points {'added' if added >= 0 else 'taken'}"
        case Kind.SET:
            return f"set to {points(adjustment.points)} points"
        case Kind.EXCUSE:
            return "excused"
        case Kind.RESET:
            return "earlier changes taken back"


def _verdict(replaced: Replaced) -> str:
    return (
        f"attempt {replaced.attempt}: {points(replaced.old_score)} to {points(replaced.new_score)}"
    )


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
