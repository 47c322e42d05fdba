"""What a command costs: the cold start of one, the rate of many on one and two cores, memory, and
the feedback of a class.

    python benchmarks/batch.py [--submissions 400] [--runs 3]

Everything is timed from outside, as a user meets it. Rates are of a whole command less its cold
start; the runs on one core and on two are taken in turns, so that a machine that slows down slows
both. Memory is the most that any process of the command held, for batches of growing size.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from autograder import known_work
from autograder.course import Course

ROOT = Path(__file__).parents[1]
SLUG = "tanh_recurrence"
MIB = 1 << 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--submissions", type=int, default=400)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="autograder-batch-") as name:
        folder = Path(name)
        sources = works(Course(ROOT).assignment(SLUG))
        one = write(folder / "one", sources["passing"], 1)
        file = one / "s000000" / SLUG / f"{SLUG}.py"
        cold = [grade(file, "-a", SLUG)[0] for _ in range(options.runs)]
        start = statistics.median(grade(one)[0] for _ in range(options.runs))
        print(f"cold start of `autograder grade ONE.py`: {statistics.median(cold):.2f} s")
        rates(folder, sources, options, start)
        memory(folder, sources["mixed"], options)


def works(assignment):
    right = known_work.reference(assignment).source
    wrong = [work.source for work in known_work.misconceptions(assignment)]
    correct = [work.source for work in known_work.correct(assignment)]
    return {
        "passing": [right],
        "failing": wrong,
        "mixed": [right, *correct, *wrong, "def (:\n", "raise SystemExit\n"],
    }


def write(folder, sources, number):
    for n in range(number):
        place = folder / f"s{n:06}" / SLUG
        place.mkdir(parents=True)
        (place / f"{SLUG}.py").write_text(sources[n % len(sources)], encoding="utf-8")
    return folder


def grade(*arguments):
    return run("grade", *arguments)


def run(*arguments):
    """The seconds that a command took, and the most bytes that one of its processes held."""
    command = [sys.executable, "-m", "autograder", "--course", str(ROOT)]
    begun = time.perf_counter()
    process = subprocess.Popen(
        [*command, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = Peak(process.pid)
    code = process.wait()
    seconds = time.perf_counter() - begun
    if code:
        sys.exit(f"autograder {' '.join(map(str, arguments))} ended with {code}")
    return seconds, peak.end()


class Peak:
    """Watches the resident memory of a process and of all below it, but student code's."""

    def __init__(self, pid):
        self._pid, self._most, self._over = pid, 0, threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def end(self):
        self._over.set()
        self._thread.join()
        return self._most

    def _watch(self):
        while not self._over.wait(0.2):
            children = read(f"/proc/{self._pid}/task/{self._pid}/children").split()
            for pid in (self._pid, *children):
                pages = read(f"/proc/{pid}/statm").split()
                if pages:
                    self._most = max(self._most, int(pages[1]) * os.sysconf("SC_PAGE_SIZE"))


def read(path):
    try:
        return Path(path).read_text(encoding="ascii")
    except OSError:
        return ""


def rates(folder, sources, options, start):
    print(f"{options.submissions} submissions of {SLUG}, per second, without the cold start:")
    print(f"  {'':8} {'1 core':>8} {'2 cores':>8} {'2 / 1':>6}")
    for kind, written in sources.items():
        work = write(folder / kind, written, options.submissions)
        seconds = {1: [], 2: []}
        for _ in range(options.runs):
            for jobs in seconds:
                seconds[jobs].append(grade(work, "--jobs", jobs)[0] - start)
        one, two = (options.submissions / statistics.median(seconds[jobs]) for jobs in (1, 2))
        print(f"  {kind:8} {one:8.1f} {two:8.1f} {two / one:6.2f}")


def memory(folder, sources, options):
    print("memory of the largest trusted process, by the number of submissions, with -o:")
    for factor in (1, 2, 4):
        number = factor * options.submissions
        work = write(folder / f"memory{number}", sources, number)
        _, most = grade(work, "-o", folder / f"graded{number}", "--jobs", "2")
        print(f"  {number:>8} {most / MIB:6.0f} MiB")
    graded = folder / f"graded{number}"
    seconds, _ = run("feedback", graded)
    size = (graded / f"class-{SLUG}.html").stat().st_size
    print(f"feedback of {number} students: {seconds:.1f} s, page of the class {size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
