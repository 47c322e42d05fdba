# /// attack
# tries = "stops and turns back the clocks in its own process"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
import time

for name in ("time", "monotonic", "perf_counter", "process_time", "clock_gettime", "thread_time"):
    setattr(time, name, lambda *_: 0.0)


def softmax(z):
    while True:
        pass
