"""Right: everything is a batch, and a mask says who still runs."""

import numpy as np


def run(x, layer, h, running=None):
    """Give the states (B, T, H) of a batch (B, T, D)."""
    W_xh, W_hh, b_h = layer
    drive = np.einsum("btd,hd->bth", x, W_xh) + b_h
    states = np.zeros(drive.shape)
    for t in range(x.shape[1]):
        new = np.tanh(drive[:, t] + np.einsum("bh,gh->bg", h, W_hh))
        h = new if running is None else np.where(running[:, t, None], new, h)
        states[:, t] = h
    return states


def begin(batch, b_h, h0):
    """Repeat the start state for each sequence."""
    return np.zeros((batch, b_h.size)) + (0.0 if h0 is None else h0)


def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Run a batch of one sequence of one step."""
    states = run(x[None, None], (W_xh, W_hh, b_h), begin(1, b_h, h0))
    return np.einsum("h,oh->o", states[0, 0], W_hy) + b_y


def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Multiply the input with one, and with zero."""
    first = (np.arange(steps) == 0)[None, :, None]
    states = run(first * x, (W_xh, W_hh, b_h), begin(1, b_h, h0))
    return np.tensordot(states[0], W_hy, axes=(1, 1)) + b_y


def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Keep the last output of many-to-many."""
    return many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0)[-1].copy()


def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Read all states at once."""
    states = run(x[np.newaxis], (W_xh, W_hh, b_h), begin(1, b_h, h0))
    return np.einsum("th,oh->to", states[0], W_hy) + b_y


def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
    """Run the decoder for one step at a time."""
    h = run(x[None], encoder, begin(1, encoder[2], h0))[:, -1]
    said = np.zeros((1, steps + 1, b_y.size))
    for t in range(steps):
        h = run(said[:, t : t + 1], decoder, h)[:, -1]
        said[:, t + 1] = h @ W_hy.T + b_y
    return said[0, 1:].copy()


def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    """Let a sequence stand still behind its end."""
    running = np.arange(x.shape[1])[None, :] < np.asarray(lengths)[:, None]
    states = run(
        np.where(running[:, :, None], x, 0), (W_xh, W_hh, b_h), begin(len(x), b_h, h0), running
    )
    return states[:, -1] @ W_hy.T + b_y
