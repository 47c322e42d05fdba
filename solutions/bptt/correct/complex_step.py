"""Gradients as imaginary parts: f(w + i e) / e, exact to machine precision."""

import numpy as np

TINY = 1e-30


def output_deltas(y_in, d, activation="linear"):
    known = {
        "linear": lambda z: z,
        "tanh": lambda z: np.tanh(z),
        "sigmoid": lambda z: (1 + np.tanh(z / 2)) / 2,
    }
    if activation not in known:
        raise ValueError(f"unknown activation {activation}")
    clipped = y_in if activation == "linear" else np.clip(y_in, -300, 300)
    y = known[activation](clipped + 1j * TINY)
    return y.imag / TINY * (y.real - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    delta = np.empty(h.shape)
    later = np.zeros(h.shape[1])
    for t in range(len(h))[::-1]:
        later = delta[t] = (1 - h[t] ** 2) * (delta_out[t] @ W_hy + later)
        later = later @ W_hh
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    first = np.zeros(h.shape[1]) if h0 is None else h0
    before = [first, *h[:-1]]
    return {
        "W_xh": np.array([np.outer(a, b) for a, b in zip(delta_h, x)]),
        "W_hh": np.array([np.outer(a, b) for a, b in zip(delta_h, before)]),
        "b_h": np.array([a for a in delta_h]),
    }


def _forward(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps):
    h, total = h0, 0.0
    for t in range(len(x)):
        h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
        if steps == "last" and t + 1 < len(x):
            continue
        y = W_hy @ h + b_y
        if loss == "squared_error":
            total = total + ((y - d[t]) ** 2).sum() / 2
        else:
            top = y.real.max()
            total = total + np.log(np.exp(y - top).sum()) + top - (y * d[t]).sum()
    return total


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    start = np.zeros(len(b_h)) if h0 is None else h0
    named = {"W_xh": W_xh, "W_hh": W_hh, "b_h": b_h, "W_hy": W_hy, "b_y": b_y, "h0": start}
    value = float(_forward(x, d, *named.values(), loss, steps))
    gradients = {}
    for name in named:
        moved = {key: array.astype(complex) for key, array in named.items()}
        slope = np.zeros(named[name].shape)
        for index in np.ndindex(slope.shape):
            moved[name][index] += 1j * TINY
            slope[index] = _forward(x, d, *moved.values(), loss, steps).imag / TINY
            moved[name][index] = named[name][index]
        gradients[name] = slope
    return value, gradients


def state_jacobian(h_t, W_hh):
    return np.array([(1 - h * h) * row for h, row in zip(h_t, W_hh)])


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    before = np.vstack([np.zeros(H) if h0 is None else h0, h[:-1]])
    result = np.empty((T, H, H, H))
    for k in range(T):
        jacobians = [state_jacobian(h[t], W_hh) for t in range(T - 1, k, -1)]
        factor = np.linalg.multi_dot([np.eye(H), np.eye(H), *jacobians])
        result[k] = np.einsum("ia,a,b->iab", factor, 1 - h[k] ** 2, before[k])
    return result


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    start = np.zeros(len(b_h)) if h0 is None else h0
    h = [start]
    for x_t in x:
        h.append(np.tanh(W_xh @ x_t + W_hh @ h[-1] + b_h))
    value, total = 0.0, None
    for t in range(len(x)) if steps == "all" else range(len(x) - 1, len(x)):
        first = max(0, t + 1 - k)
        # the loss of step t alone, seen from the state in which its window begins
        part, g = bptt_gradients(
            x[first : t + 1], d[first : t + 1], W_xh, W_hh, b_h, W_hy, b_y, h[first], loss, "last"
        )
        value += part
        total = g if total is None else {name: total[name] + g[name] for name in g}
    return value, {name: total[name] for name in ("W_xh", "W_hh", "b_h", "W_hy", "b_y")}
