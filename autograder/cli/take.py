"""Students' command: quiz take. It needs the public part of a course, and no sandbox."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import course_option, find_course
from autograder.errors import UsageError


@click.command()
@click.argument("slug")
@click.option("--student", metavar="ID", help="Who you are; asked for if need be.")
@click.option("--attempt", type=click.IntRange(min=1), help="Which attempt it is; default: 1.")
@click.option(
    "--sheet",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to keep your answers; default: SLUG/answers.toml.",
)
@course_option
def take(
    slug: str, student: str | None, attempt: int | None, file: Path | None, course: str | None
) -> None:
    """Answer the quiz SLUG here, one question at a time.

    Every answer is saved at once; the same command goes on where you stopped. Answers can also
    come from a pipe, a line for each question.

    Example: autograder quiz take quiz_parameters --student s01
    """
    from autograder.quiz.screen import Screen
    from autograder.quiz.taking import Taking, usual_file
    from autograder.quiz.terminal import Conversation

    quiz = find_course(course).quiz(slug)
    screen = Screen()
    path = file or usual_file(slug, attempt or 1)
    if student is None and not path.exists():
        if not screen.is_person:
            raise UsageError("Say who you are: --student ID.")
        student = click.prompt("Your id, as the course knows you")
    taking = Taking.begin(quiz, path, student, attempt)
    try:
        Conversation(taking, screen).run()
    except KeyboardInterrupt as stop:
        click.echo()
        count = taking.completeness.count
        said = f"Interrupted: {count} and saved; the same command goes on from there."
        raise KeyboardInterrupt(said) from stop


def check(file: Path, slug: str | None, course: str | None, *, as_json: bool) -> None:
    """Say what of a sheet is blank, or no answer; never whether it is right."""
    from autograder.feedback.plain import printable
    from autograder.quiz import sheets
    from autograder.quiz.completeness import completeness
    from autograder.quiz.own import demand_own

    if not file.is_file():
        raise UsageError(f"There is no sheet {file}: name the one to check.")
    sheet = sheets.read(file.read_bytes())
    quiz = find_course(course).quiz(slug or sheet.quiz)
    demand_own(quiz, sheet, sheet.student)
    complete = completeness(quiz, sheet)
    if as_json:
        click.echo(complete.model_dump_json(indent=2))
        return
    click.echo(f"{quiz.paper.title}: {printable(sheet.student)}, attempt {sheet.attempt}")
    for sentence in complete.left:
        click.echo(printable(sentence))
    click.echo(f"Receipt: {complete.receipt}")


COMMANDS = (take,)
