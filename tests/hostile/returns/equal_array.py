# /// attack
# tries = "returns an array that is equal to everything"
# score = 83.75
# status = ["invalid_return"]
# ///
class Equal(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __array_ufunc__(self, ufunc, method, *inputs, **named):
        return np.zeros(()) if ufunc is not np.less_equal else np.True_

    def __array_function__(self, function, types, args, kwargs):
        return np.True_


def softmax(z):
    return np.zeros(z.shape).view(Equal)
