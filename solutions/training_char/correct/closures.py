"""Each layer returns its result and a function that sends an error back through it."""

from collections import deque
from functools import reduce

import numpy as np


def init_params(vocab, hidden, seed):
    """He's scheme for the state, and small weights for the logits."""
    rng = np.random.default_rng([2026, seed])
    return {
        "W_xh": rng.normal(scale=(2 / vocab) ** 0.5, size=(hidden, vocab)) / 2,
        "W_hh": rng.normal(scale=(2 / hidden) ** 0.5, size=(hidden, hidden)) / 2,
        "b_h": np.full(hidden, 0.0),
        "W_hy": rng.normal(scale=0.01, size=(vocab, hidden)),
        "b_y": np.full(vocab, 0.0),
    }


def _step(params, activation):
    def step(state, x_t):
        h, backs = state
        a = params["W_xh"] @ x_t + params["W_hh"] @ h + params["b_h"][:, None]
        loud = a > 0
        new = np.where(loud, a, 0.0) if activation == "relu" else np.tanh(a)

        def back(error, grads):
            delta = error * loud if activation == "relu" else error * (1 - new) * (1 + new)
            grads["W_xh"] = grads["W_xh"] + delta @ x_t.T
            grads["W_hh"] = grads["W_hh"] + delta @ h.T
            grads["b_h"] = grads["b_h"] + delta @ np.ones(delta.shape[1])
            return params["W_hh"].T @ delta

        return new, [back, *backs]

    return step


def _run(params, X, activation):
    """Columns are windows here: the state is (H, B)."""
    start = (np.zeros((params["b_h"].size, len(X))), [])
    return reduce(_step(params, activation), np.transpose(X, (1, 2, 0)), start)


def forward(params, X, activation):
    h, _ = _run(params, X, activation)
    return h.T.copy(), (params["W_hy"] @ h + params["b_y"][:, None]).T.copy()


def loss_and_gradients(params, X, y, activation):
    h, backs = _run(params, X, activation)
    logits = params["W_hy"] @ h + params["b_y"][:, None]
    target = np.arange(len(params["b_y"]))[:, None] == y
    logits = logits - logits.max(axis=0)
    log_z = np.log(np.sum(np.exp(logits), axis=0))
    error = (np.exp(logits - log_z) - target) / len(y)
    grads = dict.fromkeys(("W_xh", "W_hh", "b_h"), 0.0)
    reduce(lambda e, back: back(e, grads), backs, params["W_hy"].T @ error)
    grads["W_hy"], grads["b_y"] = error @ h.T, error.sum(axis=1)
    return float(np.mean(log_z - logits.T[target.T])), grads


def sgd_update(params, grads, eta):
    def stepped(name):
        return params[name] - eta * grads[name]

    return {name: stepped(name) for name in sorted(params)}


def _epoch(X, y, eta, batch_size, activation):
    def epoch(state, order):
        params, losses = state
        rows, total = deque(order.tolist()), 0.0
        while rows:
            batch = [rows.popleft() for _ in range(min(batch_size, len(rows)))]
            loss, grads = loss_and_gradients(params, X[batch], y[batch], activation)
            total += loss * len(batch)
            params = sgd_update(params, grads, eta)
        return params, [*losses, total / len(y)]

    return epoch


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    rng = np.random.default_rng(seed)
    orders = [rng.choice(len(y), size=len(y), replace=False) for _ in range(epochs)]
    return reduce(_epoch(X, y, eta, batch_size, activation), orders, (params, []))


def accuracy(params, X, y, activation):
    logits = forward(params, X, activation)[1]
    best = [max(range(len(row)), key=row.__getitem__) for row in logits.tolist()]
    return sum(b == t for b, t in zip(best, y.tolist(), strict=True)) / len(best)


def generate(params, vocabulary, start, count, window, activation):
    if not (len(start) >= window and set(start).issubset(vocabulary)):
        raise ValueError("this start cannot be read")
    read = deque(start[len(start) - window :], maxlen=window)
    written = []
    for _ in range(count):
        X = np.array([[[float(letter == other) for other in vocabulary] for letter in read]])
        letter = vocabulary[int(forward(params, X, activation)[1].argmax())]
        read.append(letter)
        written.append(letter)
    return start + "".join(written)
