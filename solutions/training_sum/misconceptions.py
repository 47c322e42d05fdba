"""Plausible wrong beliefs about training a recurrent unit: each class holds what differs.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class order_reversed:
    """The newest number is taken for the oldest."""

    def linear_rnn(x, W, U, b):
        return _states(x[:, ::-1], W, U, b)[:, -1]

    def mse_gradients(x, target, W, U, b):
        x = x[:, ::-1]
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class tanh_on_regression:
    """The state goes through tanh, and the errors through its slope."""

    def _states(x, W, U, b):
        h = np.zeros((len(x), x.shape[1] + 1))
        for t in range(x.shape[1]):
            h[:, t + 1] = np.tanh(W * x[:, t] + U * h[:, t] + b)
        return h

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            delta = delta * (1.0 - h[:, t + 1] ** 2)
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class no_recurrence:
    """Every step starts from zero, so that the last number alone counts."""

    def linear_rnn(x, W, U, b):
        return W * x[:, -1] + b

    def mse_gradients(x, target, W, U, b):
        pred = W * x[:, -1] + b
        delta = 2.0 * (pred - target) / len(x)
        return mse(pred, target), float(delta @ x[:, -1]), 0.0, float(delta.sum())


class bias_once:
    """The bias is added to the last state only."""

    def linear_rnn(x, W, U, b):
        return _states(x, W, U, 0.0)[:, -1] + b

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, 0.0)
        delta = 2.0 * (h[:, -1] + b - target) / len(x)
        dW = dU = 0.0
        db = float(delta.sum())
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t])
            delta = U * delta
        return mse(h[:, -1] + b, target), dW, dU, db


class integer_states:
    """The states have the type of the inputs, so that digits leave whole numbers."""

    def _states(x, W, U, b):
        h = np.zeros((len(x), x.shape[1] + 1), dtype=x.dtype)
        for t in range(x.shape[1]):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        return h.astype(np.float64)


class dU_uses_current:
    """U is believed to have multiplied the state that came out."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW = dU = db = 0.0
        for t in reversed(range(x.shape[1])):
            dW += float(delta @ x[:, t])
            dU += float(delta @ h[:, t + 1])
            db += float(delta.sum())
            delta = U * delta
        return mse(h[:, -1], target), dW, dU, db


class last_step_only:
    """The error stops at the last step."""

    def mse_gradients(x, target, W, U, b):
        h = _states(x, W, U, b)
        delta = 2.0 * (h[:, -1] - target) / len(x)
        dW, dU, db = float(delta @ x[:, -1]), float(delta @ h[:, -2]), float(delta.sum())
        return mse(h[:, -1], target), dW, dU, db


class half_or_sum:
    """Another scaling of the loss."""

    class half:
        """Loss and derivatives are those of half the squared error."""

        def mse_gradients(x, target, W, U, b):
            h = _states(x, W, U, b)
            delta = (h[:, -1] - target) / len(x)
            dW = dU = db = 0.0
            for t in reversed(range(x.shape[1])):
                dW += float(delta @ x[:, t])
                dU += float(delta @ h[:, t])
                db += float(delta.sum())
                delta = U * delta
            return 0.5 * mse(h[:, -1], target), dW, dU, db

    class half_in_the_derivatives:
        """The loss is right."""

        def mse_gradients(x, target, W, U, b):
            h = _states(x, W, U, b)
            delta = (h[:, -1] - target) / len(x)
            dW = dU = db = 0.0
            for t in reversed(range(x.shape[1])):
                dW += float(delta @ x[:, t])
                dU += float(delta @ h[:, t])
                db += float(delta.sum())
                delta = U * delta
            return mse(h[:, -1], target), dW, dU, db

    class sum_over_the_rows:
        """Loss and derivatives are sums."""

        def mse_gradients(x, target, W, U, b):
            h = _states(x, W, U, b)
            delta = 2.0 * (h[:, -1] - target)
            dW = dU = db = 0.0
            for t in reversed(range(x.shape[1])):
                dW += float(delta @ x[:, t])
                dU += float(delta @ h[:, t])
                db += float(delta.sum())
                delta = U * delta
            return len(x) * mse(h[:, -1], target), dW, dU, db

    class sum_in_the_derivatives:
        """The loss is right."""

        def mse_gradients(x, target, W, U, b):
            h = _states(x, W, U, b)
            delta = 2.0 * (h[:, -1] - target)
            dW = dU = db = 0.0
            for t in reversed(range(x.shape[1])):
                dW += float(delta @ x[:, t])
                dU += float(delta @ h[:, t])
                db += float(delta.sum())
                delta = U * delta
            return mse(h[:, -1], target), dW, dU, db

    class half_the_sum:
        """Loss and derivatives are those of half the sum of the squares, as in bptt."""

        def mse_gradients(x, target, W, U, b):
            h = _states(x, W, U, b)
            delta = h[:, -1] - target
            dW = dU = db = 0.0
            for t in reversed(range(x.shape[1])):
                dW += float(delta @ x[:, t])
                dU += float(delta @ h[:, t])
                db += float(delta.sum())
                delta = U * delta
            return 0.5 * len(x) * mse(h[:, -1], target), dW, dU, db


class ascent:
    """The change is believed to be plus rate times gradient."""

    def sgd_step(params, grads, eta):
        W, U, b = params
        dW, dU, db = grads
        return W + eta * dW, U + eta * dU, b + eta * db


class sequential_update:
    """W moves first, then the derivative by U is taken anew, then that by b."""

    def train(x, y, params, eta, epochs, batch_size):
        W, U, b = params
        history = []
        for _ in range(epochs):
            total = 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, dW, _, _ = mse_gradients(rows, targets, W, U, b)
                W = W - eta * dW
                U = U - eta * mse_gradients(rows, targets, W, U, b)[2]
                b = b - eta * mse_gradients(rows, targets, W, U, b)[3]
                total += loss * len(rows)
            history.append(total / len(x))
        return (W, U, b), history


class batch_size_ignored:
    """An epoch is one update with all rows."""

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            loss, *grads = mse_gradients(x, y, *params)
            history.append(loss)
            params = sgd_step(params, grads, eta)
        return params, history


class restarts_each_epoch:
    """Every epoch begins with the parameters of the start."""

    def train(x, y, params, eta, epochs, batch_size):
        trained, history = params, []
        for _ in range(epochs):
            trained, total = params, 0.0
            for first in range(0, len(x), batch_size):
                rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                loss, *grads = mse_gradients(rows, targets, *trained)
                total += loss * len(rows)
                trained = sgd_step(trained, grads, eta)
            history.append(total / len(x))
        return trained, history


class drops_partial_batch:
    """Only full batches are used."""

    class mean_of_the_used_rows:
        """The history is the mean over the rows that were used."""

        def train(x, y, params, eta, epochs, batch_size):
            history = []
            for _ in range(epochs):
                total, used = 0.0, 0
                for first in range(0, len(x) - batch_size + 1, batch_size):
                    rows, targets = x[first : first + batch_size], y[first : first + batch_size]
                    loss, *grads = mse_gradients(rows, targets, *params)
                    total += loss * len(rows)
                    used += len(rows)
                    params = sgd_step(params, grads, eta)
                history.append(total / max(used, 1))
            return params, history

        def updates_per_epoch(rows, batch):
            return rows // batch

    class mean_of_all_rows:
        """The history is divided by the number of all rows."""

        def train(x, y, params, eta, epochs, batch_size):
            history = []
            for _ in range(epochs):
                total = 0.0
                for batch in range(len(x) // batch_size):
                    part = slice(batch * batch_size, (batch + 1) * batch_size)
                    loss, *grads = mse_gradients(x[part], y[part], *params)
                    total += loss * batch_size
                    params = sgd_step(params, grads, eta)
                history.append(total / len(x))
            return params, history

        def updates_per_epoch(rows, batch):
            return rows // batch


class counts_validation_rows:
    """The training rows are four fifths of all rows, and the updates of all rows are counted."""

    def updates_per_epoch(rows, batch):
        return -(-5 * rows // (4 * batch))


class one_update_too_many:
    """A smaller last batch is counted where there is none, too."""

    def updates_per_epoch(rows, batch):
        return rows // batch + 1
