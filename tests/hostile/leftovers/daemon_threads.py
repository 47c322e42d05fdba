# /// attack
# tries = "leaves threads behind that go on after the last call: daemons, timers, pools"
# score = "full"
# bites = true
# ///
import multiprocessing.pool
import threading

for make in (
    lambda: threading.Thread(target=int, daemon=True).start(),
    lambda: threading.Thread(target=int).start(),
    lambda: threading.Timer(60, int).start(),
    lambda: multiprocessing.pool.ThreadPool(2),
):
    try:
        make()
    except (RuntimeError, OSError):
        continue
    breach("a thread that goes on")
