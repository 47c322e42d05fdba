"""Folds and generators, with NumPy for the sums and a conversion at the end."""

from functools import partial, reduce
from itertools import accumulate, chain, repeat
from operator import itemgetter

import numpy as np


def dense_params(inputs, units, use_bias=True):
    return int(np.dot([inputs, int(use_bias)], [units, units]))


def blocks(how_many, features, units, biases):
    sizes = chain([features, units], repeat(1, biases))
    return int(how_many * sum(np.multiply(units, list(sizes), dtype=np.int64)))


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    return blocks(1, features, units, bias_vectors * bool(use_bias))


def gru_params(features, units, use_bias=True, reset_after=True):
    return blocks(3, features, units, (reset_after + 1) * bool(use_bias))


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    return blocks(4, features, units, bias_vectors * bool(use_bias))


def bidirectional_params(layer_params):
    return reduce(int.__add__, repeat(layer_params, 2))


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    surplus = units * units - units * outputs
    return elman_params(features, units, outputs) - surplus


def brnn_params(features, units, outputs):
    return 2 * elman_params(features, units, outputs) - outputs


def unrolled_mlp_params(timesteps, features, units):
    return sum(timesteps * [features * units]) + units


def single(layer, features):
    """Give the count and the width of one layer."""
    get = layer.get
    both = 1 + bool(get("bidirectional", False) and layer["type"] != "Dense")
    bias = get("use_bias", True)
    counters = {
        "Dense": partial(dense_params, use_bias=bias),
        "SimpleRNN": partial(simple_rnn_params, use_bias=bias),
        "GRU": partial(gru_params, use_bias=bias, reset_after=get("reset_after", True)),
        "LSTM": partial(lstm_params, use_bias=bias),
    }
    width = layer["units"] * (both if get("merge_mode", "concat") == "concat" else 1)
    return both * counters[layer["type"]](features, layer["units"]), width


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    def step(state, n):
        layer = dict(type=cell, units=n, bidirectional=bidirectional, merge_mode=merge_mode)
        return single(layer, state[1])

    return [count for count, _ in accumulate(units, step, initial=(0, features))][1:]


def model_summary(input_shape, layers):
    def step(row, layer):
        count, width = single(layer, row[1][-1])
        keeps = layer["type"] == "Dense" or layer.get("return_sequences", False)
        middle = row[1][1:-1] if keeps else ()
        return layer["type"], (None, *middle, width), count

    return list(accumulate(layers, step, initial=("Input", (None, *input_shape), 0)))[1:]


def total_params(rows):
    return sum(map(itemgetter(2), rows))
