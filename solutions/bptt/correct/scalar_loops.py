"""Plain Python loops over single numbers."""

import math

import numpy as np


def output_deltas(y_in, d, activation="linear"):
    if activation not in ("linear", "sigmoid", "tanh"):
        raise ValueError("activation must be linear, sigmoid or tanh")
    T, O = y_in.shape
    out = np.zeros((T, O))
    for t in range(T):
        for o in range(O):
            a = float(y_in[t, o])
            if activation == "linear":
                y, slope = a, 1.0
            elif activation == "tanh":
                y = math.tanh(a)
                slope = 1 - y * y
            else:
                if a >= 0:
                    y = 1 / (1 + math.exp(-a))
                else:
                    e = math.exp(a)
                    y = e / (1 + e)
                slope = y * (1 - y)
            out[t, o] = slope * (y - d[t, o])
    return out


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    O = delta_out.shape[1]
    delta = np.zeros((T, H))
    for t in range(T - 1, -1, -1):
        for i in range(H):
            arriving = 0.0
            for o in range(O):
                arriving += W_hy[o, i] * delta_out[t, o]
            if t + 1 < T:
                for j in range(H):
                    arriving += W_hh[j, i] * delta[t + 1, j]
            delta[t, i] = arriving * (1 - h[t, i] * h[t, i])
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    T, H = h.shape
    D = x.shape[1]
    xh, hh, b = np.zeros((T, H, D)), np.zeros((T, H, H)), np.zeros((T, H))
    for t in range(T):
        for i in range(H):
            b[t, i] = delta_h[t, i]
            for j in range(D):
                xh[t, i, j] = delta_h[t, i] * x[t, j]
            for j in range(H):
                if t > 0:
                    hh[t, i, j] = delta_h[t, i] * h[t - 1, j]
                elif h0 is not None:
                    hh[t, i, j] = delta_h[t, i] * h0[j]
    return {"W_xh": xh, "W_hh": hh, "b_h": b}


def forward(x, W_xh, W_hh, b_h, h0):
    H = len(b_h)
    before = [0.0] * H if h0 is None else [float(v) for v in h0]
    rows = []
    for x_t in x:
        before = [
            math.tanh(
                sum(float(w) * float(v) for w, v in zip(W_xh[i], x_t))
                + sum(float(w) * v for w, v in zip(W_hh[i], before))
                + float(b_h[i])
            )
            for i in range(H)
        ]
        rows.append(before)
    return np.array(rows)


def score(h, d, W_hy, b_y, loss, steps):
    T, O = d.shape
    L = 0.0
    delta = np.zeros((T, O))
    for t in range(T):
        if steps == "last" and t != T - 1:
            continue
        y = [
            float(b_y[o]) + sum(float(w) * float(v) for w, v in zip(W_hy[o], h[t]))
            for o in range(O)
        ]
        if loss == "squared_error":
            for o in range(O):
                L += 0.5 * (float(d[t, o]) - y[o]) ** 2
                delta[t, o] = y[o] - d[t, o]
        else:
            top = max(y)
            norm = top + math.log(sum(math.exp(v - top) for v in y))
            for o in range(O):
                L += float(d[t, o]) * (norm - y[o])
                delta[t, o] = math.exp(y[o] - norm) - d[t, o]
    return L, delta


def add_up(x, h, h0, delta_h, delta_out):
    terms = gradient_contributions(x, h, delta_h, h0)
    result = {}
    for name in terms:
        total = np.zeros(terms[name].shape[1:])
        for term in terms[name]:
            total += term
        result[name] = total
    W_hy = np.zeros((delta_out.shape[1], h.shape[1]))
    b_y = np.zeros(delta_out.shape[1])
    for t in range(len(h)):
        b_y += delta_out[t]
        W_hy += np.outer(delta_out[t], h[t])
    result["W_hy"] = W_hy
    result["b_y"] = b_y
    return result


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h = forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = score(h, d, W_hy, b_y, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    gradients = add_up(x, h, h0, delta_h, delta_out)
    H = len(b_h)
    gradients["h0"] = np.array(
        [sum(float(W_hh[j, i]) * float(delta_h[0, j]) for j in range(H)) for i in range(H)]
    )
    return L, gradients


def state_jacobian(h_t, W_hh):
    H = len(h_t)
    J = np.zeros((H, H))
    for i in range(H):
        for j in range(H):
            J[i, j] = (1 - h_t[i] * h_t[i]) * W_hh[i, j]
    return J


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    for k in range(T):
        explicit = np.zeros((H, H, H))
        for i in range(H):
            for b in range(H):
                before = h[k - 1, b] if k > 0 else (0.0 if h0 is None else h0[b])
                explicit[i, i, b] = (1 - h[k, i] ** 2) * before
        for t in range(k + 1, T):
            J = state_jacobian(h[t], W_hh)
            moved = np.zeros((H, H, H))
            for i in range(H):
                for j in range(H):
                    moved[i] += J[i, j] * explicit[j]
            explicit = moved
        terms[k] = explicit
    return terms


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    h = forward(x, W_xh, W_hh, b_h, h0)
    L, delta_out = score(h, d, W_hy, b_y, loss, steps)
    T, H = h.shape
    collected = np.zeros((T, H))
    for t in range(T):
        error = [
            sum(float(W_hy[o, i]) * float(delta_out[t, o]) for o in range(len(b_y)))
            for i in range(H)
        ]
        for s in range(t, t - k, -1):
            if s < 0:
                break
            error = [error[i] * (1 - float(h[s, i]) ** 2) for i in range(H)]
            for i in range(H):
                collected[s, i] += error[i]
            error = [sum(float(W_hh[j, i]) * error[j] for j in range(H)) for i in range(H)]
    return L, add_up(x, h, h0, collected, delta_out)
