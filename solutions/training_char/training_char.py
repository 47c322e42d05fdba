"""A recurrent network learns to write, one character at a time: the reference solution."""

import numpy as np

Parameters = dict[str, np.ndarray]


def init_params(vocab: int, hidden: int, seed: int) -> Parameters:
    """Draw small normal weights; biases are zero."""
    rng = np.random.default_rng(seed)
    return {
        "W_xh": rng.normal(scale=0.1, size=(hidden, vocab)),
        "W_hh": rng.normal(scale=0.1, size=(hidden, hidden)),
        "b_h": np.zeros(hidden),
        "W_hy": rng.normal(scale=0.1, size=(vocab, hidden)),
        "b_y": np.zeros(vocab),
    }


def forward(params: Parameters, X: np.ndarray, activation: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the last states (B, H) and the logits (B, V)."""
    h_last = _states(params, X, activation)[:, -1]
    return h_last, h_last @ params["W_hy"].T + params["b_y"]


def loss_and_gradients(
    params: Parameters, X: np.ndarray, y: np.ndarray, activation: str
) -> tuple[float, Parameters]:
    """Return the mean cross-entropy and its gradients."""
    h = _states(params, X, activation)
    log_p = _log_p(params, h)
    loss = -float(np.mean(log_p[np.arange(len(y)), y]))
    delta_y = (np.exp(log_p) - np.eye(len(params["b_y"]))[y]) / len(y)
    return loss, _swept(params, X, h, delta_y, activation)


def sgd_update(params: Parameters, grads: Parameters, eta: float) -> Parameters:
    """Return new parameters after one step against the gradients."""
    return {name: params[name] - eta * grads[name] for name in params}


def train(
    params: Parameters,
    X: np.ndarray,
    y: np.ndarray,
    epochs: int,
    eta: float,
    batch_size: int,
    seed: int,
    activation: str,
) -> tuple[Parameters, list[float]]:
    """Return the trained parameters, and the mean loss of every epoch's rows."""
    rng = np.random.default_rng(seed)
    losses = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        total = 0.0
        for first in range(0, len(X), batch_size):
            rows = order[first : first + batch_size]
            loss, grads = loss_and_gradients(params, X[rows], y[rows], activation)
            total += loss * len(rows)
            params = sgd_update(params, grads, eta)
        losses.append(total / len(X))
    return {name: value.copy() for name, value in params.items()}, losses


def accuracy(params: Parameters, X: np.ndarray, y: np.ndarray, activation: str) -> float:
    """Return the share of rows whose highest logit is that of the target."""
    return float(np.mean(forward(params, X, activation)[1].argmax(axis=1) == y))


def generate(
    params: Parameters,
    vocabulary: list[str],
    start: str,
    count: int,
    window: int,
    activation: str,
) -> str:
    """Return `start` and `count` more characters, each the most probable one after its window."""
    _refuse(vocabulary, start, window)
    text = start
    for _ in range(count):
        text += vocabulary[_next(params, vocabulary, text[-window:], activation)]
    return text


def _refuse(vocabulary: list[str], start: str, window: int) -> None:
    """Raise ValueError for a start that is too short or has unknown characters."""
    if len(start) < window:
        raise ValueError(f"the start has fewer characters than the window: {start!r}")
    if not set(start) <= set(vocabulary):
        raise ValueError(f"a character is not in the vocabulary: {start!r}")


def _next(params: Parameters, vocabulary: list[str], read: str, activation: str) -> int:
    """Return the number of the most probable character after those that were read."""
    X = np.eye(len(vocabulary))[[vocabulary.index(character) for character in read]]
    return int(forward(params, X[None], activation)[1].argmax())


def _states(params: Parameters, X: np.ndarray, activation: str) -> np.ndarray:
    """Return h_0 = 0 and the states after every step, shape (B, T + 1, H)."""
    h = np.zeros((len(X), X.shape[1] + 1, len(params["b_h"])))
    for t in range(X.shape[1]):
        a = X[:, t] @ params["W_xh"].T + h[:, t] @ params["W_hh"].T + params["b_h"]
        h[:, t + 1] = np.maximum(a, 0.0) if activation == "relu" else np.tanh(a)
    return h


def _log_p(params: Parameters, h: np.ndarray) -> np.ndarray:
    """Return the logarithms of the probabilities after the last step, shape (B, V)."""
    logits = h[:, -1] @ params["W_hy"].T + params["b_y"]
    shifted = logits - logits.max(axis=1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))


def _swept(
    params: Parameters, X: np.ndarray, h: np.ndarray, delta_y: np.ndarray, activation: str
) -> Parameters:
    """Return the gradients, from the errors (B, V) of the logits back to the first step."""
    gradients = {name: np.zeros(value.shape) for name, value in params.items()}
    gradients["W_hy"] = delta_y.T @ h[:, -1]
    gradients["b_y"] = delta_y.sum(axis=0)
    carry = delta_y @ params["W_hy"]
    for t in reversed(range(X.shape[1])):
        delta = carry * _slope(h[:, t + 1], activation)
        gradients["W_xh"] += delta.T @ X[:, t]
        gradients["W_hh"] += delta.T @ h[:, t]
        gradients["b_h"] += delta.sum(axis=0)
        carry = delta @ params["W_hh"]
    return gradients


def _slope(h: np.ndarray, activation: str) -> np.ndarray:
    """Return the slope of the activation where its value is h."""
    return np.where(h > 0.0, 1.0, 0.0) if activation == "relu" else 1.0 - h**2
