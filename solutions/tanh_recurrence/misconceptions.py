"""Known-wrong work with a name: each class holds the functions that its belief changes."""


class bias_outside:
    """The bias is added after the activation."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh @ h_prev) + b_h


class no_hidden_bias:
    """The state has no bias."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh @ h_prev)


class whh_transposed:
    """Row i of W_hh is taken for the unit that sends."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh.T @ h_prev + b_h)


class output_reads_previous:
    """The output of a step is read from the state before it."""

    class zeros_first:
        """The first output is read from a state of zeros."""

        def rnn_outputs(h, W_hy, b_y):
            previous = np.zeros_like(h)
            previous[1:] = h[:-1]
            return previous @ W_hy.T + b_y

    class first_twice:
        """The first two outputs are both read from h_1, as y_2 from h_1 in the notes."""

        def rnn_outputs(h, W_hy, b_y):
            previous = h.copy()
            previous[1:] = h[:-1]
            return previous @ W_hy.T + b_y

    class wrapped:
        """The first output is read from h[-1], which is the last state."""

        def rnn_outputs(h, W_hy, b_y):
            return np.array([W_hy @ h[t - 1] + b_y for t in range(len(h))]).reshape(-1, len(b_y))


class states_shifted:
    """The returned states begin with h_0 and end before h_T."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            states[t] = h
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
        return states


class no_recurrence:
    """Every step starts from h_0: the state is not carried over."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            states[t] = rnn_step(x_t, h, W_xh, W_hh, b_h)
        return states


class preactivation_fed_back:
    """The next step reads the sum before tanh instead of the state."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        carried = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            carried = W_xh @ x_t + W_hh @ carried + b_h
            states[t] = np.tanh(carried)
        return states


class ignores_h0:
    """Every sequence starts from zeros, also where a start state is given."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h))
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class softmax_overflow:
    """exp is applied to the scores as they are."""

    def softmax(z):
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)


class softmax_over_time:
    """The first axis adds up to one instead of the last."""

    def softmax(z):
        e = np.exp(z - z.max(axis=0, keepdims=True))
        return e / e.sum(axis=0, keepdims=True)


class log_of_softmax_underflow:
    """The loss is the logarithm of a rounded probability, which can be 0."""

    class plus_epsilon:
        """A small number is added to the probability."""

        def cross_entropy(logits, targets):
            p = softmax(logits)[np.arange(len(targets)), targets]
            return float(-np.sum(np.log(p + 1e-12)))

    class clipped:
        """The probability is kept above a small number."""

        def cross_entropy(logits, targets):
            p = softmax(logits)[np.arange(len(targets)), targets]
            return float(-np.sum(np.log(np.clip(p, 1e-15, 1.0))))

    class bare:
        """The logarithm of 0 is taken as it comes: minus infinity."""

        def cross_entropy(logits, targets):
            p = softmax(logits)[np.arange(len(targets)), targets]
            return float(-np.sum(np.log(p)))


class loss_mean:
    """The losses of the steps are averaged."""

    def cross_entropy(logits, targets):
        if len(targets) == 0:
            return 0.0
        shift = logits.max(axis=1)
        logsumexp = shift + np.log(np.exp(logits - shift[:, None]).sum(axis=1))
        return float(np.mean(logsumexp - logits[np.arange(len(targets)), targets]))


class output_tanh:
    """The logits go through tanh."""

    def rnn_outputs(h, W_hy, b_y):
        return np.tanh(h @ W_hy.T + b_y)
