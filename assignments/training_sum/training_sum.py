"""A linear recurrent unit learns to add.

    h_t = W x_t + U h_(t-1) + b        t = 1..T, h_0 = 0        the answer is h_T

Sizes: B rows (sequences), T steps, both at least 1. Arrays of inputs and targets hold floats or
integers, may have any memory layout, and are left unchanged; arithmetic is that of float64.
Parameters are tuples of three floats (W, U, b) and are never changed: new ones are returned.
"""

import numpy as np

Parameters = tuple[float, float, float]


def linear_rnn(x: np.ndarray, W: float, U: float, b: float) -> np.ndarray:
    """Read every row and return its last state.

    Args:
        x: shape (B, T), floats or integers; column 0 is read first.
        W: the weight of the input.
        U: the weight of the state before.
        b: the bias, added at every step.

    Returns:
        h_T of every row, shape (B,), float64. x is left unchanged.
    """
    raise NotImplementedError("linear_rnn")


def mse(pred: np.ndarray, target: np.ndarray) -> float:
    """Return the mean of the squared errors.

    Args:
        pred: shape (B,), float64.
        target: shape (B,), floats or integers.

    Returns:
        The mean of (pred - target)^2 over the rows, a float. The arguments are left unchanged.
    """
    raise NotImplementedError("mse")


def mse_gradients(
    x: np.ndarray, target: np.ndarray, W: float, U: float, b: float
) -> tuple[float, float, float, float]:
    """Return the mean squared error of the predictions and its derivatives.

    Args:
        x: shape (B, T), floats or integers.
        target: shape (B,), floats or integers.
        W: the weight of the input.
        U: the weight of the state before.
        b: the bias.

    Returns:
        (loss, dW, dU, db), four floats. The loss is the mean over the rows of (h_T - target)^2,
        without a factor 1/2, and the others are its derivatives by W, U and b. The arguments are
        left unchanged.
    """
    raise NotImplementedError("mse_gradients")


def sgd_step(params: Parameters, grads: Parameters, eta: float) -> Parameters:
    """Take one step of gradient descent.

    Args:
        params: (W, U, b), three floats.
        grads: (dW, dU, db), the derivatives of the loss by them.
        eta: the rate, above 0.

    Returns:
        The new (W, U, b): each parameter minus eta times its own derivative.
    """
    raise NotImplementedError("sgd_step")


def train(
    x: np.ndarray, y: np.ndarray, params: Parameters, eta: float, epochs: int, batch_size: int
) -> tuple[Parameters, list[float]]:
    """Train by stochastic gradient descent, with the rows in the order given.

    Args:
        x: shape (B, T), floats or integers.
        y: shape (B,), the targets, floats or integers.
        params: (W, U, b) at the start.
        eta: the rate, above 0.
        epochs: how often all rows are used, 0 or more.
        batch_size: rows of each update, at least 1; the last batch of an epoch may be smaller.

    Returns:
        The trained (W, U, b), and one float for each epoch: the mean over its rows of the squared
        error just before the update that uses the row. The arguments are left unchanged.
    """
    raise NotImplementedError("train")


def updates_per_epoch(rows: int, batch: int) -> int:
    """Count the updates of one epoch.

    Args:
        rows: the training rows, at least 1.
        batch: the rows of each update, at least 1.

    Returns:
        How often the parameters change, an int. A smaller last batch counts.
    """
    raise NotImplementedError("updates_per_epoch")


def make_triples(count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Draw triples of digits and add them up.

    Args:
        count: how many, at least 1.
        seed: 0 or more. The same seed gives the same triples, another seed others.

    Returns:
        The digits 0 to 9, all equally likely, an integer array of shape (count, 3), and the sum of
        each row, an integer array of shape (count,).
    """
    raise NotImplementedError("make_triples")
