"""Hostile submissions through the whole grading path: whatever they try, only they lose by it.

Each file in `hostile/` is one attack and says in its header what must come of it. A `.py` file
stands after the right answers and `hostile/tools.py`, so that it holds the attack and nothing else;
a `.toml` file describes bytes, a notebook, or something in the place of a file. An attack that gets
through prints BREACH. As root every attack is tried once more as an ordinary user, and each time on
this kernel and on what the oldest kernel with Landlock would hold. Attacks that can do no harm are
also tried without the sandbox, where they must get through. Last, a hundred attacks are graded
among nine hundred honest submissions.
"""

import contextlib
import ctypes
import importlib.util
import json
import mmap
import multiprocessing
import os
import platform
import random
import re
import secrets
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import tomllib
import unicodedata
from dataclasses import dataclass, field
from multiprocessing import resource_tracker
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder import batch, known_work
from autograder.course import Course
from autograder.errors import IsolationError
from autograder.feedback import html, markdown
from autograder.grading import Grader
from autograder.report import ScoreReport, TestStatus
from autograder.sandbox import launcher, plan
from autograder.sandbox.launcher import Isolation, Server
from autograder.submission import HandedIn

pytestmark = pytest.mark.jail

ROOT = Path(__file__).parents[1]
HOSTILE = Path(__file__).parent / "hostile"
SLUGS = ("tanh_recurrence", "parameter_counting")
HASTY = "tanh_recurrence_in_haste"  # the same with short limits, for attacks that take all time
BRIEF = "tanh_recurrence_in_brief"  # the same with short tests, for honest work after each attack
BRIEF_TESTS = """
import pytest
from draws import entries, parameters


def draw(rng):
    h, W_hy, b_y = entries(rng, 6, 4), entries(rng, 5, 4), entries(rng, 5)
    return {
        "step": ("rnn_step", entries(rng, 3), entries(rng, 4), *parameters(rng, 3, 4)),
        "forward": ("rnn_forward", entries(rng, 6, 3), *parameters(rng, 3, 4)),
        "initial_state": ("rnn_forward", entries(rng, 6, 3), *parameters(rng, 3, 4), h[0]),
        "outputs": ("rnn_outputs", h, W_hy, b_y),
        "softmax_stable": ("softmax", h),
        "cross_entropy": ("cross_entropy", h, rng.integers(0, 4, 6)),
        "tokens_and_hygiene": ("predict_tokens", h, list("abcd")),
    }


@pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.criterion(name)) for name in (
        "step", "forward", "initial_state", "outputs", "softmax_stable", "cross_entropy",
        "tokens_and_hygiene",
    )
])
def test_in_brief(compare, rng, name):
    compare(*draw(rng)[name])
    compare.unchanged(*draw(rng)[name])
"""
LIMITS = "[limits]\ncall_cpu_seconds = 0.2\ncall_seconds = 0.5\nsubmission_seconds = 1.2\n"
GRADER_MIB = 768  # how much one submission may make the grader grow
HELD_MIB = 6  # how much more graders may hold after hundreds of submissions
REMAINS_MIB = 64  # the same of one that had to read a message of millions of small things
STAFF_BYTES = 600_000  # of a report: 64 KiB of output, each byte as an escape of six
VIEW_CHARACTERS = 2000  # of one text that a student reads
AS_ROOT = os.geteuid() == 0
PLAIN_USER = 61234
RUN = secrets.token_hex(4)  # in the names of what attacks leave: others may try the same meanwhile
KEY = 1 + secrets.randbelow(1 << 30)  # of System V objects that attacks try to make
LABEL = f"autograder-hostile-{RUN}"
PR_SET_CHILD_SUBREAPER = 36
PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/dev", "/run", "/run/lock", "/home", "/")


@dataclass(frozen=True)
class Attack:
    """One hostile submission, and what must come of it."""

    name: str
    tries: str
    score: float | str = "full"
    score_at_most: float | None = None
    status: tuple[str, ...] = ()  # what tests may find besides passed and failed; one must appear
    load: str = "passed"  # or another status, or "any"
    report: str = "graded"
    never: tuple[str, ...] = ()  # nowhere in what the student reads
    assignment: str = "tanh_recurrence"
    hasty: bool = False
    twice: bool = False
    bites: bool = False  # must get through where there is no sandbox: tried there, it does no harm
    machine: str = ""  # the only kind of processor that it is written for
    alone: bool = False  # without right answers and tools in front
    beside: dict[str, str] = field(default_factory=dict)  # other files in its folder
    code: str = ""
    suffix: str = ".py"
    parts: tuple[dict[str, Any], ...] | None = None
    cells: tuple[str, ...] = ()
    instead: str = ""

    def __str__(self) -> str:
        return self.name

    @property
    def family(self):
        return self.name.partition("/")[0]

    @property
    def slug(self):
        return HASTY if self.hasty else self.assignment

    @property
    def asks_the_kernel(self):
        """Whether the kernel decides what comes of it; of the rest, the grader does."""
        return self.family in ("leftovers", "memory", "system") and not self.hasty

    @property
    def label(self):
        """What it calls everything that it tries to leave behind."""
        return f"{LABEL}-{self.name.replace('/', '-').replace('_', '-')}"


def read_attack(path):
    text = path.read_text(encoding="utf-8")
    header = text
    if path.suffix == ".py":
        lines = text.partition("# /// attack\n")[2].partition("# ///\n")[0].splitlines()
        header = "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)
    said = tomllib.loads(header)
    for name, value in said.items():
        said[name] = tuple(value) if isinstance(value, list) else value
    name = path.relative_to(HOSTILE).with_suffix("").as_posix()
    return Attack(name=name, code=text if path.suffix == ".py" else "", **said)


ATTACKS = [
    read_attack(path) for path in sorted(HOSTILE.glob("*/*")) if path.suffix in (".py", ".toml")
]


class Arena:
    """A grader, a course, and what an attack could harm."""

    def __init__(self, folder, isolation):
        self.folder = folder
        self.course = copy_course(folder / "course")
        self.secret = f"secret-{secrets.token_hex(8)}"
        (folder / "secret.txt").write_text(self.secret, encoding="utf-8")
        own = secrets.token_hex(4)
        self.victim = Path(np.__file__).parents[1] / f"autograder-hostile-victim-{own}"
        with contextlib.suppress(OSError):
            self.victim.write_text("unharmed", encoding="utf-8")
        self.variable = f"AUTOGRADER_HOSTILE_{own}"
        os.environ[self.variable] = self.secret
        self.grader = Grader(self.course, isolation=isolation)
        self.honest = {slug: self.grade_honest(slug) for slug in self.course.slugs}

    def close(self):
        self.grader.__exit__()
        os.environ.pop(self.variable, None)
        self.victim.unlink(missing_ok=True)

    @property
    def server(self):
        return self.grader.server.pid

    def right_answers(self, slug):
        return self.course.assignment(slug).reference

    def grade_honest(self, slug):
        handed_in = HandedIn("honest", slug, self.right_answers(slug))
        return self.grader.grade(handed_in).report.verdict()

    def found_wrong(self, attack):
        """Everything that came of an attack and must not, in words."""
        server = self.server
        problems = []
        with Peak() as peak:
            for _ in range(2 if attack.twice else 1):
                problems += self._grade(attack)
        if peak.mib > GRADER_MIB:
            problems.append(f"the grader grew by {peak.mib:.0f} MiB")
        if self.server != server:
            problems.append("the server died")
        if left := processes_of(self.server):
            problems.append(f"processes are left behind: {left}")
        problems += [f"left behind: {found}" for found in self._leftovers(attack.label)]
        if self.victim.exists() and self.victim.read_text(encoding="utf-8") != "unharmed":
            problems.append("a file of the environment was changed")
            self.victim.write_text("unharmed", encoding="utf-8")
        if self.grade_honest(BRIEF) != self.honest[BRIEF]:
            problems.append("an honest submission is graded differently afterwards")
        return problems

    def _grade(self, attack):
        with tempfile.TemporaryDirectory(dir=self.folder, prefix="handed-in-") as folder:
            Path(folder).chmod(0o755)
            path = self._hand_in(attack, Path(folder))
            try:
                report = self.grader.grade(HandedIn("mallory", attack.slug, path)).report
            except Exception as error:  # noqa: BLE001
                return [f"the grader raised {type(error).__name__}: {error}"]
            left = [str(p) for p in Path(folder).rglob("*") if attack.label in p.name]
            return self._judge(attack, report, path) + [f"left behind: {name}" for name in left]

    def _judge(self, attack, report, path):
        problems = []
        if report.status != attack.report:
            problems.append(f"the report is {report.status}: {report.message}")
        wanted = {"full": report.max_score, "none": None}.get(attack.score, attack.score)
        if attack.score_at_most is not None:
            if report.score is None or report.score > attack.score_at_most:
                problems.append(f"score {report.score}, more than {attack.score_at_most}")
        elif report.score != wanted:
            problems.append(f"score {report.score} instead of {wanted}")
        if attack.report == "graded" and attack.load not in ("any", report.load.status):
            problems.append(f"loading {report.load.status}: {report.load.message}")
        problems += self._odd_statuses(attack, report)
        problems += self._odd_texts(attack, report, path)
        return problems

    def _odd_statuses(self, attack, report):
        seen = {test.status.value for criterion in report.criteria for test in criterion.tests}
        if report.load.status is not TestStatus.PASSED:
            return []
        problems = []
        if odd := seen - {"passed", "failed", *attack.status}:
            messages = {
                test.message[:200]
                for criterion in report.criteria
                for test in criterion.tests
                if test.status.value in odd
            }
            problems.append(f"tests are {sorted(odd)}: {sorted(messages)[:3]}")
        if (
            attack.status
            and attack.score_at_most != report.max_score
            and not seen & {*attack.status}
        ):
            problems.append(f"no test is {' or '.join(attack.status)}: was anything tried?")
        return problems

    def _odd_texts(self, attack, report, path):
        problems = []
        if "BREACH" in report.output:
            told = re.findall("BREACH.*", report.output)
            problems.append(f"got through: {told[:5]}")
        data = report.model_dump_json()
        if self.secret in data:
            problems.append("the report holds the secret")
        if len(data) > STAFF_BYTES:
            problems.append(f"a report of {len(data)} bytes")
        if ScoreReport.model_validate_json(data) != report:
            problems.append("a report that is not read back as it was written")
        view = report.for_student()
        cells = attack.cells or [path.read_text("latin-1") if path.is_file() else ""]
        lines = max(len(cell.splitlines()) for cell in cells) + 500 * bool(attack.cells)
        for text in texts(view.model_dump()):
            told = [t for t in (*attack.never, "BREACH", "LEAK", attack.label) if t in text]
            if told:
                problems.append(f"the student reads {told}")
            if any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in text.replace("\n", "")):
                problems.append(f"the student reads control characters: {text[:100]!r}")
            if len(text) > VIEW_CHARACTERS:
                problems.append(f"the student reads {len(text)} characters at once")
            if any(int(n) > lines for n in re.findall(r"in line (\d+)", text)):
                problems.append(f"the student reads of a line that is not there: {text[:100]!r}")
        for render in (markdown.render, html.render):
            page = render(view)
            if any(t in page for t in (*attack.never, "\x1b")):
                problems.append(f"{render.__module__} shows what it must not")
        return problems

    def _hand_in(self, attack, folder):
        path = folder / f"{attack.assignment}{'.ipynb' if attack.cells else attack.suffix}"
        answers = self.right_answers(attack.assignment).read_text(encoding="utf-8")
        words = {
            "@NAME@": attack.label,
            "@COURSE@": self.course.root,
            "@REPOSITORY@": ROOT,
            "@SECRET@": self.folder / "secret.txt",
            "@VICTIM@": self.victim,
            "@GRADER@": os.getpid(),
            "@SERVER@": self.server,
            "@KEY@": KEY,
            "@HANDED_IN@": folder,
            "@REFERENCE@": answers,
            "@TOOLS@": (HOSTILE / "tools.py").read_text(encoding="utf-8"),
        }

        def filled_in(text):
            for word, meaning in words.items():
                text = text.replace(word, str(meaning))
            return text

        for name, text in attack.beside.items():
            (folder / name).write_text(text, encoding="utf-8")
        if attack.instead:
            self._put_instead(attack.instead, path)
        elif attack.cells:
            cells = [{"cell_type": "code", "source": filled_in(cell)} for cell in attack.cells]
            path.write_text(json.dumps({"cells": cells, "nbformat": 4}), encoding="utf-8")
        elif attack.parts is not None:
            path.write_bytes(b"".join(made_of(part, answers) for part in attack.parts))
        elif attack.alone:
            path.write_text(filled_in(attack.code), encoding="utf-8")
        else:
            tools = (HOSTILE / "tools.py").read_text(encoding="utf-8")
            whole = "\n\n".join((answers, tools, filled_in(attack.code)))
            path.write_text(whole, encoding="utf-8")
        return path

    def _put_instead(self, kind, path):
        if kind == "link":
            path.symlink_to(self.folder / "secret.txt")
        elif kind == "loop":
            path.symlink_to(path)
        elif kind == "pipe":
            os.mkfifo(path)
        elif kind == "folder":
            path.mkdir()
            (path / "__init__.py").write_text("raise SystemExit", encoding="utf-8")
        elif kind == "socket":
            with socket.socket(socket.AF_UNIX) as server:
                server.bind(str(path))
        else:
            assert kind == "nothing", kind

    def clear_away(self, label):
        """Remove what an attack that got through has left."""
        for path in self._files(label):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        remove_objects(label)

    def _leftovers(self, label):
        found = [str(path) for path in self._files(label)]
        for table in ("shm", "sem", "msg"):
            rows = read_table(f"/proc/sysvipc/{table}")
            found += [f"a System V {table}" for row in rows if row.split()[:1] == [str(KEY)]]
        found += [f"a socket {row}" for row in read_table("/proc/net/unix") if label in row]
        return found

    def _files(self, label):
        places = [*PLACES, Path.cwd(), Path.home(), tempfile.gettempdir(), self.folder]
        places += [self.course.root, self.victim.parent, Path(np.__file__).parent]
        places += [Path(os.__file__).parent]
        found = []
        for place in {Path(place) for place in places}:
            with contextlib.suppress(OSError):
                found += [path for path in place.iterdir() if label in path.name]
        return found


class Peak:
    """How much this process grows meanwhile, in MiB, as a second thread sees it."""

    def __enter__(self):
        self._start = self._most = resident_mib()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._ended.set()
        self._thread.join()

    def _watch(self):
        while not self._ended.wait(0.005):
            self._most = max(self._most, resident_mib())

    @property
    def mib(self):
        return self._most - self._start


class Adoption:
    """Meanwhile every orphan below this process becomes its child: nobody gets away unseen."""

    def __enter__(self):
        resource_tracker.ensure_running()  # multiprocessing's own helper stays
        self._before = children_of(os.getpid())
        self._adopt(True)
        return self

    def __exit__(self, *_):
        while strangers := self._strangers():
            for pid in strangers:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.01)
        self._adopt(False)

    def left(self, seconds=10):
        """Who does not end by itself: a server needs a moment to see that its grader is gone."""
        ends = time.monotonic() + seconds
        while (strangers := self._strangers()) and time.monotonic() < ends:
            time.sleep(0.01)
        return strangers

    def _strangers(self):
        """The new children that still run; those that have ended are buried."""
        running = set()
        for pid in children_of(os.getpid()) - self._before:
            with contextlib.suppress(ChildProcessError):
                if os.waitpid(pid, os.WNOHANG)[0] == 0:
                    running.add(pid)
        return running

    def _adopt(self, yes):
        assert ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, int(yes), 0, 0, 0) == 0


def resident_mib(pid="self"):
    pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def read_table(path):
    try:
        return Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def processes_of(server):
    """What a server has started and not ended: its children, its session, and their command line.

    A worker that leaves the session of its server keeps the arguments that the server began with.
    """
    arguments = read_arguments(server)
    return [
        pid
        for pid, parent, session in process_table()
        if pid != server
        and (server in (parent, session) or (arguments and read_arguments(pid) == arguments))
    ]


def children_of(parent):
    return {pid for pid, its_parent, _ in process_table() if its_parent == parent}


def process_table():
    """The process id, parent and session of everything that runs or waits for its burial."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            fields = path.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            yield int(path.parent.name), int(fields[1]), int(fields[3])


def read_arguments(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def remove_objects(label):
    """Remove shared memory, semaphores and messages: of System V, and the one without a file."""
    libc = ctypes.CDLL(None)
    if (memory := libc.shmget(KEY, 0, 0)) >= 0:
        libc.shmctl(memory, 0, None)
    if (semaphore := libc.semget(KEY, 0, 0)) >= 0:
        libc.semctl(semaphore, 0, 0)
    if (messages := libc.msgget(KEY, 0)) >= 0:
        libc.msgctl(messages, 0, None)
    for library in (None, "librt.so.1"):
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(library).mq_unlink(f"/{label}".encode())


def texts(value):
    """Every text in a report."""
    if isinstance(value, dict):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple):
        for item in value:
            yield from texts(item)
    elif isinstance(value, str):
        yield value


def made_of(part, answers):
    """The bytes of one part: of a text, of hexadecimal digits, or of the right answers."""
    if "hex" in part:
        data = bytes.fromhex(part["hex"])
    else:
        text = answers if part.get("reference") else part["text"]
        text = text.replace("\n", part["newline"]) if "newline" in part else text
        data = text.encode(part.get("encoding", "utf-8"))
    return data * part.get("times", 1)


def copy_course(root):
    """The assignments that are attacked; one of them once more in haste, and once more in brief."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in ("assignments/course.toml", "tests/hidden/draws.py"):
        (root / name).parent.mkdir(parents=True)
        shutil.copy(ROOT / name, root / name)
    (root / "rubrics").mkdir()
    for slug in (*SLUGS, HASTY, BRIEF):
        original = slug if slug in SLUGS else SLUGS[0]
        for parent in ("assignments", "solutions", "tests/hidden"):
            shutil.copytree(ROOT / parent / original, root / parent / slug, ignore=ignored)
        shutil.copy(ROOT / "rubrics" / f"{original}.toml", root / "rubrics" / f"{slug}.toml")
        tests = root / "tests" / "hidden" / slug
        (tests / f"test_{original}.py").rename(tests / f"test_{slug}.py")
    manifest = root / "assignments" / HASTY / "assignment.toml"
    text = manifest.read_text(encoding="utf-8")
    assert "[limits]" not in text
    manifest.write_text(f"{text}\n{LIMITS}", encoding="utf-8")
    brief = root / "tests" / "hidden" / BRIEF / f"test_{BRIEF}.py"
    brief.write_text(BRIEF_TESTS, encoding="utf-8")
    return Course(root)


@contextlib.contextmanager
def readable_folder():
    """A folder in which the system's permissions hide nothing: only the sandbox does."""
    with tempfile.TemporaryDirectory(prefix="autograder-arena-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def demand(isolation):
    """Skip, and say why, where student code cannot be isolated like this."""
    if isolation is not Isolation.NONE:
        try:
            Server(isolation).close()
        except IsolationError as error:
            pytest.skip(str(error))


@contextlib.contextmanager
def opened_arena(isolation, *first_lines):
    """An arena whose server begins with `first_lines`, among them a mark of its own."""
    demand(isolation)
    before = "from autograder.sandbox.server import main;"
    assert before in launcher._BOOT
    added = "".join(f"{line};" for line in (f"'arena {secrets.token_hex(8)}'", *first_lines))
    with readable_folder() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setattr(launcher, "_BOOT", launcher._BOOT.replace(before, before + added))
        arena = Arena(folder, isolation)
        yield arena
        current = os.environ["PYTEST_CURRENT_TEST"]  # the pytest that grades takes it away
        after = {slug: arena.grade_honest(slug) for slug in SLUGS}
        os.environ["PYTEST_CURRENT_TEST"] = current
        arena.close()
        assert after == {slug: arena.honest[slug] for slug in SLUGS}


@pytest.fixture(scope="module")
def jail_arena():
    with opened_arena(Isolation.JAIL) as arena:
        yield arena


@pytest.fixture(scope="module", params=[Isolation.JAIL, Isolation.BUBBLEWRAP])
def arena(request):
    with opened_arena(request.param) as arena:
        yield arena


@pytest.fixture(scope="module")
def old_arena():
    """What Linux 5.13 would hold: its Landlock knows no truncation, no network and no signals."""
    lines = "from autograder.sandbox import landlock", "landlock.abi = lambda: 1"
    with opened_arena(Isolation.JAIL, *lines) as old:
        yield old


@pytest.fixture(scope="module")
def unguarded():
    """A grader that locks nobody in."""
    with opened_arena(Isolation.NONE) as arena:
        yield arena


def cases(attacks):
    here = platform.machine()
    return [
        pytest.param(
            attack,
            id=attack.name,
            marks=pytest.mark.skipif(
                attack.machine not in ("", here), reason=f"written for {attack.machine}"
            ),
        )
        for attack in attacks
    ]


def as_an_ordinary_user_can(folder):
    """An interpreter of this version that others may read, with what grading needs."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    names = [sys.executable, *(f"{place}/{version}" for place in ("/usr/bin", "/usr/local/bin"))]
    needed = "import numpy, pytest, msgspec, pydantic, pyseccomp, jinja2, autograder.grading"
    said = []
    for name in names:
        try:
            run = subprocess.run([name, "-B", "-c", needed], **plain(folder), check=False)
        except OSError as error:
            said.append(f"{name}: {error}")
            continue
        if run.returncode == 0:
            return name
        said.append(f"{name}: {(run.stderr.strip().splitlines() or ['?'])[-1]}")
    return pytest.skip(f"an ordinary user can run no interpreter here: {'; '.join(said)}")


def plain(folder, user=PLAIN_USER):
    """How a command is run by an ordinary user, or another, in `folder`."""
    packages = Path(importlib.util.find_spec("pytest").origin).parents[1]
    return {
        "cwd": folder,
        "user": user,
        "group": user,
        "extra_groups": [],
        "env": {
            "PATH": "/usr/bin:/bin",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": f"{folder / 'site-packages'}:{packages}",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        "capture_output": True,
        "text": True,
        "timeout": 600,
    }


@pytest.mark.skipif(not AS_ROOT, reason="every test here is run by an ordinary user")
@pytest.mark.parametrize(
    ("user", "selected"),
    [
        pytest.param(PLAIN_USER, "not bubblewrap", id="jail, ordinary user"),
        pytest.param(PLAIN_USER, "bubblewrap", id="bubblewrap, ordinary user"),
        pytest.param(0, "bubblewrap", id="bubblewrap, root"),
    ],
)
def test_attacks_fail_as_others_run_them(user, selected):
    """By an ordinary user; and by root where this interpreter is one that root alone can read."""
    if selected == "bubblewrap" and shutil.which("bwrap") is None:
        pytest.skip("bubblewrap is not installed")
    if user == 0 and plan.others_can_read([Path(sys.executable).resolve()]):
        pytest.skip("every test here is run behind bubblewrap by root")
    with readable_folder() as folder:
        for name in ("autograder", "assignments", "solutions", "rubrics", "tests/hidden"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        shutil.copytree(HOSTILE, folder / "tests" / "hostile")
        for name in ("tests/test_hostile.py", "pyproject.toml"):
            shutil.copy(ROOT / name, folder / name)
        # NumPy's folder is what a worker may read: here, as in many a home, the user owns it.
        library = folder / "site-packages"
        for source in Path(np.__file__).parents[1].glob("numpy*"):
            if not source.name.endswith(".dist-info"):
                ignored = shutil.ignore_patterns("__pycache__", "tests")
                shutil.copytree(source, library / source.name, ignore=ignored)
        for path in (folder, *folder.rglob("*")):
            os.chown(path, PLAIN_USER, PLAIN_USER)
        command = [as_an_ordinary_user_can(folder), "-B", "-m", "pytest", "-q", "--tb=short"]
        command += ["-k", selected]
        # Each attack of the batch is tried anyway, and a thousand submissions take long.
        batch_test = test_honest_work_among_hostile_work_is_graded_as_if_it_were_alone
        for left_out in (batch_test, test_attacks_fail_as_others_run_them):
            command.append(f"--deselect=tests/test_hostile.py::{left_out.__name__}")
        run = subprocess.run(
            [*command, "-p", "no:cacheprovider", "-rf", "tests/test_hostile.py"],
            **plain(folder, user),
            check=False,
        )
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-2000:]
    assert int(re.findall(r"(\d+) passed", run.stdout)[-1]) >= 90, run.stdout[-2000:]


@pytest.mark.parametrize("attack", cases(ATTACKS))
def test_an_attack_harms_only_its_author(arena, attack):
    assert arena.found_wrong(attack) == []


@pytest.mark.skipif(AS_ROOT, reason="tried as an ordinary user, whose workers share its uid")
@pytest.mark.parametrize("attack", cases(a for a in ATTACKS if a.asks_the_kernel))
def test_an_attack_gains_nothing_from_an_older_kernel(old_arena, attack):
    assert old_arena.found_wrong(attack) == []


def test_honest_work_has_full_marks(arena):
    scores = {slug: verdict["score"] for slug, verdict in arena.honest.items()}
    assert scores == dict.fromkeys((*SLUGS, HASTY, BRIEF), 100.0)


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "\x1b[2Jx", "../../etc", "a\nb", "[bold]x", "\u202ex", "\0"],
)
def test_a_hostile_name_is_only_a_name(arena, name):
    report = arena.grader.grade(HandedIn(name, BRIEF, arena.right_answers(BRIEF))).report
    assert (report.student, report.score) == (name, 100.0)
    for render in (markdown.render, html.render):
        page = render(report.for_student())
        assert not any(text in page for text in ("<script>alert", "\x1b", "\u202e", "\0"))


def test_every_attack_says_what_it_tries_and_has_a_family():
    assert len(ATTACKS) >= 90
    assert len({attack.name for attack in ATTACKS}) == len(ATTACKS)
    assert all(attack.tries and attack.name.count("/") == 1 for attack in ATTACKS)


def test_an_attack_that_succeeds_is_noticed(unguarded):
    """Without a sandbox a file can be read: the suite sees it, and sees nothing else."""
    assert unguarded.found_wrong(Attack("proof/nothing", "nothing")) == []
    code = "breach(open('@SECRET@').read())"
    problems = unguarded.found_wrong(Attack("proof/secret", "reads a file", code=code))
    assert any("got through" in problem for problem in problems)
    assert any("secret" in problem for problem in problems)


@pytest.mark.parametrize("attack", cases(a for a in ATTACKS if a.bites))
def test_an_attack_bites_without_the_sandbox(unguarded, attack):
    try:
        with Adoption():
            problems = unguarded.found_wrong(attack)
    finally:
        unguarded.grader.server.restart()  # what it has changed in the server goes with it
        unguarded.clear_away(attack.label)
    assert any("got through" in p or "left behind" in p for p in problems), problems
    assert unguarded._leftovers(attack.label) == []


def test_attacks_of_many_families_are_known_to_bite():
    biting = [attack for attack in ATTACKS if attack.bites and not attack.machine]
    assert len(biting) >= 10
    assert {attack.family for attack in biting} >= {"leftovers", "memory", "system", "walking"}


def test_outcomes_that_were_not_declared_are_noticed(jail_arena):
    fails = "def softmax(z):\n    raise ValueError"

    def problems(code, **declared):
        return jail_arena.found_wrong(Attack("proof/outcome", "nothing", code=code, **declared))

    assert problems("") == []
    assert problems("", score=0) == ["score 100.0 instead of 0"]
    assert problems("", score_at_most=99) == ["score 100.0, more than 99"]
    assert any("was anything tried" in p for p in problems("", status=("crashed",)))
    assert any("score" in p for p in problems(fails, status=("raised",)))
    assert any("tests are ['raised']" in p for p in problems(fails, score=83.75))
    assert any("loading raised" in p for p in problems("1 / 0", score=0))
    assert any("reads ['softmax']" in p for p in problems(fails, never=("softmax",)))
    assert any("the report is rejected" in p for p in problems("", instead="pipe"))


def test_processes_files_and_memory_that_stay_are_noticed(jail_arena):
    child = subprocess.Popen(["/bin/sleep", "60"])
    assert child.pid in processes_of(os.getpid())
    twin = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
    assert twin.pid in processes_of(child.pid)
    for process in (child, twin):
        process.kill()
        process.wait()
    label = f"autograder-hostile-proof-{os.getpid()}"
    with tempfile.NamedTemporaryFile(prefix=label, dir="/tmp"):
        assert len(jail_arena._leftovers(label)) == 1
    with Peak() as peak, mmap.mmap(-1, 64 << 20) as memory:
        memory.write(b"x" * len(memory))
        time.sleep(0.05)
    assert peak.mib > 32


def honest_sources(assignment):
    """Work as honest students hand it in: right, wrong in every known way, unfinished, broken."""
    works = [known_work.reference(assignment)]
    for kind in (known_work.correct, known_work.misconceptions, known_work.wrong):
        works += kind(assignment)
    right = works[0].source
    unfinished = [right.partition("def rnn_outputs")[0], f"{right}\ndef (:", f"1 / 0\n{right}"]
    return [work.source for work in (*works, *known_work.trivial(assignment))] + unfinished


def honest_batch(arena, folder, number):
    paths = []
    for source in honest_sources(arena.course.assignment(BRIEF)):
        paths.append(folder / f"honest-{len(paths)}.py")
        paths[-1].write_text(source, encoding="utf-8")
    return [HandedIn(f"honest-{n}", BRIEF, paths[n % len(paths)]) for n in range(number)]


def hostile_batch(arena, folder, attacks):
    """Each as a student of its own, where honest work is short too."""
    work = []
    for attack in attacks:
        own = folder / attack.name.replace("/", "-")
        own.mkdir()
        own.chmod(0o755)
        slug = BRIEF if attack.slug == SLUGS[0] else attack.slug
        work.append(HandedIn(attack.name, slug, arena._hand_in(attack, own)))
    return work


def graded_side_by_side(course, work):
    """The reports by student, and what each grader held when each of them came, in MiB."""
    reports, held = {}, []
    for report in batch.grade_all(course, work, jobs=2):
        assert report.student not in reports
        reports[report.student] = report
        graders = multiprocessing.active_children()
        held.append({grader.pid: resident_mib(grader.pid) for grader in graders})
    return reports, held


def growths(held):
    """How much more each grader held in the last quarter than in the second, in MiB.

    The median, because the message of an attack may be large while it is read.
    """
    quarter = len(held) // 4
    before, after = held[quarter : 2 * quarter], held[-quarter:]
    return [
        statistics.median(sizes[grader] for sizes in after)
        - statistics.median(sizes[grader] for sizes in before)
        for grader in held[0]
    ]


def open_descriptors():
    return sorted(path.name for path in Path("/proc/self/fd").iterdir())


def test_honest_work_among_hostile_work_is_graded_as_if_it_were_alone(jail_arena, monkeypatch):
    for name in ("MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_"):
        monkeypatch.setenv(name, "131072")  # what is freed goes back at once: what stays is held
    rng = random.Random(2026)  # noqa: S311
    attacks = rng.sample(ATTACKS, 100)
    with readable_folder() as folder:
        honest = honest_batch(jail_arena, folder, 900)
        mixed = [*honest, *hostile_batch(jail_arena, folder, attacks)]
        rng.shuffle(mixed)
        alone, _ = graded_side_by_side(jail_arena.course, honest)
        descriptors = open_descriptors()
        with Adoption() as adoption:
            reports, held = graded_side_by_side(jail_arena.course, mixed)
            assert adoption.left() == set()
        assert open_descriptors() == descriptors
        assert jail_arena._leftovers(LABEL) == []
        assert not [path for path in folder.rglob("*") if LABEL in path.name]
    assert len(reports) == 1000
    for student, report in alone.items():
        assert reports[student].verdict() == report.verdict()
    for attack in attacks:
        report = reports[attack.name]
        assert (report.status, "BREACH" in report.output) == (attack.report, False), attack
    assert {frozenset(graders) for graders in held} == {frozenset(held[0])}, "a grader died"
    assert min(growths(held)) <= HELD_MIB, growths(held)  # what leaks does so in both
    assert max(growths(held)) <= REMAINS_MIB, growths(held)


def test_a_process_that_gets_away_is_noticed():
    """A daemon has no parent that could be asked for it."""
    code = "import os, time\nif os.fork() == 0:\n    os.setsid()\n    time.sleep(60)"
    with Adoption() as adoption:
        subprocess.run([sys.executable, "-c", code], check=True)
        (daemon,) = adoption.left(seconds=0)
    assert not Path(f"/proc/{daemon}").exists()
