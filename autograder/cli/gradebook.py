"""Instructors' command: gradebook. It runs nobody's code and needs nothing private."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import click

from autograder.cli.options import console, course_option, find_course, json_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from autograder.course import Course
    from autograder.gradebook.audit import Entry
    from autograder.policy import Attempt, Policy
    from autograder.report import Frozen
    from autograder.standing import Standing

    Row = TypeVar("Row", Attempt, Entry, Standing)


@click.command()
@click.argument("where", metavar="BOOK")
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Only this assignment.")
@click.option("--audit", is_flag=True, help="Instead, list who changed what, when and why.")
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV, for a spreadsheet.")
@course_option
@json_option
def gradebook(
    where: str, slug: str | None, audit: bool, as_csv: bool, course: str | None, as_json: bool
) -> None:
    """Show where students stand: attempts, lateness, adjustments and final scores.

    BOOK is the folder that `grade -o` wrote, a .db file, or the URL of a database. Due dates and
    policies are the course's.

    Example: autograder gradebook graded/ --csv
    """
    from autograder.feedback import standings as shown
    from autograder.gradebook import Gradebook
    from autograder.gradebook.audit import Entry, entries
    from autograder.standing import Standing, standings

    if as_csv and as_json:
        raise UsageError("--csv and --json are two forms: ask for one of them.")
    with Gradebook.open(where, must_exist=True) as book:
        records = book.records()
        replaced = book.history() if audit else []
    demand_known(slug, {record.assignment for record in records})
    if audit:
        changes = only(slug, entries(records.adjustments, records.extensions, replaced))
        _print(changes, Entry, as_csv, as_json, lambda: [shown.audit(changes)])
        return
    policies = policies_for({record.course for record in records}, course_if_any(course))
    rows = only(slug, standings(records, policies))
    attempts = only(slug, records.attempts)
    note_mixtures(attempts)
    _note_lateness(attempts, policies)
    _print(rows, Standing, as_csv, as_json, lambda: [shown.table(rows), shown.summary(rows)])


def note(text: str) -> None:
    """Tell on standard error what standard output does not say."""
    from autograder.feedback.plain import printable

    click.echo(printable(text), err=True)


def course_if_any(named: str | None) -> Course | None:
    """The course that a command is about; None where there is none and none was named."""
    try:
        return find_course(named)
    except UsageError:
        if named:
            raise
        return None


def policies_for(ids: set[str], course: Course | None) -> dict[str, Policy]:
    """The course's policy by its id; a note says which of `ids` have none."""
    if course is None:
        note("There is no course here, so nothing is late: name it with --course DIR.")
        return {}
    known = course.identity
    others = ", ".join(sorted(ids - {known.id}))
    if others:
        note(f"The course here is {known.id}, so nothing is late in {others}.")
    return {known.id: course.policy}


def demand_known(slug: str | None, slugs: set[str]) -> None:
    """Refuse an assignment that the gradebook has nothing of."""
    if slug is not None and slug not in slugs:
        there = ", ".join(sorted(slugs)) or "nothing"
        raise UsageError(f"The gradebook has nothing of {slug!r}: it has {there}.")


def only(slug: str | None, rows: Iterable[Row]) -> list[Row]:
    """The rows of one assignment; all if none is named."""
    return [row for row in rows if slug in (None, row.assignment)]


def note_mixtures(attempts: Iterable[Attempt]) -> None:
    """Say what makes scores hard to compare."""
    from autograder.standing import mixtures

    for slug, is_of_tests in sorted(mixtures(attempts).items()):
        what, do = ("tests", "regrade") if is_of_tests else ("rubrics", "rescore")
        note(f"Reports of {slug} were made with different {what}: {do} them.")


def _note_lateness(attempts: Sequence[Attempt], policies: dict[str, Policy]) -> None:
    """Say what makes lateness unknown."""
    costly = {name: policy for name, policy in policies.items() if policy.late.per_day}
    judged = [attempt for attempt in attempts if attempt.course in costly]
    undated = {one.assignment for one in judged if one.assignment not in costly[one.course].due}
    if undated:
        note(f"No due date, so never late: {', '.join(sorted(undated))}.")
    timeless = sum(one.submitted_at is None and one.assignment not in undated for one in judged)
    if timeless:
        note(f"Time of handing in unknown, so never late: {timeless} of {len(judged)} attempts.")


def print_json(records: Iterable[Frozen]) -> None:
    """Print an array; in ASCII, so that an id is exact and still steers no terminal."""
    text = json.dumps([record.model_dump(mode="json") for record in records], indent=2)
    click.echo(text.replace("\x7f", "\\u007f"))


def _print(
    records: Sequence[Entry] | Sequence[Standing],
    model: type[Entry | Standing],
    as_csv: bool,
    as_json: bool,
    for_people: Callable[[], list[RenderableType]],
) -> None:
    from autograder.feedback import sheet

    if as_json:
        print_json(records)
    elif as_csv:
        names = [name for name in model.model_fields if name != "verdict_sha256"]
        click.echo(sheet.as_csv(names, records).encode(), nl=False)
    elif not records:
        click.echo("There is nothing yet.")
    else:
        for part in for_people():
            console().print(part)


COMMANDS = (gradebook,)
