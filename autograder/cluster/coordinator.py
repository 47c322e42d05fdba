"""Who sends what where, and what to do when a machine dies."""

from __future__ import annotations

import contextlib
import math
import queue
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from distributed import CancelledError, Client, Future, KilledWorker

from autograder.batch import cores
from autograder.cluster.connection import LOCAL, connected, quiet
from autograder.cluster.outpost import Outpost, Sent, grade_there, read, size
from autograder.course import Course
from autograder.errors import GraderError
from autograder.grading import Graded, could_not_judge
from autograder.report import ScoreReport
from autograder.sandbox import canary
from autograder.sandbox.launcher import Isolation
from autograder.sandbox.limits import MIB
from autograder.submission import HandedIn

CHUNK = 50  # submissions: half a second of work, and what a lost machine costs
CHUNK_BYTES = 4 * MIB
AHEAD = 2  # chunks of a Dask worker: one that it grades, and one that waits there
REGISTRATIONS = 5  # tries to reach all Dask workers, of which one may be dying
WORKERS_SECONDS = 60  # that a scheduler may be without any: killed ones come back


def grade_all(
    course: Course,
    work: Iterable[HandedIn],
    *,
    scheduler: str,
    jobs: int | None = None,
    isolation: Isolation | None = None,
    outside: Iterable[Path] = (),
    chunk: int = CHUNK,
) -> Generator[ScoreReport]:
    """Grade `work` on a Dask cluster; reports in the order in which they are ready.

    Args:
        course: whose assignments these are.
        work: what was handed in; asked for as Dask workers become free, and read here.
        scheduler: HOST:PORT or tls://HOST:PORT of a Dask scheduler; `local` starts a cluster here.
        jobs: how many Dask workers `local` starts; one per core if nothing is said.
        isolation: what student code runs in; the strongest that each machine has if none is named.
        outside: paths that must not lie where student code can read, on whatever machine has them.
        chunk: how many submissions travel together at most.

    Raises:
        AutograderError: nothing can be graded, or nothing more; the message says why.
    """
    waiting = iter(work)
    first = list(islice(waiting, jobs or cores()))
    if not first:
        return
    if scheduler == LOCAL:
        isolation = canary.strongest(isolation)  # as everywhere on one machine
    outpost = Outpost(course, isolation, outside, is_local=scheduler == LOCAL)
    with quiet(), connected(scheduler, len(first)) as client, _posted(client, outpost):
        coordinator = _Coordinator(client, course, outpost, chunk)
        yield from coordinator.grade(chain(first, waiting))


@contextlib.contextmanager
def _posted(client: Client, outpost: Outpost) -> Generator[None]:
    """Have an outpost in every Dask worker, also in those that come later."""
    deadline = time.monotonic() + WORKERS_SECONDS
    while not client.nthreads():
        if time.monotonic() > deadline:
            raise _unstaffed()
        time.sleep(0.1)
    for is_last in (*[False] * REGISTRATIONS, True):
        try:
            client.register_plugin(outpost)
            break
        except (ImportError, AttributeError) as error:
            raise _unlike(error) from error
        except OSError as error:
            if is_last or client.status != "running":
                raise _lost() from error
    try:
        yield
    finally:
        if not outpost.is_local and client.status == "running":
            with contextlib.suppress(Exception):  # Dask workers may be dying
                client.unregister_worker_plugin(outpost.name)


@dataclass(frozen=True)
class _Flight:
    """A chunk on its way."""

    future: Future[Any]
    taken: list[HandedIn]


@dataclass
class _Coordinator:
    """Sends chunks, a bounded number at once, and takes reports in."""

    client: Client
    course: Course
    outpost: Outpost
    chunk: int
    landed: queue.SimpleQueue[tuple[str, Any]] = field(default_factory=queue.SimpleQueue)
    workers: list[str] = field(default_factory=list)  # the addresses of Dask's
    asked: float = -math.inf  # when they were asked for
    staffed: float = field(default_factory=time.monotonic)  # when there was one

    def grade(self, work: Iterable[HandedIn]) -> Generator[ScoreReport]:
        """Each submission's report once, whoever dies."""
        suspects: list[HandedIn] = []
        unconfirmed: list[HandedIn] = []
        for handed_in, graded in self._run(work):
            if graded is None:
                suspects.append(handed_in)
            elif graded.unconfirmed:
                unconfirmed.append(handed_in)
            else:
                yield graded.report
        for handed_in, graded in self._run(unconfirmed, alone=True):
            if graded is None:
                suspects.append(handed_in)
            else:
                yield graded.report
        for handed_in in suspects:
            yield self._settled(handed_in)

    def _settled(self, handed_in: HandedIn) -> ScoreReport:
        """The report of one that was there when Dask workers died. Alone, it can blame nobody."""
        ((_, graded),) = self._run([handed_in], alone=True)
        if graded is not None and graded.unconfirmed:
            ((_, graded),) = self._run([handed_in], alone=True)
        if graded is not None:
            return graded.report
        layers = ("none",) if self.outpost.isolation is Isolation.NONE else ()
        message = "the Dask worker that graded it died each time."
        return could_not_judge(self.course, handed_in, layers, message)

    def _run(
        self, work: Iterable[HandedIn], *, alone: bool = False
    ) -> Iterator[tuple[HandedIn, Graded | None]]:
        """What each of `work` came to; None if Dask gave it up, because workers died with it.

        With `alone`, each is a chunk, and there are no more at once than there are machines.
        """
        waiting, todo = iter(work), deque[HandedIn]()
        flights: dict[str, _Flight] = {}
        most = 1 if alone else self.chunk
        try:
            while True:
                slots = self._slots(alone)
                todo.extend(islice(waiting, max(0 if todo else 1, most * slots - len(todo))))
                while todo and len(flights) < slots:
                    flight = self._send(todo, min(most, math.ceil(len(todo) / slots)))
                    flights[str(flight.future.key)] = flight
                if not flights and not todo:
                    return
                landed = self._landed(flights)
                if landed is not None:
                    flight, found = landed
                    # What a Dask worker left undone as it closed is done again.
                    todo.extendleft(reversed(flight.taken[len(found) :]))
                    yield from zip(flight.taken, found, strict=False)
        finally:
            with contextlib.suppress(Exception):  # the scheduler may be gone
                self.client.cancel([flight.future for flight in flights.values()])

    def _slots(self, alone: bool) -> int:
        """How many chunks may be under way."""
        workers = self._workers()
        if alone:
            return len({urlsplit(address).hostname for address in workers})
        return AHEAD * len(workers)

    def _send(self, todo: deque[HandedIn], most: int) -> _Flight:
        taken: list[HandedIn] = []
        chunk: list[Sent] = []
        travelling = 0
        while todo and len(taken) < most and travelling < CHUNK_BYTES:
            taken.append(todo.popleft())
            chunk.append(read(taken[-1]))
            travelling += size(chunk[-1])
        future = self.client.submit(grade_there, self.outpost.name, chunk, pure=False)
        loop: Any = self.client.loop
        loop.add_callback(self._await, future)
        return _Flight(future, taken)

    async def _await(self, future: Future[Any]) -> None:
        """In Dask's own thread, where no Ctrl-C can break in, and no loss of a result blocks us."""
        try:
            answers = await self.client.gather(future, asynchronous=True)
        except Exception as error:  # noqa: BLE001  told to the thread that waits for it
            self.landed.put((str(future.key), error))
        else:
            self.landed.put((str(future.key), answers))

    def _landed(self, flights: dict[str, _Flight]) -> tuple[_Flight, list[Graded | None]] | None:
        """The next chunk that is done, if one is within a second, and what it came to."""
        try:
            key, answers = self.landed.get(timeout=1)
        except queue.Empty:
            self._demand_workers()
            return None
        flight = flights.pop(key)
        if isinstance(answers, KilledWorker):
            return flight, [None] * len(flight.taken)
        if isinstance(answers, CancelledError | OSError):
            raise _lost() from answers
        if isinstance(answers, ImportError | AttributeError):
            raise _unlike(answers) from answers
        if isinstance(answers, Exception):
            raise answers
        return flight, [Graded(ScoreReport.model_validate_json(r), open_) for r, open_ in answers]

    def _workers(self) -> list[str]:
        """The addresses of Dask's workers, not older than a second."""
        if time.monotonic() - self.asked > 1:
            try:
                self.workers = list(self.client.nthreads())
            except (OSError, AttributeError) as error:  # it has no scheduler any more
                raise _lost() from error
            self.asked = time.monotonic()
            if self.workers:
                self.staffed = self.asked
        return self.workers

    def _demand_workers(self) -> None:
        if self.client.status != "running":
            raise _lost()
        if not self._workers() and time.monotonic() - self.staffed > WORKERS_SECONDS:
            raise _unstaffed()


def _lost() -> GraderError:
    return GraderError(
        "The scheduler was lost: what was graded is kept, so see that it runs and start again."
    )


def _unstaffed() -> GraderError:
    return GraderError(
        f"The scheduler had no Dask worker for {WORKERS_SECONDS} seconds: start some with "
        "`dask worker ADDRESS --nthreads 1`, one for each core."
    )


def _unlike(error: Exception) -> GraderError:
    return GraderError(
        f"A Dask worker has another rnn-autograder than this machine, or none ({error}): install "
        "the same."
    )
