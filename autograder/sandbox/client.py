"""The trusted end of one submission: load it in a worker, call its functions, keep deadlines.

Everything that comes back is a student's. Receive, match and decode stand in one guarded place
(`StudentModule._ask`), so that whatever is wrong there is the student's outcome, never our error.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import socket
import struct
import sys
import time
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from autograder.errors import GraderError
from autograder.sandbox import messages
from autograder.sandbox.failures import (
    CallFailed,
    Crashed,
    InvalidReturn,
    Missing,
    NotRun,
    TimedOut,
    raised,
)
from autograder.sandbox.launcher import Server, ServerDied, know_senders, sender_of_next
from autograder.sandbox.limits import MIB, OUTPUT_BYTES, TIME_OUTS, Limits
from autograder.sandbox.source import Code, parts
from autograder.sandbox.wire import WireError, decode, receive, send

_LOOK = struct.pack("ll", 0, 100_000)  # a timeval: 0.1 s between two looks at a worker's clocks
_SET_UP_SECONDS = 30.0
_DYING_SECONDS = 0.5  # from a closed channel to the end: more than the kernel takes
_CRASHED = "The call ended the program, as a crash or `os._exit` does."


@dataclass
class _Used:
    """What all workers of one submission used together."""

    cpu_seconds: float = 0.0
    peak_memory: int = 0


@dataclass(frozen=True)
class Source:
    """What a worker loads: a module's bytes, a notebook's code cells, or several files."""

    name: str
    code: Code
    seed: int


@dataclass
class StudentModule:
    """One submission's module behind the boundary. Call `load` first and `close` at the end."""

    server: Server
    source: Source
    limits: Limits = field(default_factory=Limits)
    time_outs: int = 0
    unconfirmed: bool = False  # a time-out that a second run has to confirm
    used: _Used = field(default_factory=_Used)
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._pid = 0  # where we are; the server knows its worker by another number
        self._worker = 0
        self._channel: socket.socket | None = None
        self._output_read, self._output_write = os.pipe()
        os.set_blocking(self._output_read, False)
        with contextlib.suppress(AttributeError, OSError):  # half a page takes a whole one there
            fcntl.fcntl(self._output_write, fcntl.F_SETPIPE_SZ, 2 * OUTPUT_BYTES)
        self._ends = time.monotonic() + self.limits.submission_seconds
        self._call_ends = self._ends
        self._cpu_before = 0.0

    def load(self) -> None:
        """Start a worker and load the source in it.

        Raises:
            CallFailed: the source does not load.
            GraderError: no worker could be set up.
        """
        self._spawn()
        source = self.source
        file, modules = parts(source.code)
        load = messages.Load(_new_id(), file, source.name, source.seed, modules)
        answer = self._ask(load)
        if not isinstance(answer, messages.Loaded):
            raise self._failure(answer, "The file")
        self.notes = tuple(
            self._raised(f"Cell {number}", exception, "", line).gap
            for number, exception, line in answer.raised
            if 0 < number <= len(file)
        )

    def call(self, name: str, payload: bytes, *, arguments_back: bool = False) -> Any:
        """Call a function with the encoded `(args, kwargs)` in `payload`.

        Returns:
            Its value; with `arguments_back`, the pair (value, [args, kwargs] as they came out).

        Raises:
            CallFailed: there is no value, for the reason that the subclass names.
        """
        if self.time_outs >= TIME_OUTS:
            raise NotRun(
                f"not run after {TIME_OUTS} time-outs",
                f"Not run: the file had timed out {TIME_OUTS} times.",
            )
        if self._channel is None:
            self.load()
        answer = self._ask(messages.Call(_new_id(), name, payload, arguments_back))
        if not isinstance(answer, messages.Returned):
            raise self._failure(answer, f"`{name}`")
        try:
            value = decode(answer.value)
            return (value, decode(answer.arguments)) if arguments_back else value
        except WireError as error:
            raise self._broken(f"a value that {error}") from None

    def close(self) -> str:
        """Kill what is left; what the submission printed."""
        with contextlib.suppress(ServerDied):  # then its workers have died with it
            self._end_worker()
        os.close(self._output_write)
        printed = b""
        try:
            while chunk := os.read(self._output_read, OUTPUT_BYTES):
                printed += chunk
        except BlockingIOError:
            pass
        os.close(self._output_read)
        return printed[:OUTPUT_BYTES].decode("utf-8", "replace")

    def _spawn(self) -> None:
        self._channel, theirs = socket.socketpair()
        know_senders(self._channel)
        with theirs:
            self._worker = self.server.spawn(theirs, self._output_write, self.limits)
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._channel.setsockopt(socket.SOL_SOCKET, option, _LOOK)
        ends = time.monotonic() + _SET_UP_SECONDS

        def check() -> None:
            if time.monotonic() > ends:
                raise GraderError("A worker was not ready in time.")

        try:  # sent before a byte of the submission arrives there: it can be believed
            self._pid = sender_of_next(self._channel, check)
            ready = messages.answer(receive(self._channel, check))
        except (EOFError, OSError, WireError) as error:
            raise ServerDied("A worker died while it was locked in.") from error
        if not isinstance(ready, messages.Ready):
            reason = getattr(ready, "reason", "it broke the protocol")
            raise GraderError(f"A worker could not be locked in: {reason}.")

    def _ask(self, request: messages.Request) -> messages.Answer:
        """Send one request and wait for its answer."""
        channel = self._channel
        if channel is None:
            raise GraderError("There is no worker.")
        self._cpu_before = self._cpu()
        self._call_ends = time.monotonic() + self.limits.call_seconds
        try:
            send(channel, messages.pack(request), self._check)
            answer = messages.answer(receive(channel, self._check))
        except TimedOut as error:
            self.time_outs += 1
            self.unconfirmed |= not error.confirmed
            self._end_worker()
            raise
        except (EOFError, OSError):
            raise self._crashed() from None
        except WireError as error:
            raise self._broken(f"a message that {error}") from None
        # An answer written before its question cannot know the question's id.
        if isinstance(answer, messages.Ready) or answer.request != request.request:
            raise self._broken("an answer to another call")
        return answer

    def _check(self) -> None:
        """Raise when the call has had its time; called whenever its answer is not there yet."""
        now = time.monotonic()
        if self._cpu() - self._cpu_before > self.limits.call_cpu_seconds:
            limit = self.limits.call_cpu_seconds
            raise TimedOut(
                f"used more than {limit:g} s of CPU",
                f"A call used more than {limit:g} seconds of computing time. Does a loop end?",
                confirmed=True,
            )
        if now > self._call_ends:
            limit = self.limits.call_seconds
            raise TimedOut(
                f"no answer within {limit:g} s",
                f"A call did not return within {limit:g} seconds.",
                confirmed=False,
            )
        if now > self._ends:
            self.time_outs = TIME_OUTS  # nothing that follows has time either
            limit = self.limits.submission_seconds
            raise TimedOut(
                f"all calls together took more than {limit:g} s",
                f"All calls together took more than {limit:g} seconds.",
                confirmed=False,
            )

    def _cpu(self) -> float:
        """CPU seconds of the worker with all its threads, from its own kernel clock."""
        if sys.platform != "linux":
            return 0.0
        try:
            return time.clock_gettime(~self._pid << 3 | 2)  # as clock_getcpuclockid(3) makes it
        except OSError:
            return self._cpu_before

    def _crashed(self) -> Crashed:
        end = self._end_worker(_DYING_SECONDS)
        # A worker cannot send this signal to anyone; the kernel does where CPU time is used up.
        by_force = end.get("signal") == signal.SIGKILL and not end["killed"]
        if by_force and end["cpu"] < self.limits.submission_seconds:
            raise ServerDied("Something outside of the sandbox killed a worker.")
        cause = f"signal {end['signal']}" if end.get("signal") else "exit"
        return Crashed(f"the worker died ({cause})", _CRASHED)

    def _broken(self, what: str) -> Crashed:
        self._end_worker()
        return Crashed(f"broke the protocol: {what}", _CRASHED)

    def _failure(self, answer: messages.Answer, what: str) -> CallFailed:
        if isinstance(answer, messages.Missing):
            return Missing(f"{what} is not defined", f"{what} is not defined.")
        if isinstance(answer, messages.Raised):
            return self._raised(what, answer.exception, answer.text, answer.line)
        if isinstance(answer, messages.Invalid):
            return InvalidReturn(
                f"returned a {answer.kind} that {answer.reason}",
                f"{what} returned something that is not plain numbers, arrays, text or lists.",
            )
        return self._broken("an answer to another question")

    def _raised(self, what: str, exception: str, text: str, line: int) -> CallFailed:
        # A line that the file does not have could spell out the arguments of the call.
        return raised(what, exception, text, line if 0 < line <= self._lines else 0)

    def _end_worker(self, patience: float = 0.0) -> dict[str, Any]:
        if self._channel is None:
            return {}
        self._channel.close()
        self._channel = None
        end = self.server.end(self._worker, patience)
        self.used.cpu_seconds += end["cpu"]
        self.used.peak_memory = max(self.used.peak_memory, end["memory"])
        return end

    @cached_property
    def _lines(self) -> int:
        """How many lines the file has; of a notebook, its longest cell."""
        file, _ = parts(self.source.code)
        if isinstance(file, bytes):
            return file.count(b"\n") + 1
        return max((cell.count("\n") + 1 for cell in file), default=0)

    @property
    def peak_memory_mb(self) -> float:
        """The most memory that one of its workers held."""
        return self.used.peak_memory / MIB


def _new_id() -> int:
    """Unpredictable, so that no answer can be written before its question."""
    return int.from_bytes(os.urandom(7), "little")
