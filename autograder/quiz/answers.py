"""What a student wrote as an answer: blank, malformed, or a value. Nothing of it is evaluated.

Malformed is what no key could judge ("nan" for a number): it is not wrong, and uses up no attempt.
Every face asks here before it saves an answer, so that a student hears at once what is amiss.
"""

from __future__ import annotations

import contextlib
import json
import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from autograder.quiz.questions import (
    ArrayQuestion,
    ChoiceQuestion,
    ChoicesQuestion,
    NumberQuestion,
    Question,
)
from autograder.quiz.typed import bracketed

TEXT_CHARACTERS = 200
NUMBER_CHARACTERS = 40
ENTRIES = 1000  # of an array
AXES = 3
LARGEST = 10**300  # of whole numbers, so that each of them is a float, too
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_LIST = re.compile(r"[\[\]0-9eE+.,\s-]*")
_GAP = re.compile(r"(?<=[0-9\]])\s+(?=[-0-9\[])")
_MINUS = {ord("\N{MINUS SIGN}"): "-"}  # as it stands in what people paste


@dataclass(frozen=True)
class Malformed:
    """No answer to this kind of question; `why` is a sentence for the student."""

    why: str


class _No(Exception):
    """Why it is none."""


def is_blank(raw: Any) -> bool:
    """Whether nothing was answered: no line, an empty text or an empty list."""
    return raw is None or raw == [] or (isinstance(raw, str) and not raw.strip())


def understood(question: Question, raw: Any, order: Sequence[str] = ()) -> Any:
    """An answer as the key can compare it.

    Args:
        question: what was asked.
        raw: what stands in the sheet, or was typed.
        order: the ids of the choices as they were shown: a number n means the n-th of them.

    Returns:
        None if it is blank; a Malformed; the id of a choice, a tuple of ids without repetition, an
        int or finite float, nested lists of those, or a text.
    """
    if is_blank(raw):
        return None
    try:
        if isinstance(question, ChoiceQuestion):
            return _choice(raw, order)
        if isinstance(question, ChoicesQuestion):
            return _choices(raw, order)
        if isinstance(question, NumberQuestion):
            return _whole(_number(raw)) if question.integer else _number(raw)
        return _array(raw) if isinstance(question, ArrayQuestion) else _text(raw)
    except _No as error:
        return Malformed(str(error))


def normal(text: str) -> str:
    """A text as it is compared: without case and spacing."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _choice(raw: Any, order: Sequence[str]) -> str:
    if isinstance(raw, list) and len(raw) == 1:
        (raw,) = raw
    name = raw.strip() if isinstance(raw, str) else raw
    if name in order and isinstance(name, str):
        return name
    place = name
    if isinstance(name, str) and re.fullmatch(r"[0-9]{1,3}", name):
        place = int(name)
    if type(place) is int and 1 <= place <= len(order):
        return order[place - 1]
    raise _No(f"{_quoted(raw)} is no choice: write a number from 1 to {len(order)}.")


def _choices(raw: Any, order: Sequence[str]) -> tuple[str, ...]:
    if isinstance(raw, str):
        raw = raw.replace(",", " ").split()
    names = raw if isinstance(raw, list) else [raw]
    if len(names) > ENTRIES:
        raise _No("These are more answers than there are choices.")
    return tuple(dict.fromkeys(_choice(name, order) for name in names))


def _number(raw: Any) -> int | float:
    value = raw
    if isinstance(raw, str):
        written = bracketed(raw.strip().translate(_MINUS))
        if len(written) > NUMBER_CHARACTERS or not _NUMBER.fullmatch(written):
            raise _No(f"{_quoted(raw)} is no number: write one such as 12, -0.5 or 1.5e-3.")
        value = int(written) if re.fullmatch(r"[+-]?[0-9]+", written) else float(written)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _No(f"{_quoted(raw)} is no number: write one such as 12, -0.5 or 1.5e-3.")
    if not math.isfinite(value) if isinstance(value, float) else abs(value) >= LARGEST:
        raise _No(f"{_quoted(raw)} is no finite number.")
    return value


def _whole(value: int | float) -> int:
    if value != int(value):
        raise _No(f"{value} is no whole number, and one is asked for.")
    return int(value)


def _array(raw: Any) -> list[Any]:
    if isinstance(raw, str):
        raw = _typed_list(raw)
    if not isinstance(raw, list):
        raise _No(f"{_quoted(raw)} is no list: write one such as [1, 0.5].")
    _shape(raw, AXES)
    return [_numbers(item) for item in raw]


def _typed_list(text: str) -> Any:
    """A list as text, also as NumPy prints it, in parentheses, or bare: [1 0], (3, 4), 3, 4."""
    written = bracketed(text.strip().translate(_MINUS))
    if len(written) <= ENTRIES * NUMBER_CHARACTERS and _LIST.fullmatch(written):
        written = _GAP.sub(", ", _NUMBER.sub(lambda n: json.dumps(_number(n[0])), written))
        written = re.sub(r",\s*(\]|$)", r"\1", written)
        for whole in (written, f"[{written}]"):
            with contextlib.suppress(ValueError, RecursionError):
                if isinstance(found := json.loads(whole), list):
                    return found
    raise _No(f"{_quoted(text)} is no list of numbers: write one such as [1, 0.5].")


def _shape(value: Any, axes: int) -> tuple[int, ...]:
    """The shape of nested lists of the same length each, and not too many of them."""
    if not isinstance(value, list):
        return ()
    if not axes or len(value) > ENTRIES:
        raise _No("This is more than any answer here has: write the list that is asked for.")
    shapes = {_shape(item, axes - 1) for item in value}
    if len(shapes) > 1:
        raise _No("The rows of this list differ in length.")
    shape = (len(value), *next(iter(shapes), ()))
    if math.prod(shape) > ENTRIES:
        raise _No("This is more than any answer here has: write the list that is asked for.")
    return shape


def _numbers(value: Any) -> Any:
    return [_numbers(item) for item in value] if isinstance(value, list) else _number(value)


def _text(raw: Any) -> str:
    if not isinstance(raw, str) or len(raw) > TEXT_CHARACTERS:
        raise _No(f"This is no text of up to {TEXT_CHARACTERS} characters.")
    return raw.strip()


def _quoted(raw: Any) -> str:
    """The beginning of what was written."""
    if not isinstance(raw, str | int | float) or (isinstance(raw, int) and abs(raw) >= LARGEST):
        return "This"  # a list, a table, or more digits than Python writes
    text = str(raw)
    return repr(text if len(text) <= NUMBER_CHARACTERS else f"{text[:NUMBER_CHARACTERS]}...")
