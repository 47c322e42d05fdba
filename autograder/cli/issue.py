"""Instructors' command: quiz sheet. It needs the public part of a course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import course_option, find_course
from autograder.errors import UsageError
from autograder.folders import folder_name

if TYPE_CHECKING:
    from autograder.quiz.quiz import Quiz


@click.command()
@click.argument("slug")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option(
    "--roster",
    metavar="FILE",
    required=True,
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A CSV file with the students' ids, in a column `student` or `id`.",
)
@click.option(
    "--attempt", type=click.IntRange(min=1), default=1, help="Which attempt it is; default: 1."
)
@course_option
def sheet(slug: str, folder: Path, roster: Path, attempt: int, course: str | None) -> None:
    """Write each student's questions and a blank sheet to DIR/STUDENT/SLUG.

    questions.md and questions.html are to be read or printed; answers.toml is filled in and handed
    in. What is there already is not written over.

    Example: autograder quiz sheet quiz_parameters --roster class.csv sheets/
    """
    from autograder import roster as rosters
    from autograder.feedback.plain import printable

    quiz = find_course(course).quiz(slug)
    allowed = quiz.paper.attempts.allowed
    if allowed is not None and attempt > allowed:
        raise UsageError(f"{slug} allows {allowed} attempts: {attempt} is one too many.")
    students = rosters.read(roster, lambda said: click.echo(printable(said), err=True))
    kept = [path for student in students for path in _write(quiz, student, attempt, folder)]
    click.echo(f"The sheets of {len(students)} students are in {folder}.")
    if kept:
        raise UsageError(
            f"{len(kept)} files were there already and are left as they were, {kept[0]} first: "
            "where they are not meant to stay, name another folder."
        )


def _write(quiz: Quiz, student: str, attempt: int, folder: Path) -> list[Path]:
    """Write one student's files; those that are there already, and say something else."""
    from autograder.quiz import printed, sheets

    sheet, questions = quiz.sheet(student, attempt), quiz.shown(student, attempt)
    place = folder / folder_name(student) / quiz.slug
    place.mkdir(parents=True, exist_ok=True)
    kept = []
    for name, content in (
        ("questions.md", printed.markdown(quiz.paper, sheet, questions)),
        ("questions.html", printed.html(quiz.paper, sheet, questions)),
        (sheets.FILE, sheets.text(sheet, quiz.paper)),
    ):
        path, data = place / name, content.encode()
        try:
            with path.open("xb") as file:
                file.write(data)
        except FileExistsError:
            if path.read_bytes() != data:
                kept.append(path)
    return kept


COMMANDS = (sheet,)
