"""The source notebook: a cell for each function and criterion, and nothing private."""

import json
import re

import pytest

from autograder.errors import CourseError, UsageError
from autograder.nbgrader import planned, source

SLUGS = ("tanh_recurrence", "parameter_counting", "bptt", "bidirectional")


def marks(cells):
    found = [cell["metadata"].get("nbgrader") for cell in cells]
    return {mark["grade_id"]: mark for mark in found if mark}


@pytest.mark.parametrize("slug", SLUGS)
def test_there_is_a_cell_for_each_function_and_one_for_each_criterion(course, slug):
    assignment = course.assignment(slug)
    found = marks(source.cells(assignment))
    solutions = [name for name, mark in found.items() if mark["solution"]]
    assert solutions == [f"solution-{f.name}" for f in assignment.manifest.functions]
    points = {name: mark["points"] for name, mark in found.items() if mark["grade"]}
    assert points.pop("visible-tests") == 0
    assert points == {c.id: c.points for c in assignment.rubric.criteria}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_id_is_one_that_nbgrader_and_notebooks_allow(course, slug):
    cells = source.cells(course.assignment(slug))
    ids = [cell["id"] for cell in cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", name) for name in ids)
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]+", name) for name in marks(cells))


@pytest.mark.parametrize("slug", SLUGS)
def test_no_line_of_a_private_part_is_in_the_notebook(course, slug):
    assignment = course.assignment(slug)
    notebook = source.document(source.cells(assignment))
    public = "".join(
        path.read_text(encoding="utf-8") for path in assignment.public.glob("*") if path.is_file()
    )
    private = [assignment.reference, assignment.hidden_tests, *assignment.solution.glob("*.py")]
    lines = {line.strip() for path in private for line in path.read_text().splitlines()}
    secret = {line for line in lines if len(line) > 20 and line not in public}
    assert len(secret) > 50
    assert [line for line in secret if json.dumps(line)[1:-1] in notebook] == []


def test_a_function_with_a_long_name_or_letters_of_other_languages_has_a_cell():
    assert source.solution_id("größe") == "solution-gr-f6--df-e"
    cell = source.cell("code", "x" * 100, "")
    assert len(cell["id"]) <= 64
    assert cell["id"] != source.cell("code", "x" * 101, "")["id"]


def test_cells_that_an_author_added_stay_behind_their_neighbours():
    def cell(name):
        return {"id": name}

    ours = [cell("autograder-a"), cell("autograder-b"), cell("autograder-c")]
    before = [
        cell("first"),
        cell("autograder-a"),
        cell("mine"),
        cell("autograder-gone"),
        cell("too"),
        cell("autograder-c"),
        cell("last"),
    ]
    assert [each["id"] for each in source.merged(ours, before)] == [
        "first",
        "autograder-a",
        "mine",
        "too",
        "autograder-b",
        "autograder-c",
        "last",
    ]
    assert source.merged(ours, []) == ours


def test_the_stub_is_not_beside_the_notebook(little_course, tmp_path):
    # nbgrader would write it over a student's file of the same name.
    files = planned.files_of(little_course.assignment("adding"), tmp_path / "source")
    assert [file.path.name for file in files] == [
        "adding.ipynb",
        "assignment.toml",
        "test_visible.py",
    ]


def test_a_second_export_changes_nothing(little_course, tmp_path):
    assignment = little_course.assignment("adding")
    for file in planned.files_of(assignment, tmp_path):
        assert file.is_change
        file.write()
    again = planned.files_of(assignment, tmp_path)
    assert not any(file.is_change for file in again)


@pytest.mark.parametrize("text", ['{"cells": [{"id": "a"}]}', "{", "[]", '{"cells": 5}'])
def test_a_notebook_that_is_not_ours_is_not_written_over(little_course, tmp_path, text):
    path = tmp_path / "adding.ipynb"
    path.write_text(text)
    with pytest.raises(UsageError, match="move it away"):
        planned.files_of(little_course.assignment("adding"), tmp_path)


@pytest.mark.parametrize(
    ("stub", "said"), {"def add(:": "is not Python", "x = 1": "has no function 'add'"}.items()
)
def test_a_stub_that_cannot_be_cut_is_the_authors_to_mend(little_course, stub, said):
    assignment = little_course.assignment("adding")
    assignment.stub.write_text(stub)
    with pytest.raises(CourseError, match=said):
        source.cells(assignment)
