"""Parameter counting - Ines"""
from typing import Any


def dense_params(inputs: int, units: int, use_bias: bool = True) -> int:
    return units * inputs + units * use_bias


def simple_rnn_params(features: int, units: int, use_bias: bool = True, bias_vectors: int = 1) -> int:
    return units * (features + units + bias_vectors * use_bias)


def gru_params(features: int, units: int, use_bias: bool = True, reset_after: bool = True) -> int:
    return 3 * units * (features + units + (1 + reset_after) * use_bias)


def lstm_params(features: int, units: int, use_bias: bool = True, bias_vectors: int = 1) -> int:
    return 4 * units * (features + units + bias_vectors * use_bias)


def bidirectional_params(layer_params: int) -> int:
    return 2 * layer_params


def elman_params(features: int, units: int, outputs: int) -> int:
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features: int, units: int, outputs: int) -> int:
    return dense_params(features + outputs, units) + dense_params(units, outputs)


def brnn_params(features: int, units: int, outputs: int) -> int:
    return 2 * simple_rnn_params(features, units) + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps: int, features: int, units: int) -> int:
    return dense_params(timesteps * features, units)


def _count(layer: dict[str, Any], features: int) -> int:
    bias = layer.get("use_bias", True)
    units = layer["units"]
    if layer["type"] == "Dense":
        return dense_params(features, units, bias)
    if layer["type"] == "SimpleRNN":
        params = simple_rnn_params(features, units, bias)
    elif layer["type"] == "GRU":
        params = gru_params(features, units, bias, layer.get("reset_after", True))
    else:
        params = lstm_params(features, units, bias)
    return 2 * params if layer.get("bidirectional", False) else params


def _out(layer: dict[str, Any]) -> int:
    if layer.get("bidirectional", False) and layer.get("merge_mode", "concat") == "concat":
        return 2 * layer["units"]
    return layer["units"]


def stacked_params(cell: str, features: int, units: list[int], bidirectional: bool = False, merge_mode: str = "concat") -> list[int]:
    result = []
    for n in units:
        layer = {"type": cell, "units": n, "bidirectional": bidirectional, "merge_mode": merge_mode}
        result.append(_count(layer, features))
        features = _out(layer)
    return result


def model_summary(input_shape, layers):
    timesteps, features = input_shape
    sequence = True
    rows = []
    for layer in layers:
        params = _count(layer, features)
        features = _out(layer)
        if layer["type"] != "Dense" and not layer.get("return_sequences", False):
            # "RNN layer: output is flattened vector" -> all steps in one row
            features = timesteps * features
            sequence = False
        shape = (None, timesteps, features) if sequence else (None, features)
        rows.append((layer["type"], shape, params))
    return rows


def total_params(rows) -> int:
    return sum(params for _, _, params in rows)
