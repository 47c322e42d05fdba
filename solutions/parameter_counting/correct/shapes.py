"""Counts as sums over the shapes of the parameters."""

from math import prod


def count(shapes):
    """Add up the entries of all arrays of the given shapes."""
    return sum(prod(shape) for shape in shapes)


def vectors(how_many, length):
    """Give the shapes of that many vectors."""
    return [(length,)] * how_many


def dense_params(inputs, units, use_bias=True):
    return count([(units, inputs), *vectors(1 if use_bias else 0, units)])


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    biases = vectors(bias_vectors if use_bias else 0, units)
    return count([(units, features), (units, units), *biases])


def gru_params(features, units, use_bias=True, reset_after=True):
    shapes = [(3 * units, features), (3 * units, units)]
    if use_bias:
        shapes.append((2, 3 * units) if reset_after else (3 * units,))
    return count(shapes)


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    shapes = [(features, 4 * units), (units, 4 * units)]
    if use_bias:
        shapes.append((bias_vectors, 4 * units))
    return count(shapes)


def bidirectional_params(layer_params):
    return layer_params + layer_params


def elman_params(features, units, outputs):
    return count([(units, features), (units, units), (units,), (outputs, units), (outputs,)])


def jordan_params(features, units, outputs):
    return count([(units, features), (units, outputs), (units,), (outputs, units), (outputs,)])


def brnn_params(features, units, outputs):
    direction = [(units, features), (units, units), (units,)]
    return count([*direction, *direction, (outputs, units), (outputs, units), (outputs,)])


def unrolled_mlp_params(timesteps, features, units):
    return count([(timesteps, features, units), (units,)])


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    layers = [
        {
            "type": cell,
            "units": n,
            "bidirectional": bidirectional,
            "merge_mode": merge_mode,
            "return_sequences": True,
        }
        for n in units
    ]
    return [row[2] for row in model_summary((2, features), layers)]


def model_summary(input_shape, layers):
    shape = (None, *input_shape)
    rows = []
    for layer in layers:
        kind, units, features = layer["type"], layer["units"], shape[-1]
        use_bias = layer.get("use_bias", True)
        width = units
        if kind == "Dense":
            params = dense_params(features, units, use_bias)
        else:
            if kind == "SimpleRNN":
                params = simple_rnn_params(features, units, use_bias)
            elif kind == "GRU":
                params = gru_params(features, units, use_bias, layer.get("reset_after", True))
            else:
                params = lstm_params(features, units, use_bias)
            if layer.get("bidirectional"):
                params = bidirectional_params(params)
                if layer.get("merge_mode", "concat") == "concat":
                    width = 2 * units
            if not layer.get("return_sequences"):
                shape = (None, features)
        shape = (*shape[:-1], width)
        rows.append((kind, shape, params))
    return rows


def total_params(rows):
    return sum(row[-1] for row in rows)
