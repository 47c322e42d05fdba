"""A changed rubric changes exactly the scores that it must, and nothing else."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder import batch, finding, submission
from autograder.changes import Kind, changes
from autograder.course import Course
from autograder.errors import CourseError
from autograder.report import (
    CriterionStatus,
    Load,
    ReportStatus,
    ScoreReport,
    TestResult,
    TestStatus,
)
from autograder.rescore import rescore
from autograder.rubric import Criterion, Misconception, Outcome, Rubric, score, total

ROOT = Path(__file__).parents[1]
COPIES = 3
ENDLESS = "emil", "bptt"  # each run of it waits for two time-outs: one is enough
HASH = "9" * 64


@pytest.fixture(scope="module")
def cohort():
    """120 reports: the examples, graded three times under other ids, so with other draws."""
    course = Course(ROOT)
    work = [
        submission.HandedIn(f"{one.student}-{copy}", one.slug, one.path)
        for one in finding.find([ROOT / "examples" / "cohort"], course)
        for copy in range(COPIES if (one.student, one.slug) != ENDLESS else 1)
    ]
    reports = list(batch.grade_all(course, work, jobs=2))
    (endless,) = (r for r in reports if (r.student[:-2], r.assignment) == ENDLESS)
    return reports + [
        endless.model_copy(update={"student": f"{ENDLESS[0]}-{copy}"}) for copy in range(1, COPIES)
    ]


def rubric_of(report):
    return Course(ROOT).assignment(report.assignment).rubric


def moved(rubric, points, *, all_or_nothing=()):
    """The rubric with `points` moved from its last criterion to its first, and some switched."""
    gains = {rubric.criteria[0].id: points, rubric.criteria[-1].id: -points}
    criteria = tuple(
        criterion.model_copy(
            update={
                "points": criterion.points + gains.get(criterion.id, 0),
                "all_or_nothing": criterion.all_or_nothing ^ (criterion.id in all_or_nothing),
            }
        )
        for criterion in rubric.criteria
    )
    return Rubric(criteria=criteria, misconceptions=rubric.misconceptions)


def in_hundredths(criterion, tests):
    """What a criterion must earn, in whole hundredths of a point and by no code of the package."""
    passed = sum(test.status == "passed" for test in tests)
    if criterion.all_or_nothing and passed < len(tests):
        return 0
    return (200 * criterion.points * passed + len(tests)) // (2 * len(tests))


def predicted(report, rubric):
    tests = {criterion.id: criterion.tests for criterion in report.criteria}
    return {c.id: in_hundredths(c, tests[c.id]) for c in rubric.criteria}


def hundredths(points):
    return int(100 * Decimal(str(points)))


# A class graded for real


@pytest.mark.jail
def test_an_unchanged_rubric_changes_nothing(cohort):
    assert len(cohort) == 120
    for report in cohort:
        again = rescore(report, rubric_of(report), report.grader.rubric_sha256)
        assert again == report
        assert again.model_dump_json() == report.model_dump_json()
        assert changes(report, again) is None


@pytest.mark.jail
def test_a_changed_rubric_changes_exactly_the_predicted_scores(cohort):
    kinds = []
    for report in cohort:
        before = rubric_of(report)
        after = moved(before, 3, all_or_nothing={before.criteria[1].id})
        new = rescore(report, after, HASH)
        expected = predicted(report, after)
        assert {c.id: hundredths(c.score) for c in new.criteria} == expected
        assert hundredths(new.score) == sum(expected.values())

        difference = sum(expected.values()) - sum(predicted(report, before).values())
        change = changes(report, new)
        kinds.append(change.kind)
        assert change.kind == (
            Kind.UP if difference > 0 else Kind.DOWN if difference < 0 else Kind.SAME_SCORE
        )
        assert hundredths(change.by) == difference
    assert {Kind.UP, Kind.DOWN, Kind.SAME_SCORE} == set(kinds)


@pytest.mark.jail
def test_points_moved_there_and_back_leave_no_trace(cohort):
    for report in cohort:
        before = rubric_of(report)
        away = rescore(report, moved(before, 3), HASH)
        assert rescore(away, before, report.grader.rubric_sha256) == report


@pytest.mark.jail
def test_what_the_tests_found_stays_word_for_word(cohort):
    for report in cohort:
        new = rescore(report, moved(rubric_of(report), 3), HASH)
        assert [(c.tests, c.passed, c.total, c.feedback) for c in new.criteria] == [
            (c.tests, c.passed, c.total, c.feedback) for c in report.criteria
        ]
        untouched = set(ScoreReport.model_fields) - {"score", "criteria", "grader"}
        assert all(getattr(new, name) == getattr(report, name) for name in untouched)
        assert new.grader == report.grader.model_copy(update={"rubric_sha256": HASH})


@pytest.mark.jail
def test_the_table_in_the_documents_is_true(cohort):
    text = (ROOT / "docs" / "regrading.md").read_text(encoding="utf-8")
    rows = re.findall(r"^    bptt +(\w+) +1 +([\d.]+) +([\d.]+) ", text, re.MULTILINE)
    told = {student: (float(old), float(new)) for student, old, new in rows}
    points = {"output_deltas": 15, "hidden_deltas": 15}
    found = {}
    for report in cohort:
        if report.assignment == "bptt" and report.student.endswith("-0"):
            rubric = rubric_of(report)
            criteria = tuple(
                c.model_copy(update={"points": points.get(c.id, c.points)}) for c in rubric.criteria
            )
            new = rescore(report, rubric.model_copy(update={"criteria": criteria}), HASH)
            found[report.student.removesuffix("-0")] = (report.score, new.score)
    assert found == told


# One report


def criterion(name, points, **more):
    return Criterion(id=name, title=f"About {name}", points=points, hint=f"Look at {name}?", **more)


def belief(slug, title="Belief"):
    return Misconception(slug=slug, title=title, hint=f"Why {title}?", loses=("a",))


def of(*criteria, misconceptions=()):
    return Rubric(criteria=criteria, misconceptions=misconceptions)


def outcomes(name, passed, count):
    found = []
    for number in range(count):
        status = TestStatus.PASSED if number < passed else TestStatus.FAILED
        result = TestResult(name=f"test_{name}[{number}]", status=status)
        found.append(Outcome(name, result, "" if number < passed else "Wrong values."))
    return found


@pytest.fixture
def graded(make_report):
    """A report of `found` under `rubric`."""

    def make(rubric, found, named=None, **more):
        criteria = score(rubric, found, named or {})
        return make_report(criteria=criteria, score=total(criteria), **more)

    return make


BEFORE = of(criterion("a", 40), criterion("b", 60), misconceptions=(belief("x"), belief("y")))


def test_titles_points_and_order_are_the_new_rubrics(graded):
    report = graded(BEFORE, [*outcomes("a", 1, 3), *outcomes("b", 1, 2)])
    after = of(
        Criterion(id="b", title="Renamed", points=70, hint="?"),
        Criterion(id="a", title="Too", points=30, hint="?"),
    )
    new = rescore(report, after, HASH)
    assert [(c.id, c.title, c.points, c.score) for c in new.criteria] == [
        ("b", "Renamed", 70, 35.0),
        ("a", "Too", 30, 10.0),
    ]
    assert (new.score, new.max_score, new.grader.rubric_sha256) == (45.0, 100, HASH)


def test_all_or_nothing_takes_partial_credit_and_gives_it_back(graded):
    report = graded(BEFORE, [*outcomes("a", 4, 4), *outcomes("b", 3, 4)])
    strict = of(*(c.model_copy(update={"all_or_nothing": True}) for c in BEFORE.criteria))
    new = rescore(report, strict, HASH)
    assert [(c.score, c.status) for c in new.criteria] == [
        (40.0, CriterionStatus.PASSED),
        (0.0, CriterionStatus.FAILED),
    ]
    assert new.score == 40.0
    assert rescore(new, BEFORE, report.grader.rubric_sha256) == report


def test_a_named_misconception_speaks_as_the_new_rubric_lets_it(graded):
    report = graded(BEFORE, [*outcomes("a", 0, 1), *outcomes("b", 1, 1)], {"a": ["y", "x"]})
    after = of(*BEFORE.criteria, misconceptions=(belief("x", "Other"), belief("y")))
    first, _ = rescore(report, after, HASH).criteria
    assert [(m.slug, m.title, m.hint) for m in first.misconceptions] == [
        ("y", "Belief", "Why Belief?"),
        ("x", "Other", "Why Other?"),
    ]
    assert first.feedback == "Wrong values."


def test_a_misconception_that_is_gone_is_dropped_and_the_hint_takes_its_place(graded):
    report = graded(
        BEFORE, [*outcomes("a", 0, 1), *outcomes("b", 0, 1)], {"a": ["x", "y"], "b": ["x"]}
    )
    after = of(*BEFORE.criteria, misconceptions=(belief("y"),))
    new = rescore(report, after, HASH)
    assert [[m.slug for m in c.misconceptions] for c in new.criteria] == [["y"], []]
    assert [c.hint for c in new.criteria] == ["", "Look at b?"]
    assert rescore(new, after, HASH) == new


def test_hints_and_what_to_read_are_the_new_rubric_s(graded):
    report = graded(BEFORE, [*outcomes("a", 0, 1), *outcomes("b", 1, 1)])
    change = {"hint": "Newer?", "read": ("Goal",)}
    after = of(*(c.model_copy(update=change) for c in BEFORE.criteria))
    new = rescore(report, after, HASH)
    assert [(c.feedback, c.hint, c.read) for c in new.criteria] == [
        ("Wrong values.", "Newer?", ("Goal",)),
        ("", "", ("Goal",)),
    ]


def test_a_hint_within_the_feedback_of_an_old_report_stays_and_is_not_told_twice(graded):
    report = graded(BEFORE, [*outcomes("a", 0, 1), *outcomes("b", 1, 1)])
    document = report.model_dump(mode="json")
    for stored in document["criteria"]:
        del stored["hint"], stored["read"]
    document["criteria"][0]["feedback"] = "Wrong values. Look at a?"
    first, _ = rescore(ScoreReport.model_validate(document), BEFORE, HASH).criteria
    assert (first.feedback, first.hint) == ("Wrong values. Look at a?", "")


def test_work_that_did_not_load_keeps_its_zero(graded):
    not_run = [
        Outcome(name, TestResult(name=f"test_{name}", status=TestStatus.NOT_RUN)) for name in "ab"
    ]
    failed = Load(status=TestStatus.RAISED, message="The file raised SyntaxError in line 1.")
    report = graded(BEFORE, not_run, load=failed)
    new = rescore(report, moved(BEFORE, 10), HASH)
    assert (new.score, new.load) == (0.0, failed)
    assert [c.points for c in new.criteria] == [50, 50]


@pytest.mark.parametrize(
    ("status", "points"), [(ReportStatus.REJECTED, 0.0), (ReportStatus.UNGRADED, None)]
)
def test_work_that_was_never_tested_stays_as_it_is(make_report, status, points):
    report = make_report(status=status, score=points, criteria=(), message="Why.")
    assert rescore(report, moved(BEFORE, 10), HASH) is report


def test_a_criterion_that_could_not_be_judged_is_no_zero_under_any_rubric(graded):
    report = graded(BEFORE, [*outcomes("a", 1, 1), *outcomes("b", 1, 1)])
    unjudged = {"score": None, "status": CriterionStatus.UNGRADED, "passed": 0, "total": 0}
    first, second = report.criteria
    report = report.model_copy(
        update={"score": None, "criteria": (first, second.model_copy(update=unjudged))}
    )
    new = rescore(report, moved(BEFORE, 10), HASH)
    assert [(c.points, c.score) for c in new.criteria] == [(50, 50.0), (50, None)]
    assert new.score is None


def test_outcomes_are_counted_even_where_their_tests_were_not_kept(graded):
    report = graded(BEFORE, [*outcomes("a", 3, 4), *outcomes("b", 2, 2)])
    bare = tuple(c.model_copy(update={"tests": ()}) for c in report.criteria)
    new = rescore(report.model_copy(update={"criteria": bare}), moved(BEFORE, 20), HASH)
    assert [c.score for c in new.criteria] == [45.0, 40.0]


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        ("abc", r"criterion 'c' of adding was added to the rubric.*: regrade"),
        ("a", r"criterion 'b' of adding is no longer in the rubric.*: regrade"),
        ("ac", r"criterion 'c' of adding was added to the rubric.*: regrade"),
    ],
)
def test_other_criteria_need_a_regrade(graded, ids, said):
    report = graded(BEFORE, [*outcomes("a", 1, 1), *outcomes("b", 1, 1)])
    points = [100 - len(ids) + 1, *[1] * (len(ids) - 1)]
    after = of(*(criterion(name, n) for name, n in zip(ids, points, strict=True)))
    with pytest.raises(CourseError, match=said):
        rescore(report, after, HASH)


# Any report


@st.composite
def rubrics(draw):
    """A rubric of the criteria a, b, c, d in any order, with the hints that `criterion` gives."""
    cuts = sorted(draw(st.sets(st.integers(1, 99), min_size=3, max_size=3)))
    points = [high - low for low, high in zip([0, *cuts], [*cuts, 100], strict=True)]
    names = draw(st.permutations("abcd"))
    strict = draw(st.lists(st.booleans(), min_size=4, max_size=4))
    criteria = [
        criterion(name, n, all_or_nothing=flag)
        for name, n, flag in zip(names, points, strict, strict=True)
    ]
    beliefs = tuple(belief(slug, draw(st.sampled_from(["One", "Two"]))) for slug in "xyz")
    return of(*criteria, misconceptions=beliefs)


found = st.lists(
    st.tuples(st.sampled_from("abcd"), st.sampled_from(list(TestStatus))), max_size=20
).map(
    lambda pairs: [
        Outcome(name, TestResult(name=f"test_{n}", status=status), f"Gap {n % 3}.")
        for n, (name, status) in enumerate(pairs)
    ]
)
causes = st.dictionaries(st.sampled_from("abcd"), st.lists(st.sampled_from("xyz"), unique=True))


@given(before=rubrics(), after=rubrics(), found=found, named=causes)
@settings(deadline=None)
def test_a_rescored_report_is_the_one_that_the_new_rubric_would_have_given(
    before, after, found, named
):
    report = ScoreReport.model_construct(
        assignment="adding",
        status=ReportStatus.GRADED,
        criteria=score(before, found, named),
        grader=ScoreReport.model_construct(rubric_sha256="0" * 64),
    )
    new = rescore(report, after, HASH)
    assert new.criteria == score(after, found, named)
    assert new.score == total(new.criteria)
    assert rescore(new, after, HASH) == new
