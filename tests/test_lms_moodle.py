"""What Moodle's paths say: folders as it makes them now and did once, and no folders."""

import pytest

from autograder.lms import moodle

# path -> (participant, the student's own name of the file)
PATHS = {
    "Jane Doe_12_assignsubmission_file/adding.py": ("12", "adding.py"),
    "Jane Doe_12_assignsubmission_file_/adding.py": ("12", "adding.py"),
    "Jane Doe_12_assignsubmission_file/src/deep/adding.py": ("12", "adding.py"),
    "Jane Doe_12_assignsubmission_file/": ("12", ""),
    "Jane Doe_12_assignsubmission_file/src/": ("12", ""),
    "Jörg Müller-Lüdenscheidt_7_assignsubmission_file/adding.ipynb": ("7", "adding.ipynb"),
    "王 小明_7_assignsubmission_file/作业.py": ("7", "作业.py"),
    "O'Brien, 50% Jr._7_assignsubmission_file/adding.py": ("7", "adding.py"),
    "jdoe_Jane Doe_12_assignsubmission_file_/adding.py": ("12", "adding.py"),
    "Participant 12_12_assignsubmission_file/adding.py": ("12", "adding.py"),
    "Participant_12_assignsubmission_file/adding.py": ("12", "adding.py"),
    "Group A_3_assignsubmission_file/adding.py": ("3", "adding.py"),
    "_12_assignsubmission_file/adding.py": ("12", "adding.py"),
    "a\nb_12_assignsubmission_file/\x1b.py": ("12", "\x1b.py"),
    "x_12_assignsubmission_file/y_13_assignsubmission_file/adding.py": ("12", "adding.py"),
    f"x_{'9' * 20}_assignsubmission_file/adding.py": ("9" * 20, "adding.py"),
    # without folders
    "Jane Doe_12_assignsubmission_file_adding.py": ("12", "adding.py"),
    "Jane Doe_12_assignsubmission_file_my_own_name.py": ("12", "my_own_name.py"),
    "Jane Doe_12_assignsubmission_file__.py": ("12", "_.py"),
    "x_12_assignsubmission_file_y_13_assignsubmission_file_adding.py": (
        "12",
        "y_13_assignsubmission_file_adding.py",
    ),
    # text typed, and plug-ins
    "Jane Doe_12_assignsubmission_onlinetext/onlinetext.html": ("12", ""),
    "Jane Doe_12_assignsubmission_onlinetext_/onlinetext.html": ("12", ""),
    "Jane Doe_12_assignsubmission_onlinetext_onlinetext.html": ("12", ""),
    "Jane Doe_12_assignsubmission_poodll/adding.py": ("12", ""),
}


@pytest.mark.parametrize(("path", "expected"), PATHS.items(), ids=ascii)
def test_a_path_says_whose_file_it_is(path, expected):
    found = moodle.named(tuple(path.split("/")))
    assert (found.student, found.file) == expected
    assert (found.slug, found.owner, found.late) == (None, "", False)


@pytest.mark.parametrize(
    "path",
    [
        "adding.py",
        "",
        "Jane Doe/adding.py",
        "Jane Doe_assignsubmission_file/adding.py",
        "Jane Doe_12_file/adding.py",
        "Jane Doe_12_assignsubmission_/adding.py",
        "Jane Doe_12_assignsubmission_file_x/adding.py",
        "Jane Doe_12_assignsubmission_file",
        "Jane Doe_١٢_assignsubmission_file/adding.py",
        f"x_{'9' * 21}_assignsubmission_file/adding.py",
        "ada/adding/x_12_assignsubmission_file",
        "doe_12345_678_adding.py",
        "_1" * 30_000,
        "_1_assignsubmission" * 3_000,
    ],
    ids=lambda path: ascii(path[:40]),
)
def test_a_path_that_moodle_does_not_give_says_nothing(path):
    assert moodle.named(tuple(path.split("/"))) is None


def test_only_text_that_was_typed_is_called_so():
    folder = "Jane Doe_12_assignsubmission_{}"
    problems = {
        kind: moodle.named((folder.format(kind), "x.html")).problem
        for kind in ("onlinetext", "file", "poodll")
    }
    assert problems["onlinetext"].startswith("Text was typed into Moodle")
    assert (problems["file"], problems["poodll"]) == ("", "")
