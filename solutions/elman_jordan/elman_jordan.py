"""Reference solution: Elman and Jordan networks, and what happens to a state between sequences."""

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
    """Return the states (T, H) and the outputs (T, O) of a network that feeds its state back."""
    h = _states(x, W_xh, W_hh, b_h, h0)
    return h, h @ W_hy.T + b_y


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
    """Return states (T, H), outputs (T, O) and the contexts (T, O) that the states were made of."""
    context = np.zeros(len(b_y)) if context0 is None else context0
    h, y, contexts = [], [], []
    for x_t in x:
        contexts.append(context)
        h.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
        y.append(W_hy @ h[-1] + b_y)
        context = alpha * context + y[-1]
    return np.array(h), np.array(y), np.array(contexts)


def run_epochs(
    sequences: list[np.ndarray], params: tuple[np.ndarray, np.ndarray, np.ndarray], mode: str
) -> list[np.ndarray]:
    """Return the states of each sequence; only "continuous" goes on from the sequence before."""
    states = []
    start = None
    for x in sequences:
        states.append(_states(x, *params, start))
        if mode == "continuous":
            start = states[-1][-1]
    return states


def _states(
    x: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray, h0: np.ndarray | None
) -> np.ndarray:
    """Return the states h_1 to h_T, (T, H), of the tanh recurrence."""
    h = np.zeros(len(b_h)) if h0 is None else h0
    states = np.empty((len(x), len(b_h)))
    for t, x_t in enumerate(x):
        h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        states[t] = h
    return states
