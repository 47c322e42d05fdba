"""Right: input, state and a constant 1 are one vector, and the parameters one matrix."""

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    """Multiply once."""
    return np.tanh(np.hstack([W_xh, W_hh, b_h[:, None]]) @ np.hstack([x_t, h_prev, 1.0]))


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """Write the states beside the inputs, one row further down."""
    steps, features = x.shape
    width = b_h.size
    W = np.hstack([W_xh, W_hh, b_h.reshape(-1, 1)])
    table = np.ones((steps + 1, features + width + 1))
    table[:-1, :features] = x
    table[0, features:-1] = np.zeros(width) if h0 is None else h0
    for t in range(steps):
        table[t + 1, features:-1] = np.tanh(W @ table[t])
    return table[1:, features:-1].copy()


def rnn_outputs(h, W_hy, b_y):
    """Give every state a constant 1."""
    return np.c_[h, np.ones(len(h))] @ np.vstack([W_hy.T, b_y])


def softmax(z):
    """Turn the matrix so that the last axis comes first."""
    shifted = z.T - z.T.max(axis=0)
    p = np.exp(shifted)
    p /= p.sum(axis=0)
    return np.ascontiguousarray(p.T)


def cross_entropy(logits, targets):
    """Measure every row from its target."""
    if targets.size == 0:
        return 0.0
    gaps = logits - np.take_along_axis(logits, targets[:, None], axis=1)
    return np.logaddexp.reduce(gaps, axis=1).sum()


def predict_tokens(logits, vocabulary):
    """Find the first entry that equals the maximum."""
    best = logits == logits.max(axis=1, keepdims=True) if len(logits) else []
    return [vocabulary[list(row).index(True)] for row in best]
