"""What locks a worker in. What cannot be undone is done in a forked child, which reports back."""

import contextlib
import ctypes
import errno
import fcntl
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import sysconfig
import tempfile
import threading
import time
import warnings
from pathlib import Path

import msgspec
import numpy as np
import pytest

from autograder.errors import IsolationError
from autograder.sandbox import jail, landlock, launcher, plan, syscalls
from autograder.sandbox.jail import CHANNEL, NOBODY, OUTPUT, Jail, Plan
from autograder.sandbox.limits import MIB, PACKET_BYTES

MEASURED = str(Path(jail.__file__).parents[1] / "*")
on_linux = sys.platform == "linux"
abi = landlock.abi() if on_linux else 0
needs_linux = pytest.mark.skipif(not on_linux, reason="Linux isolates, other systems do not")
needs_landlock = pytest.mark.skipif(not abi, reason="this kernel offers no Landlock")
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become someone else")
pytestmark = [pytest.mark.jail, needs_linux]

try:
    import pyseccomp
except (ImportError, RuntimeError, OSError):
    pyseccomp = None
needs_seccomp = pytest.mark.skipif(pyseccomp is None, reason="libseccomp is missing")


def forked():
    """Fork: 0 in the child. It makes system calls and leaves, so other threads do not matter."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def in_child(act, *arguments, locks_in=False):
    """Call `act(channel, output, *arguments)` in a forked child; what it returns comes as JSON.

    With `locks_in`, `act` leaves the child with the descriptors of a worker and nothing else.
    """
    channel, theirs = socket.socketpair()
    read, write = os.pipe()
    child = forked()
    if not child:
        signal.alarm(30)  # the end of a child that hangs
        try:
            answer = measured(act, theirs.fileno(), write, *arguments)
            with os.fdopen(OUTPUT if locks_in else write, "w") as pipe:
                json.dump(answer, pipe)
        finally:
            os._exit(0)
    os.close(write)
    with channel, theirs, os.fdopen(read) as pipe:
        said, value, arcs = json.load(pipe)
    os.waitpid(child, 0)
    if arcs:
        found = sys.modules["coverage"].Coverage.current().get_data()
        found.add_arcs({file: [tuple(arc) for arc in pairs] for file, pairs in arcs.items()})
    assert said == "returned", value
    return value


def measured(act, *arguments):
    """What came of a call, and what coverage saw: a child that is locked in can write no file."""
    coverage = sys.modules.get("coverage")
    outer = coverage and coverage.Coverage.current()
    if outer:
        outer.stop()
        inner = coverage.Coverage(None, config_file=False, branch=True, include=[MEASURED])
        inner.start()
    try:
        answer = ["returned", act(*arguments)]
    except BaseException as error:  # noqa: BLE001  the parent fails with it
        answer = ["raised", f"{type(error).__name__}: {error}"]
    if not outer:
        return [*answer, {}]
    inner.stop()
    data = inner.get_data()
    return [*answer, {file: data.arcs(file) for file in data.measured_files()}]


def refusal(attempt, *arguments):
    """The name of the errno with which `attempt` fails; "" when it works."""
    try:
        attempt(*arguments)
    except OSError as error:
        return errno.errorcode[error.errno]
    except (MemoryError, RuntimeError, ValueError) as error:  # of memory, threads, limits
        return type(error).__name__
    return ""


def prctl(option, argument=0):
    return ctypes.CDLL(None).prctl(option, argument, 0, 0, 0)


def no_new_privileges():
    assert prctl(38, 1) == 0


# ----- which files: Landlock

RNDGETENTCNT = 0x80045200  # a question that a random device answers to anyone


@needs_landlock
def test_only_what_is_named_can_be_read_and_nothing_written(tmp_path):
    shown, hidden = tmp_path / "shown", tmp_path / "hidden"
    for folder in (shown, hidden):
        folder.mkdir()
        (folder / "file").write_text("text")
    (tmp_path / "alone").write_text("text")
    (shown / "link").symlink_to(hidden / "file")
    rules = landlock.ruleset([shown, tmp_path / "alone", tmp_path / "missing"])

    def attempts(_channel, _output):
        no_new_privileges()
        landlock.restrict(rules)
        return {
            "read what is shown": refusal((shown / "file").read_text),
            "read a file shown alone": refusal((tmp_path / "alone").read_text),
            "list what is shown": refusal(os.listdir, shown),
            "read what is hidden": refusal((hidden / "file").read_text),
            "read through a link": refusal((shown / "link").read_text),
            "read by way of a parent": refusal((shown / ".." / "hidden" / "file").read_text),
            "list what is hidden": refusal(os.listdir, hidden),
            "list above": refusal(os.listdir, tmp_path),
            "write": refusal((shown / "file").write_text, "x"),
            "create": refusal((shown / "new").write_text, "x"),
            "remove": refusal((shown / "file").unlink),
            "make a folder": refusal((shown / "new").mkdir),
            "make a link": refusal((shown / "new").symlink_to, "file"),
        }

    try:
        found = in_child(attempts)
    finally:
        os.close(rules)
    allowed = [attempt for attempt, refused in found.items() if not refused]
    assert allowed == ["read what is shown", "read a file shown alone", "list what is shown"]
    assert set(found.values()) == {"", "EACCES"}


@needs_landlock
@pytest.mark.parametrize("version", range(1, abi + 1))
def test_an_older_kernel_denies_what_it_knows(tmp_path, monkeypatch, version):
    monkeypatch.setattr(landlock, "abi", lambda: version)
    shown, name = tmp_path / "shown", f"\0autograder-{os.getpid()}-{version}"
    shown.mkdir()
    (shown / "file").write_text("text")
    device = Path("/dev/urandom")
    rules = landlock.ruleset([shown, device])

    def attempts(_channel, _output):
        no_new_privileges()
        landlock.restrict(rules)
        with (
            socket.socket() as port,
            socket.socket(socket.AF_UNIX) as client,
            device.open() as open_,
        ):
            return [
                refusal(os.listdir, shown),
                refusal(os.listdir, tmp_path),
                refusal((shown / "new").symlink_to, "file"),
                refusal(os.truncate, shown / "file", 0),
                refusal(port.bind, ("127.0.0.1", 0)),
                refusal(fcntl.ioctl, open_, RNDGETENTCNT, bytes(4)),
                refusal(client.connect, name),
            ]

    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        try:
            found = in_child(attempts)
        finally:
            os.close(rules)
    assert found[:3] == ["", "EACCES", "EACCES"]
    for refused, since in zip(found[3:], (3, 4, 5, 6), strict=True):
        assert bool(refused) is (version >= since), since


@pytest.mark.skipif(abi < 4, reason="this kernel's Landlock knows no network (ABI 4)")
def test_no_port_can_be_bound_or_connected_to():
    with socket.create_server(("127.0.0.1", 0)) as server:
        rules = landlock.ruleset([])

        def attempts(_channel, _output):
            no_new_privileges()
            landlock.restrict(rules)
            with socket.socket() as one, socket.socket() as other:
                return [
                    refusal(one.connect, server.getsockname()),
                    refusal(other.bind, ("127.0.0.1", 0)),
                ]

        try:
            assert in_child(attempts) == ["EACCES", "EACCES"]
        finally:
            os.close(rules)


@pytest.mark.skipif(abi < 6, reason="this kernel's Landlock has no scopes (ABI 6)")
def test_no_process_outside_can_be_signalled_or_reached_by_an_abstract_socket():
    name = f"\0autograder-{os.getpid()}"
    rules = landlock.ruleset([])
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()

        def attempts(_channel, _output):
            no_new_privileges()
            landlock.restrict(rules)
            with socket.socket(socket.AF_UNIX) as client:
                return [refusal(os.kill, os.getppid(), 0), refusal(client.connect, name)]

        try:
            assert in_child(attempts) == ["EPERM", "EPERM"]
        finally:
            os.close(rules)


@pytest.mark.parametrize(
    ("number", "advice"),
    [
        (errno.ENOSYS, r"use Linux 5\.13 or newer"),
        (errno.EOPNOTSUPP, r"start the kernel with .*lsm=\.\.\."),
        (errno.EPERM, "this container forbids it: .* seccomp profile"),
    ],
)
def test_a_kernel_without_landlock_is_refused_with_what_to_do(monkeypatch, number, advice):
    def refused():
        ctypes.set_errno(number)
        return 0

    monkeypatch.setattr(landlock, "abi", refused)
    with pytest.raises(IsolationError, match=f"^There is no Landlock here: .*{advice}"):
        landlock.ruleset([])


@needs_landlock
def test_rules_that_do_not_exist_are_an_error():
    with pytest.raises(OSError, match="Landlock: "):
        landlock.restrict(-1)


# ----- which system calls: seccomp

X86_64, AARCH64, I386 = 0xC000003E, 0xC00000B7, 0x40000003
ARCHITECTURES = [X86_64, AARCH64]
ALLOW, EPERM, KILL = 0x7FFF0000, 0x00050000 | errno.EPERM, 0x80000000
X32 = 0x40000000  # the bit that marks a call of x86-64's second table


@pytest.fixture(scope="module")
def programs():
    return {architecture: syscalls.program(architecture) for architecture in ARCHITECTURES}


def verdict(program, architecture, number, *arguments):
    """What the kernel would do: the filter is run by a small machine for classic BPF."""
    arguments = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number & 0xFFFFFFFF, architecture, 0, *arguments)
    accumulator = at = 0
    while True:
        code, jump_true, jump_false, k = struct.unpack_from("<HBBI", program, 8 * at)
        at += 1
        if code == 0x20:  # load a word
            (accumulator,) = struct.unpack_from("<I", data, k)
        elif code == 0x54:
            accumulator &= k
        elif code == 0x05:
            at += k
        elif code == 0x06:
            return k
        else:
            holds = {
                0x15: accumulator == k,
                0x25: accumulator > k,
                0x35: accumulator >= k,
                0x45: bool(accumulator & k),
            }[code]
            at += jump_true if holds else jump_false


def number_of(architecture, name):
    return int(pyseccomp.resolve_syscall(architecture, name))


@pytest.fixture(params=ARCHITECTURES, ids=["x86_64", "aarch64"])
def decide(request, programs):
    """decide("openat", *arguments) is what the filter says; None where there is no such call."""
    architecture = request.param

    def decide(name, *arguments):
        number = number_of(architecture, name) if isinstance(name, str) else name
        if number < 0:
            return None
        return verdict(programs[architecture], architecture, number, *arguments)

    decide.architecture = architecture
    return decide


BY_ARGUMENTS = ["open", "openat", "sendto", "recvfrom", "fcntl", "ioctl", "prlimit64"]


@needs_seccomp
def test_what_is_named_is_allowed_and_everything_else_is_not(decide):
    named = {number_of(decide.architecture, name) for name in syscalls.ALLOWED}
    special = {number_of(decide.architecture, name) for name in BY_ARGUMENTS}
    for number in set(range(1000)) - special:
        assert decide(number) == (ALLOW if number in named else EPERM), number


DENIED = """
fork vfork clone clone3 execve execveat
ptrace process_vm_readv process_vm_writev process_madvise kcmp
kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo pidfd_open pidfd_send_signal pidfd_getfd
socket socketpair connect bind listen accept accept4 sendmsg recvmsg sendmmsg setsockopt
memfd_create memfd_secret shmget shmat shmctl msgget semget mq_open
setrlimit prctl seccomp personality capset setuid setgid setgroups setresuid setns unshare
chroot pivot_root mount umount2 move_mount open_tree fsopen swapon reboot sethostname settimeofday
openat2 creat truncate ftruncate fallocate rename renameat renameat2 unlink unlinkat mkdir mkdirat
rmdir link linkat symlink symlinkat mknod mknodat chmod fchmod fchmodat chown fchown fchownat
utimensat setxattr name_to_handle_at open_by_handle_at inotify_init1 fanotify_init
sendfile splice tee vmsplice copy_file_range
bpf perf_event_open userfaultfd io_uring_setup io_uring_enter io_setup keyctl add_key request_key
init_module finit_module delete_module kexec_load syslog quotactl iopl ioperm
landlock_create_ruleset landlock_add_rule landlock_restrict_self
sched_setaffinity sched_setscheduler setpriority ioprio_set mlock mlockall mbind
""".split()


@needs_seccomp
@pytest.mark.parametrize("name", DENIED)
def test_what_could_reach_out_is_denied(decide, name):
    for argument in (0, 1, 0x10000, 0xFFFFFFFFFFFFFFFF):
        assert decide(name, argument, argument, argument) in (EPERM, None)


@needs_seccomp
def test_a_call_of_another_table_kills(programs):
    for number in (0, 1, 11, 59):
        assert verdict(programs[X86_64], I386, number) == KILL
        assert verdict(programs[X86_64], AARCH64, number) == KILL
        assert verdict(programs[AARCH64], X86_64, number) == KILL
        assert verdict(programs[X86_64], X86_64, number | X32) == KILL


@needs_seccomp
@pytest.mark.parametrize("flags", [os.O_RDONLY, os.O_RDONLY | 0x80000 | 0x10000 | 0x4000])
def test_files_can_be_opened_for_reading(decide, flags):
    assert decide("open", 0, flags) in (ALLOW, None)
    assert decide("openat", 0, 0, flags) == ALLOW


@needs_seccomp
@pytest.mark.parametrize("name", ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC", "O_APPEND"])
def test_files_cannot_be_opened_for_writing(decide, name):
    flags = getattr(os, name)
    for more in (0, os.O_CLOEXEC, 0xFFFFFFFF00000000):
        assert decide("open", 0, flags | more) in (EPERM, None)
        assert decide("openat", 0, 0, flags | more) == EPERM


@needs_seccomp
@pytest.mark.parametrize("name", ["sendto", "recvfrom"])
def test_the_channel_carries_plain_bytes_without_flags_or_addresses(decide, name):
    buffer, address = 0x7FFF00000000, 0x7FFF00001000
    assert decide(name, CHANNEL, buffer, 100, 0, 0, 0) == ALLOW
    assert decide(name, CHANNEL, buffer, 100, socket.MSG_OOB, 0, 0) == EPERM
    assert decide(name, CHANNEL, buffer, 100, 0, address, 0) == EPERM
    assert decide(name, CHANNEL, buffer, 100, 0, address, 16) == EPERM


@needs_seccomp
def test_a_descriptor_is_asked_what_concerns_this_process_alone(decide):
    is_a_terminal, close_on_exec, keep_on_exec, do_not_block = 0x5401, 0x5451, 0x5450, 0x5421
    asked = {is_a_terminal, close_on_exec, keep_on_exec, do_not_block}
    for request in range(0x5400, 0x5480):
        assert decide("ioctl", 0, request) == (ALLOW if request in asked else EPERM), request
    names = "DUPFD GETFD SETFD GETFL SETFL DUPFD_CLOEXEC".split()
    asked = {getattr(fcntl, f"F_{name}") for name in names}
    for command in (*range(40), *range(1024, 1050)):
        assert decide("fcntl", 0, command) == (ALLOW if command in asked else EPERM), command


@needs_seccomp
def test_one_s_own_limits_can_be_read_and_not_set(decide):
    address = 0x7FFF00000000
    assert decide("prlimit64", 0, resource.RLIMIT_AS, 0, address) == ALLOW
    assert decide("prlimit64", 0, resource.RLIMIT_AS, address, 0) == EPERM
    assert decide("prlimit64", 1234, resource.RLIMIT_AS, 0, address) == EPERM


@needs_seccomp
def test_the_filter_of_this_machine_is_made_when_no_other_is_asked_for():
    native = int(pyseccomp.system_arch())
    assert syscalls.program() == syscalls.program(native)


def test_without_libseccomp_the_error_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(IsolationError, match="libseccomp is missing: install it"):
        syscalls.program()


# ----- descriptors, limits, privileges


@pytest.fixture
def cell():
    """A jail for this process, as a server prepares it."""
    if not abi or pyseccomp is None:
        pytest.skip("this machine has no Landlock or no libseccomp")
    prepared = Jail.prepare(plan.make(drop=True))
    yield prepared
    os.close(prepared.rules)


@pytest.mark.parametrize("drop", [True, False])
def test_a_plan_fits_the_machine(cell, drop):
    made = plan.make(drop=drop)
    drops = drop and os.geteuid() == 0
    assert made.uid == (NOBODY if drops else None)
    assert len(made.filters) % 8 == 0
    assert not (made.may_search and not drops)


def test_a_plan_crosses_to_the_server(cell):
    data = msgspec.json.encode(cell.plan)
    assert msgspec.json.decode(data, type=Plan | None) == cell.plan
    assert len(data) < PACKET_BYTES


def test_a_worker_may_read_python_numpy_and_system_libraries_and_nothing_above_them(cell):
    python = {Path(sysconfig.get_path(name)).resolve() for name in ("stdlib", "platstdlib")}
    numpy = Path(np.__file__).resolve().parents[1]
    system = [Path(path).resolve() for path in ("/usr/lib", "/lib")]
    shown = [Path(path) for path in cell.plan.readable]
    folders = {path for path in shown if path.is_dir()}
    assert python | {numpy} <= folders
    for path in folders - python - {numpy}:
        assert any(path.is_relative_to(top) and path != top for top in system), path
    files = {path for path in shown if path.is_file()}
    assert all(".so" in path.name for path in files)
    assert not any(Path(__file__).resolve().is_relative_to(path) for path in shown)


def test_only_linux_can_lock_student_code_in(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(IsolationError, match=r"on Linux only: .* on macOS in a container"):
        plan.make(drop=True)


def test_a_worker_keeps_its_channel_its_output_and_the_rules(cell):
    def keep(channel, output):
        expected = [os.fstat(fd).st_ino for fd in (channel, output)]
        opened = [os.dup(output) for _ in range(50)]
        os.dup2(output, 200)
        cell._keep_only(channel, output)
        found = [fd for fd in range(1000) if not refusal(os.fstat, fd)]
        kept = [os.fstat(fd).st_ino for fd in (CHANNEL, OUTPUT)]
        null = Path(os.devnull).stat()
        standard = [os.fstat(fd).st_rdev == null.st_rdev for fd in (0, 1, 2)]
        return [len(opened), found, kept == expected, standard]

    assert in_child(keep, locks_in=True) == [50, [0, 1, 2, 3, 4, 5], True, [True] * 3]


def limits_of(names):
    return [list(resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))) for name in names]


def test_a_worker_has_little_of_everything():
    names = "CPU AS FSIZE NOFILE CORE STACK MEMLOCK MSGQUEUE NPROC".split()

    def limit(_channel, _output):
        jail._limit(1 << 40, 7)
        return limits_of(names)

    found = in_child(limit)
    wanted = [7, 1 << 40, 0, 32, 0, 8 * MIB, 0, 0, 0]
    for name, (soft, hard), at_most in zip(names, found, wanted, strict=True):
        assert soft == hard <= at_most, name


def test_a_limit_that_is_lower_already_stays():
    def limit(_channel, _output):
        resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
        jail._limit(1 << 40, 7)
        return limits_of(["NOFILE"])

    assert in_child(limit) == [[16, 16]]


def capabilities():
    lines = Path("/proc/self/status").read_text().splitlines()
    return {line[:6]: int(line.split()[1], 16) for line in lines if line.startswith("Cap")}


def test_an_ordinary_user_keeps_no_capability():
    def drop(_channel, _output):
        before = os.getresuid()
        Jail(Plan((), b"", None, False), 0)._drop_privileges()
        return [os.getresuid() == before, capabilities()]

    same, left = in_child(drop)
    assert same
    assert (left["CapEff"], left["CapPrm"], left["CapInh"]) == (0, 0, 0)


@needs_root
@pytest.mark.parametrize("may_search", [False, True])
def test_root_becomes_nobody_who_may_search_folders_at_most(may_search):
    if may_search and not capabilities()["CapEff"] & 1 << 2:
        pytest.skip("this root may not search every folder")

    def drop(_channel, _output):
        Jail(Plan((), b"", NOBODY, may_search), 0)._drop_privileges()
        return [os.getresuid(), os.getresgid(), os.getgroups(), capabilities()]

    uids, gids, groups, left = in_child(drop)
    assert (uids, gids, groups) == ([NOBODY] * 3, [NOBODY] * 3, [])
    assert left["CapEff"] == left["CapPrm"] == may_search << 2
    assert left["CapInh"] == left["CapAmb"] == 0


def test_a_privilege_that_cannot_be_dropped_or_kept_is_an_error():
    """A worker that is not locked in must not go on."""

    def drop(_channel, _output):
        Jail(Plan((), b"", None, False), 0)._drop_privileges()
        return [
            refusal(Jail(Plan((), b"", NOBODY - 1, False), 0)._drop_privileges),
            refusal(Jail(Plan((), b"", None, True), 0)._drop_privileges),
        ]

    assert in_child(drop) == ["EPERM", "EPERM"]


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "readable"),
    [
        (0o711, 0o604, True),
        (0o755, 0o644, True),
        (0o744, 0o644, False),
        (0o722, 0o644, False),
        (0o700, 0o644, False),
        (0o755, 0o640, False),
        (0o755, 0o643, False),
    ],
)
def test_others_can_read_what_they_can_walk_to(folder_mode, file_mode, readable):
    top = Path(tempfile.gettempdir()).resolve()
    if not plan.others_can_read((top,)):
        pytest.skip(f"others cannot walk to {top} here")
    with tempfile.TemporaryDirectory() as name:
        file = Path(name).resolve() / "file"
        file.touch()
        file.chmod(file_mode)
        file.parent.chmod(folder_mode)
        try:
            assert plan.others_can_read((top, file, top / "missing")) is readable
        finally:
            file.parent.chmod(0o700)


def test_who_may_search_every_folder_is_told_by_the_kernel():
    def drop(_channel, _output):
        before = [plan._can_search(), bool(capabilities()["CapEff"] & 1 << 2)]
        Jail(Plan((), b"", None, False), 0)._drop_privileges()
        return [*before, plan._can_search()]

    found, expected, afterwards = in_child(drop)
    assert found == expected
    assert not afterwards


def test_a_worker_dies_with_its_server():
    read, write = os.pipe()
    server = forked()
    if not server:
        try:
            if not os.fork():
                jail.die_with_parent()
                os.write(write, b"ready")
                time.sleep(60)
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb", buffering=0) as pipe:
        assert select.select([pipe], [], [], 20)[0]
        said = pipe.read(10)
        assert said in (b"ready", b"")  # the server may be gone before its worker has begun
        assert select.select([pipe], [], [], 20)[0]
        assert pipe.read(10) == b""
    os.waitpid(server, 0)


def test_a_worker_whose_server_is_gone_already_goes_too(monkeypatch):
    monkeypatch.setattr(os, "getppid", lambda: 1)
    child = forked()
    if not child:
        jail.die_with_parent()
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 1


def test_the_memory_of_the_grader_is_its_own():
    def hide(_channel, _output):
        before = prctl(3)  # PR_GET_DUMPABLE
        jail.hide_memory()
        return [before, prctl(3)]

    assert in_child(hide)[1] == 0


def test_where_memory_cannot_be_hidden_nothing_is_tried(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    before = prctl(3)
    jail.hide_memory()
    assert prctl(3) == before


def test_a_refusal_of_the_kernel_is_an_error():
    with pytest.raises(OSError, match=r"prctl\(-1\)"):
        jail._prctl(-1, 0)


def test_a_worker_that_is_locked_in_can_compute_and_nothing_else(cell, tmp_path):
    limit = 1024 * MIB + launcher._address_space(os.getpid())
    (tmp_path / "secret").write_text("secret")
    elsewhere = os.open(tmp_path, os.O_RDONLY)

    def attempts(channel, output):
        cell.lock_in(channel, output, limit, 5)
        return {
            "NumPy": "" if np.tanh(np.zeros((3, 3))).sum() == 0.0 else "no",
            "a random number": refusal(os.urandom, 8),
            "the time": refusal(time.sleep, 0.001),
            "a file of NumPy's": refusal(Path(np.__file__).read_bytes),
            "a file of Python's": refusal(Path(json.__file__).read_bytes),
            "its channel": refusal(os.write, CHANNEL, b"x"),
            # From here on nothing works.
            "an open folder": refusal(os.listdir, elsewhere),
            "the secret": refusal((tmp_path / "secret").read_text),
            "this test": refusal(Path(__file__).read_text),
            "the folder /": refusal(os.listdir, "/"),
            "its environment": refusal(Path("/proc/self/environ").read_bytes),
            "a new file": refusal((tmp_path / "new").write_text, ""),
            "memory": refusal(bytes, 4096 * MIB),
            "a socket": refusal(socket.socket),
            "a thread": refusal(threading.Thread(target=int).start),
            "a process": refusal(os.fork),
            "a program": refusal(os.execv, sys.executable, ["python"]),
            "a signal": refusal(os.kill, os.getpid(), 0),
            "a signal to its parent": refusal(os.kill, os.getppid(), signal.SIGKILL),
            "memory without a limit": refusal(os.memfd_create, "x"),
            "a higher limit": refusal(resource.setrlimit, resource.RLIMIT_CPU, (9, 9)),
            "another uid": refusal(os.setuid, 0),
        }

    try:
        found = in_child(attempts, locks_in=True)
    finally:
        os.close(elsewhere)
    works = [attempt for attempt, refused in found.items() if not refused]
    assert works == list(found)[:6]
    assert not (tmp_path / "new").exists()


def test_a_worker_that_is_locked_in_has_its_limits_and_no_privilege(cell):
    wanted = 64 * MIB + launcher._address_space(os.getpid())

    def look(channel, output):
        cell.lock_in(channel, output, wanted, 5)
        with contextlib.suppress(OSError):
            os.setgroups([0])
        found = limits_of(["AS", "CPU"])
        return [*found, os.getuid(), os.getgroups() == [0]]

    space, cpu, uid, may_regain = in_child(look, locks_in=True)
    assert space == [wanted] * 2
    assert cpu == [5, 5]
    assert uid == (os.getuid() or NOBODY)
    assert not may_regain
