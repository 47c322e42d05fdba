"""A cell, a head and a trainer; each keeps what it needs for its way back."""

import numpy as np


class Cell:
    def __init__(self, params, activation):
        self.W = np.hstack([params["W_xh"], params["W_hh"], params["b_h"][:, None]])
        self.vocab = params["W_xh"].shape[1]
        self.relu = activation == "relu"
        self.seen = []

    def __call__(self, x_t, h):
        joined = np.hstack([x_t, h, np.ones((len(h), 1))])
        new = joined @ self.W.T
        new = np.fmax(new, 0.0) if self.relu else np.tanh(new)
        self.seen.append((joined, new))
        return new

    def backward(self, error):
        total = np.zeros(self.W.shape)
        for joined, new in reversed(self.seen):
            delta = error * (np.sign(new) if self.relu else 1.0 - np.square(new))
            total += delta.T @ joined
            error = (delta @ self.W)[:, self.vocab : -1]
        return {
            "W_xh": total[:, : self.vocab].copy(),
            "W_hh": total[:, self.vocab : -1].copy(),
            "b_h": total[:, -1].copy(),
        }


class Head:
    def __init__(self, params):
        self.W, self.b = params["W_hy"], params["b_y"]

    def __call__(self, h):
        self.h = h
        return h @ self.W.T + self.b

    def loss(self, logits, y):
        rows = range(len(y))
        distances = logits - logits[rows, y][:, None]
        top = distances.max(axis=1)
        powers = np.exp(distances - top[:, None])
        sums = powers.sum(axis=1)
        self.error = powers / sums[:, None]
        self.error[rows, y] -= 1
        self.error /= len(y)
        return float(np.mean(top + np.log(sums)))

    def backward(self):
        return {"W_hy": self.error.T @ self.h, "b_y": self.error.sum(axis=0)}, self.error @ self.W


class Model:
    def __init__(self, params, activation):
        self.cell, self.head = Cell(params, activation), Head(params)
        self.width = len(params["b_h"])

    def __call__(self, X):
        h = np.zeros((len(X), self.width))
        for t in range(X.shape[1]):
            h = self.cell(X[:, t], h)
        return h, self.head(h)


class Orders:
    """Orders of rows, one after the other, from one seed."""

    def __init__(self, rows, seed):
        self.rows, self.seeds = rows, np.random.SeedSequence(seed)

    def __next__(self):
        (child,) = self.seeds.spawn(1)
        return np.random.default_rng(child).permutation(self.rows)


def init_params(vocab, hidden, seed):
    draws = iter(np.random.SeedSequence(seed).spawn(3))

    def normal(rows, columns):
        generator = np.random.default_rng(next(draws))
        return generator.normal(0.0, columns**-0.5, (rows, columns))

    return {
        "W_xh": normal(hidden, vocab),
        "b_h": np.zeros(hidden),
        "W_hh": normal(hidden, hidden),
        "b_y": np.zeros(vocab),
        "W_hy": normal(vocab, hidden),
    }


def forward(params, X, activation):
    return Model(params, activation)(X)


def loss_and_gradients(params, X, y, activation):
    model = Model(params, activation)
    _, logits = model(X)
    loss = model.head.loss(logits, y)
    gradients, error = model.head.backward()
    return loss, gradients | model.cell.backward(error)


def sgd_update(params, grads, eta):
    return dict((name, value - eta * grads[name]) for name, value in params.items())


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    orders, losses = Orders(len(y), seed), []
    for _ in range(epochs):
        order, weighted = next(orders), 0.0
        for k in range(-(-len(y) // batch_size)):
            rows = order[k * batch_size : (k + 1) * batch_size]
            loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
            weighted += len(rows) * loss
            params = sgd_update(params, grads, eta)
        losses.append(weighted / len(order))
    return params, losses


def accuracy(params, X, y, activation):
    right = forward(params, X, activation)[1].argmax(axis=1) == y
    return right.sum() / right.size


def generate(params, vocabulary, start, count, window, activation):
    missing = [letter for letter in start if vocabulary.count(letter) == 0]
    if missing or len(start) < window:
        raise ValueError(f"missing {missing}" if missing else "too short")
    if count == 0:
        return start
    rows = [[float(letter == other) for other in vocabulary] for letter in start[-window:]]
    _, logits = forward(params, np.array([rows]), activation)
    letter = vocabulary[np.argmax(logits)]
    return generate(params, vocabulary, start + letter, count - 1, window, activation)
