"""A submission of several files: which modules count, from the path that was typed to the score."""

import hashlib
import io
import json
import os
import pickle
import shutil
import stat
import sys
import unicodedata
import zipfile
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.errors import GraderError, SubmissionError
from autograder.finding import find, with_modules
from autograder.grading import Grader
from autograder.intake import modules
from autograder.intake.listing import File
from autograder.sandbox.limits import MODULES, SOURCE_BYTES
from autograder.sandbox.source import Several
from autograder.submission import HandedIn, read

MAIN = b"from layers.cells import total\n"
CELLS = b"def total(): pass\n"
OTHER = b"x = 1\n"
FILES = {"adding.py": MAIN, "layers/cells.py": CELLS, "helpers.py": OTHER}
ALL = {"helpers.py": OTHER, "layers/cells.py": CELLS}
MOODLE = "Jane Doe_{}_assignsubmission_file/"


def allow(course):
    """Let the files of `adding` be several."""
    path = course.public / "adding" / "assignment.toml"
    text = path.read_text(encoding="utf-8").replace("order = 1", "order = 1\nmodules = true")
    path.write_text(text, encoding="utf-8")
    return Course(course.root)


@pytest.fixture
def several(little_course):
    """The little course, whose assignment allows several files."""
    return allow(little_course)


def packed(files):
    """The bytes of a zip of name (or ZipInfo) -> bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        for name, data in files.items():
            made.writestr(name, data, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def special(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


def write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(params=["folder", "zip"])
def place(request, tmp_path):
    """Lay out files, given as name -> bytes, in a folder or in a zip."""

    def lay(files):
        if request.param == "folder":
            return write(tmp_path / "download", files)
        path = tmp_path / "download.zip"
        path.write_bytes(packed(files))
        return path

    return lay


def below(folder, files):
    return {folder + name: data for name, data in files.items()}


def outcomes(found):
    """What each student handed in, or why it is none."""
    result = {}
    for item in found:
        try:
            result[item.student] = read(item).code
        except SubmissionError as error:
            result[item.student] = str(error)
    return result


def only(found):
    (item,) = outcomes(found).values()
    return item


# Where they are found


@pytest.mark.parametrize("around", ["", "submitted/"])
def test_modules_are_found_beside_the_file_in_a_tree(several, place, around):
    files = below("ada/adding/", FILES) | below("eve/adding/", {"adding.py": OTHER})
    path = place(below(around, files))
    assert outcomes(find([path], several)) == {"ada": Several(MAIN, ALL), "eve": OTHER}


def test_modules_are_found_in_the_tree_of_one_student(several, place):
    assert only(find([place(below("adding/", FILES))], several)) == Several(MAIN, ALL)


def test_modules_are_found_in_a_moodle_download(several, place):
    files = below(MOODLE.format(11), FILES) | below(MOODLE.format(12) + "src/", FILES)
    found = outcomes(find([place(files)], several, "adding"))
    assert found == dict.fromkeys(("11", "12"), Several(MAIN, ALL))


def test_modules_are_found_in_a_moodle_download_without_folders(several, place):
    names = {"adding.py": MAIN, "helpers.py": OTHER}
    path = place(below("Jane_11_assignsubmission_file_", names))
    assert only(find([path], several, "adding")) == Several(MAIN, {"helpers.py": OTHER})


def test_modules_are_found_in_a_canvas_download(several, place):
    files = {
        "doe_11_21_adding.py": MAIN,
        "doe_11_22_helpers.py": OTHER,
        "roe_12_23_helpers.py": CELLS,
        "roe_12_24_adding.py": MAIN,
    }
    assert outcomes(find([place(files)], several, "adding")) == {
        "11": Several(MAIN, {"helpers.py": OTHER}),
        "12": Several(MAIN, {"helpers.py": CELLS}),
    }


def test_canvas_number_on_a_module_handed_in_again_is_undone(several, place):
    files = {
        "doe_11_21_helpers.py": CELLS,
        "doe_11_32_helpers-1.py": OTHER,
        "doe_11_31_adding-1.py": MAIN,
    }
    notes = []
    found = only(find([place(files)], several, "adding", note=notes.append))
    assert found == Several(MAIN, {"helpers.py": OTHER})
    assert notes == ["11: 'doe_11_21_helpers.py' is an earlier attempt: left out."]


@pytest.mark.parametrize("around", ["", "hw/", "hw\\"])
@pytest.mark.parametrize("name", ["doe_1_2_w.zip", MOODLE.format(1) + "w.zip", "1/adding/w.zip"])
def test_modules_are_found_in_a_zip_that_a_student_handed_in(several, place, name, around):
    inside = below(around, FILES) | {"elsewhere/x.py": OTHER} if around else FILES
    path = place({name: packed(inside)})
    assert only(find([path], several, "adding")) == Several(MAIN, ALL)


@pytest.mark.parametrize("student", [None, "ada"])
def test_modules_are_found_in_what_one_student_packed(several, tmp_path, student):
    path = tmp_path / "ada.zip"
    path.write_bytes(packed(below("hw/", FILES)))
    assert outcomes(find([path], several, "adding", student)) == {"ada": Several(MAIN, ALL)}


def test_a_file_named_by_itself_has_its_modules_if_its_folder_is_the_assignment_s(
    several, tmp_path, monkeypatch
):
    folder = write(tmp_path / "ada" / "adding", FILES)
    assert only(find([folder / "adding.py"], several)) == Several(MAIN, ALL)
    monkeypatch.chdir(folder)
    assert only(find([Path("adding.py")], several)) == Several(MAIN, ALL)


def test_in_a_flat_folder_nobody_gets_a_neighbour_s_file(several, place, tmp_path):
    files = {"adding.py": MAIN, "bob.py": OTHER, "eve.py": CELLS, "sub/x.py": OTHER}
    folder = write(tmp_path / "flat", files)
    alone = {"adding": MAIN, "bob": OTHER, "eve": CELLS}
    assert outcomes(find([folder], several, "adding")) == alone
    assert only(find([folder / "adding.py"], several, "adding")) == MAIN
    path = place(below("doe_1_2_", FILES) | below("roe_2_3_", {"adding.py": MAIN}))
    assert outcomes(find([path], several, "adding"))["2"] == MAIN


def test_a_notebook_can_have_modules_too(several, place):
    notebook = b'{"cells": [{"cell_type": "code", "source": "import helpers"}]}'
    files = {"adding.ipynb": notebook, "helpers.py": OTHER}
    found = only(find([place(below("ada/adding/", files))], several))
    assert found == Several(("import helpers",), {"helpers.py": OTHER})


def test_where_no_file_has_the_right_name_there_are_no_modules(several, place):
    files = {"a/adding/my.py": MAIN, "a/adding/x/y.py": b"", "b/adding/1.py": b""}
    files |= {"b/adding/2.py": b"", "c/adding/w.zip": packed({"my.py": MAIN, "x.txt": b""})}
    assert outcomes(find([place(files)], several)) == {
        "a": MAIN,
        "b": "There are 2 files and none is called adding.py: hand in one.",
        "c": MAIN,
    }


def test_two_files_of_the_right_name_are_refused_as_ever(several, place):
    path = place(below(MOODLE.format(1), {**FILES, "old/adding.py": OTHER}))
    said = "There are 2 files called adding.py: hand in one."
    assert only(find([path], several, "adding")) == said


FORMS = [
    below("1/adding/", FILES),
    below(MOODLE.format(1), FILES),
    {"doe_1_2_adding.py": MAIN, "doe_1_3_helpers.py": OTHER},
    {"1/adding/adding.py": MAIN, "1/adding/helpers-1.py": b"", "1/adding/helpers.py": b""},
    {"doe_1_2_w.zip": packed(FILES)},
    {"1/adding/adding.py": MAIN} | {f"1/adding/m{n}.py": b"" for n in range(MODULES + 1)},
    below("1/adding/", {"adding.py": MAIN, "large.py": b"#" * (SOURCE_BYTES + 1)}),
]


@pytest.mark.parametrize("files", FORMS, ids=range(len(FORMS)))
def test_an_assignment_that_does_not_allow_modules_takes_the_file_alone(
    little_course, place, files
):
    (item,) = find([place(files)], little_course, "adding")
    assert item.student == "1"
    assert item == HandedIn("1", "adding", item.path, "", item.entry, item.expected)
    found = read(item)
    assert (found.code, found.sha256) == (MAIN, hashlib.sha256(MAIN).hexdigest())


def test_an_assignment_that_does_not_allow_modules_takes_the_newest_as_before(little_course, place):
    files = {"doe_1_2_lab-1.py": OTHER, "doe_1_3_lab.py": MAIN}
    said = "There are 2 files and none is called adding.py: hand in one."
    assert only(find([place(files)], little_course, "adding")) == said


def test_known_work_is_one_file(several):
    assignment = several.assignment("adding")
    alone = HandedIn("", "adding", assignment.reference)
    assert with_modules(alone, assignment) == alone
    assert (assignment.solution / "misconceptions.py").exists()


def test_a_submission_with_modules_can_go_to_a_grader_process(several, place):
    (item,) = find([place(below("ada/adding/", FILES))], several)
    assert read(pickle.loads(pickle.dumps(item))).code == Several(MAIN, ALL)  # noqa: S301


# Which names count


def among(*names, main="adding.py"):
    files = [File(tuple(name.split("/")), Path("x")) for name in names]
    return ["/".join(file.parts) for file in modules.among(files, main)]


@pytest.mark.parametrize(
    "name",
    [
        "helpers.py",
        "layers/__init__.py",
        "a/b/c/d.py",
        "_private.py",
        "random.py",
        "testing.py",
        "größe.py",
        "слои/ячейки.py",
        "層/細胞.py",
        "शब्द.py",
        "طبقات.py",
        "layers/adding.py",
    ],
)
def test_a_name_that_can_be_imported_counts(name):
    assert among(name) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "adding.py",
        "notes.txt",
        "helpers.PY",
        "helpers.pyc",
        "helpers.ipynb",
        "helpers",
        "helpers.py/",
        "helpers.py/x.py",
        ".py",
        ".hidden.py",
        ".git/x.py",
        "layers/.x.py",
        "my helpers.py",
        "my-helpers.py",
        "1st.py",
        "v1.2.py",
        "venv/lib/python3.12/site-packages/x.py",
        "../x.py",
        "a//x.py",
        "a\\x.py",
        "x\n.py",
        "x\0.py",
        "\udcff.py",
        "\u202egro.py",
        "☃.py",
        "²x.py",
        "__pycache__/x.py",
        "__MACOSX/x.py",
        "test_visible.py",
        "adding_test.py",
        "conftest.py",
        "tests/x.py",
        "test.py",
        "layers/test_cells.py",
        "x" * 198 + ".py",
        "x/" * 99 + "x.py",
    ],
)
def test_a_name_that_no_import_means_or_a_test_has_is_left_out(name):
    assert among(name, "helpers.py") == ["helpers.py"]


def test_a_module_is_found_under_the_name_that_python_looks_for():
    decomposed = unicodedata.normalize("NFD", "größe.py")
    assert decomposed != "größe.py"
    assert among(decomposed) == ["größe.py"]
    assert among("\ufb01ne.py") == ["fine.py"]  # a ligature
    assert among("add\u2071ng.py") == []  # a superscript i


def test_two_modules_of_one_name_are_refused():
    with pytest.raises(SubmissionError, match=r"^There are 2 files called a/é\.py: hand in one\.$"):
        among("a/é.py", "a/e\u0301.py")


def test_modules_are_in_the_same_order_however_they_were_listed():
    names = ["a/b.py", "a.py", "a_b.py", "Z.py"]
    assert among(*names) == among(*reversed(names))


def test_as_many_modules_as_allowed_are_taken_and_no_more():
    names = [f"m{number}.py" for number in range(MODULES)]
    assert len(among(*names, "notes.txt", "test_x.py", "adding.py")) == MODULES
    with pytest.raises(SubmissionError) as caught:
        among(*names, "one/more.py")
    assert str(caught.value) == "There are 101 modules beside adding.py: hand in 100 at most."


# What is rejected


def many(number):
    return {f"m{n}.py": b"" for n in range(number)} | {"adding.py": MAIN}


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (many(MODULES + 1), "There are 101 modules beside adding.py: hand in 100 at most."),
        (
            {"adding.py": MAIN, "large.py": os.urandom(SOURCE_BYTES + 1)},
            "large.py: The file is larger than 1 MiB.",
        ),
        (
            {"adding.py": MAIN, "a.py": os.urandom(SOURCE_BYTES // 2), "b.py": os.urandom(1 << 19)},
            "All files together are larger than 1 MiB.",
        ),
    ],
    ids=["many", "large", "large together"],
)
@pytest.mark.parametrize("as_zip", [False, True])
def test_what_is_too_much_is_rejected_with_the_reason(several, place, files, said, as_zip):
    mallory = {"mallory/adding/w.zip": packed(files)} if as_zip else below("mallory/adding/", files)
    path = place(mallory | below("ada/adding/", FILES))
    assert outcomes(find([path], several)) == {"ada": Several(MAIN, ALL), "mallory": said}


def test_too_many_modules_beside_a_single_file_are_rejected(several, tmp_path):
    folder = write(tmp_path / "ada" / "adding", many(MODULES + 1))
    said = "There are 101 modules beside adding.py: hand in 100 at most."
    assert only(find([folder / "adding.py"], several)) == said


def test_files_that_are_together_as_large_as_allowed_are_taken(several, tmp_path):
    half = b"#" * (SOURCE_BYTES // 2)
    files = {"adding.py": half, "a.py": half}
    path = write(tmp_path / "x", below("ada/adding/", files))
    assert only(find([path], several)) == Several(half, {"a.py": half})


def test_the_code_of_a_notebook_counts_and_its_outputs_do_not(several, tmp_path):
    cell = {"cell_type": "code", "source": "#" * 100, "outputs": "x" * 2 * SOURCE_BYTES}
    notebook = json.dumps({"cells": [cell]}).encode()
    for size, fits in ((SOURCE_BYTES - 100, True), (SOURCE_BYTES - 99, False)):
        files = {"adding.ipynb": notebook, "a.py": b"#" * size}
        found = only(find([write(tmp_path / "x", below("ada/adding/", files))], several))
        assert isinstance(found, Several) == fits


def test_a_link_a_pipe_or_a_device_among_the_modules_is_rejected(several, tmp_path):
    (tmp_path / "secret.py").write_bytes(OTHER)
    link = "x.py: This is a link: hand in the file itself."
    places = {}
    for name in ("link", "loop", "folder", "nothing", "pipe", "fine"):
        places[name] = write(tmp_path / "all" / name / "adding", {"adding.py": MAIN}) / "x.py"
    places["link"].symlink_to(tmp_path / "secret.py")
    places["loop"].symlink_to("x.py")
    places["folder"].symlink_to(tmp_path)
    places["nothing"].symlink_to("nowhere.py")
    os.mkfifo(places["pipe"])
    assert outcomes(find([tmp_path / "all"], several)) == {
        **dict.fromkeys(("link", "loop", "folder", "nothing"), link),
        "pipe": "x.py: This is not a regular file.",
        "fine": MAIN,
    }


@pytest.mark.parametrize(
    ("mode", "said"),
    [
        (stat.S_IFLNK | 0o777, "layers/x.py: This is a link: hand in the file itself."),
        (stat.S_IFIFO, "layers/x.py: This is not a regular file."),
        (stat.S_IFCHR | 0o666, "layers/x.py: This is not a regular file."),
    ],
)
@pytest.mark.parametrize("is_student_s", [False, True])
def test_a_link_or_device_among_the_modules_in_a_zip_is_rejected(
    several, tmp_path, mode, said, is_student_s
):
    top = "" if is_student_s else "1/adding/"
    data = packed({f"{top}adding.py": MAIN, special(f"{top}layers/x.py", mode): b"/etc/passwd"})
    path = tmp_path / "download.zip"
    path.write_bytes(packed({"1/adding/w.zip": data}) if is_student_s else data)
    assert only(find([path], several)) == said


def test_a_folder_that_is_a_link_is_not_entered(several, tmp_path):
    write(tmp_path / "secret", {"cells.py": OTHER})
    folder = write(tmp_path / "all", {"eve/adding/adding.py": MAIN})
    (folder / "eve" / "adding" / "layers").symlink_to(tmp_path / "secret")
    assert outcomes(find([folder], several)) == {"eve": MAIN}


def test_a_folder_that_became_a_link_since_it_was_listed_is_not_entered(several, tmp_path):
    write(tmp_path / "secret", {"b/cells.py": OTHER})
    folder = write(tmp_path / "all", {"eve/adding/adding.py": MAIN, "eve/adding/a/b/cells.py": b""})
    (item,) = find([folder], several)
    assert read(item).code == Several(MAIN, {"a/b/cells.py": b""})
    inner = folder / "eve" / "adding" / "a"
    inner.rename(tmp_path / "away")
    inner.symlink_to(tmp_path / "secret")
    with pytest.raises(GraderError, match=r"cells\.py cannot be read"):
        read(item)


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ({**FILES, "../x.py": b""}, Several(MAIN, ALL)),
        ({**FILES, "/etc/x.py": b""}, Several(MAIN, ALL)),
        ({**FILES, "C:/x.py": b""}, Several(MAIN, ALL)),
        ({**FILES, "layers/../../x.py": b""}, Several(MAIN, ALL)),
        ({**FILES, "__MACOSX/x.py": b"", ".git/x.py": b""}, Several(MAIN, ALL)),
        ({"hw": b"", "hw/adding.py": MAIN, "hw/a.py": b""}, Several(MAIN, {"a.py": b""})),
        ({"adding.py": MAIN, "a": b"", "a/b.py": b""}, Several(MAIN, {"a/b.py": b""})),
        ({"adding.py": MAIN, "A.py": b"", "a.py": b""}, "A.py: The zip holds it twice, or in"),
        ({"adding.py": MAIN, "a.py": b"0" * 900_000}, "a.py: It grows too much"),
    ],
    ids=range(9),
)
def test_a_student_s_zip_can_lead_nowhere_else(several, tmp_path, inside, found):
    path = tmp_path / "download.zip"
    path.write_bytes(packed({"1/adding/w.zip": packed(inside)}))
    code = only(find([path], several))
    assert code == found or (isinstance(found, str) and code.startswith(found))


def test_a_module_damaged_in_a_download_is_nobody_s_zero(several, tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as made:
        for name, source in below("1/adding/", FILES).items():
            made.writestr(name, source)
    path = tmp_path / "download.zip"
    path.write_bytes(data.getvalue().replace(CELLS, CELLS.replace(b"def", b"deg")))
    (item,) = find([path], several)
    with pytest.raises(GraderError, match=r"damaged at '1/adding/layers/cells\.py': download"):
        read(item)


# The hash


def digest(course, path):
    (item,) = find([path], course, "adding")
    return read(item).sha256


def test_the_same_files_have_the_same_hash_however_they_were_packed(several, tmp_path):
    order = dict(reversed(FILES.items()))
    tree = write(tmp_path / "tree", below("ada/adding/", FILES))
    places = {
        "a.zip": below("ada/adding/", order),
        "b.zip": {"doe_1_2_w.zip": packed(order)},
        "c.zip": below("hw/", FILES),
        "d.zip": below(MOODLE.format(1), FILES) | {MOODLE.format(1) + "notes.txt": b""},
    }
    for name, files in places.items():
        (tmp_path / name).write_bytes(packed(files))
    paths = [tree, tree / "ada" / "adding" / "adding.py", *(tmp_path / name for name in places)]
    assert len({digest(several, path) for path in paths}) == 1


def test_a_hash_covers_every_file_and_its_name(several, tmp_path):
    changed = [
        FILES,
        {**FILES, "adding.py": MAIN + b"#"},
        {**FILES, "helpers.py": OTHER + b"#"},
        {**FILES, "more.py": b""},
        {"adding.py": MAIN, "layers/cells.py": CELLS, "helper.py": OTHER},
        {"adding.py": MAIN, "layers/cells.py": OTHER, "helpers.py": CELLS},
        {"adding.py": MAIN, "a.py": b"b.py", "b.py": b""},
        {"adding.py": MAIN, "a.py": b"", "b.py": b"b.py"},
        {"adding.py": MAIN},
    ]
    hashes = [
        digest(several, write(tmp_path / str(number), below("ada/adding/", files)))
        for number, files in enumerate(changed)
    ]
    assert len(set(hashes)) == len(changed)


def test_the_hash_of_a_single_file_is_that_of_its_bytes(several, tmp_path):
    folder = write(tmp_path / "x", below("ada/adding/", {"adding.py": MAIN, "notes.txt": b""}))
    assert digest(several, folder) == hashlib.sha256(MAIN).hexdigest()


# Graded

MAIN_RIGHT = """
    import numpy as np
    from layers.cells import add
    def running_total(x):
        from layers import sums
        return sums.total(x)
"""
RIGHT = {
    "adding.py": MAIN_RIGHT,
    "layers/__init__.py": "",
    "layers/cells.py": """
        from .check import same_shape
        def add(a, b):
            same_shape(a, b)
            return a + b
        """,
    "layers/check.py": """
        def same_shape(a, b):
            if a.shape != b.shape:
                raise ValueError
        """,
    "layers/sums.py": "import numpy as np\ndef total(x): return np.cumsum(x, axis=0)\n",
}


@pytest.fixture(scope="module")
def grader(shared_course, tmp_path_factory):
    if sys.platform != "linux":
        pytest.skip("student code is isolated on Linux")
    root = tmp_path_factory.mktemp("several") / "course"
    shutil.copytree(shared_course.root, root)
    with Grader(allow(Course(root))) as running:
        yield running


@pytest.fixture
def grade(grader, tmp_path):
    """Grade the files of one student, given as name -> source text."""

    def grade(files, student="s01"):
        sources = {name: dedent(text).encode() for name, text in files.items()}
        folder = write(tmp_path / "submissions", below(f"{student}/adding/", sources))
        for item in find([folder], grader.course):
            if item.student == student:
                return grader.grade(item).report
        return None

    return grade


def test_right_work_in_several_files_has_full_marks(grade):
    found = grade(RIGHT)
    assert (found.status, found.score, found.load.message) == ("graded", 100, None)


def test_a_belief_in_a_module_is_named(grade):
    wrong = "import numpy as np\ndef total(x): return np.cumsum(x, axis=0) - x\n"
    found = grade({**RIGHT, "layers/sums.py": wrong})
    assert {criterion.id: criterion.score for criterion in found.criteria} == {
        "sums": 40,
        "totals": 0,
    }
    assert [named.slug for named in found.criteria[1].misconceptions] == ["off_by_one"]


def test_a_module_that_is_not_there_is_a_file_that_does_not_load(grade):
    found = grade({"adding.py": RIGHT["adding.py"]})
    assert (found.status, found.score) == ("graded", 0)
    assert found.load.message == "The file raised ModuleNotFoundError in line 3."


def test_a_neighbour_s_modules_are_never_visible_to_the_next_student(grade):
    assert grade(RIGHT, "ada").score == 100
    assert grade({"adding.py": RIGHT["adding.py"]}, "mallory").score == 0
    other = {**RIGHT, "layers/sums.py": "def total(x): return x\n"}
    assert grade(other, "eve").score == 40
    assert grade(RIGHT, "ada").score == 100


FORGED = """
    import os, struct
    from autograder.sandbox import messages
    loaded = messages.pack(messages.Loaded(0, []))
    os.write(3, struct.pack("<I", len(loaded)) + loaded)
"""


@pytest.mark.parametrize(
    ("hostile", "message"),
    [
        ("import os\nos._exit(0)\n", "ended the program"),
        ("raise SystemExit\n", "SystemExit"),
        ("while True: pass\n", "seconds of computing time"),
        ("def broken(:\n", "SyntaxError in line 3"),
        (FORGED, "ended the program"),
        ("x = '" + "x" * 900_000 + "' * 10_000_000_000\n", "MemoryError"),
        (
            "import adding\nadding.add = adding.running_total = lambda *_: 0\n"
            "raise type('LEAK', (Exception,), {})('LEAK')\n",
            "The file raised Exception in line 3.",
        ),
    ],
    ids=["exits", "raises", "loops", "broken", "forges", "hungry", "leaks"],
)
def test_a_hostile_module_harms_only_its_author(grade, hostile, message):
    found = grade({**RIGHT, "layers/cells.py": hostile}, "mallory")
    assert (found.status, found.score) == ("graded", 0)
    assert message in found.load.message
    assert "LEAK" not in found.for_student().model_dump_json()
    assert grade(RIGHT, "ada").score == 100


def test_too_many_modules_are_rejected_and_the_reason_is_told(grade):
    found = grade({**RIGHT, **{f"m{number}.py": "" for number in range(MODULES)}})
    assert (found.status, found.score) == ("rejected", 0)
    said = f"There are {MODULES + 4} modules beside adding.py: hand in {MODULES} at most."
    assert found.for_student().message == said
