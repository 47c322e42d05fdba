"""Each state calls for its neighbour; each error calls for the error that flows into it."""

from functools import cache

import numpy as np


def _layers(x, forward, backward, h0_forward, h0_backward):
    def start(h0, direction):
        return np.zeros_like(direction[2]) if h0 is None else h0

    @cache
    def f(t):
        if t < 0:
            return start(h0_forward, forward)
        return np.tanh(forward[0].dot(x[t]) + forward[1].dot(f(t - 1)) + forward[2])

    @cache
    def b(t):
        if t == len(x):
            return start(h0_backward, backward)
        return np.tanh(backward[0].dot(x[t]) + backward[1].dot(b(t + 1)) + backward[2])

    return f, b


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    f, b = _layers(x, forward, backward, h0_forward, h0_backward)
    h_f = [f(t) for t in range(len(x))]
    h_b = [b(t) for t in range(len(x))]
    return (
        np.array(h_f).reshape(len(x), len(forward[2])),
        np.array(h_b).reshape(len(x), len(backward[2])),
    )


def merge_states(h_f, h_b, mode="concat"):
    merge = {
        "concat": lambda a, b: np.hstack((a, b)),
        "sum": np.add,
        "ave": lambda a, b: 0.5 * a + 0.5 * b,
        "mul": np.multiply,
    }
    try:
        return merge[mode](h_f, h_b)
    except KeyError:
        raise ValueError(mode) from None


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    if not len(h_f):
        return np.zeros((0, len(b_y)))
    rest = birnn_outputs(h_f[1:], h_b[1:], W_fy, W_by, b_y)
    return np.vstack([W_fy.dot(h_f[0]) + W_by.dot(h_b[0]) + b_y, rest])


def final_states(h_f, h_b):
    if h_f.size == 0:
        raise ValueError("empty")
    return np.append(h_f[-1], h_b[0])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    T = len(x)
    f, b = _layers(x, forward, backward, h0_forward, h0_backward)

    @cache
    def error(t):
        return W_fy.dot(f(t)) + W_by.dot(b(t)) + b_y - d[t]

    @cache
    def delta_f(t):
        later = forward[1].T.dot(delta_f(t + 1)) if t + 1 < T else 0.0
        return (W_fy.T.dot(error(t)) + later) * (1.0 - f(t)) * (1.0 + f(t))

    @cache
    def delta_b(t):
        earlier = backward[1].T.dot(delta_b(t - 1)) if t else 0.0
        return (W_by.T.dot(error(t)) + earlier) * (1.0 - b(t)) * (1.0 + b(t))

    def total(terms):
        return sum(terms[1:], terms[0])

    steps = range(T)
    return float(sum(error(t).dot(error(t)) for t in steps) / 2), {
        "W_xh_f": total([np.outer(delta_f(t), x[t]) for t in steps]),
        "W_hh_f": total([np.outer(delta_f(t), f(t - 1)) for t in steps]),
        "b_h_f": total([delta_f(t) for t in steps]),
        "W_xh_b": total([np.outer(delta_b(t), x[t]) for t in steps]),
        "W_hh_b": total([np.outer(delta_b(t), b(t + 1)) for t in steps]),
        "b_h_b": total([delta_b(t) for t in steps]),
        "W_fy": total([np.outer(error(t), f(t)) for t in steps]),
        "W_by": total([np.outer(error(t), b(t)) for t in steps]),
        "b_y": total([error(t) for t in steps]),
    }
