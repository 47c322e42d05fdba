"""Reference solution: the tanh recurrence, its outputs and their score."""

import numpy as np


def rnn_step(
    x_t: np.ndarray, h_prev: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Compute the state (H,) after one step with input (D,) from the state (H,) before it."""
    return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


def rnn_forward(
    x: np.ndarray,
    W_xh: np.ndarray,
    W_hh: np.ndarray,
    b_h: np.ndarray,
    h0: np.ndarray | None = None,
) -> np.ndarray:
    """Run the recurrence over x (T, D) and return the states h_1 to h_T, (T, H)."""
    h = np.zeros(len(b_h)) if h0 is None else h0
    states = np.empty((len(x), len(b_h)))
    for t, x_t in enumerate(x):
        h = rnn_step(x_t, h, W_xh, W_hh, b_h)
        states[t] = h
    return states


def rnn_outputs(h: np.ndarray, W_hy: np.ndarray, b_y: np.ndarray) -> np.ndarray:
    """Read the logits (T, O) from the states (T, H) of the same steps."""
    return h @ W_hy.T + b_y


def softmax(z: np.ndarray) -> np.ndarray:
    """Turn scores into probabilities over the last axis, without overflow."""
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(logits: np.ndarray, targets: np.ndarray) -> float:
    """Sum -log softmax(logits[t])[targets[t]] over the steps, as logsumexp minus the target."""
    shift = logits.max(axis=1)
    logsumexp = shift + np.log(np.exp(logits - shift[:, None]).sum(axis=1))
    return float(np.sum(logsumexp - logits[np.arange(len(targets)), targets]))


def predict_tokens(logits: np.ndarray, vocabulary: list[str]) -> list[str]:
    """Name the symbol with the highest logit of each step; the first wins a tie."""
    return [vocabulary[i] for i in logits.argmax(axis=1)]
