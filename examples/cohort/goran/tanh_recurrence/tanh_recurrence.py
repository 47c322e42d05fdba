import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    a = W_xh @ x_t + W_hh @ h_prev + b_h
    return np.tanh(a)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    H = len(b_h)
    h = h0
    if h is None:
        h = np.zeros(H)
    result = np.zeros((len(x), H))
    for t in range(len(x))
        h = rnn_step(x[t], h, W_xh, W_hh, b_h)
        result[t] = h
    return result


def rnn_outputs(h, W_hy, b_y):
    return h @ W_hy.T + b_y


def softmax(z):
    z = z - z.max(axis=-1, keepdims=True)
    return np.exp(z) / np.exp(z).sum(axis=-1, keepdims=True)


def cross_entropy(logits, targets):
    total = 0.0
    for t in range(len(targets)):
        p = softmax(logits[t])[targets[t]]
        total -= np.log(p)
    return total


def predict_tokens(logits, vocabulary):
    return [vocabulary[i] for i in logits.argmax(axis=1)]
