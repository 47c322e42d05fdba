#!/usr/bin/env python3
# -*- coding: utf-8 -*-
# Emil, BPTT
import numpy as np

print("bptt loaded")


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        return y_in - d
    elif activation == "sigmoid":
        y = 1 / (1 + np.exp(-np.clip(y_in, -500, 500)))
        return (y - d) * y * (1 - y)
    elif activation == "tanh":
        y = np.tanh(y_in)
        return (y - d) * (1 - y**2)
    raise ValueError(activation)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T = len(h)
    H = h.shape[1]
    delta = np.zeros((T, H))
    carry = np.zeros(H)
    t = T - 1
    while t >= 0:
        delta[t] = (1 - h[t] ** 2) * (delta_out[t] @ W_hy + carry)
        carry = delta[t] @ W_hh
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    T = len(x)
    H = h.shape[1]
    D = x.shape[1]
    c = {"W_xh": np.zeros((T, H, D)), "W_hh": np.zeros((T, H, H)), "b_h": np.zeros((T, H))}
    prev = h0
    if prev is None:
        prev = np.zeros(H)
    t = 0
    while t < T:
        c["W_xh"][t] = np.outer(delta_h[t], x[t])
        c["W_hh"][t] = np.outer(delta_h[t], prev)
        c["b_h"][t] = delta_h[t]
        prev = h[t]
        t += 1
    return c


def gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0, loss, steps):
    # one backward loop per loss, k steps long
    T = len(x)
    H = len(b_h)
    hs = [np.zeros(H) if h0 is None else h0]
    for t in range(T):
        hs.append(np.tanh(W_xh @ x[t] + W_hh @ hs[t] + b_h))
    L = 0.0
    g = {"W_xh": 0 * W_xh, "W_hh": 0 * W_hh, "b_h": 0 * b_h, "W_hy": 0 * W_hy, "b_y": 0 * b_y, "h0": 0 * b_h}
    for t in range(T, 0, -1):
        if steps == "last" and t < T:
            break
        y = W_hy @ hs[t] + b_y
        if loss == "squared_error":
            L += 0.5 * np.sum((y - d[t - 1]) ** 2)
            e = y - d[t - 1]
        else:
            z = y - np.max(y)
            p = np.exp(z) / np.sum(np.exp(z))
            L += np.log(np.sum(np.exp(z))) - np.sum(z * d[t - 1])
            e = p - d[t - 1]
        g["W_hy"] += np.outer(e, hs[t])
        g["b_y"] += e
        back = W_hy.T @ e
        for s in range(t, max(t - k, 0), -1):
            delta = (1 - hs[s] ** 2) * back
            g["W_xh"] += np.outer(delta, x[s - 1])
            g["W_hh"] += np.outer(delta, hs[s - 1])
            g["b_h"] += delta
            back = W_hh.T @ delta
            if s == 1:
                g["h0"] += back
    return float(L), g


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    return gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, len(x), h0, loss, steps)


def state_jacobian(h_t, W_hh):
    return ((1 - h_t**2) * W_hh.T).T


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    out = np.zeros((T, H, H, H))
    for k in range(T):
        before = h[k - 1]
        if k == 0:
            before = np.zeros(H) if h0 is None else h0
        J = np.eye(H)
        for t in range(k + 1, T):
            J = state_jacobian(h[t], W_hh) @ J
        for a in range(H):
            for b in range(H):
                out[k, :, a, b] = J[:, a] * (1 - h[k, a] ** 2) * before[b]
    return out


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    L, g = gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0, loss, steps)
    del g["h0"]
    return L, g
