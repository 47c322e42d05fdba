# /// attack
# tries = "returns integers that are equal to every integer, and whole numbers that are no int"
# assignment = "parameter_counting"
# score = 0
# status = ["invalid_return"]
# ///
class Number(int):
    __eq__ = lambda self, other: True
    __hash__ = int.__hash__


def _equal(*arguments, **named):
    return Number(1)


dense_params = simple_rnn_params = gru_params = bidirectional_params = _equal
lstm_params = elman_params = lambda *arguments, **named: True
jordan_params = brnn_params = lambda *arguments, **named: np.int64(1)
unrolled_mlp_params = total_params = lambda *arguments, **named: 1.0
stacked_params = lambda *arguments, **named: np.array([1])
model_summary = lambda *arguments, **named: (Number(1),)
