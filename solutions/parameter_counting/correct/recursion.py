"""Recursive: a stack is its first layer and the stack on top of it."""


def dense_params(inputs, units, use_bias=True):
    if use_bias:
        return dense_params(inputs + 1, units, use_bias=False)
    return inputs * units


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    if not use_bias:
        return dense_params(features + units, units, use_bias=False)
    return simple_rnn_params(features, units, use_bias=False) + bias_vectors * units


def gru_params(features, units, use_bias=True, reset_after=True):
    one = simple_rnn_params(features, units, use_bias, 2 if reset_after else 1)
    return one + one + one


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    gates = 3 * simple_rnn_params(features, units, use_bias, bias_vectors)
    candidate = simple_rnn_params(features, units, use_bias, bias_vectors)
    return gates + candidate


def bidirectional_params(layer_params):
    forward = backward = layer_params
    return forward + backward


def elman_params(features, units, outputs):
    return total_params(
        model_summary(
            (1, features),
            [{"type": "SimpleRNN", "units": units}, {"type": "Dense", "units": outputs}],
        )
    )


def jordan_params(features, units, outputs):
    without_feedback = dense_params(features, units) + dense_params(units, outputs)
    return without_feedback + outputs * units


def brnn_params(features, units, outputs):
    recurrent = {"type": "SimpleRNN", "units": units, "bidirectional": True}
    return total_params(
        model_summary((3, features), [recurrent, {"type": "Dense", "units": outputs}])
    )


def unrolled_mlp_params(timesteps, features, units):
    return timesteps * dense_params(features, units, use_bias=False) + units


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    if not units:
        return []
    first, *rest = units
    layer = {"type": cell, "units": first, "bidirectional": bidirectional}
    layer["merge_mode"] = merge_mode
    ((_, shape, params),) = model_summary((1, features), [layer])
    return [params, *stacked_params(cell, shape[-1], rest, bidirectional, merge_mode)]


def model_summary(input_shape, layers):
    if len(layers) == 0:
        return []
    *steps, features = input_shape
    layer = layers[0]
    units, use_bias = layer["units"], layer.get("use_bias", True)
    match layer["type"]:
        case "Dense":
            params = dense_params(features, units, use_bias)
        case "SimpleRNN":
            params = simple_rnn_params(features, units, use_bias)
        case "GRU":
            params = gru_params(features, units, use_bias, layer.get("reset_after", True))
        case "LSTM":
            params = lstm_params(features, units, use_bias)
    width = units
    if layer.get("bidirectional", False):
        params = bidirectional_params(params)
        width += units if layer.get("merge_mode", "concat") == "concat" else 0
    keeps_steps = layer["type"] == "Dense" or layer.get("return_sequences", False)
    output = (*steps, width) if keeps_steps else (width,)
    return [(layer["type"], (None, *output), params), *model_summary(output, layers[1:])]


def total_params(rows):
    return rows[0][2] + total_params(rows[1:]) if rows else 0
