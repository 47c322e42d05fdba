"""Hidden tests of back-propagation through time."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, recurrent, turned


def states(rng, steps, width):
    """Values that tanh can have, none of them zero."""
    return np.tanh(entries(rng, steps, width))


def one_hot(rng, steps, classes):
    """Random targets for cross-entropy: rows of the identity."""
    return np.eye(classes)[rng.integers(classes, size=steps)]


def problem(rng, steps, features, width, outputs, loss="squared_error"):
    """The seven arrays x, d, W_xh, W_hh, b_h, W_hy, b_y."""
    classes = loss == "cross_entropy"
    return (
        entries(rng, steps, features),
        one_hot(rng, steps, outputs) if classes else entries(rng, steps, outputs),
        *parameters(rng, features, width),
        entries(rng, outputs, width),
        entries(rng, outputs),
    )


@pytest.mark.criterion("output_deltas")
def test_the_linear_output_has_the_plain_difference(compare, rng):
    y_in, d = entries(rng, 4, 3), entries(rng, 4, 3)
    compare("output_deltas", y_in, d)
    compare("output_deltas", every_other(y_in), turned(d), "linear")
    compare("output_deltas", entries(rng, 1, 1), entries(rng, 1, 1))
    compare.unchanged("output_deltas", y_in, d)


@pytest.mark.criterion("output_deltas")
@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_the_slope_belongs_to_the_activation(compare, rng, activation):
    y_in, d = 2.0 * entries(rng, 5, 3), entries(rng, 5, 3)
    compare("output_deltas", y_in, d, activation)
    compare("output_deltas", backwards(y_in), every_other(d), activation=activation)
    compare("output_deltas", entries(rng, 1, 2), entries(rng, 1, 2), activation)
    compare("output_deltas", 1000.0 * y_in, d, activation)
    compare.unchanged("output_deltas", y_in, d, activation)


@pytest.mark.criterion("output_deltas")
def test_an_unknown_activation_is_an_error(compare, rng):
    y_in, d = entries(rng, 3, 2), entries(rng, 3, 2)
    compare("output_deltas", y_in, d)
    compare("output_deltas", y_in, d, "softmax")
    compare("output_deltas", y_in, d, activation="relu")


@pytest.mark.criterion("hidden_deltas")
def test_errors_arrive_from_outputs_and_later_steps(compare, rng):
    for steps, width, outputs in ((4, 3, 2), (5, 2, 4)):
        h, delta_out = states(rng, steps, width), entries(rng, steps, outputs)
        compare("hidden_deltas", h, delta_out, entries(rng, outputs, width), recurrent(rng, width))
    h, delta_out, W_hy, W_hh = (
        states(rng, 4, 3),
        entries(rng, 4, 3),
        entries(rng, 3, 3),
        recurrent(rng, 3),
    )
    compare("hidden_deltas", h, 50.0 * delta_out, W_hy, W_hh)
    once = compare.like("hidden_deltas", h, delta_out, W_hy, W_hh)
    twice = compare.like("hidden_deltas", h, 2.0 * delta_out, W_hy, W_hh)
    assert np.allclose(twice, 2.0 * once, rtol=1e-6, atol=1e-8)


@pytest.mark.criterion("hidden_deltas")
def test_single_units_and_single_steps(compare, rng):
    compare(
        "hidden_deltas",
        states(rng, 4, 3),
        entries(rng, 4, 1),
        entries(rng, 1, 3),
        recurrent(rng, 3),
    )
    compare(
        "hidden_deltas",
        states(rng, 4, 1),
        entries(rng, 4, 2),
        entries(rng, 2, 1),
        recurrent(rng, 1),
    )
    compare(
        "hidden_deltas",
        states(rng, 1, 3),
        entries(rng, 1, 2),
        entries(rng, 2, 3),
        recurrent(rng, 3),
    )
    compare(
        "hidden_deltas",
        states(rng, 2, 2),
        entries(rng, 2, 2),
        entries(rng, 2, 2),
        recurrent(rng, 2),
    )
    compare(
        "hidden_deltas",
        states(rng, 1, 1),
        entries(rng, 1, 1),
        entries(rng, 1, 1),
        recurrent(rng, 1),
    )


@pytest.mark.criterion("hidden_deltas")
def test_the_error_of_the_last_step_reaches_the_first(compare, rng):
    delta_out = np.zeros((7, 2))
    delta_out[-1] = 100.0 * entries(rng, 2)
    compare("hidden_deltas", states(rng, 7, 4), delta_out, entries(rng, 2, 4), recurrent(rng, 4))
    h, late = 0.1 * entries(rng, 110, 2), np.zeros((110, 2))
    late[-1] = 100.0 * entries(rng, 2)
    turn = np.array([[0.6, -0.8], [0.8, 0.6]])
    compare("hidden_deltas", h, late, entries(rng, 2, 2), turn)


@pytest.mark.criterion("hidden_deltas")
def test_saturated_units_send_nothing_back(compare, rng):
    h, delta_out = states(rng, 5, 3), entries(rng, 5, 2)
    W_hy, W_hh = entries(rng, 2, 3), recurrent(rng, 3)
    h[1, 0], h[2, 1], h[3, 2], h[4, 0] = -1.0, 1.0, -1.0, 1.0
    compare("hidden_deltas", h, delta_out, W_hy, W_hh)
    compare("hidden_deltas", np.sign(h), delta_out, W_hy, W_hh)


@pytest.mark.criterion("hidden_deltas")
def test_hidden_deltas_take_any_memory_layout(compare, rng):
    h, delta_out = states(rng, 4, 3), entries(rng, 4, 2)
    W_hy, W_hh = entries(rng, 2, 3), recurrent(rng, 3)
    compare("hidden_deltas", turned(h), backwards(delta_out), every_other(W_hy), turned(W_hh))
    compare("hidden_deltas", every_other(h), turned(delta_out), backwards(W_hy), backwards(W_hh))
    compare.unchanged(
        "hidden_deltas", backwards(h), every_other(delta_out), W_hy, every_other(W_hh)
    )


@pytest.mark.criterion("contributions")
def test_every_step_has_its_own_term(compare, rng):
    for steps, features, width in ((4, 2, 3), (5, 3, 3), (4, 2, 3)):
        x, h = entries(rng, steps, features), states(rng, steps, width)
        compare("gradient_contributions", x, h, entries(rng, steps, width))


@pytest.mark.criterion("contributions")
def test_the_first_term_knows_h0(compare, rng):
    x, h, delta_h = entries(rng, 4, 2), states(rng, 4, 3), entries(rng, 4, 3)
    h0 = abs(states(rng, 1, 3)[0])
    compare("gradient_contributions", x, h, delta_h, h0)
    compare("gradient_contributions", x, h, delta_h, h0=-h0)
    compare("gradient_contributions", x, h, delta_h, None)
    compare("gradient_contributions", x, h, delta_h, backwards(h0))


@pytest.mark.criterion("contributions")
def test_contributions_of_single_units_and_single_steps(compare, rng):
    h0 = states(rng, 1, 3)[0]
    compare("gradient_contributions", entries(rng, 3, 1), states(rng, 3, 2), entries(rng, 3, 2))
    compare("gradient_contributions", entries(rng, 3, 2), states(rng, 3, 1), entries(rng, 3, 1))
    compare("gradient_contributions", entries(rng, 1, 2), states(rng, 1, 3), entries(rng, 1, 3), h0)
    compare("gradient_contributions", entries(rng, 1, 1), states(rng, 1, 1), entries(rng, 1, 1))


@pytest.mark.criterion("contributions")
def test_contributions_take_any_memory_layout_and_add_up(compare, reference, rng):
    x, d, W_xh, W_hh, b_h, W_hy, b_y = problem(rng, 4, 2, 3, 2)
    h, h0 = np.zeros((4, 3)), states(rng, 1, 3)[0]
    for t in range(4):
        h[t] = np.tanh(W_xh @ x[t] + W_hh @ (h[t - 1] if t else h0) + b_h)
    delta_h = reference.hidden_deltas(h, h @ W_hy.T + b_y - d, W_hy, W_hh)
    compare(
        "gradient_contributions", turned(x), every_other(h), backwards(delta_h), every_other(h0)
    )
    compare.unchanged("gradient_contributions", backwards(x), turned(h), every_other(delta_h), h0)
    terms = compare.like("gradient_contributions", x, h, delta_h, h0)
    totals = reference.bptt_gradients(x, d, W_xh, W_hh, b_h, W_hy, b_y, h0)[1]
    for name in ("W_xh", "W_hh", "b_h"):
        assert np.allclose(terms[name].sum(axis=0), totals[name], rtol=1e-6, atol=1e-8)


@pytest.mark.criterion("totals_many_to_many")
def test_squared_error_from_a_zero_state(compare, rng):
    compare("bptt_gradients", *problem(rng, 4, 2, 3, 5))
    compare("bptt_gradients", *problem(rng, 4, 3, 3, 3), None, loss="squared_error")


@pytest.mark.criterion("totals_many_to_many")
def test_squared_error_from_h0(compare, rng):
    h0 = abs(states(rng, 1, 3)[0])
    arrays = problem(rng, 4, 4, 3, 2)
    compare("bptt_gradients", *arrays, h0)
    compare("bptt_gradients", *arrays, h0=-h0)
    compare("bptt_gradients", *problem(rng, 3, 3, 3, 3), h0, "squared_error", "all")


@pytest.mark.criterion("totals_many_to_many")
def test_squared_error_of_a_long_sequence_in_any_memory_layout(compare, rng):
    x, d, W_xh, W_hh, b_h, W_hy, b_y = problem(rng, 22, 2, 3, 2)
    h0 = every_other(states(rng, 1, 3)[0])
    compare("bptt_gradients", x, d, W_xh, W_hh, b_h, W_hy, 20.0 * b_y)
    x, d = x[:4], d[:4]
    weights = turned(W_xh), backwards(W_hh), every_other(b_h), turned(W_hy), backwards(b_y)
    compare("bptt_gradients", every_other(x), turned(d), *weights, h0)
    compare.unchanged("bptt_gradients", backwards(x), every_other(d), *weights, h0)


@pytest.mark.criterion("totals_many_to_many")
def test_cross_entropy_at_every_step(compare, rng):
    arrays = problem(rng, 4, 3, 2, 5, "cross_entropy")
    h0 = states(rng, 1, 2)[0]
    compare("bptt_gradients", *arrays, loss="cross_entropy")
    compare(
        "bptt_gradients", turned(arrays[0]), backwards(arrays[1]), *arrays[2:], -h0, "cross_entropy"
    )
    compare.unchanged("bptt_gradients", *arrays, h0=h0, loss="cross_entropy")


@pytest.mark.criterion("totals_many_to_many")
def test_cross_entropy_of_scores_in_the_thousands(compare, rng):
    x, d, W_xh, W_hh, b_h, W_hy, b_y = problem(rng, 4, 2, 3, 4)
    d = np.eye(4)[rng.permutation(4)]
    compare("bptt_gradients", x, d, W_xh, W_hh, b_h, W_hy, b_y + 1000.0, loss="cross_entropy")
    b_y = 1000.0 * np.array([1.0, 0.0, -1.0, 0.5])
    compare("bptt_gradients", x, d, W_xh, W_hh, b_h, W_hy, b_y, loss="cross_entropy")

    # One feature that saturates every unit: the scores are near 990 at some steps, -990 at others.
    _, d, W_xh, W_hh, b_h, W_hy, b_y = problem(rng, 4, 1, 3, 4, "cross_entropy")
    x, W_hy = 50.0 * np.array([[1.0], [-1.0], [-1.0], [1.0]]), W_hy + 330.0 * np.sign(W_xh.T)
    compare("bptt_gradients", x, d, W_xh, W_hh, b_h, W_hy, b_y, loss="cross_entropy")


@pytest.mark.criterion("totals_many_to_many")
def test_totals_of_single_units_and_single_steps(compare, rng):
    compare("bptt_gradients", *problem(rng, 3, 1, 1, 1), entries(rng, 1))
    compare("bptt_gradients", *problem(rng, 3, 1, 1, 3, "cross_entropy"), loss="cross_entropy")
    compare("bptt_gradients", *problem(rng, 1, 2, 3, 2))


@pytest.mark.criterion("totals_many_to_one")
def test_one_squared_error_at_the_last_step(compare, rng):
    arrays = problem(rng, 4, 2, 3, 5)
    h0 = states(rng, 1, 3)[0]
    compare("bptt_gradients", *arrays, steps="last")
    compare("bptt_gradients", *arrays, h0, "squared_error", "last")
    compare("bptt_gradients", *arrays, h0=-h0, steps="last")


@pytest.mark.criterion("totals_many_to_one")
def test_one_cross_entropy_at_the_last_step(compare, rng):
    arrays = problem(rng, 4, 2, 3, 4, "cross_entropy")
    h0 = states(rng, 1, 3)[0]
    compare("bptt_gradients", *arrays, loss="cross_entropy", steps="last")
    compare("bptt_gradients", *arrays, h0, "cross_entropy", "last")
    compare.unchanged("bptt_gradients", *arrays, h0, loss="cross_entropy", steps="last")


@pytest.mark.criterion("totals_many_to_one")
def test_many_to_one_for_long_and_for_single_steps(compare, rng):
    x, d, *weights = problem(rng, 12, 2, 2, 2)
    compare("bptt_gradients", x, 50.0 * d, *weights, steps="last")
    compare("bptt_gradients", backwards(x[:3]), every_other(d[:3]), *weights, steps="last")
    compare("bptt_gradients", *problem(rng, 1, 2, 3, 2), steps="last")


@pytest.mark.criterion("decomposition")
def test_the_jacobian_of_one_transition(compare, rng):
    h_t, W_hh = states(rng, 1, 3)[0], recurrent(rng, 3)
    compare("state_jacobian", h_t, W_hh)
    compare("state_jacobian", every_other(h_t), turned(W_hh))
    compare("state_jacobian", np.array([1.0, h_t[0], -1.0]), backwards(W_hh))
    compare("state_jacobian", states(rng, 1, 1)[0], recurrent(rng, 1))
    compare.unchanged("state_jacobian", backwards(h_t), W_hh)


@pytest.mark.criterion("decomposition")
def test_the_first_term_vanishes_without_h0(compare, rng):
    h, W_hh = states(rng, 4, 3), recurrent(rng, 3)
    compare("recurrent_derivative_terms", h, W_hh)
    compare("recurrent_derivative_terms", states(rng, 4, 3), W_hh, None)
    terms = compare.like("recurrent_derivative_terms", h, W_hh, np.zeros(3))
    assert not terms[0].any()
    compare("recurrent_derivative_terms", states(rng, 1, 1), recurrent(rng, 1))


@pytest.mark.criterion("decomposition")
def test_the_first_term_counts_with_h0(compare, rng):
    h, W_hh, h0 = states(rng, 5, 2), recurrent(rng, 2), abs(states(rng, 1, 2)[0])
    compare("recurrent_derivative_terms", h, W_hh, h0)
    compare("recurrent_derivative_terms", h, W_hh, h0=-h0)
    terms = compare.like("recurrent_derivative_terms", h, W_hh, h0)
    assert terms[0].all()
    compare("recurrent_derivative_terms", states(rng, 1, 3), recurrent(rng, 3), entries(rng, 3))
    compare("recurrent_derivative_terms", states(rng, 4, 1), recurrent(rng, 1), entries(rng, 1))


@pytest.mark.criterion("decomposition")
def test_terms_take_any_memory_layout(compare, rng):
    h, W_hh, h0 = states(rng, 4, 4), recurrent(rng, 4), states(rng, 1, 4)[0]
    compare("recurrent_derivative_terms", turned(h), backwards(W_hh), every_other(h0))
    compare("recurrent_derivative_terms", every_other(h), turned(W_hh), backwards(h0))
    compare.unchanged("recurrent_derivative_terms", backwards(h), every_other(W_hh), h0)


@pytest.mark.criterion("truncation")
def test_a_window_of_one_step(compare, rng):
    arrays = problem(rng, 4, 2, 3, 2)
    compare("truncated_bptt_gradients", *arrays, 1)
    compare("truncated_bptt_gradients", *arrays, k=1, h0=states(rng, 1, 3)[0])


@pytest.mark.criterion("truncation")
def test_a_window_of_two_steps_slides(compare, rng):
    arrays = problem(rng, 5, 3, 3, 2)
    compare("truncated_bptt_gradients", *arrays, 2)
    compare("truncated_bptt_gradients", *arrays, 3, -abs(states(rng, 1, 3)[0]))


@pytest.mark.criterion("truncation")
def test_a_window_as_long_as_the_sequence_is_the_full_gradient(compare, rng):
    arrays, h0 = problem(rng, 3, 2, 2, 2), states(rng, 1, 2)[0]
    compare("truncated_bptt_gradients", *arrays, 2, h0)
    compare("truncated_bptt_gradients", *arrays, 3, h0)
    compare("truncated_bptt_gradients", *arrays, 8, h0=h0)
    compare("truncated_bptt_gradients", *problem(rng, 1, 2, 3, 2), 1)


@pytest.mark.criterion("truncation")
def test_truncation_of_either_loss_at_all_or_the_last_steps(compare, rng):
    arrays, h0 = problem(rng, 4, 2, 3, 4, "cross_entropy"), states(rng, 1, 3)[0]
    layouts = turned(arrays[0]), backwards(arrays[1]), arrays[2], turned(arrays[3]), *arrays[4:]
    compare("truncated_bptt_gradients", *arrays, 2, loss="cross_entropy")
    compare("truncated_bptt_gradients", *layouts, 2, h0, "cross_entropy", "last")
    compare("truncated_bptt_gradients", *arrays, 3, steps="last")
    compare.unchanged("truncated_bptt_gradients", *arrays, k=2, h0=h0, loss="cross_entropy")
