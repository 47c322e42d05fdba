"""Which files a worker may open: Landlock, by its three system calls (Linux 5.13 and newer).

Every right of the ABI found is handled, so what no rule grants is denied: all writing, TCP,
abstract sockets and signals to processes outside. https://docs.kernel.org/userspace-api/landlock.html
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import IsolationError

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every architecture
_RULE_PATH_BENEATH = 1
_VERSION_FLAG = 1

READ_FILE, READ_DIR = 1 << 2, 1 << 3
# How many file-system rights each ABI knows: 2 adds REFER, 3 TRUNCATE, 5 IOCTL_DEV.
_FS_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_NET_RIGHTS = 0b11  # ABI 4: bind and connect TCP
_SCOPES = 0b11  # ABI 6: abstract UNIX sockets, signals

_WHY_NOT = {  # see landlock_create_ruleset(2)
    errno.EOPNOTSUPP: "start the kernel with landlock in its list of security modules (lsm=...)",
    errno.EPERM: "this container forbids it: use a newer Docker or Podman, or allow the system "
    "calls landlock_* in its seccomp profile",
}

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (
        ("handled_access_fs", ctypes.c_uint64),
        ("handled_access_net", ctypes.c_uint64),
        ("scoped", ctypes.c_uint64),
    )


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _layout_ = "ms"
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def abi() -> int:
    """The version that this kernel offers; 0 when it offers none."""
    version = int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION_FLAG))
    return max(version, 0)


def ruleset(readable: Iterable[Path | str]) -> int:
    """A descriptor of the rules "read these files and what lies in these folders, nothing else".

    Raises:
        IsolationError: the kernel offers no Landlock.
    """
    version = abi()
    if not version:
        why = _WHY_NOT.get(ctypes.get_errno(), "this kernel offers none: use Linux 5.13 or newer")
        raise IsolationError(f"There is no Landlock here: {why}, or grade with --no-sandbox.")
    handled = _Ruleset(
        (1 << _FS_RIGHTS.get(version, 16)) - 1,
        _NET_RIGHTS if version >= 4 else 0,
        _SCOPES if version >= 6 else 0,
    )
    size = 8 if version < 4 else 16 if version < 6 else 24
    rules = _checked(_libc.syscall(_CREATE_RULESET, ctypes.byref(handled), size, 0))
    for path in readable:
        try:
            beneath = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except FileNotFoundError:
            continue
        rights = READ_FILE | (READ_DIR if Path(path).is_dir() else 0)
        rule = _PathBeneath(rights, beneath)
        _checked(_libc.syscall(_ADD_RULE, rules, _RULE_PATH_BENEATH, ctypes.byref(rule), 0))
        os.close(beneath)
    return rules


def restrict(rules: int) -> None:
    """Put this process under `rules` for good. Needs NO_NEW_PRIVS."""
    _checked(_libc.syscall(_RESTRICT_SELF, rules, 0))


def _checked(result: int) -> int:
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"Landlock: {os.strerror(number)}")
    return int(result)
