"""Lateness, attempts and adjustments: every case with the number that must come out."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import permutations
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.adjustment import Adjustment, Kind
from autograder.course import Course
from autograder.errors import CourseError
from autograder.policy import (
    Attempt,
    AttemptPolicy,
    Extension,
    LatePolicy,
    Policy,
    moment,
    verdict_sha256,
)
from autograder.report import ReportStatus
from autograder.standing import Flag, Records, Status, mixtures, standings


def zone(name):
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        pytest.skip(f"this machine does not know {name}")


def at(text):
    """A moment; `2026-10-25T02:30 Europe/Berlin` is on that clock, with a second `*` its repeat."""
    clock, _, place = text.partition(" ")
    if not place:
        return moment(text)
    return datetime.fromisoformat(clock).replace(
        tzinfo=zone(place.rstrip("*")), fold=int(place.endswith("*"))
    )


# How many days late

NOON = "2026-10-01T12:00:00Z"
DAYS = [
    # due, grace in minutes, handed in, days
    (NOON, 0, "2026-09-01T00:00:00Z", 0),
    (NOON, 0, "2026-10-01T11:59:59Z", 0),
    (NOON, 0, "2026-10-01T12:00:00Z", 0),
    (NOON, 0, "2026-10-01T12:00:00.000001Z", 1),
    (NOON, 0, "2026-10-01T12:00:01Z", 1),
    (NOON, 0, "2026-10-02T12:00:00Z", 1),
    (NOON, 0, "2026-10-02T12:00:01Z", 2),
    (NOON, 0, "2026-10-11T12:00:00Z", 10),
    (NOON, 0, "2027-10-01T12:00:00Z", 365),
    # grace moves every boundary
    (NOON, 15, "2026-10-01T12:15:00Z", 0),
    (NOON, 15, "2026-10-01T12:15:01Z", 1),
    (NOON, 15, "2026-10-02T12:15:00Z", 1),
    (NOON, 15, "2026-10-02T12:15:01Z", 2),
    (NOON, 1440, "2026-10-02T12:00:00Z", 0),
    # one moment, many clocks
    (NOON, 0, "2026-10-01T14:00:00+02:00", 0),
    (NOON, 0, "2026-10-01T14:00:01+02:00", 1),
    (NOON, 0, "2026-10-01T12:00:00-01:00", 1),
    ("2026-10-01T23:59:59-12:00", 0, "2026-10-02T11:59:59Z", 0),
    ("2026-10-01T23:59:59-12:00", 0, "2026-10-03T01:59:59+14:00", 0),
    ("2026-10-01T23:59:59-12:00", 0, "2026-10-02T12:00:00Z", 1),
    ("2026-10-01T00:00:00+05:45", 0, "2026-09-30T18:15:01Z", 1),
    # a day has 24 hours, also the one of 25 or 23 hours
    ("2026-10-24T23:59 Europe/Berlin", 0, "2026-10-25T22:59 Europe/Berlin", 1),
    ("2026-10-24T23:59 Europe/Berlin", 0, "2026-10-25T23:00 Europe/Berlin", 2),
    ("2026-10-25T02:30 Europe/Berlin", 0, "2026-10-25T02:30 Europe/Berlin*", 1),
    ("2026-10-25T02:30 Europe/Berlin*", 0, "2026-10-25T02:30 Europe/Berlin", 0),
    ("2026-10-25T01:50 Europe/Berlin", 60, "2026-10-25T02:30 Europe/Berlin*", 1),
    ("2026-03-28T12:00 Europe/Berlin", 0, "2026-03-29T13:00 Europe/Berlin", 1),
    ("2026-03-28T12:00 Europe/Berlin", 0, "2026-03-29T13:01 Europe/Berlin", 2),
    ("2026-03-07T12:00 America/New_York", 0, "2026-03-08T17:00 Europe/Berlin", 1),
    ("2026-03-07T12:00 America/New_York", 0, "2026-03-08T18:01 Europe/Berlin", 2),
    # leap days
    ("2028-02-28T12:00:00Z", 0, "2028-02-29T12:00:00Z", 1),
    ("2028-02-28T12:00:00Z", 0, "2028-03-01T12:00:00Z", 2),
    ("2027-02-28T12:00:00Z", 0, "2027-03-01T12:00:00Z", 1),
    # the ends of time
    ("9999-12-31T23:59:59Z", 527040, "9999-12-31T23:59:59.999999Z", 0),
    ("0001-01-01T00:00:00Z", 0, "9999-12-31T00:00:00Z", 3652058),
]


@pytest.mark.parametrize(("due", "grace", "handed_in", "days"), DAYS)
def test_days_begin_when_due_date_and_grace_are_over(due, grace, handed_in, days):
    assert LatePolicy(grace_minutes=grace).days(at(due), at(handed_in)) == days


def test_without_a_due_date_or_a_time_nothing_is_late():
    assert LatePolicy().days(None, at(NOON)) == 0
    assert LatePolicy().days(at(NOON), None) == 0


# What a late day costs

COSTS = [
    # score, per cent a day, cap, days, what is left
    (80.0, 10, 50, 0, 80.0),
    (80.0, 10, 50, 1, 72.0),
    (80.0, 10, 50, 2, 64.0),
    (80.0, 10, 50, 5, 40.0),
    (80.0, 10, 50, 6, 40.0),
    (80.0, 10, 50, 3652058, 40.0),
    (80.0, 10, 100, 11, 0.0),
    (80.0, 100, 100, 1, 0.0),
    (80.0, 100, 20, 1, 64.0),
    (80.0, 0, 100, 9, 80.0),
    (80.0, 10, 0, 9, 80.0),
    (86.67, 10, 50, 1, 78.0),  # 78.003
    (33.35, 10, 50, 1, 30.02),  # 30.015, half up
    (33.25, 10, 50, 1, 29.93),  # 29.925, half up: as a float it lies below
    (0.05, 10, 50, 1, 0.05),  # 0.045
    (100.0, 33.3, 100, 2, 33.4),
    (100.0, 0.1, 100, 3, 99.7),
    (0.0, 10, 50, 3, 0.0),
]


@pytest.mark.parametrize(("score", "per_day", "cap", "days", "left"), COSTS)
def test_a_late_day_costs_its_share_of_the_earned_score(score, per_day, cap, days, left):
    assert LatePolicy(per_day=per_day, cap=cap).after(score, days) == left


@given(
    score=st.decimals(0, 100, places=2).map(float),
    per_day=st.floats(0, 100),
    cap=st.floats(0, 100),
    days=st.integers(0, 1000),
)
def test_later_is_never_better_and_never_below_the_cap(score, per_day, cap, days):
    policy = LatePolicy(per_day=per_day, cap=cap)
    assert policy.after(score, 0) == score
    assert policy.after(score, days + 1) <= policy.after(score, days) <= score
    assert policy.after(score, days) >= score * (1 - cap / 100) - 0.0051


# Whole students

LATE = LatePolicy(grace_minutes=15, late_days=3, per_day=10, cap=50)
DUE = {
    "a": at("2026-10-01T12:00:00Z"),
    "b": at("2026-10-08T12:00:00Z"),
    "c": at("2026-10-15T12:00:00Z"),
}
POLICY = Policy(due=DUE, late=LATE)


def attempt(number=1, score=80.0, *, slug="a", late=0.0, status="graded", **changes):
    """One that was handed in `late` days after the due date; None: nobody knows when."""
    due = DUE.get(slug, DUE["a"])
    fields = {
        "course": "little",
        "assignment": slug,
        "student": "s01",
        "attempt": number,
        "status": ReportStatus(status),
        "score": None if status == "ungraded" else 0.0 if status == "rejected" else score,
        "max_score": 100,
        "submitted_at": None if late is None else due + timedelta(days=late),
        "rubric_sha256": "1" * 64,
        "tests_sha256": "2" * 64,
        "version": "0.1.0",
        "verdict_sha256": f"{slug}{number}{score}",
    }
    return Attempt(**(fields | changes))


def change(kind, points=None, *, slug="a", seen="a180.0", **changes):
    fields = {
        "course": "little",
        "assignment": slug,
        "student": "s01",
        "kind": kind,
        "points": points,
        "who": "ada",
        "when": at(NOON),
        "why": "because",
        "verdict_sha256": seen,
    }
    return Adjustment(**(fields | changes))


def extend(until, *, slug="a", **changes):
    fields = {
        "course": "little",
        "assignment": slug,
        "student": "s01",
        "until": at(until),
        "who": "ada",
        "when": at(NOON),
        "why": "ill",
    }
    return Extension(**(fields | changes))


def rows(attempts, adjustments=(), extensions=(), policy=POLICY):
    records = Records(tuple(attempts), tuple(adjustments), tuple(extensions))
    return {row.assignment: row for row in standings(records, {"little": policy})}


def row(*attempts, adjustments=(), extensions=(), policy=POLICY):
    (only,) = rows(attempts, adjustments, extensions, policy).values()
    return only


BUDGETS = [
    # per assignment (score, days late); free days spent; final scores
    ({"a": (80, 0)}, {"a": 0}, {"a": 80.0}),
    ({"a": (80, 1)}, {"a": 1}, {"a": 80.0}),
    ({"a": (80, 3)}, {"a": 3}, {"a": 80.0}),
    ({"a": (80, 4)}, {"a": 3}, {"a": 72.0}),
    ({"a": (80, 8)}, {"a": 0}, {"a": 40.0}),  # five days cost as much as eight: none is spent
    ({"a": (80, 2), "b": (80, 2)}, {"a": 2, "b": 1}, {"a": 80.0, "b": 72.0}),
    ({"a": (80, 2), "b": (80, 1), "c": (80, 1)}, {"a": 2, "b": 1, "c": 0}, {"c": 72.0}),
    ({"c": (80, 3), "b": (80, 3)}, {"b": 3, "c": 0}, {"b": 80.0, "c": 56.0}),
    ({"a": (0, 3), "b": (80, 3)}, {"a": 0, "b": 3}, {"a": 0.0, "b": 80.0}),
    ({"a": (80, None), "b": (80, 3)}, {"a": 0, "b": 3}, {"a": 80.0, "b": 80.0}),
    ({"z": (80, 9), "b": (80, 3)}, {"z": 0, "b": 3}, {"z": 80.0, "b": 80.0}),
]


@pytest.mark.parametrize(("work", "free", "final"), BUDGETS)
def test_free_days_are_spent_in_the_order_of_due_dates(work, free, final):
    attempts = [attempt(score=float(s), slug=slug, late=late) for slug, (s, late) in work.items()]
    for order in permutations(attempts):
        found = rows(order)
        assert {slug: found[slug].free_days for slug in free} == free
        assert {slug: found[slug].final for slug in final} == final


def test_each_student_and_each_course_has_free_days_of_its_own():
    works = [
        attempt(late=3, student=student, course=course)
        for student in ("s01", "s02")
        for course in ("little", "other")
    ]
    found = standings(Records(tuple(works)), {"little": POLICY, "other": POLICY})
    assert [(r.student, r.course, r.free_days) for r in found] == [
        ("s01", "little", 3),
        ("s01", "other", 3),
        ("s02", "little", 3),
        ("s02", "other", 3),
    ]


def test_a_course_without_a_policy_has_no_lateness():
    (found,) = standings(Records((attempt(late=9),)), {})
    assert (found.late_days, found.final, found.due) == (0, 80.0, None)


# Which attempt counts

NONE_FREE = LATE.model_copy(update={"late_days": 0})
CHOICES = [
    # attempts, then which one counts and the final score: best, last, first
    ([(1, 80, 0)], (1, 80.0), (1, 80.0), (1, 80.0)),
    ([(1, 80, 0), (2, 60, 0)], (1, 80.0), (2, 60.0), (1, 80.0)),
    ([(1, 60, 0), (2, 80, 1)], (2, 72.0), (2, 72.0), (1, 60.0)),
    ([(1, 75, 0), (2, 80, 1)], (1, 75.0), (2, 72.0), (1, 75.0)),
    ([(1, 72, 0), (2, 80, 1)], (1, 72.0), (2, 72.0), (1, 72.0)),
    ([(1, 80, 2), (2, 80, 1)], (2, 72.0), (1, 64.0), (2, 72.0)),
    ([(1, 80, 2), (2, 70, None)], (2, 70.0), (2, 70.0), (1, 64.0)),
    ([(2, 0, 0), (1, 0, 0)], (1, 0.0), (2, 0.0), (1, 0.0)),
]


@pytest.mark.parametrize(("works", "best", "last", "first"), CHOICES)
def test_the_attempt_that_the_policy_says_counts_after_its_penalty(works, best, last, first):
    for count, expected in (("best", best), ("last", last), ("first", first)):
        policy = Policy(due=DUE, late=NONE_FREE, attempts=AttemptPolicy(count=count))
        for order in permutations([attempt(n, float(s), late=late) for n, s, late in works]):
            found = row(*order, policy=policy)
            assert (found.counted, found.final) == expected
            assert found.attempts == len(works)


def test_the_best_of_equal_attempts_is_the_one_that_costs_no_free_day():
    found = row(attempt(1, late=1), attempt(2, late=0.01), attempt(3, late=0))
    assert (found.counted, found.free_days) == (3, 0)  # before the second, which is in the grace


JUDGED = [
    # statuses in order; counted attempt, final score and status, whichever policy
    (["ungraded"], None, None, "ungraded", {Flag.NEEDS_A_PERSON}),
    (["rejected"], 1, 0.0, "rejected", set()),
    (["rejected", "rejected"], None, 0.0, "rejected", set()),
    (["rejected", "graded"], 2, 80.0, "graded", set()),
    (["graded", "rejected"], 1, 80.0, "graded", set()),
    (["graded", "ungraded"], 1, 80.0, "graded", {Flag.ATTEMPT_UNGRADED}),
    (["ungraded", "graded"], 2, 80.0, "graded", {Flag.ATTEMPT_UNGRADED}),
    (["rejected", "ungraded"], None, None, "ungraded", {Flag.NEEDS_A_PERSON}),
    (["ungraded", "rejected"], None, None, "ungraded", {Flag.NEEDS_A_PERSON}),
    (["ungraded", "ungraded"], None, None, "ungraded", {Flag.NEEDS_A_PERSON}),
]


@pytest.mark.parametrize("count", ["best", "last", "first"])
@pytest.mark.parametrize(("statuses", "counted", "final", "status", "flags"), JUDGED)
def test_what_could_not_be_judged_is_no_zero(statuses, counted, final, status, flags, count):
    policy = Policy(due=DUE, late=LATE, attempts=AttemptPolicy(count=count))
    works = [attempt(n, status=status) for n, status in enumerate(statuses, 1)]
    found = row(*works, policy=policy)
    assert (found.final, found.status, set(found.flags)) == (final, status, flags)
    if counted is not None or final is None:
        assert found.counted == counted


def test_rejected_work_spends_no_free_day():
    found = rows([attempt(late=3, status="rejected"), attempt(slug="b", late=3)])
    assert (found["a"].free_days, found["b"].final) == (0, 80.0)


# Extensions

EXTENSIONS = [
    # until, days after the due date at which it was handed in; days late, final score
    ([], 2, 2, 64.0),
    (["2026-10-03T12:00:00Z"], 2, 0, 80.0),
    (["2026-10-03T12:00:00Z"], 2.5, 1, 72.0),
    (["2026-10-03T14:00:00+02:00"], 2, 0, 80.0),
    (["2026-10-03T12:00:00Z", "2026-10-02T12:00:00Z"], 2, 1, 72.0),
    (["2026-10-02T12:00:00Z", "2026-10-03T12:00:00Z"], 2, 0, 80.0),
    (["2026-10-03T12:00:00Z", NOON], 2, 2, 64.0),
    (["2026-09-01T12:00:00Z"], 2, 2, 64.0),  # an extension takes no time away
]


@pytest.mark.parametrize(("untils", "late", "days", "final"), EXTENSIONS)
def test_the_last_extension_is_the_students_due_date(untils, late, days, final):
    policy = Policy(due=DUE, late=NONE_FREE)
    extensions = [extend(until) for until in untils]
    found = row(attempt(late=late), extensions=extensions, policy=policy)
    assert (found.late_days, found.final) == (days, final)
    assert (Flag.EXTENDED in found.flags) == bool(untils)


def test_an_extension_is_for_one_student_in_one_assignment_of_one_course():
    policy = Policy(due=DUE, late=NONE_FREE)
    for other in ({"student": "s02"}, {"slug": "b"}, {"course": "other"}):
        extension = extend("2026-12-01T12:00:00Z", **other)
        records = Records((attempt(late=1),), (), (extension,))
        found = standings(records, {"little": policy})
        assert [r.final for r in found if r.attempts] == [72.0]


def test_an_extension_without_a_due_date_makes_nobody_late():
    found = row(attempt(slug="z", late=9), extensions=[extend(NOON, slug="z")])
    assert (found.late_days, found.due, found.final) == (0, None, 80.0)


def test_free_days_go_by_the_students_own_due_dates():
    works = [attempt(late=3), attempt(slug="b", late=3)]
    found = rows(works, extensions=[extend("2026-10-02T12:00:00Z")])
    assert {slug: r.free_days for slug, r in found.items()} == {"a": 2, "b": 1}
    found = rows(works, extensions=[extend("2026-10-09T12:00:00Z")])
    assert {slug: r.free_days for slug, r in found.items()} == {"a": 0, "b": 3}


def test_a_due_date_moved_there_and_back_gives_the_first_scores_again():
    works = [attempt(late=2), attempt(slug="b", late=4)]
    first = rows(works)
    moved = Policy(due=DUE | {"a": DUE["a"] + timedelta(days=30)}, late=LATE)
    assert rows(works, policy=moved) != first
    assert rows(works) == first


# Adjustments

ADJUSTED = [
    # changes in order; adjusted, final
    ([], None, 80.0),
    ([("add", 5)], 5.0, 85.0),
    ([("add", 5), ("add", -7.5)], -2.5, 77.5),
    ([("add", 0.1), ("add", 0.2)], 0.3, 80.3),
    ([("add", 30)], 20.0, 100.0),
    ([("add", -90)], -80.0, 0.0),
    ([("add", 30), ("add", -30)], 0.0, 80.0),
    ([("set", 0)], -80.0, 0.0),
    ([("set", 95)], 15.0, 95.0),
    ([("add", 5), ("set", 60)], -20.0, 60.0),
    ([("set", 60), ("add", 5)], -15.0, 65.0),
    ([("set", 60), ("set", 70)], -10.0, 70.0),
    ([("set", 60), ("excuse", None)], None, None),
    ([("excuse", None), ("set", 60)], -20.0, 60.0),
    ([("excuse", None), ("add", 5)], None, None),
    ([("set", 60), ("add", 5), ("reset", None)], None, 80.0),
    ([("excuse", None), ("reset", None), ("add", 1)], 1.0, 81.0),
]


@pytest.mark.parametrize(("changes", "adjusted", "final"), ADJUSTED)
def test_what_people_add_set_and_excuse(changes, adjusted, final):
    found = row(attempt(), adjustments=[change(kind, points) for kind, points in changes])
    assert (found.score, found.adjusted, found.final) == (80.0, adjusted, final)
    is_excused = bool(changes) and final is None
    assert found.status == ("excused" if is_excused else "graded")


def test_an_adjustment_comes_after_the_penalty():
    policy = Policy(due=DUE, late=NONE_FREE)
    found = row(attempt(late=1), adjustments=[change("add", 5)], policy=policy)
    assert (found.score, found.penalty, found.adjusted, found.final) == (80.0, 8.0, 5.0, 77.0)


@pytest.mark.parametrize("kind", ["set", "excuse"])
def test_what_a_person_decided_spends_no_free_day(kind):
    decided = change(kind, 50 if kind == "set" else None)
    works = [attempt(late=3), attempt(slug="b", late=3)]
    assert rows(works)["b"].final == 56.0
    assert rows(works, [decided])["b"].final == 80.0
    assert rows(works, [decided, change(Kind.RESET)])["b"].final == 56.0


def test_a_score_can_be_set_where_the_grader_has_none():
    found = row(attempt(status="ungraded"), adjustments=[change("set", 70)])
    assert (found.score, found.adjusted, found.final) == (None, 70.0, 70.0)
    assert (found.status, Flag.NEEDS_A_PERSON in found.flags) == (Status.UNGRADED, False)
    found = row(adjustments=[change("set", 70, seen="")])
    assert (found.attempts, found.final, found.status) == (0, 70.0, Status.MISSING)


def test_points_added_to_no_score_are_no_score():
    found = row(attempt(status="ungraded"), adjustments=[change("add", 5)])
    assert (found.adjusted, found.final) == (None, None)
    assert Flag.NEEDS_A_PERSON in found.flags


@pytest.mark.parametrize("kind", ["add", "set", "excuse"])
def test_an_adjustment_is_flagged_when_the_verdict_under_it_is_another(kind):
    seen = row(attempt()).verdict_sha256
    over = change(kind, None if kind == "excuse" else 5, seen=seen)
    assert Flag.ADJUSTED in row(attempt(), adjustments=[over]).flags
    for changed in (
        [attempt(score=79.0)],
        [attempt(1), attempt(2, 90.0)],
        [attempt(status="ungraded", score=1.0)],
    ):
        flags = row(*changed, adjustments=[over]).flags
        assert Flag.OUTDATED in flags
        assert Flag.ADJUSTED not in flags
    assert Flag.ADJUSTED in row(attempt(), attempt(2, 10.0), adjustments=[over]).flags
    again = change("reset", seen="")
    assert not {Flag.ADJUSTED, Flag.OUTDATED} & set(
        row(attempt(score=1.0), adjustments=[over, again]).flags
    )


def test_another_attempt_that_cannot_be_judged_is_another_verdict():
    unjudged = [attempt(1, status="ungraded"), attempt(2, 1.0, status="ungraded")]
    seen = row(unjudged[0]).verdict_sha256
    over = change("set", 50, seen=seen)
    assert Flag.ADJUSTED in row(unjudged[0], adjustments=[over]).flags
    assert Flag.OUTDATED in row(*unjudged, adjustments=[over]).flags


def test_a_verdict_is_the_work_and_its_points_and_nothing_else(make_report):
    report = make_report()
    criterion = report.criteria[0]
    same = [
        make_report(attempt=7, output="", seconds=9.0, seed=""),
        make_report(started_at=report.started_at + timedelta(days=1)),
        make_report(grader=report.grader.model_copy(update={"version": "9", "numpy": "3"})),
        make_report(criteria=(criterion.model_copy(update={"title": "", "feedback": ""}),)),
    ]
    other = [
        make_report(submission_sha256="b" * 64),
        make_report(status=ReportStatus.UNGRADED, score=None),
        make_report(score=31.0),
        make_report(criteria=(criterion.model_copy(update={"score": 29.0}),)),
        make_report(criteria=(criterion.model_copy(update={"points": 61}),)),
        make_report(criteria=()),
    ]
    assert {verdict_sha256(one) for one in same} == {verdict_sha256(report)}
    assert len({verdict_sha256(one) for one in [report, *other]}) == 1 + len(other)


@given(
    score=st.decimals(0, 100, places=2).map(float),
    days=st.integers(0, 20),
    kinds=st.lists(
        st.tuples(st.sampled_from(list(Kind)), st.decimals(-100, 100, places=2).map(float)),
        max_size=5,
    ),
)
def test_a_row_adds_up_and_stays_between_zero_and_full_marks(score, days, kinds):
    changes = [change(kind, points if kind in ("add", "set") else None) for kind, points in kinds]
    found = row(attempt(score=score, late=days), adjustments=changes)
    if found.final is not None:
        assert 0 <= found.final <= 100
        total = found.score - found.penalty + (found.adjusted or 0)
        assert total == pytest.approx(found.final, abs=1e-9)
        assert round(found.final, 2) == found.final


# Different makers


def test_reports_made_with_different_tests_or_rubrics_are_named():
    works = [
        attempt(1),
        attempt(2),
        attempt(1, slug="b"),
        attempt(2, slug="b", rubric_sha256="f" * 64),
        attempt(1, slug="c", tests_sha256="f" * 64),
        attempt(2, slug="c"),
        attempt(1, slug="d"),
        attempt(2, slug="d", tests_sha256="f" * 64, status="rejected"),
        attempt(3, slug="d", tests_sha256="f" * 64, status="ungraded"),
        attempt(1, slug="e"),
        attempt(1, slug="e", course="other", tests_sha256="f" * 64),
        attempt(1, slug="b", course="other"),
        attempt(2, slug="b", course="other", tests_sha256="f" * 64),
        attempt(1, slug="c", course="other"),
        attempt(2, slug="c", course="other", rubric_sha256="f" * 64),
    ]
    assert mixtures([work for work in works if work.course == "little"]) == {"b": False, "c": True}
    assert mixtures(works) == {"b": True, "c": True}


# course.toml


def with_course(course, text):
    file = course.root / "assignments" / "course.toml"
    file.write_text('id = "little"\ntitle = "Little"\nepoch = "1"\n' + text, encoding="utf-8")
    return Course(course.root)


def test_a_policy_is_data_in_course_toml(little_course):
    course = with_course(
        little_course,
        """
        [due]
        adding = 2026-10-01T14:00:00+02:00
        later = "2026-10-08T12:00:00Z"
        [late]
        grace_minutes = 15
        late_days = 3
        per_day = 12.5
        cap = 50
        [attempts]
        count = "last"
        """,
    )
    policy = course.identity.policy
    assert policy.due == {"adding": at(NOON), "later": at("2026-10-08T12:00:00Z")}
    assert policy.late == LatePolicy(grace_minutes=15, late_days=3, per_day=12.5, cap=50)
    assert policy.attempts.count == "last"
    assert course.assignment("adding").due == at(NOON)


def test_without_a_policy_lateness_costs_nothing_and_the_best_attempt_counts(little_course):
    course = with_course(little_course, "[due]\nadding = 2026-10-01T12:00:00Z\n")
    policy = course.identity.policy
    assert policy.late.after(80.0, 30) == 80.0
    assert policy.attempts.count == "best"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[due]\nadding = 2026-10-01T12:00:00", r"due\.adding: .* has no time zone: write day, "),
        ("[due]\nadding = 2026-10-01", r"due\.adding: 2026-10-01 is no moment: write day, time"),
        ("[due]\nadding = 12:00:00", r"due\.adding: 12:00:00 is no moment"),
        ("[due]\nadding = 1790000000", r"due\.adding: 1790000000 is no moment"),
        ('[due]\nadding = "1790000000"', r"due\.adding: '1790000000' is no moment"),
        ('[due]\nadding = "2026-10-01 12:00"', r"due\.adding: .* has no time zone"),
        ('[due]\nadding = "soon"', r"due\.adding: 'soon' is no moment: write day"),
        ("[due]\nadding = 9999-12-31T23:59:59-01:00", r"due\.adding: .* is too far away"),
        ("[late]\nper_day = 101", r"late\.per_day: .*less than or equal to 100"),
        ("[late]\nper_day = -1", r"late\.per_day: .*greater than or equal to 0"),
        ('[late]\nper_day = "10"', r"late\.per_day: .*valid number"),
        ("[late]\nper_day = true", r"late\.per_day: .*valid number"),
        ("[late]\nper_day = nan", r"late\.per_day: "),
        ("[late]\ncap = inf", r"late\.cap: "),
        ("[late]\nlate_days = 1.5", r"late\.late_days: .*valid integer"),
        ("[late]\nlate_days = -1", r"late\.late_days: .*greater than or equal to 0"),
        ("[late]\ngrace_minutes = 1000000", r"late\.grace_minutes: .*less than or equal to"),
        ("[late]\nperday = 10", r"late\.perday: Extra inputs are not permitted"),
        ('[attempts]\ncount = "worst"', r"attempts\.count: .*'best', 'last' or 'first'"),
    ],
)
def test_a_policy_that_makes_no_sense_names_file_field_and_fix(little_course, text, said):
    with pytest.raises(CourseError, match=rf"course\.toml: {said}"):
        _ = with_course(little_course, text).identity


@pytest.mark.parametrize("hours", [-12, 0, 5.5, 14])
def test_a_moment_keeps_its_instant(hours):
    place = timezone(timedelta(hours=hours))
    clock = datetime(2026, 10, 1, 12, tzinfo=UTC).astimezone(place)
    assert moment(clock.isoformat()) == moment(clock) == clock
