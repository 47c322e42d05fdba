"""bptt.py -- Chen"""
import numpy as np


def forward(x, W_xh, W_hh, b_h, h0):
    T = len(x)
    H = W_hh.shape[0]
    h = np.zeros((T + 1, H))
    if h0 is not None:
        h[0] = h0
    for t in range(1, T + 1):
        h[t] = np.tanh(W_xh @ x[t - 1] + W_hh @ h[t - 1] + b_h)
    return h[1:]


def softmax(y):
    e = np.exp(y - np.max(y, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def output_deltas(y_in, d, activation="linear"):
    if activation not in ["linear", "sigmoid", "tanh"]:
        raise ValueError("activation must be linear, sigmoid or tanh")
    if activation == "sigmoid":
        y = 0.5 + 0.5 * np.tanh(0.5 * y_in)
        slope = y * (1 - y)
    elif activation == "tanh":
        y = np.tanh(y_in)
        slope = 1 - y ** 2
    else:
        y = y_in
        slope = 1.0
    return slope * (y - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    # back through the output weights, times the slope of tanh
    delta = np.zeros(h.shape)
    for t in range(h.shape[0]):
        delta[t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t])
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    start = np.zeros((1, h.shape[1]))
    if h0 is not None:
        start[0] = h0
    h_before = np.concatenate([start, h[:-1]], axis=0)
    out = {}
    out["W_xh"] = delta_h[:, :, np.newaxis] * x[:, np.newaxis, :]
    out["W_hh"] = delta_h[:, :, np.newaxis] * h_before[:, np.newaxis, :]
    out["b_h"] = 1.0 * delta_h
    return out


def _error(h, d, W_hy, b_y, loss, steps):
    y = h @ W_hy.T + b_y
    if loss == "squared_error":
        e = 0.5 * np.sum((y - d) ** 2, axis=1)
        delta = y - d
    else:
        top = np.max(y, axis=1, keepdims=True)
        logz = top[:, 0] + np.log(np.sum(np.exp(y - top), axis=1))
        e = logz - np.sum(y * d, axis=1)
        delta = softmax(y) - d
    if steps == "last":
        e = e[-1:]
        delta[:-1] = 0
    return float(np.sum(e)), delta


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _error(h, d, W_hy, b_y, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    c = gradient_contributions(x, h, delta_h, h0)
    g = {key: np.sum(c[key], axis=0) for key in c}
    g["W_hy"] = delta_out.T @ h
    g["b_y"] = np.sum(delta_out, axis=0)
    g["h0"] = W_hh.T @ delta_h[0]
    return L, g


def state_jacobian(h_t, W_hh):
    return (1 - h_t ** 2).reshape(-1, 1) * W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    product = np.eye(H)
    for k in range(T - 1, -1, -1):
        if k > 0:
            before = h[k - 1]
        elif h0 is not None:
            before = h0
        else:
            before = np.zeros(H)
        A = product * (1 - h[k] ** 2)
        terms[k] = A[:, :, np.newaxis] * before
        product = product @ state_jacobian(h[k], W_hh)
    return terms


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    h = forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = _error(h, d, W_hy, b_y, loss, steps)
    T = len(x)
    delta_h = np.zeros(h.shape)
    for t in range(T):
        lo = max(0, t - k + 1)
        single = np.zeros((t + 1 - lo, delta_out.shape[1]))
        single[-1] = delta_out[t]
        delta_h[lo:t + 1] += hidden_deltas(h[lo:t + 1], single, W_hy, W_hh)
    c = gradient_contributions(x, h, delta_h, h0)
    g = {key: np.sum(c[key], axis=0) for key in c}
    g["W_hy"] = delta_out.T @ h
    g["b_y"] = np.sum(delta_out, axis=0)
    return L, g


if __name__ == "__main__":
    # two units example
    x = np.array([[-.4, .3], [-.1, -.5], [.2, -.2]])
    d = np.array([[.5], [-.5], [1]])
    L, g = bptt_gradients(x, d, np.array([[-.3, .4], [0, -.4]]), np.array([[-.2, .5], [.1, -.3]]),
                          np.zeros(2), np.array([[-.1, -.5]]), np.zeros(1))
    print(L)           # 0.680185 ok
    print(g["W_hh"])   # TODO: does not agree with the handout yet
