# /// attack
# tries = "takes every built-in away from the worker, then raises"
# score_at_most = 83.75
# status = ["raised", "crashed", "invalid_return"]
# ///
import builtins


def softmax(z):
    error = ValueError("x")
    vars(builtins).clear()
    raise error
