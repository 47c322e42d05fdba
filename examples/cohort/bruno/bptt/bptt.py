import numpy as np

# BPTT assignment, Bruno


def states(x, Wx, Wh, b, h0):
    prev = np.zeros(Wh.shape[0]) if h0 is None else h0
    out = []
    for xt in x:
        prev = np.tanh(Wx.dot(xt) + Wh.dot(prev) + b)
        out.append(prev)
    return np.array(out)


def sigmoid(z):
    pos = 1 / (1 + np.exp(-np.abs(z)))
    return np.where(z >= 0, pos, 1 - pos)


def output_deltas(y_in, d, activation="linear"):
    if activation == "linear":
        return y_in - d
    if activation == "sigmoid":
        y = sigmoid(y_in)
        return y * (1 - y) * (y - d)
    if activation == "tanh":
        y = np.tanh(y_in)
        return (1 - y * y) * (y - d)
    raise ValueError("activation?? " + activation)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T = h.shape[0]
    delta = np.zeros(h.shape)
    for t in reversed(range(T)):
        s = W_hy.T.dot(delta_out[t])
        if t < T - 1:
            s = s + W_hh.dot(delta[t + 1])   # error of the next step comes back through W_hh
        delta[t] = (1 - h[t] ** 2) * s
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    if h0 is None:
        h0 = np.zeros(h.shape[1])
    hp = np.vstack((h0, h[:-1]))
    return {"W_xh": np.array([np.outer(delta_h[t], x[t]) for t in range(len(x))]),
            "W_hh": np.array([np.outer(delta_h[t], hp[t]) for t in range(len(x))]),
            "b_h": np.array(delta_h)}


def loss_and_delta(y, d, loss, steps):
    T = len(y)
    L = 0.0
    delta = np.zeros(y.shape)
    for t in range(T):
        if steps == "last" and t != T - 1:
            continue
        if loss == "squared_error":
            L += 0.5 * np.sum((d[t] - y[t]) ** 2)
            delta[t] = y[t] - d[t]
        else:
            m = np.max(y[t])
            e = np.exp(y[t] - m)
            L += m + np.log(e.sum()) - np.dot(y[t], d[t])
            delta[t] = e / e.sum() - d[t]
    return float(L), delta


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = states(x, W_xh, W_hh, b_h, h0)
    L, dout = loss_and_delta(h.dot(W_hy.T) + b_y, d, loss, steps)
    dh = hidden_deltas(h, dout, W_hy, W_hh)
    c = gradient_contributions(x, h, dh, h0)
    return L, {"W_xh": c["W_xh"].sum(0), "W_hh": c["W_hh"].sum(0), "b_h": c["b_h"].sum(0),
               "W_hy": dout.T.dot(h), "b_y": dout.sum(0), "h0": W_hh.dot(dh[0])}


def state_jacobian(h_t, W_hh):
    return np.diag(1 - h_t ** 2).dot(W_hh)


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    if h0 is None:
        h0 = np.zeros(H)
    terms = np.zeros((T, H, H, H))
    for k in range(T):
        prev = h0 if k == 0 else h[k - 1]
        P = np.eye(H)
        for t in range(k + 1, T):
            P = state_jacobian(h[t], W_hh).dot(P)
        for i in range(H):
            for a in range(H):
                for b in range(H):
                    terms[k, i, a, b] = P[i, a] * (1 - h[k, a] ** 2) * prev[b]
    return terms


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    h = states(x, W_xh, W_hh, b_h, h0)
    L, dout = loss_and_delta(h.dot(W_hy.T) + b_y, d, loss, steps)
    dh = np.zeros(h.shape)
    for t in range(len(x)):
        a = max(0, t - k + 1)
        one = np.zeros((t + 1 - a, dout.shape[1]))
        one[-1] = dout[t]
        dh[a:t + 1] += hidden_deltas(h[a:t + 1], one, W_hy, W_hh)
    c = gradient_contributions(x, h, dh, h0)
    return L, {"W_xh": c["W_xh"].sum(0), "W_hh": c["W_hh"].sum(0), "b_h": c["b_h"].sum(0),
               "W_hy": dout.T.dot(h), "b_y": dout.sum(0)}
