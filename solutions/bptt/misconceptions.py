"""Plausible wrong beliefs about back-propagation through time: each class holds what differs.

The functions are appended to the source of the reference solution, whose functions and imports
they call by name.
"""


class current_state_in_dWhh:
    """The gradient of W_hh is believed to use h_t instead of h_(t-1)."""

    def _previous_states(h, h0):
        return h.copy()


class slope_one_minus_h:
    """The slope of tanh is believed to be 1 - h."""

    def _tanh_slope(h):
        return 1.0 - h


class slope_missing:
    """The state is differentiated as if tanh were not there."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = W_hy.T @ delta_out[t] + carry
            carry = W_hh.T @ delta[t]
        return delta

    def state_jacobian(h_t, W_hh):
        return W_hh.copy()

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = factor[:, :, None] * previous[k]
            factor = factor @ W_hh
        return terms


class last_step_only:
    """A shared weight is differentiated as if it were used at the last step only."""

    class recurrent_layer:
        """The weights that lead into the state keep one term."""

        def bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
            terms = gradient_contributions(x, h, delta_h, h0)
            gradients = {name: term[-1] for name, term in terms.items()}
            gradients["W_hy"] = delta_out.T @ h
            gradients["b_y"] = delta_out.sum(axis=0)
            gradients["h0"] = W_hh.T @ delta_h[0]
            return value, gradients

    class every_weight:
        """The output weights keep one term too."""

        def bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
            terms = gradient_contributions(x, h, delta_h, h0)
            gradients = {name: term[-1] for name, term in terms.items()}
            gradients["W_hy"] = np.outer(delta_out[-1], h[-1])
            gradients["b_y"] = delta_out[-1].copy()
            gradients["h0"] = W_hh.T @ delta_h[0]
            return value, gradients


class no_carry:
    """The errors of later steps are not sent back to earlier states."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        return _tanh_slope(h) * (delta_out @ W_hy)


class carry_not_transposed:
    """The error travels back through W_hh itself, not through its transpose."""

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = _tanh_slope(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh @ delta[t]
        return delta

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = _states(x, W_xh, W_hh, b_h, h0)
        value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        gradients = _totals(x, h, h0, delta_out, delta_h)
        gradients["h0"] = W_hh @ delta_h[0]
        return value, gradients


class total_instead_of_explicit:
    """Each factor is multiplied with the total derivative of h_k, so paths count repeatedly."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        total = np.zeros((width, width, width))
        totals = []
        for k in range(steps):
            explicit = np.eye(width)[:, :, None] * previous[k]
            slope = _tanh_slope(h[k])[:, None, None]
            total = slope * (explicit + np.einsum("ij,jab->iab", W_hh, total))
            totals.append(total)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = np.einsum("ij,jab->iab", factor, totals[k])
            factor = factor @ state_jacobian(h[k], W_hh)
        return terms


class explicit_only:
    """The previous state is believed to be constant, so that only the last term remains."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        terms = np.zeros((steps, width, width, width))
        before = _previous_states(h, h0)[-1]
        terms[-1] = np.diag(_tanh_slope(h[-1]))[:, :, None] * before
        return terms


class jacobian_product_order:
    """The Jacobians are multiplied with the earliest leftmost."""

    def recurrent_derivative_terms(h, W_hh, h0=None):
        steps, width = h.shape
        previous = _previous_states(h, h0)
        terms = np.zeros((steps, width, width, width))
        factor = np.eye(width)
        for k in reversed(range(steps)):
            terms[k] = (factor * _tanh_slope(h[k]))[:, :, None] * previous[k]
            factor = state_jacobian(h[k], W_hh) @ factor
        return terms


class slope_kept_for_softmax:
    """The slope p(1 - p) is multiplied to p - d although cross-entropy cancels it."""

    def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((d - y) ** 2, axis=1)
            delta_out = output_deltas(y, d)
        else:
            shifted = y - y.max(axis=1, keepdims=True)
            log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
            losses = -np.sum(d * log_p, axis=1)
            p = np.exp(log_p)
            delta_out = p * (1.0 - p) * (p - d)
        if steps == "last":
            losses[:-1] = 0.0
            delta_out[:-1] = 0.0
        return float(losses.sum()), delta_out


class mean_over_time:
    """Loss and gradients are divided by the number of steps."""

    class loss_and_gradients:
        """The loss that is returned is the mean too."""

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
            return float(losses.sum()) / len(h), delta_out / len(h)

    class gradients_only:
        """The loss that is returned is the sum."""

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
            return float(losses.sum()), delta_out / len(h)


class steps_ignored:
    """Every step has a loss, also where only the last one should."""

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
        return float(losses.sum()), delta_out


class truncation_off_by_one:
    """The window of a loss is one step too long or too short."""

    class one_too_long:
        """The loss at t reaches k transitions back: t, ..., t-k."""

        def truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            total = np.zeros(h.shape)
            for t in range(len(h)):
                carry = W_hy.T @ delta_out[t]
                for s in range(t, max(-1, t - k - 1), -1):
                    delta = _tanh_slope(h[s]) * carry
                    total[s] += delta
                    carry = W_hh.T @ delta
            return value, _totals(x, h, h0, delta_out, total)

    class one_too_short:
        """The loss at t reaches t, ..., t-k+2."""

        def truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            total = np.zeros(h.shape)
            for t in range(len(h)):
                carry = W_hy.T @ delta_out[t]
                for s in range(t, max(-1, t - k + 1), -1):
                    delta = _tanh_slope(h[s]) * carry
                    total[s] += delta
                    carry = W_hh.T @ delta
            return value, _totals(x, h, h0, delta_out, total)


class truncation_drops_losses:
    """Only the last k losses are used, each with its full path."""

    class loss_complete:
        """The loss that is returned is the one of all steps."""

        def truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            value, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            delta_out[: max(0, len(h) - k)] = 0.0
            delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
            return value, _totals(x, h, h0, delta_out, delta_h)

    class loss_of_the_window:
        """The loss that is returned is the one of the last k steps."""

        def truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
        ):
            h = _states(x, W_xh, W_hh, b_h, h0)
            first = max(0, len(h) - k)
            value, _ = _loss_and_deltas(h[first:], d[first:], W_hy, b_y, loss, steps)
            _, delta_out = _loss_and_deltas(h, d, W_hy, b_y, loss, steps)
            delta_out[:first] = 0.0
            delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
            return value, _totals(x, h, h0, delta_out, delta_h)

    class sequence_cut:
        """The last k steps are taken as a sequence of their own."""

        def truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
        ):
            first = max(0, len(x) - k)
            h = _states(x, W_xh, W_hh, b_h, h0)
            before = h[first - 1] if first > 0 else h0
            value, gradients = bptt_gradients(
                x[first:], d[first:], W_xh, W_hh, b_h, W_hy, b_y, before, loss, steps
            )
            del gradients["h0"]
            return value, gradients


class sign_flipped:
    """The error is believed to be target minus output."""

    class every_loss:
        """The sign is wrong for both losses."""

        def output_deltas(y_in, d, activation="linear"):
            if activation == "linear":
                return d - y_in
            if activation == "sigmoid":
                y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
                return y * (1.0 - y) * (d - y)
            if activation == "tanh":
                y = np.tanh(y_in)
                return (1.0 - y**2) * (d - y)
            raise ValueError(f"unknown activation: {activation!r}")

        def _loss_and_deltas(h, d, W_hy, b_y, loss, steps):
            y = h @ W_hy.T + b_y
            if loss == "squared_error":
                losses = 0.5 * np.sum((d - y) ** 2, axis=1)
                delta_out = output_deltas(y, d)
            else:
                shifted = y - y.max(axis=1, keepdims=True)
                log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
                losses = -np.sum(d * log_p, axis=1)
                delta_out = d - np.exp(log_p)
            if steps == "last":
                losses[:-1] = 0.0
                delta_out[:-1] = 0.0
            return float(losses.sum()), delta_out

    class squared_error_only:
        """The sign is right for cross-entropy."""

        def output_deltas(y_in, d, activation="linear"):
            if activation == "linear":
                return d - y_in
            if activation == "sigmoid":
                y = 0.5 * (1.0 + np.tanh(0.5 * y_in))
                return y * (1.0 - y) * (d - y)
            if activation == "tanh":
                y = np.tanh(y_in)
                return (1.0 - y**2) * (d - y)
            raise ValueError(f"unknown activation: {activation!r}")
