"""What happens afterwards: new work, a person's points in our gradebook, and what goes wrong."""

import json
import shutil
import sqlite3
import zipfile
from importlib.util import find_spec

import pytest

from autograder.gradebook import Gradebook
from autograder.standing import standings

pytestmark = pytest.mark.skipif(not find_spec("nbgrader"), reason="nbgrader is not installed")


@pytest.fixture
def copied(classroom, tmp_path):
    """The class, to change something in."""
    return classroom.copy(tmp_path / "class")


def finals(room):
    with Gradebook.open(room.root / "graded", must_exist=True) as book:
        rows = standings(book.records(), {})
    return {row.student: row.final for row in rows}


def test_peoples_points_come_into_our_gradebook_once(copied):
    before = finals(copied)
    adjust = ("autograder", "nbgrader", "adjust", ".")
    tried = copied.shell(*adjust, "--dry-run")
    assert finals(copied) == before
    done = copied.shell(*adjust)
    assert tried == done + "This was a dry run: nothing was written.\n"
    assert "adding, wrong: 75.25 points (sums 0 to 15.25)" in done
    assert "adding, stub: 2 points (totals and 2 extra)" in done
    assert finals(copied) == before | {"wrong": 75.25, "stub": 2.0}
    assert copied.shell(*adjust) == "Nothing to take over.\n"


def test_new_work_is_graded_on_the_spot_and_not_by_its_outputs(copied):
    path = copied.root / "submitted" / "wrong" / "adding" / "adding.ipynb"
    right = copied.root / "submitted" / "right" / "adding" / "adding.ipynb"
    shutil.copytree(copied.root / "submitted" / "wrong", copied.root / "submitted" / "wrong_too")
    path.write_bytes(right.read_bytes())
    shutil.rmtree(copied.root / "graded")
    command = ("nbgrader", "autograde", "adding", "--student", "w*", "--force", "--no-execute")
    copied.shell(*command)
    assert copied.earned("wrong") == {"sums": 40.0, "totals": 60.0}
    assert copied.earned("wrong_too") == {"sums": 0.0, "totals": 60.0}
    assert copied.scores("wrong")["sums"] == (40.0, 15.25, None, True)


def test_where_the_grader_fails_a_person_grades(copied):
    solution = copied.course / "solutions" / "adding" / "adding.py"
    solution.write_text("def add(:", encoding="utf-8")
    copied.shell("nbgrader", "autograde", "adding", "--student", "right", "--force")
    found = copied.scores("right")
    assert found["sums"] == found["totals"] == (None, None, None, True)
    cells = copied.autograded("right")["cells"]
    told = "".join(str(output) for cell in cells for output in cell.get("outputs", ()))
    assert told.count("Not graded yet: a person will look at it.") == 2
    assert "Not graded yet" in copied.comments("right")["solution-add"]


def test_points_that_changed_since_the_export_are_saved_for_nobody(copied):
    rubric = copied.course / "rubrics" / "adding.toml"
    text = rubric.read_text(encoding="utf-8").replace("points = 40", "points = 30")
    rubric.write_text(text.replace("points = 60", "points = 70"), encoding="utf-8")
    before = copied.scores("right")
    shell = copied.shell
    shell("nbgrader", "autograde", "adding", "--student", "right", "--force", status=1)
    assert "The rubric of adding changed since its notebook was made: run" in shell.log
    assert copied.scores("right") == before
    shell("autograder", "nbgrader", "export", "adding")
    shell("nbgrader", "generate_assignment", "adding", "--force")
    shell("nbgrader", "autograde", "adding", "--student", "right", "--force")
    assert copied.earned("right") == {"sums": 30.0, "totals": 70.0}


def test_a_download_that_cannot_be_read_and_a_course_that_is_gone_are_one_sentence(copied):
    archive = copied.root / "downloaded" / "adding" / "archive" / "submissions.zip"
    archive.write_bytes(b"PK")
    shell = copied.shell
    shell("nbgrader", "zip_collect", "adding", "--force", status=1)
    assert "submissions.zip cannot be used: The zip is broken." in shell.log
    assert "Traceback" not in shell.log
    copied.course.rename(copied.base / "elsewhere")
    shell("nbgrader", "autograde", "adding", "--student", "right", "--force", status=1)
    assert "There is no course at" in shell.log
    assert "Traceback" not in shell.log


def test_a_student_of_a_download_who_is_called_like_a_way_out_gets_no_folder(copied):
    archive = copied.root / "downloaded" / "adding" / "archive" / "submissions.zip"
    with zipfile.ZipFile(archive, "w") as download:
        for student in ("%2E%2E%2F%2E%2E%2F%2E%2E%2Fout", "%2E%2E", "ü" * 199, "new"):
            download.writestr(f"{student}/adding/adding.py", "x = 1\n")
    shell = copied.shell
    shell("nbgrader", "zip_collect", "adding", "--force")
    assert shell.log.count("No folder can be called as this student") == 3
    assert not (copied.root / "downloaded" / "out").exists()
    assert (copied.root / "submitted" / "new" / "adding" / "adding.py").read_text() == "x = 1\n"


def test_a_free_late_day_costs_nothing_in_nbgrader_either(copied):
    identity = copied.course / "assignments" / "course.toml"
    text = identity.read_text(encoding="utf-8")
    identity.write_text(text + "late_days = 1\n", encoding="utf-8")
    copied.shell("nbgrader", "autograde", "adding", "--student", "late", "--force")
    ((penalty,),) = copied.sql(
        "select late_submission_penalty from submitted_notebook "
        "join submitted_assignment as work on work.id = submitted_notebook.assignment_id "
        "where student_id = 'late'"
    )
    assert penalty == 6.0  # of two days begun one is free: 10 per cent of 60


def test_without_our_lines_nbgrader_gives_nobody_points_unjudged(copied):
    config = copied.root / "nbgrader_config.py"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("configure(get_config()", "print("), encoding="utf-8")
    before = copied.scores("stub")
    shell = copied.shell
    shell("nbgrader", "autograde", "adding", "--student", "stub", "--force", status=1)
    assert "partial credit cannot be greater than maximum points" in shell.log
    assert copied.scores("stub") == before


def test_other_assignments_are_graded_as_before(copied):
    def cell(name, text, **marks):
        unmarked = {"grade": False, "solution": False, "locked": False, "task": False}
        mark = {"schema_version": 3, "grade_id": name} | unmarked | marks
        head = {"cell_type": "code", "id": name, "metadata": {"nbgrader": mark}}
        return head | {"execution_count": None, "outputs": [], "source": text}

    cells = [
        {"cell_type": "markdown", "id": "text", "metadata": {}, "source": "<b>HTML</b>"},
        cell("one", "### BEGIN SOLUTION\nx = 1\n### END SOLUTION", solution=True),
        cell("is-one", "assert x == 1", grade=True, locked=True, points=3),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    source = copied.root / "source" / "ps1" / "ps1.ipynb"
    source.parent.mkdir()
    source.write_text(json.dumps(made), encoding="utf-8")
    shell = copied.shell
    shell("nbgrader", "generate_assignment", "ps1")
    for student, answer in {"right": "x = 1", "wrong": "x = 2"}.items():
        handed_in = json.loads((copied.root / "release" / "ps1" / "ps1.ipynb").read_text())
        handed_in["cells"][1]["source"] = answer
        path = copied.root / "submitted" / student / "ps1" / "ps1.ipynb"
        path.parent.mkdir()
        path.write_text(json.dumps(handed_in), encoding="utf-8")
    (path.parent / "timestamp.txt").write_text("2026-10-02 12:00:00 UTC", encoding="utf-8")
    with sqlite3.connect(copied.root / "gradebook.db") as book:
        book.execute("update assignment set duedate = '2026-10-01 12:00:00' where name = 'ps1'")
    shell("nbgrader", "autograde", "ps1")
    assert copied.scores("right")["is-one"][0] == 3.0
    assert copied.scores("wrong")["is-one"][0] == 0.0
    shell("nbgrader", "generate_feedback", "ps1")
    page = (copied.root / "feedback" / "right" / "ps1" / "ps1.html").read_text(encoding="utf-8")
    assert "<b>HTML</b>" in page


def test_a_stub_beside_the_notebook_is_refused_as_it_would_count_as_everybodys_work(copied):
    stub = copied.root / "source" / "adding" / "adding.py"
    stub.write_text("raise SystemExit", encoding="utf-8")
    shell = copied.shell
    for command in (["export", "adding"], ["grade", ".", "adding"]):
        shell("autograder", "nbgrader", *command, status=2)
        assert shell.log.endswith(
            "is given out and would count as everybody's work: move it away.\n"
        )
    before = (copied.root / "autograded" / "py" / "adding" / "adding.py").read_bytes()
    shell("nbgrader", "autograde", "adding", "--student", "py", "--force", status=1)
    assert "would count as everybody's work" in shell.log
    assert (copied.root / "autograded" / "py" / "adding" / "adding.py").read_bytes() == before


def test_an_nbgrader_that_nobody_tried_is_refused_in_one_sentence(copied, tmp_path):
    other = tmp_path / "other" / "nbgrader-0.8.5.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: nbgrader\nVersion: 0.8.5\n")
    shell, path = copied.shell, {"PYTHONPATH": str(other.parent)}
    said = (
        "nbgrader 0.8.5 is not supported, but 0.9.5 up to 0.10 are: "
        "pip install 'rnn-autograder[nbgrader]'."
    )
    shell("autograder", "nbgrader", "export", "adding", status=2, **path)
    assert shell.log == f"Error: {said}\n"
    before = copied.scores("wrong")
    shell("nbgrader", "autograde", "adding", "--student", "wrong", "--force", status=1, **path)
    assert shell.log.count(said) == 1
    assert copied.scores("wrong") == before
