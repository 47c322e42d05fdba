"""Which part of a tuple, list or dictionary is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from autograder.compare import find_gap

MOST_PARTS = 64
FEW = 3
EACH = "*"  # stands for every position of a list, which may have any length


class Part(NamedTuple):
    """One number or array of an answer; `path` is its keys and positions from the outside in."""

    path: tuple[str | int, ...]
    actual: Any
    expected: Any


def parts(actual: Any, expected: Any, path: tuple[str | int, ...] = ()) -> Iterator[Part]:
    """The innermost parts of an answer; where the form differs, the whole is one part.

    A list of numbers is one part, an array: so that it can be right in its first entry only.
    """
    if same_length(actual, expected):
        kinds = {type(item) for item in (*actual, *expected)}
        if isinstance(expected, list) and kinds in ({int}, {float}):
            yield Part(path, np.array(actual), np.array(expected))
            return
        for index, (one, other) in enumerate(zip(actual, expected, strict=True)):
            step = EACH if isinstance(expected, list) else index
            yield from parts(one, other, (*path, step))
        return
    if isinstance(expected, dict) and type(actual) is dict and set(actual) == set(expected):
        for key, value in expected.items():
            yield from parts(actual[key], value, (*path, key))
        return
    yield Part(path, actual, expected)


def same_length(actual: Any, expected: Any) -> bool:
    """Whether these are sequences of one length; a tuple is as good as a list."""
    if not isinstance(expected, list | tuple) or type(actual) not in (list, tuple):
        return False
    return len(actual) == len(expected)


def exchanged(actual: Any, expected: Any, rtol: float, atol: float) -> bool:
    """Whether these are the right entries, the last one first."""
    if not same_length(actual, expected) or not 1 < len(expected) <= MOST_PARTS:
        return False
    return find_gap(list(actual)[::-1], expected, rtol, atol) is None


def where(wrong: set[tuple[str | int, ...]], everywhere: set[tuple[str | int, ...]]) -> str:
    """Name the wrong parts, or the right ones where those are fewer; "" where all are wrong."""
    right = everywhere - wrong
    if not right or not wrong or () in wrong:
        return ""
    if len(wrong) <= len(right) or len(right) > FEW:
        return f"differs in {_named(wrong)} only" if len(wrong) <= 2 * FEW else ""
    return f"is right in {_named(right)} only"


def _named(paths: set[tuple[str | int, ...]]) -> str:
    names = [_name(path) for path in sorted(paths, key=str)]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _name(path: tuple[str | int, ...]) -> str:
    key = next((step for step in reversed(path) if isinstance(step, str) and step != EACH), None)
    if key is not None:
        return repr(key)
    if len(path) == 1:
        return "each entry" if path[0] == EACH else f"entry {path[0]}"
    steps = "".join("[...]" if step == EACH else f"[{step}]" for step in path[path[0] == EACH :])
    return f"`{steps}` of each entry" if path[0] == EACH else f"`{steps}`"
