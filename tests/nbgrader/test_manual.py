"""What people gave in nbgrader becomes an adjustment: once, and over nobody's head."""

from datetime import UTC, datetime

import pytest

from autograder.adjustment import Adjustment, Kind
from autograder.policy import Attempt
from autograder.report import ReportStatus
from autograder.standing import Records

NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def pull(shared_course):
    """Pull one student's scores: {criterion: (auto, manual, extra)}."""
    from autograder.nbgrader import manual

    def pull(scores, *adjustments, submitted_at=None, graded=60.0, attempts=1, course=None):
        attempt = Attempt(
            course="little",
            assignment="adding",
            student="s01",
            attempt=1,
            status=ReportStatus.UNGRADED if graded is None else ReportStatus.GRADED,
            score=graded,
            max_score=100,
            submitted_at=submitted_at,
            rubric_sha256="r",
            tests_sha256="t",
            version="1",
            verdict_sha256="v",
        )
        given = manual.Given(
            "adding", "s01", tuple(manual.Score(name, *each) for name, each in scores.items())
        )
        records = Records((attempt,) * attempts, adjustments)
        return list(manual.pulled([given], records, course or shared_course, NOW))

    return pull


def adjustment(kind, points=None, who="nbgrader"):
    return Adjustment(
        course="little",
        assignment="adding",
        student="s01",
        kind=kind,
        points=points,
        who=who,
        when=NOW,
        why="because",
    )


AUTO = {"sums": (0.0, None, 0.0), "totals": (60.0, None, 0.0)}
CHANGED = {"sums": (0.0, 15.25, 0.0), "totals": (60.0, None, 1.5)}


def test_where_nobody_gave_anything_nothing_is_pulled(pull):
    assert pull(AUTO) == []


def test_points_and_extra_credit_set_the_final_score(pull):
    (found,) = pull(CHANGED)
    made = found.adjustment
    assert (made.kind, made.points, made.who) == (Kind.SET, 76.75, "nbgrader")
    assert made.why == "sums 0 to 15.25; totals and 1.5 extra"
    assert made.verdict_sha256 == "v"


def test_a_second_time_nothing_is_pulled_and_a_change_is(pull):
    assert pull(CHANGED, adjustment(Kind.SET, 76.75)) == []
    (found,) = pull(CHANGED, adjustment(Kind.SET, 70.0))
    assert found.adjustment.points == 76.75


def test_what_is_taken_back_there_is_taken_back_here(pull):
    (found,) = pull(AUTO, adjustment(Kind.SET, 76.75))
    assert found.adjustment.kind is Kind.RESET
    assert pull(AUTO, adjustment(Kind.SET, 76.75), adjustment(Kind.RESET)) == []


def test_what_a_person_adjusted_here_stays(pull):
    (found,) = pull(CHANGED, adjustment(Kind.ADD, 5.0, who="ada"))
    assert found.adjustment is None
    assert found.reason == "ada adjusted it here, and that stays"
    assert pull(AUTO, adjustment(Kind.ADD, 5.0, who="ada")) == []


def test_the_final_score_stays_between_nothing_and_full_marks(pull):
    assert pull({"sums": (40.0, None, 100.0)})[0].adjustment.points == 100.0
    assert pull({"sums": (40.0, -5.0, 0.0)})[0].adjustment.points == 0.0


def test_work_with_a_criterion_that_waits_for_a_person_is_not_pulled(pull):
    scores = {"sums": (None, 15.0, 0.0), "totals": (None, None, 0.0)}
    (found,) = pull(scores, graded=None)
    assert found.adjustment is None
    assert "left to a person" in found.reason
    (found,) = pull({"sums": (None, 15.0, 0.0), "totals": (None, 50.0, 0.0)}, graded=None)
    assert found.adjustment.points == 65.0


def test_lateness_counts_as_our_policy_says(pull, little_course):
    path = little_course.public / "course.toml"
    path.write_text(path.read_text() + "[late]\nper_day = 10\n")
    late = datetime(2026, 10, 2, 13, tzinfo=UTC)
    (found,) = pull(CHANGED, submitted_at=late, course=little_course)
    assert found.adjustment.points == 61.4


def test_what_we_never_graded_is_left_out_with_a_reason(pull):
    (found,) = pull(CHANGED, attempts=0)
    assert (found.adjustment, found.reason) == (None, "it was not graded with autograder yet")
