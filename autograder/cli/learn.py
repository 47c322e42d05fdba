"""Students' commands: list, start, check. They need the public part of a course, and no sandbox."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli import take
from autograder.cli.options import console, course_option, find_course, json_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.assignment import Assignment
    from autograder.visible import VisibleResult


@click.command("list")
@course_option
@json_option
def list_(course: str | None, as_json: bool) -> None:
    """List assignments and quizzes in the order of study: what comes before, time, points, due.

    Example: autograder list
    """
    from rich.table import Table

    from autograder.rubric import FULL_MARKS

    found = find_course(course)
    units = [found.unit(slug) for slug in found.units]
    if as_json:
        rows = [
            {
                "slug": unit.slug,
                "kind": "quiz" if unit.slug in found.quizzes else "assignment",
                "title": unit.about.title,
                "points": FULL_MARKS,
                "minutes": unit.about.minutes,
                "after": unit.about.after,
                "due": unit.due.isoformat() if unit.due else None,
            }
            for unit in units
        ]
        click.echo(json.dumps(rows, indent=2))
        return
    table = Table(title=found.identity.title, box=None, header_style="bold", title_justify="left")
    for heading in ("assignment", "title", "after", "minutes", "points", "due"):
        table.add_column(heading)
    for unit in units:
        minutes = "-".join(map(str, unit.about.minutes or ()))
        after = ", ".join(unit.about.after) or "-"
        due = unit.due.strftime("%Y-%m-%d %H:%M %Z") if unit.due else "-"
        table.add_row(unit.slug, unit.about.title, after, minutes or "-", str(FULL_MARKS), due)
    console().print(table)


@click.command()
@click.argument("slug")
@click.argument("folder", metavar="[DIR]", required=False, type=click.Path(path_type=Path))
@course_option
def start(slug: str, folder: Path | None, course: str | None) -> None:
    """Copy the public part of assignment SLUG to DIR, to work on.

    Example: autograder start tanh_recurrence
    """
    found = find_course(course)
    if slug in found.quizzes:
        raise UsageError(f"{slug} is a quiz: answer it with `autograder quiz take {slug}`.")
    assignment = found.assignment(slug)
    target = folder or Path(slug)
    files = [
        path
        for path in sorted(assignment.public.iterdir())
        if path.is_file() and not path.name.startswith(".")
    ]
    there = [path.name for path in files if (target / path.name).exists()]
    if there:
        raise UsageError(
            f"{target / there[0]} exists already: name another folder, nothing was copied."
        )
    target.mkdir(parents=True, exist_ok=True)
    for path in files:
        shutil.copy(path, target)
    click.echo(f"Read {target / 'README.md'}, complete {target / assignment.manifest.file},")
    click.echo(f"and check it: cd {target} && autograder check")


@click.command()
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Which assignment FILE is for.")
@course_option
@json_option
def check(file: Path | None, slug: str | None, course: str | None, as_json: bool) -> None:
    """Run the visible tests on FILE (default: the file of the assignment started here).

    Of a quiz FILE is the sheet, answers.toml: what is blank or cannot be read as an answer.

    Example: autograder check tanh_recurrence.py
    """
    from autograder import visible

    sheet = _sheet_meant(file, slug, course)
    if sheet is not None:
        take.check(sheet, slug, course, as_json=as_json)
        return
    assignment = _assignment_of(file, slug, course)
    meant = file or Path(assignment.manifest.file)
    if not meant.is_file():
        raise UsageError(f"There is no file {meant}: name the one to check.")
    results = visible.run(assignment, meant)
    if as_json:
        click.echo(json.dumps([result.model_dump() for result in results], indent=2))
    else:
        _show(assignment, results)


def _sheet_meant(file: Path | None, slug: str | None, course: str | None) -> Path | None:
    """The sheet of a quiz that is to be checked; None where it is an assignment in code."""
    from autograder.quiz.sheets import FILE
    from autograder.quiz.taking import usual_file

    if file is not None:
        return file if file.suffix == Path(FILE).suffix else None
    if slug is not None and slug in find_course(course).quizzes:
        return Path(FILE) if Path(FILE).is_file() else usual_file(slug, 1)
    is_here = slug is None and Path(FILE).is_file() and not Path("assignment.toml").is_file()
    return Path(FILE) if is_here else None


def _assignment_of(file: Path | None, slug: str | None, course: str | None) -> Assignment:
    from autograder.course import Course

    if slug is not None:
        return find_course(course).assignment(slug)
    started = Course.started((file.absolute() if file else Path.cwd() / "-").parent)
    if started is not None:
        return started
    if file is None:
        raise UsageError("No assignment was started here: name FILE, or -a SLUG.")
    found = find_course(course)
    for known in found.slugs:
        if Path(found.assignment(known).manifest.file).stem == file.stem:
            return found.assignment(known)
    raise UsageError(f"{file} does not say which assignment it is for: name it with -a SLUG.")


def _show(assignment: Assignment, results: list[VisibleResult]) -> None:
    from rich.text import Text

    from autograder.feedback.plain import printable

    out = console()
    passed = sum(result.passed for result in results)
    out.print(Text(f"{assignment.manifest.title}: {passed} of {len(results)} visible tests pass"))
    for result in results:
        mark, style = ("passed", "green") if result.passed else ("failed", "red")
        out.print(Text(f"{mark:8}", style=style), Text(printable(result.claim or result.name)))
        if not result.passed:
            out.print(Text(f"{'':9}{printable(result.message)}"))


COMMANDS = (list_, start, check)
