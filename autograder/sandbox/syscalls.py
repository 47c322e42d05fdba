"""Which system calls a worker may make: a seccomp allow-list, built once and loaded by each worker.

Everything that is not named here fails with EPERM; a call of another architecture's table kills.
"""

from __future__ import annotations

import errno
import os
import tempfile

from autograder.errors import IsolationError

ALLOWED = """
read write readv writev pread64 pwrite64 close fstat newfstatat stat lstat statx lseek
mmap mprotect munmap brk mremap madvise membarrier
rt_sigaction rt_sigprocmask rt_sigreturn sigaltstack restart_syscall
access faccessat faccessat2 readlink readlinkat getcwd chdir fchdir getdents64
dup dup2 dup3 select pselect6 poll ppoll pipe pipe2 eventfd2
epoll_create1 epoll_ctl epoll_wait epoll_pwait
nanosleep clock_nanosleep clock_gettime clock_getres gettimeofday time times
alarm setitimer getitimer
getpid gettid getppid getuid geteuid getgid getegid getresuid getresgid getgroups
uname sysinfo getrusage getrlimit getrandom getcpu umask
exit exit_group futex set_robust_list get_robust_list rseq sched_yield sched_getaffinity
set_tid_address arch_prctl
""".split()
# Not here on purpose: kill, tkill, tgkill (a neighbour's or the server's process), timer_create (it
# sends SIGKILL, by which a death from outside is told), clone, fork and execve (threads too: no
# limit counts those of one worker, and a thread outlives its call), socket, memfd_create (its pages
# escape RLIMIT_AS), shared memory, setrlimit, ioctl but for four requests.

# Bits of open's flags. Older Landlock (ABI 1 and 2) does not know truncation, and
# O_RDONLY | O_TRUNC would empty a file of the instructor's own environment.
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# What a descriptor is asked for without telling anyone else: no owner and signal to send (F_SETOWN,
# F_SETSIG reach other processes), no locks (they outlive the worker on a shared file).
FCNTLS = (0, 1, 2, 3, 4, 1030)  # F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC
IOCTLS = (0x5401, 0x5450, 0x5451, 0x5421)  # TCGETS (isatty), FIONCLEX, FIOCLEX, FIONBIO: no TIOCSTI


def program(architecture: int | None = None) -> bytes:
    """The filter as BPF instructions, for this machine or another libseccomp `Arch`.

    Raises:
        IsolationError: libseccomp is missing.
    """
    try:
        import pyseccomp as seccomp
    except (ImportError, RuntimeError, OSError) as error:
        raise IsolationError(
            "libseccomp is missing: install it (Debian and Ubuntu: apt install libseccomp2) "
            "or grade with --no-sandbox."
        ) from error

    native = seccomp.system_arch()
    target = architecture or native
    rules = seccomp.SyscallFilter(seccomp.ERRNO(errno.EPERM))
    if target != native:
        rules.add_arch(target)
        rules.remove_arch(native)
    rules.set_attr(seccomp.Attr.ACT_BADARCH, seccomp.KILL_PROCESS)

    def exists(name: str) -> bool:
        return int(seccomp.resolve_syscall(target, name)) >= 0

    for name in ALLOWED:
        if exists(name):
            rules.add_rule(seccomp.ALLOW, name)
    for name, argument in (("open", 1), ("openat", 2)):
        if exists(name):
            reading = seccomp.Arg(argument, seccomp.MASKED_EQ, WRITING, 0)
            rules.add_rule(seccomp.ALLOW, name, reading)
    # What Python's socket.send and socket.recv become on the one socket that a worker has: without
    # flags (out-of-band data has had holes) and without an address.
    for name in ("sendto", "recvfrom"):
        plain = (seccomp.Arg(3, seccomp.EQ, 0), seccomp.Arg(4, seccomp.EQ, 0))
        rules.add_rule(seccomp.ALLOW, name, *plain)
    for command in FCNTLS:
        rules.add_rule(seccomp.ALLOW, "fcntl", seccomp.Arg(1, seccomp.EQ, command))
    for request in IOCTLS:
        rules.add_rule(seccomp.ALLOW, "ioctl", seccomp.Arg(1, seccomp.EQ, request))
    # Reading one's own limits only: a neighbour's would be a way to fail the next submission.
    rules.add_rule(
        seccomp.ALLOW, "prlimit64", seccomp.Arg(0, seccomp.EQ, 0), seccomp.Arg(2, seccomp.EQ, 0)
    )
    with tempfile.TemporaryFile() as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
