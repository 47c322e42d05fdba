"""From outcomes to criterion scores: points stand in the rubric and nowhere else."""

from fractions import Fraction

import pytest
from pydantic import ValidationError

from autograder import rubric
from autograder.report import CriterionStatus, TestResult, TestStatus
from autograder.rubric import (
    Criterion,
    Misconception,
    Outcome,
    Rubric,
    cents,
    earned,
    score,
    total,
)


def criterion(name, points=100, **more):
    return Criterion(id=name, title=f"About {name}", points=points, hint=f"Look at {name}?", **more)


def belief(slug, *loses):
    return Misconception(slug=slug, title=f"Belief {slug}", hint=f"Why {slug}?", loses=loses)


def outcome(name, passed=True, gap="", status=TestStatus.FAILED):
    result = TestResult(name="test", status=TestStatus.PASSED if passed else status)
    return Outcome(name, result, gap)


def outcomes(name, passed, count):
    return [outcome(name, n < passed) for n in range(count)]


def of(*criteria, misconceptions=()):
    return Rubric(criteria=criteria, misconceptions=misconceptions)


@pytest.mark.parametrize(
    ("points", "passed", "count", "expected"),
    [
        (100, 0, 3, 0.0),
        (100, 1, 3, 33.33),
        (100, 2, 3, 66.67),
        (100, 3, 3, 100.0),
        (100, 1, 6, 16.67),
        (100, 1, 8, 12.5),
        (100, 1, 16, 6.25),
        (100, 1, 32, 3.13),
        (100, 31, 32, 96.88),
        (100, 199, 200, 99.5),
    ],
)
def test_a_criterion_earns_its_share_of_tests_rounded_half_up(points, passed, count, expected):
    (found,) = score(of(criterion("a", points)), outcomes("a", passed, count), {})
    assert (found.score, found.passed, found.total) == (expected, passed, count)


@pytest.mark.parametrize("count", [1, 3, 7, 11, 13])
def test_full_marks_are_exactly_full_however_points_are_split(count):
    names = "abcdefg"
    points = [13, 17, 11, 19, 7, 23, 10]
    whole = of(*(criterion(name, n) for name, n in zip(names, points, strict=True)))
    found = score(whole, [o for name in names for o in outcomes(name, count, count)], {})
    assert total(found) == 100.0
    assert {c.status for c in found} == {CriterionStatus.PASSED}


@pytest.mark.parametrize(
    ("passed", "status"),
    [
        (0, CriterionStatus.FAILED),
        (1, CriterionStatus.PARTIAL),
        (3, CriterionStatus.PARTIAL),
        (4, CriterionStatus.PASSED),
    ],
)
def test_the_status_says_how_much_was_earned(passed, status):
    (found,) = score(of(criterion("a")), outcomes("a", passed, 4), {})
    assert found.status is status


@pytest.mark.parametrize(("passed", "expected"), [(0, 0.0), (3, 0.0), (4, 100.0)])
def test_all_or_nothing_is_lost_by_one_test(passed, expected):
    (found,) = score(of(criterion("a", all_or_nothing=True)), outcomes("a", passed, 4), {})
    assert (found.score, found.passed) == (expected, passed)
    assert found.status is (CriterionStatus.PASSED if expected else CriterionStatus.FAILED)


def test_a_criterion_without_tests_earns_nothing():
    (found,) = score(of(criterion("a")), [], {})
    assert (found.score, found.status, found.total) == (0.0, CriterionStatus.FAILED, 0)


@pytest.mark.parametrize("status", [s for s in TestStatus if s is not TestStatus.PASSED])
def test_only_passed_counts_as_passed(status):
    (found,) = score(of(criterion("a")), [outcome("a", False, status=status)], {})
    assert (found.score, found.passed) == (0.0, 0)


def test_criteria_keep_the_order_of_the_rubric_and_tests_that_of_the_outcomes():
    mixed = [
        Outcome(name, TestResult(name=test, status=TestStatus.PASSED))
        for name, test in [("b", "test_1"), ("a", "test_2"), ("b", "test_3")]
    ]
    found = score(of(criterion("a", 60), criterion("b", 40)), iter(mixed), {})
    assert [c.id for c in found] == ["a", "b"]
    assert [t.name for t in found[1].tests] == ["test_1", "test_3"]


def test_the_total_is_the_sum_of_the_rounded_scores():
    whole = of(criterion("a", 33), criterion("b", 33), criterion("c", 34))
    found = score(whole, [o for name in "abc" for o in outcomes(name, 1, 7)], {})
    assert [c.score for c in found] == [4.71, 4.71, 4.86]
    assert total(found) == 14.28


def test_scores_sum_without_the_errors_of_binary_fractions():
    (one,) = score(of(criterion("a")), outcomes("a", 1, 1000), {})
    assert one.score == 0.1
    assert total([one] * 3) == 0.3


def test_there_is_no_total_where_one_criterion_could_not_be_judged():
    (judged,) = score(of(criterion("a")), outcomes("a", 1, 1), {})
    unjudged = judged.model_copy(update={"score": None})
    assert total([judged, unjudged]) is None
    assert total([]) == 0.0


@pytest.mark.parametrize(
    ("exact", "rounded"),
    [("1/200", 0.01), ("1/201", 0.0), ("5/1000", 0.01), ("2675/1000", 2.68), ("100/3", 33.33)],
)
def test_cents_round_halves_up(exact, rounded):
    assert cents(Fraction(exact)) == rounded


def test_a_passed_criterion_has_no_feedback():
    (found,) = score(of(criterion("a")), [outcome("a", gap="unused")], {})
    assert found.feedback == ""


def test_a_missed_criterion_tells_each_gap_once_and_asks_its_hint():
    missed = [outcome("a", False, gap) for gap in ["It is None.", "", "It is None.", "Too long."]]
    (found,) = score(of(criterion("a")), [outcome("a"), *missed], {})
    assert (found.feedback, found.hint) == ("It is None. Too long.", "Look at a?")


def test_a_full_criterion_asks_nothing():
    (found,) = score(of(criterion("a")), [outcome("a")], {})
    assert (found.feedback, found.hint) == ("", "")


def test_a_criterion_says_what_to_read():
    reading = criterion("a").model_copy(update={"read": ("Goal", "softmax")})
    (found,) = score(of(reading), [outcome("a", False)], {})
    assert found.read == ("Goal", "softmax")


def test_no_more_than_three_gaps_are_told():
    missed = [outcome("a", False, f"Gap {n}.") for n in range(5)]
    (found,) = score(of(criterion("a")), missed, {})
    assert found.feedback == "Gap 0. Gap 1. Gap 2."


def test_a_named_cause_speaks_in_the_place_of_the_hint():
    whole = of(
        criterion("a", 50),
        criterion("b", 50),
        misconceptions=(belief("x", "a"), belief("y", "a", "b")),
    )
    missed = [outcome("a", False, "Gap."), outcome("b", False)]
    first, second = score(whole, missed, {"a": ["y", "x"]})
    assert [(m.slug, m.title, m.hint) for m in first.misconceptions] == [
        ("y", "Belief y", "Why y?"),
        ("x", "Belief x", "Why x?"),
    ]
    assert (first.feedback, first.hint) == ("Gap.", "")
    assert (second.misconceptions, second.feedback, second.hint) == ((), "", "Look at b?")


def test_full_marks_are_the_points_of_all_criteria():
    assert of(criterion("a", 60), criterion("b", 40)).max_score == rubric.FULL_MARKS == 100


def a_rubric(**changes):
    data = {
        "criteria": [{"id": "a", "title": "A", "points": 100, "hint": "?"}],
        "misconceptions": [{"slug": "x", "title": "X", "hint": "?", "loses": ["a"]}],
    }
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = data
        for step in parents:
            place = place[int(step) if step.isdigit() else step]
        place[last] = value
    return data


CRITERION = {"title": "B", "points": 50, "hint": "?"}
BELIEF = {"title": "X", "hint": "?", "loses": ["a"]}


@pytest.mark.parametrize(
    ("changes", "field", "fix"),
    [
        ({"criteria": []}, "criteria", "at least 1 item"),
        ({"criteria__0__points": 99}, "", "the points sum to 99: make them sum to 100"),
        ({"criteria__0__points": 101}, "", "the points sum to 101: make them sum to 100"),
        ({"criteria__0__points": 0}, "criteria.0.points", "greater than 0"),
        ({"criteria__0__points": -1}, "criteria.0.points", "greater than 0"),
        ({"criteria__0__points": 99.5}, "criteria.0.points", "valid integer"),
        ({"criteria__0__points": float("nan")}, "criteria.0.points", "finite number"),
        ({"criteria__0__id": "A"}, "criteria.0.id", "lower-case letters, digits and _"),
        ({"criteria__0__id": ""}, "criteria.0.id", "lower-case letters, digits and _"),
        ({"criteria__0__id": "a\n"}, "criteria.0.id", "lower-case letters, digits and _"),
        ({"criteria__0__id": "../a"}, "criteria.0.id", "lower-case letters, digits and _"),
        ({"criteria__0__weight": 2}, "criteria.0.weight", "not permitted"),
        ({"criteria__0__hint": None}, "criteria.0.hint", "valid string"),
        (
            {"criteria": [{"id": "a", **CRITERION}, {"id": "a", **CRITERION}]},
            "",
            "the criterion 'a' stands twice: give each its own name",
        ),
        (
            {"misconceptions": [{"slug": "x", **BELIEF}, {"slug": "x", **BELIEF}]},
            "",
            "the misconception 'x' stands twice: give each its own name",
        ),
        ({"misconceptions__0__slug": "no carry"}, "misconceptions.0.slug", "letters, digits and _"),
        ({"misconceptions__0__loses": []}, "misconceptions.0.loses", "at least 1 item"),
        (
            {"misconceptions__0__loses": ["b"]},
            "",
            "misconception 'x' loses 'b', no criterion: use one of a",
        ),
        ({"answers": []}, "answers", "not permitted"),
    ],
)
def test_a_rubric_that_does_not_fit_together_names_field_and_fix(changes, field, fix):
    assert Rubric.model_validate(a_rubric())
    with pytest.raises(ValidationError) as caught:
        Rubric.model_validate(a_rubric(**changes))
    first = caught.value.errors()[0]
    assert ".".join(str(part) for part in first["loc"]) == field
    assert fix in first["msg"]


def test_a_rubric_cannot_be_changed():
    whole = of(criterion("a"))
    with pytest.raises(ValidationError):
        whole.criteria[0].points = 1


@pytest.mark.parametrize(
    ("strict", "passed", "count", "points", "status"),
    [
        (False, 0, 0, 0.0, CriterionStatus.FAILED),
        (False, 2, 3, 20.0, CriterionStatus.PARTIAL),
        (False, 3, 3, 30.0, CriterionStatus.PASSED),
        (True, 2, 3, 0.0, CriterionStatus.FAILED),
        (True, 3, 3, 30.0, CriterionStatus.PASSED),
    ],
)
def test_what_a_criterion_earns_follows_from_two_counts(strict, passed, count, points, status):
    assert earned(criterion("a", 30, all_or_nothing=strict), passed, count) == (points, status)
