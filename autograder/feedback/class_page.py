"""One page per class and assignment, for staff: how it went, and where a person is needed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean, median

from autograder.feedback.html import template
from autograder.items.models import FEWEST, Analysis
from autograder.standing import Flag, Standing, Status

BINS = 10
ASKS = (Flag.NEEDS_A_PERSON, Flag.ATTEMPT_UNGRADED, Flag.OUTDATED)


@dataclass(frozen=True)
class Scores:
    """Graded scores of a class, before lateness and adjustments."""

    points: tuple[float, ...]
    bins: tuple[int, ...]
    """Students by tenths of full marks; full marks belong to the last."""

    @classmethod
    def of(cls, rows: Sequence[Standing]) -> Scores:
        """The scores of those who were graded."""
        graded = [row for row in rows if row.status is Status.GRADED and row.score is not None]
        points = [(row.score or 0.0, row.max_score) for row in graded]
        bins = Counter(min(int(BINS * score / full), BINS - 1) for score, full in points)
        return cls(
            tuple(score for score, _ in points), tuple(bins[number] for number in range(BINS))
        )

    @property
    def mean(self) -> float | None:
        """In points."""
        return fmean(self.points) if self.points else None

    @property
    def median(self) -> float | None:
        """In points."""
        return median(self.points) if self.points else None


def render(found: Analysis, rows: Sequence[Standing], page_of: Callable[[str], str | None]) -> str:
    """The page of one assignment.

    Args:
        found: the analysis of the assignment.
        rows: where its students stand.
        page_of: the address of a student's own page, as seen from this one; None without one.
    """
    asking = {flag: [row.student for row in rows if flag in row.flags] for flag in ASKS}
    return template("class.html").render(
        found=found,
        number=len(rows),
        scores=Scores.of(rows),
        asking={flag: students for flag, students in asking.items() if students},
        page_of=page_of,
        fewest=FEWEST,
    )
