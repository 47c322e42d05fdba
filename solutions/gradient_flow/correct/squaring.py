"""Sizes of matrices without eigenvalues: from the powers 2, 4, 8, ..., rescaled on the way."""

import numpy as np

TIMES = 52


def _growth(A):
    """lim |A^n|^(1/n): the spectral radius (Gelfand); for a symmetric A its largest eigenvalue."""
    log, power = 0.0, A
    for n in range(TIMES):
        size = np.abs(power).max()
        if size == 0:
            return 0.0
        log += np.log(size) / 2**n
        power = power / size
        power = power @ power
    return float(np.exp(log))


def activation_slope_max(name):
    """By central differences around 0 for the smooth ones; relu is a straight line above 0."""
    if name == "relu":
        return 1.0
    z, step = 0.0, 2.0**-20
    f = np.tanh if name == "tanh" else lambda a: 1 / (1 + np.exp(-a))
    return float((f(z + step) - f(z - step)) / (2 * step))


def jacobian_chain(h, W_hh, activation="tanh"):
    if activation == "linear":
        slopes = h * 0 + 1
    elif activation == "relu":
        slopes = (h > 0) * 1.0
    elif activation == "sigmoid":
        slopes = 0.25 - (h - 0.5) ** 2
    else:
        slopes = 1 / np.cosh(np.arctanh(np.clip(h, -1, 1))) ** 2
    norms, factor = np.ones(len(h)), np.identity(len(W_hh))
    for k in range(len(h) - 2, -1, -1):
        factor = factor @ np.diag(slopes[k + 1]) @ W_hh
        norms[k] = np.sqrt(_growth(factor.T @ factor))
    return norms


def spectral_radius(W):
    return _growth(W)


def log10_factor(rate, steps):
    """Half of the steps twice, and one more where their number is odd."""
    if steps == 0:
        return 0.0
    half = log10_factor(rate, steps // 2)
    return half + half + (float(np.log10(rate)) if steps % 2 else 0.0)


def clip_by_value(g, limit):
    return np.where(np.abs(g) > limit, np.sign(g) * limit, g)


def _length(g):
    return float(np.sqrt(np.vdot(g, g)))


def clip_by_norm(g, limit):
    length = _length(g)
    return g.copy() if length <= limit else g * (limit / length)


def clip_by_global_norm(gradients, limit):
    length = _length(np.array([_length(g) for g in gradients]))
    if length > limit:
        return [g / length * limit for g in gradients], length
    return [+g for g in gradients], length


def lstm_cell_path(f):
    """A gate of zero has no logarithm: it shuts the path."""
    open_gates = np.where(f > 0, f, 1.0)
    return np.where((f > 0).all(axis=0), np.exp(np.log(open_gates).sum(axis=0)), 0.0)
