"""Count the trainable numbers of recurrent networks, without a framework."""

from typing import Any


def _block(features: int, units: int, biases: int) -> int:
    """Count one block: a kernel, a recurrent kernel and its bias vectors."""
    return units * (features + units + biases)


def dense_params(inputs: int, units: int, use_bias: bool = True) -> int:
    """Count a Dense layer: W (units, inputs) and b (units,)."""
    return units * inputs + (units if use_bias else 0)


def simple_rnn_params(
    features: int, units: int, use_bias: bool = True, bias_vectors: int = 1
) -> int:
    """Count a simple recurrent layer: W_xh, W_hh and its bias vectors."""
    return _block(features, units, bias_vectors if use_bias else 0)


def gru_params(features: int, units: int, use_bias: bool = True, reset_after: bool = True) -> int:
    """Count a GRU: update gate, reset gate and candidate are a block each."""
    bias_vectors = 2 if reset_after else 1
    return 3 * _block(features, units, bias_vectors if use_bias else 0)


def lstm_params(features: int, units: int, use_bias: bool = True, bias_vectors: int = 1) -> int:
    """Count an LSTM: three gates and the candidate are a block each."""
    return 4 * _block(features, units, bias_vectors if use_bias else 0)


def bidirectional_params(layer_params: int) -> int:
    """Count both directions of a layer; joining their states has no parameters."""
    return 2 * layer_params


def elman_params(features: int, units: int, outputs: int) -> int:
    """Count an Elman network: a simple recurrent layer and its output layer."""
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features: int, units: int, outputs: int) -> int:
    """Count a Jordan network: the units read the input and the previous output."""
    return dense_params(features + outputs, units) + dense_params(units, outputs)


def brnn_params(features: int, units: int, outputs: int) -> int:
    """Count a bidirectional network: the output layer reads the states of both directions."""
    both = bidirectional_params(simple_rnn_params(features, units))
    return both + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps: int, features: int, units: int) -> int:
    """Count a Dense layer that reads all steps at once, side by side."""
    return dense_params(timesteps * features, units)


def _layer_params(layer: dict[str, Any], features: int) -> int:
    """Count one layer that reads `features` numbers at each step."""
    units, use_bias = layer["units"], layer.get("use_bias", True)
    if layer["type"] == "Dense":
        return dense_params(features, units, use_bias)
    if layer["type"] == "SimpleRNN":
        count = simple_rnn_params(features, units, use_bias)
    elif layer["type"] == "GRU":
        count = gru_params(features, units, use_bias, layer.get("reset_after", True))
    else:
        count = lstm_params(features, units, use_bias)
    return bidirectional_params(count) if layer.get("bidirectional", False) else count


def _width(layer: dict[str, Any]) -> int:
    """Return how many numbers the layer gives at each step."""
    concatenates = layer.get("merge_mode", "concat") == "concat"
    return layer["units"] * (2 if layer.get("bidirectional", False) and concatenates else 1)


def stacked_params(
    cell: str,
    features: int,
    units: list[int],
    bidirectional: bool = False,
    merge_mode: str = "concat",
) -> list[int]:
    """Count each layer of a stack; a layer reads what the layer below gives."""
    options = {"type": cell, "bidirectional": bidirectional, "merge_mode": merge_mode}
    counts = []
    for width in units:
        layer = options | {"units": width}
        counts.append(_layer_params(layer, features))
        features = _width(layer)
    return counts


def model_summary(
    input_shape: tuple[int, int], layers: list[dict[str, Any]]
) -> list[tuple[str, tuple[int | None, ...], int]]:
    """Give a row (type, output shape, count) for each layer of a model."""
    *steps, features = input_shape
    rows = []
    for layer in layers:
        count = _layer_params(layer, features)
        features = _width(layer)
        if layer["type"] != "Dense" and not layer.get("return_sequences", False):
            steps = []
        rows.append((layer["type"], (None, *steps, features), count))
    return rows


def total_params(rows: list[tuple[str, tuple[int | None, ...], int]]) -> int:
    """Add up the counts of a summary."""
    return sum(count for _, _, count in rows)
