# /// attack
# tries = "returns arrays that reach far outside their own memory"
# score = 83.75
# status = ["invalid_return", "crashed"]
# ///
def softmax(z):
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 18,), (1 << 12,))
