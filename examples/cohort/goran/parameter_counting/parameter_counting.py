"""Parameter counts (Goran P.)

All cells are built from the same block:
    units * (features + units + 1)
"""


def block(features, units, use_bias=True):
    return units * (features + units + (1 if use_bias else 0))


def dense_params(inputs, units, use_bias=True):
    return units * (inputs + (1 if use_bias else 0))


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    params = block(features, units, use_bias)
    if use_bias and bias_vectors == 2:  # PyTorch
        params += units
    return params


def gru_params(features, units, use_bias=True, reset_after=True):
    # update gate, reset gate, candidate
    # reset_after only changes where the reset gate is applied, not the weights
    return 3 * block(features, units, use_bias)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    # three gates + candidate
    params = 4 * block(features, units, use_bias)
    if use_bias and bias_vectors == 2:
        params += 4 * units
    return params


def bidirectional_params(layer_params):
    return layer_params * 2


def elman_params(features, units, outputs):
    return block(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    return units * (features + outputs + 1) + outputs * (units + 1)


def brnn_params(features, units, outputs):
    return 2 * block(features, units) + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


CELLS = {
    "SimpleRNN": simple_rnn_params,
    "GRU": gru_params,
    "LSTM": lstm_params,
    "Dense": dense_params,
}


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    out = []
    for u in units:
        n = CELLS[cell](features, u)
        out.append(bidirectional_params(n) if bidirectional else n)
        features = 2 * u if bidirectional and merge_mode == "concat" else u
    return out


def model_summary(input_shape, layers):
    steps, features = input_shape
    rows = []
    for layer in layers:
        u = layer["units"]
        n = CELLS[layer["type"]](features, u, layer.get("use_bias", True))
        features = u
        if layer["type"] != "Dense":
            if layer.get("bidirectional"):
                n = bidirectional_params(n)
                if layer.get("merge_mode", "concat") == "concat":
                    features = 2 * u
            if not layer.get("return_sequences"):
                steps = None
        shape = (None, features) if steps is None else (None, steps, features)
        rows.append((layer["type"], shape, n))
    return rows


def total_params(rows):
    return sum(n for _, _, n in rows)


if __name__ == "__main__":
    print(gru_params(5, 3), "?? handout says 90")
