"""A Network object that remembers its forward pass; the functions delegate to it."""

import numpy as np


class Layer:
    def __init__(self, x, h, h0):
        self.x, self.h = x, h
        self.before = np.r_[[np.zeros(h.shape[1]) if h0 is None else h0], h[:-1]]
        self.slope = 1.0 - np.square(h)


class Network:
    def __init__(self, W_xh, W_hh, b_h, W_hy, b_y):
        self.W_xh, self.W_hh, self.b_h, self.W_hy, self.b_y = W_xh, W_hh, b_h, W_hy, b_y

    def run(self, x, h0):
        states, state = [], np.zeros_like(self.b_h) if h0 is None else np.array(h0)
        for x_t in x:
            state = np.tanh(np.hstack([self.W_xh, self.W_hh]) @ np.hstack([x_t, state]) + self.b_h)
            states.append(state)
        self.layer = Layer(x, np.stack(states), h0)
        self.y = self.layer.h @ self.W_hy.T + self.b_y
        return self

    def score(self, d, loss, steps):
        used = slice(None) if steps == "all" else slice(-1, None)
        self.delta_out = np.zeros_like(self.y)
        y, d = self.y[used], d[used]
        if loss == "squared_error":
            self.delta_out[used] = y - d
            return float(np.sum((y - d) ** 2) / 2)
        top = y.max(axis=1, keepdims=True)
        weights = np.exp(y - top)
        self.delta_out[used] = weights / weights.sum(axis=1, keepdims=True) - d
        right = y[np.arange(len(d)), d.argmax(axis=1)]
        return float(np.sum(np.log(weights.sum(axis=1)) + top[:, 0] - right))

    def sweep(self, reach):
        direct = self.delta_out @ self.W_hy
        collected = np.zeros_like(direct)
        # one row per loss that is still travelling, moved one step back in each round
        travelling, at = direct, np.arange(len(direct))
        for _ in range(min(reach, len(direct))):
            delta = self.layer.slope[at] * travelling
            np.add.at(collected, at, delta)
            alive = at > 0
            travelling, at = (delta @ self.W_hh)[alive], at[alive] - 1
        return collected

    def gradients(self, delta):
        return {
            "W_xh": delta.T @ self.layer.x,
            "W_hh": delta.T @ self.layer.before,
            "b_h": delta.sum(0),
            "W_hy": self.delta_out.T @ self.layer.h,
            "b_y": self.delta_out.sum(0),
        }


class Sigmoid:
    @staticmethod
    def value(z):
        return np.exp(np.minimum(z, 0)) / (1 + np.exp(-np.abs(z)))

    @classmethod
    def slope(cls, z):
        return cls.value(z) * cls.value(-z)


class Tanh:
    value = staticmethod(np.tanh)

    @staticmethod
    def slope(z):
        return 1 - np.tanh(z) ** 2


class Linear:
    value = staticmethod(np.positive)
    slope = staticmethod(np.ones_like)


ACTIVATIONS = {"sigmoid": Sigmoid, "tanh": Tanh, "linear": Linear}


def output_deltas(y_in, d, activation="linear"):
    try:
        f = ACTIVATIONS[activation]
    except KeyError:
        raise ValueError(f"{activation} is not one of {list(ACTIVATIONS)}") from None
    return f.slope(y_in) * (f.value(y_in) - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    network = Network(None, W_hh, None, W_hy, None)
    network.layer = Layer(None, h, None)
    network.delta_out = delta_out
    return network.sweep(len(h))


def gradient_contributions(x, h, delta_h, h0=None):
    layer = Layer(x, h, h0)
    column = delta_h[..., np.newaxis]
    return {
        "W_xh": column @ layer.x[:, np.newaxis],
        "W_hh": column @ layer.before[:, np.newaxis],
        "b_h": np.array(delta_h, copy=True),
    }


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    network = Network(W_xh, W_hh, b_h, W_hy, b_y).run(x, h0)
    value = network.score(d, loss, steps)
    delta = network.sweep(len(x))
    return value, network.gradients(delta) | {"h0": delta[0] @ W_hh}


def state_jacobian(h_t, W_hh):
    return (W_hh.T * (1 - h_t) * (1 + h_t)).T


def recurrent_derivative_terms(h, W_hh, h0=None):
    layer = Layer(None, h, h0)
    T, H = h.shape
    terms = np.zeros((T, H, H, H))
    for unit in range(H):
        # the derivative of one unit of h_T is a backward sweep that starts with a one
        row = np.eye(H)[unit]
        for k in range(T)[::-1]:
            row = row * layer.slope[k]
            terms[k, unit] = np.multiply.outer(row, layer.before[k])
            row = row @ W_hh
    return terms


def truncated_bptt_gradients(
    x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
):
    network = Network(W_xh, W_hh, b_h, W_hy, b_y).run(x, h0)
    value = network.score(d, loss, steps)
    return value, network.gradients(network.sweep(k))
