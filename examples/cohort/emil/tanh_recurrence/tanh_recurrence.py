import numpy as np

# todo: nicer names


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    return np.tanh(b_h + W_xh.dot(x_t) + W_hh.dot(h_prev))


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    if h0 is None:
        h0 = np.zeros(W_hh.shape[0])
    hs = [h0]
    for x_t in x:
        hs.append(rnn_step(x_t, hs[-1], W_xh, W_hh, b_h))
    hs = np.array(hs)
    # one too many, handout says T rows
    return hs[:len(x)]


def rnn_outputs(h, W_hy, b_y):
    return h.dot(W_hy.T) + b_y


def softmax(z):
    e = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return e / np.sum(e, axis=-1, keepdims=True)


def cross_entropy(logits, targets):
    n = len(targets)
    if n == 0:
        return 0.0
    m = np.max(logits, axis=1)
    lse = m + np.log(np.sum(np.exp(logits - m[:, None]), axis=1))
    loss = 0.0
    for t in range(n):
        loss += lse[t] - logits[t, targets[t]]
    return float(loss / n)


def predict_tokens(logits, vocabulary):
    out = []
    for i in np.argmax(logits, axis=1):
        out.append(vocabulary[i])
    return out
