"""Work whose result is known: reference, misconceptions, wrong and right rewrites, empty hands.

A misconception is a class in `misconceptions.py` that holds only the functions that differ. Its
work is the reference's source with those functions appended, so that a wrong `rnn_step` spreads to
a `rnn_forward` that calls it, as it does in a student's file. A class may hold classes instead: the
variants of one belief.
"""

from __future__ import annotations

import ast
import contextlib
import io
import types
import warnings
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np

from autograder import files
from autograder.assignment import Assignment
from autograder.errors import CourseError
from autograder.sandbox.wire import decode, encode


@dataclass(frozen=True)
class KnownWork:
    """A module's source whose result is known. `variant` tells two shapes of one belief apart."""

    kind: str  # reference, stub, correct, misconception, wrong, or trivial
    name: str
    source: str
    variant: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}" + (f".{self.variant}" if self.variant else "")


@contextlib.contextmanager
def quietly() -> Generator[io.StringIO]:
    """Run known work and tests: standard output is for reports, so what they print goes elsewhere.

    NumPy's warnings of overflow and division are routine here.
    """
    printed = io.StringIO()
    with warnings.catch_warnings(), contextlib.redirect_stdout(printed), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield printed


class TrustedModule:
    """Known work, loaded in this process; it is called as a student's module is."""

    def __init__(self, source: str, name: str) -> None:
        module = types.ModuleType(name)
        try:
            code = compile(source, f"<{name}>", "exec", dont_inherit=True)
            exec(code, module.__dict__)  # noqa: S102  the author's own code
        except Exception as error:
            said = f"{type(error).__name__}: {error}"
            raise CourseError(f"The {name} does not load ({said}): mend its source.") from error
        self._functions = module.__dict__

    def __contains__(self, name: str) -> bool:
        return name in self._functions

    def function(self, name: str) -> Callable[..., Any]:
        """The function itself, for its signature."""
        return cast("Callable[..., Any]", self._functions[name])

    def replace(self, name: str, function: Callable[..., Any]) -> None:
        """Let the others call `function` where they call `name`."""
        self._functions[name] = function

    def apply(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Call a function with copies of `args` and `kwargs`."""
        return self._functions[name](*_copied(args), **_copied(kwargs))

    def call(self, name: str, payload: bytes) -> Any:
        """Call a function with the encoded `(args, kwargs)`: each call has its own copy of them."""
        args, kwargs = decode(payload, layout=True)
        return self._functions[name](*args, **kwargs)


def reference(assignment: Assignment) -> KnownWork:
    """The author's full-marks answer."""
    return KnownWork("reference", "reference", files.text(assignment.reference))


def misconceptions(assignment: Assignment) -> list[KnownWork]:
    """Every wrong belief with a name, each of its variants by itself."""
    return _appended(assignment, "misconception", assignment.solution / "misconceptions.py")


def wrong(assignment: Assignment) -> list[KnownWork]:
    """Mistakes without a name, which must lose points all the same."""
    return _appended(assignment, "wrong", assignment.solution / "wrong.py")


def correct(assignment: Assignment) -> list[KnownWork]:
    """Other right ways, which must keep full marks."""
    folder = assignment.solution / "correct"
    return [
        KnownWork("correct", path.stem, files.text(path)) for path in sorted(folder.glob("*.py"))
    ]


def trivial(assignment: Assignment) -> list[KnownWork]:
    """Files that know nothing: stub, empty, all None, all errors, and zeros of the right form."""
    names = [function.name for function in assignment.manifest.functions]

    def each(body: str) -> str:
        return "\n".join(f"def {name}(*args, **kwargs):\n    {body}\n" for name in names)

    zeros = "\n".join(
        f"_right_{name} = {name}\n"
        f"def {name}(*args, **kwargs):\n    return _zeroed(_right_{name}(*args, **kwargs))\n"
        for name in names
    )
    return [
        KnownWork("stub", "stub", files.text(assignment.stub)),
        KnownWork("trivial", "empty", ""),
        KnownWork("trivial", "none", each("return None")),
        KnownWork("trivial", "errors", each("raise ValueError('not done')")),
        KnownWork("trivial", "zeros", f"{files.text(assignment.reference)}\n{_ZEROED}\n{zeros}"),
    ]


_ZEROED = """
def _zeroed(value):
    if isinstance(value, (list, tuple)):
        return type(value)(_zeroed(item) for item in value)
    if isinstance(value, dict):
        return {key: _zeroed(item) for key, item in value.items()}
    return value * 0
"""


def _appended(assignment: Assignment, kind: str, path: Path) -> list[KnownWork]:
    if not path.exists():
        return []
    tree = files.python(path)
    right = files.text(assignment.reference)
    return [
        KnownWork(kind, name, f"{right}\n\n{functions}", variant)
        for name, variant, functions in _classes(tree)
    ]


def _classes(tree: ast.Module) -> Iterator[tuple[str, str, str]]:
    for belief in tree.body:
        if isinstance(belief, ast.ClassDef):
            variants = [node for node in belief.body if isinstance(node, ast.ClassDef)]
            for variant in variants or [belief]:
                name = variant.name if variants else ""
                yield belief.name, name, _functions(variant)


def _functions(owner: ast.ClassDef) -> str:
    """The source of what a class holds, written anew: text in a string may stand at the margin."""
    kept = [
        ast.unparse(node)
        for node in owner.body
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
    ]
    return "\n\n\n".join(kept) + "\n"


def _copied(value: Any) -> Any:
    """A copy that a function may change; arrays keep their memory layout."""
    if isinstance(value, np.ndarray):
        if value.flags.c_contiguous:
            return value.copy()
        return decode(encode(value, layout=True), layout=True)
    if isinstance(value, list | tuple):
        return type(value)([_copied(item) for item in value])
    if isinstance(value, dict):
        return {key: _copied(item) for key, item in value.items()}
    return value
