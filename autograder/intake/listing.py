"""What lies at a path: the files of a folder, or of a zip, as one and the same list."""

from __future__ import annotations

import bisect
import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from autograder.errors import SubmissionError, UsageError
from autograder.intake import archive
from autograder.intake.archive import Entry, is_hidden

ZIP = ".zip"
DEPTH = 12  # of folders in folders: deeper no submission lies
Note = Callable[[str], None]


@dataclass(frozen=True)
class File:
    """A file on the disk, or an entry of the zip at `path`.

    `parts` is its path from the folder or zip that was listed; a folder's ends in "".
    """

    parts: tuple[str, ...]
    path: Path
    entry: Entry | None = None


def files_in(place: Path, note: Note) -> list[File]:
    """All files and folders below `place`, a folder or a zip, that are not hidden.

    A link is listed as a file: whoever reads it refuses it. A notebook of no bytes in a folder is
    not there.

    Raises:
        UsageError: it cannot be listed.
    """
    found = _in_folder(place) if place.is_dir() else _in_zip(place, note)
    return sorted(
        (file for file in found if not any(map(is_hidden, file.parts))),
        key=lambda file: file.parts,
    )


def below(files: list[File], folder: tuple[str, ...]) -> Iterator[File]:
    """Those of the sorted `files` that lie in `folder`, as seen from there."""
    start = bisect.bisect_left(files, folder, key=lambda file: file.parts)
    for file in itertools.islice(files, start, None):
        if file.parts[: len(folder)] != folder:
            return
        if file.parts != folder:  # a zip may hold a file and a folder of one name
            yield replace(file, parts=file.parts[len(folder) :])


def _in_folder(top: Path) -> list[File]:
    found: list[File] = []
    folders: list[tuple[Path, tuple[str, ...]]] = [(top, ())]
    while folders:
        folder, parts = folders.pop()
        try:
            with os.scandir(folder) as inside:
                for item in inside:
                    path, name = folder / item.name, (*parts, item.name)
                    if not item.is_dir(follow_symlinks=False):
                        found += [] if _stands_in(item) else [File(name, path)]
                    elif not is_hidden(item.name):
                        found.append(File((*name, ""), path))
                        if len(name) < DEPTH:
                            folders.append((path, name))
        except OSError as error:
            raise UsageError(f"{folder} cannot be read: {error.strerror}.") from error
        if len(found) > archive.ENTRIES:
            raise UsageError(f"{top} holds more than {archive.ENTRIES} files: grade parts of it.")
    return found


def _stands_in(item: os.DirEntry[str]) -> bool:
    """Whether this is a notebook of no bytes, which we put beside work that has none (nbgrader)."""
    is_notebook = item.name.endswith(".ipynb") and item.is_file(follow_symlinks=False)
    return is_notebook and item.stat().st_size == 0


def _in_zip(path: Path, note: Note) -> list[File]:
    try:
        with path.open("rb") as file:
            entries = archive.entries(file, archive.ENTRIES)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    except SubmissionError as error:
        raise UsageError(f"{path} cannot be used: {error} Get it again, or unpack it.") from error
    if any(entry.is_encrypted for entry in entries):  # by whoever packed it: it is no student's
        raise UsageError(f"{path} is encrypted: unpack it and grade the folder.")
    for entry in entries:
        if not entry.parts:
            note(f"{path}: {entry.name!r} is no path inside the zip: left out.")
    return [File(entry.parts, path, entry) for entry in entries if entry.parts]
