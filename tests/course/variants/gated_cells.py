"""Wrong submissions for gated_cells, written from the handout and the reference alone."""

import numpy as np


class formula_as_printed:
    """The sigmoid is the formula of the handout: 0 below about -709, where exp overflows and the true
    value is still positive; everywhere else it is right."""

    FUNCTIONS = ("sigmoid",)
    SHOWS = "small values are lost"

    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-z))


class sigmoid_by_tanh:
    """The sigmoid is computed with tanh: it never overflows, but is 0 from about -37 downwards and has
    too few digits before that."""

    FUNCTIONS = ("sigmoid",)
    SHOWS = "small values are lost"

    def sigmoid(z):
        return (np.tanh(0.5 * z) + 1.0) / 2.0


class other_side_overflows:
    """The sigmoid is exp(z) / (1 + exp(z)), which is nan from about 709 upwards; so are the cells where
    a gate is wide open."""

    FUNCTIONS = ("sigmoid",)
    SHOWS = "nan"

    def sigmoid(z):
        e = np.exp(z)
        return e / (1 + e)


class arguments_cut_off:
    """The sigmoid cuts its argument off at -100 and 100: values below about 1e-44 are all the same."""

    FUNCTIONS = ("sigmoid",)
    SHOWS = "small values are wrong"

    def sigmoid(z):
        z = np.maximum(np.minimum(z, 100.0), -100.0)
        return 1 / (1 + np.exp(-z))


class update_gate_turned:
    """The update gate of the GRU lets the candidate in: z and 1 - z are exchanged."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "the other convention"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        if b_rec is None:
            z = sigmoid(W[0] @ x_t + U[0] @ h_prev + b[0])
            r = sigmoid(W[1] @ x_t + U[1] @ h_prev + b[1])
            g = np.tanh(W[2] @ x_t + U[2] @ (r * h_prev) + b[2])
        else:
            z = sigmoid(W[0] @ x_t + b[0] + U[0] @ h_prev + b_rec[0])
            r = sigmoid(W[1] @ x_t + b[1] + U[1] @ h_prev + b_rec[1])
            g = np.tanh(W[2] @ x_t + b[2] + r * (U[2] @ h_prev + b_rec[2]))
        return (1 - z) * h_prev + z * g


class candidate_between_zero_and_one:
    """The candidate of the GRU goes through the sigmoid instead of tanh."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "wrong activation"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        rec = np.zeros(b.shape) if b_rec is None else b_rec
        z = sigmoid(W[0] @ x_t + b[0] + U[0] @ h_prev + rec[0])
        r = sigmoid(W[1] @ x_t + b[1] + U[1] @ h_prev + rec[1])
        if b_rec is None:
            back = U[2] @ (r * h_prev)
        else:
            back = r * (U[2] @ h_prev + rec[2])
        g = sigmoid(W[2] @ x_t + b[2] + back)
        return z * h_prev + (1 - z) * g


class reset_gate_not_used:
    """The GRU computes its reset gate and does not use it."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "wrong wherever r is not 1"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        sums = W @ x_t + U @ h_prev + b
        if b_rec is not None:
            sums = sums + b_rec
        z = sigmoid(sums[0])
        r = sigmoid(sums[1])
        g = np.tanh(sums[2])
        return z * h_prev + (1 - z) * g


class always_before_the_product:
    """With b_rec, too, the reset gate acts on the state before the product; the second biases are added
    to the first ones. Without b_rec the GRU is right."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "goes wrong only with b_rec"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        if b_rec is not None:
            b = b + b_rec
        z = sigmoid(W[0] @ x_t + U[0] @ h_prev + b[0])
        r = sigmoid(W[1] @ x_t + U[1] @ h_prev + b[1])
        g = np.tanh(W[2] @ x_t + U[2] @ (r * h_prev) + b[2])
        return z * h_prev + (1 - z) * g


class always_after_the_product:
    """Without b_rec, too, the reset gate acts after the product; with b_rec the GRU is right."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "goes wrong without b_rec"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        if b_rec is None:
            b_rec = np.zeros_like(b)
        wx = W @ x_t + b
        uh = U @ h_prev + b_rec
        z = sigmoid(wx[0] + uh[0])
        r = sigmoid(wx[1] + uh[1])
        g = np.tanh(wx[2] + r * uh[2])
        return z * h_prev + (1 - z) * g


class second_bias_for_the_candidate_only:
    """The recurrent biases of the two gates are forgotten, that of the candidate is there."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "goes wrong only with b_rec"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        z = sigmoid(W[0] @ x_t + U[0] @ h_prev + b[0])
        r = sigmoid(W[1] @ x_t + U[1] @ h_prev + b[1])
        if b_rec is None:
            g = np.tanh(W[2] @ x_t + U[2] @ (r * h_prev) + b[2])
        else:
            g = np.tanh(W[2] @ x_t + r * (U[2] @ h_prev + b_rec[2]) + b[2])
        return z * h_prev + (1 - z) * g


class recurrent_bias_outside_the_reset:
    """With b_rec, the recurrent bias of the candidate is added outside the product with r."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "goes wrong only with b_rec"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        if b_rec is None:
            z = sigmoid(W[0] @ x_t + U[0] @ h_prev + b[0])
            r = sigmoid(W[1] @ x_t + U[1] @ h_prev + b[1])
            g = np.tanh(W[2] @ x_t + U[2] @ (r * h_prev) + b[2])
        else:
            z = sigmoid(W[0] @ x_t + b[0] + U[0] @ h_prev + b_rec[0])
            r = sigmoid(W[1] @ x_t + b[1] + U[1] @ h_prev + b_rec[1])
            g = np.tanh(W[2] @ x_t + b[2] + r * (U[2] @ h_prev) + b_rec[2])
        return z * h_prev + (1 - z) * g


class torch_order:
    """The first block of the GRU is taken for the reset gate, the second for the update gate."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "two blocks exchanged"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        W_r, W_z, W_n = W
        U_r, U_z, U_n = U
        b_r, b_z, b_n = b
        c_r, c_z, c_n = (0, 0, 0) if b_rec is None else b_rec
        r = sigmoid(W_r @ x_t + U_r @ h_prev + b_r + c_r)
        z = sigmoid(W_z @ x_t + U_z @ h_prev + b_z + c_z)
        if b_rec is None:
            n = np.tanh(W_n @ x_t + b_n + U_n @ (r * h_prev))
        else:
            n = np.tanh(W_n @ x_t + b_n + r * (U_n @ h_prev + c_n))
        return (1 - z) * n + z * h_prev


class dot_products_for_gates:
    """z and the state are multiplied as vectors by @, which gives one number for all units: the shape is
    right and, but for one unit, no value is."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "dot product instead of entry by entry"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        wx, uh = W @ x_t + b, U @ h_prev
        if b_rec is not None:
            uh = uh + b_rec
        z = sigmoid(wx[0] + uh[0])
        r = sigmoid(wx[1] + uh[1])
        g = np.tanh(wx[2] + (U[2] @ (r * h_prev) if b_rec is None else r * uh[2]))
        return z @ h_prev + (1 - z) * g


class state_overwritten:
    """A step of the GRU is right, and leaves the new state in h_prev."""

    FUNCTIONS = ("gru_step",)
    SHOWS = "argument changed"

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        wx, uh = W @ x_t + b, U @ h_prev
        if b_rec is not None:
            uh = uh + b_rec
        z = sigmoid(wx[0] + uh[0])
        r = sigmoid(wx[1] + uh[1])
        g = np.tanh(wx[2] + (U[2] @ (r * h_prev) if b_rec is None else r * uh[2]))
        h_prev -= (1 - z) * (h_prev - g)
        return h_prev


class gru_start_forgotten:
    """gru_forward starts from zeros also where h0 is given."""

    FUNCTIONS = ("gru_forward",)
    SHOWS = "goes wrong only with h0"

    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        T, H = len(x), b.shape[1]
        h = np.zeros((T, H))
        for t in range(T):
            h_prev = h[t - 1] if t > 0 else np.zeros(H)
            h[t] = gru_step(x[t], h_prev, W, U, b, b_rec)
        return h


class second_biases_not_handed_on:
    """gru_forward does not give b_rec to the step."""

    FUNCTIONS = ("gru_forward",)
    SHOWS = "goes wrong only with b_rec"

    def gru_forward(x, W, U, b, b_rec=None, h0=None):
        h = h0 if h0 is not None else np.zeros(U.shape[-1])
        states = []
        for x_t in x:
            h = gru_step(x_t, h, W, U, b)
            states.append(h)
        return np.array(states)


class gates_of_the_lstm_exchanged:
    """The input gate keeps the old cell, the forget gate lets the candidate in."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "two gates exchanged"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        f = sigmoid(W[0] @ x_t + U[0] @ h_prev + b[0])
        i = sigmoid(W[1] @ x_t + U[1] @ h_prev + b[1])
        g = np.tanh(W[2] @ x_t + U[2] @ h_prev + b[2])
        o = sigmoid(W[3] @ x_t + U[3] @ h_prev + b[3])
        c = f * c_prev + i * g
        return o * np.tanh(c), c


class cell_shown_as_it_is:
    """The new cell is right, the new state is o times the cell without tanh."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "an activation is missing"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        sums = W @ x_t + U @ h_prev + b
        i, f, o = sigmoid(sums[0]), sigmoid(sums[1]), sigmoid(sums[3])
        c = f * c_prev + i * np.tanh(sums[2])
        h = o * c
        return h, c


class output_gate_third:
    """The third block is taken for the output gate and the fourth for the candidate."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "two blocks exchanged"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        gates = []
        for k in range(3):
            gates.append(sigmoid(W[k] @ x_t + U[k] @ h_prev + b[k]))
        i, f, o = gates
        candidate = np.tanh(W[3] @ x_t + U[3] @ h_prev + b[3])
        c = f * c_prev + i * candidate
        return o * np.tanh(c), c


class candidate_of_the_lstm_squashed_wrongly:
    """All four blocks of the LSTM go through the sigmoid."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "wrong activation"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = sigmoid(W @ x_t + U @ h_prev + b)
        c = f * c_prev + i * g
        return o * np.tanh(c), c


class old_cell_shown:
    """The new cell is right, the new state shows the cell before the step."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "the state is wrong, the cell right"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        h = sigmoid(o) * np.tanh(c_prev)
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return h, c


class cell_and_state_exchanged:
    """The LSTM step returns the cell first and the state second."""

    FUNCTIONS = ("lstm_step",)
    SHOWS = "pair in the wrong order"

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        h = sigmoid(o) * np.tanh(c)
        return c, h

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1]) if c0 is None else c0
        hs, cs = [], []
        for x_t in x:
            c, h = lstm_step(x_t, h, c, W, U, b)
            hs.append(h)
            cs.append(c)
        return np.array(hs), np.array(cs)


class cell_starts_anew:
    """lstm_forward starts every step from c0 or zeros; only the state is carried on. One step is right."""

    FUNCTIONS = ("lstm_forward",)
    SHOWS = "right in the first row only"

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        H = b.shape[1]
        h = np.zeros(H) if h0 is None else h0
        c = np.zeros(H) if c0 is None else c0
        hs, cs = [], []
        for x_t in x:
            h, c_t = lstm_step(x_t, h, c, W, U, b)
            hs.append(h)
            cs.append(c_t)
        return np.array(hs), np.array(cs)


class states_without_cells:
    """lstm_forward returns the states alone, an array instead of a pair."""

    FUNCTIONS = ("lstm_forward",)
    SHOWS = "wrong type"

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = np.zeros(b.shape[1]) if h0 is None else h0
        c = np.zeros(b.shape[1]) if c0 is None else c0
        hs = []
        for x_t in x:
            h, c = lstm_step(x_t, h, c, W, U, b)
            hs.append(h)
        return np.array(hs)


class initial_cell_forgotten:
    """lstm_forward starts from a cell of zeros also where c0 is given."""

    FUNCTIONS = ("lstm_forward",)
    SHOWS = "goes wrong only with c0"

    def lstm_forward(x, W, U, b, h0=None, c0=None):
        h = h0 if h0 is not None else np.zeros(len(b[0]))
        c = np.zeros(len(b[0]))
        hs, cs = np.zeros((len(x), len(h))), np.zeros((len(x), len(h)))
        for t, x_t in enumerate(x):
            h, c = lstm_step(x_t, h, c, W, U, b)
            hs[t] = h
            cs[t] = c
        return hs, cs


class all_layers_on_the_input:
    """Every layer of the stack reads x: an upper layer raises where its width does not fit, and is wrong
    where it does; the lowest layer is right."""

    FUNCTIONS = ("stacked_forward",)
    SHOWS = "right in the first layer only"

    def stacked_forward(x, layers):
        out = []
        for W_xh, W_hh, b_h in layers:
            h = np.zeros((len(x), len(b_h)))
            for t in range(len(x)):
                prev = h[t - 1] if t else np.zeros(len(b_h))
                h[t] = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            out.append(h)
        return out


class upper_layer_one_step_late:
    """An upper layer reads the state below it of the step before, and zeros in the first step; the lowest
    layer is right."""

    FUNCTIONS = ("stacked_forward",)
    SHOWS = "right in the first layer only"

    def stacked_forward(x, layers):
        now = [np.zeros(len(layer[2])) for layer in layers]
        out = [[] for _ in layers]
        for x_t in x:
            read = [x_t] + [h.copy() for h in now[:-1]]
            for l, (W_xh, W_hh, b_h) in enumerate(layers):
                now[l] = np.tanh(W_xh @ read[l] + W_hh @ now[l] + b_h)
                out[l].append(now[l])
        return [np.array(rows) for rows in out]


class top_layer_only:
    """The stack returns the states of the highest layer alone, an array instead of a list."""

    FUNCTIONS = ("stacked_forward",)
    SHOWS = "wrong type"

    def stacked_forward(x, layers):
        for W_xh, W_hh, b_h in layers:
            h = np.zeros(len(b_h))
            states = []
            for x_t in x:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
                states.append(h)
            x = np.array(states)
        return x


class layers_not_reset:
    """Where two layers are equally wide, the upper one starts from the last state of the lower one."""

    FUNCTIONS = ("stacked_forward",)
    SHOWS = "upper layers start wrong"

    def stacked_forward(x, layers):
        all_states = []
        h = None
        for W_xh, W_hh, b_h in layers:
            if h is None or len(h) != len(b_h):
                h = np.zeros(len(b_h))
            states = []
            for x_t in x:
                h = np.tanh(W_xh @ x_t + W_hh @ h + b_h)
                states.append(h)
            x = np.array(states)
            all_states.append(x)
        return all_states
