"""Tell a student more than "wrong values", where all wrong answers of a criterion agree on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from autograder.assignment import Assignment
from autograder.diagnosis.gap.asked import Asked, option
from autograder.diagnosis.gap.sentences import Wrong, sentence
from autograder.known_work import TrustedModule
from autograder.report import TestStatus
from autograder.rubric import Outcome
from autograder.sandbox.wire import decode
from autograder.trial import ComparedCall, by_function, tolerance


def sharpened(
    outcomes: Iterable[Outcome],
    compared: Iterable[ComparedCall],
    seen: Iterable[ComparedCall],
    assignment: Assignment,
    reference: TrustedModule,
    follows: Mapping[str, Sequence[str]],
) -> list[Outcome]:
    """The same outcomes, with what more can be said of their failures.

    Args:
        outcomes: what every test found.
        compared: the calls that the tests compared: at a wrong one, a test ended.
        seen: the same and what was asked on; a sentence must hold for all of it.
        assignment: whose tolerances count.
        reference: whose signatures give arguments their names.
        follows: for each function that is wrong only because others are, those others.
    """
    outcomes = list(outcomes)
    criteria = {outcome.result.name: outcome.criterion for outcome in outcomes}
    ended = {call.test: call for call in compared if not call.right}
    gaps: dict[tuple[str, str], str] = {}
    more: dict[str, str] = {}
    for function, made in by_function(seen).items():
        wrong = [call for call in made if not call.right]
        if not wrong:
            continue
        more[function] = _follows(function, follows) or _option(function, made, reference)
        start = "The" if len(wrong) == len(made) else "Where it is wrong, the"
        for criterion, group in _by_criterion(wrong, criteria).items():
            told = _values(function, group, assignment, reference)
            if told:
                gaps[criterion, function] = f"{start} result of `{function}` {told}."
    return [_told(o, ended.get(o.result.name), gaps, more) for o in outcomes]


def _told(
    outcome: Outcome,
    ended: ComparedCall | None,
    gaps: Mapping[tuple[str, str], str],
    more: Mapping[str, str],
) -> Outcome:
    """What is known of the call that ended a test goes to the test's outcome."""
    if ended is None or outcome.result.status is TestStatus.PASSED:
        return outcome
    gap = outcome.gap
    if _is_value(ended) and outcome.result.status is TestStatus.FAILED:
        gap = gaps.get((outcome.criterion, ended.function), gap)
    return replace(outcome, gap=gap, more=more.get(ended.function, ""))


def _is_value(call: ComparedCall) -> bool:
    """Whether a value came where one was asked for; an exception, on either side, is none."""
    return not call.exception and call.expected is not None


def _by_criterion(
    wrong: Iterable[ComparedCall], criteria: Mapping[str, str]
) -> dict[str, list[ComparedCall]]:
    """The wrong values of each criterion, and what could not be judged."""
    groups: dict[str, list[ComparedCall]] = {}
    for call in wrong:
        if not call.judged or _is_value(call):
            groups.setdefault(criteria[call.test], []).append(call)
    return groups


def _values(
    function: str, group: list[ComparedCall], assignment: Assignment, reference: TrustedModule
) -> str:
    if not all(call.judged for call in group):
        return ""
    rtol, atol = tolerance(assignment, function)
    answers = [
        Wrong(call.answer, call.expected, rtol, atol, _asked(call, reference)) for call in group
    ]
    claim = sentence(answers)
    return claim.sentence if claim else ""


def _follows(function: str, follows: Mapping[str, Sequence[str]]) -> str:
    names = " and ".join(f"`{name}`" for name in follows.get(function, ()))
    return f"What is wrong in `{function}` follows from {names}." if names else ""


def _option(function: str, made: list[ComparedCall], reference: TrustedModule) -> str:
    asked = [(call.right, _asked(call, reference)) for call in made]
    claim = option([a for right, a in asked if not right], [a for right, a in asked if right])
    return f"`{function}` {claim.sentence}." if claim else ""


def _asked(call: ComparedCall, reference: TrustedModule) -> Asked:
    args, kwargs = decode(call.payload, layout=True)
    return Asked.of(reference.function(call.function), args, kwargs)
