"""Wrong ways without a name: careless slips, each of which has to cost points.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class InitAllAlike:
    """Every weight is the same small number."""

    def init_params(vocab, hidden, seed):
        return {
            "W_xh": np.full((hidden, vocab), 0.01),
            "W_hh": np.full((hidden, hidden), 0.01),
            "b_h": np.zeros(hidden),
            "W_hy": np.full((vocab, hidden), 0.01),
            "b_y": np.zeros(vocab),
        }


class InitZero:
    """Every weight is zero."""

    def init_params(vocab, hidden, seed):
        return {
            "W_xh": np.zeros((hidden, vocab)),
            "W_hh": np.zeros((hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": np.zeros((vocab, hidden)),
            "b_y": np.zeros(vocab),
        }


class InitTooLarge:
    """Standard normal weights."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": rng.normal(size=(hidden, vocab)),
            "W_hh": rng.normal(size=(hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": rng.normal(size=(vocab, hidden)),
            "b_y": np.zeros(vocab),
        }


class InitRandomBiases:
    """The biases are random as well."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": 0.1 * rng.normal(size=(hidden, vocab)),
            "W_hh": 0.1 * rng.normal(size=(hidden, hidden)),
            "b_h": 0.1 * rng.normal(size=hidden),
            "W_hy": 0.1 * rng.normal(size=(vocab, hidden)),
            "b_y": 0.1 * rng.normal(size=vocab),
        }


class InitIdentity:
    """The recurrent matrix is the identity, whatever the seed is."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": 0.1 * rng.normal(size=(hidden, vocab)),
            "W_hh": np.eye(hidden),
            "b_h": np.zeros(hidden),
            "W_hy": 0.1 * rng.normal(size=(vocab, hidden)),
            "b_y": np.zeros(vocab),
        }


class InitSeedIgnored:
    """Another network each time."""

    def init_params(vocab, hidden, seed):
        return {
            "W_xh": 0.1 * np.random.randn(hidden, vocab),
            "W_hh": 0.1 * np.random.randn(hidden, hidden),
            "b_h": np.zeros(hidden),
            "W_hy": 0.1 * np.random.randn(vocab, hidden),
            "b_y": np.zeros(vocab),
        }


class InitAlwaysTheSame:
    """The same network each time."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(1)
        return {
            "W_xh": 0.1 * rng.normal(size=(hidden, vocab)),
            "W_hh": 0.1 * rng.normal(size=(hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": 0.1 * rng.normal(size=(vocab, hidden)),
            "b_y": np.zeros(vocab),
        }


class InitBiasesAreRows:
    """The biases have two axes."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": 0.1 * rng.normal(size=(hidden, vocab)),
            "W_hh": 0.1 * rng.normal(size=(hidden, hidden)),
            "b_h": np.zeros((1, hidden)),
            "W_hy": 0.1 * rng.normal(size=(vocab, hidden)),
            "b_y": np.zeros((1, vocab)),
        }


class InitSinglePrecision:
    """The weights are float32."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": (0.1 * rng.normal(size=(hidden, vocab))).astype(np.float32),
            "W_hh": (0.1 * rng.normal(size=(hidden, hidden))).astype(np.float32),
            "b_h": np.zeros(hidden, dtype=np.float32),
            "W_hy": (0.1 * rng.normal(size=(vocab, hidden))).astype(np.float32),
            "b_y": np.zeros(vocab, dtype=np.float32),
        }


class InitTransposed:
    """The input and the output weights are laid out the other way."""

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": 0.1 * rng.normal(size=(vocab, hidden)),
            "W_hh": 0.1 * rng.normal(size=(hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": 0.1 * rng.normal(size=(hidden, vocab)),
            "b_y": np.zeros(vocab),
        }


class ForwardFirstState:
    """The logits are read after the first letter."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, 1]
        return h, h @ params["W_hy"].T + params["b_y"]


class ForwardBackwards:
    """The window is read from its end."""

    def forward(params, X, activation):
        h = _states(params, X[:, ::-1], activation)[:, -1]
        return h, h @ params["W_hy"].T + params["b_y"]


class ForwardBatchAsTime:
    """Windows and letters are exchanged."""

    def forward(params, X, activation):
        h = _states(params, X.swapaxes(0, 1), activation)[:, -1]
        return h, h @ params["W_hy"].T + params["b_y"]


class ForwardStateCarriedOver:
    """A window starts from the last state of the window before it."""

    def forward(params, X, activation):
        h = np.zeros(len(params["b_h"]))
        rows = []
        for window in X:
            for x_t in window:
                a = params["W_xh"] @ x_t + params["W_hh"] @ h + params["b_h"]
                h = np.maximum(a, 0.0) if activation == "relu" else np.tanh(a)
            rows.append(h)
        h_last = np.array(rows)
        return h_last, h_last @ params["W_hy"].T + params["b_y"]


class ForwardReluOnly:
    """The activation is always relu."""

    def forward(params, X, activation):
        h = _states(params, X, "relu")[:, -1]
        return h, h @ params["W_hy"].T + params["b_y"]


class ForwardLeakyRelu:
    """relu lets a hundredth through."""

    def _states(params, X, activation):
        h = np.zeros((len(X), X.shape[1] + 1, len(params["b_h"])))
        for t in range(X.shape[1]):
            a = X[:, t] @ params["W_xh"].T + h[:, t] @ params["W_hh"].T + params["b_h"]
            h[:, t + 1] = np.maximum(a, 0.01 * a) if activation == "relu" else np.tanh(a)
        return h


class ForwardSizeForRelu:
    """relu is taken for the size of a number."""

    def _states(params, X, activation):
        h = np.zeros((len(X), X.shape[1] + 1, len(params["b_h"])))
        for t in range(X.shape[1]):
            a = X[:, t] @ params["W_xh"].T + h[:, t] @ params["W_hh"].T + params["b_h"]
            h[:, t + 1] = np.abs(a) if activation == "relu" else np.tanh(a)
        return h


class ForwardNoOutputBias:
    """The logits have no bias."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, -1]
        return h, h @ params["W_hy"].T


class ForwardLogitsActivated:
    """The logits go through the activation."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, -1]
        z = h @ params["W_hy"].T + params["b_y"]
        return h, np.maximum(z, 0.0) if activation == "relu" else np.tanh(z)


class ForwardProbabilities:
    """Probabilities for logits."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, -1]
        z = h @ params["W_hy"].T + params["b_y"]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return h, e / e.sum(axis=1, keepdims=True)


class ForwardLogitsFirst:
    """The logits stand before the state."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, -1]
        return h @ params["W_hy"].T + params["b_y"], h


class ForwardAllStates:
    """The states of all steps."""

    def forward(params, X, activation):
        h = _states(params, X, activation)
        return h[:, 1:], h[:, -1] @ params["W_hy"].T + params["b_y"]


class ForwardWritesIntoTheBias:
    """The sums are collected in b_y."""

    def forward(params, X, activation):
        h = _states(params, X, activation)[:, -1]
        logits = h @ params["W_hy"].T + params["b_y"]
        params["b_y"] += 1.0
        return h, logits


class AccuracyOfTheLastLetters:
    """The prediction is compared with the last letter of the window."""

    def accuracy(params, X, y, activation):
        best = forward(params, X, activation)[1].argmax(axis=1)
        return float(np.mean(best == X[:, -1].argmax(axis=1)))


class AccuracyAsCount:
    """The number of right rows."""

    def accuracy(params, X, y, activation):
        return float(np.sum(forward(params, X, activation)[1].argmax(axis=1) == y))


class AccuracyOfErrors:
    """The share of wrong rows."""

    def accuracy(params, X, y, activation):
        return float(np.mean(forward(params, X, activation)[1].argmax(axis=1) != y))


class AccuracyOverColumns:
    """The best row of each letter instead of the best letter of each row."""

    def accuracy(params, X, y, activation):
        best = forward(params, X, activation)[1].argmax(axis=0)
        return float(np.mean(best[: len(y)] == y[: len(best)]))


class AccuracyOfTies:
    """A target that is among the highest is right."""

    def accuracy(params, X, y, activation):
        logits = forward(params, X, activation)[1]
        return float(np.mean(logits[np.arange(len(y)), y] >= logits.max(axis=1)))


class AccuracyLastOfTies:
    """The last of equal logits counts."""

    def accuracy(params, X, y, activation):
        logits = forward(params, X, activation)[1]
        best = logits.shape[1] - 1 - logits[:, ::-1].argmax(axis=1)
        return float(np.mean(best == y))


class LossClipped:
    """The probability is kept above a small number."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        p = np.exp(_log_p(params, h))
        loss = -float(np.mean(np.log(np.maximum(p[np.arange(len(y)), y], 1e-12))))
        delta_y = (p - np.eye(len(params["b_y"]))[y]) / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class LossPlusEpsilon:
    """A small number is added to the probability."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        p = np.exp(_log_p(params, h))
        loss = -float(np.mean(np.log(p[np.arange(len(y)), y] + 1e-8)))
        delta_y = (p - np.eye(len(params["b_y"]))[y]) / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class LossMeanOverLetters:
    """The mean is taken over all letters of the vocabulary as well."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        targets = np.eye(len(params["b_y"]))[y]
        loss = -float(np.mean(targets * log_p))
        delta_y = (np.exp(log_p) - targets) / targets.size
        return loss, _swept(params, X, h, delta_y, activation)


class LossInBits:
    """The logarithm has base 2."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y])) / np.log(2.0)
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        return float(loss), _swept(params, X, h, delta_y, activation)


class LossOfTheBest:
    """The loss of the most probable letter."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p.max(axis=1)))
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class LossSquared:
    """The squared error of the probabilities."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        p = np.exp(_log_p(params, h))
        off = p - np.eye(len(params["b_y"]))[y]
        return float(np.mean(off**2)), _swept(params, X, h, 2 * off / len(y), activation)


class LossShiftOfTheBatch:
    """One shift for all rows: a row far below the others is lost."""

    def _log_p(params, h):
        logits = h[:, -1] @ params["W_hy"].T + params["b_y"]
        shifted = logits - logits.max()
        return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


class LossOverTheBatch:
    """Probabilities add up to one over the rows."""

    def _log_p(params, h):
        logits = h[:, -1] @ params["W_hy"].T + params["b_y"]
        shifted = logits - logits.max(axis=0, keepdims=True)
        return shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))


class LossPerRow:
    """One loss for each row."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        return -log_p[np.arange(len(y)), y], _swept(params, X, h, delta_y, activation)


class GradientsOnly:
    """The loss is not returned."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        return _swept(params, X, h, delta_y, activation)


class GradientsKeepTheSoftmaxSlope:
    """The slope p(1 - p) is multiplied on."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        p = np.exp(log_p)
        delta_y = p * (1.0 - p) * (p - np.eye(len(params["b_y"]))[y]) / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class GradientsAscend:
    """The error is target minus probability."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        delta_y = (np.eye(len(params["b_y"]))[y] - np.exp(log_p)) / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class GradientsOfTheTargetOnly:
    """Only the logit of the target has an error."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        targets = np.eye(len(params["b_y"]))[y]
        delta_y = (np.exp(log_p) - 1.0) * targets / len(y)
        return loss, _swept(params, X, h, delta_y, activation)


class GradientsAveragedOverSteps:
    """The recurrent layer's gradients are divided by the letters of a window."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        gradients = _swept(params, X, h, delta_y, activation)
        for name in ("W_xh", "W_hh", "b_h"):
            gradients[name] /= X.shape[1]
        return loss, gradients


class GradientsClipped:
    """Gradients are cut off at 0.05."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        gradients = _swept(params, X, h, delta_y, activation)
        return loss, {name: np.clip(g, -0.05, 0.05) for name, g in gradients.items()}


class GradientsDecayWeights:
    """A little of each weight is added to its gradient."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
        gradients = _swept(params, X, h, delta_y, activation)
        return loss, {name: g + 1e-4 * params[name] for name, g in gradients.items()}


class SlopeOfTanhForRelu:
    """One slope for both activations."""

    def _slope(h, activation):
        return 1.0 - h**2


class SlopeOneMinusState:
    """The square is forgotten."""

    def _slope(h, activation):
        return np.where(h > 0.0, 1.0, 0.0) if activation == "relu" else 1.0 - h


class SlopeOfReluAtZeroIsOne:
    """At 0 relu is taken to rise."""

    def _slope(h, activation):
        return np.where(h >= 0.0, 1.0, 0.0) if activation == "relu" else 1.0 - h**2


class SlopeOfReluAtZeroIsHalf:
    """At 0 relu is taken to rise half as much."""

    def _states(params, X, activation):
        h = np.zeros((len(X), X.shape[1] + 1, len(params["b_h"])))
        for t in range(X.shape[1]):
            a = X[:, t] @ params["W_xh"].T + h[:, t] @ params["W_hh"].T + params["b_h"]
            h[:, t + 1] = np.maximum(a, 0.0) if activation == "relu" else np.tanh(a)
            if activation == "relu":
                h[:, t + 1] = np.where(a < 0.0, -0.0, h[:, t + 1])
        return h

    def _slope(h, activation):
        if activation == "relu":
            return np.where(h > 0.0, 1.0, np.where(np.signbit(h), 0.0, 0.5))
        return 1.0 - h**2


class SlopeMissing:
    """No slope for tanh."""

    def _slope(h, activation):
        return np.where(h > 0.0, 1.0, 0.0) if activation == "relu" else np.ones(h.shape)


class SweepThroughTheTranspose:
    """Errors come back through the transpose of what they should."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"].T
        return gradients


class SweepPairsTheNewState:
    """The gradient of W_hh pairs the error with the state after it."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t + 1]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        return gradients


class SweepSlopeOfTheStepBefore:
    """The slope is that of the state before."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        return gradients


class SweepAtTheOutputOnly:
    """The slope counts at the last step only."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        delta = (delta_y @ params["W_hy"]) * _slope(h[:, -1], activation)
        for t in reversed(range(X.shape[1])):
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            delta = delta @ params["W_hh"]
        return gradients


class SweepOneStepTooFew:
    """The first letter is left out."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in range(X.shape[1] - 1, 0, -1):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        return gradients


class SweepOverwrites:
    """Each step's gradient takes the place of the one before."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] = delta.T @ X[:, t]
            gradients["W_hh"] = delta.T @ h[:, t]
            gradients["b_h"] = delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        return gradients


class SweepAllStatesMakeTheLogits:
    """The output weights are paired with the sum of all states."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h.sum(axis=1)
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        return gradients


class SweepIntoTheParameters:
    """The gradients are added to the parameters themselves."""

    def _swept(params, X, h, delta_y, activation):
        gradients = {name: np.zeros(value.shape) for name, value in params.items()}
        gradients["W_hy"] = delta_y.T @ h[:, -1]
        gradients["b_y"] = delta_y.sum(axis=0)
        carry = delta_y @ params["W_hy"]
        for t in reversed(range(X.shape[1])):
            delta = carry * _slope(h[:, t + 1], activation)
            gradients["W_xh"] += delta.T @ X[:, t]
            gradients["W_hh"] += delta.T @ h[:, t]
            gradients["b_h"] += delta.sum(axis=0)
            carry = delta @ params["W_hh"]
        params["b_y"] -= gradients["b_y"]
        return gradients


class UpdateAdds:
    """Climbs."""

    def sgd_update(params, grads, eta):
        return {name: params[name] + eta * grads[name] for name in params}


class UpdateWithoutRate:
    """The rate is not used."""

    def sgd_update(params, grads, eta):
        return {name: params[name] - grads[name] for name in params}


class UpdateWeightsOnly:
    """Biases stay."""

    def sgd_update(params, grads, eta):
        return {
            name: params[name] - eta * grads[name] if name.startswith("W") else params[name].copy()
            for name in params
        }


class UpdateBySign:
    """Every entry moves by the rate."""

    def sgd_update(params, grads, eta):
        return {name: params[name] - eta * np.sign(grads[name]) for name in params}


class UpdateScalesTheGradients:
    """The gradients are multiplied with the rate in place."""

    def sgd_update(params, grads, eta):
        for gradient in grads.values():
            gradient *= eta
        return {name: params[name] - grads[name] for name in params}


class UpdateOfUnitLength:
    """Gradients are brought to length one."""

    def sgd_update(params, grads, eta):
        length = np.sqrt(sum(np.sum(g**2) for g in grads.values())) or 1.0
        return {name: params[name] - eta * grads[name] / length for name in params}


class TrainOneUpdateAnEpoch:
    """The batch size is not used."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            loss, grads = loss_and_gradients(params, X[order], y[order], activation)
            params = sgd_update(params, grads, eta)
            losses.append(loss)
        return params, losses


class TrainShufflesWindowsOnly:
    """The targets stay where they are."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            X = X[rng.permutation(len(X))]
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = slice(first, first + batch_size)
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(X[rows])
                params = sgd_update(params, grads, eta)
            losses.append(total / len(X))
        return params, losses


class TrainDrawsWithReplacement:
    """Rows are drawn anew for each batch, some twice and some never."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = rng.integers(len(X), size=min(batch_size, len(X) - first))
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                params = sgd_update(params, grads, eta)
            losses.append(total / len(X))
        return params, losses


class TrainShufflesInPlace:
    """The rows that were passed in are shuffled."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            X[:], y[:] = X[order], y[order]
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = slice(first, first + batch_size)
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(X[rows])
                params = sgd_update(params, grads, eta)
            losses.append(total / len(X))
        return params, losses


class TrainRestarts:
    """Every epoch begins with the parameters of the start."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses, trained = [], params
        for _ in range(epochs):
            trained, total = params, 0.0
            order = rng.permutation(len(X))
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(trained, X[rows], y[rows], activation)
                total += loss * len(rows)
                trained = sgd_update(trained, grads, eta)
            losses.append(total / len(X))
        return trained, losses


class TrainOneEpochTooMany:
    """One more epoch, whose loss is not kept."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs + 1):
            order = rng.permutation(len(X))
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                params = sgd_update(params, grads, eta)
            losses.append(total / len(X))
        return params, losses[:epochs]


class TrainRateDecays:
    """The rate falls with the epochs."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for epoch in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                params = sgd_update(params, grads, eta / (1.0 + epoch))
            losses.append(total / len(X))
        return params, losses


class TrainMomentum:
    """A part of the last step is taken again."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses, speed = [], {name: np.zeros(value.shape) for name, value in params.items()}
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                speed = {name: 0.9 * speed[name] + grads[name] for name in speed}
                params = sgd_update(params, speed, eta)
            losses.append(total / len(X))
        return params, losses


class TrainLastBatchWeighsLess:
    """The step of a smaller batch is shortened."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            total = 0.0
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                params = sgd_update(params, grads, eta * len(rows) / batch_size)
            losses.append(total / len(X))
        return params, losses


class LossesOfBatches:
    """The mean of the batches, whatever their size."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            found = []
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                found.append(loss)
                params = sgd_update(params, grads, eta)
            losses.append(sum(found) / len(found))
        return params, losses


class LossesBeforeTheEpoch:
    """The loss of all rows before each epoch."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            losses.append(loss_and_gradients(params, X, y, activation)[0])
            order = rng.permutation(len(X))
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                grads = loss_and_gradients(params, X[rows], y[rows], activation)[1]
                params = sgd_update(params, grads, eta)
        return params, losses


class LossesAfterTheEpoch:
    """The loss of all rows after each epoch."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                grads = loss_and_gradients(params, X[rows], y[rows], activation)[1]
                params = sgd_update(params, grads, eta)
            losses.append(loss_and_gradients(params, X, y, activation)[0])
        return params, losses


class LossesOfEveryBatch:
    """One loss for each update."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(X))
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                losses.append(loss)
                params = sgd_update(params, grads, eta)
        return params, losses


class LossesNotReturned:
    """The parameters alone."""

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        for _ in range(epochs):
            order = rng.permutation(len(X))
            for first in range(0, len(X), batch_size):
                rows = order[first : first + batch_size]
                grads = loss_and_gradients(params, X[rows], y[rows], activation)[1]
                params = sgd_update(params, grads, eta)
        return params


class GenerateOneMore:
    """One letter too many."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count + 1):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateOneLess:
    """One letter too few."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count - 1):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateWindowOneShort:
    """The last letter is not read."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window - 1 : -1], activation)]
        return text


class GenerateWindowOfThree:
    """The window is always three letters, as in the notes."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-3:], activation)]
        return text


class GenerateWindowReversed:
    """The window is read from its end."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:][::-1], activation)]
        return text


class GenerateLeastProbable:
    """The lowest logit."""

    def _next(params, vocabulary, read, activation):
        X = np.eye(len(vocabulary))[[vocabulary.index(character) for character in read]]
        return int(forward(params, X[None], activation)[1].argmin())


class GenerateLastOfTies:
    """The last of equal logits."""

    def _next(params, vocabulary, read, activation):
        X = np.eye(len(vocabulary))[[vocabulary.index(character) for character in read]]
        logits = forward(params, X[None], activation)[1][0]
        return len(logits) - 1 - int(logits[::-1].argmax())


class GenerateSortedVocabulary:
    """The vocabulary is sorted first, as it usually is."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += sorted(vocabulary)[
                _next(params, sorted(vocabulary), text[-window:], activation)
            ]
        return text


class GenerateTanhOnly:
    """The activation is not passed on."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], "tanh")]
        return text


class GenerateList:
    """A list of letters."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return list(text)


class GenerateStopsAtASpace:
    """A space ends the text."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
            if text.endswith(vocabulary[0]):
                break
        return text


class GenerateNeverRefuses:
    """Short starts are read as they are; an unknown letter is a ValueError where it is read."""

    def generate(params, vocabulary, start, count, window, activation):
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateRefusesLater:
    """With count 0 nothing is looked at."""

    def generate(params, vocabulary, start, count, window, activation):
        text = start
        for _ in range(count):
            _refuse(vocabulary, start, window)
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateFillsUp:
    """Short starts are filled up with the first letter."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, 0)
        text = start
        for _ in range(count):
            read = text[-window:].rjust(window, vocabulary[0])
            text += vocabulary[_next(params, vocabulary, read, activation)]
        return text


class GenerateKeyError:
    """An unknown letter is a KeyError."""

    def generate(params, vocabulary, start, count, window, activation):
        numbers = {letter: n for n, letter in enumerate(vocabulary)}
        if len(start) < window:
            raise ValueError("too short")
        for letter in start:
            numbers[letter]
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateRefusesEqualLength:
    """A start as long as the window is refused, too."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window + 1)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class GenerateLowerCase:
    """Letters are made small first."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start.lower(), window)
        text = start.lower()
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text
