# /// attack
# tries = "answers right in the first call of each function and by chance afterwards"
# score_at_most = 20
# ///
calls = {}


def _once(function):
    def once(*arguments, **named):
        calls[function] = calls.get(function, 0) + 1
        right = function(*arguments, **named)
        return right if calls[function] == 1 else (right * 0 if not isinstance(right, list) else [])

    return once


rnn_step, rnn_forward, rnn_outputs = _once(rnn_step), _once(rnn_forward), _once(rnn_outputs)
softmax, cross_entropy, predict_tokens = _once(softmax), _once(cross_entropy), _once(predict_tokens)
