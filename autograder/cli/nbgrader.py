"""Instructors' commands: nbgrader init, export, grade, adjust. nbgrader itself stays as it is."""

from __future__ import annotations

import contextlib
import difflib
import os
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.changed import dry_run_option
from autograder.cli.grade import grade_found
from autograder.cli.options import (
    chosen,
    course_option,
    find_course,
    isolation_option,
    json_option,
)
from autograder.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from autograder.adjustment import Adjustment
    from autograder.course import Course
    from autograder.nbgrader.planned import Planned
    from autograder.unit import Unit


@click.group()
def nbgrader() -> None:
    """Grade inside nbgrader: the same verdicts, its commands and formgrader unchanged.

    Example: autograder nbgrader init rnn-nbgrader
    """


@nbgrader.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Write into a course of nbgrader that is there already.")
@course_option
def init(folder: Path, yes: bool, course: str | None) -> None:
    """Make an nbgrader course in DIR with all assignments and quizzes, graded by autograder.

    Where DIR holds a course of nbgrader already, show what would be added; --yes adds it.
    Assignments that are there are graded as before.

    Example: autograder nbgrader init rnn-nbgrader
    """
    from autograder.nbgrader import planned, settings
    from autograder.nbgrader.submitted import Folders

    settings.demand_supported()
    found = replace(find_course(course), as_notebooks=True)
    has_settings = (folder / settings.CONFIG).exists()
    folders = Folders.of(folder) if has_settings else Folders(folder)
    files = [planned.config(found, folder)]
    for slug in found.units:
        files += planned.files_of(found.unit(slug), folders.source_of(slug))
    is_new = not has_settings and not (folder / folders.source).exists()
    changes = [file for file in files if file.is_change]
    if is_new or yes:
        _write(changes, folder)
        _set_due([found.unit(slug) for slug in found.units], folder)
        first = next(iter(found.units), "SLUG")
        click.echo(f"Now: cd {folder} && nbgrader generate_assignment {first}")
    elif changes:
        _show(changes, folder)
        click.echo("Nothing was written: add --yes to write it.")
    else:
        click.echo("Everything is in place.")


@nbgrader.command()
@click.argument("slugs", nargs=-1, required=True, metavar="SLUG...")
@click.option(
    "--to",
    "folder",
    default=".",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The nbgrader course; default: the working folder.",
)
@course_option
def export(slugs: tuple[str, ...], folder: Path, course: str | None) -> None:
    """Write or update the source notebooks of assignments and quizzes in an nbgrader course.

    Cells that you added to a notebook stay where they are.

    Example: autograder nbgrader export tanh_recurrence --to rnn-nbgrader
    """
    from autograder.nbgrader import planned, settings
    from autograder.nbgrader.submitted import Folders

    settings.demand_supported()
    found, folders = course_of(folder, course), Folders.of(folder)
    files = [
        file
        for slug in slugs
        for file in planned.files_of(found.unit(slug), folders.source_of(slug))
        if file.is_change
    ]
    _write(files, folder)
    _set_due([found.unit(slug) for slug in slugs], folder)
    if files:
        click.echo(f"Now: nbgrader generate_assignment {slugs[0]} --force")


@nbgrader.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.argument("slug", metavar="SLUG")
@click.option("--student", metavar="ID", help="Only what this student handed in.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Graders; default: one per core.")
@isolation_option
@course_option
@json_option
def grade(
    folder: Path,
    slug: str,
    student: str | None,
    jobs: int | None,
    isolation: str,
    course: str | None,
    as_json: bool,
) -> None:
    """Grade what nbgrader collected of SLUG, in the sandbox, on all cores.

    `nbgrader autograde` and formgrader then use what was found, and grade only what is new. DIR is
    the nbgrader course; reports, feedback and the gradebook are written to DIR/graded.

    Example: autograder nbgrader grade rnn-nbgrader tanh_recurrence
    """
    from autograder.nbgrader import settings, submitted

    settings.demand_supported()
    found = course_of(folder, course)
    unit = found.unit(slug)
    folders = submitted.Folders.of(folder)
    if problem := submitted.why_not(unit, folders.source_of(slug)):
        raise UsageError(problem)
    places = {name: folders.submitted_by(name, slug) for name in folders.students(slug)}
    if student is not None:
        places = {name: place for name, place in places.items() if name == student}
    if not places:
        raise UsageError(f"Nobody handed in {slug!r} in {folder}: collect it first.")
    work = []
    for name, place in places.items():
        submitted.stand_in(place, unit)
        work.append(submitted.handed_in(place, name, unit, folders.blank))
    grade_found(
        found,
        work,
        folder / settings.GRADED,
        as_json=as_json,
        scheduler=None,
        jobs=jobs,
        isolation=chosen(isolation),
        outside=[found.root, folder],
    )


@nbgrader.command()
@click.argument(
    "folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@dry_run_option
@course_option
def adjust(folder: Path, dry_run: bool, course: str | None) -> None:
    """Take over what people gave in nbgrader: points and extra credit become adjustments.

    DIR is the nbgrader course; its gradebook of ours is DIR/graded. What a person adjusted there
    stays. A second run changes nothing.

    Example: autograder nbgrader adjust rnn-nbgrader --dry-run
    """
    from autograder.feedback.plain import printable
    from autograder.gradebook import Gradebook
    from autograder.nbgrader import settings

    settings.demand_supported()
    found = course_of(folder, course)
    with (
        Gradebook.open(folder / settings.GRADED, must_exist=True) as book,
        contextlib.nullcontext() if dry_run else book.transaction(),
    ):
        from autograder.nbgrader import manual

        records = book.records()
        number = 0
        for one in manual.pulled(manual.given(folder, found), records, found, datetime.now(UTC)):
            whose = f"{one.given.assignment}, {one.given.student}"
            if one.adjustment is None:
                click.echo(printable(f"{whose}: {one.reason}."))
                continue
            number += 1
            if not dry_run:
                book.adjust(one.adjustment)
            click.echo(printable(f"{whose}: {_becomes(one.adjustment)} ({one.adjustment.why})"))
    click.echo("Nothing to take over." if not number else f"{number} adjusted.")
    if dry_run:
        click.echo("This was a dry run: nothing was written.")


def _becomes(adjustment: Adjustment) -> str:
    from autograder.feedback.plain import points

    return "as graded" if adjustment.points is None else f"{points(adjustment.points)} points"


def course_of(folder: Path, named: str | None) -> Course:
    """The course that is named, else the one that an nbgrader course says, else the one around."""
    from autograder.nbgrader import settings

    said = None if named else settings.course_in(folder)
    return replace(find_course(str(said) if said else named), as_notebooks=True)


def _write(changes: list[Planned], folder: Path) -> None:
    for file in changes:
        file.write()
        verb = "written" if file.before is None else "updated"
        click.echo(f"{verb}  {os.path.relpath(file.path, folder)}")
    if not changes:
        click.echo("Everything is up to date.")


def _set_due(units: Sequence[Unit], folder: Path) -> None:
    if any(unit.due for unit in units):
        from autograder.nbgrader.book import set_due

        for one in units:
            other = set_due(folder, one.slug, one.due) if one.due else None
            if other is not None:
                click.echo(f"{one.slug} stays due at {other:%Y-%m-%d %H:%M} UTC in nbgrader.")


def _show(changes: list[Planned], folder: Path) -> None:
    """What would change: the lines of settings, and the names of all other files."""
    from autograder.feedback.plain import printable
    from autograder.nbgrader import settings

    for file in changes:
        name = os.path.relpath(file.path, folder)
        if file.before is None:
            click.echo(f"new      {name}")
        elif file.path.name != settings.CONFIG:
            click.echo(f"changed  {name}")
        else:
            before, after = (text.decode().splitlines() for text in (file.before, file.after))
            click.echo(f"changed  {name}:")
            for line in difflib.unified_diff(before, after, lineterm="", n=1):
                click.echo(f"    {printable(line)}")


COMMANDS = (nbgrader,)
