"""Assignment: bidirectional"""
from typing import Optional

import numpy as np


class RNN:
    """One direction"""

    def __init__(self, params, h0: Optional[np.ndarray] = None):
        self.Wx, self.Wh, self.b = params
        self.h0 = np.zeros(self.b.size) if h0 is None else h0.copy()

    def forward(self, seq):
        H = np.zeros((len(seq) + 1, self.b.size))
        H[0] = self.h0
        for i in range(len(seq)):
            H[i + 1] = np.tanh(self.Wx @ seq[i] + self.Wh @ H[i] + self.b)
        self.seq, self.H = seq, H
        return H[1:]

    def backprop(self, dH):
        """dH: gradient w.r.t. every state, in the order this layer read."""
        dWx, dWh, db = np.zeros(self.Wx.shape), np.zeros(self.Wh.shape), np.zeros(self.b.shape)
        back = np.zeros(self.b.size)
        for i in range(len(dH) - 1, -1, -1):
            dz = (dH[i] + back) * (1 - self.H[i + 1] ** 2)
            dWx += np.outer(dz, self.seq[i])
            dWh += np.outer(dz, self.H[i])
            db += dz
            back = self.Wh.T @ dz
        return dWx, dWh, db


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    a = RNN(forward, h0_forward).forward(x)
    b = RNN(backward, h0_backward).forward(x[::-1])
    return a, b[::-1]


def merge_states(h_f, h_b, mode="concat"):
    merged = {
        # newest information first: backward, then forward
        "concat": lambda: np.concatenate([h_b, h_f], axis=-1),
        "sum": lambda: h_b + h_f,
        "ave": lambda: (h_b + h_f) / 2,
        "mul": lambda: h_b * h_f,
    }
    if mode not in merged:
        raise ValueError(f"mode should be one of {list(merged)}")
    return merged[mode]()


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    return h_f @ W_fy.T + h_b @ W_by.T + b_y


def final_states(h_f, h_b):
    if len(h_f) < 1:
        raise ValueError("empty sequence")
    return np.concatenate([h_f[-1], h_b[0]])


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    F, B = RNN(forward, h0_forward), RNN(backward, h0_backward)
    h_f = F.forward(x)
    h_b = B.forward(x[::-1])[::-1]
    err = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    f = F.backprop(err @ W_fy)
    b = B.backprop((err @ W_by)[::-1])
    return float(np.sum(err * err) / 2), {
        "W_xh_f": f[0], "W_hh_f": f[1], "b_h_f": f[2],
        "W_xh_b": b[0], "W_hh_b": b[1], "b_h_b": b[2],
        "W_fy": err.T @ h_f, "W_by": err.T @ h_b, "b_y": err.sum(axis=0),
    }
