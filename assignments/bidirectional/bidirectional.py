"""Bidirectional recurrent networks.

Two independent recurrent layers read the same sequence, one from the first step to the last and one
from the last step to the first. The handout in README.md has the formulas and a worked example.

A direction is a tuple (W_xh, W_hh, b_h) of shapes (H, D), (H, H), (H,). The forward layer has Hf
units and the backward layer Hb units; the two widths may differ. All arrays are float64 and may be
non-contiguous. No function changes its arguments, and no result shares memory with them.
"""

import numpy as np

Direction = tuple[np.ndarray, np.ndarray, np.ndarray]


def birnn_states(
    x: np.ndarray,
    forward: Direction,
    backward: Direction,
    h0_forward: np.ndarray | None = None,
    h0_backward: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Compute the states of both layers, aligned in time.

    Args:
        x: shape (T, D), one sequence; T may be 0.
        forward: W_xh (Hf, D), W_hh (Hf, Hf), b_h (Hf,) of the layer that reads from row 0 on.
        backward: W_xh (Hb, D), W_hh (Hb, Hb), b_h (Hb,) of the layer that reads from row T-1 on.
        h0_forward: shape (Hf,), the forward state before row 0; None stands for zeros.
        h0_backward: shape (Hb,), the backward state after row T-1, where the backward layer
            starts; None stands for zeros.

    Returns:
        A pair (h_f, h_b) of shapes (T, Hf) and (T, Hb), both in time order: row t of either array
        is the state of its layer after it has read row t of x. Row t of h_f depends on x[0..t],
        row t of h_b depends on x[t..T-1]. With T = 0 the shapes are (0, Hf) and (0, Hb).
        The arguments are left unchanged.
    """
    raise NotImplementedError("birnn_states")


def merge_states(h_f: np.ndarray, h_b: np.ndarray, mode: str = "concat") -> np.ndarray:
    """Merge the states of the two layers, step by step.

    Args:
        h_f: shape (T, Hf), forward states in time order; T may be 0.
        h_b: shape (T, Hb), backward states in time order.
        mode: "concat" (any widths), or "sum", "ave" or "mul" (equal widths H only).

    Returns:
        "concat": shape (T, Hf + Hb), the forward state before the backward state in each row.
        "sum", "ave", "mul": shape (T, H), the sum, the average or the elementwise product.
        The arguments are left unchanged.

    Raises:
        ValueError: mode is not exactly one of the four strings.
    """
    raise NotImplementedError("merge_states")


def birnn_outputs(
    h_f: np.ndarray, h_b: np.ndarray, W_fy: np.ndarray, W_by: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Compute the linear outputs of the one output layer that both directions feed.

    Args:
        h_f: shape (T, Hf), forward states in time order; T may be 0.
        h_b: shape (T, Hb), backward states in time order.
        W_fy: shape (O, Hf), output weights for the forward states.
        W_by: shape (O, Hb), output weights for the backward states.
        b_y: shape (O,), output bias.

    Returns:
        Shape (T, O), one row of outputs for each step.
        The arguments are left unchanged.
    """
    raise NotImplementedError("birnn_outputs")


def final_states(h_f: np.ndarray, h_b: np.ndarray) -> np.ndarray:
    """Join the two states that have read the whole sequence.

    Args:
        h_f: shape (T, Hf), forward states in time order.
        h_b: shape (T, Hb), backward states in time order.

    Returns:
        Shape (Hf + Hb,): the forward layer's state after its whole reading, then the backward
        layer's state after its whole reading. The arguments are left unchanged.

    Raises:
        ValueError: T is 0.
    """
    raise NotImplementedError("final_states")


def birnn_gradients(
    x: np.ndarray,
    d: np.ndarray,
    forward: Direction,
    backward: Direction,
    W_fy: np.ndarray,
    W_by: np.ndarray,
    b_y: np.ndarray,
    h0_forward: np.ndarray | None = None,
    h0_backward: np.ndarray | None = None,
) -> tuple[float, dict[str, np.ndarray]]:
    """Compute the loss of the whole network and its gradients.

    Args:
        x: shape (T, D), one sequence with T >= 1.
        d: shape (T, O), the desired outputs.
        forward: W_xh (Hf, D), W_hh (Hf, Hf), b_h (Hf,).
        backward: W_xh (Hb, D), W_hh (Hb, Hb), b_h (Hb,).
        W_fy: shape (O, Hf).
        W_by: shape (O, Hb).
        b_y: shape (O,).
        h0_forward: shape (Hf,), as in birnn_states; None stands for zeros.
        h0_backward: shape (Hb,), as in birnn_states; None stands for zeros.

    Returns:
        A pair (loss, gradients). The loss is a Python float, half the sum of (y - d)^2 over all
        steps and outputs. The gradients are a dict with the keys "W_xh_f" (Hf, D),
        "W_hh_f" (Hf, Hf), "b_h_f" (Hf,), "W_xh_b" (Hb, D), "W_hh_b" (Hb, Hb), "b_h_b" (Hb,),
        "W_fy" (O, Hf), "W_by" (O, Hb), "b_y" (O,): the derivative of the loss with respect to the
        parameter of that name, in the parameter's shape.
        The arguments are left unchanged; nothing is updated.
    """
    raise NotImplementedError("birnn_gradients")
