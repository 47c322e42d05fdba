"""The code of a notebook, of format 3 or 4. Its outputs are never looked at."""

from __future__ import annotations

import json
from typing import Any

from autograder.errors import SubmissionError
from autograder.sandbox.limits import MIB, SOURCE_BYTES


def cells(data: bytes) -> tuple[str, ...]:
    """The text of the code cells.

    Raises:
        SubmissionError: this is no notebook, or its code is too large.
    """
    try:
        notebook = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SubmissionError("This is not a notebook: its JSON is broken.") from error
    listed = notebook.get("cells") if isinstance(notebook, dict) else None
    if listed is None and isinstance(notebook, dict):
        listed = _of_format_3(notebook.get("worksheets"))
    if not isinstance(listed, list):
        raise SubmissionError("This is not a notebook: it has no list of cells.")
    code = tuple(
        _text(cell.get("source", cell.get("input", "")))
        for cell in listed
        if isinstance(cell, dict) and cell.get("cell_type") == "code"
    )
    if sum(len(cell) for cell in code) > SOURCE_BYTES:
        raise SubmissionError(f"Its code is larger than {SOURCE_BYTES // MIB} MiB.")
    return code


def _of_format_3(sheets: Any) -> list[Any] | None:
    """The cells of all worksheets, one after the other."""
    found = [s.get("cells") for s in sheets if isinstance(s, dict)] if type(sheets) is list else []
    lists = [cells for cells in found if isinstance(cells, list)]
    return [cell for cells in lists for cell in cells] if lists else None


def _text(source: Any) -> str:
    lines = source if isinstance(source, list) else [source]
    text = "".join(line for line in lines if isinstance(line, str))
    return text.encode("utf-8", "replace").decode("utf-8")
