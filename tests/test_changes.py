"""Two verdicts about the same work: what differs, how much, and how a person sees it."""

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from autograder.changes import Comparison, Kind, changes, summary
from autograder.feedback import changes as shown
from autograder.report import CriterionStatus, ReportStatus, Usage

SCHEMA = Path(__file__).parents[1] / "docs" / "changes.schema.json"


@pytest.fixture
def scored(make_report):
    """A report of the criteria `sums` of 40 points and `totals` of 60."""

    def make(sums, totals, **more):
        (form,) = make_report().criteria
        criteria = tuple(
            form.model_copy(
                update={
                    "id": name,
                    "points": points,
                    "score": found,
                    "status": CriterionStatus.PASSED
                    if found == points
                    else CriterionStatus.PARTIAL
                    if found
                    else CriterionStatus.FAILED,
                }
            )
            for name, points, found in (("sums", 40, sums), ("totals", 60, totals))
        )
        return make_report(criteria=criteria, score=sums + totals, **more)

    return make


def render(part, width=110):
    file = io.StringIO()
    Console(file=file, width=width, color_system=None).print(part)
    return file.getvalue()


def test_equal_verdicts_are_no_change(scored):
    assert changes(scored(40.0, 30.0), scored(40.0, 30.0)) is None


def test_times_usage_and_output_are_no_change(scored):
    again = scored(
        40.0, 30.0, seconds=9.0, output="Hi", usage=Usage(cpu_seconds=1, peak_memory_mb=1)
    )
    assert changes(scored(40.0, 30.0), again) is None


@pytest.mark.parametrize(
    ("old", "new", "kind", "by"),
    [
        ((40.0, 30.0), (40.0, 60.0), Kind.UP, 30.0),
        ((40.0, 30.0), (20.0, 30.0), Kind.DOWN, -20.0),
        ((40.0, 30.0), (10.0, 60.0), Kind.SAME_SCORE, 0.0),
        ((40.0, 0.2), (40.0, 0.3), Kind.UP, 0.1),
    ],
)
def test_a_change_says_where_the_score_went_and_how_far(scored, old, new, kind, by):
    change = changes(scored(*old), scored(*new))
    assert (change.kind, change.old_score, change.new_score) == (kind, sum(old), sum(new))
    assert change.by == by
    assert change.moved


def test_only_the_criteria_that_changed_are_listed(scored):
    (found,) = changes(scored(40.0, 30.0), scored(40.0, 60.0)).criteria
    assert found.id == "totals"
    assert (found.old.score, found.old.status) == (30.0, CriterionStatus.PARTIAL)
    assert (found.new.score, found.new.status) == (60.0, CriterionStatus.PASSED)
    assert found.moved


def test_a_criterion_that_only_one_report_has_is_a_change(scored):
    whole = scored(40.0, 30.0)
    less = whole.model_copy(update={"criteria": whole.criteria[1:], "score": 30.0})
    (gone,) = changes(whole, less).criteria
    (come,) = changes(less, whole).criteria
    assert (gone.id, gone.new) == (come.id, come.old) == ("sums", None)
    assert gone.moved
    assert "sums 40 -> none" in render(shown.table([changes(whole, less)]))


def test_work_without_a_verdict_is_new(scored):
    change = changes(None, scored(40.0, 30.0))
    assert (change.kind, change.old_score, change.new_score) == (Kind.NEW, None, 70.0)
    assert (change.old_status, change.by, change.criteria) == (None, None, ())


def test_a_score_that_comes_or_goes_is_neither_up_nor_down(scored, make_report):
    judged = scored(40.0, 30.0)
    lost = make_report(status=ReportStatus.UNGRADED, score=None, criteria=())
    assert changes(judged, lost).kind is Kind.UNGRADED
    assert changes(lost, judged).kind is Kind.GRADED
    assert changes(lost, judged).by is None
    other = make_report(status=ReportStatus.UNGRADED, score=None, criteria=(), message="Why")
    assert changes(lost, other).kind is Kind.SAME_SCORE


def test_another_status_with_the_same_score_has_moved(scored, make_report):
    rejected = make_report(status=ReportStatus.REJECTED, score=0.0, criteria=())
    change = changes(rejected, scored(0.0, 0.0))
    assert (change.kind, change.moved) == (Kind.SAME_SCORE, True)


@pytest.mark.parametrize("field", ["title", "feedback"])
def test_other_words_change_the_verdict_and_move_nothing(scored, field):
    old = scored(40.0, 30.0)
    worded = tuple(c.model_copy(update={field: "Other."}) for c in old.criteria)
    change = changes(old, old.model_copy(update={"criteria": worded}))
    assert (change.kind, change.criteria, change.moved) == (Kind.SAME_SCORE, (), False)


def test_points_that_change_what_nobody_earned_move_nothing(scored):
    old = scored(0.0, 60.0)
    worth_more = old.criteria[0].model_copy(update={"points": 45})
    change = changes(old, old.model_copy(update={"criteria": (worth_more, old.criteria[1])}))
    assert [c.id for c in change.criteria] == ["sums"]
    assert not change.moved


# A class


@pytest.fixture
def a_class(scored):
    """Changes of 200 students: from 50 to 50.5, 50, 49.5, 51, ... and every tenth is new."""

    def change(number):
        step = (number // 3 + 1) * 0.5 * (1, 0, -1)[number % 3]
        old = None if number % 10 == 9 else scored(40.0, 10.0)
        return changes(old, scored(40.0, 10.0 + step, student=f"s{number:03}"))

    return [found for found in map(change, range(200)) if found]


def test_a_summary_counts_every_report_once(a_class):
    found = summary(a_class, 200)
    counts = {kind: sum(c.kind is kind for c in a_class) for kind in Kind}
    assert {kind: getattr(found, kind.value) for kind in Kind} == counts
    assert found.unchanged == 200 - len(a_class)
    assert sum(counts.values()) + found.unchanged == 200
    assert found.new == 20


def test_the_largest_moves_come_first_in_a_fixed_order(a_class):
    largest = summary(reversed(a_class), 200).largest
    assert len(largest) == 10
    sizes = [abs(change.by) for change in largest]
    assert sizes == sorted(sizes, reverse=True)
    assert largest == summary(a_class, 200).largest


def test_the_closing_line_leaves_out_what_did_not_happen(scored):
    change = changes(scored(40.0, 30.0), scored(40.0, 60.0))
    assert render(shown.summary(summary([change], 3))) == "3 reports: 1 up, 2 unchanged\n"
    assert render(shown.summary(summary([], 1))) == "1 report: 1 unchanged\n"


# As a person sees it


def test_a_row_shows_old_new_and_the_criteria(scored, make_report):
    table = shown.table(
        [
            changes(scored(40.0, 30.0), scored(20.0, 30.0)),
            changes(None, scored(40.0, 30.0, student="s02")),
            changes(
                scored(40.0, 30.0),
                make_report(status=ReportStatus.UNGRADED, score=None, criteria=(), attempt=2),
            ),
        ]
    )
    rows = [line.rstrip().split(maxsplit=6) for line in render(table).splitlines()]
    assert rows[0] == ["assignment", "student", "attempt", "old", "new", "by", "criteria"]
    assert rows[1] == ["adding", "s01", "1", "70", "50", "-20", "sums 40 -> 20"]
    assert rows[2] == ["adding", "s02", "1", "new", "70"]
    assert rows[3][:5] == ["adding", "s01", "2", "70", "ungraded"]


HOSTILE = [
    "\x1b[2J\x1b]8;;http://x\x1b\\",
    "[red]s01[/red] [/]",
    "\u202egro.live",
    "a\nb\r\tc\x00\x9b31m\x7f",
    "\u2028\u2029",
    "' OR '1'='1",
]


@pytest.mark.parametrize("student", HOSTILE)
def test_no_id_steers_a_terminal(scored, student):
    change = changes(scored(40.0, 30.0), scored(20.0, 30.0, student=student))
    text = render(shown.table([change]), width=200)
    assert len(text.splitlines()) == 2
    assert text.replace("\n", "").isprintable()
    assert "[red]" not in student or "[red]s01[/red] [/]" in text


@pytest.mark.parametrize("student", HOSTILE)
def test_json_is_plain_ascii_and_gives_the_id_back_exactly(scored, student):
    change = changes(scored(40.0, 30.0), scored(20.0, 30.0, student=student))
    whole = Comparison(
        command="rescore", dry_run=True, summary=summary([change], 1), changes=(change,)
    )
    text = shown.document(whole)
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert Comparison.model_validate_json(text) == whole
    assert json.loads(text)["changes"][0]["student"] == student


def test_the_published_schema_is_that_of_the_comparison():
    assert json.loads(SCHEMA.read_text(encoding="utf-8")) == Comparison.model_json_schema()
