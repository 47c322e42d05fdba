"""What `nbgrader autograde` costs with our steps in it, and what it costs without.

    python benchmarks/in_nbgrader.py [--submissions 20] [--runs 3]

Needs the extra `nbgrader`. Submissions, hidden tests and demands are those of `peers.py`; all must
agree on every test of every submission, and nbgrader's gradebook must hold what our reports say.
Timed is the whole command `nbgrader autograde`, on one core for everyone:

* nbgrader: as it comes.
* ours: nothing was graded before, so that our grader runs inside of the command.
* before: `autograder nbgrader grade` ran before, as one does on a machine with many cores.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

import click
import peers
from peers import SLUG, Bench, HiddenTest, Tool, ToolFailed, Verdicts, Work

from autograder.course import Course

AUTOGRADE = ("-m", "nbgrader", "autograde", SLUG)


@click.command(help=__doc__.partition("\n")[0])
@click.option("--submissions", type=click.IntRange(min=2), default=20, show_default=True)
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True)
def main(submissions: int, runs: int) -> None:
    assignment = Course(peers.ROOT).assignment(SLUG)
    tests = peers.hidden_tests(assignment)
    works = peers.known_works(assignment, submissions)
    with tempfile.TemporaryDirectory() as name:
        benches = [Bench(tool, Path(name) / tool.name, tests, works) for tool in all_tools()]
        ready = [bench for bench in benches if peers.attempt(bench, bench.set_up)]
        peers.on_one_core()
        verdicts = {bench.tool.name: peers.attempt(bench, bench.judge) for bench in ready}
        found = {name: verdict for name, verdict in verdicts.items() if verdict}
        agreed = peers.show_agreement(found)
        measured = peers.measure([bench for bench in ready if bench.tool.name in found], runs)
        peers.show(measured, tests, works, runs)
    sys.exit(0 if agreed and len(measured) == len(benches) else 1)


def all_tools() -> list[Tool]:
    python = Path(sys.executable)
    return [
        Tool(
            "ours",
            "rnn-autograder",
            "nbgrader autograde, all in one command; nothing was graded before",
            python,
            AUTOGRADE,
            build,
            read,
        ),
        Tool(
            "before",
            "rnn-autograder",
            "nbgrader autograde, all in one command; all was graded before",
            python,
            AUTOGRADE,
            build_graded,
            read,
        ),
        Tool(
            "nbgrader",
            "nbgrader",
            "nbgrader autograde, all in one command",
            python,
            AUTOGRADE,
            peers.build_for_nbgrader,
            peers.read_gradebook,
        ),
    ]


def build(python: Path, folder: Path, tests: list[HiddenTest], works: list[Work]) -> None:
    """An nbgrader course of ours; each student has a file in the cells for answers."""
    peers.build_ours(python, folder, tests, works)
    shutil.rmtree(folder / "submissions")
    for command in (
        ["autograder", "--course", folder / "course", "nbgrader", "init", folder],
        ["nbgrader", "generate_assignment", SLUG],
    ):
        peers.run([python, "-m", *command], "Its assignment cannot be built", folder)
    released = (folder / "release" / SLUG / f"{SLUG}.ipynb").read_text(encoding="utf-8")
    for work in works:
        handed_in = filled(json.loads(released), work.source)
        file = folder / "submitted" / work.student / SLUG / f"{SLUG}.ipynb"
        peers.write(file, json.dumps(handed_in))


def filled(notebook: dict, source: str) -> dict:
    """The students' version with a whole file in the first cell for answers."""
    marked = [cell for cell in notebook["cells"] if "nbgrader" in cell["metadata"]]
    first, *others = (cell for cell in marked if cell["metadata"]["nbgrader"]["solution"])
    first["source"] = source
    for cell in others:
        cell["source"] = "# above"
    return notebook


def build_graded(python: Path, folder: Path, tests: list[HiddenTest], works: list[Work]) -> None:
    build(python, folder, tests, works)
    grade = [python, "-m", "autograder", "nbgrader", "grade", folder, SLUG]
    peers.run(grade, "It does not grade", folder)


def read(python: Path, folder: Path) -> Verdicts:
    """What our reports say; nbgrader's gradebook must say the same.

    Raises:
        ToolFailed: it does not.
    """
    peers.run([python, "-c", EXPORT_SCORES, SLUG], "Its gradebook cannot be read", folder)
    scores = json.loads((folder / "scores.json").read_text(encoding="utf-8"))
    for file in (folder / "graded").glob("*/*/report.json"):
        report = json.loads(file.read_text(encoding="utf-8"))
        reported = {each["id"]: each["score"] for each in report["criteria"]}
        if scores.get(report["student"]) != reported:
            raise ToolFailed(f"nbgrader has other scores of {report['student']}.")
    return peers.read_reports(python, folder)


EXPORT_SCORES = """
import json, pathlib, sys
from nbgrader.api import Gradebook
with Gradebook("sqlite:///gradebook.db") as book:
    scores = {
        submission.student.id: {
            grade.name: grade.auto_score
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.max_score
        }
        for submission in book.assignment_submissions(sys.argv[1])
    }
pathlib.Path("scores.json").write_text(json.dumps(scores))
"""


if __name__ == "__main__":
    main()
