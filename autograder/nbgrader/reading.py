"""Step: read what was handed in, whatever it is, as a notebook that nbgrader can go on with."""

from __future__ import annotations

import gc
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import CheckCellMetadata
from traitlets import Bool

from autograder import submission
from autograder.assignment import Assignment
from autograder.errors import AutograderError
from autograder.intake import notebook
from autograder.intake.forms import names_of
from autograder.nbgrader import settings, shown, submitted
from autograder.nbgrader.book import keep_engines
from autograder.nbgrader.judged import JUDGED
from autograder.nbgrader.ours import OurCourse
from autograder.nbgrader.shown import AuthorCell
from autograder.nbgrader.source import solution_id
from autograder.nbgrader.submitted import why_not
from autograder.quiz.quiz import Quiz
from autograder.submission import HandedIn
from autograder.unit import Unit


class ReadSubmission(OurCourse, NotebookExporter):
    """nbgrader's reader of notebooks, for which nothing that a student hands in is broken."""

    optimistic_validation = Bool(True, help="Validate once, not after each step.").tag(config=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Refuse, before anything is read, where it could not be graded rightly.

        Raises:
            NbGraderException: with a sentence that says why.
        """
        super().__init__(*args, **kwargs)
        self._given_out: dict[tuple[str, str], GivenOut] = {}
        problem = settings.unsupported() or self._problem()
        if problem:
            self.log.error("%s", problem)
            raise NbGraderException(problem)
        keep_engines()
        if not gc.get_freeze_count():  # a server grades more than once
            gc.freeze()  # what is imported is no garbage; to look through it takes most of a second

    def _problem(self) -> str:
        of = self.parent.coursedir
        try:
            unit = self.unit(of.assignment_id)
            source = Path(of.format_path(of.source_directory, ".", of.assignment_id))
            return why_not(unit, source) if unit else ""
        except AutograderError as error:
            return str(error)

    def from_filename(
        self, filename: str, resources: dict[str, Any] | None = None, **more: Any
    ) -> tuple[str, dict[str, Any]]:
        """Read a notebook.

        What was handed in for one of our assignments is built anew from its text: what nbgrader's
        sanitizing would mend, and all that it would stop at, is not in it.
        """
        named = (resources or {}).get("nbgrader", {})
        unit = self.unit(named.get("assignment", ""), named.get("notebook", ""))
        folder = Path(filename).parent
        if unit is None or resources is None or not self._is_submitted(folder, named):
            return super().from_filename(filename, resources, **more)
        key = unit.slug, named["notebook"]
        if key not in self._given_out:
            with Gradebook(named["db_url"]) as book:
                self._given_out[key] = given_out(book, *key)
        meant = submitted.handed_in(folder, named["student"], unit)
        nb = read(meant, unit, self._given_out[key])
        nb.metadata[shown.NOTES] += _left_out(folder, unit, meant)
        resources |= {"output_extension": ".ipynb", "output_suffix": ""}
        return nbformat.writes(nb) + "\n", resources

    def _is_submitted(self, folder: Path, named: dict[str, str]) -> bool:
        """Whether this is what a student handed in, and not what was made of it before."""
        of = self.parent.coursedir
        return folder == Path(
            of.format_path(of.submitted_directory, named["student"], named["assignment"])
        )


class CheckMetadata(CheckCellMetadata):
    """nbgrader's check of metadata, which takes longer than saving; of ours, we wrote all."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Check a notebook that is not ours."""
        return (nb, resources) if JUDGED in resources else super().preprocess(nb, resources)


@dataclass(frozen=True)
class GivenOut:
    """What students were given: the author's cells in order, and the kernel."""

    cells: list[AuthorCell]
    kernel: dict[str, Any]


def given_out(book: Gradebook, slug: str, name: str) -> GivenOut:
    """A notebook as nbgrader's gradebook has it since it was generated."""
    stored = book.find_notebook(name, slug)
    grades = {cell.name: cell.max_score for cell in stored.grade_cells}
    tasks = {cell.name: cell.max_score for cell in stored.task_cells}
    solutions = {cell.name for cell in stored.solution_cells}
    cells = [
        AuthorCell(
            name=cell.name,
            kind=cell.cell_type,
            text=cell.source,
            checksum=cell.checksum,
            locked=cell.locked,
            grade=cell.name in grades,
            solution=cell.name in solutions,
            task=cell.name in tasks,
            points=(grades | tasks).get(cell.name),
        )
        for cell in stored.source_cells
    ]
    return GivenOut(cells, json.loads(stored.kernelspec or "{}"))


def read(meant: HandedIn, unit: Assignment | Quiz, given: GivenOut) -> NotebookNode:
    """What was handed in, as a notebook for people, with what they should know of it."""
    names = [] if isinstance(unit, Quiz) else [each.name for each in unit.manifest.functions]
    functions = {name: solution_id(name) for name in names}
    notes: list[str] = []
    cells: list[shown.Cell] = []
    is_notebook = False
    try:
        name, data = submission.file_of(meant)
        is_notebook = name.endswith(".ipynb")
        if is_notebook:
            opened = notebook.opened(data)
            cells = shown.cells_in(opened)
            notes += _of_another_language(opened)
        else:
            cells = shown.cells_of_module(_text(data), functions)
    except AutograderError:  # the grader meets the same, and its report says it
        is_notebook = False
    nb, mended = shown.mended(cells, given.cells)
    if given.kernel:
        nb.metadata["kernelspec"] = given.kernel
    nb.metadata[shown.NOTES] = notes + mended * is_notebook
    return nb


def _left_out(folder: Path, unit: Unit, meant: HandedIn) -> list[str]:
    others = submitted.others(folder, unit, meant)
    if not others or meant.path is None:
        return []
    is_expected = meant.path.name in names_of(unit.file)
    name = f"`{meant.path.name}`" if is_expected else "One file"
    return [f"{name} was graded; {others} more {'was' if others == 1 else 'were'} not looked at."]


def _text(data: bytes) -> str:
    try:
        return importlib.util.decode_source(data)
    except (SyntaxError, ValueError):
        return data.decode("utf-8", "replace").replace("\r\n", "\n")


def _of_another_language(opened: dict[str, Any]) -> list[str]:
    metadata = opened.get("metadata")
    kernel = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    language = kernel.get("language", "python") if isinstance(kernel, dict) else "python"
    if isinstance(language, str) and language.lower() == "python":
        return []
    return ["The notebook asks for a kernel of another language; it was read as Python."]
