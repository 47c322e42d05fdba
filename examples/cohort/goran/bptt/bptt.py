# Goran - BPTT
# formulas from the lecture notes + handout

import numpy as np


def run(x, W_xh, W_hh, b_h, h0):
    H = len(b_h)
    h_prev = h0 if h0 is not None else np.zeros(H)
    h = np.zeros((len(x), H))
    for t in range(len(x)):
        h_prev = np.tanh(np.dot(W_xh, x[t]) + np.dot(W_hh, h_prev) + b_h)
        h[t] = h_prev
    return h


def prev_states(h, h0):
    hp = np.zeros(h.shape)
    hp[1:] = h[:-1]
    if h0 is not None:
        hp[0] = h0
    return hp


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        y, dy = y_in, 1.0
    elif activation == "sigmoid":
        y = 0.5 * (1 + np.tanh(0.5 * y_in))
        dy = y * (1 - y)
    elif activation == "tanh":
        y = np.tanh(y_in)
        dy = 1 - y ** 2
    else:
        raise ValueError("unknown activation")
    return dy * (y - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    delta = np.zeros((T + 1, H))    # row T is delta(T+1) = 0
    for t in range(T - 1, -1, -1):
        delta[t] = (1 - h[t] ** 2) * (np.dot(W_hy.T, delta_out[t]) + np.dot(W_hh.T, delta[t + 1]))
    return delta[:T].copy()


def gradient_contributions(x, h, delta_h, h0=None):
    hp = prev_states(h, h0)
    T, H = h.shape
    g = {"W_xh": np.zeros((T, H, x.shape[1])), "W_hh": np.zeros((T, H, H)), "b_h": np.zeros((T, H))}
    for t in range(T):
        g["W_xh"][t] = np.outer(delta_h[t], x[t])
        g["W_hh"][t] = np.outer(delta_h[t], hp[t])
        g["b_h"][t] = delta_h[t]
    return g


def error(y, d, loss):
    if loss == "squared_error":
        return 0.5 * np.sum((d - y) ** 2), y - d
    m = y.max()
    s = np.sum(np.exp(y - m))
    return m + np.log(s) - np.sum(d * y), np.exp(y - m) / s - d


def total(x, h, h0, delta_h, delta_out):
    g = gradient_contributions(x, h, delta_h, h0)
    g = {n: g[n].sum(axis=0) for n in g}
    g["W_hy"] = np.dot(delta_out.T, h)
    g["b_y"] = delta_out.sum(axis=0)
    return g


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = run(x, W_xh, W_hh, b_h, h0)
    T = len(x)
    L = 0.0
    delta_out = np.zeros((T, len(b_y)))
    for t in range(T):
        if steps == "all" or t == T - 1:
            E, delta_out[t] = error(np.dot(W_hy, h[t]) + b_y, d[t], loss)
            L += E
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    g = total(x, h, h0, delta_h, delta_out)
    g["h0"] = np.dot(W_hh.T, delta_h[0])
    return float(L), g


def state_jacobian(h_t, W_hh):
    H = len(h_t)
    J = np.zeros((H, H))
    for i in range(H):
        J[i] = (1 - h_t[i] ** 2) * W_hh[i]
    return J


def recurrent_derivative_terms(h, W_hh, h0=None):
    # dh_T/dW = sum_k dh_T/dh_k * dh_k/dW   (last line of the notes)
    T, H = h.shape
    hp = prev_states(h, h0)

    # dh_k/dW for every k
    dh_dW = np.zeros((T, H, H, H))
    for k in range(T):
        for i in range(H):
            dh_dW[k, i, i] += (1 - h[k, i] ** 2) * hp[k]
        if k > 0:
            dh_dW[k] += np.einsum("ij,jab->iab", state_jacobian(h[k], W_hh), dh_dW[k - 1])

    terms = np.zeros((T, H, H, H))
    for k in range(T):
        P = np.eye(H)
        for t in range(k + 1, T):
            P = np.dot(state_jacobian(h[t], W_hh), P)
        terms[k] = np.einsum("ij,jab->iab", P, dh_dW[k])
    return terms


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    h = run(x, W_xh, W_hh, b_h, h0)
    T = len(x)
    L = 0.0
    delta_out = np.zeros((T, len(b_y)))
    delta_h = np.zeros(h.shape)
    for t in range(T):
        if steps == "last" and t < T - 1:
            continue
        E, delta_out[t] = error(np.dot(W_hy, h[t]) + b_y, d[t], loss)
        L += E
        back = np.dot(W_hy.T, delta_out[t])
        for j in range(k):
            s = t - j
            if s < 0:
                break
            dlt = (1 - h[s] ** 2) * back
            delta_h[s] += dlt
            back = np.dot(W_hh.T, dlt)
    return float(L), total(x, h, h0, delta_h, delta_out)


# x = np.array([[1.], [-.5], [.25]])
# h = run(x, np.array([[.5]]), np.array([[.9]]), np.array([.1]), None)
# print(recurrent_derivative_terms(h, np.array([[.9]])).ravel())
