"""A sheet of answers as an object: `sheet("quiz_parameters", student="s01")["p01"] = 31`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.errors import UsageError
from autograder.feedback.html import template
from autograder.feedback.plain import printable
from autograder.quiz import printed
from autograder.quiz.taking import Taking, usual_file


def sheet(
    quiz: str,
    student: str | None = None,
    attempt: int | None = None,
    *,
    file: str | Path | None = None,
    course: str | Path = ".",
) -> AnswerSheet:
    """The sheet of a student at a quiz, to be answered: the file that `quiz take` writes, too.

    Args:
        quiz: its slug.
        student: the id that the course knows; not needed where there is a sheet.
        attempt: which one it is; 1 if there is no sheet yet.
        file: where it is kept, if not in the file that `quiz take` uses.
        course: a folder in the course.

    Raises:
        AutograderError: there is no such quiz, or no sheet can be had of it; a sentence says why.
    """
    found = Course.find(Path(course).resolve()).quiz(quiz)
    path = Path(file) if file else usual_file(quiz, attempt or 1)
    return AnswerSheet(Taking.begin(found, path.absolute(), student, attempt))


class AnswerSheet:
    """Question -> answer, None where it is blank. What is written here is in the file at once."""

    def __init__(self, taking: Taking) -> None:
        self._taking = taking

    @property
    def receipt(self) -> str:
        """What stands for the answers as they are now: keep it."""
        return self._taking.completeness.receipt

    def __getitem__(self, name: str) -> Any:
        self._demand(name)
        return self._taking.sheet.answers.get(name)

    def __setitem__(self, name: str, answer: Any) -> None:
        """Write an answer: a number, a text, a list, or an array of NumPy.

        Raises:
            UsageError: there is no such question, or this is no answer to it.
        """
        self._demand(name)
        refused = self._taking.answer(name, _plain(answer))
        if refused is not None:
            raise UsageError(f"{name}: {refused.why}")

    def __delitem__(self, name: str) -> None:
        self[name] = None

    def __iter__(self) -> Iterator[str]:
        return iter(self._taking.questions)

    def __repr__(self) -> str:
        rows = [f"{name}: {printable(said)}" for name, said in self._said().items()]
        return "\n".join([self._taking.completeness.count, *rows])

    def _repr_html_(self) -> str:
        return template("sheet.html").render(
            title=self._taking.quiz.paper.title,
            count=self._taking.completeness.count,
            path=str(self._taking.path),
            questions=self._taking.questions,
            said=self._said(),
            rendered=printed.rendered,
        )

    def _said(self) -> dict[str, str]:
        """What the sheet has for each question, in words."""
        complete = self._taking.completeness
        found = {name: self._taking.written(name) for name in complete.answered}
        found |= dict.fromkeys(complete.blank, "blank")
        found |= {name: f"cannot be read: {why}" for name, why in complete.malformed.items()}
        return {name: found[name] for name in self}

    def _demand(self, name: str) -> None:
        if name not in self._taking.questions:
            known = ", ".join(self._taking.questions)
            raise UsageError(f"There is no question {name!r}: this quiz has {known}.")


def _plain(answer: Any) -> Any:
    """Python's own numbers and lists in the place of NumPy's, tuples and sets."""
    if hasattr(answer, "tolist"):
        return _plain(answer.tolist())
    if isinstance(answer, set | frozenset):
        return sorted(map(_plain, answer), key=str)
    return [_plain(each) for each in answer] if isinstance(answer, list | tuple | range) else answer
