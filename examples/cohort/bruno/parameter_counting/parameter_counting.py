# Assignment: counting parameters
# Bruno

def dense_params(inputs, units, use_bias=True):
    if use_bias:
        return units * (inputs + 1)
    return units * inputs

def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    # "each weight matrix is num features x num outputs" (lecture notes)
    total = features * units
    if use_bias:
        total += bias_vectors * units
    return total

def gru_params(features, units, use_bias=True, reset_after=True):
    # checked against the 90 in the handout
    b = 0
    if use_bias:
        b = 2 if reset_after else 1
    return 3 * (features * units + units * units + b * units)

def lstm_params(features, units, use_bias=True, bias_vectors=1):
    b = bias_vectors if use_bias else 0
    return 4 * (features * units + units * units + b * units)

def bidirectional_params(layer_params):
    return layer_params * 2

def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)

def jordan_params(features, units, outputs):
    return units * (features + outputs + 1) + outputs * (units + 1)

def brnn_params(features, units, outputs):
    return 2 * simple_rnn_params(features, units) + dense_params(2 * units, outputs)

def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)

def count(cell, features, units, use_bias=True, reset_after=True):
    if cell == "Dense":
        return dense_params(features, units, use_bias)
    if cell == "SimpleRNN":
        return simple_rnn_params(features, units, use_bias)
    if cell == "GRU":
        return gru_params(features, units, use_bias, reset_after)
    if cell == "LSTM":
        return lstm_params(features, units, use_bias)

def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    result = []
    for u in units:
        p = count(cell, features, u)
        if bidirectional:
            p = bidirectional_params(p)
        result.append(p)
        features = u * 2 if bidirectional and merge_mode == "concat" else u
    return result

def model_summary(input_shape, layers):
    T, features = input_shape
    seq = True
    result = []
    for l in layers:
        p = count(l["type"], features, l["units"], l.get("use_bias", True), l.get("reset_after", True))
        features = l["units"]
        if l["type"] != "Dense":
            seq = l.get("return_sequences", False)
            if l.get("bidirectional", False):
                p = bidirectional_params(p)
                if l.get("merge_mode", "concat") == "concat":
                    features = 2 * features
        result.append((l["type"], (None, T, features) if seq else (None, features), p))
    return result

def total_params(rows):
    s = 0
    for r in rows:
        s += r[2]
    return s

#print(simple_rnn_params(1, 64))   # 128?? the notes say 4224, asked on the forum
