# /// attack
# tries = "stays below the limit of one call in every call"
# hasty = true
# score_at_most = 80
# status = ["timed_out", "not_run"]
# ///
import time

right = rnn_step


def rnn_step(*arguments):
    time.sleep(0.3)
    return right(*arguments)
