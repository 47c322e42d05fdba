"""Wrong calls: left out, of another function, with other arguments, or counting otherwise.

Each operator yields what may stand in a node's place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.verify.mutants.parts import Operator, Scope, moved, number, one_less, swapped

_PAIRS = (
    ("zeros", "ones"),
    ("zeros_like", "ones_like"),
    ("max", "min"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("sum", "mean"),
    ("any", "all"),
    ("vstack", "hstack"),
    ("floor", "ceil"),
)
_OTHERS = dict(_PAIRS) | {second: first for first, second in _PAIRS}


def dropped_call(node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
    """f(a) -> a; a.copy() -> a."""
    if isinstance(node, ast.Call):
        if node.args and not isinstance(node.args[0], ast.Starred):
            yield node.args[0]
        if isinstance(node.func, ast.Attribute) and _root(node.func) not in scope.imported:
            yield node.func.value


def other_function(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """zeros(a) -> ones(a)."""
    if not isinstance(node, ast.Call):
        return
    func = node.func
    if isinstance(func, ast.Name) and func.id in _OTHERS:
        yield ast.Call(ast.Name(_OTHERS[func.id]), node.args, node.keywords)
    if isinstance(func, ast.Attribute) and func.attr in _OTHERS:
        other = ast.Attribute(func.value, _OTHERS[func.attr])
        yield ast.Call(other, node.args, node.keywords)


def other_arguments(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """f(a, b, c=d) -> f(b, a, c=d), f(a, c=d), and f(a, b)."""
    if not isinstance(node, ast.Call):
        return
    for args in swapped(node.args):
        yield ast.Call(node.func, args, node.keywords)
    if len(node.args) > 1:
        yield ast.Call(node.func, node.args[:-1], node.keywords)
    for keywords in one_less(node.keywords):
        yield ast.Call(node.func, node.args, keywords)


def other_count(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """range(n) -> range(n + 1), range(n - 1), and range(1, n); enumerate(a) -> enumerate(a, 1)."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or not node.args:
        return
    first, *more = node.args
    if node.func.id == "enumerate" and not more and not node.keywords:
        yield ast.Call(node.func, [first, number(1)], [])
    if node.func.id == "range":
        begin, end = (first, more[0]) if more else (number(0), first)
        for other in moved(end):
            yield ast.Call(node.func, [*node.args[: len(more) > 0], other, *more[1:]], [])
        for other in moved(begin) if more else [number(1)]:
            yield ast.Call(node.func, [other, end, *more[1:]], [])


def _root(node: ast.expr) -> str:
    """The name that a chain of attributes begins with: np of np.linalg.norm."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


OPERATORS: tuple[Operator, ...] = (dropped_call, other_function, other_arguments, other_count)
