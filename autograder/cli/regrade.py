"""Instructors' command: regrade."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autograder.cli.changed import demand_ours, dry_run_option, interrupted, show
from autograder.cli.grade import find_work, graded
from autograder.cli.options import (
    chosen,
    course_option,
    find_course,
    isolation_option,
    json_option,
)

if TYPE_CHECKING:
    from datetime import datetime

    from autograder.changes import Change
    from autograder.gradebook import Gradebook
    from autograder.report import ScoreReport


@click.command()
@click.argument(
    "paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path)
)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="What `grade -o` wrote.",
)
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Which assignment it is.")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Graders; default: one per core.")
@click.option("--student", metavar="ID", help="Whose file it is, for one file.")
@isolation_option
@click.option(
    "--no-sandbox", is_flag=True, help="Run student code UNPROTECTED; recorded in reports."
)
@dry_run_option
@course_option
@json_option
def regrade(
    paths: tuple[Path, ...],
    output: Path,
    slug: str | None,
    jobs: int | None,
    student: str | None,
    isolation: str,
    no_sandbox: bool,
    dry_run: bool,
    course: str | None,
    as_json: bool,
) -> None:
    """Run again what was graded, by the tests and rubrics of today, and show what changed.

    PATH is what `grade` takes, and DIR what it wrote. What cannot be judged this time keeps the
    verdict that it has.

    Example: autograder regrade submissions/ -o graded/ --dry-run
    """
    from autograder import submission
    from autograder.cli.progress import Progress
    from autograder.feedback.summary import Tally
    from autograder.folders import GRADEBOOK
    from autograder.gradebook import Gradebook
    from autograder.report import ReportStatus

    found = find_course(course)
    work = find_work(found, paths, slug, student, output)
    times = {(one.slug, one.student): submission.submitted_at(one) for one in work}
    changed: list[Change] = []
    tally = Tally()
    with (
        Gradebook.at(output / GRADEBOOK, must_exist=True) as book,
        Progress(len(work), tally) as progress,
    ):
        demand_ours({attempt.course for attempt in book.attempts()}, found)
        reports = graded(
            found,
            work,
            jobs=jobs,
            isolation=chosen(isolation, no_sandbox),
            outside=[found.root, *paths, output],
        )
        state = "nothing was written" if dry_run else "what was run again is kept"
        with contextlib.closing(reports), interrupted(state):
            for report in reports:
                change, new = _compared(book, report)
                changed += [change] if change else []
                # Our failure takes nobody's verdict away: what is stored stays.
                if change and not dry_run and new.status is not ReportStatus.UNGRADED:
                    _put(book, output, new, times[new.assignment, new.student])
                tally.add(report)
                progress.advance()
    changed.sort(key=lambda change: (change.assignment, change.student))
    show("regrade", changed, tally.number, dry_run, as_json)
    unjudged = tally.statuses[ReportStatus.UNGRADED]
    if unjudged:
        click.echo(f"{unjudged} could not be judged: what the gradebook has of it stays.", err=True)
        sys.exit(1)


def _compared(book: Gradebook, report: ScoreReport) -> tuple[Change | None, ScoreReport]:
    """How a report differs from the stored one of the same work; the report with its attempt."""
    from autograder.changes import changes

    old = book.find(report.course, report.assignment, report.student, report.submission_sha256)
    new = book.numbered(report)
    return changes(old.report if old else None, new), new


def _put(book: Gradebook, output: Path, report: ScoreReport, at: datetime | None) -> None:
    from autograder.cli import written

    with book.transaction():
        book.save(report, at, why="regrade")
        written.write(output, report)


COMMANDS = (regrade,)
