"""Known-wrong work with a name: each class holds the functions that its belief changes."""


class jordan_feeds_hidden:
    """The context holds the hidden layer of the step before, as in an Elman network."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, contexts = [], [], []
        for x_t in x:
            contexts.append(context)
            h = np.tanh(W_xh @ x_t + W_ch @ context + b_h)
            hs.append(h)
            ys.append(W_hy @ h + b_y)
            context = alpha * context + h
        return np.array(hs), np.array(ys), np.array(contexts)


class elman_feeds_output:
    """The recurrent matrix reads the output of the step before, as in a Jordan network."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        fed_back = np.zeros(len(b_h)) if h0 is None else h0
        hs, ys = [], []
        for x_t in x:
            hs.append(np.tanh(W_xh @ x_t + W_hh @ fed_back + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            fed_back = ys[-1]
        return np.array(hs), np.array(ys)


class output_after_context:
    """The output of a step is in the context of the same step already."""

    class twice_computed:
        """The step is computed again with the context that its output went into."""

        def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
            context = np.zeros(len(b_y)) if context0 is None else context0
            hs, ys, contexts = [], [], []
            for x_t in x:
                first = np.tanh(W_xh @ x_t + W_ch @ context + b_h)
                context = alpha * context + W_hy @ first + b_y
                contexts.append(context)
                hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
                ys.append(W_hy @ hs[-1] + b_y)
            return np.array(hs), np.array(ys), np.array(contexts)

    class first_output_kept:
        """Only the hidden layer is computed again; the output is that of the first time."""

        def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
            context = np.zeros(len(b_y)) if context0 is None else context0
            hs, ys, contexts = [], [], []
            for x_t in x:
                y = W_hy @ np.tanh(W_xh @ x_t + W_ch @ context + b_h) + b_y
                context = alpha * context + y
                contexts.append(context)
                hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
                ys.append(y)
            return np.array(hs), np.array(ys), np.array(contexts)

    class without_context:
        """What goes into the context is the output that the input alone would give."""

        def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
            context = np.zeros(len(b_y)) if context0 is None else context0
            hs, ys, contexts = [], [], []
            for x_t in x:
                context = alpha * context + W_hy @ np.tanh(W_xh @ x_t + b_h) + b_y
                contexts.append(context)
                hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
                ys.append(W_hy @ hs[-1] + b_y)
            return np.array(hs), np.array(ys), np.array(contexts)


class alpha_on_output:
    """Alpha weakens the output that comes in, and the context never fades."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, contexts = [], [], []
        for x_t in x:
            contexts.append(context)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            context = context + alpha * ys[-1]
        return np.array(hs), np.array(ys), np.array(contexts)


class convex_context:
    """The context is an average of itself and the output."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, contexts = [], [], []
        for x_t in x:
            contexts.append(context)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            context = alpha * context + (1 - alpha) * ys[-1]
        return np.array(hs), np.array(ys), np.array(contexts)


class contexts_after_update:
    """The contexts that are returned are those that the steps leave behind."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        context = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, contexts = [], [], []
        for x_t in x:
            hs.append(np.tanh(W_xh @ x_t + W_ch @ context + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            context = alpha * context + ys[-1]
            contexts.append(context)
        return np.array(hs), np.array(ys), np.array(contexts)


class never_reset:
    """The state is carried from sequence to sequence in both modes."""

    def run_epochs(sequences, params, mode):
        states = []
        start = None
        for x in sequences:
            states.append(_states(x, *params, start))
            start = states[-1][-1]
        return states


class reset_every_step:
    """Epochwise, every step starts from zeros."""

    def run_epochs(sequences, params, mode):
        states = []
        start = None
        for x in sequences:
            if mode == "continuous":
                states.append(_states(x, *params, start))
                start = states[-1][-1]
            else:
                states.append(np.vstack([_states(row[None], *params, None) for row in x]))
        return states
