"""Back-propagation through time - Amara

All gradients checked against central differences, see check() at the bottom.
"""

import numpy as np


def _forward(x, W_xh, W_hh, b_h, h0):
    h = np.zeros_like(b_h) if h0 is None else h0
    states = np.zeros((x.shape[0], b_h.shape[0]))
    for t in range(x.shape[0]):
        h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
        states[t] = h
    return states


def _loss(y, d, loss, steps):
    """Loss and its derivative by y."""
    if loss == "squared_error":
        per_step = 0.5 * ((d - y) ** 2).sum(axis=1)
        delta = y - d
    elif loss == "cross_entropy":
        z = y - y.max(axis=1, keepdims=True)  # otherwise exp(1000) overflows
        log_sum = np.log(np.exp(z).sum(axis=1))
        per_step = log_sum - (z * d).sum(axis=1)
        delta = np.exp(z - log_sum[:, None]) - d
    else:
        raise ValueError("unknown loss: " + str(loss))
    if steps == "last":
        per_step = per_step[-1:]
        only_last = np.zeros_like(delta)
        only_last[-1] = delta[-1]
        delta = only_last
    return float(per_step.sum()), delta


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        return y_in - d
    elif activation == "sigmoid":
        # sigmoid(z) = (1 + tanh(z/2)) / 2 cannot overflow
        y = (1 + np.tanh(y_in / 2)) / 2
        return y * (1 - y) * (y - d)
    elif activation == "tanh":
        y = np.tanh(y_in)
        return (1 - y**2) * (y - d)
    else:
        raise ValueError("unknown activation: " + str(activation))


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    delta = np.zeros((T, H))
    from_later = np.zeros(H)
    for t in range(T - 1, -1, -1):
        delta[t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + from_later)
        from_later = W_hh.T @ delta[t]
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    h_prev = np.zeros_like(h)
    h_prev[1:] = h[:-1]
    if h0 is not None:
        h_prev[0] = h0
    return {
        "W_xh": delta_h[:, :, None] * x[:, None, :],
        "W_hh": delta_h[:, :, None] * h_prev[:, None, :],
        "b_h": delta_h.copy(),
    }


def _collect(x, h, delta_h, delta_out, h0):
    terms = gradient_contributions(x, h, delta_h, h0)
    grads = {name: value.sum(axis=0) for name, value in terms.items()}
    grads["W_hy"] = delta_out.T @ h
    grads["b_y"] = delta_out.sum(axis=0)
    return grads


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None,
                   loss="squared_error", steps="all"):
    h = _forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _loss(h @ W_hy.T + b_y, d, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    grads = _collect(x, h, delta_h, delta_out, h0)
    grads["h0"] = W_hh.T @ delta_h[0]
    return L, grads


def state_jacobian(h_t, W_hh):
    return (1 - h_t**2)[:, None] * W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    for k in range(T):
        prev = h[k - 1] if k > 0 else (np.zeros(H) if h0 is None else h0)
        # explicit part: unit a changes by slope[a] * prev[b] when W[a, b] changes
        for a in range(H):
            terms[k, a, a, :] = (1 - h[k, a] ** 2) * prev
        # then through the Jacobians k+1, k+2, ..., T (each new one goes to the left)
        for t in range(k + 1, T):
            terms[k] = np.tensordot(state_jacobian(h[t], W_hh), terms[k], axes=1)
    return terms


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None,
                             loss="squared_error", steps="all"):
    h = _forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _loss(h @ W_hy.T + b_y, d, loss, steps)
    T = len(h)
    delta_h = np.zeros_like(h)
    for t in range(T):
        error = W_hy.T @ delta_out[t]
        for s in range(t, max(t - k, -1), -1):
            here = (1 - h[s] ** 2) * error
            delta_h[s] += here
            error = W_hh.T @ here
    return L, _collect(x, h, delta_h, delta_out, h0)


def check():
    rng = np.random.default_rng(0)
    x, d = rng.normal(size=(5, 2)), rng.normal(size=(5, 4))
    p = [rng.normal(size=s) * 0.5 for s in [(3, 2), (3, 3), (3,), (4, 3), (4,)]]
    _, grads = bptt_gradients(x, d, *p)
    worst = 0.0
    for i, name in enumerate(["W_xh", "W_hh", "b_h", "W_hy", "b_y"]):
        for index in np.ndindex(p[i].shape):
            values = []
            for e in (1e-6, -1e-6):
                q = [w.copy() for w in p]
                q[i][index] += e
                values.append(bptt_gradients(x, d, *q)[0])
            worst = max(worst, abs((values[0] - values[1]) / 2e-6 - grads[name][index]))
    print("largest difference:", worst)


if __name__ == "__main__":
    check()
