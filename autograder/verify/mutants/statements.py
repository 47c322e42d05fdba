"""Wrong statements: left out, looping otherwise, under another condition, giving something else.

Each operator yields what may stand in a node's place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.verify.mutants.parts import Operator, Scope, number, one_less


def dropped_statement(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """Any statement -> pass."""
    if isinstance(node, ast.stmt):
        yield ast.Pass()


def other_leap(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """break -> continue, and the other way round."""
    if isinstance(node, ast.Break):
        yield ast.Continue()
    if isinstance(node, ast.Continue):
        yield ast.Break()


def not_added_up(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a += b -> a = b."""
    if isinstance(node, ast.AugAssign):
        yield ast.Assign([node.target], node.value, lineno=node.lineno)


def other_order(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """for a in b -> for a in reversed(list(b)), list(b)[1:], and list(b)[:-1]."""
    if not isinstance(node, ast.For | ast.comprehension):
        return
    everything = ast.Call(ast.Name("list"), [node.iter], [])
    yield _over(node, ast.Call(ast.Name("reversed"), [everything], []))
    if not _counts(node.iter):  # there it is said with numbers
        yield _over(node, ast.Subscript(everything, ast.Slice(number(1))))
        yield _over(node, ast.Subscript(everything, ast.Slice(None, number(-1))))


def other_condition(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """if c -> if not c, True, and False; of a comprehension's conditions each is left out."""
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not _has_an_opposite(node.test):
        yield _under(node, ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.If):
        yield _under(node, ast.Constant(True))
        if node.orelse:
            yield _under(node, ast.Constant(False))
    if isinstance(node, ast.comprehension):
        for ifs in one_less(node.ifs):
            yield ast.comprehension(node.target, node.iter, ifs, node.is_async)


def other_result(node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
    """return a -> return b, for every other name; return a, b -> return b, a, return b."""
    if not isinstance(node, ast.Return):
        return
    if isinstance(node.value, ast.Name):
        for name in scope.names:
            yield ast.Return(ast.Name(name))
    if isinstance(node.value, ast.Tuple):
        for part in node.value.elts:
            yield ast.Return(part)


def other_error(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """raise ValueError(a) -> raise TypeError(a); any other -> ValueError."""
    if isinstance(node, ast.Raise) and node.exc is not None:
        kind = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        is_value = isinstance(kind, ast.Name) and kind.id == "ValueError"
        other: ast.expr = ast.Name("TypeError" if is_value else "ValueError")
        if isinstance(node.exc, ast.Call):
            other = ast.Call(other, node.exc.args, node.exc.keywords)
        yield ast.Raise(other, node.cause)


def _over(loop: ast.For | ast.comprehension, iterated: ast.expr) -> ast.AST:
    if isinstance(loop, ast.For):
        return ast.For(loop.target, iterated, loop.body, loop.orelse, lineno=loop.lineno)
    return ast.comprehension(loop.target, iterated, loop.ifs, loop.is_async)


def _counts(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "range"
    )


def _under(node: ast.If | ast.While | ast.IfExp, test: ast.expr) -> ast.AST:
    if isinstance(node, ast.IfExp):
        return ast.IfExp(test, node.body, node.orelse)
    return type(node)(test, node.body, node.orelse)


def _has_an_opposite(test: ast.expr) -> bool:
    """Whether another operator turns this condition round already."""
    is_negated = isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not)
    return is_negated or (isinstance(test, ast.Compare) and len(test.ops) == 1)


OPERATORS: tuple[Operator, ...] = (
    dropped_statement,
    other_leap,
    not_added_up,
    other_order,
    other_condition,
    other_result,
    other_error,
)
