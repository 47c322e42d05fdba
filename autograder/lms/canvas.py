"""Canvas: what `doejane_LATE_12345_678_rnn-1.py`, a name in a bulk download, says."""

from __future__ import annotations

import re
from collections.abc import Collection

from autograder.lms import Named, Parts

_NAMED = re.compile(
    r"(?P<owner>.*?)(?P<late>_LATE)?_(?P<user>[0-9]{1,20})_"
    r"(?:(?P<kind>text|link)\.html|(?P<id>[0-9]{1,20})_(?P<file>.+))",
    re.DOTALL,
)
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<user>anon_[A-Za-z0-9]{1,40})_"
    r"(?:(?P<kind>text|link)\.html|(?P<id>[0-9]{1,20})_(?P<file>.+))",
    re.DOTALL,
)
# From the second time on Canvas calls rnn.py rnn-1.py, from the eighth on rnn-<uuid>.py.
_AGAIN = re.compile(
    r"(?P<stem>.+)-(?:[0-9]{1,2}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?P<suffix>\.\w+)",
    re.DOTALL,
)
_PROBLEMS = {
    "text": "Text was typed into Canvas instead of a file: hand in a file.",
    "link": "A link was handed in instead of a file: hand in the file itself.",
}


def named(parts: Parts, expected: Collection[str] = ()) -> Named | None:
    """Whose file this is, or None if Canvas gives no such name.

    Args:
        parts: its path in the download, which has no folders.
        expected: the file names that assignments ask for; only these are known under the names
            that Canvas gives to files handed in again.
    """
    if len(parts) != 1:
        return None
    match = _ANONYMOUS.fullmatch(parts[0]) or _NAMED.fullmatch(parts[0])
    if match is None:
        return None
    found = match.groupdict()
    file = found["file"] or ""
    first = _first_name(file)
    return Named(
        student=found["user"],
        file=first if first in expected else file,
        late=found["late"] is not None,
        order=int(found["id"] or 0),
        owner=found.get("owner", ""),
        problem=_PROBLEMS.get(found["kind"], ""),
        unnumbered=first,
    )


def _first_name(file: str) -> str:
    """The name before Canvas numbered it, if it did; `lab-1.py` may be a file's own name."""
    match = _AGAIN.fullmatch(file)
    return match["stem"] + match["suffix"] if match else file
