"""One assignment in code: its manifest, and where its parts are."""

from __future__ import annotations

import keyword
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field, PositiveInt, field_validator

from autograder import files
from autograder.report import Frozen
from autograder.sandbox.limits import Limits
from autograder.unit import About, Unit

_HEADING = re.compile(r"^#{1,6} +(.+?)[ #]*$", re.MULTILINE)


class Function(Frozen):
    """A function that students write, and how close its floats must come.

    An answer a passes for an expected e where |a - e| <= atol + rtol * |e|.
    """

    name: str
    rtol: float = Field(default=1e-7, ge=0, allow_inf_nan=False)
    atol: float = Field(default=1e-9, ge=0, allow_inf_nan=False)

    @field_validator("name")
    @classmethod
    def _is_a_name(cls, name: str) -> str:
        if not name.isidentifier() or keyword.iskeyword(name):
            raise ValueError(f"{name!r} is no name of a function")
        return name


class Manifest(About):
    """`assignment.toml`: what anyone may know of an assignment."""

    file: str
    order: int
    minutes: tuple[PositiveInt, PositiveInt]
    functions: tuple[Function, ...] = Field(min_length=1)
    limits: Limits = Limits()
    modules: bool = False  # other .py files handed in beside `file` can be imported by it

    @field_validator("file")
    @classmethod
    def _is_a_module(cls, file: str) -> str:
        if Path(file).name != file or not file.endswith(".py") or not file[:-3].isidentifier():
            raise ValueError(f"{file!r} is no name of a Python module: use one such as bptt.py")
        return file


@dataclass(frozen=True)
class Assignment(Unit):
    """Graded work in code."""

    hidden: Path
    draws: Path

    @cached_property
    def manifest(self) -> Manifest:
        """The public facts."""
        return files.record(self.public / "assignment.toml", Manifest)

    @property
    def about(self) -> Manifest:
        """The same."""
        return self.manifest

    @property
    def file(self) -> str:
        """The module that students complete."""
        return self.manifest.file

    @property
    def needed(self) -> tuple[Path, ...]:
        """Reference, rubric and hidden tests."""
        return (self.reference, self.rubric_file, self.hidden_tests)

    @property
    def private(self) -> tuple[Path, ...]:
        """The same, with known work and draws."""
        return (self.solution, self.rubric_file, self.hidden, self.draws)

    @property
    def takes_modules(self) -> bool:
        """Whether other .py files handed in beside it can be imported by it."""
        return self.manifest.modules

    @property
    def stub(self) -> Path:
        """The file with holes that a student completes."""
        return self.public / self.manifest.file

    @property
    def visible_tests(self) -> Path:
        """The tests that a student has."""
        return self.public / "test_visible.py"

    @cached_property
    def sections(self) -> tuple[str, ...]:
        """What the sections of the handout are called: headings, of a function the name alone."""
        headings = _HEADING.findall(files.text(self.public / "README.md"))
        return tuple(heading.replace("`", "").partition("(")[0].strip() for heading in headings)

    @property
    def reference(self) -> Path:
        """The author's full-marks answer."""
        return self.solution / self.manifest.file

    @property
    def hidden_tests(self) -> Path:
        """The graded tests."""
        return self.hidden / f"test_{self.slug}.py"

    @cached_property
    def tolerances(self) -> dict[str, tuple[float, float]]:
        """(rtol, atol) of each function."""
        return {f.name: (f.rtol, f.atol) for f in self.manifest.functions}

    @cached_property
    def tests_sha256(self) -> str:
        """Covers hidden tests, draws, reference and manifest: what a regrade would change."""
        draws = [self.draws] if self.draws.exists() else []
        manifest = self.public / "assignment.toml"
        return files.digest(*sorted(self.hidden.glob("*.py")), *draws, self.reference, manifest)

    def seed(self, student: str, *more: str) -> int:
        """A 64-bit seed that is the same on every machine: a regrade draws the same numbers."""
        return int(self.seed_text(student, *more)[:16], 16)
