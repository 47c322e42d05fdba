"""Right: a cell is a generator of states, and shapes are ways to take from it."""

from itertools import accumulate, chain, islice, repeat

import numpy as np


def states(inputs, layer, h0):
    """Yield the state after each input."""
    W_xh, W_hh, b_h = layer
    h = np.zeros(len(b_h)) if h0 is None else np.array(h0)
    for x_t in inputs:
        h = np.tanh(np.matmul(W_xh, x_t) + np.matmul(W_hh, h) + b_h)
        yield h


def last(items):
    """Run to the end."""
    for item in items:
        kept = item
    return kept


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take the first."""
    return W_hy @ next(states([x], (W_xh, W_hh, b_h), h0)) + b_y


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take some of an endless sequence."""
    inputs = chain([x], repeat(np.zeros(x.shape)))
    some = list(islice(states(inputs, (W_xh, W_hh, b_h), h0), steps))
    return np.array([W_hy @ h + b_y for h in some]).reshape(steps, len(b_y))


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take the last."""
    return W_hy @ last(states(x, (W_xh, W_hh, b_h), h0)) + b_y


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take all."""
    return np.array([W_hy @ h + b_y for h in states(x, (W_xh, W_hh, b_h), h0)])


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """Accumulate pairs of state and output."""
    W_xh, W_hh, b_h = decoder

    def say(pair, _):
        h, y = pair
        h = np.tanh(W_xh @ y + W_hh @ h + b_h)
        return h, W_hy @ h + b_y

    start = last(states(x, encoder, h0)), np.zeros(len(b_y))
    pairs = list(accumulate(range(steps), say, initial=start))
    return np.array([y for _, y in pairs])[1:]


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Take the last of each."""
    layer = W_xh, W_hh, b_h
    ends = [last(islice(states(row, layer, h0), int(n))) for row, n in zip(x, lengths)]
    return np.vstack(ends) @ W_hy.T + b_y
