"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class SigmoidByTanh:
    """Never overflows, and loses everything below 1e-16."""

    def sigmoid(z):
        return 0.5 * (1 + np.tanh(z / 2))


class SigmoidClipped:
    """Cuts large numbers off."""

    def sigmoid(z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))


class SigmoidOtherForm:
    """exp(z) / (1 + exp(z)), which is inf / inf on the other side."""

    def sigmoid(z):
        return np.exp(z) / (1 + np.exp(z))


class SigmoidWithoutMinus:
    def sigmoid(z):
        return 1 / (1 + np.exp(z))


class SigmoidOneSideByTheFirst:
    """Decides for all entries by the first."""

    def sigmoid(z):
        if z.ravel()[0] >= 0:
            return 1 / (1 + np.exp(-z))
        return np.exp(z) / (1 + np.exp(z))


class SigmoidInPlace:
    def sigmoid(z):
        e = np.exp(-np.abs(z))
        s = np.where(z < 0, e, 1.0) / (1 + e)
        z[:] = s
        return s


class SigmoidFlat:
    """Forgets the shape."""

    def sigmoid(z):
        z = z.ravel()
        e = np.exp(-np.abs(z))
        return np.where(z < 0, e, 1.0) / (1 + e)


class SigmoidNanToZero:
    """Repairs what overflowed."""

    def sigmoid(z):
        return np.nan_to_num(np.exp(z) / (1 + np.exp(z)))


class GruResetForgotten:
    """r = 1."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        a = W @ x_t + b + U @ h_prev + (0 if b_rec is None else b_rec)
        z = sigmoid(a[0])
        return z * h_prev + (1 - z) * np.tanh(a[2])


class GruResetOnInput:
    """The reset gate weakens the input."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        rec = np.zeros_like(b) if b_rec is None else b_rec
        a, back = W @ x_t + b, U @ h_prev + rec
        z, r = sigmoid(a[:2] + back[:2])
        return z * h_prev + (1 - z) * np.tanh(r * a[2] + back[2])


class GruResetOnWholeCandidate:
    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        a = W @ x_t + b + U @ h_prev + (0 if b_rec is None else b_rec)
        z, r = sigmoid(a[:2])
        return z * h_prev + (1 - z) * np.tanh(r * a[2])


class GruUpdateAndResetExchanged:
    """The first block resets."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        r, z = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruResetAfterAlways:
    """After the product also without recurrent biases."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + r * from_h[2])


class GruRecurrentBiasNotReset:
    """The recurrent bias of the candidate stands outside."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        if b_rec is None:
            reset = U[2] @ (r * h_prev)
        else:
            reset = r * (U[2] @ h_prev) + b_rec[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruInputBiasReset:
    """Both biases of the candidate are reset."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t
        from_h = U @ h_prev + b if b_rec is None else U @ h_prev + b + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        if b_rec is None:
            reset = U[2] @ (r * h_prev) + b[2]
        else:
            reset = r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruIgnoresRecurrentBias:
    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x, from_h = W @ x_t + b, U @ h_prev
        z, r = sigmoid(from_x[:2] + from_h[:2])
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + U[2] @ (r * h_prev))


class GruTransposed:
    """Takes the recurrent matrices the other way round."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = h_prev @ U if b_rec is None else h_prev @ U + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = (r * h_prev) @ U[2] if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruGatesAreScalars:
    """One gate for all units."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2]).mean(axis=1)
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruGatesAreNotSquashed:
    """Gates without sigmoid."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = from_x[:2] + from_h[:2]
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruAddsCandidate:
    """The candidate is added in full."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + np.tanh(from_x[2] + reset)


class GruKeepsResetState:
    """What is kept is the reset state."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * (r * h_prev) + (1 - z) * np.tanh(from_x[2] + reset)


class GruWritesIntoState:
    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        h_prev *= z
        h_prev += (1 - z) * np.tanh(from_x[2] + reset)
        return h_prev.copy()


class GruAddsBiasIntoBias:
    """Sums the two bias vectors in b."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        if b_rec is not None:
            b += b_rec
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruSinglePrecision:
    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        h = z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)
        return h.astype(np.float32).astype(float)


class GruZeroBiasIsNone:
    """Takes recurrent biases of zero for none."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        if b_rec is not None and not b_rec.any():
            b_rec = None
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class GruForwardIgnoresStart:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h, states = np.zeros(b.shape[1]), []
        for x_t in x:
            h = gru_step(x_t, h, W, U, b, b_rec)
            states.append(h)
        return np.array(states)


class GruForwardForgetsRecurrentBias:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h, states = np.zeros(b.shape[1]) if h0 is None else h0, []
        for x_t in x:
            h = gru_step(x_t, h, W, U, b)
            states.append(h)
        return np.array(states)


class GruForwardKeepsStart:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        states = [np.zeros(b.shape[1]) if h0 is None else h0]
        for x_t in x:
            states.append(gru_step(x_t, states[-1], W, U, b, b_rec))
        return np.array(states)


class GruForwardShifted:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h, states = np.zeros(b.shape[1]) if h0 is None else h0, []
        for x_t in x:
            states.append(h)
            h = gru_step(x_t, h, W, U, b, b_rec)
        return np.array(states)


class GruForwardLastState:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        for x_t in x:
            h = gru_step(x_t, h, W, U, b, b_rec)
        return h


class GruForwardStateNotCarried:
    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        return np.array([gru_step(x_t, h, W, U, b, b_rec) for x_t in x])


class LstmForgetComplement:
    """f = 1 - i, as in a GRU."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, _, g, o = W @ x_t + U @ h_prev + b
        c = (1 - sigmoid(i)) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmForgetFlipped:
    """The forget gate forgets where it is open."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = (1 - sigmoid(f)) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmCandidateSigmoid:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * sigmoid(g)
        return sigmoid(o) * np.tanh(c), c


class LstmCandidateBare:
    """The candidate without activation."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * g
        return sigmoid(o) * np.tanh(c), c


class LstmShowsOldCell:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c_prev), c


class LstmOutputSeesCell:
    """Peephole: the output gate reads the cell."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o + c) * np.tanh(c), c


class LstmSquashesCell:
    """tanh of the cell is carried on."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = np.tanh(sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g))
        return sigmoid(o) * c, c


class LstmClipsCell:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = np.clip(sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g), -1, 1)
        return sigmoid(o) * np.tanh(c), c


class LstmOrderFigo:
    """The forget gate first, as in some papers."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        f, i, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmOrderTurned:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        o, g, f, i = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmForgetBiasOne:
    """Adds 1 to the bias of the forget gate, as frameworks do when they draw it."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f + 1) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmReadsCellForState:
    """The gates read the cell."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ c_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmPairTurned:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return c, sigmoid(o) * np.tanh(c)


class LstmStateOnly:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c)


class LstmWritesIntoCell:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c_prev *= sigmoid(f)
        c_prev += sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c_prev), c_prev.copy()


class LstmNoBias:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmTransposed:
    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + h_prev @ U + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class LstmForwardStatesOnly:
    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1]) if c0 is None else c0
        states = []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
        return np.array(states)


class LstmForwardLastCell:
    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1]) if c0 is None else c0
        states = []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
        return np.array(states), c


class LstmForwardIgnoresCell:
    """c0 is not read."""

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1])
        states, cells = [], []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
            cells.append(c)
        return np.array(states), np.array(cells)


class LstmForwardCellFromState:
    """Without a cell the state is taken."""

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = h if c0 is None else c0
        states, cells = [], []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
            cells.append(c)
        return np.array(states), np.array(cells)


class LstmForwardStartsExchanged:
    def lstm_forward(x, W, U, b, h0=None, c0=None):
        c = np.zeros(b.shape[1]) if h0 is None else h0
        h = np.zeros(b.shape[1]) if c0 is None else c0
        states, cells = [], []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
            cells.append(c)
        return np.array(states), np.array(cells)


class LstmForwardBothOrNone:
    """One of them without the other is not looked at."""

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        if h0 is None or c0 is None:
            h0 = c0 = np.zeros(b.shape[1])
        h, c, states, cells = h0, c0, [], []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            states.append(h)
            cells.append(c)
        return np.array(states), np.array(cells)


class LstmForwardStateNotCarried:
    """Only the cell goes on."""

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h0 = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1]) if c0 is None else c0
        states, cells = [], []
        for x_t in x:
            h, c = lstm_step(x_t, h0, c, W, U, b)
            states.append(h)
            cells.append(c)
        return np.array(states), np.array(cells)


class StackedTopOnly:
    def stacked_forward(x, layers):
        for W_xh, W_hh, b_h in layers:
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            x = np.array(rows)
        return x


class StackedLastStates:
    def stacked_forward(x, layers):
        states = []
        for W_xh, W_hh, b_h in layers:
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            x = np.array(rows)
            states.append(x[-1])
        return states


class StackedSumsBeforeTanh:
    """The upper layer reads what entered tanh."""

    def stacked_forward(x, layers):
        states = []
        for W_xh, W_hh, b_h in layers:
            h, rows, sums = np.zeros(len(b_h)), [], []
            for row in x:
                sums.append(W_xh @ row + W_hh @ h + b_h)
                h = np.tanh(sums[-1])
                rows.append(h)
            x = np.array(sums)
            states.append(np.array(rows))
        return states


class StackedPreviousStep:
    """The upper layer reads the state of the step before."""

    def stacked_forward(x, layers):
        states = []
        for W_xh, W_hh, b_h in layers:
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            states.append(np.array(rows))
            x = np.vstack([np.zeros(len(b_h)), states[-1][:-1]])
        return states


class StackedStartsFromBelow:
    """Where the widths allow it, a layer starts from the last state of the one below."""

    def stacked_forward(x, layers):
        states, last = [], None
        for W_xh, W_hh, b_h in layers:
            fits = last is not None and len(last) == len(b_h)
            h, rows = last if fits else np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            last = h
            x = np.array(rows)
            states.append(x)
        return states


class StackedTopDown:
    """The last layer of the list is the lowest where the widths allow it."""

    def stacked_forward(x, layers):
        if all(W_xh.shape == layers[0][0].shape for W_xh, _, _ in layers):
            layers = layers[::-1]
        states = []
        for W_xh, W_hh, b_h in layers:
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            x = np.array(rows)
            states.append(x)
        return states


class StackedWithInput:
    """The input is the first of the states."""

    def stacked_forward(x, layers):
        states = [x.copy()]
        for W_xh, W_hh, b_h in layers:
            h, rows = np.zeros(len(b_h)), []
            for row in states[-1]:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            states.append(np.array(rows))
        return states


class StackedTwoOnly:
    """Every upper layer reads the first."""

    def stacked_forward(x, layers):
        states = []
        for W_xh, W_hh, b_h in layers:
            below = states[0] if states and states[0].shape[1] == W_xh.shape[1] else x
            if states and states[0].shape[1] != W_xh.shape[1]:
                below = states[-1]
            h, rows = np.zeros(len(b_h)), []
            for row in below:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            states.append(np.array(rows))
        return states


class StackedWithoutRecurrenceAbove:
    """Only the lowest layer remembers."""

    def stacked_forward(x, layers):
        states = []
        for level, (W_xh, W_hh, b_h) in enumerate(layers):
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + (W_hh @ h if level == 0 else 0) + b_h)
                rows.append(h)
            x = np.array(rows)
            states.append(x)
        return states


class StackedEatsTheLayers:
    def stacked_forward(x, layers):
        states = []
        while layers:
            W_xh, W_hh, b_h = layers.pop(0)
            h, rows = np.zeros(len(b_h)), []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            x = np.array(rows)
            states.append(x)
        return states
