# /// attack
# tries = "returns objects whose type's name raises, is no text, or carries an argument"
# score = 68.75
# status = ["invalid_return", "crashed"]
# never = ["LEAK"]
# ///
class Nameless(type):
    @property
    def __name__(cls):
        raise SystemExit(0)


class Lie(metaclass=Nameless):
    pass


def softmax(z):
    return Lie()


def cross_entropy(logits, targets):
    return type(f"LEAK{logits.tolist()}", (), {})()
