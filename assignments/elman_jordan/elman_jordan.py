"""Elman and Jordan networks: what is fed back, and what happens to it between sequences.

Letters for sizes: T time steps (at least one), D features of one input, H units of the hidden
layer, O outputs of one step. Array arguments are float64; they may be non-contiguous views and are
left unchanged. Results are new float64 arrays.
"""

import numpy as np


def elman_forward(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Run an Elman network over one sequence: the hidden state is fed back.

    Args:
        x: the inputs, one row for each step, shape (T, D).
        W_xh: weights from input to hidden layer, shape (H, D).
        W_hh: weights from hidden layer to hidden layer, shape (H, H).
        b_h: biases of the hidden layer, shape (H,).
        W_hy: weights from hidden layer to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        A pair (h, y): the states h_1 to h_T, shape (T, H), and the linear outputs y_1 to y_T,
        shape (T, O). The arguments are left unchanged.
    """
    raise NotImplementedError("elman_forward")


def jordan_forward(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_ch: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    alpha: float = 0.0,
    context0: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Run a Jordan network over one sequence: the output is fed back, through a context.

    Args:
        x: the inputs, one row for each step, shape (T, D).
        W_xh: weights from input to hidden layer, shape (H, D).
        W_ch: weights from context to hidden layer, shape (H, O).
        b_h: biases of the hidden layer, shape (H,).
        W_hy: weights from hidden layer to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        alpha: how much of a context stays in the next one, from 0 to 1.
        context0: the context that the first step reads, shape (O,); None means zeros.

    Returns:
        A triple (h, y, contexts): the hidden layer of each step, shape (T, H); the linear outputs,
        shape (T, O); and the contexts c_1 to c_T, shape (T, O), where row t of contexts is the one
        that row t of h was computed from. The arguments are left unchanged.
    """
    raise NotImplementedError("jordan_forward")


def run_epochs(
    sequences: list[np.ndarray], params: tuple[np.ndarray, np.ndarray, np.ndarray], mode: str
) -> list[np.ndarray]:
    """Run the recurrence of an Elman network over several sequences, one after the other.

    Args:
        sequences: at least one array of shape (T_i, D); the lengths T_i may differ.
        params: the tuple (W_xh, W_hh, b_h) of shapes (H, D), (H, H), (H,).
        mode: "continuous": each sequence starts from the last state of the one before it, the
            first one from zeros. "epochwise": each sequence starts from zeros.

    Returns:
        A list with the states of each sequence, shape (T_i, H). The arguments are left unchanged.
    """
    raise NotImplementedError("run_epochs")
