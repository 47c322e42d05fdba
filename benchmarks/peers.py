"""What one submission costs here, in nbgrader and in otter-grader: the same work for all three.

    python benchmarks/peers.py [--submissions 20] [--runs 3] [--environments DIR]

The assignment is tanh_recurrence with 20 hidden tests of one call each; the submissions are known
work, right and wrong in turns. Every tool gets the same arguments, expected answers and tolerances.
Before anything is timed, each must give right work full marks and wrong work less, and all must
agree on every test of every submission. Each is run in the fastest way that its documentation
offers without a container:

* ours: `autograder grade FOLDER -o DIR --jobs 1`. It also writes feedback, and every submission is
  locked in the sandbox; the peers' are not.
* nbgrader: one `nbgrader autograde` for all; feedback would be a second command. A notebook has one
  solution cell, because cells cost time, and a grade cell for each test, because a verdict on each
  takes that. With a single grade cell for all tests it needs about a fifth less.
* otter-grader: `otter.api.grade_submission` for all in one process, on scripts, with one test file.
  `otter run` would import everything again for each submission; `otter grade` needs Docker.

Timed is the whole command, start-up included, on one core for everyone (all three grade one
submission after the other), in turns, so that a machine that slows down slows all. What one more
submission costs is (many - one alone) / (how many more). Files are warm: each tool ran before.
"""

import contextlib
import itertools
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click
import numpy as np

from autograder import known_work
from autograder.assignment import Assignment
from autograder.course import Course

ROOT = Path(__file__).parents[1]
SLUG = "tanh_recurrence"
RTOL, ATOL = 1e-7, 1e-9  # the handout's

DATA = """
import numpy as np

rng = np.random.default_rng(2026)
x, h0 = rng.normal(size=(6, 4)), rng.normal(size=3)
W_xh, W_hh, b_h = rng.normal(size=(3, 4)), rng.normal(size=(3, 3)), rng.normal(size=3)
h, W_hy, b_y = rng.uniform(-1, 1, size=(6, 3)), rng.normal(size=(5, 3)), rng.normal(size=5)
z = rng.normal(scale=2, size=(6, 5))
far = z + np.array([[0], [900], [-900], [0], [2000], [-50]])
targets = np.array([0, 3, 0, 1, 4, 2])
improbable = z - 2000 * np.eye(5)[targets]
words = ["to", "be", "or", "not", "a"]
"""

# A criterion of the rubric, a function, and its arguments as a test would write them.
TESTS = """
step                rnn_step        x[0], h0, W_xh, W_hh, b_h
step                rnn_step        x[1], np.zeros(3), W_xh, W_hh, b_h
step                rnn_step        np.zeros(4), h0, W_xh, W_hh, b_h
forward             rnn_forward     x, W_xh, W_hh, b_h
forward             rnn_forward     x[:1], W_xh, W_hh, b_h
forward             rnn_forward     x[:0], W_xh, W_hh, b_h
forward             rnn_forward     3 * x[::-1], W_xh, W_hh, b_h
initial_state       rnn_forward     x, W_xh, W_hh, b_h, h0
initial_state       rnn_forward     x[:3], W_xh, W_hh, b_h, h0=2.5 * h0
outputs             rnn_outputs     h, W_hy, b_y
outputs             rnn_outputs     h[:1], W_hy, b_y
outputs             rnn_outputs     h[:0], W_hy, b_y
softmax_stable      softmax         z
softmax_stable      softmax         z[0]
softmax_stable      softmax         far
cross_entropy       cross_entropy   z, targets
cross_entropy       cross_entropy   improbable, targets
cross_entropy       cross_entropy   z[:0], targets[:0]
tokens_and_hygiene  predict_tokens  z, words
tokens_and_hygiene  predict_tokens  np.round(z), words
"""


class ToolFailed(Exception):
    """A tool cannot be measured; the message says why in one sentence."""


@dataclass(frozen=True)
class HiddenTest:
    """One test: a call, and the reference's answer to it."""

    name: str
    criterion: str
    function: str
    arguments: str
    expected: Any

    @property
    def asserts(self) -> str:
        """The test as it is written where there is no `compare`."""
        lines = [f"answer = {self.function}({self.arguments})"]
        if isinstance(self.expected, np.ndarray):
            values, shape = self.expected.tolist(), self.expected.shape
            lines += [
                f"expected = np.array({values!r}, dtype=float).reshape({shape})",
                "assert isinstance(answer, np.ndarray) and answer.dtype == expected.dtype",
                "assert answer.shape == expected.shape",
                f"assert np.allclose(answer, expected, rtol={RTOL}, atol={ATOL})",
            ]
        elif isinstance(self.expected, float):
            lines += [
                "assert isinstance(answer, float)",
                f"assert np.isclose(answer, {self.expected!r}, rtol={RTOL}, atol={ATOL})",
            ]
        else:
            lines.append(f"assert answer == {self.expected!r}")
        return "\n".join(lines)


@dataclass(frozen=True)
class Work:
    """What one student handed in, and whether it is right."""

    student: str
    source: str
    right: bool


T = TypeVar("T")
Verdicts = dict[str, frozenset[str]]  # student: the tests that passed


class Spent(NamedTuple):
    """What one command took."""

    wall: float
    cpu: float


@click.command(help=__doc__.partition("\n")[0])
@click.option("--submissions", type=click.IntRange(min=2), default=20, show_default=True)
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True)
@click.option(
    "--environments",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to install the peers, and to find them the next time; default: a temporary folder.",
)
def main(submissions: int, runs: int, environments: Path | None) -> None:
    assignment = Course(ROOT).assignment(SLUG)
    tests, works = hidden_tests(assignment), known_works(assignment, submissions)
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        where = (environments or scratch / "environments").resolve()
        tools = all_tools(where)
        benches = [Bench(tool, scratch / tool.name, tests, works) for tool in tools]
        ready = [bench for bench in benches if attempt(bench, bench.set_up)]
        on_one_core()
        verdicts = {bench.tool.name: attempt(bench, bench.judge) for bench in ready}
        agreed = show_agreement({name: found for name, found in verdicts.items() if found})
        sound = [bench for bench in ready if verdicts[bench.tool.name]]
        measured = measure(sound, runs)
        show(measured, tests, works, runs)
    sys.exit(0 if agreed and len(measured) == len(tools) else 1)


def hidden_tests(assignment: Assignment) -> list[HiddenTest]:
    reference = known_work.TrustedModule(known_work.reference(assignment).source, "reference")
    names: dict[str, Any] = {}
    exec(DATA, names)  # noqa: S102  our own text
    names["arguments"] = lambda *args, **kwargs: (args, kwargs)
    tests = []
    for number, line in enumerate(TESTS.strip().splitlines(), 1):
        criterion, function, arguments = line.split(maxsplit=2)
        args, kwargs = eval(f"arguments({arguments})", names)  # noqa: S307  our own text
        expected = reference.apply(function, args, kwargs)
        tests.append(HiddenTest(f"test_{number:02}", criterion, function, arguments, expected))
    return tests


def known_works(assignment: Assignment, number: int) -> list[Work]:
    """Right and wrong in turns, all of it different until the known work is used up."""
    right = [known_work.reference(assignment), *known_work.correct(assignment)]
    wrong = known_work.misconceptions(assignment)
    works = []
    for i in range(number):
        pile = wrong if i % 2 else right
        works.append(Work(f"s{i + 1:04}", pile[i // 2 % len(pile)].source, pile is right))
    return works


Build = Callable[[Path, Path, list[HiddenTest], list[Work]], None]


@dataclass(frozen=True)
class Tool:
    """A grader: how it is given an assignment, how it is run, and how it says what it found.

    `build` and `verdicts` take the tool's Python and a folder of their own, in which that Python
    runs `arguments` to grade everything. For the marginal cost there are `larger` times as many
    submissions.
    """

    name: str
    distribution: str
    mode: str
    python: Path
    arguments: tuple[str, ...]
    build: Build
    verdicts: Callable[[Path, Path], Verdicts]
    larger: int = 1


def all_tools(environments: Path) -> list[Tool]:
    return [
        Tool(
            "ours",
            "rnn-autograder",
            "autograder grade --jobs 1",
            Path(sys.executable),
            tuple("-m autograder grade submissions -o graded --jobs 1 --course course".split()),
            build_ours,
            read_reports,
            larger=10,  # twenty take half a second more than one: too little on a busy machine
        ),
        Tool(
            "nbgrader",
            "nbgrader",
            "nbgrader autograde, all in one command",
            environments / "nbgrader" / "bin" / "python",
            ("-m", "nbgrader", "autograde", SLUG),
            build_for_nbgrader,
            read_gradebook,
        ),
        Tool(
            "otter-grader",
            "otter-grader",
            "otter.api.grade_submission, all in one process",
            environments / "otter-grader" / "bin" / "python",
            ("-c", GRADE_WITH_OTTER),
            build_for_otter,
            read_passed,
        ),
    ]


def install(tool: Tool) -> None:
    """Have a peer in an environment of its own; pip does nothing where it is there already."""
    if tool.python == Path(sys.executable):
        return
    if not tool.python.exists():
        environment = tool.python.parents[1]
        run([sys.executable, "-m", "venv", environment], "Its environment cannot be made")
    packages = [tool.distribution, "numpy", "ipykernel"]  # neither peer brings both by itself
    run([tool.python, "-m", "pip", "install", "--quiet", *packages], "It cannot be installed")


def version(tool: Tool) -> str:
    ask = f"from importlib.metadata import version; print(version('{tool.distribution}'))"
    return run([tool.python, "-c", ask], "It has no version").strip()


def build_ours(_: Path, folder: Path, tests: list[HiddenTest], works: list[Work]) -> None:
    """This project's own assignment, with the tests of this file in place of its own."""
    course = folder / "course"
    for part in (f"assignments/{SLUG}", f"solutions/{SLUG}"):
        shutil.copytree(ROOT / part, course / part)
    for file in ("assignments/course.toml", f"rubrics/{SLUG}.toml", "tests/hidden/draws.py"):
        (course / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, course / file)
    bodies = [
        f'@pytest.mark.criterion("{test.criterion}")\n'
        f"def {test.name}(compare):\n"
        f'    compare("{test.function}", {test.arguments})\n'
        for test in tests
    ]
    file = course / "tests" / "hidden" / SLUG / f"test_{SLUG}.py"
    write(file, "\n\n".join([f"import pytest\n{DATA}", *bodies]))
    for work in works:
        write(folder / "submissions" / work.student / SLUG / f"{SLUG}.py", work.source)


def read_reports(_: Path, folder: Path) -> Verdicts:
    found = {}
    for file in sorted((folder / "graded").glob("*/*/report.json")):
        report = json.loads(file.read_text(encoding="utf-8"))
        results = [test for criterion in report["criteria"] for test in criterion["tests"]]
        passed = [test["name"] for test in results if test["status"] == "passed"]
        found[report["student"]] = frozenset(passed)
    return found


def build_for_nbgrader(
    python: Path, folder: Path, tests: list[HiddenTest], works: list[Work]
) -> None:
    """A notebook with the student's file in one cell, and a grade cell for each test."""
    cells = [
        code_cell("work", "### BEGIN SOLUTION\npass\n### END SOLUTION", solution=True),
        code_cell("data", DATA.strip(), locked=True),
    ]
    for test in tests:
        body = f"### BEGIN HIDDEN TESTS\n{test.asserts}\n### END HIDDEN TESTS"
        cells.append(code_cell(test.name, body, locked=True, grade=True, points=1))
    write(folder / "source" / SLUG / f"{SLUG}.ipynb", notebook(cells))
    generate = [python, "-m", "nbgrader", "generate_assignment", SLUG]
    run(generate, "Its assignment cannot be built", folder)
    released = (folder / "release" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    for work in works:
        handed_in = json.loads(released)
        handed_in["cells"][0]["source"] = work.source
        file = folder / "submitted" / work.student / SLUG / f"{SLUG}.ipynb"
        write(file, json.dumps(handed_in))


def code_cell(name: str, source: str, **marks: Any) -> dict[str, Any]:
    kept = {"grade": False, "locked": False, "solution": False, "task": False, **marks}
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": {"nbgrader": {"schema_version": 3, "grade_id": name, **kept}},
        "outputs": [],
        "source": source,
    }


def notebook(cells: list[dict[str, Any]]) -> str:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    head = {"metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps({"cells": cells, **head})


def read_gradebook(python: Path, folder: Path) -> Verdicts:
    run([python, "-c", EXPORT_GRADEBOOK, SLUG], "Its gradebook cannot be read", folder)
    return read_passed(python, folder)


EXPORT_GRADEBOOK = """
import json, pathlib, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    passed = {
        submission.student.id: [
            grade.name
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.score == grade.max_score
        ]
        for submission in book.assignment_submissions(sys.argv[1])
    }
pathlib.Path("passed.json").write_text(json.dumps(passed))
"""


def build_for_otter(python: Path, folder: Path, tests: list[HiddenTest], works: list[Work]) -> None:
    """Scripts, and one test file with a test case for each test."""
    cases = [
        f'@test_case(name="{test.name}", points=1, hidden=True)\n'
        f"def {test.name}({test.function}):\n" + textwrap.indent(test.asserts, "    ")
        for test in tests
    ]
    head = f'from otter.test_files import test_case\n{DATA}\nOK_FORMAT = False\nname = "{SLUG}"'
    write(folder / "tests" / f"{SLUG}.py", "\n\n\n".join([head, *cases]) + "\n")
    generate = [python, "-m", "otter", "generate", "--tests-dir", "tests", "--no-config"]
    alone = [*generate, "--no-requirements", "--no-environment"]
    run(alone, "Its assignment cannot be built", folder)
    for work in works:
        write(folder / "submissions" / f"{work.student}.py", work.source)


GRADE_WITH_OTTER = """
import json, pathlib
from otter.api import grade_submission
passed = {}
for path in sorted(pathlib.Path("submissions").glob("*.py")):
    results = grade_submission(str(path), "autograder.zip", quiet=True)
    passed[path.stem] = [
        case.test_case.name
        for file in results.results.values()
        for case in file.test_case_results
        if case.passed
    ]
pathlib.Path("passed.json").write_text(json.dumps(passed))
"""


def read_passed(_: Path, folder: Path) -> Verdicts:
    document = json.loads((folder / "passed.json").read_text(encoding="utf-8"))
    return {student: frozenset(names) for student, names in document.items()}


class Bench:
    """One tool with its assignment and submissions."""

    def __init__(
        self, tool: Tool, folder: Path, tests: list[HiddenTest], works: list[Work]
    ) -> None:
        self.tool = tool
        self._folder, self._tests = folder, tests
        self._works = {"one": works[:1], "all": works}
        if tool.larger > 1:
            self._works["many"] = [
                Work(f"{work.student}-{copy}", work.source, work.right)
                for work in works
                for copy in range(tool.larger)
            ]
        self.version = ""
        self.spent: dict[str, list[Spent]] = {kind: [] for kind in self._works}

    def set_up(self) -> bool:
        """Install the tool, and write what it is to grade."""
        install(self.tool)
        self.version = version(self.tool)
        for kind, works in self._works.items():
            (self._folder / kind).mkdir(parents=True)
            self.tool.build(self.tool.python, self._folder / kind, self._tests, works)
        return True

    def judge(self) -> Verdicts:
        """Grade once, which also warms up every cache.

        Raises:
            ToolFailed: right work does not earn full marks, or wrong work does.
        """
        with self._copy("all") as folder:
            self._grade(folder)
            verdicts = self.tool.verdicts(self.tool.python, folder)
        for work in self._works["all"]:
            found = verdicts.get(work.student)
            if found is None:
                raise ToolFailed(f"It has no verdict on {work.student}.")
            if (len(found) == len(self._tests)) != work.right:
                kind = "right" if work.right else "wrong"
                raise ToolFailed(f"It passes {len(found)} tests of {work.student}'s {kind} work.")
        return verdicts

    def time(self, kind: str) -> bool:
        """Run the whole command once, on files that it has not seen."""
        with self._copy(kind) as folder:
            used, start = cpu_of_children(), time.perf_counter()
            self._grade(folder)
            spent = Spent(time.perf_counter() - start, cpu_of_children() - used)
        self.spent[kind].append(spent)
        return True

    def middle(self, kind: str) -> Spent:
        """Medians of the runs."""
        walls, cpus = zip(*self.spent[kind], strict=True)
        return Spent(statistics.median(walls), statistics.median(cpus))

    def one_more(self) -> Spent:
        """What one more submission of a large batch costs."""
        many = "many" if "many" in self._works else "all"
        more = len(self._works[many]) - 1
        large, alone = self.middle(many), self.middle("one")
        return Spent((large.wall - alone.wall) / more, (large.cpu - alone.cpu) / more)

    def _grade(self, folder: Path) -> None:
        run([self.tool.python, *self.tool.arguments], "It does not grade", folder)

    @contextlib.contextmanager
    def _copy(self, kind: str) -> Iterator[Path]:
        folder = self._folder / "run"
        shutil.copytree(self._folder / kind, folder)
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


def attempt(bench: Bench, act: Callable[[], T]) -> T | None:
    """A tool that fails is left out, and the others are measured all the same."""
    try:
        return act()
    except ToolFailed as error:
        click.echo(f"{bench.tool.name} is left out: {error}", err=True)
        return None


def measure(benches: list[Bench], runs: int) -> list[Bench]:
    """Time everything in turns; the benches that came through."""
    sound = list(benches)
    for _ in range(runs):
        for kind in ("one", "all", "many"):
            for bench in list(sound):
                if kind in bench.spent and not attempt(bench, lambda b=bench, k=kind: b.time(k)):
                    sound.remove(bench)
    return sound


def show_agreement(verdicts: dict[str, Verdicts]) -> bool:
    """Whether all tools gave the same verdicts: then they did the same work."""
    agreed = True
    for (one, ours), (other, theirs) in itertools.combinations(verdicts.items(), 2):
        differing = [
            f"{test} of {student}"
            for student in ours
            for test in sorted(ours[student] ^ theirs[student])
        ]
        if differing:
            agreed = False
            click.echo(f"{one} and {other} differ in {len(differing)} verdicts: {differing[0]}.")
    if agreed:
        click.echo(f"Equal verdicts on every test of every submission: {', '.join(verdicts)}.")
    return agreed


def show(benches: list[Bench], tests: list[HiddenTest], works: list[Work], runs: int) -> None:
    number, right = len(works), sum(work.right for work in works)
    click.echo(
        f"{SLUG}: {number} submissions ({right} right, {number - right} wrong), "
        f"{len(tests)} hidden tests of one call, one core, median of {runs}.\n"
    )
    heads = ("all, s", "CPU, s", "each, ms", "per s", "ratio")
    heads += ("one more, ms", "CPU, ms", "ratio", "CPU ratio")
    row("tool", "version", heads, heads)
    ours = next((bench for bench in benches if bench.tool.name == "ours"), None)
    for bench in benches:
        row(bench.tool.name, bench.version, figures(bench, ours, number), heads)
    click.echo()
    for bench in benches:
        click.echo(f"{bench.tool.name}: {bench.tool.mode}")


def figures(bench: Bench, ours: Bench | None, number: int) -> list[str]:
    """One tool's line; the ratios are to ours."""
    everything, more = bench.middle("all"), bench.one_more()
    base, base_more = (ours.middle("all"), ours.one_more()) if ours else (None, None)
    return [
        f"{everything.wall:.2f}",
        f"{everything.cpu:.2f}",
        f"{1000 * everything.wall / number:.1f}",
        f"{number / everything.wall:.2f}",
        f"{everything.wall / base.wall:.1f}" if base else "-",
        f"{1000 * more.wall:.1f}",
        f"{1000 * more.cpu:.1f}",
        f"{more.wall / base_more.wall:.1f}" if base_more else "-",
        f"{more.cpu / base_more.cpu:.1f}" if base_more else "-",
    ]


def row(name: str, number: str, cells: Sequence[str], heads: Sequence[str]) -> None:
    columns = (f"{cell:>{len(head) + 2}}" for cell, head in zip(cells, heads, strict=True))
    click.echo(f"{name:14}{number:8}{''.join(columns)}")


def run(command: list[str | Path], problem: str, folder: Path | None = None) -> str:
    """Run a command in `folder`; what it printed.

    Raises:
        ToolFailed: it does not end with exit code 0; the message begins with `problem`.
    """
    settings = dict(os.environ)
    settings["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{settings['PATH']}"  # as activated
    if folder is not None:
        settings["HOME"] = str(folder.parent)  # nobody's own settings of Jupyter or IPython
    try:
        done = subprocess.run(
            command, cwd=folder, env=settings, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ToolFailed(f"{problem} ({error}).") from error
    if done.returncode:
        said = (done.stderr.strip() or done.stdout.strip() or "no message").splitlines()[-1]
        raise ToolFailed(f"{problem} (exit code {done.returncode}: {said.strip().rstrip('.')}).")
    return done.stdout


def cpu_of_children() -> float:
    """Seconds used by all processes that were started here and have ended, and by theirs."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def on_one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
