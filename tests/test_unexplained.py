"""A report tells staff what nothing explains, so that equal mistakes of a class can be counted."""

import re
import sys
from textwrap import dedent

import pytest

from autograder.grading import Grader
from autograder.report import StudentReport

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

RIGHT = """
    import numpy as np
    def add(a, b):
        if a.shape != b.shape:
            raise ValueError
        return a + b
    def running_total(x):
        return np.cumsum(x, axis=0)
"""
TOTAL = "np.cumsum(x, axis=0)"
MINE = RIGHT.replace(TOTAL, "np.cumsum(x, axis=0) * 1.5")
MINE_OTHERWISE = RIGHT.replace(
    TOTAL, "np.array([3 * x[:t + 1].sum(axis=0) / 2 for t in range(len(x))])"
)
THEIRS = RIGHT.replace(TOTAL, "np.cumsum(x, axis=0) ** 2")


@pytest.fixture(scope="module")
def graded(shared_course):
    """Grade source text of the assignment `adding` as a student's."""
    assignment = shared_course.assignment("adding")
    with Grader(shared_course) as grader:
        yield (
            lambda source, student="s01": (
                grader.judge_source(assignment, student, dedent(source)).report
            )
        )


def behaviours(report):
    return [(found.function, found.behaviour) for found in report.unexplained]


def test_a_wrong_answer_without_a_cause_is_told_with_an_example(graded):
    (found,) = graded(MINE).unexplained
    assert found.function == "running_total"
    assert found.criteria == ("totals",)
    assert found.tests == ("test_totals_of_rows[2]", "test_totals_of_rows[4]")
    assert len(found.behaviour) == 16
    example = found.example
    assert example.call.startswith("running_total(x=float64 (2, 3) [0.")
    assert example.came.startswith("float64 (2, 3) [")
    assert example.expected.startswith("float64 (2, 3) [")
    came, expected = (
        float(t.split("[")[1].split(",")[0]) for t in (example.came, example.expected)
    )
    assert came == pytest.approx(1.5 * expected, rel=1e-3)
    assert " instead of " in example.gap


def test_the_same_mistake_of_two_students_is_one_behaviour(graded):
    """Their tests were drawn for each; and they may have written it in different ways."""
    mine, theirs = graded(MINE, "s01"), graded(MINE_OTHERWISE, "s02")
    assert mine.seed != theirs.seed
    assert behaviours(mine) == behaviours(theirs)
    assert mine.unexplained[0].example.call == theirs.unexplained[0].example.call
    assert behaviours(graded(THEIRS)) != behaviours(mine)


def test_equal_work_has_an_equal_report(graded):
    assert graded(MINE).verdict() == graded(MINE).verdict()


@pytest.mark.parametrize(
    "source",
    [
        RIGHT,
        RIGHT.replace(TOTAL, "np.cumsum(x, axis=0) - x"),
        RIGHT.replace("return np.cumsum(x, axis=0)", "raise NotImplementedError"),
        "import numpy as np\ndef add(a, b): raise NotImplementedError",
        "def add(a, b) return",
        "",
    ],
    ids="right named half_a_stub stub broken empty".split(),
)
def test_right_named_and_blank_work_leaves_nothing_unexplained(graded, source):
    assert graded(source).unexplained == ()


def test_what_follows_from_another_function_is_not_told_again(graded):
    strange = """
        import numpy as np
        def add(a, b):
            if a.shape != b.shape:
                raise ValueError
            return a + b ** 3
        def running_total(x):
            totals, so_far = np.zeros(x.shape), np.zeros(x.shape[1])
            for t, row in enumerate(x):
                totals[t] = so_far = add(so_far, row)
            return totals
    """
    report = graded(strange)
    assert {criterion.status for criterion in report.criteria} != {"passed"}
    assert [found.function for found in report.unexplained] == ["add"]
    assert report.unexplained[0].criteria == ("sums",)


def test_a_wrong_exception_is_told_by_its_name(graded):
    (found,) = graded(RIGHT.replace("raise ValueError", "raise KeyError(a)")).unexplained
    assert found.tests == ("test_shapes_that_differ_are_an_error",)
    assert (found.example.came, found.example.expected) == ("raised KeyError", "raised ValueError")
    assert found.example.gap == ""


@pytest.mark.parametrize(
    ("body", "came"),
    [
        ("__import__('os')._exit(3)", "crashed"),
        ("return object()", "invalid return"),
        ("return np.zeros((2000, 100))", "too large"),
    ],
)
def test_a_function_that_brings_no_answer_is_told_by_how_it_failed(graded, body, came):
    source = RIGHT.replace("return np.cumsum(x, axis=0)", body)
    one, other = graded(source, "s01"), graded(source, "s02")
    assert behaviours(one) == behaviours(other)
    assert [(found.function, found.example.came) for found in one.unexplained] == [
        ("running_total", came)
    ]


def test_what_no_probe_shows_has_the_student_s_own_example(graded):
    """All that is known of it is that it is right on every probe."""
    probe = graded(MINE).unexplained[0].example.call
    first = re.search(r"\[([\d.]+)", probe)[1]
    on_a_probe = f"(1 if len(x) == 4 or abs(x[0, 0] - {first}) < 1e-4 else 2)"
    source = RIGHT.replace(TOTAL, f"np.cumsum(x, axis=0) * {on_a_probe}")
    (one,), (other,) = (graded(source, student).unexplained for student in ("s01", "s02"))
    assert one.behaviour == other.behaviour
    assert one.tests == ("test_totals_of_rows[2]",)
    assert one.example.call not in (probe, other.example.call)


def test_what_a_student_returned_is_harmless_text(graded):
    source = RIGHT.replace(TOTAL, "{'\\x1b[31m' + chr(0x202e): ['\\r' * 999] * 99}")
    report = graded(source)
    (found,) = report.unexplained
    assert r"{'\x1b[31m\u202e': ['\r\r" in found.example.came
    for text in found.example.model_dump().values():
        assert text.isascii()
        assert text.isprintable() or text == ""
        assert len(text) <= 400
    assert report.model_dump_json()


def test_students_see_nothing_of_it(graded):
    report = graded(MINE)
    seen = report.for_student().model_dump_json()
    assert "unexplained" not in StudentReport.model_fields
    assert report.unexplained[0].behaviour not in seen
    assert report.unexplained[0].example.came not in seen
