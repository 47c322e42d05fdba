"""Draw the variants of a quiz: parameters from the key's ranges, kept where they are proven.

Kept is what satisfies `where` and in which no answer passes for two of the right value and the
known wrong ones. Drawn by SHA-256, so that the same key gives the same pool on every machine.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from autograder.errors import CourseError
from autograder.quiz.compare import are_apart, solve
from autograder.quiz.formulas import FormulaError
from autograder.quiz.key import ChoiceAnswer, Spread, TextAnswer, ValueAnswer
from autograder.quiz.quiz import Quiz
from autograder.quiz.variants import Drawn
from autograder.unit import sha256_of

MOST = 500  # variants of a question
ALL = 50_000  # combinations up to which all of them are looked at
TRIES = 20_000  # where there are more


@dataclass(frozen=True)
class Pool:
    """The variants of one question, and how many of those that were drawn had to be thrown away."""

    question: str
    variants: tuple[Drawn, ...]
    tried: int
    not_where: int
    not_apart: int

    @property
    def thrown_away(self) -> float:
        """Their share."""
        return (self.not_where + self.not_apart) / self.tried


def build(quiz: Quiz) -> list[Pool]:
    """A pool for each question that draws numbers.

    Raises:
        CourseError: a formula has no value, or no variant holds; names file, question and field.
    """
    computed = [a for a in quiz.key.answers if not isinstance(a, ChoiceAnswer) and a.parameters]
    return [_pool(quiz, answer) for answer in computed]


def _pool(quiz: Quiz, answer: ValueAnswer | TextAnswer) -> Pool:
    kept: list[Drawn] = []
    tried = not_where = not_apart = 0
    key = quiz.solution / "key.toml"
    try:
        for drawn in _draws(f"{quiz.course_id}/{quiz.slug}/{answer.id}", answer.parameters):
            tried += 1
            if not quiz.formulas.value(answer.where, drawn):
                not_where += 1
            elif not are_apart(answer, solve(answer, drawn, quiz.formulas)):
                not_apart += 1
            else:
                kept.append(drawn)
            if len(kept) == MOST:
                break
    except FormulaError as error:
        raise CourseError(f"{key}: answers.{answer.id}: {error}.") from error
    if not kept:
        raise CourseError(
            f"{key}: answers.{answer.id}.where: none of {tried} draws holds ({not_where} do not "
            f"satisfy it, {not_apart} do not tell known wrong answers apart): widen the ranges."
        )
    return Pool(answer.id, tuple(kept), tried, not_where, not_apart)


def _draws(seed: str, parameters: dict[str, Spread]) -> Iterator[Drawn]:
    """Different draws in an order that looks random; all of them where there are few."""
    sizes = [len(s.values) ** math.prod(s.shape) for s in parameters.values()]
    if (combinations := math.prod(sizes)) <= ALL:
        order = sorted(range(combinations), key=lambda n: sha256_of(seed, str(n)))
        yield from (_numbered(n, parameters) for n in order)
        return
    seen = set()
    for n in range(TRIES):
        blocks = range(combinations.bit_length() // 256 + 1)
        digits = "".join(sha256_of(seed, str(n), str(block)) for block in blocks)
        number = int(digits, 16) % combinations
        if number not in seen:
            seen.add(number)
            yield _numbered(number, parameters)


def _numbered(number: int, parameters: dict[str, Spread]) -> Drawn:
    """The combination with this number: its digits say which value each entry has."""
    drawn: Drawn = {}
    for name, spread in parameters.items():
        entries: list[Any] = []
        for _ in range(math.prod(spread.shape)):
            number, digit = divmod(number, len(spread.values))
            entries.append(spread.values[digit])
        for length in reversed(spread.shape[1:]):
            entries = [entries[i : i + length] for i in range(0, len(entries), length)]
        drawn[name] = entries if spread.shape else entries[0]
    return drawn
