"""A course is a folder with four parts; what does not fit together names file, field and fix."""

import shutil
from datetime import UTC, datetime

import pytest

from autograder.course import Course
from autograder.errors import CourseError, UsageError


def test_a_course_is_found_from_any_folder_below_it(little_course):
    below = little_course.public / "adding"
    assert Course.find(below).root == Course.find(little_course.root).root == little_course.root


def test_a_course_is_found_from_a_relative_folder(little_course, monkeypatch):
    monkeypatch.chdir(little_course.public)
    start = little_course.public.relative_to(little_course.public)
    assert Course.find(start).root == little_course.root


def test_where_there_is_no_course_the_error_says_how_to_name_one(tmp_path):
    with pytest.raises(UsageError, match=r"no course at .*: go to the folder .*--course DIR"):
        Course.find(tmp_path)


def test_the_identity_is_that_of_course_toml(little_course):
    identity = little_course.identity
    assert (identity.id, identity.title, identity.epoch) == ("little", "A little course", "2026")
    assert identity.due == {"adding": datetime(2026, 10, 1, 12, tzinfo=UTC)}


def test_an_assignment_knows_where_its_parts_are(little_course):
    adding = little_course.assignment("adding")
    root = little_course.root
    assert (adding.course_id, adding.epoch, adding.slug) == ("little", "2026", "adding")
    assert adding.due == datetime(2026, 10, 1, 12, tzinfo=UTC)
    assert adding.stub == root / "assignments/adding/adding.py"
    assert adding.visible_tests == root / "assignments/adding/test_visible.py"
    assert adding.reference == root / "solutions/adding/adding.py"
    assert adding.rubric_file == root / "rubrics/adding.toml"
    assert adding.hidden_tests == root / "tests/hidden/adding/test_adding.py"
    assert adding.draws == root / "tests/hidden/draws.py"
    assert all(path.is_file() for path in (adding.stub, adding.visible_tests, adding.reference))


def copied(course, slug, order):
    source = (course.public / "adding" / "assignment.toml").read_text()
    folder = course.public / slug
    folder.mkdir()
    (folder / "assignment.toml").write_text(source.replace("order = 1", f"order = {order}"))


def test_assignments_come_in_the_order_of_study(little_course):
    copied(little_course, "zeros", 0)
    copied(little_course, "b", 1)
    copied(little_course, "a", 2)
    (little_course.public / "notes").mkdir()
    assert little_course.slugs == ("zeros", "adding", "b", "a")


@pytest.mark.parametrize(
    "slug", ["nothing", "Adding", "../assignments/adding", "adding/", ".", "", "adding\n", "a\x00b"]
)
def test_an_assignment_that_does_not_exist_is_answered_with_those_that_do(little_course, slug):
    with pytest.raises(UsageError, match=r"There is no assignment .*: this course has adding\."):
        little_course.assignment(slug)


def test_a_course_without_assignments_says_so(little_course):
    shutil.rmtree(little_course.public / "adding")
    assert little_course.slugs == ()
    with pytest.raises(UsageError, match="this course has none"):
        little_course.assignment("adding")


def test_a_student_s_copy_needs_nothing_but_the_public_part(little_course):
    for part in ("solutions", "rubrics", "tests"):
        shutil.rmtree(little_course.root / part)
    adding = Course(little_course.root).assignment("adding")
    assert adding.manifest.title == "Adding"
    assert adding.stub.is_file()


def test_a_started_folder_is_an_assignment_by_itself(little_course, tmp_path):
    folder = tmp_path / "adding"
    shutil.copytree(little_course.public / "adding", folder)
    started = Course.started(folder)
    assert (started.slug, started.due) == ("adding", None)
    assert started.stub.is_file()
    assert started.visible_tests.is_file()
    assert not started.reference.exists()
    assert not started.hidden_tests.exists()
    with pytest.raises(CourseError, match="is missing"):
        _ = started.rubric


def test_a_folder_without_a_manifest_was_not_started(tmp_path):
    assert Course.started(tmp_path) is None


def test_the_private_parts_are_named_where_they_are(little_course):
    names = [path.relative_to(little_course.root).as_posix() for path in little_course.private]
    assert names == ["solutions", "rubrics", "tests/hidden"]
    assert all(path.is_dir() for path in little_course.private)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "id: Field required"),
        ('id = "A b"', "id: 'A b' is not a slug: use lower-case letters, digits and _"),
        ('id = "a"\ntitle = "A"\nepoch = 2026', "epoch: Input should be a valid string"),
        ('id = "a"\ntitle = "A"\nepoch = "1"\nanswers = 1', "answers: Extra inputs are not"),
        (
            'id = "a"\ntitle = "A"\nepoch = "1"\n[due]\nadding = "soon"',
            "due.adding: 'soon' is no moment",
        ),
        ('id = "a"\ntitle = "A"\nepoch = "1"\n[due]\n"a b" = 2026-01-01T00:00:00Z', "due.a b"),
        ('id = "a"\ntitle = ', "is not TOML"),
    ],
)
def test_a_broken_identity_names_file_and_field(little_course, text, said):
    path = little_course.public / "course.toml"
    path.write_text(text)
    with pytest.raises(CourseError) as caught:
        _ = little_course.identity
    assert str(path) in str(caught.value)
    assert said in str(caught.value)


def with_due(course, line):
    path = course.public / "course.toml"
    path.write_text(path.read_text() + line + "\n")
    return Course(course.root)


def test_a_due_date_of_nothing_is_refused(little_course):
    changed = with_due(little_course, "addding = 2026-10-01T12:00:00Z")
    for read in (lambda: changed.units, lambda: changed.policy):
        with pytest.raises(CourseError) as caught:
            read()
        said = "course.toml: due.addding: there is no such assignment: this course has adding."
        assert str(caught.value).endswith(said)


def test_what_is_handed_out_may_lack_what_has_a_due_date(little_course):
    changed = with_due(little_course, "planned = 2026-11-01T12:00:00Z")
    for part in ("solutions", "rubrics", "tests"):
        shutil.rmtree(little_course.root / part)
    assert changed.units == ("adding",)
    assert "adding" in changed.policy.due


def test_a_folder_whose_name_is_no_slug_is_named(little_course):
    copied(little_course, "My-Adding", 2)
    for read in (lambda: little_course.slugs, lambda: little_course.unit("nothing")):
        with pytest.raises(CourseError, match=r"My-Adding has a name that is no slug: rename it"):
            read()


def test_hidden_folders_hold_no_assignments(little_course):
    copied(little_course, ".ipynb_checkpoints", 2)
    assert little_course.units == ("adding",)


def test_the_course_of_this_repository_is_complete(course):
    assert course.identity.id == "rnn"
    assert course.slugs
    for slug in course.slugs:
        assignment = course.assignment(slug)
        assert assignment.rubric.max_score == 100
        assert assignment.stub.is_file()
        assert assignment.visible_tests.is_file()
        assert assignment.reference.is_file()
        assert assignment.hidden_tests.is_file()


def test_what_was_built_of_the_course_is_found_beside_it_and_in_dist(little_course):
    names = ["dist/a.tar.gz", "dist/a.whl", "release.zip"]
    (little_course.root / "dist").mkdir()
    for name in [*names, "notes.txt", "dist/a.log"]:
        (little_course.root / name).touch()
    found = [path.relative_to(little_course.root) for path in little_course.distributions]
    assert sorted(path.as_posix() for path in found) == names
