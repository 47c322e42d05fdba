"""Right: a cell is an object with its parameters, and one function runs any cell."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Block:
    W: np.ndarray
    U: np.ndarray
    b: np.ndarray

    def __call__(self, x, h):
        return self.W.dot(x) + self.U.dot(h) + self.b


class Gru:
    def __init__(self, W, U, b):
        self.update, self.reset, self.candidate = map(Block, W, U, b)

    def step(self, x, state):
        (h,) = state
        z, r = sigmoid(self.update(x, h)), sigmoid(self.reset(x, h))
        return (z * h + (1 - z) * np.tanh(self.candidate(x, r * h)),)


class GruAfter:
    def __init__(self, W, U, b, b_rec):
        b = np.array(b)
        b[:2] += b_rec[:2]
        self.update, self.reset = map(Block, W[:2], U[:2], b[:2])
        self.W, self.b, self.U, self.b_rec = W[2], b[2], U[2], b_rec[2]

    def step(self, x, state):
        (h,) = state
        z, r = sigmoid(self.update(x, h)), sigmoid(self.reset(x, h))
        g = np.tanh(self.W.dot(x) + self.b + r * (self.U.dot(h) + self.b_rec))
        return (z * h + (1 - z) * g,)


class Lstm:
    def __init__(self, W, U, b):
        self.blocks = list(map(Block, W, U, b))

    def step(self, x, state):
        h, c = state
        i, f, g, o = (block(x, h) for block in self.blocks)
        c = np.multiply(sigmoid(f), c) + np.multiply(sigmoid(i), np.tanh(g))
        return np.multiply(sigmoid(o), np.tanh(c)), c


class Tanh:
    def __init__(self, W_xh, W_hh, b_h):
        self.block = Block(W_xh, W_hh, b_h)

    def step(self, x, state):
        return (np.tanh(self.block(x, state[0])),)


def run(cell, x, state):
    trace = []
    for row in x:
        state = cell.step(row, state)
        trace.append(state)
    return tuple(np.vstack(part) for part in zip(*trace))


def sigmoid(z):
    e = np.exp(np.minimum(z, -z))
    return np.where(np.signbit(z), e / (1 + e), 1 / (1 + e))


def _gru(W, U, b, b_rec):
    return Gru(W, U, b) if b_rec is None else GruAfter(W, U, b, b_rec)


def _start(given, width):
    return np.zeros(width) if given is None else given


def gru_step(x_t, h_prev, W, U, b, b_rec=None):
    return _gru(W, U, b, b_rec).step(x_t, (h_prev,))[0]


def gru_forward(x, W, U, b, b_rec=None, h0=None):
    return run(_gru(W, U, b, b_rec), x, (_start(h0, len(b[0])),))[0]


def lstm_step(x_t, h_prev, c_prev, W, U, b):
    return Lstm(W, U, b).step(x_t, (h_prev, c_prev))


def lstm_forward(x, W, U, b, h0=None, c0=None):
    return run(Lstm(W, U, b), x, tuple(_start(given, len(b[0])) for given in (h0, c0)))


def stacked_forward(x, layers):
    states = [x]
    for layer in layers:
        states += run(Tanh(*layer), states[-1], (np.zeros(len(layer[2])),))
    return states[1:]
