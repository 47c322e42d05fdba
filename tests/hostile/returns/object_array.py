# /// attack
# tries = "returns arrays of objects, of texts, of records and of times"
# score_at_most = 83.75
# status = ["invalid_return"]
# ///
class Equal:
    __eq__ = lambda self, other: True
    __abs__ = __sub__ = __rsub__ = lambda self, *_: 0
    __le__ = __ge__ = lambda self, other: True


KINDS = [
    lambda z: np.array([Equal()] * z.size, dtype=object),
    lambda z: np.array(["0.5"] * z.size),
    lambda z: np.zeros(z.shape, dtype=[("p", float), ("o", object)]),
    lambda z: np.zeros(z.shape, dtype="datetime64[ns]"),
    lambda z: np.zeros(z.shape, dtype="V8"),
    lambda z: np.zeros(z.shape, dtype="S8"),
    lambda z: np.rec.array(np.zeros(3, dtype=[("p", float)])),
]


def softmax(z):
    KINDS.insert(0, KINDS.pop())
    return KINDS[0](z)
