"""Wrong submissions for gradient_flow, written from the handout alone."""

import numpy as np


class slopes_as_integers:
    """The slopes of tanh and relu are the int 1; that of sigmoid is right."""

    FUNCTIONS = ("activation_slope_max",)
    SHOWS = "an int where a float is asked for"

    def activation_slope_max(name):
        return {"sigmoid": 1 / 4, "tanh": 1, "relu": 1}[name]


class sigmoid_as_steep_as_tanh:
    """The steepest slope of sigmoid is 1/2; the others are right."""

    FUNCTIONS = ("activation_slope_max",)
    SHOWS = "nothing like the right answer"

    def activation_slope_max(name):
        if name == "sigmoid":
            return 0.5
        return 1.0


class relu_slope_of_the_dead_side:
    """The slope of relu is 0, its value at 0; the others are right."""

    FUNCTIONS = ("activation_slope_max",)
    SHOWS = "zero where something else is right"

    def activation_slope_max(name):
        slopes = {
            "sigmoid": lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2,
            "tanh": lambda z: 1 - np.tanh(z) ** 2,
            "relu": lambda z: float(z > 0),
        }
        return float(slopes[name](0.0))


class steepest_slope_on_a_coarse_grid:
    """The slopes of sigmoid and tanh are searched on a grid that misses 0, so they are a little too
    small; that of relu is right."""

    FUNCTIONS = ("activation_slope_max",)
    SHOWS = "nearly right"

    def activation_slope_max(name):
        z = np.linspace(-5, 5, 1000)
        if name == "sigmoid":
            s = 1 / (1 + np.exp(-z))
            return float((s * (1 - s)).max())
        if name == "tanh":
            return float((1 - np.tanh(z) ** 2).max())
        return 1.0


class norm_of_all_entries:
    """The Frobenius norm is taken of every factor: too large by the root of H for the last entry,
    and right for one unit."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "wrong unless there is one unit"

    def jacobian_chain(h, W_hh, activation="tanh"):
        slope = {
            "tanh": lambda h: 1 - h**2,
            "sigmoid": lambda h: h * (1 - h),
            "relu": lambda h: (h > 0).astype(float),
            "linear": lambda h: np.ones_like(h),
        }[activation]
        T, H = h.shape
        product = np.eye(H)
        out = np.zeros(T)
        for k in range(T - 1, -1, -1):
            out[k] = np.linalg.norm(product)
            product = product @ np.diag(slope(h[k])) @ W_hh
        return out


class slope_of_the_sending_step:
    """The Jacobian of step t has the slopes of step t-1, so the entries before the last are wrong."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "only the last entry is right"

    def jacobian_chain(h, W_hh, activation="tanh"):
        if activation == "tanh":
            s = 1 - h**2
        elif activation == "sigmoid":
            s = h * (1 - h)
        elif activation == "relu":
            s = np.where(h > 0, 1.0, 0.0)
        else:
            s = np.ones(h.shape)
        T = len(h)
        A = np.eye(h.shape[1])
        norms = [1.0]
        for t in range(T - 1, 0, -1):
            A = A @ (s[t - 1][:, None] * W_hh)
            norms.append(np.linalg.norm(A, 2))
        return np.array(norms[::-1])


class earliest_leftmost:
    """The Jacobians are multiplied in the wrong order; the last two entries are right, and so is
    everything for one unit."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "only the last two entries are right"

    def jacobian_chain(h, W_hh, activation="tanh"):
        def slope(v):
            if activation == "tanh":
                return 1 - v * v
            if activation == "sigmoid":
                return v * (1 - v)
            if activation == "relu":
                return (v > 0) * 1.0
            return np.ones(v.shape)

        T, H = h.shape
        factor = np.eye(H)
        norms = np.ones(T)
        for k in range(T - 2, -1, -1):
            factor = (np.diag(slope(h[k + 1])) @ W_hh) @ factor
            norms[k] = np.linalg.svd(factor, compute_uv=False)[0]
        return norms


class product_of_the_norms:
    """The norms of the Jacobians are multiplied instead of the Jacobians: an upper bound. The last
    two entries are right, and so is everything for one unit."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "only the last two entries are right"

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = {
            "tanh": 1 - h**2,
            "sigmoid": h * (1 - h),
            "relu": (h > 0) + 0.0,
            "linear": h * 0 + 1,
        }[activation]
        norms = [1.0]
        for s in slopes[:0:-1]:
            norms.append(norms[-1] * np.linalg.norm(s[:, None] * W_hh, 2))
        return np.array(norms[::-1])


class slopes_on_the_columns:
    """The slopes scale the columns of W_hh instead of its rows; the last entry is right, and so is
    everything for one unit."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "only the last entry is right"

    def jacobian_chain(h, W_hh, activation="tanh"):
        if activation == "tanh":
            slopes = 1.0 - h**2
        elif activation == "sigmoid":
            slopes = h * (1.0 - h)
        elif activation == "relu":
            slopes = np.where(h > 0, 1.0, 0.0)
        elif activation == "linear":
            slopes = np.ones_like(h)
        factor = np.eye(W_hh.shape[0])
        result = np.zeros(len(h))
        for k in reversed(range(len(h))):
            result[k] = np.linalg.norm(factor, 2)
            factor = factor @ (W_hh * slopes[k])
        return result


class chain_from_the_last_step:
    """The norms are in the order in which they are found: the 1 of the last step comes first."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "reversed"

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = {
            "tanh": 1 - h**2,
            "sigmoid": h - h**2,
            "relu": np.sign(h),
            "linear": np.ones(h.shape),
        }[activation]
        found = []
        M = np.eye(len(W_hh))
        for t in range(len(h) - 1, -1, -1):
            found.append(np.linalg.norm(M, 2))
            M = M @ (slopes[t][:, None] * W_hh)
        return np.array(found)


class last_entry_left_out:
    """There is one entry for each Jacobian, T - 1 of them; the 1 at the end is missing."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "wrong length"

    def jacobian_chain(h, W_hh, activation="tanh"):
        if activation == "tanh":
            s = 1 - h**2
        elif activation == "sigmoid":
            s = h * (1 - h)
        elif activation == "relu":
            s = np.where(h > 0, 1.0, 0.0)
        else:
            s = np.ones(h.shape)
        norms = []
        M = np.eye(len(W_hh))
        for t in range(len(h) - 1, 0, -1):
            M = M @ np.diag(s[t]) @ W_hh
            norms.insert(0, np.linalg.norm(M, 2))
        return np.array(norms)


class tanh_for_every_activation:
    """The slope of tanh is used whatever the activation is; with the default all is right."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "right only with the default option"

    def jacobian_chain(h, W_hh, activation="tanh"):
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in range(len(h) - 1, -1, -1):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ np.diag(1 - h[k] ** 2) @ W_hh
        return norms


class slope_of_tanh_of_the_state:
    """The slope of tanh and sigmoid is computed as if the state were what enters the activation;
    relu and linear are right, and so is the last entry."""

    FUNCTIONS = ("jacobian_chain",)
    SHOWS = "only the last entry is right"

    def jacobian_chain(h, W_hh, activation="tanh"):
        def slope(z):
            if activation == "tanh":
                return 1 - np.tanh(z) ** 2
            if activation == "sigmoid":
                y = 1 / (1 + np.exp(-z))
                return y * (1 - y)
            if activation == "relu":
                return np.where(z > 0, 1.0, 0.0)
            return np.ones(z.shape)

        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in range(len(h) - 1, -1, -1):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ np.diag(slope(h[k])) @ W_hh
        return norms


class spectral_norm_for_the_radius:
    """The largest singular value is returned instead of the largest eigenvalue: right for multiples of
    orthogonal matrices and for symmetric ones only."""

    FUNCTIONS = ("spectral_radius",)
    SHOWS = "too large in general"

    def spectral_radius(W):
        return float(np.linalg.norm(W, 2))


class real_part_of_the_eigenvalue:
    """The largest real part is taken: wrong where the largest eigenvalue is complex or negative."""

    FUNCTIONS = ("spectral_radius",)
    SHOWS = "wrong for complex and negative eigenvalues"

    def spectral_radius(W):
        return float(np.linalg.eigvals(W).real.max())


class eigenvalues_of_a_symmetric_matrix:
    """eigvalsh reads one triangle only and takes the matrix for symmetric: wrong unless it is."""

    FUNCTIONS = ("spectral_radius",)
    SHOWS = "wrong in general"

    def spectral_radius(W):
        return float(np.abs(np.linalg.eigvalsh(W)).max())


class natural_logarithm:
    """The natural logarithm instead of the one to base 10: too large by the factor 2.3026."""

    FUNCTIONS = ("log10_factor",)
    SHOWS = "right up to a constant factor"

    def log10_factor(rate, steps):
        return float(steps * np.log(rate))


class clipped_from_above_only:
    """Entries below -limit stay as they are."""

    FUNCTIONS = ("clip_by_value",)
    SHOWS = "only large negative entries are wrong"

    def clip_by_value(g, limit):
        return np.minimum(g, limit)


class entries_beyond_the_limit_zeroed:
    """Entries beyond the limit become 0 instead of the limit; the others are right."""

    FUNCTIONS = ("clip_by_value",)
    SHOWS = "zero where something else is right"

    def clip_by_value(g, limit):
        return np.where(np.abs(g) > limit, 0.0, g)


class clipped_in_place:
    """The entries are clipped in the argument itself, which is returned."""

    FUNCTIONS = ("clip_by_value",)
    SHOWS = "changes its argument"

    def clip_by_value(g, limit):
        g[g > limit] = limit
        g[g < -limit] = -limit
        return g


class small_number_under_the_fraction:
    """1e-6 is added to the norm before it is divided by: clipped gradients are a little too short."""

    FUNCTIONS = ("clip_by_norm", "clip_by_global_norm")
    SHOWS = "nearly right"

    def clip_by_norm(g, limit):
        norm = np.sqrt((g**2).sum())
        return g * min(1.0, limit / (norm + 1e-6))

    def clip_by_global_norm(gradients, limit):
        norm = np.sqrt(sum((g**2).sum() for g in gradients))
        factor = min(1.0, limit / (norm + 1e-6))
        return [g * factor for g in gradients], float(norm)


class spectral_norm_of_a_matrix:
    """The norm of a matrix is its spectral norm, so matrices are clipped too little; vectors are
    right, and arrays with three axes raise ValueError."""

    FUNCTIONS = ("clip_by_norm",)
    SHOWS = "wrong for matrices, raises for three axes"

    def clip_by_norm(g, limit):
        norm = np.linalg.norm(g, 2)
        if norm > limit:
            return g * limit / norm
        return g.copy()


class each_row_by_itself:
    """The norm is taken along the last axis, so that each row is clipped by itself; vectors are
    right."""

    FUNCTIONS = ("clip_by_norm",)
    SHOWS = "wrong for more than one axis"

    def clip_by_norm(g, limit):
        norm = np.linalg.norm(g, axis=-1, keepdims=True)
        return np.where(norm > limit, g * limit / np.where(norm == 0, 1, norm), g)


class squares_without_the_root:
    """The norm is the sum of the squares: the root is missing."""

    FUNCTIONS = ("clip_by_norm", "clip_by_global_norm")
    SHOWS = "nothing like the right answer"

    def clip_by_norm(g, limit):
        norm = np.sum(g**2)
        return g * limit / norm if norm > limit else g * 1.0

    def clip_by_global_norm(gradients, limit):
        norm = float(sum(np.sum(g**2) for g in gradients))
        if norm > limit:
            return [g * limit / norm for g in gradients], norm
        return [g * 1.0 for g in gradients], norm


class divided_by_the_norm_only:
    """A long gradient gets the length 1 instead of the length `limit`; short ones are right."""

    FUNCTIONS = ("clip_by_norm",)
    SHOWS = "right up to a factor where it is clipped"

    def clip_by_norm(g, limit):
        norm = np.sqrt(np.sum(g * g))
        return g / norm if norm > limit else g.copy()


class norm_after_clipping:
    """The norm that is returned is that of the clipped gradients; the gradients are right."""

    FUNCTIONS = ("clip_by_global_norm",)
    SHOWS = "only the norm is wrong"

    def clip_by_global_norm(gradients, limit):
        norm = float(np.sqrt(sum(np.sum(g**2) for g in gradients)))
        if norm > limit:
            gradients = [g * limit / norm for g in gradients]
            norm = float(np.sqrt(sum(np.sum(g**2) for g in gradients)))
        return [g.copy() for g in gradients], norm


class norm_not_returned:
    """Only the list of gradients is returned, without the norm."""

    FUNCTIONS = ("clip_by_global_norm",)
    SHOWS = "wrong form"

    def clip_by_global_norm(gradients, limit):
        norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
        factor = limit / norm if norm > limit else 1.0
        return [g * factor for g in gradients]


class gates_added:
    """The gates are added over the steps instead of multiplied; one step is right."""

    FUNCTIONS = ("lstm_cell_path",)
    SHOWS = "right for one step only"

    def lstm_cell_path(f):
        return f.sum(axis=0)


class gates_of_all_units:
    """The gates are multiplied over the units instead of the steps: shape (T,)."""

    FUNCTIONS = ("lstm_cell_path",)
    SHOWS = "wrong shape"

    def lstm_cell_path(f):
        return np.prod(f, axis=1)


class one_number_for_all_units:
    """The gates of all units and steps are multiplied into one float."""

    FUNCTIONS = ("lstm_cell_path",)
    SHOWS = "a float where an array is asked for"

    def lstm_cell_path(f):
        return float(np.prod(f))


class first_gate_left_out:
    """The gates of the steps 2..T are multiplied; the first step is left out."""

    FUNCTIONS = ("lstm_cell_path",)
    SHOWS = "nothing like the right answer"

    def lstm_cell_path(f):
        left = np.ones(f.shape[1])
        for t in range(1, len(f)):
            left = left * f[t]
        return left


class path_at_every_step:
    """The product up to every step is returned, shape (T, H), instead of the last one alone."""

    FUNCTIONS = ("lstm_cell_path",)
    SHOWS = "wrong number of axes"

    def lstm_cell_path(f):
        return np.cumprod(f, axis=0)
