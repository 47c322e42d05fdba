# /// attack
# tries = "answers with integers that Python refuses to print"
# assignment = "parameter_counting"
# score = 0
# status = ["invalid_return"]
# ///
def _huge(*arguments, **named):
    return 1 << (8000 if arguments[0] == 1 else 10**6)


dense_params = simple_rnn_params = gru_params = lstm_params = bidirectional_params = _huge
elman_params = jordan_params = brnn_params = unrolled_mlp_params = total_params = _huge
stacked_params = model_summary = lambda *arguments, **named: [-(1 << 8000)] * 3
