"""Wrong answers that nothing explains, clustered by behaviour over a class."""

from __future__ import annotations

from dataclasses import dataclass, field

from autograder.items.models import Cluster
from autograder.report import ScoreReport, Unexplained

WHO = 3  # students that are named


@dataclass
class _Behaviour:
    """One behaviour: the report that tells it, and who shows it."""

    first: str
    told: Unexplained
    students: list[str] = field(default_factory=list)


class Clusters:
    """What one assignment's reports leave unexplained, counted."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], _Behaviour] = {}

    def add(self, report: ScoreReport) -> None:
        """Count the report of one student."""
        for told in report.unexplained:
            key = told.function, told.behaviour
            found = self._found.setdefault(key, _Behaviour(report.student, told))
            found.students.append(report.student)
            if report.student < found.first:  # so that the order of reports does not matter
                found.first, found.told = report.student, told

    def found(self, course: str, assignment: str) -> list[Cluster]:
        """Every cluster, the largest first; of equal ones the first by function and behaviour."""
        clusters = [_cluster(course, assignment, found) for found in self._found.values()]
        return sorted(clusters, key=lambda c: (-c.students, c.function, c.behaviour))


def _cluster(course: str, assignment: str, found: _Behaviour) -> Cluster:
    told = found.told
    return Cluster(
        course=course,
        assignment=assignment,
        function=told.function,
        behaviour=told.behaviour,
        criteria=told.criteria,
        tests=told.tests,
        students=len(found.students),
        who=tuple(sorted(found.students)[:WHO]),
        example=told.example,
    )
