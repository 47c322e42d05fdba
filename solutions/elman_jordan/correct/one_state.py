"""Right: hidden layer, output and context are one state, and one function makes every step."""

from functools import partial
from itertools import accumulate

import numpy as np


def _elman(W_xh, W_hh, b_h, h, x_t):
    return np.tanh(np.hstack([W_xh, W_hh, b_h[:, None]]) @ np.r_[x_t, h, 1.0])


def _jordan(W_xh, W_ch, b_h, W_hy, b_y, alpha, state, x_t):
    _, y, c = state
    context = alpha * c + y
    h = np.tanh(sum([W_xh @ x_t, W_ch @ context, b_h]))
    return h, np.matmul(W_hy, h) + b_y, context


def _run(step, x, start):
    return list(accumulate(x, step, initial=start))[1:]


def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    start = np.zeros(W_hh.shape[0]) if h0 is None else h0
    h = np.array(_run(partial(_elman, W_xh, W_hh, b_h), x, start))
    return h, (W_hy @ h.T + b_y[:, None]).T


def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
    first = np.zeros(W_hy.shape[0]) if context0 is None else context0
    start = None, first, np.zeros(W_hy.shape[0])  # as if the first context had been an output
    step = partial(_jordan, W_xh, W_ch, b_h, W_hy, b_y, alpha)
    states = _run(step, x, start)
    return [np.array(part) for part in zip(*states)]


def run_epochs(sequences, params, mode):
    step = partial(_elman, *params)
    states, h = [], np.zeros(len(params[2]))
    for x in sequences:
        rows = _run(step, x, h)
        states.append(np.array(rows))
        h = {"continuous": rows[-1], "epochwise": np.zeros(len(h))}[mode]
    return tuple(states)
