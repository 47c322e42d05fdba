# Fatima
# Followed the formulas on the slides: O_f uses O_b and the other way round, so that the two
# directions can exchange information ("combination of 2 RNNs").
import numpy as np


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    T = len(x)
    W_f, U_f, b_f = forward
    W_b, U_b, b_b = backward

    # forward layer first
    h_f = np.zeros((T, len(b_f)))
    prev = np.zeros(len(b_f)) if h0_forward is None else np.array(h0_forward)
    for t in range(T):
        h_f[t] = np.tanh(W_f @ x[t] + U_f @ prev + b_f)
        prev = h_f[t]

    # backward layer: goes from the end and looks at the forward layer
    h_b = np.zeros((T, len(b_b)))
    nxt = np.zeros(len(b_b)) if h0_backward is None else np.array(h0_backward)
    for t in range(T - 1, -1, -1):
        h_b[t] = np.tanh(W_b @ x[t] + U_b @ nxt + b_b)
        nxt = h_f[t]
    return h_f, h_b


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.concatenate([h_f, h_b], axis=1)
    elif mode == "sum":
        return h_f + h_b
    elif mode == "ave":
        return (h_f + h_b) * 0.5
    elif mode == "mul":
        return h_f * h_b
    raise ValueError("no such mode")


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return np.dot(h_f, W_fy.T) + np.dot(h_b, W_by.T) + b_y


def final_states(h_f, h_b):
    if h_f.shape[0] == 0:
        raise ValueError("T is 0")
    return np.concatenate([h_f[-1], h_b[0]])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    T = len(x)
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    dO = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    first = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
    last = np.zeros(len(backward[2])) if h0_backward is None else h0_backward

    delta_f = np.zeros_like(h_f)
    for t in reversed(range(T)):
        s = W_fy.T @ dO[t]
        if t < T - 1:
            s = s + forward[1].T @ delta_f[t + 1]
        delta_f[t] = s * (1 - h_f[t] ** 2)
    delta_b = np.zeros_like(h_b)
    for t in range(T):
        s = W_by.T @ dO[t]
        if t > 0:
            s = s + backward[1].T @ delta_b[t - 1]
        delta_b[t] = s * (1 - h_b[t] ** 2)

    grads = dict(
        W_xh_f=delta_f.T @ x,
        W_hh_f=delta_f.T @ np.concatenate([[first], h_f[:-1]]),
        b_h_f=delta_f.sum(axis=0),
        W_xh_b=delta_b.T @ x,
        W_hh_b=delta_b.T @ np.concatenate([h_b[1:], [last]]),
        b_h_b=delta_b.sum(axis=0),
        W_fy=dO.T @ h_f,
        W_by=dO.T @ h_b,
        b_y=dO.sum(axis=0),
    )
    return 0.5 * float(np.sum(dO**2)), grads


if __name__ == "__main__":
    # sanity check: shapes
    rng = np.random.default_rng(1)
    f = rng.normal(size=(3, 2)), rng.normal(size=(3, 3)), rng.normal(size=3)
    print([h.shape for h in birnn_states(rng.normal(size=(4, 2)), f, f)])
