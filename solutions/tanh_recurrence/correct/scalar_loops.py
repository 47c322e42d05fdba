"""Right: every sum is a loop over numbers."""

import math

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    """Compute one unit after the other."""
    new = []
    for i in range(len(b_h)):
        total = float(b_h[i])
        for j in range(len(x_t)):
            total += W_xh[i, j] * x_t[j]
        for j in range(len(h_prev)):
            total += W_hh[i, j] * h_prev[j]
        new.append(math.tanh(total))
    return np.array(new)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """Append state after state to a list."""
    h = [0.0] * len(b_h) if h0 is None else h0
    rows = []
    for t in range(len(x)):
        h = rnn_step(x[t], h, W_xh, W_hh, b_h)
        rows.append(h)
    return np.array(rows, dtype=float).reshape(len(x), len(b_h))


def rnn_outputs(h, W_hy, b_y):
    """Fill the logits entry by entry."""
    y = np.zeros((len(h), len(b_y)))
    for t in range(len(h)):
        for o in range(len(b_y)):
            y[t, o] = b_y[o] + sum(W_hy[o, i] * h[t, i] for i in range(h.shape[1]))
    return y


def softmax(z):
    """Treat one row after the other."""
    if z.ndim == 2:
        return np.array([softmax(row) for row in z])
    largest = max(z)
    powers = [math.exp(value - largest) for value in z]
    return np.array([power / sum(powers) for power in powers])


def cross_entropy(logits, targets):
    """Add up one loss after the other."""
    total = 0.0
    for y, target in zip(logits, targets, strict=True):
        largest = max(y)
        total += largest - y[target] + math.log(sum(math.exp(v - largest) for v in y))
    return total


def predict_tokens(logits, vocabulary):
    """Search the largest logit by hand."""
    tokens = []
    for row in logits:
        best = 0
        for i in range(1, len(row)):
            if row[i] > row[best]:
                best = i
        tokens.append(vocabulary[best])
    return tokens
