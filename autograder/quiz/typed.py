"""Arrays as people type or paste them, as a text of brackets. Nothing is evaluated.

`np.array([[1, 2], [3, 4]])`, `np.float64(0.5)`, `(1, 2)`, and rows: a line of numbers for each.
"""

from __future__ import annotations

import re

# The call of NumPy that an array or a number stands in, up to its parenthesis.
_CALL = r"(?:(?:np|numpy)\s*\.\s*)?\b(?:as)?(?:array|matrix|u?int\d*|float\d*)\s*\("
_PART = re.compile(rf"{_CALL}|.", re.DOTALL)
_DTYPE = re.compile(r",\s*dtype\s*=\s*[\w.'\"]+")


def bracketed(text: str) -> str:
    """The same with brackets only, and rows as lists in a list."""
    closing, parts = [], []
    for match in _PART.finditer(_DTYPE.sub("", text)):
        part = match[0]
        if part[-1] in "([":
            is_call = len(part) > 1
            closing.append("" if is_call else "]")
            parts.append("" if is_call else "[")
        elif part in ")]":
            parts.append(closing.pop() if closing else part)
        else:
            parts.append(part)
    written = "".join(parts)
    rows = [row.strip().rstrip(",") for row in written.splitlines() if row.strip()]
    if len(rows) < 2 or any(map(is_open, rows)):
        return written
    return f"[{', '.join(row if row.startswith('[') else f'[{row}]' for row in rows)}]"


def is_open(text: str) -> bool:
    """Whether a bracket is missing somewhere."""
    return sum(map(text.count, "([")) != sum(map(text.count, ")]"))


def is_row(text: str) -> bool:
    """Whether it can be one of several rows: numbers without brackets."""
    return re.fullmatch(r"[-\N{MINUS SIGN}+0-9.eE,\s]*", text) is not None
