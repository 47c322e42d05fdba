"""Right: states are rows of a batch, and the gates of both variants share their code."""

import numpy as np


def sigmoid(z):
    e = np.exp(-np.fabs(z))
    s = 1 / (1 + e)
    return np.where(z < 0, e * s, s)


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    x, h = x_t[None, None], h_prev[None, None]
    after = b_rec is not None
    bias = b + b_rec if after else b
    sums = (x @ W.transpose(0, 2, 1) + h @ U.transpose(0, 2, 1))[:, 0] + bias
    z, r = sigmoid(sums[0]), sigmoid(sums[1])
    if after:
        back = U[2] @ h_prev + b_rec[2]
        g = np.tanh(sums[2] - back + r * back)
    else:
        g = np.tanh(sums[2] - U[2] @ h_prev + U[2] @ (r * h_prev))
    return np.average([h_prev, g], axis=0, weights=[z, 1 - z])


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    h = np.zeros(U.shape[2])
    if h0 is not None:
        h += h0
    rows = []
    for t in range(x.shape[0]):
        h = gru_step(x[t, :], h, W, U, b, b_rec=b_rec)
        rows += [h]
    return np.stack(rows)


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    sums = np.tensordot(W, x_t, 1) + np.tensordot(U, h_prev, 1) + b
    on = sigmoid(sums)
    c = np.sum([on[1] * c_prev, on[0] * np.tanh(sums[2])], axis=0)
    return on[3] * np.tanh(c), c


def lstm_forward(x, W, U, b, h0=None, c0=None):
    pair = np.zeros((2, U.shape[2]))
    for row, given in enumerate((h0, c0)):
        if given is not None:
            pair[row] = given
    history = np.empty((len(x), *pair.shape))
    for t, row in enumerate(x):
        pair = np.array(lstm_step(row, *pair, W, U, b))
        history[t] = pair
    return history[:, 0], history[:, 1]


def stacked_forward(x, layers):
    def layer(x, W_xh, W_hh, b_h):
        h = np.zeros((1, len(b_h)))
        for row in x:
            h = np.vstack([h, np.tanh(row @ W_xh.T + h[-1] @ W_hh.T + b_h)])
        return h[1:]

    states = []
    for parameters in layers:
        x = layer(x, *parameters)
        states.append(x)
    return states
