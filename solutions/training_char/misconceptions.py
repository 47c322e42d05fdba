"""Plausible wrong beliefs about a character model: each class holds what differs.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class no_softmax_shift:
    """exp is applied to the logits as they are."""

    class quotient:
        """The probability is a quotient, and its logarithm the loss."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            e = np.exp(h[:, -1] @ params["W_hy"].T + params["b_y"])
            p = e / e.sum(axis=1, keepdims=True)
            loss = -float(np.mean(np.log(p[np.arange(len(y)), y])))
            delta_y = (p - np.eye(len(params["b_y"]))[y]) / len(y)
            return loss, _swept(params, X, h, delta_y, activation)

    class logarithm_of_the_sum:
        """The loss is the logarithm of the sum less the logit; both may be infinite."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            logits = h[:, -1] @ params["W_hy"].T + params["b_y"]
            log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
            loss = -float(np.mean(log_p[np.arange(len(y)), y]))
            delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
            return loss, _swept(params, X, h, delta_y, activation)


class loss_sum:
    """The losses of the rows are added up."""

    class loss_only:
        """The gradients are those of the mean."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            log_p = _log_p(params, h)
            loss = -float(np.sum(log_p[np.arange(len(y)), y]))
            delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
            return loss, _swept(params, X, h, delta_y, activation)

    class loss_and_gradients_too:
        """The gradients are those of the sum."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            log_p = _log_p(params, h)
            loss = -float(np.sum(log_p[np.arange(len(y)), y]))
            delta_y = np.exp(log_p) - np.eye(len(params["b_y"]))[y]
            return loss, _swept(params, X, h, delta_y, activation)


class relu_slope_one:
    """A silent unit passes an error as a loud one does."""

    def _slope(h, activation):
        return np.ones(h.shape) if activation == "relu" else 1.0 - h**2


class last_step_only:
    """The error stops at the last step."""

    def _swept(params, X, h, delta_y, activation):
        delta = (delta_y @ params["W_hy"]) * _slope(h[:, -1], activation)
        return {
            "W_xh": delta.T @ X[:, -1],
            "W_hh": delta.T @ h[:, -2],
            "b_h": delta.sum(axis=0),
            "W_hy": delta_y.T @ h[:, -1],
            "b_y": delta_y.sum(axis=0),
        }


class not_divided_by_batch:
    """The loss is a mean, its gradients are not."""

    def loss_and_gradients(params, X, y, activation):
        h = _states(params, X, activation)
        log_p = _log_p(params, h)
        loss = -float(np.mean(log_p[np.arange(len(y)), y]))
        delta_y = np.exp(log_p) - np.eye(len(params["b_y"]))[y]
        return loss, _swept(params, X, h, delta_y, activation)


class bias_gradient_missing:
    """The gradients of biases are zero."""

    class both:
        """Neither bias learns."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            log_p = _log_p(params, h)
            loss = -float(np.mean(log_p[np.arange(len(y)), y]))
            delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
            gradients = _swept(params, X, h, delta_y, activation)
            gradients["b_h"] = np.zeros(len(params["b_h"]))
            gradients["b_y"] = np.zeros(len(params["b_y"]))
            return loss, gradients

    class of_the_state:
        """The bias of the output learns."""

        def loss_and_gradients(params, X, y, activation):
            h = _states(params, X, activation)
            log_p = _log_p(params, h)
            loss = -float(np.mean(log_p[np.arange(len(y)), y]))
            delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
            gradients = _swept(params, X, h, delta_y, activation)
            gradients["b_h"] = np.zeros(len(params["b_h"]))
            return loss, gradients


class updates_in_place:
    """An update changes the parameters that it was given."""

    def sgd_update(params, grads, eta):
        for name in params:
            params[name] -= eta * grads[name]
        return params


class same_order_seed_ignored:
    """The rows come in an order that the seed has no part in."""

    class as_given:
        """Nothing is shuffled."""

        def train(params, X, y, epochs, eta, batch_size, seed, activation):
            losses = []
            for _ in range(epochs):
                total = 0.0
                for first in range(0, len(X), batch_size):
                    rows = slice(first, first + batch_size)
                    loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                    total += loss * len(X[rows])
                    params = sgd_update(params, grads, eta)
                losses.append(total / len(X))
            return params, losses

    class always_seed_zero:
        """The generator has a seed of its own."""

        def train(params, X, y, epochs, eta, batch_size, seed, activation):
            rng = np.random.default_rng(0)
            losses = []
            for _ in range(epochs):
                order = rng.permutation(len(X))
                total = 0.0
                for first in range(0, len(X), batch_size):
                    rows = order[first : first + batch_size]
                    loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                    total += loss * len(rows)
                    params = sgd_update(params, grads, eta)
                losses.append(total / len(X))
            return params, losses


class drops_partial_batch:
    """Only full batches are used."""

    class mean_of_the_used_rows:
        """The loss of an epoch is the mean over the rows that were used."""

        def train(params, X, y, epochs, eta, batch_size, seed, activation):
            rng = np.random.default_rng(seed)
            losses = []
            for _ in range(epochs):
                order = rng.permutation(len(X))
                total, used = 0.0, 0
                for first in range(0, len(X) - batch_size + 1, batch_size):
                    rows = order[first : first + batch_size]
                    loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                    total += loss * len(rows)
                    used += len(rows)
                    params = sgd_update(params, grads, eta)
                losses.append(total / max(used, 1))
            return params, losses

    class mean_of_all_rows:
        """The sum over the rows that were used is divided by the number of all."""

        def train(params, X, y, epochs, eta, batch_size, seed, activation):
            rng = np.random.default_rng(seed)
            losses = []
            for _ in range(epochs):
                order = rng.permutation(len(X))
                total = 0.0
                for batch in range(len(X) // batch_size):
                    rows = order[batch * batch_size : (batch + 1) * batch_size]
                    loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
                    total += loss * len(rows)
                    params = sgd_update(params, grads, eta)
                losses.append(total / len(X))
            return params, losses


class window_stuck:
    """The window is always the first one of the start."""

    class beginning_of_the_text:
        """The first letters of the text."""

        def generate(params, vocabulary, start, count, window, activation):
            _refuse(vocabulary, start, window)
            text = start
            for _ in range(count):
                text += vocabulary[_next(params, vocabulary, text[:window], activation)]
            return text

    class end_of_the_start:
        """The last letters of the start, which is not continued."""

        def generate(params, vocabulary, start, count, window, activation):
            _refuse(vocabulary, start, window)
            return (
                start + count * vocabulary[_next(params, vocabulary, start[-window:], activation)]
            )


class reads_everything:
    """Each letter is written after all letters before it."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text, activation)]
        return text


class start_left_out:
    """Only what was written is returned."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text[len(start) :]


class count_is_the_length:
    """Letters are added until the text has `count` of them."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        while len(text) < count:
            text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
        return text


class appends_index:
    """What argmax gives is added to the text as it is."""

    class reads_letters:
        """The letters that are read next are kept apart."""

        def generate(params, vocabulary, start, count, window, activation):
            _refuse(vocabulary, start, window)
            letters, text = start, start
            for _ in range(count):
                index = _next(params, vocabulary, letters[-window:], activation)
                letters += vocabulary[index]
                text += str(index)
            return text

    class reads_numbers:
        """The numbers are looked for in the vocabulary next, and not found."""

        def generate(params, vocabulary, start, count, window, activation):
            _refuse(vocabulary, start, window)
            text = start
            for _ in range(count):
                text += str(_next(params, vocabulary, text[-window:], activation))
            return text


class samples:
    """The next letter is drawn with the probabilities of softmax."""

    def generate(params, vocabulary, start, count, window, activation):
        _refuse(vocabulary, start, window)
        text = start
        for _ in range(count):
            X = np.eye(len(vocabulary))[[vocabulary.index(c) for c in text[-window:]]][None]
            logits = forward(params, X, activation)[1][0]
            p = np.exp(logits - logits.max())
            text += vocabulary[int(np.random.choice(len(p), p=p / p.sum()))]
        return text
