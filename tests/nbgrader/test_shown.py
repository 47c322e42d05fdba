"""What people see of damaged work: each of the author's cells once, and only what is harmless."""

from importlib.util import find_spec

import pytest

pytestmark = pytest.mark.skipif(not find_spec("nbformat"), reason="nbformat is not installed")


@pytest.fixture
def shown():
    from autograder.nbgrader import shown

    return shown


@pytest.fixture
def author(shown):
    """Three cells: one to be read, an answer and a criterion."""
    made = shown.AuthorCell
    return [
        made("given", "code", "import numpy", "0" * 32, locked=True),
        made("answer", "code", "raise", "1" * 32, solution=True),
        made("sums", "code", "# 40", "2" * 32, locked=True, grade=True, points=40.0),
    ]


def names(nb):
    return [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]


def test_what_is_missing_stands_where_it_was_given_out(shown, author):
    mine, criterion = shown.Cell("code", "x = 1"), shown.Cell("code", "# 40", "sums")
    nb, notes = shown.mended([mine, criterion], author)
    assert names(nb) == ["answer", None, "sums"]
    assert notes == ["The cell `answer` is missing."]
    nb, notes = shown.mended([], author)
    assert names(nb) == ["answer", "sums"]


def test_of_two_cells_the_last_takes_the_place_and_both_are_shown(shown, author):
    cells = [shown.Cell("code", text, "answer") for text in ("first", "second")]
    nb, notes = shown.mended([*cells, shown.Cell("code", "# 40", "sums")], author)
    assert [(cell.source, name) for cell, name in zip(nb.cells, names(nb), strict=True)] == [
        ("first", None),
        ("second", "answer"),
        ("# 40", "sums"),
    ]
    assert notes == ["The cell `answer` stands 2 times."]


def test_a_locked_cell_is_shown_as_it_was_given_out(shown, author):
    cells = [shown.Cell("markdown", "# 1000", "sums"), shown.Cell("code", "mine", "answer")]
    nb, notes = shown.mended(cells, author)
    assert [(cell.cell_type, cell.source) for cell in nb.cells] == [
        ("code", "# 40"),
        ("code", "mine"),
    ]
    assert len(notes) == 1


def test_every_notebook_is_valid_and_the_same_each_time(shown, author):
    import nbformat

    cells = [shown.Cell(kind, "text", None) for kind in ("code", "markdown", "raw")]
    one, two = (shown.mended(cells, author)[0] for _ in range(2))
    nbformat.validate(one)
    assert nbformat.writes(one) == nbformat.writes(two)


def test_of_attachments_pictures_are_kept(shown):
    attached = {
        "a.png": {"image/png": "iVBO", "text/html": "<script>"},
        "b.svg": {"image/svg+xml": "<svg onload=x>"},
        "c": 5,
    }
    (cell,) = shown.cells_in({"cells": [{"cell_type": "markdown", "attachments": attached}]})
    assert cell.attachments == {"a.png": {"image/png": "iVBO"}}
    nb, _ = shown.mended([cell], [])
    assert nb.cells[0].attachments == cell.attachments


def test_a_module_that_is_not_python_is_one_cell(shown):
    assert shown.cells_of_module("def f(:", {"f": "x"}) == [shown.Cell("code", "def f(:")]
    (cell,) = shown.cells_of_module("def f(): ...", {"f": "x"})
    assert cell.name == "x"
