"""Reference solution: one recurrent cell, and the shapes of what goes in and comes out."""

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
    """Return the output (O,) of a single step."""
    return W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y


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
    """Return the outputs (steps, O) of one input (D,) followed by zeros."""
    inputs = np.zeros((steps, len(x)))
    inputs[:1] = x
    return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


def many_to_one(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Return the output (O,) after the whole sequence (T, D)."""
    return W_hy @ _states(x, W_xh, W_hh, b_h, h0)[-1] + b_y


def many_to_many(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Return an output for each input, (T, O)."""
    return _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


def encoder_decoder(
    x: np.ndarray,
    steps: int,
    encoder: Layer,
    decoder: Layer,
    W_hy: np.ndarray,
    b_y: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Return the outputs (steps, O) of a decoder that starts where the encoder ended."""
    h = _states(x, *encoder, h0)[-1]
    y = np.zeros(len(b_y))
    outputs = np.empty((steps, len(b_y)))
    for t in range(steps):
        h = _step(y, h, *decoder)
        y = W_hy @ h + b_y
        outputs[t] = y
    return outputs


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
    """Return the output (B, O) after the real steps of each sequence in x (B, T, D)."""
    outputs = [
        W_hy @ _states(x[b, :length], W_xh, W_hh, b_h, h0)[-1] + b_y
        for b, length in enumerate(lengths)
    ]
    return np.array(outputs)


def _start(b_h: np.ndarray, h0: np.ndarray | None) -> np.ndarray:
    """Return the state (H,) before the first step: h0, or zeros."""
    return np.zeros(len(b_h)) if h0 is None else h0


def _step(
    x_t: np.ndarray, h: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Return the state (H,) after one step."""
    return np.tanh(W_xh @ x_t + W_hh @ h + b_h)


def _states(
    x: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray, h0: np.ndarray | None
) -> np.ndarray:
    """Return the states (T, H) after each step of x (T, D)."""
    h = _start(b_h, h0)
    states = np.empty((len(x), len(b_h)))
    for t, x_t in enumerate(x):
        h = _step(x_t, h, W_xh, W_hh, b_h)
        states[t] = h
    return states
