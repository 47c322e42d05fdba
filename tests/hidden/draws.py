"""Ordinary random problems for hidden tests. Everything drawn comes from the generator passed in.

"Ordinary" means that no wrong formula can hide: entries are never zero, square matrices are not
symmetric, and recurrent matrices have a spectral norm of 0.9, so that two right solutions cannot
drift apart over many steps.
"""

import numpy as np


def entries(rng, *shape):
    """Entries of either sign and a size between 0.1 and 1; `entries(rng)` is one number."""
    drawn = rng.uniform(-0.9, 0.9, shape)
    return drawn + np.copysign(0.1, drawn)


def recurrent(rng, width):
    """A (width, width) matrix with spectral norm 0.9."""
    matrix = entries(rng, width, width)
    return 0.9 * matrix / np.linalg.norm(matrix, 2)


def parameters(rng, features, width):
    """The parameters of one recurrent layer: W_xh (H, D), W_hh (H, H), b_h (H,)."""
    return entries(rng, width, features), recurrent(rng, width), entries(rng, width)


def det(shape, k):  # public: handouts and visible tests have it too
    """Weights that anyone can write down: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def every_other(array):
    """The same values, as every other row of an array twice as long."""
    spread = np.zeros((2 * len(array), *array.shape[1:]))
    spread[::2] = array
    return spread[::2]


def turned(array):
    """The same values, as the transpose of a C-ordered array."""
    return np.ascontiguousarray(array.T).T


def backwards(array):
    """The same values, as a reversed view: the first stride is negative."""
    return np.ascontiguousarray(array[::-1])[::-1]
