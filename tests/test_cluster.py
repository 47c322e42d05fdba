"""A cluster gives the reports that one machine gives, whoever dies, and lets no stranger in."""

import asyncio
import contextlib
import importlib
import json
import os
import random
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from types import SimpleNamespace

import numpy as np
import pytest

from autograder import batch
from autograder.course import Course
from autograder.errors import CourseError, GraderError, IsolationError, UsageError
from autograder.report import ScoreReport
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn

distributed = pytest.importorskip("distributed", reason="Dask is not installed: .[dask]")

import dask  # noqa: E402

from autograder import cluster  # noqa: E402
from autograder.cluster import connection, coordinator, outpost  # noqa: E402

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

ROOT = Path(__file__).parents[1]
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
SCORES = {"ada": 100, "bob": 60, "cyd": 0, "dan": 60, "eve": 40}


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


@dataclass
class Machines:
    """A scheduler and Dask workers as docs/scaling.md has them: processes of their own, and TLS."""

    folder: Path
    certificates: Path
    scheduler: subprocess.Popen | None = None
    workers: subprocess.Popen | None = None
    address: str = ""

    def start(self, workers):
        file = self.folder / "scheduler.json"
        here = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0")
        self.scheduler = self._dask("scheduler", *here, "--scheduler-file", str(file))
        wait_until(lambda: file.exists() and file.read_text(encoding="utf-8").endswith("\n}"))
        self.address = json.loads(file.read_text(encoding="utf-8"))["address"]
        if workers:
            one_each = ("--nworkers", str(workers), "--nthreads", "1", "--no-dashboard")
            here = ("--local-directory", str(self.folder))
            self.workers = self._dask("worker", self.address, *one_each, *here)

    def stop(self):
        for process in filter(None, (self.workers, self.scheduler)):
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def held(self):
        """What the outposts have on the disk."""
        return list(self.folder.glob("dask-scratch-space/*/autograder-*"))

    def _dask(self, *command):
        settings = {
            "DASK_CONFIG": str(self.certificates),
            "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "1",
        }
        with (self.folder / "log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "dask", *command],
                env=os.environ | settings,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )


@contextlib.contextmanager
def machines(folder, certificates, workers):
    found = Machines(folder, certificates)
    try:
        found.start(workers)
        yield found
    finally:
        found.stop()


def wait_until(true, seconds=30):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """The folder of settings, with key and certificate, that the documented commands make."""
    bash, home = shutil.which("bash"), tmp_path_factory.mktemp("home")
    if bash is None or shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    text = (ROOT / "docs" / "scaling.md").read_text(encoding="utf-8")
    section = text.partition("\n## Certificates\n")[2].partition("\n## ")[0]
    commands = dedent(re.search(r"\n\n((?:    .*\n)+)", section)[1])
    environment = {"PATH": os.environ["PATH"], "HOME": str(home)}
    subprocess.run(
        [bash, "-e", "-c", commands], env=environment, check=True, capture_output=True, timeout=60
    )
    return home / ".config" / "dask"


@pytest.fixture(scope="module")
def two(tmp_path_factory, certificates):
    """Two Dask workers and their scheduler."""
    with machines(tmp_path_factory.mktemp("machines"), certificates, 2) as found:
        yield found


@pytest.fixture
def trusted(certificates):
    """This process has the certificate."""
    settings = dask.config.collect(paths=[str(certificates)], env={})
    with dask.config.set(dask.config.merge(dask.config.config, settings)):
        yield


@pytest.fixture
def graded(two, trusted):
    """Grade on the two; the verdicts by student, of whom none has two reports."""

    def grade(course, work, **more):
        reports = list(cluster.grade_all(course, work, scheduler=two.address, **more))
        assert len({report.student for report in reports}) == len(reports)
        return {report.student: report.verdict() for report in reports}

    return grade


def scores(verdicts):
    return {student: verdict["score"] for student, verdict in verdicts.items()}


def dask_workers(processes, starter):
    """The Dask workers that process `starter` started."""

    def is_one(pid):
        with contextlib.suppress(OSError):
            return b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
        return False

    return {process for process in processes.below(starter) if is_one(process[0])}


def kill(process):
    with contextlib.suppress(ProcessLookupError):
        os.kill(process[0], signal.SIGKILL)


def test_a_cluster_gives_the_reports_of_a_batch(shared_course, handed_in, graded):
    work = handed_in(CLASS)
    linked = work[0].path.with_name("link.py")
    linked.symlink_to(work[0].path)
    work += [
        HandedIn("flo", "adding", linked),
        HandedIn("gus", "adding", None, "There is no file: hand in adding.py."),
        HandedIn("hal", "adding", work[0].path.with_name("gone.py")),
    ]
    together = graded(shared_course, work, chunk=2)
    reports = batch.grade_all(shared_course, work, jobs=2)
    assert together == {report.student: report.verdict() for report in reports}
    assert scores(together) == SCORES | {"flo": 0, "gus": 0, "hal": None}


def test_a_local_cluster_needs_nothing_but_dask(shared_course, handed_in):
    reports = list(
        cluster.grade_all(
            shared_course, handed_in(CLASS), scheduler="local", jobs=2, isolation=Isolation.NONE
        )
    )
    assert {report.student: report.score for report in reports} == SCORES
    assert {report.grader.isolation for report in reports} == {("none",)}


def test_without_work_nobody_is_asked(shared_course):
    assert list(cluster.grade_all(shared_course, [], scheduler="nowhere:1")) == []


def test_work_is_asked_for_as_it_is_graded(shared_course, handed_in, two, trusted):
    work = handed_in({f"s{number:02}": RIGHT for number in range(60)})
    asked = []

    def one_by_one():
        for item in work:
            asked.append(item.student)
            yield item

    reports = cluster.grade_all(shared_course, one_by_one(), scheduler=two.address, jobs=2, chunk=2)
    next(reports)
    assert len(asked) < 30
    assert len(list(reports)) == 59


def test_large_work_travels_in_small_chunks(shared_course, handed_in, graded, monkeypatch):
    chunks, submit = [], coordinator.Client.submit

    def spy(self, function, name, chunk, **more):
        chunks.append(len(chunk))
        return submit(self, function, name, chunk, **more)

    monkeypatch.setattr(coordinator, "CHUNK_BYTES", 10_000)
    monkeypatch.setattr(coordinator.Client, "submit", spy)
    work = handed_in(dict.fromkeys("abcdefghijklmnop", RIGHT + "#" * 9_000))
    assert set(scores(graded(shared_course, work)).values()) == {100}
    assert max(chunks) == 2


def test_machines_killed_at_random_moments_cost_nothing(
    shared_course, handed_in, graded, two, processes
):
    names = [f"{name}{number}" for number in range(40) for name in ("ada", "bob", "eve")]
    work = handed_in({name: CLASS[name[:3]] for name in names})
    over, killed = threading.Event(), []

    def strike():
        chance = random.Random()  # noqa: S311
        while len(killed) < 3 and not over.wait(chance.uniform(0.2, 1)):
            at_work = [
                process
                for process in dask_workers(processes, two.workers.pid)
                if processes.below(process[0])  # Dask gives up one that dies before it has begun
            ]
            if at_work:
                killed.append(chance.choice(at_work))
                kill(killed[-1])

    killer = threading.Thread(target=strike)
    killer.start()
    try:
        verdicts = graded(shared_course, work, isolation=Isolation.JAIL, chunk=10)
    finally:
        over.set()
        killer.join()
    assert killed
    assert scores(verdicts) == {name: SCORES[name[:3]] for name in names}


def test_work_whose_grader_always_dies_is_ungraded_alone(also, handed_in, graded):
    course = also(["if student.who() == 'ben':", "    os.kill(os.getpid(), 9)"])
    names = ["ann", "ben", "cat", "dot", "eli", "fay"]
    work = handed_in({name: f"{RIGHT}\ndef who():\n    return {name!r}\n" for name in names})
    verdicts = graded(course, work, isolation=Isolation.JAIL)
    assert scores(verdicts) == dict.fromkeys(names, 100) | {"ben": None}
    assert verdicts["ben"]["status"] == "ungraded"
    assert "died each time" in verdicts["ben"]["message"]


SLEEP = [
    "mark = pathlib.Path({folder!r}) / student.who()",
    "if mark.exists():",
    "    mark.unlink()",
    "    student.sleep()",
]
LIMITS = "[limits]\ncall_seconds = 1"


def test_a_time_out_on_the_wall_clock_is_confirmed_at_the_end(also, handed_in, tmp_path, graded):
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
    verdicts = graded(course, work)
    assert scores(verdicts) == dict.fromkeys(("ann", "ben", "cat"), 100)
    assert list(verdicts)[-1] == "ann"


def test_a_time_out_that_happens_again_counts(also, handed_in, graded):
    course = also(["student.sleep()"], LIMITS)
    rest = "\nimport time\ndef sleep():\n    time.sleep({})\n"
    work = handed_in({"ann": RIGHT + rest.format(60), "ben": RIGHT + rest.format(0)})
    assert scores(graded(course, work)) == {"ann": 80, "ben": 100}


def test_a_batch_leaves_nothing_with_the_machines(
    shared_course, handed_in, two, trusted, processes
):
    reports = cluster.grade_all(shared_course, handed_in(CLASS), scheduler=two.address, chunk=1)
    with contextlib.closing(reports):
        next(reports)
        assert two.held()
        assert {path.stat().st_mode & 0o777 for path in two.held()} == {0o700}
    wait_until(lambda: not two.held())
    graders = dask_workers(processes, two.workers.pid)
    processes.wait_until(lambda: not any(processes.below(pid) for pid, _ in graders))  # no server


def test_closing_a_local_cluster_stops_every_process(
    shared_course, handed_in, processes, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = dask_workers(processes, os.getpid())
    slow = RIGHT.replace("return a", "import time; time.sleep(60)\n    return a")
    work = handed_in({"ann": RIGHT, "ben": slow, "cat": slow})
    reports = cluster.grade_all(
        shared_course, work, scheduler="local", jobs=2, isolation=Isolation.JAIL, chunk=1
    )
    assert next(reports).student == "ann"
    begun = dask_workers(processes, os.getpid()) - before
    begun |= {child for pid, _ in begun for child in processes.below(pid)}
    assert len(begun) >= 3  # two Dask workers and at least one server
    reports.close()
    processes.wait_for_the_end(begun, seconds=5)  # before a deadline would end them
    assert not list(tmp_path.glob("autograder-*"))


PROGRAM = """
import signal
import sys
from pathlib import Path
from autograder import cluster
from autograder.course import Course
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn

signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored in the background
if __name__ == "__main__":
    course, path, number = Course(Path(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3])
    work = [HandedIn(f"s{number}", "adding", path) for number in range(number)]
    try:
        for report in cluster.grade_all(
            course, work, scheduler="local", jobs=2, isolation=Isolation.JAIL, chunk=5
        ):
            print(report.student, flush=True)
    except KeyboardInterrupt:
        print("interrupted", flush=True)
"""


@pytest.fixture
def program(shared_course, handed_in, tmp_path):
    """Start a program that grades on a cluster of its own, with `tmp` for its temporary files."""
    file = tmp_path / "program.py"
    file.write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "tmp").mkdir()
    (work,) = handed_in({"ann": RIGHT})

    def start(number):
        command = [sys.executable, "-W", "error", str(file), str(shared_course.root)]
        return subprocess.Popen(
            [*command, str(work.path), str(number)],
            env=os.environ | {"TMPDIR": str(tmp_path / "tmp")},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    return start


def test_dask_says_nothing_even_as_its_workers_die(program, processes, tmp_path):
    with program(60) as running:
        out = running.stdout.readline()
        kill(min(dask_workers(processes, running.pid)))
        out += running.stdout.read()
        err = running.stderr.read()
    assert err == ""
    assert len(set(out.split())) == len(out.split()) == 60
    assert running.returncode == 0
    assert list((tmp_path / "tmp").iterdir()) == []


def test_ctrl_c_leaves_no_process_and_no_file(program, processes, tmp_path):
    with program(10_000) as running:
        running.stdout.readline()
        begun = processes.below(running.pid)
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.stdout.read(), running.stderr.read()
    assert out.split()[-1] == "interrupted"
    assert err == ""
    processes.wait_for_the_end(begun, seconds=5)
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.fixture
def refused(shared_course, handed_in):
    """Grading one submission on this scheduler ends with this error."""

    def refuse(scheduler, error, match, **more):
        with pytest.raises(error, match=match) as caught:
            list(
                cluster.grade_all(
                    more.pop("course", shared_course),
                    handed_in({"ann": RIGHT}),
                    scheduler=scheduler,
                    **more,
                )
            )
        return str(caught.value)

    return refuse


def test_whoever_has_no_certificate_is_refused(two, refused):
    refused(two.address, UsageError, "asks for certificates: set DASK_")
    host, port = two.address.removeprefix("tls://").split(":")
    stranger = ssl.create_default_context()
    stranger.check_hostname, stranger.verify_mode = False, ssl.CERT_NONE
    with (
        socket.create_connection((host, int(port)), timeout=10) as plain,
        stranger.wrap_socket(plain) as connected,
        pytest.raises(ssl.SSLError, match="required"),
    ):
        connected.recv(1)


def test_a_certificate_of_another_authority_is_refused(two, refused, monkeypatch):
    monkeypatch.setattr(connection, "Security", distributed.Security.temporary)
    refused(two.address, UsageError, "certificate verify failed")


@pytest.mark.parametrize("file", ["nowhere", "empty"])
def test_a_key_that_cannot_be_used_is_said(trusted, refused, tmp_path, file):
    (tmp_path / "empty").touch()
    with dask.config.set({"distributed.comm.tls.client.key": str(tmp_path / file)}):
        refused("10.0.0.1:8786", UsageError, r"certificates for tls://10\.0\.0\.1:8786 cannot be")


@pytest.mark.parametrize(
    ("address", "demanded", "is_open"),
    [
        ("tcp://10.0.0.1:8786", None, True),
        ("tcp://10.0.0.1:8786", False, False),  # typed by whoever runs it
        ("tcp://localhost:8786", None, False),
        ("tcp://127.0.0.1:8786", None, False),
        ("tcp://[::1]:8786", None, False),
        ("tcp://127.0.0.1:8786", True, True),
        ("tls://10.0.0.1:8786", None, False),
    ],
)
def test_nothing_travels_in_the_open_unless_that_is_typed(address, demanded, is_open):
    with dask.config.set({"distributed.comm.require-encryption": demanded}):
        if is_open:
            with pytest.raises(UsageError, match="whoever reaches it runs code"):
                connection.checked(address)
        else:
            assert connection.checked(address) == address


@pytest.mark.parametrize(
    "address", ["", "grading", "grading:", "http://grading:80", "tls://[::1", "tls://x:99999"]
)
def test_what_is_no_address_is_said(address):
    with pytest.raises(UsageError, match="write HOST:PORT"):
        connection.checked(address)


def test_an_address_without_a_scheme_is_met_through_tls():
    assert connection.checked("grading:8786") == "tls://grading:8786"


def test_without_dask_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "autograder.cluster")
    with pytest.raises(UsageError, match=r"pip install 'rnn-autograder\[dask\]'"):
        importlib.import_module("autograder.cluster")


def test_without_cryptography_local_says_what_to_install(refused, monkeypatch):
    monkeypatch.setitem(sys.modules, "cryptography", None)
    refused("local", UsageError, r"cryptography.*pip install 'rnn-autograder\[dask\]'")


def test_nobody_at_the_address_is_said(refused, monkeypatch):
    monkeypatch.setattr(connection, "CONNECT_SECONDS", 2)
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    refused(f"tcp://127.0.0.1:{port}", UsageError, r"can be reached .* \(Connection refused\)")


def test_workers_are_waited_for_only_so_long(refused, certificates, trusted, tmp_path, monkeypatch):
    monkeypatch.setattr(coordinator, "WORKERS_SECONDS", 0.5)
    with machines(tmp_path, certificates, 0) as found:
        refused(found.address, GraderError, r"no Dask worker for 0\.5 seconds: start some")


def test_a_scheduler_that_dies_stops_the_batch(
    shared_course, handed_in, certificates, trusted, tmp_path
):
    work = handed_in({f"s{number}": RIGHT for number in range(300)})
    with machines(tmp_path, certificates, 1) as found:
        reports = cluster.grade_all(shared_course, work, scheduler=found.address, chunk=5)
        next(reports)
        found.scheduler.kill()
        with pytest.raises(GraderError, match="scheduler was lost: what was graded is kept"):
            list(reports)


def test_a_course_that_does_not_hold_stops_the_batch(little_course, refused, two, trusted):
    path = little_course.assignment("adding").hidden_tests
    text = path.read_text(encoding="utf-8").replace('"sums"', '"totals"')
    path.write_text(text, encoding="utf-8")
    said = refused(two.address, CourseError, "'sums'", course=little_course)
    assert str(path) in said  # where its author has it


def test_what_student_code_could_read_is_not_graded(refused, two, trusted):
    inside = Path(np.__file__).parent
    refused(two.address, IsolationError, r"^tls://.*move it", outside=[inside])


def test_another_version_is_refused(refused, two, trusted, monkeypatch):
    here = outpost.versions() | {"NumPy": "1.0"}
    monkeypatch.setattr(outpost, "versions", lambda: here)
    refused(two.address, GraderError, r"NumPy is \S+ on the Dask worker and 1\.0 here")


def test_machines_without_this_package_are_refused(refused, two, trusted, monkeypatch):
    def fail(*_):
        raise ModuleNotFoundError("No module named 'autograder'")

    monkeypatch.setattr(coordinator.Client, "register_plugin", fail)
    refused(two.address, GraderError, "another rnn-autograder than this machine, or none")


@pytest.fixture
def dask_worker(tmp_path):
    """As much of one as an outpost asks for."""
    folder = tmp_path / "scratch" / "worker"
    folder.mkdir(parents=True, mode=0o755)
    return SimpleNamespace(
        address="tls://10.0.0.7:4000",
        name=0,
        local_directory=str(folder),
        security=distributed.Security(),
        state=SimpleNamespace(nthreads=1),
    )


@pytest.fixture
def post(little_course, dask_worker):
    """An outpost in this process."""
    made = outpost.Outpost(little_course, Isolation.JAIL, (), is_local=False)
    made.setup(dask_worker)
    yield made
    made.teardown(dask_worker)


@pytest.fixture
def chunk(handed_in):
    """What travels for the class."""
    return [outpost.read(each) for each in handed_in(CLASS)]


def test_an_outpost_needs_nothing_of_another_machines_disk(post, little_course, chunk, tmp_path):
    shutil.rmtree(little_course.root)
    shutil.rmtree(tmp_path / "work")
    reports = [ScoreReport.model_validate_json(report) for report, _ in post.grade(chunk)]
    assert {report.student: report.score for report in reports} == SCORES


def test_an_outpost_keeps_one_grader_and_closes_it(post, chunk, dask_worker, processes):
    post.grade(chunk)
    server = {process for process in processes.alive() if process[0] == post.grader.server.pid}
    post.grade(chunk)
    assert server <= processes.alive()
    (folder,) = Path(dask_worker.local_directory).iterdir()
    assert folder.stat().st_mode & 0o777 == 0o700
    post.teardown(dask_worker)
    processes.wait_for_the_end(server)
    assert not folder.exists()


def test_an_outpost_that_closes_at_work_does_what_it_has_in_hand(
    post, chunk, dask_worker, monkeypatch
):
    answer = post._answer

    def last(grader, sent):
        post.teardown(dask_worker)
        return answer(grader, sent)

    monkeypatch.setattr(post, "_answer", last)
    assert len(post.grade(chunk)) == 1
    assert list(Path(dask_worker.local_directory).iterdir()) == []


def test_what_was_not_read_is_ungraded_there(post, tmp_path):
    ((report, _),) = post.grade([outpost.read(HandedIn("hal", "adding", tmp_path / "gone.py"))])
    found = ScoreReport.model_validate_json(report)
    assert (found.score, found.status) == (None, "ungraded")
    assert "gone.py cannot be read" in found.message


def test_an_outpost_with_more_threads_than_one_is_refused(post, chunk, dask_worker):
    dask_worker.state.nthreads = 4
    with pytest.raises(GraderError, match=r"^tls://10\.0\.0\.7:4000: .* 4 threads.*--nthreads 1"):
        post.grade(chunk)


def test_an_outpost_of_another_version_is_refused(post, chunk):
    post.versions = {name: "0" for name in post.versions}
    with pytest.raises(GraderError, match="and 0 here"):
        post.grade(chunk)


def test_a_folder_that_others_can_change_is_refused(post, chunk, dask_worker):
    Path(dask_worker.local_directory).parent.chmod(0o777)
    with pytest.raises(IsolationError, match="--local-directory"):
        post.grade(chunk)


def test_a_key_that_student_code_could_read_is_refused(post, chunk, dask_worker):
    dask_worker.security = distributed.Security(tls_worker_key=np.__file__)
    with pytest.raises(IsolationError, match="move it"):
        post.grade(chunk)
    assert list(Path(dask_worker.local_directory).iterdir()) == []


def test_a_full_disk_is_said(post, chunk, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(GraderError, match="7:4000: The grader failed: No space left on device"):
        post.grade(chunk)


def test_only_the_courses_own_files_travel(little_course):
    left = little_course.root / "solutions" / "adding" / "__pycache__" / "adding.pyc"
    left.parent.mkdir()
    left.touch()
    files = outpost.packed(little_course)
    assert {"rubrics/adding.toml", "tests/hidden/draws.py"} <= set(files)
    assert not any("__pycache__" in name for name in files)


@dataclass
class Scripted:
    """A client whose only Dask worker does what is written: for each student, in turn."""

    make_report: Callable
    script: dict
    status: str = "running"
    workers: int = 1
    sent: list = field(default_factory=list)

    @property
    def loop(self):
        return SimpleNamespace(add_callback=self.wait)

    def wait(self, wait, future):
        if self.status == "running":
            asyncio.run(wait(future))

    def nthreads(self):
        return {f"tls://10.0.0.7:{port}": 1 for port in range(self.workers)}

    def submit(self, _, __, chunk, *, pure):
        self.sent.append([each.student for each in chunk])
        return SimpleNamespace(key=str(len(self.sent)))

    async def gather(self, future, *, asynchronous):
        answers = []
        for student in self.sent[int(future.key) - 1]:
            act = self.script[student].pop(0) if self.script.get(student) else "graded"
            if isinstance(act, Exception):
                raise act
            if act == "closes":
                break
            report = self.make_report(student=student).model_dump_json().encode()
            answers.append((report, act == "unconfirmed"))
        return answers

    def cancel(self, futures):
        pass


@pytest.fixture
def scripted(shared_course, handed_in, make_report):
    """Grade four students; the client, and their reports by student."""

    def grade(**script):
        client = Scripted(make_report, script)
        post = SimpleNamespace(name="post", isolation=None)
        work = handed_in(dict.fromkeys(("ann", "ben", "cat", "dot"), RIGHT))
        reports = list(coordinator._Coordinator(client, shared_course, post, 50).grade(work))
        assert sorted(report.student for report in reports) == ["ann", "ben", "cat", "dot"]
        return client, {report.student: report.status.value for report in reports}

    return grade


KILLED = distributed.KilledWorker("task", None, 1)


def test_what_a_closing_machine_left_undone_is_done_again(scripted):
    client, statuses = scripted(ben=["closes"])
    assert set(statuses.values()) == {"graded"}
    assert client.sent[0] == ["ann", "ben"]
    assert sum(chunk.count("ben") for chunk in client.sent) == 2
    assert sum(chunk.count("ann") for chunk in client.sent) == 1


def test_who_was_there_when_a_machine_died_is_tried_alone_at_the_end(scripted):
    client, statuses = scripted(ben=[KILLED])
    assert set(statuses.values()) == {"graded"}
    assert client.sent[-2:] == [["ann"], ["ben"]]


@pytest.mark.parametrize(
    ("acts", "status"),
    [
        ([KILLED, KILLED], "ungraded"),
        ([KILLED, "unconfirmed", "graded"], "graded"),
        ([KILLED, "unconfirmed", "unconfirmed"], "graded"),
        ([KILLED, "unconfirmed", KILLED], "ungraded"),
        (["unconfirmed", KILLED, "graded"], "graded"),
        (["unconfirmed", KILLED, KILLED], "ungraded"),
    ],
)
def test_only_who_is_alone_with_a_death_is_ungraded(scripted, acts, status):
    _, statuses = scripted(ben=list(acts))
    assert statuses == dict.fromkeys(("ann", "cat", "dot"), "graded") | {"ben": status}


@pytest.mark.parametrize(
    ("error", "raised", "match"),
    [
        (distributed.CancelledError(), GraderError, "scheduler was lost"),
        (OSError("closed"), GraderError, "scheduler was lost"),
        (ImportError("No module"), GraderError, "another rnn-autograder"),
        (IsolationError("It does not hold."), IsolationError, "It does not hold"),
        (RuntimeError("a fault"), RuntimeError, "a fault"),
    ],
)
def test_any_other_end_of_a_chunk_ends_the_batch(scripted, error, raised, match):
    with pytest.raises(raised, match=match):
        scripted(ben=[error])


@pytest.mark.parametrize(
    ("how", "match"),
    [
        ({"workers": 0}, "no Dask worker for 0 seconds"),
        ({"status": "closed"}, "scheduler was lost"),
    ],
)
def test_a_batch_does_not_wait_for_ever(
    shared_course, handed_in, make_report, monkeypatch, how, match
):
    monkeypatch.setattr(coordinator, "WORKERS_SECONDS", 0)
    client = Scripted(make_report, {}, **how)
    post = SimpleNamespace(name="post", isolation=None)
    reports = coordinator._Coordinator(client, shared_course, post, 50).grade(
        handed_in({"ann": RIGHT})
    )
    with pytest.raises(GraderError, match=match):
        list(reports)


def posted(failures):
    """How often an outpost is posted, where so many tries at first meet a machine that dies."""
    tries = []

    def register_plugin(post):
        tries.append(post)
        if len(tries) <= failures:
            raise OSError("closed")

    client = SimpleNamespace(
        status="running", nthreads=lambda: {"a": 1}, register_plugin=register_plugin
    )
    with coordinator._posted(client, SimpleNamespace(is_local=True)):
        return len(tries)


def test_a_machine_that_dies_as_the_course_arrives_does_not_stop_the_others():
    assert posted(failures=2) == 3
    with pytest.raises(GraderError, match="scheduler was lost"):
        posted(failures=99)
