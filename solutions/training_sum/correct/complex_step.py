"""Derivatives from a tiny imaginary step: no formula for them at all."""

import numpy as np

STEP = 1e-30


def _last_states(x, W, U, b):
    h = np.zeros(len(x), dtype=complex)
    for t in range(x.shape[1]):
        h = W * x[:, t] + U * h + b
    return h


def linear_rnn(x, W, U, b):
    return _last_states(x, W, U, b).real.copy()


def _loss(x, target, params):
    off = _last_states(x, *params) - target
    return (off * off).mean()


def mse(pred, target):
    return float(np.mean(np.abs(pred - target) ** 2))


def mse_gradients(x, target, W, U, b):
    params = np.array([W, U, b], dtype=complex)
    moved = params + 1j * STEP * np.eye(3)
    slopes = [float(_loss(x, target, row).imag / STEP) for row in moved]
    return (float(_loss(x, target, params).real), *slopes)


def sgd_step(params, grads, eta):
    W, U, b = params
    dW, dU, db = grads
    return (W - dW * eta, U - dU * eta, b - db * eta)


def train(x, y, params, eta, epochs, batch_size):
    history = []
    while len(history) < epochs:
        losses, start = np.zeros(len(x)), 0
        while start < len(x):
            part = slice(start, start + batch_size)
            loss, dW, dU, db = mse_gradients(x[part], y[part], *params)
            losses[part] = loss
            params = sgd_step(params, (dW, dU, db), eta)
            start += batch_size
        history.append(float(losses.mean()))
    return params, history


def updates_per_epoch(rows, batch):
    full, left = divmod(rows, batch)
    return full + (left > 0)


def make_triples(count, seed):
    drawn = np.random.RandomState(seed).uniform(0, 10, (count, 3))
    x = np.floor(drawn).astype(int)
    return x, x @ np.ones(3, dtype=int)
