"""Step: grade in the sandbox, in the place of running the notebook.

What `autograder nbgrader grade` found before is used if it is of the same work, tests and rubric.
Else that command is run, for all that nbgrader grades in one go.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from nbformat import NotebookNode, v4
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute

from autograder import submission
from autograder.assignment import Assignment
from autograder.errors import GraderError, SubmissionError
from autograder.gradebook import Gradebook
from autograder.nbgrader import judged, settings, submitted
from autograder.nbgrader.judged import JUDGED, Judged
from autograder.nbgrader.ours import OurCourse
from autograder.nbgrader.shown import NOTES
from autograder.quiz.quiz import Quiz
from autograder.report import ScoreReport
from autograder.resume import report_of
from autograder.unit import Unit

EVERYBODY = "*"
_asked: WeakKeyDictionary[Autograde, set[str]] = WeakKeyDictionary()  # for whom, by nbgrader's run


class GradeSubmission(OurCourse, Execute):
    """nbgrader's execution, which our assignments do not need: their code runs in the sandbox."""

    def __call__(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Whatever `--no-execute` says: without it nbgrader would take the student's outputs."""
        return self.preprocess(nb, resources)

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put what was found under the criteria's cells, and into `resources` for SaveScores."""
        named = resources["nbgrader"]
        unit = self.unit(named["assignment"], named["notebook"])
        if unit is None:
            return super().preprocess(nb, resources) if self.enabled else (nb, resources)
        found = self._judged(unit, named["student"], nb.metadata.get(NOTES, []))
        for cell in nb.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if name in found.outputs and cell.cell_type == "code":
                cell.outputs = [v4.new_output("stream", text=found.outputs[name])]
        resources[JUDGED] = found
        return nb, resources

    def _judged(self, unit: Assignment | Quiz, student: str, notes: list[str]) -> Judged:
        converter = self.parent.parent
        directory = converter.coursedir
        folder = Path(directory.format_path(directory.submitted_directory, student, unit.slug))
        meant = submitted.handed_in(folder, student, unit, submitted.blank_in(converter.config))
        try:
            sha256 = submission.read(meant).sha256
            report = self._report(unit, student, sha256, Path(directory.root))
        except SubmissionError as error:
            return judged.rejected(unit, str(error), notes)
        except GraderError as error:
            self.log.error("%s: %s", student, error)
            report = None
        if report is None:
            return judged.ungraded(unit, notes)
        return judged.from_report(unit, report, notes)

    def _report(self, unit: Unit, student: str, sha256: str, root: Path) -> ScoreReport | None:
        book = root / settings.GRADED
        report = _stored(book, unit, student, sha256)
        if report is None and self._run(unit.slug, student, root):
            report = _stored(book, unit, student, sha256)
        return report

    def _run(self, slug: str, student: str, root: Path) -> bool:
        """Run our command, for everybody whom nbgrader grades or else for one; at most once."""
        converter = self.parent.parent
        is_for_all = converter.coursedir.student_id == EVERYBODY
        whom = EVERYBODY if is_for_all else student
        asked = _asked.setdefault(converter, set())
        if whom in asked:
            return False
        asked.add(whom)
        alone = [] if is_for_all else ["--student", student]
        command = ["nbgrader", "grade", str(root), slug, "--course", self.course, *alone]
        self.log.info("Grading what is not graded yet: autograder %s", " ".join(command))
        done = subprocess.run(
            # -P: the working folder is the course's, and no place for Python's modules
            [sys.executable, "-P", "-m", "autograder", *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode:
            self.log.error("%s", done.stderr.strip() or f"It ended with {done.returncode}.")
        return True


def _stored(book: Path, unit: Unit, student: str, sha256: str) -> ScoreReport | None:
    if not book.is_dir():
        return None
    with Gradebook.open(book) as opened:
        return report_of(opened, unit, student, sha256)
