"""Gradients as one product of Jacobians for each pair of steps, contracted by einsum."""

import numpy as np


def _states(x, direction, h0):
    W_xh, W_hh, b_h = direction
    sums = np.einsum("hd,td->th", W_xh, x) + b_h
    h = np.zeros(b_h.shape) if h0 is None else h0
    states = np.empty(sums.shape)
    for t, total in enumerate(sums):
        h = states[t] = np.tanh(total + np.einsum("ij,j->i", W_hh, h))
    return states


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    order = np.arange(len(x))[::-1]
    h_b = _states(x[order], backward, h0_backward)
    return _states(x, forward, h0_forward), h_b[order]


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        merged = np.empty((h_f.shape[0], h_f.shape[1] + h_b.shape[1]))
        merged[:, : h_f.shape[1]], merged[:, h_f.shape[1] :] = h_f, h_b
        return merged
    if mode == "mul":
        return np.einsum("th,th->th", h_f, h_b)
    if mode in ("sum", "ave"):
        return np.einsum("kth->th", np.stack((h_f, h_b))) / {"sum": 1, "ave": 2}[mode]
    raise ValueError("unknown mode")


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return np.einsum("oh,th->to", W_fy, h_f) + np.einsum("oh,th->to", W_by, h_b) + b_y[None]


def final_states(h_f, h_b):
    T = h_f.shape[0]
    if T < 1:
        raise ValueError("T < 1")
    return np.concatenate((h_f[T - 1], h_b[-T]), axis=None)


def _sensitivity(states, W_hh):
    """S[s, t] is d h_s / d (sum inside tanh at t), for a layer that reads in row order."""
    T, H = states.shape
    slopes = 1 - states**2
    S = np.zeros((T, T, H, H))
    for t in range(T):
        S[t, t] = np.diag(slopes[t])
        for s in range(t + 1, T):
            S[s, t] = np.einsum("i,ij,jk->ik", slopes[s], W_hh, S[s - 1, t])
    return S


def _layer(errors, W_y, x, states, direction, h0):
    delta = np.einsum("so,oi,stij->tj", errors, W_y, _sensitivity(states, direction[1]))
    before = np.zeros(states.shape)
    before[1:] = states[:-1]
    if h0 is not None:
        before[0] = h0
    return (
        np.einsum("ti,tj->ij", delta, x),
        np.einsum("ti,tj->ij", delta, before),
        np.einsum("ti->i", delta),
    )


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    errors = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    W_xh_f, W_hh_f, b_h_f = _layer(errors, W_fy, x, h_f, forward, h0_forward)
    W_xh_b, W_hh_b, b_h_b = _layer(errors[::-1], W_by, x[::-1], h_b[::-1], backward, h0_backward)
    return float(np.einsum("to,to->", errors, errors)) / 2, {
        "W_xh_f": W_xh_f,
        "W_hh_f": W_hh_f,
        "b_h_f": b_h_f,
        "W_xh_b": W_xh_b,
        "W_hh_b": W_hh_b,
        "b_h_b": b_h_b,
        "W_fy": np.einsum("to,th->oh", errors, h_f),
        "W_by": np.einsum("to,th->oh", errors, h_b),
        "b_y": np.einsum("to->o", errors),
    }
