"""One assignment: a manifest that fits, seeds that stay, and hashes that notice a change."""

import hashlib
import re

import pytest

from autograder.course import Course
from autograder.errors import CourseError


@pytest.fixture
def adding(little_course):
    return little_course.assignment("adding")


def again(adding):
    """The same assignment, read anew."""
    return Course(adding.public.parents[1]).assignment("adding")


def changed(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_the_manifest_says_what_anyone_may_know(adding):
    manifest = adding.manifest
    assert (manifest.title, manifest.file, manifest.order) == ("Adding", "adding.py", 1)
    assert (manifest.minutes, manifest.after) == ((5, 10), ())
    assert [f.name for f in manifest.functions] == ["add", "running_total"]


def test_a_section_is_called_as_its_heading_and_a_function_s_by_the_name_alone(adding):
    handout = adding.public / "README.md"
    handout.write_text(
        "# Adding #\n\n## A worked example: `[1]`\n\n### `add(a, b=(1, 2))` -> (D,)\n\n"
        "    # no heading\n\n####### none either\n\n#nor this\n",
        encoding="utf-8",
    )
    assert adding.sections == ("Adding", "A worked example: [1]", "add")


def test_a_function_has_the_default_tolerance_unless_it_names_its_own(adding):
    changed(
        adding.public / "assignment.toml",
        'name = "running_total"',
        'name = "running_total"\nrtol = 1e-3\natol = 0',
    )
    assert adding.tolerances == {"add": (1e-7, 1e-9), "running_total": (1e-3, 0.0)}


def test_limits_are_the_usual_ones_unless_the_manifest_names_others(adding):
    assert adding.manifest.limits.call_cpu_seconds == 2.0
    path = adding.public / "assignment.toml"
    path.write_text(path.read_text() + "[limits]\ncall_cpu_seconds = 5\n")
    limits = again(adding).manifest.limits
    assert (limits.call_cpu_seconds, limits.submission_seconds) == (5.0, 20.0)


def test_an_assignment_is_one_file_unless_its_manifest_allows_modules(adding):
    assert not adding.manifest.modules
    changed(adding.public / "assignment.toml", "order = 1", "order = 1\nmodules = true")
    assert again(adding).manifest.modules


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Adding"', "", "title: Field required"),
        ("order = 1", 'order = "first"', "order: Input should be a valid integer"),
        ("[5, 10]", "[5]", "minutes"),
        ("[5, 10]", "[0, 10]", "minutes.0: Input should be greater than 0"),
        ("order = 1", 'order = 1\nafter = ["A B"]', "after.0: 'A B' is not a slug"),
        ("order = 1", "order = 1\nanswer = 2", "answer: Extra inputs are not permitted"),
        ("order = 1", 'order = 1\nmodules = ["x"]', "modules: Input should be a valid boolean"),
        ('"adding.py"', '"adding"', "file: 'adding' is no name of a Python module: use one such"),
        ('"adding.py"', '"../adding.py"', "file: '../adding.py' is no name"),
        ('"adding.py"', '"/etc/adding.py"', "file: '/etc/adding.py' is no name"),
        ('"adding.py"', '"my-work.py"', "file: 'my-work.py' is no name"),
        ('"adding.py"', '".py"', "file: '.py' is no name"),
        ('name = "add"', 'name = "add()"', "functions.0.name: 'add()' is no name of a function"),
        ('name = "add"', 'name = "add"\nrtol = -1', "functions.0.rtol: Input should be greater"),
        ('name = "add"', 'name = "add"\natol = nan', "functions.0.atol: Input should be"),
        ('name = "add"', 'name = "add"\npoints = 9', "functions.0.points: Extra inputs are not"),
        ('name = "running_total"', 'nam = "x"', "functions.1.name: Field required"),
        ('name = "add"', 'name = "add"\n[limits]\nfree = 1', "limits.free: Unexpected"),
    ],
)
def test_a_broken_manifest_names_file_and_field(adding, old, new, said):
    path = adding.public / "assignment.toml"
    changed(path, old, new)
    with pytest.raises(CourseError) as caught:
        _ = adding.manifest
    assert str(caught.value).startswith(f"{path}: {said}")


def test_an_assignment_without_functions_is_refused(adding):
    path = adding.public / "assignment.toml"
    path.write_text('title = "A"\nfile = "a.py"\norder = 1\nminutes = [1, 2]\nfunctions = []\n')
    with pytest.raises(CourseError, match=r"functions: .* at least 1 item"):
        _ = adding.manifest


def test_a_broken_rubric_names_its_file(adding):
    changed(adding.rubric_file, "points = 40", "points = 41")
    with pytest.raises(CourseError) as caught:
        _ = adding.rubric
    assert (
        str(caught.value) == f"{adding.rubric_file}: the points sum to 101: make them sum to 100."
    )


def test_a_seed_is_the_same_on_every_machine(adding):
    """The SHA-256 of the length-prefixed parts: a change of this changes every regrade."""
    parts = b"6:little4:20266:adding3:s016:test_a"
    assert adding.seed_text("s01", "test_a") == hashlib.sha256(parts).hexdigest()
    assert adding.seed("s01", "test_a") == int(hashlib.sha256(parts).hexdigest()[:16], 16)


def test_every_part_of_a_seed_counts(adding):
    seeds = [
        adding.seed_text("s01", "test_a"),
        adding.seed_text("s02", "test_a"),
        adding.seed_text("s01", "test_b"),
        adding.seed_text("s01"),
        adding.seed_text("s01", ""),
        adding.seed_text("s01test_a"),
        adding.seed_text("s01t", "est_a"),
        adding.seed_text(""),
    ]
    for old, new in (('"little"', '"larger"'), ('"2026"', '"2027"')):
        changed(adding.public.parent / "course.toml", old, new)
        seeds.append(again(adding).seed_text("s01", "test_a"))
    assert len(set(seeds)) == len(seeds)


def test_a_clone_of_the_course_draws_the_same(adding, tmp_path):
    clone = adding.public.parents[1].rename(tmp_path / "clone")
    assert Course(clone).assignment("adding").seed_text("s01") == adding.seed_text("s01")


@pytest.mark.parametrize("student", ["ü", "\udcff", "%s", "😀", "a\x00b"])
def test_any_id_has_a_seed(adding, student):
    assert 0 <= adding.seed(student) < 1 << 64
    assert re.fullmatch("[0-9a-f]{64}", adding.seed_text(student))


TESTED = {
    "a hidden test": "tests/hidden/adding/test_adding.py",
    "a helper of the hidden tests": "tests/hidden/adding/helper.py",
    "the shared draws": "tests/hidden/draws.py",
    "the reference": "solutions/adding/adding.py",
    "the manifest": "assignments/adding/assignment.toml",
}


@pytest.mark.parametrize("name", TESTED)
def test_the_hash_of_the_tests_notices_a_change_of(adding, little_course, name):
    path = little_course.root / TESTED[name]
    before = adding.tests_sha256
    with path.open("a") as file:
        file.write("# changed\n")
    after = again(adding)
    assert after.tests_sha256 != before
    assert after.rubric_sha256 == adding.rubric_sha256


def test_the_hash_of_the_rubric_notices_a_change_of_the_rubric_alone(adding):
    before = adding.tests_sha256, adding.rubric_sha256
    with adding.rubric_file.open("a") as file:
        file.write("# changed\n")
    assert again(adding).tests_sha256 == before[0]
    assert again(adding).rubric_sha256 != before[1]


def test_bytes_that_move_from_one_file_to_the_next_change_the_hash(adding):
    first, second = adding.hidden / "a.py", adding.hidden / "b.py"
    first.write_bytes(b"xy")
    second.write_bytes(b"z")
    before = adding.tests_sha256
    first.write_bytes(b"x")
    second.write_bytes(b"yz")
    assert again(adding).tests_sha256 != before


def test_draws_are_not_needed(adding):
    before = adding.tests_sha256
    adding.draws.unlink()
    assert again(adding).tests_sha256 != before


@pytest.mark.parametrize("part", ["reference", "rubric_file"])
def test_what_cannot_be_hashed_is_named(adding, part):
    path = getattr(adding, part)
    path.unlink()
    with pytest.raises(CourseError) as caught:
        _ = adding.tests_sha256 if part == "reference" else adding.rubric_sha256
    assert str(caught.value) == f"{path} cannot be read: No such file or directory."


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("[limits]\ncall_seconds = -1", "call_seconds is -1"),
        ("[limits]\nmemory_mb = 0", "memory_mb is 0"),
        ("[limits]\nsubmission_seconds = nan", "submission_seconds is nan"),
        ('[[functions]]\nname = "f"\nrtol = inf', "rtol"),
        ('[[functions]]\nname = "class"', "'class' is no name of a function"),
    ],
)
def test_limits_tolerances_and_names_that_make_no_sense_are_named(adding, line, field):
    path = adding.public / "assignment.toml"
    path.write_text(f"{path.read_text()}{line}\n")
    with pytest.raises(CourseError, match=re.escape(field)):
        _ = again(adding).manifest
