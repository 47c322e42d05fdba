"""Records as CSV: one line each, in which no cell can become a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from autograder.feedback.plain import printable
from autograder.report import Frozen

# With the wide forms of East Asian keyboards, which some spreadsheets take as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def as_csv(names: list[str], records: Iterable[Frozen]) -> str:
    """A heading, and a line of the fields `names` for each record: numbers bare, text in quotes."""
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(names)
    writer.writerows([_cell(getattr(record, name)) for name in names] for record in records)
    return out.getvalue()


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, int | float):
        return int(value) if value == int(value) else value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    text = "; ".join(value) if isinstance(value, tuple) else str(value)
    is_formula = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return "'" * is_formula + printable(text)
