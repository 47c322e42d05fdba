"""What stands under cells and beside them: what a student may know, each cause once, escaped."""

import pytest

from autograder.nbgrader import judged, told
from autograder.nbgrader.source import solution_id
from autograder.report import CriterionStatus, Load, ReportStatus, TestStatus

CELLS = {"add": "solution-add", "running_total": "solution-running_total"}


def test_an_output_says_points_tests_cause_and_gap(make_report):
    found = told.outputs(make_report().for_student())
    assert found == {
        "totals": "30 of 60 points, 1 of 2 tests passed.\n"
        "One row is left out. Which rows?\n"
        "The result of `running_total` has wrong values.\n"
        'Read "Totals" in the handout.\n'
    }


def test_what_was_not_judged_says_so_and_nothing_else(make_report):
    (criterion,) = make_report().criteria
    changes = {"status": CriterionStatus.UNGRADED, "score": None}
    report = make_report(
        criteria=(criterion.model_copy(update=changes),), status=ReportStatus.UNGRADED, score=None
    )
    assert told.outputs(report.for_student()) == {"totals": f"{told.NOT_YET}\n"}
    comments = told.comments(report.for_student(), CELLS, [])
    assert "One row is left out" not in str(comments)


def test_a_comment_stands_at_the_function_that_it_speaks_of_first(make_report):
    comments = told.comments(make_report().for_student(), CELLS, [])
    assert comments["solution-add"] == ""
    assert comments["solution-running_total"] == (
        "**Each row is added to those before it.** One row is left out. Which rows? "
        'The result of `running_total` has wrong values. Read "Totals" in the handout.'
    )


def test_what_names_no_function_and_what_is_noted_stands_at_the_first(make_report):
    (criterion,) = make_report().criteria
    report = make_report(
        criteria=(criterion.model_copy(update={"feedback": "It is wrong."}),),
        load=Load(status=TestStatus.PASSED, message="Cell 1 raised NameError."),
        message="Read <this>.",
    )
    said = told.comments(report.for_student(), CELLS, ["The cell `x` is missing."])
    assert said["solution-add"].split("\n\n")[:3] == [
        "Read \\<this\\>.",
        "Cell 1 raised NameError.",
        "The cell `x` is missing.",
    ]
    assert "It is wrong." in said["solution-add"]


def test_a_cause_is_told_once(make_report):
    (one,) = make_report().criteria
    two = one.model_copy(update={"id": "sums", "feedback": "In `add`, too."})
    said = told.comments(make_report(criteria=(one, two)).for_student(), CELLS, [])
    assert "".join(said.values()).count("One row is left out.") == 1


@pytest.mark.parametrize(
    ("make", "score"), [(judged.rejected, 0.0), (lambda a, _, n: judged.ungraded(a, n), None)]
)
def test_without_a_report_every_criterion_is_treated_alike(shared_course, make, score):
    found = make(shared_course.assignment("adding"), "It is a *link*.", ["So."])
    assert found.points == {"sums": 40, "totals": 60}
    assert found.scores == {"sums": score, "totals": score}
    assert set(found.comments) == {solution_id("add")}
    assert found.comments["solution-add"].endswith("\n\nSo.")


def test_scores_of_a_report_are_exact(shared_course, make_report):
    found = judged.from_report(shared_course.assignment("adding"), make_report(), [])
    assert (found.points, found.scores) == ({"totals": 60}, {"totals": 30.0})
