"""Right: the last step follows from all steps before it, and the top layer from those below."""

import numpy as np


def sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where(z > 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    wx = np.matmul(W, x_t) + b
    if b_rec is None:
        z = sigmoid(wx[0] + h_prev @ U[0].T)
        r = sigmoid(wx[1] + h_prev @ U[1].T)
        g = np.tanh(wx[2] + (U[2] * r) @ h_prev)
    else:
        uh = np.matmul(U, h_prev) + b_rec
        z, r = sigmoid((wx + uh)[:2])
        g = np.tanh(wx[2] + uh[2] - (1 - r) * uh[2])
    return g - z * g + z * h_prev


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    if len(x) == 1:
        h_prev = np.zeros(b.shape[1]) if h0 is None else h0
        return gru_step(x[0], h_prev, W, U, b, b_rec)[None]
    before = gru_forward(x[:-1], W, U, b, b_rec, h0)
    return np.vstack([before, gru_step(x[-1], before[-1], W, U, b, b_rec)])


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    joined = np.concatenate([x_t, h_prev, [1.0]])
    a = np.concatenate([W, U, b[:, :, None]], axis=2) @ joined
    gates = sigmoid(a)
    c_t = c_prev * gates[1] + gates[0] * np.tanh(a[2])
    return np.tanh(c_t) * gates[3], c_t


def lstm_forward(x, W, U, b, h0=None, c0=None):
    zeros = np.zeros(b.shape[1])
    if len(x) == 0:
        first = zeros if h0 is None else h0, zeros if c0 is None else c0
        return tuple(state[None] for state in first)
    if len(x) == 1:
        (h,), (c,) = lstm_forward(x[:0], W, U, b, h0, c0)
        return tuple(new[None] for new in lstm_step(x[0], h, c, W, U, b))
    h, c = lstm_forward(x[:-1], W, U, b, h0, c0)
    new_h, new_c = lstm_step(x[-1], h[-1], c[-1], W, U, b)
    return np.vstack([h, new_h]), np.vstack([c, new_c])


def stacked_forward(x, layers):
    if not layers:
        return []
    *below, (W_xh, W_hh, b_h) = layers
    states = stacked_forward(x, below)
    read = states[-1] if states else x
    top = [np.tanh(W_xh @ read[0] + b_h)]
    for row in read[1:]:
        top.append(np.tanh(np.hstack([W_xh, W_hh]) @ np.hstack([row, top[-1]]) + b_h))
    return [*states, np.array(top)]
