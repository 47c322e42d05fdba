# /// attack
# tries = "returns (1, 1) and 0-d arrays for a number, columns for rows, and empty arrays"
# score = 68.75
# ///
right = softmax
right_loss = cross_entropy
SHAPES = [(1, 1), (1,), ()]


def softmax(z):
    return [right(z)[..., None], right(z)[None], np.zeros(0), np.zeros((0, 1 << 40))][z.size % 4]


def cross_entropy(logits, targets):
    return np.full(SHAPES[len(targets) % 3], right_loss(logits, targets))
