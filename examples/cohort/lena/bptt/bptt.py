from typing import Optional

import numpy as np


def forward_pass(x, W_xh, W_hh, b_h, h0: Optional[np.ndarray] = None):
    T = x.shape[0]
    H = b_h.shape[0]
    all_h = np.zeros((T + 1, H))
    if h0 is not None:
        all_h[0, :] = h0
    for t in range(T):
        all_h[t + 1, :] = np.tanh(W_xh @ x[t, :] + W_hh @ all_h[t, :] + b_h)
    return all_h[1:, :]


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        return y_in - d

    if activation == "sigmoid":
        # two formulas, so that exp never gets a big positive number
        y = np.zeros(y_in.shape)
        positive = y_in >= 0
        y[positive] = 1.0 / (1.0 + np.exp(-y_in[positive]))
        small = np.exp(y_in[~positive])
        y[~positive] = small / (1.0 + small)
        return y * (1.0 - y) * (y - d)

    if activation == "tanh":
        y = np.tanh(y_in)
        return (1.0 - y**2) * (y - d)

    raise ValueError("activation must be 'linear', 'sigmoid' or 'tanh'")


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    delta = np.zeros((T, H))

    # last step: nothing comes from the future
    delta[T - 1, :] = (1.0 - h[T - 1, :] ** 2) * (W_hy.T @ delta_out[T - 1, :])

    # the others
    for t in range(T - 2, -1, -1):
        from_output = W_hy.T @ delta_out[t, :]
        from_next = W_hh.T @ delta[t + 1, :]
        delta[t, :] = (1.0 - h[t, :] ** 2) * (from_output + from_next)

    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    T, H = h.shape
    h_before = np.zeros((T, H))
    h_before[1:, :] = h[:-1, :]
    if h0 is not None:
        h_before[0, :] = h0

    return {
        "W_xh": delta_h.reshape(T, H, 1) * x.reshape(T, 1, -1),
        "W_hh": delta_h.reshape(T, H, 1) * h_before.reshape(T, 1, H),
        "b_h": delta_h + 0.0,
    }


def compute_loss(y, d, loss, steps):
    if loss == "squared_error":
        losses = 0.5 * np.sum((d - y) ** 2, axis=1)
        delta = y - d
    else:
        biggest = np.max(y, axis=1, keepdims=True)
        exps = np.exp(y - biggest)
        sums = np.sum(exps, axis=1, keepdims=True)
        losses = np.sum(d * (biggest + np.log(sums) - y), axis=1)
        delta = exps / sums - d

    if steps == "last":
        delta[:-1, :] = 0.0
        return float(losses[-1]), delta
    return float(np.sum(losses)), delta


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = forward_pass(x, W_xh, W_hh, b_h, h0)
    value, delta_out = compute_loss(h @ W_hy.T + b_y, d, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    terms = gradient_contributions(x, h, delta_h, h0)
    return value, {
        "W_xh": terms["W_xh"].sum(axis=0),
        "W_hh": terms["W_hh"].sum(axis=0),
        "b_h": terms["b_h"].sum(axis=0),
        "W_hy": delta_out.T @ h,
        "b_y": delta_out.sum(axis=0),
        "h0": W_hh.T @ delta_h[0, :],
    }


def state_jacobian(h_t, W_hh):
    return np.diag(1.0 - h_t**2) @ W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    # h_T = tanh(W_xh x_T + W_hh h_(T-1) + b): W_hh is in there once, h_(T-1) is given.
    # The earlier states are constants here, so their terms are zero.
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    if T > 1:
        before = h[T - 2, :]
    elif h0 is not None:
        before = h0
    else:
        before = np.zeros(H)
    for a in range(H):
        terms[T - 1, a, a, :] = (1.0 - h[T - 1, a] ** 2) * before
    return terms


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    h = forward_pass(x, W_xh, W_hh, b_h, h0)
    value, delta_out = compute_loss(h @ W_hy.T + b_y, d, loss, steps)
    T, H = h.shape

    delta_h = np.zeros((T, H))
    for t in range(T):
        start = max(0, t + 1 - k)
        errors = np.zeros((t + 1 - start, len(b_y)))
        errors[-1, :] = delta_out[t, :]
        delta_h[start : t + 1, :] += hidden_deltas(h[start : t + 1, :], errors, W_hy, W_hh)

    terms = gradient_contributions(x, h, delta_h, h0)
    return value, {
        "W_xh": terms["W_xh"].sum(axis=0),
        "W_hh": terms["W_hh"].sum(axis=0),
        "b_h": terms["b_h"].sum(axis=0),
        "W_hy": delta_out.T @ h,
        "b_y": delta_out.sum(axis=0),
    }


if __name__ == "__main__":
    h = np.array([[0.5370496], [0.3215228], [0.4733435]])
    print(recurrent_derivative_terms(h, np.array([[0.9]])).ravel())  # [0, 0, 0.2494843]
