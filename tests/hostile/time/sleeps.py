# /// attack
# tries = "sleeps, which costs no CPU time"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
import time


def softmax(z):
    time.sleep(10**6)
