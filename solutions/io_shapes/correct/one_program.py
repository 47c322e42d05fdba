"""Right: all shapes are one loop with a plan of what is read and what is kept."""

import numpy as np


def loop(plan, cell, head, h):
    """Follow a plan of (input, keep?) pairs; an input of None is the last output."""
    W_xh, W_hh, b_h = cell
    W_hy, b_y = head
    kept, y = [], np.zeros(len(b_y))
    h = np.zeros(len(b_h)) if h is None else h
    for x_t, keep in plan:
        a = W_hh @ h
        a += W_xh @ (y if x_t is None else x_t)
        a += b_h
        h = np.tanh(a, out=a)
        y = W_hy @ h + b_y
        if keep:
            kept.append(y)
    return h, np.array(kept).reshape(len(kept), len(b_y))


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read one, keep one."""
    return loop([(x, True)], (W_xh, W_hh, b_h), (W_hy, b_y), h0)[1][0]


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read one, keep all."""
    plan = [(x if t == 0 else np.zeros_like(x), True) for t in range(steps)]
    return loop(plan, (W_xh, W_hh, b_h), (W_hy, b_y), h0)[1]


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read all, keep one."""
    plan = [(x_t, t == len(x) - 1) for t, x_t in enumerate(x)]
    return loop(plan, (W_xh, W_hh, b_h), (W_hy, b_y), h0)[1].ravel()


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read all, keep all."""
    return loop([(x_t, True) for x_t in x], (W_xh, W_hh, b_h), (W_hy, b_y), h0)[1]


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """Read all and keep none, then read what was said and keep all."""
    h, _ = loop([(x_t, False) for x_t in x], encoder, (W_hy, b_y), h0)
    return loop([(None, True)] * steps, decoder, (W_hy, b_y), h)[1]


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Make a plan for each sequence."""
    outputs = np.full((len(x), len(b_y)), np.nan)
    for b, end in enumerate(lengths.tolist()):
        plan = [(x[b, t], t == end - 1) for t in range(end)]
        outputs[b] = loop(plan, (W_xh, W_hh, b_h), (W_hy, b_y), h0)[1][0]
    return outputs
