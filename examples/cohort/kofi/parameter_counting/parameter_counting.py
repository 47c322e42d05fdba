# Kofi, parameter counting
# NOT FINISHED: model_summary and total_params (will send them next week)

def dense_params(inputs, units, use_bias=True):
    n = inputs * units
    if use_bias:
        n += units
    return n


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    n = features * units + units * units
    if use_bias:
        n += units * bias_vectors
    return n


def gru_params(features, units, use_bias=True, reset_after=True):
    n = simple_rnn_params(features, units, use_bias)
    if use_bias and reset_after:
        n += units
    return 3 * n


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    return 4 * simple_rnn_params(features, units, use_bias, bias_vectors)


def bidirectional_params(layer_params):
    return layer_params + layer_params


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    # input + context -> hidden, hidden -> output
    return dense_params(features + outputs, units) + dense_params(units, outputs)


def brnn_params(features, units, outputs):
    return bidirectional_params(simple_rnn_params(features, units)) + dense_params(2 * units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    functions = {"SimpleRNN": simple_rnn_params, "GRU": gru_params, "LSTM": lstm_params}
    results = []
    for n in units:
        p = functions[cell](features, n)
        features = n
        if bidirectional:
            p = bidirectional_params(p)
            if merge_mode == "concat":
                features = 2 * n
        results.append(p)
    return results


# def model_summary(input_shape, layers):
#     rows = []
#     for layer in layers:
#         ...
