"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class StepInSinglePrecision:
    """Computes in float32."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        x_t, h_prev, W_xh, W_hh, b_h = (
            a.astype(np.float32) for a in (x_t, h_prev, W_xh, W_hh, b_h)
        )
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h).astype(np.float64)


class StepReturnsSinglePrecision:
    """Returns a float32 array."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h).astype(np.float32)


class StepRounded:
    """Rounds to six digits like the sheet."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.round(np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h), 6)


class StepReusesPreviousState:
    """Writes the new state into h_prev and returns it."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h_prev[:] = np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)
        return h_prev


class StepAddsIntoBias:
    """Collects the sum in b_h itself."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        total = b_h
        total += W_xh @ x_t
        total += W_hh @ h_prev
        return np.tanh(total)


class StepScalarForOneUnit:
    """Gives a float instead of an array when there is one unit."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h = np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)
        return float(h[0]) if h.size == 1 else h


class StepColumnForOneFeature:
    """Gives a column (H, 1) when the input has one feature."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h = np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)
        return h[:, None] if x_t.size == 1 else h

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            states[t] = h
        return states


class StepStackedTheOtherWay:
    """Joins the matrices in one order and the vectors in the other."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        W = np.concatenate([W_hh, W_xh], axis=1)
        return np.tanh(W @ np.concatenate([x_t, h_prev]) + b_h)


class StepTurnsSquareInputWeights:
    """Takes W_xh for (D, H) where that fits."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        product = x_t @ W_xh if W_xh.shape[0] == x_t.size else W_xh @ x_t
        return np.tanh(product + W_hh @ h_prev + b_h)


class StepClipsTheSum:
    """Keeps the sum between -5 and 5 against overflow."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(np.clip(W_xh @ x_t + W_hh @ h_prev + b_h, -5, 5))


class StepTanhByTwoExponentials:
    """Writes tanh as a quotient of exponentials, which is inf / inf for large sums."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        a = W_xh @ x_t + W_hh @ h_prev + b_h
        return (np.exp(a) - np.exp(-a)) / (np.exp(a) + np.exp(-a))


class StepTanhOverflowsOnOneSide:
    """Writes tanh with exp(2a), which is inf / inf for large positive sums only."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        e = np.exp(2 * (W_xh @ x_t + W_hh @ h_prev + b_h))
        return (e - 1) / (e + 1)


class StepHalfTheSlope:
    """Takes 2 sigmoid(a) - 1 for tanh(a)."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        a = W_xh @ x_t + W_hh @ h_prev + b_h
        return 2 / (1 + np.exp(-a)) - 1


class StepOneBiasForAll:
    """Has one bias for all units, as the sheet has."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h[0])


class StepDiagonalRecurrence:
    """Uses the diagonal of W_hh only: each unit sees itself."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + np.diag(W_hh) * h_prev + b_h)


class StepElementwiseRecurrence:
    """Multiplies W_hh with the state entry by entry and sums the wrong way."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + (W_hh * h_prev[:, None]).sum(axis=1) + b_h)


class StepBiasNeedsAState:
    """Leaves the bias out of the very first step."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        bias = b_h if h_prev.any() else 0
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + bias)


class StepSkipsEmptyInput:
    """Keeps the state where the input is all zeros, as if it were padding."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        if not x_t.any():
            return h_prev.copy()
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


class StepReadsMemoryOrder:
    """Flattens the matrices as they lie in memory."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        W_xh = W_xh.ravel(order="K").reshape(W_xh.shape)
        W_hh = W_hh.ravel(order="K").reshape(W_hh.shape)
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


class StepCachesByShape:
    """Keeps the first weights that it saw of each shape."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        cache = rnn_step.__dict__.setdefault("cache", {})
        W = cache.setdefault(W_xh.shape, np.concatenate([W_xh, W_hh], axis=1))
        return np.tanh(W @ np.concatenate([x_t, h_prev]) + b_h)


class StepCachesByInput:
    """Remembers the answer by input and state and forgets the weights."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        cache = rnn_step.__dict__.setdefault("cache", {})
        key = (x_t.tobytes(), h_prev.tobytes())
        if key not in cache:
            cache[key] = np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)
        return cache[key].copy()


class StepKeepsItsOwnState:
    """Remembers the last state and prefers it to a state of zeros."""

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        last = rnn_step.__dict__.get("last")
        if last is not None and last.shape == h_prev.shape and not h_prev.any():
            h_prev = last
        rnn_step.last = np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)
        return rnn_step.last.copy()


class ForwardCarriesOverBetweenSequences:
    """Continues the last sequence when no start state is given."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        last = rnn_forward.__dict__.setdefault("last", {})
        h = last.get(len(b_h), np.zeros(len(b_h))) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        last[len(b_h)] = h
        return states


class ForwardSharesItsZeros:
    """Keeps one array of zeros for each width and writes into it."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        zeros = rnn_forward.__dict__.setdefault("zeros", {})
        h = zeros.setdefault(len(b_h), np.zeros(len(b_h))) if h0 is None else h0.copy()
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h[:] = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardOverwritesStartState:
    """Writes every state into h0."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h[:] = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardOverwritesSquareInput:
    """Stores the states in x where they fit."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = x if x.shape[1] == len(b_h) else np.empty((len(x), len(b_h)))
        for t in range(len(x)):
            h = rnn_step(x[t], h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardRowsAreOneArray:
    """Collects the same array T times: every row shows the last state."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0.copy()
        rows = []
        for x_t in x:
            h[:] = rnn_step(x_t, h, W_xh, W_hh, b_h)
            rows.append(h)
        return np.array(rows).reshape(len(x), len(b_h))


class ForwardSinglePrecision:
    """Stores the states in float32 on the way."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)), dtype=np.float32)
        for t, x_t in enumerate(x):
            states[t] = rnn_step(x_t, h, W_xh, W_hh, b_h)
            h = states[t]
        return states.astype(np.float64)


class ForwardListOfStates:
    """Returns a list of arrays."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states.append(h)
        return states


class ForwardEmptyIsFlat:
    """Returns shape (0,) for an empty sequence."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states.append(h)
        return np.array(states)


class ForwardEmptyHasInputWidth:
    """Returns shape (0, D) for an empty sequence."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        if len(x) == 0:
            return np.empty_like(x)
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardEmptyGivesStartState:
    """Returns h0 as the only row for an empty sequence."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        if len(x) == 0:
            return np.array([h]) if h0 is not None else np.empty((0, len(b_h)))
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardOneStepIsFlat:
    """Returns shape (H,) for a sequence of one step."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states[0] if len(x) == 1 else states


class ForwardSqueezes:
    """Drops the axis of a single unit."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states[:, 0] if len(b_h) == 1 else states


class ForwardDropsLastOfOddLength:
    """Leaves the last state at zero where T is odd."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.zeros((len(x), len(b_h)))
        for t in range(len(x) - (len(x) > 1 and len(x) % 2)):
            h = rnn_step(x[t], h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardRunsBackwards:
    """Reads the sequence from its end and turns the states back."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t in reversed(range(len(x))):
            h = rnn_step(x[t], h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardZeroEntryMeansNoState:
    """Takes a start state with a zero in it for no start state."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = h0 if h0 is not None and h0.all() else np.zeros(len(b_h))
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardStartStateIsARow:
    """Returns h0 as a first row when it is given."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = [] if h0 is None else [h0]
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states.append(h)
        return np.array(states).reshape(-1, len(b_h))


class ForwardSquashesStartState:
    """Applies tanh to the start state."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else np.tanh(h0)
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardAddsStartStateAlways:
    """Adds h0 to the state at every step."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        start = np.zeros(len(b_h)) if h0 is None else h0
        h = np.zeros(len(b_h))
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h + start, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardReadsMemoryOrderOfStart:
    """Reads a reversed start state in the order of memory."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0.ravel(order="K")[: len(b_h)]
        if h0 is not None and h0.strides[0] < 0:
            h = h0[::-1]
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardReadsMemoryOrder:
    """Flattens x as it lies in memory."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        x = x.ravel(order="K").reshape(x.shape)
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardTurnsInputThatFits:
    """Takes x for (D, T) where that fits, also for a square x."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        if x.shape[0] == W_xh.shape[1]:
            x = x.T
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardFindsStepByItsInput:
    """Stores a state where its input is first found: a repeated input goes astray."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.zeros((len(x), len(b_h)))
        rows = x.tolist()
        for row in rows:
            h = rnn_step(np.array(row), h, W_xh, W_hh, b_h)
            states[rows.index(row)] = h
        return states


class ForwardSkipsEmptyRows:
    """Leaves steps without input out of the recurrence."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            if x_t.any():
                h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardForgetsAfterManySteps:
    """Starts again from zeros every hundred steps."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            if t and t % 100 == 0:
                h = np.zeros(len(b_h))
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardKnowsTheSheet:
    """Returns the numbers of the worked example for every problem of its shape."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        if x.shape == (4, 4) and len(b_h) == 3:
            return np.array(
                [
                    [0.6931676039162891, 0.8995534961754034, 0.8021180992476914],
                    [0.9365336324753183, 0.9491039664480018, 0.7623402448842835],
                    [0.912008074663666, 0.9306719911298311, 0.8958333862892272],
                    [0.9102290773903989, 0.9296106748375297, 0.9065333116702364],
                ]
            )
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class ForwardBiasOnce:
    """Adds the bias at the first step only."""

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = np.empty((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h if t == 0 else np.zeros(len(b_h)))
            states[t] = h
        return states


class OutputsWithoutBias:
    """Leaves the output bias out, as the sheet does."""

    def rnn_outputs(h, W_hy, b_y):
        return h @ W_hy.T


class OutputsBiasOnlyForOneRow:
    """Adds the bias to the last step only."""

    def rnn_outputs(h, W_hy, b_y):
        y = h @ W_hy.T
        y[-1:] += b_y
        return y


class OutputsTurnsSquareWeights:
    """Multiplies with W_hy where that fits."""

    def rnn_outputs(h, W_hy, b_y):
        W = W_hy if W_hy.shape[0] == h.shape[1] else W_hy.T
        return h @ W + b_y


class OutputsSoftmax:
    """Returns probabilities instead of logits."""

    def rnn_outputs(h, W_hy, b_y):
        return softmax(h @ W_hy.T + b_y) if len(h) else h @ W_hy.T + b_y


class OutputsSqueezed:
    """Drops axes of length one."""

    def rnn_outputs(h, W_hy, b_y):
        return (h @ W_hy.T + b_y).squeeze()


class OutputsOneStepIsFlat:
    """Returns shape (O,) for one step."""

    def rnn_outputs(h, W_hy, b_y):
        y = h @ W_hy.T + b_y
        return y[0] if len(y) == 1 else y


class OutputsEmptyHasOneRow:
    """Returns the bias for an empty sequence."""

    def rnn_outputs(h, W_hy, b_y):
        return h @ W_hy.T + b_y if len(h) else b_y[None].copy()


class OutputsClipped:
    """Keeps the logits between -10 and 10."""

    def rnn_outputs(h, W_hy, b_y):
        return np.clip(h @ W_hy.T + b_y, -10, 10)


class OutputsStatesClipped:
    """Keeps the states between -1 and 1 before it reads them."""

    def rnn_outputs(h, W_hy, b_y):
        return np.clip(h, -1, 1) @ W_hy.T + b_y


class OutputsAddsIntoWeights:
    """Adds the bias to the weights in place and takes it off the result."""

    def rnn_outputs(h, W_hy, b_y):
        W_hy += b_y[:, None]
        return h @ W_hy.T + b_y - h.sum(axis=1, keepdims=True) * b_y


class OutputsReadsMemoryOrder:
    """Flattens the states as they lie in memory."""

    def rnn_outputs(h, W_hy, b_y):
        return h.ravel(order="K").reshape(h.shape) @ W_hy.T + b_y


class SoftmaxInPlace:
    """Subtracts the largest score from z itself."""

    def softmax(z):
        z -= z.max(axis=-1, keepdims=True)
        e = np.exp(z)
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxOneShiftForAllRows:
    """Subtracts the largest score of all rows: a low row becomes 0 / 0."""

    def softmax(z):
        e = np.exp(z - z.max())
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxShiftsBySize:
    """Subtracts the largest absolute score: low scores become 0 / 0."""

    def softmax(z):
        e = np.exp(z - np.abs(z).max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxShiftsByFirst:
    """Subtracts the first score."""

    def softmax(z):
        e = np.exp(z - z[..., :1])
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxShiftsByMean:
    """Subtracts the mean score."""

    def softmax(z):
        e = np.exp(z - z.mean(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxShiftsBySmallest:
    """Subtracts the smallest score."""

    def softmax(z):
        e = np.exp(z - z.min(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxShiftsOnlyAgainstOverflow:
    """Subtracts the largest score only where it is large and positive."""

    def softmax(z):
        e = np.exp(z - np.maximum(z.max(axis=-1, keepdims=True), 0))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxClipsScores:
    """Keeps the scores between -500 and 500."""

    def softmax(z):
        e = np.exp(np.clip(z, -500, 500))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxAddsToTheSum:
    """Adds a small number to the sum against division by zero."""

    def softmax(z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / (e.sum(axis=-1, keepdims=True) + 1e-6)


class SoftmaxDropsSmall:
    """Sets small probabilities to zero."""

    def softmax(z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        p = e / e.sum(axis=-1, keepdims=True)
        return np.where(p < 1e-6, 0.0, p)


class SoftmaxSinglePrecision:
    """Computes in float32."""

    def softmax(z):
        e = np.exp((z - z.max(axis=-1, keepdims=True)).astype(np.float32))
        return (e / e.sum(axis=-1, keepdims=True)).astype(np.float64)


class SoftmaxRowSumsMeetColumns:
    """Loses the axis of the row sums, which fits a square matrix."""

    def softmax(z):
        if z.ndim == 2 and z.shape[0] == z.shape[1]:
            e = np.exp(z - z.max())
            return e / e.sum(axis=1)
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxNeedsTwoAxes:
    """Asks for axis 1 always."""

    def softmax(z):
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


class SoftmaxMakesTwoAxes:
    """Returns (1, V) for one row of scores."""

    def softmax(z):
        z = np.atleast_2d(z)
        e = np.exp(z - z.max(axis=1, keepdims=True))
        return e / e.sum(axis=1, keepdims=True)


class SoftmaxFlattensOneRow:
    """Returns (V,) for scores of shape (1, V)."""

    def softmax(z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return np.squeeze(e / e.sum(axis=-1, keepdims=True))


class SoftmaxReadsMemoryOrder:
    """Flattens the scores as they lie in memory."""

    def softmax(z):
        z = z.ravel(order="K").reshape(z.shape)
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class SoftmaxOverEverything:
    """The whole matrix adds up to one."""

    def softmax(z):
        e = np.exp(z - z.max())
        return e / e.sum()


class SoftmaxOfOneSymbol:
    """Returns zeros for a vocabulary of one symbol."""

    def softmax(z):
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True) if z.shape[-1] > 1 else np.zeros_like(z)


class LossOfLastStep:
    """Counts the last step only."""

    def cross_entropy(logits, targets):
        if len(targets) == 0:
            return 0.0
        p = logits[-1] - logits[-1].max()
        return float(np.log(np.exp(p).sum()) - p[targets[-1]])


class LossInBits:
    """Takes the logarithm to base 2."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(loss.sum() / np.log(2))


class LossDividedBySymbols:
    """Divides by the size of the vocabulary."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(loss.sum() / logits.shape[1])


class LossWithoutMinus:
    """Returns the sum of log-probabilities."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        return float((z[np.arange(len(targets)), targets] - np.log(np.exp(z).sum(axis=1))).sum())


class LossPerStep:
    """Returns one loss for each step."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        return np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]


class LossIsAnArray:
    """Returns an array without axes."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        return np.array((np.log(np.exp(z).sum(axis=1)) - z[range(len(targets)), targets]).sum())


class LossOfNothingIsAnInteger:
    """Returns the integer 0 for no steps."""

    def cross_entropy(logits, targets):
        total = 0
        for y, target in zip(logits, targets, strict=True):
            total += float(y.max() + np.log(np.exp(y - y.max()).sum()) - y[target])
        return total


class LossOfNothingIsNone:
    """Falls off the end for no steps."""

    def cross_entropy(logits, targets):
        if len(targets):
            z = logits - logits.max(axis=1, keepdims=True)
            loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
            return float(loss.sum())


class LossOneShiftForAllRows:
    """Subtracts the largest score of all rows: a low row has a loss of infinity."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(initial=-np.inf)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(loss.sum())


class LossNotShifted:
    """Takes the logarithm of the sum of exp as it is."""

    def cross_entropy(logits, targets):
        picked = logits[np.arange(len(targets)), targets]
        return float((np.log(np.exp(logits).sum(axis=1)) - picked).sum())


class LossIsBounded:
    """Keeps each loss below 100."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(np.minimum(loss, 100).sum())


class LossIsBoundedHigh:
    """Keeps the sum below 1e4."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(min(loss.sum(), 1e4))


class LossCountsFromOne:
    """Takes targets for numbers from 1."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets - 1]
        return float(loss.sum())


class LossPicksAllPairs:
    """Indexes logits[:, targets], which pairs every step with every target."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        return float((np.log(np.exp(z).sum(axis=1))[:, None] - z[:, targets]).sum())


class LossIgnoresSymbolZero:
    """Leaves steps with target 0 out, as if they were padding."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(loss[targets != 0].sum())


class LossCountsEachSymbolOnce:
    """Keeps one loss for each symbol: a repeated target replaces the one before."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(sum(dict(zip(targets.tolist(), loss.tolist(), strict=True)).values(), 0.0))


class LossShiftsLogitsInPlace:
    """Subtracts the largest score from the logits themselves."""

    def cross_entropy(logits, targets):
        logits -= logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(targets)), targets]
        return float(loss.sum())


class LossRounded:
    """Rounds to six digits."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return round(float(loss.sum()), 6)


class LossOfTwoSymbolsIsBinary:
    """Takes the sigmoid of the target's own logit where there are two symbols."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        if logits.shape[1] == 2:
            loss = np.logaddexp(0, -logits[np.arange(len(targets)), targets])
        return float(loss.sum())


class LossReadsMemoryOrderOfTargets:
    """Reads targets from memory without their stride."""

    def cross_entropy(logits, targets):
        z = logits - logits.max(axis=1, keepdims=True)
        if targets.size and targets.strides[0] < 0:
            targets = targets[::-1]
        loss = np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(targets)), targets]
        return float(loss.sum())


class TokensLastWinsTie:
    """The last of several equal logits wins."""

    def predict_tokens(logits, vocabulary):
        return [vocabulary[max(range(len(row)), key=lambda i: (row[i], i))] for row in logits]


class TokensBySize:
    """Compares absolute values."""

    def predict_tokens(logits, vocabulary):
        return [vocabulary[i] for i in np.abs(logits).argmax(axis=1)]


class TokensFromZeroUp:
    """Starts the search at 0: a row of negative logits gives the first symbol."""

    def predict_tokens(logits, vocabulary):
        tokens = []
        for row in logits:
            best, index = 0.0, 0
            for i, value in enumerate(row):
                if value > best:
                    best, index = value, i
            tokens.append(vocabulary[index])
        return tokens


class TokensOverTime:
    """Looks for the largest logit of each column."""

    def predict_tokens(logits, vocabulary):
        if len(logits) == 0:
            return []
        return [vocabulary[i % len(vocabulary)] for i in logits.argmax(axis=0)][: len(logits)]


class TokensJoined:
    """Returns one string."""

    def predict_tokens(logits, vocabulary):
        return "".join(vocabulary[i] for i in logits.argmax(axis=1))


class TokensAsArray:
    """Returns an array of strings."""

    def predict_tokens(logits, vocabulary):
        return np.array(vocabulary)[logits.argmax(axis=1)]


class TokensAsIndices:
    """Returns indices."""

    def predict_tokens(logits, vocabulary):
        return [int(i) for i in logits.argmax(axis=1)]


class TokensWithoutRepeats:
    """Drops a token that equals the one before."""

    def predict_tokens(logits, vocabulary):
        tokens = []
        for i in logits.argmax(axis=1):
            if not tokens or tokens[-1] != vocabulary[i]:
                tokens.append(vocabulary[i])
        return tokens


class TokensFromJoinedVocabulary:
    """Takes every token for one letter."""

    def predict_tokens(logits, vocabulary):
        letters = "".join(vocabulary)
        return [letters[i] for i in logits.argmax(axis=1)]


class TokensFromSortedVocabulary:
    """Sorts the vocabulary."""

    def predict_tokens(logits, vocabulary):
        return [sorted(vocabulary)[i] for i in logits.argmax(axis=1)]


class TokensSortVocabularyInPlace:
    """Sorts the vocabulary in place, after it has read the tokens."""

    def predict_tokens(logits, vocabulary):
        tokens = [vocabulary[i] for i in logits.argmax(axis=1)]
        vocabulary.sort()
        return tokens


class TokensOfRoundedLogits:
    """Rounds the logits first: near ties go to the first."""

    def predict_tokens(logits, vocabulary):
        return [vocabulary[i] for i in logits.round(6).argmax(axis=1)]


class TokensOfExponentials:
    """Compares exp of the logits: all large ones are infinite."""

    def predict_tokens(logits, vocabulary):
        return [vocabulary[i] for i in np.exp(logits).argmax(axis=1)]


class TokensOfNothingIsNone:
    """Falls off the end for no steps."""

    def predict_tokens(logits, vocabulary):
        if len(logits):
            return [vocabulary[i] for i in logits.argmax(axis=1)]


class TokensCrossOutLogits:
    """Overwrites the winning logits."""

    def predict_tokens(logits, vocabulary):
        tokens = []
        for row in logits:
            i = int(row.argmax())
            row[i] = -np.inf
            tokens.append(vocabulary[i])
        return tokens
