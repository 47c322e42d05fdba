"""The report is the record of one grading: closed, frozen, and a leak cannot be a slip."""

import json
from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from autograder.report import (
    CriterionStatus,
    Load,
    ReportStatus,
    ScoreReport,
    StudentReport,
    TestStatus,
    Usage,
)


def test_a_report_survives_json(make_report):
    report = make_report()
    assert ScoreReport.model_validate_json(report.model_dump_json()) == report


def test_the_words_of_a_status_are_a_closed_set():
    assert [s.value for s in ReportStatus] == ["graded", "ungraded", "rejected"]
    assert [s.value for s in CriterionStatus] == ["passed", "partial", "failed", "ungraded"]
    assert [s.value for s in TestStatus] == (
        "passed failed raised timed_out crashed invalid_return not_run".split()
    )


def test_a_report_has_the_fields_that_are_promised(make_report):
    document = json.loads(make_report().model_dump_json())
    assert (
        list(document)
        == (
            "schema_version course assignment student attempt submission_sha256 seed status score "
            "max_score message load criteria unexplained grader started_at seconds usage output"
        ).split()
    )
    assert (
        list(document["criteria"][0])
        == (
            "id title points score status passed total feedback hint misconceptions read tests"
        ).split()
    )
    assert list(document["criteria"][0]["tests"][0]) == ["name", "status", "message", "seconds"]
    assert document["schema_version"] == 1
    assert document["started_at"] == "2026-10-01T12:00:00Z"


def test_a_report_cannot_be_changed(make_report):
    report = make_report()
    with pytest.raises(ValidationError):
        report.score = 100.0
    with pytest.raises(ValidationError):
        report.criteria[0].score = 60.0


@pytest.mark.parametrize(
    "changes",
    [{"answer": 1}, {"schema_version": 2}, {"status": "lost"}, {"score": "many"}, {"load": None}],
)
def test_a_document_of_another_form_is_no_report(make_report, changes):
    document = make_report().model_dump(mode="json") | changes
    with pytest.raises(ValidationError):
        ScoreReport.model_validate(document)


def test_a_student_s_view_has_no_field_for_what_staff_know(make_report):
    view = make_report().for_student()
    assert set(StudentReport.model_fields) == set(
        "schema_version course assignment student attempt status score max_score message load "
        "criteria".split()
    )
    assert "tests" not in view.criteria[0].model_dump()
    assert "SECRET" in make_report().model_dump_json()
    assert "SECRET" not in view.model_dump_json()


def test_a_student_s_view_keeps_what_concerns_the_student(make_report):
    report = make_report(message="Read this.", attempt=3)
    view = report.for_student()
    for name in "course assignment student attempt status score max_score message load".split():
        assert getattr(view, name) == getattr(report, name)
    (criterion,), (seen,) = report.criteria, view.criteria
    names = "id title points score status passed total feedback hint misconceptions read"
    for name in names.split():
        assert getattr(seen, name) == getattr(criterion, name)


def test_why_the_grader_failed_is_not_the_student_s_to_read(make_report):
    """The reason may quote a hidden test."""
    report = make_report(status=ReportStatus.UNGRADED, score=None, message="test_x: SECRET")
    assert report.for_student().message == "The grader failed, and a person will look at it."
    assert make_report(message="Read this.").for_student().message == "Read this."


def test_the_verdict_leaves_out_what_differs_between_two_gradings(make_report):
    report = make_report()
    criterion = report.criteria[0]
    slower = criterion.tests[0].model_copy(update={"seconds": 9.0})
    later = make_report(
        started_at=datetime(2027, 1, 1, tzinfo=UTC),
        seconds=9.0,
        usage=Usage(cpu_seconds=9.0, peak_memory_mb=1.0),
        output="other",
        criteria=(criterion.model_copy(update={"tests": (slower, criterion.tests[1])}),),
    )
    assert later != report
    assert later.verdict() == report.verdict()


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 29.99},
        {"seed": "b"},
        {"message": "x"},
        {"criteria": ()},
        {"load": Load(status=TestStatus.PASSED, message="Cell 1 raised.")},
    ],
)
def test_the_verdict_keeps_everything_else(make_report, changes):
    assert make_report(**changes).verdict() != make_report().verdict()
