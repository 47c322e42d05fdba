"""What rescore and regrade share: how a change is tried, interrupted and shown."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from autograder.cli.grade import ROWS
from autograder.cli.options import console
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.changes import Change
    from autograder.course import Course

Command = TypeVar("Command", bound=Callable[..., Any])


def dry_run_option(command: Command) -> Command:
    """`--dry-run`."""
    return click.option("--dry-run", is_flag=True, help="Show what would change; write nothing.")(
        command
    )


def demand_ours(courses: set[str], course: Course) -> None:
    """Refuse a gradebook of other courses; one that is empty is anybody's.

    Raises:
        UsageError: `courses`, which it has reports of, are others.
    """
    if courses and course.identity.id not in courses:
        raise UsageError(
            f"The gradebook is of the course {min(courses)!r}, not of {course.identity.id!r}: name "
            "the other course with --course DIR, or another gradebook."
        )


@contextlib.contextmanager
def interrupted(state: str) -> Iterator[None]:
    """Ctrl-C ends in a sentence that says how things are."""
    try:
        yield
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(f"Interrupted: {state}.") from stop


def show(
    command: Literal["rescore", "regrade"],
    changed: list[Change],
    reports: int,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Print what changed among so many reports: all of it as JSON, else what a person reads."""
    from autograder.changes import Comparison, summary
    from autograder.feedback import changes as shown

    counts = summary(changed, reports)
    if as_json:
        whole = Comparison(command=command, dry_run=dry_run, summary=counts, changes=tuple(changed))
        click.echo(shown.document(whole))
        return
    out = console()
    rows = [change for change in changed if change.moved]
    if len(rows) > ROWS:
        out.print(f"The largest of {len(rows)} moves; --json has all:")
        rows = list(counts.largest)
    if rows:
        out.print(shown.table(rows))
    out.print(shown.summary(counts))
    if dry_run:
        click.echo("This was a dry run: nothing was written.")
