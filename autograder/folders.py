"""Students' folders: an id as the name of a folder, and back."""

from __future__ import annotations

import hashlib
import urllib.parse

GRADEBOOK = "gradebook.db"
OURS = (GRADEBOOK, "class-")
FOLDER_CHARACTERS = 200  # a file system takes 255 bytes


def folder_name(name: str) -> str:
    """A student's id as the name of one folder: percent-encoded, and cut where it is too long."""
    quoted = urllib.parse.quote(name, safe="")
    if name.startswith(".") or quoted.startswith(OURS):  # `..`, hidden, and what is no student's
        quoted = quoted.replace(".", "%2E")
    if len(quoted) <= FOLDER_CHARACTERS:
        return quoted
    return quoted[:FOLDER_CHARACTERS] + "~" + hashlib.sha256(name.encode()).hexdigest()[:16]


def student_of(folder: str) -> str:
    """Whose folder it is: of one that is called as `folder_name` calls it, else its own name."""
    if "%" not in folder:
        return folder
    meant = urllib.parse.unquote(folder)
    try:
        return meant if folder_name(meant) == folder else folder
    except UnicodeEncodeError:  # its name is no text
        return folder
