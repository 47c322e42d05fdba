"""From the reports that count to an analysis of each assignment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from statistics import fmean
from typing import Any, TypeVar

import numpy as np

from autograder.items import statistics
from autograder.items.flags import flags
from autograder.items.models import FEWEST, Analysis, Cluster, Item
from autograder.items.tally import Class, Place, classes
from autograder.report import CriterionStatus, ScoreReport, TestStatus
from autograder.standing import Standing, Status

SHOWN = 5  # clusters in an analysis
Word = TypeVar("Word", bound=StrEnum)


def analyses(reports: Iterable[ScoreReport], rows: Sequence[Standing]) -> list[Analysis]:
    """An analysis of each assignment that `rows` have, by course and slug.

    Args:
        reports: every attempt, in any order; each is looked at once and let go.
        rows: where students stand; they say which attempts count.
    """
    found = classes(reports, rows)
    by_place: dict[Place, list[Standing]] = {}
    for row in rows:
        by_place.setdefault((row.course, row.assignment), []).append(row)
    return [_analysis(by_place[place], found.get(place, [])) for place in sorted(by_place)]


def clusters(reports: Iterable[ScoreReport], rows: Sequence[Standing]) -> list[Cluster]:
    """Every cluster of unexplained wrong answers among what is analysed, the largest first."""
    found = classes(reports, rows)
    all_of_them = (one for place in sorted(found) for one in found[place][0].clusters.found(*place))
    return sorted(all_of_them, key=lambda cluster: -cluster.students)


def _analysis(rows: Sequence[Standing], found: Sequence[Class]) -> Analysis:
    """The analysis of one assignment, from the largest of its classes."""
    one = found[0] if found else Class()
    enough = len(one.students) >= FEWEST
    repeated = [c for c in one.clusters.found(rows[0].course, rows[0].assignment) if c.students > 1]
    return Analysis(
        course=rows[0].course,
        assignment=rows[0].assignment,
        students=len(one.students),
        enough=enough,
        statuses=_in_order(Status, Counter(row.status for row in rows)),
        other_criteria=sum(len(other.students) for other in found[1:]),
        not_loaded=one.not_loaded,
        mean=fmean(one.totals) if enough else None,
        max_score=max(row.max_score for row in rows),
        alpha=statistics.cronbach(np.array(one.in_order()[1])) if enough else None,
        items=tuple(_items(one, enough)),
        misconceptions=tuple(one.misconceptions()),
        unexplained=tuple(repeated[:SHOWN]),
    )


def _items(one: Class, enough: bool) -> Iterator[Item]:
    numbers = _numbers(one) if enough and one.points else [{} for _ in one.points]
    for (name, points), of_item in zip(one.points, numbers, strict=True):
        tally = one.criteria[name]
        yield Item(
            id=name,
            title=tally.title,
            points=points,
            statuses=_in_order(CriterionStatus, tally.statuses),
            tests=_in_order(TestStatus, tally.tests),
            **of_item,
        )


def _numbers(one: Class) -> list[dict[str, Any]]:
    """The statistics of each item, and what they raise."""
    students, rows = one.in_order()
    scores = np.array(rows)
    shares = scores / [points for _, points in one.points]
    rests = statistics.rests(scores)
    apart = statistics.upper_lower(shares, scores.sum(axis=1), students)
    found = []
    for n in range(len(one.points)):
        difficulty = float(shares[:, n].mean())
        correlation = statistics.correlation(scores[:, n], rests[:, n])
        raised = flags(
            difficulty,
            correlation,
            is_constant=statistics.is_constant(scores[:, n]),
            is_alone=len(one.points) == 1,
        )
        found.append(
            {
                "difficulty": difficulty,
                "correlation": correlation,
                "upper_lower": apart[n],
                "flags": tuple(raised),
            }
        )
    return found


def _in_order(words: type[Word], counts: Mapping[Word, int]) -> dict[Word, int]:
    """The words that occur, always in the same order."""
    return {word: counts[word] for word in words if counts.get(word)}
