"""Many submissions: a grader process per core, each pinned beside its own sandbox server.

Results come as they are ready. A grader that dies costs what it had in hand one more try, by a new
one. Time-outs on the wall clock are confirmed at the end, one at a time, when the machine is quiet.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path

from autograder.course import Course
from autograder.errors import AutograderError, GraderError
from autograder.grading import Graded, Grader, could_not_judge
from autograder.report import ScoreReport
from autograder.sandbox import canary
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn

TRIES = 2


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def grade_all(
    course: Course,
    work: Iterable[HandedIn],
    *,
    jobs: int,
    isolation: Isolation | None = None,
    outside: Iterable[Path] = (),
) -> Generator[ScoreReport]:
    """Grade `work` with `jobs` graders; reports in the order in which they are ready.

    Args:
        course: whose assignments these are.
        work: what was handed in; asked for as graders become free.
        jobs: how many graders; with one, this process grades.
        isolation: what student code runs in; the strongest there is if none is named.
        outside: paths that must not lie where student code can read.

    Raises:
        AutograderError: nothing can be graded; the message says why.
    """
    waiting = iter(work)
    first = list(islice(waiting, jobs))
    waiting = chain(first, waiting)
    if len(first) > 1:
        # Tried once for all: no grader may take less because something disturbed it.
        isolation = canary.strongest(isolation)
        yield from _side_by_side(course, waiting, len(first), isolation, tuple(outside))
    elif first:
        yield from _alone(course, waiting, isolation, tuple(outside))


def _alone(
    course: Course,
    work: Iterator[HandedIn],
    isolation: Isolation | None,
    outside: tuple[Path, ...],
) -> Generator[ScoreReport]:
    with Grader(course, isolation=isolation) as grader:
        grader.refuse_readable(outside)
        unconfirmed = []
        for handed_in in work:
            graded = grader.grade(handed_in)
            if graded.unconfirmed:
                unconfirmed.append(handed_in)
            else:
                yield graded.report
        for handed_in in unconfirmed:
            yield grader.grade(handed_in).report


@contextlib.contextmanager
def uninterrupted() -> Generator[None]:
    """Let Ctrl-C wait. Processes started here never hear it: the one that started them answers."""
    resource_tracker.ensure_running()  # started later, it would let Ctrl-C through
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@dataclass
class _Task:
    handed_in: HandedIn
    tries: int = 0
    confirming: bool = False


@dataclass
class _Queue:
    """What is not graded yet: new work, what died with its grader, time-outs to confirm."""

    new: Iterator[HandedIn]
    again: deque[_Task] = field(default_factory=deque)
    unconfirmed: deque[_Task] = field(default_factory=deque)

    def next(self, *, quiet: bool) -> _Task | None:
        """The next task; a time-out only when all else is done and the machine `quiet`."""
        if self.again:
            return self.again.popleft()
        for handed_in in self.new:
            return _Task(handed_in)
        return self.unconfirmed.popleft() if quiet and self.unconfirmed else None


@dataclass
class _GraderProcess:
    """One grader in a process of its own, and what it has in hand."""

    process: BaseProcess
    connection: Connection
    core: int
    task: _Task | None = None

    def give(self, task: _Task) -> None:
        task.tries += 1
        self.task = task
        with contextlib.suppress(OSError):  # its death is noticed when its answer is awaited
            self.connection.send(task.handed_in)

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


@dataclass
class _Pool:
    course: Course
    isolation: Isolation
    outside: tuple[Path, ...]
    graders: list[_GraderProcess] = field(default_factory=list)

    def start(self, core: int) -> _GraderProcess:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_serve,
            args=(theirs, self.course, self.isolation, self.outside, core),
            daemon=True,
        )
        with uninterrupted():
            process.start()
        theirs.close()
        grader = _GraderProcess(process, ours, core)
        self.graders.append(grader)
        return grader

    def replace(self, dead: _GraderProcess) -> _GraderProcess:
        dead.kill()
        self.graders.remove(dead)
        return self.start(dead.core)

    def stop(self) -> None:
        for grader in self.graders:
            grader.kill()


def _side_by_side(
    course: Course,
    work: Iterator[HandedIn],
    jobs: int,
    isolation: Isolation,
    outside: tuple[Path, ...],
) -> Generator[ScoreReport]:
    pool = _Pool(course, isolation, outside)
    queue = _Queue(work)
    try:
        for core in range(jobs):
            pool.start(core)
        while True:
            _hand_out(pool, queue)
            busy = [grader for grader in pool.graders if grader.task is not None]
            if not busy:
                return
            for ready in wait([grader.connection for grader in busy]):
                grader = next(g for g in busy if g.connection is ready)
                task = grader.task
                if task is None:
                    continue
                answer = _answer(grader)
                grader.task = None
                if isinstance(answer, AutograderError):
                    raise answer
                if answer is None:
                    pool.replace(grader)
                    if task.tries < TRIES:
                        queue.again.append(task)
                    else:
                        layers = ("none",) if isolation is Isolation.NONE else ()
                        message = f"the process died {TRIES} times."
                        yield could_not_judge(course, task.handed_in, layers, message)
                elif answer.unconfirmed and not task.confirming:
                    queue.unconfirmed.append(_Task(task.handed_in, confirming=True))
                else:
                    yield answer.report
    finally:
        pool.stop()


def _hand_out(pool: _Pool, queue: _Queue) -> None:
    for grader in pool.graders:
        if grader.task is None:
            quiet = all(other.task is None for other in pool.graders)
            task = queue.next(quiet=quiet)
            if task is None:
                return
            grader.give(task)


def _answer(grader: _GraderProcess) -> Graded | AutograderError | None:
    """What a grader found; an error that stops the batch; None if the grader is gone."""
    try:
        answer: Graded | AutograderError = grader.connection.recv()
    except (EOFError, OSError):
        return None
    return answer


def _serve(
    connection: Connection,
    course: Course,
    isolation: Isolation,
    outside: tuple[Path, ...],
    core: int,
) -> None:
    """The main function of a grader process."""
    pin(core)
    try:
        grader = Grader(course, isolation=isolation)
    except AutograderError:  # it held when the batch began: another process may do
        return
    try:
        with grader:
            grader.refuse_readable(outside)
            while True:
                connection.send(grader.grade(connection.recv()))
    except (EOFError, BrokenPipeError):
        return
    except AutograderError as error:
        _tell(connection, error)
    except OSError as error:
        _tell(connection, GraderError(f"The grader failed: {error.strerror or error}."))


def _tell(connection: Connection, error: AutograderError) -> None:
    with contextlib.suppress(OSError):
        connection.send(error)


def pin(core: int) -> None:
    """Keep a grader and its server, which take turns, on one core: they share its caches."""
    if hasattr(os, "sched_setaffinity"):
        allowed = sorted(os.sched_getaffinity(0))
        with contextlib.suppress(OSError):
            os.sched_setaffinity(0, {allowed[core % len(allowed)]})
