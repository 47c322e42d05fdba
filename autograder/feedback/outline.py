"""What a student is told, in which order: what was right first, then each cause once."""

from __future__ import annotations

from dataclasses import dataclass

from autograder.report import (
    CriterionScore,
    CriterionStatus,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
    StudentCriterion,
    StudentReport,
    TestStatus,
)

Report = ScoreReport | StudentReport
Criterion = CriterionScore | StudentCriterion

SOMETHING_RIGHT = (CriterionStatus.PASSED, CriterionStatus.PARTIAL)
SOMETHING_WRONG = (CriterionStatus.PARTIAL, CriterionStatus.FAILED)


@dataclass(frozen=True)
class Finding:
    """Criteria that miss points for the same causes; where none is named, a single criterion."""

    causes: tuple[NamedMisconception, ...]
    criteria: tuple[Criterion, ...]


def messages(report: Report) -> list[str]:
    """What is said of the submission as a whole."""
    said = [report.message, report.load.message]
    if report.status is ReportStatus.GRADED and report.load.status is not TestStatus.PASSED:
        said.append("No test could be run.")
    return [text for text in dict.fromkeys(said) if text]


def right(report: Report) -> list[Criterion]:
    """The criteria of which something was right, in the order of the rubric."""
    return [criterion for criterion in report.criteria if criterion.status in SOMETHING_RIGHT]


def how_many_are_right(report: Report) -> str:
    """A sentence: `3 of 7 criteria are full, 1 in part.`"""
    full = sum(criterion.status is CriterionStatus.PASSED for criterion in report.criteria)
    partial = sum(criterion.status is CriterionStatus.PARTIAL for criterion in report.criteria)
    more = f", {partial} in part" if partial else ""
    return f"{full} of {len(report.criteria)} criteria are full{more}."


def findings(report: Report) -> list[Finding]:
    """What there is to work on; nothing where no test could run, as `messages` says why."""
    if report.load.status is not TestStatus.PASSED:
        return []
    groups: dict[str | tuple[str, ...], list[Criterion]] = {}
    for criterion in report.criteria:
        if criterion.status in SOMETHING_WRONG:
            causes = tuple(cause.slug for cause in criterion.misconceptions)
            groups.setdefault(causes or criterion.id, []).append(criterion)
    return [Finding(group[0].misconceptions, tuple(group)) for group in groups.values()]


def tests(criterion: Criterion) -> str:
    """What is said behind a title: `, 1 of 4 tests passed`; where points say it all, nothing."""
    if criterion.status is CriterionStatus.PASSED or criterion.total < 2:
        return ""
    return f", {criterion.passed} of {criterion.total} tests passed"


def reading(criterion: Criterion) -> str:
    """Which sections of the handout to read: `Read "softmax" and "Conventions" in the handout.`"""
    *others, last = [f'"{name}"' for name in criterion.read] or [""]
    names = f"{', '.join(others)} and {last}" if others else last
    return f"Read {names} in the handout." if names else ""
