# /// attack
# tries = "changes its limits, and those of the server, the grader and process 1"
# score = "full"
# ///
import resource
import struct

for who in (0, os.getpid(), os.getppid(), int("@SERVER@"), int("@GRADER@"), 1):
    for limit in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE):
        refused("prlimit", call, "prlimit", who, limit, struct.pack("2Q", 1, 1), None)
        if who not in (0, os.getpid()):
            refused("reading a limit", call, "prlimit", who, limit, None, bytes(16))
refused("setrlimit", call, "setrlimit", resource.RLIMIT_CPU, struct.pack("2Q", 1, 1))
refused("its priority", os.setpriority, os.PRIO_PROCESS, 0, -20)
refused("the grader's priority", os.setpriority, os.PRIO_PROCESS, int("@GRADER@"), 19)
refused("its processors", os.sched_setaffinity, 0, {0})
refused("the grader's processors", os.sched_setaffinity, int("@GRADER@"), {0})
refused("its scheduler", os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))
