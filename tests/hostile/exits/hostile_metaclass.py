# /// attack
# tries = "lies about the name and the ancestors of its exception"
# score = 83.75
# status = ["raised", "crashed"]
# never = ["AssertionError"]
# ///
class Lying(type):
    __name__ = property(lambda cls: 1 / 0)
    __mro__ = property(lambda cls: ())

    def __instancecheck__(cls, other):
        return True

    def __eq__(cls, other):
        return True

    def __hash__(cls):
        return 0


class Liar(BaseException, metaclass=Lying):
    @property
    def __class__(self):
        return AssertionError


def softmax(z):
    raise Liar("passed")
