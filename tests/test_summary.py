"""The closing summary of a batch."""

import io
import tracemalloc

import pytest
from rich.console import Console

from autograder.feedback.summary import Tally
from autograder.report import ReportStatus


@pytest.fixture
def summary(make_report):
    """The text of the summary of reports with these scores; a score of None is ungraded."""

    def summarise(scores, skipped=0, **changes):
        tally = Tally()
        for number, score in enumerate(scores):
            status = ReportStatus.UNGRADED if score is None else ReportStatus.GRADED
            fields = {"student": f"s{number}", "score": score, "status": status} | changes
            tally.add(make_report(**fields))
        out = io.StringIO()
        Console(file=out, width=200).print(tally.render(skipped))
        return out.getvalue()

    return summarise


def test_numbers_statuses_mean_and_median_come_first(summary):
    lines = summary([0, 50, 100, None, 90]).splitlines()
    assert lines[0] == "5 submissions: 4 graded, 1 ungraded; mean 60, median 70"


def test_rejected_work_counts_as_zero_in_the_mean(make_report):
    tally = Tally()
    tally.add(make_report(score=80.0))
    tally.add(make_report(score=0.0, status=ReportStatus.REJECTED))
    assert tally.counts() == "1 graded, 1 rejected"
    assert str(next(iter(tally.render().renderables))).endswith("; mean 40, median 40")


def test_without_a_score_there_is_no_mean(summary):
    assert summary([None]).splitlines()[0] == "1 submission: 1 ungraded"


def test_one_submission_is_no_distribution(summary):
    assert summary([70.0]).splitlines() == ["1 submission: 1 graded; mean 70, median 70"]


def test_bars_show_the_distribution(summary):
    text = summary([0, 9.99, 10, 55, 99, 100, 100, 100])
    bars = {line.split()[0]: line.split()[1:] for line in text.splitlines() if "-" in line[:8]}
    assert bars["0-9"] == ["#" * 20, "2"]
    assert bars["10-19"] == bars["50-59"] == ["#" * 10, "1"]
    assert bars["90-100"] == ["#" * 40, "4"]
    assert bars["20-29"] == []
    assert len(bars) == 10


def test_scores_out_of_other_full_marks_are_shares_of_them(summary):
    assert "mean 50" in summary([5.0, 5.0], max_score=10)


def test_what_needs_a_person_is_named_with_its_reason(summary):
    text = summary([None] * 12, message="The grader failed: out of luck.")
    assert text.count("ungraded: adding, s") == 10
    assert "ungraded: adding, s0: The grader failed: out of luck." in text
    assert "and 2 more ungraded" in text


def test_work_graded_before_is_counted_apart(summary):
    assert "7 of them had been graded before, by the same tests, rubric and grader." in summary(
        [1.0], skipped=7
    )


def test_the_slowest_are_named(make_report, summary):
    assert "slowest" not in summary([1.0, 2.0])
    assert "slowest: adding/s0 0.5 s, " in summary([1.0, 2.0, 3.0, 4.0], student="s0")


def test_a_hostile_name_and_reason_steer_no_terminal(summary):
    text = summary([None] * 4, student="\x1b[2J[red]x", message="\x1b]0;owned\x07")
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "[red]x" in text


def test_no_report_at_all_is_a_summary_too(summary):
    assert summary([]) == "0 submissions: \n"


def test_memory_does_not_grow_with_the_number_of_reports(make_report):
    tally = Tally()
    report = make_report(score=12.34)
    for _ in range(100):
        tally.add(report)
    tracemalloc.start()
    for _ in range(20_000):
        tally.add(report)
    grown, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert grown < 10_000
