"""Right: a sequence is its first steps and the last one."""

import numpy as np


def state(x, layer, h0):
    """Give the state after all of x."""
    W_xh, W_hh, b_h = layer
    if len(x) == 0:
        return np.zeros_like(b_h) if h0 is None else h0
    return np.tanh(x[-1] @ W_xh.T + state(x[:-1], layer, h0) @ W_hh.T + b_h)


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Treat the input as a sequence."""
    return many_to_one(x.reshape(1, -1), W_xh, W_hh, b_h, W_hy, b_y, h0)


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Put the output of the last step below the others."""
    if steps == 0:
        return np.zeros((0, W_hy.shape[0]))
    others = one_to_many(x, steps - 1, W_xh, W_hh, b_h, W_hy, b_y, h0)
    inputs = np.vstack([x[None], np.zeros((steps - 1, x.size))])
    last = many_to_one(inputs, W_xh, W_hh, b_h, W_hy, b_y, h0)
    return np.vstack([others, last])


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read the last state."""
    return W_hy.dot(state(x, (W_xh, W_hh, b_h), h0)) + b_y


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Answer for every beginning of the sequence."""
    ends = range(1, len(x) + 1)
    return np.stack([many_to_one(x[:end], W_xh, W_hh, b_h, W_hy, b_y, h0) for end in ends])


def write(said, h, steps, decoder, W_hy, b_y):
    """Say one vector, then the rest."""
    if steps == 0:
        return []
    h = state(said[None], decoder, h)
    y = W_hy @ h + b_y
    return [y, *write(y, h, steps - 1, decoder, W_hy, b_y)]


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """Begin to write when all is read."""
    rows = write(np.zeros(b_y.shape), state(x, encoder, h0), steps, decoder, W_hy, b_y)
    return np.array(rows).reshape(steps, b_y.size)


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Put the first answer before the others."""
    if len(x) == 0:
        return np.zeros((0, len(b_y)))
    first = many_to_one(x[0, : lengths[0]], W_xh, W_hh, b_h, W_hy, b_y, h0)
    others = batch_many_to_one(x[1:], lengths[1:], W_xh, W_hh, b_h, W_hy, b_y, h0)
    return np.concatenate([first[None], others])
