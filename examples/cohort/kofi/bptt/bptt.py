"""Kofi: BPTT"""

import numpy as np
from math import exp


def _h(x, W_xh, W_hh, b_h, h0):
    prev = np.zeros(len(b_h)) if h0 is None else h0
    res = np.zeros((len(x), len(b_h)))
    for t in range(len(x)):
        prev = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
        res[t] = prev
    return res


def _sigm(v):
    if v < -700:
        return 0.0
    return 1 / (1 + exp(-v))


def output_deltas(y_in, d, activation="linear"):
    # error = desired - actual
    T, O = y_in.shape
    if activation == "linear":
        return d - y_in
    elif activation == "sigmoid":
        y = np.array([[_sigm(y_in[t, o]) for o in range(O)] for t in range(T)])
        return y * (1 - y) * (d - y)
    elif activation == "tanh":
        y = np.tanh(y_in)
        return (1 - y * y) * (d - y)
    else:
        raise ValueError("activation " + str(activation) + " not known")


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    delta = np.zeros((T, H))
    nxt = np.zeros(H)
    for t in range(T - 1, -1, -1):
        nxt = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + W_hh.T @ nxt)
        delta[t] = nxt
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    T, H = h.shape
    prev = [np.zeros(H) if h0 is None else h0] + [h[t] for t in range(T - 1)]
    return {
        "W_xh": np.array([np.outer(delta_h[t], x[t]) for t in range(T)]),
        "W_hh": np.array([np.outer(delta_h[t], prev[t]) for t in range(T)]),
        "b_h": np.array([delta_h[t] for t in range(T)]),
    }


def _loss(h, d, W_hy, b_y, loss, steps):
    # derivative of the loss with respect to y: here it has to be y - d, checked with a small step!!
    L = 0.0
    T = len(h)
    delta = np.zeros((T, len(b_y)))
    for t in range(T):
        if steps == "last" and t < T - 1:
            continue
        y = W_hy @ h[t] + b_y
        if loss == "squared_error":
            L = L + 0.5 * sum((d[t] - y) ** 2)
            delta[t] = y - d[t]
        else:
            p = np.exp(y - max(y))
            p = p / sum(p)
            logz = max(y) + np.log(sum(np.exp(y - max(y))))
            L = L + logz - sum(d[t] * y)
            delta[t] = p - d[t]
    return float(L), delta


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = _h(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _loss(h, d, W_hy, b_y, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    terms = gradient_contributions(x, h, delta_h, h0)
    return L, {
        "W_xh": sum(terms["W_xh"]),
        "W_hh": sum(terms["W_hh"]),
        "b_h": sum(terms["b_h"]),
        "W_hy": delta_out.T @ h,
        "b_y": delta_out.sum(axis=0),
        "h0": W_hh.T @ delta_h[0],
    }


def state_jacobian(h_t, W_hh):
    return W_hh * (1 - h_t.reshape(-1, 1) ** 2)


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    for k in range(T):
        prev = h[k - 1] if k >= 1 else (np.zeros(H) if h0 is None else h0)
        F = np.eye(H)
        for t in range(T - 1, k, -1):
            F = F @ state_jacobian(h[t], W_hh)
        for i in range(H):
            terms[k, i] = np.outer(F[i] * (1 - h[k] ** 2), prev)
    return terms


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    h = _h(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _loss(h, d, W_hy, b_y, loss, steps)
    T = len(x)
    delta_h = np.zeros(h.shape)
    for t in range(T):
        back = W_hy.T @ delta_out[t]
        s = t
        # k steps back from t
        while s >= 0 and s >= t - k:
            dl = (1 - h[s] ** 2) * back
            delta_h[s] += dl
            back = W_hh.T @ dl
            s -= 1
    terms = gradient_contributions(x, h, delta_h, h0)
    return L, {
        "W_xh": sum(terms["W_xh"]),
        "W_hh": sum(terms["W_hh"]),
        "b_h": sum(terms["b_h"]),
        "W_hy": delta_out.T @ h,
        "b_y": delta_out.sum(axis=0),
    }
