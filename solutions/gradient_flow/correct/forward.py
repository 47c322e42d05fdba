"""The products from the first step onwards: each new Jacobian comes to all factors from the left."""

from functools import reduce

import numpy as np


def activation_slope_max(name):
    return dict(zip(("sigmoid", "tanh", "relu"), (1 / 4, 1 / 1, 2 / 2), strict=True))[name]


def _slope(h_t, activation):
    match activation:
        case "tanh":
            return 1.0 - np.square(h_t)
        case "sigmoid":
            return h_t - h_t * h_t
        case "relu":
            return np.array([float(value > 0) for value in h_t])
        case "linear":
            return np.ones(len(h_t))


def jacobian_chain(h, W_hh, activation="tanh"):
    eye = np.eye(h.shape[1])

    def step(factors, h_t):
        J = np.diag(_slope(h_t, activation)) @ W_hh
        return [*(J @ factor for factor in factors), eye]

    return np.linalg.norm(np.array(reduce(step, h, [])), ord=2, axis=(1, 2))


def spectral_radius(W):
    T = np.linalg.eigvals(W) * (1 + 0j)
    return float(np.sqrt((T * T.conj()).real).max())


def log10_factor(rate, steps):
    return float(np.sum(np.full(steps, np.log10(rate))))


def clip_by_value(g, limit):
    return np.clip(g / limit, -1.0, 1.0) * limit


def clip_by_norm(g, limit):
    norm = np.sqrt((g**2).sum())
    return g * np.divide(limit, norm, out=np.array(1.0), where=norm > limit)


def clip_by_global_norm(gradients, limit):
    norm = reduce(np.hypot, (np.sqrt((g**2).sum()) for g in gradients), 0.0)
    scale = np.divide(limit, norm, out=np.array(1.0), where=norm > limit)
    return [scale * g for g in gradients], float(norm)


def lstm_cell_path(f):
    return reduce(np.multiply, f, np.ones(f.shape[1]))
