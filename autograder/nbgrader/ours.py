"""What our steps inside nbgrader share: the course whose assignments they grade."""

from __future__ import annotations

from pathlib import Path

from traitlets import Unicode
from traitlets.config import LoggingConfigurable

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import UsageError
from autograder.nbgrader.source import notebook_name
from autograder.quiz.quiz import Quiz


class OurCourse(LoggingConfigurable):
    """A step of nbgrader that knows our course, and leaves all other work alone."""

    course = Unicode("", help="The folder of the autograder's course.").tag(config=True)

    @property
    def ours(self) -> Course:
        """Our course, read anew.

        Raises:
            UsageError: it is not there.
        """
        found = Course(Path(self.course), as_notebooks=True)
        if not (found.public / "course.toml").is_file():
            raise UsageError(
                f"There is no course at {found.root}: say where with `autograder nbgrader init`."
            )
        return found

    def unit(self, name: str, notebook: str | None = None) -> Assignment | Quiz | None:
        """Our assignment or quiz of that name, or None; with `notebook`, if that is its notebook.

        Raises:
            AutograderError: the course cannot be read.
        """
        course = self.ours
        try:
            found = course.unit(name)
        except UsageError:
            return None
        return found if notebook in (None, notebook_name(found)) else None
