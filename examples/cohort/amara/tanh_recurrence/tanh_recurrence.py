"""RNN forward pass -- Amara"""

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    T, H = x.shape[0], b_h.shape[0]
    # the input part does not depend on h, so do it for all t at once
    drive = x @ W_xh.T + b_h
    h = np.zeros((T, H))
    prev = np.zeros(H) if h0 is None else h0
    for t in range(T):
        prev = np.tanh(drive[t] + W_hh @ prev)
        h[t] = prev
    return h


def rnn_outputs(h, W_hy, b_y):
    return h @ W_hy.T + b_y


def _log_softmax(z):
    z = z - np.max(z, axis=-1, keepdims=True)
    return z - np.log(np.sum(np.exp(z), axis=-1, keepdims=True))


def softmax(z):
    return np.exp(_log_softmax(z))


def cross_entropy(logits, targets):
    T = len(targets)
    return float(-_log_softmax(logits)[np.arange(T), targets].sum())


def predict_tokens(logits, vocabulary):
    return [vocabulary[k] for k in np.argmax(logits, axis=1)]
