"""The tanh recurrence: states, outputs and the score of a recurrent network in NumPy.

Letters for sizes: T time steps, D features of one input, H units of the state, O outputs of one
step, V symbols of a vocabulary. Array arguments are float64 unless a docstring says otherwise;
they may be non-contiguous views and are left unchanged. Results are new float64 arrays.
"""

import numpy as np


def rnn_step(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Compute the state after one time step.

    Args:
        x_t: the input of this step, shape (D,).
        h_prev: the state before this step, shape (H,).
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H); row i belongs to unit i, which receives.
        b_h: biases of the state, shape (H,).

    Returns:
        The new state, shape (H,). The arguments are left unchanged.
    """
    raise NotImplementedError("rnn_step")


def rnn_forward(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the recurrence over one sequence.

    Args:
        x: the inputs, one row for each step, shape (T, D); T may be 0.
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The states after each step, h_1 to h_T, shape (T, H): row 0 is h_1, and h_0 is not among
        the rows. With T = 0 the shape is (0, H). The arguments are left unchanged.
    """
    raise NotImplementedError("rnn_forward")


def rnn_outputs(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> np.ndarray:
    """Read the logits of every step from the state of the same step; the output is linear.

    Args:
        h: the states h_1 to h_T, shape (T, H); T may be 0.
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).

    Returns:
        The logits y_1 to y_T, shape (T, O). The arguments are left unchanged.
    """
    raise NotImplementedError("rnn_outputs")


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn scores into probabilities over the last axis.

    Args:
        z: finite scores of any size, shape (V,) or (T, V), not empty.

    Returns:
        Probabilities of the same shape as z; they add up to 1 along the last axis, and they are
        finite however large the scores are. z is left unchanged.
    """
    raise NotImplementedError("softmax")


def cross_entropy(logits: np.ndarray, targets: np.ndarray) -> float:
    """Sum the cross-entropy losses of all steps, with the natural logarithm.

    Args:
        logits: finite scores of any size, shape (T, V); T may be 0, V is at least 1.
        targets: the index of the right symbol of each step, integers from 0 to V - 1, shape (T,).

    Returns:
        The sum over the steps of -log(softmax(logits[t])[targets[t]]), a float; 0.0 with T = 0.
        The arguments are left unchanged.
    """
    raise NotImplementedError("cross_entropy")


def predict_tokens(logits: np.ndarray, vocabulary: list[str]) -> list[str]:
    """Name the symbol with the highest logit of each step.

    Args:
        logits: scores, shape (T, V); T may be 0.
        vocabulary: the V symbols, in the order of the logits' columns.

    Returns:
        A list of T strings. Where several logits of a row are equally high, the first of them
        wins. The arguments are left unchanged.
    """
    raise NotImplementedError("predict_tokens")
