"""Right: every sum is a loop over numbers."""

import math

import numpy as np


def advance(x_t, h, W_xh, W_hh, b_h):
    """Compute one unit after the other."""
    new = []
    for i in range(len(b_h)):
        a = b_h[i]
        for j in range(W_xh.shape[1]):
            a += W_xh[i, j] * x_t[j]
        for j in range(len(h)):
            a += W_hh[i, j] * h[j]
        new.append(math.tanh(a))
    return new


def read(h, W_hy, b_y):
    """Compute one output after the other."""
    return [b + sum(w * unit for w, unit in zip(row, h)) for row, b in zip(W_hy, b_y)]


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Advance once."""
    h = [0.0] * len(b_h) if h0 is None else h0
    return np.array(read(advance(x, h, W_xh, W_hh, b_h), W_hy, b_y))


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take the input away after the first step."""
    h = [0.0] * len(b_h) if h0 is None else h0
    outputs = np.zeros((steps, len(b_y)))
    x_t = list(x)
    for t in range(steps):
        h = advance(x_t, h, W_xh, W_hh, b_h)
        outputs[t] = read(h, W_hy, b_y)
        x_t = [0.0] * len(x)
    return outputs


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read after the loop."""
    h = [0.0] * len(b_h) if h0 is None else h0
    for t in range(x.shape[0]):
        h = advance(x[t], h, W_xh, W_hh, b_h)
    return np.array(read(h, W_hy, b_y))


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read inside the loop."""
    h = [0.0] * len(b_h) if h0 is None else h0
    outputs = []
    for t in range(x.shape[0]):
        h = advance(x[t], h, W_xh, W_hh, b_h)
        outputs.append(read(h, W_hy, b_y))
    return np.array(outputs)


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """Two loops, one after the other."""
    h = [0.0] * len(encoder[2]) if h0 is None else h0
    for t in range(len(x)):
        h = advance(x[t], h, encoder[0], encoder[1], encoder[2])
    outputs = np.zeros((steps, len(b_y)))
    said = [0.0] * len(b_y)
    for t in range(steps):
        h = advance(said, h, decoder[0], decoder[1], decoder[2])
        said = read(h, W_hy, b_y)
        for o in range(len(b_y)):
            outputs[t, o] = said[o]
    return outputs


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Fill row after row."""
    outputs = np.zeros((len(x), len(b_y)))
    for b in range(len(x)):
        h = [0.0] * len(b_h) if h0 is None else h0
        for t in range(lengths[b]):
            h = advance(x[b, t], h, W_xh, W_hh, b_h)
        outputs[b] = read(h, W_hy, b_y)
    return outputs
