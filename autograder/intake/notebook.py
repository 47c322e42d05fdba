"""The code of a notebook, of format 3 or 4. Its outputs are never looked at.

In a notebook of nbgrader's, test cells are the author's, and no student's code; and an answer that
was turned into text by mistake is code.
"""

from __future__ import annotations

import json
from typing import Any

from autograder.errors import SubmissionError
from autograder.sandbox.limits import MIB, SOURCE_BYTES


def cells(data: bytes) -> tuple[str, ...]:
    """The text of the cells that hold the student's code.

    Raises:
        SubmissionError: this is no notebook, or its code is too large.
    """
    found = all_cells(opened(data))
    code = tuple(text(cell) for cell in found if _is_code(cell))
    if sum(len(cell) for cell in code) > SOURCE_BYTES:
        raise SubmissionError(f"Its code is larger than {SOURCE_BYTES // MIB} MiB.")
    return code


def opened(data: bytes) -> dict[str, Any]:
    """What the file holds; nothing in it is certain.

    Raises:
        SubmissionError: this is no notebook.
    """
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SubmissionError("This is not a notebook: its JSON is broken.") from error
    if not isinstance(notebook, dict):
        raise SubmissionError("This is not a notebook: it has no list of cells.")
    return notebook


def all_cells(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Its cells of all kinds, as they are.

    Raises:
        SubmissionError: it has none.
    """
    listed = notebook.get("cells")
    if listed is None:
        listed = _of_format_3(notebook.get("worksheets"))
    if not isinstance(listed, list):
        raise SubmissionError("This is not a notebook: it has no list of cells.")
    return [cell for cell in listed if isinstance(cell, dict)]


def _is_code(cell: dict[str, Any]) -> bool:
    mark = marks(cell)
    if mark.get("solution") is True and mark.get("cell_type") == "code":
        return True
    is_test = mark.get("grade") is True and mark.get("solution") is not True
    return cell.get("cell_type") == "code" and not is_test


def marks(cell: dict[str, Any]) -> dict[str, Any]:
    """What nbgrader notes about a cell, if it does."""
    metadata = cell.get("metadata")
    found = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return found if isinstance(found, dict) else {}


def _of_format_3(sheets: Any) -> list[Any] | None:
    """The cells of all worksheets, one after the other."""
    found = [s.get("cells") for s in sheets if isinstance(s, dict)] if type(sheets) is list else []
    lists = [cells for cells in found if isinstance(cells, list)]
    return [cell for cells in lists for cell in cells] if lists else None


def text(cell: dict[str, Any]) -> str:
    """What is written in a cell."""
    source = cell.get("source", cell.get("input", ""))
    lines = source if isinstance(source, list) else [source]
    joined = "".join(line for line in lines if isinstance(line, str))
    return joined.encode("utf-8", "replace").decode("utf-8")
