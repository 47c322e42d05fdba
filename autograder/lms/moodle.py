"""Moodle: what `Jane Doe_12_assignsubmission_file/rnn.py`, a path in a bulk download, says."""

from __future__ import annotations

import re

from autograder.lms import Named, Parts

# Moodle leaves no `_` in a name, so the first number that fits is the participant's, whatever a
# student's own file is called.
_PREFIX = r".*?_(?P<participant>[0-9]{1,20})_assignsubmission_(?P<kind>[a-z]+)"
_FOLDER = re.compile(rf"{_PREFIX}_?", re.DOTALL)
_FILE = re.compile(rf"{_PREFIX}_(?P<file>.+)", re.DOTALL)  # downloaded without folders
_TYPED = "Text was typed into Moodle instead of a file: hand in a file."


def named(parts: Parts) -> Named | None:
    """Whose file this is, or None if Moodle gives no such path.

    The id is that of Moodle's grading worksheet ("Participant 12").
    """
    match = (_FILE if len(parts) == 1 else _FOLDER).fullmatch(parts[0])
    if match is None:
        return None
    if match["kind"] != "file":
        problem = _TYPED if match["kind"] == "onlinetext" else ""
        return Named(match["participant"], "", problem=problem)
    return Named(match["participant"], match["file"] if len(parts) == 1 else parts[-1])
