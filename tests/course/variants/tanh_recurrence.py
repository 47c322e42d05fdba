"""Wrong submissions for tanh_recurrence, written from the handout alone."""

import numpy as np


class recurrent_weights_transposed:
    """The state is that of W_hh transposed: right where the state before is zero, wrong elsewhere."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "right only from a zero state"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        H = len(b_h)
        a = np.zeros(H)
        for i in range(H):
            a[i] += b_h[i] + np.dot(W_xh[i], x_t)
        # from unit i to unit j
        for i in range(H):
            for j in range(H):
                a[j] += W_hh[i, j] * h_prev[i]
        return np.tanh(a)


class inputs_times_matrix:
    """The products are taken from the left, so a step raises where D and H differ and uses both
    matrices transposed where they are equal."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "raises where it should not"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        return np.tanh(np.dot(x_t, W_xh) + np.dot(h_prev, W_hh) + b_h)


class bias_added_in_both_sums:
    """Twice the bias is added inside tanh, so every state is that of the bias 2 b_h."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "nothing like the right answer"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        from_input = W_xh @ x_t + b_h
        from_state = W_hh @ h_prev + b_h
        return np.tanh(from_input + from_state)


class activation_forgotten:
    """The sum before tanh is returned: tanh of the answer would be the right state."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "right before the activation"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        a_t = W_xh.dot(x_t) + W_hh.dot(h_prev) + b_h
        h_t = a_t
        return h_t


class logistic_state:
    """The state is the logistic function of the sum, between 0 and 1, instead of its tanh."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "nothing like the right answer"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        def activation(a):
            return 1 / (1 + np.exp(-a))

        return activation(W_xh @ x_t + W_hh @ h_prev + b_h)


class column_state:
    """The values are right, but states are columns: (H, 1) instead of (H,), (T, H, 1) instead of
    (T, H)."""

    FUNCTIONS = ("rnn_step", "rnn_forward")
    SHOWS = "wrong shape"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        # column vectors, as in the formula
        x_col = x_t.reshape(-1, 1)
        h_col = h_prev.reshape(-1, 1)
        return np.tanh(W_xh @ x_col + W_hh @ h_col + b_h.reshape(-1, 1))

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros((len(b_h), 1)) if h0 is None else h0
        states = []
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states.append(h)
        return np.array(states).reshape(len(x), len(b_h), 1)


class bias_spread_over_a_column:
    """A step gives an (H, H) matrix instead of (H,), because the column of sums meets a flat bias;
    its diagonal holds the right state."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "wrong shape"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        x_t = x_t[:, np.newaxis]
        h_prev = h_prev[:, np.newaxis]
        return np.tanh(W_xh @ x_t + W_hh @ h_prev + b_h)


class last_feature_not_read:
    """The last feature of the input has no influence on the state."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "nothing like the right answer"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        H, D = W_xh.shape
        h_t = np.zeros(H)
        for i in range(H):
            s = b_h[i]
            for j in range(D - 1):
                s += W_xh[i, j] * x_t[j]
            for j in range(H):
                s += W_hh[i, j] * h_prev[j]
            h_t[i] = np.tanh(s)
        return h_t


class state_as_list:
    """The values of a step are right, but it returns a list instead of an array."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "list instead of array"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h_t = []
        for w, u, b in zip(W_xh, W_hh, b_h):
            h_t.append(float(np.tanh(sum(w * x_t) + sum(u * h_prev) + b)))
        return h_t


class integer_buffer:
    """A step returns integers: every state is cut off to 0, because tanh is less than 1."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "integers instead of floats"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h_t = np.zeros(len(b_h), dtype=int)
        for unit in range(len(b_h)):
            a = W_xh[unit] @ x_t + W_hh[unit] @ h_prev + b_h[unit]
            h_t[unit] = np.tanh(a)
        return h_t


class units_hear_updated_units:
    """Unit i reads the new values of the units before it instead of their values of the step
    before, so only the first unit is right."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "only the first unit is right"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        h = h_prev.copy()
        for i in range(len(h)):
            h[i] = np.tanh(np.dot(W_xh[i], x_t) + np.dot(W_hh[i], h) + b_h[i])
        return h


class minus_the_recurrent_part:
    """The recurrent part is subtracted instead of added; from a zero state a step is right."""

    FUNCTIONS = ("rnn_step",)
    SHOWS = "right only from a zero state"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        wx = np.matmul(W_xh, x_t)
        wh = np.matmul(W_hh, h_prev)
        return np.tanh(wx - wh + b_h)


class state_before_first_step_kept:
    """The result has T + 1 rows: h_0 stands before the right states."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "wrong shape"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        if h0 is None:
            h0 = np.zeros(W_hh.shape[0])
        states = [h0]
        for t in range(x.shape[0]):
            states.append(np.tanh(W_xh @ x[t] + W_hh @ states[-1] + b_h))
        return np.array(states)


class stored_before_the_update:
    """The rows are h_0 to h_(T-1): every state stands one row too late and the last is missing."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "shifted by one step"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        T, H = len(x), len(b_h)
        h = np.zeros(H) if h0 is None else h0
        states = np.zeros((T, H))
        for t in range(T):
            states[t] = h
            h = rnn_step(x[t], h, W_xh, W_hh, b_h)
        return states


class state_not_carried:
    """Every step starts from the initial state again, so only the first row is right."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "only the first step is right"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        H = W_hh.shape[0]
        h_prev = h0 if h0 is not None else np.zeros(H)
        out = np.empty((x.shape[0], H))
        for t, x_t in enumerate(x):
            h_t = rnn_step(x_t, h_prev, W_xh, W_hh, b_h)
            out[t] = h_t
        return out


class last_state_only:
    """Only the last state h_T is returned, with shape (H,) instead of (T, H)."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "wrong shape"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
        return h


class last_row_left_empty:
    """The loop ends one step early, so the last row is zero and the others are right."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "only the last step is wrong"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        T = x.shape[0]
        states = np.zeros((T, len(b_h)))
        prev = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(T - 1):
            prev = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            states[t, :] = prev
        return states


class initial_state_ignored:
    """A given initial state has no effect: the states are those that start from zeros."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "right only from a zero state"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h0 = np.zeros(len(b_h))
        states = np.zeros((len(x), len(b_h)))
        for t in range(len(x)):
            before = h0 if t == 0 else states[t - 1]
            states[t] = rnn_step(x[t], before, W_xh, W_hh, b_h)
        return states


class one_column_for_each_step:
    """The result is the transpose of the right one: shape (H, T), a column for each step."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "transposed"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        T = len(x)
        h = np.zeros(len(b_h)) if h0 is None else h0.copy()
        states = np.zeros((len(b_h), T))
        for t in range(T):
            h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
            states[:, t] = h
        return states


class newest_state_first:
    """The states are right but stand in reversed order: row 0 is h_T and the last row h_1."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "reversed in time"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states.insert(0, h)
        return np.array(states).reshape(len(x), len(b_h))


class one_buffer_for_all_rows:
    """All rows are equal to the last state h_T, because one array is appended again and again."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "only the last step is right"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h))
        if h0 is not None:
            h[:] = h0
        rows = []
        for x_t in x:
            h[:] = rnn_step(x_t, h, W_xh, W_hh, b_h)
            rows.append(h)
        return np.array(rows).reshape(len(x), len(b_h))


class truth_of_an_array:
    """A given initial state of more than one unit raises ValueError; without one the states are
    right."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "raises where it should not"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = h0
        if not h:
            h = np.zeros(len(b_h))
        states = np.zeros((len(x), len(b_h)))
        for t, x_t in enumerate(x):
            h = rnn_step(x_t, h, W_xh, W_hh, b_h)
            states[t] = h
        return states


class zeros_as_long_as_an_input:
    """Without an initial state it raises where D and H differ: the zeros have D entries."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "raises where it should not"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        T, D = x.shape
        h = h0
        if h is None:
            h = np.zeros(D)
        states = np.zeros((T, len(b_h)))
        for t in range(T):
            h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
            states[t] = h
        return states


class recurrence_on_the_sums:
    """Each step reads the sum before tanh of the step before instead of its state, so only the
    first row is right."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "only the first step is right"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        a = x @ W_xh.T + b_h
        for t in range(len(a)):
            if t > 0:
                a[t] += W_hh @ a[t - 1]
            elif h0 is not None:
                a[t] += W_hh @ h0
        return np.tanh(a)


class first_input_skipped:
    """Row 0 is h_0 and the loop starts at the second input, so x_1 is never read and no row is
    right."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "nothing like the right answer"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        T = len(x)
        h = np.zeros((T, len(b_h)))
        if h0 is not None and T > 0:
            h[0] = h0
        for t in range(1, T):
            h[t] = rnn_step(x[t], h[t - 1], W_xh, W_hh, b_h)
        return h


class empty_sequence_without_columns:
    """Only an empty sequence is wrong: it gives shape (0,) instead of (0, H)."""

    FUNCTIONS = ("rnn_forward",)
    SHOWS = "wrong shape"

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        result = []
        for step in range(len(x)):
            h = rnn_step(x[step], h, W_xh, W_hh, b_h)
            result.append(h)
        return np.array(result)


class squashed_logits:
    """The outputs are tanh of the right logits."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "an activation too many"

    def rnn_outputs(h, W_hy, b_y):
        return np.tanh(h @ W_hy.T + b_y)


class output_bias_missing:
    """Every row of the logits is too small by b_y."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "off by a constant row"

    def rnn_outputs(h, W_hy, b_y):
        y = np.zeros((h.shape[0], W_hy.shape[0]))
        for t in range(h.shape[0]):
            y[t] = np.dot(W_hy, h[t])
        return y


class logits_in_columns:
    """The logits are transposed: shape (O, T)."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "transposed"

    def rnn_outputs(h, W_hy, b_y):
        return W_hy @ h.T + b_y.reshape(-1, 1)


class outputs_of_the_state_before:
    """The logits of a step are those of the step before it, and the first row is b_y alone."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "shifted by one step"

    def rnn_outputs(h, W_hy, b_y):
        h_prev = np.zeros(h.shape[1])
        y = np.zeros((len(h), len(b_y)))
        for t in range(len(h)):
            y[t] = W_hy @ h_prev + b_y
            h_prev = h[t]
        return y


class reshape_for_transpose:
    """The logits come from W_hy with its entries in the wrong places, reshaped to (H, O); right for
    one output or one unit only."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "nothing like the right answer"

    def rnn_outputs(h, W_hy, b_y):
        O, H = W_hy.shape
        return np.dot(h, W_hy.reshape(H, O)) + b_y


class every_step_reads_the_first_state:
    """All rows of the logits are those of h_1, so only the first is right."""

    FUNCTIONS = ("rnn_outputs",)
    SHOWS = "only the first step is right"

    def rnn_outputs(h, W_hy, b_y):
        y = np.empty((h.shape[0], W_hy.shape[0]))
        hi = h[0] if len(h) else None
        for t in range(h.shape[0]):
            y[t] = W_hy @ hi + b_y
        return y


class probabilities_down_the_columns:
    """Probabilities of a matrix add up to 1 over the steps instead of over the symbols; a vector
    is right."""

    FUNCTIONS = ("softmax",)
    SHOWS = "wrong axis"

    def softmax(z):
        e = np.exp(z - z.max(axis=0))
        return e / e.sum(axis=0)


class all_rows_share_one_sum:
    """The whole matrix adds up to 1 instead of each row: a row is right up to a factor, a vector
    is right."""

    FUNCTIONS = ("softmax",)
    SHOWS = "each row right up to a factor"

    def softmax(z):
        exps = np.exp(z - np.max(z))
        return exps / np.sum(exps)


class overflowing_softmax:
    """A score above about 700 gives NaN, and so does a row of scores all far below -700; others are
    right."""

    FUNCTIONS = ("softmax",)
    SHOWS = "NaN for large inputs"

    def softmax(z):
        exponentials = np.exp(z)
        if z.ndim == 1:
            return exponentials / exponentials.sum()
        return np.array([row / row.sum() for row in exponentials])


class sums_lose_their_axis:
    """A matrix of several rows and columns raises ValueError where T and V differ, and is divided by
    the sums of the wrong rows where they are equal; a vector is right."""

    FUNCTIONS = ("softmax",)
    SHOWS = "raises where it should not"

    def softmax(z):
        shifted = z - z.max()
        e = np.exp(shifted)
        return e / e.sum(axis=-1)


class rounded_probabilities:
    """Probabilities are right to three decimals only."""

    FUNCTIONS = ("softmax",)
    SHOWS = "rounded"

    def softmax(z):
        m = np.max(z, axis=-1, keepdims=True)
        p = np.exp(z - m)
        p = p / np.sum(p, axis=-1, keepdims=True)
        return np.round(p, 3)


class single_precision_softmax:
    """The probabilities are float32 instead of float64, right to about seven digits."""

    FUNCTIONS = ("softmax",)
    SHOWS = "float32 instead of float64"

    def softmax(z):
        z = z.astype(np.float32)
        e = np.exp(z - z.max(axis=-1, keepdims=True))
        return e / e.sum(axis=-1, keepdims=True)


class mean_loss:
    """The loss is the mean over the steps instead of the sum: too small by the factor T."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "right up to a factor of T"

    def cross_entropy(logits, targets):
        if len(targets) == 0:
            return 0.0
        losses = []
        for y, k in zip(logits, targets):
            m = y.max()
            losses.append(m + np.log(np.sum(np.exp(y - m))) - y[k])
        return float(np.mean(losses))


class loss_in_bits:
    """The loss is in bits: too large by the constant factor 1 / log 2."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "right up to a constant factor"

    def cross_entropy(logits, targets):
        loss = 0.0
        for t in range(len(targets)):
            y = logits[t] - logits[t].max()
            loss += np.log2(np.exp(y).sum()) - y[targets[t]] / np.log(2)
        return float(loss)


class log_likelihood:
    """The loss has the wrong sign: it is negative."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "right up to sign"

    def cross_entropy(logits, targets):
        total = 0.0
        for row, target in zip(logits, targets):
            biggest = max(row)
            total += row[target] - biggest - np.log(sum(np.exp(row - biggest)))
        return float(total)


class losses_not_summed:
    """An array (T,) with the right loss of each step is returned instead of their sum."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "array instead of float"

    def cross_entropy(logits, targets):
        top = logits.max(axis=1, keepdims=True)
        log_p = logits - top - np.log(np.exp(logits - top).sum(axis=1, keepdims=True))
        return -log_p[np.arange(len(targets)), targets]


class every_target_at_every_step:
    """Each step is charged with the targets of all steps, so the loss is a sum over T * T numbers;
    right for one step."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "too large"

    def cross_entropy(logits, targets):
        top = logits.max(axis=1, keepdims=True)
        log_p = logits - top - np.log(np.exp(logits - top).sum(axis=1, keepdims=True))
        return float(-np.sum(log_p[:, targets]))


class first_step_not_charged:
    """The loss of the first step is left out of the sum."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "the first step is missing"

    def cross_entropy(logits, targets):
        total = 0.0
        for t in range(1, len(targets)):
            m = np.max(logits[t])
            total += m + np.log(np.exp(logits[t] - m).sum()) - logits[t][targets[t]]
        return float(total)


class logits_shifted_in_place:
    """The largest logit of each row is counted in the loss once too often, and the logits are
    changed: every row has its largest entry subtracted."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "changes its arguments"

    def cross_entropy(logits, targets):
        total = 0.0
        for t in range(len(targets)):
            m = logits[t].max()
            logits[t] -= m
            logsumexp = m + np.log(np.exp(logits[t]).sum())
            total += logsumexp - logits[t, targets[t]]
        return float(total)


class loss_printed:
    """The loss is printed and None is returned."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "returns None"

    def cross_entropy(logits, targets):
        total = 0.0
        for row, target in zip(logits, targets):
            m = row.max()
            total += m + np.log(np.exp(row - m).sum()) - row[target]
        print("loss:", total)


class log_of_a_vanished_probability:
    """The loss is infinite where the probability of the target is too small for a float; right
    elsewhere."""

    FUNCTIONS = ("cross_entropy",)
    SHOWS = "infinite for large inputs"

    def cross_entropy(logits, targets):
        loss = 0.0
        for t in range(len(targets)):
            p = softmax(logits[t])
            loss -= np.log(p[targets[t]])
        return float(loss)


class least_likely_token:
    """The symbol with the lowest logit is named instead of the one with the highest."""

    FUNCTIONS = ("predict_tokens",)
    SHOWS = "nothing like the right answer"

    def predict_tokens(logits, vocabulary):
        return [vocabulary[np.argsort(row)[0]] for row in logits]


class best_step_of_each_symbol:
    """The highest logit is looked for down the columns: V symbols come back instead of T, or an
    IndexError where a step's number is no index of the vocabulary."""

    FUNCTIONS = ("predict_tokens",)
    SHOWS = "wrong axis"

    def predict_tokens(logits, vocabulary):
        best = np.argmax(logits, 0) if len(logits) else []
        return [vocabulary[i] for i in best]


class word_instead_of_list:
    """The right symbols are joined to one string instead of a list."""

    FUNCTIONS = ("predict_tokens",)
    SHOWS = "string instead of list"

    def predict_tokens(logits, vocabulary):
        word = ""
        for row in logits:
            word += vocabulary[int(np.argmax(row))]
        return word


class indices_for_symbols:
    """The columns of the highest logits are returned, not the symbols."""

    FUNCTIONS = ("predict_tokens",)
    SHOWS = "integers instead of strings"

    def predict_tokens(logits, vocabulary):
        return [int(i) for i in np.argmax(logits, axis=1)]


class outputs_without_bias_and_mean_loss:
    """The logits are too small by b_y in every row, and the loss is the mean instead of the sum."""

    FUNCTIONS = ("rnn_outputs", "cross_entropy")

    def rnn_outputs(h, W_hy, b_y):
        return np.array([W_hy @ state for state in h]).reshape(len(h), len(W_hy))

    def cross_entropy(logits, targets):
        T = len(targets)
        if T == 0:
            return 0.0
        m = logits.max(axis=1)
        lse = m + np.log(np.exp(logits.T - m).sum(axis=0))
        return float((lse - logits[range(T), targets]).sum() / T)


class late_states_and_token_array:
    """The states are h_0 to h_(T-1), one row too late, and the tokens are returned as an array of
    strings instead of a list."""

    FUNCTIONS = ("rnn_forward", "predict_tokens")

    def rnn_forward(x, W_xh, W_hh, b_h, h0=None):
        states = np.zeros((len(x) + 1, len(b_h)))
        if h0 is not None:
            states[0] = h0
        for t in range(1, len(x) + 1):
            states[t] = rnn_step(x[t - 1], states[t - 1], W_xh, W_hh, b_h)
        return states[:-1]

    def predict_tokens(logits, vocabulary):
        return np.array(vocabulary)[np.argmax(logits, axis=1)]


class sign_of_the_bias_and_sum_of_probabilities:
    """The bias of the state is subtracted inside tanh, and the loss is -log of the sum of the
    targets' probabilities instead of the sum of the logs."""

    FUNCTIONS = ("rnn_step", "cross_entropy")
    SHOWS = "nothing like the right answer"

    def rnn_step(x_t, h_prev, W_xh, W_hh, b_h):
        # b is the threshold of the unit
        return np.tanh(W_xh @ x_t + W_hh @ h_prev - b_h)

    def cross_entropy(logits, targets):
        p = 0.0
        for t, k in enumerate(targets):
            p += softmax(logits[t])[k]
        return float(-np.log(p)) if len(targets) else 0.0


class outputs_transposed_and_softmax_down_the_columns:
    """The logits are transposed, and softmax of a matrix adds up to 1 over its first axis."""

    FUNCTIONS = ("rnn_outputs", "softmax")

    def rnn_outputs(h, W_hy, b_y):
        columns = []
        for w, b in zip(W_hy, b_y):
            columns.append(h @ w + b)
        return np.array(columns)

    def softmax(z):
        z = z - np.max(z)
        return np.exp(z) / sum(np.exp(z))
