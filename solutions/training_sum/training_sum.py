"""A linear recurrent unit learns to add three digits: the reference solution."""

import numpy as np

Parameters = tuple[float, float, float]


def linear_rnn(x: np.ndarray, W: float, U: float, b: float) -> np.ndarray:
    """Return the last state of every row, shape (B,)."""
    return _states(x, W, U, b)[:, -1]


def mse(pred: np.ndarray, target: np.ndarray) -> float:
    """Return the mean of the squared errors."""
    return float(np.mean((pred - target) ** 2))


def mse_gradients(
    x: np.ndarray, target: np.ndarray, W: float, U: float, b: float
) -> tuple[float, float, float, float]:
    """Return the mean squared error and its derivatives by W, U and b."""
    h = _states(x, W, U, b)
    delta = 2.0 * (h[:, -1] - target) / len(x)
    dW = dU = db = 0.0
    for t in reversed(range(x.shape[1])):
        dW += float(delta @ x[:, t])
        dU += float(delta @ h[:, t])
        db += float(delta.sum())
        delta = U * delta
    return mse(h[:, -1], target), dW, dU, db


def sgd_step(params: Parameters, grads: Parameters, eta: float) -> Parameters:
    """Return the parameters after one step against the gradient."""
    W, U, b = params
    dW, dU, db = grads
    return W - eta * dW, U - eta * dU, b - eta * db


def train(
    x: np.ndarray, y: np.ndarray, params: Parameters, eta: float, epochs: int, batch_size: int
) -> tuple[Parameters, list[float]]:
    """Return the parameters after all epochs, and the mean error of every epoch's rows."""
    history = []
    for _ in range(epochs):
        total = 0.0
        for first in range(0, len(x), batch_size):
            rows, targets = x[first : first + batch_size], y[first : first + batch_size]
            loss, *grads = mse_gradients(rows, targets, *params)
            total += loss * len(rows)
            params = sgd_step(params, grads, eta)
        history.append(total / len(x))
    return params, history


def updates_per_epoch(rows: int, batch: int) -> int:
    """Return how often the parameters change in one epoch."""
    return -(-rows // batch)


def make_triples(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return random triples of digits (count, 3) and their sums (count,)."""
    x = np.random.default_rng(seed).integers(0, 10, size=(count, 3))
    return x, x.sum(axis=1)


def _states(x: np.ndarray, W: float, U: float, b: float) -> np.ndarray:
    """Return h_0 = 0 and the states after every step, shape (B, T + 1)."""
    h = np.zeros((len(x), x.shape[1] + 1))
    for t in range(x.shape[1]):
        h[:, t + 1] = W * x[:, t] + U * h[:, t] + b
    return h
