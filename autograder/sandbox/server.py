"""A process with NumPy imported that forks one worker per submission.

It is exec'd fresh, so nothing of the course is in its memory, with a cleared environment. It talks
with its grader over a socket pair, one JSON message a packet:

                                                                        -> {} when all is imported
    a `jail.Plan`, or null to lock nobody in                            -> {} or {"error"}
    {"start": address_space, "cpu": seconds} + descriptors (channel, output) -> {"worker": number}
    {"end": number, "patience": seconds}                                -> {"cpu", "memory", ...}

Fresh interpreters would cost ten times as much per submission as a fork.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from autograder.errors import IsolationError
from autograder.sandbox import jail, messages, worker
from autograder.sandbox.limits import OUTPUT_BYTES, PACKET_BYTES
from autograder.sandbox.wire import never, send

# What students use is imported before the fork: it costs nothing per submission, and still works
# where the interpreter's folder cannot be read once the uid is dropped.
PREIMPORTED = """
numpy numpy.linalg numpy.random numpy.fft numpy.typing numpy.lib.stride_tricks
abc bisect cmath collections collections.abc contextlib copy dataclasses decimal enum fractions
functools heapq itertools json math numbers operator os pathlib pprint random re statistics string
sys textwrap time timeit types typing unittest warnings
""".split()


def main(descriptor: int) -> None:
    """Serve the grader at the other end of `descriptor` until it hangs up."""
    control = socket.socket(fileno=descriptor)
    for name in PREIMPORTED:
        importlib.import_module(name)
    control.send(b"{}")
    packet = _receive(control)
    if packet is None:
        return
    try:
        plan = msgspec.json.decode(packet[0], type=jail.Plan | None)
        cell = jail.Jail.prepare(plan) if plan is not None else None
    except IsolationError as error:
        control.send(json.dumps({"error": str(error)}).encode())
        return
    if cell is not None:
        jail.hide_memory()
    # Students could find the way to the checkout here; what they need is imported already.
    sys.path[:] = [entry for entry in sys.path if not (Path(entry) / "autograder").is_dir()]
    control.send(b"{}")
    gc.collect()
    gc.freeze()  # or each worker's first collection copies every page
    workers: set[int] = set()
    while packet := _receive(control):
        message = json.loads(packet[0])
        if "start" in message:
            pid = _fork(control, cell, message, packet[1])
            workers.add(pid)
            answer: dict[str, Any] = {"worker": pid}
        else:
            answer = _end(message["end"], message["patience"])
            workers.discard(message["end"])
        control.send(json.dumps(answer).encode())
    for pid in workers:
        _end(pid)


def _receive(control: socket.socket) -> tuple[bytes, list[int]] | None:
    data, descriptors, _, _ = socket.recv_fds(control, PACKET_BYTES, 2)
    return (data, descriptors) if data else None


def _fork(
    control: socket.socket, cell: jail.Jail | None, message: dict[str, Any], descriptors: list[int]
) -> int:
    pid = os.fork()
    if pid:
        for descriptor in descriptors:
            os.close(descriptor)
        return pid
    try:
        channel, output = descriptors
        if cell is None:
            control.close()
        else:
            try:
                cell.lock_in(channel, output, message["start"], message["cpu"])
            except OSError as error:
                _apologise(error)
            channel, output = jail.CHANNEL, jail.OUTPUT
        worker.serve(_connection(channel), output, OUTPUT_BYTES)
    finally:
        os._exit(1)


def _apologise(error: OSError) -> NoReturn:
    """Say why this worker could not be locked in, in the place of being ready."""
    why = messages.Invalid(0, "worker", str(error.strerror))
    with contextlib.suppress(OSError):
        send(_connection(jail.CHANNEL), messages.pack(why), never)
    os._exit(1)


def _connection(channel: int) -> socket.socket:
    """The worker's socket. With family and type given, no system call asks for them."""
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, fileno=channel)


def _end(pid: int, patience: float = 0.0) -> dict[str, Any]:
    """Kill a worker that does not end by itself in time, and reap it.

    Returns:
        The CPU seconds and bytes that it used, the signal that ended it or 0, and whether that was
        ours.
    """
    ends = time.monotonic() + patience
    while not (is_over := _is_over(pid)) and time.monotonic() < ends:
        time.sleep(0.001)
    if not is_over:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "cpu": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * unit,
        "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
        "killed": not is_over,
    }


def _is_over(pid: int) -> bool:
    """Whether a worker has ended; it stays to be reaped."""
    return os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None
