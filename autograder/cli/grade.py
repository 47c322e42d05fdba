"""Instructors' command: grade."""

from __future__ import annotations

import contextlib
import hashlib
import sys
import urllib.parse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.options import (
    chosen,
    console,
    course_option,
    find_course,
    isolation_option,
    json_option,
)
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.gradebook import Gradebook
    from autograder.report import ScoreReport

GRADEBOOK = "gradebook.db"
FOLDER_CHARACTERS = 200  # a file system takes 255 bytes
ROWS = 100  # more are a summary: nobody reads a table of a thousand lines


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Which assignment it is.")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where to write."
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Graders; default: one per core.")
@click.option("--student", metavar="ID", help="Whose file it is, for one file.")
@isolation_option
@click.option(
    "--no-sandbox", is_flag=True, help="Run student code UNPROTECTED; recorded in reports."
)
@course_option
@json_option
def grade(
    paths: tuple[Path, ...],
    slug: str | None,
    output: Path | None,
    jobs: int | None,
    student: str | None,
    isolation: str,
    no_sandbox: bool,
    course: str | None,
    as_json: bool,
) -> None:
    """Grade what students handed in, in the sandbox.

    PATH is a file or notebook; a folder or zip STUDENT/SLUG/FILE; a Canvas or Moodle download; or,
    with -a, a flat folder STUDENT.py. With -o, reports, feedback and the gradebook are written to
    DIR.

    Example: autograder grade submissions/ -o graded/
    """
    from autograder import batch, submission

    found = find_course(course)
    if slug is not None:
        found.assignment(slug)
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"There is no {path}: check the path.")
        if output is not None and output.resolve().is_relative_to(path.resolve()):
            raise UsageError(f"{output} lies inside {path}: choose a folder outside.")
    work = submission.find(paths, found, slug, student, _note)
    if not work:
        if as_json:
            click.echo("[]")
        raise UsageError(
            f"There are no submissions in {paths[0]}: it must hold STUDENT/SLUG/FILE, what Canvas "
            "or Moodle put there, or with -a SLUG files STUDENT.py."
        )
    for name in sorted({handed_in.slug for handed_in in work}):
        found.assignment(name).rubric  # noqa: B018  a broken rubric is said before anything runs
    reports = batch.grade_all(
        found,
        work,
        jobs=jobs or batch.cores(),
        isolation=chosen(isolation, no_sandbox),
        outside=[found.root, *paths, *([output] if output else [])],
    )
    is_one_file = submission.is_one_file(paths, student)
    with contextlib.closing(reports), _gradebook(output) as book:
        kept = []
        for report in _with_progress(reports, len(work)):
            numbered = book.save(report) if book is not None else report
            if output is not None:
                _write(output, numbered)
            kept.append(numbered)
    kept.sort(key=lambda report: (report.assignment, report.student))
    if as_json:
        _print_json(kept, is_one_file)
    else:
        _print(kept, is_one_file, output)
    if any(report.score is None for report in kept):
        sys.exit(1)


def _note(text: str) -> None:
    from autograder.feedback.plain import printable

    click.echo(printable(text), err=True)


@contextlib.contextmanager
def _gradebook(output: Path | None) -> Iterator[Gradebook | None]:
    if output is None:
        yield None
        return
    from autograder.gradebook import Gradebook

    output.mkdir(parents=True, exist_ok=True)
    with Gradebook.at(output / GRADEBOOK) as book:
        yield book


def _with_progress(reports: Iterable[ScoreReport], total: int) -> Iterator[ScoreReport]:
    """A bar with rate and time left; silent when standard error is not a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from reports
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=total, rate="")
        for report in reports:
            speed = progress.tasks[0].speed
            progress.update(bar, advance=1, rate=f"{speed:.0f}/s" if speed else "")
            yield report


def folder_name(name: str) -> str:
    """A student's id as the name of one folder: percent-encoded, and cut where it is too long."""
    quoted = urllib.parse.quote(name, safe="")
    if not name.strip(".") or quoted.startswith(GRADEBOOK):  # `..` and the gradebook's own files
        quoted = quoted.replace(".", "%2E")
    if len(quoted) <= FOLDER_CHARACTERS:
        return quoted
    return quoted[:FOLDER_CHARACTERS] + "~" + hashlib.sha256(name.encode()).hexdigest()[:16]


def _write(output: Path, report: ScoreReport) -> None:
    from autograder.feedback import html, markdown

    folder = output / folder_name(report.student) / report.assignment
    folder.mkdir(parents=True, exist_ok=True)
    view = report.for_student()
    for name, content in (
        ("report.json", report.model_dump_json(indent=2) + "\n"),
        ("feedback.md", markdown.render(view)),
        ("feedback.html", html.render(view)),
    ):
        whole = folder / f".{name}"
        try:
            whole.write_text(content, encoding="utf-8")
            whole.replace(folder / name)  # a reader meets the old file or the new one, never a half
        except OSError:
            whole.unlink(missing_ok=True)
            raise


def _print_json(reports: list[ScoreReport], is_one_file: bool) -> None:
    documents = [report.model_dump_json(indent=2) for report in reports]
    click.echo(documents[0] if is_one_file else "[" + ",\n".join(documents) + "]")


def _print(reports: list[ScoreReport], is_one_file: bool, output: Path | None) -> None:
    from autograder.feedback import terminal

    out = console()
    if is_one_file:
        out.print(terminal.full(reports[0]))
    elif len(reports) <= ROWS:
        out.print(terminal.table(reports))
    if not is_one_file:
        out.print(terminal.summary(reports))
    if output is not None:
        click.echo(f"Reports, feedback and {GRADEBOOK} are in {output}.")


COMMANDS = (grade,)
