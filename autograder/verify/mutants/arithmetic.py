"""Wrong arithmetic and logic, wrong names and numbers.

Each operator yields what may stand in a node's place.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from autograder.verify.mutants.parts import Operator, Scope, is_negative, number, one_less

_SIGNS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div, ast.Add, ast.MatMult),
    ast.Div: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Pow: (ast.Mult,),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.BitOr: (ast.BitAnd,),
    ast.BitAnd: (ast.BitOr,),
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}


def other_sign(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a + b -> a - b; a += b -> a -= b."""
    if isinstance(node, ast.BinOp):
        for other in _SIGNS.get(type(node.op), ()):
            yield ast.BinOp(node.left, other(), node.right)
    elif isinstance(node, ast.AugAssign):
        for other in _SIGNS.get(type(node.op), ()):
            yield ast.AugAssign(node.target, other(), node.value)


def other_sides(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a - b -> b - a, and so for all that the order matters to."""
    if isinstance(node, ast.BinOp) and not isinstance(node.op, ast.Add | ast.Mult):
        yield ast.BinOp(node.right, node.op, node.left)


def dropped_term(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a * b -> a, and b; a - b -> a, and -b."""
    if isinstance(node, ast.BinOp):
        is_taken = isinstance(node.op, ast.Sub)
        yield node.left
        yield ast.UnaryOp(ast.USub(), node.right) if is_taken else node.right


def dropped_sign(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """-a -> a; not a -> a."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not):
        yield node.operand


def other_comparison(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a < b -> a <= b, and a >= b; a == b -> a != b."""
    if isinstance(node, ast.Compare):
        for place, op in enumerate(node.ops):
            for other in _COMPARISONS[type(op)]:
                ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
                yield ast.Compare(node.left, ops, node.comparators)


def other_logic(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a and b -> a or b, b, and a."""
    if isinstance(node, ast.BoolOp):
        yield ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
        for values in one_less(node.values):
            yield ast.BoolOp(node.op, values) if len(values) > 1 else values[0]


def other_branch(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """a if c else b -> a, and b."""
    if isinstance(node, ast.IfExp):
        yield node.body
        yield node.orelse


def other_name(node: ast.AST, scope: Scope) -> Iterator[ast.AST]:
    """a -> the argument or variable named before it, and the one named after it."""
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in scope.names:
        place = scope.names.index(node.id)
        for neighbour in [*scope.names[:place][-1:], *scope.names[place + 1 :][:1]]:
            yield ast.Name(neighbour, node.ctx)


def other_constant(node: ast.AST, _: Scope) -> Iterator[ast.AST]:
    """2 -> 3, 1, and -2; True -> False; "sum" -> "sum_"; None -> 0."""
    literal = node.operand if isinstance(node, ast.UnaryOp) and is_negative(node) else node
    if not isinstance(literal, ast.Constant):
        return
    value = literal.value
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif value is None:
        yield number(0)
    elif isinstance(value, str):
        yield ast.Constant(f"{value}_")
    elif isinstance(value, int | float):
        value = value if literal is node else -value
        for other in dict.fromkeys((value + 1, value - 1, -value)):
            if other != value:
                yield number(other)


OPERATORS: tuple[Operator, ...] = (
    other_sign,
    other_sides,
    dropped_term,
    dropped_sign,
    other_comparison,
    other_logic,
    other_branch,
    other_name,
    other_constant,
)
