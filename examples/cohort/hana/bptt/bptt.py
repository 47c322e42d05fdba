"""BPTT, Hana. Nearly everything is an einsum: t time, d input, h/i/j/a/b units, o outputs."""

import numpy as np

e = np.einsum


def _prev(h, h0):
    return np.concatenate([np.zeros((1, h.shape[1])) if h0 is None else h0[None], h[:-1]])


def output_deltas(y_in, d, activation="linear"):
    match activation:
        case "linear":
            y, slope = y_in, np.ones_like(y_in)
        case "tanh":
            y = np.tanh(y_in)
            slope = 1 - y**2
        case "sigmoid":
            y = 0.5 * np.tanh(0.5 * y_in) + 0.5
            slope = y - y**2
        case _:
            raise ValueError(f"{activation=}")
    return e("to,to->to", slope, y - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    slope, direct = 1 - h**2, e("oh,to->th", W_hy, delta_out)
    delta, carry = np.empty_like(direct), np.zeros(h.shape[1])
    for t in range(len(h) - 1, -1, -1):
        delta[t] = slope[t] * (direct[t] + carry)
        carry = e("ij,i->j", W_hh, delta[t])
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    return {
        "W_xh": e("th,td->thd", delta_h, x),
        "W_hh": e("ti,tj->tij", delta_h, _prev(h, h0)),
        "b_h": e("th->th", delta_h).copy(),
    }


def _forward(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps):
    a = e("hd,td->th", W_xh, x) + b_h
    h, state = np.empty_like(a), np.zeros_like(b_h) if h0 is None else h0
    for t in range(len(a)):
        h[t] = state = np.tanh(a[t] + e("ij,j->i", W_hh, state))
    y = e("oh,th->to", W_hy, h) + b_y
    w = np.ones(len(x))
    if steps == "last":
        w[:-1] = 0.0
    if loss == "squared_error":
        return h, float(e("t,to,to->", w, y - d, y - d)) / 2, e("t,to->to", w, y - d)
    log_p = y - np.logaddexp.reduce(y, axis=1, keepdims=True)
    return h, -float(e("t,to,to->", w, d, log_p)), e("t,to->to", w, np.exp(log_p) - d)


def _sum(x, h, h0, delta_h, delta_out):
    return {
        "W_xh": e("th,td->hd", delta_h, x),
        "W_hh": e("ti,tj->ij", delta_h, _prev(h, h0)),
        "b_h": e("th->h", delta_h),
        "W_hy": e("to,th->oh", delta_out, h),
        "b_y": e("to->o", delta_out),
    }


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h, L, delta_out = _forward(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    return L, {**_sum(x, h, h0, delta_h, delta_out), "h0": e("ij,i->j", W_hh, delta_h[0])}


def state_jacobian(h_t, W_hh):
    return e("i,ij->ij", 1 - h_t**2, W_hh)


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    factors = np.empty((T, H, H))
    factors[-1] = np.eye(H)
    for k in range(T - 1, 0, -1):
        factors[k - 1] = e("ij,jk->ik", factors[k], state_jacobian(h[k], W_hh))
    return e("tia,ta,tb->tiab", factors, 1 - h**2, _prev(h, h0))


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    h, L, delta_out = _forward(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps)
    slope = 1 - h**2
    # errors that are j steps old, for j = 0 .. k-1; they all move one step to the left together
    moving = slope * e("oh,to->th", W_hy, delta_out)
    delta_h = moving.copy()
    for _ in range(min(k, len(x)) - 1):
        moving = np.concatenate([e("ij,ti->tj", W_hh, moving[1:]), np.zeros((1, h.shape[1]))]) * slope
        delta_h += moving
    return L, _sum(x, h, h0, delta_h, delta_out)
