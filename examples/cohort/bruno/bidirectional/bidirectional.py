import numpy as np

# bruno, week 9

def tanh_layer(xs, params, h):
    Wx, Wh, b = params
    if h is None:
        h = np.zeros(len(b))
    out = []
    for v in xs:
        h = np.tanh(Wx.dot(v) + Wh.dot(h) + b)
        out.append(h)
    # reshape so that it works when xs is empty
    return np.array(out).reshape(len(xs), len(b))


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    hf = tanh_layer(x, forward, h0_forward)
    hb = tanh_layer(x[::-1], backward, h0_backward)   # x[::-1] = reads from the end
    return hf, hb


def merge_states(h_f, h_b, mode="concat"):
    if mode == "concat":
        return np.hstack([h_f, h_b])
    if mode == "sum":
        return h_f + h_b
    if mode == "ave":
        return 0.5 * (h_f + h_b)
    if mode == "mul":
        return h_f * h_b
    raise ValueError(mode)


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if len(h_f) == 0:
        raise ValueError("empty")
    return np.hstack([h_f[-1], h_b[0]])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    hf, hb = birnn_states(x, forward, backward, h0_forward, h0_backward)
    e = birnn_outputs(hf, hb, W_fy, W_by, b_y) - d
    T = len(x)
    h0f = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
    h0b = np.zeros(len(backward[2])) if h0_backward is None else h0_backward

    df = np.zeros_like(hf)
    nxt = np.zeros(len(h0f))
    for t in range(T - 1, -1, -1):
        df[t] = (W_fy.T @ e[t] + nxt) * (1 - hf[t] ** 2)
        nxt = forward[1].T @ df[t]

    db = np.zeros_like(hb)
    nxt = np.zeros(len(h0b))
    for t in range(T):
        db[t] = (W_by.T @ e[t] + nxt) * (1 - hb[t] ** 2)
        nxt = backward[1].T @ db[t]

    g = {}
    g["W_xh_f"] = df.T @ x
    g["W_hh_f"] = df.T @ np.vstack([h0f[None], hf[:-1]])
    g["b_h_f"] = df.sum(0)
    g["W_xh_b"] = db.T @ x
    g["W_hh_b"] = db.T @ np.vstack([hb[1:], h0b[None]])
    g["b_h_b"] = db.sum(0)
    g["W_fy"] = e.T @ hf
    g["W_by"] = e.T @ hb
    g["b_y"] = e.sum(0)
    return float(0.5 * (e ** 2).sum()), g
