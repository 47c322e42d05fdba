"""The visible tests run on a student's own machine, with the public part of the course alone."""

import json
import shutil
from textwrap import dedent

import pytest

from autograder import visible
from autograder.errors import GraderError, SubmissionError

RIGHT = """
    def add(a, b):
        return a + b
    def running_total(x):
        return x.cumsum(axis=0)
"""


@pytest.fixture
def assignment(little_course):
    """The public part of `adding`; there is nothing else."""
    for private in little_course.private:
        shutil.rmtree(private)
    return little_course.assignment("adding")


@pytest.fixture
def results(assignment, tmp_path):
    """Run the visible tests on source text, or on a notebook of cells; results by name."""

    def run(source, name="work.py"):
        path = tmp_path / name
        if isinstance(source, list):
            cells = [{"cell_type": "code", "source": dedent(cell)} for cell in source]
            path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
        else:
            path.write_text(dedent(source), encoding="utf-8")
        return {result.name: result for result in visible.run(assignment, path)}

    return run


def test_right_work_passes_and_each_test_says_its_claim(results):
    found = results(RIGHT)
    assert all(result.passed for result in found.values())
    assert {name: result.claim for name, result in found.items()} == {
        "test_one_and_two_are_three": "The sum of [1, 0] and [2, 5] is [3, 5].",
        "test_totals_grow": "The totals of the rows [1], [2] are [1], [3].",
    }
    assert {result.message for result in found.values()} == {""}


def test_the_stub_fails_and_what_it_raised_is_told(assignment):
    found = visible.run(assignment, assignment.stub)
    assert [result.passed for result in found] == [False, False]
    assert "NotImplementedError: add" in found[0].message


@pytest.mark.parametrize(
    ("body", "said"),
    {
        "assert adding.add(1, 2) == 4": "assert 3 == 4",
        "assert adding.add(1, 2) == 4, 'one short'": "one short",
        "assert same(adding.add(1, 2), 4)": "same(3, 4)",
        "assert not adding.add(1, 2)": "assert not 3",
        "adding.add(1)": "TypeError: add() missing 1 required positional argument: 'b'",
        "assert adding.sub": "AttributeError: module 'adding' has no attribute 'sub'",
    }.items(),
)
def test_a_test_that_fails_says_what_contradicts_it(assignment, results, body, said):
    assignment.visible_tests.write_text(
        f"import adding\ndef same(a, b):\n    return a == b\ndef test_it():\n    {body}\n",
        encoding="utf-8",
    )
    found = results("def add(a, b): return a + b")["test_it"].message
    assert found.startswith(said)
    assert "where" not in found


def test_parameters_share_the_claim_of_their_test(assignment, results):
    assignment.visible_tests.write_text(
        "import adding, pytest\n"
        '@pytest.mark.parametrize("n", [1, 2])\n'
        'def test_same(n):\n    """A number is itself.\n\n    More.\n    """\n    assert n == 1\n'
        "def test_mute():\n    pass\n",
        encoding="utf-8",
    )
    found = results("")
    assert [(r.name, r.claim, r.passed) for r in found.values()] == [
        ("test_same[1]", "A number is itself.", True),
        ("test_same[2]", "A number is itself.", False),
        ("test_mute", "", True),
    ]


def test_a_notebook_is_run_as_grading_runs_it(results):
    found = results(
        [
            "%matplotlib inline\nimport numpy as np",
            "np.nothing_like_this",
            "def broken(:",
            "!ls\ntext = '''\n%no magic\n'''",
            "%%bash\nexit 1",
            RIGHT,
            "assert '%no magic' in text\nadd = add if text else None",
        ],
        "work.ipynb",
    )
    assert [result.passed for result in found.values()] == [True, True]


def test_a_file_that_is_no_python_fails_and_says_why(results):
    (found,) = results("def add(:").values()
    assert not found.passed
    assert "SyntaxError" in found.message


@pytest.mark.parametrize(
    ("source", "seconds", "said"),
    [("import os; os._exit(0)", 60, "ends the program"), ("while True: pass", 2, "within 2 sec")],
    ids=["exit", "loop"],
)
def test_a_file_that_keeps_tests_from_running_is_one_sentence(
    results, monkeypatch, source, seconds, said
):
    monkeypatch.setattr(visible, "SECONDS", seconds)
    with pytest.raises(GraderError, match=said) as caught:
        results(source)
    assert str(caught.value)[-1] in ".?"
    assert "\n" not in str(caught.value)


@pytest.fixture
def several(assignment, tmp_path):
    """The same assignment with modules allowed: run its tests on files, given as name -> text."""
    manifest = assignment.public / "assignment.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace("order = 1", "order = 1\nmodules = true"), encoding="utf-8")

    def run(files, name="adding.py"):
        folder = tmp_path / "my work"
        for path, source in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(dedent(source), encoding="utf-8")
        return visible.run(assignment, folder / name)

    return run


IN_FILES = {
    "adding.py": "from layers import add\nfrom sums import running_total\n",
    "layers/__init__.py": "from .cells import add\n",
    "layers/cells.py": "def add(a, b):\n    return a + b\n",
    "sums.py": "def running_total(x):\n    return x.cumsum(axis=0)\n",
}


@pytest.mark.parametrize("name", ["adding.py", "adding.ipynb"])
def test_modules_beside_the_file_are_imported_where_they_are_allowed(several, name):
    cells = [{"cell_type": "code", "source": IN_FILES["adding.py"]}]
    files = {
        **IN_FILES,
        name: IN_FILES["adding.py"] if ".py" in name else json.dumps({"cells": cells}),
    }
    if name != "adding.py":
        del files["adding.py"]
    assert [result.passed for result in several(files, name)] == [True, True]


def test_modules_are_not_imported_where_they_are_not_allowed(results, tmp_path):
    (tmp_path / "sums.py").write_text(IN_FILES["sums.py"], encoding="utf-8")
    (found,) = results("from sums import running_total", "adding.py").values()
    assert "No module named 'sums'" in found.message


def test_a_module_called_like_one_of_python_s_shadows_it_no_more_than_in_grading(several):
    files = {
        **IN_FILES,
        "random.py": "1 / 0\n",
        "numpy.py": "1 / 0\n",
        "conftest.py": "1 / 0\n",
        "test_visible.py": "1 / 0\n",
        "test_mine.py": "1 / 0\n",
    }
    assert [result.passed for result in several(files)] == [True, True]


def test_what_grading_would_reject_is_said_by_the_visible_tests_too(several, tmp_path):
    several(IN_FILES)
    (tmp_path / "my work" / "layers" / "more.py").symlink_to("cells.py")
    with pytest.raises(SubmissionError, match=r"^layers/more\.py: This is a link"):
        several(IN_FILES)


def test_a_broken_notebook_is_no_submission(results):
    with pytest.raises(SubmissionError, match="not a notebook"):
        results("{", "work.ipynb")


def test_nothing_around_matters_and_nothing_is_left(assignment, results, monkeypatch, tmp_path):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nonesuch")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    (tmp_path / "tmp" / "conftest.py").write_text("1 / 0", encoding="utf-8")
    before = sorted(assignment.public.rglob("*"))
    found = results("import atexit, os\natexit.register(os.write, 1, b'\\xff')\n" + dedent(RIGHT))
    assert [result.passed for result in found.values()] == [True, True]
    assert sorted(assignment.public.rglob("*")) == before
    assert [path.name for path in (tmp_path / "tmp").iterdir()] == ["conftest.py"]
