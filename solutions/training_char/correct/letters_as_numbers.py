"""One-hot rows are turned back into numbers, which pick columns of W_xh."""

import numpy as np

NAMES = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")


def init_params(vocab, hidden, seed):
    """Uniform weights, as PyTorch draws them."""
    rng = np.random.default_rng(seed)
    bound = hidden**-0.5

    def weights(*shape):
        return rng.uniform(-bound, bound, shape)

    values = (
        weights(hidden, vocab),
        weights(hidden, hidden),
        np.zeros(hidden),
        weights(vocab, hidden),
        np.zeros(vocab),
    )
    return dict(zip(NAMES, values, strict=True))


def _read(params, numbers, activation):
    """The states h_0, ..., h_T for columns of numbers."""
    W_xh, W_hh, b_h = (params[name] for name in NAMES[:3])
    h = [np.zeros((numbers.shape[0], b_h.size))]
    for column in numbers.T:
        a = W_xh.T[column] + np.einsum("bj,ij->bi", h[-1], W_hh) + b_h
        h.append(a * (a > 0) if activation == "relu" else np.tanh(a))
    return h


def forward(params, X, activation):
    h = _read(params, X.argmax(axis=2), activation)[-1]
    return h, np.einsum("bh,vh->bv", h, params["W_hy"]) + params["b_y"]


def loss_and_gradients(params, X, y, activation):
    numbers = X.argmax(axis=2)
    h = _read(params, numbers, activation)
    logits = h[-1] @ params["W_hy"].T + params["b_y"]
    rows = np.arange(y.size)
    log_z = np.logaddexp.reduce(logits, axis=1)
    error = np.exp(logits - log_z[:, None])
    error[rows, y] -= 1.0
    error /= y.size
    W_xh, W_hh = np.zeros_like(params["W_xh"].T), np.zeros_like(params["W_hh"])
    b_h = np.zeros_like(params["b_h"])
    back = error @ params["W_hy"]
    for t in range(numbers.shape[1], 0, -1):
        delta = np.where(h[t] > 0, back, 0.0) if activation == "relu" else back - back * h[t] ** 2
        np.add.at(W_xh, numbers[:, t - 1], delta)
        W_hh = W_hh + np.einsum("bi,bj->ij", delta, h[t - 1])
        b_h = b_h + delta.sum(0)
        back = np.einsum("bi,ij->bj", delta, params["W_hh"])
    gradients = (W_xh.T.copy(), W_hh, b_h, np.einsum("bv,bh->vh", error, h[-1]), error.sum(0))
    loss = float((log_z - logits[rows, y]).sum() / y.size)
    return loss, dict(zip(NAMES, gradients, strict=True))


def sgd_update(params, grads, eta):
    return {name: params[name] + (-eta) * grads[name] for name in NAMES}


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    """One order for all epochs."""
    order = np.random.RandomState(seed).permutation(len(y))
    X, y = X[order], y[order]
    losses = []
    for _ in range(epochs):
        squares = []
        for start in range(0, len(y), batch_size):
            part = slice(start, start + batch_size)
            loss, grads = loss_and_gradients(params, X[part], y[part], activation)
            squares += [loss] * len(y[part])
            params = sgd_update(params, grads, eta)
        losses.append(float(np.mean(squares)))
    return params, losses


def accuracy(params, X, y, activation):
    return float((np.argmax(forward(params, X, activation)[1], axis=-1) == y).mean())


def generate(params, vocabulary, start, count, window, activation):
    if len(start) < window or not all(letter in vocabulary for letter in start):
        raise ValueError(start)
    numbers = [vocabulary.index(letter) for letter in start]
    for _ in range(count):
        h = _read(params, np.array([numbers[-window:]]), activation)[-1][0]
        numbers.append(int(np.argmax(params["W_hy"] @ h + params["b_y"])))
    return "".join(vocabulary[n] for n in numbers)
