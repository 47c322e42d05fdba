"""Lock a worker in, before any byte of a submission is parsed.

`Jail.prepare` runs once in the server and does all that can be done once; `lock_in` runs in each
worker, in an order that matters: what a step needs must not be taken away by the one before.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox import landlock, syscalls
from autograder.sandbox.limits import MIB

NOBODY = 65534
CHANNEL, OUTPUT, _RULES = 3, 4, 5  # the descriptors of a worker

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS = 1, 4, 8
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522
_CAP_DAC_READ_SEARCH = 2

_CANNOT_DROP = (
    "root may not become another user here, start as an ordinary user "
    "or give the container CAP_SETUID and CAP_SETGID"
)
_libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Jail:
    """What every worker of this server is locked into."""

    readable: tuple[Path, ...]
    rules: int
    filters: bytes
    uid: int | None  # to drop to; None when not started as root
    may_search: bool  # keep CAP_DAC_READ_SEARCH: the interpreter lies where only root can read
    base_memory: int  # bytes of address space before a student's first

    @classmethod
    def prepare(cls) -> Jail:
        """Find out what this machine needs and build what all workers share.

        Raises:
            IsolationError: the kernel or a library offers too little.
        """
        if sys.platform != "linux":
            raise IsolationError(
                "Student code can be locked in on Linux only: grade on Linux (on Windows in WSL, "
                "on macOS in a container), or with --no-sandbox."
            )
        readable = _readable()
        uid = NOBODY if os.geteuid() == 0 else None
        return cls(
            readable=readable,
            rules=landlock.ruleset(readable),
            filters=syscalls.program(),
            uid=uid,
            may_search=uid is not None and _can_search() and not _others_can_read(readable),
            base_memory=_address_space(),
        )

    @property
    def layers(self) -> tuple[str, ...]:
        """The names that a report gives to what isolated it."""
        layers = ("rlimits", "landlock", "no_new_privs", "seccomp")
        return layers if self.uid is None else ("uid", *layers)

    def lock_in(self, channel: int, output: int, memory_mb: int, cpu_seconds: int) -> None:
        """Lock this process in. Afterwards it has `CHANNEL` and `OUTPUT` and nothing else."""
        self._keep_only(channel, output)
        _limit(self.base_memory + memory_mb * MIB, cpu_seconds)
        self._drop_privileges()
        hide_memory()  # after the change of uid: a crash must start no collector of dumps as root
        die_with_parent()  # after the change of uid, which clears it
        _prctl(_PR_SET_NO_NEW_PRIVS, 1)
        landlock.restrict(_RULES)
        os.close(_RULES)
        self._filter_system_calls()

    def _keep_only(self, channel: int, output: int) -> None:
        # Opened anew: flags set on a file that all workers share would be a word to the next one.
        null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1, 2):
            os.dup2(null, standard)
        high = 100  # out of the way of the three
        held = [os.dup2(old, high + new) for new, old in enumerate((channel, output, self.rules))]
        for new, old in enumerate(held, CHANNEL):
            os.dup2(old, new)
        os.closerange(_RULES + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[1])

    def _drop_privileges(self) -> None:
        if self.uid is not None:
            _prctl(_PR_SET_KEEPCAPS, int(self.may_search))
            try:
                os.setgroups([])
                os.setresgid(self.uid, self.uid, self.uid)
                os.setresuid(self.uid, self.uid, self.uid)
            except OSError as error:
                raise OSError(error.errno, _CANNOT_DROP) from error
        kept = 1 << _CAP_DAC_READ_SEARCH if self.may_search else 0
        # struct __user_cap_header_struct and two of __user_cap_data_struct: see capset(2).
        header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
        data = struct.pack("<6I", kept, kept, 0, 0, 0, 0)
        if _libc.capset(header, data):
            raise _failed("capset")

    def _filter_system_calls(self) -> None:
        instructions = ctypes.create_string_buffer(self.filters, len(self.filters))
        # struct sock_fprog: the number of 8-byte instructions, and where they are.
        head = struct.pack("HxxxxxxP", len(self.filters) // 8, ctypes.addressof(instructions))
        _prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, head)


def die_with_parent() -> None:
    """Ask the kernel to kill this process when its parent dies; go at once if it has."""
    parent = os.getppid()
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent or parent == 1:
        os._exit(1)


def hide_memory() -> None:
    """Keep other processes of the same uid from tracing this one or reading its memory."""
    if sys.platform == "linux":
        _prctl(_PR_SET_DUMPABLE, 0)


def _limit(address_space: int, cpu_seconds: int) -> None:
    wanted = {
        resource.RLIMIT_CPU: cpu_seconds,
        resource.RLIMIT_AS: address_space,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_NOFILE: 32,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,  # a second no to forks and threads; root alone is not bound by it
        resource.RLIMIT_STACK: 8 * MIB,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))


def _prctl(option: int, argument: int | bytes, more: bytes | int = 0) -> None:
    if _libc.prctl(option, argument, more, 0, 0):
        raise _failed(f"prctl({option})")


def _failed(call: str) -> OSError:
    number = ctypes.get_errno()
    return OSError(number, f"{call}: {os.strerror(number)}")


def _readable() -> tuple[Path, ...]:
    """The interpreter's library, the folder that NumPy lies in, and shared libraries.

    Not whole prefixes: a course or an exchange folder may lie under /usr/local.
    """
    import numpy as np

    folders = {Path(sysconfig.get_path(name)) for name in ("stdlib", "platstdlib")}
    folders.add(Path(np.__file__).parents[1])
    for line in Path("/proc/self/maps").read_text(encoding="utf-8").splitlines():
        mapped = Path(line.split(maxsplit=5)[-1])
        if ".so" in mapped.name and mapped.is_absolute():
            system = mapped.is_relative_to("/usr/lib") or mapped.is_relative_to("/lib")
            folders.add(mapped.parent if system else mapped)
    folders |= {Path("/etc/ld.so.cache"), Path("/dev/null"), Path("/dev/urandom")}
    return tuple(sorted({folder.resolve() for folder in folders}))


def _others_can_read(paths: tuple[Path, ...]) -> bool:
    """Whether an unprivileged uid can walk to every path."""
    steps = {step for path in paths if path.exists() for step in (path, *path.parents)}
    return all(step.stat().st_mode & (0o001 if step.is_dir() else 0o004) for step in steps)


def _can_search() -> bool:
    """Whether this process has CAP_DAC_READ_SEARCH: root in a container may not."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    held = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(held, 16) >> _CAP_DAC_READ_SEARCH & 1)


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    return pages * resource.getpagesize()
