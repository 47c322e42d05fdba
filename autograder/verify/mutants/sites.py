"""Where a source can be changed: every node that counts, with its place and how it is shown."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from autograder.verify.mutants.parts import is_negative

# What a function promises or says, and how a node is spelled inside, is not what it computes.
_FIELDS_LEFT_ALONE = {
    *("annotation", "returns", "decorator_list", "bases", "type_params", "type_comment"),
    *("ctx", "op", "ops", "msg", "pattern", "format_spec", "conversion"),
}
_STATEMENTS_LEFT_ALONE = (ast.Import, ast.ImportFrom, ast.Global, ast.Nonlocal, ast.Pass)


@dataclass(frozen=True)
class Site:
    """A node that may be changed, the place that holds it, and the function around it."""

    function: str
    names: tuple[str, ...]
    line: int
    shown: Callable[[], str]
    holder: ast.AST
    field: str
    index: int | None

    @property
    def node(self) -> ast.AST:
        """What stands there."""
        held = getattr(self.holder, self.field)
        node: ast.AST = held if self.index is None else held[self.index]
        return node

    def put(self, node: ast.AST) -> None:
        """Write something else there."""
        if self.index is None:
            setattr(self.holder, self.field, node)
        else:
            getattr(self.holder, self.field)[self.index] = node


def sites(top: ast.FunctionDef | ast.ClassDef) -> Iterator[Site]:
    """Every place inside a function, or inside the methods of a class, in the order of the source.

    A site can be changed while it is in hand; it must be as it was when the next one is asked for.
    """
    whole = Site(top.name, _names(top), top.lineno, lambda: top.name, top, "body", None)
    yield from _below(top, whole)


def header(node: ast.AST) -> str:
    """A statement on one line, without the statements inside it."""
    text = ast.unparse(node)
    is_compound = hasattr(node, "body") or hasattr(node, "cases")
    return text.partition("\n")[0] if is_compound else " ".join(text.split("\n"))


def _below(node: ast.AST, around: Site) -> Iterator[Site]:
    for site in _held(node, around):
        child = site.node
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            name = f"{around.function}.{child.name}"
            yield from _below(child, replace(site, function=name, names=_names(child)))
            continue
        if isinstance(child, _STATEMENTS_LEFT_ALONE) or _is_docstring(site):
            continue
        yield site
        if not isinstance(child, ast.Raise) and not is_negative(child) and not _is_axis(child):
            yield from _below(child, site)


def _held(node: ast.AST, around: Site) -> Iterator[Site]:
    """The places that `node` itself holds."""
    for field, value in ast.iter_fields(node):
        if field in _FIELDS_LEFT_ALONE:
            continue
        children = value if isinstance(value, list) else [value]
        for index, child in enumerate(children):
            if isinstance(child, ast.AST):
                place = Site(
                    function=around.function,
                    names=around.names,
                    line=getattr(child, "lineno", around.line),
                    shown=around.shown,
                    holder=node,
                    field=field,
                    index=index if isinstance(value, list) else None,
                )
                yield replace(place, shown=_shown(place))


def _shown(site: Site) -> Callable[[], str]:
    """How a change there is shown: as a statement, an entry of a dictionary, or a default."""
    holder, index = site.holder, site.index
    if isinstance(site.node, ast.stmt):
        return lambda: header(site.node)
    if isinstance(holder, ast.Dict) and index is not None and len(holder.values) > 1:
        return lambda: _entry(holder.keys[index], holder.values[index])
    if isinstance(holder, ast.arguments) and index is not None and "defaults" in site.field:
        named = holder.kwonlyargs
        if site.field == "defaults":
            named = (holder.posonlyargs + holder.args)[-len(holder.defaults) :]
        return lambda: f"{named[index].arg}={ast.unparse(site.node)}"
    return site.shown


def _entry(key: ast.expr | None, value: ast.expr) -> str:
    return f"**{ast.unparse(value)}" if key is None else f"{ast.unparse(key)}: {ast.unparse(value)}"


def _is_docstring(site: Site) -> bool:
    node = site.node
    return (
        isinstance(site.holder, ast.FunctionDef | ast.ClassDef)
        and isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
    )


def _is_axis(node: ast.AST) -> bool:
    """An axis is one of two here; another number would be the same one, or an error."""
    return isinstance(node, ast.keyword) and node.arg == "axis"


def _names(owner: ast.AST) -> tuple[str, ...]:
    """The arguments and variables of a function."""
    found: dict[str, None] = {}
    for node in ast.walk(owner):
        if isinstance(node, ast.arg):
            found.setdefault(node.arg)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.setdefault(node.id)
    return tuple(found)
