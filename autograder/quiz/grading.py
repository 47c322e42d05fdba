"""Grade sheets that students handed in: read, mark, report. No sandbox, for nothing is run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from autograder import submission
from autograder.course import Course
from autograder.errors import GraderError, SubmissionError
from autograder.form import NO_HASH, Clock, Form
from autograder.quiz.marking import LAYERS, Marker
from autograder.report import ScoreReport
from autograder.submission import HandedIn


class SheetGrader:
    """Grades the sheets of a course; a quiz is read once."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self._markers: dict[str, Marker] = {}

    def grade(self, handed_in: HandedIn) -> ScoreReport:
        """The report of what one student handed in; whatever it holds, there is one.

        Raises:
            CourseError: the quiz does not hold together.
        """
        marker = self.marker(handed_in.slug)
        form = Form(marker.quiz, handed_in.student, NO_HASH, LAYERS, Clock())
        try:
            read = submission.read(handed_in)
        except SubmissionError as error:
            return form.rejected(str(error))
        except GraderError as error:
            return form.ungraded(str(error))
        assert isinstance(read.code, bytes)  # noqa: S101  only sheets are found for a quiz
        return marker.mark(read.code, handed_in.student)

    def marker(self, slug: str) -> Marker:
        """What marks the sheets of one quiz.

        Raises:
            CourseError: the quiz does not hold together.
        """
        if slug not in self._markers:
            self._markers[slug] = Marker(self.course.quiz(slug))
        return self._markers[slug]


def grade_all(course: Course, work: Iterable[HandedIn]) -> Iterator[ScoreReport]:
    """Grade sheets one by one, in this process: one takes less time than a process asks for."""
    grader = SheetGrader(course)
    for handed_in in work:
        yield grader.grade(handed_in)
