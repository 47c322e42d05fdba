"""A batch that is killed again and again ends as one that was left alone.

    python benchmarks/soak.py [--submissions 10000] [--hostile 0.05] [--kills 20] [--jobs 2]
                              [--scheduler local]

The same submissions are graded twice: once undisturbed, once with `kill -9` at random moments, in
turn of the command itself, of a grader, of a sandbox server or worker and of the wall around it,
and started again each time the command is gone. Then both gradebooks must hold equal reports (but
for times), one attempt for each student, and nothing that was in the book before a kill may have
been graded again.
"""

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from autograder import known_work
from autograder.course import Course
from autograder.errors import UsageError
from autograder.gradebook import Gradebook

ROOT = Path(__file__).parents[1]
SLUGS = ("parameter_counting", "tanh_recurrence")
HOSTILE = (  # each comes to the same end whenever it is run
    "import os\nos._exit(0)\n",
    "import ctypes\nctypes.string_at(0)\n",
    "import os\nfor _ in range(100):\n    os.fork()\n",
    "print('x' * 10_000_000)\n",
    "import socket\nsocket.create_connection(('127.0.0.1', 1))\n",
    "raise SystemExit(100)\n",
    "open('/etc/passwd').read()\n",
    "x = [0] * 10**10\n",
    "def softmax(z):\n    import os\n    os.write(3, b'\\xff' * 100)\n",
    "def dense_params(*a):\n    import os\n    os.kill(os.getppid(), 9)\n",
)
ENDLESS = "while True:\n    pass\n"
ENDLESS_SHARE = 0.02  # of the hostile ones: each takes seconds
SETTLE_SECONDS = 30


@dataclass
class Soak:
    """One folder of submissions, and the runs over it."""

    work: Path
    number: int
    jobs: int
    scheduler: str | None
    rng: random.Random
    kills: Counter = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)

    def write(self, hostile):
        course = Course(ROOT)
        kinds = {
            slug: [
                known_work.reference(course.assignment(slug)),
                *known_work.correct(course.assignment(slug)),
                *known_work.misconceptions(course.assignment(slug)),
                *known_work.wrong(course.assignment(slug)),
            ]
            for slug in SLUGS
        }
        for number in range(self.number):
            slug = SLUGS[number % len(SLUGS)]
            source = self.rng.choice(kinds[slug]).source
            if self.rng.random() < hostile:
                endless = self.rng.random() < ENDLESS_SHARE
                attack = ENDLESS if endless else self.rng.choice(HOSTILE)
                source = f"{source}\n{attack}"
            folder = self.work / f"s{number:06}" / slug
            folder.mkdir(parents=True)
            (folder / f"{slug}.py").write_text(source, encoding="utf-8")

    def start(self, out):
        command = [sys.executable, "-m", "autograder", "--course", str(ROOT), "grade"]
        command += [str(self.work), "-o", str(out), "--jobs", str(self.jobs)]
        if self.scheduler:
            command += ["--scheduler", self.scheduler]
        return subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
        )

    def finish(self, out):
        """Run to the end; the seconds it took."""
        begun = time.monotonic()
        process = self.start(out)
        said = process.communicate()[1].decode(errors="replace").strip()
        if process.returncode:
            self.problems.append(f"exit code {process.returncode}: {said}")
        return time.monotonic() - begun

    def disturb(self, out, kills):
        """Run to the end through kills, each after a random number of reports."""
        process = self.start(out)
        for moment in sorted(self.rng.sample(range(self.number), kills)):
            while process.poll() is None and stored(out) < moment:
                time.sleep(0.05)
            time.sleep(self.rng.uniform(0, 0.1))
            if self.kill(process, out):
                process = self.start(out)
        process.communicate()
        self.finish(out)

    def kill(self, process, out):
        """Kill one of the processes of a run; whether it was the command itself."""
        below = descendants(process.pid)
        what, pid = self.victim([("command", process.pid), *below])
        before = in_book(out)
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        self.kills[what] += 1
        if what != "command":
            self.unchanged(before, out)
            return False
        process.communicate()
        deadline = time.monotonic() + SETTLE_SECONDS
        while any(Path(f"/proc/{pid}").exists() for _, pid in below):
            if time.monotonic() > deadline:
                self.problems.append("processes are left after the command was killed")
                break
            time.sleep(0.05)
        self.unchanged(before, out)
        return True

    def victim(self, everyone):
        """One of the kind that was killed least so far."""
        self.rng.shuffle(everyone)
        return min(everyone, key=lambda one: self.kills[one[0]])

    def unchanged(self, before, out):
        after = in_book(out)
        if lost := before.keys() - after.keys():
            self.problems.append(f"{len(lost)} reports are lost")
        if twice := [who for who in before.keys() & after.keys() if before[who] != after[who]]:
            self.problems.append(f"{len(twice)} were graded twice")


def stored(out):
    """How many reports a gradebook has."""
    with (
        contextlib.suppress(sqlite3.Error),
        contextlib.closing(sqlite3.connect(f"file:{out / 'gradebook.db'}?mode=ro", uri=True)) as db,
    ):
        return db.execute("SELECT count(*) FROM reports").fetchone()[0]
    return 0


def in_book(out):
    """When each stored report was begun: another time means that it was graded again."""
    with contextlib.suppress(UsageError), Gradebook.open(out, must_exist=True) as book:
        return {
            (r.assignment, r.student, r.attempt): r.started_at
            for r in book.reports()
            if r.status != "ungraded"  # those are tried again, and should be
        }
    return {}


def descendants(pid):
    """All processes of ours below one, each with what it is."""
    found, todo = [], [pid]
    while todo:
        parent = todo.pop()
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            with contextlib.suppress(OSError):
                for child in map(int, path.read_text(encoding="ascii").split()):
                    found.append((kind(child), child))
                    todo.append(child)
    return [one for one in found if one[0]]


def kind(pid):
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return ""
    if any(b"sandbox.server" in word for word in words):
        return "bubblewrap" if words[0].endswith(b"bwrap") else "server or worker"
    if any(b"resource_tracker" in word for word in words):
        return ""  # of Python's own
    return "grader"


def found(report):
    """A verdict without what it was isolated by: a wall that is killed as it is tried is none."""
    verdict = report.verdict()
    del verdict["grader"]["isolation"]
    return verdict


def compare(one, other):
    """How the reports of two gradebooks differ, in words."""
    books = []
    for out in (one, other):
        with Gradebook.open(out) as book:
            books.append({(r.assignment, r.student, r.attempt): found(r) for r in book.reports()})
    undisturbed, disturbed = books
    problems = []
    if undisturbed.keys() != disturbed.keys():
        single = undisturbed.keys() ^ disturbed.keys()
        problems.append(f"{len(single)} reports stand in one book only")
    differing = [w for w in undisturbed.keys() & disturbed.keys() if books[0][w] != books[1][w]]
    if differing:
        problems.append(f"{len(differing)} reports differ, such as {differing[0]}")
    return problems, len(undisturbed)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=10_000)
    parser.add_argument("--hostile", type=float, default=0.05)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--scheduler")
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-soak-") as name:
        folder = Path(name)
        rng = random.Random(options.seed)  # noqa: S311
        work = folder / "submissions"
        soak = Soak(work, options.submissions, options.jobs, options.scheduler, rng)
        soak.write(options.hostile)
        seconds = soak.finish(folder / "undisturbed")
        if soak.problems:
            sys.exit(f"The undisturbed run fails: {soak.problems[0]}")
        rate = options.submissions / seconds
        print(f"undisturbed: {options.submissions} submissions in {seconds:.0f} s, {rate:.1f}/s")
        begun = time.monotonic()
        soak.disturb(folder / "disturbed", options.kills)
        killed = ", ".join(f"{number} x {what}" for what, number in sorted(soak.kills.items()))
        print(f"disturbed: {time.monotonic() - begun:.0f} s, killed {killed or 'nobody'}")
        differing, number = compare(folder / "undisturbed", folder / "disturbed")
        soak.problems += differing
        if number != options.submissions:
            soak.problems.append(f"{number} reports of {options.submissions} submissions")
    for problem in soak.problems:
        print(f"PROBLEM: {problem}")
    if not soak.problems:
        print(f"equal: {number} reports, none lost, none graded twice")
    sys.exit(bool(soak.problems))


if __name__ == "__main__":
    main()
