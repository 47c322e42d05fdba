"""What students come to believe about input and output shapes; each class holds what it changes."""


class repeats_input:
    """The one input is read again at every step."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        inputs = np.tile(x, (steps, 1))
        return _states(inputs, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y


class starts_after_input:
    """The first output is read before the input."""

    def one_to_many(x, steps, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _start(b_h, h0)
        outputs = np.zeros((steps, len(b_y)))
        for t in range(steps):
            outputs[t] = W_hy @ h + b_y
            h = _step(x if t == 0 else np.zeros(len(x)), h, W_xh, W_hh, b_h)
        return outputs


class mean_of_outputs:
    """The one output is put together from those of all steps."""

    class averaged:
        """It is their average."""

        def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
            return (_states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y).mean(axis=0)

    class added:
        """It is their sum."""

        def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
            return (_states(x, W_xh, W_hh, b_h, h0) @ W_hy.T + b_y).sum(axis=0)


class first_output:
    """The one output is that of the first step."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _states(x, W_xh, W_hh, b_h, h0)[0] + b_y


class only_last_input:
    """The one output follows from the last input alone."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        return W_hy @ _step(x[-1], _start(b_h, h0), W_xh, W_hh, b_h) + b_y


class last_step_unread:
    """The output is read before the last step is."""

    def many_to_one(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        h = _start(b_h, h0)
        for x_t in x[:-1]:
            h = _step(x_t, h, W_xh, W_hh, b_h)
        return W_hy @ h + b_y

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        outputs = []
        for row, length in zip(x, lengths, strict=True):
            h = _start(b_h, h0)
            for x_t in row[: length - 1]:
                h = _step(x_t, h, W_xh, W_hh, b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class whh_transposed:
    """Rows and columns of W_hh are exchanged."""

    def _step(x_t, h, W_xh, W_hh, b_h):
        return np.tanh(W_xh @ x_t + W_hh.T @ h + b_h)


class outputs_shifted:
    """The output of a step is read from the state before it."""

    def many_to_many(x, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        before = np.vstack([_start(b_h, h0), _states(x, W_xh, W_hh, b_h, h0)[:-1]])
        return before @ W_hy.T + b_y


class decoder_restarts:
    """The decoder starts from zeros."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = np.zeros(len(decoder[2])), np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class decoder_feeds_state:
    """The decoder reads its own state where it should read its output."""

    class after_zeros:
        """The first input is a vector of zeros."""

        def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
            h = _states(x, *encoder, h0)[-1]
            read = np.zeros(decoder[0].shape[1])
            outputs = np.empty((steps, len(b_y)))
            for t in range(steps):
                h = _step(read, h, *decoder)
                read = h
                outputs[t] = W_hy @ h + b_y
            return outputs

    class from_the_first_step:
        """The first input is the state of the encoder."""

        def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
            h = _states(x, *encoder, h0)[-1]
            outputs = np.empty((steps, len(b_y)))
            for t in range(steps):
                h = _step(h, h, *decoder)
                outputs[t] = W_hy @ h + b_y
            return outputs


class decoder_reads_encoder_output:
    """The first thing that the decoder reads is an output of the encoder."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h = _states(x, *encoder, h0)[-1]
        y = W_hy @ h + b_y
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *decoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class encoder_weights_in_decoder:
    """One set of weights reads and writes: the encoder's."""

    def encoder_decoder(x, steps, encoder, decoder, W_hy, b_y, h0=None):
        h, y = _states(x, *encoder, h0)[-1], np.zeros(len(b_y))
        outputs = np.empty((steps, len(b_y)))
        for t in range(steps):
            h = _step(y, h, *encoder)
            outputs[t] = y = W_hy @ h + b_y
        return outputs


class padded_steps_counted:
    """Padding is read like words."""

    class as_it_is:
        """What stands there is read."""

        def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
            last = np.array([_states(row, W_xh, W_hh, b_h, h0)[-1] for row in x])
            return last @ W_hy.T + b_y

    class as_zeros:
        """It is set to zero first."""

        def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
            real = np.arange(x.shape[1]) < lengths[:, None]
            rows = np.where(real[:, :, None], x, 0.0)
            last = np.array([_states(row, W_xh, W_hh, b_h, h0)[-1] for row in rows])
            return last @ W_hy.T + b_y


class padding_before:
    """The real steps of a sequence are its last ones."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        last = [
            _states(row[len(row) - length :], W_xh, W_hh, b_h, h0)[-1]
            for row, length in zip(x, lengths, strict=True)
        ]
        return np.array(last) @ W_hy.T + b_y


class zeros_are_padding:
    """A sequence ends at its first row of zeros."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        outputs = []
        for row in x:
            h = _start(b_h, h0)
            for x_t in row:
                if not x_t.any():
                    break
                h = _step(x_t, h, W_xh, W_hh, b_h)
            outputs.append(W_hy @ h + b_y)
        return np.array(outputs)


class shortest_for_all:
    """All sequences are read as far as the shortest one goes."""

    def batch_many_to_one(x, lengths, W_xh, W_hh, b_h, W_hy, b_y, h0=None):
        rows = x[:, : lengths.min()]
        last = np.array([_states(row, W_xh, W_hh, b_h, h0)[-1] for row in rows])
        return last @ W_hy.T + b_y
