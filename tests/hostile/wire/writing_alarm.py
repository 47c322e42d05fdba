# /// attack
# tries = "has an alarm write garbage to the channel while the worker works, and afterwards"
# score_at_most = 83.75
# status = ["crashed"]
# ///
import signal


def softmax(z):
    signal.signal(signal.SIGALRM, lambda *_: os.write(3, b"\x05\x00\x00\x00\x92\x00\xa6passed"))
    signal.setitimer(signal.ITIMER_REAL, 0.0005, 0.0005)
    while True:
        pass
