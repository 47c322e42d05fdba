"""What students handed in, as an nbgrader course keeps it, read by the rules of our intake."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from traitlets.config import PyFileConfigLoader

from autograder import finding, submission
from autograder.assignment import Assignment
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.intake import forms, listing
from autograder.intake.listing import ZIP
from autograder.nbgrader import quizzes, settings
from autograder.nbgrader.source import notebook_name, taken_for_students
from autograder.quiz.quiz import Quiz
from autograder.submission import HandedIn
from autograder.unit import Unit

CODE = (".py", ".ipynb")
STRUCTURE = os.path.join("{nbgrader_step}", "{student_id}", "{assignment_id}")  # noqa: PTH118


def settings_of(folder: Path) -> Any:
    """What the nbgrader_config.py of a course says.

    Raises:
        UsageError: there is none, or it fails.
    """
    path = folder / settings.CONFIG
    if not path.is_file():
        raise UsageError(
            f"{folder} is no course of nbgrader: it has no {settings.CONFIG}; make it with "
            "`autograder nbgrader init`."
        )
    try:
        return PyFileConfigLoader(settings.CONFIG, path=str(folder)).load_config()
    except Exception as error:  # it is a program
        raise UsageError(f"{path} fails with {type(error).__name__}: {error}.") from error


@dataclass(frozen=True)
class Folders:
    """Where an nbgrader course keeps its steps."""

    root: Path
    structure: str = STRUCTURE
    source: str = "source"
    submitted: str = "submitted"
    blank: str = quizzes.BLANK

    @classmethod
    def of(cls, folder: Path) -> Folders:
        """As its settings say.

        Raises:
            UsageError: it is no course of nbgrader.
        """
        config = settings_of(folder)
        said = config.CourseDirectory
        return cls(
            folder,
            said.get("directory_structure", STRUCTURE),
            said.get("source_directory", "source"),
            said.get("submitted_directory", "submitted"),
            blank_in(config),
        )

    def source_of(self, slug: str) -> Path:
        """Where the source notebook of an assignment is."""
        return self._path(self.source, ".", slug)

    def submitted_by(self, student: str, slug: str) -> Path:
        """Where a student's work is."""
        return self._path(self.submitted, student, slug)

    def students(self, slug: str) -> Iterator[str]:
        """Everyone who handed in an assignment."""
        named = re.escape(self._format(self.submitted, "\0", slug)).replace("\0", "([^/]+)")
        for path in sorted(self.root.glob(self._format(self.submitted, "*", slug))):
            found = re.fullmatch(named, path.relative_to(self.root).as_posix())
            if found and path.is_dir():
                yield found[1]

    def _path(self, step: str, student: str, slug: str) -> Path:
        return self.root / self._format(step, student, slug)

    def _format(self, step: str, student: str, slug: str) -> str:
        return self.structure.format(nbgrader_step=step, student_id=student, assignment_id=slug)


def why_not(unit: Assignment | Quiz, source: Path) -> str:
    """Why nothing can be graded by what lies in the `source` folder; empty if it can.

    Raises:
        CourseError: a part of the unit is missing.
    """
    if isinstance(unit, Quiz):
        return quizzes.outdated(unit, source)
    return taken_for_students(unit, source)


def blank_in(config: Any) -> str:
    """What nbgrader writes into the cell of an answer, as its settings say."""
    return str(config.ClearSolutions.get("text_stub", quizzes.BLANK))


def handed_in(
    folder: Path, student: str, unit: Assignment | Quiz, blank: str = quizzes.BLANK
) -> HandedIn:
    """What counts of the files in a student's folder; text that is `blank` is no answer."""
    names = _names(folder)
    try:
        name = names[forms.choose(names, unit.file, ZIP)]
        is_zip = name.endswith(ZIP)
        meant = HandedIn(
            student,
            unit.slug,
            folder / name,
            expected=unit.file if is_zip else "",
            takes_modules=is_zip and unit.takes_modules,
        )
        if isinstance(unit, Quiz):
            return _with_sheet(meant, unit, blank)
    except SubmissionError as error:
        return HandedIn(student, unit.slug, None, str(error))
    return finding.with_modules(meant, unit)


def _with_sheet(meant: HandedIn, quiz: Quiz, blank: str) -> HandedIn:
    try:
        _, data = submission.file_of(meant)
    except GraderError:  # whoever grades it meets the same, and says it
        return meant
    return replace(meant, sheet=quizzes.sheet(quiz, meant.student, data, blank))


def _names(folder: Path) -> list[str]:
    found = listing.files_in(folder, note=lambda _: None)
    return [file.parts[0] for file in found if len(file.parts) == 1]


def stand_in(folder: Path, unit: Unit) -> bool:
    """Put a notebook of no bytes where there is none: nbgrader looks at nothing else.

    For our intake it is not there.
    """
    path = folder / f"{notebook_name(unit)}.ipynb"
    if os.path.lexists(path):
        return False
    path.touch()
    return True


def others(folder: Path, unit: Unit, meant: HandedIn) -> int:
    """How many more notebooks and Python files a student put beside what counts."""
    counted = {file.path for file in meant.modules} | {meant.path}
    given_out = {path.name for path in unit.public.iterdir()}
    return sum(
        Path(name).suffix in CODE and name not in given_out and folder / name not in counted
        for name in _names(folder)
    )
