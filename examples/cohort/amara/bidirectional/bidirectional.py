"""Bidirectional RNN - Amara

Checked the gradients numerically (see the bottom), largest difference was about 1e-10.
"""

import numpy as np


def _run_layer(x, direction, h0):
    """Run one layer over the rows of x in the order they come."""
    W_xh, W_hh, b_h = direction
    h = np.zeros_like(b_h) if h0 is None else h0
    states = np.zeros((x.shape[0], b_h.shape[0]))
    for t in range(x.shape[0]):
        h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
        states[t] = h
    return states


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    h_f = _run_layer(x, forward, h0_forward)
    # reverse the time axis, run, then reverse back so that row t means step t again
    h_b = _run_layer(x[::-1], backward, h0_backward)[::-1]
    return h_f, h_b


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.concatenate((h_f, h_b), axis=1)
    elif mode == "sum":
        return h_f + h_b
    elif mode == "ave":
        return (h_f + h_b) / 2.0
    elif mode == "mul":
        return h_f * h_b
    else:
        raise ValueError("unknown mode: " + str(mode))


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if h_f.shape[0] == 0:
        raise ValueError("need at least one time step")
    return np.concatenate((h_f[-1], h_b[0]))


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y,
                    h0_forward=None, h0_backward=None):
    W_xh_f, W_hh_f, b_h_f = forward
    W_xh_b, W_hh_b, b_h_b = backward
    h0_f = np.zeros_like(b_h_f) if h0_forward is None else h0_forward
    h0_b = np.zeros_like(b_h_b) if h0_backward is None else h0_backward
    T = x.shape[0]

    h_f, h_b = birnn_states(x, forward, backward, h0_f, h0_b)
    y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
    dy = y - d
    loss = float(0.5 * np.sum(dy ** 2))

    grads = {
        "W_xh_f": np.zeros_like(W_xh_f, dtype=float),
        "W_hh_f": np.zeros_like(W_hh_f, dtype=float),
        "b_h_f": np.zeros_like(b_h_f, dtype=float),
        "W_xh_b": np.zeros_like(W_xh_b, dtype=float),
        "W_hh_b": np.zeros_like(W_hh_b, dtype=float),
        "b_h_b": np.zeros_like(b_h_b, dtype=float),
        "W_fy": dy.T @ h_f,
        "W_by": dy.T @ h_b,
        "b_y": dy.sum(axis=0),
    }

    # forward layer: from the last step to the first
    carry = np.zeros_like(b_h_f)
    for t in reversed(range(T)):
        delta = (W_fy.T @ dy[t] + carry) * (1 - h_f[t] ** 2)
        prev = h_f[t - 1] if t > 0 else h0_f
        grads["W_xh_f"] += np.outer(delta, x[t])
        grads["W_hh_f"] += np.outer(delta, prev)
        grads["b_h_f"] += delta
        carry = W_hh_f.T @ delta

    # backward layer: from the first step to the last
    carry = np.zeros_like(b_h_b)
    for t in range(T):
        delta = (W_by.T @ dy[t] + carry) * (1 - h_b[t] ** 2)
        prev = h_b[t + 1] if t + 1 < T else h0_b
        grads["W_xh_b"] += np.outer(delta, x[t])
        grads["W_hh_b"] += np.outer(delta, prev)
        grads["b_h_b"] += delta
        carry = W_hh_b.T @ delta

    return loss, grads


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    f = (rng.normal(size=(3, 2)), rng.normal(size=(3, 3)) * 0.3, rng.normal(size=3))
    b = (rng.normal(size=(4, 2)), rng.normal(size=(4, 4)) * 0.3, rng.normal(size=4))
    head = [rng.normal(size=(2, 3)), rng.normal(size=(2, 4)), rng.normal(size=2)]
    x, d = rng.normal(size=(5, 2)), rng.normal(size=(5, 2))
    _, g = birnn_gradients(x, d, f, b, *head)
    eps, worst = 1e-6, 0.0
    for name, p in zip(g, [*f, *b, *head]):
        for i in np.ndindex(p.shape):
            old = p[i]
            p[i] = old + eps
            up, _ = birnn_gradients(x, d, f, b, *head)
            p[i] = old - eps
            down, _ = birnn_gradients(x, d, f, b, *head)
            p[i] = old
            worst = max(worst, abs((up - down) / (2 * eps) - g[name][i]))
    print("worst difference", worst)
