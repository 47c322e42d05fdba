"""Which misconception explains these wrong answers?

Reference and misconceptions live in this trusted process, so a wrong answer can be computed again
under every known wrong belief. A belief explains a function if it gives the student's answer on
every compared call of it, right or wrong. If none does, or more than one, nothing is said: a named
cause is never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

from autograder import known_work
from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.known_work import TrustedModule
from autograder.trial import ComparedCall, by_function, tolerance


class Beliefs:
    """The misconceptions of one assignment, ready to be tried."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment

    @cached_property
    def modules(self) -> dict[str, list[TrustedModule]]:
        """Every misconception that the rubric has a hint for, with its variants as modules."""
        declared = {misconception.slug for misconception in self.assignment.rubric.misconceptions}
        found: dict[str, list[TrustedModule]] = {}
        for work in known_work.misconceptions(self.assignment):
            if work.name in declared:
                found.setdefault(work.name, []).append(TrustedModule(work.source, str(work)))
        return found

    def causes(
        self,
        compared: Iterable[ComparedCall],
        follows: Mapping[str, Sequence[str]] = MappingProxyType({}),
    ) -> dict[str, list[str]]:
        """The misconceptions behind each function; none where it is not certain.

        A function that is wrong only because others are has their causes, and no other: a belief
        that happens to give its answers too would be a guess.

        Args:
            compared: every compared call of one submission.
            follows: for each function that is wrong only because others are, those others.
        """
        causes: dict[str, list[str]] = {}
        for name, made in by_function(compared).items():
            blamed = follows.get(name, ())
            if not blamed and not all(call.right for call in made):
                explaining = self.explain(made)
                causes[name] = explaining if len(explaining) == 1 else []
            else:
                causes[name] = []
        for name in follows:
            below = [causes[other] for other in follows[name] if other not in follows]
            if all(below):
                causes[name] = list(dict.fromkeys(slug for slugs in below for slug in slugs))
        return causes

    def explain(self, made: list[ComparedCall]) -> list[str]:
        """The misconceptions that give the student's answer on every one of these calls."""
        if not all(call.judged for call in made):
            return []
        made = sorted(made, key=lambda call: call.right)  # a wrong one contradicts most beliefs
        with known_work.quietly():
            return [
                slug
                for slug, variants in self.modules.items()
                if any(all(self._gives(module, call) for call in made) for module in variants)
            ]

    def _gives(self, module: TrustedModule, call: ComparedCall) -> bool:
        try:
            value = module.call(call.function, call.payload)
        except Exception as error:  # noqa: BLE001  a belief may raise where the student raised
            # At the edges an author's belief may raise where a student's, written otherwise, does
            # not: in a probe only another value contradicts it.
            return call.probe or type(error).__name__ == call.exception
        if call.exception:
            return False
        rtol, atol = tolerance(self.assignment, call.function)
        # The symptom of a belief may be nan itself, as where exp overflows.
        return find_gap(call.answer, value, rtol, atol, equal_nan=True) is None


def named(
    compared: Iterable[ComparedCall],
    criteria: Mapping[str, str],
    causes: Mapping[str, Sequence[str]],
) -> dict[str, list[str]]:
    """The causes of wrong answers, per criterion.

    Args:
        compared: every compared call of one submission.
        criteria: the criterion of each test.
        causes: the misconceptions behind each function.
    """
    found: dict[str, list[str]] = {}
    for function, made in by_function(compared).items():
        for criterion in dict.fromkeys(criteria[call.test] for call in made if not call.right):
            slugs = found.setdefault(criterion, [])
            slugs += [slug for slug in causes[function] if slug not in slugs]
    return {criterion: slugs for criterion, slugs in found.items() if slugs}
