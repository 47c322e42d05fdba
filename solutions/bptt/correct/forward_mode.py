"""No backward sweep: the derivatives of the state are carried forward beside the state."""

from itertools import accumulate

import numpy as np


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        return 1.0 * y_in - d
    if activation == "tanh":
        y = np.tanh(y_in)
        return y - d - y * y * (y - d)
    if activation == "sigmoid":
        half = np.tanh(y_in / 2)
        return (1 - half**2) / 4 * ((1 + half) / 2 - d)
    raise ValueError("activation")


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    slope = 1 - h**2
    errors = delta_out @ W_hy
    delta = np.zeros((T, H))
    for s in range(T):
        moved = np.diag(slope[s])  # d h_t / d a_s, with t running from s on
        for t in range(s, T):
            if t > s:
                moved = slope[t][:, None] * (W_hh @ moved)
            delta[s] += errors[t] @ moved
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    T, H = h.shape
    before = np.zeros((T, H))
    before[1:] = h[:-1]
    if h0 is not None:
        before[0] = h0
    terms = {"W_xh": [], "W_hh": [], "b_h": []}
    for x_t, h_t, delta in zip(x, before, delta_h):
        terms["W_xh"].append(np.outer(delta, x_t))
        terms["W_hh"].append(np.outer(delta, h_t))
        terms["b_h"].append(delta.copy())
    return {name: np.array(value) for name, value in terms.items()}


def _forward(x, W_xh, W_hh, b_h, h0):
    start = np.zeros(len(b_h)) if h0 is None else h0
    chain = accumulate(x, lambda h, x_t: np.tanh(W_xh @ x_t + W_hh @ h + b_h), initial=start)
    return np.array(list(chain))


def _at_output(y, d, loss):
    if loss == "squared_error":
        return 0.5 * sum((y - d) ** 2), y - d
    others = y - y[np.argmax(d)]
    top = max(others)
    p = np.exp(others - top)
    return top + np.log(p.sum()), p / p.sum() - d


def _sensitivity(x, h, W_xh, W_hh, first, last):
    """Return d h_last / d (W_xh, W_hh, b_h) through the steps first..last, and d h_last / d h_(first-1)."""
    H, D = W_xh.shape
    eye = np.eye(H)
    S_xh, S_hh, S_b = np.zeros((H, H, D)), np.zeros((H, H, H)), np.zeros((H, H))
    S_0 = np.eye(H)
    for t in range(first, last + 1):
        slope = 1 - h[t] ** 2
        S_xh = slope[:, None, None] * (eye[:, :, None] * x[t - 1] + np.tensordot(W_hh, S_xh, 1))
        S_hh = slope[:, None, None] * (eye[:, :, None] * h[t - 1] + np.tensordot(W_hh, S_hh, 1))
        S_b = slope[:, None] * (eye + W_hh @ S_b)
        S_0 = slope[:, None] * (W_hh @ S_0)
    return S_xh, S_hh, S_b, S_0


def _all(x, d, W_xh, W_hh, b_h, W_hy, b_y, reach, h0, loss, steps):
    h = _forward(x, W_xh, W_hh, b_h, h0)
    T = len(x)
    L = 0.0
    g = {n: 0.0 for n in ("W_xh", "W_hh", "b_h", "W_hy", "b_y", "h0")}
    for t in range(1, T + 1):
        if steps == "last" and t < T:
            continue
        value, delta = _at_output(W_hy @ h[t] + b_y, d[t - 1], loss)
        S_xh, S_hh, S_b, S_0 = _sensitivity(x, h, W_xh, W_hh, max(1, t - reach + 1), t)
        error = delta @ W_hy
        L += float(value)
        g["W_xh"] += np.tensordot(error, S_xh, 1)
        g["W_hh"] += np.tensordot(error, S_hh, 1)
        g["b_h"] += error @ S_b
        g["h0"] += error @ S_0
        g["W_hy"] += np.outer(delta, h[t])
        g["b_y"] += delta
    return L, g


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    return _all(x, d, W_xh, W_hh, b_h, W_hy, b_y, len(x), h0, loss, steps)


def state_jacobian(h_t, W_hh):
    return W_hh - (h_t**2)[:, None] * W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    states = np.vstack([np.zeros((1, H)) if h0 is None else np.reshape(h0, (1, H)), h])
    terms = []
    for t in range(1, T + 1):
        terms = [np.tensordot(state_jacobian(states[t], W_hh), term, 1) for term in terms]
        terms.append(np.einsum("ia,i,b->iab", np.eye(H), 1 - states[t] ** 2, states[t - 1]))
    return np.array(terms)


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    L, g = _all(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0, loss, steps)
    g.pop("h0")
    return L, g
