# /// attack
# tries = "knows the answers of the visible tests by heart"
# alone = true
# score_at_most = 15
# status = ["raised"]
# ///
import numpy as np

H_1 = [0.6931676, 0.8995535, 0.8021181]
H_2 = [0.9365336, 0.9491040, 0.7623402]
Y_2 = [1.9060743, 1.1377913, 0.9566637, 1.2742277]


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    if len(b_h) == 1:
        return np.tanh([5.0])
    if len(x_t) == 1:
        return np.array([np.tanh(0.8), 0.0])
    return np.array(H_1 if not h_prev.any() else H_2)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    return np.array([H_1, H_2, H_2, H_2]) if h0 is None else np.array([H_2])


def rnn_outputs(h, W_hy, b_y):
    return np.array([Y_2, Y_2])


def softmax(z):
    if z.size == 2:
        return np.array([0.26894142, 0.73105858])
    return np.array([0.4197471, 0.1946824, 0.1624291, 0.2231414]).reshape(z.shape)


def cross_entropy(logits, targets):
    return 2 * 1.8175136


def predict_tokens(logits, vocabulary):
    return ["h", "e"]
