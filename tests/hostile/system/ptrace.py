# /// attack
# tries = "traces the server, the grader and itself"
# score = "full"
# ///
PTRACE_TRACEME, PTRACE_ATTACH, PTRACE_SEIZE = 0, 16, 0x4206
_libc.ptrace.argtypes = [ctypes.c_long] * 4
for who in (os.getppid(), int("@SERVER@"), int("@GRADER@"), 1):
    refused("attaching", call, "ptrace", PTRACE_ATTACH, who, 0, 0)
    refused("seizing", call, "ptrace", PTRACE_SEIZE, who, 0, 0)
refused("being traced", call, "ptrace", PTRACE_TRACEME, 0, 0, 0)
