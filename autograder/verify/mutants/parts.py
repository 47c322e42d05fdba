"""What operators share: what they are told of a place, and small ways to build other parts."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Scope:
    """What is known around a node: the function's own names, and what the module imports."""

    names: tuple[str, ...]
    imported: frozenset[str]


Operator = Callable[[ast.AST, Scope], Iterator[ast.AST]]


def one_less(items: Sequence[Item]) -> Iterator[list[Item]]:
    """All but the first, all but the second, and so on."""
    for index in range(len(items)):
        yield [*items[:index], *items[index + 1 :]]


def swapped(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Each two neighbours change places."""
    for index in range(len(items) - 1):
        yield [*items[:index], items[index + 1], items[index], *items[index + 2 :]]


def number(value: float) -> ast.expr:
    """A literal, written as people do."""
    literal = ast.Constant(abs(value))
    return ast.UnaryOp(ast.USub(), literal) if value < 0 else literal


def is_negative(node: ast.AST | None) -> bool:
    """Whether this is a number with a minus sign, which counts as one literal."""
    return (
        isinstance(node, ast.UnaryOp)
        and isinstance(node.op, ast.USub)
        and isinstance(node.operand, ast.Constant)
    )


def moved(node: ast.expr | None) -> Iterator[ast.expr]:
    """One more and one less; a number is a place of its own and moves there."""
    if node is not None and not isinstance(node, ast.Constant) and not is_negative(node):
        for op in (ast.Add(), ast.Sub()):
            yield ast.BinOp(node, op, number(1))
