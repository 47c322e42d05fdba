"""The forms in which work is handed in, and which of a student's files is meant.

A form is a function: the path of a file in a folder or zip -> whose it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath

from autograder.errors import SubmissionError
from autograder.folders import student_of
from autograder.intake.listing import File
from autograder.lms import Named, Parts, canvas, moodle

Form = Callable[[Parts], Named | None]
NO_FOLDER = "This is a link or a file in the place of a folder: hand in the folder itself."
_TEST = re.compile(r"(conftest|test_.*|.*_test)\.py")  # nobody's answer
LAYERS = 3  # folders that someone put around it all


def recognise(
    files: list[File], slugs: Collection[str], expected: Collection[str], home: str
) -> tuple[Form | None, list[File]]:
    """The form of a folder or zip, and its files without the folders around it all.

    Args:
        files: all that is in it.
        slugs: of the course's assignments.
        expected: the file names that assignments ask for.
        home: what it is called: the student, if it is one student's.
    """
    for _ in range(LAYERS):
        form = _form(files, slugs, expected, home)
        tops = {file.parts[0] for file in files}
        if form is not None or len(tops) != 1 or len(files[0].parts) == 1:
            return form, files
        (home,) = tops
        inner = [replace(file, parts=file.parts[1:]) for file in files]
        files = [file for file in inner if file.parts != ("",)]
    return None, files


def _form(
    files: list[File], slugs: Collection[str], expected: Collection[str], home: str
) -> Form | None:
    forms: tuple[Form, ...] = (
        moodle.named,
        partial(_of_one_student, slugs=slugs, student=home),
        partial(_of_students, slugs=slugs),
    )
    for form in forms:
        if any(form(file.parts) for file in files):
            return form
    form = partial(canvas.named, expected=expected)
    # A flat folder may hold one name that looks like Canvas'; a download holds hardly another.
    flat = [file.parts for file in files if len(file.parts) == 1]
    return form if flat and 2 * sum(map(bool, map(form, flat))) >= len(flat) else None


def _of_one_student(parts: Parts, slugs: Collection[str], student: str) -> Named | None:
    """SLUG/FILE."""
    if len(parts) != 2 or parts[0] not in slugs:
        return None
    return Named(student_of(student), parts[1], parts[0])


def _of_students(parts: Parts, slugs: Collection[str]) -> Named | None:
    """STUDENT/SLUG/FILE, which is nbgrader's order too."""
    if len(parts) not in (2, 3) or parts[1] not in slugs:
        return None
    if len(parts) == 2:
        return Named(student_of(parts[0]), "", parts[1], problem=NO_FOLDER)
    return Named(student_of(parts[0]), parts[2], parts[1])


def names_of(expected: str) -> tuple[str, ...]:
    """What the file of an assignment may be called, the better name first."""
    module = expected.removesuffix(".py")
    return (expected,) if module == expected else (expected, f"{module}.ipynb")


def suffixes(expected: str) -> tuple[str, ...]:
    """What the names of files end in that can be meant: modules and notebooks, or sheets."""
    return tuple(PurePosixPath(name).suffix for name in names_of(expected))


def choose(names: Sequence[str], expected: str, *others: str) -> int:
    """Which of a student's files is meant: that of the expected name, or the only one.

    Args:
        names: what the files are called.
        expected: what the assignment asks for.
        others: suffixes that count where no file has one of those that are expected.

    Raises:
        SubmissionError: none is meant, or it is not clear which.
    """
    for wanted in names_of(expected):
        called = [number for number, name in enumerate(names) if name == wanted]
        if len(called) > 1:
            raise SubmissionError(f"There are {len(called)} files called {wanted}: hand in one.")
        if called:
            return called[0]
    for kind in (suffixes(expected), others):
        fitting = [
            number
            for number, name in enumerate(names)
            if PurePosixPath(name).suffix in kind and not _TEST.fullmatch(name)
        ]
        if len(fitting) > 1:
            raise SubmissionError(
                f"There are {len(fitting)} files and none is called {expected}: hand in one."
            )
        if fitting:
            return fitting[0]
    raise SubmissionError(f"There is no file: hand in {expected}.")
