"""Loops over single numbers; NumPy only for eigenvalues and for the arrays that are returned."""

import math

import numpy as np


def activation_slope_max(name):
    steepest = 0.0
    for n in range(-10, 11):  # the steepest place of all three is on this grid
        z = n / 10
        if name == "sigmoid":
            slope = math.exp(-z) / (1 + math.exp(-z)) ** 2
        elif name == "tanh":
            slope = 1 / math.cosh(z) ** 2
        else:
            slope = 1.0 if z > 0 else 0.0
        steepest = max(steepest, slope)
    return steepest


def _slope(value, activation):
    if activation == "tanh":
        return 1 - value * value
    if activation == "sigmoid":
        return value * (1 - value)
    if activation == "relu" and value <= 0:
        return 0.0
    return 1.0


def _times(A, B):
    n = len(A)
    return [[sum(A[i][m] * B[m][j] for m in range(n)) for j in range(n)] for i in range(n)]


def _spectral_norm(A):
    """The root of the largest eigenvalue of A A^T, which is symmetric."""
    gram = _times(A, [list(row) for row in zip(*A, strict=True)])
    return math.sqrt(max(np.linalg.eigvalsh(np.array(gram))[-1], 0.0))


def jacobian_chain(h, W_hh, activation="tanh"):
    T, H = h.shape
    factor = [[float(i == j) for j in range(H)] for i in range(H)]
    norms = [1.0]
    for t in range(T - 1, 0, -1):
        jacobian = [[_slope(h[t, i], activation) * W_hh[i, j] for j in range(H)] for i in range(H)]
        factor = _times(factor, jacobian)
        norms.insert(0, _spectral_norm(factor))
    return np.array(norms)


def spectral_radius(W):
    return max(abs(complex(value)) for value in np.linalg.eigvals(W))


def log10_factor(rate, steps):
    total = 0.0
    for _ in range(steps):
        total += math.log10(rate)
    return total


def clip_by_value(g, limit):
    clipped = np.zeros(g.shape)
    for index, value in np.ndenumerate(g):
        clipped[index] = limit if value > limit else -limit if value < -limit else value
    return clipped


def clip_by_norm(g, limit):
    norm = math.sqrt(math.fsum(value * value for value in g.flat))
    result = np.empty(g.shape)
    for index, value in np.ndenumerate(g):
        result[index] = value * limit / norm if norm > limit else value
    return result


def clip_by_global_norm(gradients, limit):
    squares = 0.0
    for g in gradients:
        for value in g.flat:
            squares += value**2
    norm = squares**0.5
    if norm <= limit:
        return [g.copy() for g in gradients], norm
    return [g * limit / norm for g in gradients], norm


def lstm_cell_path(f):
    T, H = f.shape
    return np.array([math.prod(f[t, unit] for t in range(T)) for unit in range(H)])
