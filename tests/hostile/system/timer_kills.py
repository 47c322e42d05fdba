# /// attack
# tries = "kills itself by a timer, as if something outside of the sandbox had done it"
# score = "full"
# ///
import errno

libc = ctypes.CDLL(None, use_errno=True)
SIGEV_SIGNAL, SIGKILL, CLOCK_MONOTONIC = 0, 9, 1


class Event(ctypes.Structure):
    _fields_ = [("value", ctypes.c_uint64), ("signal", ctypes.c_int), ("notify", ctypes.c_int), ("rest", ctypes.c_char * 48)]


timer = ctypes.c_void_p()
event = Event(0, SIGKILL, SIGEV_SIGNAL)
if libc.timer_create(CLOCK_MONOTONIC, ctypes.byref(event), ctypes.byref(timer)) == 0:
    breach("a timer that kills")
