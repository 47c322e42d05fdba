# /// attack
# tries = "signals the server, the grader, its group and everybody, by every call there is"
# score = "full"
# bites = true
# ///
import signal

for who in (os.getppid(), int("@SERVER@"), int("@GRADER@"), -1, 0, 1, os.getpid()):
    refused(f"kill {who}", os.kill, who, 0)
    refused(f"tkill {who}", call, "tgkill", who, who, 0)
refused("its group", os.killpg, 0, 0)
refused("its parent's group", os.killpg, int("@SERVER@"), 0)
refused("a thread's signal", signal.pthread_kill, __import__("threading").get_ident(), 0)
refused("a queued signal", call, "sigqueue", os.getppid(), 0, None)
refused("a signal by descriptor", signal.pidfd_send_signal, 3, 0)
