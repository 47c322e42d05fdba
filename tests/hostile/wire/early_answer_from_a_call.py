# /// attack
# tries = "answers the next call together with its own"
# score_at_most = 83.75
# status = ["crashed"]
# ///
right = softmax


def softmax(z):
    send_answer("returned", value(right(z)), b"")
    return right(z)
