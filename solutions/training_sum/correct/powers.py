"""The unrolled sum: the answer is a polynomial in U, and so are its derivatives."""

import random

import numpy as np


def _powers(U, T):
    """U^(T-1), ..., U, 1 and their derivatives by U."""
    n = np.arange(T - 1, -1, -1)
    return np.power(float(U), n), np.array([k * float(U) ** (k - 1) if k else 0.0 for k in n])


def linear_rnn(x, W, U, b):
    powers, _ = _powers(U, x.shape[1])
    return (W * x + b) @ powers


def mse(pred, target):
    off = pred - target
    return float(off @ off / off.size)


def mse_gradients(x, target, W, U, b):
    powers, slopes = _powers(U, x.shape[1])
    terms = W * x + b
    off = terms @ powers - target
    pull = 2 * off / off.size
    return (
        mse(off, 0.0),
        float(pull @ (x @ powers)),
        float(pull @ (terms @ slopes)),
        float(pull.sum() * powers.sum()),
    )


def sgd_step(params, grads, eta):
    stepped = np.array(params) - eta * np.array(grads)
    return tuple(stepped.tolist())


def train(x, y, params, eta, epochs, batch_size):
    history = []
    updates = updates_per_epoch(len(x), batch_size)
    for _ in range(epochs):
        weighted = 0.0
        for k in range(updates):
            part = slice(k * batch_size, min((k + 1) * batch_size, len(x)))
            loss, *grads = mse_gradients(x[part], y[part], *params)
            weighted += loss * (part.stop - part.start) / len(x)
            params = sgd_step(params, grads, eta)
        history.append(weighted)
    return params, history


def updates_per_epoch(rows, batch):
    return (rows + batch - 1) // batch


def make_triples(count, seed):
    generator = random.Random(seed)  # noqa: S311  digits are no secret
    x = np.array([[generator.randrange(10) for _ in range(3)] for _ in range(count)])
    return x, np.array([sum(row) for row in x.tolist()])
