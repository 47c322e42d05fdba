"""Wrong submissions for io_shapes, written from the handout alone."""

import numpy as np


class output_through_tanh:
    """The output of one-to-one goes through tanh, though it is linear."""

    FUNCTIONS = ("one_to_one",)
    SHOWS = "went through tanh"

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(W_xh @ x + W_hh @ h + b_h)
        return np.tanh(W_hy @ h + b_y)


class one_row_of_output:
    """The output of one-to-one has shape (1, O) instead of (O,)."""

    FUNCTIONS = ("one_to_one",)
    SHOWS = "wrong shape"

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        x = x.reshape(1, -1)
        h = np.zeros((1, len(b_h))) if h0 is None else h0.reshape(1, -1)
        h = np.tanh(x @ W_xh.T + h @ W_hh.T + b_h)
        return h @ W_hy.T + b_y


class vanilla_network:
    """One-to-one is taken for a network without recurrence: h0 is not looked at."""

    FUNCTIONS = ("one_to_one",)
    SHOWS = "an option is ignored"

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.tanh(W_xh @ x + b_h)
        return W_hy @ h + b_y


class state_instead_of_output:
    """One-to-one returns the state (H,), not the output (O,)."""

    FUNCTIONS = ("one_to_one",)
    SHOWS = "wrong shape"

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        return np.tanh(W_xh @ x + W_hh @ h + b_h)


class one_to_one_without_output_bias:
    """The output of one-to-one has no bias: it is off by b_y."""

    FUNCTIONS = ("one_to_one",)
    SHOWS = "nothing like the right answer"

    def one_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(W_xh @ x + W_hh @ h + b_h)
        return W_hy @ h


class later_states_stand_still:
    """After step 1 the cell does not run any more: the first output is repeated."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "the first row is right"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(W_xh @ x + W_hh @ h + b_h)
        y = W_hy @ h + b_y
        return np.array([y for _ in range(steps)]).reshape(steps, len(b_y))


class bias_only_with_input:
    """Without an input the bias b_h is left out too: from step 2 on the state is tanh(W_hh h)."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "the first row is right"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        outputs = np.zeros((steps, len(b_y)))
        for t in range(steps):
            if t == 0:
                h = np.tanh(W_xh @ x + W_hh @ h + b_h)
            else:
                h = np.tanh(W_hh @ h)
            outputs[t] = W_hy @ h + b_y
        return outputs


class output_fed_back_without_decoder:
    """One-to-many reads its own last output as the next input: an error where O and D differ, and
    wrong from the second row on where they are equal."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "raises where it should not"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        outputs = []
        for _ in range(steps):
            h = np.tanh(W_xh @ x + W_hh @ h + b_h)
            x = W_hy @ h + b_y
            outputs.append(x)
        return np.array(outputs).reshape(steps, len(b_y))


class input_not_counted:
    """`steps` outputs follow the one of the input, so there is one row too many."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "one row too many"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        outputs = []
        for t in range(steps + 1):
            x_t = x if t == 0 else np.zeros(len(x))
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class no_steps_no_shape:
    """With no steps the result has shape (0,) instead of (0, O); all else is right."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "wrong shape only for no steps"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        outputs = []
        for t in range(steps):
            h = np.tanh((W_xh @ x if t == 0 else 0) + W_hh @ h + b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class starts_over_each_step:
    """One-to-many computes every step from h0: the state is not carried on, so only the first row is
    right."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "the first row is right"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = np.zeros(len(b_h)) if h0 is None else h0
        outputs = np.zeros((steps, len(b_y)))
        for t in range(steps):
            x_t = x if t == 0 else np.zeros_like(x)
            outputs[t] = W_hy @ np.tanh(W_xh @ x_t + W_hh @ start + b_h) + b_y
        return outputs


class list_of_outputs:
    """The rows of one-to-many are right, but they are a list of arrays."""

    FUNCTIONS = ("one_to_many",)
    SHOWS = "wrong type"

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        x_t, outputs = x, []
        for _ in range(steps):
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            outputs.append(W_hy @ h + b_y)
            x_t = np.zeros(len(x))
        return outputs


class sum_of_outputs:
    """Many-to-one adds up the outputs of all steps."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "nothing like the right answer"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        total = np.zeros(len(b_y))
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            total += W_hy @ h + b_y
        return total


class output_of_the_mean_input:
    """Many-to-one averages the inputs and runs the cell once."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "right for one step only"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(W_xh @ x.mean(axis=0) + W_hh @ h + b_h)
        return W_hy @ h + b_y


class last_input_not_read:
    """The loop of many-to-one ends one step early: the output before the last input is returned."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "nothing like the right answer"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(len(x) - 1):
            h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
        return W_hy @ h + b_y


class all_outputs_for_one:
    """Many-to-one returns the outputs of all steps, (T, O)."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "wrong shape"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        outputs = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class reads_from_the_end:
    """Many-to-one reads the sequence backwards."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "nothing like the right answer"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x[::-1]:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        return W_hy @ h + b_y


class last_state_without_memory:
    """Many-to-one runs the cell on the last input only, from h0: earlier inputs do not count."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "right for one step only"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        h = np.tanh(W_xh @ x[-1] + W_hh @ h + b_h)
        return W_hy @ h + b_y


class many_to_one_from_zeros:
    """Many-to-one starts from zeros, whatever h0 is."""

    FUNCTIONS = ("many_to_one",)
    SHOWS = "an option is ignored"

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h))
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        return W_hy @ h + b_y


class outputs_without_recurrence:
    """Many-to-many computes every step from h0: only the first row is right."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "the first row is right"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        start = np.zeros(len(b_h)) if h0 is None else h0
        return np.array([W_hy @ np.tanh(W_xh @ x_t + W_hh @ start + b_h) + b_y for x_t in x])


class outputs_by_columns:
    """Many-to-many has a column for each step: (O, T)."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "transposed"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        y = np.zeros((len(b_y), len(x)))
        for t in range(len(x)):
            h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
            y[:, t] = W_hy @ h + b_y
        return y


class output_bias_forgotten:
    """Many-to-many leaves b_y out: every row is off by it."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "off by the same row"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        rows = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            rows.append(W_hy @ h)
        return np.array(rows)


class recurrence_transposed:
    """Many-to-many multiplies the state with W_hh transposed: with a state of zeros to start from the
    first row is right."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "a first part of the rows is right"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        y = np.zeros((len(x), len(b_y)))
        for t, x_t in enumerate(x):
            h = np.tanh(x_t @ W_xh.T + h @ W_hh + b_h)
            y[t] = h @ W_hy.T + b_y
        return y


class output_carried_on:
    """Many-to-many carries the output where the state belongs: an error where O and H differ, and
    wrong from the second row on where they are equal."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "raises where it should not"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = np.zeros(len(b_h)) if h0 is None else h0
        rows = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ y + b_h)
            y = W_hy @ h + b_y
            rows.append(y)
        return np.array(rows)


class same_array_every_row:
    """One array is overwritten and appended T times: every row is the last output."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "the last row is right"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        y, rows = np.zeros(len(b_y)), []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            y[:] = W_hy @ h + b_y
            rows.append(y)
        return np.array(rows)


class start_state_overwritten:
    """Many-to-many is right, but it writes each state into h0 itself."""

    FUNCTIONS = ("many_to_many",)
    SHOWS = "an argument is changed"

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        rows = []
        for x_t in x:
            h[:] = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            rows.append(W_hy @ h + b_y)
        return np.array(rows)


class decoder_without_input:
    """The decoder reads zeros at every step: it does not hear what it said. The first row is right."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "the first row is right"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        W_xh, W_hh, b_h = decoder
        y = np.zeros((steps, len(b_y)))
        for t in range(steps):
            h = np.tanh(W_xh @ np.zeros(len(b_y)) + W_hh @ h + b_h)
            y[t] = W_hy @ h + b_y
        return y


class encoder_output_is_first_input:
    """The decoder's first input is W_hy h + b_y of the encoder's last state instead of zeros."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "nothing like the right answer"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        y = W_hy @ h + b_y
        W_xh, W_hh, b_h = decoder
        rows = np.zeros((steps, len(b_y)))
        for t in range(steps):
            h = np.tanh(W_xh @ y + W_hh @ h + b_h)
            y = W_hy @ h + b_y
            rows[t] = y
        return rows


class first_row_before_the_decoder_runs:
    """The first output is read from the encoder's last state, before the decoder has made a step: the
    rows come one step too late."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "shifted"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        W_xh, W_hh, b_h = decoder
        rows = np.zeros((steps, len(b_y)))
        y = np.zeros(len(b_y))
        for t in range(steps):
            rows[t] = W_hy @ h + b_y
            h = np.tanh(W_xh @ y + W_hh @ h + b_h)
            y = W_hy @ h + b_y
        return rows


class output_squashed_before_feedback:
    """The decoder reads tanh of its last output, not the output as it is. The first row is right."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "the first row is right"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        W_xh, W_hh, b_h = decoder
        rows, fed = np.zeros((steps, len(b_y))), np.zeros(len(b_y))
        for t in range(steps):
            h = np.tanh(W_xh @ fed + W_hh @ h + b_h)
            rows[t] = W_hy @ h + b_y
            fed = np.tanh(rows[t])
        return rows


class most_likely_word_fed_back:
    """The decoder reads a one-hot vector of its largest output, as if outputs were words. The first row
    is right."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "the first row is right"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        W_xh, W_hh, b_h = decoder
        rows, fed = np.zeros((steps, len(b_y))), np.zeros(len(b_y))
        for t in range(steps):
            h = np.tanh(W_xh @ fed + W_hh @ h + b_h)
            rows[t] = W_hy @ h + b_y
            fed = np.eye(len(b_y))[rows[t].argmax()]
        return rows


class context_at_every_step:
    """The encoder's last state is added to the decoder's state at every step, not only at the start.
    The first row is right."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "the first row is right"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        context = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            context = np.tanh(W_xh @ x_t + W_hh @ context + b_h)
        W_xh, W_hh, b_h = decoder
        h, y, rows = np.zeros(len(b_h)), np.zeros(len(b_y)), []
        for _ in range(steps):
            h = np.tanh(W_xh @ y + W_hh @ (h + context) + b_h)
            y = W_hy @ h + b_y
            rows.append(y)
        return np.array(rows).reshape(steps, len(b_y))


class decoder_gets_h0:
    """h0 is given to the decoder instead of the encoder's last state, and the encoder starts from zeros:
    without h0 the decoder goes on from the encoder, as it should."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "an option is misunderstood"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h))
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        if h0 is not None:
            h = h0
        W_xh, W_hh, b_h = decoder
        y, rows = np.zeros(len(b_y)), np.zeros((steps, len(b_y)))
        for t in range(steps):
            h = np.tanh(W_xh @ y + W_hh @ h + b_h)
            y = W_hy @ h + b_y
            rows[t] = y
        return rows


class as_many_words_as_were_read:
    """The decoder makes as many steps as the encoder read, whatever `steps` is."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "wrong number of rows"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
        W_xh, W_hh, b_h = decoder
        y, rows = np.zeros(len(b_y)), []
        for _ in x:
            h = np.tanh(W_xh @ y + W_hh @ h + b_h)
            y = W_hy @ h + b_y
            rows.append(y)
        return np.array(rows)


class first_state_of_the_encoder:
    """The decoder starts from the encoder's state after the first word, not after the last."""

    FUNCTIONS = ("encoder_decoder",)
    SHOWS = "right for one word only"

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        W_xh, W_hh, b_h = encoder
        h = np.zeros(len(b_h)) if h0 is None else h0
        states = []
        for x_t in x:
            h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            states.append(h)
        h = states[0]
        W_xh, W_hh, b_h = decoder
        y, rows = np.zeros(len(b_y)), np.zeros((steps, len(b_y)))
        for t in range(steps):
            h = np.tanh(W_xh @ y + W_hh @ h + b_h)
            y = W_hy @ h + b_y
            rows[t] = y
        return rows


class state_runs_through_the_batch:
    """The state is not set back between the sequences of a batch: only the first row is right."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "the first row is right"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros(len(b_h)) if h0 is None else h0
        y = np.zeros((len(x), len(b_y)))
        for b in range(len(x)):
            for t in range(lengths[b]):
                h = np.tanh(W_xh @ x[b, t] + W_hh @ h + b_h)
            y[b] = W_hy @ h + b_y
        return y


class one_step_short:
    """Of every sequence the last real step is not read."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "nothing like the right answer"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = np.zeros((len(x), len(b_y)))
        for b in range(len(x)):
            h = np.zeros(len(b_h)) if h0 is None else h0
            for t in range(lengths[b] - 1):
                h = np.tanh(W_xh @ x[b, t] + W_hh @ h + b_h)
            y[b] = W_hy @ h + b_y
        return y


class padding_at_the_front:
    """The last `lengths[b]` steps are taken for the real ones: a full sequence is right."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "right only for full sequences"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = np.zeros((len(x), len(b_y)))
        for b in range(len(x)):
            h = np.zeros(len(b_h)) if h0 is None else h0
            for x_t in x[b, -lengths[b] :]:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            y[b] = W_hy @ h + b_y
        return y


class stops_at_rows_of_zeros:
    """The lengths are not looked at: a sequence is taken to end at its first row of zeros, so padding
    that is not zero is read."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "right only where padding is zero"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        y = np.zeros((len(x), len(b_y)))
        for b in range(len(x)):
            h = np.zeros(len(b_h)) if h0 is None else h0
            for x_t in x[b]:
                if not x_t.any():
                    break
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
            y[b] = W_hy @ h + b_y
        return y


class cut_to_the_shortest:
    """All sequences are read up to the smallest length: only the shortest are right."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "right only for the shortest"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x), len(b_h)))
        if h0 is not None:
            h = h + h0
        for t in range(min(lengths)):
            h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
        return h @ W_hy.T + b_y


class padding_set_to_zero:
    """Padding is replaced by zeros and then read like words."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "right only for full sequences"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = np.zeros((len(x), len(b_h))) if h0 is None else np.tile(h0, (len(x), 1))
        x = x.copy()
        for b in range(len(x)):
            x[b, lengths[b] :] = 0
        for t in range(x.shape[1]):
            h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
        return h @ W_hy.T + b_y


class one_output_for_the_batch:
    """The return stands inside the loop: only the output of the first sequence comes back, (O,)."""

    FUNCTIONS = ("batch_many_to_one",)
    SHOWS = "wrong shape"

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        for b in range(len(x)):
            h = np.zeros(len(b_h)) if h0 is None else h0
            for t in range(lengths[b]):
                h = np.tanh(W_xh @ x[b, t] + W_hh @ h + b_h)
            return W_hy @ h + b_y
