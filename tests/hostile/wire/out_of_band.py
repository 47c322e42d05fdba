# /// attack
# tries = "sends out-of-band bytes, which wake a reader and cannot be read"
# hasty = true
# score_at_most = 100
# status = ["crashed", "timed_out", "not_run"]
# ///
right = softmax


def softmax(z):
    try:
        call("send", 3, b"x", 1, 1)
    except OSError:
        pass
    return right(z)
