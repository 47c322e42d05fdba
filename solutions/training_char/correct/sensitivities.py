"""Derivatives travel forward with the state, those by all entries of the parameters at once."""

import numpy as np

NAMES = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")


def init_params(vocab, hidden, seed):
    generator = np.random.default_rng((seed, vocab, hidden))
    shapes = ((hidden, vocab), (hidden, hidden), (hidden,), (vocab, hidden), (vocab,))
    return {
        name: 0.05 * generator.standard_normal(shape) if len(shape) == 2 else np.zeros(shape)
        for name, shape in zip(NAMES, shapes, strict=True)
    }


def forward(params, X, activation):
    h = np.zeros((len(X), len(params["b_h"])))
    for x_t in X.swapaxes(0, 1):
        h = np.concatenate([x_t, h], axis=1) @ np.hstack([params["W_xh"], params["W_hh"]]).T
        h = h + params["b_h"]
        h = np.clip(h, 0.0, None) if activation == "relu" else np.tanh(h)
    return h, h @ params["W_hy"].T + params["b_y"]


def loss_and_gradients(params, X, y, activation):
    (B, _, V), H = X.shape, len(params["b_h"])
    eye = np.eye(H)
    h = np.zeros((B, H))
    by = {
        "W_xh": np.zeros((B, H, H, V)),
        "W_hh": np.zeros((B, H, H, H)),
        "b_h": np.zeros((B, H, H)),
    }
    for x_t in X.swapaxes(0, 1):
        a = x_t @ params["W_xh"].T + h @ params["W_hh"].T + params["b_h"]
        new = np.clip(a, 0.0, None) if activation == "relu" else np.tanh(a)
        slope = (a > 0) * 1.0 if activation == "relu" else 1.0 - new * new
        direct = {
            "W_xh": np.einsum("ij,bv->bijv", eye, x_t),
            "W_hh": np.einsum("ij,bk->bijk", eye, h),
            "b_h": np.broadcast_to(eye, (B, H, H)),
        }
        for name in by:
            carried = np.tensordot(params["W_hh"], by[name], axes=(1, 1)).swapaxes(0, 1)
            by[name] = slope.reshape(B, H, *[1] * (carried.ndim - 2)) * (direct[name] + carried)
        h = new
    logits = h @ params["W_hy"].T + params["b_y"]
    shifted = logits - np.max(logits, axis=1)[:, None]
    log_z = np.log(np.exp(shifted).sum(axis=1))
    error = (np.exp(shifted - log_z[:, None]) - np.eye(V)[y]) / B
    pull = error @ params["W_hy"]
    gradients = {name: np.einsum("bi,bi...->...", pull, slopes) for name, slopes in by.items()}
    gradients |= {"W_hy": error.T @ h, "b_y": error.sum(axis=0)}
    return float(np.mean(log_z - shifted[np.arange(B), y])), gradients


def sgd_update(params, grads, eta):
    return {name: np.subtract(params[name], np.multiply(eta, grads[name])) for name in NAMES}


def train(params, X, y, epochs, eta, batch_size, seed, activation):
    np.random.seed(seed)
    losses = []
    for _ in range(epochs):
        order = np.arange(len(X))
        np.random.shuffle(order)
        per_row = np.zeros(len(X))
        for start in range(0, len(X), batch_size):
            rows = order[start : start + batch_size]
            per_row[rows], grads = loss_and_gradients(params, X[rows], y[rows], activation)
            params = sgd_update(params, grads, eta)
        losses.append(float(per_row.mean()))
    return params, losses


def accuracy(params, X, y, activation):
    best = np.argmax(forward(params, X, activation)[1], axis=1)
    return float(np.count_nonzero(best == y)) / len(y)


def generate(params, vocabulary, start, count, window, activation):
    if window > len(start):
        raise ValueError("the window is longer than the start")
    try:
        numbers = [vocabulary.index(letter) for letter in start]
    except ValueError as error:
        raise ValueError("not in the vocabulary") from error
    while count > 0:
        X = np.zeros((1, window, len(vocabulary)))
        X[0, np.arange(window), numbers[-window:]] = 1
        numbers += forward(params, X, activation)[1].argmax(axis=1).tolist()
        count -= 1
    return "".join(map(vocabulary.__getitem__, numbers))
