# /// attack
# tries = "patches built-in functions, so that comparisons and lengths come out right"
# score_at_most = 83.75
# status = ["crashed", "raised", "invalid_return"]
# ///
import builtins

right = softmax


def softmax(z):
    builtins.len = lambda thing: 3
    builtins.isinstance = lambda *_: True
    builtins.all = builtins.any = lambda *_: True
    builtins.type = lambda *_: np.ndarray
    builtins.AssertionError = ZeroDivisionError
    builtins.callable = lambda _: True
    return z
