"""Every sweep over time is a recursive function."""

import numpy as np


def output_deltas(y_in, d, activation="linear"):
    match activation:
        case "linear":
            return np.subtract(y_in, d)
        case "tanh":
            y = np.tanh(y_in)
            return (1 + y) * (1 - y) * (y - d)
        case "sigmoid":
            e = np.exp(-np.abs(y_in))
            y = np.where(y_in < 0, e, 1.0) / (1 + e)
            return e / (1 + e) ** 2 * (y - d)
    raise ValueError(f"no activation called {activation}")


def hidden_deltas(h, delta_out, W_hy, W_hh):
    def later(t):
        if t == len(h):
            return [np.zeros(W_hh.shape[0])]
        rest = later(t + 1)
        return [(1 - h[t] * h[t]) * (delta_out[t] @ W_hy + rest[0] @ W_hh), *rest]

    return np.array(later(0)[:-1])


def gradient_contributions(x, h, delta_h, h0=None):
    def walk(t, before):
        if t == len(h):
            return []
        return [(np.outer(delta_h[t], x[t]), np.outer(delta_h[t], before)), *walk(t + 1, h[t])]

    pairs = walk(0, np.zeros(h.shape[1]) if h0 is None else h0)
    return {
        "W_xh": np.array([p[0] for p in pairs]),
        "W_hh": np.array([p[1] for p in pairs]),
        "b_h": np.array(delta_h),
    }


def _forward(xs, W_xh, W_hh, b_h, before):
    if len(xs) == 0:
        return []
    h = np.tanh(W_xh @ xs[0] + W_hh @ before + b_h)
    return [h, *_forward(xs[1:], W_xh, W_hh, b_h, h)]


def _error(y, d, loss):
    if loss == "squared_error":
        return 0.5 * float((y - d) @ (y - d)), y - d
    z = y - y.max()
    p = np.exp(z) / np.exp(z).sum()
    return float(np.log(np.exp(z).sum()) - z @ d), p - d


def _gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, reach, h0, loss, steps):
    start = np.zeros(len(b_h)) if h0 is None else h0
    h = _forward(list(x), W_xh, W_hh, b_h, start)
    total = {
        "W_xh": np.zeros(W_xh.shape),
        "W_hh": np.zeros(W_hh.shape),
        "b_h": np.zeros(b_h.shape),
        "W_hy": np.zeros(W_hy.shape),
        "b_y": np.zeros(b_y.shape),
        "h0": np.zeros(b_h.shape),
    }

    def back(t, error, left):
        if t < 0:
            total["h0"] += error
        elif left > 0:
            delta = (1 - h[t] ** 2) * error
            total["W_xh"] += np.outer(delta, x[t])
            total["W_hh"] += np.outer(delta, h[t - 1] if t else start)
            total["b_h"] += delta
            back(t - 1, delta @ W_hh, left - 1)

    L = 0.0
    for t in range(len(x)) if steps == "all" else [len(x) - 1]:
        value, delta = _error(W_hy @ h[t] + b_y, d[t], loss)
        L += value
        total["W_hy"] += np.outer(delta, h[t])
        total["b_y"] += delta
        back(t, delta @ W_hy, reach)
    return L, total


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    return _gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, len(x), h0, loss, steps)


def state_jacobian(h_t, W_hh):
    return np.diag(1 - h_t**2) @ W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    H = h.shape[1]

    def to_the_end(k):
        return np.eye(H) if k == len(h) else to_the_end(k + 1) @ state_jacobian(h[k], W_hh)

    def explicit(k):
        before = h[k - 1] if k else np.zeros(H) if h0 is None else h0
        return np.diag(1 - h[k] ** 2)[:, :, None] * before

    return np.array([np.tensordot(to_the_end(k + 1), explicit(k), 1) for k in range(len(h))])


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    L, total = _gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0, loss, steps)
    return L, {name: total[name] for name in total if name != "h0"}
