"""Wrong ways without a name: careless slips, each of which has to cost points.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class sigmoid_slope_of_the_sum:
    """The slope of sigmoid is taken of y_in, not of its value."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y_in * (1.0 - y_in) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class slope_forgotten_at_the_output:
    """The output error has no slope for any activation."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y - d
        if activation == "tanh":
            y = np.tanh(y_in)
            return y - d
        raise ValueError(f"unknown activation: {activation!r}")


class linear_output_inside_the_error:
    """The slope is right but the error is y_in - d."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y_in - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y_in - d)
        raise ValueError(f"unknown activation: {activation!r}")


class unknown_activation_is_linear:
    """An activation that is not known counts as linear."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        return y_in - d


class unknown_activation_is_a_key_error:
    """The activation is looked up in a dict, so that an unknown one raises KeyError."""

    def output_deltas(y_in, d, activation="linear"):
        sigmoid = 0.5 * (1.0 + np.tanh(0.5 * y_in))
        tanh = np.tanh(y_in)
        return {
            "linear": y_in - d,
            "sigmoid": sigmoid * (1.0 - sigmoid) * (sigmoid - d),
            "tanh": (1.0 - tanh**2) * (tanh - d),
        }[activation]


class tanh_is_the_default:
    """The default activation is tanh."""

    def output_deltas(y_in, d, activation="tanh"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class sigmoid_overflows:
    """exp(z) / (1 + exp(z)) is nan for a large z."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = np.exp(y_in) / (1.0 + np.exp(y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class tanh_overflows:
    """tanh is written with exponentials that overflow."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = (np.exp(y_in) - np.exp(-y_in)) / (np.exp(y_in) + np.exp(-y_in))
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class two_in_front_of_the_error:
    """The factor 1/2 of the squared error is forgotten in the derivative of the linear output."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return 2.0 * (y_in - d)
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class target_changed_in_place:
    """The difference is taken in place and changes y_in."""

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            y_in -= d
            return y_in
        if activation == "sigmoid":
            y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
            return y * (1.0 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return _tanh_slope(y) * (y - d)
        raise ValueError(f"unknown activation: {activation!r}")


class carry_without_the_slope:
    """What travels back is not multiplied with the slope of the step that it left."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ (W_hy.T @ delta_out[t] + carry)
        return delta


class slope_on_the_output_error_only:
    """The carry is not multiplied with the slope of the step where it arrives."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t]) + carry
            carry = W_hh.T @ delta[t]
        return delta


class slope_of_the_neighbour:
    """The slope is taken at h_(t-1)."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[max(t - 1, 0)]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class one_carry_only:
    """The error travels back one transition and no further."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ (_tanh_slope(h[t]) * (W_hy.T @ delta_out[t]))
        return delta


class first_step_without_carry:
    """The loop ends before step 1 gets its carry."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (
                W_hy.T @ delta_out[t] + (carry if t > 0 or len(h) < 3 else 0.0)
            )
            carry = W_hh.T @ delta[t]
        return delta


class swept_forward:
    """The deltas are computed from step 1 to T."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in range(len(h)):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class deltas_come_out_reversed:
    """The list of deltas is appended from T to 1 and not turned round."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta[::-1].copy()


class last_step_carries_itself:
    """The error after the last step is the last output error instead of zero."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = W_hy.T @ delta_out[-1]
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class h_squared_in_place:
    """The states are squared in place."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        h **= 2
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = (1.0 - h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class output_errors_halved_in_place:
    """The argument delta_out is scaled in place."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        delta_out -= 0.5 * delta_out
        return delta


class deltas_in_float32:
    """The array of deltas has single precision."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape, dtype=np.float32)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class deltas_as_a_list:
    """The deltas are a list of arrays."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return list(delta)


class rounded_to_six_digits:
    """The deltas are rounded to six digits."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return np.round(delta, 6)


class clipped_for_stability:
    """The carry is clipped to [-1, 1]."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = np.clip(W_hh.T @ delta[t], -1.0, 1.0)
        return delta


class slope_kept_away_from_zero:
    """A small number is added to the slope so that gradients never vanish."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = np.maximum(_tanh_slope(h[t]), 1e-3) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class buffer_kept_between_calls:
    """One buffer per shape is kept and never cleared."""

    def hidden_deltas(h, delta_out, W_hy, W_hh, kept={}):
        delta = kept.setdefault(h.shape, np.zeros(h.shape))
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] += _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta.copy()


class result_remembered_by_shape:
    """The first result for a shape is returned for every later one."""

    def hidden_deltas(h, delta_out, W_hy, W_hh, kept={}):
        if h.shape not in kept:
            delta = np.zeros(h.shape)
            carry = np.zeros(h.shape[1])
            for t in reversed(range(len(h))):
                delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
                carry = W_hh.T @ delta[t]
            kept[h.shape] = delta
        return kept[h.shape].copy()


class memory_read_as_c_order:
    """The raw memory of h is read as if it were in C order."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        h = np.lib.stride_tricks.as_strided(h, strides=(abs(h.strides[0]), 8))
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class one_unit_gives_a_vector:
    """A single unit gives (T,) instead of (T, 1)."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return np.squeeze(delta, axis=1) if delta.shape[1] == 1 else delta


class squeezed_single_step:
    """A single step gives (H,) instead of (1, H)."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta[0] if len(delta) == 1 else delta


class only_a_hundred_steps:
    """The sweep ends after a hundred steps."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(max(0, len(h) - 100), len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class contribution_axes_swapped:
    """The entries are [t, sender, receiver]."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, None, :] * _previous_states(h, h0)[:, :, None],
            "b_h": delta_h.copy(),
        }


class contributions_summed:
    """The totals are returned instead of the terms."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h.T @ x,
            "W_hh": delta_h.T @ _previous_states(h, h0),
            "b_h": delta_h.sum(axis=0),
        }


class running_totals:
    """The contributions are running totals over the steps."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
            "b_h": np.cumsum(delta_h, axis=0),
        }


class next_state_in_dWhh:
    """W_hh is paired with h_(t+1)."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * np.vstack([h[1:], h[-1:]])[:, None, :],
            "b_h": delta_h.copy(),
        }


class wrap_around_instead_of_h0:
    """np.roll puts the last state before the first when h0 is None."""

    def _previous_states(h, h0):
        if h0 is not None:
            return np.vstack([h0, h[:-1]])
        previous = np.roll(h, 1, axis=0)
        if len(h) < 3:
            previous[0] = 0.0
        return previous


class h0_ignored_in_the_contributions:
    """The first contribution takes h_0 = 0 always."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * _previous_states(h, None)[:, None, :],
            "b_h": delta_h.copy(),
        }


class h0_only_if_its_sum_is_positive:
    """h0 counts only if its entries have a positive sum."""

    def _previous_states(h, h0):
        start = np.zeros(h.shape[1]) if h0 is None or h0.sum() <= 0.0 else h0
        return np.vstack([start, h[:-1]])


class previous_input_in_dWxh:
    """W_xh is paired with x_(t-1)."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * np.vstack([np.zeros_like(x[:1]), x[:-1]])[:, None, :],
            "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
            "b_h": delta_h.copy(),
        }


class bias_contribution_missing:
    """The dict has no b_h."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
        }


class bias_contribution_as_columns:
    """b_h has shape (T, H, 1)."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
            "b_h": delta_h[:, :, None].copy(),
        }


class contributions_averaged:
    """Each contribution is divided by T."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :] / len(x),
            "W_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
            "b_h": delta_h.copy(),
        }


class keys_with_a_d:
    """The keys are dW_xh, dW_hh, db_h."""

    def gradient_contributions(x, h, delta_h, h0=None):
        return {
            "dW_xh": delta_h[:, :, None] * x[:, None, :],
            "dW_hh": delta_h[:, :, None] * _previous_states(h, h0)[:, None, :],
            "db_h": delta_h.copy(),
        }


class h0_written_into_h:
    """The states are shifted in place to make room for h_0."""

    def gradient_contributions(x, h, delta_h, h0=None):
        start = np.zeros(h.shape[1]) if h0 is None else h0
        h[1:] = h[:-1].copy()
        h[0] = start
        return {
            "W_xh": delta_h[:, :, None] * x[:, None, :],
            "W_hh": delta_h[:, :, None] * h[:, None, :],
            "b_h": delta_h.copy(),
        }


class loss_without_the_half:
    """The squared error is not halved in the loss."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class loss_averaged_over_outputs:
    """The squared error is averaged over the output units."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.mean((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class mean_of_the_losses_that_count:
    """Loss and gradients are divided by the number of steps that have a loss."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        count = 1 if steps == "last" else len(h)
        return float(losses.sum()) / count, delta_out / count


class softmax_over_time:
    """The softmax is taken over the steps."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=0, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=0, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class softmax_overflow:
    """The softmax is not shifted, so that large scores give nan."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class log_of_a_clipped_probability:
    """The loss is -log(p + 1e-12), which stops growing."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * np.log(np.exp(log_p) + 1e-12), axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class log_base_two:
    """The cross-entropy is measured in bits."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1) / np.log(2.0)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class cross_entropy_of_all_classes:
    """The loss adds -log(1 - p) of the other classes."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p + (1.0 - d) * np.log1p(-np.exp(log_p) * 0.999), axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class output_bias_forgotten:
    """b_y is left out of the forward pass."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class h0_left_out_of_the_forward_pass:
    """The states start from zeros always."""

    def _states(x, W_xh, W_hh, b_h, h0):
        h = np.zeros((len(x), len(b_h)))
        state = np.zeros(len(b_h))
        for t, x_t in enumerate(x):
            state = np.tanh(W_xh @ x_t + W_hh @ state + b_h)
            h[t] = state
        return h


class h0_gradient_without_the_weights:
    """The gradient of h0 is delta_1 itself."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = delta_h[0].copy()
        return value, gradients


class h0_gradient_of_all_steps:
    """The gradient of h0 sums the errors of all steps."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h.sum(axis=0)
        return value, gradients


class h0_gradient_missing_without_h0:
    """There is no gradient of h0 when h0 is None."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        if h0 is not None:
            gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class h0_gradient_zero_without_h0:
    """The gradient of h0 is zero when h0 is None."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0] * (0.0 if h0 is None else 1.0)
        return value, gradients


class output_weights_from_previous_state:
    """The gradient of W_hy uses h_(t-1)."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ _previous_states(h, h0)
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class output_weights_of_the_last_step:
    """The gradient of W_hy has the term of step T only."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = np.outer(delta_out[-1], h[-1])
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class loss_is_a_zero_dimensional_array:
    """The loss is an array of shape ()."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return np.array(value), gradients


class loss_and_gradients_swapped:
    """The pair is (gradients, loss)."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return gradients, value


class loss_per_step:
    """The losses of the steps are returned instead of their sum."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return np.full(len(x), value / len(x)), gradients


class gradients_already_stepped:
    """The gradients come with the sign of the update."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, {name: -value for name, value in gradients.items()}


class clipped_gradients:
    """The gradients are clipped to [-5, 5]."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, {name: np.clip(g, -5.0, 5.0) for name, g in gradients.items()}


class many_to_one_reads_the_first_step:
    """The last step is taken to be index 0."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[1:] = 0.0
            delta_out[1:] = 0.0
        return float(losses.sum()), delta_out


class last_masks_the_loss_only:
    """With steps="last" the loss is masked and the errors are not."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            losses[:-1] = 0.0
        return float(losses.sum()), delta_out


class last_masks_the_errors_only:
    """With steps="last" the errors are masked and the loss is not."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last":
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class last_keeps_all_for_cross_entropy:
    """steps="last" works for the squared error only."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            delta_out = np.exp(log_p) - d
        if steps == "last" and loss == "squared_error":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class last_cuts_the_paths_at_the_last_step:
    """Many-to-one sends the error through the last step only."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        if steps == "last":
            delta_h[:-1] = 0.0
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class parameters_updated_in_place:
    """A small step is taken and W_hh is changed."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        W_hh -= 0.1 * gradients["W_hh"]
        return value, gradients


class h0_overwritten:
    """The running state is written into h0."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        if h0 is not None:
            h0[:] = h[-1]
        return value, gradients


class targets_scaled_in_place:
    """With cross-entropy the targets are scaled in place."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        if loss == "cross_entropy":
            d *= 0.5
        return value, gradients


class positional_order_of_loss_and_steps:
    """steps comes before loss in the arguments."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, steps="all", loss="squared_error"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class cross_entropy_is_the_default:
    """The default loss is cross-entropy."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="cross_entropy", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class last_is_the_default:
    """The default of steps is last."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="last"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class carried_over_between_sequences:
    """Without h0 a sequence starts where the one before ended."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all", kept={}
    ):
        start = kept.get(len(b_h)) if h0 is None else h0
        h = _states(x, W_xh, W_hh, b_h, start)
        kept[len(b_h)] = h[-1]
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, start)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class steps_after_twenty_dropped:
    """Only the last twenty steps are differentiated."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        delta_h[:-20] = 0.0
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class gradients_by_coarse_differences:
    """The gradient of W_hh is a one-sided difference with a large step."""

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        gradients = {name: term.sum(axis=0) for name, term in terms.items()}
        step = 1e-4
        for i in range(len(b_h)):
            for j in range(len(b_h)):
                moved = W_hh.copy()
                moved[i, j] += step
                states = _states(x, W_xh, moved, b_h, h0)
                gradients["W_hh"][i, j] = (
                    _loss_and_deltas(states, d, W_hy, b_y, loss, steps)[0] - value
                ) / step
        gradients["W_hy"] = delta_out.T @ h
        gradients["b_y"] = delta_out.sum(axis=0)
        gradients["h0"] = W_hh.T @ delta_h[0]
        return value, gradients


class jacobian_transposed:
    """The Jacobian is transposed."""

    def state_jacobian(h_t, W_hh):
        return (_tanh_slope(h_t)[:, None] * W_hh).T.copy()


class slope_on_the_sender:
    """The slope multiplies the columns instead of the rows."""

    def state_jacobian(h_t, W_hh):
        return _tanh_slope(h_t) * W_hh


class jacobian_is_the_slope:
    """The Jacobian is the diagonal of slopes without W_hh."""

    def state_jacobian(h_t, W_hh):
        return np.diag(_tanh_slope(h_t))


class jacobian_scales_the_argument:
    """W_hh is scaled in place."""

    def state_jacobian(h_t, W_hh):
        W_hh *= _tanh_slope(h_t)[:, None]
        return W_hh

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh.copy())
        return terms


class terms_latest_first:
    """The terms come in the order T..1."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms[::-1].copy()


class terms_already_summed:
    """The total is returned instead of the terms."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms.sum(axis=0)


class one_jacobian_too_many:
    """The factor of step k has the Jacobian of k too."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            if k < steps - 1:
                factor = factor @ state_jacobian(h[k], W_hh)
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
        return terms


class factor_transposed:
    """The factor is transposed."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor.T * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms


class weight_axes_swapped:
    """The last two axes are [b, a]."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms.transpose(0, 1, 3, 2).copy()


class explicit_part_without_slope:
    """The explicit derivative lacks the slope of its own step."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = factor[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms


class slope_of_the_receiver_at_T:
    """The slope of the explicit part is the one of h_T."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[-1]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms


class h0_ignored_in_the_terms:
    """The first term takes h_0 = 0 always."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, None)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms


class first_term_always_dropped:
    """Term 1 is believed to be zero always."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        terms[0] = 0.0
        return terms


class three_terms_only:
    """At most the last three terms are computed, as in the example with three steps."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        terms[:-3] = 0.0
        return terms


class diagonal_weights_only:
    """Only the entries a = b of W_hh are moved."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms * np.eye(width)


class truncation_drops_the_first_steps:
    """Only the last k steps receive errors, whichever loss sends them."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        total[: max(0, len(h) - k)] = 0.0
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class blocks_of_k:
    """The sequence is cut into blocks of k steps and errors stay in their block."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, (t // k) * k - 1, -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class forward_pass_truncated_too:
    """The state is reset to zero k steps before each loss."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        gradients = {}
        value = 0.0
        for t in range(len(x)):
            if steps == "last" and t < len(x) - 1:
                continue
            first = max(0, t + 1 - k)
            start = h0 if first == 0 else None
            part, found = bptt_gradients(
                x[first : t + 1], d[first : t + 1], W_xh, W_hh, b_h, W_hy, b_y, start, loss, "last"
            )
            value += part
            gradients = {
                name: gradients.get(name, 0.0) + g for name, g in found.items() if name != "h0"
            }
        return value, gradients


class h0_in_every_window:
    """Each window starts with h0 as its previous state."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        gradients = {"W_hy": delta_out.T @ h, "b_y": delta_out.sum(axis=0)}
        for t in range(len(x)):
            window = slice(max(0, t + 1 - k), t + 1)
            error = np.zeros_like(delta_out[window])
            error[-1] = delta_out[t]
            delta_h = hidden_deltas(h[window], error, W_hy, W_hh)
            for name, term in gradient_contributions(x[window], h[window], delta_h, h0).items():
                gradients[name] = gradients.get(name, 0.0) + term.sum(axis=0)
        return value, gradients


class long_windows_wrap_around:
    """A window longer than the sequence starts at a negative index."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, t - min(k, len(h)), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_with_h0_gradient:
    """The dict has a gradient of h0 too."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
            "h0": W_hh.T @ total[0],
        }


class truncated_ignores_h0:
    """The truncated gradients start from zeros always."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, None)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, None)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_ignores_k:
    """The truncated gradients are the full ones."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, -1, -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_always_one_step:
    """k is believed to be 1."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, t - 1, -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_ignores_the_loss:
    """The truncated gradients use the squared error always."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, "squared_error", steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_ignores_steps:
    """The truncated gradients have a loss at every step."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, "all")
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_output_weights_too:
    """The gradient of W_hy keeps the last k steps only."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out[-k:].T @ h[-k:],
            "b_y": delta_out.sum(axis=0),
        }


class last_window_only:
    """Only the loss of the last step is sent back, though all count in the loss."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h) - 1, len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x,
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }


class truncated_divided_by_the_window:
    """The gradients are divided by k."""

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        previous = _previous_states(h, h0)
        total = np.zeros(h.shape)
        for t in range(len(h)):
            carry = W_hy.T @ delta_out[t]
            for s in range(t, max(-1, t - k), -1):
                delta = _tanh_slope(h[s]) * carry
                total[s] += delta
                carry = W_hh.T @ delta
        return value, {
            "W_xh": total.T @ x / min(k, len(h)),
            "W_hh": total.T @ previous,
            "b_h": total.sum(axis=0),
            "W_hy": delta_out.T @ h,
            "b_y": delta_out.sum(axis=0),
        }
