"""Instructors' command: adjust. A person's decision, kept beside what the grader found."""

from __future__ import annotations

import contextlib
import difflib
import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from autograder.cli.changed import dry_run_option
from autograder.cli.gradebook import course_if_any, note, policies_for
from autograder.cli.options import course_option
from autograder.errors import UsageError

if TYPE_CHECKING:
    from autograder.adjustment import Adjustment
    from autograder.course import Course
    from autograder.policy import Extension
    from autograder.standing import Records, Standing

Place = tuple[str, ...]  # course, assignment, student


@click.command()
@click.argument("where", metavar="BOOK")
@click.argument("student", metavar="STUDENT")
@click.argument("slug", metavar="SLUG")
@click.option("--add", type=float, metavar="N", help="Add N points; --add -N takes them.")
@click.option("--set", type=float, metavar="N", help="Have the final score be N points.")
@click.option("--excuse", is_flag=True, help="Excuse the student: there is no score to miss.")
@click.option("--reset", is_flag=True, help="Take back what was adjusted before.")
@click.option("--until", metavar="TIME", help="Extend the due date to TIME, given with its zone.")
@click.option("--why", required=True, metavar="TEXT", help="The reason.")
@click.option("--who", metavar="NAME", help="Whose decision it is; default: your login name.")
@click.option("--new-student", is_flag=True, help="STUDENT has not handed in anything yet.")
@dry_run_option
@course_option
def adjust(
    where: str,
    student: str,
    slug: str,
    why: str,
    who: str | None,
    new_student: bool,
    dry_run: bool,
    course: str | None,
    **choices: Any,
) -> None:
    """Change STUDENT's score or due date in SLUG, and keep who did it, when and why.

    BOOK is the folder that `grade -o` wrote, a .db file, or the URL of a database. What the grader
    found stays beside it, as do all earlier changes.

    Example: autograder adjust graded/ s01 bptt --add 5 --why "the handout had a mistake"
    """
    from autograder.gradebook import Gradebook
    from autograder.standing import standings

    choice = _the_one(choices)
    signed = {"who": _name(who), "when": datetime.now(UTC), "why": _reason(why)}
    found = course_if_any(course)
    with (
        Gradebook.open(where, must_exist=True) as book,
        # From the verdict that is seen to the change made over it, nobody else writes.
        contextlib.nullcontext() if dry_run else book.transaction(),
    ):
        records = book.records()
        place = {"course": _course_of(records, found), "assignment": slug, "student": student}
        _demand_assignment(slug, place["course"], records, found)
        _demand_student(student, place["course"], records, new_student)
        policies = policies_for({place["course"]}, found)
        before = {_place(row): row for row in standings(records, policies)}
        change = _change(choice, before.get(tuple(place.values())), place | signed)
        after = {_place(row): row for row in standings(records.plus(change), policies)}
        if not dry_run:
            book.keep(change)
    _show(before, after, tuple(place.values()), getattr(change, "until", None))
    if dry_run:
        click.echo("This was a dry run: nothing was written.")


def _place(row: Standing) -> Place:
    return row.course, row.assignment, row.student


def _the_one(choices: dict[str, Any]) -> tuple[str, Any]:
    """The one thing that is to be done."""
    given = [
        (name, value) for name, value in choices.items() if value is not None and value is not False
    ]
    if len(given) != 1:
        raise UsageError("Say one thing: --add, --set, --excuse, --reset or --until.")
    return given[0]


def _name(who: str | None) -> str:
    if who is None:
        with contextlib.suppress(OSError, KeyError, ImportError):
            who = getpass.getuser()
    if not (who or "").strip():
        raise UsageError("It is not known who you are: say it with --who NAME.")
    return str(who)


def _reason(why: str) -> str:
    if not why.strip():
        raise UsageError("Give a reason with --why: whoever reads it later was not there.")
    return why


def _course_of(records: Records, found: Course | None) -> str:
    """The id of the course that the change is in."""
    ids = sorted({record.course for record in records})
    if found is not None and found.identity.id in (ids or [found.identity.id]):
        return found.identity.id
    if len(ids) != 1:
        there = f"of several courses ({', '.join(ids)})" if ids else "empty"
        raise UsageError(f"The gradebook is {there}: say which course with --course DIR.")
    return ids[0]


def _demand_assignment(slug: str, of: str, records: Records, found: Course | None) -> None:
    slugs = {record.assignment for record in records if record.course == of}
    if slug in slugs:
        return
    if found is None or found.identity.id != of:
        raise UsageError(
            f"The gradebook has nothing of {slug!r}: it has {', '.join(sorted(slugs))}."
        )
    found.unit(slug)


def _demand_student(student: str, of: str, records: Records, is_new: bool) -> None:
    """Refuse an id that is probably mistyped."""
    students = {record.student for record in records if record.course == of}
    if student in students or is_new:
        return
    close = difflib.get_close_matches(student, students, n=1)
    guess = f"did you mean {close[0]!r}, or" if close else "check it;"
    raise UsageError(
        f"The gradebook has no student {student!r}: {guess} has nothing been handed in yet "
        "(--new-student)?"
    )


def _change(
    choice: tuple[str, Any], row: Standing | None, fields: dict[str, Any]
) -> Adjustment | Extension:
    """What is to be kept.

    Raises:
        UsageError: it makes no sense here.
    """
    from autograder.adjustment import Adjustment, Kind
    from autograder.policy import Extension, moment
    from autograder.rubric import FULL_MARKS

    what, value = choice
    if what == "until":
        try:
            return Extension(**fields, until=moment(value))
        except ValueError as error:
            raise UsageError(f"--until: {error}.") from error
    limit = row.max_score if row else FULL_MARKS
    least = {"add": -limit, "set": 0}.get(what)
    if least is not None and not least <= value <= limit:  # nan is not either
        raise UsageError(f"--{what} takes from {least} to {limit} points.")
    if what == "add" and (row is None or row.final is None):
        raise UsageError("There is no score to add points to: say --set, or --reset first.")
    return Adjustment(
        **fields,
        kind=Kind(what),
        points=None if least is None else value,
        verdict_sha256=row.verdict_sha256 if row else "",
    )


def _show(
    before: dict[Place, Standing],
    after: dict[Place, Standing],
    place: Place,
    until: datetime | None,
) -> None:
    """The old and the new final score; others too, as free days may go elsewhere now."""
    from autograder.feedback.plain import printable

    for key in sorted(after, key=lambda key: key != place):
        old, new = before.get(key), after[key]
        if key == place or old is None or old.final != new.final:
            moved = f"{new.assignment}, {new.student}: {_final(old)} -> {_final(new)}"
            click.echo(printable(moved))
    due = after[place].due
    if until is not None and due is None:
        note(f"{place[1]} has no due date here, so the extension changes nothing yet.")
    elif until is not None and due != until:
        note(f"{place[1]} is due later than that anyway: an extension takes no time away.")


def _final(row: Standing | None) -> str:
    from autograder.feedback.plain import points
    from autograder.standing import Status

    if row is None or (row.status is Status.MISSING and row.final is None):
        return "nothing handed in"
    if row.status is Status.EXCUSED:
        return "excused"
    return "no score" if row.final is None else f"{points(row.final)} points"


COMMANDS = (adjust,)
