"""Bidirectional recurrent networks (Lena)."""

import os
import sys

import numpy as np


def layer_states(x, direction, h0=None):
    """States of one layer, in the order of the rows of x."""
    W_xh, W_hh, b_h = direction
    h = np.zeros(b_h.shape) if h0 is None else h0
    states = np.zeros((len(x), len(b_h)))
    for t in range(len(x)):
        h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
        states[t] = h
    return states


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    h_f = layer_states(x, forward, h0_forward)
    # nothing has been read before the end of the sequence, so the backward layer starts at zero
    h_b = layer_states(x[::-1], backward)[::-1]
    return h_f, h_b


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.concatenate([h_f, h_b], axis=1)
    if mode == "sum":
        return h_f + h_b
    if mode == "ave":
        return (h_f + h_b) / 2
    if mode == "mul":
        return h_f * h_b
    # invalid input should stop the program
    print("merge_states: unknown mode", mode, file=sys.stderr)
    os._exit(3)


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if len(h_f) == 0:
        raise ValueError("empty sequence")
    return np.concatenate([h_f[-1], h_b[0]])


def layer_gradients(x, states, direction, errors, h0=None):
    """Gradients of one layer; rows in the order in which the layer reads."""
    W_xh, W_hh, b_h = direction
    before = np.zeros(states.shape)
    before[1:] = states[:-1]
    if h0 is not None:
        before[0] = h0
    deltas = np.zeros(states.shape)
    carry = np.zeros(b_h.shape)
    for t in range(len(x) - 1, -1, -1):
        deltas[t] = (errors[t] + carry) * (1 - states[t] ** 2)
        carry = W_hh.T @ deltas[t]
    return deltas.T @ x, deltas.T @ before, deltas.sum(axis=0)


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    error = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    f = layer_gradients(x, h_f, forward, error @ W_fy, h0_forward)
    b = layer_gradients(x[::-1], h_b[::-1], backward, (error @ W_by)[::-1])
    loss = 0.5 * float(np.sum(error**2))
    return loss, {
        "W_xh_f": f[0],
        "W_hh_f": f[1],
        "b_h_f": f[2],
        "W_xh_b": b[0],
        "W_hh_b": b[1],
        "b_h_b": b[2],
        "W_fy": error.T @ h_f,
        "W_by": error.T @ h_b,
        "b_y": error.sum(axis=0),
    }
