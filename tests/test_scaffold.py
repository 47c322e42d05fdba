"""A new assignment: all four parts, which hold together; or one sentence, and nothing written."""

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import release
from autograder.cli import main
from autograder.course import Course
from autograder.errors import UsageError
from autograder.scaffold import scaffold, templates
from autograder.verify.proof import verify

ROOT = Path(__file__).parents[1]
isolated = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

WRITTEN = [
    "assignments/gates/README.md",
    "assignments/gates/assignment.toml",
    "assignments/gates/gates.py",
    "assignments/gates/test_visible.py",
    "rubrics/gates.toml",
    "solutions/gates/correct/loop.py",
    "solutions/gates/equivalent.toml",
    "solutions/gates/gates.py",
    "solutions/gates/misconceptions.py",
    "solutions/gates/wrong.py",
    "tests/hidden/gates/test_gates.py",
]


@pytest.fixture
def empty_course(tmp_path):
    """A course with an identity and nothing else."""
    public = tmp_path / "empty" / "assignments"
    public.mkdir(parents=True)
    (public / "course.toml").write_text('id = "e"\ntitle = "Empty"\nepoch = "2026"\n')
    return Course(public.parent)


def files_below(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def new(course, slug):
    return CliRunner().invoke(main, ["new", slug, "--course", str(course.root)])


@isolated
def test_a_new_assignment_holds_from_the_first_minute(empty_course):
    scaffold(empty_course, "gates")
    found = verify(empty_course, "gates")
    assert (found.problems, found.holds) == ((), True)
    assert min(found.tests, found.visible, found.correct, found.wrong, found.mutants) > 0
    assert found.misconceptions == 1


def test_new_writes_all_four_parts_and_names_them(empty_course, monkeypatch):
    monkeypatch.chdir(empty_course.root)
    result = new(empty_course, "gates")
    assert result.exit_code == 0, result.output
    assert files_below(empty_course.root) == sorted([*WRITTEN, "assignments/course.toml"])
    *named, advice = result.stdout.splitlines()
    assert sorted(named) == WRITTEN
    assert "autograder verify gates" in advice


def test_a_new_assignment_comes_last_in_the_order_of_study(little_course):
    scaffold(little_course, "gates")
    again = Course(little_course.root)
    scaffold(again, "and_more")
    assert Course(little_course.root).slugs == ("adding", "gates", "and_more")
    assert again.assignment("and_more").manifest.title == "And more"


def test_what_is_written_is_clean_for_linter_and_formatter(empty_course):
    scaffold(empty_course, "gates")
    config = ["--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    for command in (["check", *config], ["format", "--check", *config]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "."],
            cwd=empty_course.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("slug", ["", "Gates", "gates-1", "1gate", "../gates", "a b", "gates\n"])
def test_a_bad_slug_is_answered_with_what_a_slug_is(empty_course, slug):
    result = new(empty_course, slug)
    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")
    assert "not a slug: use lower-case letters, digits and _" in result.stderr
    assert files_below(empty_course.root) == ["assignments/course.toml"]


@pytest.mark.parametrize("slug", ["lambda", "random", "numpy", "pytest"])
def test_a_slug_that_would_hide_a_module_is_refused(empty_course, slug):
    with pytest.raises(UsageError, match=rf"^{slug}\.py would hide .*: choose another slug\.$"):
        scaffold(empty_course, slug)
    assert files_below(empty_course.root) == ["assignments/course.toml"]


@pytest.mark.parametrize(
    "part", ["assignments/gates/", "solutions/gates/", "rubrics/gates.toml", "tests/hidden/gates/"]
)
@pytest.mark.parametrize("kind", ["there", "a dangling link"])
def test_a_slug_that_exists_in_any_of_the_four_places_is_left_alone(empty_course, part, kind):
    there = empty_course.root / part
    there.parent.mkdir(parents=True, exist_ok=True)
    if kind == "there":
        there.mkdir() if part.endswith("/") else there.write_text("mine")
    else:
        there.symlink_to("nowhere")
    before = sorted(empty_course.root.rglob("*"))
    result = new(empty_course, "gates")
    assert result.exit_code == 2
    assert f"{there} exists already: choose another slug" in result.stderr.replace("\n", "")
    assert sorted(empty_course.root.rglob("*")) == before


def test_without_a_course_new_says_where_to_go(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["new", "gates"])
    assert result.exit_code == 2
    assert "There is no course" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_where_one_file_cannot_be_written_none_is_left(little_course):
    hidden = little_course.root / "tests" / "hidden"
    before = sorted(little_course.root.rglob("*"))
    moved = hidden.rename(hidden.with_name("kept"))
    hidden.touch()  # a file where a folder is needed: the last of the eleven cannot be written
    result = new(little_course, "gates")
    assert result.exit_code == 1
    assert "hidden" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    hidden.unlink()
    moved.rename(hidden)
    assert sorted(little_course.root.rglob("*")) == before


def test_the_example_is_no_secret_and_what_is_written_into_it_is_one(empty_course):
    scaffold(empty_course, "gates")
    given_away = empty_course.root / "package.whl"
    with zipfile.ZipFile(given_away, "w") as archive:
        for name, text in templates().items():
            archive.writestr(f"autograder/scaffold/templates/{name}", text)
    assert release.leaks(empty_course) == []
    reference = empty_course.assignment("gates").reference
    own = "    return x + 0.125 * np.cumsum(np.roll(x, 3), axis=0)"
    text = reference.read_text().replace("    return np.cumsum(x, axis=0)", own)
    reference.write_text(text)
    with zipfile.ZipFile(given_away, "a") as archive:
        archive.writestr("notes.py", f"def f(x):\n{own}\n")
    (leak,) = release.leaks(empty_course)
    assert "notes.py" in leak.file
    assert leak.resembles == "solutions/gates/gates.py"


def test_the_author_s_guide_shows_what_new_writes(empty_course):
    """Below a heading with a path, indented lines stand in the file that `new` writes there."""
    scaffold(empty_course, "totals")
    guide = (ROOT / "docs" / "writing-an-assignment.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (\S+/\S+)\n(.*?)(?=^## |\Z)", guide, re.MULTILINE | re.DOTALL)
    assert len(sections) >= 4
    for path, text in sections:
        written = (empty_course.root / path).read_text(encoding="utf-8")
        shown = [line[4:] for line in text.split("\n") if line.startswith("    ")]
        assert shown
        assert [line for line in shown if line.rstrip() not in written] == []
