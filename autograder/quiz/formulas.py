"""Formulas of an answer key: expressions over the parameters of a question, by simpleeval.

Where an expression is not enough, a function of the quiz's `key.py` does: its name can be called in
every formula. What a student wrote never comes here.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator
from simpleeval import EvalWithCompoundTypes

from autograder import files
from autograder.errors import CourseError
from autograder.quiz.questions import shown

FUNCTIONS: dict[str, Callable[..., Any]] = {
    name: getattr(math, name)
    for name in ("ceil", "exp", "floor", "log", "log10", "log2", "sqrt", "tanh")
} | {f.__name__: f for f in (abs, float, int, len, max, min, range, round, sum, zip)}
_INSIDE = re.compile(r"\{([^{}]+)\}")


class FormulaError(Exception):
    """A formula has no value; says which, and why."""


@cache
def parsed(text: str) -> ast.AST:
    """A formula as a tree.

    Raises:
        ValueError: it is no single expression.
    """
    try:
        tree = ast.parse(text.strip(), mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"{text!r} is no formula: write one such as H * (D + 1)") from error
    return tree.body


def _checked(text: str) -> str:
    parsed(text)
    return text


Formula = Annotated[str, AfterValidator(_checked)]


class Formulas:
    """Evaluates the formulas of one key."""

    def __init__(self, functions: Mapping[str, Callable[..., Any]] | None = None) -> None:
        self._evaluator = EvalWithCompoundTypes(
            functions=FUNCTIONS | dict(functions or {}), allowed_attrs={}
        )

    @classmethod
    def beside(cls, path: Path) -> Formulas:
        """With the functions that the author's file `path` defines, if it is there.

        Raises:
            CourseError: it does not load.
        """
        if not path.exists():
            return cls()
        source, space = files.text(path), {"__name__": path.stem}
        try:
            exec(compile(source, str(path), "exec"), space)  # noqa: S102  the author's own
        except Exception as error:
            raise CourseError(f"{path} does not load ({type(error).__name__}: {error}).") from error
        return cls({name: f for name, f in space.items() if callable(f) and name[0] != "_"})

    def value(self, text: str, names: Mapping[str, Any]) -> Any:
        """What a formula gives: a number, a text, or nested lists.

        Raises:
            FormulaError: it has no value here.
        """
        self._evaluator.names = dict(names)
        try:
            found = self._evaluator.eval(text, previously_parsed=parsed(text))
        except Exception as error:
            raise FormulaError(f"{text!r} has no value for {dict(names)}: {error}") from error
        return _plain(found)

    def filled(self, text: str, names: Mapping[str, Any]) -> str:
        """A text with the value of each {formula} in it."""
        return _INSIDE.sub(lambda inside: shown(self.value(inside[1], names)), text)


def _plain(value: Any) -> Any:
    """NumPy's values and tuples as Python's own numbers and lists."""
    value = value.tolist() if hasattr(value, "tolist") else value
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
