"""Mutants: a reference solution with one small thing changed, as a student might get it wrong.

A mutant that keeps full marks shows what no hidden test looks at. Nothing is run here: a source
becomes a list of sources. Changed are the functions that students write and what these call;
docstrings, annotations, imports and what an error says are left alone.
"""

from __future__ import annotations

import ast
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from autograder.verify.mutants import arithmetic, arrays, calls, statements
from autograder.verify.mutants.parts import Scope
from autograder.verify.mutants.sites import sites

OPERATORS = (
    *statements.OPERATORS,
    *arithmetic.OPERATORS,
    *arrays.OPERATORS,
    *calls.OPERATORS,
)


@dataclass(frozen=True)
class Mutant:
    """A whole source in which one thing differs from the reference.

    `before` and `after` are the statement (of a long dictionary the entry, of a signature the
    default) that was changed; `occurrence` tells equal changes in one function apart.
    """

    function: str
    before: str
    after: str
    occurrence: int
    line: int
    source: str

    @property
    def name(self) -> str:
        """What it is called: the same after edits elsewhere, and however the code is laid out."""
        return f"{self.place}: {self.before} -> {self.after}"

    @property
    def place(self) -> str:
        """The function, and which of equal changes in it this is."""
        return f"{self.function}#{self.occurrence}" if self.occurrence > 1 else self.function


def mutants(source: str, functions: Iterable[str]) -> list[Mutant]:
    """Every mutant of `functions` and of what they call, in the order of the source."""
    tree = ast.parse(source)
    imported = frozenset(_imported(tree))
    return [
        mutant
        for top in _reached(tree, functions)
        for mutant in _of(top, source.split("\n"), imported)
    ]


def _of(
    top: ast.FunctionDef | ast.ClassDef, lines: list[str], imported: frozenset[str]
) -> Iterator[Mutant]:
    first = min([top.lineno, *(decorator.lineno for decorator in top.decorator_list)])
    head, tail = lines[: first - 1], lines[top.end_lineno :]
    seen = {ast.unparse(top)}
    times: Counter[tuple[str, str, str]] = Counter()
    for site in sites(top):
        original, before = site.node, site.shown()
        scope = Scope(site.names, imported)
        for changed in [node for operator in OPERATORS for node in operator(original, scope)]:
            site.put(changed)
            text, after = ast.unparse(top), site.shown()
            site.put(original)
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            change = (site.function, before, after)
            times[change] += 1
            source = "\n".join([*head, text, *tail])
            yield Mutant(*change, times[change], site.line, source)


def _compiles(text: str) -> bool:
    """Whether it is Python, and nothing that Python warns of (`h0 is 0`)."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            compile(text, "<mutant>", "exec", dont_inherit=True)
        except (SyntaxError, ValueError, Warning):
            return False
    return True


def _reached(tree: ast.Module, functions: Iterable[str]) -> list[ast.FunctionDef | ast.ClassDef]:
    """The module's functions and classes that `functions` name or use, directly or not."""
    uses: dict[str, set[str]] = {}
    for node in tree.body:
        names = {inner for inner in ast.walk(node) if isinstance(inner, ast.Name)}
        bound = {inner.id for inner in names if isinstance(inner.ctx, ast.Store)}
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            bound = {node.name}
        for name in bound:  # a table of functions counts as well
            uses.setdefault(name, set()).update(inner.id for inner in names)
    reached: set[str] = set()
    todo = list(functions)
    while todo:
        name = todo.pop()
        if name in uses and name not in reached:
            reached.add(name)
            todo += uses[name]
    return [
        node
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name in reached
    ]


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for alias in node.names:
                yield (alias.asname or alias.name).partition(".")[0]


def normal(name: str) -> str:
    """A mutant's name without its layout, which differs between people and versions of Python."""
    name = " ".join(name.replace("`", "").split())
    place, _, change = name.partition(": ")
    parts = change.split(" -> ")
    for cut in range(1, len(parts)):
        before, after = _tree(" -> ".join(parts[:cut])), _tree(" -> ".join(parts[cut:]))
        if before and after:
            return f"{place}: {before} -> {after}"
    return name


def _tree(text: str) -> str:
    """What a statement, the head of one, or an entry of a dictionary says."""
    for whole in (text, f"{text} pass", f"{{{text}}}"):
        try:
            return ast.dump(ast.parse(whole))
        except SyntaxError:
            continue
    return ""
