"""What an instructor wants to know when a batch is done: how many, how well, what needs a look.

Reports are looked at one by one and let go, so that a class of a hundred thousand takes no more
memory than one of ten.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.console import Group
from rich.text import Text

from autograder.feedback.plain import points, printable
from autograder.report import ReportStatus, ScoreReport

BAR = 40  # characters of the longest
BINS = 10
SHOWN = 10  # of those that need a look
SLOWEST = 3


@dataclass
class Tally:
    """What is remembered of the reports of one batch."""

    statuses: Counter[ReportStatus] = field(default_factory=Counter)
    _scores: Counter[float] = field(default_factory=Counter)  # per cent of full marks
    _slowest: list[tuple[float, str, str]] = field(default_factory=list)
    _to_see: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, report: ScoreReport) -> None:
        """Count one report."""
        self.statuses[report.status] += 1
        if report.score is not None:
            self._scores[round(100 * report.score / report.max_score, 2)] += 1
        heapq.heappush(self._slowest, (report.seconds, report.assignment, report.student))
        if len(self._slowest) > SLOWEST:
            heapq.heappop(self._slowest)
        if report.status is ReportStatus.UNGRADED and len(self._to_see) < SHOWN:
            self._to_see.append((report.assignment, report.student, report.message or ""))

    @property
    def number(self) -> int:
        """How many reports."""
        return self.statuses.total()

    def counts(self) -> str:
        """How many of each status: `38 graded, 2 rejected`."""
        found = [f"{self.statuses[s]} {s.value}" for s in ReportStatus if self.statuses[s]]
        return ", ".join(found)

    def render(self, skipped: int = 0) -> Group:
        """The closing summary; `skipped` of the reports are of an earlier run."""
        return Group(*(Text(line) for line in self._lines(skipped)))

    def _lines(self, skipped: int) -> Iterator[str]:
        what = "submission" if self.number == 1 else "submissions"
        yield f"{self.number} {what}: {self.counts()}{self._middle()}"
        if skipped:
            yield f"{skipped} of them had been graded before, by the same tests, rubric and grader."
        if self._scores.total() > 1:
            yield from self._distribution()
        if self.number > SLOWEST:
            slowest = (f"{a}/{printable(s)} {t:.1f} s" for t, a, s in sorted(self._slowest)[::-1])
            yield f"slowest: {', '.join(slowest)}"
        for assignment, student, message in self._to_see:
            yield f"ungraded: {assignment}, {printable(student)}: {printable(message)}"
        more = self.statuses[ReportStatus.UNGRADED] - len(self._to_see)
        if more > 0:
            yield f"and {more} more ungraded"

    def _middle(self) -> str:
        number = self._scores.total()
        if not number:
            return ""
        mean = sum(score * count for score, count in self._scores.items()) / number
        in_order = sorted(self._scores.elements())
        median = (in_order[(number - 1) // 2] + in_order[number // 2]) / 2
        return f"; mean {points(mean)}, median {points(median)}"

    def _distribution(self) -> Iterator[str]:
        """A bar for every ten per cent of full marks; 100 belongs to the last."""
        bins = Counter[int]()
        for score, count in self._scores.items():
            bins[min(int(score * BINS / 100), BINS - 1)] += count
        longest = max(bins.values())
        for number in range(BINS):
            low, high = number * 100 // BINS, (number + 1) * 100 // BINS
            bar = "#" * -(-bins[number] * BAR // longest)
            yield f"{low:>4}-{high - (number < BINS - 1):<3} {bar} {bins[number] or ''}".rstrip()
