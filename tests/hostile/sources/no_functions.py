# /// attack
# tries = "has numbers, classes and modules where functions are asked for"
# score = 0
# status = ["raised", "invalid_return", "crashed"]
# ///
rnn_step = 5
rnn_forward = np
rnn_outputs = None


class softmax:
    def __init__(self, z):
        pass


class predict_tokens:
    def __new__(cls, *arguments):
        return cls

    __call__ = None


cross_entropy = type("T", (), {"__call__": property(lambda self: 1 / 0)})()
