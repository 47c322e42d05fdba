"""One window at a time, with vectors and outer products; slow and plain."""

import math
import random

import numpy as np


def init_params(vocab, hidden, seed):
    generator = random.Random(seed)  # noqa: S311  weights are no secret

    def weights(rows, columns):
        return np.array([[generator.gauss(0, 0.1) for _ in range(columns)] for _ in range(rows)])

    return {
        "W_xh": weights(hidden, vocab),
        "W_hh": weights(hidden, hidden),
        "W_hy": weights(vocab, hidden),
        "b_h": np.zeros(hidden),
        "b_y": np.zeros(vocab),
    }


def _read(params, window, activation):
    """The states h_0..h_T and the logits of one window."""
    h = [np.zeros(params["b_h"].shape[0])]
    for x_t in window:
        a = params["W_xh"] @ x_t + params["W_hh"] @ h[-1] + params["b_h"]
        h.append(np.tanh(a) if activation == "tanh" else np.maximum(0.0, a))
    return h, params["W_hy"] @ h[-1] + params["b_y"]


def forward(params, X, activation):
    read = [_read(params, window, activation) for window in X]
    return np.array([h[-1] for h, _ in read]), np.array([logits for _, logits in read])


def loss_and_gradients(params, X, y, activation):
    gradients = {name: np.zeros(value.shape) for name, value in params.items()}
    losses = []
    for window, target in zip(X, y, strict=True):
        h, logits = _read(params, window, activation)
        top = float(logits.max())
        total = math.fsum(math.exp(z - top) for z in logits)
        losses.append(top + math.log(total) - float(logits[target]))
        error = np.array([math.exp(z - top) / total for z in logits])
        error[target] -= 1.0
        gradients["W_hy"] += np.outer(error, h[-1]) / len(X)
        gradients["b_y"] += error / len(X)
        error = params["W_hy"].T @ error
        for t in range(len(window), 0, -1):
            if activation == "tanh":
                error = error * (1.0 - h[t]) * (1.0 + h[t])
            else:
                error = np.array([e if s > 0 else 0.0 for e, s in zip(error, h[t], strict=True)])
            gradients["W_xh"] += np.outer(error, window[t - 1]) / len(X)
            gradients["W_hh"] += np.outer(error, h[t - 1]) / len(X)
            gradients["b_h"] += error / len(X)
            error = params["W_hh"].T @ error
    return sum(losses) / len(losses), gradients


def sgd_update(params, grads, eta):
    updated = {}
    for name in params:
        updated[name] = params[name].copy()
        updated[name] -= eta * grads[name]
    return updated


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    generator = random.Random(seed)  # noqa: S311  an order is no secret
    numbers, losses = list(range(len(X))), []
    for _ in range(epochs):
        generator.shuffle(numbers)
        total, left = 0.0, list(numbers)
        while left:
            batch, left = left[:batch_size], left[batch_size:]
            loss, grads = loss_and_gradients(params, X[batch], y[batch], activation)
            total += loss * len(batch)
            params = sgd_update(params, grads, eta)
        losses.append(total / len(X))
    return params, losses


def accuracy(params, X, y, activation):
    right = 0
    for window, target in zip(X, y, strict=True):
        logits = _read(params, window, activation)[1].tolist()
        right += logits.index(max(logits)) == target
    return right / len(X)


def generate(params, vocabulary, start, count, window, activation):
    if len(start) < window:
        raise ValueError("too short")
    for letter in start:
        if letter not in vocabulary:
            raise ValueError(f"unknown: {letter}")
    text = start
    for _ in range(count):
        X = np.zeros((window, len(vocabulary)))
        for t, letter in enumerate(text[len(text) - window :]):
            X[t, vocabulary.index(letter)] = 1.0
        logits = _read(params, X, activation)[1].tolist()
        text = text + vocabulary[logits.index(max(logits))]
    return text
