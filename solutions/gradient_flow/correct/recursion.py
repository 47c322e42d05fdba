"""Every function in terms of itself on a shorter sequence, or of another one here."""

import numpy as np


def activation_slope_max(name):
    return 1.0 if name != "sigmoid" else activation_slope_max("tanh") / 4.0


def _jacobian(h_t, W_hh, activation):
    if activation == "relu":
        return W_hh * np.heaviside(h_t, 0.0)[:, None]
    if activation == "linear":
        return W_hh
    if activation == "tanh":
        return W_hh - (h_t**2)[:, None] * W_hh
    return (h_t * (1.0 - h_t))[:, None] * W_hh


def _factors(h, W_hh, activation):
    """d h_T / d h_k for k = T, T-1, ..., 1."""
    if len(h) == 1:
        return [np.eye(h.shape[1])]
    later = _factors(h[1:], W_hh, activation)
    return [*later, later[-1] @ _jacobian(h[1], W_hh, activation)]


def jacobian_chain(h, W_hh, activation="tanh"):
    norms = [np.linalg.norm(factor, ord=2) for factor in _factors(h, W_hh, activation)]
    return np.array(norms)[::-1]


def spectral_radius(W):
    """The largest root of the characteristic polynomial."""
    return float(max(abs(np.roots(np.poly(W)))))


def log10_factor(rate, steps):
    return (
        log10_factor(1 / rate, steps) * -1.0
        if rate > 1
        else float(np.log2(rate) / np.log2(10) * steps)
    )


def clip_by_value(g, limit):
    if g.ndim == 0:
        return np.float64(min(limit, max(-limit, g)))
    return np.array([clip_by_value(part, limit) for part in g])


def clip_by_norm(g, limit):
    return clip_by_global_norm([g], limit)[0][0]


def _squares(g):
    return g * g if g.ndim == 0 else sum(_squares(part) for part in g)


def clip_by_global_norm(gradients, limit):
    norm = float(np.sqrt(sum(_squares(g) for g in gradients)))
    factor = min(1.0, limit / norm) if norm else 1.0
    return [g * factor for g in gradients], norm


def lstm_cell_path(f):
    return f[0].copy() if len(f) == 1 else lstm_cell_path(f[:-1]) * f[-1]
