"""Counting parameters from tables: one row for each kind of layer.

kind -> (blocks, reads its own state?, bias vectors for each block)
"""

TABLE = {
    "Dense": (1, False, 1),
    "SimpleRNN": (1, True, 1),
    "GRU": (3, True, 2),
    "LSTM": (4, True, 1),
}
WIDENS = {"concat": 2, "sum": 1, "ave": 1, "mul": 1}
DEFAULTS = dict(use_bias=True, return_sequences=False, reset_after=True,
                bidirectional=False, merge_mode="concat")


def lookup(kind, reads, units, use_bias=True, vectors=None):
    blocks, recurrent, usual = TABLE[kind]
    if vectors is None:
        vectors = usual
    per_unit = reads + units * recurrent + vectors * bool(use_bias)
    return blocks * units * per_unit


def dense_params(inputs, units, use_bias=True):
    return lookup("Dense", inputs, units, use_bias)


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    return lookup("SimpleRNN", features, units, use_bias, bias_vectors)


def gru_params(features, units, use_bias=True, reset_after=True):
    return lookup("GRU", features, units, use_bias, 2 if reset_after else 1)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    return lookup("LSTM", features, units, use_bias, bias_vectors)


def bidirectional_params(layer_params):
    return 2 * layer_params


def elman_params(features, units, outputs):
    return lookup("SimpleRNN", features, units) + lookup("Dense", units, outputs)


def jordan_params(features, units, outputs):
    return lookup("Dense", features + outputs, units) + lookup("Dense", units, outputs)


def brnn_params(features, units, outputs):
    return 2 * lookup("SimpleRNN", features, units) + lookup("Dense", 2 * units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return lookup("Dense", timesteps * features, units)


def describe(layer, reads):
    """(numbers given at each step, parameters) of one layer"""
    o = {**DEFAULTS, **layer}
    vectors = 1 if o["type"] == "GRU" and not o["reset_after"] else None
    params = lookup(o["type"], reads, o["units"], o["use_bias"], vectors)
    if o["bidirectional"]:
        return WIDENS[o["merge_mode"]] * o["units"], 2 * params
    return o["units"], params


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    counts = []
    for n in units:
        layer = dict(type=cell, units=n, bidirectional=bidirectional, merge_mode=merge_mode)
        features, params = describe(layer, features)
        counts.append(params)
    return counts


def model_summary(input_shape, layers):
    steps, width = (input_shape[0],), input_shape[1]
    rows = []
    for layer in layers:
        width, params = describe(layer, width)
        if TABLE[layer["type"]][1] and not layer.get("return_sequences", False):
            steps = ()
        rows.append((layer["type"], (None,) + steps + (width,), params))
    return rows


def total_params(rows):
    return sum(row[2] for row in rows)
