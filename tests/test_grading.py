"""The main path: from a file that was handed in to a report, whatever the file holds."""

import hashlib
import json
import os
import re
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import numpy as np
import pytest

import autograder
from autograder import grading, submission
from autograder.course import Course
from autograder.errors import CourseError, IsolationError
from autograder.grading import Grader
from autograder.report import GRADER_FAILED, ScoreReport
from autograder.sandbox import canary
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

RIGHT = """
    import numpy as np
    def add(a, b):
        if a.shape != b.shape:
            raise ValueError
        return a + b
    def running_total(x):
        return np.cumsum(x, axis=0)
"""
OFF_BY_ONE = RIGHT.replace("np.cumsum(x, axis=0)", "np.cumsum(x, axis=0) - x")
MINE = RIGHT.replace("np.cumsum(x, axis=0)", "np.cumsum(x, axis=0) * 1.5")
NO_ERROR = RIGHT.replace("raise ValueError", "return a")


@pytest.fixture(scope="module")
def grader(shared_course):
    with Grader(shared_course) as running:
        yield running


@pytest.fixture
def file(tmp_path):
    """Write source text (or a notebook's cells) to a file of its own; what was handed in."""

    def write(source, student="s01", name="adding.py"):
        path = tmp_path / student / "adding" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(source, list):
            cells = [{"cell_type": "code", "source": dedent(cell)} for cell in source]
            source = json.dumps({"cells": cells})
        path.write_bytes(source if isinstance(source, bytes) else dedent(source).encode())
        return HandedIn(student, "adding", path)

    return write


@pytest.fixture
def report(grader, file):
    """Grade source text in the module's grader."""

    def grade(source, student="s01", **more):
        return grader.grade(file(source, student, **more)).report

    return grade


def scores(report):
    return {criterion.id: criterion.score for criterion in report.criteria}


def names(report):
    return {
        criterion.id: [found.slug for found in criterion.misconceptions]
        for criterion in report.criteria
    }


# What a report says


def test_right_work_has_full_marks(report, shared_course):
    found = report(RIGHT)
    assert (found.status, found.score, found.max_score) == ("graded", 100, 100)
    assert scores(found) == {"sums": 40, "totals": 60}
    assert {criterion.status for criterion in found.criteria} == {"passed"}
    assert {criterion.feedback for criterion in found.criteria} == {""}
    assert (found.load.status, found.load.message, found.message) == ("passed", None, None)


def test_a_report_says_what_was_graded_by_what(report, shared_course, file):
    before = datetime.now(UTC)
    found = report(RIGHT, student="s07")
    assignment = shared_course.assignment("adding")
    assert (found.course, found.assignment, found.student) == ("little", "adding", "s07")
    assert found.submission_sha256 == hashlib.sha256(dedent(RIGHT).encode()).hexdigest()
    assert found.seed == assignment.seed_text("s07")
    assert found.grader.rubric_sha256 == assignment.rubric_sha256
    assert found.grader.tests_sha256 == assignment.tests_sha256
    assert found.grader.python == ".".join(map(str, sys.version_info[:3]))
    inner = ("rlimits", "landlock", "no_new_privs", "seccomp")
    outer = tuple(layer for layer in found.grader.isolation if layer == "bubblewrap")
    dropped = ("uid",) if os.geteuid() == 0 else ()
    assert found.grader.isolation == (*outer, *dropped, *inner)
    assert before <= found.started_at <= datetime.now(UTC)
    assert 0 < found.seconds < 60
    assert found.usage.cpu_seconds > 0
    assert found.usage.peak_memory_mb > 1
    assert ScoreReport.model_validate_json(found.model_dump_json()) == found


def test_a_known_belief_is_named_and_its_criterion_alone_loses(report):
    found = report(OFF_BY_ONE)
    assert scores(found) == {"sums": 40, "totals": 0}
    assert names(found) == {"sums": [], "totals": ["off_by_one"]}
    totals = found.criteria[1]
    assert totals.misconceptions[0].hint == "Which rows does row t sum?"
    assert totals.feedback == (
        "The result of `running_total` is shifted by one row: each stands one place too late."
    )


def test_an_unknown_mistake_gets_the_criterion_s_hint(report):
    found = report(MINE)
    assert names(found) == {"sums": [], "totals": []}
    assert (
        found.criteria[1].feedback
        == "The result of `running_total` is right up to one constant factor."
    )
    assert found.criteria[1].hint == "What does the first row start from?"
    assert found.criteria[1].read == ("Adding",)


def test_a_criterion_earns_the_share_of_its_tests(report):
    found = report(NO_ERROR)
    assert scores(found) == {"sums": 20, "totals": 60}
    sums = found.criteria[0]
    assert (sums.status, sums.passed, sums.total) == ("partial", 1, 2)
    assert [test.status for test in sums.tests] == ["passed", "failed"]
    assert found.score == 80


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("raise KeyError", "raised"),
        ("import os; os._exit(1)", "crashed"),
        ("return {1}", "invalid_return"),
    ],
)
def test_a_failing_function_costs_the_tests_it_fails_in(report, body, status):
    found = report(RIGHT.replace("return np.cumsum(x, axis=0)", body))
    assert scores(found) == {"sums": 40, "totals": 0}
    assert {test.status for test in found.criteria[1].tests} == {status}


def test_what_was_printed_is_kept(report):
    assert report(RIGHT + "\n    print('hello')\n").output == "hello\n"


def test_a_belief_that_the_rubric_does_not_name_is_not_named(little_course, file):
    path = little_course.assignment("adding").solution / "misconceptions.py"
    with path.open("a", encoding="utf-8") as more:
        more.write("\n\nclass unheard_of:\n    def running_total(x):\n        return x * 9\n")
    with Grader(little_course) as own:
        found = own.grade(file(RIGHT.replace("np.cumsum(x, axis=0)", "x * 9"))).report
    assert names(found) == {"sums": [], "totals": []}


# What cannot be graded


@pytest.mark.parametrize(
    ("source", "status", "message"),
    [
        ("def add(:", "raised", "The file raised SyntaxError in line 1."),
        ("\n1 / 0", "raised", "The file raised ZeroDivisionError in line 2."),
        ("raise ExceptionGroup('x', [ValueError()])", "raised", "The file raised ExceptionGroup"),
        ("import os; os._exit(0)", "crashed", "ended the program"),
        (
            "import os, struct, msgspec\n"
            "data = msgspec.msgpack.encode([[1], [2]])\n"
            "os.write(3, struct.pack('<I', len(data)) + data)\nwhile True: pass\n",
            "crashed",
            "ended the program",
        ),
    ],
)
def test_a_file_that_does_not_load_is_graded_with_zero(report, source, status, message):
    found = report(source)
    assert (found.status, found.score) == ("graded", 0)
    assert found.load.status == status
    assert message in found.load.message
    tests = [test for criterion in found.criteria for test in criterion.tests]
    assert {test.status for test in tests} == {"not_run"}
    assert len(tests) == 4
    assert "Not run: the file did not load." in found.criteria[0].feedback


def test_a_notebook_is_graded_and_its_failing_cells_are_told(report):
    found = report(["%matplotlib inline", "1 / 0", RIGHT], name="adding.ipynb")
    assert found.score == 100
    assert found.load.status == "passed"
    assert "Cell 2 raised ZeroDivisionError in line 1" in found.load.message


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("link.py", "This is a link"),
        ("pipe.py", "not a regular file"),
        ("folder.py", "not a regular file"),
        ("large.py", "larger than 1 MiB"),
        ("broken.ipynb", "not a notebook"),
    ],
)
def test_what_is_no_submission_is_rejected_with_the_reason(grader, tmp_path, path, message):
    (tmp_path / "link.py").symlink_to("/etc/passwd")
    os.mkfifo(tmp_path / "pipe.py")
    (tmp_path / "folder.py").mkdir()
    (tmp_path / "large.py").write_bytes(b"#" * ((1 << 20) + 1))
    (tmp_path / "broken.ipynb").write_text("{", encoding="utf-8")
    found = grader.grade(HandedIn("s01", "adding", tmp_path / path)).report
    assert (found.status, found.score, found.criteria) == ("rejected", 0, ())
    assert found.load.status == "not_run"
    assert found.submission_sha256 == "0" * 64
    assert re.search(message, found.message)


def test_a_folder_without_a_file_is_rejected_with_its_problem(grader):
    found = grader.grade(HandedIn("s01", "adding", None, "There is no file: hand in adding.py."))
    assert found.report.status == "rejected"
    assert found.report.message == "There is no file: hand in adding.py."


# Our failures


@pytest.fixture
def doomed(little_course, monkeypatch, tmp_path):
    """A grader whose hidden tests kill its server as often as they are told to."""
    kills = SimpleNamespace(left=0, server=None)
    monkeypatch.setitem(sys.modules, "kills", kills)
    with little_course.assignment("adding").hidden_tests.open("a", encoding="utf-8") as tests:
        tests.write(
            dedent("""

                @pytest.mark.criterion("totals")
                def test_murder(compare, rng):
                    import kills, os
                    if kills.left:
                        kills.left -= 1
                        os.kill(kills.server.pid, 9)
                        kills.server._process.wait()
                    compare("running_total", entries(rng, 2, 2))
            """)
        )
    with Grader(little_course) as own:
        kills.server = own.server
        own.kills = kills
        yield own


def test_a_server_that_dies_is_replaced_and_the_submission_tried_again(doomed, file):
    doomed.kills.left = 1
    found = doomed.grade(file(RIGHT)).report
    assert (found.status, found.score) == ("graded", 100)
    assert doomed.kills.left == 0


def test_a_server_that_dies_again_leaves_work_ungraded_and_the_next_is_graded(doomed, file):
    doomed.kills.left = 2
    found = doomed.grade(file(RIGHT)).report
    assert (found.status, found.score) == ("ungraded", None)
    assert scores(found) == {"sums": None, "totals": None}
    assert {criterion.status for criterion in found.criteria} == {"ungraded"}
    assert found.message.startswith("The grader failed, and a person will look at it: ")
    assert found.submission_sha256 != "0" * 64
    assert doomed.grade(file(RIGHT, "s02")).report.score == 100


def test_a_hidden_test_that_breaks_leaves_work_ungraded_and_the_student_untold(little_course, file):
    path = little_course.assignment("adding").hidden_tests
    text = path.read_text(encoding="utf-8")
    body = 'raise RuntimeError("the answer is 4241")'
    path.write_text(text.replace("a, b = entries(rng, 3), entries(rng, 3)", body), encoding="utf-8")
    with Grader(little_course) as own:
        found = own.grade(file(RIGHT)).report
    assert (found.status, found.score) == ("ungraded", None)
    assert "test_sums_of_two" in found.message
    view = found.for_student().model_dump_json()
    assert GRADER_FAILED in view
    assert "4241" not in view
    assert "test_sums_of_two" not in view


def test_a_fault_of_ours_leaves_one_submission_ungraded(little_course, file, tmp_path, monkeypatch):
    tests = little_course.assignment("adding").hidden_tests
    body = f"import os\n    if os.path.exists({str(tmp_path / 'now')!r}): pytest.exit('now')\n    "
    text = tests.read_text(encoding="utf-8").replace("a, b = ", f"{body}a, b = ")
    tests.write_text(text, encoding="utf-8")
    (tmp_path / "now").touch()
    with Grader(little_course) as own:
        found = own.grade(file(RIGHT)).report
        monkeypatch.setenv("AUTOGRADER_TRACEBACK", "1")
        with pytest.raises(pytest.exit.Exception):
            own.grade(file(RIGHT))
        (tmp_path / "now").unlink()
        assert own.grade(file(RIGHT, "s02")).report.score == 100
    assert (found.status, found.score) == ("ungraded", None)
    assert "a fault of autograder (Exit: now)" in found.message


def test_a_file_that_is_gone_is_nobody_s_zero(grader, tmp_path):
    found = grader.grade(HandedIn("s01", "adding", tmp_path / "gone.py")).report
    assert (found.status, found.score) == ("ungraded", None)
    assert "gone.py cannot be read: No such file or directory." in found.message
    assert "gone.py" not in found.for_student().model_dump_json()


def test_a_criterion_without_a_test_stops_everything(little_course, file):
    path = little_course.assignment("adding").hidden_tests
    text = path.read_text(encoding="utf-8").replace('"sums"', '"totals"')
    path.write_text(text, encoding="utf-8")
    with Grader(little_course) as own, pytest.raises(CourseError, match="'sums'"):
        own.grade(file(RIGHT))


def test_work_whose_grader_was_lost_is_ungraded(shared_course, file):
    handed_in = file(RIGHT)
    found = grading.could_not_judge(shared_course, handed_in, ("uid",), "it died.")
    assert (found.status, found.score) == ("ungraded", None)
    assert found.submission_sha256 == submission.read(handed_in).sha256
    assert found.message.endswith("it died.")
    assert found.grader.isolation == ("uid",)
    nothing = HandedIn("s01", "adding", None)
    found = grading.could_not_judge(shared_course, nothing, (), "it died.")
    assert found.submission_sha256 == "0" * 64


# The same work, the same report


@pytest.mark.parametrize("source", [RIGHT, OFF_BY_ONE, NO_ERROR, "1 / 0"])
def test_a_second_grading_gives_the_same_verdict_whoever_came_between(report, source):
    first = report(source)
    report(MINE, student="s02")
    report("import os; os._exit(0)", student="s03")
    assert report(source).verdict() == first.verdict()


def test_another_grader_gives_the_same_verdict(report, shared_course, file):
    with Grader(shared_course) as other:
        assert other.grade(file(OFF_BY_ONE)).report.verdict() == report(OFF_BY_ONE).verdict()


# Isolation


def test_work_graded_without_a_sandbox_says_so(shared_course, file):
    with Grader(shared_course, isolation=Isolation.NONE) as exposed:
        found = exposed.grade(file(RIGHT)).report
    assert found.score == 100
    assert found.grader.isolation == ("none",)


def test_a_sandbox_that_does_not_hold_is_refused_and_leaves_no_process(
    shared_course, monkeypatch, processes
):
    before = processes.below(os.getpid())
    through = b'\n        tried("seccomp", "adding numbers", lambda: 1 + 1),\n    ]\n'
    monkeypatch.setattr(canary, "_SOURCE", canary._SOURCE.replace(b"\n    ]\n", through, 1))
    with pytest.raises(IsolationError, match="adding numbers was not denied"):
        Grader(shared_course)
    assert processes.below(os.getpid()) == before


def test_a_closed_grader_leaves_no_process(shared_course, file, processes):
    before = processes.below(os.getpid())
    with Grader(shared_course) as own:
        own.grade(file(RIGHT))
        assert processes.below(os.getpid()) > before
    assert processes.below(os.getpid()) == before


def test_what_student_code_could_read_is_refused(grader, tmp_path):
    (folder, *_) = [path for path in grader.server.readable if path.is_dir()]
    (tmp_path / "link").symlink_to(folder)
    grader.refuse_readable([tmp_path, Path("/")])
    for path in (folder, folder / "submissions", tmp_path / "link" / "x"):
        with pytest.raises(IsolationError, match="student code can read: move it"):
            grader.refuse_readable([tmp_path, path])


# Time


SLOW = """
    import time
    def slow():
        time.sleep(60)
"""


@pytest.fixture
def in_a_hurry(little_course, tmp_path):
    """The little course; its first run asks for what takes too long, unless `steady` exists."""
    manifest = little_course.public / "adding" / "assignment.toml"
    text = manifest.read_text(encoding="utf-8").replace("[[", "[limits]\ncall_seconds = 1\n[[", 1)
    manifest.write_text(text, encoding="utf-8")
    steady = tmp_path / "steady"
    with little_course.assignment("adding").hidden_tests.open("a", encoding="utf-8") as tests:
        tests.write(
            dedent(f"""

                @pytest.mark.criterion("totals")
                def test_speed(student):
                    import pathlib
                    if not pathlib.Path({str(steady)!r}).exists():
                        pathlib.Path({str(steady)!r}).touch()
                        student.slow()
            """)
        )
    return Course(little_course.root)


def test_a_time_out_on_the_wall_clock_is_told_apart(in_a_hurry, file):
    with Grader(in_a_hurry) as own:
        first = own.grade(file(RIGHT + SLOW))
        again = own.grade(file(RIGHT + SLOW))
    assert first.unconfirmed
    assert first.report.score == 80
    assert [test.status for test in first.report.criteria[1].tests][-1] == "timed_out"
    assert not again.unconfirmed
    assert again.report.score == 100


def test_grade_confirms_a_time_out_by_a_second_run(in_a_hurry, file):
    handed_in = file(RIGHT + SLOW)
    assert grading.grade(in_a_hurry, handed_in.path, "adding").score == 100


# The public function


def test_one_file_is_graded_by_the_function_that_the_package_exports(shared_course, file):
    path = file(OFF_BY_ONE, "s05").path
    found = autograder.grade(shared_course, path, "adding")
    assert (found.student, found.score) == ("s05", 40)
    assert autograder.grade(shared_course, path, "adding", "someone").student == "someone"


def test_a_file_that_student_code_can_read_is_refused(shared_course):
    with pytest.raises(IsolationError, match="student code can read: move it"):
        autograder.grade(shared_course, Path(np.__file__), "adding", "someone")


def test_a_killed_worker_is_the_submission_s_own_end(report):
    """Signals that a submission sends itself by falling are its crash, not our failure."""
    found = report(RIGHT.replace("return a + b", "import ctypes; ctypes.string_at(0)"))
    assert found.status == "graded"
    assert found.criteria[0].tests[0].message == f"the worker died (signal {signal.SIGSEGV.value})"
