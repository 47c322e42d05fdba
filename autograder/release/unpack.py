"""What a file holds: itself, members of archives, long strings, and what is base64 or hex in it.

It looks for what an author packs by accident or habit (a notebook, a zip, an attachment); a file
that is locked or too large to look into is an error, so that nobody takes it for searched.
"""

from __future__ import annotations

import ast
import base64
import bz2
import io
import json
import lzma
import re
import tarfile
import tomllib
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from autograder.errors import CourseError

DEPTH = 6  # a zip in a base64 string in a cell of a notebook is 4
LARGEST = 256 * 2**20
SHORTEST = 20  # characters of a string that is worth a look by itself

_ALPHABETS = r"[A-Za-z0-9+/_-]", r"[0-9a-fA-F]"
_BETWEEN = r"[\s\"'#>,\\()\[\]]+"  # quotes, prefixes and separators of a value that is wrapped
_RUN, _HEX_RUN = (
    re.compile(f"{letter}{{20,}}(?:{_BETWEEN}{letter}{{20,}})*(?:{_BETWEEN}{letter}+)?={{0,2}}")
    for letter in _ALPHABETS
)
_DECOMPRESSORS: dict[bytes, Callable[[], Any]] = {
    b"\x1f\x8b": lambda: zlib.decompressobj(47),  # gzip or zlib, as the first bytes say
    b"\x78": lambda: zlib.decompressobj(47),
    b"BZh": bz2.BZ2Decompressor,
    b"\xfd7zXZ": lzma.LZMADecompressor,
}


@dataclass(frozen=True)
class Layer:
    """Some content: where it is (`notes.zip:inner.py`), and the line of the file it begins in."""

    place: str
    data: bytes
    line: int = 1

    @cached_property
    def text(self) -> str:
        """The content as text, whatever it is."""
        for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
            if self.data.startswith(mark):
                return self.data.decode(encoding, "replace")
        try:
            text = self.data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = self.data.decode("latin-1")
        return text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")

    @cached_property
    def tree(self) -> ast.Module | None:
        """The content as Python, if it is."""
        return parse(self.text)


def parse(text: str) -> ast.Module | None:
    """The tree of `text` as Python, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about escapes in strings that are none of ours
            return ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def layers(outer: Layer, depth: int = DEPTH) -> Iterator[Layer]:
    """`outer`, and everything that is packed into it.

    Raises:
        CourseError: something is locked, or too large to look into.
    """
    if len(outer.data) > LARGEST:
        raise CourseError(f"{outer.place} is too large to look into: leave it out.")
    yield outer
    if depth:
        for inner in _inside(outer):
            yield from layers(inner, depth - 1)


def _inside(outer: Layer) -> Iterator[Layer]:
    if zipfile.is_zipfile(io.BytesIO(outer.data)):
        yield from _zipped(outer)
    elif outer.data[257:262] == b"ustar":
        yield from _tarred(outer)
    else:
        for start, decompressor in _DECOMPRESSORS.items():
            if outer.data.startswith(start):
                yield from _compressed(outer, decompressor())
        yield from _strings(outer)
        yield from _encoded(outer)


def _zipped(outer: Layer) -> Iterator[Layer]:
    try:
        with zipfile.ZipFile(io.BytesIO(outer.data)) as archive:
            for member in archive.infolist():
                if member.file_size > LARGEST:
                    raise CourseError(f"{outer.place} is too large to look into: leave it out.")
                yield Layer(f"{outer.place}:{member.filename}", archive.read(member))
    except (RuntimeError, NotImplementedError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise CourseError(f"{outer.place} cannot be looked into ({error}): unpack it.") from error


def _tarred(outer: Layer) -> Iterator[Layer]:
    try:
        with tarfile.open(fileobj=io.BytesIO(outer.data), mode="r:") as archive:
            for member in archive:
                content = archive.extractfile(member) if member.isfile() else None
                if content is not None:
                    yield Layer(f"{outer.place}:{member.name}", content.read())
    except tarfile.TarError as error:
        raise CourseError(f"{outer.place} cannot be looked into ({error}): unpack it.") from error


def _compressed(outer: Layer, decompressor: Any) -> Iterator[Layer]:
    try:
        yield Layer(outer.place, decompressor.decompress(outer.data, LARGEST + 1), outer.line)
    except (zlib.error, lzma.LZMAError, OSError, EOFError):
        return  # it only begins as such a file does


def _strings(outer: Layer) -> Iterator[Layer]:
    """Strings in JSON, Python and TOML: there a line break may be written as two characters."""
    document = _document(outer.text)
    if document is not None:
        for value in _leaves(document):
            yield from _string(outer, value, outer.line)
    elif outer.tree is not None:
        for node in ast.walk(outer.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
                yield from _string(outer, node.value, outer.line + node.lineno - 1)


def _document(text: str) -> Any:
    """`text` as JSON or TOML, or None."""
    try:
        return json.loads(text) if text.lstrip()[:1] in ("{", "[") else tomllib.loads(text)
    except (ValueError, RecursionError):
        return None


def _string(outer: Layer, value: str | bytes, line: int) -> Iterator[Layer]:
    data = value.encode("utf-8", "surrogatepass") if isinstance(value, str) else value
    if len(data) >= SHORTEST and len(data) < len(outer.data):
        yield Layer(outer.place, data, line)


def _leaves(value: Any) -> Iterator[str]:
    """Every text in a JSON or TOML document; lines of text (a notebook's cell) as one."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        if all(isinstance(inner, str) for inner in value):
            yield "".join(value)
        for inner in value:
            yield from _leaves(inner)


def _encoded(outer: Layer) -> Iterator[Layer]:
    for pattern, decode in ((_RUN, _base64), (_HEX_RUN, bytes.fromhex)):
        for run in pattern.finditer(outer.text):
            line = outer.line + outer.text.count("\n", 0, run.start())
            pieces = re.split(_BETWEEN, run.group().rstrip("="))
            for letters in dict.fromkeys(("".join(pieces), "".join(pieces[:-1]))):
                # The last piece may be the word that happens to follow: with it, and without.
                try:
                    yield Layer(outer.place, decode(letters), line)
                except ValueError:
                    continue


def _base64(letters: str) -> bytes:
    usual = letters.replace("-", "+").replace("_", "/")
    usual = usual[: len(usual) - (len(usual) % 4 == 1)]
    return base64.b64decode(usual + "=" * (-len(usual) % 4))
