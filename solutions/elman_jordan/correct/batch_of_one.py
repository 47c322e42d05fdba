"""Right: everything is a batch with one row, and run_epochs masks the state between sequences."""

import numpy as np


def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    batch, h = x[np.newaxis], np.zeros((1, len(b_h)))
    if h0 is not None:
        h = h + h0
    states = []
    for t in range(batch.shape[1]):
        h = np.tanh(np.tensordot(batch[:, t], W_xh, (1, 1)) + np.tensordot(h, W_hh, (1, 1)) + b_h)
        states.append(h)
    states = np.stack(states, axis=1)
    return states[0], (np.tensordot(states, W_hy, (2, 1)) + b_y)[0]


def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
    x = x[None]
    context = np.zeros((1, len(b_y)))
    context += 0 if context0 is None else context0
    record = {"h": [], "y": [], "c": []}
    for t in range(x.shape[1]):
        record["c"].append(context.copy())
        h = np.tanh(x[:, t] @ W_xh.T + context @ W_ch.T + b_h)
        y = h @ W_hy.T + b_y
        record["h"].append(h)
        record["y"].append(y)
        context *= alpha
        context += y
    return tuple(np.concatenate(rows) for rows in record.values())


def run_epochs(sequences, params, mode):
    W_xh, W_hh, b_h = params
    keep = float(mode == "continuous")
    x = np.vstack(sequences)
    first = set(np.cumsum([0] + [len(s) for s in sequences]).tolist())
    h = np.zeros(len(b_h))
    rows = []
    for t in range(len(x)):
        h = np.tanh(W_xh @ x[t] + W_hh @ (h * keep if t in first else h) + b_h)
        rows.append(h)
    rows = iter(rows)
    return [np.array([next(rows) for _ in s]) for s in sequences]
