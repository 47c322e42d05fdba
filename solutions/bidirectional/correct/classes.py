"""Objects that remember their own past; the functions only ask them."""

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np


@dataclass
class Layer:
    W_xh: np.ndarray
    W_hh: np.ndarray
    b_h: np.ndarray
    h0: np.ndarray | None
    trace: list = field(default_factory=list)

    def read(self, rows):
        h = np.zeros(self.b_h.shape) if self.h0 is None else np.array(self.h0)
        for row in rows:
            new = np.tanh(self.W_xh @ row + self.W_hh @ h + self.b_h)
            self.trace.append((np.array(row), h, new))
            h = new
        return self

    @property
    def states(self):
        states = np.empty((len(self.trace), self.b_h.size))
        for t, (_, _, h) in enumerate(self.trace):
            states[t] = h
        return states

    def learn(self, errors):
        """Take the errors at the states, in reading order; return the three gradients."""
        gradients = [np.zeros(p.shape) for p in (self.W_xh, self.W_hh, self.b_h)]
        carry = 0
        for (row, before, h), error in zip(self.trace[::-1], errors[::-1], strict=True):
            delta = (error + carry) * (1 - h * h)
            gradients[0] += delta[:, None] * row
            gradients[1] += delta[:, None] * before
            gradients[2] += delta
            carry = delta @ self.W_hh
        return gradients


class Bidirectional:
    def __init__(self, forward, backward, h0_forward=None, h0_backward=None):
        self.forward = Layer(*forward, h0_forward)
        self.backward = Layer(*backward, h0_backward)

    def read(self, x):
        h_f = self.forward.read(list(x)).states
        h_b = self.backward.read(list(reversed(x))).states
        return h_f, h_b[::-1].copy()

    def learn(self, to_forward, to_backward):
        return self.forward.learn(to_forward), self.backward.learn(to_backward[::-1])


class Merge:
    modes: ClassVar = {}

    @classmethod
    def register(cls, name):
        def keep(function):
            cls.modes[name] = function
            return function

        return keep


@Merge.register("concat")
def _concat(a, b):
    return np.r_["1", a, b]


@Merge.register("sum")
def _sum(a, b):
    return a + b


@Merge.register("ave")
def _ave(a, b):
    return a + (b - a) / 2


@Merge.register("mul")
def _mul(a, b):
    return a * b


def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
    return Bidirectional(forward, backward, h0_forward, h0_backward).read(x)


def merge_states(h_f, h_b, mode="concat"):
    if mode not in Merge.modes:
        raise ValueError(f"{mode!r} is none of {', '.join(Merge.modes)}")
    return Merge.modes[mode](h_f, h_b)


def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
    y = np.tile(b_y, (len(h_f), 1))
    y += np.matmul(h_f, np.transpose(W_fy))
    y += np.matmul(h_b, np.transpose(W_by))
    return y


def final_states(h_f, h_b):
    try:
        return np.hstack((h_f[-1], h_b[0]))
    except IndexError:
        raise ValueError("an empty sequence") from None


def birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None):
    network = Bidirectional(forward, backward, h0_forward, h0_backward)
    h_f, h_b = network.read(x)
    error = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
    for_f, for_b = network.learn(error @ W_fy, error @ W_by)
    names = ("W_xh_{}", "W_hh_{}", "b_h_{}")
    gradients = {name.format("f"): value for name, value in zip(names, for_f, strict=True)}
    gradients |= {name.format("b"): value for name, value in zip(names, for_b, strict=True)}
    gradients |= {"W_fy": error.T @ h_f, "W_by": error.T @ h_b, "b_y": np.sum(error, 0)}
    return float((error * error).sum() * 0.5), gradients
