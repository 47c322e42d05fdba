"""Back-propagation through time for one tanh layer: the reference solution."""

import numpy as np


def output_deltas(y_in: np.ndarray, d: np.ndarray, activation: str = "linear") -> np.ndarray:
    """Return dE/dy_in of E = 1/2 sum (d - f(y_in))^2, shape (T, O)."""
    if activation == "linear":
        return y_in - d
    if activation == "sigmoid":
        y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
        return y * (1.0 - y) * (y - d)
    if activation == "tanh":
        y = np.tanh(y_in)
        return _tanh_slope(y) * (y - d)
    raise ValueError(f"unknown activation: {activation!r}")


def hidden_deltas(
    h: np.ndarray, delta_out: np.ndarray, W_hy: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Return the error at the input of tanh for every step, shape (T, H)."""
    delta = np.zeros(h.shape)
    carry = np.zeros(h.shape[1])
    for t in reversed(range(len(h))):
        delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
        carry = W_hh.T @ delta[t]
    return delta


def gradient_contributions(
    x: np.ndarray, h: np.ndarray, delta_h: np.ndarray, h0: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Return what each step adds to dL/dW_xh, dL/dW_hh and dL/db_h: first axis T."""
    return {
        "W_xh": delta_h[:, :, None] * x[:, None, :],
        "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
        "b_h": delta_h.copy(),
    }


def bptt_gradients(
    x: np.ndarray,
    d: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
    loss: str = "squared_error",
    steps: str = "all",
) -> tuple[float, dict[str, np.ndarray]]:
    """Return the loss, summed over the steps, and its gradients."""
    h = _states(x, W_xh, W_hh, b_h, h0)
    value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    gradients = _totals(x, h, h0, delta_out, delta_h)
    gradients["h0"] = W_hh.T @ delta_h[0]
    return value, gradients


def state_jacobian(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Return d h_t / d h_(t-1), shape (H, H)."""
    return _tanh_slope(h_t)[:, None] * W_hh


def recurrent_derivative_terms(
    h: np.ndarray, W_hh: np.ndarray, h0: np.ndarray | None = None
) -> np.ndarray:
    """Return (d h_T / d h_k) times the explicit d h_k / d W_hh for k = 1..T, shape (T, H, H, H)."""
    steps, width = h.shape
    previous = _previous_states(h, h0)
    terms = np.zeros((steps, width, width, width))
    factor = np.eye(width)
    for k in reversed(range(steps)):
        terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
        factor = factor @ state_jacobian(h[k], W_hh)
    return terms


def truncated_bptt_gradients(
    x: np.ndarray,
    d: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    k: int,
    h0: np.ndarray | None = None,
    loss: str = "squared_error",
    steps: str = "all",
) -> tuple[float, dict[str, np.ndarray]]:
    """Return the loss and its gradients when the loss at t reaches only t, t-1, ..., t-k+1."""
    h = _states(x, W_xh, W_hh, b_h, h0)
    value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
    delta_h = np.zeros(h.shape)
    for t in range(len(h)):
        window = slice(max(0, t + 1 - k), t + 1)
        alone = np.zeros(delta_out.shape)
        alone[t] = delta_out[t]
        delta_h[window] += hidden_deltas(h[window], alone[window], W_hy, W_hh)
    return value, _totals(x, h, h0, delta_out, delta_h)


def _tanh_slope(h: np.ndarray) -> np.ndarray:
    """Return the derivative of tanh where its value is h."""
    return 1.0 - h**2


def _previous_states(h: np.ndarray, h0: np.ndarray | None) -> np.ndarray:
    """Return h_0..h_(T-1): what W_hh was multiplied with at each step."""
    start = np.zeros(h.shape[1]) if h0 is None else h0
    return np.vstack([start, h[:-1]])


def _states(
    x: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray, h0: np.ndarray | None
) -> np.ndarray:
    """Return the states h_1..h_T, shape (T, H)."""
    h = np.zeros((len(x), len(b_h)))
    state = np.zeros(len(b_h)) if h0 is None else h0
    for t, x_t in enumerate(x):
        state = np.tanh(W_xh @ x_t + W_hh @ state + b_h)
        h[t] = state
    return h


def _loss_and_deltas(
    h: np.ndarray, d: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray, loss: str, steps: str
) -> tuple[float, np.ndarray]:
    """Return the summed loss and dL/dy for every step, zero where a step has no loss."""
    y = h @ W_hy.T + b_y
    if loss == "squared_error":
        losses = 0.5 * np.sum((d - y) ** 2, axis=1)
        delta_out = output_deltas(y, d)
    else:
        shifted = y - y.max(axis=1, keepdims=True)
        log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
        losses = -np.sum(d * log_p, axis=1)
        delta_out = np.exp(log_p) - d
    if steps == "last":
        losses[:-1] = 0.0
        delta_out[:-1] = 0.0
    return float(losses.sum()), delta_out


def _totals(
    x: np.ndarray,
    h: np.ndarray,
    h0: np.ndarray | None,
    delta_out: np.ndarray,
    delta_h: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the sum over the steps of every parameter's terms."""
    terms = gradient_contributions(x, h, delta_h, h0)
    gradients = {name: term.sum(axis=0) for name, term in terms.items()}
    gradients["W_hy"] = delta_out.T @ h
    gradients["b_y"] = delta_out.sum(axis=0)
    return gradients
