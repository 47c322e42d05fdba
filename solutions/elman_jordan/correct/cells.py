"""Right: a network is an object that remembers what is fed back."""

import numpy as np


class Network:
    """A hidden layer that reads an input and a memory, and a linear output."""

    def __init__(self, W_in, W_back, b_h, W_hy, b_y, memory=None):
        self.W_in, self.W_back, self.b_h, self.W_hy, self.b_y = W_in, W_back, b_h, W_hy, b_y
        self.memory = np.zeros(W_back.shape[1]) if memory is None else np.copy(memory)

    def read(self, x_t):
        h = np.tanh(self.W_in.dot(x_t) + self.W_back.dot(self.memory) + self.b_h)
        y = self.W_hy.dot(h) + self.b_y
        seen = self.memory
        self.memory = self.remember(h, y)
        return h, y, seen

    def run(self, x):
        return tuple(np.stack(column) for column in zip(*(self.read(row) for row in x)))


class Elman(Network):
    def remember(self, h, y):
        return h


class Jordan(Network):
    alpha = 0.0

    def remember(self, h, y):
        return self.memory * self.alpha + y


def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
    return Elman(W_xh, W_hh, b_h, W_hy, b_y, h0).run(x)[:2]


def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
    network = Jordan(W_xh, W_ch, b_h, W_hy, b_y, context0)
    network.alpha = alpha
    return network.run(x)


def run_epochs(sequences, params, mode):
    W_xh, W_hh, b_h = params
    no_output = np.zeros((0, len(b_h))), np.zeros(0)
    network = Elman(W_xh, W_hh, b_h, *no_output)
    states = []
    for x in sequences:
        if mode == "epochwise":
            network.memory = np.zeros(len(b_h))
        states.append(network.run(x)[0])
    return states
