"""Instructors' command: items. It runs nobody's code and needs nothing private."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from autograder.cli.gradebook import (
    course_if_any,
    demand_known,
    note_mixtures,
    only,
    policies_for,
    print_json,
)
from autograder.cli.options import console, course_option, json_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.report import Frozen


@click.command()
@click.argument("where", metavar="BOOK")
@click.option("-a", "--assignment", "slug", metavar="SLUG", help="Only this assignment.")
@click.option(
    "--unexplained",
    metavar="SLUG",
    help="Instead, list the wrong answers in SLUG that no misconception explains.",
)
@course_option
@json_option
def items(
    where: str, slug: str | None, unexplained: str | None, course: str | None, as_json: bool
) -> None:
    """Show what the criteria of assignments tell: difficulty, discrimination, alpha, causes.

    BOOK is the folder that `grade -o` wrote, a .db file, or the URL of a database. One report of a
    student counts: that of the attempt which counts in the gradebook, if it was graded.

    Example: autograder items graded/ --unexplained bptt
    """
    from autograder.feedback import items as shown
    from autograder.gradebook import Gradebook
    from autograder.items import analyses, clusters
    from autograder.standing import standings

    if slug and unexplained:
        raise UsageError("-a and --unexplained both name an assignment: give one of them.")
    slug = slug or unexplained
    with Gradebook.open(where, must_exist=True) as book:
        records = book.records()
        demand_known(slug, {record.assignment for record in records})
        policies = policies_for({record.course for record in records}, course_if_any(course))
        rows = only(slug, standings(records, policies))
        note_mixtures(only(slug, records.attempts))
        reports = (stored.report for stored in book.stored(slug))
        found: Sequence[Frozen]
        if unexplained:
            found = shared = clusters(reports, rows)
            told = shown.clusters(shared)
        else:
            found = analysed = analyses(reports, rows)
            told = shown.analyses(analysed)
    if as_json:
        print_json(found)
    else:
        console().print(told)


COMMANDS = (items,)
