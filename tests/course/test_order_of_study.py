"""What comes before what, and the page on which students find it."""

import re
from pathlib import Path

import pytest

from autograder.course import Course

COURSE = Course(Path(__file__).parents[2])
FRONT_PAGE = (COURSE.public / "README.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| \[(.+?)\]\((\w+)/README\.md\) \| .+? \| ([\d-]+) \| (.*?) ?\|$", re.MULTILINE
)


@pytest.mark.parametrize("slug", COURSE.slugs)
def test_what_an_assignment_comes_after_exists_and_comes_before_it(slug):
    manifest = COURSE.assignment(slug).manifest
    assert [other for other in manifest.after if other not in COURSE.slugs] == []
    assert [o for o in manifest.after if COURSE.slugs.index(o) >= COURSE.slugs.index(slug)] == []


def test_no_two_assignments_have_the_same_place_in_the_order():
    places = [COURSE.assignment(slug).manifest.order for slug in COURSE.slugs]
    assert len(set(places)) == len(places)


def test_the_front_page_lists_every_assignment_as_its_manifest_has_it():
    title = {slug: COURSE.assignment(slug).manifest.title for slug in COURSE.slugs}
    expected = []
    for slug in COURSE.slugs:
        manifest = COURSE.assignment(slug).manifest
        minutes = "-".join(map(str, manifest.minutes))
        expected.append((title[slug], slug, minutes, ", ".join(title[o] for o in manifest.after)))
    assert ROW.findall(FRONT_PAGE) == expected


@pytest.mark.parametrize("slug", COURSE.slugs)
def test_a_handout_has_the_title_of_its_manifest(slug):
    assignment = COURSE.assignment(slug)
    handout = (assignment.public / "README.md").read_text(encoding="utf-8")
    assert handout.startswith(f"# {assignment.manifest.title}\n")


@pytest.mark.parametrize("slug", COURSE.slugs)
def test_a_handout_leads_back_to_what_it_needs_and_on_to_what_is_next(slug):
    handout = (COURSE.assignment(slug).public / "README.md").read_text(encoding="utf-8")
    following = COURSE.slugs[COURSE.slugs.index(slug) + 1 :][:1]
    needed = {*COURSE.assignment(slug).manifest.after, *following}
    assert needed - set(re.findall(r"\]\(\.\./(\w+)/README\.md\)", handout)) == set()
