"""What someone handed in becomes a Submission, or an error that says why not.

Everything about a path is hostile: its name, what it links to, its size, its bytes. Nothing of it
is executed or parsed as Python here.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from autograder.errors import GraderError, SubmissionError
from autograder.intake import archive, forms, listing, modules, notebook, regular
from autograder.intake.archive import Entry
from autograder.intake.listing import ZIP, File
from autograder.quiz import sheets
from autograder.sandbox.limits import MIB, SOURCE_BYTES
from autograder.sandbox.source import Code, Several

NOTEBOOK_BYTES = 16 * MIB  # with its outputs, which are never looked at
TIMESTAMP = "timestamp.txt"
TIMESTAMP_BYTES = 100
ZIP_BYTES = 32 * MIB  # a student's
ZIP_ENTRIES = 10_000
SHEET = ".toml"


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
    data = regular.read(handed_in.path, handed_in.entry, _limit(name))
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
                data = regular.read(file.path, file.entry, SOURCE_BYTES, folders)
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
        text = regular.read(beside, None, TIMESTAMP_BYTES).decode("ascii").strip()
        at = datetime.fromisoformat(re.sub(r"\s*(UTC|Z)$", "+00:00", text))
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if not file_times:
        return None
    with contextlib.suppress(OSError, ValueError, OverflowError):
        return datetime.fromtimestamp(handed_in.path.lstat().st_mtime, UTC)
    return None
