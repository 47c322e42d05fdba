"""The reports that count, and what is remembered of them; a report is looked at once and let go.

A student's report counts where the gradebook counts it: the attempt that the attempt policy chose,
if it was graded. A person's adjustment says nothing about a test, and changes nothing here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from autograder.items.models import MisconceptionCount
from autograder.items.unexplained import Clusters
from autograder.report import CriterionScore, CriterionStatus, ScoreReport, TestStatus
from autograder.standing import Standing, Status

Place = tuple[str, str]  # course, assignment
Points = tuple[tuple[str, int], ...]  # of each criterion


@dataclass
class CriterionTally:
    """What is counted of one criterion."""

    title: str = ""
    statuses: Counter[CriterionStatus] = field(default_factory=Counter)
    tests: Counter[TestStatus] = field(default_factory=Counter)

    def add(self, criterion: CriterionScore) -> None:
        """Count one student."""
        self.title = criterion.title
        self.statuses[criterion.status] += 1
        self.tests.update({test.status for test in criterion.tests})


@dataclass
class Class:
    """Students of one assignment whose reports have the same criteria and points."""

    points: Points = ()
    students: list[str] = field(default_factory=list)
    totals: list[float] = field(default_factory=list)
    scores: list[list[float]] = field(default_factory=list)
    criteria: dict[str, CriterionTally] = field(default_factory=dict)
    clusters: Clusters = field(default_factory=Clusters)
    not_loaded: int = 0
    _titles: dict[str, str] = field(default_factory=dict)  # of misconceptions
    _named_in: dict[str, set[str]] = field(default_factory=dict)
    _have: Counter[str] = field(default_factory=Counter)

    def add(self, report: ScoreReport) -> None:
        """Count the report of one student."""
        self.students.append(report.student)
        self.totals.append(report.score or 0.0)
        self.scores.append([criterion.score or 0.0 for criterion in _items(report)])
        self.not_loaded += report.load.status is not TestStatus.PASSED
        self.clusters.add(report)
        slugs = set()
        for criterion in report.criteria:
            self.criteria.setdefault(criterion.id, CriterionTally()).add(criterion)
            for named in criterion.misconceptions:
                slugs.add(named.slug)
                self._titles[named.slug] = named.title
                self._named_in.setdefault(named.slug, set()).add(criterion.id)
        self._have.update(slugs)

    def in_order(self) -> tuple[list[str], list[list[float]]]:
        """Students by id, with their scores: rounding and resampling see them in this order."""
        order = sorted(range(len(self.students)), key=self.students.__getitem__)
        return [self.students[n] for n in order], [self.scores[n] for n in order]

    def misconceptions(self) -> list[MisconceptionCount]:
        """How many students have each misconception, the most frequent first."""
        return [
            MisconceptionCount(
                slug=slug,
                title=self._titles[slug],
                criteria=tuple(name for name in self.criteria if name in self._named_in[slug]),
                students=students,
            )
            for slug, students in sorted(self._have.items(), key=lambda one: (-one[1], one[0]))
        ]


def classes(reports: Iterable[ScoreReport], rows: Sequence[Standing]) -> dict[Place, list[Class]]:
    """The reports that count, of each assignment; the largest class first.

    Args:
        reports: every attempt, in any order.
        rows: where students stand, which says what counts.
    """
    counted = {
        (row.course, row.assignment, row.student, row.counted)
        for row in rows
        if row.status is Status.GRADED
    }
    found: dict[Place, dict[Points, Class]] = {}
    for report in reports:
        place = report.course, report.assignment
        if (*place, report.student, report.attempt) in counted:
            points = tuple((criterion.id, criterion.points) for criterion in _items(report))
            found.setdefault(place, {}).setdefault(points, Class(points)).add(report)
    return {
        place: sorted(of_place.values(), key=lambda one: (-len(one.students), one.points))
        for place, of_place in found.items()
    }


def _items(report: ScoreReport) -> list[CriterionScore]:
    """The criteria that there are points for, and a score."""
    return [one for one in report.criteria if one.score is not None and one.points > 0]
