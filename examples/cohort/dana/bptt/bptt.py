import numpy as np


class RNN:
    """forward pass with everything remembered for the way back"""

    def __init__(self, W_xh, W_hh, b_h, W_hy, b_y):
        self.W_xh = W_xh
        self.W_hh = W_hh
        self.b_h = b_h
        self.W_hy = W_hy
        self.b_y = b_y

    def forward(self, x, h0=None):
        self.x = x
        self.h0 = np.zeros(len(self.b_h)) if h0 is None else h0
        h = self.h0
        self.h = np.empty((len(x), len(self.b_h)))
        for t, x_t in enumerate(x):
            h = np.tanh(self.W_xh @ x_t + self.W_hh @ h + self.b_h)
            self.h[t] = h
        self.y = self.h @ self.W_hy.T + self.b_y
        return self.y

    def loss(self, d, kind, steps):
        T = len(self.x)
        if kind == "squared_error":
            losses = ((d - self.y) ** 2).sum(axis=1) / 2
            delta = self.y - d
        else:
            shifted = self.y - self.y.max(axis=1)[:, None]
            logp = shifted - np.log(np.exp(shifted).sum(axis=1))[:, None]
            losses = -(d * logp).sum(axis=1)
            delta = np.exp(logp) - d
        if steps == "last":
            losses[:-1] = 0
            delta[:-1] = 0
        # average, so that long sequences do not get a larger learning rate
        return float(losses.sum()) / T, delta / T


def output_deltas(y_in, d, activation="linear"):
    functions = {
        "linear": (lambda z: z, lambda y: np.ones(y.shape)),
        "sigmoid": (lambda z: 0.5 * (np.tanh(z / 2) + 1), lambda y: y * (1 - y)),
        "tanh": (np.tanh, lambda y: 1 - y * y),
    }
    if activation not in functions:
        raise ValueError(f"unknown activation {activation}")
    f, slope = functions[activation]
    y = f(y_in)
    return slope(y) * (y - d)


def hidden_deltas(h, delta_out, W_hy, W_hh):
    T = len(h)
    delta = np.zeros_like(h)
    for t in range(T)[::-1]:
        back = W_hy.T @ delta_out[t]
        if t + 1 < T:
            back = back + W_hh.T @ delta[t + 1]
        delta[t] = back * (1 - h[t] ** 2)
    return delta


def gradient_contributions(x, h, delta_h, h0=None):
    h0 = np.zeros(h.shape[1]) if h0 is None else h0
    previous = np.vstack([h0[None, :], h[:-1]])
    return {
        "W_xh": np.einsum("ti,tj->tij", delta_h, x),
        "W_hh": np.einsum("ti,tj->tij", delta_h, previous),
        "b_h": delta_h.copy(),
    }


def bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"):
    net = RNN(W_xh, W_hh, b_h, W_hy, b_y)
    net.forward(x, h0)
    L, delta_out = net.loss(d, loss, steps)
    delta_h = hidden_deltas(net.h, delta_out, W_hy, W_hh)
    grads = {}
    for name, value in gradient_contributions(x, net.h, delta_h, h0).items():
        grads[name] = value.sum(axis=0)
    grads["W_hy"] = delta_out.T @ net.h
    grads["b_y"] = delta_out.sum(axis=0)
    grads["h0"] = W_hh.T @ delta_h[0]
    return L, grads


def state_jacobian(h_t, W_hh):
    return np.diag(1 - h_t**2) @ W_hh


def recurrent_derivative_terms(h, W_hh, h0=None):
    T, H = h.shape
    h0 = np.zeros(H) if h0 is None else h0
    previous = np.vstack([h0[None, :], h[:-1]])
    terms = []
    for k in range(T):
        explicit = np.zeros((H, H, H))
        for i in range(H):
            explicit[i, i] = (1 - h[k, i] ** 2) * previous[k]
        chain = np.eye(H)
        for t in range(k + 1, T):
            chain = state_jacobian(h[t], W_hh) @ chain
        terms.append(np.einsum("ij,jab->iab", chain, explicit))
    return np.array(terms)


def truncated_bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"):
    net = RNN(W_xh, W_hh, b_h, W_hy, b_y)
    net.forward(x, h0)
    L, delta_out = net.loss(d, loss, steps)
    T = len(x)
    summed = np.zeros_like(net.h)
    for t in range(T):
        error = W_hy.T @ delta_out[t]
        for s in range(t, t - k, -1):
            if s < 0:
                break
            delta = (1 - net.h[s] ** 2) * error
            summed[s] += delta
            error = W_hh.T @ delta
    grads = {}
    for name, value in gradient_contributions(x, net.h, summed, h0).items():
        grads[name] = value.sum(axis=0)
    grads["W_hy"] = delta_out.T @ net.h
    grads["b_y"] = delta_out.sum(axis=0)
    return L, grads
