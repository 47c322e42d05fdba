"""Right: a stack goes step by step through all layers, and the sigmoid comes from logaddexp."""

from itertools import accumulate

import numpy as np


def sigmoid(z):
    return np.exp(-np.logaddexp(0, -z))


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    def from_state(block, state):
        product = np.einsum("ij,j->i", U[block], state)
        return product if b_rec is None else product + b_rec[block]

    def from_input(block):
        return np.einsum("ij,j->i", W[block], x_t) + b[block]

    z = sigmoid(from_input(0) + from_state(0, h_prev))
    r = sigmoid(from_input(1) + from_state(1, h_prev))
    if b_rec is None:
        candidate = np.tanh(from_input(2) + from_state(2, r * h_prev))
    else:
        candidate = np.tanh(from_input(2) + r * from_state(2, h_prev))
    return (1 - z) * candidate + z * h_prev


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    start = np.zeros(b.shape[1]) if h0 is None else h0
    steps = accumulate(x, lambda h, x_t: gru_step(x_t, h, W, U, b, b_rec), initial=start)
    return np.array(list(steps)[1:])


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    sums = np.einsum("kij,j->ki", W, x_t) + np.einsum("kij,j->ki", U, h_prev) + b
    write, keep, show = sigmoid(sums[[0, 1, 3]])
    c = keep * c_prev + write * np.tanh(sums[2])
    return show * np.tanh(c), c


def lstm_forward(x, W, U, b, h0=None, c0=None):
    start = tuple(np.zeros(b.shape[1]) if given is None else given for given in (h0, c0))
    steps = accumulate(x, lambda hc, x_t: lstm_step(x_t, *hc, W, U, b), initial=start)
    h, c = zip(*list(steps)[1:])
    return np.array(h), np.array(c)


def stacked_forward(x, layers):
    now = [np.zeros(len(b_h)) for _, _, b_h in layers]
    columns = [[] for _ in layers]
    for row in x:
        signal = row
        for level, (W_xh, W_hh, b_h) in enumerate(layers):
            signal = np.tanh(W_xh @ signal + W_hh @ now[level] + b_h)
            now[level] = signal
            columns[level].append(signal)
    return [np.array(column) for column in columns]
