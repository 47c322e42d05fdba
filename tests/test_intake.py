"""Folders and zips of submissions, from the path that was typed to the bytes that are graded."""

import io
import json
import os
import pickle
import stat
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from autograder import batch, cli
from autograder.errors import GraderError, SubmissionError, UsageError
from autograder.finding import find
from autograder.sandbox.limits import SOURCE_BYTES
from autograder.sandbox.worker import without_magics
from autograder.submission import read

ROOT = Path(__file__).parents[1]
SOURCE = b"def add(a, b):\n    return a + b\n"
OTHER = b"def add(a, b):\n    return a - b\n"
NOISE = np.random.default_rng(0).bytes(SOURCE_BYTES + 1)
NOT_CLEAR = "There are 2 files and none is called adding.py: hand in one."
MOODLE = "Jane Doe_{}_assignsubmission_file/{}"


def packed(files, method=zipfile.ZIP_DEFLATED):
    """The bytes of a zip of name (or ZipInfo) -> bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as made:
        for name, data in files.items():
            made.writestr(name, data, None if isinstance(name, str) else method)
    return file.getvalue()


def special(name, mode):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info


@pytest.fixture(params=["folder", "zip"])
def place(request, tmp_path):
    """Lay out files, given as name -> bytes, in a folder and in a zip."""

    def lay(files):
        if request.param == "zip":
            path = tmp_path / "download.zip"
            path.write_bytes(packed(files))
            return path
        folder = tmp_path / "download"
        folder.mkdir()
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.mkdir() if name.endswith("/") else path.write_bytes(data)
        return folder

    return lay


@pytest.fixture
def download(tmp_path):
    """Write a zip, given as name -> bytes or as its bytes."""

    def write(files, name="download.zip"):
        path = tmp_path / name
        path.write_bytes(files if isinstance(files, bytes) else packed(files))
        return path

    return write


def outcomes(found):
    """What each student handed in, or why it is none."""
    result = {}
    for item in found:
        assert item.student not in result
        try:
            result[item.student] = read(item).code
        except SubmissionError as error:
            result[item.student] = str(error)
    return result


FORMS = {
    "canvas": {
        "doejane_11_21_adding.py": SOURCE,
        "roe_LATE_12_22_adding-1.py": OTHER,
        "anon_aB3_23_my work.py": SOURCE,
        "poe_14_text.html": b"<p>def add",
        "loe_15_link.html": b"<a>",
        "moe_16_24_report.pdf": b"%PDF",
        "noe_17_25_a.py": SOURCE,
        "noe_17_26_b.py": SOURCE,
    },
    "moodle": {
        MOODLE.format(11, "adding.py"): SOURCE,
        "R_12_assignsubmission_file_/adding.py": OTHER,
        "P_anon_aB3_13_assignsubmission_file/src/my work.py": SOURCE,
        "P_14_assignsubmission_onlinetext/onlinetext.html": b"<p>def add",
        "M_16_assignsubmission_file/report.pdf": b"%PDF",
        "N_17_assignsubmission_file/a.py": SOURCE,
        "N_17_assignsubmission_file/b/b.py": SOURCE,
    },
    "tree": {
        "11/adding/adding.py": SOURCE,
        "11/adding/timestamp.txt": b"2026-10-01",
        "12/adding/adding.py": OTHER,
        "13/adding/my work.py": SOURCE,
        "14/adding/timestamp.txt": b"",
        "17/adding/a.py": SOURCE,
        "17/adding/b.py": SOURCE,
        "18/other/adding.py": SOURCE,
    },
}


@pytest.mark.parametrize("slug", ["adding", None])
@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_whose_work_is_whose(little_course, place, form, slug):
    files = dict(FORMS[form])
    found = find([place(files)], little_course, slug)
    assert [item.student for item in found] == sorted(item.student for item in found)
    result = outcomes(found)
    third = "anon_aB3" if form == "canvas" else "13"
    assert (result["11"], result["12"], result[third]) == (SOURCE, OTHER, SOURCE)
    assert result["17"] == NOT_CLEAR
    assert isinstance(result["14"], str)
    assert "18" not in result
    if form != "tree":
        assert result["14"].startswith("Text was typed into")
        assert result["16"] == "There is no file: hand in adding.py."


@pytest.mark.parametrize("form", FORMS)
def test_nothing_that_a_student_is_called_is_kept(little_course, place, form):
    for item in find([place(FORMS[form])], little_course, "adding"):
        assert item.student in {"11", "12", "13", "14", "15", "16", "17", "anon_aB3"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("around", ["submitted/", "a/b/", "50% ü\x1b/"])
def test_folders_around_it_all_do_not_matter(little_course, place, form, around):
    files = {around + name: data for name, data in FORMS[form].items()}
    files |= {"__MACOSX/" + name: b"" for name in files} | {".DS_Store": b""}
    plain = outcomes(find([place(files)], little_course, "adding"))
    assert plain["11"] == SOURCE
    assert plain["17"] == NOT_CLEAR


@pytest.mark.parametrize("form", ["a/b/c/d/{}/adding/adding.py", "{}/adding.py", "{}/x/adding.py"])
def test_a_form_that_nobody_knows_holds_nothing(little_course, place, form):
    path = place({form.format("ada"): SOURCE, form.format("eve"): SOURCE})
    assert find([path], little_course, "adding") == []


def test_one_student_s_tree_is_theirs(little_course, place):
    path = place({"adding/adding.py": SOURCE, "adding/notes.txt": b""})
    assert outcomes(find([path], little_course)) == {"download": SOURCE}


def test_a_flat_zip_is_a_flat_folder(little_course, place):
    path = place({"ada.py": SOURCE, "eve.py": OTHER, "notes.txt": b"", "ü 50%.py": SOURCE})
    found = outcomes(find([path], little_course, "adding"))
    assert found == {"ada": SOURCE, "eve": OTHER, "ü 50%": SOURCE}
    assert find([path], little_course) == []


def test_a_flat_folder_is_no_download_for_one_name_like_canvas(little_course, place):
    path = place({"lab_2026_10_ada.py": SOURCE, "eve.py": OTHER, "bob.py": OTHER})
    found = find([path], little_course, "adding")
    assert [item.student for item in found] == ["bob", "eve", "lab_2026_10_ada"]


def test_an_empty_place_holds_nothing(little_course, place):
    assert find([place({})], little_course, "adding") == []


@pytest.mark.parametrize(
    "names", [["doe_1_2_my.py", "roe_2_3_work.py"], ["doe_1_2_work.zip"], ["doe_1_text.html"]]
)
def test_a_download_whose_names_say_no_assignment_is_asked_about(little_course, place, names):
    path = place(dict.fromkeys(names, SOURCE))
    with pytest.raises(UsageError, match=r"does not say which assignment .* -a SLUG \(adding\)"):
        find([path], little_course)


def test_a_download_of_two_assignments_is_asked_about(course, place):
    path = place({"doe_1_2_tanh_recurrence.py": b"", "roe_2_3_bptt.py": b""})
    with pytest.raises(UsageError, match="does not say which assignment"):
        find([path], course)


def test_the_assignment_is_found_by_the_names_of_some(course, place):
    path = place({"doe_1_2_bptt-1.py": SOURCE, "roe_2_3_my.py": SOURCE})
    found = find([path], course)
    assert [(item.student, item.slug) for item in found] == [("1", "bptt"), ("2", "bptt")]


LONG = "x" * 202


@pytest.mark.parametrize(
    "form", ["{}.py", "{}.zip", "{}/adding/adding.py", "{}/adding/notes.txt", "{}/adding"]
)
def test_a_name_that_is_too_long_for_an_id_costs_nobody_else_a_grade(little_course, place, form):
    others = "{}.py" if "/" not in form else "{}/adding/adding.py"
    names = (LONG + "1", LONG + "2")
    files = {form.format(name): SOURCE for name in names} | {others.format("ada"): SOURCE}
    found = outcomes(find([place(files)], little_course, "adding"))
    assert found.pop("ada") == SOURCE
    assert len(found) == 2
    for student, said in found.items():
        assert (student[:183], len(student)) == (LONG[:183], 200)
        assert said == "The student's name has 203 characters: an id has at most 200."


@pytest.mark.parametrize(
    "name", ["{}_1_2_adding.py", "doe_1_2_{}.py", "{}_1_assignsubmission_file_/adding.py"]
)
def test_in_a_download_no_name_is_too_long(little_course, place, name):
    path = place({name.format(LONG): SOURCE})
    assert outcomes(find([path], little_course, "adding")) == {"1": SOURCE}


@pytest.mark.parametrize("numbers", [(21, 22, 23), (23, 22, 21), (99, 100, 1000)])
def test_the_newest_attempt_counts_and_the_others_are_told(little_course, place, numbers):
    files = {
        f"doe_1_{number}_adding{again}.py": b"%d" % number
        for number, again in zip(numbers, ("", "-1", "-2"), strict=True)
    }
    notes = []
    found = outcomes(find([place(files)], little_course, "adding", note=notes.append))
    assert found == {"1": b"%d" % max(numbers)}
    assert len(notes) == 2
    assert all("is an earlier attempt: left out." in note for note in notes)


def test_files_of_no_student_are_told(little_course, place):
    notes = []
    files = {"doe_1_2_adding.py": SOURCE, "READ\x1bME.txt": b"", ".hidden": b""}
    assert len(find([place(files)], little_course, "adding", note=notes.append)) == 1
    assert len(notes) == 1
    assert r"'READ\x1bME.txt' does not say whose it is: left out." in notes[0]


def test_a_name_chosen_to_look_like_another_s_file_stops_the_batch(little_course, place):
    """Canvas lets a student be called `a_1_99_b`, which reads as the user 1."""
    path = place({"victim_1_20_adding.py": SOURCE, "a_1_99_b_2_30_adding.py": OTHER})
    with pytest.raises(UsageError, match=r"the files of 1 are of 'a' and 'victim'"):
        find([path], little_course, "adding")


def test_a_moodle_student_cannot_name_a_file_into_another_s_folder(little_course, place):
    files = {
        MOODLE.format(11, "Eve_12_assignsubmission_file/adding.py"): OTHER,
        MOODLE.format(11, "12/adding/adding.py"): OTHER,
        MOODLE.format(12, "adding.py"): SOURCE,
    }
    found = outcomes(find([place(files)], little_course, "adding"))
    assert found == {"11": "There are 2 files called adding.py: hand in one.", "12": SOURCE}


@pytest.mark.parametrize(
    ("inside", "code"),
    [
        ({"adding.py": SOURCE}, SOURCE),
        ({"hw/adding.py": SOURCE, "hw/test_visible.py": OTHER, "hw/README.md": b""}, SOURCE),
        ({"hw\\adding.py": SOURCE}, SOURCE),
        ({"my work.py": SOURCE, "notes.txt": b""}, SOURCE),
        ({"adding.ipynb": json.dumps({"cells": []}).encode()}, ()),
        ({"adding.py": SOURCE, "__MACOSX/._adding.py": b"x", ".git/x.py": b""}, SOURCE),
        ({"adding.py": SOURCE, "adding.ipynb": b"broken"}, SOURCE),
        ({"adding.py": SOURCE, "../x.py": b""}, SOURCE),
        ({"adding.py": SOURCE, "more.zip": b"no zip"}, SOURCE),
        ({"a.py": SOURCE, "b.py": SOURCE}, NOT_CLEAR),
        ({"adding.py": SOURCE, "old/adding.py": OTHER}, "There are 2 files called adding.py: "),
        ({}, "There is no file: hand in adding.py."),
        ({"adding.zip": packed({"adding.py": SOURCE})}, "There is no file: hand in adding.py."),
        ({"../adding.py": SOURCE}, "The zip's path to it leads outside"),
        ({"/adding.py": SOURCE}, "The zip's path to it leads outside"),
        ({special("adding.py", stat.S_IFLNK | 0o777): b"/etc/passwd"}, "This is a link"),
        ({special("adding.py", stat.S_IFCHR | 0o666): b""}, "This is not a regular file."),
        ({"adding.py": SOURCE, "Adding.py": OTHER}, "The zip holds it twice"),
        ({"adding.py": b"0" * 10_000_000}, "It grows too much"),
        ({"adding.py": NOISE}, "The file is larger than 1"),
        (b"", "The zip is broken."),
        (packed({"adding.py": SOURCE})[:-30], "The zip is broken."),
        (packed({f"{n}.py": b"" for n in range(10_001)}), "The zip lists more than 10000 files."),
    ],
    ids=range(23),
)
@pytest.mark.parametrize("name", ["doe_1_2_work.zip", MOODLE.format(1, "w.zip"), "1/adding/w.zip"])
def test_a_student_s_zip_is_looked_into(little_course, place, name, inside, code):
    data = inside if isinstance(inside, bytes) else packed(inside)
    (found,) = outcomes(find([place({name: data})], little_course, "adding")).items()
    assert found[0] == "1"
    assert found[1] == code or (isinstance(code, str) and found[1].startswith(code))


def test_a_zip_beside_a_module_is_not_looked_into(little_course, place):
    files = {"1/adding/my.py": SOURCE, "1/adding/data.zip": b"no zip"}
    assert outcomes(find([place(files)], little_course)) == {"1": SOURCE}


def test_the_same_file_has_the_same_hash_however_it_was_packed(little_course, download, tmp_path):
    alone = tmp_path / "adding.py"
    alone.write_bytes(SOURCE)
    inner = packed({"x/adding.py": SOURCE})
    hashes = {
        read(find([path], little_course, "adding")[0]).sha256
        for path in (
            alone,
            download({"doe_1_2_adding.py": SOURCE}, "a.zip"),
            download({"doe_1_2_adding.zip": inner}, "b.zip"),
            download(inner, "c.zip"),
        )
    }
    assert len(hashes) == 1


@pytest.mark.parametrize("inside", ["adding.py", "adding-main/src/adding.py"])
def test_what_one_student_packed_is_theirs(little_course, download, inside):
    path = download({inside: SOURCE, "notes.txt": b""}, "ada.zip")
    assert outcomes(find([path], little_course)) == {"ada": SOURCE}
    assert outcomes(find([path], little_course, "adding", "eve")) == {"eve": SOURCE}


def test_a_zip_said_to_be_one_student_s_is_only_looked_into_by_the_grader(little_course, download):
    path = download({"solution.py": SOURCE})
    assert outcomes(find([path], little_course, "adding", "ada")) == {"ada": SOURCE}
    with pytest.raises(UsageError, match="does not say which assignment"):
        find([path], little_course, None, "ada")


def test_work_in_a_zip_can_go_to_a_grader_process(little_course, download):
    (item,) = find([download({"doe_1_2_adding.py": SOURCE})], little_course, "adding")
    assert read(pickle.loads(pickle.dumps(item))).code == SOURCE  # noqa: S301


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        (special("1/adding/adding.py", stat.S_IFLNK | 0o777), "This is a link"),
        (special("1/adding/adding.py", stat.S_IFIFO), "This is not a regular file."),
    ],
)
def test_a_student_s_link_or_device_costs_only_theirs(little_course, download, entry, said):
    path = download({entry: b"/etc/passwd", "2/adding/adding.py": SOURCE})
    found = outcomes(find([path], little_course))
    assert found["1"].startswith(said)
    assert found["2"] == SOURCE


def test_a_bomb_costs_only_its_student_s(little_course, download):
    path = download({"doe_1_2_adding.py": b"0" * 20_000_000, "roe_2_3_adding.py": SOURCE})
    found = outcomes(find([path], little_course, "adding"))
    assert found == {"1": "It grows too much when it is unpacked.", "2": SOURCE}


@pytest.mark.parametrize("name", ["../1/adding/adding.py", "/1/adding/adding.py", "1/../2/adding/"])
def test_a_path_outside_is_nobody_s_and_told(little_course, download, name):
    notes = []
    path = download({name: OTHER, "2/adding/adding.py": SOURCE})
    assert outcomes(find([path], little_course, note=notes.append)) == {"2": SOURCE}
    assert notes == [f"{path}: {name!r} is no path inside the zip: left out."]


def test_a_download_damaged_in_one_place_is_nobody_s_zero(little_course, download):
    data = packed({"1/adding/adding.py": SOURCE, "2/adding/adding.py": SOURCE}, zipfile.ZIP_STORED)
    first, second = find([download(data.replace(b"def", b"deg", 1))], little_course)
    assert read(second).code == SOURCE
    with pytest.raises(GraderError, match=r"damaged at '1/adding/adding\.py': download it again"):
        read(first)


def test_a_download_that_has_gone_is_nobody_s_zero(little_course, download):
    path = download({"1/adding/adding.py": SOURCE})
    (item,) = find([path], little_course)
    path.unlink()
    with pytest.raises(GraderError, match="cannot be read: No such file"):
        read(item)


def encrypted():
    data = bytearray(packed({"1/adding/adding.py": SOURCE}))
    struct.pack_into("<H", data, data.index(b"PK\x01\x02") + 8, 1)
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be used: The zip is broken"),
        (b"PK\x03\x04 and so on", "cannot be used: The zip is broken"),
        (packed({"1/adding/adding.py": SOURCE})[:-5], "cannot be used: The zip is broken"),
        (encrypted(), "is encrypted: unpack it"),
    ],
)
def test_a_zip_that_is_none_is_refused_in_a_sentence(little_course, download, data, said):
    with pytest.raises(UsageError, match=said):
        find([download(data)], little_course)


def test_a_zip_or_folder_of_too_many_files_is_refused(little_course, place, monkeypatch):
    monkeypatch.setattr("autograder.intake.archive.ENTRIES", 5)
    path = place({f"{n}/adding/adding.py": b"" for n in range(6)})
    with pytest.raises(UsageError, match="more than 5 files"):
        find([path], little_course)


def test_folders_in_folders_end_somewhere(little_course, place):
    path = place({"1/adding/" + "x/" * 200 + "adding.py": OTHER, "1/adding/my.py": SOURCE})
    assert outcomes(find([path], little_course)) == {"1": SOURCE}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_zip_that_may_not_be_read_is_named(little_course, download):
    path = download({})
    path.chmod(0)
    with pytest.raises(UsageError, match=r"download\.zip cannot be read: Permission denied"):
        find([path], little_course)


def test_a_link_in_a_download_is_not_followed(little_course, tmp_path):
    folder = tmp_path / "download"
    folder.mkdir()
    (tmp_path / "secret.py").write_bytes(SOURCE)
    (tmp_path / "secret.zip").write_bytes(packed({"adding.py": SOURCE}))
    (folder / "doe_1_2_adding.py").symlink_to(tmp_path / "secret.py")
    (folder / "roe_2_3_adding.zip").symlink_to(tmp_path / "secret.zip")
    found = outcomes(find([folder], little_course, "adding"))
    assert found == dict.fromkeys("12", "This is a link: hand in the file itself.")


def cell(source, kind="code"):
    return {"cell_type": kind, "source": source, "outputs": [], "metadata": {}}


def test_all_worksheets_of_a_notebook_of_format_3_are_its_code(little_course, place):
    sheets = [
        {"cells": [{"cell_type": "code", "input": ["x = 1"], "language": "python"}]},
        {"cells": [{"cell_type": "markdown", "source": "y"}, {"cell_type": "heading"}]},
        {"cells": [{"cell_type": "code", "input": "y = 2"}]},
    ]
    notebook = json.dumps({"nbformat": 3, "worksheets": sheets}).encode()
    found = outcomes(find([place({"1/adding/adding.ipynb": notebook})], little_course))
    assert found == {"1": ("x = 1", "y = 2")}


def test_of_several_notebooks_the_one_of_the_right_name_counts(little_course, place):
    right = json.dumps({"cells": [cell("x = 1")]}).encode()
    wrong = json.dumps({"cells": [cell("x = 2")]}).encode()
    path = place({"doe_1_2_adding.ipynb": right, "doe_1_3_draft.ipynb": wrong})
    assert outcomes(find([path], little_course)) == {"1": ("x = 1",)}


@pytest.mark.parametrize(
    "source",
    [
        "%%writefile adding.py\ndef add(a, b): ...",
        "\n  \n%%writefile adding.py\nx = 1",
        "%%file adding.py\nx = 1",
        "%%bash\nrm -r ~",
        "%%html\n<b>",
        "%%\nx = 1",
    ],
)
def test_a_cell_that_is_no_python_is_dropped_whole(source):
    assert without_magics(source) == ""


def grade(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "autograder", "grade", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
    )


@pytest.mark.jail
def test_a_hostile_canvas_download_is_graded(download):
    right = (ROOT / "solutions" / "tanh_recurrence" / "tanh_recurrence.py").read_bytes()
    notebook = {
        "nbformat": 4,
        "cells": [
            cell("# My work", "markdown"),
            cell("%%writefile tanh_recurrence.py\nraise SystemExit"),
            cell("%matplotlib inline\n" + right.decode()),
            cell("not python"),
        ],
    }
    path = download(
        {
            "right_101_1_tanh_recurrence.py": right,
            "early_102_2_tanh_recurrence.py": b"raise SystemExit",
            "early_102_3_tanh_recurrence-1.py": right,
            "zipped_LATE_103_4_my%20work.zip": packed({"x/tanh_recurrence.py": right}),
            "book_104_5_tanh_recurrence.ipynb": json.dumps(notebook).encode(),
            "text_105_text.html": b"<p>",
            "bomb_106_6_tanh_recurrence.py": b"\n" * 20_000_000,
            "slip_107_7_work.zip": packed({"../../tanh_recurrence.py": right}),
            special("link_108_8_tanh_recurrence.py", stat.S_IFLNK | 0o777): b"/etc/passwd",
            "../evil_109_9_tanh_recurrence.py": right,
            "王小明_110_10_\x1b[31mü\u202e.py": right,
        }
    )
    done = grade(path, "-a", "tanh_recurrence", "--json", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    reports = json.loads(done.stdout)
    found = {report["student"]: (report["status"], report["score"]) for report in reports}
    good, bad = ("graded", 100), ("rejected", 0)
    assert found == {
        **dict.fromkeys(("101", "102", "103", "104", "110"), good),
        **dict.fromkeys(("105", "106", "107", "108"), bad),
    }
    assert [report["student"] for report in reports] == sorted(found)
    for name in ("early", "zipped", "小明", "slip"):
        assert name not in done.stdout
    assert "is an earlier attempt: left out." in done.stderr
    assert "is no path inside the zip: left out." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_broken_download_is_a_sentence_and_a_usage_error(download):
    done = grade(download(b"PK\x03\x04"), "-a", "tanh_recurrence", "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "cannot be used: The zip is broken." in done.stderr


def test_what_is_left_out_is_told_without_steering_the_terminal(
    little_course, download, monkeypatch
):
    monkeypatch.setattr(batch, "grade_all", lambda *_, **__: (report for report in ()))
    names = ["\x1b[2J\u202e.txt", "doe_1_2_adding.py", "doe_1_3_adding.py", "../\x07\n"]
    path = download(dict.fromkeys(names, b""), "down\x1b[31mload.zip")
    command = ["--course", str(little_course.root), "grade", str(path), "-a", "adding", "--json"]
    result = CliRunner().invoke(cli.main, command)
    assert (result.exit_code, result.output.count("left out.")) == (0, 3)
    assert not {"\x1b", "\x07", "\u202e"} & set(result.output)


def test_a_link_in_the_place_of_a_student_s_folder_is_rejected(little_course, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "adding.py").write_text("x = 1", encoding="utf-8")
    root = tmp_path / "work"
    for student in ("s01", "s02", "s03"):
        (root / student).mkdir(parents=True)
    (root / "s01" / "adding").symlink_to(elsewhere)
    (root / "s02" / "adding").mkdir()
    (root / "s02" / "adding" / "adding.py").write_text("x = 1", encoding="utf-8")
    (root / "s03" / "adding").write_text("x = 1", encoding="utf-8")
    linked, whole, file = find([root], little_course)
    assert (linked.student, whole.student, file.student) == ("s01", "s02", "s03")
    assert whole.problem == ""
    assert "in the place of a folder" in linked.problem
    assert linked.problem == file.problem
    assert (linked.path, file.path) == (None, None)
