"""What is public is given away whole; one private sentence in it, and nothing is."""

import base64
import gzip
import io
import json
import os
import stat
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from autograder.errors import CourseError, UsageError
from autograder.release import leaks as find_leaks
from autograder.release import release, secrets, unpack

README = "assignments/adding/README.md"
STUB = "assignments/adding/adding.py"
VISIBLE = "assignments/adding/test_visible.py"
MANIFEST = "assignments/adding/assignment.toml"
REFERENCE = "solutions/adding/adding.py"
CORRECT = "solutions/adding/correct/cumulated.py"
BELIEFS = "solutions/adding/misconceptions.py"
WRONG = "solutions/adding/wrong.py"
RUBRIC = "rubrics/adding.toml"
TESTS = "tests/hidden/adding/test_adding.py"
DRAWS = "tests/hidden/draws.py"
PRIVATE = (REFERENCE, CORRECT, BELIEFS, WRONG, RUBRIC, TESTS, DRAWS)

TOTALS = "totals[t] = so_far = add(so_far, row)"


def add(course, name, text):
    path = course.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else b""
    path.write_bytes(before + (text if isinstance(text, bytes) else text.encode()))
    return before.count(b"\n")


def resembled(course, slug=None):
    return {(leak.file, leak.resembles) for leak in find_leaks(course, slug)}


def body(course, name):
    return (course.root / name).read_bytes()


def zipped(content, name="inner.py"):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return data.getvalue()


def tarred(content, name="inner.py"):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return data.getvalue()


def notebook(code):
    cells = [{"cell_type": "code", "source": code.splitlines(keepends=True)}]
    return json.dumps({"cells": cells, "nbformat": 4})


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


# What is planted into which public file, and the private file that it resembles.
PLANTED = {
    "a statement of the solution in the stub": (
        STUB,
        f"\n\ndef helper(x):\n    {TOTALS}\n",
        REFERENCE,
    ),
    "with other spacing": (STUB, "\n\ntotals [t]=so_far  =  add( so_far,row )\n", REFERENCE),
    "over several lines with comments and a trailing comma": (
        STUB,
        "\n\ntotals[t] = so_far = add(\n    so_far,  # so far\n    row,\n)\n",
        REFERENCE,
    ),
    "in redundant parentheses": (
        STUB,
        "\n\ntotals[(t)] = so_far = (add((so_far), row))\n",
        REFERENCE,
    ),
    "commented out": (STUB, f"\n\n# {TOTALS}\n", REFERENCE),
    "commented out over two lines": (
        STUB,
        "\n\n# totals[t] = so_far = add(so_far,\n#     row)\n",
        REFERENCE,
    ),
    "in a docstring": (STUB, f'\n\ndef f():\n    """Try.\n\n    {TOTALS}\n    """\n', REFERENCE),
    "in a string with escapes": (
        STUB,
        "\n\nX = 'totals[t] = so_far = add(\\n so_far, row)'\n",
        REFERENCE,
    ),
    "in a file that is not Python yet": (STUB, f"\n\ndef f(:\n    {TOTALS}\n", REFERENCE),
    "in inline code": (README, f"\nUse `{TOTALS}` here.\n", REFERENCE),
    "in a fenced block": (
        README,
        "\n```python\ntotals[t] = so_far = add(\n    (so_far), row  # carry\n)\n```\n",
        REFERENCE,
    ),
    "in an indented block": (README, f"\nSo:\n\n    {TOTALS}\n", REFERENCE),
    "in a quotation": (README, "\n> totals[t] = so_far =\n> add(so_far, row)\n", REFERENCE),
    "at the prompt of a console": (
        README,
        "\n>>> totals[t] = so_far = add(\n...     so_far, row)\n",
        REFERENCE,
    ),
    "in a comment of a TOML file": (MANIFEST, f"\n# {TOTALS}\n", REFERENCE),
    "in a new TOML file": (
        "assignments/adding/notes.toml",
        f'prompt = "{TOTALS}"\n',
        REFERENCE,
    ),
    "in a notebook": (
        "assignments/adding/notes.ipynb",
        notebook("totals[t] = so_far = add(\n    so_far, row)\n"),
        REFERENCE,
    ),
    "in UTF-16": ("assignments/adding/notes.txt", TOTALS.encode("utf-16"), REFERENCE),
    "a right way of short statements": (
        VISIBLE,
        "\n\ndef mean(a, b):\n    if len(a) != len(b):\n        raise ValueError\n"
        "    return np.add(a, b)\n",
        CORRECT,
    ),
    "a misconception": (README, "\n`np.cumsum(x, axis=0) - x`\n", BELIEFS),
    "the docstring of a misconception": (
        README,
        "\nThe *total* begins too late,\nor ends too early!\n",
        BELIEFS,
    ),
    "a wrong rewrite of short statements": (
        STUB,
        "\n\ndef quick(x, y):\n    x.sort(axis=0)\n    x -= y[1:]\n    return x\n",
        WRONG,
    ),
    "a statement of a hidden test": (
        VISIBLE,
        "\n\ndef test_x(compare, rng):\n    a, b = entries(rng, 3), entries(rng, 3)\n",
        TESTS,
    ),
    "a single call of a hidden test": (
        VISIBLE,
        "\n\ndef test_x(compare):\n    compare.unchanged('add', first, second)\n",
        TESTS,
    ),
    "a draw": (
        VISIBLE,
        "\n\ndef mine(rng, shape):\n    return rng.uniform(0.10, 1.0, shape)\n",
        DRAWS,
    ),
    "a hint of a criterion": (README, "\n**What** does the first\nrow start from\n", RUBRIC),
    "a hint of a misconception": (
        STUB,
        "\n# Which sign does the second\n# vector have in a sum?\n",
        RUBRIC,
    ),
    "a title of a misconception": (README, "\n- one row is  left out\n", RUBRIC),
}


@pytest.fixture
def rich_course(little_course):
    """The little course, with a wrong rewrite of short statements and a test of one call."""
    add(
        little_course,
        WRONG,
        "\n\nclass sorts:\n    def add(a, b):\n        x.sort(axis=0)\n        x -= y[1:]\n"
        "        return x\n",
    )
    single = "compare.unchanged('add', first, second)"
    add(little_course, TESTS, f"\n\ndef test_of_views(compare):\n    {single}\n")
    return little_course


@pytest.mark.parametrize("kind", PLANTED)
def test_a_planted_leak_is_named_with_file_line_and_what_it_resembles(rich_course, out, kind):
    name, text, private = PLANTED[kind]
    above = add(rich_course, name, text)
    found = release(rich_course, out)
    assert {(leak.file, leak.resembles) for leak in found.leaks} == {(name, private)}
    for leak in found.leaks:
        lines = (rich_course.root / private).read_text().splitlines()
        assert 1 <= leak.resembles_line <= len(lines)
        assert leak.line > above or "notes" in name
    assert not found.released
    assert not out.exists()


def packed(data):
    """The kinds in which a private file may lie in the public folder: name and content."""
    code = base64.b64encode(data).decode()
    wrapped = base64.encodebytes(data).decode()
    return {
        "as it is": ("copy.py", data),
        "under another name": ("picture.png", data),
        "with something around it": ("notes.bin", b"\x89\x00\xff" + data + b"\xfe"),
        "in base64": ("notes.txt", f"See: {code} there"),
        "in base64 for the web": ("notes.txt", base64.urlsafe_b64encode(data)),
        "in wrapped base64": ("notes.txt", f"Attached:\n\n{wrapped}\nThat is all.\n"),
        "in base64 in Python": ("data.py", f"DATA = {code!r}\n"),
        "in wrapped base64 in comments": ("data.py", "# " + wrapped.strip().replace("\n", "\n# ")),
        "in hexadecimal": ("notes.txt", data.hex()),
        "in bytes with escapes": ("data.py", f"DATA = {data!r}\n"),
        "compressed": ("copy.gz", gzip.compress(data)),
        "compressed in base64": ("notes.txt", base64.b64encode(gzip.compress(data))),
        "in a zip": ("more.zip", zipped(data)),
        "in a zip in a zip": ("more.zip", zipped(zipped(data), "inner.zip")),
        "in a zip in base64 in a notebook": (
            "notes.ipynb",
            notebook(f"DATA = '{base64.b64encode(zipped(data)).decode()}'\n"),
        ),
        "in a tarball": ("more.tgz", tarred(data)),
    }


@pytest.mark.parametrize("kind", packed(b""))
@pytest.mark.parametrize("private", PRIVATE)
def test_a_private_file_is_found_in_every_kind_of_packing(little_course, private, kind):
    name, content = packed(body(little_course, private))[kind]
    add(little_course, f"assignments/adding/{name}", content)
    found = resembled(little_course)
    assert {file.partition(":")[0] for file, _ in found} == {f"assignments/adding/{name}"}
    assert private in {resembles for _, resembles in found}


@pytest.mark.parametrize("change", [b"\n# mine\n", b"\r\n"], ids=["comments", "line ends"])
@pytest.mark.parametrize("private", PRIVATE)
def test_a_changed_copy_is_found(rich_course, private, change):
    text = body(rich_course, private).replace(b"\n", change)
    add(rich_course, "assignments/adding/copy.txt", text)
    assert ("assignments/adding/copy.txt", private) in resembled(rich_course)


def test_a_private_file_that_is_no_text_is_found(little_course):
    picture = bytes(range(256))
    add(little_course, "solutions/adding/plot.png", picture)
    add(little_course, "assignments/adding/notes.zip", zipped(picture))
    found = resembled(little_course)
    assert found == {("assignments/adding/notes.zip:inner.py", "solutions/adding/plot.png")}


def test_code_in_private_notebooks_and_notes_is_secret(little_course):
    add(little_course, "solutions/adding/notes.ipynb", notebook("best = np.cumprod(x + 3)[1:-1]\n"))
    add(
        little_course,
        "solutions/adding/notes.md",
        "# Note\n\n    worst = np.flip(values + 5, 1)[3:]\n",
    )
    add(little_course, README, "\n`np.cumprod(x+3)[1:-1]`, `np.flip(values+5, 1)[3:]`\n")
    assert resembled(little_course) == {
        (README, "solutions/adding/notes.ipynb"),
        (README, "solutions/adding/notes.md"),
    }


def test_texts_of_a_quiz_key_are_secret_and_its_ids_are_not(little_course):
    rubric = body(little_course, RUBRIC)
    add(little_course, "rubrics/quiz_x.toml", rubric)
    key = '[[answers]]\nid = "how many kernels are there"\nworked = "Count the rows of it."\n'
    key += 'answer = "H * (D + H + 1) + O * (H + 1) + 2 * O"\n'
    add(little_course, "solutions/quiz_x/key.toml", key)
    quiz = "assignments/quiz_x/quiz.toml"
    add(little_course, quiz, 'title = "X"\n[[questions]]\nkind = "number"\nid = "k"\n')
    add(little_course, quiz, 'prompt = "How many kernels are there?"\n')
    assert resembled(little_course) == set()
    add(little_course, quiz, '# Count the rows of it\n# a = "H*(D+H+1) + O*(H+1)+2*O"\n')
    lines = {(leak.line, leak.resembles_line) for leak in find_leaks(little_course)}
    assert lines == {(6, 3), (7, 4)}


def test_a_quiz_is_released_only_where_its_key_is_there_to_compare_with(little_course, out):
    quiz = 'title = "X"\n[[questions]]\nkind = "text"\nid = "k"\nprompt = "Which?"\n'
    add(little_course, "assignments/quiz_x/quiz.toml", quiz)
    with pytest.raises(CourseError, match=r"quiz_x/key\.toml is missing: only where all"):
        release(little_course, out)
    add(little_course, "solutions/quiz_x/key.toml", '[[answers]]\nid = "k"\naccept = ["this"]\n')
    add(little_course, "rubrics/quiz_x.toml", body(little_course, RUBRIC))
    found = release(little_course, out)
    assert (found.released, found.quizzes) == (True, ("quiz_x",))
    assert "assignments/quiz_x/quiz.toml" in found.files


def test_what_a_quiz_accepts_as_a_text_is_a_term_of_the_course(little_course):
    accept = 'accept = ["the sum of all the rows before"]\n'
    add(little_course, "solutions/adding/notes.toml", accept)
    add(little_course, README, "\nIt is the sum of all the rows before.\n")
    assert resembled(little_course) == set()


# What stands in public and private files alike, and may.
INNOCENT = {
    "signatures and names": (STUB, "\n\ndef f(x):\n    running_total(first_of_them, second)\n"),
    "an import": (VISIBLE, "\n\nimport numpy as np\n"),
    "an error for what is not done": (STUB, '\n\nraise NotImplementedError("running_total")\n'),
    "an error that is raised": (STUB, '\n\nraise ValueError("a and b differ in shape")\n'),
    "Python's own functions": (STUB, "\n\npairs = dict(zip(names, values, strict=True))\n"),
    "a type": (STUB, "\n\nPair = tuple[np.ndarray, np.ndarray]\n"),
    "zeros": (VISIBLE, "\n\ntotals = np.zeros(x.shape)\n"),
    "a short formula": (README, "\nNot `a - b`, nor np.cumsum(x, axis=0).\n"),
    "titles of criteria": (README, "\nEach row is added to those before it.\n"),
    "a shape": (
        VISIBLE,
        "\n\n@pytest.mark.parametrize('steps', [2, 4])\ndef test_x(steps):\n    pass\n",
    ),
    "few words of a hint": (README, "\nWhat does the first row say?\n"),
    "words around a title": (README, "\nSomeone row is left outside.\n"),
}


@pytest.mark.parametrize("kind", INNOCENT)
def test_what_anyone_would_write_is_no_leak(little_course, kind):
    name, text = INNOCENT[kind]
    add(little_course, REFERENCE, "\n\nPair = tuple[np.ndarray, np.ndarray]\n")
    add(little_course, CORRECT, "\n\npairs = dict(zip(names, values, strict=True))\n")
    add(
        little_course,
        TESTS,
        "\n\ndef helper(x):\n    total = running_total(first_of_them, second)\n",
    )
    add(little_course, name, text)
    assert resembled(little_course) == set()


def test_what_the_author_calls_public_is_no_leak(little_course):
    lines = '    """Entries that everybody can draw as we do."""\n'
    lines += "    return np.arange(3 * n) % 11 + k\n"
    add(little_course, DRAWS, f"\n\ndef det(n, k):\n{lines}")
    add(little_course, VISIBLE, f"\n\ndef det(n, k):\n{lines}")
    assert resembled(little_course) == {(VISIBLE, DRAWS)}
    text = (little_course.root / DRAWS).read_text()
    (little_course.root / DRAWS).write_text(text.replace("k):\n", "k):  # public\n"))
    assert resembled(little_course) == set()


def test_the_course_in_this_repository_has_no_leak(course):
    assert find_leaks(course) == []


@pytest.mark.parametrize("planted", [TOTALS, "Which sign does the second vector have in a sum?"])
@pytest.mark.parametrize("name", ["dist/a.whl", "dist/a.tar.gz", "a.zip"])
def test_a_built_distribution_beside_the_course_is_searched(little_course, out, name, planted):
    content = f"x = 1\n# {planted}\n".encode()
    add(little_course, name, tarred(content) if name.endswith("gz") else zipped(content))
    (leak,) = release(little_course, out).leaks
    assert (leak.file, leak.line) == (f"{name}:inner.py", 2)
    assert not out.exists()
    assert [str(found) for found in find_leaks(little_course, "adding")] == [str(leak)]


def test_a_built_distribution_without_secrets_hinders_nothing(little_course, out):
    add(little_course, "dist/a.whl", zipped(b"x = 1\n"))
    found = release(little_course, out)
    assert found.released
    assert found.distributions == ("dist/a.whl",)


def test_an_assignment_is_compared_with_its_own_secrets_and_a_release_with_all(little_course):
    add(little_course, "solutions/other/other.py", "x = np.flip(y + 5, axis=-1)[3:]\n")
    add(little_course, README, "\n`np.flip(y + 5, axis=-1)[3:]`\n")
    assert resembled(little_course, "adding") == set()
    assert resembled(little_course) == {(README, "solutions/other/other.py")}


def test_all_that_is_public_is_released_as_it_is(little_course, out):
    add(little_course, "assignments/adding/data/weights.bin", bytes(range(256)))
    for name in (".hidden", ".git/config", "adding/__pycache__/x.pyc", "adding/y.pyc", "adding/.x"):
        add(little_course, f"assignments/{name}", TOTALS)
    found = release(little_course, out)
    assert found.released
    assert found.assignments == ("adding",)
    released = sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())
    assert released == sorted(found.files)
    data = "assignments/adding/data/weights.bin"
    assert set(released) == {"assignments/course.toml", data, README, STUB, VISIBLE, MANIFEST}
    for name in released:
        assert (out / name).read_bytes() == body(little_course, name)


def test_what_is_released_can_be_read_by_others_and_serves_students(
    little_course, out, monkeypatch
):
    release(little_course, out)
    usual = out.parent / "usual"
    usual.mkdir()
    assert stat.S_IMODE((out / "assignments").stat().st_mode) == stat.S_IMODE(usual.stat().st_mode)
    monkeypatch.chdir(out)
    listed = CliRunner().invoke(main, ["list", "--json"])
    assert [row["slug"] for row in json.loads(listed.stdout)] == ["adding"]


def test_nothing_but_the_folder_is_left_beside_it(little_course, out):
    before = set(out.parent.iterdir())
    release(little_course, out / "deep" / "er")
    assert set(out.parent.iterdir()) == before | {out}


def test_an_empty_folder_is_taken_even_where_nothing_can_be_written_beside_it(
    little_course, out, monkeypatch
):
    out.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    release(little_course, out)
    assert [path.name for path in out.iterdir()] == ["assignments"]


@pytest.mark.parametrize("exists", [True, False])
def test_a_release_that_fails_leaves_everything_as_it_was(little_course, out, monkeypatch, exists):
    if exists:
        out.mkdir()
    add(little_course, README, f"\n{TOTALS}\n")
    before = {path for path in out.parent.rglob("*") if "course" not in path.parts}
    assert release(little_course, out).leaks
    assert {path for path in out.parent.rglob("*") if "course" not in path.parts} == before

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(secrets.Secrets, "leaks", interrupted)
    with pytest.raises(KeyboardInterrupt):
        release(little_course, out)
    assert {path for path in out.parent.rglob("*") if "course" not in path.parts} == before


@pytest.mark.parametrize("inside", ["assignments", "solutions", "rubrics", "tests/hidden"])
def test_a_folder_inside_the_course_s_parts_is_refused(little_course, inside):
    for folder in (little_course.root / inside / "new", little_course.root / "x/.." / inside / "n"):
        with pytest.raises(UsageError, match="lies inside"):
            release(little_course, folder)
        assert not folder.exists()


def test_a_link_into_the_course_s_parts_is_refused(little_course, out):
    (little_course.root / "solutions" / "empty").mkdir()
    out.symlink_to(little_course.root / "solutions" / "empty")
    with pytest.raises(UsageError, match="lies inside"):
        release(little_course, out)


def test_a_folder_that_holds_something_is_refused(little_course, out):
    out.mkdir()
    (out / ".keep").touch()
    with pytest.raises(UsageError, match="is not empty"):
        release(little_course, out)
    assert [path.name for path in out.iterdir()] == [".keep"]


def test_a_file_in_the_place_of_the_folder_is_refused(little_course, out):
    out.write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        release(little_course, out)
    assert out.read_text() == "mine"


@pytest.mark.parametrize("target", [REFERENCE, STUB, "solutions", "nowhere"])
def test_a_link_in_the_public_part_is_an_error(little_course, out, target):
    (little_course.root / "assignments/adding/link").symlink_to(little_course.root / target)
    with pytest.raises(CourseError, match=r"link is a link"):
        release(little_course, out)
    assert not out.exists()


def test_a_pipe_in_the_public_part_is_an_error(little_course, out):
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes with names here")
    os.mkfifo(little_course.root / "assignments/adding/pipe")
    with pytest.raises(CourseError, match="neither a file nor a folder"):
        release(little_course, out)


@pytest.mark.parametrize("name", [REFERENCE, RUBRIC, TESTS])
def test_without_the_private_parts_nothing_is_proven(little_course, out, name):
    (little_course.root / name).unlink()
    with pytest.raises(CourseError, match="is missing"):
        release(little_course, out)
    assert not out.exists()


@pytest.mark.parametrize(("name", "said"), [(WRONG, "is not Python"), (RUBRIC, "is not TOML")])
def test_a_private_file_that_cannot_be_compared_is_an_error(little_course, out, name, said):
    add(little_course, name, "\n]]\n")
    with pytest.raises(CourseError, match=said):
        release(little_course, out)


def test_an_archive_that_is_locked_is_an_error(little_course, out):
    data = bytearray(zipped(b"x = 1"))
    data[6] |= 1  # the flag of encryption: of the member, and in the directory
    data[data.index(b"PK\x01\x02") + 8] |= 1
    add(little_course, "assignments/adding/more.zip", bytes(data))
    with pytest.raises(CourseError, match=r"more.zip cannot be looked into .*: unpack it"):
        release(little_course, out)


def test_a_broken_tarball_is_an_error():
    broken = b"x" * 257 + b"ustar" + b"y" * 300
    with pytest.raises(CourseError, match="unpack it"):
        list(unpack.layers(unpack.Layer("a.tar", broken)))


@pytest.mark.parametrize(
    "data",
    [b"x" * 60, gzip.compress(b"x" * 60), zipped(b"x" * 60), tarred(b"x" * 60)],
    ids=["file", "gzip", "zip", "tar"],
)
def test_what_is_too_large_to_look_into_is_an_error(monkeypatch, data):
    monkeypatch.setattr(unpack, "LARGEST", 40)
    with pytest.raises(CourseError, match="too large"):
        list(unpack.layers(unpack.Layer("a", data)))


@pytest.mark.parametrize(
    "data",
    [b"\x1f\x8b no", b"xylophone", b"BZh no", b"\xfd7zXZ no", b"[" * 9999, b"{no}", b"\xff\xfe"],
)
def test_what_only_begins_like_something_packed_is_text(data):
    first, *_ = unpack.layers(unpack.Layer("a", data))
    assert first.data == data


def cli(course, *args):
    return CliRunner().invoke(main, ["--course", str(course.root), "release", *map(str, args)])


def test_the_command_prints_files_assignments_and_the_proof(little_course, out):
    done = cli(little_course, out)
    assert done.exit_code == 0
    for said in (README, STUB, "1 assignments: adding", "Nothing private is in it"):
        assert said in done.stdout


def test_the_command_names_leaks_and_exits_with_1(little_course, out):
    line = add(little_course, README, f"{TOTALS}\n") + 1
    done = cli(little_course, out)
    assert done.exit_code == 1
    assert f"{README}, line {line} resembles {REFERENCE}, line 14: {TOTALS}" in done.stdout
    assert "Nothing was released: 1 place to mend" in done.stdout


def test_the_command_cuts_a_long_list_of_leaks(little_course, out):
    for n in range(30):
        add(little_course, f"assignments/adding/{n}.txt", TOTALS)
    assert "... and 10 more." in cli(little_course, out).stdout


@pytest.mark.parametrize("planted", ["", TOTALS])
def test_the_command_prints_json_and_nothing_else(little_course, out, planted):
    add(little_course, README, planted)
    done = cli(little_course, out, "--json")
    document = json.loads(done.stdout)
    assert document["released"] == (not planted) == out.exists()
    assert [leak["resembles"] for leak in document["leaks"]] == [REFERENCE] * bool(planted)
    assert document["assignments"] == ["adding"]
    assert done.exit_code == bool(planted)


def test_a_refused_folder_is_a_usage_error(little_course):
    done = subprocess.run(
        [sys.executable, "-m", "autograder", "--course", little_course.root, "release", Path.cwd()],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")


def test_a_file_that_changes_meanwhile_is_released_as_it_was_compared(
    little_course, out, monkeypatch
):
    searched = secrets.Secrets.leaks

    def then_edited(secrets, layer):
        found = searched(secrets, layer)
        add(little_course, README, f"{TOTALS}\n")
        return found

    monkeypatch.setattr(secrets.Secrets, "leaks", then_edited)
    assert release(little_course, out).released
    assert TOTALS not in (out / README).read_text()
    assert Course(out).slugs == ("adding",)
