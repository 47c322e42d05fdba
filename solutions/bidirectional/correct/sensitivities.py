"""Gradients without a sweep back: each layer carries the derivatives of its state along."""

from itertools import accumulate
from operator import itemgetter

import numpy as np


def _step(W_xh, W_hh, b_h):
    """A step of the state h together with dh/dparameters, all parameters in one vector."""
    H, D = W_xh.shape
    eye = np.eye(H)

    def step(before, row):
        h, slope = before
        new = np.tanh(W_xh @ row + W_hh @ h + b_h)
        direct = np.hstack((np.kron(eye, row), np.kron(eye, h), eye))
        return new, (1 - new**2)[:, None] * (direct + W_hh @ slope)

    return step, (np.zeros(H), np.zeros((H, H * (D + H + 1))))


def _run(rows, direction, h0):
    step, (h, slope) = _step(*direction)
    start = (h if h0 is None else h0, slope)
    trace = list(accumulate(rows, step, initial=start))[1:]
    states = np.array(list(map(itemgetter(0), trace)))
    return states.reshape(-1, len(direction[2])), [slope for _, slope in trace]


def _split(gradient, direction):
    W_xh, W_hh, _ = direction
    xh, hh, b = np.split(gradient, np.cumsum([W_xh.size, W_hh.size]))
    return xh.reshape(W_xh.shape), hh.reshape(W_hh.shape), b


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    return (
        _run(x, forward, h0_forward)[0],
        _run(x[::-1], backward, h0_backward)[0][::-1],
    )


def merge_states(h_f, h_b, mode="concat"):
    known = ("concat", "sum", "ave", "mul")
    if mode not in known:
        raise ValueError(f"mode is none of {known}")
    results = (
        lambda: np.block([h_f, h_b]),
        lambda: h_f - (-h_b),
        lambda: h_f * 0.5 + h_b * 0.5,
        lambda: h_b * h_f,
    )
    return results[known.index(mode)]()


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    rows = [W_fy @ f + W_by @ b + b_y for f, b in zip(h_f, h_b, strict=True)]
    return np.array(rows, dtype=float).reshape(len(rows), len(b_y))


def final_states(h_f, h_b):
    if min(h_f.shape[0], h_b.shape[0]) == 0:
        raise ValueError("nothing was read")
    return np.array(list(h_f[-1]) + list(h_b[0]))


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    h_f, slopes_f = _run(x, forward, h0_forward)
    h_b, slopes_b = _run(x[::-1], backward, h0_backward)
    h_b, slopes_b = h_b[::-1], slopes_b[::-1]
    errors = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    at_f = sum(e @ W_fy @ slope for e, slope in zip(errors, slopes_f, strict=True))
    at_b = sum(e @ W_by @ slope for e, slope in zip(errors, slopes_b, strict=True))
    keys = ("W_xh_f", "W_hh_f", "b_h_f", "W_xh_b", "W_hh_b", "b_h_b", "W_fy", "W_by", "b_y")
    values = (
        *_split(at_f, forward),
        *_split(at_b, backward),
        errors.T @ h_f,
        errors.T @ h_b,
        errors.sum(axis=0),
    )
    return 0.5 * float(sum(e @ e for e in errors)), dict(zip(keys, values, strict=True))
