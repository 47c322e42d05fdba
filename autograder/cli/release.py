"""Instructors' command: release."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import course_option, find_course, json_option

if TYPE_CHECKING:
    from autograder.release import Release

LEAKS = 20  # the first of these are mended before anyone reads on


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@course_option
@json_option
def release(folder: Path, course: str | None, as_json: bool) -> None:
    """Copy all that is public to DIR, and prove that nothing private is in it.

    DIR is new or empty. Where anything in assignments/ or in a built distribution resembles a
    solution, a hidden test or a hint, each place is named and nothing is released.

    Example: autograder release public/
    """
    from autograder.release import release as give_away

    result = give_away(find_course(course), folder)
    if as_json:
        click.echo(result.model_dump_json(indent=2))
    else:
        _print(result)
    if not result.released:
        sys.exit(1)


def _print(result: Release) -> None:
    from autograder.feedback.plain import printable

    if result.released:
        click.echo(f"{len(result.files)} files are in {result.folder}:")
        for name in result.files:
            click.echo(f"    {printable(name)}")
        click.echo(f"{len(result.assignments)} assignments: {', '.join(result.assignments)}.")
        if result.quizzes:
            click.echo(f"{len(result.quizzes)} quizzes: {', '.join(result.quizzes)}.")
    else:
        for leak in result.leaks[:LEAKS]:
            click.echo(printable(str(leak)))
        if len(result.leaks) > LEAKS:
            click.echo(f"... and {len(result.leaks) - LEAKS} more.")
    built = ", ".join(result.distributions) or "no built distribution"
    click.echo(
        f"Compared, with {built} beside: {result.pieces_of_code} pieces of code, "
        f"{result.sentences} sentences and {result.private_files} whole files that are private."
    )
    places = len(result.leaks)
    click.echo(
        "Nothing private is in it."
        if result.released
        else f"Nothing was released: {places} place{'s' * (places != 1)} to mend. What is meant to "
        "be public says so in the private file: # public"
    )


COMMANDS = (release,)
