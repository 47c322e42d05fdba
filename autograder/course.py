"""A course is a folder with four parts. This module alone knows what they are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import Field

from autograder import files
from autograder.assignment import Assignment
from autograder.errors import CourseError, UsageError
from autograder.policy import AttemptPolicy, LatePolicy, Moment, Policy
from autograder.quiz.quiz import Quiz
from autograder.report import Frozen
from autograder.rubric import SLUG, Slug


class Identity(Frozen):
    """`assignments/course.toml`: a clone in another folder grades the same."""

    id: Slug
    title: str
    epoch: str
    due: dict[Slug, Moment] = Field(default_factory=dict)
    late: LatePolicy = LatePolicy()
    attempts: AttemptPolicy = AttemptPolicy()

    @property
    def policy(self) -> Policy:
        """What turns reports into final scores; students may know it."""
        return Policy(due=self.due, late=self.late, attempts=self.attempts)


@dataclass(frozen=True)
class Course:
    """The course in folder `root`. Reading one part never requires another."""

    root: Path
    as_notebooks: bool = False  # quizzes are: everybody has one notebook, with the same numbers

    @classmethod
    def find(cls, start: Path) -> Course:
        """The course that `start` lies in.

        Raises:
            UsageError: no folder above holds one.
        """
        for folder in (start.absolute(), *start.absolute().parents):
            if (folder / "assignments" / "course.toml").is_file():
                return cls(folder)
        raise UsageError(
            f"There is no course at {start} or above: go to the folder that holds assignments/, "
            "or name it with --course DIR."
        )

    @cached_property
    def identity(self) -> Identity:
        """Id, title, epoch, due dates and policies."""
        return files.record(self.public / "course.toml", Identity)

    @property
    def policy(self) -> Policy:
        """The same, with what quizzes say of wrong answers.

        Raises:
            CourseError: something in it has a due date and does not exist.
        """
        self._demand_known_due()
        penalties = {slug: self.quiz(slug).paper.attempts.penalty for slug in self.quizzes}
        return self.identity.policy.model_copy(update={"penalties": penalties})

    @property
    def public(self) -> Path:
        """What is handed out, exactly as it is."""
        return self.root / "assignments"

    @property
    def private(self) -> tuple[Path, ...]:
        """What no student may see."""
        return (self.root / "solutions", self.root / "rubrics", self._hidden)

    @property
    def distributions(self) -> tuple[Path, ...]:
        """What was built of the course to be given away, if anything."""
        kinds = ("*.whl", "*.tar.gz", "*.zip")
        places = (self.root, self.root / "dist")
        return tuple(
            path for place in places for kind in kinds for path in sorted(place.glob(kind))
        )

    @property
    def _hidden(self) -> Path:
        return self.root / "tests" / "hidden"

    @cached_property
    def slugs(self) -> tuple[str, ...]:
        """Every assignment in code, in the order of study."""
        return self._in_order(self.assignment(name) for name in self._found("assignment.toml"))

    @cached_property
    def quizzes(self) -> tuple[str, ...]:
        """Every quiz, in the order of study."""
        return self._in_order(self.quiz(name) for name in self._found("quiz.toml"))

    @cached_property
    def units(self) -> tuple[str, ...]:
        """Every unit of graded work, in the order of study."""
        self._demand_known_due()
        return self._in_order(self.unit(slug) for slug in (*self.slugs, *self.quizzes))

    def unit(self, slug: str) -> Assignment | Quiz:
        """The assignment or quiz called `slug`.

        Raises:
            UsageError: there is none.
        """
        if self._holds(slug, "quiz.toml"):
            return self.quiz(slug)
        if self._holds(slug, "assignment.toml"):
            return self.assignment(slug)
        known = ", ".join(self._found("assignment.toml", "quiz.toml")) or "none"
        raise UsageError(f"There is no assignment {slug!r}: this course has {known}.")

    def quiz(self, slug: str) -> Quiz:
        """The quiz called `slug`.

        Raises:
            UsageError: there is none.
        """
        if not self._holds(slug, "quiz.toml"):
            known = ", ".join(self._found("quiz.toml")) or "none"
            raise UsageError(f"There is no quiz {slug!r}: this course has {known}.")
        return Quiz(
            course_id=self.identity.id,
            epoch=self.identity.epoch,
            slug=slug,
            due=self.identity.due.get(slug),
            public=self.public / slug,
            solution=self.root / "solutions" / slug,
            rubric_file=self.root / "rubrics" / f"{slug}.toml",
            vocabulary=tuple(sorted((self.root / "rubrics").glob("*.toml"))),
            as_notebook=self.as_notebooks,
        )

    def assignment(self, slug: str) -> Assignment:
        """The assignment called `slug`.

        Raises:
            UsageError: there is none.
        """
        if not self._holds(slug, "assignment.toml"):
            known = ", ".join(self._found("assignment.toml")) or "none"
            raise UsageError(f"There is no assignment {slug!r}: this course has {known}.")
        return self.place(slug)

    def place(self, slug: str) -> Assignment:
        """Where the parts of an assignment called `slug` are, or would be."""
        return Assignment(
            course_id=self.identity.id,
            epoch=self.identity.epoch,
            slug=slug,
            due=self.identity.due.get(slug),
            public=self.public / slug,
            solution=self.root / "solutions" / slug,
            rubric_file=self.root / "rubrics" / f"{slug}.toml",
            hidden=self._hidden / slug,
            draws=self._hidden / "draws.py",
        )

    @classmethod
    def started(cls, folder: Path) -> Assignment | None:
        """The assignment that a student started in `folder`: its public part alone, or None."""
        if not (folder / "assignment.toml").is_file():
            return None
        nowhere = folder / "not-here"
        return Assignment(
            course_id="",
            epoch="",
            slug=folder.name,
            due=None,
            public=folder,
            solution=nowhere,
            rubric_file=nowhere,
            hidden=nowhere,
            draws=nowhere,
        )

    def _in_order(self, units: Iterable[Assignment | Quiz]) -> tuple[str, ...]:
        return tuple(u.slug for u in sorted(units, key=lambda u: (u.about.order, u.slug)))

    def _holds(self, slug: str, manifest: str) -> bool:
        return SLUG.fullmatch(slug) is not None and (self.public / slug / manifest).is_file()

    def _found(self, *manifests: str) -> list[str]:
        """The folders that hold one of these files, by name.

        Raises:
            CourseError: one has a name that is no slug.
        """
        places = [path.parent for name in manifests for path in self.public.glob(f"*/{name}")]
        names = sorted(place.name for place in places if not place.name.startswith("."))
        for name in names:
            if not SLUG.fullmatch(name):
                raise CourseError(
                    f"The folder {self.public / name} has a name that is no slug: rename it with "
                    "lower-case letters, digits and _, a letter first."
                )
        return names

    def _demand_known_due(self) -> None:
        """Refuse a due date of nothing; what is handed out may lack what is not released yet."""
        known = self._found("assignment.toml", "quiz.toml")
        strange = sorted(set(self.identity.due) - set(known))
        if strange and any(part.is_dir() for part in self.private):
            raise CourseError(
                f"{self.public / 'course.toml'}: due.{strange[0]}: there is no such assignment: "
                f"this course has {', '.join(known) or 'none'}."
            )
