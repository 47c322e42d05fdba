# /// attack
# tries = "backtracks for ever in C"
# hasty = true
# score_at_most = 65
# status = ["timed_out", "not_run"]
# ///
import re


def softmax(z):
    return re.match("(a|a)*(a|a)*b", "a" * 64)
