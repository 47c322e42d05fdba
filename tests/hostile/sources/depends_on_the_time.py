# /// attack
# tries = "is right in office hours only"
# score = 85
# ///
import time

right = softmax


def softmax(z):
    return right(z) if time.time() < 1_000_000_000 else z
