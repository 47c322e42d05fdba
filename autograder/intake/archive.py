"""A zip as a list of its files, each of which can be read by itself. Nothing is ever extracted.

Whatever a zip says of itself is hostile: its files are counted and sized from its directory before
one is read, and what is read is bounded again, whatever the directory said.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import BinaryIO

from autograder.errors import SubmissionError

ENTRIES = 200_000
RATIO = 500  # honest sources and notebooks stay far below; an empty bomb reaches 1030
_MIB = 1 << 20
_DIRECTORY_BYTES = 64 * _MIB
_DIRECTORY_ENTRY = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")  # the header before a file: signature, lengths of name and extra
_SMALL = 1024  # of so few bytes not much can come
_ENCRYPTED = 1  # a flag of an entry
_SEPARATOR = re.compile(r"[/\\]")  # the second is that of old packers for Windows
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error)


@dataclass(frozen=True)
class Entry:
    """One file or folder of a zip, and where its bytes are.

    `parts` is its path, with "" at the end of a folder's, or empty where the name is no path inside
    the zip; `problem` says why it must not be read.
    """

    name: str
    parts: tuple[str, ...]
    problem: str
    is_encrypted: bool
    offset: int
    packed: int
    size: int
    crc: int
    is_deflated: bool

    @property
    def last(self) -> str:
        """What it is called in its folder; "" for a folder."""
        return _SEPARATOR.split(self.name)[-1]

    @property
    def is_hidden(self) -> bool:
        """Whether it is what systems add and do not show."""
        return any(is_hidden(part) for part in self.parts)


def is_hidden(name: str) -> bool:
    """Whether a file or folder of that name is what systems add and do not show."""
    return name.startswith(".") or name == "__MACOSX"


def entries(file: BinaryIO, most: int = ENTRIES) -> list[Entry]:
    """All that the directory of a zip lists.

    Raises:
        SubmissionError: it is no zip, or lists more than `most` files.
    """
    try:
        with zipfile.ZipFile(_Counted(file, most)) as zipped:
            found = zipped.infolist()
    except _BROKEN as error:
        raise SubmissionError("The zip is broken.") from error
    spellings = Counter(_spelling(info) for info in found)
    return [
        Entry(
            name=info.orig_filename,
            parts=_parts(info),
            problem=_problem(info, spellings[_spelling(info)]),
            is_encrypted=bool(info.flag_bits & _ENCRYPTED),
            offset=info.header_offset,
            packed=info.compress_size,
            size=info.file_size,
            crc=info.CRC,
            is_deflated=info.compress_type == zipfile.ZIP_DEFLATED,
        )
        for info in found
    ]


def read(file: BinaryIO, entry: Entry, limit: int) -> bytes:
    """The bytes of one entry.

    Raises:
        SubmissionError: it must not be read, is larger than `limit`, or is broken.
    """
    if entry.problem:
        raise SubmissionError(entry.problem)
    if entry.size > limit:
        raise SubmissionError(f"The file is larger than {limit // _MIB} MiB.")
    try:
        file.seek(entry.offset)
        _, name, extra = _LOCAL.unpack(file.read(_LOCAL.size))
        file.seek(name + extra, os.SEEK_CUR)
        data = file.read(min(entry.packed, 2 * limit))
        if entry.is_deflated:  # never more than was announced, and one byte to tell
            data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, entry.size + 1)
    except (*_BROKEN, zlib.error, OSError) as error:
        raise SubmissionError("The zip is broken.") from error
    if len(data) != entry.size or zlib.crc32(data) != entry.crc:
        raise SubmissionError("The zip is broken.")
    return data


class _Counted:
    """A file that shows zipfile no directory of more entries than allowed.

    zipfile reads a directory at one go and makes an object of each entry before it can be asked how
    many there are.
    """

    def __init__(self, file: BinaryIO, most: int) -> None:
        self._file, self._most = file, most
        self.tell = file.tell

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        return self._file.seek(offset, whence)

    def read(self, size: int = -1, /) -> bytes:
        data = self._file.read(min(size, _DIRECTORY_BYTES))
        if size > _DIRECTORY_BYTES or data.count(_DIRECTORY_ENTRY) > self._most:
            raise SubmissionError(f"The zip lists more than {self._most} files.")
        return data


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    name = info.orig_filename  # `filename` ends at a NUL
    parts = tuple(part for part in _SEPARATOR.split(name) if part != ".")
    is_outside = ".." in parts or "" in parts[:-1] or re.match(r"[A-Za-z]:[/\\]", name)
    return () if is_outside or "\0" in name or not name else parts


def _spelling(info: zipfile.ZipInfo) -> tuple[tuple[str, ...], str]:
    """Equal for names that some file system takes for one."""
    *folder, last = _parts(info) or (info.orig_filename,)
    return tuple(folder), unicodedata.normalize("NFC", last).casefold()


def _problem(info: zipfile.ZipInfo, times: int) -> str:
    kind = stat.S_IFMT(info.external_attr >> 16)
    if not _parts(info):
        return "The zip's path to it leads outside of the zip."
    if info.flag_bits & _ENCRYPTED:
        return "It is encrypted: hand it in without a password."
    if stat.S_ISLNK(kind):
        return "This is a link: hand in the file itself."
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "This is not a regular file."
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "The zip is packed in an unusual way: pack it again, or hand in the file itself."
    if info.file_size > RATIO * max(info.compress_size, _SMALL):
        return "It grows too much when it is unpacked."
    if times > 1 and not info.is_dir():
        return "The zip holds it twice, or in two spellings of its name."
    return ""
