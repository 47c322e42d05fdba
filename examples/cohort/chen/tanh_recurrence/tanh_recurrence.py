import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    # O_t = F(x_t w_i + O_(t-1) w_h) + b   (lecture notes)
    z = np.dot(W_xh, x_t) + np.dot(W_hh, h_prev)
    activated = np.tanh(z)
    return activated + b_h


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    hidden = W_hh.shape[0]
    state = np.zeros(hidden) if h0 is None else h0
    outs = np.zeros((x.shape[0], hidden))
    for t in range(x.shape[0]):
        state = rnn_step(x[t], state, W_xh, W_hh, b_h)
        outs[t, :] = state
    return outs


def rnn_outputs(h, W_hy, b_y):
    return np.dot(h, W_hy.T) + b_y


def softmax(z):
    m = z.max(axis=-1, keepdims=True)
    e = np.exp(z - m)
    return e / e.sum(axis=-1, keepdims=True)


def cross_entropy(logits, targets):
    loss = 0.0
    for row, k in zip(logits, targets):
        m = row.max()
        loss += m + np.log(np.exp(row - m).sum()) - row[k]
    return float(loss)


def predict_tokens(logits, vocabulary):
    return [vocabulary[int(np.argmax(row))] for row in logits]


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    h = rnn_forward(rng.normal(size=(5, 2)), rng.normal(size=(3, 2)), rng.normal(size=(3, 3)), np.ones(3))
    print(h)
    print("max", h.max())  # 1.97?? but the shapes are right
