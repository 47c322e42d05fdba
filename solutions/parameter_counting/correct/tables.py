"""Driven by tables: blocks and biases of each cell, everything in terms of one function."""

BLOCKS = {"SimpleRNN": 1, "GRU": 3, "LSTM": 4}
BIASES = {"SimpleRNN": 1, "GRU": 2, "LSTM": 1}
FACTOR = {"concat": 2, "sum": 1, "ave": 1, "mul": 1}


def cell_params(cell, features, units, biases):
    inputs = features + units
    return BLOCKS[cell] * units * (inputs + biases)


def dense_params(inputs, units, use_bias=True):
    return units * (inputs + 1) if use_bias else units * inputs


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    return cell_params("SimpleRNN", features, units, use_bias * bias_vectors)


def gru_params(features, units, use_bias=True, reset_after=True):
    return cell_params("GRU", features, units, use_bias * (1 + reset_after))


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    return cell_params("LSTM", features, units, use_bias * bias_vectors)


def bidirectional_params(layer_params):
    return layer_params << 1


def elman_params(features, units, outputs):
    return units * (features + units + 1 + outputs) + outputs


def jordan_params(features, units, outputs):
    return units * (features + 2 * outputs + 1) + outputs


def brnn_params(features, units, outputs):
    return 2 * units * (features + units + 1 + outputs) + outputs


def unrolled_mlp_params(timesteps, features, units):
    return units + units * features * timesteps


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    directions = 2 if bidirectional else 1
    factor = FACTOR[merge_mode] if bidirectional else 1
    reads = [features] + [factor * n for n in units]
    return [
        directions * cell_params(cell, d, n, BIASES[cell])
        for d, n in zip(reads, units, strict=False)
    ]


def model_summary(input_shape, layers):
    defaults = {
        "use_bias": True,
        "return_sequences": False,
        "reset_after": True,
        "bidirectional": False,
        "merge_mode": "concat",
    }
    steps, features = input_shape
    rows = []
    for layer in layers:
        layer = {**defaults, **layer}
        kind, units = layer["type"], layer["units"]
        if kind == "Dense":
            params, width = dense_params(features, units, layer["use_bias"]), units
        else:
            biases = 0
            if layer["use_bias"]:
                biases = 1 if kind == "GRU" and not layer["reset_after"] else BIASES[kind]
            params, width = cell_params(kind, features, units, biases), units
            if layer["bidirectional"]:
                params, width = 2 * params, FACTOR[layer["merge_mode"]] * units
            if not layer["return_sequences"]:
                steps = None
        shape = (None, width) if steps is None else (None, steps, width)
        rows.append((kind, shape, params))
        features = width
    return rows


def total_params(rows):
    _, _, counts = zip(*rows, strict=True) if rows else ((), (), ())
    return sum(counts)
