"""Intake: everything about a path that someone handed in is hostile."""

import hashlib
import json
import os
import socket
from datetime import UTC, datetime

import pytest

from autograder import finding, submission
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.finding import find
from autograder.sandbox.limits import MIB, SOURCE_BYTES
from autograder.submission import HandedIn, read

not_for_root = pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
LINK = "This is a link: hand in the file itself."
NOT_REGULAR = "This is not a regular file."
BROKEN = "This is not a notebook: its JSON is broken."
NO_CELLS = "This is not a notebook: it has no list of cells."


def handed_in(path):
    return HandedIn("s01", "adding", path)


def rejected(path):
    with pytest.raises(SubmissionError) as caught:
        read(handed_in(path))
    return str(caught.value)


@pytest.fixture
def notebook(tmp_path):
    """Write a notebook, given as bytes or as what becomes JSON."""

    def write(content):
        path = tmp_path / "adding.ipynb"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return write


def code_cell(source):
    return {"cell_type": "code", "source": source, "outputs": [], "metadata": {}}


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"def add(a, b):\r\n    return a + b\r\n",
        b"\xef\xbb\xbfx = 1",
        b"# coding: latin-1\nx = '\xe9'",
        b"\x00\xff\xfe",
        b"def add(:",
        pytest.param(b"x" * SOURCE_BYTES, id="as large as allowed"),
    ],
)
def test_a_module_is_read_as_it_is(tmp_path, source):
    path = tmp_path / "adding.py"
    path.write_bytes(source)
    found = read(handed_in(path))
    assert (found.student, found.slug, found.code) == ("s01", "adding", source)
    assert found.sha256 == hashlib.sha256(source).hexdigest()


def test_a_module_larger_than_allowed_is_rejected(tmp_path):
    path = tmp_path / "adding.py"
    path.write_bytes(b"x" * (SOURCE_BYTES + 1))
    assert rejected(path) == "The file is larger than 1 MiB."


@pytest.mark.parametrize("suffix", [".py", ".ipynb"])
def test_a_link_is_not_followed(tmp_path, suffix):
    """It could lead to a file that only the grader may read."""
    secret = tmp_path / f"secret{suffix}"
    secret.write_text("{}")
    for name, target in (("to_file", secret), ("to_folder", tmp_path), ("to_nothing", "nowhere")):
        path = tmp_path / f"{name}{suffix}"
        path.symlink_to(target)
        assert rejected(path) == LINK


def test_a_folder_called_as_a_module_is_rejected(tmp_path):
    path = tmp_path / "adding.py"
    path.mkdir()
    assert rejected(path) == NOT_REGULAR


def test_a_pipe_is_rejected_without_waiting_for_a_writer(tmp_path):
    path = tmp_path / "adding.py"
    os.mkfifo(path)
    assert rejected(path) == NOT_REGULAR


def test_a_socket_is_rejected(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("adding.py")
        assert rejected(tmp_path / "adding.py") == NOT_REGULAR


def test_a_file_that_has_gone_is_nobody_s_zero(tmp_path):
    path = tmp_path / "adding.py"
    with pytest.raises(GraderError) as caught:
        read(handed_in(path))
    assert str(caught.value) == f"{path} cannot be read: No such file or directory."


@not_for_root
def test_a_file_that_may_not_be_read_is_nobody_s_zero(tmp_path):
    path = tmp_path / "adding.py"
    path.touch(mode=0)
    with pytest.raises(GraderError, match=r"adding\.py cannot be read: Permission denied"):
        read(handed_in(path))


def test_where_there_is_no_file_the_problem_is_the_message():
    with pytest.raises(SubmissionError, match=r"^There is no file: hand in adding\.py\.$"):
        read(HandedIn("s01", "adding", None, "There is no file: hand in adding.py."))


def test_the_code_cells_of_a_notebook_are_its_code(notebook):
    path = notebook(
        {
            "nbformat": 4,
            "cells": [
                {"cell_type": "markdown", "source": "# Title"},
                code_cell(["import numpy as np\n", "x = 1"]),
                {"cell_type": "raw", "source": "x = 2"},
                code_cell("%matplotlib inline\ny = 'ü'"),
                code_cell([]),
            ],
        }
    )
    found = read(handed_in(path))
    assert found.code == ("import numpy as np\nx = 1", "%matplotlib inline\ny = 'ü'", "")
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_notebook_of_format_3_has_its_cells_in_a_worksheet(notebook):
    cell = {"cell_type": "code", "input": ["x = 1\n", "y = 2"], "language": "python"}
    path = notebook({"nbformat": 3, "worksheets": [{"cells": [cell]}]})
    assert read(handed_in(path)).code == ("x = 1\ny = 2",)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_notebook_may_be_saved_in_any_unicode(notebook, encoding):
    path = notebook(json.dumps({"cells": [code_cell("x = 'ü'")]}).encode(encoding))
    assert read(handed_in(path)).code == ("x = 'ü'",)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (None, ()),
        (1, ()),
        ("x = 1", ()),
        ([code_cell("x = 1")], ()),
        ({}, ()),
        ({"cell_type": ["code"]}, ()),
        ({"cell_type": "code"}, ("",)),
        (code_cell(None), ("",)),
        (code_cell(1), ("",)),
        (code_cell({"x": 1}), ("",)),
        (code_cell([1, "x = 1", None, ["y"]]), ("x = 1",)),
        (code_cell("\ud800"), ("?",)),
        (code_cell("a\x00b"), ("a\x00b",)),
    ],
)
def test_a_strange_cell_is_no_more_than_the_text_in_it(notebook, cell, code):
    assert read(handed_in(notebook({"cells": [cell]}))).code == code


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", BROKEN),
        (b"{", BROKEN),
        (b"def add(a, b): return a + b", BROKEN),
        (b'{"cells": [], "x": "\xff"}', BROKEN),
        (b'{"cells": []} x', BROKEN),
        (b"[" * 100_000, BROKEN),
        (b'{"cells": ' * 50_000, BROKEN),
        (b"[" * 100_000 + b"]" * 100_000, BROKEN),
        (b'{"cells": [], "n": ' + b"9" * 5000 + b"}", BROKEN),
        (b"null", NO_CELLS),
        (b"[]", NO_CELLS),
        (b"1", NO_CELLS),
        (b'"cells"', NO_CELLS),
        ({}, NO_CELLS),
        ({"cells": {}}, NO_CELLS),
        ({"cells": "x = 1"}, NO_CELLS),
        ({"cells": None}, NO_CELLS),
        ({"worksheets": None}, NO_CELLS),
        ({"worksheets": []}, NO_CELLS),
        ({"worksheets": {}}, NO_CELLS),
        ({"worksheets": [1]}, NO_CELLS),
        ({"worksheets": [{}]}, NO_CELLS),
        ({"worksheets": [{"cells": 1}]}, NO_CELLS),
    ],
    ids=lambda value: str(value)[:20],
)
def test_what_is_not_a_notebook_is_rejected(notebook, content, said):
    assert rejected(notebook(content)) == said


def test_the_outputs_of_a_notebook_may_be_large_but_not_its_code(notebook):
    picture = {"cell_type": "code", "source": "x = 1", "outputs": ["x" * 2 * MIB]}
    assert read(handed_in(notebook({"cells": [picture]}))).code == ("x = 1",)
    half = code_cell("x" * (SOURCE_BYTES // 2 + 1))
    assert rejected(notebook({"cells": [half, half]})) == "Its code is larger than 1 MiB."


def test_a_notebook_larger_than_allowed_is_rejected(notebook):
    path = notebook(b"")
    os.truncate(path, submission.NOTEBOOK_BYTES + 1)
    assert rejected(path) == "The file is larger than 16 MiB."


@pytest.fixture
def work(tmp_path):
    """Write files below a folder of submissions, by name; a name that ends in / is a folder."""

    def write(*names):
        folder = tmp_path / "submissions"
        folder.mkdir(exist_ok=True)
        for name in names:
            path = folder / name
            if name.endswith("/"):
                path.mkdir(parents=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text("{}" * name.endswith(".ipynb"))
        return folder

    return write


def who(found):
    return [(item.student, item.slug) for item in found]


@pytest.mark.parametrize(
    ("name", "slug", "student", "expected"),
    [
        ("adding.py", None, None, ("adding", "adding")),
        ("adding.ipynb", None, None, ("adding", "adding")),
        ("adding.py", None, "ada", ("ada", "adding")),
        ("ada.py", "adding", None, ("ada", "adding")),
        ("ada/adding/adding.py", None, None, ("ada", "adding")),
        ("ada/adding/solution.py", None, None, ("ada", "adding")),
        ("ada/adding/solution.py", "adding", "eve", ("eve", "adding")),
        ("ada/other/adding.py", None, None, ("adding", "adding")),
        ("50%.py", "adding", None, ("50%", "adding")),
        ("a b;$(x).py", "adding", None, ("a b;$(x)", "adding")),
    ],
)
def test_one_file_says_whose_it_is(little_course, work, name, slug, student, expected):
    path = work(name) / name
    (found,) = find([path], little_course, slug, student)
    assert (found.student, found.slug) == expected
    assert found.path == path


@pytest.mark.parametrize(
    ("folder", "typed"),
    [
        ("ada/adding", "adding.py"),
        ("ada/adding", "./adding.py"),
        ("ada/other", "../adding/adding.py"),
        ("ada", "adding/../adding/adding.py"),
    ],
)
def test_a_relative_path_says_the_same(little_course, work, monkeypatch, folder, typed):
    monkeypatch.chdir(work("ada/adding/adding.py", "ada/other/") / folder)
    (found,) = find([submission.Path(typed)], little_course)
    assert (found.student, found.slug) == ("ada", "adding")


def test_a_file_that_says_no_assignment_is_answered_with_those_there_are(little_course, work):
    with pytest.raises(UsageError, match=r"name it with -a SLUG \(adding\)"):
        find([work("solution.py") / "solution.py"], little_course)


@pytest.mark.parametrize("name", ["adding.txt", "adding", "adding.PY", "adding.py.gz", ".py"])
def test_a_file_that_is_no_module_notebook_or_zip_is_refused(little_course, work, name):
    with pytest.raises(UsageError, match=r"neither a folder nor a \.py, \.ipynb, \.toml or \.zip"):
        find([work(name) / name], little_course)


def test_a_student_is_named_for_exactly_one_file(little_course, work):
    folder = work("a.py", "b.py")
    for paths in ([folder], [folder / "a.py", folder / "b.py"], []):
        with pytest.raises(UsageError, match="exactly one file"):
            find(paths, little_course, "adding", "ada")


def test_a_flat_folder_holds_a_file_for_each_student(little_course, work):
    folder = work("eve.py", "ada.ipynb", "notes.txt", ".hidden.py", "bob.py/", "sub/x.py")
    found = find([folder], little_course, "adding")
    assert who(found) == [("ada", "adding"), ("eve", "adding")]
    assert [item.path for item in found] == [folder / "ada.ipynb", folder / "eve.py"]


def test_a_flat_folder_without_an_assignment_holds_nothing(little_course, work):
    assert find([work("ada.py", "eve.py")], little_course) == []


def test_a_flat_folder_of_an_unknown_assignment_is_refused(little_course, work):
    with pytest.raises(UsageError, match="no assignment 'nothing'"):
        find([work("ada.py")], little_course, "nothing")


@pytest.mark.parametrize("slug", [None, "adding"])
def test_a_folder_of_students_holds_a_folder_for_each_assignment(little_course, work, slug):
    folder = work(
        "eve/adding/adding.py", "ada/adding/adding.py", "ada/other/other.py", "x.py", "bob/"
    )
    found = find([folder], little_course, slug)
    assert who(found) == [("ada", "adding"), ("eve", "adding")]
    assert found[0].path == folder / "ada" / "adding" / "adding.py"


def test_the_folder_of_one_student_is_theirs(little_course, work, monkeypatch):
    folder = work("ada/adding/adding.py") / "ada"
    assert who(find([folder], little_course)) == [("ada", "adding")]
    monkeypatch.chdir(folder)
    assert who(find([submission.Path()], little_course)) == [("ada", "adding")]


def test_a_link_to_the_folder_that_was_named_is_followed(little_course, work, tmp_path):
    """An instructor made it; those inside the folder are students'."""
    folder = work("ada/adding/adding.py")
    (tmp_path / "all").symlink_to(folder)
    (tmp_path / "one").symlink_to(folder / "ada")
    assert who(find([tmp_path / "all"], little_course)) == [("ada", "adding")]
    assert who(find([tmp_path / "one"], little_course)) == [("ada", "adding")]


def test_nothing_behind_a_student_s_link_is_graded(little_course, work):
    folder = work("ada/adding/adding.py", "bob/", "eve/adding/")
    (folder / "mallory").symlink_to(folder / "ada")
    (folder / "bob" / "adding").symlink_to(folder / "ada" / "adding")
    (folder / "eve" / "adding" / "adding.py").symlink_to(folder / "ada" / "adding" / "adding.py")
    sources = {}
    for item in find([folder], little_course):
        try:
            sources[item.student] = read(item).code
        except SubmissionError as error:
            sources[item.student] = str(error)
    assert sources["ada"] == b""
    assert sources["eve"] == LINK
    assert b"" not in [code for student, code in sources.items() if student != "ada"]


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["adding.py"], "adding.py"),
        (["adding.ipynb"], "adding.ipynb"),
        (["test_visible.py", "x.ipynb"], "x.ipynb"),
        (["conftest.py", "my_test.py", "x.py"], "x.py"),
        (["adding.py", "adding.ipynb", "x.py"], "adding.py"),
        (["adding.ipynb", "x.py"], "adding.ipynb"),
        (["my solution.py", "notes.txt", ".adding.py"], "my solution.py"),
        (["adding.py/", "x.ipynb"], "x.ipynb"),
    ],
)
def test_of_several_files_the_one_of_the_right_name_is_meant(little_course, work, names, chosen):
    folder = work(*(f"ada/adding/{name}" for name in names))
    (found,) = find([folder], little_course)
    assert found.path == folder / "ada" / "adding" / chosen


@pytest.mark.parametrize(
    ("names", "problem"),
    [
        ([""], "There is no file: hand in adding.py."),
        (["notes.txt", "adding.py/"], "There is no file: hand in adding.py."),
        (["a.py", "b.py"], "There are 2 files and none is called adding.py: hand in one."),
    ],
)
def test_where_no_file_is_meant_the_problem_is_said(little_course, work, names, problem):
    (found,) = find([work(*(f"ada/adding/{name}" for name in names))], little_course)
    assert (found.student, found.path, found.problem) == ("ada", None, problem)


def test_work_that_stands_twice_is_refused_with_both_paths(little_course, work):
    folder = work("flat/ada.py", "deep/ada/adding/adding.py")
    with pytest.raises(UsageError, match=r"ada handed in adding twice \(.* and .*\)"):
        find([folder / "flat", folder / "deep"], little_course, "adding")
    with pytest.raises(UsageError, match="twice"):
        find([work("two/ada.py", "two/ada.ipynb") / "two"], little_course, "adding")


@pytest.mark.parametrize(
    ("name", "student"),
    [
        (b"s\xff\xfe", r"s\xff\xfe"),
        ("ü".encode(), "ü"),
        (b"a\nb", "a\nb"),
        (b"\x1b[31m", "\x1b[31m"),
        ("\u202egro".encode(), "\u202egro"),
        (b"%2e%2e", "%2e%2e"),
        (b"x" * 200, "x" * 200),
    ],
)
def test_an_id_is_text_whatever_the_bytes_of_a_name_are(little_course, work, name, student):
    folder = work()
    path = os.path.join(os.fsencode(folder), name + b".py")  # noqa: PTH118  a name of bytes
    os.close(os.open(path, os.O_CREAT))
    (found,) = find([folder], little_course, "adding")
    assert found.student == student
    student.encode("utf-8")
    assert read(found).code == b""


def test_an_id_that_is_typed_and_too_long_is_refused(little_course, work):
    with pytest.raises(UsageError, match="--student is too long: an id has at most 200 characters"):
        find([work("a/adding.py") / "a" / "adding.py"], little_course, "adding", "y" * 201)


def test_an_id_is_never_empty(little_course):
    with pytest.raises(UsageError, match="names no student: give --student ID"):
        find([submission.Path("/adding/adding.py")], little_course)


@not_for_root
def test_a_folder_that_may_not_be_read_is_named(little_course, work):
    folder = work("ada.py")
    folder.chmod(0o100)
    try:
        with pytest.raises(UsageError, match="submissions cannot be read: Permission denied"):
            find([folder], little_course, "adding")
    finally:
        folder.chmod(0o700)


# When it was handed in


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-02-02 15:58:23.948203 UTC", "2026-02-02T15:58:23.948203+00:00"),
        ("2026-02-02 15:58:23 UTC\n", "2026-02-02T15:58:23+00:00"),
        ("2026-02-02T15:58:23Z", "2026-02-02T15:58:23+00:00"),
        ("2026-02-02 15:58:23 +0200", "2026-02-02T13:58:23+00:00"),
        ("2026-02-02 15:58:23", "2026-02-02T15:58:23+00:00"),
        ("yesterday", None),
        ("2026-02-30 00:00:00 UTC", None),
        ("9" * 5000, None),
        ("", None),
        ("2026-02-02 15:58:23 \u0001UTC", None),
    ],
)
def test_nbgrader_s_timestamp_says_when_work_was_handed_in(tmp_path, text, at):
    file = tmp_path / "adding.py"
    file.write_text("", encoding="utf-8")
    (tmp_path / "timestamp.txt").write_text(text, encoding="utf-8")
    found = submission.submitted_at(HandedIn("s01", "adding", file))
    assert found == (datetime.fromisoformat(at) if at else None)


def test_a_timestamp_that_is_a_link_says_nothing(tmp_path):
    file, elsewhere = tmp_path / "adding.py", tmp_path / "elsewhere"
    file.write_text("", encoding="utf-8")
    elsewhere.write_text("2026-02-02 15:58:23 UTC", encoding="utf-8")
    (tmp_path / "timestamp.txt").symlink_to(elsewhere)
    assert submission.submitted_at(HandedIn("s01", "adding", file)) is None


def test_a_file_s_own_time_counts_only_when_asked_for(tmp_path):
    file = tmp_path / "adding.py"
    file.write_text("", encoding="utf-8")
    os.utime(file, (1e9, 1e9))
    handed_in = HandedIn("s01", "adding", file)
    assert submission.submitted_at(handed_in) is None
    assert submission.submitted_at(handed_in, file_times=True) == datetime.fromtimestamp(1e9, UTC)
    nothing = HandedIn("s01", "adding", None, "There is no file.")
    assert submission.submitted_at(nothing, file_times=True) is None


@pytest.mark.parametrize(
    ("kind", "marks", "is_code"),
    [
        ("code", {"grade": True, "solution": False, "locked": True}, False),  # the author's test
        ("code", {"grade": True, "solution": True}, True),
        ("code", {"grade": False, "solution": False, "locked": True}, True),  # imports, say
        ("markdown", {"solution": True, "cell_type": "code"}, True),  # turned into text by mistake
        ("markdown", {"solution": True, "cell_type": "markdown", "grade": True}, False),
        ("code", {"grade": 1, "solution": []}, True),
        ("code", "x", True),
    ],
)
def test_of_nbgraders_cells_those_with_students_code_count(notebook, kind, marks, is_code):
    cell = {"cell_type": kind, "metadata": {"nbgrader": marks}, "source": "x = 1"}
    code = read(handed_in(notebook({"cells": [cell]}))).code
    assert code == (("x = 1",) if is_code else ())


def test_a_notebook_of_no_bytes_is_not_there(shared_course, tmp_path):
    folder = tmp_path / "s01" / "adding"
    folder.mkdir(parents=True)
    (folder / "adding.ipynb").touch()  # as it stands beside a file in a course of nbgrader's
    (folder / "work.py").touch()
    (found,) = finding.find([tmp_path], shared_course)
    assert found.path == folder / "work.py"
