"""The shapes of input and output: one recurrent cell, read in six ways.

The cell is h_t = tanh(W_xh x_t + W_hh h_(t-1) + b_h) with the linear output y_t = W_hy h_t + b_y.
Letters for sizes: T time steps, D features of one input, H units of the state, O outputs of one
step, B sequences of a batch. Arrays are float64 unless a docstring says otherwise; they may be
non-contiguous views and are left unchanged. Results are new float64 arrays.
"""

import numpy as np

Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def one_to_one(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the cell once and read its output.

    Args:
        x: the only input, shape (D,).
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The output of the only step, shape (O,).
    """
    raise NotImplementedError("one_to_one")


def one_to_many(
    x: np.ndarray,
    steps: int,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Give the cell one input and read an output at every step.

    Args:
        x: the input of step 1, shape (D,). At later steps the input is a vector of zeros.
        steps: how often the cell runs, at least 0.
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The outputs y_1, y_2, ... of all steps, shape (steps, O).
    """
    raise NotImplementedError("one_to_many")


def many_to_one(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the cell over a sequence and read one output.

    Args:
        x: the inputs, one row for each step, shape (T, D); T is at least 1.
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The output of the last step, shape (O,).
    """
    raise NotImplementedError("many_to_one")


def many_to_many(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the cell over a sequence and read an output at every step.

    Args:
        x: the inputs, one row for each step, shape (T, D); T is at least 1.
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The outputs y_1 to y_T, shape (T, O).
    """
    raise NotImplementedError("many_to_many")


def encoder_decoder(
    x: np.ndarray,
    steps: int,
    encoder: Layer,
    decoder: Layer,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Read a sequence with one layer and write another sequence with a second layer.

    The decoder starts from the last state of the encoder. Its input is its own output of the step
    before, and a vector of zeros at its first step.

    Args:
        x: the inputs of the encoder, shape (T, D); T is at least 1.
        steps: how often the decoder runs, at least 0.
        encoder: W_xh (H, D), W_hh (H, H), b_h (H,) of the layer that reads.
        decoder: W_xh (H, O), W_hh (H, H), b_h (H,) of the layer that writes.
        W_hy: weights from the decoder's state to its output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the encoder's first step, shape (H,); None means zeros.

    Returns:
        The outputs of the decoder, shape (steps, O).
    """
    raise NotImplementedError("encoder_decoder")


def batch_many_to_one(
    x: np.ndarray,
    lengths: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the cell over each sequence of a padded batch and read one output for each.

    Args:
        x: the inputs, shape (B, T, D), finite also at padding; B and T are at least 1.
        lengths: how many steps of each sequence are real, the first ones; from 1 to T, of any
            integer dtype, shape (B,).
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).
        W_hy: weights from state to output, shape (O, H).
        b_y: biases of the output, shape (O,).
        h0: the state before the first step of every sequence, shape (H,); None means zeros.

    Returns:
        The output of the last real step of each sequence, shape (B, O).
    """
    raise NotImplementedError("batch_many_to_one")
