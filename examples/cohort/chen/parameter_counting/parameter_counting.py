import numpy as np

# blocks of weights per cell, from the Keras pages
BLOCKS = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}
BIASES = {"SimpleRNN": 1, "GRU": 2, "LSTM": 1}


def dense_params(inputs, units, use_bias=True):
    return inputs * units + int(use_bias) * units


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    n = features * units + units ** 2
    if use_bias:
        n += bias_vectors * units
    return n


def gru_params(features, units, use_bias=True, reset_after=True):
    vectors = 2 if reset_after else 1
    return 3 * simple_rnn_params(features, units, use_bias, vectors)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    # input gate, forget gate, output gate
    gates = 3
    return gates * simple_rnn_params(features, units, use_bias, bias_vectors)


def bidirectional_params(layer_params):
    return layer_params * 2


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    return dense_params(features + outputs, units) + dense_params(units, outputs)


def brnn_params(features, units, outputs):
    return 2 * simple_rnn_params(features, units) + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    # the merge mode has no weights, so it does not matter here
    directions = 2 if bidirectional else 1
    return [directions * BLOCKS[cell] * u * (features + u + BIASES[cell]) for u in units]


def model_summary(input_shape, layers):
    T, width = input_shape
    rows = []
    sequence = True
    for layer in layers:
        u = layer["units"]
        bias = layer.get("use_bias", True)
        if layer["type"] == "Dense":
            rows.append(("Dense", (None, T, u) if sequence else (None, u), dense_params(width, u, bias)))
            width = u
            continue
        if layer["type"] == "SimpleRNN":
            p = simple_rnn_params(width, u, bias)
        if layer["type"] == "GRU":
            p = gru_params(width, u, bias, layer.get("reset_after", True))
        if layer["type"] == "LSTM":
            p = lstm_params(width, u, bias)
        width = u
        if layer.get("bidirectional", False):
            p = bidirectional_params(p)
            if layer.get("merge_mode", "concat") == "concat":
                width = 2 * u
        sequence = layer.get("return_sequences", False)
        rows.append((layer["type"], (None, T, width) if sequence else (None, width), p))
    return rows


def total_params(rows):
    return sum(r[2] for r in rows)
