# /// attack
# tries = "returns an object that is equal to everything and has every attribute"
# score = 83.75
# status = ["invalid_return"]
# ///
class Equal:
    def __eq__(self, other):
        return True

    def __le__(self, other):
        return True

    def __getattr__(self, name):
        return self

    def __call__(self, *arguments):
        return self

    def __len__(self):
        return 3

    def __iter__(self):
        return iter([self])

    __hash__ = None
    shape, dtype, ndim = (3,), np.dtype(float), 1


def softmax(z):
    return Equal()
