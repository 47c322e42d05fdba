"""What was handed in at some paths: by whom, for which assignment, and which of the files counts.

The forms that folders and zips have, and which names mean what, are of `intake`.
"""

from __future__ import annotations

import hashlib
import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from autograder.course import Course
from autograder.errors import SubmissionError, UsageError
from autograder.folders import student_of
from autograder.intake import forms, listing, modules
from autograder.intake.listing import ZIP, File, Note
from autograder.lms import Named
from autograder.submission import SHEET, HandedIn
from autograder.unit import Unit

SUFFIXES = (".py", ".ipynb", SHEET)
ID_CHARACTERS = 200


def find(
    paths: Sequence[Path],
    course: Course,
    slug: str | None = None,
    student: str | None = None,
    note: Note = lambda _: None,
) -> list[HandedIn]:
    """Everything handed in at `paths`, in the order (slug, student).

    A path is a file, or a folder or zip in one of the forms of docs/intake.md. `note` is told what
    was left out.

    Raises:
        UsageError: a path is none of these, or a student's work stands twice.
    """
    if student is not None and not is_one_file(paths, student):
        raise UsageError("--student names whose file it is: give exactly one file with it.")
    if student is not None and len(student) > ID_CHARACTERS:
        raise UsageError(f"--student is too long: an id has at most {ID_CHARACTERS} characters.")
    found: list[HandedIn] = []
    for path in paths:
        if is_one_file([path], student):
            found.append(_one_file(path, course, slug, student))
        else:
            found += _together(path, course, slug, note)
    found.sort(key=lambda item: (item.slug, item.student))
    for one, other in itertools.pairwise(found):
        if (one.slug, one.student) == (other.slug, other.student):
            raise UsageError(
                f"{one.student} handed in {one.slug} twice ({one.path} and {other.path}): "
                "leave one of them, or grade them separately."
            )
    return found


def is_one_file(paths: Sequence[Path], student: str | None = None) -> bool:
    """Whether this is one file of one student; a zip is, if it is said whose it is."""
    if len(paths) != 1 or paths[0].is_dir():
        return False
    return paths[0].suffix != ZIP or student is not None


def _one_file(path: Path, course: Course, slug: str | None, student: str | None) -> HandedIn:
    if path.suffix not in (*SUFFIXES, ZIP):
        raise UsageError(f"{path} is neither a folder nor a .py, .ipynb, .toml or .zip file.")
    if slug is None:
        slug = _slug_of(path, course)
    folder = path.parent.resolve()  # a path such as ../SLUG/FILE is typed by hand
    named = student_of(folder.parent.name) if folder.name == slug else path.stem
    unit = course.unit(slug)
    if path.suffix not in (*forms.suffixes(unit.file), ZIP):
        raise UsageError(f"{path} is no work for {slug}, which asks for {unit.file}.")
    handed_in = _handed_in(student or named, unit, File((path.name,), path))
    return with_modules(handed_in, unit) if folder.name == slug else handed_in


def with_modules(handed_in: HandedIn, unit: Unit) -> HandedIn:
    """The same with the modules that lie beside its file, if the assignment allows them.

    Raises:
        UsageError: what lies beside it cannot be listed.
    """
    path = handed_in.path
    if path is None or not _takes_modules(unit, [path.name]):
        return handed_in
    if path.parent.resolve() == unit.solution.resolve():  # known work is one file
        return handed_in
    return _with(handed_in, listing.files_in(path.parent, note=lambda _: None), unit)


def _with(handed_in: HandedIn, beside: Iterable[File], unit: Unit) -> HandedIn:
    try:
        return replace(handed_in, modules=modules.among(beside, unit.file))
    except SubmissionError as error:
        return replace(handed_in, path=None, problem=str(error))


def _takes_modules(unit: Unit, names: Iterable[str]) -> bool:
    """Whether the other files have a meaning: beside the one that is asked for, if at all."""
    asked_for = forms.names_of(unit.file)
    return unit.takes_modules and any(name in asked_for for name in names)


def _slug_of(path: Path, course: Course) -> str:
    folder = path.parent.resolve().name
    for slug in course.units:
        if folder == slug:
            return slug
    for slug in course.slugs:  # all sheets have one name
        if path.stem == Path(course.assignment(slug).file).stem:
            return slug
    raise _does_not_say(path, course)


def _slug_by_names(place: Path, course: Course, names: Iterable[str]) -> str:
    """The one assignment that asks for files of such names."""
    given = set(names)
    asking = [slug for slug in course.units if given & _names([course.unit(slug)])]
    if len(asking) != 1:
        raise _does_not_say(place, course)
    return asking[0]


def _names(units: Iterable[Unit]) -> set[str]:
    return {name for unit in units for name in forms.names_of(unit.file)}


def _does_not_say(path: Path, course: Course) -> UsageError:
    return UsageError(
        f"{path} does not say which assignment it is for: name it with -a SLUG "
        f"({', '.join(course.units)})."
    )


def _together(place: Path, course: Course, slug: str | None, note: Note) -> Iterator[HandedIn]:
    """The work of many students, or of one, in a folder or zip."""
    units = {name: course.unit(name) for name in ([slug] if slug else course.units)}
    expected = _names(units.values())
    home = place.resolve().name if place.is_dir() else place.stem
    files = listing.files_in(place, note)
    form, files = forms.recognise(files, course.units, expected, home)
    if form is None:
        yield from _loose(place, files, course, slug, expected)
        return
    works: dict[tuple[str, str | None], list[tuple[Named, File]]] = {}
    strangers = []
    for file in files:
        named = form(file.parts)
        if named is not None:
            works.setdefault((named.student, named.slug), []).append((named, file))
        elif file.parts[-1]:
            strangers.append("/".join(file.parts))
    if any(of is None for _, of in works):  # a download, of one assignment
        for name in strangers:
            note(f"{place}: {name!r} does not say whose it is: left out.")
        given = (named.file for work in works.values() for named, _ in work)
        slug = slug or _slug_by_names(place, course, given)
    for (student, of), work in works.items():
        if slug is None or of in (None, slug):
            yield _meant(student, units[of or slug or ""], work, files, place, note)


def _loose(
    place: Path, files: list[File], course: Course, slug: str | None, expected: set[str]
) -> Iterator[HandedIn]:
    """Files that no folder and no system says the student of."""
    names = [file.parts[-1] for file in files]
    is_of_one = max((names.count(name) for name in expected), default=0) == 1
    if is_of_one and not place.is_dir():  # what one student packed
        yield _one_file(place, course, slug or _slug_by_names(place, course, names), None)
    elif slug is not None:
        unit = course.unit(slug)
        for file in files:
            name = Path(file.parts[0])
            if len(file.parts) == 1 and name.suffix in (*forms.suffixes(unit.file), ZIP):
                yield _handed_in(name.stem, unit, file)


def _meant(
    student: str,
    unit: Unit,
    work: list[tuple[Named, File]],
    files: list[File],
    place: Path,
    note: Note,
) -> HandedIn:
    """The one file that is meant of all those of a student, and its modules."""
    owners = sorted({named.owner for named, _ in work})
    if len(owners) > 1:  # a student's name can be chosen to look like another's file
        raise UsageError(
            f"In {place} the files of {student} are of {' and '.join(map(repr, owners))}: "
            "take out those that are not theirs."
        )
    takes_modules = _takes_modules(unit, (named.file for named, _ in work))
    if takes_modules:  # a module has no `-` in its name, so a number behind one is the system's
        work = [(replace(named, file=named.unnumbered or named.file), file) for named, file in work]
    newest: dict[str, int] = {}
    for named, _ in work:
        newest[named.file] = max(named.order, newest.get(named.file, 0))
    for named, file in work:
        if named.order < newest[named.file]:
            note(f"{student}: {file.parts[-1]!r} is an earlier attempt: left out.")
    work = [(named, file) for named, file in work if named.order == newest[named.file]]
    try:
        names = [named.file for named, _ in work]
        chosen = work[forms.choose(names, unit.file, ZIP)][1]
    except SubmissionError as error:
        problem = next((named.problem for named, _ in work if named.problem), str(error))
        identifier, too_long = _identified(student)
        return HandedIn(identifier, unit.slug, None, too_long or problem)
    handed_in = _handed_in(student, unit, chosen)
    if not takes_modules:
        return handed_in
    return _with(handed_in, _beside(chosen, work, files), unit)


def _beside(chosen: File, work: list[tuple[Named, File]], files: list[File]) -> Iterable[File]:
    """A student's other files, as seen from the folder of the chosen one."""
    if len(chosen.parts) > 1:
        return listing.below(files, chosen.parts[:-1])
    return (replace(file, parts=(named.file,)) for named, file in work)  # no folders: of them all


def _handed_in(student: str, unit: Unit, file: File) -> HandedIn:
    is_zip = file.parts[-1].endswith(ZIP)
    identifier, too_long = _identified(student)
    return HandedIn(
        identifier,
        unit.slug,
        None if too_long else file.path,
        too_long,
        entry=file.entry,
        expected=unit.file if is_zip else "",
        takes_modules=is_zip and unit.takes_modules,
    )


def _identified(name: str) -> tuple[str, str]:
    """A student's id, and why nothing can be graded under it.

    It is text that any file or page can hold: undecodable bytes become escapes. A name that is too
    long costs nobody else a grade: its beginning and a hash stand for it.
    """
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    if not text:
        raise UsageError("A folder at the root of all names no student: give --student ID.")
    if len(text) <= ID_CHARACTERS:
        return text, ""
    mark = "~" + hashlib.sha256(text.encode()).hexdigest()[:16]
    return (
        text[: ID_CHARACTERS - len(mark)] + mark,
        f"The student's name has {len(text)} characters: an id has at most {ID_CHARACTERS}.",
    )
