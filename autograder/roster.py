"""A roster: the ids of a class, in a CSV file as a spreadsheet or an LMS saves it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path

from autograder.errors import UsageError

# What the column of ids may be called. The first that is there counts: where an LMS writes several,
# `Student` is a person's name.
COLUMNS = ("student_id", "id", "user_id", "username", "login", "student")
ID_CHARACTERS = 200
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(path: Path, note: Callable[[str], None] = lambda _: None) -> list[str]:
    """The ids, each once, in the order of the file; `note` is told what was left out.

    Raises:
        UsageError: no column has the name of ids, or there is no id in it, or one is too long.
        OSError: the file cannot be read.
    """
    rows = _rows(path)
    names = [re.sub(r"[\s_-]+", "_", name.strip().lower()) for name in rows[0][1]]
    column = next((names.index(known) for known in COLUMNS if known in names), None)
    if column is None:
        raise UsageError(
            f"{path} has no column of ids: call it `student`, or `id`, in the first line."
        )
    found: dict[str, int] = {}
    for line, cells in rows[1:]:
        student = cells[column].strip() if column < len(cells) else ""
        if not student:
            note(f"{path}, line {line}: no id; left out.")
        elif student in found:
            note(f"{path}, line {line}: {student} stands in line {found[student]}, too.")
        elif len(student) > ID_CHARACTERS:
            raise UsageError(f"{path}, line {line}: an id has at most {ID_CHARACTERS} characters.")
        else:
            found[student] = line
    if not found:
        raise UsageError(f"{path} has no students: write an id into each line.")
    return list(found)


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """The lines that are not empty, each with its number; the first are the names of columns."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not UTF-8: save it as CSV in UTF-8.") from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=first.count)  # a spreadsheet takes that of its language
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        found = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise UsageError(f"{path} is no CSV file: {error}.") from error
    return found or [(1, [])]
