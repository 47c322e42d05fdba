# /// attack
# tries = "returns nan and infinity, which differ from nothing by more than a tolerance"
# score_at_most = 10
# ///
def softmax(z):
    return np.full(z.shape, np.nan)


def cross_entropy(logits, targets):
    return float("inf") if len(targets) % 2 else float("nan")


def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
    return np.full(b_h.shape, np.nan)


def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
    return np.full((len(x), len(b_h)), -np.inf)[: max(len(x), 1)] if len(x) else np.zeros((1, 1))


def rnn_outputs(h, W_hy, b_y):
    return np.full((len(h), len(b_y)), np.nan) if len(h) else None
