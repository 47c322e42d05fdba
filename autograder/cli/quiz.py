"""Quizzes: build and lint, for authors; with what students and teachers do, the group `quiz`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from autograder.cli import issue, take
from autograder.cli.options import course_option, find_course, json_option
from autograder.cli.proven import show, verdict

if TYPE_CHECKING:
    from autograder.course import Course
    from autograder.quiz.build import Pool
    from autograder.quiz.lint import Lint


@click.group()
def quiz() -> None:
    """Take quizzes, print them for a class, draw their numbers, prove that they hold together.

    Example: autograder quiz lint
    """


@quiz.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@course_option
@json_option
def build(slugs: tuple[str, ...], course: str | None, as_json: bool) -> None:
    """Draw up to 500 variants of each question, and write assignments/SLUG/variants.json.

    Kept is what satisfies the key's `where`, and tells known wrong answers apart from the right one
    and from each other. The same key gives the same variants. Not while students have the quiz:
    their numbers would change.

    Example: autograder quiz build quiz_shapes
    """
    from autograder.quiz import variants
    from autograder.quiz.build import build as draw

    found = find_course(course)
    built = {}
    for slug in _wanted(found, slugs):
        one = found.quiz(slug)
        built[slug] = draw(one)
        path = one.public / variants.FILE
        if built[slug]:
            text = variants.text({pool.question: pool.variants for pool in built[slug]})
            path.write_text(text, encoding="utf-8")
        else:
            path.unlink(missing_ok=True)
    if as_json:
        rows = {slug: [_row(pool) for pool in pools] for slug, pools in built.items()}
        click.echo(json.dumps(rows, indent=2))
        return
    for slug, pools in built.items():
        for pool in pools:
            click.echo(f"{slug} {_told(pool)}")
        if not pools:
            click.echo(f"{slug}: no question draws numbers")


@quiz.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@course_option
@json_option
def lint(slugs: tuple[str, ...], course: str | None, as_json: bool) -> None:
    """Prove that quizzes hold together, for every variant of every question.

    Example: autograder quiz lint quiz_shapes
    """
    from autograder.quiz.lint import lint as prove

    found = find_course(course)
    results = [prove(found.quiz(slug)) for slug in _wanted(found, slugs)]
    show(results, _table, as_json=as_json)


def _wanted(course: Course, slugs: tuple[str, ...]) -> list[str]:
    """The quizzes that are named, or all."""
    return [course.quiz(slug).slug for slug in slugs] or list(course.quizzes)


def _row(pool: Pool) -> dict[str, object]:
    return {
        "question": pool.question,
        "variants": len(pool.variants),
        "tried": pool.tried,
        "not_where": pool.not_where,
        "not_apart": pool.not_apart,
    }


def _told(pool: Pool) -> str:
    share = f"{pool.thrown_away:.0%} of {pool.tried} thrown away"
    why = f"{pool.not_where} outside of where, {pool.not_apart} not told apart"
    return f"{pool.question}: {len(pool.variants)} variants; {share} ({why})"


def _table(results: list[Lint]) -> object:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column("quiz")
    table.add_column("question")
    table.add_column("kind")
    for heading in ("variants", "right answers", "known wrong", "thrown away"):
        table.add_column(heading, justify="right")
    for result in results:
        for row in result.questions:
            counts = (str(row.variants), str(row.answers), str(row.wrong), f"{row.thrown_away:.0%}")
            table.add_row(result.slug, row.id, row.kind, *counts)
        table.add_row(result.slug, verdict(result), end_section=True)
    return table


for command in (*take.COMMANDS, *issue.COMMANDS):
    quiz.add_command(command)

COMMANDS = (quiz,)
