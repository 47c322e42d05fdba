# /// attack
# tries = "reads the grader's next question itself"
# hasty = true
# score_at_most = 83.75
# status = ["crashed", "timed_out", "not_run"]
# never = ["LEAK"]
# ///
import signal


def _read(*_):
    print("LEAK", os.read(3, 1 << 16))


def softmax(z):
    signal.signal(signal.SIGALRM, _read)
    signal.setitimer(signal.ITIMER_REAL, 0.0001, 0.0001)
    return z
