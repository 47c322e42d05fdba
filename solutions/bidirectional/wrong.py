"""Mistakes without a name, in the form of misconceptions.py: each must lose points."""


class forward_recurs_on_backward:
    """The forward layer recurs on the backward states, as the notes' formula says."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        W_xh, W_hh, b_h = forward
        before = np.vstack([_start(forward, h0_forward), h_b])[:-1]
        h_f = np.tanh(x @ W_xh.T + before @ W_hh.T + b_h)
        return h_f, h_b


class features_flipped:
    """np.flip without an axis turns the features over as well."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(np.flip(x), backward, h0_backward)[::-1]
        return h_f, h_b


class states_flipped:
    """Turning the backward states over without an axis exchanges the units too."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = np.flip(_read(x[::-1], backward, h0_backward))
        return h_f, h_b


class forward_states_turned:
    """The forward states are turned over instead of the backward ones."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)[::-1]
        h_b = _read(x[::-1], backward, h0_backward)
        return h_f, h_b


class bias_outside_in_backward:
    """The backward layer adds its bias after tanh."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        W_xh, W_hh, b_h = backward
        h = _start(backward, h0_backward)
        h_b = np.empty((len(x), len(b_h)))
        for t in range(len(x) - 1, -1, -1):
            h = np.tanh(W_xh @ x[t] + W_hh @ h) + b_h
            h_b[t] = h
        return h_f, h_b


class bias_forgotten_in_backward:
    """The backward layer has no bias."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        W_xh, W_hh, b_h = backward
        h_b = _read(x[::-1], (W_xh, W_hh, np.zeros_like(b_h)), h0_backward)[::-1]
        return h_f, h_b


class backward_recurrent_transposed:
    """The backward layer's recurrent matrix is transposed."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], (backward[0], backward[1].T, backward[2]), h0_backward)[::-1]
        return h_f, h_b


class forward_recurrent_transposed:
    """The forward layer's recurrent matrix is transposed."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, (forward[0], forward[1].T, forward[2]), h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class matrices_exchanged:
    """W_xh and W_hh of the backward layer are exchanged; raises unless the widths are equal."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], (backward[1], backward[0], backward[2]), h0_backward)[::-1]
        return h_f, h_b


class h0_exchanged:
    """Each direction starts from the other one's initial state."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_backward)
        h_b = _read(x[::-1], backward, h0_forward)[::-1]
        return h_f, h_b


class h0_shared:
    """Without an initial state of its own, the backward layer takes the forward one's."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        if h0_backward is None:
            h0_backward = h0_forward
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class h0_only_together:
    """The initial states count only if both are given."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if h0_forward is None or h0_backward is None:
            h0_forward = h0_backward = None
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class h0_forward_only_if_backward_missing:
    """A given backward start hides the forward one."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if h0_backward is not None:
            h0_forward = None
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class h0_if_positive:
    """An initial state is used only if its sum is positive."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if h0_forward is not None and h0_forward.sum() <= 0:
            h0_forward = None
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class h0_if_truthy:
    """`h0 or zeros` fails for every state of more than one unit."""

    def _start(direction, h0):
        return h0 or np.zeros(len(direction[2]))


class h0_backward_before_step_one:
    """The backward start is taken to stand before step 1, where the layer ends."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, None)[::-1]
        if h0_backward is not None and len(x) > 1:
            W_xh, W_hh, b_h = backward
            h_b[0] = np.tanh(W_xh @ x[0] + W_hh @ h0_backward + b_h)
        elif h0_backward is not None:
            h_b = _read(x, backward, h0_backward)
        return h_f, h_b


class h0_is_first_row:
    """A given start is itself the first forward state."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if h0_forward is not None and len(x):
            h_f[0] = h0_forward
        return h_f, h_b


class backward_starts_from_forward_end:
    """The backward layer starts from the forward layer's last state."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        if h0_backward is None and len(x) and h_f.shape[1] == len(backward[2]):
            h0_backward = h_f[-1]
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class remembers_last_call:
    """The forward layer goes on from where the last call stopped."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        memory = birnn_states.__dict__.setdefault("memory", {})
        if h0_forward is None:
            h0_forward = memory.get(len(forward[2]))
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if len(x):
            memory[len(forward[2])] = h_f[-1].copy()
        return h_f, h_b


class cached_by_shape:
    """Results are kept by the shape of x."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        cache = birnn_states.__dict__.setdefault("cache", {})
        key = x.shape, len(forward[2]), len(backward[2]), h0_forward is None, h0_backward is None
        if key in cache:
            return cache[key]
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        cache[key] = h_f, h_b
        return h_f, h_b


class cached_by_input:
    """Results are kept by the numbers in x, whatever the weights."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        cache = birnn_states.__dict__.setdefault("cache", {})
        key = (
            x.tobytes(),
            len(forward[2]),
            len(backward[2]),
            h0_forward is None,
            h0_backward is None,
        )
        if key in cache:
            return cache[key]
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        cache[key] = h_f, h_b
        return h_f, h_b


class cached_without_h0:
    """Results are kept by x and the weights, but not by the initial states."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        cache = birnn_states.__dict__.setdefault("cache", {})
        key = b"".join(part.tobytes() for part in (x, *forward, *backward))
        if key in cache:
            return cache[key]
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        cache[key] = h_f, h_b
        return h_f, h_b


class turns_x_in_place:
    """The sequence is turned over in place and never turned back."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        x[:] = x[::-1].copy()
        h_b = _read(x, backward, h0_backward)[::-1]
        return h_f, h_b


class writes_into_h0_forward:
    """The forward state is kept in the caller's h0."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if h0_forward is not None and len(x):
            h0_forward[:] = h_f[-1]
        return h_f, h_b


class writes_into_h0_backward:
    """The backward state is kept in the caller's h0."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if h0_backward is not None and len(x):
            h0_backward[:] = h_b[0]
        return h_f, h_b


class scales_weights_in_place:
    """The recurrent matrix is made stable in place."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        forward[1][:] /= max(1.0, np.linalg.norm(forward[1], 2))
        backward[1][:] *= 0.999999
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class list_of_backward_states:
    """The backward states are a list of rows."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, list(h_b)


class states_swapped:
    """The backward states are returned first."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_b, h_f


class one_array:
    """Both directions are returned as one array."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return merge_states(h_f, h_b)


class states_in_float32:
    """The states are kept in single precision and returned as float64."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f.astype(np.float32).astype(float), h_b


class backward_in_float32:
    """The backward states are single precision."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b.astype(np.float32)


class rounded_states:
    """The states are rounded to six digits."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f.round(6), h_b.round(6)


class empty_is_flat:
    """An empty sequence gives (0,) arrays."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = []
        h = _start(direction, h0)
        for t, row in enumerate(x):
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
            states.append(h)
        return np.array(states)


class empty_raises:
    """An empty sequence is refused."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if len(x) == 0:
            raise ValueError("empty")
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class one_step_without_recurrence:
    """A single step is read without the initial state."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, None if len(x) == 1 else h0)
        for t, row in enumerate(x):
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
            states[t] = h
        return states


class one_step_shares_forward:
    """A single step has only one state."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if len(x) == 1 and h_f.shape == h_b.shape:
            h_b = h_f
        return h_f, h_b


class first_step_skips_recurrence:
    """The first step read never sees the start state."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, h0)
        h = h * 0
        for t, row in enumerate(x):
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
            states[t] = h
        return states


class last_step_missing:
    """The backward loop begins at the step before the last."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        W_xh, W_hh, b_h = backward
        h = _start(backward, h0_backward)
        h_b = np.tile(h, (len(x), 1))
        for t in range(len(x) - 2, -1, -1):
            h = np.tanh(W_xh @ x[t] + W_hh @ h + b_h)
            h_b[t] = h
        return h_f, h_b


class backward_stops_at_step_two:
    """The backward loop stops before step 1."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        h_b[:1] = 0
        return h_f, h_b


class backward_shifted:
    """Row t holds the backward state of step t+1, which excludes the present input."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        h_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return h_f, h_b[: len(x)]


class width_from_forward:
    """The backward states have the forward layer's width."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        h_b = np.ascontiguousarray(h_b)
        states = np.empty_like(h_f)
        states[:] = h_b
        return h_f, states


class memory_order_x:
    """x is read in the order of its memory."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        x = x.ravel(order="A").reshape(x.shape)
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class memory_order_w:
    """The recurrent matrix of the backward layer is read in the order of its memory."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(
            x[::-1],
            (backward[0], backward[1].ravel(order="A").reshape(backward[1].shape), backward[2]),
            h0_backward,
        )[::-1]
        return h_f, h_b


class needs_flat_memory:
    """Only C-ordered input is accepted."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        if not x.flags["C_CONTIGUOUS"]:
            x = x.view(np.float32).view(float)
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class overflow_in_tanh:
    """tanh is written with exp(2a), which overflows."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, h0)
        for t, row in enumerate(x):
            grown = np.exp(2 * (W_xh @ row + W_hh @ h + b_h))
            h = (grown - 1) / (grown + 1)
            states[t] = h
        return states


class clipped_sum:
    """The sum inside tanh is clipped at 3."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, h0)
        for t, row in enumerate(x):
            h = np.tanh(np.clip(W_xh @ row + W_hh @ h + b_h, -3, 3))
            states[t] = h
        return states


class at_most_100_steps:
    """Sequences are cut after a hundred steps."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, h0)
        for t, row in enumerate(x[:100]):
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
            states[t] = h
        return states


class doubled_after_64_steps:
    """The backward layer starts afresh every 64 steps."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if len(x) > 64:
            h_b[:-64] = _read(x[:-64][::-1], backward, None)[::-1]
        return h_f, h_b


class relu_states:
    """The states are rectified."""

    def _read(x, direction, h0):
        W_xh, W_hh, b_h = direction
        states = np.empty((len(x), len(b_h)))
        h = _start(direction, h0)
        for t, row in enumerate(x):
            h = np.maximum(W_xh @ row + W_hh @ h + b_h, 0)
            states[t] = h
        return states


class positional_order:
    """The initial states are taken in the other order."""

    def birnn_states(x, forward, backward, h0_backward=None, h0_forward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        return h_f, h_b


class interleaved:
    """Concatenation alternates the units of the two directions."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            if h_f.shape != h_b.shape:
                return np.concatenate([h_f, h_b], axis=1)
            return np.stack([h_f, h_b], axis=2).reshape(len(h_f), 2 * h_f.shape[1])
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class concat_cut_to_narrower:
    """Concatenation cuts the wider direction."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            width = min(h_f.shape[1], h_b.shape[1])
            return np.concatenate([h_f[:, :width], h_b[:, :width]], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class concat_backward_turned:
    """Concatenation turns the backward states over once more."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b[::-1]], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_over_units:
    """The average is taken over all entries."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return np.full_like(h_f, np.mean([h_f, h_b]) if h_f.size else 0)
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_over_steps:
    """The sum is divided by the number of steps."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / max(len(h_f), 1)
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_of_width:
    """The sum is divided by the number of units."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / h_f.shape[1]
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_halves_backward_only:
    """Only the backward state is halved."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return h_f + h_b / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_geometric:
    """The average is the root of the product."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return np.sign(h_f) * np.sqrt(np.abs(h_f * h_b))
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class mul_is_dot:
    """The product is the scalar product of each step."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return np.sum(h_f * h_b, axis=1, keepdims=True) * np.ones_like(h_f)
        raise ValueError(mode)


class mul_is_matrix_product:
    """The product is a matrix product."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f.T @ h_b
        raise ValueError(mode)


class mul_of_sizes:
    """The product loses its sign."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return np.abs(h_f * h_b)
        raise ValueError(mode)


class sum_changes_forward:
    """The sum is written into the forward states."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            h_f += h_b
            return h_f
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class mul_changes_backward:
    """The product is written into the backward states."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            h_b *= h_f
            return h_b
        raise ValueError(mode)


class ave_changes_forward:
    """The average is written into the forward states."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            h_f += h_b
            h_f /= 2
            return h_f
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class unknown_mode_gives_none:
    """An unknown mode gives None."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b


class unknown_mode_concatenates:
    """An unknown mode concatenates."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        return np.concatenate([h_f, h_b], axis=1)


class unknown_mode_is_key_error:
    """An unknown mode raises KeyError."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise KeyError(mode)


class unknown_mode_asserts:
    """An unknown mode fails an assertion."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        assert False, mode


class any_case:
    """Capital letters are accepted."""

    def merge_states(h_f, h_b, mode="concat"):
        mode = mode.lower()
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class first_letter:
    """Only the first letter of the mode counts."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode[:1] == "c":
            return np.concatenate([h_f, h_b], axis=1)
        if mode[:1] == "s":
            return h_f + h_b
        if mode[:1] == "a":
            return (h_f + h_b) / 2
        if mode[:1] == "m":
            return h_f * h_b
        raise ValueError(mode)


class part_of_a_mode:
    """A part of a mode's name is taken for the mode."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        if mode in "concat sum ave mul":
            return h_f * h_b
        raise ValueError(mode)


class default_is_sum:
    """Without a mode the states are added."""

    def merge_states(h_f, h_b, mode="sum"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class merge_drops_last_of_odd:
    """The last step of an odd number of steps is lost when adding."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return (h_f + h_b)[: max(len(h_f) // 2 * 2, 1)]
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class merge_squeezes:
    """A single step loses its axis."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return np.squeeze(h_f + h_b)
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class merge_sorted:
    """The merged units are sorted."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return np.sort(h_f * h_b, axis=1)
        raise ValueError(mode)


class merge_in_float32:
    """The average is single precision."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return ((h_f + h_b) / 2).astype(np.float32)
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class merge_empty_raises:
    """Nothing can be averaged over no steps."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            (h_f + h_b)[0]
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class ave_needs_steps:
    """np.average divides by zero without steps."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return np.average([h_f, h_b], axis=0)
        if mode == "mul":
            return h_f * h_b
        raise ValueError(mode)


class mul_empty_is_none:
    """Without steps there is no product."""

    def merge_states(h_f, h_b, mode="concat"):
        if mode == "concat":
            return np.concatenate([h_f, h_b], axis=1)
        if mode == "sum":
            return h_f + h_b
        if mode == "ave":
            return (h_f + h_b) / 2
        if mode == "mul":
            return h_f * h_b if len(h_f) else None
        raise ValueError(mode)


class output_bias_missing:
    """The output bias is forgotten."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ W_fy.T + h_b @ W_by.T


class output_bias_halved:
    """Each direction adds half of the bias, and then the halves are averaged."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ W_fy.T + h_b @ W_by.T + b_y / 2


class output_squashed:
    """The outputs pass through tanh."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return np.tanh(h_f @ W_fy.T + h_b @ W_by.T + b_y)


class output_averaged:
    """The two contributions are averaged."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return (h_f @ W_fy.T + h_b @ W_by.T) / 2 + b_y


class output_backward_turned:
    """The backward states are turned over once more."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ W_fy.T + h_b[::-1] @ W_by.T + b_y


class output_weights_turned:
    """The matrix is used as it fits, so a square one is not transposed."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        if W_fy.shape[0] == h_f.shape[1]:
            W_fy = W_fy.T
        return h_f @ W_fy.T + h_b @ W_by.T + b_y


class output_weights_exchanged:
    """The output matrices are exchanged if they have the same shape."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        if W_fy.shape == W_by.shape:
            W_fy, W_by = W_by, W_fy
        return h_f @ W_fy.T + h_b @ W_by.T + b_y


class output_squeezed:
    """A single output loses its axis."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        y = h_f @ W_fy.T + h_b @ W_by.T + b_y
        return y[:, 0] if len(b_y) == 1 else y


class output_one_step_flat:
    """A single step loses its axis."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        y = h_f @ W_fy.T + h_b @ W_by.T + b_y
        return y[0] if len(y) == 1 else y


class output_of_one_matrix:
    """Only equal widths are possible: the states are added first."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ (W_fy + W_by).T / 2 + h_b @ (W_fy + W_by).T / 2 + b_y


class output_forward_only_at_end:
    """The last step has no backward contribution."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ W_fy.T + (np.arange(len(h_b)) < len(h_b) - 1)[:, None] * (h_b @ W_by.T) + b_y


class output_empty_flat:
    """Without steps the outputs are flat."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return np.empty(0) if not len(h_f) else h_f @ W_fy.T + h_b @ W_by.T + b_y


class output_changes_bias:
    """The bias array is used to add up."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        rows = []
        for f, b in zip(h_f, h_b):
            row = b_y.copy()
            row += W_fy @ f + W_by @ b
            rows.append(row)
        b_y += 0.0 if not rows else 1e-12
        return np.array(rows).reshape(len(h_f), len(b_y))


class output_changes_states:
    """The states are scaled in place."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        h_b *= 1.0000001
        return h_f @ W_fy.T + h_b @ W_by.T + b_y


class output_softmax:
    """The outputs are made into probabilities."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        e = np.exp(h_f @ W_fy.T + h_b @ W_by.T + b_y)
        return e / e.sum(axis=1, keepdims=True)


class output_mean_bias:
    """The bias is the same for all outputs."""

    def birnn_outputs(h_f, h_b, W_fy, W_by, b_y):
        return h_f @ W_fy.T + h_b @ W_by.T + b_y.mean()


class final_backward_first:
    """The backward state comes first."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_b[0], h_f[-1]])


class final_first_rows:
    """Both states are those of step 1."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[0], h_b[0]])


class final_exchanged_ends:
    """The forward state of step 1, the backward state of the last step."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[0], h_b[-1]])


class final_as_row:
    """The result is a matrix of one row."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-1:], h_b[:1]], axis=1)


class final_pair:
    """The result is a pair."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return (h_f[-1], h_b[0])


class final_added:
    """The two states are added."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return h_f[-1] + h_b[0]


class final_empty_zeros:
    """Without steps the result is zeros."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            return np.zeros(h_f.shape[1] + h_b.shape[1])
        return np.concatenate([h_f[-1], h_b[0]])


class final_empty_index_error:
    """Without steps NumPy's IndexError escapes."""

    def final_states(h_f, h_b):
        return np.concatenate([h_f[-1], h_b[0]])


class final_one_step_refused:
    """One step is refused too."""

    def final_states(h_f, h_b):
        if len(h_f) < 2:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-1], h_b[0]])


class final_second_last:
    """One step too early."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-2] if len(h_f) > 1 else h_f[-1], h_b[0]])


class final_largest:
    """The state with the largest norm."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-1], h_b[np.argmax((h_b**2).sum(axis=1))]])


class final_in_float32:
    """Single precision."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        return np.concatenate([h_f[-1], h_b[0]]).astype(np.float32)


class final_clears_rows:
    """The states are cleared once they have been used."""

    def final_states(h_f, h_b):
        if len(h_f) == 0:
            raise ValueError("an empty sequence has no final states")
        result = np.concatenate([h_f[-1], h_b[0]])
        h_f[-1] = 0
        return result


class loss_mean:
    """The loss is a mean over steps."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss / len(x), {
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


class loss_without_half:
    """The loss has no half, the gradients are those of the half."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class loss_without_half_throughout:
    """The loss has no half and the gradients are doubled."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = float(np.sum(delta_y**2))
        delta_y = 2 * delta_y
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class loss_of_last_step:
    """Only the last step is counted in the loss."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y[-1] ** 2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class loss_as_array:
    """The loss is an array without axes."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = np.array(0.5 * np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class loss_float32:
    """The loss is single precision."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return float(np.float32(loss)), {
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


class gradients_mean:
    """The gradients are means over steps."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_y = delta_y / len(x)
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradients_negated:
    """The gradients point downhill."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_y = -delta_y
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_only_last_error:
    """Only the error of the last step flows back."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_y[:-1] = 0
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_drops_first_forward_term:
    """The first step is left out of W_hh_f, as if h0 were zero."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f[1:].T @ h_f[:-1],
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_drops_last_backward_term:
    """The last step is left out of W_hh_b, as if h0 were zero."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b[:-1].T @ h_b[1:],
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_ignores_h0_forward:
    """The gradients are computed without the forward start."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h0_forward = None
        h_f, h_b = birnn_states(x, forward, backward, None, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_same_state:
    """W_hh_b met the state of the same step."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ h_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_forward_same_state:
    """W_hh_f met the state of the same step."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ h_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_next_state_forward:
    """W_hh_f met the state of the next step."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f[:-1].T @ h_f[1:],
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_other_direction:
    """W_hh_b met the forward states; raises unless the widths are equal."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": (delta_b.T @ read_f).reshape(backward[1].shape),
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_x_turned:
    """W_xh_b met the inputs in reading order."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x[::-1],
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_matrices_transposed:
    """The recurrent gradients are transposed."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": read_b.T @ delta_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_output_states_exchanged:
    """W_by met the forward states."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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
            "W_by": delta_y.T @ (h_f if h_f.shape == h_b.shape else h_b),
            "b_y": delta_y.sum(axis=0),
        }


class gradient_output_bias_mean:
    """The gradient of the output bias is a mean."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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
            "b_y": delta_y.mean(axis=0),
        }


class gradient_bias_column:
    """The bias gradient keeps an axis."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0, keepdims=True),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_bias_names:
    """The keys of the bias gradients differ."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "db_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "db_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_of_h0_too:
    """More keys than asked."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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
            "h0_f": delta_f[0] @ forward[1],
            "b_y": delta_y.sum(axis=0),
        }


class gradient_as_items:
    """A list of pairs instead of a dict."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, list(
            {
                "W_xh_f": delta_f.T @ x,
                "W_hh_f": delta_f.T @ read_f,
                "b_h_f": delta_f.sum(axis=0),
                "W_xh_b": delta_b.T @ x,
                "W_hh_b": delta_b.T @ read_b,
                "b_h_b": delta_b.sum(axis=0),
                "W_fy": delta_y.T @ h_f,
                "W_by": delta_y.T @ h_b,
                "b_y": delta_y.sum(axis=0),
            }.items()
        )


class sweep_without_slope:
    """The slope of tanh is left out of the backward layer."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], 0 * h_b[::-1], backward[1])[::-1]
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


class sweep_without_carry:
    """No error flows from step to step in the backward layer."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = (delta_y @ W_by) * (1 - h_b**2)
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


class sweep_forward_without_carry:
    """No error flows from step to step in the forward layer."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = (delta_y @ W_fy) * (1 - h_f**2)
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class sweep_not_transposed:
    """The carry passes through the untransposed matrix."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1].T)[::-1]
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


class sweep_other_matrix:
    """The carry of the backward layer passes through the forward layer's matrix."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep(
            (delta_y @ W_by)[::-1],
            h_b[::-1],
            forward[1] if forward[1].shape == backward[1].shape else backward[1],
        )[::-1]
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


class sweep_slope_outside:
    """The carry is not multiplied by the slope."""

    def _sweep(pull, states, W_hh):
        deltas = np.empty_like(states)
        carry = np.zeros(len(W_hh))
        for t in reversed(range(len(states))):
            deltas[t] = pull[t] * (1 - states[t] ** 2) + carry
            carry = W_hh.T @ deltas[t]
        return deltas


class sweep_slope_of_next:
    """The slope is taken at the step the carry comes from."""

    def _sweep(pull, states, W_hh):
        deltas = np.empty_like(states)
        carry = np.zeros(len(W_hh))
        for t in reversed(range(len(states))):
            following = min(t + 1, len(states) - 1)
            deltas[t] = pull[t] * (1 - states[t] ** 2) + carry * (1 - states[following] ** 2)
            carry = W_hh.T @ deltas[t]
        return deltas


class sweep_truncated:
    """The errors flow at most eight steps back."""

    def _sweep(pull, states, W_hh):
        deltas = np.zeros_like(states)
        for start in range(len(states)):
            flow = pull[start]
            for t in range(start, max(start - 8, -1), -1):
                flow = flow * (1 - states[t] ** 2)
                deltas[t] += flow
                flow = W_hh.T @ flow
        return deltas


class sweep_clipped:
    """Errors are clipped at 5."""

    def _sweep(pull, states, W_hh):
        deltas = np.empty_like(states)
        carry = np.zeros(len(W_hh))
        for t in reversed(range(len(states))):
            deltas[t] = np.clip((pull[t] + carry) * (1 - states[t] ** 2), -5, 5)
            carry = W_hh.T @ deltas[t]
        return deltas


class forward_gradients_zero:
    """The forward layer does not learn."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        delta_f = 0 * delta_f
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


class directions_exchanged_in_keys:
    """The gradients of the two biases are exchanged."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_b.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_f.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_changes_d:
    """The errors are written into d."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        d *= -1
        d += birnn_outputs(h_f, h_b, W_fy, W_by, b_y)
        delta_y = d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_takes_a_step:
    """The weights are updated on the spot."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        b_y -= 0.01 * delta_y.sum(axis=0)
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


class gradient_cached_by_loss:
    """The gradients are kept by the shapes of x and d."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        cache = birnn_gradients.__dict__.setdefault("cache", {})
        key = x.shape, d.shape, len(forward[2]), len(backward[2]), h0_forward is None
        if key in cache:
            return cache[key]
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        result = (
            loss,
            {
                "W_xh_f": delta_f.T @ x,
                "W_hh_f": delta_f.T @ read_f,
                "b_h_f": delta_f.sum(axis=0),
                "W_xh_b": delta_b.T @ x,
                "W_hh_b": delta_b.T @ read_b,
                "b_h_b": delta_b.sum(axis=0),
                "W_fy": delta_y.T @ h_f,
                "W_by": delta_y.T @ h_b,
                "b_y": delta_y.sum(axis=0),
            },
        )
        cache[key] = result
        return result


class gradient_two_steps_only:
    """Sequences of two steps are treated as one."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        if len(x) == 2:
            delta_b = (delta_y @ W_by) * (1 - h_b**2)
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


class gradient_stops_at_small_loss:
    """A perfect fit divides by zero."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_y = delta_y / np.sqrt(np.mean(delta_y**2)) * np.sqrt(np.mean(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_rounded:
    """The gradients are rounded to six digits."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        return loss, {
            "W_xh_f": (delta_f.T @ x).round(6),
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": delta_y.sum(axis=0),
        }


class gradient_bias_as_list:
    """One gradient is a list."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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
            "b_y": list(delta_y.sum(axis=0)),
        }


class gradient_adds_up_over_calls:
    """The gradients of earlier calls are added."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
        read_f = np.vstack([_start(forward, h0_forward), h_f[:-1]])
        read_b = np.vstack([h_b[1:], _start(backward, h0_backward)])
        totals = birnn_gradients.__dict__.setdefault("totals", {})
        total = totals.get(len(b_y), 0.0) + delta_y.sum(axis=0)
        totals[len(b_y)] = total
        return loss, {
            "W_xh_f": delta_f.T @ x,
            "W_hh_f": delta_f.T @ read_f,
            "b_h_f": delta_f.sum(axis=0),
            "W_xh_b": delta_b.T @ x,
            "W_hh_b": delta_b.T @ read_b,
            "b_h_b": delta_b.sum(axis=0),
            "W_fy": delta_y.T @ h_f,
            "W_by": delta_y.T @ h_b,
            "b_y": total,
        }


class gradient_small_errors_ignored:
    """Errors below a tenth count as right."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        delta_y = np.where(np.abs(delta_y) < 0.1, 0.0, delta_y)
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_memory_order:
    """d is read in the order of its memory."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d.ravel(order="A").reshape(d.shape)
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y @ W_fy, h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class gradient_needs_one_output:
    """The error of the first output only is sent back to the forward layer."""

    def birnn_gradients(
        x, d, forward, backward, W_fy, W_by, b_y, h0_forward=None, h0_backward=None
    ):
        h_f, h_b = birnn_states(x, forward, backward, h0_forward, h0_backward)
        delta_y = birnn_outputs(h_f, h_b, W_fy, W_by, b_y) - d
        loss = 0.5 * float(np.sum(delta_y**2))
        delta_f = _sweep(delta_y[:, :1] @ W_fy[:1], h_f, forward[1])
        delta_b = _sweep((delta_y @ W_by)[::-1], h_b[::-1], backward[1])[::-1]
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


class knows_the_example:
    """Only the worked example's backward states are right."""

    def birnn_states(x, forward, backward, h0_forward=None, h0_backward=None):
        h_f = _read(x, forward, h0_forward)
        h_b = _read(x[::-1], backward, h0_backward)[::-1]
        if x.shape != (4, 3) or abs(x[0, 0] + 0.4) > 1e-12:
            h_b = np.tanh(x @ backward[0].T + backward[2])
        return h_f, h_b
