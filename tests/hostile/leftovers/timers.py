# /// attack
# tries = "leaves timers and alarms that strike after its end"
# score = "full"
# ///
import signal

signal.signal(signal.SIGALRM, signal.SIG_IGN)
signal.signal(signal.SIGVTALRM, signal.SIG_IGN)
signal.alarm(1)
signal.setitimer(signal.ITIMER_VIRTUAL, 0.001, 0.001)
timer = ctypes.c_void_p()
for _ in range(1000):
    _libc.timer_create(1, None, ctypes.byref(timer))
