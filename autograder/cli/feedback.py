"""Instructors' command: feedback. It runs nobody's code and needs nothing private."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.changed import interrupted
from autograder.cli.gradebook import course_if_any, demand_known, note_mixtures, only, policies_for
from autograder.cli.options import course_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.gradebook import Stored
    from autograder.report import ScoreReport
    from autograder.standing import Place, Standing


@click.command()
@click.argument("where", metavar="BOOK")
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Only this assignment.")
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Where to write, in the place of BOOK.",
)
@course_option
def feedback(where: str, slug: str | None, output: Path | None, course: str | None) -> None:
    """Write feedback from the gradebook: a page per student, and for staff one per class.

    BOOK is the folder that `grade -o` wrote, a .db file, or the URL of a database. Students get
    what the attempt says that counts in the gradebook; each class-SLUG.html shows a whole class.

    Example: autograder feedback graded/ -a bptt
    """
    from autograder.cli import written
    from autograder.gradebook import Gradebook
    from autograder.items import analyses
    from autograder.standing import standings, to_show

    to = _target(where, output)
    with Gradebook.open(where, must_exist=True) as book:
        records = book.records()
        demand_known(slug, {record.assignment for record in records})
        here = course_if_any(course)
        policies = policies_for({record.course for record in records}, here)
        rows = _of_one_course(only(slug, standings(records, policies)), here)
        attempts = only(slug, records.attempts)
        note_mixtures(attempts)
        with interrupted("what was written is whole, and the same command writes the rest"):
            to.mkdir(parents=True, exist_ok=True)
            reports = (stored.report for stored in _tracked(book.stored(slug), len(attempts)))
            found = analyses(_written(reports, to, to_show(rows, attempts)), rows)
            for one in found:
                written.write_class(to, one, only(one.assignment, rows))
    if not found:
        click.echo("There is nothing yet.")
    for one in found:
        click.echo(f"{to / written.class_name(one.assignment)}")


def _target(where: str, output: Path | None) -> Path:
    """The folder to write to.

    Raises:
        UsageError: none is named, and the gradebook lies in none.
    """
    if output is not None:
        return output
    if "://" in where or Path(where).is_file():
        raise UsageError("The gradebook is no folder: name the one to write to with -o DIR.")
    return Path(where)


def _of_one_course(rows: list[Standing], course: Course | None) -> list[Standing]:
    """The rows of the course here, or of the only one.

    Raises:
        UsageError: there are several, and none of them is the one here.
    """
    ids = sorted({row.course for row in rows})
    if len(ids) < 2:
        return rows
    if course is None or course.identity.id not in ids:
        raise UsageError(
            f"The gradebook is of the courses {', '.join(ids)}: name one of them with --course DIR."
        )
    return [row for row in rows if row.course == course.identity.id]


def _tracked(stored: Iterable[Stored], number: int) -> Iterable[Stored]:
    """The same; a terminal is shown how far it is."""
    from rich.console import Console
    from rich.progress import track

    screen = Console(stderr=True)
    return track(
        stored,
        "writing",
        total=number,
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )


def _written(reports: Iterable[ScoreReport], to: Path, shown: set[Place]) -> Iterator[ScoreReport]:
    """The reports that students are shown, each when its files are written."""
    from autograder.cli import written

    for report in reports:
        if (report.course, report.assignment, report.student, report.attempt) in shown:
            written.write(to, report)
            yield report


COMMANDS = (feedback,)
