"""Item analysis: numbers as SciPy computes them, and flags where items are bad."""

import json
from dataclasses import fields
from datetime import UTC, datetime
from statistics import fmean

import numpy as np
import pytest
from pydantic import ValidationError
from scipy import stats

from autograder.adjustment import Adjustment, Kind
from autograder.items import FEWEST, Flag, analyses, clusters, statistics
from autograder.policy import Attempt, AttemptPolicy, Policy
from autograder.report import (
    CriterionScore,
    CriterionStatus,
    Example,
    Load,
    NamedMisconception,
    ReportStatus,
    TestResult,
    TestStatus,
    Unexplained,
)
from autograder.standing import Records, Status, standings


def criterion(name, points, score, **more):
    share = score / points
    status = (
        CriterionStatus.PASSED
        if share == 1
        else CriterionStatus.PARTIAL
        if share
        else CriterionStatus.FAILED
    )
    fields = {"title": name, "status": status, "passed": 0, "total": 1} | more
    return CriterionScore(id=name, points=points, score=score, **fields)


@pytest.fixture
def graded(make_report):
    """Reports of the students s000, s001, ... with a row of `scores` each."""

    def make(scores, points=None, **more):
        points = points or [10] * len(scores[0])
        return [
            make_report(
                student=f"s{n:03}",
                score=float(sum(row)),
                criteria=tuple(
                    criterion(f"c{i}", p, float(score))
                    for i, (p, score) in enumerate(zip(points, row, strict=True))
                ),
                **more,
            )
            for n, row in enumerate(scores)
        ]

    return make


def standing_of(reports, policy=None, adjustments=()):
    names = {field.name for field in fields(Attempt)} - {"submitted_at", "verdict_sha256", "parts"}
    attempts = [
        Attempt(
            submitted_at=None,
            verdict_sha256="",
            **{
                name: getattr(
                    report.grader if name.endswith(("_sha256", "version")) else report, name
                )
                for name in names
            },
        )
        for report in reports
    ]
    return standings(Records(tuple(attempts), tuple(adjustments)), {"little": policy or Policy()})


def analysed(reports, **more):
    (found,) = analyses(reports, standing_of(reports, **more))
    return found


def drawn(students, items, seed=0):
    """Scores as able students get them: each item is ability and luck."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(size=(students, 1))
    return np.clip(5 + 2 * ability + 2 * rng.normal(size=(students, items)), 0, 10)


def alpha_of(scores):
    """Cronbach's alpha from the covariances of the items."""
    items = scores.shape[1]
    covariances = np.cov(scores, rowvar=False)
    return items / (items - 1) * (1 - covariances.trace() / covariances.sum())


# numbers


@pytest.mark.parametrize(("students", "items", "seed"), [(30, 2, 1), (97, 6, 2), (1000, 9, 3)])
def test_the_numbers_are_those_of_an_independent_computation(graded, students, items, seed):
    scores = drawn(students, items, seed)
    found = analysed(graded(scores))
    close = {"rel": 0, "abs": 1e-6}
    assert found.mean == pytest.approx(fmean(scores.sum(axis=1)), **close)
    assert found.alpha.value == pytest.approx(alpha_of(scores), **close)
    ranks = stats.rankdata(scores.sum(axis=1))
    size = round(0.27 * students)
    for n, item in enumerate(found.items):
        rest = np.delete(scores, n, axis=1).sum(axis=1)
        assert item.difficulty == pytest.approx(fmean(scores[:, n]) / 10, **close)
        assert item.correlation == pytest.approx(stats.pearsonr(scores[:, n], rest)[0], **close)
        best, worst = scores[ranks > students - size, n], scores[ranks <= size, n]
        assert item.upper_lower == pytest.approx((fmean(best) - fmean(worst)) / 10, **close)


@pytest.mark.parametrize(("students", "items", "seed"), [(30, 3, 1), (200, 7, 2)])
def test_the_interval_of_alpha_is_scipy_s_bootstrap(graded, students, items, seed):
    scores = drawn(students, items, seed)
    expected = stats.bootstrap(
        (np.arange(students),),
        lambda drawn_students: alpha_of(scores[drawn_students]),
        vectorized=False,
        n_resamples=statistics.RESAMPLES,
        method="percentile",
        rng=np.random.default_rng(statistics.SEED),
    ).confidence_interval
    found = analysed(graded(scores)).alpha
    assert (found.low, found.high) == pytest.approx(tuple(expected), rel=0, abs=1e-6)
    assert found.low < found.value < found.high


def test_points_weigh_in_totals_and_not_in_difficulty(graded):
    scores = drawn(40, 3)
    points = [10, 20, 70]
    weighed = analysed(graded(scores * points / 10, points))
    plain = analysed(graded(scores))
    for one, other in zip(weighed.items, plain.items, strict=True):
        assert one.difficulty == pytest.approx(other.difficulty)
    assert weighed.alpha.value == pytest.approx(alpha_of(scores * points))


def test_the_same_class_has_the_same_analysis_in_any_order(graded):
    reports = graded(drawn(60, 4).round())
    rows = standing_of(reports)
    shuffled = [reports[n] for n in np.random.default_rng(0).permutation(60)]
    assert analyses(shuffled, rows) == analyses(reports, rows)


def test_of_equal_totals_the_smaller_id_ranks_lower():
    """Sums of the same points in another order differ in their last digit."""
    shares = np.array([[0.1], [0.2], [0.3], [0.4]] * 10)
    totals = np.where(np.arange(40) % 2, 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1)
    assert totals.min() != totals.max()
    students = [f"s{n:02}" for n in range(40)]
    size = round(0.27 * 40)
    expected = shares[-size:].mean() - shares[:size].mean()
    assert statistics.upper_lower(shares, totals, students) == [pytest.approx(expected)]
    backwards = statistics.upper_lower(shares[::-1], totals[::-1], students[::-1])
    assert backwards == [pytest.approx(expected)]


def test_the_size_of_a_group_is_rounded_halves_up():
    """27 % of 50 students are 13.5: the 14 best have it, the others do not."""
    has = np.array([[0.0]] * 36 + [[1.0]] * 14)
    students = [f"s{n:02}" for n in range(50)]
    assert statistics.upper_lower(has, np.arange(50.0), students) == [1.0]
    has[36] = 0
    assert statistics.upper_lower(has, np.arange(50.0), students) == [pytest.approx(13 / 14)]


# what is undefined


def test_without_variance_a_correlation_is_undefined_and_said_to_be(graded):
    scores = drawn(40, 3)
    scores[:, 1] = 7.0
    item = analysed(graded(scores)).items[1]
    assert item.correlation is None
    assert item.upper_lower == 0
    assert item.flags == (Flag.EVERYONE_THE_SAME,)


def test_an_item_has_nothing_to_go_with_if_the_others_are_constant(graded):
    scores = np.full((40, 4), 0.1)
    scores[:, 0] = drawn(40, 1)[:, 0]
    found = analysed(graded(scores))
    assert [item.correlation for item in found.items] == [None] * 4
    assert found.items[0].flags == (Flag.REST_THE_SAME,)
    assert Flag.EVERYONE_THE_SAME in found.items[1].flags


def test_a_single_item_has_neither_correlation_nor_alpha(graded):
    found = analysed(graded(drawn(40, 1)))
    assert found.alpha is None
    assert found.items[0].correlation is None
    assert found.items[0].difficulty is not None
    assert found.items[0].flags == ()


@pytest.mark.parametrize("scores", [np.full((40, 3), 10.0), np.zeros((40, 3)), np.eye(40, 3) * 0])
def test_alpha_is_undefined_where_everyone_has_the_same_total(graded, scores):
    assert analysed(graded(scores)).alpha is None


def test_resamples_without_variance_count_for_nothing(graded):
    """One student of 30 differs: a third of the resampled classes have nobody like that."""
    scores = np.zeros((30, 3))
    scores[0] = 10
    found = analysed(graded(scores)).alpha
    assert (found.value, found.low, found.high) == (
        pytest.approx(1),
        pytest.approx(1),
        pytest.approx(1),
    )


@pytest.mark.parametrize("seed", range(20))
def test_json_has_no_nan_whatever_the_scores(graded, seed):
    rng = np.random.default_rng(seed)
    students, items = rng.integers(1, 45), rng.integers(1, 5)
    scores = rng.choice([0.0, 3.33, 10.0], (students, items))
    scores[:, rng.random(items) < 0.5] = rng.choice([0.0, 3.33, 10.0])
    document = analysed(graded(scores)).model_dump(mode="json")
    assert json.loads(json.dumps(document, allow_nan=False)) == document


def test_29_students_are_too_few_and_30_are_not(graded):
    scores = drawn(30, 3)
    enough, few = analysed(graded(scores)), analysed(graded(scores[:29]))
    assert FEWEST == 30
    assert (enough.enough, few.enough) == (True, False)
    assert (enough.students, few.students) == (30, 29)
    assert few.alpha is None
    assert few.mean is None
    for item in few.items:
        assert (item.difficulty, item.correlation, item.upper_lower) == (None, None, None)
        assert item.flags == ()
        assert sum(item.statuses.values()) == 29


# flags


@pytest.mark.parametrize("seed", range(5))
def test_planted_bad_items_are_flagged_and_good_ones_are_not(graded, seed):
    rng = np.random.default_rng(seed)
    scores = drawn(200, 12, seed)
    ability = scores[:, :6].mean(axis=1)
    best, worst = ability.argsort()[-6:], ability.argsort()[:6]
    scores[:, 6] = 0
    scores[best, 6] = 10  # only the best six
    scores[:, 7] = 10
    scores[worst, 7] = 0  # all but the worst six
    scores[:, 8] = rng.permutation(scores[:, 8])  # luck alone
    scores[:, 9] = 10 - scores[:, 9]  # the wrong way round
    scores[:, 10] = 10
    scores[:, 11] = 0
    flagged = [set(item.flags) for item in analysed(graded(scores)).items]
    assert flagged[:6] == [set()] * 6
    assert Flag.TOO_HARD in flagged[6]
    assert Flag.TOO_EASY in flagged[7]
    assert Flag.NEGATIVE not in flagged[6] | flagged[7]
    assert Flag.DOES_NOT_DISCRIMINATE in flagged[8]
    assert flagged[9] == {Flag.DOES_NOT_DISCRIMINATE, Flag.NEGATIVE}
    assert flagged[10] == {Flag.TOO_EASY, Flag.EVERYONE_THE_SAME}
    assert flagged[11] == {Flag.TOO_HARD, Flag.EVERYONE_THE_SAME}


# what counts


def test_ungraded_and_rejected_work_is_no_zero(graded, make_report):
    scores = drawn(40, 3)
    reports = graded(scores)
    alone = analysed(reports)
    others = [
        make_report(student="u", status=ReportStatus.UNGRADED, score=None, criteria=()),
        make_report(student="r", status=ReportStatus.REJECTED, score=0.0, criteria=()),
    ]
    found = analysed([*reports, *others])
    assert found.statuses == {Status.GRADED: 40, Status.REJECTED: 1, Status.UNGRADED: 1}
    assert (found.students, found.items, found.alpha) == (40, alone.items, alone.alpha)


def test_who_is_excused_does_not_count_and_an_adjusted_score_changes_nothing(graded):
    reports = graded(drawn(40, 3))
    signed = {
        "course": "little",
        "assignment": "adding",
        "who": "ada",
        "why": "ill",
        "when": datetime(2026, 10, 1, tzinfo=UTC),
        "verdict_sha256": "",
    }
    excuse = Adjustment(student="s000", kind=Kind.EXCUSE, points=None, **signed)
    full = Adjustment(student="s001", kind=Kind.SET, points=100.0, **signed)
    found = analysed(reports, adjustments=[excuse, full])
    assert found.statuses == {Status.GRADED: 39, Status.EXCUSED: 1}
    assert found.students == 39
    assert found.items == analysed(reports[1:]).items


@pytest.mark.parametrize("count", ["best", "first", "last"])
def test_the_attempt_that_counts_is_the_gradebook_s(graded, count):
    firsts = graded(drawn(40, 3, seed=1))
    lasts = graded(drawn(40, 3, seed=2), attempt=2)
    policy = Policy(attempts=AttemptPolicy(count=count))
    found = analysed([*firsts, *lasts], policy=policy)
    pairs = zip(firsts, lasts, strict=True)
    choose = {"first": lambda p: p[0], "last": lambda p: p[1], "best": lambda p: max(p, key=score)}
    counted = [choose[count](pair) for pair in pairs]
    assert found.students == 40
    assert found.mean == pytest.approx(fmean(map(score, counted)))


def score(report):
    return report.score


def test_reports_by_other_criteria_or_points_are_left_out_and_counted(graded, make_report):
    reports = graded(drawn(40, 3))
    other_points = make_report(student="t0", criteria=(criterion("c0", 30, 10.0),))
    without_a_score = reports[0].model_copy(
        update={
            "student": "t1",
            "criteria": (
                *reports[0].criteria[:2],
                reports[0]
                .criteria[2]
                .model_copy(update={"score": None, "status": CriterionStatus.UNGRADED}),
            ),
        }
    )
    found = analysed([other_points, without_a_score, *reports])
    assert (found.students, found.other_criteria) == (40, 2)
    assert found.items == analysed(reports).items


def test_work_that_does_not_load_is_graded_and_counted_as_such(graded):
    reports = graded(drawn(40, 3))
    zero = tuple(c.model_copy(update={"score": 0.0}) for c in reports[0].criteria)
    load = Load(status=TestStatus.RAISED, message="The file raised SyntaxError in line 1.")
    broken = reports[0].model_copy(update={"load": load, "criteria": zero, "score": 0.0})
    found = analysed([broken, *reports[1:]])
    assert (found.students, found.not_loaded) == (40, 1)
    assert found.items[0].difficulty < analysed(reports).items[0].difficulty


def test_each_assignment_of_each_course_is_analysed_by_itself(graded):
    reports = graded([[1.0]]) + graded([[1.0]], assignment="other") + graded([[1.0]], course="x")
    found = analyses(reports, standing_of(reports))
    assert [(one.course, one.assignment) for one in found] == [
        ("little", "adding"),
        ("little", "other"),
        ("x", "adding"),
    ]
    assert [one.students for one in found] == [1, 1, 1]


def test_where_nothing_is_graded_there_are_no_items(make_report):
    (found,) = analyses([], standing_of([make_report(status=ReportStatus.REJECTED, score=0.0)]))
    assert (found.students, found.items, found.enough) == (0, (), False)
    assert found.statuses == {Status.REJECTED: 1}
    assert analyses([], []) == []
    assert clusters([], []) == []


def test_reports_without_criteria_have_no_items(make_report):
    reports = [make_report(student=f"s{n:02}", criteria=()) for n in range(30)]
    found = analysed(reports)
    assert (found.students, found.items, found.alpha, found.mean) == (30, (), None, 30.0)


# counts


def test_statuses_are_counted_by_students(make_report):
    tests = [TestResult(name=f"t{n}", status=TestStatus(s)) for n, s in enumerate(["crashed"] * 3)]
    one = make_report(student="a", criteria=(criterion("c", 10, 0.0, tests=tuple(tests)),))
    two = make_report(student="b", criteria=(criterion("c", 10, 10.0),))
    (item,) = analysed([one, two]).items
    assert item.statuses == {CriterionStatus.PASSED: 1, CriterionStatus.FAILED: 1}
    assert item.tests == {TestStatus.CRASHED: 1}


def test_a_misconception_counts_once_for_a_student(make_report):
    def named(*slugs):
        return tuple(NamedMisconception(slug=s, title=f"Title of {s}", hint="?") for s in slugs)

    both = (
        criterion("c0", 10, 0.0, misconceptions=named("a", "b")),
        criterion("c1", 10, 0.0, misconceptions=named("b")),
    )
    only = (
        criterion("c0", 10, 0.0, misconceptions=named("b")),
        criterion("c1", 10, 0.0),
    )
    reports = [make_report(student="x", criteria=both), make_report(student="y", criteria=only)]
    found = analysed(reports).misconceptions
    assert [(one.slug, one.students, one.criteria) for one in found] == [
        ("b", 2, ("c0", "c1")),
        ("a", 1, ("c0",)),
    ]
    assert found[0].title == "Title of b"


@pytest.fixture
def strange(make_report):
    """Reports of students who have these unexplained behaviours."""

    def told(behaviour, student):
        function, _, digest = behaviour.partition(":")
        example = Example(call=f"of {student}", came="1", expected="2", gap="")
        return Unexplained(
            function=function, criteria=("c0",), tests=("t",), behaviour=digest, example=example
        )

    return lambda **students: [
        make_report(
            student=student, unexplained=tuple(told(b, student) for b in behaviours.split())
        )
        for student, behaviours in students.items()
    ]


def test_equal_wrong_answers_are_a_cluster_and_the_largest_comes_first(strange):
    reports = strange(d="f:1", c="f:1 g:1", b="f:2", a="g:1", e="f:1 g:2", g="f:1", h="")
    rows = standing_of(reports)
    found = clusters(reports, rows)
    assert [(one.function, one.behaviour, one.students) for one in found] == [
        ("f", "1", 4),
        ("g", "1", 2),
        ("f", "2", 1),
        ("g", "2", 1),
    ]
    assert found[0].who == ("c", "d", "e")
    assert found[0].example.call == "of c"
    assert (found[0].criteria, found[0].tests) == (("c0",), ("t",))
    assert (found[0].course, found[0].assignment) == ("little", "adding")
    assert clusters(reports[::-1], rows) == found
    assert analysed(reports).unexplained == tuple(found[:2])


def test_only_the_attempt_that_counts_is_in_a_cluster(strange):
    first = strange(a="f:1", b="f:1")
    second = [r.model_copy(update={"attempt": 2, "score": 90.0}) for r in strange(b="f:2")]
    reports = [*first, *second]
    found = clusters(reports, standing_of(reports))
    assert [(one.behaviour, one.who) for one in found] == [("1", ("a",)), ("2", ("b",))]


def test_what_is_found_cannot_be_changed(graded):
    found = analysed(graded(drawn(30, 2)))
    with pytest.raises(ValidationError):
        found.students = 1
