"""Wrong submissions for training_char, written from the handout alone."""

import numpy as np


class weights_all_alike:
    """All weights are 0.01, so that all units stay equal."""

    FUNCTIONS = ("init_params",)
    SHOWS = "no gap: the test looks at the rows"

    def init_params(vocab, hidden, seed):
        return {
            "W_xh": np.full((hidden, vocab), 0.01),
            "W_hh": np.full((hidden, hidden), 0.01),
            "b_h": np.zeros(hidden),
            "W_hy": np.full((vocab, hidden), 0.01),
            "b_y": np.zeros(vocab),
        }


class weights_too_large:
    """The weights are standard normal, so that the first loss is far above ln V."""

    FUNCTIONS = ("init_params",)
    SHOWS = "no gap: the test looks at the loss"

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": rng.standard_normal((hidden, vocab)),
            "W_hh": rng.standard_normal((hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": rng.standard_normal((vocab, hidden)),
            "b_y": np.zeros(vocab),
        }


class weights_laid_out_the_other_way:
    """W_xh has shape (V, H) and W_hy shape (H, V)."""

    FUNCTIONS = ("init_params",)
    SHOWS = "no gap: the test looks at the shapes"

    def init_params(vocab, hidden, seed):
        rng = np.random.default_rng(seed)
        return {
            "W_xh": 0.1 * rng.normal(size=(vocab, hidden)),
            "W_hh": 0.1 * rng.normal(size=(hidden, hidden)),
            "b_h": np.zeros(hidden),
            "W_hy": 0.1 * rng.normal(size=(hidden, vocab)),
            "b_y": np.zeros(vocab),
        }


class logits_through_softmax:
    """Probabilities are returned instead of logits; the state is right, and the accuracy is."""

    FUNCTIONS = ("forward",)
    SHOWS = "only the logits are wrong"

    def forward(params, X, activation):
        h = np.zeros((X.shape[0], len(params["b_h"])))
        for t in range(X.shape[1]):
            a = X[:, t] @ params["W_xh"].T + h @ params["W_hh"].T + params["b_h"]
            h = np.tanh(a) if activation == "tanh" else np.maximum(0, a)
        z = h @ params["W_hy"].T + params["b_y"]
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return h, e / e.sum(axis=1, keepdims=True)


class output_bias_forgotten:
    """The logits lack b_y; the state is right."""

    FUNCTIONS = ("forward",)
    SHOWS = "only the logits are wrong, each row off by the same row"

    def forward(params, X, activation):
        f = np.tanh if activation == "tanh" else (lambda a: np.maximum(a, 0))
        h = np.zeros((len(X), params["W_hh"].shape[0]))
        for t in range(X.shape[1]):
            h = f(X[:, t] @ params["W_xh"].T + h @ params["W_hh"].T + params["b_h"])
        return h, h @ params["W_hy"].T


class recurrent_weights_transposed:
    """The state is multiplied with W_hh instead of its transpose on the right; one step is right, and
    one unit."""

    FUNCTIONS = ("forward",)
    SHOWS = "nothing like the right answer"

    def forward(params, X, activation):
        f = np.tanh if activation == "tanh" else (lambda a: np.maximum(a, 0))
        h = np.zeros((len(X), params["W_hh"].shape[0]))
        for t in range(X.shape[1]):
            h = f(X[:, t] @ params["W_xh"].T + h @ params["W_hh"] + params["b_h"])
        return h, h @ params["W_hy"].T + params["b_y"]


class tanh_for_both:
    """The activation is not looked at: tanh is used for relu, too."""

    FUNCTIONS = ("forward",)
    SHOWS = "wrong for relu"

    def forward(params, X, activation):
        h = np.zeros((len(X), len(params["b_h"])))
        for t in range(X.shape[1]):
            h = np.tanh(X[:, t] @ params["W_xh"].T + h @ params["W_hh"].T + params["b_h"])
        return h, h @ params["W_hy"].T + params["b_y"]


class states_of_all_steps:
    """The states of all steps and their logits are returned, (B, T, H) and (B, T, V)."""

    FUNCTIONS = ("forward",)
    SHOWS = "wrong number of axes"

    def forward(params, X, activation):
        f = np.tanh if activation == "tanh" else (lambda a: np.maximum(a, 0))
        h = np.zeros((len(X), len(params["b_h"])))
        hs = []
        for t in range(X.shape[1]):
            h = f(X[:, t] @ params["W_xh"].T + h @ params["W_hh"].T + params["b_h"])
            hs.append(h)
        hs = np.stack(hs, axis=1)
        return hs, hs @ params["W_hy"].T + params["b_y"]


class count_of_right_rows:
    """The number of right rows is returned instead of their share."""

    FUNCTIONS = ("accuracy",)
    SHOWS = "an int where a float is asked for"

    def accuracy(params, X, y, activation):
        _, logits = forward(params, X, activation)
        return int((logits.argmax(axis=1) == y).sum())


class accuracy_in_per_cent:
    """The share is given in per cent."""

    FUNCTIONS = ("accuracy",)
    SHOWS = "right up to a constant factor"

    def accuracy(params, X, y, activation):
        _, logits = forward(params, X, activation)
        return 100.0 * float(np.mean(logits.argmax(axis=1) == y))


class losses_added_up:
    """Loss and gradients are sums over the rows; one row is right."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "too large by the number of rows"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).sum())
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class probabilities_clipped:
    """The loss is the logarithm of a probability that is kept above 1e-12, so that it ends near 27.6;
    the gradients are right."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "only the loss is wrong, for improbable targets"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float(-np.mean(np.log(np.clip(p[np.arange(B), y], 1e-12, 1))))
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        dz /= B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class exponentials_overflow:
    """Softmax is written without a shift: nan for logits near 1000, right for small ones."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "nan for large logits"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float(-np.log(p[np.arange(B), y]).mean())
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        dz /= B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class slope_of_tanh_for_relu:
    """The slope 1 - h^2 is used for relu as well; tanh is right, and so are the loss and the output
    layer's gradients."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "only the recurrent layer's gradients are wrong"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).mean())
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        dz /= B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class errors_through_the_transpose:
    """Errors travel back through the transpose of what they should: only windows of one letter have right
    gradients, and so have one unit, the loss and the output layer."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "only the recurrent layer's gradients are wrong"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).mean())
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        dz /= B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"].T
        return loss, g


class recurrent_gradient_with_the_new_state:
    """The gradient of W_hh pairs each error with the state after it; the rest is right."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "only W_hh is wrong"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).mean())
        dz = p.copy()
        dz[np.arange(B), y] -= 1
        dz /= B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t + 1]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class target_minus_probability:
    """All gradients have the wrong sign; the loss is right."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "gradients right up to sign"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).mean())
        dz = (np.eye(V)[y] - p) / B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.sum(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.sum(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class biases_averaged:
    """The gradients of both biases are means over the rows of what is divided by B already; the rest is
    right, and so is one row."""

    FUNCTIONS = ("loss_and_gradients",)
    SHOWS = "only the biases are wrong"

    def loss_and_gradients(params, X, y, activation):
        B, T, V = X.shape
        hs = [np.zeros((B, len(params["b_h"])))]
        for t in range(T):
            a = X[:, t] @ params["W_xh"].T + hs[-1] @ params["W_hh"].T + params["b_h"]
            hs.append(np.tanh(a) if activation == "tanh" else np.maximum(a, 0))
        z = hs[-1] @ params["W_hy"].T + params["b_y"]
        z = z - z.max(axis=1, keepdims=True)
        p = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True)
        loss = float((np.log(np.exp(z).sum(axis=1)) - z[np.arange(B), y]).mean())
        dz = (p - np.eye(V)[y]) / B
        g = {k: np.zeros_like(v) for k, v in params.items()}
        g["W_hy"], g["b_y"] = dz.T @ hs[-1], dz.mean(axis=0)
        dh = dz @ params["W_hy"]
        for t in reversed(range(T)):
            da = dh * (1 - hs[t + 1] ** 2 if activation == "tanh" else hs[t + 1] > 0)
            g["W_xh"] += da.T @ X[:, t]
            g["W_hh"] += da.T @ hs[t]
            g["b_h"] += da.mean(axis=0)
            dh = da @ params["W_hh"]
        return loss, g


class update_adds:
    """The rate times the gradient is added."""

    FUNCTIONS = ("sgd_update",)
    SHOWS = "nothing like the right answer"

    def sgd_update(params, grads, eta):
        return {k: params[k] + eta * grads[k] for k in params}


class update_in_the_given_arrays:
    """The arrays of params are changed and returned; the values are right."""

    FUNCTIONS = ("sgd_update",)
    SHOWS = "changes its argument"

    def sgd_update(params, grads, eta):
        new = dict(params)
        for k in new:
            new[k] -= eta * grads[k]
        return new


class update_of_weights_only:
    """The biases are not updated."""

    FUNCTIONS = ("sgd_update",)
    SHOWS = "only the biases are wrong"

    def sgd_update(params, grads, eta):
        return {k: v - eta * grads[k] if k.startswith("W") else v.copy() for k, v in params.items()}


class trains_in_place:
    """The parameters that were passed in are changed while training; the result is right."""

    FUNCTIONS = ("train",)
    SHOWS = "changes its argument"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(y))
            total = 0.0
            for i in range(0, len(y), batch_size):
                rows = order[i : i + batch_size]
                loss, g = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                for k in params:
                    params[k] -= eta * g[k]
            losses.append(total / len(y))
        return params, losses


class never_shuffles:
    """The rows are used in the order given; the seed is not used."""

    FUNCTIONS = ("train",)
    SHOWS = "the seed has no effect"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        losses = []
        for _ in range(epochs):
            total = 0.0
            for i in range(0, len(y), batch_size):
                loss, g = loss_and_gradients(
                    params, X[i : i + batch_size], y[i : i + batch_size], activation
                )
                total += loss * len(y[i : i + batch_size])
                params = sgd_update(params, g, eta)
            losses.append(total / len(y))
        return params, losses


class shuffles_without_the_seed:
    """The rows are shuffled by a generator without a seed, so that no training can be repeated."""

    FUNCTIONS = ("train",)
    SHOWS = "another result each time"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        losses = []
        for _ in range(epochs):
            order = np.random.permutation(len(y))
            total = 0.0
            for i in range(0, len(y), batch_size):
                rows = order[i : i + batch_size]
                loss, g = loss_and_gradients(params, X[rows], y[rows], activation)
                total += loss * len(rows)
                params = sgd_update(params, g, eta)
            losses.append(total / len(y))
        return params, losses


class drops_the_last_batch:
    """Rows that do not fill a batch are not used in that epoch, and the loss is the mean over the
    others."""

    FUNCTIONS = ("train",)
    SHOWS = "nothing for one batch that is too large"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(y))
            found = []
            for i in range(0, len(y) - batch_size + 1, batch_size):
                rows = order[i : i + batch_size]
                loss, g = loss_and_gradients(params, X[rows], y[rows], activation)
                found.append(loss)
                params = sgd_update(params, g, eta)
            losses.append(float(np.mean(found)) if found else 0.0)
        return params, losses


class loss_after_each_epoch:
    """The loss of all rows after each epoch is kept, instead of each row's loss before its update; the
    parameters are right."""

    FUNCTIONS = ("train",)
    SHOWS = "only the losses are wrong"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = []
        for _ in range(epochs):
            order = rng.permutation(len(y))
            for i in range(0, len(y), batch_size):
                rows = order[i : i + batch_size]
                _, g = loss_and_gradients(params, X[rows], y[rows], activation)
                params = sgd_update(params, g, eta)
            losses.append(loss_and_gradients(params, X, y, activation)[0])
        return params, losses


class losses_as_an_array:
    """The losses are an array instead of a list; the values are right."""

    FUNCTIONS = ("train",)
    SHOWS = "an array where a list is asked for"

    def train(params, X, y, epochs, eta, batch_size, seed, activation):
        rng = np.random.default_rng(seed)
        losses = np.zeros(epochs)
        for epoch in range(epochs):
            order = rng.permutation(len(y))
            for i in range(0, len(y), batch_size):
                rows = order[i : i + batch_size]
                loss, g = loss_and_gradients(params, X[rows], y[rows], activation)
                losses[epoch] += loss * len(rows) / len(y)
                params = sgd_update(params, g, eta)
        return params, losses


class start_left_out:
    """Only the new letters are returned, without the start."""

    FUNCTIONS = ("generate",)
    SHOWS = "text too short"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window or any(c not in vocabulary for c in start):
            raise ValueError("start")
        text = start
        for _ in range(count):
            ids = [vocabulary.index(c) for c in text[-window:]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text[len(start) :]


class reads_the_first_window_again:
    """Each letter is predicted from the first letters of the start, so that one letter is repeated."""

    FUNCTIONS = ("generate",)
    SHOWS = "one letter again and again"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window or any(c not in vocabulary for c in start):
            raise ValueError("start")
        text = start
        for _ in range(count):
            ids = [vocabulary.index(c) for c in text[:window]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text


class reads_the_whole_text:
    """All letters so far are read instead of the last `window`; right while there are no more than
    that."""

    FUNCTIONS = ("generate",)
    SHOWS = "nothing like the right text after a while"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window or any(c not in vocabulary for c in start):
            raise ValueError("start")
        text = start
        for _ in range(count):
            ids = [vocabulary.index(c) for c in text]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text


class one_letter_too_many:
    """`count` + 1 letters are added."""

    FUNCTIONS = ("generate",)
    SHOWS = "text too long"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window or any(c not in vocabulary for c in start):
            raise ValueError("start")
        text = start
        for _ in range(count + 1):
            ids = [vocabulary.index(c) for c in text[-window:]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text


class count_is_the_length:
    """`count` is taken for the length of the whole text."""

    FUNCTIONS = ("generate",)
    SHOWS = "text too short"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window or any(c not in vocabulary for c in start):
            raise ValueError("start")
        text = start
        while len(text) < count:
            ids = [vocabulary.index(c) for c in text[-window:]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text


class unknown_letters_are_skipped:
    """Letters that are not in the vocabulary are left out of the windows instead of being an error."""

    FUNCTIONS = ("generate",)
    SHOWS = "no error where one is asked for"

    def generate(params, vocabulary, start, count, window, activation):
        if len(start) < window:
            raise ValueError("start")
        text = start
        for _ in range(count):
            ids = [vocabulary.index(c) for c in text[-window:] if c in vocabulary]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text


class short_starts_are_filled_up:
    """A start that is shorter than the window is filled up with the first letter of the vocabulary
    instead of being an error."""

    FUNCTIONS = ("generate",)
    SHOWS = "no error where one is asked for"

    def generate(params, vocabulary, start, count, window, activation):
        if any(c not in vocabulary for c in start):
            raise ValueError("unknown letter")
        text = vocabulary[0] * max(0, window - len(start)) + start
        begin = len(text)
        for _ in range(count):
            ids = [vocabulary.index(c) for c in text[-window:]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return start + text[begin:]


class checks_only_what_is_read:
    """The start is looked at only where it is read: an unknown letter raises ValueError inside the last
    window, not before it, and with count 0 nothing is an error."""

    FUNCTIONS = ("generate",)
    SHOWS = "no error where one is asked for"

    def generate(params, vocabulary, start, count, window, activation):
        text = start
        for _ in range(count):
            if len(text) < window:
                raise ValueError("too short")
            ids = [vocabulary.index(c) for c in text[-window:]]
            _, logits = forward(params, np.eye(len(vocabulary))[ids][None], activation)
            text += vocabulary[int(np.argmax(logits[0]))]
        return text
