# /// attack
# tries = "goes on computing after a call has returned, in the handler of an alarm"
# hasty = true
# score_at_most = 100
# status = ["timed_out", "not_run", "crashed"]
# ///
import signal

right = rnn_step


def _spin(*_):
    while True:
        pass


def rnn_step(*arguments):
    signal.signal(signal.SIGALRM, _spin)
    signal.setitimer(signal.ITIMER_REAL, 0.002)
    return right(*arguments)
