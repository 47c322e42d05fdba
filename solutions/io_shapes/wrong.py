"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class OneSinglePrecision:
    """Computes in float32."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _step(x, _start(b_h, h0), W_xh, W_hh, b_h).astype(np.float32)
        return (W_hy @ h + b_y).astype(float)


class OneReturnsSinglePrecision:
    """Returns float32."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return (W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y).astype(np.float32)


class OneBiasOutside:
    """Adds the bias of the state after tanh."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ (np.tanh(W_xh @ x + W_hh @ _start(b_h, h0)) + b_h) + b_y


class OneNoOutputBias:
    """Leaves the output bias out."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h)


class OneFloatForOneOutput:
    """Gives a float where there is one output."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y
        return float(y[0]) if y.size == 1 else y


class OneTwoSteps:
    """Lets the cell run twice."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _step(x, _start(b_h, h0), W_xh, W_hh, b_h)
        return W_hy @ _step(x, h, W_xh, W_hh, b_h) + b_y


class OneStartStateOfZerosOnly:
    """Takes a start state with a zero in it for none."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = np.zeros(len(b_h)) if h0 is None or not h0.all() else h0
        return W_hy @ _step(x, start, W_xh, W_hh, b_h) + b_y


class OneTruthyStart:
    """`h0 or zeros` fails for more than one unit."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _step(x, h0 or np.zeros(len(b_h)), W_xh, W_hh, b_h) + b_y


class OneSquashedStart:
    """Applies tanh to the start state."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _step(x, np.tanh(_start(b_h, h0)), W_xh, W_hh, b_h) + b_y


class OneAddsIntoBias:
    """Collects the sum in b_h itself."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = _start(b_h, h0)
        b_h += W_xh @ x + W_hh @ start
        return W_hy @ np.tanh(b_h) + b_y


class OneCachesByShape:
    """Keeps the first weights that it saw of each shape."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        cache = one_to_one.__dict__.setdefault("cache", {})
        W_xh = cache.setdefault(W_xh.shape, W_xh.copy())
        return W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y


class OneMemoryOrder:
    """Flattens W_xh as it lies in memory."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        W_xh = W_xh.ravel(order="K").reshape(W_xh.shape)
        return W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y


class OneClipped:
    """Keeps outputs between -1 and 1."""

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return np.clip(W_hy @ _step(x, _start(b_h, h0), W_xh, W_hh, b_h) + b_y, -1, 1)


class ManyInputAtTheEnd:
    """Gives the input at the last step."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[-1:] = x
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class ManyStepsTooFew:
    """Counts the input for a step of its own and drops it."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        return (_states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y)[1:]


class ManyBackwards:
    """Puts the last output first."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        return (_states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y)[::-1]


class ManyStartStateAtEveryStep:
    """Starts every step from h0 and the input alone."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = _start(b_h, h0)
        rows = [_step(x * (t == 0), start, W_xh, W_hh, b_h) for t in range(steps)]
        return np.array(rows).reshape(steps, len(b_h)) @ W_hy.T + b_y


class ManyIgnoresStart:
    """Starts from zeros always."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        return _states(inputs, W_xh, W_hh, b_h, None) @ W_hy.T + b_y


class ManyInputIsTheState:
    """Takes the projected input for the first state, without tanh."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = W_xh @ x + W_hh @ _start(b_h, h0) + b_h
        outputs = np.zeros((steps, len(b_y)))
        for t in range(steps):
            outputs[t] = W_hy @ h + b_y
            h = np.tanh(W_hh @ h + b_h)
        return outputs


class ManyDecays:
    """Halves the input at each step instead of taking it away."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.array([x * 0.5**t for t in range(steps)]).reshape(steps, len(x))
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class ManyNoStepsIsOne:
    """Gives one output for no steps."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((max(steps, 1), len(x)))
        inputs[:1] = x
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class ManyNoStepsRaises:
    """Fails for no steps."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[0] = x
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class ManyNoStepsIsNone:
    """Falls off the end for no steps."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        if steps:
            inputs = np.zeros((steps, len(x)))
            inputs[0] = x
            return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class ManyOneStepFlat:
    """Drops the time axis of a single step."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        y = _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return y[0] if steps == 1 else y


class ManyZeroesTheInput:
    """Sets x itself to zero after the first step."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h, rows = _start(b_h, h0), []
        for _ in range(steps):
            h = _step(x, h, W_xh, W_hh, b_h)
            rows.append(W_hy @ h + b_y)
            x[:] = 0
        return np.array(rows).reshape(steps, len(b_y))


class ManyAtMostTwo:
    """Stops after two steps and repeats the last output."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((min(steps, 2), len(x)))
        inputs[:1] = x
        y = _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return y[np.minimum(np.arange(steps), len(y) - 1)] if steps else y


class ManyStatesReturned:
    """Returns the states."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        return _states(inputs, W_xh, W_hh, b_h, h0)


class ManyIgnoresAZeroInput:
    """Starts later where the input is zero."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        if not x.any():
            return np.tile(b_y, (steps, 1))
        inputs = np.zeros((steps, len(x)))
        inputs[:1] = x
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class LastLargest:
    """Takes the largest output of all steps."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return (_states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y).max(axis=0)


class LastMiddle:
    """Takes the output in the middle."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _states(x, W_xh, W_hh, b_h, h0)[len(x) // 2] + b_y


class LastBackwards:
    """Goes through the sequence backwards."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _states(x[::-1], W_xh, W_hh, b_h, h0)[-1] + b_y


class LastIgnoresStart:
    """Starts from zeros always."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _states(x, W_xh, W_hh, b_h, None)[-1] + b_y


class LastSigmoid:
    """Returns a probability."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return 1 / (1 + np.exp(-(W_hy @ _states(x, W_xh, W_hh, b_h, h0)[-1] + b_y)))


class LastWithTimeAxis:
    """Returns (1, O)."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return _states(x, W_xh, W_hh, b_h, h0)[-1:] @ W_hy.T + b_y


class LastDistinctInputs:
    """Reads an input that came before only once."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        rows = list({row.tobytes(): row for row in reversed(x)}.values())[::-1]
        return W_hy @ _states(np.array(rows), W_xh, W_hh, b_h, h0)[-1] + b_y


class LastFiftySteps:
    """Reads the first fifty steps at most."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _states(x[:50], W_xh, W_hh, b_h, h0)[-1] + b_y


class LastTakesWideForLong:
    """Takes x for (D, T) where that fits."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        x = x.T if x.shape[0] == W_xh.shape[1] else x
        return W_hy @ _states(x, W_xh, W_hh, b_h, h0)[-1] + b_y


class LastMemoryOrder:
    """Flattens x as it lies in memory."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        x = x.ravel(order="K").reshape(x.shape)
        return W_hy @ _states(x, W_xh, W_hh, b_h, h0)[-1] + b_y


class LastWritesStart:
    """Writes each state into h0."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _start(b_h, h0)
        for x_t in x:
            h[:] = _step(x_t, h, W_xh, W_hh, b_h)
        return W_hy @ h + b_y


class LastContinuesTheCallBefore:
    """Goes on where the last call stopped."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        memory = many_to_one.__dict__.setdefault("memory", {})
        h0 = memory.get(len(b_h)) if h0 is None else h0
        memory[len(b_h)] = _states(x, W_xh, W_hh, b_h, h0)[-1]
        return W_hy @ memory[len(b_h)] + b_y


class EveryStepAverages:
    """Averages the outputs so far."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return np.cumsum(y, axis=0) / np.arange(1, len(x) + 1)[:, None]


class EveryStepBackwards:
    """Goes through the sequence backwards and turns the outputs back."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return (_states(x[::-1], W_xh, W_hh, b_h, h0) @ W_hy.T + b_y)[::-1]


class EveryStepOneLate:
    """Waits one step, and repeats the last output."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return np.vstack([y[1:], y[-1:]])


class EveryStepWithStart:
    """Has an output for h0 too."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.vstack([_start(b_h, h0), _states(x, W_xh, W_hh, b_h, h0)])
        return h @ W_hy.T + b_y


class EveryStepIgnoresStart:
    """Starts from zeros always."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return _states(x, W_xh, W_hh, b_h, None) @ W_hy.T + b_y


class EveryStepBiasOnce:
    """Adds the output bias to the first row only."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T
        y[0] += b_y
        return y


class EveryStepOneOutputFlat:
    """Drops the axis of a single output."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return y[:, 0] if y.shape[1] == 1 else y


class EveryStepOneStepFlat:
    """Drops the axis of a single step."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = _states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y
        return y[0] if len(y) == 1 else y


class EveryStepTurnsSquareWeights:
    """Multiplies with W_hy from the left where that fits."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _states(x, W_xh, W_hh, b_h, h0)
        return h @ (W_hy if W_hy.shape[0] == W_hy.shape[1] else W_hy.T) + b_y


class EveryStepPreactivationCarried:
    """Carries the sum before tanh."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        a, rows = _start(b_h, h0), []
        for x_t in x:
            a = W_xh @ x_t + W_hh @ a + b_h
            rows.append(W_hy @ np.tanh(a) + b_y)
        return np.array(rows)


class EveryStepList:
    """Returns a list of rows."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return list(_states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y)


class EveryStepClipped:
    """Keeps outputs between -3 and 3."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return np.clip(_states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y, -3, 3)


class DecoderFromH0:
    """The decoder starts from h0 where there is one."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _states(x, *encoder, h0)[-1] if h0 is None else h0
        y, outputs = np.zeros(len(b_y)), np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderEncoderIgnoresStart:
    """The encoder starts from zeros always."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, None)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderDeaf:
    """Reads zeros at every step."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _states(x, *encoder, h0)[-1]
        return _states(np.zeros((steps, len(b_y))), *decoder, h) @ W_hy.T + b_y


class DecoderReadsTheSentence:
    """The decoder reads the inputs again where they fit, and zeros after them."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _states(x, *encoder, h0)[-1]
        rows = np.zeros((steps, len(b_y)))
        n = min(len(x), steps)
        rows[:n, : x.shape[1]] = x[:n, : len(b_y)]
        return _states(rows, *decoder, h) @ W_hy.T + b_y


class DecoderFirstInputOnes:
    """Begins with a vector of ones."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.ones(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderFirstInputBias:
    """Begins with the output bias."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], b_y
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderFeedsWithoutBias:
    """Feeds the output back without its bias."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            y = W_hy @ h
            outputs[t] = y + b_y
        return outputs


class DecoderFeedsSoftmax:
    """Feeds probabilities back."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = W_hy @ h + b_y
            y = np.exp(outputs[t] - outputs[t].max())
            y /= y.sum()
        return outputs


class DecoderFeedsClipped:
    """Keeps what it feeds back between -1 and 1."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(np.clip(y, -1, 1), h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderFeedsOlderOutput:
    """Reads the output of two steps before."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _states(x, *encoder, h0)[-1]
        said = [np.zeros(len(b_y))] * 2
        for _ in range(steps):
            h = _step(said[-2], h, *decoder)
            said.append(W_hy @ h + b_y)
        return np.array(said[2:]).reshape(steps, len(b_y))


class DecoderAddsUpOutputs:
    """Reads the sum of all that it said."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, total = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(total, h, *decoder)
            outputs[t] = W_hy @ h + b_y
            total = total + outputs[t]
        return outputs


class DecoderWithoutState:
    """Starts every step from the encoder's state."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        context, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            outputs[t] = y = W_hy @ _step(y, context, *decoder) + b_y
        return outputs


class DecoderFromTheMeanState:
    """Starts from the average of the encoder's states."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0).mean(axis=0), np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderFromBackwardEncoder:
    """The encoder goes through the sentence backwards, as some do."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x[::-1], *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderEncoderMissesTheEnd:
    """The encoder leaves the last word out."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = np.vstack([_start(encoder[2], h0), _states(x, *encoder, h0)])[-2], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderWeightsInEncoder:
    """One set of weights reads and writes: the decoder's, where it fits."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        layer = decoder if x.shape[1] == len(b_y) else encoder
        h, y = _states(x, *layer, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderRecurrenceOfEncoder:
    """The decoder uses the encoder's recurrent matrix."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, decoder[0], encoder[1], decoder[2])
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderStopsEarly:
    """Makes ten steps at most."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.zeros((steps, len(b_y)))
        for t in range(min(steps, 10)):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class DecoderNoStepsFlat:
    """Returns shape (0,) for no steps."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y, rows = _states(x, *encoder, h0)[-1], np.zeros(len(b_y)), []
        for _ in range(steps):
            h = _step(y, h, *decoder)
            y = W_hy @ h + b_y
            rows.append(y)
        return np.array(rows)


class DecoderReturnsTheSentenceToo:
    """Has a row of zeros first, for what it read at its first step."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, rows = _states(x, *encoder, h0)[-1], [np.zeros(len(b_y))]
        for _ in range(steps):
            h = _step(rows[-1], h, *decoder)
            rows.append(W_hy @ h + b_y)
        return np.array(rows)


class DecoderWritesStart:
    """Writes the encoder's states into h0."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _start(encoder[2], h0)
        for x_t in x:
            h[:] = _step(x_t, h, *encoder)
        y, outputs = np.zeros(len(b_y)), np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class BatchLengthsPlusOne:
    """Reads one step more where there is one."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[: n + 1], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        return np.array(last) @ W_hy.T + b_y


class BatchLongestForAll:
    """Reads all sequences as far as the longest one goes."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[: lengths.max()], W_xh, W_hh, b_h, h0)[-1] for row in x]
        return np.array(last) @ W_hy.T + b_y


class BatchFirstLengthForAll:
    """Takes the first length for all."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[: lengths[0]], W_xh, W_hh, b_h, h0)[-1] for row in x]
        return np.array(last) @ W_hy.T + b_y


class BatchSortedByLength:
    """Returns the longest sequence first."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        order = np.argsort(-lengths, kind="stable")
        last = [_states(x[b, : lengths[b]], W_xh, W_hh, b_h, h0)[-1] for b in order]
        return np.array(last) @ W_hy.T + b_y


class BatchIgnoresStart:
    """Starts from zeros always."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[:n], W_xh, W_hh, b_h, None)[-1] for row, n in zip(x, lengths)]
        return np.array(last) @ W_hy.T + b_y


class BatchStartForTheFirst:
    """Only the first sequence starts from h0."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [
            _states(row[:n], W_xh, W_hh, b_h, None if b else h0)[-1]
            for b, (row, n) in enumerate(zip(x, lengths))
        ]
        return np.array(last) @ W_hy.T + b_y


class BatchStartOfEachSequence:
    """Takes entry b of h0 for the start of sequence b, where the sizes are equal."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = []
        for b in range(len(x)):
            start = h0
            if h0 is not None and len(h0) == len(x):
                start = np.full(len(b_h), h0[b])
            last.append(_states(x[b, : lengths[b]], W_xh, W_hh, b_h, start)[-1])
        return np.array(last) @ W_hy.T + b_y


class BatchMeanOverSteps:
    """Averages the outputs of the real steps."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        mean = [_states(row[:n], W_xh, W_hh, b_h, h0).mean(axis=0) for row, n in zip(x, lengths)]
        return np.array(mean) @ W_hy.T + b_y


class BatchZeroAfterTheEnd:
    """Sets the state to zero behind a sequence."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x), len(b_h))) + _start(b_h, h0)
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h) * (t < lengths)[:, None]
        return h @ W_hy.T + b_y


class BatchTimeFirst:
    """Takes x for (T, B, D) where that fits."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        if x.shape[0] == x.shape[1]:
            x = x.transpose(1, 0, 2)
        last = [_states(row[:n], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        return np.array(last) @ W_hy.T + b_y


class BatchOfOneFlat:
    """Drops the axis of a batch of one."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[:n], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        y = np.array(last) @ W_hy.T + b_y
        return y[0] if len(y) == 1 else y


class BatchOneOutputFlat:
    """Drops the axis of a single output."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[:n], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        y = np.array(last) @ W_hy.T + b_y
        return y[:, 0] if y.shape[1] == 1 else y


class BatchTransposed:
    """Returns (O, B)."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[:n], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        return (np.array(last) @ W_hy.T + b_y).T


class BatchList:
    """Returns a list of rows."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return [
            W_hy @ _states(row[:n], W_xh, W_hh, b_h, h0)[-1] + b_y for row, n in zip(x, lengths)
        ]


class BatchClearsPadding:
    """Sets the padding in x itself to zero."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        for row, n in zip(x, lengths):
            row[n:] = 0
        last = [_states(row[:n], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        return np.array(last) @ W_hy.T + b_y


class BatchCountsLengthsDown:
    """Counts the lengths themselves down."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x), len(b_h))) + _start(b_h, h0)
        for t in range(x.shape[1]):
            new = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            h = np.where((lengths > 0)[:, None], new, h)
            lengths -= 1
        return h @ W_hy.T + b_y


class BatchSkipsZeroRows:
    """Leaves real rows of zeros out."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        outputs = []
        for row, n in zip(x, lengths):
            h = _start(b_h, h0)
            for x_t in row[:n]:
                if x_t.any():
                    h = _step(x_t, h, W_xh, W_hh, b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class BatchTenSteps:
    """Reads ten steps at most."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [_states(row[: min(n, 10)], W_xh, W_hh, b_h, h0)[-1] for row, n in zip(x, lengths)]
        return np.array(last) @ W_hy.T + b_y
