"""How gradients vanish and explode over time, and what helps: the reference solution."""

import math

import numpy as np


def activation_slope_max(name: str) -> float:
    """Return the largest slope that the activation has anywhere."""
    return {"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0}[name]


def jacobian_chain(h: np.ndarray, W_hh: np.ndarray, activation: str = "tanh") -> np.ndarray:
    """Return the spectral norms of d h_T / d h_k for k = 1..T, shape (T,)."""
    slopes = _slopes(h, activation)
    norms = np.empty(len(h))
    factor = np.eye(len(W_hh))
    for k in reversed(range(len(h))):
        norms[k] = np.linalg.norm(factor, 2)
        factor = factor @ (slopes[k][:, None] * W_hh)
    return norms


def spectral_radius(W: np.ndarray) -> float:
    """Return the size of the largest eigenvalue."""
    return float(np.abs(np.linalg.eigvals(W)).max())


def log10_factor(rate: float, steps: int) -> float:
    """Return log10(rate ** steps) without computing the power."""
    return steps * math.log10(rate)


def clip_by_value(g: np.ndarray, limit: float) -> np.ndarray:
    """Return g with every entry between -limit and limit."""
    return np.clip(g, -limit, limit)


def clip_by_norm(g: np.ndarray, limit: float) -> np.ndarray:
    """Return g, shortened to the length `limit` if it is longer."""
    return g * _scale(_norm([g]), limit)


def clip_by_global_norm(
    gradients: list[np.ndarray], limit: float
) -> tuple[list[np.ndarray], float]:
    """Return the gradients, all scaled by one factor, and their common norm before that."""
    norm = _norm(gradients)
    return [g * _scale(norm, limit) for g in gradients], norm


def lstm_cell_path(f: np.ndarray) -> np.ndarray:
    """Return the product of the forget gates over the steps, shape (H,)."""
    return np.prod(f, axis=0)


def _slopes(h: np.ndarray, activation: str) -> np.ndarray:
    """Return the slope of the activation where its value is h, shape (T, H)."""
    if activation == "tanh":
        return 1.0 - h**2
    if activation == "sigmoid":
        return h * (1.0 - h)
    if activation == "relu":
        return np.where(h > 0.0, 1.0, 0.0)
    return np.ones(h.shape)


def _norm(gradients: list[np.ndarray]) -> float:
    """Return the length of all entries as one vector."""
    return float(np.sqrt(sum(np.sum(g**2) for g in gradients)))


def _scale(norm: float, limit: float) -> float:
    """Return the factor that shortens a vector of length `norm` to `limit` if it is longer."""
    return 1.0 if norm <= limit else limit / norm
