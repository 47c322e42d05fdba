"""Back-propagation through time (Fatima).

The truncated version is not done yet.
"""

import numpy as np


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    """From my tanh_recurrence."""
    h_t = np.zeros(W_hh.shape[0]) if h0 is None else np.array(h0)
    h = []
    for x_t in x:
        h_t = np.tanh(W_xh @ x_t + W_hh @ h_t + b_h)
        h.append(h_t)
    return np.stack(h)


def output_deltas(y_in, d, activation="linear"):
    """f'(y_in) * (f(y_in) - d)"""
    if activation == "linear":
        return y_in - d
    if activation == "tanh":
        y = np.tanh(y_in)
        return (1 - np.square(y)) * (y - d)
    if activation == "sigmoid":
        y = np.exp(-np.logaddexp(0, -y_in))
        return y * (1 - y) * (y - d)
    raise ValueError(f"I do not know the activation {activation!r}")


def hidden_deltas(h, delta_out, W_hy, W_hh):
    """Sweep from the last step to the first."""
    deltas = [np.zeros(h.shape[1])]  # delta(T+1)
    for h_t, out_t in zip(h[::-1], delta_out[::-1]):
        deltas.append((1 - h_t**2) * (W_hy.T @ out_t + W_hh.T @ deltas[-1]))
    return np.stack(deltas[:0:-1])


def gradient_contributions(x, h, delta_h, h0=None):
    """One term per step."""
    first = np.zeros((1, h.shape[1])) if h0 is None else np.reshape(h0, (1, -1))
    h_prev = np.concatenate((first, h[:-1]))
    return {
        "W_xh": np.stack([np.outer(a, b) for a, b in zip(delta_h, x)]),
        "W_hh": np.stack([np.outer(a, b) for a, b in zip(delta_h, h_prev)]),
        "b_h": np.copy(delta_h),
    }


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    """Loss and gradients of one sequence."""
    h = rnn_forward(x, W_xh, W_hh, b_h, h0)
    y = h @ W_hy.T + b_y
    mask = np.ones((len(x), 1))
    if steps == "last":
        mask[:-1] = 0
    if loss == "squared_error":
        L = np.sum(mask * 0.5 * (d - y) ** 2)
        delta_out = mask * (y - d)
    else:
        log_p = y - np.max(y, axis=1, keepdims=True)
        log_p = log_p - np.log(np.sum(np.exp(log_p), axis=1, keepdims=True))
        L = -np.sum(mask * d * log_p)
        delta_out = mask * (np.exp(log_p) - d)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    terms = gradient_contributions(x, h, delta_h, h0)
    gradients = {name: np.sum(term, axis=0) for name, term in terms.items()}
    gradients["W_hy"] = delta_out.T @ h
    gradients["b_y"] = np.sum(delta_out, axis=0)
    gradients["h0"] = W_hh.T @ delta_h[0]
    return float(L), gradients


def state_jacobian(h_t, W_hh):
    """diag(1 - h^2) W"""
    return np.diag(1 - h_t**2) @ W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    """Explicit part of every step, times the Jacobians after it."""
    steps, H = h.shape
    previous = rnn_previous(h, h0)
    result = np.zeros((steps, H, H, H))
    to_end = np.eye(H)
    for k in range(steps - 1, -1, -1):
        slope = 1 - h[k] ** 2
        result[k] = np.einsum("ia,a,b->iab", to_end, slope, previous[k])
        to_end = to_end @ state_jacobian(h[k], W_hh)
    return result


def rnn_previous(h, h0):
    first = np.zeros((1, h.shape[1])) if h0 is None else np.reshape(h0, (1, -1))
    return np.concatenate((first, h[:-1]))
