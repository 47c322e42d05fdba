# /// attack
# tries = "returns objects whose __class__ says array and float"
# score = 68.75
# status = ["invalid_return"]
# ///
class Array:
    __class__ = np.ndarray
    shape, dtype, ndim, nbytes, size = (3,), np.dtype(float), 1, 0, 3

    def tobytes(self):
        return bytes(24)


class Float:
    __class__ = float


def softmax(z):
    return Array()


def cross_entropy(logits, targets):
    return Float()
