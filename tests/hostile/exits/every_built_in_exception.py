# /// attack
# tries = "raises a different built-in exception in every call: one may mean something to the grader"
# score_at_most = 83.75
# status = ["raised"]
# ///
import builtins

KINDS = [
    kind
    for kind in vars(builtins).values()
    if isinstance(kind, type) and issubclass(kind, BaseException)
]


def _raise():
    kind = KINDS.pop()
    KINDS.insert(0, kind)
    error = kind.__new__(kind, "x", [ValueError()]) if "Group" in kind.__name__ else kind.__new__(kind)
    raise error


def softmax(z):
    _raise()


def cross_entropy(logits, targets):
    _raise()


def rnn_step(*arguments):
    _raise()


def rnn_forward(*arguments, **named):
    _raise()


def rnn_outputs(*arguments):
    _raise()


def predict_tokens(*arguments):
    _raise()
