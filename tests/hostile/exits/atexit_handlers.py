# /// attack
# tries = "acts when the interpreter ends: at exit, in a destructor, in a thread"
# score = "full"
# ///
import atexit
import threading

atexit.register(breach, "an exit handler ran")
threading._register_atexit(breach, "a thread's exit handler ran")


class Last:
    def __del__(self):
        breach("a destructor ran at the end")


keep = Last()
