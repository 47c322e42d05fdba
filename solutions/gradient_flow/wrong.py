"""Wrong ways without a name: careless slips, each of which has to cost points.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class SlopesAreIntegers:
    """Gives 1 for 1.0."""

    def activation_slope_max(name):
        return {"sigmoid": 0.25, "tanh": 1, "relu": 1}[name]


class SigmoidOneHalf:
    """Takes the value of sigmoid at 0 for its slope."""

    def activation_slope_max(name):
        return {"sigmoid": 0.5, "tanh": 1.0, "relu": 1.0}[name]


class SlopeAtOne:
    """Takes the slopes at z = 1."""

    def activation_slope_max(name):
        return {"sigmoid": 0.19661193324148185, "tanh": 0.41997434161402614, "relu": 1.0}[name]


class SlopeAsArray:
    """Gives the steepest slopes as arrays."""

    def activation_slope_max(name):
        return np.array({"sigmoid": 0.25, "tanh": 1.0, "relu": 1.0}[name])


class ReluSlopeOneHalf:
    """Takes the middle of 0 and 1 for the slope of relu, as some libraries do at the kink."""

    def activation_slope_max(name):
        return {"sigmoid": 0.25, "tanh": 1.0, "relu": 0.5}[name]


class ChainOneStepTooShort:
    """Stops before the first entry, which stays 0."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.zeros(len(h))
        factor = np.eye(len(W_hh))
        for k in range(len(h) - 1, 0, -1):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainFromTheFirstState:
    """Measures d h_k / d h_1 instead of d h_T / d h_k."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.ones(len(h))
        factor = np.eye(len(W_hh))
        for k in range(1, len(h)):
            factor = slopes[k][:, None] * W_hh @ factor
            norms[k] = np.linalg.norm(factor, 2)
        return norms


class ChainOfNeighbours:
    """Gives the norm of every single Jacobian."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = [np.linalg.norm(s[:, None] * W_hh, 2) for s in slopes[1:]]
        return np.array([*norms, 1.0])


class ChainProductOfNorms:
    """Multiplies the norms of the Jacobians."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = [np.linalg.norm(s[:, None] * W_hh, 2) for s in slopes[1:]]
        return np.array([np.prod(norms[k:]) for k in range(len(h))])


class ChainEarliestLeftmost:
    """Multiplies the Jacobians in the order of time."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = (slopes[k][:, None] * W_hh) @ factor
        return norms


class ChainSlopesOnTheColumns:
    """Scales the columns of W_hh by the slopes."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (W_hh * slopes[k])
        return norms


class ChainTransposedWeights:
    """Transposes W_hh, as the errors of bptt do, but keeps the slopes on the left."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (slopes[k][:, None] * W_hh.T)
        return norms


class ChainElementwise:
    """Multiplies the Jacobians entry by entry."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.ones(len(h))
        factor = np.ones(W_hh.shape)
        for k in reversed(range(1, len(h))):
            factor = factor * (slopes[k][:, None] * W_hh)
            norms[k - 1] = np.linalg.norm(factor, 2)
        return norms


class ChainLargestEntry:
    """Measures a matrix by its largest entry."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.abs(factor).max()
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainOfEigenvalues:
    """Measures a product by its spectral radius."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.abs(np.linalg.eigvals(factor)).max()
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainSmallestSingularValue:
    """Measures a matrix by the last singular value instead of the first."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.svd(factor, compute_uv=False)[-1]
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainLargestRow:
    """Measures a matrix by its largest sum of a row."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, np.inf)
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainSquaredNorm:
    """Forgets the root of the largest eigenvalue of A A^T."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.eigvalsh(factor @ factor.T)[-1]
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainBackwards:
    """Returns the norms in the order in which they are found."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = []
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms.append(np.linalg.norm(factor, 2))
            factor = factor @ (slopes[k][:, None] * W_hh)
        return np.array(norms)


class ChainWithoutTheLastEntry:
    """Leaves out the 1."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = []
        factor = np.eye(len(W_hh))
        for k in reversed(range(1, len(h))):
            factor = factor @ (slopes[k][:, None] * W_hh)
            norms.append(np.linalg.norm(factor, 2))
        return np.array(norms[::-1])


class ChainOfMatrices:
    """Returns the products themselves, without their norms."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        factors = [np.eye(len(W_hh))]
        for k in reversed(range(1, len(h))):
            factors.insert(0, factors[0] @ (slopes[k][:, None] * W_hh))
        return np.array(factors)


class ChainAsList:
    """Returns a list of floats."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = []
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms.insert(0, float(np.linalg.norm(factor, 2)))
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class SlopesOfThePreviousState:
    """The slope of step t is taken of h_(t-1)."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (slopes[k - 1][:, None] * W_hh)
        return norms


class SlopeOneMinusState:
    """Forgets the square of tanh."""

    def _slopes(h, activation):
        if activation == "tanh":
            return 1.0 - h
        if activation == "sigmoid":
            return h * (1.0 - h)
        if activation == "relu":
            return np.where(h > 0.0, 1.0, 0.0)
        return np.ones(h.shape)


class SlopesOfTheSums:
    """Takes the states for what enters the activation."""

    def _slopes(h, activation):
        if activation == "tanh":
            return 1.0 - np.tanh(h) ** 2
        if activation == "sigmoid":
            y = 1.0 / (1.0 + np.exp(-h))
            return y * (1.0 - y)
        if activation == "relu":
            return np.where(h > 0.0, 1.0, 0.0)
        return np.ones(h.shape)


class SlopeOfReluIsOneAtZero:
    """Takes dead units for live ones."""

    def _slopes(h, activation):
        if activation == "tanh":
            return 1.0 - h**2
        if activation == "sigmoid":
            return h * (1.0 - h)
        if activation == "relu":
            return np.where(h >= 0.0, 1.0, 0.0)
        return np.ones(h.shape)


class SlopeOfReluIsTheState:
    """Takes the value of relu for its slope."""

    def _slopes(h, activation):
        if activation == "tanh":
            return 1.0 - h**2
        if activation == "sigmoid":
            return h * (1.0 - h)
        if activation == "relu":
            return np.maximum(h, 0.0)
        return np.ones(h.shape)


class SlopeOfLinearIsTheState:
    """Takes the value of a linear unit for its slope."""

    def _slopes(h, activation):
        if activation == "tanh":
            return 1.0 - h**2
        if activation == "sigmoid":
            return h * (1.0 - h)
        if activation == "relu":
            return np.where(h > 0.0, 1.0, 0.0)
        return h.copy()


class SlopesAtTheirSteepest:
    """Uses the steepest slope of each activation at every step."""

    def _slopes(h, activation):
        return np.full(h.shape, {"sigmoid": 0.25}.get(activation, 1.0))


class SlopesAveraged:
    """Has one slope for all units of a step."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation).mean(axis=1)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (slopes[k] * W_hh)
        return norms


class SigmoidIsTheDefault:
    """The default activation is sigmoid."""

    def jacobian_chain(h, W_hh, activation="sigmoid"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (slopes[k][:, None] * W_hh)
        return norms


class ChainScalesTheWeightsInPlace:
    """Writes the Jacobian of each step into W_hh."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        slopes = _slopes(h, activation)
        norms = np.empty(len(h))
        factor, kept = np.eye(len(W_hh)), W_hh.copy()
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            W_hh[:] = slopes[k][:, None] * kept
            factor = factor @ W_hh
        return norms


class ChainTurnsStatesIntoSlopes:
    """Writes the slopes into h."""

    def jacobian_chain(h, W_hh, activation="tanh"):
        h[:] = _slopes(h, activation)
        norms = np.empty(len(h))
        factor = np.eye(len(W_hh))
        for k in reversed(range(len(h))):
            norms[k] = np.linalg.norm(factor, 2)
            factor = factor @ (h[k][:, None] * W_hh)
        return norms


class RadiusOfTheLargestEntry:
    """Takes the largest entry."""

    def spectral_radius(W):
        return float(np.abs(W).max())


class RadiusOfTheDiagonal:
    """Takes the diagonal for the eigenvalues, as for a triangular matrix."""

    def spectral_radius(W):
        return float(np.abs(np.diag(W)).max())


class RadiusOfTheFirstEigenvalue:
    """Takes the first eigenvalue for the largest."""

    def spectral_radius(W):
        return float(np.abs(np.linalg.eigvals(W)[0]))


class RadiusOfTheDeterminant:
    """Takes the mean growth of a volume."""

    def spectral_radius(W):
        return float(np.abs(np.linalg.det(W)) ** (1 / len(W)))


class RadiusByTooFewPowers:
    """Stops the limit of |W^n|^(1/n) at n = 50."""

    def spectral_radius(W):
        return float(np.linalg.norm(np.linalg.matrix_power(W, 50), 2) ** (1 / 50))


class RadiusIsComplex:
    """Returns the eigenvalue itself."""

    def spectral_radius(W):
        values = np.linalg.eigvals(W)
        return complex(values[np.argmax(np.abs(values))])


class LogNatural:
    """Forgets the base."""

    def log10_factor(rate, steps):
        return steps * math.log(rate)


class LogWithoutSteps:
    """Gives the logarithm of one step."""

    def log10_factor(rate, steps):
        return math.log10(rate)


class LogNegated:
    """Counts the digits that are lost."""

    def log10_factor(rate, steps):
        return -steps * math.log10(rate)


class LogOfNoStepIsAnInteger:
    """Returns 0 for no step."""

    def log10_factor(rate, steps):
        return steps * math.log10(rate) if steps else 0


class LogFloored:
    """Gives whole digits."""

    def log10_factor(rate, steps):
        return float(math.floor(steps * math.log10(rate)))


class LogWithASmallNumber:
    """Adds a small number to the rate against log(0)."""

    def log10_factor(rate, steps):
        return steps * math.log10(rate + 1e-8)


class LogOfAClippedPower:
    """Keeps the power within the range of floats."""

    def log10_factor(rate, steps):
        return min(max(steps * math.log10(rate), -308.0), 308.0)


class ValueDropsLargeEntries:
    """Sets entries beyond the limit to zero."""

    def clip_by_value(g, limit):
        return np.where(np.abs(g) > limit, 0.0, g)


class ValueLosesTheSign:
    """Clips the sizes."""

    def clip_by_value(g, limit):
        return np.minimum(np.abs(g), limit)


class ValueNegativesAreZero:
    """Clips to [0, limit]."""

    def clip_by_value(g, limit):
        return np.clip(g, 0.0, limit)


class ValueScalesTheWhole:
    """Scales all entries until the largest fits."""

    def clip_by_value(g, limit):
        return g * min(1.0, limit / max(np.abs(g).max(), 1e-300))


class ValueOnTheMean:
    """Squashes instead of cutting."""

    def clip_by_value(g, limit):
        return limit * np.tanh(g / limit)


class ValueAlwaysTheLimit:
    """Every entry gets the size of the limit."""

    def clip_by_value(g, limit):
        return limit * np.sign(g)


class ValueInPlace:
    """Writes into g."""

    def clip_by_value(g, limit):
        return np.clip(g, -limit, limit, out=g)


class ValueFlat:
    """Returns one axis."""

    def clip_by_value(g, limit):
        return np.clip(g, -limit, limit).ravel()


class ValueForOneIsAFloat:
    """Returns a number for a gradient with one entry."""

    def clip_by_value(g, limit):
        clipped = np.clip(g, -limit, limit)
        return float(clipped[0]) if clipped.shape == (1,) else clipped


class NormSpectral:
    """Takes the spectral norm of a matrix."""

    def clip_by_norm(g, limit):
        norm = np.linalg.norm(g, 2) if g.ndim == 2 else np.sqrt(np.sum(g**2))
        return g * _scale(float(norm), limit)


class NormOfTheSum:
    """Adds the sizes of the entries."""

    def _norm(gradients):
        return float(sum(np.abs(g).sum() for g in gradients))


class NormLargestEntry:
    """Takes the largest entry for the norm."""

    def _norm(gradients):
        return float(max(np.abs(g).max() for g in gradients))


class NormMean:
    """Takes the root of the mean of the squares."""

    def clip_by_norm(g, limit):
        return g * _scale(float(np.sqrt(np.mean(g**2))), limit)


class NormOfEachRow:
    """Clips each row by itself."""

    def clip_by_norm(g, limit):
        norm = np.sqrt(np.sum(g**2, axis=-1, keepdims=True))
        return np.where(norm > limit, g * limit / np.where(norm > 0, norm, 1), g)


class NormWithASmallNumber:
    """Adds 1e-6 to the norm."""

    def clip_by_norm(g, limit):
        norm = _norm([g])
        return g * min(1.0, limit / (norm + 1e-6))


class NormDividedTwice:
    """Divides by the square of the norm."""

    def _scale(norm, limit):
        return 1.0 if norm <= limit else limit / norm**2


class NormClippedToOne:
    """Takes 1 for the limit."""

    def clip_by_norm(g, limit):
        return g * _scale(_norm([g]), 1.0)


class NormBelowTheLimitIsZero:
    """Drops gradients that are too long."""

    def _scale(norm, limit):
        return 1.0 if norm <= limit else 0.0


class NormTooLongStays:
    """Lengthens short gradients and leaves long ones."""

    def _scale(norm, limit):
        return 1.0 if norm >= limit or norm == 0 else limit / norm


class NormInPlace:
    """Scales g itself."""

    def clip_by_norm(g, limit):
        g *= _scale(_norm([g]), limit)
        return g


class GlobalInPlace:
    """Scales the gradients themselves."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        for g in gradients:
            g *= _scale(norm, limit)
        return gradients, norm


class GlobalNormAfterClipping:
    """Returns the norm of the clipped gradients."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        return [g * _scale(norm, limit) for g in gradients], min(norm, limit)


class GlobalNormSquared:
    """Returns the square of the norm."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        return [g * _scale(norm, limit) for g in gradients], norm**2


class GlobalNormFirst:
    """Returns the norm first."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        return norm, [g * _scale(norm, limit) for g in gradients]


class GlobalNormForgotten:
    """Returns the gradients only."""

    def clip_by_global_norm(gradients, limit):
        return [g * _scale(_norm(gradients), limit) for g in gradients]


class GlobalNormOfNorms:
    """Adds the norms of the arrays."""

    def _norm(gradients):
        return float(sum(np.sqrt(np.sum(g**2)) for g in gradients))


class GlobalNormOfTheFirst:
    """Uses the norm of the first array for all."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients[:1])
        return [g * _scale(norm, limit) for g in gradients], norm


class GlobalNormShared:
    """Gives each array an equal share of the limit."""

    def clip_by_global_norm(gradients, limit):
        share = limit / np.sqrt(len(gradients))
        return [g * _scale(_norm([g]), share) for g in gradients], _norm(gradients)


class GlobalReversed:
    """Returns the gradients from the last to the first, as back-propagation finds them."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        return [g * _scale(norm, limit) for g in gradients[::-1]], norm


class GlobalFlat:
    """Returns flat gradients."""

    def clip_by_global_norm(gradients, limit):
        norm = _norm(gradients)
        return [g.ravel() * _scale(norm, limit) for g in gradients], norm


class PathOfTheLastGate:
    """Returns the last gates."""

    def lstm_cell_path(f):
        return f[-1].copy()


class PathOverTheUnits:
    """Multiplies over the units."""

    def lstm_cell_path(f):
        return np.prod(f, axis=1)


class PathOfAllUnits:
    """Multiplies everything."""

    def lstm_cell_path(f):
        return np.prod(f)


class PathAtEveryStep:
    """Returns all partial products."""

    def lstm_cell_path(f):
        return np.cumprod(f, axis=0)


class PathWithoutTheLastGate:
    """Leaves out the last gate."""

    def lstm_cell_path(f):
        return np.prod(f[:-1], axis=0)


class PathByLogarithms:
    """Adds logarithms, of which a shut gate has none: nan or minus infinity."""

    def lstm_cell_path(f):
        return np.log(f).sum(axis=0)


class PathOfTheSmallestGate:
    """Takes the narrowest place for the whole path."""

    def lstm_cell_path(f):
        return f.min(axis=0)


class PathThroughSigmoid:
    """Takes the gates for what enters their sigmoid."""

    def lstm_cell_path(f):
        return np.prod(1.0 / (1.0 + np.exp(-f)), axis=0)


class PathInPlace:
    """Collects the product in the first row of f."""

    def lstm_cell_path(f):
        for gates in f[1:]:
            f[0] *= gates
        return f[0]
