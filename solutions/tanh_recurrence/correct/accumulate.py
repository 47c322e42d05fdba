"""Right: the recurrence is itertools.accumulate."""

from functools import partial
from itertools import accumulate, starmap

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    """Sum the terms with sum()."""
    return np.tanh(sum((W_xh.dot(x_t), W_hh.dot(h_prev)), start=b_h))


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """Accumulate the step over the inputs, and drop the start."""
    start = np.zeros_like(b_h) if h0 is None else h0
    step = partial(rnn_step, W_xh=W_xh, W_hh=W_hh, b_h=b_h)
    states = list(accumulate(x, lambda h, x_t: step(x_t, h), initial=start))
    return np.array(states)[1:]


def rnn_outputs(h, W_hy, b_y):
    """Work with columns."""
    return (np.matmul(W_hy, h.T) + b_y.reshape(-1, 1)).T


def softmax(z):
    """Apply one function along the last axis."""

    def normalise(row):
        powers = np.exp(row - row.max())
        return powers / powers.sum()

    return np.apply_along_axis(normalise, -1, z)


def cross_entropy(logits, targets):
    """Map a loss over pairs of logits and target."""

    def loss(y, target):
        return np.log(np.sum(np.exp(y - np.max(y)))) + np.max(y) - y[target]

    return float(sum(starmap(loss, zip(logits, targets, strict=True))))


def predict_tokens(logits, vocabulary):
    """Take the symbol with the largest logit; max keeps the first."""
    return [max(zip(row, vocabulary, strict=True), key=lambda pair: pair[0])[1] for row in logits]
