"""The private part of a quiz, `key.toml`: what is right, what is known to be wrong, and what a
student is told then."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, field_validator, model_validator

from autograder import files
from autograder.errors import CourseError
from autograder.quiz.formulas import Formula
from autograder.quiz.questions import ChoiceQuestion, ChoicesQuestion, Paper, Question, Said
from autograder.report import Frozen
from autograder.rubric import ClassName, Slug

# What Moodle takes as a share of a question's points; another one would stop its import.
CREDITS = tuple(
    Fraction(share)
    for share in (
        *("0", "1/20", "1/10", "1/9", "1/8", "1/7", "1/6", "1/5", "1/4", "3/10", "1/3"),
        *("2/5", "1/2", "3/5", "2/3", "7/10", "3/4", "4/5", "5/6", "9/10"),
    )
)
_AS_MOODLE = Fraction(1, 100_000)  # it compares five digits
_SPREAD = "[first, last, step], { values = [...] } or { shape = [...], range = [...] }"


def _credit(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        raise ValueError(f"{value!r} is no number")
    found = min(CREDITS, key=lambda share: abs(share - Fraction(value)))
    if abs(found - Fraction(value)) > _AS_MOODLE:
        raise ValueError(f"{value} is no share that Moodle takes: use 0, 0.25, 0.5 or such")
    return found


class Spread(Frozen):
    """What a parameter is drawn from; with a shape, each entry of an array by itself."""

    values: tuple[int | float | str, ...] = Field(min_length=1)
    shape: tuple[int, ...] = ()


def _spread(value: Any) -> Any:
    if isinstance(value, list):
        return {"values": _range(value)}
    if isinstance(value, dict) and set(value) == {"shape", "range"}:
        return {"values": _range(value["range"]), "shape": value["shape"]}
    if isinstance(value, dict) and set(value) == {"values"}:
        return value
    raise ValueError(f"say what it is drawn from: {_SPREAD}")


def _range(value: Any) -> list[int | float]:
    """Numbers from the first to the last at equal distances, exact in decimals: 0.1, 0.2, 0.3."""
    is_range = isinstance(value, list) and len(value) == 3
    if not is_range or not all(type(n) in (int, float) for n in value):
        raise ValueError(f"{value} is no range: write {_SPREAD}")
    first, last, step = (Decimal(str(n)) for n in value)
    if not step > 0 or not first <= last:
        raise ValueError(f"{value} has no numbers: first <= last, and step > 0")
    numbers = (first + n * step for n in range(int((last - first) / step) + 1))
    is_whole = all(type(n) is int for n in value)
    return [int(number) if is_whole else float(number) for number in numbers]


class KnownWrong(Frozen):
    """A wrong value that tells what was thought, and what to say then; `credit` is kept of it."""

    answer: Formula | None = None
    accept: tuple[Said, ...] = ()
    feedback: Said
    misconception: ClassName | None = None
    credit: Annotated[Fraction, BeforeValidator(_credit)] = Fraction(0)


class _Answer(Frozen):
    id: Slug


class ChoiceAnswer(_Answer):
    """Which choices are right, and what is said to who takes another one."""

    kind: Literal["choice", "choices"]
    right: tuple[Slug, ...] = Field(min_length=1)
    feedback: dict[Slug, Said]
    misconceptions: dict[Slug, ClassName] = Field(default_factory=dict)

    @property
    def beliefs(self) -> list[str]:
        """The misconceptions that it names."""
        return list(self.misconceptions.values())

    @property
    def worked(self) -> str:
        """Why the right choices are right, where that is said."""
        return " ".join(self.feedback[name] for name in self.right if name in self.feedback)


class _Computed(_Answer):
    parameters: dict[str, Annotated[Spread, BeforeValidator(_spread)]] = Field(default_factory=dict)
    where: Formula = "True"
    worked: str = ""
    wrong: tuple[KnownWrong, ...] = ()

    @property
    def beliefs(self) -> list[str]:
        """The misconceptions that it names."""
        return [wrong.misconception for wrong in self.wrong if wrong.misconception]

    @field_validator("parameters")
    @classmethod
    def _have_names(cls, parameters: dict[str, Spread]) -> dict[str, Spread]:
        for name in parameters:
            if not name.isidentifier():
                raise ValueError(f"{name!r} is no name of a parameter: use letters, digits and _")
        return parameters


class ValueAnswer(_Computed):
    """A number or an array; x passes for the right r where |x - r| <= atol + rtol * |r|."""

    kind: Literal["number", "array"]
    answer: Formula
    atol: float = Field(default=0, ge=0, allow_inf_nan=False)
    rtol: float = Field(default=0, ge=0, allow_inf_nan=False)

    @model_validator(mode="after")
    def _know_wrong_values(self) -> ValueAnswer:
        for number, wrong in enumerate(self.wrong):
            if wrong.answer is None or wrong.accept:
                raise ValueError(f"wrong.{number}: say which value it is: answer = a formula")
        return self

    def tolerance(self, right: float) -> float:
        """How far from `right` still passes for it."""
        return self.atol + self.rtol * abs(right)


class TextAnswer(_Computed):
    """One of some accepted forms, or the text that a formula gives."""

    kind: Literal["text"]
    answer: Formula | None = None
    accept: tuple[Said, ...] = ()

    @model_validator(mode="after")
    def _say_it_in_one_way(self) -> TextAnswer:
        ways = [(self.answer, self.accept), *((each.answer, each.accept) for each in self.wrong)]
        for answer, accept in ways:
            if (answer is None) != bool(accept):
                raise ValueError("say it in one way: accept = [...] or answer = a formula")
        return self


Answer = Annotated[ChoiceAnswer | ValueAnswer | TextAnswer, Field(discriminator="kind")]


class Key(Frozen):
    """`key.toml`: an answer for each question."""

    answers: tuple[Answer, ...]

    @property
    def by_id(self) -> dict[str, ChoiceAnswer | ValueAnswer | TextAnswer]:
        """Question -> its answer."""
        return {answer.id: answer for answer in self.answers}


def load(path: Path, paper: Paper) -> Key:
    """The key to the questions of `paper`.

    Raises:
        CourseError: it is missing, or does not fit the questions; names file, question and field.
    """
    document = files.document(path)
    kinds = {question.id: question.kind for question in paper.questions}
    listed = document.get("answers")
    entries = listed if isinstance(listed, list) else []
    for entry in entries:
        if isinstance(entry, dict) and entry.get("id") in kinds:
            entry.setdefault("kind", kinds[entry["id"]])
    ids = [entry.get("id") for entry in entries if isinstance(entry, dict)]
    for name in ids:
        if name not in kinds:
            raise CourseError(f"{path}: answers.{name}: there is no question {name!r}.")
        if ids.count(name) > 1:
            raise CourseError(f"{path}: answers.{name}: it stands twice: keep one of them.")
    key = files.fitted(path, document, Key)
    for question in paper.questions:
        if question.id not in ids:
            raise CourseError(f"{path}: answers: the question {question.id!r} has none: add it.")
        if problem := _misfit(question, key.by_id[question.id]):
            raise CourseError(f"{path}: answers.{question.id}.{problem}.")
    return key


def _misfit(question: Question, answer: ChoiceAnswer | ValueAnswer | TextAnswer) -> str:
    """The field of an answer that does not fit its question, and why; else nothing."""
    if answer.kind != question.kind:
        return f"kind: the question is of kind {question.kind!r}"
    if not isinstance(question, ChoiceQuestion | ChoicesQuestion):
        return ""
    assert isinstance(answer, ChoiceAnswer)  # noqa: S101  their kinds are equal
    ids = [choice.id for choice in question.choices]
    for field, named in (
        ("right", answer.right),
        ("feedback", answer.feedback),
        ("misconceptions", answer.misconceptions),
    ):
        if strangers := [name for name in named if name not in ids]:
            return f"{field}: there is no choice {strangers[0]!r}: use one of {', '.join(ids)}"
    if len(set(answer.right)) != (1 if question.kind == "choice" else len(answer.right)):
        return "right: name one choice" if question.kind == "choice" else "right: one stands twice"
    silent = [name for name in ids if name not in answer.right and name not in answer.feedback]
    return f"feedback: the wrong choice {silent[0]!r} has none: add it" if silent else ""
