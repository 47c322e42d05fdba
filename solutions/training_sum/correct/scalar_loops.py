"""Row by row and number by number; NumPy only for arrays that are returned."""

import numpy as np


def _states(row, W, U, b):
    h = [0.0]
    for number in row:
        h.append(W * float(number) + U * h[-1] + b)
    return h


def linear_rnn(x, W, U, b):
    return np.array([_states(row, W, U, b)[-1] for row in x])


def mse(pred, target):
    total = 0.0
    for p, d in zip(pred, target, strict=True):
        total += (float(p) - float(d)) ** 2
    return total / len(pred)


def mse_gradients(x, target, W, U, b):
    loss = dW = dU = db = 0.0
    for row, d in zip(x, target, strict=True):
        h = _states(row, W, U, b)
        off = h[-1] - float(d)
        loss += off * off
        error = 2.0 * off
        for t in range(len(row), 0, -1):
            dW += error * float(row[t - 1])
            dU += error * h[t - 1]
            db += error
            error *= U
    rows = len(x)
    return loss / rows, dW / rows, dU / rows, db / rows


def sgd_step(params, grads, eta):
    stepped = []
    for k in range(3):
        stepped.append(params[k] - eta * grads[k])
    return stepped[0], stepped[1], stepped[2]


def train(x, y, params, eta, epochs, batch_size):
    history = []
    for _epoch in range(epochs):
        total, batch, targets = 0.0, [], []
        for row, d in zip(x, y, strict=True):
            batch.append(row)
            targets.append(d)
            if len(batch) == batch_size:
                loss, *grads = mse_gradients(batch, targets, *params)
                total += loss * len(batch)
                params = sgd_step(params, grads, eta)
                batch, targets = [], []
        if batch:
            loss, *grads = mse_gradients(batch, targets, *params)
            total += loss * len(batch)
            params = sgd_step(params, grads, eta)
        history.append(total / len(x))
    return params, history


def updates_per_epoch(rows, batch):
    updates, used = 0, 0
    while used < rows:
        used += batch
        updates += 1
    return updates


def make_triples(count, seed):
    """Digits of the fractions of a generator's floats."""
    generator = np.random.default_rng([seed, 2026])
    x = np.zeros((count, 3), dtype=np.int32)
    y = np.zeros(count, dtype=np.int32)
    for n in range(count):
        for k in range(3):
            x[n, k] = int(10 * generator.random())
            y[n] += x[n, k]
    return x, y
