"""bubblewrap around the server: namespaces of its own, and no file but those that it needs.

The wall stands around the jail, never in its place: inside of it workers of one server still are
neighbours. As root the uid is dropped before bubblewrap starts, because a bubblewrap that root
started keeps root's uid for the kernel.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.errors import IsolationError
from autograder.sandbox import plan
from autograder.sandbox.jail import NOBODY

NAMESPACES = ("user", "pid", "net", "ipc", "uts", "mnt")
HOST_NAME = "wall"
_PACKAGE = Path(__file__).parents[1]
_SWITCHES = (
    ("kernel/apparmor_restrict_unprivileged_userns", "1", "0"),  # Ubuntu 23.10 and newer
    ("kernel/unprivileged_userns_clone", "0", "1"),  # Debian before 11
    ("user/max_user_namespaces", "0", "10000"),  # Red Hat
)


def around(
    command: list[str], environment: Mapping[str, str], readable: Iterable[str]
) -> list[str]:
    """The command that runs `command` behind the wall, where it finds what is `readable`.

    Raises:
        IsolationError: bubblewrap cannot run here; the message says what to do.
    """
    bubblewrap = shutil.which("bwrap", path="/usr/local/bin:/usr/bin:/bin")
    if bubblewrap is None:
        raise _refused("it is not installed: apt install bubblewrap, or dnf install bubblewrap")
    files = [*readable, *map(str, _interpreter()), str(_PACKAGE)]
    if os.geteuid() == 0 and not plan.others_can_read(map(Path, files)):
        raise _refused(
            f"the user that root becomes for it cannot read {sys.prefix} or what Python has "
            "elsewhere: install Python where all may read, or grade as an ordinary user"
        )
    arguments = [
        bubblewrap,
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--cap-drop",
        "ALL",
    ]
    arguments += [f"--unshare-{name}" for name in NAMESPACES if name != "mnt"]
    arguments += ["--hostname", HOST_NAME, "--chdir", "/"]
    for name, value in environment.items():
        arguments += ["--setenv", name, value]
    for top in map(Path, ("/bin", "/lib", "/lib32", "/lib64")):
        if top.is_symlink():
            arguments += ["--symlink", str(top.readlink()), str(top)]
    for file in files:
        bind = "--dev-bind" if file.startswith("/dev/") else "--ro-bind-try"
        arguments += [bind, file, file]
    return [*arguments, "--remount-ro", "/", "--", *command]


def identity() -> dict[str, Any]:
    """Whom the wall is started as, in the words of `subprocess.Popen`."""
    if os.geteuid() != 0:
        return {}
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


def demand(pid: int) -> None:
    """Refuse a wall whose inside shares a namespace with this process.

    Raises:
        IsolationError: process `pid` does.
    """
    for name in NAMESPACES:
        ours, theirs = (Path(f"/proc/{whose}/ns/{name}").readlink() for whose in ("self", pid))
        if ours == theirs:
            raise _refused(f"it started, but shares the {name} namespace")


def failure(said: str) -> IsolationError:
    """What to do about a bubblewrap that ended with `said` on standard error."""
    for switch, off, on in _SWITCHES:
        setting = Path("/proc/sys") / switch
        if setting.exists() and setting.read_text(encoding="ascii").strip() == off:
            return _refused(
                "this system keeps users from making namespaces: "
                f"sudo sysctl {switch.replace('/', '.')}={on}"
            )
    last = (said.strip().splitlines() or ["nothing"])[-1]
    if not last.startswith("bwrap: "):
        return _refused(f"Python does not start behind it, and says `{last}`")
    return _refused(f"it says `{last.removeprefix('bwrap: ')}`, as in a container, a wall itself")


def _refused(reason: str) -> IsolationError:
    return IsolationError(
        f"bubblewrap cannot be used here: {reason}. Or grade with --isolation jail."
    )


def _interpreter() -> list[Path]:
    """What starting the server takes, besides what its workers may read."""
    executable = Path(sys.executable)
    files = {executable, executable.resolve(), Path(sys.prefix) / "pyvenv.cfg"}
    files.add(Path(msgspec.__file__).parents[1])  # it may not lie where NumPy does
    loaders = [*Path("/lib").glob("ld-*.so.*"), *Path("/lib64").glob("ld-*.so.*")]
    files |= {loader.parent.resolve() / loader.name for loader in loaders}
    return sorted(file for file in files if file.exists())
