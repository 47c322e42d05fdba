"""The public part of a quiz, `quiz.toml`. No model here has a field for an answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, field_validator, model_validator

from autograder.report import Frozen
from autograder.rubric import Slug
from autograder.unit import About

Said = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_PLACE = re.compile(r"\{([A-Za-z_]\w*)\}")


class Scoring(StrEnum):
    """What a question with several right choices earns."""

    ALL = "all"  # everything if exactly the right ones are chosen, else nothing
    NET = "net"  # (right ones chosen - wrong ones chosen) / right ones, nothing below 0
    EACH = "each"  # the share of choices that are rightly chosen or rightly left out


class Choice(Frozen):
    """One of the answers that a student may choose."""

    id: Slug
    text: Said


class _Question(Frozen):
    id: Slug
    prompt: Said

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything of it that a student reads."""
        return (self.prompt,)

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its choices, where it has any."""
        return ()


class _Chosen(_Question):
    choices: tuple[Choice, ...] = Field(min_length=2)

    @field_validator("choices")
    @classmethod
    def _have_ids_of_their_own(cls, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
        demand_once([choice.id for choice in choices], "choice")
        return choices

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything of it that a student reads."""
        return (self.prompt, *(choice.text for choice in self.choices))

    @property
    def ids(self) -> tuple[str, ...]:
        """Of its choices."""
        return tuple(choice.id for choice in self.choices)


class ChoiceQuestion(_Chosen):
    """One choice is right."""

    kind: Literal["choice"]


class ChoicesQuestion(_Chosen):
    """Several choices are right."""

    kind: Literal["choices"]
    scoring: Scoring = Scoring.ALL


class NumberQuestion(_Question):
    """The answer is a number; with `integer`, a whole one."""

    kind: Literal["number"]
    integer: bool = False
    unit: str = ""


class ArrayQuestion(_Question):
    """The answer is a list of numbers, or a list of such lists."""

    kind: Literal["array"]


class TextQuestion(_Question):
    """The answer is a word or a few."""

    kind: Literal["text"]


Question = Annotated[
    ChoiceQuestion | ChoicesQuestion | NumberQuestion | ArrayQuestion | TextQuestion,
    Field(discriminator="kind"),
]


class Attempts(Frozen):
    """How often a quiz may be taken, each time with other numbers, and what a wrong answer costs.

    `penalty` is in per cent of what a question earns, for each wrong answer to it before.
    """

    allowed: int | None = Field(default=None, ge=1)
    penalty: float = Field(default=0, ge=0, le=100)


class Paper(About):
    """`quiz.toml`: what anyone may know of a quiz."""

    attempts: Attempts = Attempts()
    questions: tuple[Question, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _have_ids_of_their_own(self) -> Paper:
        demand_once([question.id for question in self.questions], "question")
        return self


def demand_once(names: Sequence[str], what: str) -> None:
    """See that no name stands twice.

    Raises:
        ValueError: one does.
    """
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"the {what} {twice[0]!r} stands twice: give each its own id")


def placeholders(text: str) -> set[str]:
    """The parameters that a text has places for: {H}."""
    return set(_PLACE.findall(text))


def filled(text: str, drawn: Mapping[str, Any]) -> str:
    """A text with its drawn numbers put in; other braces stay."""
    return _PLACE.sub(lambda p: shown(drawn[p[1]]) if p[1] in drawn else p[0], text)


def shown(value: Any) -> str:
    """A value as a person writes it: 0.5, 3, -1.25e-07, [1, 0], apple pie."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(shown, value))}]"
    return f"{value:.7g}" if isinstance(value, float) else str(value)
