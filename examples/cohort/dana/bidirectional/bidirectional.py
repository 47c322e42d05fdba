import numpy as np


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    T = x.shape[0]
    Wf, Uf, bf = forward
    Wb, Ub, bb = backward
    h_f = np.zeros((T, bf.shape[0]))
    h_b = np.zeros((T, bb.shape[0]))
    h = np.zeros(bf.shape[0]) if h0_forward is None else h0_forward
    for t in range(T):
        h = np.tanh(Wf @ x[t] + Uf @ h + bf)
        h_f[t] = h
    h = np.zeros(bb.shape[0]) if h0_backward is None else h0_backward
    for t in range(T - 1, -1, -1):
        h = np.tanh(Wb @ x[t] + Ub @ h + bb)
        h_b[t] = h
    return h_f, h_b


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.concatenate([h_f, h_b], axis=1)
    if mode == "sum":
        return h_f + h_b
    if mode == "ave":
        return (h_f + h_b) / 2
    if mode == "mul":
        return h_f * h_b
    raise ValueError("mode")


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    T = h_f.shape[0]
    y = np.zeros((T, b_y.shape[0]))
    for t in range(T):
        y[t] = W_fy @ h_f[t] + W_by @ h_b[t] + b_y
    return y


def final_states(h_f, h_b):
    if h_f.shape[0] == 0:
        raise ValueError("no time steps!!")
    return np.concatenate([h_f[-1], h_b[0]])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    T = x.shape[0]
    Wf, Uf, bf = forward
    Wb, Ub, bb = backward
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
    dy = y - d
    L = 0.5 * np.sum(dy**2)

    g = {
        "W_xh_f": np.zeros(Wf.shape), "W_hh_f": np.zeros(Uf.shape), "b_h_f": np.zeros(bf.shape),
        "W_xh_b": np.zeros(Wb.shape), "W_hh_b": np.zeros(Ub.shape), "b_h_b": np.zeros(bb.shape),
        "W_fy": np.zeros(W_fy.shape), "W_by": np.zeros(W_by.shape), "b_y": np.zeros(b_y.shape),
    }
    carry_f = np.zeros(bf.shape)
    carry_b = np.zeros(bb.shape)
    # BPTT: back through time, T-1 ... 0, both layers in the same loop
    for t in range(T - 1, -1, -1):
        delta_f = (W_fy.T @ dy[t] + carry_f) * (1 - h_f[t] ** 2)
        delta_b = (W_by.T @ dy[t] + carry_b) * (1 - h_b[t] ** 2)
        if t > 0:
            left = h_f[t - 1]
        else:
            left = np.zeros(bf.shape) if h0_forward is None else h0_forward
        if t < T - 1:
            right = h_b[t + 1]
        else:
            right = np.zeros(bb.shape) if h0_backward is None else h0_backward
        g["W_xh_f"] += np.outer(delta_f, x[t])
        g["W_hh_f"] += np.outer(delta_f, left)
        g["b_h_f"] += delta_f
        g["W_xh_b"] += np.outer(delta_b, x[t])
        g["W_hh_b"] += np.outer(delta_b, right)
        g["b_h_b"] += delta_b
        g["W_fy"] += np.outer(dy[t], h_f[t])
        g["W_by"] += np.outer(dy[t], h_b[t])
        g["b_y"] += dy[t]
        carry_f = Uf.T @ delta_f
        carry_b = Ub.T @ delta_b
    return float(L), g
