"""The audit trail: no verdict gives its place to another without a trace."""

from datetime import UTC, datetime

import pytest

from autograder.errors import GraderError
from autograder.gradebook import Gradebook


@pytest.fixture
def book(tmp_path):
    with Gradebook.at(tmp_path / "gradebook.db") as opened:
        yield opened


def noted(book):
    return [(e.student, e.attempt, e.why, e.old_score, e.new_score) for e in book.history()]


def with_hashes(report, rubric, tests):
    hashes = {"rubric_sha256": rubric * 64, "tests_sha256": tests * 64}
    return report.model_copy(update={"grader": report.grader.model_copy(update=hashes)})


def test_a_verdict_that_is_replaced_is_noted_with_what_made_it(book, make_report):
    started = datetime.now(UTC)
    book.save(with_hashes(make_report(score=30.0), "3", "4"))
    book.save(with_hashes(make_report(score=10.0), "5", "6"), why="regrade")
    (entry,) = book.history()
    assert (entry.course, entry.assignment, entry.student, entry.attempt) == (
        *("little", "adding", "s01"),
        1,
    )
    assert (entry.why, entry.old_score, entry.new_score) == ("regrade", 30.0, 10.0)
    assert (entry.old_rubric_sha256, entry.old_tests_sha256) == ("3" * 64, "4" * 64)
    assert started <= entry.when <= datetime.now(UTC)


def test_an_equal_verdict_leaves_no_trace(book, make_report):
    book.save(make_report())
    book.save(make_report(seconds=9.0, output="Hi"))
    book.save(with_hashes(make_report(), "3", "4"))
    book.replace([make_report(seconds=1.0)])
    assert book.history() == []


def test_new_work_replaces_nothing(book, make_report):
    for letter in "abc":
        book.save(make_report(submission_sha256=letter * 64, score=1.0))
    assert book.history() == []


def test_a_score_that_comes_or_goes_is_noted_as_none(book, make_report):
    for points in (None, 30.0, None):
        book.save(make_report(score=points))
    assert noted(book) == [("s01", 1, "grade", None, 30.0), ("s01", 1, "grade", 30.0, None)]


def test_every_replacement_is_noted_in_order(book, make_report):
    for number in range(250):
        book.save(make_report(student=f"s{number:03}", score=1.0))
    for step in (2.0, 3.0):
        book.replace(r.model_copy(update={"score": step}) for r in book.reports())
    assert noted(book) == [
        (f"s{number:03}", 1, "rescore", step - 1, step)
        for step in (2.0, 3.0)
        for number in range(250)
    ]


def save_and_stop(book, report):
    with book.transaction():
        book.save(report)
        raise KeyboardInterrupt


def test_what_was_not_kept_is_not_noted(book, make_report):
    book.save(make_report(score=1.0))
    with pytest.raises(GraderError, match="lacks attempts"):
        book.replace([make_report(score=2.0), make_report(student="nobody")])
    with pytest.raises(KeyboardInterrupt):
        save_and_stop(book, make_report(score=3.0))
    assert book.history() == []
    assert [r.score for r in book.reports()] == [1.0]


@pytest.mark.parametrize("student", ["'); DROP TABLE history;--", "\x00", "\\", "%s :its_student"])
def test_any_id_is_only_a_name(book, make_report, student):
    for points in (1.0, 2.0):
        book.save(make_report(student=student, score=points))
        book.save(make_report(student="s01", score=1.0))
    assert noted(book) == [(student, 1, "grade", 1.0, 2.0)]
