"""Plain loops over single numbers; NumPy only holds the results."""

import math

import numpy as np


def _one_way(x, steps, direction, h0):
    W_xh, W_hh, b_h = direction
    units, features = W_xh.shape
    states = np.zeros((len(x), units))
    h = [0.0] * units if h0 is None else [float(value) for value in h0]
    for t in steps:
        new = []
        for i in range(units):
            total = float(b_h[i])
            for j in range(features):
                total += W_xh[i, j] * x[t, j]
            for j in range(units):
                total += W_hh[i, j] * h[j]
            new.append(math.tanh(total))
        h = new
        for i in range(units):
            states[t, i] = h[i]
    return states


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    T = len(x)
    return (
        _one_way(x, range(T), forward, h0_forward),
        _one_way(x, range(T - 1, -1, -1), backward, h0_backward),
    )


def merge_states(h_f, h_b, mode="concat"):
    if mode not in ("concat", "sum", "ave", "mul"):
        raise ValueError("mode must be concat, sum, ave or mul")
    steps, width = h_f.shape
    merged = np.zeros((steps, width + h_b.shape[1] if mode == "concat" else width))
    for t in range(steps):
        for i in range(merged.shape[1]):
            if mode == "concat":
                merged[t, i] = h_f[t, i] if i < width else h_b[t, i - width]
            elif mode == "mul":
                merged[t, i] = h_f[t, i] * h_b[t, i]
            else:
                merged[t, i] = (h_f[t, i] + h_b[t, i]) * (1.0 if mode == "sum" else 0.5)
    return merged


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    y = np.zeros((len(h_f), len(b_y)))
    for t in range(len(h_f)):
        for k in range(len(b_y)):
            y[t, k] = b_y[k]
            for i in range(h_f.shape[1]):
                y[t, k] += W_fy[k, i] * h_f[t, i]
            for i in range(h_b.shape[1]):
                y[t, k] += W_by[k, i] * h_b[t, i]
    return y


def final_states(h_f, h_b):
    if h_f.shape[0] == 0:
        raise ValueError("no steps")
    return np.array([*h_f[h_f.shape[0] - 1], *h_b[0]])


def _layer_gradients(x, errors, weights, states, direction, h0, came_from, steps):
    W_xh, W_hh, b_h = direction
    d_xh, d_hh, d_b = np.zeros(W_xh.shape), np.zeros(W_hh.shape), np.zeros(b_h.shape)
    units = len(b_h)
    carry = [0.0] * units
    for t in steps:
        source = t + came_from
        delta = [0.0] * units
        for i in range(units):
            flow = carry[i]
            for k in range(errors.shape[1]):
                flow += errors[t, k] * weights[k, i]
            delta[i] = flow * (1.0 - states[t, i] ** 2)
            d_b[i] += delta[i]
            for j in range(x.shape[1]):
                d_xh[i, j] += delta[i] * x[t, j]
            for j in range(units):
                if 0 <= source < len(x):
                    d_hh[i, j] += delta[i] * states[source, j]
                elif h0 is not None:
                    d_hh[i, j] += delta[i] * h0[j]
        carry = [sum(W_hh[i, j] * delta[i] for i in range(units)) for j in range(units)]
    return d_xh, d_hh, d_b


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    T = len(x)
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
    loss = 0.0
    errors = np.zeros(y.shape)
    d_fy, d_by, d_y = np.zeros(W_fy.shape), np.zeros(W_by.shape), np.zeros(b_y.shape)
    for t in range(T):
        for k in range(len(b_y)):
            e = float(y[t, k] - d[t, k])
            loss += e * e / 2
            errors[t, k] = e
            d_y[k] += e
            d_fy[k] += [e * value for value in h_f[t]]
            d_by[k] += [e * value for value in h_b[t]]
    back = range(T - 1, -1, -1)
    f = _layer_gradients(x, errors, W_fy, h_f, forward, h0_forward, -1, back)
    b = _layer_gradients(x, errors, W_by, h_b, backward, h0_backward, 1, range(T))
    gradients = dict(zip(("W_xh_f", "W_hh_f", "b_h_f"), f, strict=True))
    gradients.update(zip(("W_xh_b", "W_hh_b", "b_h_b"), b, strict=True))
    gradients.update(W_fy=d_fy, W_by=d_by, b_y=d_y)
    return loss, gradients
