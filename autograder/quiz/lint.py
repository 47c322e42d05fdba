"""Prove that a quiz holds together.

For every variant the right answer earns full marks, and each known wrong one is told apart: it
keeps its credit and hears its own feedback. Pools, places of right choices, texts and shares are
looked at, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from autograder.errors import AutograderError
from autograder.quiz import compare, texts
from autograder.quiz.answers import Malformed, understood
from autograder.quiz.build import Pool, build
from autograder.quiz.key import CREDITS, ChoiceAnswer, TextAnswer, ValueAnswer
from autograder.quiz.marking import Marker
from autograder.quiz.questions import Question, filled, placeholders, shown
from autograder.quiz.quiz import Quiz
from autograder.quiz.variants import Drawn
from autograder.report import Frozen, TestStatus

FEW = 3  # questions with one right choice: from then on their places tell something


class Row(Frozen):
    """One question: its variants, how many different right answers they have, its known wrong
    answers, and the share of draws that was thrown away."""

    id: str
    kind: str
    variants: int
    answers: int
    wrong: int
    thrown_away: float


class Lint(Frozen):
    """What was looked at in a quiz, and what does not hold."""

    slug: str
    questions: tuple[Row, ...] = ()
    misconceptions: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether nothing is amiss."""
        return not self.problems


def lint(quiz: Quiz) -> Lint:
    """Look at everything; what stands in the way of that is a problem, too."""
    try:
        marker = Marker(quiz)
        pools = {pool.question: pool for pool in build(quiz)}
        outdated = _outdated(quiz, pools)
        if outdated:
            return Lint(slug=quiz.slug, problems=outdated)
        problems = [*_places(marker), *texts.given_away(marker)]
        for question in quiz.paper.questions:
            problems += [f"{question.id}: {said}" for said in _problems(marker, question)]
        rows = [_row(marker, question, pools.get(question.id)) for question in quiz.paper.questions]
    except AutograderError as error:
        return Lint(slug=quiz.slug, problems=(str(error),))
    beliefs = {slug for answer in marker.answers.values() for slug in answer.beliefs}
    return Lint(
        slug=quiz.slug,
        questions=tuple(rows),
        misconceptions=tuple(sorted(beliefs)),
        problems=tuple(problems),
    )


def _outdated(quiz: Quiz, pools: dict[str, Pool]) -> tuple[str, ...]:
    found = {name: pool.variants for name, pool in pools.items()}
    return tuple(
        f"{name}: variants.json is not what the key gives: run `autograder quiz build "
        f"{quiz.slug}`, but not while students have it, for their numbers would change"
        for name in sorted(quiz.pools.keys() | found.keys())
        if quiz.pools.get(name) != found.get(name)
    )


def _problems(marker: Marker, question: Question) -> Iterator[str]:
    answer = marker.answers[question.id]
    pool = marker.quiz.pools.get(question.id, ({},))
    for text in (*question.texts, *_said(answer), marker.worked(question.id, pool[0])):
        if texts.is_eaten(filled(text, pool[0])):
            yield f"Markdown would not show this as it stands, set formulas in backticks: {text}"
    if isinstance(answer, ChoiceAnswer):
        right = len(answer.right)
        if right > 1 and Fraction(1, right) not in CREDITS:
            yield f"{right} right choices: Moodle has no share for each of so many, use 10 at most"
        return
    known, used = set(answer.parameters), placeholders(question.prompt)
    for name in sorted(known ^ used):
        yield f"{{{name}}} is " + ("drawn and not shown" if name in known else "no parameter")
    for drawn in pool:
        problem = _misjudged(marker, question, answer, drawn)
        if problem:
            yield f"{problem}, for {shown(list(drawn.items()))}"
            return


def _said(answer: ChoiceAnswer | ValueAnswer | TextAnswer) -> list[str]:
    if isinstance(answer, ChoiceAnswer):
        return list(answer.feedback.values())
    return [wrong.feedback for wrong in answer.wrong]


def _misjudged(
    marker: Marker, question: Question, answer: ValueAnswer | TextAnswer, drawn: Drawn
) -> str:
    """Which known answer does not come to what it must; nothing if all do."""
    solved = marker.solved(question.id, drawn)
    marker.worked(question.id, drawn)
    if not compare.are_apart(answer, solved):
        return "an answer would pass for two of the right one and those that are known to be wrong"
    is_exact = isinstance(answer, ValueAnswer) and not answer.atol and not answer.rtol
    if is_exact and not all(isinstance(n, int) for n in compare.flat(solved.right)):
        return "a right answer with a fraction needs a tolerance: atol or rtol"

    def judged(value: Any) -> compare.Verdict:
        raw = value[0] if isinstance(value, tuple) else value
        given = understood(question, raw)
        if isinstance(given, Malformed):
            return compare.Verdict(TestStatus.INVALID_RETURN, gap=given.why)
        return compare.judge(question, answer, solved, given)

    right = judged(solved.right)
    if right.status is not TestStatus.PASSED:
        return f"the right answer {shown(solved.answer)} does not pass. {right.gap}".strip()
    for number, (wrong, value) in enumerate(zip(answer.wrong, solved.wrong, strict=True)):
        if judged(value) != compare.known(wrong):
            return f"wrong.{number} is {shown(value)}, and is not taken for what it is"
    return ""


def _places(marker: Marker) -> Iterator[str]:
    """In the file: there students can read it, and there an author forgets to move it."""
    places = []
    for question in marker.quiz.paper.questions:
        answer = marker.answers[question.id]
        if question.kind == "choice" and isinstance(answer, ChoiceAnswer):
            ids = [choice.id for choice in question.choices]
            places.append(ids.index(answer.right[0]) + 1)
    if len(places) >= FEW and len(set(places)) == 1:
        yield f"all {len(places)} right choices stand at place {places[0]}: mix them"


def _row(marker: Marker, question: Question, pool: Pool | None) -> Row:
    answer = marker.answers[question.id]
    variants = marker.quiz.pools.get(question.id, ({},))
    rights = {repr(marker.solved(question.id, drawn).answer) for drawn in variants}
    if isinstance(answer, ChoiceAnswer):
        wrong = len(question.texts) - 1 - len(answer.right)
    else:
        wrong = len(answer.wrong)
    return Row(
        id=question.id,
        kind=question.kind,
        variants=len(variants),
        answers=len(rights),
        wrong=wrong,
        thrown_away=pool.thrown_away if pool else 0.0,
    )
