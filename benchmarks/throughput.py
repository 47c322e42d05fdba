"""What one submission costs on one core, against the least that it could cost.

    python benchmarks/throughput.py [--submissions 200] [--assignment tanh_recurrence]
                                    [--isolation jail]

The floor is what no grader with a fresh process per submission can avoid: fork, compile, and the
same calls and compares, all in one unprotected process without pytest. `isolated` is the same work
as the floor, with the calls made across the boundary: what the sandbox alone costs. All are timed
in turns, a block of each, so that a machine that slows down slows all.
"""

import argparse
import contextlib
import os
import statistics
import tempfile
import time
from collections import Counter
from pathlib import Path

import numpy as np

from autograder import known_work
from autograder.compare import find_gap
from autograder.course import Course
from autograder.grading import Grader
from autograder.hidden import HiddenTests
from autograder.known_work import TrustedModule
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn
from autograder.trial import ReferenceAsStudent, tolerance

ROOT = Path(__file__).parents[1]
BLOCK = 20
FEW = 20  # calls: twenty small tests of one call each, as other graders' figures are given


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=200)
    parser.add_argument("--assignment", default="tanh_recurrence")
    parser.add_argument("--isolation", type=Isolation, choices=list(Isolation), default="jail")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    course = Course(ROOT)
    assignment = course.assignment(options.assignment)
    right = known_work.reference(assignment).source
    wrong = [work.source for work in known_work.misconceptions(assignment)]
    unnamed = [work.source for work in known_work.wrong(assignment)]
    with (
        Grader(course, isolation=options.isolation) as grader,
        tempfile.TemporaryDirectory() as folder,
    ):
        calls = recorded_calls(grader.tests(assignment))
        blocks = max(1, options.submissions // BLOCK)
        spent = Counter()
        few = calls[:FEW]
        kinds = (
            "passing",
            "failing",
            "unexplained",
            "isolated",
            "floor",
            "isolated, few",
            "floor, few",
        )
        measured = {kind: [] for kind in kinds}
        for block in range(blocks):
            sources = {
                "passing": [right] * BLOCK,
                "failing": [wrong[(block * BLOCK + i) % len(wrong)] for i in range(BLOCK)],
                "unexplained": [unnamed[(block * BLOCK + i) % len(unnamed)] for i in range(BLOCK)],
            }
            for kind, works in sources.items():
                handed_in = write(Path(folder), assignment, kind, works)
                with timed_parts(spent if kind == "passing" else Counter()):
                    measured[kind].append(clock(lambda w=handed_in: grade(grader, w)))
            for kind, made in ((", few", few), ("", calls)):
                measured[f"isolated{kind}"].append(
                    clock(lambda m=made: isolated(grader, assignment, right, m))
                )
                measured[f"floor{kind}"].append(clock(lambda m=made: floor(assignment, right, m)))
        show(assignment, calls, measured, spent, blocks)


def write(folder, assignment, kind, sources):
    work = []
    for number, source in enumerate(sources):
        path = folder / f"{kind}{number}.py"
        path.write_text(source, encoding="utf-8")
        work.append(HandedIn(path.stem, assignment.slug, path))
    return work


def grade(grader, work):
    for handed_in in work:
        grader.grade(handed_in)


def recorded_calls(tests: HiddenTests):
    """Every call that the hidden tests make for one student."""
    made = []

    class Recorder(ReferenceAsStudent):
        def call(self, name, payload, *, arguments_back=False):
            made.append((name, payload))
            return super().call(name, payload, arguments_back=arguments_back)

    tests.run(Recorder(tests.reference), "passing0")
    return made


def floor(assignment, source, calls):
    """Fork, compile, call and compare, without isolation and without pytest."""
    reference = TrustedModule(source, "reference")
    for _ in range(BLOCK):
        child = os.fork()
        if child == 0:
            try:
                compare_all(assignment, reference, TrustedModule(source, "student"), calls)
            finally:
                os._exit(0)
        os.waitpid(child, 0)


def isolated(grader, assignment, source, calls):
    """The same with the student's module in the sandbox."""
    reference = TrustedModule(source, "reference")
    for _ in range(BLOCK):
        student = StudentModule(grader.server, Source("student", source.encode(), 7))
        student.load()
        compare_all(assignment, reference, student, calls)
        student.close()


def compare_all(assignment, reference, student, calls):
    with np.errstate(all="ignore"):
        for name, payload in calls:
            with contextlib.suppress(ValueError):
                rtol, atol = tolerance(assignment, name)
                expected = reference.call(name, payload)
                find_gap(student.call(name, payload), expected, rtol, atol)


@contextlib.contextmanager
def timed_parts(spent):
    """Add up the seconds spent in parts of the path."""
    parts = [
        (StudentModule, "load", "sandbox"),
        (StudentModule, "close", "sandbox"),
        (StudentModule, "call", "calls"),
        (HiddenTests, "run", "tests"),
    ]
    originals = [(owner, name, getattr(owner, name)) for owner, name, _ in parts]
    for owner, name, part in parts:
        setattr(owner, name, timed(getattr(owner, name), spent, part))
    try:
        yield
    finally:
        for owner, name, original in originals:
            setattr(owner, name, original)


def timed(function, spent, part):
    def wrapper(*args, **kwargs):
        start = time.perf_counter()
        try:
            return function(*args, **kwargs)
        finally:
            spent[part] += time.perf_counter() - start

    return wrapper


def clock(act):
    start = time.perf_counter()
    act()
    return (time.perf_counter() - start) / BLOCK


def show(assignment, calls, measured, spent, blocks):
    number = blocks * BLOCK
    middle = {kind: statistics.median(seconds) for kind, seconds in measured.items()}
    total = sum(measured["passing"]) * BLOCK
    split = {
        "sandbox (fork, jail, load, kill)": spent["sandbox"],
        "calls across": spent["calls"],
        "pytest, reference, compare": spent["tests"] - spent["calls"],
        "the rest (read, score, report)": total - spent["sandbox"] - spent["tests"],
    }
    print(
        f"{assignment.slug}: {number} submissions of each kind, {len(calls)} calls each, one core"
    )
    for kind, seconds in middle.items():
        print(
            f"  {kind:13} {1 / seconds:7.1f} /s  {1e3 * seconds:7.2f} ms  (median block of {BLOCK})"
        )
    print("  a passing one, mean:")
    for part, seconds in split.items():
        print(f"    {part:34} {1e3 * seconds / number:7.2f} ms")
    for few in ("", ", few"):
        ratio = middle[f"isolated{few}"] / middle[f"floor{few}"]
        number = FEW if few else len(calls)
        print(f"  isolated / floor   {ratio:.2f}  ({number} calls)")
    print(f"  passing / floor    {middle['passing'] / middle['floor']:.2f}")
    print(f"  failing / passing  {middle['failing'] / middle['passing']:.2f}")
    print(f"  unexplained / passing  {middle['unexplained'] / middle['passing']:.2f}")


if __name__ == "__main__":
    main()
