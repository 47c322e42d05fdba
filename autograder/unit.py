"""A unit of graded work: what an assignment in code and a quiz have in common."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import PositiveInt

from autograder import files
from autograder.report import Frozen
from autograder.rubric import Rubric, Slug

if TYPE_CHECKING:
    from datetime import datetime

LAST = 1000


class About(Frozen):
    """What anyone may know of a unit, and `list` shows."""

    title: str
    order: int = LAST
    minutes: tuple[PositiveInt, PositiveInt] | None = None
    after: tuple[Slug, ...] = ()


@dataclass(frozen=True)
class Unit(ABC):
    """One unit of graded work. Its public folder is enough for students' commands."""

    course_id: str
    epoch: str
    slug: str
    due: datetime | None
    public: Path
    solution: Path
    rubric_file: Path

    @property
    @abstractmethod
    def about(self) -> About:
        """The public facts."""

    @property
    @abstractmethod
    def file(self) -> str:
        """What the file is called that students hand in."""

    @property
    @abstractmethod
    def needed(self) -> tuple[Path, ...]:
        """The private files without which nothing can be graded."""

    @property
    @abstractmethod
    def private(self) -> tuple[Path, ...]:
        """The private files and folders."""

    @property
    @abstractmethod
    def takes_modules(self) -> bool:
        """Whether other .py files can be handed in beside it."""

    @property
    @abstractmethod
    def tests_sha256(self) -> str:
        """Covers all that decides a verdict but the rubric: what a regrade would change."""

    @cached_property
    def rubric(self) -> Rubric:
        """Criteria, points and misconceptions."""
        return files.record(self.rubric_file, Rubric)

    @cached_property
    def rubric_sha256(self) -> str:
        """What a rescore would change."""
        return files.digest(self.rubric_file)

    def seed_text(self, student: str, *more: str) -> str:
        """SHA-256 of (course, epoch, slug, student, ...)."""
        return sha256_of(self.course_id, self.epoch, self.slug, student, *more)


def sha256_of(*fields: str) -> str:
    """SHA-256 of some fields, so joined that no two lists of fields make the same bytes.

    Each is its length in bytes of UTF-8, in decimal, a colon, and these bytes.
    """
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode("utf-8", "surrogatepass")
        digest.update(b"%d:%s" % (len(data), data))
    return digest.hexdigest()
