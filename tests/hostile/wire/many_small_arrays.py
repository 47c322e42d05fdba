# /// attack
# tries = "answers with every list, text and array that a message may hold"
# score_at_most = 83.75
# status = ["crashed", "invalid_return"]
# ///
def softmax(z):
    if z.ndim == 1:
        return [np.zeros((0,) * 20)] * 5000
    return [[[]] * 20_000] * 3 + ["", b"", 0.5] * 20_000
