"""How gradients vanish and explode over time, and what helps.

One step is h_t = f(W_xh x_t + W_hh h_(t-1) + b_h). Row t-1 of an array belongs to step t, and T is
at least 1. Every array is float64 and may have any memory layout; no function changes its
arguments, and every result is new: it shares no memory with them. Numbers are Python floats.
"""

import numpy as np


def activation_slope_max(name: str) -> float:
    """Return the largest slope that an activation has anywhere.

    Args:
        name: "sigmoid", "tanh" or "relu".

    Returns:
        A float.
    """
    raise NotImplementedError("activation_slope_max")


def jacobian_chain(h: np.ndarray, W_hh: np.ndarray, activation: str = "tanh") -> np.ndarray:
    """Measure how much a small change of each state moves the last state.

    Args:
        h: shape (T, H), the states h_1..h_T. The slopes follow from them.
        W_hh: shape (H, H); row i belongs to unit i, the one that receives.
        activation: "tanh", "sigmoid", "relu" (slope 0 where the state is 0) or "linear".

    Returns:
        Shape (T,): entry k-1 is the spectral norm (the largest singular value) of d h_T / d h_k,
        for k = 1..T. The last entry is 1. The arguments are left unchanged.
    """
    raise NotImplementedError("jacobian_chain")


def spectral_radius(W: np.ndarray) -> float:
    """Return the largest absolute value of the eigenvalues, which may be complex.

    Args:
        W: a square matrix, shape (H, H). It is left unchanged.

    Returns:
        A float, 0 or more.
    """
    raise NotImplementedError("spectral_radius")


def log10_factor(rate: float, steps: int) -> float:
    """Return the base-10 logarithm of rate ** steps.

    Args:
        rate: above 0.
        steps: 0 or more.

    Returns:
        A float, finite also where rate ** steps is too small or too large for one.
    """
    raise NotImplementedError("log10_factor")


def clip_by_value(g: np.ndarray, limit: float) -> np.ndarray:
    """Clip every entry of a gradient.

    Args:
        g: any shape.
        limit: above 0.

    Returns:
        The shape of g: entries above `limit` are `limit`, entries below `-limit` are `-limit`, the
        others as they were. g is left unchanged.
    """
    raise NotImplementedError("clip_by_value")


def clip_by_norm(g: np.ndarray, limit: float) -> np.ndarray:
    """Shorten a gradient that is too long, without turning it.

    Args:
        g: any shape. Its norm is the root of the sum of the squares of all entries.
        limit: above 0.

    Returns:
        The shape of g: g times limit / norm if the norm is above the limit, otherwise the values
        of g. A gradient of zeros stays one. g is left unchanged.
    """
    raise NotImplementedError("clip_by_norm")


def clip_by_global_norm(
    gradients: list[np.ndarray], limit: float
) -> tuple[list[np.ndarray], float]:
    """Shorten several gradients by one common factor.

    Args:
        gradients: at least one array; each has its own shape.
        limit: above 0.

    Returns:
        The list of the gradients in their order, each times limit / norm if the norm is above the
        limit, and the norm, a float: the root of the sum of the squares of all entries of all
        gradients, as it was before clipping. The arguments are left unchanged.
    """
    raise NotImplementedError("clip_by_global_norm")


def lstm_cell_path(f: np.ndarray) -> np.ndarray:
    """Return how much of c_0 is left in c_T, with c_t = f_t * c_(t-1) + ... and gates held fixed.

    Args:
        f: shape (T, H), the forget gates of all steps, from 0 to 1.

    Returns:
        Shape (H,): for each unit the product of its forget gates. f is left unchanged.
    """
    raise NotImplementedError("lstm_cell_path")
