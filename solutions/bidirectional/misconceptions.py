"""What students come to believe about bidirectional networks, one class for each belief.

Never imported: the functions of a class are appended to the reference solution's source.
"""


class not_re_reversed:
    """The backward states are left in the order in which the layer walked."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)
        return h_f, h_b


class backward_reads_forward:
    """The backward layer reads from the first step to the last, like the forward one."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x, backward, h0_backward)
        return h_f, h_b


class backward_uses_forward_state:
    """The recurrent matrix of the backward layer multiplies a state of the forward layer."""

    class same_step:
        """The forward state of the same step."""

        def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
            h_f = _read(x, forward, h0_forward)
            W_xh, W_hh, b_h = backward
            h_b = np.tanh(x @ W_xh.T + h_f @ W_hh.T + b_h)
            return h_f, h_b

    class next_step:
        """The forward state of the step that the backward layer has just left."""

        def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
            h_f = _read(x, forward, h0_forward)
            W_xh, W_hh, b_h = backward
            following = np.vstack([h_f, _start(backward, h0_backward)])[1:]
            h_b = np.tanh(x @ W_xh.T + following @ W_hh.T + b_h)
            return h_f, h_b

    class previous_step:
        """The forward state of the step before, as in the forward layer."""

        def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
            h_f = _read(x, forward, h0_forward)
            W_xh, W_hh, b_h = backward
            before = np.vstack([_start(forward, h0_forward), h_f])[:-1]
            h_b = np.tanh(x @ W_xh.T + before @ W_hh.T + b_h)
            return h_f, h_b


class shared_weights:
    """One set of weights reads both ways: the forward one."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], forward, h0_backward)[::-1]
        return h_f, h_b


class concat_backward_first:
    """In a concatenated row the backward state comes first."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_b, h_f], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class concat_over_time:
    """Concatenating puts the backward states below the forward ones: 2T rows."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=0)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_is_sum:
    """The average of the two states is their sum."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode in ("sum", "ave"):
            return h_f + h_b
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class final_last_rows:
    """The final state of the backward layer is its row for the last step."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-1], h_b[-1]])


class bias_twice:
    """Each direction has an output layer of its own, with the output bias."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return (h_f @ W_fy.T + b_y) + (h_b @ W_by.T + b_y)


class gradient_same_sweep:
    """The errors of both layers flow from the last step to the first."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep(delta_y @ W_by, h_b, backward[1])
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_previous_state:
    """The backward layer's recurrent matrix met the state of step t-1, as in the forward layer."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([_start(backward, h0_backward), h_b[:-1]])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class updates_one_direction:
    """Only one direction may learn at a time, so the backward layer's gradients are zero."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": np.zeros_like(backward[0]),
            "W_hh_b": np.zeros_like(backward[1]),
            "b_h_b": np.zeros_like(backward[2]),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class h0_backward_ignored:
    """The backward layer always starts from zeros."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, None)[::-1]
        return h_f, h_b

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, None)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }
