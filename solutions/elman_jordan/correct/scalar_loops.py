"""Right: every sum is a loop over numbers."""

import math

import numpy as np


def _sum(weights, values):
    total = 0.0
    for w, v in zip(weights, values):
        total += float(w) * float(v)
    return total


def _hidden(x_t, back, W_x, W_back, b):
    units = range(len(b))
    return [math.tanh(_sum(W_x[i], x_t) + _sum(W_back[i], back) + float(b[i])) for i in units]


def _output(h, W_hy, b_y):
    return [_sum(W_hy[k], h) + float(b_y[k]) for k in range(len(b_y))]


def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    state = [0.0] * len(b_h) if h0 is None else list(h0)
    h, y = np.zeros((len(x), len(b_h))), np.zeros((len(x), len(b_y)))
    for t in range(len(x)):
        state = _hidden(x[t], state, W_xh, W_hh, b_h)
        h[t] = state
        y[t] = _output(state, W_hy, b_y)
    return h, y


def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
    T = len(x)
    h, y, c = np.zeros((T, len(b_h))), np.zeros((T, len(b_y))), np.zeros((T, len(b_y)))
    if context0 is not None:
        c[0] = context0
    for t in range(T):
        if t > 0:
            for k in range(len(b_y)):
                c[t, k] = alpha * c[t - 1, k] + y[t - 1, k]
        h[t] = _hidden(x[t], c[t], W_xh, W_ch, b_h)
        y[t] = _output(h[t], W_hy, b_y)
    return h, y, c


def run_epochs(sequences, params, mode):
    W_xh, W_hh, b_h = params
    state = [0.0] * len(b_h)
    result = []
    for x in sequences:
        if mode == "epochwise":
            state = [0.0] * len(b_h)
        rows = []
        for x_t in x:
            state = _hidden(x_t, state, W_xh, W_hh, b_h)
            rows.append(state)
        result.append(np.array(rows))
    return result
