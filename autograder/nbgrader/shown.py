"""The notebook that people see: whatever was handed in, with the right cells and nothing odd.

It is built anew from text: nbgrader would stop the whole batch at metadata of another version. What
was handed in is graded as it is; this is for eyes only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from nbformat import NotebookNode, v4

from autograder.intake import notebook
from autograder.nbgrader.pieces import cut

KINDS = ("code", "markdown", "raw")
NOTES = "autograder_notes"  # in the metadata of the notebooks that we build, and of no others


@dataclass(frozen=True)
class AuthorCell:
    """A cell of the assignment, as nbgrader's gradebook has it."""

    name: str
    kind: str
    text: str
    checksum: str
    locked: bool = False
    grade: bool = False
    solution: bool = False
    task: bool = False
    points: float | None = None

    @property
    def has_row(self) -> bool:
        """Whether the gradebook keeps a score or a comment of it."""
        return self.grade or self.solution or self.task


@dataclass(frozen=True)
class Cell:
    """A cell to show: `name` is that of the author's cell whose place it takes, if any."""

    kind: str
    text: str
    name: str | None = None
    attachments: dict[str, dict[str, str]] = field(default_factory=dict)


def cells_in(opened: dict[str, Any]) -> list[Cell]:
    """The cells of a notebook that somebody handed in.

    Raises:
        SubmissionError: it has none.
    """
    return [_cell(cell) for cell in notebook.all_cells(opened)]


def _cell(cell: dict[str, Any]) -> Cell:
    kind, name = cell.get("cell_type"), notebook.marks(cell).get("grade_id")
    return Cell(
        kind if kind in KINDS else "raw",
        notebook.text(cell),
        name if isinstance(name, str) else None,
        _pictures(cell.get("attachments")),
    )


def _pictures(attachments: Any) -> dict[str, dict[str, str]]:
    """Pasted pictures: nothing else is shown."""
    if not isinstance(attachments, dict):
        return {}
    return {
        name: {mime: data}
        for name, bundle in attachments.items()
        if isinstance(bundle, dict)
        for mime, data in bundle.items()
        if mime in ("image/png", "image/jpeg", "image/gif") and isinstance(data, str)
    }


def cells_of_module(text: str, functions: dict[str, str]) -> list[Cell]:
    """A module as cells: each of `functions` in the cell whose name it maps to."""
    try:
        pieces = cut(text, functions)
    except (SyntaxError, ValueError, RecursionError):
        return [Cell("code", text)]
    return [Cell("code", piece.text, functions.get(piece.function or "")) for piece in pieces]


def mended(cells: list[Cell], author: list[AuthorCell]) -> tuple[NotebookNode, list[str]]:
    """A notebook of `cells` in which each cell of the author stands once; what had to be mended."""
    known = {cell.name: cell for cell in author}
    times = Counter(cell.name for cell in cells if cell.name in known)
    last = {cell.name: number for number, cell in enumerate(cells)}
    notes = [f"The cell `{name}` stands {n} times." for name, n in times.items() if n > 1]
    result: list[NotebookNode] = []
    place: dict[str, int] = {}
    for number, cell in enumerate(cells):
        of = known.get(cell.name or "")
        if of is None or last[cell.name] != number:
            result.append(_plain(cell))
            continue
        if of.locked and cell.text != of.text:
            notes.append(f"The cell `{of.name}` was changed; it is shown as it was given out.")
        place[of.name] = len(result)
        result.append(_marked(of, of.text if of.locked else cell.text, cell.attachments))
    return _whole(_completed(result, place, author, notes)), notes


def _completed(
    cells: list[NotebookNode], place: dict[str, int], author: list[AuthorCell], notes: list[str]
) -> list[NotebookNode]:
    """With the author's cells that are missing, each behind the one it was given out behind."""
    missing: dict[int, list[NotebookNode]] = {}
    at = -1
    for cell in author:
        at = place.get(cell.name, at)
        if cell.name not in place and cell.has_row:
            missing.setdefault(at, []).append(_marked(cell, cell.text))
            notes.append(f"The cell `{cell.name}` is missing.")
    result = missing.get(-1, [])
    for number, cell in enumerate(cells):
        result += [cell, *missing.get(number, [])]
    return result


def _plain(cell: Cell) -> NotebookNode:
    return _node(cell.kind, cell.text, cell.attachments, {})


def _marked(
    of: AuthorCell, text: str, attachments: dict[str, dict[str, str]] | None = None
) -> NotebookNode:
    marks: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": of.name,
        "grade": of.grade,
        "solution": of.solution,
        "locked": of.locked,
        "task": of.task,
        "cell_type": of.kind,
        "checksum": of.checksum,
    }
    if of.points is not None:
        marks["points"] = of.points
    return _node(of.kind, text, attachments or {}, {"nbgrader": marks})


def _node(
    kind: str, text: str, attachments: dict[str, dict[str, str]], metadata: dict[str, Any]
) -> NotebookNode:
    if kind == "code":
        return v4.new_code_cell(text, metadata=metadata)
    make = v4.new_markdown_cell if kind == "markdown" else v4.new_raw_cell
    return make(text, metadata=metadata, **({"attachments": attachments} if attachments else {}))


def _whole(cells: Iterable[NotebookNode]) -> NotebookNode:
    numbered = list(cells)
    for number, cell in enumerate(numbered, 1):
        cell["id"] = f"cell-{number}"  # nbformat draws ids at random
    return v4.new_notebook(cells=numbered)
