# /// attack
# tries = "has an exception be its own cause, below a traceback of thousands of frames"
# score = 83.75
# status = ["raised"]
# ///
def _deep(n):
    if n:
        return _deep(n - 1)
    first, second = ValueError(1), ValueError(2)
    first.__cause__, second.__cause__ = second, first
    first.__context__, second.__context__ = second, first
    raise first


def softmax(z):
    sys.setrecursionlimit(20000)
    _deep(10000)
