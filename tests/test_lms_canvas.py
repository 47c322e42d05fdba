"""What Canvas' names say. The names follow Canvas' own code, or are what students make of them."""

import pytest

from autograder.lms import canvas

EXPECTED = ("adding.py", "adding.ipynb")
UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"

# name -> (student, the student's own name of the file, late, order)
NAMES = {
    "doejane_12345_678_adding.py": ("12345", "adding.py", False, 678),
    "doejane_LATE_12345_678_adding.py": ("12345", "adding.py", True, 678),
    "doejane_12345_678_adding.ipynb": ("12345", "adding.ipynb", False, 678),
    "müllerjörg_12345_678_adding.py": ("12345", "adding.py", False, 678),
    "王小明_LATE_12345_678_adding.py": ("12345", "adding.py", True, 678),
    "дое_12345_678_решение.py": ("12345", "решение.py", False, 678),
    "de_la_cruz_12345_678_adding.py": ("12345", "adding.py", False, 678),
    "late_12345_678_adding.py": ("12345", "adding.py", False, 678),
    "late_LATE_12345_678_adding.py": ("12345", "adding.py", True, 678),
    "doe2jane_1_2_adding.py": ("1", "adding.py", False, 2),
    "_12345_678_adding.py": ("12345", "adding.py", False, 678),  # a name without a letter
    "_LATE_12345_678_adding.py": ("12345", "adding.py", True, 678),
    "doe_12345_678_my_9_10_work.py": ("12345", "my_9_10_work.py", False, 678),
    "doe_12345_678_doe_12345_677_adding.py": ("12345", "doe_12345_677_adding.py", False, 678),
    "doe_12345_678_LATE_1_2_adding.py": ("12345", "LATE_1_2_adding.py", False, 678),
    "doe_12345_678_a b;$(rm) 50%.py": ("12345", "a b;$(rm) 50%.py", False, 678),
    "doe_12345_678_a\nb\x1b[31m.py": ("12345", "a\nb\x1b[31m.py", False, 678),
    "doe_12345_678_\udcff.py": ("12345", "\udcff.py", False, 678),
    "doe_12345_678_\u202egro.py": ("12345", "\u202egro.py", False, 678),
    "doe_12345_678_.py": ("12345", ".py", False, 678),
    "doe_12345_678_.._.._adding.py": ("12345", ".._.._adding.py", False, 678),
    "doe_12345_678_adding": ("12345", "adding", False, 678),
    "doe_12345_678_report.pdf": ("12345", "report.pdf", False, 678),
    "doe_12345_678_text.html": ("12345", "text.html", False, 678),
    f"doe_{'9' * 20}_{'8' * 20}_adding.py": ("9" * 20, "adding.py", False, int("8" * 20)),
    "doe_12345_text.html": ("12345", "", False, 0),
    "doe_LATE_12345_text.html": ("12345", "", True, 0),
    "doe_12345_link.html": ("12345", "", False, 0),
    "anon_aB3xY_678_adding.py": ("anon_aB3xY", "adding.py", False, 678),
    "LATE_anon_aB3xY_678_adding.py": ("anon_aB3xY", "adding.py", True, 678),
    "anon_12345_678_adding.py": ("anon_12345", "adding.py", False, 678),
    "anon_aB3xY_678_9_10_adding.py": ("anon_aB3xY", "9_10_adding.py", False, 678),
    "anon_aB3xY_text.html": ("anon_aB3xY", "", False, 0),
    "LATE_anon_aB3xY_link.html": ("anon_aB3xY", "", True, 0),
    # handed in again
    "doe_12345_679_adding-1.py": ("12345", "adding.py", False, 679),
    "doe_LATE_12345_680_adding-12.py": ("12345", "adding.py", True, 680),
    "doe_12345_679_adding-3.ipynb": ("12345", "adding.ipynb", False, 679),
    f"doe_12345_699_adding-{UUID}.py": ("12345", "adding.py", False, 699),
    "anon_aB3xY_679_adding-2.py": ("anon_aB3xY", "adding.py", False, 679),
    # no name that an assignment asks for, so the number may be the student's own
    "doe_12345_678_lab-1.py": ("12345", "lab-1.py", False, 678),
    "doe_12345_678_Adding-1.py": ("12345", "Adding-1.py", False, 678),
    "doe_12345_678_adding-100.py": ("12345", "adding-100.py", False, 678),
    "doe_12345_678_adding-1-1.py": ("12345", "adding-1-1.py", False, 678),
    "doe_12345_678_adding-x.py": ("12345", "adding-x.py", False, 678),
    "doe_12345_678_adding (1).py": ("12345", "adding (1).py", False, 678),
}


@pytest.mark.parametrize(("name", "expected"), NAMES.items(), ids=ascii)
def test_a_name_says_whose_file_it_is(name, expected):
    found = canvas.named((name,), EXPECTED)
    assert (found.student, found.file, found.late, found.order) == expected
    assert found.slug is None


@pytest.mark.parametrize(
    ("name", "unnumbered"),
    [
        ("doe_12345_678_cells.py", "cells.py"),
        ("doe_12345_678_cells-1.py", "cells.py"),
        (f"doe_12345_678_cells-{UUID}.py", "cells.py"),
        ("doe_12345_678_adding-1.py", "adding.py"),
        ("doe_12345_678_cells-100.py", "cells-100.py"),
        ("doe_12345_text.html", ""),
    ],
)
def test_what_a_file_would_be_called_without_canvas_number_is_told(name, unnumbered):
    assert canvas.named((name,), EXPECTED).unnumbered == unnumbered


NO_NAMES = [
    "adding.py",
    "doe.py",
    "doe_12345.py",
    "doe_12345_adding.py",
    "doe_12345_text.htm",
    "doe_12345_678_",
    "12345_678_adding.py",
    "doe_x12345_678_adding.py",
    "doe_12345_x678_adding.py",
    "doe_١٢٣_٤٥٦_adding.py",
    f"doe_{'9' * 21}_678_adding.py",
    f"doe_12345_{'9' * 5000}_adding.py",
    "anon_a-b_678_adding.py",
    "Jane Doe_12_assignsubmission_file_adding.py",
    "",
    "_" * 60_000,
    "_1x_1" * 15_000,
    "_1_" * 20_000,
    "_LATE" * 10_000,
]


@pytest.mark.parametrize("name", NO_NAMES, ids=lambda name: ascii(name[:40]))
def test_a_name_that_canvas_does_not_give_says_nothing(name):
    assert canvas.named((name,), EXPECTED) is None


def test_a_file_in_a_folder_is_none_of_canvas():
    assert canvas.named(("doe_12345_678_adding.py", "adding.py"), EXPECTED) is None
    assert canvas.named(("x", "doe_12345_678_adding.py"), EXPECTED) is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("doe_1_text.html", "Text was typed into Canvas"),
        ("anon_x_link.html", "A link was handed in"),
        ("doe_1_2_text.html", ""),
    ],
)
def test_what_is_typed_instead_of_a_file_is_a_problem(name, said):
    problem = canvas.named((name,)).problem
    assert problem.startswith(said)
    assert bool(problem) == bool(said)


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("doejane_12345_678_adding.py", "doejane"),
        ("doejane_LATE_12345_678_adding.py", "doejane"),
        ("a_1_2_b_12345_678_adding.py", "a"),
        ("anon_aB3xY_678_adding.py", ""),
    ],
)
def test_what_a_student_is_called_is_equal_for_all_of_a_student_s_files(name, owner):
    assert canvas.named((name,)).owner == owner
