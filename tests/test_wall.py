"""bubblewrap around the server: what it hides, what still works behind it, what is said without."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.errors import IsolationError
from autograder.grading import Grader
from autograder.sandbox import canary, plan, wall
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.failures import TimedOut
from autograder.sandbox.launcher import Isolation, Server, ServerDied
from autograder.sandbox.limits import Limits
from autograder.sandbox.wire import encode
from autograder.submission import HandedIn

pytestmark = [
    pytest.mark.jail,
    pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux"),
]
WORK = """
import os, uuid

def total(values):
    return sum(values)

def is_there(paths):
    found = []
    for path in paths:
        try:
            os.stat(path)
            found.append(path)
        except FileNotFoundError:
            pass
    return found

def ids():
    return [os.getpid(), os.getppid()]

def spin():
    while True:
        pass

def fill():
    return len(bytearray(2 << 30))
"""


@pytest.fixture(scope="module")
def server():
    try:
        walled = canary.confirmed(Isolation.BUBBLEWRAP)
    except IsolationError as error:
        pytest.skip(str(error))
    with walled:
        yield walled


@pytest.fixture
def load(server):
    opened = []

    def load(limits=Limits()):  # noqa: B008  it is frozen
        student = StudentModule(server, Source("work", WORK.encode(), 7), limits)
        opened.append(student)
        student.load()
        return student

    yield load
    for student in opened:
        student.close()


def call(student, name, *arguments):
    return student.call(name, encode([list(arguments), {}]))


def test_work_behind_the_wall_computes(load):
    assert call(load(), "total", [1, 2, 3]) == 6


def test_nothing_of_this_machine_is_there_but_what_python_needs(load):
    here = [__file__, str(Path(__file__).parents[1] / "solutions"), str(Path.home())]
    system = [
        "/etc/passwd",
        "/etc/hostname",
        "/proc",
        "/sys",
        "/root",
        "/var",
        "/dev/shm",
        "/dev/tty",
    ]
    readable = [str(path) for path in plan.readable() if path.exists()]
    found = call(load(), "is_there", [*here, *system, *readable])
    assert set(found) - set(readable) <= {str(Path.home())}  # an interpreter may lie below it
    assert set(found) >= set(readable)


def test_a_worker_knows_no_process_by_the_id_that_it_has_here(load):
    student = load()
    worker, server = call(student, "ids")
    assert (worker, server) != (student._pid, student.server.pid)
    assert Path(f"/proc/{student._pid}/cmdline").read_bytes()


def test_the_limits_of_cpu_and_memory_hold_behind_the_wall(load):
    with pytest.raises(TimedOut) as caught:
        call(load(Limits(call_cpu_seconds=0.2)), "spin")
    assert caught.value.confirmed
    with pytest.raises(MemoryError):
        call(load(), "fill")


def test_a_worker_that_something_kills_is_no_crash_and_its_successor_works(load):
    student = load()
    os.kill(student._pid, signal.SIGKILL)
    with pytest.raises(ServerDied, match="Something outside of the sandbox"):
        call(student, "total", [1])
    assert call(student, "total", [1]) == 1


def test_a_wall_that_falls_is_built_again(server):
    with Server(Isolation.BUBBLEWRAP) as mortal:
        os.kill(mortal.pid, signal.SIGKILL)
        mortal._process.wait()
        mortal.restart()
        assert all(found.denied for found in canary.probe(mortal))


def test_a_killed_grader_takes_wall_server_and_workers_with_it(server, processes):
    script = dedent("""
        import time
        from autograder.sandbox.client import Source, StudentModule
        from autograder.sandbox.launcher import Isolation, Server, ServerDied

        server = Server(Isolation.BUBBLEWRAP)
        student = StudentModule(server, Source("work", b"", 7))
        student.load()
        print("ready", flush=True)
        time.sleep(60)
    """)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as grader:
        assert grader.stdout.readline() == b"ready\n"
        below = processes.below(grader.pid)
        assert len(below) >= 4  # bubblewrap on both sides, server, worker
        grader.kill()
    processes.wait_for_the_end(below)


def test_a_report_names_the_wall(server, shared_course):
    right = shared_course.assignment("adding").reference
    with Grader(shared_course, isolation=Isolation.BUBBLEWRAP) as grader:
        report = grader.grade(HandedIn("s01", "adding", right)).report
    assert report.grader.isolation[0] == "bubblewrap"
    assert ("uid" in report.grader.isolation) is (os.geteuid() == 0)
    assert report.score == 100


def test_the_strongest_that_holds_is_taken(server):
    with canary.confirmed() as strongest:
        assert strongest.isolation is Isolation.BUBBLEWRAP


# Where it does not hold


@pytest.fixture
def any_python(monkeypatch):
    """As if root's interpreter lay where all may read: the wall is not refused for that."""
    monkeypatch.setattr(plan, "others_can_read", lambda _: True)


@pytest.fixture
def bubblewrap(monkeypatch, tmp_path, any_python):
    """Put a script in the place of bubblewrap, where any user can run it."""
    monkeypatch.setattr(wall, "identity", dict)

    def put(script):
        path = tmp_path / "bwrap"
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setattr(shutil, "which", lambda *_, **__: str(path))

    return put


def refusal(isolation=Isolation.BUBBLEWRAP):
    with pytest.raises(IsolationError) as caught:
        canary.confirmed(isolation)
    text = str(caught.value)
    assert text.startswith("bubblewrap cannot be used here: ")
    assert text.endswith(" Or grade with --isolation jail.")
    assert "\n" not in text
    return text


def test_a_machine_without_bubblewrap_is_told_how_to_install_it(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    assert "apt install bubblewrap" in refusal()


def test_without_a_wall_the_jail_is_the_strongest(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    with canary.confirmed() as strongest:
        assert strongest.isolation is Isolation.JAIL


@pytest.mark.parametrize(("switch", "off", "on"), wall._SWITCHES)
def test_a_system_that_forbids_namespaces_is_told_which_switch_allows_them(
    bubblewrap, monkeypatch, tmp_path, switch, off, on
):
    setting = tmp_path / Path(switch).name
    setting.write_text(f"{off}\n", encoding="ascii")
    monkeypatch.setattr(wall, "_SWITCHES", ((str(setting), off, on),))
    bubblewrap("echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1")
    assert f"{setting.name}={on}" in refusal()


def test_what_bubblewrap_says_is_passed_on(bubblewrap):
    bubblewrap("echo 'bwrap: Creating new namespace failed' >&2; exit 1")
    assert "it says `Creating new namespace failed`" in refusal()


def test_a_python_that_does_not_start_behind_it_is_named_as_the_fault(bubblewrap):
    bubblewrap("echo 'ModuleNotFoundError: No module named numpy' >&2; exit 1")
    assert "Python does not start behind it" in refusal()


def test_a_wall_with_nothing_behind_it_is_refused(bubblewrap):
    """Something that calls itself bubblewrap and only starts what it is given."""
    bubblewrap('while [ "$1" != -- ]; do shift; done; shift; exec "$@"')
    assert "it started, but shares the user namespace" in refusal()


def test_a_wall_in_which_the_machine_can_be_seen_is_refused(bubblewrap, monkeypatch):
    monkeypatch.setattr(wall, "demand", lambda _: None)
    bubblewrap('while [ "$1" != -- ]; do shift; done; shift; exec "$@"')
    with pytest.raises(IsolationError, match="finding /etc/passwd was not denied"):
        canary.confirmed(Isolation.BUBBLEWRAP)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes someone else")
def test_a_python_that_only_root_can_read_is_named(monkeypatch):
    if shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    monkeypatch.setattr(plan, "others_can_read", lambda _: False)
    assert "install Python where all may read" in refusal()


def test_the_wait_for_a_wall_that_never_stands_is_bounded(bubblewrap, monkeypatch):
    monkeypatch.setattr("autograder.sandbox.launcher._SET_UP_SECONDS", 0.2)
    bubblewrap("exec sleep 60")
    before = time.monotonic()
    refusal()
    assert time.monotonic() - before < 20
