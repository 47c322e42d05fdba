# /// attack
# tries = "has timers interrupt the worker's own code with exceptions, for ever"
# score_at_most = 100
# load = "any"
# status = ["raised", "crashed", "invalid_return", "timed_out", "not_run"]
# hasty = true
# ///
import signal


def _strike(*_):
    raise SystemExit(0)


def softmax(z):
    signal.signal(signal.SIGALRM, _strike)
    signal.signal(signal.SIGPROF, _strike)
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    return z
