"""Bidirectional recurrent networks.  TODO: gradients (not finished, was ill this week)"""

import numpy as np


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    """states of both layers, time order"""
    Wxf, Whf, bf = forward
    Wxb, Whb, bb = backward
    T = x.shape[0]

    hf = np.empty((T, bf.size))
    hb = np.empty((T, bb.size))

    state = h0_forward if h0_forward is not None else np.zeros(bf.size)
    for t in range(0, T):
        state = np.tanh(Wxf @ x[t] + Whf @ state + bf)
        hf[t] = state

    state = h0_backward if h0_backward is not None else np.zeros(bb.size)
    for t in range(T - 1, -1, -1):
        state = np.tanh(Wxb @ x[t] + Whb @ state + bb)
        hb[t] = state

    return hf, hb


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.concatenate([h_f, h_b], axis=1)
    if mode == "sum":
        return h_f + h_b
    if mode == "ave":
        return (h_f + h_b) / 2
    if mode == "mul":
        return h_f * h_b
    raise ValueError("mode must be concat, sum, ave or mul")


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if len(h_f) == 0:
        raise ValueError("T = 0")
    return np.concatenate([h_f[-1], h_b[0]])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
    loss = 0.5 * np.sum((y - d) ** 2)
    # delta_y = y - d
    # then the two sweeps ...
    raise NotImplementedError("birnn_gradients")
