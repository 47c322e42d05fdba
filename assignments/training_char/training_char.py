"""A recurrent network learns to write, one letter at a time.

    h_t = f(W_xh x_t + W_hh h_(t-1) + b_h)        t = 1..T, h_0 = 0        f is "relu" or "tanh"
    logits = W_hy h_T + b_y

Sizes: B windows of T letters (both at least 1), V letters in the vocabulary, H units. Parameters
are a dict of float64 arrays: "W_xh" (H, V), "W_hh" (H, H), "b_h" (H,), "W_hy" (V, H), "b_y" (V,).
Arrays may have any memory layout; no function changes its arguments, and every result is new.
"""

import numpy as np

Parameters = dict[str, np.ndarray]


def init_params(vocab: int, hidden: int, seed: int) -> Parameters:
    """Draw the parameters at the start.

    Args:
        vocab: V, the number of letters.
        hidden: H, the number of units.
        seed: 0 or more. The same seed gives the same parameters, another seed others.

    Returns:
        A dict with all five parameters. Weights are random, no two rows of a matrix are equal, and
        so small that the first loss is near ln V (the handout says how near). Biases are zero.
    """
    raise NotImplementedError("init_params")


def forward(params: Parameters, X: np.ndarray, activation: str) -> tuple[np.ndarray, np.ndarray]:
    """Read every window.

    Args:
        params: the five parameters.
        X: shape (B, T, V), one-hot; X[:, 0] is read first.
        activation: "relu" or "tanh".

    Returns:
        (h_last, logits): the states after the last step, shape (B, H), and the logits, shape
        (B, V). The arguments are left unchanged.
    """
    raise NotImplementedError("forward")


def loss_and_gradients(
    params: Parameters, X: np.ndarray, y: np.ndarray, activation: str
) -> tuple[float, Parameters]:
    """Return the mean cross-entropy of the windows and its gradients.

    Args:
        params: the five parameters.
        X: shape (B, T, V), one-hot.
        y: shape (B,), the number of the letter after each window, integers.
        activation: "relu" (slope 0 at 0 and below) or "tanh".

    Returns:
        The mean over the rows of -log softmax(logits)[y], natural logarithm, a float that is finite
        for logits of any size; and a dict with the gradient of that mean for each parameter, with
        its shape. The arguments are left unchanged.
    """
    raise NotImplementedError("loss_and_gradients")


def sgd_update(params: Parameters, grads: Parameters, eta: float) -> Parameters:
    """Take one step of gradient descent.

    Args:
        params: the five parameters.
        grads: their gradients, with the same keys and shapes.
        eta: the rate, above 0.

    Returns:
        New parameters, each minus eta times its gradient. The arguments are left unchanged.
    """
    raise NotImplementedError("sgd_update")


def train(
    params: Parameters,
    X: np.ndarray,
    y: np.ndarray,
    epochs: int,
    eta: float,
    batch_size: int,
    seed: int,
    activation: str,
) -> tuple[Parameters, list[float]]:
    """Train by stochastic gradient descent, with the rows in random order.

    Args:
        params: the parameters at the start.
        X: shape (B, T, V), one-hot.
        y: shape (B,), integers.
        epochs: how often all rows are used, 0 or more.
        eta: the rate, above 0.
        batch_size: rows of each update, at least 1; the last batch of an epoch may be smaller.
        seed: 0 or more; it decides the order of the rows.
        activation: "relu" or "tanh".

    Returns:
        The trained parameters, and one float for each epoch: the mean over its rows of the loss
        just before the update that uses the row. The arguments are left unchanged.
    """
    raise NotImplementedError("train")


def accuracy(params: Parameters, X: np.ndarray, y: np.ndarray, activation: str) -> float:
    """Return the share of windows whose most probable letter is the target.

    Args:
        params: the five parameters.
        X: shape (B, T, V), one-hot.
        y: shape (B,), integers.
        activation: "relu" or "tanh".

    Returns:
        A float from 0 to 1. Of equally high logits the first counts. The arguments are left
        unchanged.
    """
    raise NotImplementedError("accuracy")


def generate(
    params: Parameters,
    vocabulary: list[str],
    start: str,
    count: int,
    window: int,
    activation: str,
) -> str:
    """Write on, each time the most probable letter after the last ones.

    Args:
        params: the five parameters.
        vocabulary: the V letters, in the order of the columns.
        start: the text to begin with.
        count: how many letters are added, 0 or more.
        window: how many letters are read each time, at least 1.
        activation: "relu" or "tanh".

    Returns:
        `start` and `count` more letters. Of equally high logits the first counts. The arguments are
        left unchanged.

    Raises:
        ValueError: start is shorter than the window, or has a letter that is not in the vocabulary.
    """
    raise NotImplementedError("generate")
