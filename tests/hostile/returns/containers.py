# /// attack
# tries = "returns lists, tuples and dicts of its own that lie about length and entries"
# score_at_most = 81.25
# status = ["invalid_return"]
# ///
import collections


class List(list):
    __eq__ = lambda self, other: True
    __len__ = lambda self: 10**9
    __iter__ = lambda self: iter(int, 1)


class Dict(dict):
    __missing__ = lambda self, key: 1
    items = lambda self: iter([("a", 1)] * 10**9)


def predict_tokens(logits, vocabulary):
    return List(["x"])


def softmax(z):
    return Dict() if z.ndim == 1 else collections.namedtuple("T", "a b")(1, 2)
