"""Bidirectional recurrent networks: two layers over one sequence, and their gradients."""

import numpy as np

Direction = tuple[np.ndarray, np.ndarray, np.ndarray]


def birnn_states(
    x: np.ndarray,
    forward: Direction,
    backward: Direction,
    h0_forward: np.ndarray | None = None,
    h0_backward: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the states (T, Hf) and (T, Hb) of both directions, row t belonging to step t."""
    h_f = _read(x, forward, h0_forward)
    h_b = _read(x[::-1], backward, h0_backward)[::-1]
    return h_f, h_b


def merge_states(h_f: np.ndarray, h_b: np.ndarray, mode: str = "concat") -> np.ndarray:
    """Merge the states of each step: "concat", "sum", "ave" or "mul"."""
    if mode == "concat":
        return np.concatenate([h_f, h_b], axis=1)
    if mode == "sum":
        return h_f + h_b
    if mode == "ave":
        return (h_f + h_b) / 2
    if mode == "mul":
        return h_f * h_b
    raise ValueError(f"unknown merge mode {mode!r}")


def birnn_outputs(
    h_f: np.ndarray, h_b: np.ndarray, W_fy: np.ndarray, W_by: np.ndarray, b_y: np.ndarray
) -> np.ndarray:
    """Return the linear outputs (T, O) of one output layer that sees both directions."""
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f: np.ndarray, h_b: np.ndarray) -> np.ndarray:
    """Return, as (Hf + Hb,), the two states that have read the whole sequence."""
    if len(h_f) == 0:
        raise ValueError("an empty sequence has no final states")
    return np.concatenate([h_f[-1], h_b[0]])


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
    """Return the loss 1/2 sum (y - d)^2 and its gradient for each of the nine parameters."""
    h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
    delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    loss = 0.5 * float(np.sum(delta_y**2))

    delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
    delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
    read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
    read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
    return loss, {
        "W_xh_f": delta_f.T @ x,
        "W_hh_f": delta_f.T @ read_f,
        "b_h_f": delta_f.sum(axis=0),
        "W_xh_b": delta_b.T @ x,
        "W_hh_b": delta_b.T @ read_b,
        "b_h_b": delta_b.sum(axis=0),
        "W_fy": delta_y.T @ h_f,
        "W_by": delta_y.T @ h_b,
        "b_y": delta_y.sum(axis=0),
    }


def _start(direction: Direction, h0: np.ndarray | None) -> np.ndarray:
    """Return the state that stands before the first step read: h0, or zeros."""
    return np.zeros(len(direction[2])) if h0 is None else h0


def _read(x: np.ndarray, direction: Direction, h0: np.ndarray | None) -> np.ndarray:
    """Return the states of one layer that reads the rows of x in the order given."""
    W_xh, W_hh, b_h = direction
    states = np.empty((len(x), len(b_h)))
    h = _start(direction, h0)
    for t, row in enumerate(x):
        h = np.tanh(W_xh @ row + W_hh @ h + b_h)
        states[t] = h
    return states


def _sweep(pull: np.ndarray, states: np.ndarray, W_hh: np.ndarray) -> np.ndarray:
    """Return the errors at the sums inside tanh, from the last step read to the first."""
    deltas = np.empty_like(states)
    carry = np.zeros(len(W_hh))
    for t in reversed(range(len(states))):
        deltas[t] = (pull[t] + carry) * (1 - states[t] ** 2)
        carry = W_hh.T @ deltas[t]
    return deltas
