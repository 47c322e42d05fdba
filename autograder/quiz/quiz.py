"""One quiz: where its parts are. The public ones are enough to take it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder import files
from autograder.quiz import key, sheets, variants
from autograder.quiz.draw import Draw
from autograder.quiz.formulas import Formulas
from autograder.quiz.key import Key
from autograder.quiz.questions import Choice, Paper, Question, filled
from autograder.quiz.sheets import Sheet
from autograder.quiz.variants import Drawn, Pools
from autograder.report import NamedMisconception
from autograder.rubric import Rubric
from autograder.unit import Unit, sha256_of


@dataclass(frozen=True)
class Shown:
    """A question as one student sees it: with its drawn numbers, and its choices in an order."""

    question: Question
    prompt: str
    choices: tuple[Choice, ...]
    drawn: Drawn


@dataclass(frozen=True)
class Quiz(Unit):
    """Graded work that is answered in a sheet."""

    vocabulary: tuple[Path, ...] = ()  # rubrics of the course, which name misconceptions
    as_notebook: bool = False  # everybody has the same one, and so the same numbers

    @cached_property
    def paper(self) -> Paper:
        """The questions."""
        return files.record(self.public / "quiz.toml", Paper)

    @property
    def about(self) -> Paper:
        """The same, with the public facts."""
        return self.paper

    @property
    def file(self) -> str:
        """The sheet that students hand in, or the notebook that one is made of."""
        return f"{self.slug}.ipynb" if self.as_notebook else sheets.FILE

    @property
    def needed(self) -> tuple[Path, ...]:
        """Key and rubric."""
        return (self.solution / "key.toml", self.rubric_file)

    @property
    def private(self) -> tuple[Path, ...]:
        """The same, with the functions of the key."""
        return (self.solution, self.rubric_file)

    @property
    def takes_modules(self) -> bool:
        """A sheet is one file."""
        return False

    @cached_property
    def pools(self) -> Pools:
        """The variants of each question that draws numbers."""
        return variants.load(self.public / variants.FILE)

    @cached_property
    def key(self) -> Key:
        """The answers."""
        return key.load(self.solution / "key.toml", self.paper)

    @cached_property
    def formulas(self) -> Formulas:
        """What evaluates the formulas of the key."""
        return Formulas.beside(self.solution / "key.py")

    @cached_property
    def misconceptions(self) -> dict[str, NamedMisconception]:
        """By slug: those of this quiz's own rubric, and of the others of the course."""
        others = (files.record(path, Rubric) for path in self.vocabulary)
        rubrics = (*others, self.rubric)
        return {found.slug: r.named(found.slug) for r in rubrics for found in r.misconceptions}

    @cached_property
    def rubric_sha256(self) -> str:
        """Covers the rubric, and what others say of the misconceptions that the key names."""
        slugs = sorted({slug for answer in self.key.answers for slug in answer.beliefs})
        named = (self.misconceptions[slug] for slug in slugs if slug in self.misconceptions)
        said = (text for found in named for text in (found.slug, found.title, found.hint))
        return sha256_of(files.digest(self.rubric_file), *said)

    @cached_property
    def tests_sha256(self) -> str:
        """Covers questions, variants and key: what a regrade would change."""
        more = (self.public / variants.FILE, self.solution / "key.py")
        there = [path for path in more if path.exists()]
        return files.digest(self.public / "quiz.toml", self.solution / "key.toml", *there)

    def draw(self, student: str, attempt: int) -> Draw:
        """What a student draws in an attempt."""
        whose = "" if self.as_notebook else student
        return Draw(self.course_id, self.epoch, self.slug, whose, attempt)

    def drawn(self, student: str, attempt: int) -> dict[str, Drawn]:
        """Question -> the numbers of a student in an attempt, where it draws any."""
        draw = self.draw(student, attempt)
        return {
            question.id: pool[draw.entry(question.id, len(pool))]
            for question in self.paper.questions
            if (pool := self.pools.get(question.id))
        }

    def order(self, question: Question, student: str, attempt: int) -> tuple[str, ...]:
        """The ids of a question's choices in the order in which a student sees them."""
        ids = question.ids
        return self.draw(student, attempt).order(question.id, ids) if ids else ()

    def shown(self, student: str, attempt: int) -> tuple[Shown, ...]:
        """The questions as a student sees them in an attempt."""
        drawn = self.drawn(student, attempt)
        found = []
        for question in self.paper.questions:
            by_id = {choice.id: choice for choice in getattr(question, "choices", ())}
            choices = tuple(by_id[name] for name in self.order(question, student, attempt))
            numbers = drawn.get(question.id, {})
            found.append(Shown(question, filled(question.prompt, numbers), choices, numbers))
        return tuple(found)

    def sheet(self, student: str, attempt: int = 1) -> Sheet:
        """A sheet without answers."""
        return Sheet(
            course=self.course_id,
            epoch=self.epoch,
            quiz=self.slug,
            student=student,
            attempt=attempt,
            drawn=self.drawn(student, attempt),
        )
