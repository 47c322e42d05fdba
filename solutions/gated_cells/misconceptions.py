"""Known-wrong work with a name: each class holds the functions that its belief changes."""


class gate_swapped:
    """The update gate says how much of the candidate comes in, not how much of the state stays."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return (1 - z) * h_prev + z * np.tanh(from_x[2] + reset)


class candidate_sigmoid:
    """The candidate goes through the sigmoid, like the gates."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev if b_rec is None else U @ h_prev + b_rec
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * from_h[2]
        return z * h_prev + (1 - z) * sigmoid(from_x[2] + reset)


class reset_variants_mixed:
    """With recurrent biases, too, the reset gate acts on the state before the product."""

    class bias_outside:
        """The recurrent bias of the candidate is not reset."""

        def gru_step(x_t, h_prev, W, U, b, b_rec=None):
            from_x = W @ x_t + b if b_rec is None else W @ x_t + b + b_rec
            z, r = sigmoid(from_x[:2] + U[:2] @ h_prev)
            return z * h_prev + (1 - z) * np.tanh(from_x[2] + U[2] @ (r * h_prev))

    class bias_reset:
        """The recurrent bias of the candidate is reset, entry by entry."""

        def gru_step(x_t, h_prev, W, U, b, b_rec=None):
            rec = np.zeros_like(b) if b_rec is None else b_rec
            from_x = W @ x_t + b
            z, r = sigmoid(from_x[:2] + U[:2] @ h_prev + rec[:2])
            g = np.tanh(from_x[2] + U[2] @ (r * h_prev) + r * rec[2])
            return z * h_prev + (1 - z) * g


class recurrent_bias_dropped:
    """Only the candidate has a recurrent bias; those of the gates are lost."""

    def gru_step(x_t, h_prev, W, U, b, b_rec=None):
        from_x = W @ x_t + b
        from_h = U @ h_prev
        z, r = sigmoid(from_x[:2] + from_h[:2])
        reset = U[2] @ (r * h_prev) if b_rec is None else r * (from_h[2] + b_rec[2])
        return z * h_prev + (1 - z) * np.tanh(from_x[2] + reset)


class forget_input_swapped:
    """The input gate is put on the old cell, and the forget gate on the candidate."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(i) * c_prev + sigmoid(f) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class no_tanh_on_cell:
    """The cell is shown as it is."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, g, o = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * c, c


class order_ifog:
    """The blocks are read in the order i, f, o, candidate."""

    def lstm_step(x_t, h_prev, c_prev, W, U, b):
        i, f, o, g = W @ x_t + U @ h_prev + b
        c = sigmoid(f) * c_prev + sigmoid(i) * np.tanh(g)
        return sigmoid(o) * np.tanh(c), c


class cell_not_carried:
    """Only the state goes on to the next step; the cell starts anew."""

    class from_the_first:
        """Every step starts from c0."""

        def lstm_forward(x, W, U, b, h0=None, c0=None):
            h = np.zeros(b.shape[1]) if h0 is None else h0
            start = np.zeros(b.shape[1]) if c0 is None else c0
            states, cells = [], []
            for x_t in x:
                h, c = lstm_step(x_t, h, start, W, U, b)
                states.append(h)
                cells.append(c)
            return np.array(states), np.array(cells)

    class from_zeros:
        """The first step starts from c0, every other one from zeros."""

        def lstm_forward(x, W, U, b, h0=None, c0=None):
            h = np.zeros(b.shape[1]) if h0 is None else h0
            start = np.zeros(b.shape[1]) if c0 is None else c0
            states, cells = [], []
            for x_t in x:
                h, c = lstm_step(x_t, h, start, W, U, b)
                start = np.zeros(b.shape[1])
                states.append(h)
                cells.append(c)
            return np.array(states), np.array(cells)


class stacked_reads_x:
    """Every layer reads the input, as in the formulas of the notes."""

    def stacked_forward(x, layers):
        states = []
        for W_xh, W_hh, b_h in layers:
            h = np.zeros(len(b_h))
            rows = []
            for row in x:
                h = np.tanh(W_xh @ row + W_hh @ h + b_h)
                rows.append(h)
            states.append(np.array(rows))
        return states


class naive_sigmoid:
    """exp is taken of numbers of any size."""

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))
