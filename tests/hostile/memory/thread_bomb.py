# /// attack
# tries = "starts threads until the machine has no process ids left"
# score = "full"
# ///
import _thread
import concurrent.futures
import threading

gate = threading.Event()
for _ in range(1000):
    try:
        _thread.start_new_thread(gate.wait, ())
    except (RuntimeError, MemoryError):
        break
    breach("a thread")
gate.set()
try:
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        breach(f"a pool of threads: {pool.submit(int).result()}")
except RuntimeError:
    pass
