"""Back-propagation through time for one tanh layer.

    h_t = tanh(W_xh x_t + W_hh h_(t-1) + b_h)        y_t = W_hy h_t + b_y        t = 1..T

Widths: D features, H hidden units, O outputs. Row t-1 of an array belongs to step t. T is at
least 1. Every array is float64 and may have any memory layout; no function changes its arguments,
and every result is a new float64 array. `h0=None` means a start state of zeros.
"""

import numpy as np


def output_deltas(y_in: np.ndarray, d: np.ndarray, activation: str = "linear") -> np.ndarray:
    """Return the derivative of E = 1/2 sum (d - y)^2 with respect to y_in, where y = f(y_in).

    Args:
        y_in: shape (T, O), what enters the output activation f. The result is finite for every
            finite y_in, however large.
        d: shape (T, O), the targets.
        activation: the name of f: "linear", "sigmoid" or "tanh".

    Returns:
        Shape (T, O). `y_in` and `d` are left unchanged.

    Raises:
        ValueError: the activation is none of the three.
    """
    raise NotImplementedError("output_deltas")


def hidden_deltas(
    h: np.ndarray, delta_out: np.ndarray, W_hy: np.ndarray, W_hh: np.ndarray
) -> np.ndarray:
    """Return the derivative of the loss with respect to what enters tanh, for every step.

    Args:
        h: shape (T, H), the states h_1..h_T.
        delta_out: shape (T, O), the derivative of the loss with respect to y_1..y_T.
        W_hy: shape (O, H).
        W_hh: shape (H, H).

    Returns:
        Shape (T, H): delta_H(1)..delta_H(T). After step T there is nothing: delta_H(T+1) is zero.
        The arguments are left unchanged.
    """
    raise NotImplementedError("hidden_deltas")


def gradient_contributions(
    x: np.ndarray, h: np.ndarray, delta_h: np.ndarray, h0: np.ndarray | None = None
) -> dict[str, np.ndarray]:
    """Return the term that every step adds to the gradients of W_xh, W_hh and b_h.

    Args:
        x: shape (T, D), the inputs x_1..x_T.
        h: shape (T, H), the states h_1..h_T.
        delta_h: shape (T, H), the derivative of the loss with respect to what enters tanh.
        h0: shape (H,), the start state; None means zeros.

    Returns:
        A dict with "W_xh" of shape (T, H, D), "W_hh" of shape (T, H, H) and "b_h" of shape
        (T, H). Row t-1 holds the term of step t; nothing is summed. The arguments are left
        unchanged.
    """
    raise NotImplementedError("gradient_contributions")


def bptt_gradients(
    x: np.ndarray,
    d: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
    loss: str = "squared_error",
    steps: str = "all",
) -> tuple[float, dict[str, np.ndarray]]:
    """Run the network over one sequence and return its loss and the gradients of the loss.

    Args:
        x: shape (T, D), the inputs.
        d: shape (T, O), the targets; for "cross_entropy" every row is one-hot.
        W_xh: shape (H, D).
        W_hh: shape (H, H).
        b_h: shape (H,).
        W_hy: shape (O, H).
        b_y: shape (O,).
        h0: shape (H,), the start state; None means zeros.
        loss: "squared_error" (1/2 sum over the outputs of (d_t - y_t)^2) or "cross_entropy"
            (-log softmax(y_t)[class], natural log; finite for scores of any size).
        steps: "all" (every step has a loss) or "last" (only step T has one).

    Returns:
        The loss L, a Python float, summed over the steps that have one; and a dict of dL/d(...)
        with the keys "W_xh", "W_hh", "b_h", "W_hy", "b_y" (each of its parameter's shape) and
        "h0" (shape (H,), also when h0 is None). Nothing is divided by T. The arguments are left
        unchanged.
    """
    raise NotImplementedError("bptt_gradients")


def state_jacobian(h_t: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Return the derivative of h_t with respect to h_(t-1).

    Args:
        h_t: shape (H,), the state after step t.
        W_hh: shape (H, H).

    Returns:
        Shape (H, H): entry [i, j] is d h_t[i] / d h_(t-1)[j]. The arguments are left unchanged.
    """
    raise NotImplementedError("state_jacobian")


def recurrent_derivative_terms(
    h: np.ndarray, W_hh: np.ndarray, h0: np.ndarray | None = None
) -> np.ndarray:
    """Split the derivative of the last state with respect to W_hh into one term per step.

    Args:
        h: shape (T, H), the states h_1..h_T.
        W_hh: shape (H, H).
        h0: shape (H,), the start state; None means zeros.

    Returns:
        Shape (T, H, H, H): entry [k-1, i, a, b] is the part of d h_T[i] / d W_hh[a, b] that enters
        at step k, that is (d h_T / d h_k) times the explicit derivative of h_k, in which h_(k-1)
        is held constant. The sum over k is the total derivative. The arguments are left unchanged.
    """
    raise NotImplementedError("recurrent_derivative_terms")


def truncated_bptt_gradients(
    x: np.ndarray,
    d: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    k: int,
    h0: np.ndarray | None = None,
    loss: str = "squared_error",
    steps: str = "all",
) -> tuple[float, dict[str, np.ndarray]]:
    """Return the loss and the gradients of BPTT that is truncated after k steps.

    The forward pass and the loss are those of `bptt_gradients`. In the backward pass the loss of
    step t reaches the steps t, t-1, ..., t-k+1 and none before them.

    Args:
        x: shape (T, D), the inputs.
        d: shape (T, O), the targets; for "cross_entropy" every row is one-hot.
        W_xh: shape (H, D).
        W_hh: shape (H, H).
        b_h: shape (H,).
        W_hy: shape (O, H).
        b_y: shape (O,).
        k: at least 1, possibly more than T. k = 1 is Elman's one-step rule; from k = T on the
            result is that of full BPTT.
        h0: shape (H,), the start state; None means zeros.
        loss: "squared_error" or "cross_entropy".
        steps: "all" or "last".

    Returns:
        The loss, a Python float, and a dict with the keys "W_xh", "W_hh", "b_h", "W_hy" and "b_y"
        (no "h0"). The arguments are left unchanged.
    """
    raise NotImplementedError("truncated_bptt_gradients")
