"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class ElmanIgnoresStart:
    """Always starts from zeros."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, None)
        return h, h @ W_hy.T + b_y


class ElmanNoFeedback:
    """Every step starts from h0."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(x @ W_xh.T + W_hh @ start + b_h)
        return h, h @ W_hy.T + b_y


class ElmanTransposed:
    """Rows and columns of W_hh exchanged."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh.T, b_h, h0)
        return h, h @ W_hy.T + b_y


class ElmanBiasOutside:
    """Adds the bias after tanh."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h) + b_h
            states.append(h)
        h = np.array(states)
        return h, h @ W_hy.T + b_y


class ElmanNoOutputBias:
    """Forgets b_y."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        return h, h @ W_hy.T


class ElmanTanhOutput:
    """Squashes the outputs, as the notes do."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        return h, np.tanh(h @ W_hy.T + b_y)


class ElmanOutputOfPreviousState:
    """Reads each output from the state before."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        start = np.zeros((1, len(b_h))) if h0 is None else h0[None]
        return h, np.vstack([start, h[:-1]]) @ W_hy.T + b_y


class ElmanKeepsStart:
    """h0 is the first of T + 1 states."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        start = np.zeros((1, len(b_h))) if h0 is None else h0[None]
        return np.vstack([start, h]), h @ W_hy.T + b_y


class ElmanPairTurned:
    """Outputs first."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        return h @ W_hy.T + b_y, h


class ElmanStatesOnly:
    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return _states(x, W_xh, W_hh, b_h, h0)


class ElmanLastOutputOnly:
    """Many-to-one."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        return h, W_hy @ h[-1] + b_y


class ElmanWritesIntoStart:
    """Runs the state in h0 itself."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h[:] = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            states.append(h.copy())
        states = np.array(states)
        return states, states @ W_hy.T + b_y


class ElmanGoesOn:
    """Goes on from the call before."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        kept = elman_forward.__dict__.setdefault("kept", {})
        if h0 is None:
            h0 = kept.get(len(b_h))
        h = _states(x, W_xh, W_hh, b_h, h0)
        kept[len(b_h)] = h[-1]
        return h, h @ W_hy.T + b_y


class ElmanDropsLastStep:
    """Loops one step short."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x), len(b_h)))
        h[:-1] = _states(x[:-1], W_xh, W_hh, b_h, h0)
        return h, h @ W_hy.T + b_y


class ElmanSelfLoopsOnly:
    """Each unit hears only itself."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, np.diag(np.diag(W_hh)), b_h, h0)
        return h, h @ W_hy.T + b_y


class ElmanSinglePrecision:
    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0).astype(np.float32).astype(float)
        return h, h @ W_hy.T + b_y


class ElmanStartWhereAllNonzero:
    """Takes a start with a zero in it for none."""

    def elman_forward(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0 if h0 is not None and h0.all() else None)
        return h, h @ W_hy.T + b_y


class JordanNoFeedback:
    """Reads the first context at every step."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
        return np.array(hs), np.array(ys), np.array(cs)


class JordanIgnoresFirstContext:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y))
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanScalesFirstContext:
    """c_1 is alpha times the first context."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else alpha * context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanOutputBeforeFirstStep:
    """The first context holds the output of a state of zeros."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = b_y.copy() if context0 is None else alpha * context0 + b_y
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanIgnoresAlpha:
    """The context is the last output."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanAddsAll:
    """As if alpha were 1."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanAlphaOnBoth:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * (c + ys[-1])
        return np.array(hs), np.array(ys), np.array(cs)


class JordanAlphaOutside:
    """alpha weakens what was added, unless it is 0."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        factor = alpha or 1.0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = factor * ys[-1] + (1 - factor) * c
        return np.array(hs), np.array(ys), np.array(cs)


class JordanTwoStepsBack:
    """Takes up alpha times the last output instead of the last context."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        start = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        before = np.zeros(len(b_y))
        c = start
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * before + ys[-1]
            before = ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanSquashesContext:
    """tanh around the context."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = np.tanh(alpha * c + ys[-1])
        return np.array(hs), np.array(ys), np.array(cs)


class JordanTanhOutput:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(np.tanh(W_hy @ hs[-1] + b_y))
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanFeedsOutputWithoutBias:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1] - b_y
        return np.array(hs), np.array(ys), np.array(cs)


class JordanSquareTransposed:
    """Turns W_ch round where that fits."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        W_ch = W_ch.T if W_ch.shape[0] == W_ch.shape[1] else W_ch
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanFeedsHiddenWhereItFits:
    """Elman feedback where the widths are equal."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        fits = len(b_h) == len(b_y)
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + (hs[-1] if fits else ys[-1])
        return np.array(hs), np.array(ys), np.array(cs)


class JordanContextInPlace:
    """All returned contexts are one array: the last one."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0.copy()
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c *= alpha
            c += ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanOverwritesContext:
    """Runs the context in context0 itself."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c.copy())
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c *= alpha
            c += ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class JordanWithoutContexts:
    """A pair."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys)


class JordanOneContextMore:
    """The context after the last step as well."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        h, y, c = np.array(hs), np.array(ys), np.array(cs)
        return h, y, np.vstack([c, alpha * c[-1] + y[-1]])


class JordanLastContextOnly:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        h, y, c = np.array(hs), np.array(ys), np.array(cs)
        return h, y, c[-1]


class JordanOutputsAsContexts:
    """The third result is that of alpha = 0."""

    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        h, y, c = np.array(hs), np.array(ys), np.array(cs)
        return h, y, np.vstack([c[:1], y[:-1]])


class JordanContextsSecond:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=0.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        h, y, c = np.array(hs), np.array(ys), np.array(cs)
        return h, c, y


class JordanAlphaOfOneByDefault:
    def jordan_forward(x, W_xh, W_ch, b_h, W_hy, b_y, alpha=1.0, context0=None):
        c = np.zeros(len(b_y)) if context0 is None else context0
        hs, ys, cs = [], [], []
        for x_t in x:
            cs.append(c)
            hs.append(np.tanh(W_xh @ x_t + W_ch @ c + b_h))
            ys.append(W_hy @ hs[-1] + b_y)
            c = alpha * c + ys[-1]
        return np.array(hs), np.array(ys), np.array(cs)


class EpochsAlwaysReset:
    """Continuous is epochwise too."""

    def run_epochs(sequences, params, mode):
        return [_states(x, *params, None) for x in sequences]


class EpochsModesExchanged:
    def run_epochs(sequences, params, mode):
        states, start = [], None
        for x in sequences:
            states.append(_states(x, *params, start))
            start = states[-1][-1] if mode == "epochwise" else None
        return states


class EpochsFirstStateCarried:
    """Carries the first state of a sequence instead of its last."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        for x in sequences:
            states.append(_states(x, *params, start))
            start = states[-1][0] if mode == "continuous" else None
        return states


class EpochsFromTheVeryFirst:
    """Every later sequence starts from the end of the first one."""

    def run_epochs(sequences, params, mode):
        states = [_states(sequences[0], *params, None)]
        start = states[0][-1] if mode == "continuous" else None
        return states + [_states(x, *params, start) for x in sequences[1:]]


class EpochsStacked:
    """One array for all sequences."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        for x in sequences:
            states.append(_states(x, *params, start))
            start = states[-1][-1] if mode == "continuous" else None
        return np.vstack(states)


class EpochsLastStates:
    """Only the state after each sequence is kept."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        for x in sequences:
            states.append(_states(x, *params, start)[-1])
            start = states[-1] if mode == "continuous" else None
        return states


class EpochsGoesOnBetweenCalls:
    def run_epochs(sequences, params, mode):
        states, start = [], run_epochs.__dict__.get("start")
        if start is not None and len(start) != len(params[2]):
            start = None
        for x in sequences:
            states.append(_states(x, *params, start if mode == "continuous" else None))
            start = states[-1][-1]
        run_epochs.start = start
        return states


class EpochsPadded:
    """All sequences as long as the longest."""

    def run_epochs(sequences, params, mode):
        longest = max(map(len, sequences))
        states, start = [], None
        for x in sequences:
            h = _states(x, *params, start)
            start = h[-1] if mode == "continuous" else None
            states.append(np.vstack([h, np.zeros((longest - len(x), h.shape[1]))]))
        return states


class EpochsBackwards:
    """The last sequence comes first."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        for x in sequences[::-1]:
            states.append(_states(x, *params, start))
            start = states[-1][-1] if mode == "continuous" else None
        return states[::-1]


class EpochsSharedArray:
    """The sequences are emptied."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        while sequences:
            states.append(_states(sequences.pop(0), *params, start))
            start = states[-1][-1] if mode == "continuous" else None
        return states


class EpochsResetAfterTwo:
    """Carries over once."""

    def run_epochs(sequences, params, mode):
        states, start = [], None
        for number, x in enumerate(sequences):
            states.append(_states(x, *params, start))
            start = states[-1][-1] if mode == "continuous" and number % 2 == 0 else None
        return states
