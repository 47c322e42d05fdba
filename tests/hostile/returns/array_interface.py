# /// attack
# tries = "returns objects that become an array when asked, each time another one"
# score = 68.75
# status = ["invalid_return"]
# ///
class Lazy:
    def __array__(self, *arguments, **named):
        breach("__array__ was asked")
        return np.zeros(3)

    @property
    def __array_interface__(self):
        breach("__array_interface__ was asked")
        return {"shape": (1 << 40,), "typestr": "<f8", "data": (0, False), "version": 3}

    __array_struct__ = __array_interface__


def softmax(z):
    return Lazy()


def cross_entropy(logits, targets):
    return [Lazy()]
