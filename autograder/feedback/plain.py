"""Text that is safe to show: what a student wrote can steer no terminal and no page."""

from __future__ import annotations

import unicodedata

from autograder.report import NamedMisconception

_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}  # controls, bidi marks, surrogates, line separators


def printable(text: str, *, keep: str = "") -> str:
    """Replace every character that a terminal could obey by its escape, but those in `keep`."""
    return "".join(
        c if c in keep or unicodedata.category(c) not in _HIDDEN else _escape(c) for c in text
    )


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def cause(found: NamedMisconception) -> str:
    """A misconception's title as a sentence."""
    return f"{found.title.rstrip('.')}."


def points(score: float | None) -> str:
    """A score without needless zeros: 86.67, 100; a dash when there is none."""
    return "-" if score is None else f"{score:.2f}".rstrip("0").rstrip(".")
