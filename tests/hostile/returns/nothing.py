# /// attack
# tries = "returns None, NotImplemented, ..., and the function itself"
# score_at_most = 66.25
# status = ["invalid_return"]
# ///
def softmax(z):
    return [None, NotImplemented, ..., softmax][z.size % 4]


def cross_entropy(logits, targets):
    return None


def predict_tokens(logits, vocabulary):
    return None
