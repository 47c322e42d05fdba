"""Instructors' command: rescore."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.changed import demand_ours, dry_run_option, interrupted, show
from autograder.cli.options import course_option, find_course, json_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.changes import Change
    from autograder.course import Course
    from autograder.gradebook import Gradebook
    from autograder.report import ScoreReport
    from autograder.unit import Unit


@click.command()
@click.argument("where", metavar="BOOK")
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@dry_run_option
@course_option
@json_option
def rescore(
    where: str, slugs: tuple[str, ...], dry_run: bool, course: str | None, as_json: bool
) -> None:
    """Apply the current rubrics to what tests found before: points anew, and nothing is run.

    Of a quiz, rubric and key are applied to what was answered.

    BOOK is the folder that `grade -o` wrote, a .db file, or the URL of a database. In a folder,
    reports and feedback are written again too. Where criteria came or went: autograder regrade.

    Example: autograder rescore graded/ bptt --dry-run
    """
    from autograder.gradebook import Gradebook

    found = find_course(course)
    wanted = [found.unit(slug).slug for slug in slugs]
    changed: list[Change] = []
    with Gradebook.open(where, must_exist=True) as book:
        held = _held(book, found, wanted)
        reports = sum(held.values())
        new = _rescored(_stored(book, held, "rescoring"), changed)
        if dry_run:
            for _ in new:
                pass
        else:
            with interrupted("nothing was changed"):
                book.replace(new, why="rescore")
            if "://" not in where and Path(where).is_dir():
                _write_again(Path(where), _stored(book, held, "writing"))
    show("rescore", changed, reports, dry_run, as_json)


def _held(book: Gradebook, course: Course, wanted: list[str]) -> dict[Unit, int]:
    """How many reports a gradebook has of each unit, or of those wanted if any are.

    Raises:
        UsageError: it has none.
    """
    counts = Counter((found.course, found.assignment) for found in book.attempts())
    demand_ours({of for of, _ in counts}, course)
    held = {slug: number for (of, slug), number in counts.items() if of == course.identity.id}
    if not held:
        raise UsageError("The gradebook is empty: there is nothing to rescore.")
    for slug in wanted:
        if slug not in held:
            raise UsageError(f"The gradebook has no report of {slug}: it has {', '.join(held)}.")
    return {course.unit(slug): held[slug] for slug in sorted(set(wanted) or held)}


def _stored(
    book: Gradebook, held: dict[Unit, int], doing: str
) -> Iterator[tuple[Unit, ScoreReport]]:
    """Every report of these assignments; a terminal is shown how far it is."""
    from rich.console import Console
    from rich.progress import track

    found = (
        (unit, stored.report)
        for unit in held
        for stored in book.stored(unit.slug)
        if stored.report.course == unit.course_id
    )
    screen = Console(stderr=True)
    yield from track(
        found,
        doing,
        total=sum(held.values()),
        console=screen,
        transient=True,
        disable=not screen.is_terminal,
    )


def _rescored(
    stored: Iterable[tuple[Unit, ScoreReport]], changed: list[Change]
) -> Iterator[ScoreReport]:
    """The reports that the current rubrics change; how they do goes to `changed`."""
    from autograder.changes import changes
    from autograder.quiz.marking import Marker
    from autograder.quiz.quiz import Quiz
    from autograder.rescore import rescore

    markers: dict[str, Marker] = {}
    for unit, old in stored:
        if isinstance(unit, Quiz):
            marker = markers.get(unit.slug) or markers.setdefault(unit.slug, Marker(unit))
            new = marker.again(old)
        else:
            new = rescore(old, unit.rubric, unit.rubric_sha256)
        change = changes(old, new)
        if change is not None:
            changed.append(change)
            yield new


def _write_again(output: Path, stored: Iterable[tuple[Unit, ScoreReport]]) -> None:
    """Have files say what the gradebook says; also those that an interrupted run did not reach."""
    from autograder.cli import written

    with interrupted("the gradebook is rescored, and the same command writes the other files"):
        for _, report in stored:
            if written.is_outdated(output, report):
                written.write(output, report)


COMMANDS = (rescore,)
