"""Give away what is public of a course, and prove that nothing private is in it."""

from __future__ import annotations

import os
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course
from autograder.errors import CourseError, UsageError
from autograder.release.secrets import Leak, Secrets
from autograder.release.unpack import Layer
from autograder.report import Frozen


class Release(Frozen):
    """What was given away and what it was compared with; with a leak, nothing was."""

    released: bool
    folder: str
    assignments: tuple[str, ...]
    quizzes: tuple[str, ...]
    files: tuple[str, ...]
    leaks: tuple[Leak, ...]
    private_files: int
    pieces_of_code: int
    sentences: int
    distributions: tuple[str, ...]


def leaks(course: Course, slug: str | None = None) -> list[Leak]:
    """Where the public part of `course`, or what was built of it, resembles something private.

    With `slug` the public part of one unit is compared with its own private parts.

    Raises:
        CourseError: something cannot be compared, so nothing would be proven.
    """
    folder = course.public / slug if slug else course.public
    secrets = Secrets.of(course, [slug] if slug else None)
    return [*_leaks(secrets, course.root, public_files(folder)), *_built(secrets, course)]


def release(course: Course, folder: Path) -> Release:
    """Copy what is public into `folder`, if nothing private is in it.

    The copy is made beside `folder`, compared there, and then moved: what was proven is what is
    given away, and `folder` holds all of it or nothing.

    Raises:
        CourseError: something cannot be copied or compared.
        UsageError: `folder` holds something already, or lies inside the course's parts.
    """
    target = folder.resolve()
    _refuse(course, folder, target)
    ground = next(parent for parent in target.parents if parent.exists())
    if target.is_dir() and not _can_move(ground, target):
        ground = target
    copy = ground / f".{target.name}.{uuid.uuid4().hex}"
    try:
        for path in public_files(course.public):
            to = copy / path.relative_to(course.root)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, to)
        secrets = Secrets.of(course)
        part = copy / course.public.name
        files = list(public_files(part))
        found = [*_leaks(secrets, copy, files), *_built(secrets, course)]
        if not found:
            target.mkdir(parents=True, exist_ok=True)
            part.rename(target / part.name)
    finally:
        shutil.rmtree(copy, ignore_errors=True)
    return Release(
        released=not found,
        folder=str(folder),
        assignments=course.slugs,
        quizzes=course.quizzes,
        files=tuple(path.relative_to(copy).as_posix() for path in files),
        leaks=tuple(found),
        private_files=len(secrets.files),
        pieces_of_code=len(secrets.code),
        sentences=len(secrets.sentences),
        distributions=tuple(str(path.relative_to(course.root)) for path in course.distributions),
    )


def public_files(folder: Path) -> Iterator[Path]:
    """The files in `folder` that are given away: no caches and nothing hidden.

    Raises:
        CourseError: a link, which would copy what it leads to, or no regular file.
    """
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "__pycache__" or path.suffix == ".pyc":
            continue
        if path.is_symlink():
            raise CourseError(f"{path} is a link: put the file itself there, or leave it out.")
        if path.is_dir():
            yield from public_files(path)
        elif path.is_file():
            yield path
        else:
            raise CourseError(f"{path} is neither a file nor a folder: leave it out.")


def _can_move(ground: Path, target: Path) -> bool:
    """Not where `target` is a mounted volume, or the one folder that is ours."""
    return ground.stat().st_dev == target.stat().st_dev and os.access(ground, os.W_OK)


def _refuse(course: Course, folder: Path, target: Path) -> None:
    for part in (course.public, *course.private):
        if target.is_relative_to(part.resolve()):
            raise UsageError(f"{folder} lies inside {part}: choose a folder outside.")
    if target.exists() and not target.is_dir():
        raise UsageError(f"{folder} is a file: name a folder that is new or empty.")
    if target.is_dir() and any(target.iterdir()):
        raise UsageError(f"{folder} is not empty: name a folder that is new or empty.")


def _leaks(secrets: Secrets, root: Path, files: Iterator[Path] | list[Path]) -> list[Leak]:
    return [
        leak
        for path in files
        for leak in secrets.leaks(Layer(path.relative_to(root).as_posix(), path.read_bytes()))
    ]


def _built(secrets: Secrets, course: Course) -> list[Leak]:
    return _leaks(secrets, course.root, list(course.distributions))
