"""Whose numbers are whose: drawn from SHA-256 alone, the same on every machine and in any language.

docs/quizzes.md says how, with a test vector.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.unit import sha256_of


@dataclass(frozen=True)
class Draw:
    """What one student draws in one attempt at a quiz."""

    course: str
    epoch: str
    quiz: str
    student: str
    attempt: int

    def entry(self, question: str, size: int) -> int:
        """Which of `size` variants it is, from 0."""
        return int(self._sha256(question), 16) % size

    def order(self, question: str, ids: Iterable[str]) -> tuple[str, ...]:
        """In which order choices are shown: that of their hashes."""
        return tuple(sorted(ids, key=lambda name: self._sha256(question, name)))

    def _sha256(self, question: str, *more: str) -> str:
        who = (self.student, str(self.attempt))
        return sha256_of(self.course, self.epoch, self.quiz, question, *who, *more)
