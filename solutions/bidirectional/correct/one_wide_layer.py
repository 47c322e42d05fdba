"""Both layers in one: a single layer of Hf + Hb units whose matrices are made of blocks.

In round s it reads step s for the forward units and step T-1-s for the backward units.
"""

import numpy as np


def _blocks(a, b):
    wide = np.zeros((a.shape[0] + b.shape[0], a.shape[1] + b.shape[1]))
    wide[: a.shape[0], : a.shape[1]] = a
    wide[a.shape[0] :, a.shape[1] :] = b
    return wide


def _wide(x, forward, backward, h0_forward, h0_backward):
    """Inputs, parameters and start of the wide layer."""
    inputs = np.concatenate((x, np.flip(x, axis=0)), axis=1)
    parameters = (
        _blocks(forward[0], backward[0]),
        _blocks(forward[1], backward[1]),
        np.concatenate((forward[2], backward[2])),
    )
    start = np.zeros(len(parameters[2]))
    units = len(forward[2])
    if h0_forward is not None:
        start[:units] = h0_forward
    if h0_backward is not None:
        start[units:] = h0_backward
    return inputs, parameters, start


def _wide_states(inputs, parameters, start):
    """All states of the wide layer, with the start in row 0."""
    W_xh, W_hh, b_h = parameters
    states = np.vstack([start, inputs @ W_xh.T + b_h])
    for s in range(1, len(states)):
        states[s] = np.tanh(states[s] + states[s - 1] @ W_hh.T)
    return states


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    states = _wide_states(*_wide(x, forward, backward, h0_forward, h0_backward))[1:]
    units = len(forward[2])
    return states[:, :units].copy(), np.flipud(states[:, units:]).copy()


def merge_states(h_f, h_b, mode="concat"):
    match mode:
        case "concat":
            return np.column_stack((h_f, h_b))
        case "sum":
            return np.sum((h_f, h_b), axis=0)
        case "ave":
            return np.mean((h_f, h_b), axis=0)
        case "mul":
            return np.prod((h_f, h_b), axis=0)
        case _:
            raise ValueError(f"no such mode: {mode}")


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    ones = np.ones((len(h_f), 1))
    return np.hstack((h_f, h_b, ones)) @ np.hstack((W_fy, W_by, b_y[:, None])).T


def final_states(h_f, h_b):
    if not h_f.shape[0]:
        raise ValueError("T = 0")
    merged = merge_states(h_f[-1:], h_b[:1])
    return merged.ravel()


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    inputs, parameters, start = _wide(x, forward, backward, h0_forward, h0_backward)
    states = _wide_states(inputs, parameters, start)
    units = len(forward[2])
    h_f, h_b = states[1:, :units], states[1:, units:][::-1]
    errors = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d

    deltas = np.hstack((errors @ W_fy, errors[::-1] @ W_by))
    for s in range(len(x) - 1, -1, -1):
        if s + 1 < len(x):
            deltas[s] += deltas[s + 1] @ parameters[1]
        deltas[s] *= 1 - states[s + 1] ** 2
    xh, hh, b = deltas.T @ inputs, deltas.T @ states[:-1], deltas.sum(axis=0)
    features = x.shape[1]
    return 0.5 * float(np.vdot(errors, errors)), {
        "W_xh_f": xh[:units, :features],
        "W_hh_f": hh[:units, :units],
        "b_h_f": b[:units],
        "W_xh_b": xh[units:, features:],
        "W_hh_b": hh[units:, units:],
        "b_h_b": b[units:],
        "W_fy": errors.T @ h_f,
        "W_by": errors.T @ h_b,
        "b_y": errors.T @ np.ones(len(x)),
    }
