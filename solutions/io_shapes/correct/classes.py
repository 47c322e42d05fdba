"""Right: a network is an object with a state."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Layer:
    """A tanh layer that remembers where it is."""

    W_xh: np.ndarray
    W_hh: np.ndarray
    b_h: np.ndarray
    h: np.ndarray | None = None

    def __post_init__(self):
        self.h = np.zeros_like(self.b_h) if self.h is None else self.h.copy()
        self.W = np.hstack([self.W_xh, self.W_hh, self.b_h[:, None]])

    def read(self, x_t):
        """Go on by one step: one product with input, state and a constant 1."""
        self.h = np.tanh(self.W @ np.hstack([x_t, self.h, 1.0]))
        return self

    def read_all(self, x):
        """Go on by many steps."""
        for x_t in x:
            self.read(x_t)
        return self


@dataclass
class Head:
    """A linear output."""

    W_hy: np.ndarray
    b_y: np.ndarray

    def __call__(self, layer):
        return (self.W_hy * layer.h).sum(axis=1) + self.b_y


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read, then say."""
    return Head(W_hy, b_y)(Layer(W_xh, W_hh, b_h, h0).read(x))


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read the input, then nothing."""
    layer, head = Layer(W_xh, W_hh, b_h, h0), Head(W_hy, b_y)
    outputs = np.empty((steps, b_y.size))
    for t in range(steps):
        outputs[t] = head(layer.read(x if not t else 0 * x))
    return outputs


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read all, then say."""
    return Head(W_hy, b_y)(Layer(W_xh, W_hh, b_h, h0).read_all(x))


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read and say in turn."""
    layer, head = Layer(W_xh, W_hh, b_h, h0), Head(W_hy, b_y)
    return np.stack([head(layer.read(x_t)) for x_t in x])


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """One layer hands its state to the other."""
    reader = Layer(*encoder, h0).read_all(x)
    writer, head = Layer(*decoder, reader.h), Head(W_hy, b_y)
    said = [np.zeros(b_y.size)]
    while len(said) <= steps:
        said.append(head(writer.read(said[-1])))
    return np.array(said[1:]).reshape(-1, b_y.size)


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """One network for each sequence."""
    return np.stack(
        [many_to_one(row[:n], W_xh, W_hh, b_h, W_hy, b_y, h0) for row, n in zip(x, lengths)]
    )
