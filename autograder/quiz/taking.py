"""Take a quiz: answers go into a sheet, which is a file that is right after every one of them.

The file is all there is: it is read before each answer and written after it. Whoever stops goes on
where they stopped, in whatever way they answer next.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from autograder.errors import UsageError
from autograder.quiz import sheets
from autograder.quiz.answers import Malformed, understood
from autograder.quiz.completeness import Completeness, completeness
from autograder.quiz.own import demand_own
from autograder.quiz.quiz import Quiz, Shown
from autograder.quiz.sheets import NAME_CHARACTERS, Sheet

_NO_TEXT = re.compile("[\ud800-\udfff]")  # bytes of a command line that no file can hold


def usual_file(slug: str, attempt: int) -> Path:
    """Where a sheet is kept that nobody gave another place, from the working folder."""
    return Path(slug, *([f"attempt_{attempt}"] if attempt > 1 else []), sheets.FILE)


@dataclass(frozen=True)
class Taking:
    """One student's attempt at a quiz, in the sheet at `path`."""

    quiz: Quiz
    path: Path
    student: str
    attempt: int

    @classmethod
    def begin(
        cls, quiz: Quiz, path: Path, student: str | None = None, attempt: int | None = None
    ) -> Taking:
        """Begin with a blank sheet, or go on with the one that is there.

        Raises:
            UsageError: it is another student's or another attempt's, or nobody says whose it is.
            SubmissionError: the file is no sheet of this quiz.
            OSError: it cannot be read or written.
        """
        student = None if student is None else str(student).strip()
        if not path.exists():
            taking = cls(quiz, path, student or "", attempt or 1)
            taking._write_blank()
            return taking
        found = sheets.read(path.read_bytes())
        if student not in (None, found.student) or attempt not in (None, found.attempt):
            raise UsageError(
                f"{path} is the sheet of {found.student!r}, attempt {found.attempt}: keep "
                "yours in another file."
            )
        demand_own(quiz, found, found.student)
        return cls(quiz, path, found.student, found.attempt)

    def _write_blank(self) -> None:
        allowed = self.quiz.paper.attempts.allowed
        if not 1 <= len(self.student) <= NAME_CHARACTERS or _NO_TEXT.search(self.student):
            raise UsageError(
                "Whose sheet is it? Name the student by the id that the course knows, of at most "
                f"{NAME_CHARACTERS} characters."
            )
        if allowed is not None and self.attempt > allowed:
            raise UsageError(f"{self.quiz.slug} allows {allowed} attempts: this is one too many.")
        self.path.parent.mkdir(parents=True, exist_ok=True)
        sheets.save(self.path, self.quiz.sheet(self.student, self.attempt), self.quiz.paper)

    @property
    def sheet(self) -> Sheet:
        """What the file holds now.

        Raises:
            SubmissionError: it is no longer a sheet of this quiz.
            OSError: it cannot be read.
        """
        sheet = sheets.read(self.path.read_bytes())
        demand_own(self.quiz, sheet, self.student)
        return sheet

    @cached_property
    def questions(self) -> dict[str, Shown]:
        """The questions by their ids, as this student sees them."""
        shown = self.quiz.shown(self.student, self.attempt)
        return {each.question.id: each for each in shown}

    @property
    def completeness(self) -> Completeness:
        """What is answered, and what is left."""
        return completeness(self.quiz, self.sheet)

    def written(self, name: str) -> str:
        """What the sheet has for a question, as it is typed: of choices, their places."""
        shown, raw = self.questions[name], self.sheet.answers.get(name, "")
        order = [choice.id for choice in shown.choices]
        given = understood(shown.question, raw, order)
        if order and given is not None and not isinstance(given, Malformed):
            chosen = [given] if isinstance(given, str) else given
            return ", ".join(str(order.index(each) + 1) for each in chosen)
        return str(raw)

    def answer(self, name: str, raw: Any) -> Malformed | None:
        """Write an answer into the file, or take it out if it is blank.

        Returns:
            Why it is no answer, if it is none; then the file stays as it is.
        """
        shown = self.questions[name]
        given = understood(shown.question, raw, [choice.id for choice in shown.choices])
        if isinstance(given, Malformed):
            return given
        kept = list(given) if isinstance(given, tuple) else given
        sheets.save(self.path, self.sheet.answered(name, kept), self.quiz.paper)
        return None
