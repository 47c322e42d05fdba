"""What this machine needs to lock student code in, as the grader finds it out.

The server cannot: inside of its wall there is no `/proc` and no library to build a filter with.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from pathlib import Path

from autograder.errors import IsolationError
from autograder.sandbox import syscalls
from autograder.sandbox.jail import CAP_DAC_READ_SEARCH, NOBODY, Plan


def make(*, drop: bool) -> Plan:
    """Plan the jail of a server; with `drop`, its workers give up root if the server has it.

    Raises:
        IsolationError: the system or a library offers too little.
    """
    if sys.platform != "linux":
        raise IsolationError(
            "Student code can be locked in on Linux only: grade on Linux (on Windows in WSL, "
            "on macOS in a container), or with --no-sandbox."
        )
    paths = readable()
    uid = NOBODY if drop and os.geteuid() == 0 else None
    return Plan(
        readable=tuple(map(str, paths)),
        filters=syscalls.program(),
        uid=uid,
        may_search=uid is not None and _can_search() and not others_can_read(paths),
    )


def readable() -> tuple[Path, ...]:
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


def others_can_read(paths: Iterable[Path]) -> bool:
    """Whether an unprivileged uid can walk to every path."""
    steps = {step for path in paths if path.exists() for step in (path, *path.parents)}
    return all(step.stat().st_mode & (0o001 if step.is_dir() else 0o004) for step in steps)


def _can_search() -> bool:
    """Whether this process has CAP_DAC_READ_SEARCH: root in a container may not."""
    status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
    held = next(line.split()[1] for line in status.splitlines() if line.startswith("CapEff:"))
    return bool(int(held, 16) >> CAP_DAC_READ_SEARCH & 1)
