"""Instructors' command: grade."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from datetime import datetime

    from autograder.cli.progress import Progress
    from autograder.cli.spool import Spool
    from autograder.course import Course
    from autograder.feedback.summary import Tally
    from autograder.gradebook import Gradebook
    from autograder.report import ScoreReport
    from autograder.submission import HandedIn

ROWS = 100  # more are a summary: nobody reads a table of a thousand lines


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Which assignment it is.")
@click.option(
    "-o", "--output", metavar="DIR", type=click.Path(path_type=Path), help="Where to write."
)
@click.option(
    "--book", metavar="URL", help="Where to keep reports, in the place of DIR/gradebook.db."
)
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Graders; default: one per core.")
@click.option("--student", metavar="ID", help="Whose file it is, for one file.")
@click.option(
    "--file-times", is_flag=True, help="Files were last changed when they were handed in."
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Grade on a Dask cluster, such as tls://host:8786; or local.",
)
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
    book: str | None,
    jobs: int | None,
    student: str | None,
    file_times: bool,
    scheduler: str | None,
    isolation: str,
    no_sandbox: bool,
    course: str | None,
    as_json: bool,
) -> None:
    """Grade what students handed in, in the sandbox.

    PATH is a file, notebook or sheet of a quiz; a folder or zip STUDENT/SLUG/FILE; a Canvas or
    Moodle download; or, with -a, a flat folder STUDENT.py or STUDENT.toml. With -o, reports,
    feedback and the gradebook are written to DIR; what it has already, by the same tests, rubric
    and grader, is not graded again.

    Example: autograder grade submissions/ -o graded/
    """
    from autograder import finding

    found = find_course(course)
    work = find_work(found, paths, slug, student, output, as_json=as_json)
    grade_found(
        found,
        work,
        output,
        book=book,
        file_times=file_times,
        as_json=as_json,
        is_one_file=finding.is_one_file(paths, student),
        scheduler=scheduler,
        jobs=jobs,
        isolation=chosen(isolation, no_sandbox),
        outside=[found.root, *paths, *([output] if output else [])],
    )


def grade_found(
    course: Course,
    work: list[HandedIn],
    output: Path | None,
    *,
    book: str | None = None,
    file_times: bool = False,
    as_json: bool = False,
    is_one_file: bool = False,
    **how: Any,
) -> None:
    """Grade work that was found, keep and print what was found out; exit 1 if some is ungraded."""
    from autograder.cli.progress import Progress
    from autograder.cli.spool import Spool
    from autograder.feedback.summary import Tally
    from autograder.report import ReportStatus

    tally = Tally()
    with (
        gradebook_at(book, output) as kept,
        Spool() as spool,
        Progress(len(work), tally) as progress,
    ):
        run = _Run(course, work, kept, output, file_times, tally, spool, progress, as_json)
        run.grade(**how)
        if as_json:
            _print_json(spool, is_one_file)
        else:
            _print(run, is_one_file)
    if tally.statuses[ReportStatus.UNGRADED]:
        sys.exit(1)


@dataclass
class _Run:
    """One run over what was handed in: what is new is graded, and all of it is reported."""

    course: Course
    work: list[HandedIn]
    book: Gradebook | None
    output: Path | None
    file_times: bool
    tally: Tally
    spool: Spool
    progress: Progress
    as_json: bool = False
    skipped: int = 0

    def grade(self, *, scheduler: str | None, jobs: int | None, **how: Any) -> None:
        """Grade what the gradebook does not have yet, here or on a cluster.

        Raises:
            AutograderError: nothing can be graded, or nothing more.
            KeyboardInterrupt: with a sentence that says what is kept.
        """
        times = self._times()
        how |= {"scheduler": scheduler, "jobs": jobs}
        try:
            with contextlib.closing(graded(self.course, self.work, self._new, **how)) as reports:
                for report in reports:
                    at = times.get((report.assignment, report.student))
                    self._keep(save(self.book, self.output, report, at) if self.book else report)
        except KeyboardInterrupt as stop:
            kept = "are not kept"
            if self.book is not None:
                kept = "are kept, and the same command goes on from there"
            said = f"Interrupted: {self.tally.number} of {len(self.work)} {kept}."
            raise KeyboardInterrupt(said) from stop

    def _new(self, work: list[HandedIn]) -> Iterator[HandedIn]:
        """Leave out what is in the gradebook already, by the same tests, rubric and grader."""
        from autograder.resume import graded_before

        units = {slug: self.course.unit(slug) for slug in {one.slug for one in work}}
        for handed_in in work:
            unit = units[handed_in.slug]
            stands = graded_before(self.book, unit, handed_in) if self.book else None
            if stands is None:
                yield handed_in
            else:
                self.skipped += 1
                self._keep(stands)

    def _times(self) -> dict[tuple[str, str], datetime]:
        """When work was handed in, where that is known and will be kept."""
        from autograder.submission import submitted_at

        return {
            (handed_in.slug, handed_in.student): at
            for handed_in in (self.work if self.book else ())
            if (at := submitted_at(handed_in, file_times=self.file_times))
        }

    def _keep(self, report: ScoreReport) -> None:
        self.tally.add(report)
        if self.as_json or len(self.work) <= ROWS:
            self.spool.add(report)
        self.progress.advance()


def graded(
    course: Course,
    work: list[HandedIn],
    new: Callable[[list[HandedIn]], Iterable[HandedIn]] = iter,
    *,
    scheduler: str | None = None,
    jobs: int | None = None,
    **how: Any,
) -> Generator[ScoreReport]:
    """Grade what is `new` of `work`: sheets here, then code in its sandbox, here or on a cluster.

    Raises:
        AutograderError: nothing can be graded, or nothing more.
    """
    from autograder.quiz import grading

    yield from grading.grade_all(course, new([one for one in work if one.slug in course.quizzes]))
    code = [one for one in work if one.slug not in course.quizzes]
    if code and scheduler is not None:
        from autograder import cluster

        yield from cluster.grade_all(course, new(code), scheduler=scheduler, jobs=jobs, **how)
    elif code:
        from autograder import batch

        yield from batch.grade_all(course, new(code), jobs=jobs or batch.cores(), **how)


def find_work(
    course: Course,
    paths: tuple[Path, ...],
    slug: str | None,
    student: str | None,
    output: Path | None,
    *,
    as_json: bool = False,
) -> list[HandedIn]:
    """What was handed in at `paths`.

    Raises:
        UsageError: there is nothing there, or `output` lies inside.
        CourseError: an assignment that it belongs to is broken.
    """
    from autograder import finding

    if slug is not None:
        course.unit(slug)
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise UsageError(f"There is no {path}: check the path.")
        if output is not None and output.resolve().is_relative_to(path.resolve()):
            raise UsageError(f"{output} lies inside {path}: choose a folder outside.")
    work = finding.find(paths, course, slug, student, _note)
    if not work:
        if as_json:
            click.echo("[]")
        raise UsageError(
            f"There are no submissions in {paths[0]}: it must hold STUDENT/SLUG/FILE, what Canvas "
            "or Moodle put there, or with -a SLUG files STUDENT.py."
        )
    for name in sorted({handed_in.slug for handed_in in work}):
        course.unit(name).rubric  # noqa: B018  a broken rubric is said before anything runs
    return work


def _note(text: str) -> None:
    from autograder.feedback.plain import printable

    click.echo(printable(text), err=True)


@contextlib.contextmanager
def gradebook_at(url: str | None, output: Path | None) -> Iterator[Gradebook | None]:
    """The gradebook at a URL, or in a folder, which is made where there is none."""
    if url == "":
        raise UsageError("--book names nothing: give the URL of a database, or leave it out.")
    if output is not None:
        output.mkdir(parents=True, exist_ok=True)
    if url is None and output is None:
        yield None
        return
    from autograder.gradebook import Gradebook

    with Gradebook.open(url or str(output)) as book:
        yield book


def save(
    book: Gradebook, output: Path | None, report: ScoreReport, submitted_at: datetime | None
) -> ScoreReport:
    """Store a report and write its files: what is in the book is wholly written."""
    from autograder.cli import written

    with book.transaction():
        numbered = book.save(report, submitted_at)
        if output is not None:
            written.write(output, numbered)
    return numbered


def _print_json(spool: Spool, is_one_file: bool) -> None:
    for number, document in enumerate(spool.documents()):
        opening = "" if is_one_file else ",\n" if number else "["
        click.echo(opening + document, nl=False)
    click.echo("" if is_one_file else "]")


def _print(run: _Run, is_one_file: bool) -> None:
    from autograder.feedback import terminal

    out = console()
    if is_one_file:
        out.print(terminal.full(next(run.spool.reports())))
    else:
        if run.tally.number <= ROWS:
            out.print(terminal.table(run.spool.reports()))
        out.print(run.tally.render(run.skipped))
    if run.output is not None:
        click.echo(f"Reports and feedback are in {run.output}.")


COMMANDS = (grade,)
