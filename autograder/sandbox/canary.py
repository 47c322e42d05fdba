"""Try, as a submission would, what must be denied. Nothing is graded unless all of it is.

Layers count as they are found, not as they are configured: a kernel may know a system call and
ignore it, a container may forbid it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import GraderError, IsolationError
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.failures import CallFailed
from autograder.sandbox.launcher import Isolation, Server
from autograder.sandbox.wall import HOST_NAME
from autograder.sandbox.wire import encode


@dataclass(frozen=True)
class Probe:
    """One attempt: the layer that should deny it, what was tried, and what came of it."""

    layer: str
    attempt: str
    denied: bool
    answer: str


def confirmed(isolation: Isolation | None = None) -> Server:
    """A server whose isolation has held when it was tried: `isolation`, or the strongest there is.

    Raises:
        IsolationError: it does not hold here; the message says why and what to do.
    """
    if isolation is Isolation.NONE:
        return Server(Isolation.NONE)
    if isolation is None:
        try:
            return confirmed(Isolation.BUBBLEWRAP)
        except IsolationError:
            return confirmed(Isolation.JAIL)
    server = Server(isolation)
    try:
        demand(server)
    except BaseException:
        server.close()
        raise
    return server


def strongest(isolation: Isolation | None = None) -> Isolation:
    """What has held when it was tried: `isolation`, or the strongest there is.

    Raises:
        IsolationError: it does not hold here.
    """
    with confirmed(isolation) as server:
        return server.isolation


def probe(server: Server) -> list[Probe]:
    """Run every attempt in a worker of `server`."""
    canary = StudentModule(server, Source("canary", _SOURCE, 0))
    outside = [path for path in (sys.executable, "/etc/passwd") if Path(path).is_file()]
    files = [str(Path(path).resolve()) for path in outside]
    try:
        canary.load()
        arguments = [files, list(server.layers), HOST_NAME]
        answers = canary.call("attempts", encode([arguments, {}]))
        return [Probe(*answer) for answer in answers]
    except (CallFailed, GraderError, TypeError) as error:
        raise IsolationError(
            f"The sandbox cannot be tried here ({str(error).rstrip('.')}): grade on Linux 5.13 or "
            "newer with Landlock and seccomp, or with --no-sandbox."
        ) from error
    finally:
        canary.close()


def demand(server: Server) -> None:
    """Refuse to go on unless every attempt is denied.

    Raises:
        IsolationError: one got through.
    """
    through = [found for found in probe(server) if not found.denied]
    if through:
        raise IsolationError(
            f"The sandbox does not hold here: {through[0].attempt} was not denied "
            f"({through[0].layer}: {through[0].answer}). Run `autograder doctor`, or grade with "
            "--no-sandbox."
        )


_SOURCE = b"""
import ctypes, os, resource, signal, socket, sys, threading

libc = ctypes.CDLL(None, use_errno=True)


def attempts(files, layers, host_name):
    return [
        *(behind_the_wall(host_name) if "bubblewrap" in layers else []),
        *([tried("uid", "becoming root", lambda: os.setuid(0))] if "uid" in layers else []),
        tried("rlimits", "taking 8 GiB of memory", lambda: bytes(8 << 30)),
        tried("seccomp", "changing a limit", change_limit),
        tried("descriptors", "finding an open descriptor", find_descriptor),
        *[tried("landlock", f"reading {file}", lambda: open(file).close()) for file in files],
        tried("landlock", "listing /", lambda: os.listdir("/")),
        tried("landlock", "reading its own environment", lambda: open("/proc/self/environ")),
        tried("landlock", "writing to /tmp", lambda: open("/tmp/autograder-canary", "w")),
        tried("landlock", "writing to /dev/shm", lambda: open("/dev/shm/autograder-canary", "w")),
        tried("seccomp", "opening a socket", lambda: socket.socket()),
        tried("seccomp", "starting a process", fork),
        tried("seccomp", "starting a thread", start_thread),
        tried("seccomp", "running a program", lambda: os.execv("/bin/true", ["true"])),
        tried("seccomp", "signalling its parent", lambda: os.kill(os.getppid(), 0)),
        tried("seccomp", "signalling itself", lambda: os.kill(os.getpid(), 0)),
        tried("seccomp", "tracing its parent", lambda: call("ptrace", 16, os.getppid(), 0, 0)),
        tried("seccomp", "making a namespace", lambda: call("unshare", 0x10000000)),
        tried("seccomp", "memory outside the limits", lambda: os.memfd_create("x")),
        tried("seccomp", "shared memory", lambda: call("shmget", 1, 4096, 0o1666)),
    ]


def behind_the_wall(host_name):
    return [
        tried("bubblewrap", "finding /etc/passwd", lambda: os.stat("/etc/passwd")),
        tried("bubblewrap", "finding processes", lambda: os.stat("/proc/self")),
        tried("bubblewrap", "finding the machine's name", lambda: find_name(host_name)),
    ]


def tried(layer, attempt, act):
    try:
        act()
    except FileNotFoundError as error:
        return [layer, attempt, True, "nothing there"]
    except (OSError, MemoryError, ValueError) as error:
        return [layer, attempt, True, type(error).__name__]
    return [layer, attempt, False, "got through"]


def call(name, *arguments):
    if getattr(libc, name)(*arguments) < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def fork():
    if os.fork() == 0:
        os._exit(0)


def start_thread():
    try:
        threading.Thread(target=int).start()
    except RuntimeError as error:
        raise OSError("none") from error


def change_limit():
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (hard, hard))


def find_name(known):
    if os.uname().nodename == known:
        raise OSError("none")


def find_descriptor():
    for number in range(5, 1024):
        try:
            os.fstat(number)
        except OSError:
            continue
        return number
    raise OSError("none")
"""
