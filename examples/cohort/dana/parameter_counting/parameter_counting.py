# dana -- parameter counting
# lots of prints, I need to SEE the numbers

DEBUG = True


def dbg(*things):
    if DEBUG:
        print("[debug]", *things)


def dense_params(inputs, units, use_bias=True):
    res = inputs * units
    dbg("dense weights", inputs, "x", units, "=", res)
    if use_bias:
        res = res + units
        dbg("dense with bias", res)
    return res


def simple_rnn_params(features, units, use_bias=True, bias_vectors=1):
    w_xh = features * units
    w_hh = units * units
    b = 0
    if use_bias == True:
        b = bias_vectors * units
    dbg("rnn", "W_xh", w_xh, "W_hh", w_hh, "b", b)
    return w_xh + w_hh + b


def gru_params(features, units, use_bias=True, reset_after=True):
    if reset_after == True:
        res = 3 * simple_rnn_params(features, units, use_bias, 2)
    else:
        res = 3 * simple_rnn_params(features, units, use_bias, 1)
    dbg("gru", res)
    return res


def lstm_params(features, units, use_bias=True, bias_vectors=1):
    res = 4 * simple_rnn_params(features, units, use_bias, bias_vectors)
    dbg("lstm", res)
    return res


def bidirectional_params(layer_params):
    dbg("both directions", layer_params, "->", layer_params * 2)
    return layer_params * 2


def elman_params(features, units, outputs):
    return simple_rnn_params(features, units) + dense_params(units, outputs)


def jordan_params(features, units, outputs):
    # y comes back: W_ch has units rows and outputs columns
    res = units * features + units * outputs + units + outputs * units + outputs
    dbg("jordan", res)
    return res


def brnn_params(features, units, outputs):
    return bidirectional_params(simple_rnn_params(features, units)) + dense_params(units + units, outputs)


def unrolled_mlp_params(timesteps, features, units):
    return dense_params(timesteps * features, units)


def one_layer(cell, features, units, use_bias, reset_after):
    dbg("layer", cell, "reads", features, "has", units)
    if cell == "SimpleRNN":
        return simple_rnn_params(features, units, use_bias)
    elif cell == "GRU":
        return gru_params(features, units, use_bias, reset_after)
    elif cell == "LSTM":
        return lstm_params(features, units, use_bias)
    elif cell == "Dense":
        return dense_params(features, units, use_bias)


def stacked_params(cell, features, units, bidirectional=False, merge_mode="concat"):
    res = []
    for i in range(len(units)):
        if i == 0:
            reads = features
        elif bidirectional and merge_mode == "concat":
            reads = 2 * units[i - 1]
        else:
            reads = units[i - 1]
        n = one_layer(cell, reads, units[i], True, True)
        if bidirectional:
            n = bidirectional_params(n)
        res.append(n)
        dbg("stack so far", res)
    return res


def model_summary(input_shape, layers):
    T = input_shape[0]
    shape = (None, T, input_shape[1])
    rows = []
    for layer in layers:
        dbg("=" * 60)
        dbg("input", shape, "layer", layer)
        n = one_layer(layer["type"], shape[-1], layer["units"],
                      layer.get("use_bias", True), layer.get("reset_after", True))
        out = layer["units"]
        if layer["type"] == "Dense":
            shape = shape[:-1] + (out,)
        else:
            if layer.get("bidirectional", False):
                n = bidirectional_params(n)
                if layer.get("merge_mode", "concat") == "concat":
                    out = out * 2
            if layer.get("return_sequences", False):
                shape = (None, T, out)
            else:
                shape = (None, out)
        rows.append((layer["type"], shape, n))
        dbg("rows", rows)
    return rows


def total_params(rows):
    t = 0
    for r in rows:
        t = t + r[2]
        dbg("total so far", t)
    return t


# my table, to look numbers up
print("features units rnn gru gru(reset before) lstm elman jordan brnn")
DEBUG = False
for f in range(1, 201):
    for u in range(1, 201):
        print("features=%4d units=%4d rnn=%8d gru=%8d gru_before=%8d lstm=%8d elman=%8d jordan=%8d brnn=%8d" % (
            f, u, simple_rnn_params(f, u), gru_params(f, u), gru_params(f, u, True, False),
            lstm_params(f, u), elman_params(f, u, 1), jordan_params(f, u, 1), brnn_params(f, u, 1)))
DEBUG = True
