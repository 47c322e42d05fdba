"""Many submissions: the same reports, however many graders there are and whatever ends them."""

import os
import sys
from multiprocessing import resource_tracker
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest

from autograder import batch
from autograder.course import Course
from autograder.errors import CourseError, IsolationError
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

RIGHT = """
def add(a, b):
    if a.shape != b.shape:
        raise ValueError
    return a + b
def running_total(x):
    return x.cumsum(axis=0)
"""
CLASS = {
    "ada": RIGHT,
    "bob": RIGHT.replace("a + b", "a - b"),
    "cyd": "def add(:",
    "dan": RIGHT.replace("a + b", "__import__('os')._exit(0)"),
    "eve": RIGHT.replace("x.cumsum(axis=0)", "x.cumsum(axis=0) - x"),
}


@pytest.fixture
def handed_in(tmp_path):
    """Write a class's files; what was handed in."""

    def write(sources):
        work = []
        for student, source in sources.items():
            path = tmp_path / "work" / f"{student}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(source, encoding="utf-8")
            work.append(HandedIn(student, "adding", path))
        return work

    return write


@pytest.fixture
def also(little_course):
    """Append a hidden test of `totals` with this body."""

    def append(body, limits=""):
        with little_course.assignment("adding").hidden_tests.open("a", encoding="utf-8") as tests:
            tests.write(
                '\n\n@pytest.mark.criterion("totals")\ndef test_more(student, compare, rng):\n'
                "    import os, pathlib\n" + "".join(f"    {line}\n" for line in body)
            )
        manifest = little_course.public / "adding" / "assignment.toml"
        text = manifest.read_text(encoding="utf-8").replace("[[", f"{limits}\n[[", 1)
        manifest.write_text(text, encoding="utf-8")
        return Course(little_course.root)

    return append


def graded(course, work, jobs, **more):
    """The verdicts of a batch, by student; no two reports are of one student."""
    reports = list(batch.grade_all(course, work, jobs=jobs, **more))
    assert len({report.student for report in reports}) == len(reports)
    return {report.student: report.verdict() for report in reports}


def scores(verdicts):
    return {student: verdict["score"] for student, verdict in verdicts.items()}


def test_one_grader_and_two_give_the_same_reports(shared_course, handed_in):
    work = handed_in(CLASS)
    one, two = (graded(shared_course, work, jobs) for jobs in (1, 2))
    assert one == two
    assert scores(one) == {"ada": 100, "bob": 60, "cyd": 0, "dan": 60, "eve": 40}


def test_work_without_a_sandbox_is_marked_by_every_grader(shared_course, handed_in):
    verdicts = graded(
        shared_course, handed_in({"a": RIGHT, "b": RIGHT}), 2, isolation=Isolation.NONE
    )
    assert [v["grader"]["isolation"] for v in verdicts.values()] == [["none"], ["none"]]


def test_more_graders_than_work_are_not_started(shared_course, handed_in, processes):
    before = processes.below(os.getpid())
    work = handed_in({"a": RIGHT})
    reports = batch.grade_all(shared_course, work, jobs=8, isolation=Isolation.JAIL)
    assert next(reports).score == 100
    assert len(processes.below(os.getpid()) - before) == 1  # a server
    reports.close()


KILL = [
    "mark = pathlib.Path({folder!r}) / student.who()",
    "if mark.exists() and (left := int(mark.read_text())):",
    "    mark.write_text(str(left - 1))",
    "    os.kill(os.getpid(), 9)",
]


@pytest.mark.parametrize(("times", "score"), [(1, 100), (2, None)])
def test_a_killed_grader_costs_at_most_what_it_had_in_hand(also, handed_in, tmp_path, times, score):
    (tmp_path / "ben").write_text(str(times), encoding="utf-8")
    course = also([line.format(folder=str(tmp_path)) for line in KILL])
    work = handed_in(
        {name: f"{RIGHT}\ndef who():\n    return {name!r}\n" for name in ("ann", "ben", "cat")}
    )
    verdicts = graded(course, work, 2)
    assert scores(verdicts) == {"ann": 100, "ben": score, "cat": 100}
    assert verdicts["ben"]["status"] == ("ungraded" if score is None else "graded")


SLEEP = [
    "mark = pathlib.Path({folder!r}) / student.who()",
    "if mark.exists():",
    "    mark.unlink()",
    "    student.sleep()",
]
LIMITS = "[limits]\ncall_seconds = 1"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_time_out_on_the_wall_clock_is_confirmed_at_the_end(also, handed_in, tmp_path, jobs):
    (tmp_path / "ann").touch()
    course = also([line.format(folder=str(tmp_path)) for line in SLEEP], LIMITS)
    source = RIGHT + dedent("""
        import time
        def sleep():
            time.sleep(60)
        def who():
            return {!r}
    """)
    work = handed_in({name: source.format(name) for name in ("ann", "ben", "cat")})
    reports = list(batch.grade_all(course, work, jobs=jobs))
    assert {report.student: report.score for report in reports} == dict.fromkeys(
        ("ann", "ben", "cat"), 100
    )
    assert reports[-1].student == "ann"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_time_out_that_happens_again_counts(also, handed_in, jobs):
    course = also(["student.sleep()"], LIMITS)
    rest = "\nimport time\ndef sleep():\n    time.sleep({})\n"
    work = handed_in({"ann": RIGHT + rest.format(60), "ben": RIGHT + rest.format(0)})
    verdicts = graded(course, work, jobs)
    assert scores(verdicts) == {"ann": 80, "ben": 100}
    assert verdicts["ann"]["criteria"][1]["tests"][-1]["status"] == "timed_out"


def test_closing_the_generator_stops_every_process(shared_course, handed_in, processes):
    resource_tracker.ensure_running()  # multiprocessing's own helper stays as long as this process
    before = processes.below(os.getpid())
    slow = RIGHT.replace("return a", "import time; time.sleep(60)\n    return a")
    work = handed_in({"ann": RIGHT, "ben": slow, "cat": slow})
    reports = batch.grade_all(shared_course, work, jobs=2)
    assert next(reports).student == "ann"
    begun = processes.below(os.getpid()) - before
    assert len(begun) >= 3  # two graders and at least one server
    reports.close()
    processes.wait_for_the_end(begun, seconds=5)  # before a deadline would end them


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_course_that_does_not_hold_stops_the_batch(little_course, handed_in, jobs):
    path = little_course.assignment("adding").hidden_tests
    text = path.read_text(encoding="utf-8").replace('"sums"', '"totals"')
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match="'sums'"):
        graded(little_course, handed_in(CLASS), jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_student_code_could_read_is_not_graded(shared_course, handed_in, jobs):
    inside = Path(np.__file__).parent
    with pytest.raises(IsolationError, match="move it"):
        graded(shared_course, handed_in(CLASS), jobs, outside=[inside])


def test_a_machine_has_a_core_to_grade_on():
    assert 1 <= batch.cores() <= (os.cpu_count() or 1)


def test_all_graders_of_a_batch_take_the_same_isolation(shared_course, handed_in, monkeypatch):
    """What one of them meets at its start must not make it take less than the others."""
    asked = []
    strongest = batch.canary.strongest
    monkeypatch.setattr(
        batch.canary, "strongest", lambda kind: asked.append(kind) or strongest(Isolation.JAIL)
    )
    verdicts = graded(shared_course, handed_in({name: RIGHT for name in "abcd"}), 2)
    assert asked == [None]
    assert all("bubblewrap" not in v["grader"]["isolation"] for v in verdicts.values())
