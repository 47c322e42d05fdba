"""What item analysis finds: frozen data, and JSON without NaN.

A number is None where there is none: with fewer than FEWEST students, or where it is undefined.
"""

from __future__ import annotations

from enum import StrEnum

from autograder.report import CriterionStatus, Example, Frozen, TestStatus
from autograder.standing import Status

FEWEST = 30  # students; with fewer, chance is larger than what the statistics tell


class Flag(StrEnum):
    """Why a person should look at an item, in plain words."""

    TOO_HARD = "too hard"
    TOO_EASY = "too easy"
    DOES_NOT_DISCRIMINATE = "does not discriminate"
    NEGATIVE = "negative correlation"
    EVERYONE_THE_SAME = "everyone earned the same"
    REST_THE_SAME = "the other items are the same for everyone"


class Item(Frozen):
    """One criterion, seen over a class."""

    id: str
    title: str
    points: int
    statuses: dict[CriterionStatus, int]
    """Students by how much of the criterion they earned."""
    tests: dict[TestStatus, int]
    """Students with at least one test of the criterion that came to this."""
    difficulty: float | None = None
    """Mean share of the points, from 0 to 1: high is easy."""
    correlation: float | None = None
    """Of the item's score with the rest of the total, from -1 to 1; None where one is constant."""
    upper_lower: float | None = None
    """Mean share in the best 27 % of students less that in the worst 27 %, from -1 to 1."""
    flags: tuple[Flag, ...] = ()


class Alpha(Frozen):
    """Cronbach's alpha of an assignment, with a 95 % bootstrap interval."""

    value: float
    low: float
    high: float


class MisconceptionCount(Frozen):
    """A named misconception, and how many students have it."""

    slug: str
    title: str
    criteria: tuple[str, ...]
    """Where it was named."""
    students: int


class Cluster(Frozen):
    """Students whose answers are wrong in the same way, which no misconception explains."""

    course: str
    assignment: str
    function: str
    behaviour: str
    """Stands for the wrong answers: equal for equal behaviour."""
    criteria: tuple[str, ...]
    """The criteria that the wrong answers belong to."""
    tests: tuple[str, ...]
    """The hidden tests whose calls are answered wrongly."""
    students: int
    who: tuple[str, ...]
    """The first of them by id, so that their work can be read."""
    example: Example


class Analysis(Frozen):
    """The items of one assignment."""

    course: str
    assignment: str
    students: int
    """Whose reports are analysed: graded, and by the same criteria and points."""
    enough: bool
    """Whether they are at least FEWEST: with fewer there are counts and no statistics."""
    statuses: dict[Status, int]
    """Students by what their final score rests on; only `graded` is analysed."""
    other_criteria: int
    """Graded students left out, because their report has other criteria or points than most."""
    not_loaded: int
    """Analysed students whose file did not load: 0 in every item."""
    mean: float | None
    """Mean total, in points."""
    max_score: int
    alpha: Alpha | None
    """None with too few students, a single item, or the same total for everyone."""
    items: tuple[Item, ...]
    misconceptions: tuple[MisconceptionCount, ...]
    """The most frequent first."""
    unexplained: tuple[Cluster, ...]
    """The largest clusters of at least two students, the largest first."""
