"""Lock a worker in, before any byte of a submission is parsed.

The grader sends a `Plan`; the server makes a `Jail` of it once, with all that can be done once;
`lock_in` runs in each worker, in an order that matters: what a step needs must not be taken away by
the one before.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from typing import Self

import msgspec

from autograder.sandbox import landlock
from autograder.sandbox.limits import MIB

NOBODY = 65534
CAP_DAC_READ_SEARCH = 2
CHANNEL, OUTPUT, _RULES = 3, 4, 5  # the descriptors of a worker

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_KEEPCAPS = 1, 4, 8
_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_SECCOMP_MODE_FILTER = 2
_CAPABILITY_VERSION_3 = 0x20080522

_CANNOT_DROP = (
    "root may not become another user here, start as an ordinary user "
    "or give the container CAP_SETUID and CAP_SETGID"
)
_libc = ctypes.CDLL(None, use_errno=True)


class Plan(msgspec.Struct, frozen=True):
    """What the grader has found out about this machine: see `autograder.sandbox.plan`."""

    readable: tuple[str, ...]  # files, and folders with all that lies in them
    filters: bytes  # the seccomp program
    uid: int | None  # to drop to; None when the server is no root
    may_search: bool  # keep CAP_DAC_READ_SEARCH: the interpreter lies where only root can read


@dataclass(frozen=True)
class Jail:
    """What every worker of this server is locked into."""

    plan: Plan
    rules: int

    @classmethod
    def prepare(cls, plan: Plan) -> Self:
        """Make what all workers share.

        Raises:
            IsolationError: the kernel offers no Landlock.
        """
        return cls(plan, landlock.ruleset(plan.readable))

    def lock_in(self, channel: int, output: int, address_space: int, cpu_seconds: int) -> None:
        """Lock this process in. Afterwards it has `CHANNEL` and `OUTPUT` and nothing else."""
        self._keep_only(channel, output)
        _limit(address_space, cpu_seconds)
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
        if self.plan.uid is not None:
            _prctl(_PR_SET_KEEPCAPS, int(self.plan.may_search))
            try:
                os.setgroups([])
                os.setresgid(self.plan.uid, self.plan.uid, self.plan.uid)
                os.setresuid(self.plan.uid, self.plan.uid, self.plan.uid)
            except OSError as error:
                raise OSError(error.errno, _CANNOT_DROP) from error
        kept = 1 << CAP_DAC_READ_SEARCH if self.plan.may_search else 0
        # struct __user_cap_header_struct and two of __user_cap_data_struct: see capset(2).
        header = struct.pack("<Ii", _CAPABILITY_VERSION_3, 0)
        data = struct.pack("<6I", kept, kept, 0, 0, 0, 0)
        if _libc.capset(header, data):
            raise _failed("capset")

    def _filter_system_calls(self) -> None:
        instructions = ctypes.create_string_buffer(self.plan.filters, len(self.plan.filters))
        # struct sock_fprog: the number of 8-byte instructions, and where they are.
        head = struct.pack("HxxxxxxP", len(self.plan.filters) // 8, ctypes.addressof(instructions))
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
