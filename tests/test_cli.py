"""What people type: every command, its answers, its exit codes, and one sentence where it fails."""

import contextlib
import errno
import json
import os
import re
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.cli.progress import Progress
from autograder.course import Course
from autograder.errors import UsageError
from autograder.feedback.summary import Tally
from autograder.folders import folder_name
from autograder.gradebook import Gradebook
from autograder.report import ScoreReport
from autograder.sandbox.canary import Probe
from autograder.verify.verification import Verification
from autograder.visible import VisibleResult

COMMANDS = sorted(main.commands)
isolated = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

RIGHT = """
def add(a, b):
    if a.shape != b.shape:
        raise ValueError
    return a + b
def running_total(x):
    return x.cumsum(axis=0)
"""
OFF_BY_ONE = RIGHT.replace("x.cumsum(axis=0)", "x.cumsum(axis=0) - x")


@pytest.fixture
def run(monkeypatch, shared_course):
    """Run a command in this process, where the little course lies."""
    monkeypatch.chdir(shared_course.root)

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def handed_in(tmp_path):
    """Write what students handed in: {"s01/adding/adding.py": source}; the folder of it all."""

    def write(files):
        root = tmp_path / "handed in"
        for name, source in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return root

    return write


@pytest.fixture
def two_assignments(little_course):
    """The little course with a second assignment, `bigger`, that comes first in the order."""
    for name in ("assignments", "solutions", "tests/hidden"):
        folder = little_course.root / name
        shutil.copytree(folder / "adding", folder / "bigger")
    rubrics = little_course.root / "rubrics"
    shutil.copy(rubrics / "adding.toml", rubrics / "bigger.toml")
    tests = little_course.root / "tests" / "hidden" / "bigger"
    (tests / "test_adding.py").rename(tests / "test_bigger.py")
    manifest = little_course.public / "bigger" / "assignment.toml"
    text = manifest.read_text(encoding="utf-8").replace("order = 1", "order = 0")
    manifest.write_text(text, encoding="utf-8")
    return Course(little_course.root)


def one_sentence(result, code=1):
    """The sentence that a failed command says; there is nothing else on standard error."""
    assert result.exit_code == code, result.output
    lines = result.stderr.splitlines()
    assert len(lines) == 1, result.stderr
    assert lines[0].startswith("Error: ")
    assert lines[0][-1] in ".?"
    assert "fault of autograder" not in lines[0]
    return lines[0]


def reports(result):
    """The reports of `grade --json`: all that stands on standard output."""
    found = json.loads(result.stdout)
    return [ScoreReport.model_validate(document) for document in found]


def files_below(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


# Every command


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_every_command_has_an_example(name):
    for flag in ("--help", "-h"):
        result = CliRunner().invoke(main, [name, flag])
        assert result.exit_code == 0
        assert f"Example: autograder {name}" in result.stdout


def test_help_names_every_command():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert all(f"  {name} " in result.stdout for name in COMMANDS)


def test_python_m_autograder_is_the_command():
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "autograder, version " in done.stdout


@pytest.mark.parametrize(
    "arguments", [["nonesuch"], ["grade"], ["list", "--nonesuch"], ["grade", "x.py", "-j", "0"]]
)
def test_wrong_usage_is_2(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage: " in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("arguments", [["list"], ["start", "adding"], ["verify"], ["grade", "."]])
def test_without_a_course_every_command_says_where_to_go(tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    sentence = one_sentence(CliRunner().invoke(main, arguments), code=2)
    assert "There is no course" in sentence
    assert "--course DIR" in sentence


@pytest.mark.parametrize(
    "arguments",
    [
        ["start", "nonesuch"],
        ["check", "x.py", "-a", "nonesuch"],
        ["verify", "nonesuch"],
        ["verify", "../adding"],
        ["grade", ".", "-a", "nonesuch"],
    ],
)
def test_an_unknown_assignment_is_answered_with_the_known_ones(run, arguments):
    sentence = one_sentence(run(*arguments), code=2)
    assert "There is no assignment" in sentence
    assert "this course has adding" in sentence


def test_the_course_can_be_named_before_and_after_the_command(shared_course, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    root = str(shared_course.root)
    for arguments in (["--course", root, "list"], ["list", "--course", root]):
        assert "Adding" in CliRunner().invoke(main, arguments).stdout


def test_our_own_fault_is_one_sentence_that_says_how_to_report_it(run, monkeypatch):
    def broken(*_):
        raise RuntimeError("a bug\x1b[2J")

    monkeypatch.setattr(Course, "find", broken)
    result = run("list")
    assert result.exit_code == 1
    assert result.stderr == (
        "Error: This is a fault of autograder (RuntimeError: a bug\\x1b[2J). "
        "Please report it with what AUTOGRADER_TRACEBACK=1 shows.\n"
    )
    monkeypatch.setenv("AUTOGRADER_TRACEBACK", "1")
    assert isinstance(run("list").exception, RuntimeError)


# list, start, check


def test_list_shows_points_time_and_due_dates(run):
    result = run("list")
    assert result.exit_code == 0
    for shown in ("A little course", "adding", "Adding", "100", "5-10", "2026-10-01 12:00 UTC"):
        assert shown in result.stdout


def test_list_is_in_the_order_of_study_and_says_what_comes_before(two_assignments):
    manifest = two_assignments.public / "adding" / "assignment.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("order = 1", 'order = 1\nafter = ["bigger"]'))
    listed = CliRunner().invoke(main, ["list", "--course", str(two_assignments.root)]).stdout
    first, second = (line.split() for line in listed.splitlines()[2:4])
    assert (first[:3], second[:3]) == (["bigger", "Adding", "-"], ["adding", "Adding", "bigger"])


def test_list_as_json_is_in_the_order_of_study(two_assignments):
    result = CliRunner().invoke(main, ["list", "--json", "--course", str(two_assignments.root)])
    bigger, adding = json.loads(result.stdout)
    assert adding == {
        "slug": "adding",
        "kind": "assignment",
        "title": "Adding",
        "points": 100,
        "minutes": [5, 10],
        "after": [],
        "due": "2026-10-01T12:00:00+00:00",
    }
    assert (bigger["slug"], bigger["due"]) == ("bigger", None)


def test_students_commands_need_the_public_part_only(little_course, tmp_path, monkeypatch):
    for private in little_course.private:
        shutil.rmtree(private)
    monkeypatch.chdir(little_course.public / "adding")
    assert "Adding" in CliRunner().invoke(main, ["list"]).stdout
    assert CliRunner().invoke(main, ["start", "adding", str(tmp_path / "work")]).exit_code == 0


def test_start_copies_the_public_part_and_nothing_else(run, shared_course, tmp_path, monkeypatch):
    result = run("start", "adding", tmp_path / "work")
    assert result.exit_code == 0
    assert "adding.py" in result.stdout
    assert "autograder check" in result.stdout
    public = ["README.md", "adding.py", "assignment.toml", "test_visible.py"]
    assert files_below(tmp_path / "work") == public
    monkeypatch.chdir(tmp_path)
    start = ["start", "adding", "--course", str(shared_course.root)]
    assert CliRunner().invoke(main, start).exit_code == 0
    assert files_below(tmp_path / "adding") == public


def test_start_overwrites_nothing(run, tmp_path):
    mine = tmp_path / "work" / "adding.py"
    mine.parent.mkdir()
    mine.write_text("my work", encoding="utf-8")
    sentence = one_sentence(run("start", "adding", mine.parent), code=2)
    assert "exists already" in sentence
    assert files_below(mine.parent) == ["adding.py"]
    assert mine.read_text(encoding="utf-8") == "my work"


def test_start_where_nothing_can_be_written_is_one_sentence(run, tmp_path):
    (tmp_path / "file").touch()
    assert "file" in one_sentence(run("start", "adding", tmp_path / "file" / "work"))


def test_check_tells_what_fails_on_the_stub_and_is_done(run):
    result = run("check", "assignments/adding/adding.py")
    assert result.exit_code == 0
    assert "Adding: 0 of 2 visible tests pass" in result.stdout
    assert "failed   The sum of [1, 0] and [2, 5] is [3, 5]." in result.stdout
    assert "NotImplementedError: add" in result.stdout


def test_check_as_json_validates(run):
    result = run("check", "solutions/adding/adding.py", "--json")
    found = [VisibleResult.model_validate(document) for document in json.loads(result.stdout)]
    assert [one.passed for one in found] == [True, True]
    assert (result.exit_code, result.stderr) == (0, "")


def test_check_in_a_started_folder_needs_no_course(run, tmp_path, monkeypatch):
    home = tmp_path / "home" / "my work"
    run("start", "adding", home)
    (home / "adding.py").write_text(RIGHT, encoding="utf-8")
    cells = [{"cell_type": "code", "source": ["%pylab\n", RIGHT]}, {"cell_type": "markdown"}]
    (home / "mine.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    monkeypatch.chdir(home)
    assert "2 of 2 visible tests pass" in CliRunner().invoke(main, ["check"]).stdout
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["check", "home/my work/mine.ipynb"])
    assert "2 of 2 visible tests pass" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name FILE, or -a SLUG"),
        (["-a", "adding"], "There is no file adding.py"),
        (["nothing.py", "-a", "adding"], "There is no file nothing.py"),
        (["rubrics/adding.toml.py"], "does not say which assignment it is for"),
    ],
)
def test_check_says_what_it_cannot_find(run, arguments, said):
    assert said in one_sentence(run("check", *arguments), code=2)


# grade


@isolated
def test_one_file_is_shown_in_full(run, handed_in):
    root = handed_in({"s01/adding/adding.py": OFF_BY_ONE})
    result = run("grade", root / "s01" / "adding" / "adding.py")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "adding, s01: 40 of 100 points (graded)" in result.stdout
    for told in ("One row is left out.", "Which rows does row t sum?", 'Read "Adding" in the'):
        assert told in result.stdout
    assert "Reports, feedback" not in result.stdout


@isolated
def test_one_file_as_json_is_one_object(run, handed_in):
    root = handed_in({"s01.py": OFF_BY_ONE})
    result = run("grade", root / "s01.py", "-a", "adding", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    report = ScoreReport.model_validate_json(result.stdout)
    assert (report.student, report.score, report.attempt) == ("s01", 40, 1)
    assert report.criteria[1].tests[0].name == "test_totals_of_rows[2]"  # the staff's view


@isolated
@pytest.mark.parametrize(
    ("name", "arguments", "student"),
    [
        ("s01/adding/adding.py", [], "s01"),
        ("s01/adding/main.py", [], "s01"),
        ("s02.py", ["-a", "adding"], "s02"),
        ("adding.py", [], "adding"),
        ("s02.py", ["-a", "adding", "--student", "a/b é"], "a/b é"),
    ],
)
def test_a_file_s_student_is_named_folder_or_stem(run, handed_in, name, arguments, student):
    result = run("grade", handed_in({name: RIGHT}) / name, "--json", *arguments)
    assert ScoreReport.model_validate_json(result.stdout).student == student


@isolated
def test_a_file_is_the_same_from_wherever_it_is_named(
    handed_in, shared_course, monkeypatch, tmp_path
):
    root = handed_in({"s01/adding/adding.py": RIGHT, "s01/notes/x.txt": ""})
    course = ["--course", str(shared_course.root), "--json"]
    for folder, path in (
        ("s01/adding", "adding.py"),
        ("s01/notes", "../adding/adding.py"),
    ):
        monkeypatch.chdir(root / folder)
        result = CliRunner().invoke(main, ["grade", path, *course])
        assert ScoreReport.model_validate_json(result.stdout).student == "s01"
    monkeypatch.chdir(root / "s01")
    (report,) = reports(CliRunner().invoke(main, ["grade", ".", *course]))
    assert report.student == "s01"


@isolated
def test_a_notebook_is_graded(run, tmp_path):
    cells = [{"cell_type": "code", "source": [RIGHT]}, {"cell_type": "code", "source": "1 / 0"}]
    notebook = tmp_path / "adding.ipynb"
    notebook.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    result = run("grade", notebook)
    assert "100 of 100 points" in result.stdout
    assert "Cell 2 raised ZeroDivisionError in line 1." in result.stdout


CLASS = {
    "zoe/adding/adding.py": RIGHT,
    "zoe/bigger/adding.py": OFF_BY_ONE,
    "amy/bigger/adding.py": "def add(:",
    "bob/adding/mine.py": RIGHT,
    "bob/notes/adding.py": RIGHT,
    "bob/.hidden/adding/adding.py": RIGHT,
    "eve/adding/one.py": RIGHT,
    "eve/adding/two.py": RIGHT,
}


@isolated
def test_a_folder_is_graded_in_the_order_of_slug_and_student(two_assignments, handed_in):
    course = ["--course", str(two_assignments.root)]
    root = str(handed_in(CLASS))
    result = CliRunner().invoke(main, ["grade", root, *course, "-j1", "--json"])
    assert (result.exit_code, result.stderr) == (0, "")
    assert [(r.assignment, r.student, r.status, r.score) for r in reports(result)] == [
        ("adding", "bob", "graded", 100),
        ("adding", "eve", "rejected", 0),
        ("adding", "zoe", "graded", 100),
        ("bigger", "amy", "graded", 0),
        ("bigger", "zoe", "graded", 40),
    ]
    result = CliRunner().invoke(main, ["grade", root, *course, "-j1"])
    assert result.exit_code == 0
    assert "5 submissions: 4 graded, 1 rejected; mean 48" in result.stdout
    assert "\x1b" not in result.stdout  # no terminal, no colours and no bar
    assert "does not load: The file raised SyntaxError in line 1." in result.stdout
    result = CliRunner().invoke(main, ["grade", root, *course, "-a", "bigger", "-j1", "--json"])
    assert [report.student for report in reports(result)] == ["amy", "zoe"]


@isolated
def test_two_graders_print_the_same_order(two_assignments, handed_in):
    arguments = ["grade", str(handed_in(CLASS)), "--course", str(two_assignments.root), "--json"]
    found = reports(CliRunner().invoke(main, [*arguments, "-j2"]))
    assert [report.student for report in found] == ["bob", "eve", "zoe", "amy", "zoe"]


@isolated
def test_one_student_s_folder_and_a_flat_folder_are_arrays(run, handed_in):
    root = handed_in(
        {"tree/s01/adding/adding.py": RIGHT, "flat/s02.py": RIGHT, "flat/s03.py": RIGHT}
    )
    (report,) = reports(run("grade", root / "tree" / "s01", "--json"))
    assert (report.student, report.assignment) == ("s01", "adding")
    flat = reports(run("grade", root / "flat", "-a", "adding", "-j1", "--json"))
    assert [report.student for report in flat] == ["s02", "s03"]
    both = run("grade", root / "tree", root / "flat" / "s02.py", "-a", "adding", "-j1", "--json")
    assert [report.student for report in reports(both)] == ["s01", "s02"]


@isolated
def test_output_holds_reports_feedback_and_the_gradebook(run, handed_in, tmp_path):
    root = handed_in({"s01/adding/adding.py": OFF_BY_ONE, "s02/adding/adding.py": RIGHT})
    out = tmp_path / "graded"
    result = run("grade", root, "-o", out, "-j1", "--json")
    printed = reports(result)
    assert files_below(out) == sorted(
        [
            "gradebook.db",
            *(f"s{n:02}" for n in (1, 2)),
            *(f"s{n:02}/adding" for n in (1, 2)),
            *(
                f"s{n:02}/adding/{name}"
                for n in (1, 2)
                for name in ("feedback.html", "feedback.md", "report.json")
            ),
        ]
    )
    folder = out / "s01" / "adding"
    written = ScoreReport.model_validate_json((folder / "report.json").read_bytes())
    assert written == printed[0]
    with Gradebook.at(out / "gradebook.db") as book:
        assert list(book.reports()) == printed
    for name in ("feedback.md", "feedback.html"):
        feedback = (folder / name).read_text(encoding="utf-8")
        assert "Which rows does row t sum?" in feedback
        assert "test_totals_of_rows" not in feedback
        assert written.seed not in feedback
    assert "are in" in run("grade", root, "-o", out, "-j1").stdout


@isolated
def test_work_graded_again_is_the_same_attempt_and_new_work_the_next(run, handed_in, tmp_path):
    for source, attempt in ((RIGHT, 1), (RIGHT, 1), (OFF_BY_ONE, 2), (RIGHT, 1)):
        root = handed_in({"s01/adding/adding.py": source})
        (report,) = reports(run("grade", root, "-o", tmp_path / "graded", "--json"))
        assert report.attempt == attempt


@isolated
def test_without_output_nothing_is_written(run, handed_in, shared_course, monkeypatch, tmp_path):
    root = handed_in({"s01/adding/adding.py": RIGHT})
    before = files_below(tmp_path), files_below(shared_course.root)
    monkeypatch.chdir(root)
    result = CliRunner().invoke(main, ["grade", ".", "--course", str(shared_course.root)])
    assert "1 submission: 1 graded; mean 100" in result.stdout
    assert (files_below(tmp_path), files_below(shared_course.root)) == before


@isolated
def test_hostile_names_stay_inside_the_output_folder(run, tmp_path):
    flat = tmp_path / "flat"
    flat.mkdir()
    strange = ["gradebook.db.py", "a%2Fb.py", "é" * 80 + ".py", "x\x1b[2J\n.py", " a.py"]
    for name in strange:
        (flat / name).write_text(RIGHT, encoding="utf-8")
    Path(os.fsdecode(os.fsencode(flat) + b"/\xff.py")).write_text(RIGHT, encoding="utf-8")
    out = tmp_path / "graded"
    result = run("grade", flat, "-a", "adding", "-o", out, "-j1")
    assert result.exit_code == 0, result.stderr
    assert run("grade", flat / " a.py", "-a", "adding", "-o", out, "--student", "..").exit_code == 0
    assert "\x1b" not in result.stdout
    folders = {path.name for path in out.iterdir() if path.is_dir()}
    assert len(folders) == 6 + 1
    expected = {"..", "gradebook.db", "a%2Fb", "x\x1b[2J\n", " a", "\\xff"}
    assert expected <= {unquote(name) for name in folders}
    assert (out / "gradebook.db").is_file()
    assert not any("/" in name or name in (".", "..") for name in folders)


@pytest.mark.parametrize("name", [".", "..", "...", "a/b", "gradebook.db", "gradebook.db-journal"])
def test_a_folder_s_name_is_the_id_percent_encoded(name):
    assert unquote(folder_name(name)) == name
    assert folder_name(name) != name


def test_ids_too_long_for_a_folder_stay_apart():
    names = ["é" * 150 + end for end in ("", "a", "b")]
    assert len({folder_name(name) for name in names}) == 3
    assert all(len(folder_name(name)) < 255 for name in names)


@isolated
@pytest.mark.parametrize("name", ["a?b", "a#b", "a%41", "naïve"])
def test_any_folder_can_be_the_output(run, handed_in, tmp_path, name):
    root = handed_in({"s01/adding/adding.py": RIGHT})
    assert run("grade", root, "-o", tmp_path / name).exit_code == 0
    assert (tmp_path / name / "gradebook.db").is_file()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["handed in", name])


@isolated
def test_work_without_a_sandbox_says_so_in_its_report(run, handed_in):
    root = handed_in({"s01/adding/adding.py": RIGHT})
    (report,) = reports(run("grade", root, "--no-sandbox", "--json"))
    assert report.grader.isolation == ("none",)


@isolated
def test_what_is_no_submission_is_rejected_and_that_is_done(run, tmp_path):
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    (tmp_path / "adding.ipynb").write_text("[]", encoding="utf-8")
    for name, said in (("pipe.py", "regular file"), ("link.py", "link"), ("adding.ipynb", "cells")):
        result = run("grade", tmp_path / name, "-a", "adding")
        assert result.exit_code == 0
        assert "(rejected)" in result.stdout
        assert said in result.stdout


@isolated
def test_a_file_that_may_not_be_read_is_not_the_student_s_zero(run, handed_in):
    if os.geteuid() == 0:
        pytest.skip("permission bits do not bind root")
    root = handed_in({"s01/adding/adding.py": RIGHT})
    (root / "s01" / "adding" / "adding.py").chmod(0)
    result = run("grade", root, "--json")
    (report,) = reports(result)
    assert (report.status, report.score, result.exit_code) == ("ungraded", None, 1)
    assert "Permission denied" in report.message


@isolated
def test_work_that_could_not_be_graded_is_1(little_course, handed_in):
    tests = little_course.assignment("adding").hidden_tests
    text = tests.read_text(encoding="utf-8")
    tests.write_text(text.replace("a, b = ", "1 / 0; a, b = "), encoding="utf-8")
    arguments = ["grade", str(handed_in({"s01/adding/adding.py": RIGHT}))]
    result = CliRunner().invoke(main, [*arguments, "--course", str(little_course.root), "--json"])
    (report,) = reports(result)
    assert (report.status, report.score, result.exit_code) == ("ungraded", None, 1)


@isolated
def test_nothing_that_tests_or_students_print_reaches_standard_output(
    little_course, handed_in, capfd
):
    for path in (
        little_course.assignment("adding").hidden_tests,
        little_course.assignment("adding").draws,
        little_course.assignment("adding").reference,
    ):
        text = path.read_text(encoding="utf-8")
        text = text.replace("    return a + b", "    print('adding')\n    return a + b")
        path.write_text(f"print('importing')\n{text}", encoding="utf-8")
    root = handed_in({"s01/adding/adding.py": "print('mine')\n" + OFF_BY_ONE})
    arguments = ["grade", str(root), "--course", str(little_course.root), "--json"]
    (report,) = reports(CliRunner().invoke(main, arguments))
    assert "mine" in report.output
    assert "adding" in report.output
    assert capfd.readouterr().out == ""


# grade says no


@pytest.mark.parametrize("files", [{}, {"readme.txt": ""}, {"s01/notes/adding.py": RIGHT}])
def test_a_folder_without_submissions_is_2_and_an_empty_array(run, handed_in, tmp_path, files):
    (tmp_path / "handed in").mkdir()
    root = handed_in(files)
    result = run("grade", root, "--json")
    assert "There are no submissions in" in one_sentence(result, code=2)
    assert json.loads(result.stdout) == []
    result = run("grade", root)
    assert one_sentence(result, code=2)
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nothing"], "There is no nothing: check the path."),
        (["x.txt"], "is neither a folder nor a .py"),
        (["x.py"], "name it with -a SLUG (adding)"),
        (["s01", "--student", "s09"], "give exactly one file"),
        (["x.py", "y.py", "-a", "adding", "--student", "s09"], "give exactly one file"),
        (["s01", "s01"], "s01 handed in adding twice"),
        (["s01", "-o", "s01/graded"], "lies inside s01: choose a folder outside"),
        (["s01", "-o", "s01"], "lies inside s01: choose a folder outside"),
        (["s01", "-o", "link/graded"], "lies inside s01: choose a folder outside"),
        (["x.py", "-a", "adding", "--student", "x" * 201], "at most 200 characters"),
        (["x.py", "-a", "adding", "--book", "nonsense://x"], "kind 'nonsense' is not known"),
        (["x.py", "-a", "adding", "--book", "mssql+nothing://x"], "'mssql+nothing' is not known"),
        (["x.py", "-a", "adding", "--book", ""], "--book names nothing"),
    ],
)
def test_what_cannot_be_asked_is_2(handed_in, shared_course, monkeypatch, arguments, said):
    root = handed_in({"s01/adding/adding.py": RIGHT, "x.py": RIGHT, "y.py": RIGHT, "x.txt": ""})
    (root / "link").symlink_to(root / "s01")
    monkeypatch.chdir(root)
    before = files_below(root)
    arguments = ["grade", *arguments, "--course", str(shared_course.root)]
    assert said in one_sentence(CliRunner().invoke(main, arguments), code=2)
    assert files_below(root) == before


@isolated
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("rubrics/adding.toml", None, None, "rubrics/adding.toml is missing"),
        ("rubrics/adding.toml", "points = 40", "points = 41", "sum to 101: make them sum to 100"),
        ("rubrics/adding.toml", "points = 40", "points = ", "is not TOML"),
        ("rubrics/adding.toml", "hint", "hnt", "criteria.sums.h"),
        ("tests/hidden/adding/test_adding.py", None, None, "write the hidden tests there"),
        ("tests/hidden/adding/test_adding.py", '"sums"', '"totals"', "criterion 'sums'"),
        (
            "tests/hidden/adding/test_adding.py",
            "import pytest",
            "import (",
            "test_adding.py, line 1",
        ),
        ("tests/hidden/draws.py", "def entries", "def other", "cannot be collected"),
        ("solutions/adding/adding.py", None, None, "solutions/adding/adding.py is missing"),
        ("solutions/adding/adding.py", "def add(a", "def add(a:", "does not load"),
        ("assignments/adding/assignment.toml", "minutes", "mnutes", "assignment.toml: minutes: "),
        ("assignments/course.toml", "id = ", "di = ", "course.toml: "),
    ],
)
@pytest.mark.parametrize("jobs", [1])
def test_a_broken_course_is_one_sentence(little_course, handed_in, name, old, new, said, jobs):
    path = little_course.root / name
    text = path.read_text(encoding="utf-8")
    path.unlink()
    if old is not None:
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
    root = handed_in({"s01/adding/adding.py": RIGHT, "s02/adding/adding.py": RIGHT})
    arguments = ["grade", str(root), "--course", str(little_course.root), f"-j{jobs}", "--json"]
    result = CliRunner().invoke(main, arguments)
    assert said in one_sentence(result)
    assert result.stdout == ""


@isolated
@pytest.mark.parametrize("below", ["file", "file/deeper", "/dev/null/x", "/proc/nothing"])
def test_an_output_folder_that_cannot_be_made_is_one_sentence(run, handed_in, tmp_path, below):
    (tmp_path / "file").touch()
    root = handed_in({"s01/adding/adding.py": RIGHT})
    result = run("grade", root, "-o", tmp_path / below)
    one_sentence(result)
    assert result.stdout == ""
    assert files_below(tmp_path) == [
        "file",
        "handed in",
        *(f"handed in/{n}" for n in files_below(root)),
    ]


@isolated
def test_a_read_only_output_folder_is_one_sentence(run, handed_in, tmp_path):
    if os.geteuid() == 0:
        pytest.skip("permission bits do not bind root")
    root = handed_in({"s01/adding/adding.py": RIGHT})
    (tmp_path / "graded").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    assert "graded" in one_sentence(run("grade", root, "-o", tmp_path / "graded"))


@isolated
@pytest.mark.parametrize("room", [2_000, 13_000])
def test_a_full_disk_is_one_sentence(handed_in, shared_course, tmp_path, room):
    """Files that may not grow stand for a disk that is full; the second has room for SQLite."""
    root = handed_in({f"s{n}/adding/adding.py": OFF_BY_ONE for n in range(3)})
    script = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room}))\n"
    script += "from autograder.cli import main\nmain()\n"
    course = ["--course", str(shared_course.root), "-j1"]
    done = subprocess.run(
        [sys.executable, "-B", "-c", script, "grade", root, "-o", tmp_path / "graded", *course],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert done.stderr.startswith("Error: ")
    assert "fault of autograder" not in done.stderr


@isolated
def test_submissions_that_student_code_could_read_are_refused(run):
    import numpy as np

    inside = Path(np.__file__)
    assert "student code can read: move it" in one_sentence(run("grade", inside, "-a", "adding"))


# verify, doctor


@isolated
def test_verify_shows_what_holds_and_what_does_not(two_assignments, capfd):
    rubric = two_assignments.root / "rubrics" / "adding.toml"
    text = rubric.read_text(encoding="utf-8")
    rubric.write_text(text.replace("points = 40", "points = 41"), encoding="utf-8")
    course = ["--course", str(two_assignments.root)]
    result = CliRunner().invoke(main, ["verify", *course, "-j2"])
    assert (result.exit_code, result.stderr) == (1, "")
    bigger, adding = (line.split() for line in result.stdout.splitlines()[1:3])
    assert bigger == ["bigger", "4", "2", "1", "2", "1", "52", "4", "holds"]
    assert adding[-2:] == ["1", "problem"]
    assert "adding: " in result.stdout
    assert result.stdout.splitlines()[3].endswith("make them sum to 100.")  # whole, to be copied
    result = CliRunner().invoke(main, ["verify", "adding", *course, "--no-sandbox", "--json"])
    (found,) = [Verification.model_validate(document) for document in json.loads(result.stdout)]
    assert (found.slug, len(found.problems), result.exit_code) == ("adding", 1, 1)
    assert capfd.readouterr().out == ""


@isolated
def test_doctor_shows_what_was_denied():
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 0
    assert "NOT DENIED" not in result.stdout
    assert "opening a socket" in result.stdout
    assert result.stdout.splitlines()[-1].startswith("Submissions run in: ")
    result = CliRunner().invoke(main, ["doctor", "--json", "--isolation", "jail"])
    (trial,) = json.loads(result.stdout)
    assert (trial["isolation"], trial["problem"]) == ("jail", None)
    probes = [Probe(**document) for document in trial["probes"]]
    assert len(probes) > 10
    assert all(probe.denied for probe in probes)


@isolated
def test_an_isolation_that_is_asked_for_and_not_here_stops_before_anything_runs(
    monkeypatch, two_assignments
):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setenv("AUTOGRADER_ISOLATION", "bubblewrap")
    file = str(two_assignments.assignment("adding").reference)
    for arguments in (["doctor"], ["grade", file, "--course", str(two_assignments.root)]):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 1
        assert "bubblewrap cannot be used here: it is not installed: apt install" in result.stderr
        assert "Or grade with --isolation jail." in result.stderr
    for arguments in (["doctor"], ["doctor", "--json"]):
        result = CliRunner().invoke(main, [*arguments, "--isolation", "auto"])
        assert result.exit_code == 0
        assert "it is not installed" in result.stdout.replace("\n", " ")


# Ends that come from outside


@pytest.fixture
def command(shared_course):
    """Start a real `autograder`, in a session of its own; end it with the test."""
    started = []

    def start(*arguments, **more):
        # A test run in the background of a script ignores the signal, and so would its children.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        process = subprocess.Popen(
            [sys.executable, "-B", "-m", "autograder", *map(str, arguments)],
            cwd=shared_course.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            **more,
        )
        signal.signal(signal.SIGINT, before)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def kept(out):
    """The scores in the gradebook there; none while there is no gradebook yet."""
    with contextlib.suppress(UsageError), Gradebook.open(out, must_exist=True) as book:
        return {report.student: report.score for report in book.reports()}
    return {}


SLOW = "import time\n" + RIGHT.replace("return a + b", "time.sleep(5)\n    return a + b")


@isolated
@pytest.mark.parametrize("jobs", [1, 2])
def test_an_interrupted_batch_keeps_what_was_graded(command, handed_in, tmp_path, processes, jobs):
    files = {f"a{n}/adding/adding.py": RIGHT for n in range(3)}
    root = handed_in(files | {f"z{n}/adding/adding.py": SLOW for n in range(3)})
    out = tmp_path / "graded"
    process = command("grade", root, "-o", out, "-j", jobs)
    processes.wait_until(lambda: len(kept(out)) >= 3)
    started = processes.below(process.pid)
    assert started
    os.killpg(process.pid, signal.SIGINT)
    printed, said = process.communicate(timeout=30)
    assert process.returncode == 130
    sentence = r"Interrupted: [345] of 6 are kept, and the same command goes on from there\."
    assert re.fullmatch(sentence, said.strip())
    assert printed == ""
    processes.wait_for_the_end(started)
    assert kept(out) == {"a0": 100, "a1": 100, "a2": 100}
    for student in kept(out):
        report = (out / student / "adding" / "report.json").read_bytes()
        assert ScoreReport.model_validate_json(report).score == 100
    assert not list(out.glob("*/adding/.*"))


@isolated
def test_an_interrupt_while_graders_start_shows_no_traceback(command, handed_in, processes):
    root = handed_in({f"s{n}/adding/adding.py": RIGHT for n in range(2)})
    process = command("grade", root, "-j2")
    processes.wait_until(lambda: len(processes.below(process.pid)) >= 3)  # a helper and two graders
    time.sleep(0.1)
    begun = processes.below(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert said.strip() in ("Interrupted: 0 of 2 are not kept.", "Interrupted.")
    assert process.returncode in (130, -signal.SIGINT)  # as Python ends an interrupted import
    processes.wait_for_the_end(begun)


@isolated
def test_an_interrupted_verify_leaves_nothing(command, two_assignments, processes, tmp_path):
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = os.environ | {"TMPDIR": str(temporary)}
    process = command("verify", "-j2", "--course", two_assignments.root, env=environment)
    processes.wait_until(lambda: list(temporary.glob("autograder-*/test_visible.py")))
    begun = processes.below(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert said.strip() == "Interrupted."
    assert process.returncode == 130
    processes.wait_for_the_end(begun)
    assert list(temporary.iterdir()) == []


@isolated
def test_a_reader_that_goes_away_is_no_error_to_speak_of(command, handed_in):
    root = handed_in({"s01/adding/adding.py": RIGHT})
    for arguments in (["list"], ["grade", root, "--json"]):
        process = command(*arguments)
        process.stdout.close()
        assert process.wait(timeout=60) == 1
        assert process.stderr.read() == ""


def test_long_work_shows_its_progress_to_a_terminal(monkeypatch, make_report):
    monkeypatch.setenv("TERM", "xterm")
    watching, terminal = os.openpty()
    with os.fdopen(terminal, "w") as stderr:
        monkeypatch.setattr(sys, "stderr", stderr)
        tally = Tally()
        with Progress(3, tally) as progress:
            for _ in range(3):
                tally.add(make_report())
                progress.advance()
    shown = b""
    with contextlib.suppress(OSError):  # how a terminal says that nobody writes to it any more
        while chunk := os.read(watching, 1 << 16):
            shown += chunk
    os.close(watching)
    assert b"grading" in shown
    assert b"3/3" in shown
    assert b"3 graded" in shown


# Going on where a run ended


def begun(out):
    with Gradebook.at(out / "gradebook.db") as book:
        return {report.student: report.started_at for report in book.reports()}


@isolated
def test_a_second_run_grades_only_what_is_new(run, handed_in, tmp_path):
    out = tmp_path / "graded"
    root = handed_in({f"s{n}/adding/adding.py": RIGHT for n in range(3)})
    first = run("grade", root, "-o", out, "--json")
    before = begun(out)
    handed_in({"s0/adding/adding.py": OFF_BY_ONE, "s9/adding/adding.py": RIGHT})
    second = run("grade", root, "-o", out, "--json")
    assert [r.student for r in reports(second)] == ["s0", "s1", "s2", "s9"]
    assert reports(second)[1:3] == reports(first)[1:]
    assert [r.attempt for r in reports(second)] == [2, 1, 1, 1]
    again = begun(out)
    assert again.keys() - before.keys() == {"s9"}
    assert {s for s in before if again[s] == before[s]} == {"s1", "s2"}
    shown = run("grade", root, "-o", out)
    assert "4 of them had been graded before" in shown.stdout
    assert begun(out) == again


@isolated
@pytest.mark.parametrize("part", ["rubrics/adding.toml", "tests/hidden/draws.py"])
def test_a_changed_rubric_or_test_has_all_graded_again(two_assignments, handed_in, tmp_path, part):
    out = tmp_path / "graded"
    root = handed_in({"s0/adding/adding.py": RIGHT})
    arguments = ["grade", str(root), "-o", str(out), "--course", str(two_assignments.root)]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = begun(out)
    path = two_assignments.root / part
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert begun(out)["s0"] > before["s0"]


@isolated
def test_what_could_not_be_graded_is_tried_again(run, handed_in, tmp_path, monkeypatch):
    out = tmp_path / "graded"
    root = handed_in({"s0/adding/adding.py": RIGHT})
    with monkeypatch.context() as broken:
        broken.setattr("autograder.grading._load", lambda _: 1 / 0)
        assert run("grade", root, "-o", out).exit_code == 1
    assert run("grade", root, "-o", out).exit_code == 0
    with Gradebook.at(out / "gradebook.db") as book:
        assert [(r.attempt, r.score) for r in book.reports()] == [(1, 100)]


@isolated
def test_what_is_in_the_gradebook_is_wholly_written(run, handed_in, tmp_path, monkeypatch):
    out = tmp_path / "graded"
    root = handed_in({"s0/adding/adding.py": RIGHT})
    with monkeypatch.context() as full:
        full.setattr(Path, "replace", no_space)
        result = run("grade", root, "-o", out)
    assert result.exit_code == 1
    assert "No space left on device" in result.stderr
    assert begun(out) == {}
    assert run("grade", root, "-o", out).exit_code == 0
    assert begun(out).keys() == {"s0"}


def no_space(path, _target):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))


@isolated
def test_reports_can_go_to_a_gradebook_elsewhere(run, handed_in, tmp_path):
    root = handed_in({"s0/adding/adding.py": RIGHT})
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    for _ in range(2):
        result = run("grade", root, "--book", url)
        assert (result.exit_code, result.stderr) == (0, "")
    assert "1 of them had been graded before" in result.stdout
    with Gradebook.open(url, must_exist=True) as book:
        assert [report.score for report in book.reports()] == [100]
    out = tmp_path / "graded"
    assert run("grade", root, "--book", url, "-o", out).exit_code == 0
    assert not (out / "gradebook.db").exists()


@isolated
def test_a_cluster_of_one_s_own_grades_the_same(run, handed_in, tmp_path):
    pytest.importorskip("distributed")
    root = handed_in({"s0/adding/adding.py": RIGHT, "s1/adding/adding.py": OFF_BY_ONE})
    here = reports(run("grade", root, "--json"))
    there = reports(run("grade", root, "--json", "--scheduler", "local", "-j1"))
    assert [r.verdict() for r in there] == [r.verdict() for r in here]


def test_a_scheduler_that_is_not_there_is_one_sentence(run, handed_in):
    pytest.importorskip("distributed")
    root = handed_in({"s0/adding/adding.py": RIGHT})
    result = run("grade", root, "--scheduler", "nonsense://")
    assert result.exit_code in (1, 2)
    assert len(result.stderr.strip().splitlines()) == 1
