"""The wrong part of an array: indices, slices, transposes, axes, and what is joined in which order.

Each operator yields what may stand in a node's place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeGuard

from autograder.verify.mutants.parts import Operator, Scope, moved, number, one_less, swapped


def other_index(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a[i] -> a, a[i + 1], and a[i - 1]; of several indices each in turn."""
    if not isinstance(node, ast.Subscript):
        return
    yield node.value
    several = node.slice.elts if isinstance(node.slice, ast.Tuple) else []
    for place, old in enumerate(several or [node.slice]):
        if isinstance(old, ast.Slice | ast.Starred):  # these are places of their own
            continue
        for new in moved(old):
            at = ast.Tuple([*several[:place], new, *several[place + 1 :]]) if several else new
            yield ast.Subscript(node.value, at, node.ctx)


def other_bounds(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a[i:] -> a[i + 1:], a[i - 1:], a[:], and a[i::-1]."""
    if not isinstance(node, ast.Slice):
        return
    lower, upper, step = node.lower, node.upper, node.step
    for other in moved(lower):
        yield ast.Slice(other, upper, step)
    for other in moved(upper):
        yield ast.Slice(lower, other, step)
    yield ast.Slice(None, upper, step)
    yield ast.Slice(lower, None, step)
    yield ast.Slice(lower, upper, None if step else number(-1))


def transposed(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a.T -> a; a @ b -> a.T @ b, and a @ b.T."""
    if _is_transposed(node):
        yield node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        if not _is_transposed(node.left):
            yield ast.BinOp(ast.Attribute(node.left, "T"), node.op, node.right)
        if not _is_transposed(node.right):
            yield ast.BinOp(node.left, node.op, ast.Attribute(node.right, "T"))


def other_axis(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """axis=0 -> axis=1; any other -> axis=0."""
    if isinstance(node, ast.keyword) and node.arg == "axis":
        is_first = isinstance(node.value, ast.Constant) and node.value.value == 0
        yield ast.keyword("axis", number(1 if is_first else 0))


def other_elements(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """[a, b] -> [b, a], [b], and [a]; of a dictionary each entry is left out."""
    if isinstance(node, ast.Dict):
        entries = list(zip(node.keys, node.values, strict=True))
        for kept in one_less(entries):
            yield ast.Dict([key for key, _ in kept], [value for _, value in kept])
    elif isinstance(node, ast.Tuple | ast.List):
        kind = type(node)
        for elts in swapped(node.elts):
            yield kind(elts, node.ctx)
        if isinstance(node.ctx, ast.Load):
            for elts in one_less(node.elts):
                yield kind(elts, node.ctx)


def _is_transposed(node: ast.AST) -> TypeGuard[ast.Attribute]:
    return isinstance(node, ast.Attribute) and node.attr == "T"


OPERATORS: tuple[Operator, ...] = (
    other_index,
    other_bounds,
    transposed,
    other_axis,
    other_elements,
)
