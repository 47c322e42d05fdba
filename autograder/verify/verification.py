"""What `verify` found: frozen data that text, JSON and the page are made from."""

from __future__ import annotations

from autograder.report import Frozen


class Verification(Frozen):
    """What was proven of one assignment, and what does not hold.

    Mutants are tried where all else holds: each loses points, is declared `equivalent`, or is a
    problem. Of a quiz `tests` are questions, `correct` variants, and `wrong` known wrong answers.
    """

    slug: str
    tests: int = 0
    misconceptions: int = 0
    correct: int = 0
    wrong: int = 0
    visible: int = 0
    mutants: int = 0
    equivalent: int = 0
    problems: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every claim was proven."""
        return not self.problems
