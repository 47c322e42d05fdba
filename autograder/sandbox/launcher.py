"""The sandbox server as the grader holds it: start, ask for workers, end them, start again."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO, Any, Self

import msgspec

from autograder.errors import GraderError, IsolationError
from autograder.sandbox import plan, wall
from autograder.sandbox.jail import Plan
from autograder.sandbox.limits import MIB, PACKET_BYTES, Limits
from autograder.sandbox.wire import never

_SET_UP_SECONDS = 30.0
_CREDENTIALS = struct.Struct("iII")  # pid, uid, gid: see unix(7)


class ServerDied(GraderError):
    """The sandbox server is gone; a new one may do."""


class Isolation(StrEnum):
    """What stands between student code and this machine, strongest first."""

    BUBBLEWRAP = "bubblewrap"  # the jail, and a wall around its server
    JAIL = "jail"
    NONE = "none"


class Server:
    """One sandbox server process. Use as a context manager."""

    def __init__(self, isolation: Isolation = Isolation.JAIL) -> None:
        self.isolation = isolation
        self.layers: tuple[str, ...] = ()
        self.readable: tuple[Path, ...] = ()
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def restart(self) -> None:
        """Replace a server that died.

        Raises:
            ServerDied: no other can be started.
        """
        self.close()
        try:
            self._start()
        except IsolationError as error:  # it held before: something outside is in the way
            raise ServerDied(f"No sandbox server can be started again: {error}") from error

    def close(self) -> None:
        """Hang up: the server kills its workers and goes."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def spawn(self, channel: socket.socket, output: int, limits: Limits) -> int:
        """Fork a worker that owns `channel` and `output`; the number by which to end it."""
        address_space = self._base_memory + limits.memory_mb * MIB
        request = {"start": address_space, "cpu": int(limits.submission_seconds) + 5}
        return int(self._request(request, [channel.fileno(), output])["worker"])

    def end(self, worker: int, patience: float = 0.0) -> dict[str, Any]:
        """Reap a worker, after `patience` seconds by force: what it used, and how it ended."""
        return self._request({"end": worker, "patience": patience})

    def _start(self) -> None:
        walled = self.isolation is Isolation.BUBBLEWRAP
        made = None if self.isolation is Isolation.NONE else plan.make(drop=not walled)
        with tempfile.TemporaryFile() as said:
            self._popen(made, said)
            try:
                self._set_up(made)
            except BaseException as error:
                self.close()
                if walled and isinstance(error, ServerDied):
                    said.seek(0)
                    raise wall.failure(said.read().decode(errors="replace")) from error
                raise

    def _popen(self, made: Plan | None, said: IO[bytes]) -> None:
        kind = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
        self._control, theirs = socket.socketpair(socket.AF_UNIX, kind)
        self._control.settimeout(_SET_UP_SECONDS)
        know_senders(self._control)
        command = [sys.executable, "-s", "-P", "-B", "-c", _BOOT, str(theirs.fileno())]
        walled = made is not None and self.isolation is Isolation.BUBBLEWRAP
        try:
            with theirs:
                if made is not None and walled:
                    command = wall.around(command, _ENVIRONMENT, made.readable)
                self._process = subprocess.Popen(
                    command,
                    env=_ENVIRONMENT,
                    cwd="/",
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=said if walled else subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C is the grader's to answer
                    **(wall.identity() if walled else {}),
                )
        except (OSError, subprocess.SubprocessError) as error:
            self._control.close()
            why = getattr(error, "strerror", None) or error
            raise ServerDied(f"No sandbox server can be started: {why}.") from error
        except IsolationError:
            self._control.close()
            raise

    def _set_up(self, made: Plan | None) -> None:
        """Wait for the server, look at it from outside, and tell it how to lock workers in."""
        self.pid = sender_of_next(self._control, never)
        self._answer()
        self._base_memory = _address_space(self.pid)
        self.layers, self.readable = ("none",), ()
        if made is not None:
            if self.isolation is Isolation.BUBBLEWRAP:
                wall.demand(self.pid)
            with contextlib.suppress(OSError):  # when memory is short, no grader dies for a worker
                Path(f"/proc/{self.pid}/oom_score_adj").write_text("1000", encoding="ascii")
            self.layers = _layers(self.isolation)
            self.readable = tuple(map(Path, made.readable))
        answer = self._request(msgspec.json.encode(made))
        if "error" in answer:
            raise IsolationError(answer["error"])

    def _request(
        self, message: dict[str, Any] | bytes, descriptors: Sequence[int] = ()
    ) -> dict[str, Any]:
        try:
            data = message if isinstance(message, bytes) else json.dumps(message).encode()
            if descriptors:
                socket.send_fds(self._control, [data], list(descriptors))
            else:
                self._control.send(data)
            return self._answer()
        except OSError as error:
            raise ServerDied("The sandbox server died.") from error
        except KeyboardInterrupt:  # the next question would get this one's answer
            self._control.close()
            raise

    def _answer(self) -> dict[str, Any]:
        try:
            data = self._control.recv(PACKET_BYTES)
        except OSError as error:
            raise ServerDied("The sandbox server does not answer.") from error
        if not data:
            raise ServerDied("The sandbox server died.")
        answer: dict[str, Any] = json.loads(data)
        return answer


def know_senders(connection: socket.socket) -> None:
    """Let the kernel write on what arrives who sent it: for `sender_of_next`."""
    if sys.platform == "linux":
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_PASSCRED, 1)


def sender_of_next(connection: socket.socket, check: Callable[[], None]) -> int:
    """The process that sends the next message, by the id that it has here; 0 if nobody tells.

    A server behind its wall knows itself and its workers by other ids. The message stays unread.
    """
    if sys.platform != "linux":
        return 0
    ancillary: list[tuple[int, int, bytes]] = []
    with contextlib.suppress(OSError):  # what comes next finds out what is wrong
        while True:
            try:
                room = socket.CMSG_SPACE(_CREDENTIALS.size)
                ancillary = connection.recvmsg(1, room, socket.MSG_PEEK)[1]
                break
            except BlockingIOError:
                check()
    for level, kind, data in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_CREDENTIALS):
            return int(_CREDENTIALS.unpack(data)[0])
    return 0


def _layers(isolation: Isolation) -> tuple[str, ...]:
    """The names that a report gives to what isolated a submission."""
    outer = ("bubblewrap",) if isolation is Isolation.BUBBLEWRAP else ()
    dropped = ("uid",) if os.geteuid() == 0 else ()
    return (*outer, *dropped, "rlimits", "landlock", "no_new_privs", "seccomp")


def _address_space(pid: int) -> int:
    """The bytes of address space that a process has; 0 where no /proc tells."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[0])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


# The folder of this package comes last, and leaves sys.path again before student code runs.
_BOOT = (
    "import sys; sys.path.append({package!r}); sys.argv.insert(0, 'server');"
    "sys.path.extend(p for p in {paths!r} if p not in sys.path);"
    "from autograder.sandbox.server import main; main(int(sys.argv[-1]))"
).format(
    package=str(Path(__file__).parents[2]),
    paths=[entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))],
)
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
