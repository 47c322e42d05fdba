"""Right: a sequence is its first step and the rest."""

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    """Use row vectors and transposed weights."""
    return np.tanh(x_t @ W_xh.T + h_prev @ W_hh.T + b_h)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """Put the first state before the states of the rest."""
    if h0 is None:
        h0 = np.zeros(W_hh.shape[0])
    if len(x) == 0:
        return np.zeros((0, W_hh.shape[0]))
    first = rnn_step(x[0], h0, W_xh, W_hh, b_h)
    return np.vstack([first[None], rnn_forward(x[1:], W_xh, W_hh, b_h, first)])


def rnn_outputs(h, W_hy, b_y):
    """Put the first logits before the logits of the rest."""
    if len(h) == 0:
        return np.zeros((0, len(b_y)))
    return np.concatenate([[W_hy.dot(h[0]) + b_y], rnn_outputs(h[1:], W_hy, b_y)])


def log_sum_exp(values):
    """Halve the values until one is left."""
    if len(values) == 1:
        return values[0]
    middle = len(values) // 2
    return np.logaddexp(log_sum_exp(values[:middle]), log_sum_exp(values[middle:]))


def softmax(z):
    """Go down to single rows."""
    if z.ndim > 1:
        return np.stack([softmax(row) for row in z])
    return np.exp(z - log_sum_exp(z))


def cross_entropy(logits, targets):
    """Add the first loss to the losses of the rest."""
    if len(targets) == 0:
        return 0.0
    first = log_sum_exp(logits[0]) - logits[0, targets[0]]
    return first + cross_entropy(logits[1:], targets[1:])


def predict_tokens(logits, vocabulary):
    """Put the first token before the tokens of the rest."""
    if len(logits) == 0:
        return []
    return [vocabulary[int(np.argmax(logits[0]))], *predict_tokens(logits[1:], vocabulary)]
