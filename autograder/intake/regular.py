"""The bytes of a file that a student handed in: regular, through no link, no larger than allowed.

It may be a link to a secret, a pipe that nobody writes to, or grow while it is read.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from autograder.errors import GraderError, SubmissionError
from autograder.intake import archive
from autograder.intake.archive import Entry
from autograder.sandbox.limits import MIB


def read(path: Path, entry: Entry | None, limit: int, folders: int = 0) -> bytes:
    """The bytes of a file, or of an entry of the zip there; its last `folders` are a student's.

    Raises:
        SubmissionError: it is a link, not regular, or larger than `limit` bytes.
        GraderError: it is missing, this process may not read it, or the zip around it is damaged.
    """
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
