"""Which of the files that lie beside a file are modules that it can import."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from autograder.errors import SubmissionError
from autograder.intake.listing import File
from autograder.sandbox.limits import MODULES

PATH_CHARACTERS = 200  # of layers/cells.py: it may stand in a report
_LEFT_OUT = re.compile(r"__pycache__|__MACOSX|conftest|tests?|test_.*|.*_test")


def among(files: Iterable[File], main: str) -> tuple[File, ...]:
    """The modules among `files`, sorted, each under the path that an import of it leads to.

    Args:
        files: with `parts` as seen from the folder of the file that imports them.
        main: what that file is called.

    Raises:
        SubmissionError: there are too many, or two of one name.
    """
    seen = (replace(file, parts=tuple(map(_spelling, file.parts))) for file in files)
    found = sorted(
        (file for file in seen if _is_module(file.parts) and file.parts != (main,)),
        key=lambda file: file.parts,
    )
    if len(found) > MODULES:
        raise SubmissionError(
            f"There are {len(found)} modules beside {main}: hand in {MODULES} at most."
        )
    for parts, times in Counter(file.parts for file in found).items():
        if times > 1:
            raise SubmissionError(f"There are {times} files called {'/'.join(parts)}: hand in one.")
    return tuple(found)


def _spelling(name: str) -> str:
    """Python looks for the NFKC of what stands in an import; macOS stores names decomposed."""
    return unicodedata.normalize("NFKC", name)


def _is_module(parts: tuple[str, ...]) -> bool:
    """Whether it can be imported, and is no test."""
    names = (*parts[:-1], parts[-1].removesuffix(".py"))
    return (
        parts[-1].endswith(".py")
        and len("/".join(parts)) <= PATH_CHARACTERS
        and all(name.isidentifier() and not _LEFT_OUT.fullmatch(name) for name in names)
    )
