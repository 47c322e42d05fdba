"""Which misconception explains these wrong answers?

Reference and misconceptions live in this trusted process, so a wrong answer can be computed again
under every known wrong belief. A belief explains a function if it gives the student's answer on
every compared call of it, right or wrong. If none does, or more than one, nothing is said: a named
cause is never a guess.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from autograder import known_work
from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.known_work import TrustedModule
from autograder.trial import ComparedCall, tolerance


class Diagnosis:
    """The misconceptions of one assignment, ready to be tried."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment

    @cached_property
    def beliefs(self) -> dict[str, list[TrustedModule]]:
        """Every misconception that the rubric has a hint for, with its variants as modules."""
        declared = {misconception.slug for misconception in self.assignment.rubric.misconceptions}
        found: dict[str, list[TrustedModule]] = {}
        for work in known_work.misconceptions(self.assignment):
            if work.name in declared:
                found.setdefault(work.name, []).append(TrustedModule(work.source, str(work)))
        return found

    def name(
        self, compared: Iterable[ComparedCall], criteria: Mapping[str, str]
    ) -> dict[str, list[str]]:
        """Name the cause of wrong answers, per criterion.

        Args:
            compared: every compared call of one submission.
            criteria: the criterion of each test.
        """
        calls: dict[str, list[ComparedCall]] = {}
        for call in compared:
            calls.setdefault(call.function, []).append(call)
        named: dict[str, list[str]] = {}
        for made in calls.values():
            wrong = [call for call in made if not call.right]
            if not wrong:
                continue
            explaining = self.explain(made)
            if len(explaining) != 1:
                continue
            for criterion in dict.fromkeys(criteria[call.test] for call in wrong):
                slugs = named.setdefault(criterion, [])
                if explaining[0] not in slugs:
                    slugs.append(explaining[0])
        return named

    def explain(self, made: list[ComparedCall]) -> list[str]:
        """The misconceptions that give the student's answer on every one of these calls."""
        if not all(call.judged for call in made):
            return []
        made = sorted(made, key=lambda call: call.right)  # a wrong one contradicts most beliefs
        quiet = contextlib.redirect_stdout(io.StringIO())  # standard output is for reports
        with warnings.catch_warnings(), np.errstate(all="ignore"), quiet:
            warnings.simplefilter("ignore")
            return [
                slug
                for slug, variants in self.beliefs.items()
                if any(all(self._gives(module, call) for call in made) for module in variants)
            ]

    def _gives(self, module: TrustedModule, call: ComparedCall) -> bool:
        try:
            value = module.call(call.function, call.payload)
        except Exception as error:  # noqa: BLE001  a belief may raise where the student raised
            return type(error).__name__ == call.exception
        if call.exception:
            return False
        rtol, atol = tolerance(self.assignment, call.function)
        # The symptom of a belief may be nan itself, as where exp overflows.
        return find_gap(call.answer, value, rtol, atol, equal_nan=True) is None
