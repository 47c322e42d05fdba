# /// attack
# tries = "ignores and blocks every signal that it can, then loops"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
import signal

for number in signal.valid_signals():
    try:
        signal.signal(number, lambda *_: None)
    except (OSError, ValueError):
        pass
signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())


def softmax(z):
    while True:
        pass
