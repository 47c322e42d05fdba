"""Right: one unit after the other, with the functions of math."""

import math

import numpy as np


def _sigmoid(z):
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))


def sigmoid(z):
    if z.ndim == 1:
        return np.array([_sigmoid(v) for v in z])
    return np.array([[_sigmoid(v) for v in row] for row in z])


def _dot(row, vector):
    total = 0.0
    for a, b in zip(row, vector):
        total += a * b
    return total


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    units = range(len(h_prev))
    rec = b_rec if b_rec is not None else np.zeros((3, len(h_prev)))
    z, r = [], []
    for gate, values in ((0, z), (1, r)):
        for i in units:
            total = _dot(W[gate, i], x_t) + b[gate, i] + _dot(U[gate, i], h_prev) + rec[gate, i]
            values.append(_sigmoid(total))
    new = np.zeros(len(h_prev))
    for i in units:
        if b_rec is None:
            back = _dot(U[2, i], [r[j] * h_prev[j] for j in units])
        else:
            back = r[i] * (_dot(U[2, i], h_prev) + rec[2, i])
        g = math.tanh(_dot(W[2, i], x_t) + b[2, i] + back)
        new[i] = z[i] * h_prev[i] + (1 - z[i]) * g
    return new


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    h = [0.0] * len(b[0]) if h0 is None else h0
    states = np.zeros((len(x), len(b[0])))
    for t in range(len(x)):
        h = gru_step(x[t], h, W, U, b, b_rec)
        states[t] = h
    return states


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    h, c = [], []
    for k in range(len(c_prev)):
        a = [_dot(W[n, k], x_t) + _dot(U[n, k], h_prev) + b[n, k] for n in range(4)]
        c.append(_sigmoid(a[1]) * c_prev[k] + _sigmoid(a[0]) * math.tanh(a[2]))
        h.append(_sigmoid(a[3]) * math.tanh(c[k]))
    return np.array(h), np.array(c)


def lstm_forward(x, W, U, b, h0=None, c0=None):
    H = len(b[0])
    h = np.zeros(H) if h0 is None else h0
    c = np.zeros(H) if c0 is None else c0
    all_h, all_c = np.zeros((len(x), H)), np.zeros((len(x), H))
    for t in range(len(x)):
        h, c = lstm_step(x[t], h, c, W, U, b)
        all_h[t], all_c[t] = h, c
    return all_h, all_c


def stacked_forward(x, layers):
    result = []
    for W_xh, W_hh, b_h in layers:
        states = np.zeros((len(x), len(b_h)))
        for t in range(len(x)):
            for i in range(len(b_h)):
                total = b_h[i] + _dot(W_xh[i], x[t])
                if t > 0:
                    total += _dot(W_hh[i], states[t - 1])
                states[t, i] = math.tanh(total)
        result.append(states)
        x = states
    return result
