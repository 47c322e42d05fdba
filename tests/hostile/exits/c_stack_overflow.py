# /// attack
# tries = "overflows the C stack"
# score = 83.75
# status = ["raised", "crashed"]
# ///
class Deep:
    def __repr__(self):
        return repr(Deep())


def softmax(z):
    sys.setrecursionlimit(10**8)
    repr(Deep())
