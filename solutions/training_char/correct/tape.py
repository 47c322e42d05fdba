"""A small tape: every operation knows how to send its error back, and gradients are read off."""

import numpy as np


class Value:
    """An array, the values that it was made of, and how its error goes back to them."""

    def __init__(self, data, parents=(), back=()):
        self.data, self.parents, self.back = data, parents, back
        self.error = np.zeros(np.shape(data))

    def __matmul__(self, weights):
        """Rows times the transpose of a matrix."""
        return Value(
            self.data @ weights.data.T,
            (self, weights),
            (lambda e: e @ weights.data, lambda e: e.T @ self.data),
        )

    def __add__(self, other):
        wide = other.data.ndim == self.data.ndim
        return Value(
            self.data + other.data,
            (self, other),
            (lambda e: e, (lambda e: e) if wide else (lambda e: e.sum(axis=0))),
        )

    def activated(self, activation):
        if activation == "relu":
            silent = self.data <= 0
            return Value(np.where(silent, 0.0, self.data), (self,), (lambda e: e * ~silent,))
        y = np.tanh(self.data)
        return Value(y, (self,), (lambda e: e - e * y * y,))

    def cross_entropy(self, y):
        z = self.data - self.data.max(axis=1, keepdims=True)
        total = np.exp(z).sum(axis=1, keepdims=True)
        right = np.arange(self.data.shape[1]) == y[:, None]
        losses = np.log(total[:, 0]) - z[right]
        return Value(losses.mean(), (self,), (lambda e: e * (np.exp(z) / total - right) / len(y),))

    def backward(self):
        order, seen = [], set()

        def visit(value):
            if id(value) not in seen:
                seen.add(id(value))
                for parent in value.parents:
                    visit(parent)
                order.append(value)

        visit(self)
        self.error = np.ones(())
        for value in reversed(order):
            for parent, back in zip(value.parents, value.back, strict=True):
                parent.error = parent.error + back(value.error)


def _unrolled(params, X, activation):
    leaves = {name: Value(value) for name, value in params.items()}
    h = Value(np.zeros((X.shape[0], params["b_h"].shape[0])))
    for t in range(X.shape[1]):
        h = (Value(X[:, t]) @ leaves["W_xh"]) + (h @ leaves["W_hh"]) + leaves["b_h"]
        h = h.activated(activation)
    return leaves, h, (h @ leaves["W_hy"]) + leaves["b_y"]


def init_params(vocab, hidden, seed):
    """Orthogonal recurrent weights, as Keras draws them."""
    generator = np.random.Generator(np.random.PCG64(seed))

    def glorot(rows, columns):
        bound = np.sqrt(6 / (rows + columns))
        return generator.uniform(-bound, bound, size=(rows, columns))

    q, r = np.linalg.qr(generator.normal(size=(hidden, hidden)))
    return {
        "W_xh": glorot(hidden, vocab),
        "W_hh": q * np.sign(np.diag(r)),
        "b_h": np.zeros(hidden),
        "W_hy": glorot(vocab, hidden),
        "b_y": np.zeros(vocab),
    }


def forward(params, X, activation):
    _, h, logits = _unrolled(params, X, activation)
    return h.data, logits.data


def loss_and_gradients(params, X, y, activation):
    leaves, _, logits = _unrolled(params, X, activation)
    loss = logits.cross_entropy(y)
    loss.backward()
    return float(loss.data), {name: leaf.error for name, leaf in leaves.items()}


def sgd_update(params, grads, eta):
    return {name: value - grads[name] * eta for name, value in params.items()}


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    generator, losses = np.random.Generator(np.random.PCG64(seed)), []
    for _ in range(epochs):
        order = np.argsort(generator.random(len(y)))
        total = 0.0
        for rows in np.split(order, np.arange(batch_size, len(y), batch_size)):
            loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
            total += loss * rows.size / y.size
            params = sgd_update(params, grads, eta)
        losses.append(total)
    return params, losses


def accuracy(params, X, y, activation):
    _, logits = forward(params, X, activation)
    return np.mean([row.argmax() == target for row, target in zip(logits, y, strict=True)])


def generate(params, vocabulary, start, count, window, activation):
    number = {letter: n for n, letter in enumerate(vocabulary)}
    if len(start) < window or set(start) - number.keys():
        raise ValueError("start")
    one_hot = np.identity(len(vocabulary))
    text = list(start)
    for _ in range(count):
        X = one_hot[[number[letter] for letter in text[-window:]]]
        logits = forward(params, X[np.newaxis], activation)[1][0]
        text.append(vocabulary[int(np.flatnonzero(logits == logits.max())[0])])
    return "".join(text)
