"""One answer against the key: right, a known mistake, wrong, malformed or blank. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from autograder.quiz.answers import Malformed, normal
from autograder.quiz.formulas import FormulaError, Formulas
from autograder.quiz.key import ChoiceAnswer, KnownWrong, TextAnswer, ValueAnswer
from autograder.quiz.questions import ChoicesQuestion, Question, Scoring, shown
from autograder.report import TestStatus

BLANK = "Not answered."
MORE = "Something that is right is missing."
Answer = ChoiceAnswer | ValueAnswer | TextAnswer


@dataclass(frozen=True)
class Solved:
    """For drawn numbers the right value, as it is compared and as it is shown, and the known wrong
    ones; None for a question of choices."""

    right: Any = None
    answer: Any = None
    wrong: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What one answer came to.

    `gap` says how far a wrong answer is from the right one where that is known; `feedback` is what
    the key says of it, and `misconceptions` the beliefs that it shows.
    """

    status: TestStatus
    share: Fraction = Fraction(0)
    gap: str = ""
    feedback: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()

    @property
    def is_unknown(self) -> bool:
        """Whether it is wrong in a way that the key says nothing of."""
        return self.status is TestStatus.FAILED and not self.feedback


def solve(answer: Answer, drawn: Mapping[str, Any], formulas: Formulas) -> Solved:
    """Evaluate a key's formulas for drawn numbers.

    Raises:
        FormulaError: one has no value of the kind that is asked for.
    """
    if isinstance(answer, ChoiceAnswer):
        return Solved()
    right, *wrong = (_value(answer, of, drawn, formulas) for of in (answer, *answer.wrong))
    if isinstance(answer, ValueAnswer):
        return Solved(right, right, tuple(wrong))
    return Solved(_forms(right), right[0], tuple(map(_forms, wrong)))


def judge(question: Question, answer: Answer, solved: Solved, given: Any) -> Verdict:
    """Judge an answer as `answers.understood` gave it."""
    if given is None:
        return Verdict(TestStatus.NOT_RUN, gap=BLANK)
    if isinstance(given, Malformed):
        return Verdict(TestStatus.INVALID_RETURN, gap=f"{given.why} It was not marked.")
    if isinstance(answer, ChoiceAnswer):
        chosen = (given,) if isinstance(given, str) else given
        return _judge_choices(question, answer, chosen)
    if is_same(answer, solved.right, given):
        return Verdict(TestStatus.PASSED, Fraction(1))
    for wrong, value in zip(answer.wrong, solved.wrong, strict=True):
        if is_same(answer, value, given):
            return known(wrong)
    if isinstance(answer, ValueAnswer) and isinstance(given, list):
        return Verdict(TestStatus.FAILED, gap=_gap(answer, solved.right, given))
    return Verdict(TestStatus.FAILED)


def known(wrong: KnownWrong) -> Verdict:
    """What an answer comes to that is known to be wrong."""
    slugs = (wrong.misconception,) if wrong.misconception else ()
    return Verdict(TestStatus.FAILED, wrong.credit, "", (wrong.feedback,), slugs)


def is_same(answer: ValueAnswer | TextAnswer, value: Any, given: Any) -> bool:
    """Whether a student's value passes for one of the key's. Written so that NaN loses."""
    if isinstance(answer, TextAnswer):
        return normal(given) in value
    if isinstance(value, list) or isinstance(given, list):
        return shape(value) == shape(given) and all(_matches(answer, value, given))
    return bool(abs(given - value) <= answer.tolerance(value))


def are_apart(answer: ValueAnswer | TextAnswer, solved: Solved) -> bool:
    """Whether no answer passes for two of the right value and the known wrong ones."""
    pairs = itertools.combinations((solved.right, *solved.wrong), 2)
    return all(_are_apart(answer, one, other) for one, other in pairs)


def _are_apart(answer: ValueAnswer | TextAnswer, one: Any, other: Any) -> bool:
    if isinstance(answer, TextAnswer):
        return not set(one) & set(other)
    if shape(one) != shape(other):
        return True
    return any(
        abs(a - b) > answer.tolerance(a) + answer.tolerance(b)
        for a, b in zip(flat(one), flat(other), strict=True)
    )


def shape(value: Any) -> tuple[int, ...]:
    """The shape of nested lists of equal lengths; of a number, ()."""
    return (len(value), *shape(value[0] if value else 0)) if isinstance(value, list) else ()


def _value(
    answer: ValueAnswer | TextAnswer,
    of: ValueAnswer | TextAnswer | KnownWrong,
    drawn: Mapping[str, Any],
    formulas: Formulas,
) -> Any:
    """A number, nested lists of numbers, or a list of texts."""
    if of.answer is None:
        return list(getattr(of, "accept", ()))
    value = formulas.value(of.answer, drawn)
    if not _fits(answer, value):
        raise FormulaError(f"{of.answer!r} gives {shown(value)} for {dict(drawn)}: no answer")
    return [value] if isinstance(answer, TextAnswer) else value


def _forms(texts: list[str]) -> tuple[str, ...]:
    return tuple(map(normal, texts))


def _fits(answer: ValueAnswer | TextAnswer, value: Any) -> bool:
    if isinstance(answer, TextAnswer):
        return isinstance(value, str)
    if isinstance(value, list) != (answer.kind == "array"):
        return False
    return all(type(n) in (int, float) and abs(n) < float("inf") for n in flat(value))


def _judge_choices(question: Question, answer: ChoiceAnswer, chosen: tuple[str, ...]) -> Verdict:
    right, taken = set(answer.right), set(chosen)
    if taken == right:
        return Verdict(TestStatus.PASSED, Fraction(1))
    wrong = [name for name in chosen if name not in right]
    slugs = (answer.misconceptions[name] for name in wrong if name in answer.misconceptions)
    missing = isinstance(question, ChoicesQuestion) and not right <= taken
    return Verdict(
        TestStatus.FAILED,
        _share(question, right, taken),
        MORE if missing else "",
        tuple(answer.feedback[name] for name in wrong),
        tuple(dict.fromkeys(slugs)),
    )


def _share(question: Question, right: set[str], taken: set[str]) -> Fraction:
    if not isinstance(question, ChoicesQuestion) or question.scoring is Scoring.ALL:
        return Fraction(0)
    if question.scoring is Scoring.NET:
        return max(Fraction(0), Fraction(len(taken & right) - len(taken - right), len(right)))
    choices = len(question.choices)
    return Fraction(choices - len(taken ^ right), choices)


def _gap(answer: ValueAnswer, right: Any, given: Any) -> str:
    if shape(right) != shape(given):
        return f"An answer of shape {shape(given)} is not of the shape that is asked for."
    matches = list(_matches(answer, right, given))
    first = matches.index(False)
    place = next(itertools.islice(itertools.product(*map(range, shape(right))), first, None))
    where = ", ".join(str(index + 1) for index in place)
    axes = ("place", "row and column", "plane, row and column")[len(place) - 1]
    right_ones = f"{sum(matches)} of {len(matches)} entries are right"
    return f"{right_ones}; the first wrong one: {axes} {where}."


def _matches(answer: ValueAnswer, right: Any, given: Any) -> Iterator[bool]:
    for a, b in zip(flat(right), flat(given), strict=True):
        yield bool(abs(b - a) <= answer.tolerance(a))


def flat(value: Any) -> Iterator[Any]:
    """All numbers of nested lists, in order; of a number, itself."""
    if isinstance(value, list):
        for inner in value:
            yield from flat(inner)
    else:
        yield value
