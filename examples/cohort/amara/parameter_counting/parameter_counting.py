"""Counting parameters, Amara."""


def dense_params(inputs, units, use_bias=True):
    weights = inputs * units
    biases = units if use_bias else 0
    return weights + biases


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    input_weights = features * units
    recurrent_weights = units * units
    biases = units * bias_vectors if use_bias else 0
    return input_weights + recurrent_weights + biases


def gru_params(features, units, use_bias=True, reset_after=True):
    # z, r and the candidate: each is counted like a simple RNN
    bias_vectors = 2 if reset_after else 1
    return 3 * simple_rnn_params(features, units, use_bias, bias_vectors)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    # i, f, o and the candidate
    return 4 * simple_rnn_params(features, units, use_bias, bias_vectors)


def bidirectional_params(layer_params):
    return 2 * layer_params


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    feedback = units * outputs  # the output comes back, not the state
    return dense_params(features, units) + feedback + dense_params(units, outputs)


def brnn_params(features, units, outputs):
    hidden = bidirectional_params(simple_rnn_params(features, units))
    return hidden + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    counts = []
    width = features
    for n in units:
        if cell == "SimpleRNN":
            count = simple_rnn_params(width, n)
        elif cell == "GRU":
            count = gru_params(width, n)
        else:
            count = lstm_params(width, n)
        width = n
        if bidirectional:
            count = bidirectional_params(count)
            if merge_mode == "concat":
                width = 2 * n
        counts.append(count)
    return counts


def model_summary(input_shape, layers):
    timesteps, width = input_shape
    is_sequence = True
    rows = []
    for layer in layers:
        kind = layer["type"]
        units = layer["units"]
        use_bias = layer.get("use_bias", True)

        if kind == "Dense":
            params = dense_params(width, units, use_bias)
            width = units
        else:
            if kind == "SimpleRNN":
                params = simple_rnn_params(width, units, use_bias)
            elif kind == "GRU":
                params = gru_params(width, units, use_bias, layer.get("reset_after", True))
            else:
                params = lstm_params(width, units, use_bias)
            width = units
            if layer.get("bidirectional", False):
                params = bidirectional_params(params)
                if layer.get("merge_mode", "concat") == "concat":
                    width = 2 * units
            is_sequence = layer.get("return_sequences", False)

        if is_sequence:
            rows.append((kind, (None, timesteps, width), params))
        else:
            rows.append((kind, (None, width), params))
    return rows


def total_params(rows):
    return sum(params for _, _, params in rows)


if __name__ == "__main__":
    model = [{"type": "SimpleRNN", "units": 64}, {"type": "Dense", "units": 1}]
    table = model_summary((64, 1), model)
    for row in table:
        print(row)
    print("total", total_params(table))  # 4289
