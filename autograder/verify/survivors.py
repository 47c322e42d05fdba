"""Mutants on trial: one that keeps full marks shows what no hidden test looks at.

Some cannot lose a point, because what they compute is the same. `solutions/SLUG/equivalent.toml`
names each of these and says why; what it says of others is a problem as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pydantic import field_validator

from autograder import files, known_work
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import CourseError
from autograder.grading import Grader
from autograder.report import Frozen
from autograder.sandbox.launcher import Isolation
from autograder.verify import mutants
from autograder.verify.mutants import Mutant

FILE = "equivalent.toml"
HURRY = 4  # a mutant may loop for ever: it gets this fraction of the time that a student has


class Equivalent(Frozen):
    """A mutant that is no mistake, and why."""

    mutant: str
    reason: str

    @field_validator("reason")
    @classmethod
    def _says_why(cls, reason: str) -> str:
        if len(reason.split()) < 3:
            raise ValueError("say in a sentence why nobody can tell this mutant from the reference")
        return reason


class Equivalents(Frozen):
    """`equivalent.toml`."""

    equivalent: tuple[Equivalent, ...] = ()


def declared(assignment: Assignment) -> dict[str, str]:
    """The mutants that are declared equivalent: normal name to name as written.

    Raises:
        CourseError: `equivalent.toml` cannot be read, or names one twice.
    """
    path = assignment.solution / FILE
    if not path.exists():
        return {}
    found: dict[str, str] = {}
    for entry in files.record(path, Equivalents).equivalent:
        normal = mutants.normal(entry.mutant)
        if normal in found:
            raise CourseError(f"{path}: {entry.mutant!r} stands twice: keep one of them.")
        found[normal] = entry.mutant
    return found


def all_of(assignment: Assignment) -> list[Mutant]:
    """Every mutant of the reference."""
    source = known_work.reference(assignment).source
    return mutants.mutants(source, [function.name for function in assignment.manifest.functions])


def try_out(
    course: Course, slug: str, some: Sequence[Mutant], *, isolation: Isolation | None = None
) -> list[str]:
    """Grade some mutants as submissions are graded; the names of those that keep full marks.

    Raises:
        CourseError: the reference itself is too slow for the time that a mutant has.
    """
    assignment = course.assignment(slug)
    with Grader(course, isolation=isolation) as grader:
        if not _keeps_full_marks(grader, assignment, known_work.reference(assignment).source):
            raise CourseError(
                f"The reference of {slug} needs more than 1/{HURRY} of call_cpu_seconds, which is "
                f"all that a mutant gets: raise it in {assignment.public / 'assignment.toml'}."
            )
        return [each.name for each in some if _keeps_full_marks(grader, assignment, each.source)]


def problems(
    assignment: Assignment, everyone: Sequence[Mutant], survived: set[str]
) -> tuple[int, list[str]]:
    """How many survivors are rightly declared equivalent, and what does not hold."""
    excused = declared(assignment)
    known = {mutants.normal(each.name): each for each in everyone}
    found = []
    for normal, written in excused.items():
        name = " ".join(written.split())
        if normal not in known:
            found.append(f"{FILE} names no mutant: `{name}`: mend the name, or take it out")
        elif known[normal].name not in survived:
            found.append(f"{FILE} excuses a mutant that loses points: `{name}`: take it out")
    file = assignment.reference.relative_to(assignment.solution.parents[1]).as_posix()
    surviving = {normal: each for normal, each in known.items() if each.name in survived}
    for normal, each in surviving.items():
        if normal not in excused:
            found.append(
                f"mutant survives: {file}:{each.line} in {each.place}: "
                f"`{each.before}` -> `{each.after}`"
            )
    return len(surviving.keys() & excused.keys()), found


def _keeps_full_marks(grader: Grader, assignment: Assignment, source: str) -> bool:
    limits = assignment.manifest.limits
    hurried = replace(limits, call_cpu_seconds=limits.call_cpu_seconds / HURRY)
    return grader.keeps_full_marks(assignment, "verify", source, hurried)
