"""The sandbox server as the grader holds it: start, ask for workers, end them, start again."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

from autograder.errors import GraderError, IsolationError
from autograder.sandbox.limits import Limits

_SET_UP_SECONDS = 30.0


class ServerDied(GraderError):
    """The sandbox server is gone; a new one may do."""


class Server:
    """One sandbox server process. Use as a context manager."""

    def __init__(self, *, isolate: bool = True) -> None:
        self.isolate = isolate
        self.layers: tuple[str, ...] = ()
        self.readable: tuple[Path, ...] = ()
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def restart(self) -> None:
        """Replace a server that died."""
        self.close()
        self._start()

    def close(self) -> None:
        """Hang up: the server kills its workers and goes."""
        self._control.close()
        try:
            self._process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def spawn(self, channel: socket.socket, output: int, limits: Limits) -> int:
        """Fork a worker that owns `channel` and `output`; its pid."""
        request = {"start": limits.memory_mb, "cpu": int(limits.submission_seconds) + 5}
        return int(self._request(request, [channel.fileno(), output])["pid"])

    def end(self, pid: int) -> dict[str, Any]:
        """Kill and reap a worker: the CPU seconds and bytes it used, and how it died."""
        return self._request({"end": pid})

    def _start(self) -> None:
        kind = socket.SOCK_SEQPACKET if sys.platform == "linux" else socket.SOCK_DGRAM
        self._control, theirs = socket.socketpair(socket.AF_UNIX, kind)
        with theirs:
            try:
                self._process = subprocess.Popen(
                    [
                        sys.executable,
                        "-s",
                        "-P",
                        "-B",
                        "-c",
                        _BOOT,
                        str(theirs.fileno()),
                        self._mode,
                    ],
                    env=_ENVIRONMENT,
                    cwd="/",
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                    start_new_session=True,  # Ctrl-C is the grader's to answer
                )
            except OSError as error:
                self._control.close()
                raise ServerDied(f"No sandbox server can be started: {error.strerror}.") from error
        self._control.settimeout(_SET_UP_SECONDS)
        try:
            hello = self._answer()
            if "error" in hello:
                raise IsolationError(hello["error"])
        except BaseException:
            self.close()
            raise
        self.layers = tuple(hello["layers"])
        self.readable = tuple(Path(path) for path in hello["readable"])

    @property
    def _mode(self) -> str:
        return "isolate" if self.isolate else "trust"

    def _request(self, message: dict[str, Any], descriptors: Sequence[int] = ()) -> dict[str, Any]:
        try:
            data = json.dumps(message).encode()
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
            data = self._control.recv(1 << 16)
        except OSError as error:
            raise ServerDied("The sandbox server does not answer.") from error
        if not data:
            raise ServerDied("The sandbox server died.")
        answer: dict[str, Any] = json.loads(data)
        return answer


# The folder of this package comes last, and leaves sys.path again before student code runs.
_BOOT = (
    "import sys; sys.path.append({package!r}); sys.argv.insert(0, 'server');"
    "sys.path.extend(p for p in {paths!r} if p not in sys.path);"
    "from autograder.sandbox.server import main; main(int(sys.argv[-2]), sys.argv[-1] == 'isolate')"
).format(
    package=str(Path(__file__).parents[2]),
    paths=[entry for entry in sys.path if entry.endswith(("site-packages", "dist-packages"))],
)
_ENVIRONMENT = {
    "PATH": "/usr/bin:/bin:/usr/sbin:/sbin",  # ctypes asks ldconfig where libseccomp is
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
