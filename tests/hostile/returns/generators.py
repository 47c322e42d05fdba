# /// attack
# tries = "returns generators, iterators, coroutines and functions that never end"
# score = 66.25
# status = ["invalid_return"]
# ///
import itertools


def predict_tokens(logits, vocabulary):
    return itertools.repeat("x")


async def softmax(z):
    return z


def cross_entropy(logits, targets):
    while True:
        yield 0.0
