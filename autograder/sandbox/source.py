"""What a worker loads: one file, or a file with the modules that were handed in beside it."""

from __future__ import annotations

from dataclasses import dataclass

File = bytes | tuple[str, ...]  # a module's bytes, or a notebook's code cells


@dataclass(frozen=True)
class Several:
    """A file and its modules, each by its path from the folder of the file: `layers/cells.py`."""

    file: File
    modules: dict[str, bytes]


Code = File | Several


def parts(code: Code) -> tuple[File, dict[str, bytes]]:
    """The file, and the modules beside it if there are any."""
    return (code.file, code.modules) if isinstance(code, Several) else (code, {})
