"""One class in a real nbgrader course, taken through nbgrader's commands once.

It holds honest work, damaged work and attacks. Tests look at what came of it; those that change
something have a copy. With several test processes the first one builds and the others wait.
"""

import copy
import fcntl
import importlib.util
import io
import json
import os
import pickle
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
COVERAGE = []  # arguments of Python, where coverage is measured: nbgrader is run in its own process
RIGHT = {
    "add": "def add(a, b):\n    if a.shape != b.shape:\n        raise ValueError\n    return b + a",
    "running_total": "def running_total(x):\n    return x.cumsum(axis=0)",
}
WRONG = RIGHT | {"add": "def add(a, b):\n    return a - b"}
MODULE = "\n\n\n".join(RIGHT.values()) + "\n"
ON_TIME = "2026-09-30 12:00:00.000000 UTC"
LATE = "2026-10-02 13:00:00.000000 UTC"  # due on the 1st at noon: the second day has begun
SECRETS = (  # of hidden tests and solutions: they may be in nothing that nbgrader makes
    b"test_totals_of_rows",
    b"test_shapes_that_differ",
    b"so_far = add(so_far, row)",
    b"a and b differ in shape",
)
SCRIPTS = (  # for whoever looks at the notebook
    "<script>document.title = 'BREACH'</script>",
    "<img src=x onerror=\"document.title = 'BREACH'\">",
    "<svg onload=\"document.title = 'BREACH'\"></svg>",
    "[press me](javascript:document.title='BREACH')",
    "<iframe srcdoc=\"<script>parent.document.title = 'BREACH'</script>\"></iframe>",
)
MANUAL = [  # what an author adds to the notebook: an answer, a task and a test of their own
    ("own-test", "code", {"grade": True, "locked": True, "points": 2}, "assert add is not None"),
    ("explain", "markdown", {"grade": True, "solution": True, "points": 5}, "Why?"),
    ("plot", "markdown", {"task": True, "locked": True, "points": 3}, "Draw it."),
]


def pytest_configure(config):
    if config.pluginmanager.hasplugin("_cov"):
        COVERAGE[:] = [
            "-m",
            "coverage",
            "run",
            "--parallel-mode",
            f"--rcfile={ROOT}/pyproject.toml",
        ]


@dataclass
class Shell:
    """A person at a shell: commands in a folder, and settings of Jupyter that nobody else has."""

    folder: Path
    home: Path
    log: str = ""

    def __call__(self, *command, status=0, **variables):
        """What a command printed to standard output; `log` has what else it said."""
        return self.python("-m", *command, status=status, **variables)

    def python(self, *arguments, status=0, **variables):
        """The same for any arguments of Python."""
        done = subprocess.run(
            [sys.executable, *COVERAGE, *map(str, arguments)],
            cwd=self.folder,
            env=self.environment() | variables,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == status, done.stdout + done.stderr
        self.log = done.stderr
        return done.stdout

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if "JUPYTER" not in name}
        kept["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{kept['PATH']}"
        kept |= {"COVERAGE_FILE": str(ROOT / ".coverage")} if COVERAGE else {}
        return kept | {"HOME": str(self.home), "PYTHONWARNINGS": "ignore"}


@dataclass
class Classroom:
    """An nbgrader course that all of it was done in, and what the commands said."""

    base: Path
    said: dict

    @property
    def root(self):
        """The nbgrader course."""
        return self.base / "nb"

    @property
    def course(self):
        """Our course."""
        return self.base / "course"

    @property
    def shell(self):
        return Shell(self.root, self.base / "home")

    def sql(self, query, *values):
        """What nbgrader's gradebook answers."""
        with sqlite3.connect(self.root / "gradebook.db") as database:
            return database.execute(query, values).fetchall()

    def scores(self, student):
        """Cell -> (auto, manual, extra credit, needs a person)."""
        rows = self.sql(
            "select base_cell.name, auto_score, manual_score, extra_credit, needs_manual_grade "
            "from grade join base_cell on base_cell.id = grade.cell_id "
            "join submitted_notebook on submitted_notebook.id = grade.notebook_id "
            "join submitted_assignment as work on work.id = submitted_notebook.assignment_id "
            "where student_id = ?",
            student,
        )
        return {name: (*scores, bool(needs)) for name, *scores, needs in rows}

    def earned(self, student):
        """Criterion -> score."""
        found = self.scores(student)
        return {name: found[name][0] for name in ("sums", "totals")}

    def comments(self, student):
        """Cell -> comment."""
        rows = self.sql(
            "select base_cell.name, auto_comment from comment "
            "join base_cell on base_cell.id = comment.cell_id "
            "join submitted_notebook on submitted_notebook.id = comment.notebook_id "
            "join submitted_assignment as work on work.id = submitted_notebook.assignment_id "
            "where student_id = ?",
            student,
        )
        return dict(rows)

    def autograded(self, student):
        path = self.root / "autograded" / student / "adding" / "adding.ipynb"
        return json.loads(path.read_text(encoding="utf-8"))

    def feedback(self, student):
        path = self.root / "feedback" / student / "adding" / "adding.html"
        return path.read_text(encoding="utf-8")

    def copy(self, to):
        """The same class, to change something in."""
        shutil.copytree(self.base, to, symlinks=True)
        for path in to.rglob("nbgrader_config.py"):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(str(self.base), str(to)), encoding="utf-8")
        return Classroom(to, self.said)


def notebook(cells, **metadata):
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    head = {"metadata": {"kernelspec": kernel} | metadata, "nbformat": 4, "nbformat_minor": 5}
    return {"cells": cells, **head}


def named(cell):
    return cell["metadata"].get("nbgrader", {}).get("grade_id")


def filled(released, answers, *more):
    """The released notebook with answers in its cells, and more cells of code before the end."""
    made = copy.deepcopy(released)
    for cell in made["cells"]:
        function = (named(cell) or "").removeprefix("solution-")
        if function in answers:
            cell["source"] = answers[function]
    at = next(i for i, cell in enumerate(made["cells"]) if named(cell) == "visible-tests")
    made["cells"][at:at] = [code(text, number) for number, text in enumerate(more)]
    return made


def code(text, number=0):
    head = {"cell_type": "code", "id": f"mine-{number}", "metadata": {}}
    return head | {"execution_count": None, "outputs": [], "source": text}


@pytest.fixture(scope="session")
def shell():
    """A person at a shell, by folder and home."""
    return Shell


@pytest.fixture(scope="session")
def secrets():
    """Bytes of hidden tests and solutions: they may be in nothing that nbgrader makes."""
    return SECRETS


@pytest.fixture(scope="session")
def attacks():
    """name -> (answers, what it earns, source)."""
    return all_attacks()


def all_attacks():
    found = {}
    for path in sorted((HERE / "attacks").glob("*.py")):
        text = path.read_text(encoding="utf-8")
        said = dict(line[2:].split(": ") for line in text.splitlines()[1:3])
        found[path.stem] = (said["answers"], float(said["earns"]), text)
    return found


def works(released, where):
    """student -> {file: bytes}: everything that the class hands in, but through the exchange."""
    right, wrong = filled(released, RIGHT), filled(released, WRONG)
    found = {"right": right, "wrong": wrong, "stub": released, "late": wrong, "zoë o'neil": right}
    for name, (answers, _, text) in all_attacks().items():
        made = filled(released, RIGHT if answers == "right" else WRONG, where, text)
        found[f"attack_{name}"] = made
    pretends = copy.deepcopy(wrong)
    for cell in pretends["cells"]:
        if named(cell) in ("sums", "totals"):
            cell["metadata"]["nbgrader"] |= {"points": 1000, "grade": False, "locked": False}
            result = {"data": {"text/plain": "1000"}, "execution_count": 1, "metadata": {}}
            cell["outputs"] = [{"output_type": "execute_result"} | result]
    found["attack_pretends_points"] = pretends
    found["attack_scripts"] = copy.deepcopy(wrong)
    found["attack_scripts"]["cells"][1:1] = [
        {"cell_type": kind, "id": f"{kind}-{number}", "metadata": {}, "source": text}
        for number, text in enumerate(SCRIPTS)
        for kind in ("markdown", "raw")
    ]
    files = {name: {"adding.ipynb": json.dumps(made)} for name, made in found.items()}
    files |= damaged(right, wrong)
    text, raw = MODULE, json.dumps(right)
    files |= {
        "py": {"adding.py": text},
        "py_of_another_name": {"work.py": text},
        "py_and_notebook": {"adding.py": text, "adding.ipynb": json.dumps(wrong)},
        "py_with_helper": {"adding.py": text, "test_mine.py": "assert False"},
        "py_broken": {"adding.py": text + "def add(:"},
        "py_windows": {"adding.py": b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()},
        "py_of_odd_bytes": {"adding.py": b"# \xff\n" + text.encode()},
        "py_in_a_zip": {"homework.zip": zipped({"adding.py": text})},
        "two_notebooks": {"adding.ipynb": raw, "scratch.ipynb": "{"},
        "notebook_of_another_name": {"adding (1).ipynb": raw},
        "notebook_beside_a_test": {"mine.ipynb": raw, "test_visible.py": "assert False"},
        "two_of_other_names": {"a.ipynb": raw, "b.ipynb": raw},
        "too_large": {"adding.ipynb": raw[:-1] + ', "x": "' + "y" * (17 << 20) + '"}'},
    }
    return files


def damaged(right, wrong):
    """student -> {file: text} of notebooks that something happened to."""

    def changed(change, of=right):
        made = copy.deepcopy(of)
        return change(made) or made

    def each(change):
        def all_of_them(made):
            for cell in made["cells"]:
                change(cell)

        return all_of_them

    def only(keep):
        def kept(made):
            made["cells"] = [cell for cell in made["cells"] if keep(named(cell) or "")]

        return kept

    def marks(**values):
        def mark(cell):
            if named(cell):
                cell["metadata"]["nbgrader"] |= values

        return each(mark)

    def twice(of):
        def add(made):
            again = [cell for cell in of["cells"] if named(cell) == "solution-add"]
            made["cells"] += copy.deepcopy(again)

        return add

    def renamed(cell):
        if named(cell):
            cell["metadata"]["nbgrader"]["grade_id"] += "-mine"

    def rewritten(cell):
        if named(cell) in ("sums", "given-1", "visible-tests"):
            cell["source"] = "raise SystemExit"

    def of_format_3(made):
        cells = [{"cell_type": "code", "input": text} for text in RIGHT.values()]
        return {"worksheets": [{"cells": cells}], "nbformat": 3, "metadata": {}}

    def in_r(made):
        made["metadata"]["kernelspec"] = {"name": "ir", "display_name": "R", "language": "R"}

    made = {
        "a_cell_missing": changed(only(lambda name: name != "solution-running_total")),
        "all_others_missing": changed(only(lambda name: name.startswith("solution-"))),
        "no_cells": notebook([]),
        "twice": changed(twice(right), wrong),
        "twice_wrong_last": changed(twice(wrong)),
        "reordered": changed(lambda made: made["cells"].reverse()),
        "renamed": changed(each(renamed)),
        "locked_cells_changed": changed(each(rewritten)),
        "code_turned_into_text": changed(each(lambda cell: cell.update(cell_type="markdown"))),
        "of_another_schema": changed(marks(schema_version=99)),
        "of_an_old_schema": changed(marks(schema_version=1)),
        "schema_is_text": changed(marks(schema_version="3")),
        "marks_are_text": changed(each(lambda cell: cell.update(metadata={"nbgrader": "x"}))),
        "metadata_is_a_list": changed(each(lambda cell: cell.update(metadata=[]))),
        "cells_are_bare": notebook([{"cell_type": "code", "source": [t]} for t in RIGHT.values()]),
        "cells_are_odd": notebook([1, None, {}, {"source": 5}, *right["cells"]]),
        "of_format_3": changed(of_format_3),
        "in_r": changed(in_r),
        "half_characters": notebook([*right["cells"], code('x = "\ud800"') | {"id": "\udfff"}]),
    }
    files = {name: {"adding.ipynb": json.dumps(document)} for name, document in made.items()}
    whole = json.dumps(right)
    files |= {
        "json_cut_off": {"adding.ipynb": whole[: len(whole) // 2]},
        "json_is_deep": {"adding.ipynb": "[" * 100_000},
        "json_is_a_list": {"adding.ipynb": "[]"},
        "empty": {"adding.ipynb": ""},
    }
    return files


def zipped(files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def write(folder, files):
    folder.mkdir(parents=True)
    for name, data in files.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def append(path, text):
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def settle(base, write_course):
    """Take a class through all of it; what the commands said."""
    said = {}
    course = write_course(base / "course").root
    assignments = course / "assignments"
    limits = "[limits]\ncall_cpu_seconds = 0.5\ncall_seconds = 3\nsubmission_seconds = 8\n"
    append(assignments / "adding" / "assignment.toml", limits)
    append(assignments / "course.toml", "[late]\nper_day = 10\n")
    room = Classroom(base, said)
    for name in ("home", "exchange", "student"):
        (base / name).mkdir()
    (base / "exchange").chmod(0o777)
    at_course = Shell(course, base / "home")
    said["init"] = at_course("autograder", "nbgrader", "init", room.root)
    exchange = f"\nc = get_config()\nc.Exchange.root = {str(base / 'exchange')!r}\n"
    for folder in (room.root, base / "student"):
        append(folder / "nbgrader_config.py", exchange)
    _add_manual_cells(room.root / "source" / "adding" / "adding.ipynb")
    shell, student = room.shell, Shell(base / "student", base / "home")
    shell("autograder", "nbgrader", "export", "adding")
    said["export"] = shell("autograder", "nbgrader", "export", "adding")
    for command in ("generate_assignment", "release_assignment"):
        said[command] = shell("nbgrader", command, "adding")
    student("nbgrader", "fetch_assignment", "adding", "--course", "little")
    fetched = base / "student" / "adding" / "adding.ipynb"
    released = json.loads(fetched.read_text(encoding="utf-8"))
    said["released"] = released
    said["validate_stub"] = student("nbgrader", "validate", "adding/adding.ipynb")
    answers = RIGHT | {"explain": "Because."}
    fetched.write_text(json.dumps(filled(released, answers)), encoding="utf-8")
    said["validate"] = student("nbgrader", "validate", "adding/adding.ipynb")
    student("nbgrader", "submit", "adding", "--course", "little")
    (inbound,) = (base / "exchange" / "little" / "inbound").iterdir()
    (inbound / "neighbour.txt").symlink_to(room.root / "gradebook.db")
    said["collect"] = shell("nbgrader", "collect", "adding")
    where = f"ROOT, COURSE = {str(room.root)!r}, {str(course)!r}"
    for name, files in works(released, where).items():
        folder = room.root / "submitted" / name / "adding"
        write(folder, files)
        stamp = LATE if name == "late" else ON_TIME
        (folder / "timestamp.txt").write_text(stamp, encoding="utf-8")
    submitted = room.root / "submitted"
    write(submitted / "a_link" / "adding", {})
    (submitted / "a_link" / "adding" / "adding.ipynb").symlink_to(
        submitted / "right" / "adding" / "adding.ipynb"
    )
    (submitted / "a_folder" / "adding" / "adding.ipynb").mkdir(parents=True)
    (submitted / "nothing" / "adding").mkdir(parents=True)
    download = {"doejane_111_222_adding.py": MODULE, "roejim_LATE_112_9_work.ipynb": "{"}
    bomb = zipped({"adding.py": "#" * (4 << 20)})
    download["bombay_113_7_homework.zip"] = bomb
    write(room.root / "downloaded" / "adding" / "archive", {"submissions.zip": zipped(download)})
    said["zip_collect"] = shell("nbgrader", "zip_collect", "adding")
    shutil.copytree(submitted, base / "plain", symlinks=True)
    plain = at_course("autograder", "grade", base / "plain", "-a", "adding", "--json")
    said["plain"] = {report["student"]: report for report in json.loads(plain)}
    said["grade"] = shell("autograder", "nbgrader", "grade", ".", "adding", "--json")
    shell("nbgrader", "autograde", "adding")
    said["autograde"] = shell.log
    said["first"] = {student: room.scores(student) for student in said["plain"]}
    (base / "give.py").write_text(GIVE, encoding="utf-8")
    shell.python(base / "give.py")
    shell("nbgrader", "autograde", "adding", "--force")
    said["again"] = shell.log
    shell("nbgrader", "generate_feedback", "adding")
    exporter = "autograder.nbgrader.rows.CriterionRows"
    shell("nbgrader", "export", f"--exporter={exporter}", "--to=criteria.csv")
    return said


# What a person does in formgrader, through the same interface.
GIVE = """
from nbgrader.api import Gradebook

with Gradebook("sqlite:///gradebook.db", "little") as book:
    def grade(student, cell, **values):
        row = book.find_grade(cell, "adding", "adding", student)
        for name, value in values.items():
            setattr(row, name, value)
        row.needs_manual_grade = False

    grade("wrong", "sums", manual_score=15.25)
    grade("wrong", "explain", manual_score=4)
    grade("stub", "totals", extra_credit=2)
    book.find_comment("solution-add", "adding", "adding", "wrong").manual_comment = "Look again."
    book.update_or_create_student("absent", first_name="Nobody")
    book.update_or_create_student("right", last_name="=1+1", first_name='Zoe, "Z"', email="@x")
    book.db.commit()
"""


def _add_manual_cells(path):
    """As an author does, between the cells that are there and at the end."""
    made = json.loads(path.read_text(encoding="utf-8"))
    for number, (name, kind, marks, text) in enumerate(MANUAL):  # the first behind all others
        unmarked = {"grade": False, "solution": False, "locked": False, "task": False}
        cell = code(text, name) if kind == "code" else {"cell_type": kind, "id": f"mine-{name}"}
        cell["metadata"] = {"nbgrader": {"schema_version": 3, "grade_id": name} | unmarked | marks}
        made["cells"].insert(number or len(made["cells"]), cell | {"source": text})
    path.write_text(json.dumps(made), encoding="utf-8")


@pytest.fixture(scope="session")
def classroom(tmp_path_factory, little_course_at, request):
    """The class, after all of nbgrader's commands; look, and change nothing."""
    if importlib.util.find_spec("nbgrader") is None:
        pytest.skip("nbgrader is not installed")
    top = tmp_path_factory.getbasetemp()
    top = top.parent if hasattr(request.config, "workerinput") else top
    base, told = top / "nbgrader-class", top / "nbgrader-class.pickle"
    with (top / "nbgrader-class.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            base.mkdir()
            told.write_bytes(pickle.dumps(settle(base, little_course_at)))
        return Classroom(base, pickle.loads(told.read_bytes()))  # noqa: S301  ours
