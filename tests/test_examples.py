"""The example cohort earns the scores, and shows the misconceptions, that its README tells."""

import re
from pathlib import Path

import pytest

from autograder import finding
from autograder.course import Course
from autograder.feedback.plain import points
from autograder.feedback.terminal import stands_out
from autograder.grading import Grader

ROOT = Path(__file__).parents[1]
README = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
ROWS = {
    (slug, student): (float(score), text)
    for student, slug, score, text in re.findall(
        r"^\| `(\w+)/(\w+)` \| ([\d.]+) \| (.*) \|$", README, re.MULTILINE
    )
}

pytestmark = pytest.mark.jail


@pytest.fixture(scope="module")
def reports():
    course = Course(ROOT)
    work = finding.find([ROOT / "examples" / "cohort"], course)
    with Grader(course) as grader:
        found = [grader.grade(handed_in).report for handed_in in work]
    return {(report.assignment, report.student): report for report in found}


def test_every_submission_has_its_row(reports):
    assert set(reports) == set(ROWS)


@pytest.mark.parametrize("key", sorted(ROWS), ids="/".join)
def test_the_score_is_as_told(reports, key):
    assert reports[key].score == ROWS[key][0]


def test_the_front_page_shows_what_the_demo_prints(reports):
    front = (ROOT / "README.md").read_text(encoding="utf-8")
    block = front.partition("what stood out\n")[2].partition("\n\n")[0]
    shown = [line.split(maxsplit=3) for line in block.splitlines()]
    assert len(shown) >= 4
    for slug, student, score, stood_out in shown:
        report = reports[slug, student]
        assert (points(report.score), stands_out(report)) == (score, stood_out)


@pytest.mark.parametrize("key", sorted(ROWS), ids="/".join)
def test_the_misconceptions_told_are_named(reports, key):
    named = {found.slug for c in reports[key].criteria for found in c.misconceptions}
    course = Course(ROOT)
    known = {m.slug for m in course.assignment(key[0]).rubric.misconceptions}
    told = set(re.findall(r"`(\w+)`", ROWS[key][1])) & known
    assert told <= named
