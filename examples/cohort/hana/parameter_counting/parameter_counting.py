import numpy as np

# With matrices I count the entries with np.prod of the shape.


def dense_params(inputs, units, use_bias=True):
    if use_bias:
        return units * (inputs + 1)
    return units * inputs


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    W_xh = np.prod((units, features))
    W_hh = np.prod((units, units))
    b_h = bias_vectors * units if use_bias else 0
    return W_xh + W_hh + b_h


def gru_params(features, units, use_bias=True, reset_after=True):
    biases = 0
    if use_bias:
        biases = 2 if reset_after else 1
    return 3 * units * (features + units + biases)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    biases = bias_vectors if use_bias else 0
    return 4 * units * (features + units + biases)


def bidirectional_params(layer_params):
    return 2 * layer_params


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    W_xh = np.prod((units, features))
    W_ch = np.prod((units, outputs))
    W_hy = np.prod((outputs, units))
    return np.sum([W_xh, W_ch, W_hy, units, outputs])


def brnn_params(features, units, outputs):
    # half of the output layer's inputs come from each direction
    one = simple_rnn_params(features, units) + dense_params(units, outputs) - outputs / 2
    return one * 2


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


def layer_count(kind, features, units, use_bias=True, reset_after=True):
    return {
        "Dense": lambda: dense_params(features, units, use_bias),
        "SimpleRNN": lambda: simple_rnn_params(features, units, use_bias),
        "GRU": lambda: gru_params(features, units, use_bias, reset_after),
        "LSTM": lambda: lstm_params(features, units, use_bias),
    }[kind]()


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    counts = []
    for n in units:
        count = layer_count(cell, features, n)
        counts.append(bidirectional_params(count) if bidirectional else count)
        features = 2 * n if bidirectional and merge_mode == "concat" else n
    return counts


def model_summary(input_shape, layers):
    shape = (None,) + tuple(input_shape)
    rows = []
    for layer in layers:
        kind, n = layer["type"], layer["units"]
        count = layer_count(kind, shape[-1], n, layer.get("use_bias", True), layer.get("reset_after", True))
        width = n
        if kind != "Dense":
            if layer.get("bidirectional", False):
                count = bidirectional_params(count)
                if layer.get("merge_mode", "concat") == "concat":
                    width = 2 * n
            if not layer.get("return_sequences", False):
                shape = (None, None)
        shape = shape[:-1] + (width,)
        rows.append((kind, shape, count))
    return rows


def total_params(rows):
    return np.sum([row[2] for row in rows]) / 1


if __name__ == "__main__":
    print(simple_rnn_params(1, 64) == 4224)  # True :)
    print(brnn_params(1, 64, 1))
