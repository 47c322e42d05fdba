"""The outside world's learning-management systems: one module for each, pure functions of names.

A download says whose a file is in its name, and nowhere else. What a student is called does not
leave these modules but in `Named.owner`, which no report has a place for.
"""

from __future__ import annotations

from dataclasses import dataclass

Parts = tuple[str, ...]


@dataclass(frozen=True)
class Named:
    """What the name of a file in a place of submissions says of it."""

    student: str
    file: str  # as the student called it; "" for none
    slug: str | None = None  # None: the name does not say
    late: bool = False
    order: int = 0  # of two files of one name, the larger was handed in later
    owner: str = ""  # what the student is called: equal for all files of one student
    problem: str = ""  # why there is no file
    unnumbered: str = ""  # `file` without the number that the system may have added
