"""A module's text, cut at the functions that students write."""

from __future__ import annotations

import ast
from collections.abc import Collection
from dataclasses import dataclass

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"  # nbgrader puts its own stub between them
INDENT = " " * 4


@dataclass(frozen=True)
class Piece:
    """A function, or what stands before, between or behind the functions."""

    function: str | None
    text: str


def cut(text: str, names: Collection[str]) -> list[Piece]:
    r"""Cut a module, with lines that end in \n, at its top-level functions `names`.

    A function takes its decorators along and the comment right above it. Of several with one name
    the last is the function, as it is in Python.

    Raises:
        SyntaxError, ValueError: this is not Python.
    """
    lines = text.split("\n")
    functions = {
        node.name: node
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name in names
    }
    pieces, done = [], 0
    for node in sorted(functions.values(), key=lambda node: node.lineno):
        start = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
        while start > done and lines[start - 1].startswith("#"):
            start -= 1
        end = node.end_lineno or start
        pieces += [_piece(None, lines[done:start]), _piece(node.name, lines[start:end])]
        done = end
    pieces.append(_piece(None, lines[done:]))
    return [piece for piece in pieces if piece.text]


def _piece(function: str | None, lines: list[str]) -> Piece:
    while lines and not lines[0].strip():
        lines = lines[1:]
    return Piece(function, "\n".join(lines).rstrip())


def with_marks(function: str) -> str:
    """A function of a stub, with nbgrader's marks around each place that a student completes.

    Without a mark nbgrader would replace all of the cell. A place is a `raise NotImplementedError`;
    where there is none, it is the end of the function.
    """
    lines = function.split("\n")
    (node,) = ast.parse(function).body
    holes = [each for each in ast.walk(node) if isinstance(each, ast.Raise) and _is_hole(each)]
    if not holes:
        return "\n".join([*lines, f"{INDENT}{BEGIN}", f"{INDENT}{END}"])
    for hole in sorted(holes, key=lambda each: each.lineno, reverse=True):
        line = lines[hole.lineno - 1].encode()
        before, rest = line[: hole.col_offset].decode(), line[hole.col_offset :].decode()
        indent = INDENT if before.strip() else before  # `def f(x): raise ...` is one line
        lines[hole.lineno - 1 : hole.end_lineno] = [
            *([before.rstrip()] if before.strip() else []),
            f"{indent}{BEGIN}",
            f"{indent}{rest}",
            *lines[hole.lineno : hole.end_lineno],
            f"{indent}{END}",
        ]
    return "\n".join(lines)


def _is_hole(node: ast.Raise) -> bool:
    raised = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
    return isinstance(raised, ast.Name) and raised.id == "NotImplementedError"
