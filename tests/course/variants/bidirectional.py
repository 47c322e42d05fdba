"""Wrong submissions for bidirectional, written from the handout alone."""

import numpy as np


class backward_states_in_reading_order:
    """The backward states stand in the order of reading: row 0 belongs to the last row of x. The
    forward states are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "reversed in time"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        def layer(seq, weights, h):
            W, U, b = weights
            if h is None:
                h = np.zeros(len(b))
            out = np.zeros((len(seq), len(b)))
            for i in range(len(seq)):
                h = np.tanh(W @ seq[i] + U @ h + b)
                out[i] = h
            return out

        return layer(x, forward, h0_forward), layer(x[::-1], backward, h0_backward)


class both_layers_read_forwards:
    """The backward layer reads from the first row to the last like the forward layer; the forward
    states are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "nothing like the right answer"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        results = []
        for (W, U, b), h0 in ((forward, h0_forward), (backward, h0_backward)):
            h = np.zeros(b.shape) if h0 is None else h0
            states = np.zeros((x.shape[0], b.shape[0]))
            for t, x_t in enumerate(x):
                h = np.tanh(np.dot(W, x_t) + np.dot(U, h) + b)
                states[t] = h
            results.append(states)
        return results[0], results[1]


class features_flipped_too:
    """For the backward layer the features are reversed together with the steps, and its units come
    back reversed too; the forward states are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "nothing like the right answer"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        def run(seq, direction, h0):
            W_xh, W_hh, b_h = direction
            h = h0 if h0 is not None else np.zeros(len(b_h))
            hs = np.zeros((len(seq), len(b_h)))
            for t in range(len(seq)):
                h = np.tanh(W_xh @ seq[t] + W_hh @ h + b_h)
                hs[t] = h
            return hs

        h_f = run(x, forward, h0_forward)
        h_b = np.flip(run(np.flip(x), backward, h0_backward))
        return h_f, h_b.copy()


class initial_states_exchanged:
    """Each layer starts from the initial state of the other: wrong states, or ValueError where the
    widths differ; without initial states all is right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "right only from a zero state"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T = len(x)
        Wf, Uf, bf = forward
        Wb, Ub, bb = backward
        # the backward layer starts where the forward layer ends
        hf = np.zeros(len(bf)) if h0_backward is None else h0_backward
        hb = np.zeros(len(bb)) if h0_forward is None else h0_forward
        h_f = np.zeros((T, len(bf)))
        h_b = np.zeros((T, len(bb)))
        for t in range(T):
            hf = np.tanh(Wf @ x[t] + Uf @ hf + bf)
            h_f[t] = hf
            s = T - 1 - t
            hb = np.tanh(Wb @ x[s] + Ub @ hb + bb)
            h_b[s] = hb
        return h_f, h_b


class backward_start_ignored:
    """A given initial state of the backward layer has no effect on its states."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "right only from a zero state"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        W, U, b = forward
        h_f = []
        h = np.zeros(len(b)) if h0_forward is None else h0_forward
        for row in x:
            h = np.tanh(W @ row + U @ h + b)
            h_f.append(h)
        h_f = np.array(h_f).reshape(len(x), len(b))
        W, U, b = backward
        h_b = np.zeros((len(x) + 1, len(b)))
        for t in range(len(x) - 1, -1, -1):
            h_b[t] = np.tanh(W @ x[t] + U @ h_b[t + 1] + b)
        return h_f, h_b[:-1].copy()


class one_initial_state_needs_the_other:
    """If one of the two initial states is not given, the other one has no effect either."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "right only from a zero state"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if h0_forward is None or h0_backward is None:
            h0_forward = np.zeros(len(forward[2]))
            h0_backward = np.zeros(len(backward[2]))
        h_f = np.zeros((len(x), len(forward[2])))
        h_b = np.zeros((len(x), len(backward[2])))
        h = h0_forward
        for t in range(len(x)):
            h = np.tanh(forward[0] @ x[t] + forward[1] @ h + forward[2])
            h_f[t] = h
        h = h0_backward
        for t in reversed(range(len(x))):
            h = np.tanh(backward[0] @ x[t] + backward[1] @ h + backward[2])
            h_b[t] = h
        return h_f, h_b


class state_goes_on_into_the_backward_layer:
    """Without an initial state of its own the backward layer starts from the last forward state:
    its states are wrong, or it raises where the widths differ."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "raises where it should not"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T = x.shape[0]
        W_f, U_f, b_f = forward
        W_b, U_b, b_b = backward
        h_f = np.zeros((T, b_f.size))
        h_b = np.zeros((T, b_b.size))
        h = np.zeros(b_f.size)
        if h0_forward is not None:
            h = h0_forward
        for t in range(T):
            h = np.tanh(W_f @ x[t] + U_f @ h + b_f)
            h_f[t] = h
        if h0_backward is not None:
            h = h0_backward
        for t in range(T - 1, -1, -1):
            h = np.tanh(W_b @ x[t] + U_b @ h + b_b)
            h_b[t] = h
        return h_f, h_b


class one_set_of_weights:
    """Both layers use the forward weights, and the second always starts from zeros: the backward
    states are wrong and have the forward width."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "wrong shape"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        W_xh, W_hh, b_h = forward
        H = len(b_h)

        def step(x_t, h):
            return np.tanh(W_xh @ x_t + W_hh @ h + b_h)

        h_f, h_b = np.zeros((len(x), H)), np.zeros((len(x), H))
        h = np.zeros(H) if h0_forward is None else h0_forward
        for t in range(len(x)):
            h = h_f[t] = step(x[t], h)
        h = np.zeros(H)
        for t in range(len(x) - 1, -1, -1):
            h = h_b[t] = step(x[t], h)
        return h_f, h_b


class states_joined_already:
    """One array (T, Hf + Hb) is returned instead of a pair."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "wrong shape"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T, Hf, Hb = len(x), len(forward[2]), len(backward[2])
        states = np.zeros((T, Hf + Hb))
        f = np.zeros(Hf) if h0_forward is None else h0_forward
        b = np.zeros(Hb) if h0_backward is None else h0_backward
        for t in range(T):
            f = np.tanh(forward[0] @ x[t] + forward[1] @ f + forward[2])
            states[t, :Hf] = f
        for t in range(T)[::-1]:
            b = np.tanh(backward[0] @ x[t] + backward[1] @ b + backward[2])
            states[t, Hf:] = b
        return states


class backward_state_stored_too_early:
    """Row t of h_b is the state before it reads row t of x: the backward states stand one row too
    early, and the last row is the initial state; the forward states are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "shifted by one step"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        Wf, Uf, bf = forward
        Wb, Ub, bb = backward
        T = len(x)
        h_f = np.empty((T, len(bf)))
        h_b = np.empty((T, len(bb)))
        h = np.zeros(len(bf)) if h0_forward is None else h0_forward
        for t in range(T):
            h = np.tanh(Wf @ x[t] + Uf @ h + bf)
            h_f[t] = h
        h = np.zeros(len(bb)) if h0_backward is None else h0_backward
        for t in range(T - 1, -1, -1):
            h_b[t] = h
            h = np.tanh(Wb @ x[t] + Ub @ h + bb)
        return h_f, h_b


class backward_loop_ends_at_one:
    """The backward layer does not read row 0 of x, so row 0 of h_b is zero; the rest is right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "only the first step is wrong"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T = x.shape[0]
        hf = np.zeros((T, forward[1].shape[0]))
        hb = np.zeros((T, backward[1].shape[0]))
        prev = h0_forward if h0_forward is not None else np.zeros(hf.shape[1])
        for t in range(T):
            prev = np.tanh(forward[0].dot(x[t]) + forward[1].dot(prev) + forward[2])
            hf[t] = prev
        nxt = h0_backward if h0_backward is not None else np.zeros(hb.shape[1])
        for t in range(T - 1, 0, -1):
            nxt = np.tanh(backward[0].dot(x[t]) + backward[1].dot(nxt) + backward[2])
            hb[t] = nxt
        return hf, hb


class forward_layer_recurs_on_the_other:
    """The recurrence of the forward layer reads the backward state of the step before: wrong
    forward states, or ValueError where the widths differ; the backward states are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "raises where it should not"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T = len(x)
        W_f, U_f, b_f = forward
        W_b, U_b, b_b = backward
        h_b = np.zeros((T, len(b_b)))
        O_b = np.zeros(len(b_b)) if h0_backward is None else h0_backward
        for t in range(T - 1, -1, -1):
            O_b = np.tanh(W_b @ x[t] + U_b @ O_b + b_b)
            h_b[t] = O_b
        h_f = np.zeros((T, len(b_f)))
        for t in range(T):
            if t == 0:
                before = np.zeros(len(b_f)) if h0_forward is None else h0_forward
            else:
                before = h_b[t - 1]
            h_f[t] = np.tanh(W_f @ x[t] + U_f @ before + b_f)
        return h_f, h_b


class states_in_lists:
    """The two parts of the pair are lists of arrays instead of arrays; the values are right."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "list instead of array"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        def read(rows, W, U, b, h):
            if h is None:
                h = np.zeros(len(b))
            states = []
            for row in rows:
                h = np.tanh(W @ row + U @ h + b)
                states.append(h)
            return states

        h_f = read(x, *forward, h0_forward)
        h_b = read(x[::-1], *backward, h0_backward)
        h_b.reverse()
        return h_f, h_b


class empty_sequence_without_width:
    """Only an empty sequence is wrong: both shapes are (0,)."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "wrong shape"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = []
        h = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
        for x_t in x:
            h = np.tanh(forward[0] @ x_t + forward[1] @ h + forward[2])
            h_f.append(h)
        h_b = []
        h = np.zeros(len(backward[2])) if h0_backward is None else h0_backward
        for x_t in reversed(x):
            h = np.tanh(backward[0] @ x_t + backward[1] @ h + backward[2])
            h_b.insert(0, h)
        return np.array(h_f), np.array(h_b)


class single_precision_states:
    """Both arrays of states are float32 instead of float64, right to about seven digits."""

    FUNCTIONS = ("birnn_states",)
    SHOWS = "float32 instead of float64"

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        T = x.shape[0]
        h_f = np.zeros((T, len(forward[2])), dtype="float32")
        h_b = np.zeros((T, len(backward[2])), dtype="float32")
        h = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
        for t in range(T):
            h = h_f[t] = np.tanh(forward[0] @ x[t] + forward[1] @ h + forward[2])
        h = np.zeros(len(backward[2])) if h0_backward is None else h0_backward
        for t in range(T)[::-1]:
            h = h_b[t] = np.tanh(backward[0] @ x[t] + backward[1] @ h + backward[2])
        return h_f, h_b


class backward_state_first:
    """With "concat" the backward state stands before the forward state; the other modes are
    right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "parts in the wrong order"

    def merge_states(h_f, h_b, mode="concat"):
        modes = ["concat", "sum", "ave", "mul"]
        if mode not in modes:
            raise ValueError("mode must be one of " + ", ".join(modes))
        if mode == "concat":
            T, Hb = h_b.shape
            merged = np.zeros((T, Hb + h_f.shape[1]))
            merged[:, :Hb] = h_b
            merged[:, Hb:] = h_f
            return merged
        if mode == "mul":
            return h_f * h_b
        total = h_f + h_b
        return total / 2 if mode == "ave" else total


class steps_joined_end_to_end:
    """With "concat" the steps of both layers are joined, shape (2 T, H), which raises where the
    widths differ; the other modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "wrong axis"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate((h_f, h_b))
        elif mode == "sum":
            return np.add(h_f, h_b)
        elif mode == "ave":
            return np.add(h_f, h_b) * 0.5
        elif mode == "mul":
            return np.multiply(h_f, h_b)
        else:
            raise ValueError(mode)


class half_of_the_backward_state:
    """With "ave" only the backward state is halved; the other modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "nothing like the right answer"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.hstack([h_f, h_b])
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return h_f + h_b / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError("unknown mode")


class average_of_whole_numbers:
    """With "ave" the average is rounded down to a whole number; the other modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "rounded"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=-1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) // 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(f"mode {mode} not known")


class matrix_product_of_the_states:
    """With "mul" the result is a matrix product of shape (T, T), not a product entry by entry; the
    other modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "wrong shape"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "mul":
            return h_f @ h_b.T
        if mode == "concat":
            return np.append(h_f, h_b, axis=1)
        if mode in ("sum", "ave"):
            s = h_f + h_b
            return s if mode == "sum" else 0.5 * s
        raise ValueError(mode)


class sum_of_everything:
    """With "sum" and "ave" one number is returned, over all entries of both arrays, instead of an
    array (T, H); the other modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "number instead of array"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.hstack((h_f, h_b))
        if mode == "sum":
            return np.sum([h_f, h_b])
        if mode == "ave":
            return np.mean([h_f, h_b])
        if mode == "mul":
            return h_f * h_b
        raise ValueError


class backward_states_turned_again:
    """Every mode merges row t of the forward states with row T-1-t of the backward states."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "backward part reversed in time"

    def merge_states(h_f, h_b, mode="concat"):
        h_b = h_b[::-1]  # back into time order
        merged = None
        if mode == "concat":
            merged = np.concatenate([h_f, h_b], axis=1)
        elif mode == "sum":
            merged = h_f + h_b
        elif mode == "ave":
            merged = (h_f + h_b) / 2
        elif mode == "mul":
            merged = h_f * h_b
        if merged is None:
            raise ValueError("unknown merge mode")
        return merged


class any_other_mode_multiplies:
    """An unknown mode gives the product instead of ValueError; the four modes are right."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "does not raise where it should"

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        elif mode == "sum":
            return h_f + h_b
        elif mode == "ave":
            return (h_f + h_b) / 2
        else:
            return h_f * h_b


class merges_in_a_dict:
    """An unknown mode raises KeyError instead of ValueError, and a known mode raises ValueError
    where the widths differ, also "concat", because all four are computed."""

    FUNCTIONS = ("merge_states",)
    SHOWS = "raises where it should not"

    def merge_states(h_f, h_b, mode="concat"):
        merged = {
            "concat": np.concatenate([h_f, h_b], axis=1),
            "sum": h_f + h_b,
            "ave": (h_f + h_b) / 2,
            "mul": h_f * h_b,
        }
        return merged[mode]


class bias_of_each_direction:
    """b_y is added twice, once for each direction, so every row is too large by b_y."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "off by a constant row"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        def output(h, W):
            return h @ W.T + b_y

        return output(h_f, W_fy) + output(h_b, W_by)


class outputs_squashed:
    """The outputs are tanh of the right ones."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "an activation too many"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        y = np.zeros((len(h_f), len(b_y)))
        for t in range(len(h_f)):
            y[t] = np.tanh(W_fy @ h_f[t] + W_by @ h_b[t] + b_y)
        return y


class outputs_in_columns:
    """The outputs are transposed: shape (O, T)."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "transposed"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return W_fy @ h_f.T + W_by @ h_b.T + b_y[:, None]


class bias_added_to_the_columns:
    """b_y is added to the transposed products: ValueError where T and O differ (and neither
    is 1), and wrong outputs where they are equal."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "raises where it should not"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        columns = np.dot(W_fy, h_f.T) + np.dot(W_by, h_b.T)
        columns = columns + b_y
        return columns.T


class outputs_of_the_final_states:
    """One vector (O,) is returned, the output from the two states that have read everything,
    instead of a row for each step."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "wrong shape"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        if len(h_f) == 0:
            return np.zeros((0, len(b_y)))
        return W_fy @ h_f[-1] + W_by @ h_b[0] + b_y


class backward_state_of_the_next_step:
    """The output of step t reads h_b(t+1) instead of h_b(t), and zeros at the last step."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "nothing like the right answer"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        T = len(h_f)
        y = np.tile(b_y, (T, 1))
        for t in range(T):
            y[t] += W_fy @ h_f[t]
            if t + 1 < T:
                y[t] += W_by @ h_b[t + 1]
        return y


class outputs_not_returned:
    """None is returned: the outputs are computed, but there is no return."""

    FUNCTIONS = ("birnn_outputs",)
    SHOWS = "returns None"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        outputs = np.zeros((len(h_f), len(b_y)))
        for t, (f, b) in enumerate(zip(h_f, h_b)):
            outputs[t] = W_fy @ f + W_by @ b + b_y


class last_row_of_both:
    """The backward part is h_b of the last row, which has read one step only; the forward part is
    right."""

    FUNCTIONS = ("final_states",)
    SHOWS = "backward part is wrong"

    def final_states(h_f, h_b):
        T = len(h_f)
        if T == 0:
            raise ValueError("T is 0")
        merged = merge_states(h_f, h_b)
        return merged[T - 1]


class first_row_of_both:
    """The forward part is h_f of the first row, which has read one step only; the backward part is
    right."""

    FUNCTIONS = ("final_states",)
    SHOWS = "forward part is wrong"

    def final_states(h_f, h_b):
        if not len(h_f):
            raise ValueError("empty sequence")
        return np.append(h_f[0], h_b[0])


class final_states_as_a_row:
    """The result has shape (1, Hf + Hb) instead of (Hf + Hb,)."""

    FUNCTIONS = ("final_states",)
    SHOWS = "wrong shape"

    def final_states(h_f, h_b):
        if h_f.shape[0] < 1:
            raise ValueError("nothing was read")
        return np.hstack([h_f[-1:], h_b[:1]])


class nothing_read_is_an_index_error:
    """An empty sequence raises IndexError instead of ValueError; all else is right."""

    FUNCTIONS = ("final_states",)
    SHOWS = "raises the wrong kind of error"

    def final_states(h_f, h_b):
        last = h_f[-1]
        first = h_b[0]
        return np.concatenate((last, first))


class final_states_backward_first:
    """The backward state stands before the forward state, and an empty sequence gives an empty
    array instead of ValueError."""

    FUNCTIONS = ("final_states",)
    SHOWS = "parts in the wrong order"

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            return np.array([])
        return np.concatenate([h_b[0], h_f[-1]])


class mean_squared_error:
    """Loss and gradients are divided by the number T O of errors."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "right up to a factor of T O"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        T = len(x)
        err = (birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d) / d.size
        loss = 0.5 * np.mean((birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d) ** 2)
        df = np.zeros((T + 1, len(forward[2])))
        for t in range(T - 1, -1, -1):
            df[t] = (W_fy.T @ err[t] + forward[1].T @ df[t + 1]) * (1 - h_f[t] ** 2)
        db = np.zeros((T + 1, len(backward[2])))  # row t + 1 belongs to step t
        for t in range(T):
            db[t + 1] = (W_by.T @ err[t] + backward[1].T @ db[t]) * (1 - h_b[t] ** 2)
        df, db = df[:-1], db[1:]
        start_f = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
        start_b = np.zeros(len(backward[2])) if h0_backward is None else h0_backward
        return float(loss), {
            "W_xh_f": df.T @ x,
            "W_hh_f": df.T @ np.vstack([start_f, h_f[:-1]]),
            "b_h_f": df.sum(axis=0),
            "W_xh_b": db.T @ x,
            "W_hh_b": db.T @ np.vstack([h_b[1:], start_b]),
            "b_h_b": db.sum(axis=0),
            "W_fy": err.T @ h_f,
            "W_by": err.T @ h_b,
            "b_y": err.sum(axis=0),
        }


class no_half_in_the_loss:
    """Loss and gradients are twice the right ones: the 1/2 is missing."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "right up to a factor of 2"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        T = len(x)
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
        loss = float(((y - d) ** 2).sum())
        dy = 2 * (y - d)
        weights = {"f": (W_fy, *forward), "b": (W_by, *backward)}
        starts = {"f": h0_forward, "b": h0_backward}
        grads = {"b_y": dy.sum(axis=0)}
        for name, h in (("f", h_f), ("b", h_b)):
            W_y, W, U, b = weights[name]
            start = np.zeros(len(b)) if starts[name] is None else starts[name]
            gW, gU, gb = np.zeros(W.shape), np.zeros(U.shape), np.zeros(b.shape)
            carry = np.zeros(len(b))
            order = range(T - 1, -1, -1) if name == "f" else range(T)
            back = -1 if name == "f" else 1
            for t in order:
                delta = (W_y.T @ dy[t] + carry) * (1 - h[t] ** 2)
                before = h[t + back] if 0 <= t + back < T else start
                gW += np.outer(delta, x[t])
                gU += np.outer(delta, before)
                gb += delta
                carry = U.T @ delta
            grads["W_xh_" + name] = gW
            grads["W_hh_" + name] = gU
            grads["b_h_" + name] = gb
            grads["W_" + name + "y"] = dy.T @ h
        return loss, grads


class desired_minus_actual:
    """The loss is right and all nine gradients have the wrong sign."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "right up to sign"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        e = d - birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
        T = x.shape[0]
        delta_f = np.zeros(h_f.shape)
        delta_b = np.zeros(h_b.shape)
        carry = np.zeros(h_f.shape[1])
        for t in reversed(range(T)):
            delta_f[t] = (e[t] @ W_fy + carry) * (1 - h_f[t] ** 2)
            carry = delta_f[t] @ forward[1]
        carry = np.zeros(h_b.shape[1])
        for t in range(T):
            delta_b[t] = (e[t] @ W_by + carry) * (1 - h_b[t] ** 2)
            carry = delta_b[t] @ backward[1]
        f0 = h0_forward if h0_forward is not None else np.zeros(h_f.shape[1])
        b0 = h0_backward if h0_backward is not None else np.zeros(h_b.shape[1])
        g = {}
        g["W_xh_f"] = np.einsum("ti,tj->ij", delta_f, x)
        g["W_hh_f"] = np.einsum("ti,tj->ij", delta_f, np.vstack([f0, h_f[:-1]]))
        g["b_h_f"] = np.einsum("ti->i", delta_f)
        g["W_xh_b"] = np.einsum("ti,tj->ij", delta_b, x)
        g["W_hh_b"] = np.einsum("ti,tj->ij", delta_b, np.vstack([h_b[1:], b0]))
        g["b_h_b"] = np.einsum("ti->i", delta_b)
        g["W_fy"] = np.einsum("ti,tj->ij", e, h_f)
        g["W_by"] = np.einsum("ti,tj->ij", e, h_b)
        g["b_y"] = np.einsum("ti->i", e)
        return float(0.5 * np.sum(e * e)), g


class backward_product_with_the_earlier_state:
    """Only dL/dU_b is wrong: it multiplies the errors with h_b(t-1), from zeros or the initial
    state at step 1, instead of h_b(t+1)."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "only W_hh_b is wrong"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float((delta_y**2).sum())
        _, U_f, b_f = forward
        _, U_b, b_b = backward
        T = len(x)
        delta_f = [None] * T
        delta_b = [None] * T
        nxt = np.zeros(len(b_f))
        for t in range(T - 1, -1, -1):
            nxt = (W_fy.T @ delta_y[t] + U_f.T @ nxt) * (1 - h_f[t] ** 2)
            delta_f[t] = nxt
        prv = np.zeros(len(b_b))
        for t in range(T):
            prv = (W_by.T @ delta_y[t] + U_b.T @ prv) * (1 - h_b[t] ** 2)
            delta_b[t] = prv

        def shifted(h, h0):
            first = np.zeros((1, h.shape[1])) if h0 is None else h0.reshape(1, -1)
            return np.concatenate([first, h[:-1]])

        delta_f, delta_b = np.array(delta_f), np.array(delta_b)
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ shifted(h_f, h0_forward),
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ shifted(h_b, h0_backward),
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class both_sweeps_from_the_end:
    """The sweep of the backward layer runs from the last step to the first like that of the forward
    layer, so its three gradients are wrong; the loss and the other six are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "only the backward layer is wrong"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d

        def bptt(h, W_y, U):
            delta = np.zeros(h.shape)
            later = np.zeros(h.shape[1])
            for t in range(len(h) - 1, -1, -1):
                later = (W_y.T @ dy[t] + U.T @ later) * (1 - h[t] ** 2)
                delta[t] = later
            return delta

        delta_f = bptt(h_f, W_fy, forward[1])
        delta_b = bptt(h_b, W_by, backward[1])
        before_f = np.roll(h_f, 1, axis=0)
        before_f[0] = 0 if h0_forward is None else h0_forward
        before_b = np.roll(h_b, -1, axis=0)
        before_b[-1] = 0 if h0_backward is None else h0_backward
        gradients = {"W_fy": dy.T @ h_f, "W_by": dy.T @ h_b, "b_y": dy.sum(axis=0)}
        for end, delta, before in (("f", delta_f, before_f), ("b", delta_b, before_b)):
            gradients[f"W_xh_{end}"] = delta.T @ x
            gradients[f"W_hh_{end}"] = delta.T @ before
            gradients[f"b_h_{end}"] = delta.sum(axis=0)
        return 0.5 * float(np.sum(dy**2)), gradients


class sums_without_initial_states:
    """The loss is right, but the gradients of both recurrent matrices lack the term of the initial
    state: wrong only where one is given."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "right only from a zero state"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        T = len(x)
        g = {
            "W_xh_f": np.zeros(forward[0].shape),
            "W_hh_f": np.zeros(forward[1].shape),
            "b_h_f": np.zeros(forward[2].shape),
            "W_xh_b": np.zeros(backward[0].shape),
            "W_hh_b": np.zeros(backward[1].shape),
            "b_h_b": np.zeros(backward[2].shape),
            "W_fy": np.zeros(W_fy.shape),
            "W_by": np.zeros(W_by.shape),
            "b_y": np.zeros(b_y.shape),
        }
        delta = np.zeros(len(forward[2]))
        for t in range(T - 1, -1, -1):
            delta = (W_fy.T @ dy[t] + forward[1].T @ delta) * (1 - h_f[t] ** 2)
            g["W_xh_f"] += np.outer(delta, x[t])
            if t > 0:
                g["W_hh_f"] += np.outer(delta, h_f[t - 1])
            g["b_h_f"] += delta
            g["W_fy"] += np.outer(dy[t], h_f[t])
        delta = np.zeros(len(backward[2]))
        for t in range(T):
            delta = (W_by.T @ dy[t] + backward[1].T @ delta) * (1 - h_b[t] ** 2)
            g["W_xh_b"] += np.outer(delta, x[t])
            if t < T - 1:
                g["W_hh_b"] += np.outer(delta, h_b[t + 1])
            g["b_h_b"] += delta
            g["W_by"] += np.outer(dy[t], h_b[t])
            g["b_y"] += dy[t]
        return float(np.sum(dy**2) / 2), g


class recurrent_matrices_not_transposed:
    """The errors come back through U_f and U_b instead of their transposes, so the six gradients of
    both layers are wrong; loss and output layer are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "only the output layer is right"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        T = len(x)
        U_f, U_b = forward[1], backward[1]
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        e = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        d_f, d_b = np.zeros_like(h_f), np.zeros_like(h_b)
        for t in range(T - 1, -1, -1):
            carry = U_f @ d_f[t + 1] if t < T - 1 else 0
            d_f[t] = (W_fy.T @ e[t] + carry) * (1 - h_f[t] ** 2)
        for t in range(T):
            carry = U_b @ d_b[t - 1] if t > 0 else 0
            d_b[t] = (W_by.T @ e[t] + carry) * (1 - h_b[t] ** 2)
        prev_f = np.zeros_like(h_f)
        prev_f[1:] = h_f[:-1]
        if h0_forward is not None:
            prev_f[0] = h0_forward
        prev_b = np.zeros_like(h_b)
        prev_b[:-1] = h_b[1:]
        if h0_backward is not None:
            prev_b[-1] = h0_backward
        g = {"W_fy": e.T @ h_f, "W_by": e.T @ h_b, "b_y": np.sum(e, axis=0)}
        g.update({"W_xh_f": d_f.T @ x, "W_hh_f": d_f.T @ prev_f, "b_h_f": np.sum(d_f, axis=0)})
        g.update({"W_xh_b": d_b.T @ x, "W_hh_b": d_b.T @ prev_b, "b_h_b": np.sum(d_b, axis=0)})
        return float(0.5 * np.sum(e**2)), g


class no_sweep_at_all:
    """No error is handed on between the steps, so the six gradients of both layers are those of
    each step alone; loss and output layer are right, and so is everything for T = 1."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "only the output layer is right"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        delta_f = (delta_y @ W_fy) * (1 - h_f**2)
        delta_b = (delta_y @ W_by) * (1 - h_b**2)
        left = np.zeros(h_f.shape[1]) if h0_forward is None else h0_forward
        right = np.zeros(h_b.shape[1]) if h0_backward is None else h0_backward
        gradients = {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ np.vstack((left, h_f[:-1])),
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ np.vstack((h_b[1:], right)),
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }
        return 0.5 * float(np.sum(np.square(delta_y))), gradients


class matrices_transposed:
    """All six gradients of matrices are transposed; loss and biases are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "transposed"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
        dy = y - d
        T = len(x)
        gf, gb = np.zeros(h_f.shape), np.zeros(h_b.shape)
        for i in range(T):
            t = T - 1 - i
            gf[t] = W_fy.T @ dy[t]
            if i > 0:
                gf[t] += forward[1].T @ gf[t + 1]
            gf[t] *= 1 - h_f[t] ** 2
            gb[i] = W_by.T @ dy[i]
            if i > 0:
                gb[i] += backward[1].T @ gb[i - 1]
            gb[i] *= 1 - h_b[i] ** 2
        hf0 = np.zeros(h_f.shape[1]) if h0_forward is None else h0_forward
        hb0 = np.zeros(h_b.shape[1]) if h0_backward is None else h0_backward
        return 0.5 * float(np.sum(dy**2)), {
            "W_xh_f": x.T @ gf,
            "W_hh_f": np.vstack([hf0, h_f[:-1]]).T @ gf,
            "b_h_f": gf.sum(axis=0),
            "W_xh_b": x.T @ gb,
            "W_hh_b": np.vstack([h_b[1:], hb0]).T @ gb,
            "b_h_b": gb.sum(axis=0),
            "W_fy": h_f.T @ dy,
            "W_by": h_b.T @ dy,
            "b_y": dy.sum(axis=0),
        }


class states_squared_in_place:
    """dL/dW_fy, dL/dW_by, dL/dU_f and dL/dU_b hold the squares of the states, because the slopes
    are computed in their place; loss, biases and input weights are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "stale values"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        sq_f, sq_b = h_f, h_b
        sq_f *= h_f
        sq_b *= h_b
        delta_f, delta_b = np.zeros(h_f.shape), np.zeros(h_b.shape)
        carry = 0.0
        for t in range(len(x) - 1, -1, -1):
            delta_f[t] = (W_fy.T @ dy[t] + carry) * (1 - sq_f[t])
            carry = forward[1].T @ delta_f[t]
        carry = 0.0
        for t in range(len(x)):
            delta_b[t] = (W_by.T @ dy[t] + carry) * (1 - sq_b[t])
            carry = backward[1].T @ delta_b[t]
        a = np.zeros(len(forward[2])) if h0_forward is None else h0_forward
        z = np.zeros(len(backward[2])) if h0_backward is None else h0_backward
        return 0.5 * float((dy**2).sum()), {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ np.vstack([a, h_f[:-1]]),
            "b_h_f": delta_f.sum(0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ np.vstack([h_b[1:], z]),
            "b_h_b": delta_b.sum(0),
            "W_fy": dy.T @ h_f,
            "W_by": dy.T @ h_b,
            "b_y": dy.sum(0),
        }


class weights_updated_with_the_gradients:
    """The gradients of the backward layer are computed after the output weights were updated, and
    W_fy, W_by and b_y are changed; the other gradients and the loss are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "changes its arguments"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        rate = 0.1
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * np.sum(dy**2)
        T = len(x)
        g = {"W_fy": dy.T @ h_f, "W_by": dy.T @ h_b, "b_y": dy.sum(axis=0)}
        # first the forward layer
        delta = np.zeros((T + 1, h_f.shape[1]))
        for t in range(T - 1, -1, -1):
            delta[t] = (W_fy.T @ dy[t] + forward[1].T @ delta[t + 1]) * (1 - h_f[t] ** 2)
        delta = delta[:T]
        prev = np.vstack([np.zeros(h_f.shape[1]) if h0_forward is None else h0_forward, h_f[:-1]])
        g["W_xh_f"], g["W_hh_f"], g["b_h_f"] = delta.T @ x, delta.T @ prev, delta.sum(axis=0)
        W_fy -= rate * g["W_fy"]
        W_by -= rate * g["W_by"]
        b_y -= rate * g["b_y"]
        # then the backward layer
        delta = np.zeros((T + 1, h_b.shape[1]))
        for t in range(T):
            delta[t] = (W_by.T @ dy[t] + backward[1].T @ delta[t - 1]) * (1 - h_b[t] ** 2)
        delta = delta[:T]
        nxt = np.vstack([h_b[1:], np.zeros(h_b.shape[1]) if h0_backward is None else h0_backward])
        g["W_xh_b"], g["W_hh_b"], g["b_h_b"] = delta.T @ x, delta.T @ nxt, delta.sum(axis=0)
        return float(loss), g


class gradients_clipped:
    """Entries of the gradients are cut off at -1 and 1; smaller ones and the loss are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "cut off at a bound"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        T, (Hf, Hb) = len(x), (h_f.shape[1], h_b.shape[1])
        f = np.vstack([np.zeros(Hf) if h0_forward is None else h0_forward, h_f])
        b = np.vstack([h_b, np.zeros(Hb) if h0_backward is None else h0_backward])
        delta_f, delta_b = np.zeros((T + 1, Hf)), np.zeros((T + 1, Hb))
        for t in range(T, 0, -1):
            delta_f[t - 1] = (dy[t - 1] @ W_fy + delta_f[t] @ forward[1]) * (1 - f[t] ** 2)
        for t in range(T):
            delta_b[t] = (dy[t] @ W_by + delta_b[t - 1] @ backward[1]) * (1 - b[t] ** 2)
        delta_f, delta_b = delta_f[:T], delta_b[:T]
        gradients = {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ f[:-1],
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ b[1:],
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": dy.T @ h_f,
            "W_by": dy.T @ h_b,
            "b_y": dy.sum(axis=0),
        }
        # against exploding gradients
        for name in gradients:
            gradients[name] = np.clip(gradients[name], -1.0, 1.0)
        return 0.5 * float(np.sum(dy**2)), gradients


class keys_of_the_formulas:
    """The dict has the names of the formulas, W_f, U_f, b_f, W_b, U_b, b_b, instead of the six keys
    asked for; all values are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "wrong keys"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        W_f, U_f, b_f = forward
        W_b, U_b, b_b = backward
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        T = x.shape[0]
        g = dict(W_f=0, U_f=0, b_f=0, W_b=0, U_b=0, b_b=0, W_fy=0, W_by=0, b_y=0)
        delta = np.zeros(len(b_f))
        for t in reversed(range(T)):
            delta = (W_fy.T @ dy[t] + U_f.T @ delta) * (1 - h_f[t] ** 2)
            if t > 0:
                before = h_f[t - 1]
            else:
                before = np.zeros(len(b_f)) if h0_forward is None else h0_forward
            g["W_f"] = g["W_f"] + np.outer(delta, x[t])
            g["U_f"] = g["U_f"] + np.outer(delta, before)
            g["b_f"] = g["b_f"] + delta
        delta = np.zeros(len(b_b))
        for t in range(T):
            delta = (W_by.T @ dy[t] + U_b.T @ delta) * (1 - h_b[t] ** 2)
            if t < T - 1:
                after = h_b[t + 1]
            else:
                after = np.zeros(len(b_b)) if h0_backward is None else h0_backward
            g["W_b"] = g["W_b"] + np.outer(delta, x[t])
            g["U_b"] = g["U_b"] + np.outer(delta, after)
            g["b_b"] = g["b_b"] + delta
            g["W_fy"] = g["W_fy"] + np.outer(dy[t], h_f[t])
            g["W_by"] = g["W_by"] + np.outer(dy[t], h_b[t])
            g["b_y"] = g["b_y"] + dy[t]
        return float(0.5 * (dy**2).sum()), g


class loss_of_each_step:
    """An array (T,) with the losses of the steps is returned instead of their sum; the gradients
    are right."""

    FUNCTIONS = ("birnn_gradients",)
    SHOWS = "array instead of float"

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        dy = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * (dy**2).sum(axis=1)

        def layer(pull, h, direction, h0):
            # everything in the order of reading
            W, U, b = direction
            start = np.zeros(len(b)) if h0 is None else h0
            delta = np.zeros(h.shape)
            nxt = np.zeros(len(b))
            for t in range(len(h) - 1, -1, -1):
                nxt = (pull[t] + U.T @ nxt) * (1 - h[t] ** 2)
                delta[t] = nxt
            return delta, delta.T @ np.vstack([start, h[:-1]])

        delta_f, W_hh_f = layer(dy @ W_fy, h_f, forward, h0_forward)
        delta_b, W_hh_b = layer((dy @ W_by)[::-1], h_b[::-1], backward, h0_backward)
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": W_hh_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b[::-1].T @ x,
            "W_hh_b": W_hh_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": dy.T @ h_f,
            "W_by": dy.T @ h_b,
            "b_y": dy.sum(axis=0),
        }


class output_bias_missing_and_average_as_sum:
    """The outputs are too small by b_y in every row, and with "ave" the merged states are twice the
    right ones."""

    FUNCTIONS = ("birnn_outputs", "merge_states")

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        W = np.concatenate([W_fy, W_by], axis=1)
        return merge_states(h_f, h_b) @ W.T

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum" or mode == "ave":
            return h_f + h_b
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class pair_exchanged_and_final_states_in_two_rows:
    """The pair of states is (h_b, h_f) instead of (h_f, h_b), and the final states are stacked in
    two rows, which raises where the widths differ."""

    FUNCTIONS = ("birnn_states", "final_states")

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        pair = []
        for rows, (W, U, b), h in ((x[::-1], backward, h0_backward), (x, forward, h0_forward)):
            h = np.zeros(len(b)) if h is None else h
            states = np.zeros((len(x), len(b)))
            for t, row in enumerate(rows):
                h = np.tanh(W @ row + U @ h + b)
                states[t] = h
            pair.append(states)
        return pair[0][::-1].copy(), pair[1]

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("no step")
        return np.array([h_f[-1], h_b[0]]).astype(float)


class bias_outside_and_unknown_mode_printed:
    """The biases of both layers are added after tanh, and an unknown mode is printed and gives
    None instead of ValueError."""

    FUNCTIONS = ("birnn_states", "merge_states")

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        def layer(order, W, U, b, h):
            if h is None:
                h = np.zeros(len(b))
            H = np.zeros((len(x), len(b)))
            for t in order:
                h = np.tanh(W @ x[t] + U @ h) + b
                H[t] = h
            return H

        steps = list(range(len(x)))
        h_f = layer(steps, *forward, h0_forward)
        h_b = layer(steps[::-1], *backward, h0_backward)
        return h_f, h_b

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.hstack((h_f, h_b))
        elif mode == "sum":
            return h_f + h_b
        elif mode == "ave":
            return np.mean([h_f, h_b], axis=0)
        elif mode == "mul":
            return h_f * h_b
        print("unknown mode:", mode)


class weights_exchanged_and_final_sum:
    """The forward states are multiplied with W_by and the backward states with W_fy, which raises
    where the widths differ, and the final states are added instead of joined."""

    FUNCTIONS = ("birnn_outputs", "final_states")
    SHOWS = "raises where it should not"

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        y = []
        for f, b in zip(h_f, h_b):
            y.append(W_by @ f + W_fy @ b + b_y)
        return np.array(y).reshape(len(h_f), len(b_y))

    def final_states(h_f, h_b):
        if len(h_b) == 0:
            raise ValueError("nothing read")
        return h_f[len(h_f) - 1] + h_b[0]
