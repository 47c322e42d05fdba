"""Singular values by np.linalg.svd, all factors at once, gradients joined into one vector."""

import numpy as np

SLOPES = {
    "tanh": lambda h: (1 - h) * (1 + h),
    "sigmoid": lambda h: h - np.square(h),
    "relu": lambda h: np.sign(h),
    "linear": np.ones_like,
}


def activation_slope_max(name):
    # tanh and relu are as steep as the identity, sigmoid(z) is 1/2 + tanh(z/2)/2
    return 0.25 if name == "sigmoid" else 1.0


def jacobian_chain(h, W_hh, activation="tanh"):
    jacobians = np.einsum("ti,ij->tij", SLOPES[activation](h), W_hh)
    factors = [np.eye(h.shape[1])]
    for jacobian in jacobians[:0:-1]:
        factors.append(np.einsum("ij,jk->ik", factors[-1], jacobian))
    return np.linalg.svd(np.array(factors[::-1]), compute_uv=False).max(axis=1)


def spectral_radius(W):
    values = np.linalg.eig(W).eigenvalues
    return float(np.sqrt(np.max(values.real**2 + values.imag**2)))


def log10_factor(rate, steps):
    return float(np.log(rate) / np.log(10.0) * steps)


def clip_by_value(g, limit):
    return np.minimum(np.maximum(g, -limit), limit)


def clip_by_norm(g, limit):
    norm = np.linalg.norm(np.ravel(g))
    return g / max(norm / limit, 1.0)


def clip_by_global_norm(gradients, limit):
    joined = np.concatenate([np.ravel(g) for g in gradients])
    norm = np.linalg.norm(joined)
    joined = joined / max(norm / limit, 1.0)
    ends = np.cumsum([g.size for g in gradients])
    parts = np.split(joined, ends[:-1])
    return [part.reshape(g.shape) for part, g in zip(parts, gradients, strict=True)], float(norm)


def lstm_cell_path(f):
    return np.multiply.reduce(f)
