"""Wrong submissions for elman_jordan, written from the handout and the reference alone."""

import numpy as np


class output_instead_of_state:
    """The Elman network feeds its output back: it raises where the number of outputs does not fit W_hh,
    and from the second step on its states are wrong where it does."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "Jordan feedback in the Elman network"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        if h0 is None:
            prev = np.zeros(len(b_h))
        else:
            prev = h0
        h = []
        y = []
        for t in range(len(x)):
            h_t = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            y_t = W_hy @ h_t + b_y
            h.append(h_t)
            y.append(y_t)
            prev = y_t
        return np.array(h), np.array(y)


class start_not_used:
    """The Elman network starts from zeros also where h0 is given."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "goes wrong only with h0"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        T, H = len(x), len(b_h)
        h = np.zeros((T, H))
        for t in range(T):
            before = h[t - 1] if t > 0 else np.zeros(H)
            h[t] = np.tanh(W_xh @ x[t] + W_hh @ before + b_h)
        return h, h @ W_hy.T + b_y


class last_row_as_start:
    """The Elman network computes its first state from h0 twice: the first step is made two times."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "wrong from the first step on"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h_prev = np.zeros(len(b_h)) if h0 is None else h0
        h_prev = np.tanh(W_xh @ x[0] + W_hh @ h_prev + b_h)
        states = []
        for row in x:
            h_prev = np.tanh(W_xh @ row + W_hh @ h_prev + b_h)
            states.append(h_prev)
        states = np.array(states)
        return states, np.dot(states, W_hy.T) + b_y


class outputs_one_step_late:
    """The states are right, but each output is read from the state before; the first one from zeros."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "outputs shifted"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x) + 1, len(b_h)))
        if h0 is not None:
            h[0] = h0
        y = np.zeros((len(x), len(b_y)))
        for t in range(len(x)):
            h[t + 1] = np.tanh(W_xh @ x[t] + W_hh @ h[t] + b_h)
            y[t] = W_hy @ (h[t] if t > 0 else np.zeros(len(b_h))) + b_y
        return h[1:], y


class squashed_outputs:
    """The states of the Elman network are right, its outputs went through tanh."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "tanh once too often"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        hs, ys = [], []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            hs.append(h)
            ys.append(np.tanh(W_hy @ h + b_y))
        return np.stack(hs), np.stack(ys)


class only_the_outputs:
    """The Elman network returns its outputs alone, an array instead of a pair."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "wrong type"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = h0 if h0 is not None else np.zeros(W_hh.shape[0])
        y = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            y.append(W_hy @ h + b_y)
        return np.array(y)


class lists_of_rows:
    """All values of the Elman network are right, but h and y are lists of arrays."""

    FUNCTIONS = ("elman_forward",)
    SHOWS = "list instead of array"

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = h0 if h0 is not None else np.zeros(W_hh.shape[0])
        hs, ys = [], []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            hs += [h]
            ys += [W_hy @ h + b_y]
        return hs, ys


class hidden_layer_in_the_context:
    """The context of the Jordan network takes up the hidden layer: it raises where the widths differ and
    is wrong from the second step on where they do not."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "Elman feedback in the Jordan network"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        h, y, contexts = [], [], []
        for x_t in x:
            contexts.append(c)
            h_t = np.tanh(W_xh @ x_t + W_ch @ c + b_h)
            y_t = W_hy @ h_t + b_y
            h.append(h_t)
            y.append(y_t)
            c = alpha * c + h_t
        return np.array(h), np.array(y), np.array(contexts)


class nothing_fed_back:
    """The Jordan network reads the first context at every step; its contexts are all the same."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "right in the first step only"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        O = W_hy.shape[0]
        c = np.zeros(O) if context0 is None else context0
        h = np.tanh(x @ W_xh.T + W_ch @ c + b_h)
        y = h @ W_hy.T + b_y
        contexts = np.tile(c, (len(x), 1))
        return h, y, contexts


class first_context_ignored:
    """The Jordan network starts from a context of zeros also where context0 is given."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "goes wrong only with context0"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        T = x.shape[0]
        h = np.zeros((T, W_xh.shape[0]))
        y = np.zeros((T, W_hy.shape[0]))
        c = np.zeros((T, W_hy.shape[0]))
        for t in range(T):
            if t >= 1:
                c[t] = alpha * c[t - 1] + y[t - 1]
            h[t] = np.tanh(np.dot(W_xh, x[t]) + np.dot(W_ch, c[t]) + b_h)
            y[t] = np.dot(W_hy, h[t]) + b_y
        return h, y, c


class first_context_weakened:
    """The first context is alpha times context0 instead of context0 itself."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "goes wrong only with context0"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros_like(b_y) if context0 is None else context0
        y_t = np.zeros_like(b_y)
        hs, ys, cs = [], [], []
        for x_t in x:
            context = alpha * context + y_t
            h_t = np.tanh(W_xh @ x_t + W_ch @ context + b_h)
            y_t = W_hy @ h_t + b_y
            hs.append(h_t)
            ys.append(y_t)
            cs.append(context)
        return np.array(hs), np.array(ys), np.array(cs)


class alpha_forgotten:
    """The context is the output of the step before, whatever alpha is."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "goes wrong only with alpha"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        h, y, contexts = [], [], []
        for t in range(len(x)):
            contexts.append(c)
            h.append(np.tanh(W_xh @ x[t] + W_ch @ c + b_h))
            y.append(W_hy @ h[t] + b_y)
            c = y[t]
        return np.array(h), np.array(y), np.array(contexts)


class alpha_on_the_new_output:
    """The next context is the old one plus alpha times the output: with alpha = 0 nothing comes back."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "decay on the wrong term"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0.copy()
        h, y, contexts = [], [], []
        for t in range(len(x)):
            contexts.append(c.copy())
            h.append(np.tanh(W_xh @ x[t] + W_ch @ c + b_h))
            y.append(W_hy @ h[t] + b_y)
            c += alpha * y[t]
        return np.array(h), np.array(y), np.array(contexts)


class moving_average:
    """The context is a moving average of the outputs: right for alpha = 0, wrong for every other alpha."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "average instead of sum"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        T = len(x)
        h = np.empty((T, len(b_h)))
        y = np.empty((T, len(b_y)))
        contexts = np.empty((T, len(b_y)))
        contexts[0] = 0 if context0 is None else context0
        for t in range(T):
            if t > 0:
                contexts[t] = alpha * contexts[t - 1] + (1 - alpha) * y[t - 1]
            h[t] = np.tanh(W_xh @ x[t] + W_ch @ contexts[t] + b_h)
            y[t] = W_hy @ h[t] + b_y
        return h, y, contexts


class output_before_last_fades:
    """Not the last context fades but the output before the last one: a context knows two outputs only.
    Right for alpha = 0, and where there are only two steps without a first context."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "goes wrong only with alpha"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        y = [np.zeros(len(b_y)), np.zeros(len(b_y)) if context0 is None else context0]
        h, contexts = [], []
        for x_t in x:
            c_t = y[-1] + alpha * y[-2]
            contexts.append(c_t)
            h.append(np.tanh(W_xh @ x_t + W_ch @ c_t + b_h))
            y.append(W_hy @ h[-1] + b_y)
        return np.array(h), np.array(y[2:]), np.array(contexts)


class contexts_left_behind:
    """h and y are right; row t of the contexts is the one after step t, one row too early."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "contexts shifted by one row"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y)) if context0 is None else context0
        h, y, contexts = [], [], []
        for x_t in x:
            h_t = np.tanh(W_xh @ x_t + W_ch @ context + b_h)
            y_t = W_hy @ h_t + b_y
            context = alpha * context + y_t
            h.append(h_t)
            y.append(y_t)
            contexts.append(context)
        return np.array(h), np.array(y), np.array(contexts)


class contexts_of_all_times:
    """h and y are right; the contexts have T + 1 rows, with the one after the last step."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "one row too many"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        contexts = [np.zeros(len(b_y)) if context0 is None else context0]
        h, y = [], []
        for x_t in x:
            h.append(np.tanh(W_xh @ x_t + W_ch @ contexts[-1] + b_h))
            y.append(W_hy @ h[-1] + b_y)
            contexts.append(alpha * contexts[-1] + y[-1])
        return np.array(h), np.array(y), np.array(contexts)


class contexts_not_returned:
    """h and y are right, and nothing else is returned: a pair instead of a triple."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "wrong number of entries"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        h, y = [], []
        for x_t in x:
            h.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            y.append(W_hy @ h[-1] + b_y)
            c = alpha * c + y[-1]
        return np.array(h), np.array(y)


class one_array_for_all_contexts:
    """h and y are right; the same array is collected at every step, so that all rows of the contexts are
    the one after the last step."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "the same row everywhere"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y))
        if context0 is not None:
            context[:] = context0
        hs, ys, contexts = [], [], []
        for x_t in x:
            contexts.append(context)
            h = np.tanh(W_xh @ x_t + W_ch @ context + b_h)
            y = W_hy @ h + b_y
            context[:] = alpha * context + y
            hs.append(h)
            ys.append(y)
        return np.array(hs), np.array(ys), np.array(contexts)


class first_context_overwritten:
    """All results are right, but context0 holds the last context afterwards."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "argument changed"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        if context0 is None:
            context0 = np.zeros(len(b_y))
        hs, ys, contexts = [], [], []
        for x_t in x:
            contexts.append(context0.copy())
            hs.append(np.tanh(W_xh @ x_t + W_ch @ context0 + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            context0 *= alpha
            context0 += ys[-1]
        return np.array(hs), np.array(ys), np.array(contexts)


class output_bias_of_jordan_missing:
    """The outputs of the Jordan network have no bias, neither those returned nor those fed back."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "wrong from the first output on"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        h, y, contexts = [], [], []
        for x_t in x:
            contexts.append(c)
            h.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            y.append(W_hy @ h[-1])
            c = alpha * c + y[-1]
        return np.array(h), np.array(y), np.array(contexts)


class memory_never_cleared:
    """run_epochs carries the state over in both modes."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "mode has no effect"

    def run_epochs(sequences, params, mode):
        W_xh, W_hh, b_h = params
        h = np.zeros(len(b_h))
        result = []
        for x in sequences:
            states = []
            for x_t in x:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
                states.append(h)
            result.append(np.array(states))
        return result


class memory_cleared_at_every_step:
    """With "epochwise", run_epochs starts every step from zeros; "continuous" is right."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "no memory at all"

    def run_epochs(sequences, params, mode):
        W_xh, W_hh, b_h = params
        h = np.zeros(len(b_h))
        result = []
        for x in sequences:
            states = np.zeros((len(x), len(b_h)))
            for t in range(len(x)):
                if mode == "epochwise":
                    h = np.zeros(len(b_h))
                h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
                states[t] = h
            result.append(states)
        return result


class memory_always_cleared:
    """run_epochs starts each sequence from zeros in both modes."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "mode has no effect"

    def run_epochs(sequences, params, mode):
        no_outputs = np.zeros((1, len(params[2]))), np.zeros(1)
        return [elman_forward(x, *params, *no_outputs)[0] for x in sequences]


class modes_exchanged:
    """run_epochs carries the state over with "epochwise" and clears it with "continuous"."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "the modes are exchanged"

    def run_epochs(sequences, params, mode):
        W_hy, b_y = np.zeros((1, len(params[2]))), np.zeros(1)
        h0 = None
        all_states = []
        for seq in sequences:
            if mode == "continuous":
                h0 = None
            states, _ = elman_forward(seq, *params, W_hy, b_y, h0=h0)
            h0 = states[-1]
            all_states.append(states)
        return all_states


class all_sequences_in_one_array:
    """run_epochs returns one array with the right states of all sequences below each other."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "wrong type"

    def run_epochs(sequences, params, mode):
        W_xh, W_hh, b_h = params
        h = np.zeros(len(b_h))
        states = []
        for x in sequences:
            if mode != "continuous":
                h = np.zeros(len(b_h))
            for x_t in x:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
                states.append(h)
        return np.array(states)


class last_state_of_each:
    """run_epochs returns the last state of each sequence only: one-dimensional arrays."""

    FUNCTIONS = ("run_epochs",)
    SHOWS = "wrong shape"

    def run_epochs(sequences, params, mode):
        W_xh, W_hh, b_h = params
        h = np.zeros(len(b_h))
        last = []
        for x in sequences:
            if mode == "epochwise":
                h = np.zeros(len(b_h))
            for x_t in x:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            last.append(h)
        return last


class output_known_too_early:
    """A step of the Jordan network reads its own output: the output is computed first, from a hidden
    layer with the old context, goes into the context, and then the step is made."""

    FUNCTIONS = ("jordan_forward",)
    SHOWS = "context one step early"

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        h, y, contexts = [], [], []
        for x_t in x:
            # output of this step
            guess = W_hy @ np.tanh(W_xh @ x_t + W_ch @ c + b_h) + b_y
            c = alpha * c + guess
            h_t = np.tanh(W_xh @ x_t + W_ch @ c + b_h)
            h.append(h_t)
            y.append(W_hy @ h_t + b_y)
            contexts.append(c)
        return np.array(h), np.array(y), np.array(contexts)
