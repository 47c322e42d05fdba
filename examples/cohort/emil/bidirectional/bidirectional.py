"""Everything here is a recursion: a state asks its neighbour, an error asks the error behind it."""

import numpy as np

MODES = {
    "concat": lambda f, b: np.concatenate((f, b), axis=1),
    "sum": lambda f, b: f + b,
    "ave": lambda f, b: (f + b) / 2,
    "mul": lambda f, b: f * b,
}


def read(rows, layer, h):
    """States of a layer over rows, first row first."""
    if len(rows) == 0:
        return []
    W, U, b = layer
    h = np.tanh(W @ rows[0] + U @ h + b)
    return [h] + read(rows[1:], layer, h)


def unread(pulls, states, U):
    """Errors inside tanh, in the same order as states."""
    if not states:
        return []
    later = unread(pulls[1:], states[1:], U)
    pull = pulls[0] + (U.T @ later[0] if later else 0)
    return [pull * (1 - states[0] ** 2)] + later


def start(layer, h0):
    return np.zeros(len(layer[2])) if h0 is None else h0


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    f = read(x, forward, start(forward, h0_forward))
    b = read(x[::-1], backward, start(backward, h0_backward))[::-1]
    return (
        np.array(f).reshape(len(x), len(forward[2])),
        np.array(b).reshape(len(x), len(backward[2])),
    )


def merge_states(h_f, h_b, mode="concat"):
    if mode not in MODES:
        raise ValueError(f"{mode!r}: expected one of {sorted(MODES)}")
    return MODES[mode](h_f, h_b)


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if len(h_f) == 0:
        raise ValueError("nothing read, nothing known")
    return np.concatenate((h_f[-1], h_b[0]))


def layer_gradients(rows, pulls, layer, h0):
    first = start(layer, h0)
    states = read(rows, layer, first)
    deltas = np.array(unread(list(pulls), states, layer[1]))
    return deltas.T @ rows, deltas.T @ np.array([first, *states[:-1]]), deltas.sum(axis=0)


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    error = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    # the backward layer is a forward layer on the turned sequence
    f = layer_gradients(x, error @ W_fy, forward, h0_forward)
    b = layer_gradients(x[::-1], (error @ W_by)[::-1], backward, h0_backward)
    names = ("W_xh", "W_hh", "b_h")
    gradients = {n + "_f": g for n, g in zip(names, f)} | {n + "_b": g for n, g in zip(names, b)}
    gradients |= {"W_fy": error.T @ h_f, "W_by": error.T @ h_b, "b_y": error.sum(axis=0)}
    return float((error**2).sum() / 2), gradients
