"""Gated cells: GRU, LSTM, and stacked recurrent layers.

Letters for sizes: T time steps (at least one), D features of one input, H units of the state. The
parameters of the blocks of a cell are stacked along the first axis. Array arguments are float64;
they may be non-contiguous views and are left unchanged. Results are new float64 arrays.
"""

import numpy as np

Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Compute 1 / (1 + exp(-z)) for each entry, for numbers of any size.

    Args:
        z: finite numbers, one or two dimensions, not empty.

    Returns:
        An array of the shape of z. Its relative error is small also where the value is very small:
        sigmoid(-720) is about 2.0e-313, not 0. The argument is left unchanged.
    """
    raise NotImplementedError("sigmoid")


def gru_step(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    b_rec: np.ndarray | None = None,
) -> np.ndarray:
    """Make one step of a GRU; the blocks are update gate z, reset gate r, candidate g.

    Args:
        x_t: the input of this step, shape (D,).
        h_prev: the state before this step, shape (H,).
        W: weights from the input, shape (3, H, D).
        U: weights from the state, shape (3, H, H).
        b: biases, shape (3, H).
        b_rec: None: the reset gate acts on the state, before the product with U[2]. Of shape
            (3, H): biases of the recurrent side, and the reset gate acts on the product with U[2]
            and its bias.

    Returns:
        The new state z * h_prev + (1 - z) * g, shape (H,). The arguments are left unchanged.
    """
    raise NotImplementedError("gru_step")


def gru_forward(
    x: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    b_rec: np.ndarray | None = None,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run a GRU over one sequence.

    Args:
        x: the inputs, one row for each step, shape (T, D).
        W: weights from the input, shape (3, H, D).
        U: weights from the state, shape (3, H, H).
        b: biases, shape (3, H).
        b_rec: None or shape (3, H), as in gru_step.
        h0: the state before the first step, shape (H,); None means zeros.

    Returns:
        The states h_1 to h_T, shape (T, H). The arguments are left unchanged.
    """
    raise NotImplementedError("gru_forward")


def lstm_step(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Make one step of an LSTM; the blocks are input gate i, forget gate f, candidate g, output o.

    Args:
        x_t: the input of this step, shape (D,).
        h_prev: the state before this step, shape (H,).
        c_prev: the cell before this step, shape (H,).
        W: weights from the input, shape (4, H, D).
        U: weights from the state, shape (4, H, H).
        b: biases, shape (4, H).

    Returns:
        A pair (h, c): the new state and the new cell, shape (H,) each. The arguments are left
        unchanged.
    """
    raise NotImplementedError("lstm_step")


def lstm_forward(
    x: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    h0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Run an LSTM over one sequence.

    Args:
        x: the inputs, one row for each step, shape (T, D).
        W: weights from the input, shape (4, H, D).
        U: weights from the state, shape (4, H, H).
        b: biases, shape (4, H).
        h0: the state before the first step, shape (H,); None means zeros.
        c0: the cell before the first step, shape (H,); None means zeros.

    Returns:
        A pair (h, c): the states h_1 to h_T and the cells c_1 to c_T, shape (T, H) each. The
        arguments are left unchanged.
    """
    raise NotImplementedError("lstm_forward")


def stacked_forward(x: np.ndarray, layers: list[Layer]) -> list[np.ndarray]:
    """Run tanh layers that lie on top of each other over one sequence.

    Args:
        x: the inputs of the lowest layer, one row for each step, shape (T, D).
        layers: at least one tuple (W_xh, W_hh, b_h) of shapes (H_l, D_l), (H_l, H_l), (H_l,), from
            the bottom upwards. D_l is D for the lowest layer, and for every other one the width
            of the layer below it.

    Returns:
        A list with the states of each layer, shape (T, H_l); each layer starts from zeros. The
        arguments are left unchanged.
    """
    raise NotImplementedError("stacked_forward")
