"""Right: all blocks of a cell are one tall matrix, and the input is projected for all steps at once."""

import numpy as np


def sigmoid(z):
    out = np.empty(z.shape)
    right = z >= 0
    out[right] = 1 / (1 + np.exp(-z[right]))
    small = np.exp(z[~right])
    out[~right] = small / (1 + small)
    return out


def _tall(blocks):
    return blocks.reshape(-1, blocks.shape[-1])


def _gru(drive, h, U, b_rec):
    H = len(h)
    back = _tall(U) @ h
    if b_rec is not None:
        back = back + b_rec.reshape(-1)
    gates = sigmoid(drive[: 2 * H] + back[: 2 * H])
    z, r = gates[:H], gates[H:]
    inner = U[-1] @ (r * h) if b_rec is None else r * back[2 * H :]
    g = np.tanh(drive[2 * H :] + inner)
    return g + z * (h - g)


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    return _gru(_tall(W) @ x_t + b.ravel(), h_prev, U, b_rec)


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    drives = x @ _tall(W).T + b.ravel()
    h = np.zeros((len(x) + 1, b.shape[1]))
    if h0 is not None:
        h[0] = h0
    for t, drive in enumerate(drives):
        h[t + 1] = _gru(drive, h[t], U, b_rec)
    return h[1:]


def _lstm(drive, h, c, U):
    i, f, g, o = np.split(drive + _tall(U) @ h, 4)
    c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    return _lstm(_tall(W) @ x_t + b.ravel(), h_prev, c_prev, U)


def lstm_forward(x, W, U, b, h0=None, c0=None):
    drives = x @ _tall(W).T + b.ravel()
    record = np.zeros((2, len(x), b.shape[1]))
    h = np.zeros(b.shape[1]) if h0 is None else h0
    c = np.zeros(b.shape[1]) if c0 is None else c0
    for t, drive in enumerate(drives):
        h, c = record[:, t] = _lstm(drive, h, c, U)
    return record[0], record[1]


def stacked_forward(x, layers):
    states = []
    for W_xh, W_hh, b_h in layers:
        drives = (states[-1] if states else x) @ W_xh.T + b_h
        h = np.zeros_like(drives)
        for t in range(len(drives)):
            h[t] = np.tanh(drives[t] + (W_hh @ h[t - 1] if t else 0))
        states.append(h)
    return states
