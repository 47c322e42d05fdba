"""Wrong ways without a name: careless slips, each of which has to cost points.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class WeightsExchanged:
    """W multiplies the state and U the input."""

    def linear_rnn(x, W, U, b):
        return _states(x, U, W, b)[:, -1]


class OneStepTooFew:
    """The last number is not read."""

    def linear_rnn(x, W, U, b):
        return _states(x, W, U, b)[:, -2]


class StartsFromTheFirstNumber:
    """The first number is the start state and is not read again."""

    def linear_rnn(x, W, U, b):
        h = x[:, 0].astype(float)
        for t in range(1, x.shape[1]):
            h = W * x[:, t] + U * h + b
        return h


class StartsFromOne:
    """The start state is one."""

    def linear_rnn(x, W, U, b):
        h = np.ones(len(x))
        for t in range(x.shape[1]):
            h = W * x[:, t] + U * h + b
        return h


class NoBias:
    """The bias is not used."""

    def linear_rnn(x, W, U, b):
        return _states(x, W, U, 0.0)[:, -1]


class BiasWeighted:
    """The bias is multiplied with W, as an input would be."""

    def linear_rnn(x, W, U, b):
        h = np.zeros(len(x))
        for t in range(x.shape[1]):
            h = W * (x[:, t] + b) + U * h
        return h


class PlainSum:
    """The numbers are added, whatever the parameters are."""

    def linear_rnn(x, W, U, b):
        return x.sum(axis=1).astype(float)


class RowsAreSteps:
    """Rows and steps are exchanged."""

    def linear_rnn(x, W, U, b):
        return _states(x.T, W, U, b)[:, -1]


class StatesOfAllSteps:
    """The states of all steps are returned."""

    def linear_rnn(x, W, U, b):
        return _states(x, W, U, b)[:, 1:]


class AnswerIsAColumn:
    """The answers have a second axis."""

    def linear_rnn(x, W, U, b):
        return _states(x, W, U, b)[:, -1:]


class AnswerIsRounded:
    """Sums are whole numbers, so the answers are rounded."""

    def linear_rnn(x, W, U, b):
        return np.round(_states(x, W, U, b)[:, -1])


class AnswerIsAnInteger:
    """Integers are answered with integers."""

    def linear_rnn(x, W, U, b):
        h = _states(x, W, U, b)[:, -1]
        return h.astype(x.dtype)


class AnswerInSinglePrecision:
    """Computes in float32, as the notes do."""

    def linear_rnn(x, W, U, b):
        h = np.zeros(len(x), dtype=np.float32)
        for t in range(x.shape[1]):
            h = (np.float32(W) * x[:, t] + np.float32(U) * h + np.float32(b)).astype(np.float32)
        return h.astype(np.float64)


class ReluOnTheState:
    """Sums of digits are never negative, so the state is kept above zero."""

    def linear_rnn(x, W, U, b):
        h = np.zeros(len(x))
        for t in range(x.shape[1]):
            h = np.maximum(W * x[:, t] + U * h + b, 0.0)
        return h


class ReadsIntoItsArgument:
    """The running sum is kept in the first column of x."""

    def linear_rnn(x, W, U, b):
        x[:, 0] = W * x[:, 0] + b
        for t in range(1, x.shape[1]):
            x[:, 0] = W * x[:, t] + U * x[:, 0] + b
        return x[:, 0] * 1.0


class ErrorSummed:
    """The squares are added up."""

    def mse(pred, target):
        return float(np.sum((pred - target) ** 2))


class ErrorHalved:
    """Half the mean."""

    def mse(pred, target):
        return float(0.5 * np.mean((pred - target) ** 2))


class ErrorRooted:
    """The root of the mean."""

    def mse(pred, target):
        return float(np.sqrt(np.mean((pred - target) ** 2)))


class ErrorOfTheMean:
    """The square of the mean error."""

    def mse(pred, target):
        return float(np.mean(pred - target) ** 2)


class ErrorVariance:
    """The mean error is taken away first."""

    def mse(pred, target):
        return float(np.var(pred - target))


class ErrorAbsolute:
    """The mean of the sizes."""

    def mse(pred, target):
        return float(np.mean(np.abs(pred - target)))


class ErrorPerRow:
    """One number for each row."""

    def mse(pred, target):
        return (pred - target) ** 2


class ErrorUnbiased:
    """Divides by one less than the rows."""

    def mse(pred, target):
        return float(np.sum((pred - target) ** 2) / max(len(pred) - 1, 1))


class ErrorInPlace:
    """The difference is taken in place."""

    def mse(pred, target):
        pred -= target
        return float(np.mean(pred**2))


class SweepWithoutU:
    """The error reaches every step undiminished."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = float(delta @ x.sum(axis=1))
        dU = float(delta @ h[:, :-1].sum(axis=1))
        return mse(h[:, -1], target), dW, dU, x.shape[1] * float(delta.sum())


class SweepThroughW:
    """The error travels back through W."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = W * delta
        return mse(h[:, -1], target), dW, dU, db


class SweepOneStepTooFew:
    """The first step is left out of the sums."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in range(x.shape[1] - 1, 0, -1):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class SweepOnceTooOften:
    """The error passes U before its first use."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            delta = U * delta
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
        return mse(h[:, -1], target), dW, dU, db


class SweepForwards:
    """The errors are given to the steps in the wrong order."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in range(x.shape[1]):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class OnlyWHasAllSteps:
    """The derivative by U has one term."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dU = float(delta @ h[:, -2])
        dW = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class BiasHasOneStep:
    """The derivative by b has one term."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        db = float(delta.sum())
        dW = dU = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class MeanInTheBias:
    """The derivative by b is divided by the rows twice."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.mean())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class MeanOverSteps:
    """The derivatives are divided by the steps as well."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / x.size
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class SignFlipped:
    """The error is target minus answer."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (target - h[:, -1]) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class OrderOfTheDerivatives:
    """U and b are exchanged in the result."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, db, dU


class LossLast:
    """The loss stands behind the derivatives."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return dW, dU, db, mse(h[:, -1], target)


class DerivativesInATuple:
    """The derivatives are a tuple beside the loss."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), (dW, dU, db)


class OneSidedDifferences:
    """The derivatives are differences with a coarse step."""

    def mse_gradients(x, target, W, U, b):
        def loss(W, U, b):
            return mse(_states(x, W, U, b)[:, -1], target)

        here, e = loss(W, U, b), 1e-4
        return (
            here,
            (loss(W + e, U, b) - here) / e,
            (loss(W, U + e, b) - here) / e,
            (loss(W, U, b + e) - here) / e,
        )


class DerivativesCutOff:
    """The derivatives are clipped at 5."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        cut = (max(-5.0, min(5.0, g)) for g in (dW, dU, db))
        return (mse(h[:, -1], target), *cut)


class StepWithoutRate:
    """The rate is not used."""

    def sgd_step(params, grads, eta):
        return tuple(p - g for p, g in zip(params, grads, strict=True))


class StepOfTheSign:
    """Every parameter moves by the rate, whatever its derivative is."""

    def sgd_step(params, grads, eta):
        return tuple(float(p - eta * np.sign(g)) for p, g in zip(params, grads, strict=True))


class StepScalesTheParameter:
    """The rate shrinks the parameter as well."""

    def sgd_step(params, grads, eta):
        return tuple((1 - eta) * p - eta * g for p, g in zip(params, grads, strict=True))


class StepLeavesTheBias:
    """The bias is no parameter."""

    def sgd_step(params, grads, eta):
        W, U, b = params
        return W - eta * grads[0], U - eta * grads[1], b


class StepReturnsTheChange:
    """Only the change is returned."""

    def sgd_step(params, grads, eta):
        return tuple(-eta * g for g in grads)


class StepAsArray:
    """The new parameters are an array."""

    def sgd_step(params, grads, eta):
        return np.array(params) - eta * np.array(grads)


class StepUnitLength:
    """The gradient is brought to length one."""

    def sgd_step(params, grads, eta):
        length = sum(g * g for g in grads) ** 0.5 or 1.0
        return tuple(p - eta * g / length for p, g in zip(params, grads, strict=True))


class HistoryAfterTheUpdate:
    """A row's error is the one after its update."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                _, *grads = mse_gradients(rows, targets, *params)
                params = sgd_step(params, grads, eta)
                total += mse_gradients(rows, targets, *params)[0] * len(rows)
            history.append(total / len(x))
        return params, history


class HistoryAfterTheEpoch:
    """The error of all rows after each epoch."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                _, *grads = mse_gradients(rows, targets, *params)
                params = sgd_step(params, grads, eta)
            history.append(mse(linear_rnn(x, *params), y))
        return params, history


class HistoryBeforeTheEpoch:
    """The error of all rows before each epoch."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            history.append(mse(linear_rnn(x, *params), y))
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                _, *grads = mse_gradients(rows, targets, *params)
                params = sgd_step(params, grads, eta)
        return params, history


class HistoryOfBatches:
    """The mean of the batches, whatever their size."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            losses = []
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                losses.append(loss)
                params = sgd_step(params, grads, eta)
            history.append(sum(losses) / len(losses))
        return params, history


class HistorySummed:
    """The sum of the batches' losses."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss
                params = sgd_step(params, grads, eta)
            history.append(total)
        return params, history


class HistoryOfTheLastBatch:
    """The loss of the last batch stands for the epoch."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            loss = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                params = sgd_step(params, grads, eta)
            history.append(loss)
        return params, history


class HistoryWithTheStart:
    """The error of the start is an entry of its own."""

    def train(x, y, params, eta, epochs, batch_size):
        history = [mse(linear_rnn(x, *params), y)]
        for _ in range(epochs):
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                _, *grads = mse_gradients(rows, targets, *params)
                params = sgd_step(params, grads, eta)
            history.append(mse(linear_rnn(x, *params), y))
        return params, history


class HistoryAsArray:
    """The history is an array."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, np.array(history)


class HistoryFirst:
    """The history stands before the parameters."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return history, params


class OneEpochTooMany:
    """One more epoch than asked for."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs + 1):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history[:epochs]


class AtLeastOneEpoch:
    """No epochs are taken for one."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(max(epochs, 1)):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class OneUpdateAnEpoch:
    """The gradients of all batches are added, and the step is taken at the end of the epoch."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total, summed = 0.0, np.zeros(3)
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                summed += grads
            params = sgd_step(params, summed.tolist(), eta)
            history.append(total / len(x))
        return params, history


class BatchesOverlap:
    """The next batch begins one row later."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total, used = 0.0, 0
            for first in range(len(x)):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                used += len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / used)
        return params, history


class BatchSizeIsTheNumberOfBatches:
    """The batch size is taken for how many batches there are."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            parts = np.array_split(np.arange(len(x)), min(batch_size, len(x)))
            for part in parts:
                loss, *grads = mse_gradients(x[part], y[part], *params)
                total += loss * len(part)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class LastBatchFirst:
    """The batches are used from the last to the first."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in reversed(range(0, len(x), batch_size)):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class FirstBatchOnly:
    """Every update uses the first rows."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for _first in range(0, len(x), batch_size):
                rows, targets = x[:batch_size], y[:batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class LastBatchFilledUp:
    """The last batch is filled up with the first rows."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total, used = 0.0, 0
            for first in range(0, len(x), batch_size):
                part = np.arange(first, first + batch_size) % len(x)
                loss, *grads = mse_gradients(x[part], y[part], *params)
                total += loss * len(part)
                used += len(part)
                params = sgd_step(params, grads, eta)
            history.append(total / used)
        return params, history


class LastBatchDividedByTheBatchSize:
    """A smaller last batch moves the parameters less."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta * len(rows) / batch_size)
            history.append(total / len(x))
        return params, history


class RateDecays:
    """The rate is divided by the number of the epoch."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for epoch in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta / (1 + epoch))
            history.append(total / len(x))
        return params, history


class ShufflesTheRows:
    """The rows are shuffled in place."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for epoch in range(epochs):
            order = np.random.default_rng(epoch).permutation(len(x))
            x[:], y[:] = x[order], y[order]
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class NormalisesTheRows:
    """The inputs are centred first."""

    def train(x, y, params, eta, epochs, batch_size):
        x = x - x.mean(axis=0)
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
        return params, history


class KnowsTheAnswer:
    """The parameters that add are returned without training."""

    def train(x, y, params, eta, epochs, batch_size):
        return (1.0, 1.0, 0.0), [0.0] * epochs


class KeepsTheBestEpoch:
    """The parameters before the best epoch are returned."""

    def train(x, y, params, eta, epochs, batch_size):
        best, history = params, []
        for _ in range(epochs):
            before, total = params, 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *params)
                total += loss * len(rows)
                params = sgd_step(params, grads, eta)
            history.append(total / len(x))
            if min(history) == history[-1]:
                best = before
        return best, history


class UpdatesAreAFloat:
    """The quotient itself."""

    def updates_per_epoch(rows, batch):
        return rows / batch


class UpdatesAreRounded:
    """The nearest whole number."""

    def updates_per_epoch(rows, batch):
        return round(rows / batch)


class UpdatesOfRows:
    """One update for each row."""

    def updates_per_epoch(rows, batch):
        return rows


class UpdatesAsInTheNotes:
    """Half as many again, as 30 for 20."""

    def updates_per_epoch(rows, batch):
        return -(-3 * rows // (2 * batch))


class UpdatesAtLeastTwo:
    """A batch as large as the rows is taken for one that is too large."""

    def updates_per_epoch(rows, batch):
        return -(-rows // min(batch, max(rows - 1, 1)))


class TriplesWithoutNine:
    """9 is taken for the last digit that is drawn."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 9, size=(count, 3))
        return x, x.sum(axis=1)


class TriplesWithoutZero:
    """The digits are 1 to 9."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(1, 10, size=(count, 3))
        return x, x.sum(axis=1)


class TriplesWithTen:
    """10 is taken for a digit."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 11, size=(count, 3))
        return x, x.sum(axis=1)


class TriplesOfFloats:
    """The digits are floats."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 10, size=(count, 3)).astype(float)
        return x, x.sum(axis=1)


class TriplesOfThreeAxes:
    """The triples have three axes, as Keras wants them."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 10, size=(count, 3, 1))
        return x, x.sum(axis=1)


class TriplesInColumns:
    """Three rows instead of three columns."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 10, size=(3, count))
        return x, x.sum(axis=0)


class TriplesAllAlike:
    """One triple is drawn and repeated."""

    def make_triples(count, seed):
        x = np.tile(np.random.default_rng(seed).integers(0, 10, size=3), (count, 1))
        return x, x.sum(axis=1)


class TriplesOfOneDigit:
    """One digit is drawn for all three places."""

    def make_triples(count, seed):
        x = np.repeat(np.random.default_rng(seed).integers(0, 10, size=(count, 1)), 3, axis=1)
        return x, x.sum(axis=1)


class TriplesInOrder:
    """The triples are counted through instead of drawn."""

    def make_triples(count, seed):
        numbers = (np.arange(count) + seed) % 1000
        x = np.stack([numbers // 100, numbers // 10 % 10, numbers % 10], axis=1)
        return x, x.sum(axis=1)


class TriplesWithoutASeed:
    """The seed is not used."""

    def make_triples(count, seed):
        x = np.random.default_rng().integers(0, 10, size=(count, 3))
        return x, x.sum(axis=1)


class TriplesAlwaysTheSame:
    """The seed is always 0."""

    def make_triples(count, seed):
        x = np.random.default_rng(0).integers(0, 10, size=(count, 3))
        return x, x.sum(axis=1)


class TriplesSeededOnce:
    """The generator is seeded by the first call and goes on from there."""

    def make_triples(count, seed):
        rng = make_triples.__dict__.setdefault("rng", np.random.default_rng(seed))
        x = rng.integers(0, 10, size=(count, 3))
        return x, x.sum(axis=1)


class SumsOfTwo:
    """Only the first two digits are added."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 10, size=(count, 3))
        return x, x[:, 0] + x[:, 1]


class SumsAreAColumn:
    """The sums have a second axis."""

    def make_triples(count, seed):
        x = np.random.default_rng(seed).integers(0, 10, size=(count, 3))
        return x, x.sum(axis=1, keepdims=True)
