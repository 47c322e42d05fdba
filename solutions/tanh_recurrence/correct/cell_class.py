"""Right: a class keeps the parameters, and the functions delegate to it."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Cell:
    """A tanh layer with its parameters."""

    W_xh: np.ndarray
    W_hh: np.ndarray
    b_h: np.ndarray

    def step(self, x_t, h_prev):
        """Compute the next state."""
        a = self.b_h.copy()
        a += self.W_xh @ x_t
        a += self.W_hh @ h_prev
        return np.tanh(a, out=a)

    def states(self, x, h):
        """Yield one state after the other."""
        for x_t in x:
            h = self.step(x_t, h)
            yield h


class LogProbabilities:
    """The logarithm of softmax, from which probability and loss follow."""

    def __init__(self, scores):
        shifted = scores - scores.max(axis=-1, keepdims=True)
        self.values = shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    """Delegate to the cell."""
    return Cell(W_xh, W_hh, b_h).step(x_t, h_prev)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """Collect the states of the cell."""
    width = len(b_h)
    start = np.zeros(width) if h0 is None else np.array(h0)
    states = list(Cell(W_xh, W_hh, b_h).states(x, start))
    return np.stack(states) if states else np.zeros((0, width))


def rnn_outputs(h, W_hy, b_y):
    """Sum over the units by broadcasting."""
    return (h[:, None, :] * W_hy[None, :, :]).sum(axis=2) + b_y


def softmax(z):
    """Exponentiate the log-probabilities."""
    return np.exp(LogProbabilities(z).values)


def cross_entropy(logits, targets):
    """Sum minus the log-probabilities of the targets."""
    log_p = LogProbabilities(logits).values
    return 0.0 - log_p[np.arange(targets.size), targets].sum()


def predict_tokens(logits, vocabulary):
    """Take the symbols out of an object array, so that they stay plain strings."""
    symbols = np.array(vocabulary, dtype=object)
    return symbols[np.argmax(logits, axis=1)].tolist()
