"""What of a sheet is answered, blank or malformed; never whether it is right."""

from __future__ import annotations

from autograder.quiz.answers import Malformed, understood
from autograder.quiz.quiz import Quiz
from autograder.quiz.sheets import Sheet
from autograder.report import Frozen


class Completeness(Frozen):
    """The questions of a sheet, by what became of them; `malformed` says why each is no answer."""

    quiz: str
    student: str
    attempt: int
    answered: tuple[str, ...]
    blank: tuple[str, ...]
    malformed: dict[str, str]
    receipt: str

    @property
    def number(self) -> int:
        """How many questions there are."""
        return len(self.answered) + len(self.blank) + len(self.malformed)

    @property
    def count(self) -> str:
        """How many are answered, in words."""
        return f"{len(self.answered)} of {self.number} questions are answered"

    @property
    def left(self) -> tuple[str, ...]:
        """What is left, in sentences."""
        blank = [f"Blank: {', '.join(self.blank)}."] if self.blank else []
        unread = [f"{name} cannot be read: {why}" for name, why in self.malformed.items()]
        return (f"{self.count}.", *blank, *unread)


def completeness(quiz: Quiz, sheet: Sheet) -> Completeness:
    """What is left to do on a sheet, which must be one of this quiz."""
    found = {}
    for question in quiz.paper.questions:
        order = quiz.order(question, sheet.student, sheet.attempt)
        found[question.id] = understood(question, sheet.answers.get(question.id), order)
    malformed = {name: said.why for name, said in found.items() if isinstance(said, Malformed)}
    blank = tuple(name for name, said in found.items() if said is None)
    return Completeness(
        quiz=quiz.slug,
        student=sheet.student,
        attempt=sheet.attempt,
        answered=tuple(name for name in found if name not in (*blank, *malformed)),
        blank=blank,
        malformed=malformed,
        receipt=sheet.receipt,
    )
