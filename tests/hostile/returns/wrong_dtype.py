# /// attack
# tries = "returns right values of another type: float32, longdouble, complex, object, big-endian"
# score_at_most = 95
# status = ["invalid_return"]
# ///
right = softmax
KINDS = [np.float32, np.longdouble, complex, np.float16, np.clongdouble]


def softmax(z):
    KINDS.insert(0, KINDS.pop())
    return right(z).astype(KINDS[0])
