# /// attack
# tries = "returns signalling and negative nans, and complex numbers that hide one"
# score = 70
# ///
def softmax(z):
    return np.full(z.shape, 0x7FF0000000000001, dtype=np.uint64).view(float)


def cross_entropy(logits, targets):
    return complex(0, float("nan")) if len(targets) % 2 else np.uint64(0xFFF8 << 48).view(float)
