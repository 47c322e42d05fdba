"""Whether a sheet is a student's own: of this quiz and epoch, with the numbers drawn for them."""

from __future__ import annotations

from autograder.errors import SubmissionError
from autograder.quiz.quiz import Quiz
from autograder.quiz.sheets import Sheet

SHOWN = 40  # characters of a name that somebody made up


def demand_own(quiz: Quiz, sheet: Sheet, student: str) -> None:
    """Refuse what is not `student`'s own sheet of this quiz.

    Raises:
        SubmissionError: it is not; the message says why.
    """
    for is_of, wanted, what in (
        (sheet.course, quiz.course_id, "course"),
        (sheet.epoch, quiz.epoch, "epoch"),
        (sheet.quiz, quiz.slug, "quiz"),
        (sheet.student, student, "student"),
    ):
        if is_of != wanted:
            raise SubmissionError(
                f"This is a sheet of the {what} {is_of!r}, not of {wanted!r}: hand in your own."
            )
    allowed = quiz.paper.attempts.allowed
    if allowed is not None and sheet.attempt > allowed:
        raise SubmissionError(
            f"This is a sheet of attempt {sheet.attempt}, and {allowed} are allowed."
        )
    known = {question.id for question in quiz.paper.questions}
    for name in (*sheet.answers, *sheet.drawn):
        if name not in known:
            raise SubmissionError(f"There is no question {name[:SHOWN]!r} in {quiz.slug}.")
    drawn = quiz.drawn(student, sheet.attempt)
    for name in drawn | sheet.drawn:
        if sheet.drawn.get(name) != drawn.get(name):
            raise SubmissionError(
                f"The numbers of {name} are not those drawn for {student!r} in attempt "
                f"{sheet.attempt}: take the quiz on a new sheet."
            )
