"""Wrong submissions for training_sum, written from the handout alone."""

import numpy as np


class states_of_integers:
    """The state has the dtype of x, so that it is cut to whole numbers where x holds integers;
    with floats all is right."""

    FUNCTIONS = ("linear_rnn",)
    SHOWS = "whole numbers for integers"

    def linear_rnn(x, W, U, b):
        h = np.zeros_like(x[:, 0])
        for t in range(x.shape[1]):
            h[:] = W * x[:, t] + U * h + b
        return h.astype(float)


class bias_added_once:
    """The bias is added after the last step only; one step is right."""

    FUNCTIONS = ("linear_rnn",)
    SHOWS = "nothing like the right answer"

    def linear_rnn(x, W, U, b):
        h = np.zeros(len(x))
        for t in range(x.shape[1]):
            h = W * x[:, t] + U * h
        return h + b


class all_states_returned:
    """The states of all steps are returned, shape (B, T), instead of the last one."""

    FUNCTIONS = ("linear_rnn",)
    SHOWS = "wrong number of axes"

    def linear_rnn(x, W, U, b):
        B, T = x.shape
        h = np.zeros((B, T))
        last = np.zeros(B)
        for t in range(T):
            last = W * x[:, t] + U * last + b
            h[:, t] = last
        return h


class no_state_kept:
    """Every step starts from zero, so only the last number counts; one step is right."""

    FUNCTIONS = ("linear_rnn",)
    SHOWS = "nothing like the right answer"

    def linear_rnn(x, W, U, b):
        h = np.zeros(len(x))
        for t in range(x.shape[1]):
            h = W * x[:, t] + U * np.zeros(len(x)) + b
        return h


class column_of_answers:
    """The answers are a column, shape (B, 1)."""

    FUNCTIONS = ("linear_rnn",)
    SHOWS = "wrong number of axes"

    def linear_rnn(x, W, U, b):
        h = np.zeros((len(x), 1))
        for t in range(x.shape[1]):
            h = W * x[:, t : t + 1] + U * h + b
        return h


class sum_of_squares:
    """The squared errors are added up instead of averaged; one row is right."""

    FUNCTIONS = ("mse",)
    SHOWS = "too large by the number of rows"

    def mse(pred, target):
        return float(((pred - target) ** 2).sum())


class root_of_the_error:
    """The root of the mean squared error is returned."""

    FUNCTIONS = ("mse",)
    SHOWS = "nothing like the right answer"

    def mse(pred, target):
        return float(np.sqrt(np.mean((pred - target) ** 2)))


class mean_of_the_sizes:
    """The mean of the absolute errors, without squares."""

    FUNCTIONS = ("mse",)
    SHOWS = "nothing like the right answer"

    def mse(pred, target):
        return float(np.mean(np.abs(pred - target)))


class two_forgotten:
    """The derivatives lack the factor 2; the loss is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "derivatives half as large"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = [np.zeros(B)]
        for t in range(T):
            h.append(W * x[:, t] + U * h[-1] + b)
        err = h[-1] - target
        d = err / B
        gW, gU, gb = 0.0, 0.0, 0.0
        for t in range(T - 1, -1, -1):
            gW += np.sum(d * x[:, t])
            gU += np.sum(d * h[t])
            gb += np.sum(d)
            d = d * U
        return float(np.mean(err**2)), float(gW), float(gU), float(gb)


class rows_summed_in_the_derivatives:
    """The derivatives are summed over the rows instead of averaged; the loss is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "derivatives too large by the number of rows"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = np.zeros((T + 1, B))
        for t in range(T):
            h[t + 1] = W * x[:, t] + U * h[t] + b
        err = h[T] - target
        d = 2 * err
        gW = gU = gb = 0.0
        for t in range(T, 0, -1):
            gW += (d * x[:, t - 1]).sum()
            gU += (d * h[t - 1]).sum()
            gb += d.sum()
            d = U * d
        return float((err**2).mean()), float(gW), float(gU), float(gb)


class target_minus_answer:
    """The derivatives have the wrong sign; the loss is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "derivatives right up to sign"

    def mse_gradients(x, target, W, U, b):
        h = np.zeros((len(x), x.shape[1] + 1))
        for t in range(x.shape[1]):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        d = 2 * (target - h[:, -1]) / len(x)
        loss = float(np.mean((target - h[:, -1]) ** 2))
        gW = gU = gb = 0.0
        for t in reversed(range(x.shape[1])):
            gW += float(d @ x[:, t])
            gU += float(d @ h[:, t])
            gb += float(d.sum())
            d = U * d
        return loss, gW, gU, gb


class error_not_sent_through_u:
    """The error of an earlier step is that of the last step, without the factor U: only rows with one
    number have right derivatives; the loss is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "only the loss is right"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        hs = [np.zeros(B)]
        for t in range(T):
            hs.append(W * x[:, t] + U * hs[-1] + b)
        d = 2 * (hs[-1] - target) / B
        gW = sum(float(d @ x[:, t]) for t in range(T))
        gU = sum(float(d @ hs[t]) for t in range(T))
        gb = T * float(d.sum())
        return float(np.mean((hs[-1] - target) ** 2)), gW, gU, gb


class w_sends_the_error_back:
    """The error travels back through W instead of U; only rows with one number have right derivatives;
    the loss is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "only the loss is right"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = np.zeros((B, T + 1))
        for t in range(T):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        d = 2 / B * (h[:, T] - target)
        grads = np.zeros(3)
        for t in range(T - 1, -1, -1):
            grads += [d @ x[:, t], d @ h[:, t], d.sum()]
            d = W * d
        return (float(np.mean((h[:, T] - target) ** 2)), *grads.tolist())


class bias_counted_once:
    """The derivative by b has the term of the last step only; the rest is right."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "only db is wrong"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = np.zeros((B, T + 1))
        for t in range(T):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        e = h[:, T] - target
        d = 2 * e / B
        db = float(d.sum())
        dW = dU = 0.0
        for t in range(T - 1, -1, -1):
            dW += float(d @ x[:, t])
            dU += float(d @ h[:, t])
            d = U * d
        return float(np.mean(e**2)), dW, dU, db


class gradients_in_a_dict:
    """The derivatives are returned as a dict beside the loss, a pair instead of four numbers."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "wrong form"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = np.zeros((B, T + 1))
        for t in range(T):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        e = h[:, T] - target
        d = 2 * e / B
        g = {"W": 0.0, "U": 0.0, "b": 0.0}
        for t in range(T - 1, -1, -1):
            g["W"] += float(d @ x[:, t])
            g["U"] += float(d @ h[:, t])
            g["b"] += float(d.sum())
            d = U * d
        return float(np.mean(e**2)), g


class loss_forgotten:
    """Only the three derivatives are returned, without the loss."""

    FUNCTIONS = ("mse_gradients",)
    SHOWS = "wrong form"

    def mse_gradients(x, target, W, U, b):
        B, T = x.shape
        h = np.zeros((B, T + 1))
        for t in range(T):
            h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
        d = 2 * (h[:, T] - target) / B
        dW = dU = db = 0.0
        for t in range(T - 1, -1, -1):
            dW += float(d @ x[:, t])
            dU += float(d @ h[:, t])
            db += float(d.sum())
            d = U * d
        return dW, dU, db


class step_along_the_gradient:
    """The rate times the derivative is added."""

    FUNCTIONS = ("sgd_step",)
    SHOWS = "nothing like the right answer"

    def sgd_step(params, grads, eta):
        return tuple(p + eta * g for p, g in zip(params, grads, strict=True))


class step_without_a_rate:
    """The rate is not used: the whole derivative is taken away."""

    FUNCTIONS = ("sgd_step",)
    SHOWS = "nothing like the right answer"

    def sgd_step(params, grads, eta):
        return tuple(p - g for p, g in zip(params, grads, strict=True))


class step_as_an_array:
    """The new parameters are an array of three instead of a tuple; the values are right."""

    FUNCTIONS = ("sgd_step",)
    SHOWS = "an array where a tuple is asked for"

    def sgd_step(params, grads, eta):
        return np.array(params) - eta * np.array(grads)


class bias_stays:
    """Only W and U move; b stays."""

    FUNCTIONS = ("sgd_step",)
    SHOWS = "only b is wrong"

    def sgd_step(params, grads, eta):
        W, U, b = params
        return W - eta * grads[0], U - eta * grads[1], b


class history_after_the_epoch:
    """The history holds the error of all rows after each epoch, instead of each row's error before its
    update; the parameters are right."""

    FUNCTIONS = ("train",)
    SHOWS = "only the history is wrong"

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            for i in range(0, len(x), batch_size):
                xb, yb = x[i : i + batch_size], y[i : i + batch_size]
                _, *g = mse_gradients(xb, yb, *params)
                params = sgd_step(params, g, eta)
            history.append(mse(linear_rnn(x, *params), y))
        return params, history


class mean_of_the_batches:
    """The history is the mean of the batches' losses, so that a smaller last batch weighs as much as
    the others; where all batches are equal it is right, and the parameters always are."""

    FUNCTIONS = ("train",)
    SHOWS = "only the history is wrong, with a smaller last batch"

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            losses = []
            for i in range(0, len(x), batch_size):
                loss, dW, dU, db = mse_gradients(
                    x[i : i + batch_size], y[i : i + batch_size], *params
                )
                losses.append(loss)
                params = sgd_step(params, (dW, dU, db), eta)
            history.append(float(np.mean(losses)))
        return params, history


class loss_of_every_batch:
    """The history has one entry for each update instead of one for each epoch; the parameters are
    right."""

    FUNCTIONS = ("train",)
    SHOWS = "history too long"

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            for i in range(0, len(x), batch_size):
                loss, *g = mse_gradients(x[i : i + batch_size], y[i : i + batch_size], *params)
                history.append(loss)
                params = sgd_step(params, g, eta)
        return params, history


class all_rows_at_once:
    """The batch size is not used: every epoch is one update with all rows. Right where the batch holds
    all rows, or with no epochs."""

    FUNCTIONS = ("train",)
    SHOWS = "nothing like the right answer"

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        for _ in range(epochs):
            loss, *g = mse_gradients(x, y, *params)
            history.append(loss)
            params = sgd_step(params, g, eta)
        return params, history


class rows_shuffled:
    """The rows are shuffled in each epoch, with a fixed seed. Right where the batch holds all rows."""

    FUNCTIONS = ("train",)
    SHOWS = "nothing like the right answer"

    def train(x, y, params, eta, epochs, batch_size):
        rng = np.random.default_rng(0)
        history = []
        for _ in range(epochs):
            order = rng.permutation(len(x))
            total = 0.0
            for i in range(0, len(x), batch_size):
                rows = order[i : i + batch_size]
                loss, *g = mse_gradients(x[rows], y[rows], *params)
                total += loss * len(rows)
                params = sgd_step(params, g, eta)
            history.append(total / len(x))
        return params, history


class every_epoch_from_the_start:
    """Each epoch begins again with the parameters of the start; one epoch is right."""

    FUNCTIONS = ("train",)
    SHOWS = "only the first entry of the history is right"

    def train(x, y, params, eta, epochs, batch_size):
        history = []
        result = params
        for _ in range(epochs):
            result = params
            total = 0.0
            for i in range(0, len(x), batch_size):
                xb, yb = x[i : i + batch_size], y[i : i + batch_size]
                loss, *g = mse_gradients(xb, yb, *result)
                total += loss * len(xb)
                result = sgd_step(result, g, eta)
            history.append(total / len(x))
        return result, history


class last_batch_left_out:
    """The rows that do not fill a batch are not used, and the history is the mean over the others."""

    FUNCTIONS = ("train",)
    SHOWS = "nothing like the right answer with a smaller last batch"

    def train(x, y, params, eta, epochs, batch_size):
        n = len(x) // batch_size
        history = []
        for _ in range(epochs):
            losses = []
            for k in range(n):
                part = slice(k * batch_size, (k + 1) * batch_size)
                loss, *g = mse_gradients(x[part], y[part], *params)
                losses.append(loss)
                params = sgd_step(params, g, eta)
            history.append(float(np.mean(losses)) if losses else 0.0)
        return params, history


class updates_as_a_float:
    """The number of updates is a float."""

    FUNCTIONS = ("updates_per_epoch",)
    SHOWS = "a float where an int is asked for"

    def updates_per_epoch(rows, batch):
        return np.ceil(rows / batch)


class one_update_too_many:
    """One update more is counted where the rows divide evenly."""

    FUNCTIONS = ("updates_per_epoch",)
    SHOWS = "too large by one"

    def updates_per_epoch(rows, batch):
        return rows // batch + 1


class updates_rounded:
    """The quotient is rounded to the nearest number, so that less than half a batch is not counted."""

    FUNCTIONS = ("updates_per_epoch",)
    SHOWS = "too small by one, sometimes"

    def updates_per_epoch(rows, batch):
        return round(rows / batch)


class digits_without_nine:
    """The digits are 0 to 8: 9 is taken for the last one, and it is the one after it."""

    FUNCTIONS = ("make_triples",)
    SHOWS = "no gap: the test looks at the digits"

    def make_triples(count, seed):
        rng = np.random.default_rng(seed)
        x = rng.integers(0, 9, size=(count, 3))
        return x, x.sum(axis=1)


class seed_not_used:
    """The seed is not used: each call draws other triples."""

    FUNCTIONS = ("make_triples",)
    SHOWS = "no gap: the test draws twice"

    def make_triples(count, seed):
        x = np.random.randint(0, 10, size=(count, 3))
        return x, x.sum(axis=1)
