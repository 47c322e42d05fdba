"""Plausible wrong beliefs about the flow of gradients: each class holds what differs.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class relu_slope_above_one:
    """The slope of relu is believed to exceed 1, because gradients explode with it."""

    def activation_slope_max(name):
        return {"sigmoid": 0.25, "tanh": 1.0, "relu": 2.0}[name]


class tanh_max_below_one:
    """The slope of tanh is believed to be below 1 everywhere."""

    class just_below:
        """It only comes near 1."""

        def activation_slope_max(name):
            return {"sigmoid": 0.25, "tanh": 0.9999, "relu": 1.0}[name]

    class as_sigmoid:
        """It has the largest slope of sigmoid."""

        def activation_slope_max(name):
            return {"sigmoid": 0.25, "tanh": 0.25, "relu": 1.0}[name]


class slope_only:
    """The factor is the product of the slopes, without the recurrent weights."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        return np.array([np.prod(slopes[k + 1 :], axis=0).max() for k in range(len(h))])


class one_jacobian_too_many:
    """The product runs over the Jacobians T, ..., k."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            factor = factor @ (slopes[k][:, None] * W_hh)
            norms[k] = np.linalg.norm(factor, 2)
        return norms


class frobenius_norm:
    """The norm of a factor is the root of the sum of the squares of its entries."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor)
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class norm_for_radius:
    """The largest singular value is taken for the size of the largest eigenvalue."""

    def spectral_radius(W):
        return float(np.linalg.norm(W, 2))


class real_eigenvalues:
    """The imaginary part of the eigenvalues is dropped, or never computed."""

    class largest_real_part:
        """The eigenvalue farthest to the right is returned."""

        def spectral_radius(W):
            return float(np.linalg.eigvals(W).real.max())

    class size_of_the_real_part:
        """The sign of the real part is dropped as well."""

        def spectral_radius(W):
            return float(np.abs(np.linalg.eigvals(W).real).max())

    class symmetric_solver:
        """The matrix is taken for symmetric, and its lower half for both."""

        def spectral_radius(W):
            return float(np.abs(np.linalg.eigvalsh(W)).max())


class log_of_product:
    """The power is computed before the logarithm, and leaves the range of floats."""

    class of_numpy:
        """NumPy gives 0 or infinity, and then an infinite logarithm."""

        def log10_factor(rate, steps):
            return float(np.log10(np.float64(rate) ** steps))

    class of_python:
        """Python raises where the power overflows, and where the logarithm of 0 is asked for."""

        def log10_factor(rate, steps):
            return math.log10(rate**steps)

    class of_python_and_numpy:
        """Python raises where the power overflows; the logarithm of 0 is minus infinity."""

        def log10_factor(rate, steps):
            return float(np.log10(rate**steps))

    class step_by_step:
        """A loop multiplies, down to 0 or up to infinity."""

        def log10_factor(rate, steps):
            factor = 1.0
            for _ in range(steps):
                factor *= rate
            return float(np.log10(factor))


class one_sided_clip:
    """Entries below -limit stay."""

    def clip_by_value(g, limit):
        return np.minimum(g, limit)


class value_as_norm:
    """The limit of the norm is applied to every entry."""

    def clip_by_norm(g, limit):
        return np.clip(g, -limit, limit)


class norm_without_root:
    """The squares are added, and no root is taken."""

    def _norm(gradients):
        return float(sum(np.sum(g**2) for g in gradients))


class unit_length:
    """A gradient above the limit is divided by its norm, and not brought to the limit."""

    def _scale(norm, limit):
        return 1.0 if norm <= limit else 1.0 / norm


class always_rescales:
    """Short gradients are lengthened to the limit; zeros cannot be."""

    class zeros_stay:
        """A norm of zero is left alone."""

        def _scale(norm, limit):
            return limit / norm if norm > 0.0 else 1.0

    class zeros_are_nan:
        """Zeros are divided by their norm: nan."""

        def _scale(norm, limit):
            return limit / np.float64(norm)


class zero_division:
    """The direction is divided out first, which a gradient of zeros has not: nan."""

    def clip_by_norm(g, limit):
        norm = np.float64(_norm([g]))
        return g / norm * min(norm, limit)

    def clip_by_global_norm(gradients, limit):
        norm = np.float64(_norm(gradients))
        return [g / norm * min(norm, limit) for g in gradients], norm


class norm_per_array:
    """Each array is clipped by itself."""

    class global_norm_returned:
        """The norm that is returned is that of all entries."""

        def clip_by_global_norm(gradients, limit):
            return [g * _scale(_norm([g]), limit) for g in gradients], _norm(gradients)

    class norms_added:
        """The norm that is returned is the sum of the norms."""

        def clip_by_global_norm(gradients, limit):
            norms = [_norm([g]) for g in gradients]
            clipped = [g * _scale(norm, limit) for g, norm in zip(gradients, norms, strict=True)]
            return clipped, sum(norms)

    class largest_norm:
        """The norm that is returned is the largest one."""

        def clip_by_global_norm(gradients, limit):
            norms = [_norm([g]) for g in gradients]
            clipped = [g * _scale(norm, limit) for g, norm in zip(gradients, norms, strict=True)]
            return clipped, max(norms)


class forget_inverted:
    """What is left is the product of 1 - f."""

    def lstm_cell_path(f):
        return np.prod(1.0 - f, axis=0)


class gates_added:
    """The gates are summed over the steps, as if the gradient through the cell were additive."""

    class sum_of_gates:
        """The sum may exceed 1."""

        def lstm_cell_path(f):
            return f.sum(axis=0)

    class mean_of_gates:
        """The sum is divided by the number of steps."""

        def lstm_cell_path(f):
            return f.mean(axis=0)


class first_gate_left_out:
    """The product runs over the steps 2..T."""

    def lstm_cell_path(f):
        return np.prod(f[1:], axis=0)
