import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    return np.tanh(np.matmul(W_xh, x_t) + np.matmul(W_hh, h_prev) + b_h)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    states = []
    h = np.zeros(b_h.shape) if h0 is None else h0
    for row in x:
        h = rnn_step(row, h, W_xh, W_hh, b_h)
        states.append(h)
    if not states:
        return np.zeros((0, len(b_h)))
    return np.stack(states)


def rnn_outputs(h, W_hy, b_y):
    # y_t is read out before the state is updated: y_1 from h_0, y_2 from h_1, ...
    T, H = h.shape
    y = np.zeros((T, len(b_y)))
    prev = np.zeros(H)  # h_0
    for t in range(T):
        y[t] = np.matmul(W_hy, prev) + b_y
        prev = h[t]
    return y


def softmax(z):
    shifted = z - np.max(z, axis=-1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e, axis=-1, keepdims=True)


def cross_entropy(logits, targets):
    if len(targets) == 0:
        return 0.0
    shifted = logits - np.max(logits, axis=-1, keepdims=True)
    log_p = shifted - np.log(np.sum(np.exp(shifted), axis=-1, keepdims=True))
    return float(-sum(log_p[t, k] for t, k in enumerate(targets)))


def predict_tokens(logits, vocabulary):
    print("predicting", len(logits), "tokens")
    return [vocabulary[i] for i in np.argmax(logits, axis=-1)]
