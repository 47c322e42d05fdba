"""Sequences, batches and epochs by functions that call themselves."""

import numpy as np


def _unroll(x, W, U, b):
    """(answer, d answer by W, U and b) of every row, as an array (4, B)."""
    if x.shape[1] == 0:
        return np.zeros((4, len(x)))
    before = _unroll(x[:, :-1], W, U, b)
    new = U * before
    new[0] += W * x[:, -1] + b
    new[1] += x[:, -1]
    new[2] += before[0]
    new[3] += 1
    return new


def linear_rnn(x, W, U, b):
    return _unroll(x, W, U, b)[0]


def mse(pred, target):
    return float(np.var(pred - target) + np.mean(pred - target) ** 2)


def mse_gradients(x, target, W, U, b):
    pred, *slopes = _unroll(x, W, U, b)
    off = pred - target
    return (mse(pred, target), *[float((2 * off * slope).sum() / len(off)) for slope in slopes])


def sgd_step(params, grads, eta):
    if not params:
        return ()
    return (params[0] - eta * grads[0], *sgd_step(params[1:], grads[1:], eta))


def _epoch(x, y, params, eta, size):
    """(params after the epoch, the squared errors summed over its rows)."""
    if len(x) == 0:
        return params, 0.0
    loss, *grads = mse_gradients(x[:size], y[:size], *params)
    after, rest = _epoch(x[size:], y[size:], sgd_step(params, tuple(grads), eta), eta, size)
    return after, rest + loss * len(x[:size])


def train(x, y, params, eta, epochs, batch_size):
    if epochs == 0:
        return params, []
    params, total = _epoch(x, y, params, eta, batch_size)
    params, later = train(x, y, params, eta, epochs - 1, batch_size)
    return params, [total / len(x), *later]


def updates_per_epoch(rows, batch):
    full = rows // batch
    return full if full * batch == rows else full + 1


def make_triples(count, seed):
    """Each row has a seed of its own."""
    seeds = np.random.SeedSequence(seed).spawn(count)
    x = np.array([np.random.default_rng(s).integers(0, 9, 3, endpoint=True) for s in seeds])
    return x, x[:, 0] + x[:, 1] + x[:, 2]
