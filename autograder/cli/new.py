"""Authors' command: new."""

from __future__ import annotations

import os

import click

from autograder.cli.options import course_option, find_course


@click.command()
@click.argument("slug")
@course_option
def new(slug: str, course: str | None) -> None:
    """Write the four parts of a new assignment SLUG: a small example that verify holds for.

    Make it yours one piece at a time; `autograder verify SLUG` says what no longer fits together.

    Example: autograder new elman_jordan
    """
    from autograder.scaffold import scaffold

    for path in scaffold(find_course(course), slug):
        click.echo(os.path.relpath(path))
    click.echo(f"All of it fits together: try autograder verify {slug}. Then make it yours.")


COMMANDS = (new,)
