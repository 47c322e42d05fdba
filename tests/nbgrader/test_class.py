"""A class in real nbgrader: the same verdicts, whatever was handed in, and nothing leaks."""

import csv
import json
import re
from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(not find_spec("nbgrader"), reason="nbgrader is not installed")
NOTHING = {"sums": 0.0, "totals": 0.0}


def criteria(report):
    """Criterion -> score; what is no submission earns nothing."""
    return {each["id"]: each["score"] for each in report["criteria"]} or NOTHING


def test_every_score_is_that_of_autograder_grade_criterion_by_criterion(classroom):
    plain = classroom.said["plain"]
    assert len(plain) > 60
    earned = {student: classroom.earned(student) for student in plain}
    assert earned == {student: criteria(report) for student, report in plain.items()}


def test_an_attack_earns_what_its_answers_earn(classroom, attacks):
    assert len(attacks) > 12
    earned = {name: sum(classroom.earned(f"attack_{name}").values()) for name in attacks}
    assert earned == {name: earns for name, (_, earns, _) in attacks.items()}


def test_no_attack_got_through(classroom):
    plain = classroom.said["plain"]
    assert [name for name, report in plain.items() if "BREACH" in report["output"]] == []
    assert classroom.sql("select name from sqlite_master where type = 'trigger'") == []
    assert not (classroom.root / "daemon").exists()
    assert (classroom.root / "submitted").is_dir()


def test_points_that_a_notebook_pretends_to_have_count_nothing(classroom):
    assert classroom.earned("attack_pretends_points") == {"sums": 0.0, "totals": 60.0}


def test_no_hidden_test_and_no_solution_is_in_anything_that_nbgrader_has(classroom, secrets):
    places = [classroom.root, classroom.base / "exchange", classroom.base / "student"]
    ours = classroom.root / "graded"  # for staff
    read = 0
    for path in (path for place in places for path in place.rglob("*")):
        if path.is_file() and not path.is_relative_to(ours):
            data, read = path.read_bytes(), read + 1
            assert not [secret for secret in secrets if secret in data], path
    assert read > 300


@pytest.mark.parametrize(
    ("student", "earned"),
    {
        "a_cell_missing": 40,
        "all_others_missing": 100,
        "no_cells": 0,
        "twice": 100,
        "twice_wrong_last": 60,
        "reordered": 100,
        "renamed": 100,
        "locked_cells_changed": 100,
        "code_turned_into_text": 100,
        "of_another_schema": 100,
        "of_an_old_schema": 100,
        "schema_is_text": 100,
        "marks_are_text": 100,
        "metadata_is_a_list": 100,
        "cells_are_bare": 100,
        "cells_are_odd": 100,
        "of_format_3": 100,
        "in_r": 100,
        "half_characters": 100,
        "two_notebooks": 100,
        "notebook_of_another_name": 100,
        "notebook_beside_a_test": 100,
        "py": 100,
        "py_of_another_name": 100,
        "py_and_notebook": 100,
        "py_with_helper": 100,
        "py_windows": 100,
        "py_in_a_zip": 100,
        "zoë o'neil": 100,
        "root": 100,  # by way of the exchange
        "111": 100,  # by way of Canvas
    }.items(),
)
def test_what_is_damaged_or_unusual_is_graded_as_far_as_possible(classroom, student, earned):
    assert sum(classroom.earned(student).values()) == earned


@pytest.mark.parametrize(
    ("student", "why"),
    {
        "json_cut_off": "its JSON is broken",
        "json_is_deep": "its JSON is broken",
        "json_is_a_list": "it has no list of cells",
        "empty": "There is no file",
        "a_link": "This is a link",
        "a_folder": "There is no file",
        "nothing": "There is no file",
        "two_of_other_names": "There are 2 files and none is called",
        "too_large": "larger than 16 MiB",
        "py_broken": "SyntaxError in line",
        "py_of_odd_bytes": "SyntaxError",
        "112": "its JSON is broken",
    }.items(),
)
def test_what_is_no_submission_is_told_why_it_earns_nothing(classroom, student, why):
    assert classroom.earned(student) == NOTHING
    assert why in classroom.comments(student)["solution-add"]
    assert why in classroom.feedback(student)


@pytest.mark.parametrize(
    ("student", "note"),
    {
        "twice": "The cell `solution-add` stands 2 times",
        "a_cell_missing": "The cell `solution-running_total` is missing",
        "renamed": "The cell `solution-add` is missing",
        "locked_cells_changed": "The cell `sums` was changed",
        "in_r": "kernel of another language",
        "two_notebooks": "`adding.ipynb` was graded; 1 more was not looked at.",
        "py_and_notebook": "`adding.py` was graded; 1 more was not looked at.",
        "notebook_of_another_name": None,
        "root": None,  # with what the exchange gave out beside it
        "right": None,
        "py": None,
    }.items(),
)
def test_a_student_is_told_what_was_odd_and_nothing_else(classroom, student, note):
    told = classroom.comments(student)["solution-add"] or ""
    assert (note in told) if note else not told


def test_nothing_that_a_student_hands_in_stops_the_others(classroom):
    assert "There was an error processing" not in classroom.said["autograde"]
    waiting = classroom.sql("select count(*) from submitted_assignment")
    assert waiting == [(len(classroom.said["plain"]),)]


def test_what_people_see_has_every_cell_of_the_author_once(classroom):
    given = classroom.said["released"]["cells"]
    marked = [cell["metadata"]["nbgrader"] for cell in given if "nbgrader" in cell["metadata"]]
    with_rows = {m["grade_id"] for m in marked if m["grade"] or m["solution"] or m.get("task")}
    for student in classroom.said["plain"]:
        cells = classroom.autograded(student)["cells"]
        names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in cells if cell["metadata"]]
        assert with_rows <= set(names), student
        assert len(names) == len(set(names)), student


def test_work_without_a_notebook_is_shown_in_the_cells_of_its_functions(classroom):
    for student in ("py", "py_of_another_name", "py_in_a_zip", "111"):
        cells = classroom.autograded(student)["cells"]
        shown = {cell["metadata"].get("nbgrader", {}).get("grade_id"): cell for cell in cells}
        assert "return b + a" in "".join(shown["solution-add"]["source"])
        assert "cumsum" in "".join(shown["solution-running_total"]["source"])


def test_under_each_criterion_stands_what_was_found(classroom):
    cells = classroom.autograded("wrong")["cells"]
    outputs = {
        cell["metadata"]["nbgrader"]["grade_id"]: "".join(cell["outputs"][0]["text"])
        for cell in cells
        if cell.get("outputs")
    }
    assert set(outputs) == {"sums", "totals"}
    assert outputs["totals"].startswith("60 of 60 points")
    assert "Which sign does the second vector have in a sum?" in outputs["sums"]
    assert "The result of `add` has wrong values." in outputs["sums"]


def test_no_output_of_a_students_stays(classroom):
    text = json.dumps(classroom.autograded("attack_pretends_points"))
    assert "execute_result" not in text
    assert "1000" not in text


def test_feedback_has_criteria_gaps_and_hints(classroom):
    page = classroom.feedback("wrong")
    assert "Two vectors are added" in page
    assert "The second vector is taken away." in page
    assert "has wrong values" in page
    assert "79.25 / 110" in re.sub(r"\.0\b", "", page)


def test_a_persons_points_extra_credit_and_comment_survive_another_autograde(classroom):
    auto, manual, extra, needs = classroom.scores("wrong")["sums"]
    assert (auto, manual, extra, needs) == (0.0, 15.25, None, True)
    assert classroom.scores("stub")["totals"] == (0.0, None, 2.0, False)
    assert classroom.scores("wrong")["explain"][1] == 4
    said = classroom.sql("select manual_comment from comment where manual_comment is not null")
    assert said == [("Look again.",)]
    assert "Look again." in classroom.feedback("wrong")


def test_cells_for_people_are_left_to_people(classroom):
    found = classroom.said["first"]["right"]
    assert found["explain"] == (0.0, None, None, False)  # left as it was given out: no answer
    assert found["plot"] == (None, None, None, True)
    assert found["own-test"] == (None, None, None, True)  # it is not run, and not full points
    assert found["visible-tests"] == (0.0, None, None, False)


def test_late_work_loses_what_our_policy_takes(classroom):
    rows = classroom.sql(
        "select student_id, late_submission_penalty from submitted_notebook "
        "join submitted_assignment as work on work.id = submitted_notebook.assignment_id"
    )
    penalties = {student: penalty for student, penalty in rows if penalty is not None}
    assert penalties.pop("late") == 12.0  # two days begun, 10 per cent each, of 60
    assert penalties == {"root": 100.0}  # handed in today, long after


def test_the_export_has_a_row_for_each_criterion_and_no_formula(classroom):
    text = (classroom.root / "criteria.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    right = [row for row in rows if row["student_id"] == "right"]
    assert {row["criterion"]: row["score"] for row in right} == {
        "sums": "40",
        "totals": "60",
        "explain": "0",
        "plot": "",
        "own-test": "",
    }
    absent = [row for row in rows if row["student_id"] == "absent"]
    assert [row["criterion"] for row in absent] == [row["criterion"] for row in right]
    assert {row["score"] for row in absent} == {""}
    assert right[0]["last_name"] == "'=1+1"
    assert right[0]["first_name"] == 'Zoe, "Z"'
    assert right[0]["email"] == "'@x"
    (wrong,) = (r for r in rows if r["student_id"] == "wrong" and r["criterion"] == "sums")
    assert (wrong["auto_score"], wrong["manual_score"], wrong["score"]) == ("0", "15.25", "15.25")
    late = {
        r["student_id"]: r["score"] for r in rows if r["criterion"] == "late submission penalty"
    }
    assert late == {"late": "-12", "root": "-100"}


def test_a_link_in_the_exchange_brings_nobody_elses_file(classroom):
    collected = classroom.root / "submitted" / "root" / "adding"
    assert (collected / "adding.ipynb").is_file()
    assert not (collected / "neighbour.txt").exists()


def test_students_validate_with_the_visible_tests(classroom):
    assert "Success! Your notebook passes all the tests." in classroom.said["validate"]
    assert "VALIDATION FAILED" in classroom.said["validate_stub"]
    assert "Some visible tests fail" in classroom.said["validate_stub"]


def test_the_cells_that_an_author_added_stay_where_they_are(classroom):
    path = classroom.root / "source" / "adding" / "adding.ipynb"
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    ids = [cell["id"] for cell in cells]
    assert ids[1:3] == ["mine-explain", "mine-plot"]
    assert ids[-1] == "mine-own-test"
    assert "Everything is up to date." in classroom.said["export"]
