"""A report as text for the cells of a notebook: what its student may know, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from autograder.feedback import outline
from autograder.feedback.markdown import escaped
from autograder.feedback.plain import cause, points, printable
from autograder.report import CriterionStatus, StudentCriterion, StudentReport, TestStatus

NOT_YET = "Not graded yet: a person will look at it."


def outputs(report: StudentReport) -> dict[str, str]:
    """What stands under each criterion's cell, by the id of the criterion."""
    return {criterion.id: _output(report, criterion) for criterion in report.criteria}


def _output(report: StudentReport, criterion: StudentCriterion) -> str:
    if criterion.status is CriterionStatus.UNGRADED:
        return f"{NOT_YET}\n"
    lines = [earned(criterion), *_sentences(report, criterion)]
    return "".join(f"{printable(line)}\n" for line in lines)


def earned(criterion: StudentCriterion) -> str:
    """A sentence: `5 of 20 points, 1 of 4 tests passed.`"""
    of = f"{points(criterion.score)} of {criterion.points} points"
    return f"{of}{outline.tests(criterion)}."


def comments(
    report: StudentReport, cells: Mapping[str, str], notes: Iterable[str]
) -> dict[str, str]:
    """Comments, in Markdown, for the cells in which students write; each cause once.

    Args:
        report: what was found.
        cells: the cell of each function or answer, in the order of the notebook. What is of no
            answer and names no function goes to the first.
        notes: what else the student should know.
    """
    first = next(iter(cells.values()))
    said: dict[str, list[str]] = {cell: [] for cell in cells.values()}
    said[first] += [escaped(message) for message in outline.messages(report)]
    said[first] += [escaped(note, code=True) for note in notes]
    told: set[str] = set()
    for criterion in report.criteria:
        sentences = [each for each in _sentences(report, criterion) if each not in told]
        told |= set(sentences)
        if sentences:
            text = " ".join(escaped(sentence, code=True) for sentence in sentences)
            cell = cells.get(_first_named(criterion.feedback, cells), first)
            said[cells.get(criterion.id, cell)].append(f"**{escaped(criterion.title)}.** {text}")
    return {cell: "\n\n".join(paragraphs) for cell, paragraphs in said.items()}


def _first_named(feedback: str, names: Iterable[str]) -> str:
    """The function that it speaks of first, among `names`; empty if of none."""
    places = {name: feedback.find(f"`{name}`") for name in names}
    named = [name for name, place in places.items() if place >= 0]
    return min(named, key=places.__getitem__, default="")


def _sentences(report: StudentReport, criterion: StudentCriterion) -> list[str]:
    """Causes with the question that leads out, what was wrong, and what to read."""
    is_wrong = criterion.status in outline.SOMETHING_WRONG
    if not is_wrong or report.load.status is not TestStatus.PASSED:
        return []
    causes = [f"{cause(found)} {found.hint}" for found in criterion.misconceptions]
    more = (criterion.feedback, criterion.hint, outline.reading(criterion))
    return [*causes, *filter(None, more)]
