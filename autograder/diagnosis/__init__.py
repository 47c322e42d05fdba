"""From wrong answers to what a student is told of them: causes, gaps, and what follows from what.

`beliefs` names the misconception that explains a function's answers, `probes` asks on where a test
ended, `relations` proves that one failure follows from another, and `gap` with `sharpen` says what
wrong answers have in common. Nothing said is a guess: each sentence held for all that was asked.
What values cannot show, a test's author may put down to a cause (`Compare.cause`). What is left
without a cause is told to staff by `unexplained`, with a signature of its `behaviour`.
"""

from __future__ import annotations

from typing import NamedTuple

from autograder.diagnosis.beliefs import Beliefs, named
from autograder.diagnosis.probes import asked_on
from autograder.diagnosis.relations import Relations
from autograder.diagnosis.sharpen import sharpened
from autograder.diagnosis.unexplained import unexplained
from autograder.hidden import HiddenTests
from autograder.report import Unexplained
from autograder.rubric import Outcome
from autograder.trial import Module, Trial


class Diagnosed(NamedTuple):
    """Outcomes with what more can be said of them, their causes, and what has none."""

    outcomes: list[Outcome]
    named: dict[str, list[str]]  # the misconceptions of each criterion
    unexplained: tuple[Unexplained, ...]


class Diagnosis:
    """What can be said of wrong answers to the tests of one assignment."""

    def __init__(self, tests: HiddenTests) -> None:
        self.tests = tests
        self.beliefs = Beliefs(tests.assignment)
        self.relations = Relations(tests.assignment)

    def of(self, outcomes: list[Outcome], trial: Trial, student: Module) -> Diagnosed:
        """Diagnose one submission, which is asked for more answers where some were wrong.

        Raises:
            GraderError: a misconception or the reference does not load.
        """
        tests, assignment, reference = self.tests, self.tests.assignment, self.tests.reference
        compared = trial.compared
        follows = self.relations.follows(compared, student)
        seen = asked_on(compared, tests.probes, student, reference, assignment)
        causes = self.beliefs.causes(seen, follows)
        found = named(seen, tests.criteria, causes)
        for test, slug in trial.causes.items():
            slugs = found.setdefault(tests.criteria[test], [])
            slugs += [slug] if slug not in slugs else []
        return Diagnosed(
            sharpened(outcomes, compared, seen, assignment, reference, follows),
            found,
            tuple(unexplained(seen, tests.criteria, causes, follows, assignment, reference)),
        )
