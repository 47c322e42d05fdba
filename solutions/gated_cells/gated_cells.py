"""Reference solution: GRU and LSTM cells, their sequences, and stacked layers."""

import numpy as np

Layer = tuple[np.ndarray, np.ndarray, np.ndarray]


def sigmoid(z: np.ndarray) -> np.ndarray:
    """Return 1 / (1 + exp(-z)) for each entry; exp is only taken of what is not positive."""
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1.0) / (1.0 + e)


def gru_step(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    b_rec: np.ndarray | None = None,
) -> np.ndarray:
    """Return the next state (H,); with recurrent biases the reset gate acts after the product."""
    from_x = W @ x_t + b
    from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
    z, r = sigmoid(from_x[:2] + from_h[:2])
    reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
    return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


def gru_forward(
    x: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    b_rec: np.ndarray | None = None,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Return the states h_1 to h_T, (T, H)."""
    h = np.zeros(b.shape[1]) if h0 is None else h0
    states = []
    for x_t in x:
        h = gru_step(x_t, h, W, U, b, b_rec)
        states.append(h)
    return np.array(states)


def lstm_step(
    x_t: np.ndarray,
    h_prev: np.ndarray,
    c_prev: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the next state and the next cell, (H,) each."""
    i, f, g, o = W @ x_t + U @ h_prev + b
    c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
    return sigmoid(o) * np.tanh(c), c


def lstm_forward(
    x: np.ndarray,
    W: np.ndarray,
    U: np.ndarray,
    b: np.ndarray,
    h0: np.ndarray | None = None,
    c0: np.ndarray | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the states and the cells of all steps, (T, H) each."""
    h = np.zeros(b.shape[1]) if h0 is None else h0
    c = np.zeros(b.shape[1]) if c0 is None else c0
    states, cells = [], []
    for x_t in x:
        h, c = lstm_step(x_t, h, c, W, U, b)
        states.append(h)
        cells.append(c)
    return np.array(states), np.array(cells)


def stacked_forward(x: np.ndarray, layers: list[Layer]) -> list[np.ndarray]:
    """Return the states (T, H_l) of each tanh layer; a layer reads the states of the one below."""
    states = []
    below = x
    for W_xh, W_hh, b_h in layers:
        h = np.zeros(len(b_h))
        rows = []
        for row in below:
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
            rows.append(h)
        below = np.array(rows)
        states.append(below)
    return states
