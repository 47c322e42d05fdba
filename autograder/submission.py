"""Intake: a path that someone handed in becomes a Submission, or an error that says why not.

Everything about the path is hostile: its name, what it links to, its size, its bytes. Nothing of it
is executed or parsed as Python here.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import itertools
import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from autograder.course import Course
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.folders import student_of
from autograder.intake import archive, forms, listing, modules, notebook
from autograder.intake.archive import Entry
from autograder.intake.listing import ZIP, File, Note
from autograder.lms import Named
from autograder.quiz import sheets
from autograder.sandbox.limits import MIB, SOURCE_BYTES
from autograder.sandbox.source import Code, Several
from autograder.unit import Unit

NOTEBOOK_BYTES = 16 * MIB  # with its outputs, which are never looked at
TIMESTAMP = "timestamp.txt"
TIMESTAMP_BYTES = 100
ZIP_BYTES = 32 * MIB  # a student's
ZIP_ENTRIES = 10_000
SHEET = ".toml"
SUFFIXES = (".py", ".ipynb", SHEET)
ID_CHARACTERS = 200


@dataclass(frozen=True)
class HandedIn:
    """Whose file it is, for which assignment; `problem` says why there is no file to read.

    The file is at `path`, or the `entry` of the zip there. If it is itself a zip, then that of its
    files counts which is called as `expected`, or the only one. It can import `modules`; those in a
    student's zip are looked for if `takes_modules`. Of a quiz in a notebook, its `sheet` is read.
    """

    student: str
    slug: str
    path: Path | None
    problem: str = ""
    entry: Entry | None = None
    expected: str = ""
    modules: tuple[File, ...] = ()
    takes_modules: bool = False
    sheet: bytes | None = None


@dataclass(frozen=True)
class Submission:
    """What one student handed in once: the bytes of a module or sheet, a notebook's cells, or
    several files."""

    student: str
    slug: str
    code: Code
    sha256: str


def read(handed_in: HandedIn) -> Submission:
    """Read what was handed in.

    Raises:
        SubmissionError: a file is missing, not regular, too large, or not a notebook.
        GraderError: this process may not read it.
    """
    if handed_in.sheet is not None:
        return _sheet(handed_in, handed_in.sheet)
    name, data, found, packed = _opened(handed_in)
    if name.endswith(SHEET):
        return _sheet(handed_in, data)
    code = notebook.cells(data) if name.endswith(".ipynb") else data
    if not found:
        sha256 = hashlib.sha256(data).hexdigest()
        return Submission(handed_in.student, handed_in.slug, code, sha256)
    sources = _sources(found, packed, SOURCE_BYTES - _size(code))
    sha256 = _sha256(data, sources)
    return Submission(handed_in.student, handed_in.slug, Several(code, sources), sha256)


def _sheet(handed_in: HandedIn, data: bytes) -> Submission:
    return Submission(handed_in.student, handed_in.slug, data, sheets.sha256(data))


def file_of(handed_in: HandedIn) -> tuple[str, bytes]:
    """The name and the bytes of the file that counts, without its modules.

    Raises:
        SubmissionError: it is missing, not regular or too large.
        GraderError: this process may not read it.
    """
    name, data, _, _ = _opened(handed_in)
    return name, data


def files_of(handed_in: HandedIn) -> dict[str, bytes]:
    """The file that counts, by its name, and then its modules by their paths.

    Raises:
        SubmissionError: one is missing, not regular or too large.
        GraderError: this process may not read it.
    """
    name, data, found, packed = _opened(handed_in)
    return {name: data, **_sources(found, packed, SOURCE_BYTES)}


def _opened(handed_in: HandedIn) -> tuple[str, bytes, tuple[File, ...], io.BytesIO | None]:
    """The file that counts, its modules, and the zip that they are in, if they are in one."""
    if handed_in.path is None:
        raise SubmissionError(handed_in.problem)
    name = handed_in.entry.name if handed_in.entry else handed_in.path.name
    data = _bytes(handed_in.path, handed_in.entry, _limit(name))
    if not name.endswith(ZIP):
        return name, data, handed_in.modules, None
    packed = io.BytesIO(data)
    entry, found = _packed(packed, handed_in)
    return entry.last, archive.read(packed, entry, _limit(entry.last)), found, packed


def _limit(name: str) -> int:
    larger = {".ipynb": NOTEBOOK_BYTES, ZIP: ZIP_BYTES}
    return larger.get(Path(name).suffix, SOURCE_BYTES)


def _packed(packed: io.BytesIO, handed_in: HandedIn) -> tuple[Entry, tuple[File, ...]]:
    """The one file of a student's zip that is meant, and its modules."""
    found = [entry for entry in archive.entries(packed, ZIP_ENTRIES) if not entry.is_hidden]
    names = [entry.last for entry in found]
    entry = found[forms.choose(names, handed_in.expected)]
    if not handed_in.takes_modules or entry.last not in forms.names_of(handed_in.expected):
        return entry, ()
    files = [File(each.parts, Path(), each) for each in found if each.parts]
    files.sort(key=lambda file: file.parts)
    beside = listing.below(files, entry.parts[:-1])
    return entry, modules.among(beside, handed_in.expected)


def _sources(files: Iterable[File], packed: BinaryIO | None, left: int) -> dict[str, bytes]:
    """What is in modules, by their paths; together no more than `left` bytes.

    They are entries of the zip `packed`, or lie where they were listed.
    """
    sources = {}
    for file in files:
        name = "/".join(file.parts)
        try:
            if packed is not None and file.entry is not None:
                data = archive.read(packed, file.entry, SOURCE_BYTES)
            else:
                folders = len(file.parts) - 1
                data = _bytes(file.path, file.entry, SOURCE_BYTES, folders)
        except SubmissionError as error:
            raise SubmissionError(f"{name}: {error}") from error
        left -= len(data)
        if left < 0:
            raise SubmissionError(f"All files together are larger than {SOURCE_BYTES // MIB} MiB.")
        sources[name] = data
    return sources


def _size(code: bytes | tuple[str, ...]) -> int:
    return len(code) if isinstance(code, bytes) else sum(map(len, code))


def _sha256(data: bytes, sources: dict[str, bytes]) -> str:
    """Equal however they were packed: the file has no name here, its modules stand in order."""
    digest = hashlib.sha256()
    named = (part for name in sorted(sources) for part in (name.encode(), sources[name]))
    for part in (data, *named):
        digest.update(b"%d:%s" % (len(part), part))
    return digest.hexdigest()


def submitted_at(handed_in: HandedIn, *, file_times: bool = False) -> datetime | None:
    """When it was handed in, if that is known.

    nbgrader writes a `timestamp.txt` beside the file. With `file_times` a file's own time of
    modification counts where there is none.
    """
    if handed_in.path is None or handed_in.entry is not None:
        return None
    beside = handed_in.path.with_name(TIMESTAMP)
    with contextlib.suppress(OSError, ValueError, SubmissionError, GraderError):
        text = _read(beside, TIMESTAMP_BYTES, 0).decode("ascii").strip()
        at = datetime.fromisoformat(re.sub(r"\s*(UTC|Z)$", "+00:00", text))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if not file_times:
        return None
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(handed_in.path.lstat().st_mtime, UTC)
    return None


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
        return HandedIn(_identifier(student), unit.slug, None, problem)
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
    return HandedIn(
        _identifier(student),
        unit.slug,
        file.path,
        entry=file.entry,
        expected=unit.file if is_zip else "",
        takes_modules=is_zip and unit.takes_modules,
    )


def _identifier(name: str) -> str:
    """A student's id as text that any file or page can hold: undecodable bytes become escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    if not text or len(text) > ID_CHARACTERS:
        raise UsageError(
            f"A student's id needs 1 to {ID_CHARACTERS} characters, not {text[:20]!r}."
        )
    return text


def _bytes(path: Path, entry: Entry | None, limit: int, folders: int = 0) -> bytes:
    if entry is None:
        return _read(path, limit, folders)
    if entry.problem or entry.size > limit:
        raise SubmissionError(entry.problem or f"The file is larger than {limit // MIB} MiB.")
    try:
        with path.open("rb") as file:
            return archive.read(file, entry, limit)
    except OSError as error:
        raise GraderError(f"{path} cannot be read: {error.strerror}.") from error
    except SubmissionError as error:  # nobody's zero: the student handed in no zip
        raise GraderError(f"{path} is damaged at {entry.name!r}: download it again.") from error


def _read(path: Path, limit: int, folders: int) -> bytes:
    try:
        descriptor = _open(path, folders)
    except OSError as error:
        if path.is_symlink():
            raise SubmissionError("This is a link: hand in the file itself.") from error
        if error.errno == errno.ENXIO:  # a socket
            raise SubmissionError("This is not a regular file.") from error
        # Nobody's zero: permissions and disks are not the student's.
        raise GraderError(f"{path} cannot be read: {error.strerror}.") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SubmissionError("This is not a regular file.")
    with os.fdopen(descriptor, "rb") as file:
        data = file.read(limit + 1)
    if len(data) > limit:
        raise SubmissionError(f"The file is larger than {limit // MIB} MiB.")
    return data


def _open(path: Path, folders: int) -> int:
    """Open a file through the last `folders` above it; it and they are a student's."""
    # A student's link would have the grader read a file of the grader's.
    # O_NONBLOCK: opening a pipe would wait for a writer for ever.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    if not folders or os.open not in os.supports_dir_fd:
        return os.open(path, flags)
    top = path.parents[folders]
    here = os.open(top, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for name in path.parent.relative_to(top).parts:
            inner = os.open(name, flags | os.O_DIRECTORY, dir_fd=here)
            os.close(here)
            here = inner
        return os.open(path.name, flags, dir_fd=here)
    finally:
        os.close(here)
