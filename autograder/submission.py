"""Intake: a path that someone handed in becomes a Submission, or an error that says why not.

Everything about the path is hostile: its name, what it links to, its size, its bytes. Nothing of it
is executed or parsed as Python here.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.sandbox.limits import MIB, SOURCE_BYTES

NOTEBOOK_BYTES = 16 * MIB  # with its outputs, which are never looked at
SUFFIXES = (".py", ".ipynb")
ID_CHARACTERS = 200


@dataclass(frozen=True)
class HandedIn:
    """Whose file it is, for which assignment; `problem` says why there is no file to read."""

    student: str
    slug: str
    path: Path | None
    problem: str = ""


@dataclass(frozen=True)
class Submission:
    """The file that one student handed in once: a module's bytes, or a notebook's code cells."""

    student: str
    slug: str
    code: bytes | tuple[str, ...]
    sha256: str


def read(handed_in: HandedIn) -> Submission:
    """Read what was handed in.

    Raises:
        SubmissionError: it is missing, no regular file, too large, or not a notebook.
        GraderError: this process may not read it.
    """
    path = handed_in.path
    if path is None:
        raise SubmissionError(handed_in.problem)
    is_notebook = path.suffix == ".ipynb"
    data = _read(path, NOTEBOOK_BYTES if is_notebook else SOURCE_BYTES)
    code = _cells(data) if is_notebook else data
    return Submission(handed_in.student, handed_in.slug, code, hashlib.sha256(data).hexdigest())


def find(
    paths: Sequence[Path], course: Course, slug: str | None = None, student: str | None = None
) -> list[HandedIn]:
    """Everything handed in at `paths`, in the order (slug, student).

    A path is a file; a folder STUDENT/SLUG/FILE; or, with `slug`, a flat folder STUDENT.py.

    Raises:
        UsageError: a path is none of these, or a student's work stands twice.
    """
    if student is not None and (len(paths) != 1 or paths[0].is_dir()):
        raise UsageError("--student names whose file it is: give exactly one file with it.")
    found: list[HandedIn] = []
    for path in paths:
        if path.is_dir():
            found += _in_folder(path, course, slug)
        else:
            found.append(_one_file(path, course, slug, student))
    found.sort(key=lambda item: (item.slug, item.student))
    for one, other in itertools.pairwise(found):
        if (one.slug, one.student) == (other.slug, other.student):
            raise UsageError(
                f"{one.student} handed in {one.slug} twice ({one.path} and {other.path}): "
                "leave one of them, or grade them separately."
            )
    return found


def _one_file(path: Path, course: Course, slug: str | None, student: str | None) -> HandedIn:
    if path.suffix not in SUFFIXES:
        raise UsageError(f"{path} is neither a folder nor a .py or .ipynb file.")
    if slug is None:
        slug = _slug_of(path, course)
    folder = path.parent.resolve()  # a path such as ../SLUG/FILE is typed by hand
    named = folder.parent.name if folder.name == slug else path.stem
    return HandedIn(_identifier(student or named), slug, path)


def _slug_of(path: Path, course: Course) -> str:
    for slug in course.slugs:
        stem = course.assignment(slug).manifest.file.removesuffix(".py")
        if path.stem == stem or path.parent.resolve().name == slug:
            return slug
    raise UsageError(
        f"{path} does not say which assignment it is for: name it with -a SLUG "
        f"({', '.join(course.slugs)})."
    )


def _in_folder(folder: Path, course: Course, slug: str | None) -> Iterator[HandedIn]:
    if slug is not None and not _has_slugs(folder, course):
        assignment = course.assignment(slug)
        for path in _visible(folder):
            if path.suffix in SUFFIXES and not path.is_dir():
                yield HandedIn(_identifier(path.stem), assignment.slug, path)
        return
    wanted = [slug] if slug else course.slugs
    students = [folder.resolve()] if _names_slug(folder, course) else _visible(folder)
    for owner in students:
        for name in wanted:
            work = owner / name
            if work.is_dir() and not owner.is_symlink() and not work.is_symlink():
                yield _in_work(work, _identifier(owner.resolve().name), course.assignment(name))


def _in_work(work: Path, student: str, assignment: Assignment) -> HandedIn:
    """The one file of STUDENT/SLUG/ that is meant."""
    expected = assignment.manifest.file
    files = [path for path in _visible(work) if path.suffix in SUFFIXES and not path.is_dir()]
    for name in (expected, expected.removesuffix(".py") + ".ipynb"):
        named = [path for path in files if path.name == name]
        if named:
            return HandedIn(student, assignment.slug, named[0])
    if len(files) == 1:
        return HandedIn(student, assignment.slug, files[0])
    problem = (
        f"There are {len(files)} files and none is called {expected}: hand in one."
        if files
        else f"There is no file: hand in {expected}."
    )
    return HandedIn(student, assignment.slug, None, problem)


def _names_slug(folder: Path, course: Course) -> bool:
    return any((folder / slug).is_dir() for slug in course.slugs)


def _has_slugs(folder: Path, course: Course) -> bool:
    """Whether the folder has the form STUDENT/SLUG/FILE, or is one STUDENT."""
    return _names_slug(folder, course) or any(
        path.is_dir() and _names_slug(path, course) for path in _visible(folder)
    )


def _visible(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise UsageError(f"{folder} cannot be read: {error.strerror}.") from error


def _identifier(name: str) -> str:
    """A student's id as text that any file or page can hold: undecodable bytes become escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    if not text or len(text) > ID_CHARACTERS:
        raise UsageError(
            f"A student's id needs 1 to {ID_CHARACTERS} characters, not {text[:20]!r}."
        )
    return text


def _read(path: Path, limit: int) -> bytes:
    try:
        # A student's link would have the grader read a file of the grader's.
        # O_NONBLOCK: opening a pipe would wait for a writer for ever.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
    except OSError as error:
        if path.is_symlink():
            raise SubmissionError("This is a link: hand in the file itself.") from error
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


def _cells(data: bytes) -> tuple[str, ...]:
    """The code cells of a notebook (format 3 or 4)."""
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SubmissionError("This is not a notebook: its JSON is broken.") from error
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if cells is None and isinstance(notebook, dict):
        sheets = notebook.get("worksheets")
        first = sheets[0] if isinstance(sheets, list) and sheets else None
        cells = first.get("cells") if isinstance(first, dict) else None
    if not isinstance(cells, list):
        raise SubmissionError("This is not a notebook: it has no list of cells.")
    code = tuple(
        _text(cell.get("source", cell.get("input", "")))
        for cell in cells
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    )
    if sum(len(cell) for cell in code) > SOURCE_BYTES:
        raise SubmissionError(f"Its code is larger than {SOURCE_BYTES // MIB} MiB.")
    return code


def _text(source: Any) -> str:
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode("utf-8")
