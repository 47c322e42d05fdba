"""Normal forms of code and prose: equal for texts that differ in spacing, line breaks, comments,
quotes or markup alone."""

from __future__ import annotations

import ast
import copy
import io
import re
import textwrap
import tokenize
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.release import unpack

_NOISE = re.compile(r"[\s'\"`\\#,;]+")
_PROMPT = re.compile(r"^\s*(?:(?:>>>|\.\.\.|[>|])\s?)+")  # of a console, a quotation, a table
_COMMENT = re.compile(r"(?:^|\s)#.*")
_WORD = re.compile(r"[^\W_]+(?:_+[^\W_]+)*")
_FENCE = re.compile(r"\s*(?:```|~~~)")
_BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")

Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Normal:
    """A normal form that remembers the lines it comes from."""

    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]

    @classmethod
    def of(cls, pieces: Iterable[tuple[int, str]]) -> Normal:
        """Join pieces of text, each with its line."""
        text, starts, lines = "", [], []
        for line, piece in pieces:
            starts.append(len(text))
            lines.append(line)
            text += piece
        return cls(text, tuple(starts), tuple(lines))

    def find(self, needle: str) -> int | None:
        """The line in which `needle` begins, or None."""
        at = self.text.find(needle)
        return None if at < 0 else self.lines[bisect_right(self.starts, at) - 1]


def squeezed(code: str) -> str:
    """Code without what may differ between two copies of it."""
    return _NOISE.sub("", code)


def words(text: str) -> list[str]:
    """The words of a text, without punctuation and markup."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().replace("\\", ""))


def prose(text: str) -> Normal:
    """All words of a text, each with a space before and behind it."""
    by_line = ((n, words(line)) for n, line in enumerate(text.split("\n"), 1))
    pieces = [(n, "".join(f" {word}" for word in found)) for n, found in by_line]
    return Normal.of([*pieces, (len(pieces), " ")])


def code(text: str, tree: ast.Module | None) -> Iterator[Normal]:
    """A text as code: as it stands, without comments, and as Python where it can be read so."""
    lines = [_PROMPT.sub("", line) for line in text.split("\n")]
    yield Normal.of((n, squeezed(line)) for n, line in enumerate(lines, 1))
    yield Normal.of((n, squeezed(_COMMENT.sub("", line))) for n, line in enumerate(lines, 1))
    for first, block in [(1, tree)] if tree is not None else blocks(text):
        yield Normal.of((first + n - 1, squeezed(piece)) for n, piece in statements(block.body))


def blocks(text: str) -> Iterator[tuple[int, ast.Module]]:
    """What can be read as Python in a document: fenced or indented, with its first line."""
    first, kept, fenced = 1, [], False
    for n, line in enumerate([*text.split("\n"), "```"], 1):
        is_fence = _FENCE.match(line) is not None
        is_code = not is_fence and (fenced or line.startswith(("    ", "\t", ">>>")))
        fenced ^= is_fence
        if is_code:
            kept.append(line)
        elif line.strip() and kept:  # a blank line may stand inside
            tree = unpack.parse(textwrap.dedent("\n".join(kept)))
            tree = tree or unpack.parse("\n".join(_PROMPT.sub("", line) for line in kept))
            if tree is not None:
                yield first, tree
            kept = []
        elif kept:
            kept.append("")
        if not kept:
            first = n + 1
    return


def statements(body: Iterable[ast.AST]) -> Iterator[tuple[int, str]]:
    """Every statement and every head of a compound one, in order; docstrings left out."""
    for node in body:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            continue
        head = copy.copy(node)
        for name in _blocks_of(node):
            setattr(head, name, [])
        yield getattr(node, "lineno", 1), ast.unparse(head)
        for name in _blocks_of(node):
            yield from statements(getattr(node, name))


def scopes(tree: ast.AST) -> Iterator[Scope]:
    """The module, and every function and class in it."""
    if isinstance(tree, Scope):
        yield tree
    for name in _blocks_of(tree):
        for node in getattr(tree, name):
            yield from scopes(node)


def own(scope: ast.AST) -> Iterator[ast.stmt]:
    """The statements of a scope at any depth, without those of scopes inside it."""
    for name in _blocks_of(scope):
        for node in getattr(scope, name):
            if not isinstance(node, Scope):
                if isinstance(node, ast.stmt):
                    yield node
                yield from own(node)


def is_compound(node: ast.AST) -> bool:
    """Whether other statements stand inside."""
    return bool(_blocks_of(node))


def _blocks_of(node: ast.AST) -> list[str]:
    return [name for name in _BLOCKS if isinstance(getattr(node, name, None), list)]


def said(tree: ast.Module, text: str, *, docstrings: bool) -> Iterator[tuple[int, str]]:
    """The comments of a module, neighbouring lines together; and its docstrings."""
    for node in ast.walk(tree) if docstrings else ():
        first = node.body[0] if isinstance(node, Scope) and node.body else None
        if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
            yield first.lineno, str(first.value.value)
    first_line, last, kept = 0, 0, ""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            line = token.start[0]
            if kept and line > last + 1:
                yield first_line, kept
                kept = ""
            first_line = first_line if kept else line
            last, kept = line, f"{kept} {token.string}"
    if kept:
        yield first_line, kept
