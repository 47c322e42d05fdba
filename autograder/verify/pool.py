"""Our own functions side by side, in processes that clean up when they are told to leave."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

from autograder import batch
from autograder.errors import GraderError

Args = ParamSpec("Args")
Result = TypeVar("Result")
GRACE_SECONDS = 5.0  # to remove temporary folders and stop sandbox servers


@contextlib.contextmanager
def workers(jobs: int) -> Generator[Executor]:
    """An executor with `jobs` processes; with one job, this process does the work.

    Where the block is left by an exception, nothing that was submitted goes on.

    Raises:
        GraderError: one of the processes was killed from outside.
    """
    if jobs < 2:
        yield _ThisProcess()
        return
    others = set(multiprocessing.active_children())
    with _Processes(jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        try:
            yield pool
        except BaseException as error:  # leaving the pool would wait for all of it
            _stop(set(multiprocessing.active_children()) - others)
            pool.shutdown(cancel_futures=True)
            if isinstance(error, BrokenExecutor):
                raise GraderError(
                    "A process of verify was killed, perhaps because memory ran out: try again "
                    "with fewer jobs (-j)."
                ) from error
            raise


def _stop(processes: Iterable[BaseProcess]) -> None:
    """Tell them to leave, and kill those that do not: the pool would wait for them for ever."""
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + GRACE_SECONDS
    for process in processes:
        connection.wait([process.sentinel], max(0, deadline - time.monotonic()))
        process.kill()


class _ThisProcess(Executor):
    def submit(
        self, function: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs
    ) -> Future[Result]:
        """Do it now."""
        future: Future[Result] = Future()
        try:
            future.set_result(function(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  whoever asks for the result gets it
            future.set_exception(error)
        return future


class _Processes(ProcessPoolExecutor):
    def submit(
        self, function: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs
    ) -> Future[Result]:
        """Have it done; a process is started where none is idle."""
        with batch.uninterrupted():
            return super().submit(_work, function, args, kwargs)


def _work(function: Callable[..., Result], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Result:
    """Work, and leave for good when told to: as on Ctrl-C, which pytest lets through."""
    told = False

    def leave(*_: object) -> None:
        nonlocal told
        told = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, leave)
    try:
        return function(*args, **kwargs)
    except KeyboardInterrupt:
        told = True
        raise
    finally:
        if told:  # raised where nobody hears it, in a finalizer, or an answer for the pool
            os._exit(1)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
