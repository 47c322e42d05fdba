# Bruno - assignment tanh_recurrence
# I did everything with plain loops because I wanted to see each index.
# (numpy only for the arrays)

import math
import numpy as np


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    # number of units and number of features
    H = len(b_h)
    D = len(x_t)
    h_t = np.zeros(H)          # the new state goes here
    for i in range(H):         # i = unit that receives
        # start with the bias, it goes INSIDE the tanh!
        s = b_h[i]
        # input part
        for j in range(D):
            s = s + W_xh[i][j] * x_t[j]
        # recurrent part, row i of W_hh
        for k in range(H):
            s = s + W_hh[i][k] * h_prev[k]
        # math.tanh is fine for big numbers, I checked: math.tanh(1e6) = 1.0
        h_t[i] = math.tanh(s)
    return h_t


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    H = len(b_h)
    T = x.shape[0]
    # h0 is the state before the first letter
    if h0 is None:
        h = np.zeros(H)
    else:
        h = h0.copy()          # copy, because I do not want to change the original
    states = np.zeros((T, H))  # also ok for T = 0
    for t in range(T):
        h = rnn_step(x[t], h, W_xh, W_hh, b_h)
        # store h_t (not h_(t-1))
        for i in range(H):
            states[t][i] = h[i]
    return states


def rnn_outputs(h, W_hy, b_y):
    T = h.shape[0]
    O = len(b_y)
    H = h.shape[1]
    y = np.zeros((T, O))
    for t in range(T):
        for o in range(O):
            s = b_y[o]
            for i in range(H):
                s += W_hy[o][i] * h[t][i]
            y[t][o] = s
    return y


def softmax_row(row):
    # subtract the maximum, otherwise exp(1000) = inf
    m = row[0]
    for v in row:
        if v > m:
            m = v
    e = []
    for v in row:
        e.append(math.exp(v - m))
    total = 0.0
    for v in e:
        total += v
    return np.array([v / total for v in e])


def softmax(z):
    if z.ndim == 1:
        return softmax_row(z)
    # 2-D: every row (= every time step) for itself
    result = np.zeros(z.shape)
    for t in range(z.shape[0]):
        result[t] = softmax_row(z[t])
    return result


def cross_entropy(logits, targets):
    loss = 0.0
    for t in range(len(targets)):
        row = logits[t]
        m = max(row)
        total = 0.0
        for v in row:
            total += math.exp(v - m)
        # -log softmax = log(sum) + m - y_target
        loss += math.log(total) + m - row[targets[t]]
    # sum, not mean
    return float(loss)


def predict_tokens(logits, vocabulary):
    tokens = []
    for row in logits:
        best = 0
        for k in range(len(row)):
            # > and not >= so that the first one wins
            if row[k] > row[best]:
                best = k
        tokens.append(vocabulary[best])
    return tokens


if __name__ == "__main__":
    # the example of the handout, h_1 should be 0.693 0.900 0.802
    W_xh = np.array([[0.287027359, 0.84606, 0.572392, 0.486813],
                     [0.902874425, 0.871522, 0.691079, 0.18998],
                     [0.537523791, 0.09224, 0.558159, 0.491528]])
    x = np.eye(4)[[0, 1, 2, 2]]
    print(rnn_forward(x, W_xh, 0.427043 * np.eye(3), 0.567 * np.ones(3)))
