# /// attack
# tries = "answers every call with 16 MiB, which the grader could keep for its diagnosis"
# score_at_most = 75
# status = ["raised"]
# ///
def _big(*arguments, **named):
    return np.zeros((1 << 21) - 1000)


rnn_step = softmax = cross_entropy = _big
