"""Wrong submissions for bptt, written from the handout alone."""

import numpy as np


class target_minus_output:
    """The error at the output has the wrong sign, for every activation."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "right up to sign"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return d - y_in
        if activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(y_in / 2))
            return (d - y) * y * (1 - y)
        if activation == "tanh":
            y = np.tanh(y_in)
            return (d - y) * (1 - y**2)
        raise ValueError(activation)


class half_of_the_square_forgotten:
    """The error at the output is twice the right one: that of the squared error without 1/2."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "right up to a factor of 2"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            y = y_in
            slope = np.ones(y.shape)
        elif activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(y_in / 2))
            slope = y - y * y
        elif activation == "tanh":
            y = np.tanh(y_in)
            slope = 1 - y * y
        else:
            raise ValueError("activation must be linear, sigmoid or tanh")
        return 2 * (y - d) * slope


class slope_at_the_input:
    """The slopes of sigmoid and tanh are computed with what enters them, not with their value; a
    linear output is right."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "right only with the default options"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        elif activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(0.5 * y_in))
            return y_in * (1 - y_in) * (y - d)
        elif activation == "tanh":
            return (1 - y_in**2) * (np.tanh(y_in) - d)
        else:
            raise ValueError("unknown activation")


class slope_forgotten:
    """The error at a sigmoid or tanh output lacks the slope; a linear output is right."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "right only with the default options"

    def output_deltas(y_in, d, activation="linear"):
        def f(v):
            if activation == "linear":
                return v
            if activation == "sigmoid":
                return 0.5 + 0.5 * np.tanh(0.5 * v)
            if activation == "tanh":
                return np.tanh(v)
            raise ValueError(f"no activation {activation}")

        return f(y_in) - d


class sigmoid_slope_for_tanh:
    """The error at a tanh output has the slope y (1 - y) of the sigmoid; the others are right."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "right only with the default options"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        if activation == "sigmoid":
            y = np.where(
                y_in > 0, 1 / (1 + np.exp(-np.abs(y_in))), 1 - 1 / (1 + np.exp(-np.abs(y_in)))
            )
        elif activation == "tanh":
            y = np.tanh(y_in)
        else:
            raise ValueError(activation)
        return y * (1 - y) * (y - d)


class sigmoid_overflows:
    """The error at a sigmoid output is NaN for scores above about 710; all else is right."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "NaN for large inputs"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "sigmoid":
            y = np.exp(y_in) / (1 + np.exp(y_in))
            return y * (1 - y) * (y - d)
        if activation == "tanh":
            y = np.tanh(y_in)
            return (1 - y * y) * (y - d)
        if activation == "linear":
            return y_in - d
        raise ValueError("activation")


class activations_in_a_dict:
    """An unknown activation raises KeyError instead of ValueError; all else is right."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "raises the wrong kind of error"

    def output_deltas(y_in, d, activation="linear"):
        f = {
            "linear": lambda v: v,
            "sigmoid": lambda v: 0.5 * (1 + np.tanh(0.5 * v)),
            "tanh": np.tanh,
        }
        slope = {
            "linear": lambda y: np.ones_like(y),
            "sigmoid": lambda y: y * (1 - y),
            "tanh": lambda y: 1 - y**2,
        }
        y = f[activation](y_in)
        return slope[activation](y) * (y - d)


class errors_summed_over_the_outputs:
    """One number for each step is returned, the sum over the outputs: shape (T,) instead of
    (T, O)."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "wrong shape"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            delta = y_in - d
        elif activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(0.5 * y_in))
            delta = y * (1 - y) * (y - d)
        elif activation == "tanh":
            y = np.tanh(y_in)
            delta = (1 - y**2) * (y - d)
        else:
            raise ValueError("unknown activation " + str(activation))
        return delta.sum(axis=-1)


class recurrent_weights_not_transposed:
    """The error of the next step comes back through W_hh instead of its transpose, so only the last
    step is right."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "only the last step is right"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T = len(h)
        deltas = [None] * T
        nxt = np.zeros(h.shape[1])
        for t in reversed(range(T)):
            error = delta_out[t] @ W_hy + W_hh @ nxt
            nxt = error * (1 - h[t] * h[t])
            deltas[t] = nxt
        return np.array(deltas)


class no_error_from_the_next_step:
    """Each error is that of its own output alone, so only the last step is right."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "only the last step is right"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        return (1 - h**2) * (delta_out @ W_hy)


class swept_forwards:
    """The sweep goes from the first step to the last and hands the error of step t-1 on to step t;
    no step is right unless it is the only one."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "nothing like the right answer"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T, H = h.shape
        delta = np.zeros((T, H))
        before = np.zeros(H)
        for t in range(T):
            delta[t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + W_hh.T @ before)
            before = delta[t]
        return delta


class errors_in_the_order_of_the_sweep:
    """The errors are right but stand in the order of the sweep: row 0 belongs to the last step."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "reversed in time"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        deltas = []
        later = np.zeros(W_hh.shape[0])
        for t in range(len(h) - 1, -1, -1):
            later = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + W_hh.T @ later)
            deltas.append(later)
        return np.array(deltas)


class row_too_many_at_the_end:
    """The result has T + 1 rows: the zeros of step T + 1 stand after the right errors."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "wrong shape"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T = h.shape[0]
        delta = np.zeros((T + 1, h.shape[1]))
        for t in range(T - 1, -1, -1):
            back = np.dot(W_hy.T, delta_out[t]) + np.dot(W_hh.T, delta[t + 1])
            delta[t] = (1 - h[t] ** 2) * back
        return delta


class first_error_cut_off:
    """Row t holds the error of step t + 1 and the last row is zero: every error stands one row too
    early and the first is missing."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "shifted by one step"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T, H = h.shape
        delta = np.zeros((T + 1, H))
        for t in range(T, 0, -1):
            nxt = delta[t]
            delta[t - 1] = (1 - h[t - 1] ** 2) * (W_hy.T @ delta_out[t - 1] + W_hh.T @ nxt)
        return delta[1:].copy()


class last_step_left_zero:
    """The sweep starts at the last step but one, so the last error is zero and the others lack what
    comes from it."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "nothing like the right answer"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros_like(h)
        T = h.shape[0]
        for t in range(T - 2, -1, -1):
            delta[t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + W_hh.T @ delta[t + 1])
        return delta


class tanh_of_the_state_again:
    """The slope is 1 - tanh(h)^2, as if h were what enters tanh; no step is right."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "nothing like the right answer"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        def dtanh(a):
            return 1.0 - np.tanh(a) ** 2

        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in range(len(h))[::-1]:
            delta[t] = dtanh(h[t]) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ delta[t]
        return delta


class slope_before_the_sum:
    """Only the output's part of an error is multiplied by the slope, not what comes from the next
    step, so only the last step is right."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "only the last step is right"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = (1 - h**2) * (delta_out @ W_hy)
        for t in range(len(h) - 2, -1, -1):
            delta[t] += W_hh.T @ delta[t + 1]
        return delta


class errors_of_all_later_steps:
    """The errors of all later steps come back directly, not only that of the next step: the last
    two steps are right, the others are not."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "only the last two steps are right"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        delta = np.zeros(h.shape)
        carry = np.zeros(h.shape[1])
        for t in reversed(range(len(h))):
            delta[t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + carry)
            carry += W_hh.T @ delta[t]
        return delta


class units_in_rows:
    """The errors are transposed: shape (H, T), a row for each unit."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "transposed"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T, H = h.shape
        deltas = np.zeros((H, T))
        carry = np.zeros(H)
        for t in range(T - 1, -1, -1):
            deltas[:, t] = (1 - h[t] ** 2) * (W_hy.T @ delta_out[t] + carry)
            carry = W_hh.T @ deltas[:, t]
        return deltas


class output_weights_not_transposed:
    """The output errors come back through W_hy instead of its transpose: ValueError where O and H
    differ, and no step is right where they are equal."""

    FUNCTIONS = ("hidden_deltas",)
    SHOWS = "raises where it should not"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        T, H = h.shape
        out = np.zeros((T, H))
        nxt = np.zeros(H)
        for t in range(T - 1, -1, -1):
            nxt = (W_hy @ delta_out[t] + W_hh.T @ nxt) * (1 - h[t] ** 2)
            out[t] = nxt
        return out


class product_with_the_new_state:
    """The terms of W_hh hold h_t instead of h_(t-1); those of W_xh and b_h are right."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "only W_hh is wrong"

    def gradient_contributions(x, h, delta_h, h0=None):
        T = len(x)
        return {
            "W_xh": np.array([np.outer(delta_h[t], x[t]) for t in range(T)]),
            "W_hh": np.array([np.outer(delta_h[t], h[t]) for t in range(T)]),
            "b_h": delta_h.copy(),
        }


class state_before_from_the_end:
    """The state before the first step is taken to be h_T, by index -1: only the first term of W_hh
    is wrong."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "only the first step is wrong"

    def gradient_contributions(x, h, delta_h, h0=None):
        T, D = x.shape
        H = h.shape[1]
        W_xh = np.zeros((T, H, D))
        W_hh = np.zeros((T, H, H))
        for t in range(T):
            W_xh[t] = np.outer(delta_h[t], x[t])
            W_hh[t] = np.outer(delta_h[t], h[t - 1])
        return {"W_xh": W_xh, "W_hh": W_hh, "b_h": delta_h + 0.0}


class start_state_ignored:
    """A given start state has no effect: the first term of W_hh is zero also then."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "only the first step is wrong"

    def gradient_contributions(x, h, delta_h, h0=None):
        before = np.zeros_like(h)
        before[1:] = h[:-1]
        return {
            "W_xh": np.einsum("ti,tj->tij", delta_h, x),
            "W_hh": np.einsum("ti,tj->tij", delta_h, before),
            "b_h": np.array(delta_h),
        }


class outer_product_the_other_way:
    """The matrices of every step are transposed: rows are the sending units."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "transposed"

    def gradient_contributions(x, h, delta_h, h0=None):
        H = h.shape[1]
        prev = [np.zeros(H) if h0 is None else h0]
        prev.extend(h[:-1])
        terms = {"W_xh": [], "W_hh": [], "b_h": []}
        for x_t, p, delta in zip(x, prev, delta_h):
            terms["W_xh"].append(np.outer(x_t, delta))
            terms["W_hh"].append(np.outer(p, delta))
            terms["b_h"].append(delta)
        return {name: np.array(rows) for name, rows in terms.items()}


class terms_added_up:
    """The gradients are returned, summed over the steps, instead of one term for each step."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "wrong shape"

    def gradient_contributions(x, h, delta_h, h0=None):
        start = np.zeros((1, h.shape[1])) if h0 is None else h0.reshape(1, -1)
        h_prev = np.concatenate((start, h[:-1]))
        return {"W_xh": delta_h.T @ x, "W_hh": delta_h.T @ h_prev, "b_h": delta_h.sum(axis=0)}


class terms_pile_up:
    """Row t holds the sum of the terms of the steps up to t, so only the first step is right."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "only the first step is right"

    def gradient_contributions(x, h, delta_h, h0=None):
        T, H = h.shape
        before = np.vstack([np.zeros(H) if h0 is None else h0, h[: T - 1]])
        running = {"W_xh": 0.0, "W_hh": 0.0, "b_h": 0.0}
        terms = {"W_xh": [], "W_hh": [], "b_h": []}
        for t in range(T):
            running["W_xh"] = running["W_xh"] + np.outer(delta_h[t], x[t])
            running["W_hh"] = running["W_hh"] + np.outer(delta_h[t], before[t])
            running["b_h"] = running["b_h"] + delta_h[t]
            for name in terms:
                terms[name].append(running[name])
        return {name: np.array(value) for name, value in terms.items()}


class terms_in_lists:
    """The values are right, but each is a list of arrays instead of one array."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "list instead of array"

    def gradient_contributions(x, h, delta_h, h0=None):
        states = [h0 if h0 is not None else np.zeros(h.shape[1])] + list(h)
        return {
            "W_xh": [np.outer(e, v) for e, v in zip(delta_h, x)],
            "W_hh": [np.outer(e, s) for e, s in zip(delta_h, states)],
            "b_h": [e.copy() for e in delta_h],
        }


class mean_over_the_steps:
    """Loss and gradients are means over the steps: too small by the factor T."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "right up to a factor of T"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T, H = len(x), len(b_h)
        start = np.zeros(H) if h0 is None else h0
        h = np.zeros((T + 1, H))
        h[0] = start
        for t in range(T):
            h[t + 1] = np.tanh(W_xh @ x[t] + W_hh @ h[t] + b_h)
        y = h[1:] @ W_hy.T + b_y
        if loss == "squared_error":
            L = 0.5 * ((y - d) ** 2).sum(axis=1)
            dy = y - d
        else:
            z = y - y.max(axis=1, keepdims=True)
            logp = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
            L = -(d * logp).sum(axis=1)
            dy = np.exp(logp) - d
        if steps == "last":
            L[:-1] = 0
            dy[:-1] = 0
        dy = dy / T
        dh = hidden_deltas(h[1:], dy, W_hy, W_hh)
        return float(np.mean(L)), {
            "W_xh": dh.T @ x,
            "W_hh": dh.T @ h[:-1],
            "b_h": dh.sum(axis=0),
            "W_hy": dy.T @ h[1:],
            "b_y": dy.sum(axis=0),
            "h0": W_hh.T @ dh[0],
        }


class start_state_gradient_without_weights:
    """dL/dh_0 is delta_H(1): the product with the transpose of W_hh is missing; the rest is
    right."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "only h0 is wrong"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        prev = np.zeros(len(b_h)) if h0 is None else h0
        h = []
        for x_t in x:
            prev = np.tanh(W_xh @ x_t + W_hh @ prev + b_h)
            h.append(prev)
        h = np.array(h)
        L = 0.0
        e = np.zeros(d.shape)
        for t in range(len(x)):
            if steps == "last" and t != len(x) - 1:
                continue
            y = W_hy @ h[t] + b_y
            if loss == "squared_error":
                L += 0.5 * np.sum((d[t] - y) ** 2)
                e[t] = y - d[t]
            else:
                m = y.max()
                L += m + np.log(np.sum(np.exp(y - m))) - d[t] @ y
                e[t] = np.exp(y - m) / np.sum(np.exp(y - m)) - d[t]
        delta = hidden_deltas(h, e, W_hy, W_hh)
        g = {k: v.sum(axis=0) for k, v in gradient_contributions(x, h, delta, h0).items()}
        g["W_hy"] = e.T @ h
        g["b_y"] = e.sum(axis=0)
        g["h0"] = delta[0].copy()
        return float(L), g


class last_step_forgotten_in_the_errors:
    """With steps="last" the loss is right, but the gradients are those of a loss at every step."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "right only with the default options"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h = np.zeros((len(x), len(b_h)))
        state = np.zeros(len(b_h)) if h0 is None else h0
        for t, x_t in enumerate(x):
            state = np.tanh(W_xh @ x_t + W_hh @ state + b_h)
            h[t] = state
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            losses = 0.5 * np.sum((y - d) ** 2, axis=1)
            delta_out = y - d
        else:
            z = y - np.max(y, axis=1)[:, None]
            p = np.exp(z) / np.sum(np.exp(z), axis=1)[:, None]
            losses = np.log(np.exp(z).sum(axis=1)) - (d * z).sum(axis=1)
            delta_out = p - d
        L = losses.sum() if steps == "all" else losses[-1]
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        terms = gradient_contributions(x, h, delta_h, h0)
        grads = {name: terms[name].sum(axis=0) for name in terms}
        grads["W_hy"] = delta_out.T @ h
        grads["b_y"] = np.sum(delta_out, axis=0)
        grads["h0"] = W_hh.T @ delta_h[0]
        return float(L), grads


class loss_of_the_first_step:
    """With steps="last" loss and gradients are those of the first step."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "right only with the default options"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        h = np.zeros((T, len(b_h)))
        s = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(T):
            s = np.tanh(W_xh @ x[t] + W_hh @ s + b_h)
            h[t] = s
        L = 0.0
        delta_out = np.zeros((T, len(b_y)))
        # step T first, because we go backwards
        which = range(T) if steps == "all" else [0]
        for t in which:
            y = W_hy @ h[t] + b_y
            if loss == "squared_error":
                L += 0.5 * np.sum((y - d[t]) ** 2)
                delta_out[t] = y - d[t]
            else:
                y = y - y.max()
                p = np.exp(y) / np.exp(y).sum()
                L += np.log(np.exp(y).sum()) - np.sum(d[t] * y)
                delta_out[t] = p - d[t]
        delta_h = hidden_deltas(h, delta_out, W_hy, W_hh)
        g = {n: c.sum(0) for n, c in gradient_contributions(x, h, delta_h, h0).items()}
        g.update(W_hy=delta_out.T @ h, b_y=delta_out.sum(0), h0=W_hh.T @ delta_h[0])
        return float(L), g


class scores_not_shifted:
    """With cross-entropy large scores give NaN in loss and gradients; all else is right."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "NaN for large inputs"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        h_prev = np.zeros(len(b_h)) if h0 is None else h0
        h = np.zeros((len(x), len(b_h)))
        for t in range(len(x)):
            h_prev = np.tanh(W_xh @ x[t] + W_hh @ h_prev + b_h)
            h[t] = h_prev
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            per_step = ((d - y) ** 2).sum(axis=1) / 2
            delta = y - d
        else:
            p = np.exp(y) / np.exp(y).sum(axis=1, keepdims=True)
            per_step = -np.log((p * d).sum(axis=1))
            delta = p - d
        if steps == "last":
            per_step = per_step[-1:]
            last = np.zeros_like(delta)
            last[-1] = delta[-1]
            delta = last
        dh = hidden_deltas(h, delta, W_hy, W_hh)
        terms = gradient_contributions(x, h, dh, h0)
        return float(per_step.sum()), {
            "W_xh": terms["W_xh"].sum(axis=0),
            "W_hh": terms["W_hh"].sum(axis=0),
            "b_h": terms["b_h"].sum(axis=0),
            "W_hy": delta.T @ h,
            "b_y": delta.sum(axis=0),
            "h0": W_hh.T @ dh[0],
        }


class slope_kept_in_cross_entropy:
    """With cross-entropy the loss is right, but the error at the output is multiplied by p (1 - p),
    so all gradients are wrong; the squared error is right."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "right only with the default options"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        def forward():
            states = [np.zeros(len(b_h)) if h0 is None else h0]
            for v in x:
                states.append(np.tanh(W_xh.dot(v) + W_hh.dot(states[-1]) + b_h))
            return np.array(states)

        hs = forward()
        h = hs[1:]
        L = 0.0
        e = np.zeros((len(x), len(b_y)))
        for t in range(len(x)):
            if steps == "last" and t < len(x) - 1:
                continue
            y = W_hy.dot(h[t]) + b_y
            if loss == "cross_entropy":
                m = max(y)
                p = np.exp(y - m) / sum(np.exp(y - m))
                L += m + np.log(sum(np.exp(y - m))) - y.dot(d[t])
                e[t] = p * (1 - p) * (p - d[t])
            else:
                L += sum((y - d[t]) ** 2) / 2
                e[t] = y - d[t]
        dh = hidden_deltas(h, e, W_hy, W_hh)
        return float(L), {
            "W_xh": dh.T.dot(x),
            "W_hh": dh.T.dot(hs[:-1]),
            "b_h": dh.sum(axis=0),
            "W_hy": e.T.dot(h),
            "b_y": e.sum(axis=0),
            "h0": W_hh.T.dot(dh[0]),
        }


class gradients_ready_for_the_update:
    """The loss is right, and all gradients have the wrong sign: they are ready to be added."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "right up to sign"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        value, g = truncated_bptt_gradients(
            x, d, W_xh, W_hh, b_h, W_hy, b_y, T, h0, loss=loss, steps=steps
        )
        # error of step 1 once more, for h0
        h = np.zeros((T, len(b_h)))
        state = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(T):
            state = np.tanh(W_xh @ x[t] + W_hh @ state + b_h)
            h[t] = state
        y = h @ W_hy.T + b_y
        if loss == "cross_entropy":
            e = np.exp(y - y.max(axis=1, keepdims=True))
            y = e / e.sum(axis=1, keepdims=True)
        delta_out = y - d
        if steps == "last":
            delta_out[:-1] = 0
        first = hidden_deltas(h, delta_out, W_hy, W_hh)[0]
        g["h0"] = W_hh.T @ first
        return value, {name: -gradient for name, gradient in g.items()}


class output_weights_gradient_transposed:
    """dL/dW_hy is transposed, shape (H, O); the rest is right."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "transposed"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T = x.shape[0]
        h = np.zeros((T, W_hh.shape[0]))
        p = np.zeros(W_hh.shape[0])
        if h0 is not None:
            p = h0
        for t in range(T):
            p = np.tanh(W_xh @ x[t] + W_hh @ p + b_h)
            h[t] = p
        y = h @ W_hy.T + b_y
        mask = np.ones((T, 1))
        if steps == "last":
            mask[:-1] = 0
        if loss == "squared_error":
            err = (y - d) * mask
            L = 0.5 * np.sum(err**2)
        else:
            top = y.max(axis=1, keepdims=True)
            logp = y - top - np.log(np.exp(y - top).sum(axis=1, keepdims=True))
            L = -np.sum(mask * d * logp)
            err = mask * (np.exp(logp) - d)
        dh = hidden_deltas(h, err, W_hy, W_hh)
        c = gradient_contributions(x, h, dh, h0)
        return float(L), {
            "W_xh": c["W_xh"].sum(axis=0),
            "W_hh": c["W_hh"].sum(axis=0),
            "b_h": c["b_h"].sum(axis=0),
            "W_hy": sum(np.outer(h[t], err[t]) for t in range(T)),
            "b_y": err.sum(axis=0),
            "h0": W_hh.T @ dh[0],
        }


class no_start_state_no_gradient:
    """The key h0 is missing where no start state is given; the rest is right."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "wrong keys"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        h = np.empty((T, len(b_h)))
        last = h0 if h0 is not None else np.zeros(len(b_h))
        for t in range(T):
            h[t] = np.tanh(np.dot(W_xh, x[t]) + np.dot(W_hh, last) + b_h)
            last = h[t]
        L, dout = 0.0, np.zeros(d.shape)
        for t in range(T) if steps == "all" else [T - 1]:
            y = np.dot(W_hy, h[t]) + b_y
            if loss == "squared_error":
                L += 0.5 * np.sum((y - d[t]) ** 2)
                dout[t] = y - d[t]
            else:
                q = np.exp(y - max(y))
                L += np.log(sum(q)) + max(y) - np.dot(d[t], y)
                dout[t] = q / sum(q) - d[t]
        dh = hidden_deltas(h, dout, W_hy, W_hh)
        c = gradient_contributions(x, h, dh, h0)
        g = {name: c[name].sum(axis=0) for name in ("W_xh", "W_hh", "b_h")}
        g["W_hy"] = np.dot(dout.T, h)
        g["b_y"] = dout.sum(axis=0)
        if h0 is not None:
            g["h0"] = np.dot(W_hh.T, dh[0])
        return float(L), g


class output_bias_summed_over_the_outputs:
    """dL/db_y is a sum over the outputs, shape (T,), instead of over the steps, shape (O,)."""

    FUNCTIONS = ("bptt_gradients",)
    SHOWS = "wrong shape"

    def bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, h0=None, loss="squared_error", steps="all"
    ):
        T, H = len(x), len(b_h)
        h = np.zeros((T, H))
        for t in range(T):
            if t > 0:
                before = h[t - 1]
            elif h0 is None:
                before = np.zeros(H)
            else:
                before = h0
            h[t] = np.tanh(W_xh @ x[t] + W_hh @ before + b_h)
        y = np.array([W_hy @ h_t + b_y for h_t in h])
        if loss == "squared_error":
            losses = 0.5 * np.sum((y - d) ** 2, axis=1)
            delta = y - d
        elif loss == "cross_entropy":
            y = y - y.max(axis=1, keepdims=True)
            sums = np.exp(y).sum(axis=1, keepdims=True)
            losses = np.sum(d * (np.log(sums) - y), axis=1)
            delta = np.exp(y) / sums - d
        if steps == "last":
            losses = losses[-1:]
            delta[: T - 1] = 0
        delta_h = hidden_deltas(h, delta, W_hy, W_hh)
        sums = {k: v.sum(axis=0) for k, v in gradient_contributions(x, h, delta_h, h0).items()}
        sums["h0"] = W_hh.T @ delta_h[0]
        sums["W_hy"] = delta.T @ h
        sums["b_y"] = delta.sum(axis=1)
        return float(losses.sum()), sums


class slopes_in_the_columns:
    """Column j of the Jacobian is multiplied by the slope of unit j, instead of row i by that of
    unit i."""

    FUNCTIONS = ("state_jacobian",)
    SHOWS = "nothing like the right answer"

    def state_jacobian(h_t, W_hh):
        return (1 - h_t**2) * W_hh


class jacobian_transposed:
    """The Jacobian is transposed: entry [i, j] is d h_t[j] / d h_(t-1)[i]."""

    FUNCTIONS = ("state_jacobian",)
    SHOWS = "transposed"

    def state_jacobian(h_t, W_hh):
        H = len(h_t)
        J = np.zeros((H, H))
        for i in range(H):
            for j in range(H):
                J[i, j] = (1 - h_t[j] ** 2) * W_hh[j, i]
        return J


class diagonal_times_elementwise:
    """The Jacobian is right on its diagonal and zero elsewhere."""

    FUNCTIONS = ("state_jacobian",)
    SHOWS = "only the diagonal is right"

    def state_jacobian(h_t, W_hh):
        return np.diag(1 - h_t**2) * W_hh


class jacobian_of_whole_numbers:
    """The Jacobian is an array of integers: its entries are cut off towards zero."""

    FUNCTIONS = ("state_jacobian",)
    SHOWS = "integers instead of floats"

    def state_jacobian(h_t, W_hh):
        H = len(h_t)
        jacobian = np.eye(H, dtype=int)
        for i in range(H):
            jacobian[i] = (1 - h_t[i] ** 2) * W_hh[i]
        return jacobian


class jacobian_of_the_logistic:
    """The slope is h (1 - h), that of the sigmoid, so each row of the Jacobian is right up to a
    factor."""

    FUNCTIONS = ("state_jacobian",)
    SHOWS = "each row right up to a factor"

    def state_jacobian(h_t, W_hh):
        slope = h_t * (1 - h_t)
        return slope.reshape(-1, 1) * W_hh


class earliest_jacobian_leftmost:
    """The Jacobians are multiplied in the order of the steps, the earliest leftmost: the last two
    terms are right and the others are not, except for one unit and for the zeros of step 1 after a
    zero start state."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "only the last two steps are right"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        prev = np.vstack([np.zeros(H) if h0 is None else h0, h[:-1]])
        terms = np.zeros((T, H, H, H))
        for k in range(T):
            P = np.eye(H)
            for t in range(k + 1, T):
                P = P @ state_jacobian(h[t], W_hh)
            for a in range(H):
                for b in range(H):
                    terms[k, :, a, b] = P[:, a] * (1 - h[k, a] ** 2) * prev[k, b]
        return terms


class one_jacobian_too_many:
    """The factor of term k holds the Jacobian of step k as well, so no term is right, not even
    the last, except for the zeros of step 1 after a zero start state."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "nothing like the right answer"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        terms = []
        for k in range(T):
            before = h[k - 1] if k > 0 else (h0 if h0 is not None else np.zeros(H))
            factor = np.eye(H)
            for t in range(T - 1, k - 1, -1):
                factor = factor @ np.diag(1 - h[t] ** 2) @ W_hh
            explicit = np.zeros((H, H, H))
            for i in range(H):
                explicit[i, i] = (1 - h[k, i] ** 2) * before
            terms.append(np.tensordot(factor, explicit, axes=1))
        return np.array(terms)


class newest_term_first:
    """The terms are right but stand in reversed order: index 0 belongs to step T."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "reversed in time"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        prev = np.vstack([np.zeros(H) if h0 is None else h0, h[:-1]])
        factor = np.eye(H)
        terms = []
        for k in range(T - 1, -1, -1):
            terms.append(np.einsum("ia,a,b->iab", factor, 1 - h[k] ** 2, prev[k]))
            factor = factor @ state_jacobian(h[k], W_hh)
        return np.array(terms)


class weights_indexed_the_other_way:
    """The last two axes of every term are exchanged: entry [k-1, i, a, b] belongs to W_hh[b, a]."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "transposed"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        start = np.zeros(H) if h0 is None else h0
        out = np.zeros((T, H, H, H))
        for k in range(T):
            before = start if k == 0 else h[k - 1]
            G = np.eye(H)
            for t in range(k + 1, T):
                G = state_jacobian(h[t], W_hh) @ G
            for i in range(H):
                out[k, i] = np.outer(before, G[i] * (1 - h[k] ** 2))
        return out


class derivative_added_up:
    """The total derivative, shape (H, H, H), is returned instead of its T terms."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "wrong shape"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        total = np.zeros((H, H, H))
        before = np.zeros(H) if h0 is None else h0
        for k in range(T):
            total = np.einsum("ij,jab->iab", state_jacobian(h[k], W_hh), total)
            for i in range(H):
                total[i, i] += (1 - h[k, i] ** 2) * before
            before = h[k]
        return total


class explicit_part_reads_the_new_state:
    """Each explicit part holds h_k instead of h_(k-1): every term is wrong, and the start state has
    no effect."""

    FUNCTIONS = ("recurrent_derivative_terms",)
    SHOWS = "nothing like the right answer"

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        terms = np.zeros((T, H, H, H))
        factor = np.eye(H)
        for k in reversed(range(T)):
            terms[k] = (factor * (1 - h[k] ** 2))[:, :, None] * h[k]
            factor = factor @ ((1 - h[k] ** 2)[:, None] * W_hh)
        return terms


class window_one_step_too_short:
    """The loss of step t reaches k - 1 steps instead of k: k = 1 gives zeros for the hidden layer,
    and k > T is right."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "truncated one step too early"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        T, H = len(x), len(b_h)
        h = np.zeros((T, H))
        s = np.zeros(H) if h0 is None else h0
        for t in range(T):
            s = np.tanh(W_xh @ x[t] + W_hh @ s + b_h)
            h[t] = s
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            L = 0.5 * np.sum((y - d) ** 2, axis=1)
            e = y - d
        else:
            m = y.max(axis=1, keepdims=True)
            logp = y - m - np.log(np.sum(np.exp(y - m), axis=1, keepdims=True))
            L = -np.sum(d * logp, axis=1)
            e = np.exp(logp) - d
        if steps == "last":
            L[:-1] = 0
            e[:-1] = 0
        delta_h = np.zeros((T, H))
        for t in range(T):
            back = W_hy.T @ e[t]
            for s in range(t, max(t - k + 1, -1), -1):
                delta = (1 - h[s] ** 2) * back
                delta_h[s] += delta
                back = W_hh.T @ delta
        g = {n: v.sum(axis=0) for n, v in gradient_contributions(x, h, delta_h, h0).items()}
        g["W_hy"] = e.T @ h
        g["b_y"] = e.sum(axis=0)
        return float(L.sum()), g


class sequence_cut_into_blocks:
    """Errors stop at the borders of blocks of k steps, so most losses reach fewer than k steps;
    k = 1 and k >= T are right."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "truncated too early"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        h = np.zeros((T, len(b_h)))
        state = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(T):
            state = np.tanh(W_xh @ x[t] + W_hh @ state + b_h)
            h[t] = state
        L = 0.0
        delta_out = np.zeros((T, len(b_y)))
        for t in range(T):
            if steps == "last" and t < T - 1:
                continue
            y = W_hy @ h[t] + b_y
            if loss == "squared_error":
                L += 0.5 * np.sum((y - d[t]) ** 2)
                delta_out[t] = y - d[t]
            else:
                y = y - y.max()
                L += np.log(np.exp(y).sum()) - np.sum(y * d[t])
                delta_out[t] = np.exp(y) / np.exp(y).sum() - d[t]
        blocks = []
        for start in range(0, T, k):
            blocks.append(
                hidden_deltas(h[start : start + k], delta_out[start : start + k], W_hy, W_hh)
            )
        delta_h = np.concatenate(blocks)
        terms = gradient_contributions(x, h, delta_h, h0)
        g = {name: terms[name].sum(axis=0) for name in ("W_xh", "W_hh", "b_h")}
        g["W_hy"] = delta_out.T @ h
        g["b_y"] = delta_out.sum(axis=0)
        return float(L), g


class last_steps_of_the_sequence_only:
    """The gradients of the hidden layer are those of the last k steps of full BPTT, and the steps
    before count nothing; k >= T is right, and so is steps="last"."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "only the last k steps are counted"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        h_all = [np.zeros(len(b_h)) if h0 is None else h0]
        for x_t in x:
            h_all.append(np.tanh(W_xh @ x_t + W_hh @ h_all[-1] + b_h))
        h_all = np.array(h_all)
        h, before = h_all[1:], h_all[:-1]
        y = h @ W_hy.T + b_y
        if loss == "squared_error":
            L = 0.5 * np.sum((d - y) ** 2, axis=1)
            e = y - d
        else:
            z = y - y.max(axis=1, keepdims=True)
            L = np.log(np.exp(z).sum(axis=1)) - np.sum(z * d, axis=1)
            e = np.exp(z) / np.exp(z).sum(axis=1, keepdims=True) - d
        if steps == "last":
            L = L[-1:]
            e[:-1] = 0
        dh = hidden_deltas(h, e, W_hy, W_hh)[-k:]
        return float(L.sum()), {
            "W_xh": dh.T @ x[-k:],
            "W_hh": dh.T @ before[-k:],
            "b_h": dh.sum(axis=0),
            "W_hy": e.T @ h,
            "b_y": e.sum(axis=0),
        }


class window_runs_around_the_start:
    """Errors that should end at the first step run on at the last steps, by negative indices: with a
    loss at every step wrong for all k > 1, and IndexError for k > T + 1; with steps="last" wrong
    for k > T."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "right only for k = 1"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        T = x.shape[0]
        h = np.zeros((T, b_h.shape[0]))
        prev = np.zeros(b_h.shape[0]) if h0 is None else h0
        for t in range(T):
            prev = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            h[t] = prev
        delta_h = np.zeros(h.shape)
        delta_out = np.zeros(d.shape)
        L = 0.0
        first = 0 if steps == "all" else T - 1
        for t in range(first, T):
            y = W_hy @ h[t] + b_y
            if loss == "squared_error":
                delta_out[t] = y - d[t]
                L += 0.5 * np.sum(delta_out[t] ** 2)
            else:
                top = y.max()
                total = np.exp(y - top).sum()
                delta_out[t] = np.exp(y - top) / total - d[t]
                L += np.log(total) + top - y @ d[t]
            error = W_hy.T @ delta_out[t]
            for j in range(k):
                delta = (1 - h[t - j] ** 2) * error
                delta_h[t - j] += delta
                error = W_hh.T @ delta
        c = gradient_contributions(x, h, delta_h, h0)
        g = {name: c[name].sum(axis=0) for name in c}
        g["W_hy"] = delta_out.T @ h
        g["b_y"] = delta_out.sum(axis=0)
        return float(L), g


class truncation_loses_the_options:
    """Loss and gradients are those of the squared error at every step, whatever loss and steps
    say."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "right only with the default options"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        L, g = bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0)
        h = np.zeros((len(x), len(b_h)))
        prev = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(len(x)):
            prev = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            h[t] = prev
        e = output_deltas(h @ W_hy.T + b_y, d)
        dh = np.zeros(h.shape)
        for t in range(len(x)):
            back = W_hy.T @ e[t]
            for s in range(t, max(t - k, -1), -1):
                dh[s] += (1 - h[s] ** 2) * back
                back = W_hh.T @ ((1 - h[s] ** 2) * back)
        c = gradient_contributions(x, h, dh, h0)
        for name in c:
            g[name] = c[name].sum(axis=0)
        del g["h0"]
        return L, g


class truncation_with_start_state:
    """The gradients have a sixth key, h0; the other five are right."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "wrong keys"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        L, g = bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0, loss, steps)
        h = np.zeros((T, len(b_h)))
        prev = np.zeros(len(b_h)) if h0 is None else h0
        for t in range(T):
            prev = np.tanh(W_xh @ x[t] + W_hh @ prev + b_h)
            h[t] = prev
        y = h @ W_hy.T + b_y
        if loss == "cross_entropy":
            p = np.exp(y - y.max(axis=1, keepdims=True))
            y = p / p.sum(axis=1, keepdims=True)
        delta_h = np.zeros(h.shape)
        for t in range(T):
            if steps == "last" and t != T - 1:
                continue
            back = W_hy.T @ (y[t] - d[t])
            for s in range(t, t - k, -1):
                if s < 0:
                    break
                now = (1 - h[s] ** 2) * back
                delta_h[s] += now
                back = W_hh.T @ now
        for name, term in gradient_contributions(x, h, delta_h, h0).items():
            g[name] = term.sum(axis=0)
        g["h0"] = W_hh.T @ delta_h[0]
        return L, g


class unknown_activation_is_none_and_wrong_slope:
    """An unknown activation gives None instead of ValueError, and the Jacobian has the slope
    1 + h^2, so each of its rows is right up to a factor."""

    FUNCTIONS = ("output_deltas", "state_jacobian")

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            return y_in - d
        elif activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(0.5 * y_in))
            return (y - d) * y * (1 - y)
        elif activation == "tanh":
            y = np.tanh(y_in)
            return (y - d) * (1 - y**2)

    def state_jacobian(h_t, W_hh):
        return W_hh * (1 + h_t**2)[:, None]


class errors_and_terms_transposed:
    """The errors of the states come with shape (H, T), and the terms of W_xh and W_hh with their
    last two axes exchanged."""

    FUNCTIONS = ("hidden_deltas", "gradient_contributions")
    SHOWS = "transposed"

    def hidden_deltas(h, delta_out, W_hy, W_hh):
        back = np.zeros(h.shape[1])
        columns = []
        for h_t, e_t in zip(h[::-1], delta_out[::-1]):
            delta = (1 - h_t**2) * (W_hy.T @ e_t + back)
            columns.insert(0, delta)
            back = W_hh.T @ delta
        return np.column_stack(columns)

    def gradient_contributions(x, h, delta_h, h0=None):
        h_before = np.roll(h, 1, axis=0)
        h_before[0] = 0.0 if h0 is None else h0
        return {
            "W_xh": x[:, :, None] * delta_h[:, None, :],
            "W_hh": h_before[:, :, None] * delta_h[:, None, :],
            "b_h": delta_h.copy(),
        }


class mean_error_and_first_term_lost:
    """The error at the output is divided by T, and the first of the terms of the last state's
    derivative is zero also with a start state."""

    FUNCTIONS = ("output_deltas", "recurrent_derivative_terms")

    def output_deltas(y_in, d, activation="linear"):
        T = len(y_in)
        if activation == "linear":
            y, slope = y_in, 1.0
        elif activation == "sigmoid":
            y = 0.5 + 0.5 * np.tanh(0.5 * y_in)
            slope = y * (1 - y)
        elif activation == "tanh":
            y = np.tanh(y_in)
            slope = 1 - y**2
        else:
            raise ValueError(activation)
        return slope * (y - d) / T

    def recurrent_derivative_terms(h, W_hh, h0=None):
        T, H = h.shape
        terms = np.zeros((T, H, H, H))
        for k in range(1, T):
            P = np.eye(H)
            for t in range(k + 1, T):
                P = state_jacobian(h[t], W_hh) @ P
            for a in range(H):
                terms[k, :, a, :] = np.outer(P[:, a] * (1 - h[k, a] ** 2), h[k - 1])
        return terms


class error_written_over_the_output:
    """The slopes of sigmoid and tanh are computed with y - d instead of y; a linear output is right,
    but y_in is changed to y - d."""

    FUNCTIONS = ("output_deltas",)
    SHOWS = "changes its arguments"

    def output_deltas(y_in, d, activation="linear"):
        if activation == "linear":
            y = y_in
        elif activation == "sigmoid":
            y = 0.5 * (1 + np.tanh(0.5 * y_in))
        elif activation == "tanh":
            y = np.tanh(y_in)
        else:
            raise ValueError("unknown activation")
        y -= d
        if activation == "sigmoid":
            return y * (1 - y) * y
        if activation == "tanh":
            return (1 - y**2) * y
        return y


class states_shifted_in_place:
    """Every term of W_hh holds the start state instead of h_(t-1), and all rows of h are overwritten
    with it; the first step is right."""

    FUNCTIONS = ("gradient_contributions",)
    SHOWS = "changes its arguments"

    def gradient_contributions(x, h, delta_h, h0=None):
        T, H = h.shape
        W_xh = np.array([np.outer(delta_h[t], x[t]) for t in range(T)])
        prev = h
        prev[0] = np.zeros(H) if h0 is None else h0
        for t in range(1, T):
            prev[t] = h[t - 1]
        W_hh = np.array([np.outer(delta_h[t], prev[t]) for t in range(T)])
        return {"W_xh": W_xh, "W_hh": W_hh, "b_h": np.copy(delta_h)}


class loss_and_gradients_exchanged:
    """The gradients come first and the loss second; the values are right."""

    FUNCTIONS = ("truncated_bptt_gradients",)
    SHOWS = "parts in the wrong order"

    def truncated_bptt_gradients(
        x, d, W_xh, W_hh, b_h, W_hy, b_y, k, h0=None, loss="squared_error", steps="all"
    ):
        T = len(x)
        states = [np.zeros(len(b_h)) if h0 is None else h0]
        for x_t in x:
            states.append(np.tanh(W_xh @ x_t + W_hh @ states[-1] + b_h))
        names = ["W_xh", "W_hh", "b_h", "W_hy", "b_y"]
        grads = dict(zip(names, [np.zeros(w.shape) for w in (W_xh, W_hh, b_h, W_hy, b_y)]))
        total = 0.0
        for t in range(T):
            if steps == "last" and t < T - 1:
                continue
            y = W_hy @ states[t + 1] + b_y
            if loss == "squared_error":
                error = y - d[t]
                total += 0.5 * error @ error
            else:
                y = y - y.max()
                error = np.exp(y) / np.exp(y).sum() - d[t]
                total += np.log(np.exp(y).sum()) - y @ d[t]
            grads["W_hy"] += np.outer(error, states[t + 1])
            grads["b_y"] += error
            back = W_hy.T @ error
            for s in range(t, max(-1, t - k), -1):
                delta = (1 - states[s + 1] ** 2) * back
                grads["W_xh"] += np.outer(delta, x[s])
                grads["W_hh"] += np.outer(delta, states[s])
                grads["b_h"] += delta
                back = W_hh.T @ delta
        return grads, float(total)
