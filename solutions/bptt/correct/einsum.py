"""Everything that is a sum is an einsum; the sweep over time solves one block-triangular system."""

import numpy as np

SLOPES = {
    "linear": lambda z: (z, np.ones_like(z)),
    "sigmoid": lambda z: (
        np.exp(-np.logaddexp(0.0, -z)),
        np.exp(-np.logaddexp(0.0, -z) - np.logaddexp(0.0, z)),
    ),
    "tanh": lambda z: (np.tanh(z), 1 - np.tanh(z) ** 2),
}


def output_deltas(y_in, d, activation="linear"):
    if activation not in SLOPES:
        raise ValueError(activation)
    y, slope = SLOPES[activation](np.asarray(y_in))
    return slope * (y - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T, H = h.shape
    slope = 1 - h * h
    # delta_t - slope_t * (W_hh^T delta_(t+1)) = slope_t * (W_hy^T delta_out_t), for all t at once
    system = np.eye(T * H).reshape(T, H, T, H)
    t = np.arange(T - 1)
    system[t, :, t + 1, :] -= np.einsum("ti,ji->tij", slope[:-1], W_hh)
    right = np.einsum("ti,oi,to->ti", slope, W_hy, delta_out)
    return np.linalg.solve(system.reshape(T * H, T * H), right.ravel()).reshape(T, H)


def gradient_contributions(x, h, delta_h, h0=None):
    before = np.concatenate([np.zeros((1, h.shape[1])) if h0 is None else h0[None], h])[:-1]
    return {
        "W_xh": np.einsum("th,td->thd", delta_h, x),
        "W_hh": np.einsum("ti,tj->tij", delta_h, before),
        "b_h": +delta_h,
    }


def _run(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps):
    drive = np.einsum("hd,td->th", W_xh, x) + b_h
    h = np.empty_like(drive)
    state = np.zeros_like(b_h) if h0 is None else h0
    for t in range(len(x)):
        h[t] = state = np.tanh(drive[t] + np.einsum("ij,j->i", W_hh, state))
    y = np.einsum("oh,th->to", W_hy, h) + b_y
    counts = np.ones(len(x)) if steps == "all" else np.arange(len(x)) == len(x) - 1
    if loss == "squared_error":
        losses, delta = np.einsum("to,to->t", y - d, y - d) / 2, y - d
    else:
        norm = np.logaddexp.reduce(y, axis=1)
        losses, delta = norm - np.einsum("to,to->t", y, d), np.exp(y - norm[:, None]) - d
    return h, float(np.einsum("t,t->", counts, losses)), np.einsum("t,to->to", counts, delta)


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    h, L, delta_out = _run(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps)
    delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
    terms = gradient_contributions(x, h, delta_h, h0)
    return L, {
        "W_xh": np.einsum("thd->hd", terms["W_xh"]),
        "W_hh": np.einsum("tij->ij", terms["W_hh"]),
        "b_h": np.einsum("th->h", delta_h),
        "W_hy": np.einsum("to,th->oh", delta_out, h),
        "b_y": np.einsum("to->o", delta_out),
        "h0": np.einsum("ji,j->i", W_hh, delta_h[0]),
    }


def state_jacobian(h_t, W_hh):
    return np.einsum("i,ij->ij", 1 - h_t**2, W_hh)


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    before = np.concatenate([np.zeros((1, H)) if h0 is None else h0[None], h])[:-1]
    factors = [np.eye(H)]
    for h_t in h[:0:-1]:
        factors.insert(0, np.einsum("ij,jk->ik", factors[0], state_jacobian(h_t, W_hh)))
    return np.einsum("kia,ka,kb->kiab", np.array(factors), 1 - h**2, before)


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    h, L, delta_out = _run(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps)
    slope = 1 - h**2
    travelling = slope * np.einsum("oi,to->ti", W_hy, delta_out)
    collected = travelling.copy()
    for _ in range(1, min(k, len(h))):
        moved = np.zeros_like(h)
        moved[:-1] = slope[:-1] * np.einsum("ji,tj->ti", W_hh, travelling[1:])
        collected, travelling = collected + moved, moved
    terms = gradient_contributions(x, h, collected, h0)
    return L, {
        "W_xh": np.einsum("thd->hd", terms["W_xh"]),
        "W_hh": np.einsum("tij->ij", terms["W_hh"]),
        "b_h": np.einsum("th->h", collected),
        "W_hy": np.einsum("to,th->oh", delta_out, h),
        "b_y": np.einsum("to->o", delta_out),
    }
