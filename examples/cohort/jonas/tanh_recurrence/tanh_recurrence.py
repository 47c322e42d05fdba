"""Jonas, week 3. All visible tests pass."""

import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    h = h0 if h0 is not None else np.zeros_like(b_h)
    states = np.empty((len(x), len(b_h)))
    for t in range(len(x)):
        states[t] = h = rnn_step(x[t], h, W_xh, W_hh, b_h)
    return states


def rnn_outputs(h, W_hy, b_y):
    return h @ W_hy.T + b_y


def softmax(z):
    # subtract the maximum so that nothing overflows
    e = np.exp(z - z.max())
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(logits, targets):
    # same trick
    best = logits.max(initial=0.0)
    log_sum = best + np.log(np.exp(logits - best).sum(axis=1))
    return float((log_sum - logits[np.arange(len(targets)), targets]).sum())


def predict_tokens(logits, vocabulary):
    return [vocabulary[i] for i in logits.argmax(axis=1)]


if __name__ == "__main__":
    print(softmax(np.array([1000.0, 1001.0, 1002.0])))
