"""Hidden tests of Elman and Jordan networks."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, turned


def elman(rng, D, H, outputs):
    """The parameters of an Elman network."""
    return *parameters(rng, D, H), entries(rng, outputs, H), entries(rng, outputs)


def jordan(rng, D, H, outputs):
    """The parameters of a Jordan network."""
    into = entries(rng, H, D), entries(rng, H, outputs), entries(rng, H)
    return *into, entries(rng, outputs, H), entries(rng, outputs)


def compare_fed_back(compare, student, reference, *args, **kwargs):
    """Compare h and y alone: contexts that are wrong by themselves cost nothing here."""
    actual = student.jordan_forward(*args, **kwargs)
    expected = reference.jordan_forward(*args, **kwargs)
    if not isinstance(actual, list | tuple) or not all(map(alike, actual[:2], expected)):
        compare("jordan_forward", *args, **kwargs)


def alike(actual, expected):
    """Whether this is an array of the same form and, within the tolerance, of the same values."""
    form = isinstance(actual, np.ndarray) and (actual.shape, actual.dtype)
    return form == (expected.shape, expected.dtype) and np.allclose(
        actual, expected, rtol=1e-7, atol=1e-9
    )


def sequences(rng, D, *lengths):
    """One sequence of each length."""
    return [entries(rng, T, D) for T in lengths]


# Elman networks


@pytest.mark.criterion("elman")
def test_states_and_outputs(compare, rng):
    """All sizes different; two problems of one shape."""
    for _ in range(2):
        compare("elman_forward", entries(rng, 6, 3), *elman(rng, 3, 4, 2))
    compare("elman_forward", entries(rng, 5, 4), *elman(rng, 4, 2, 3))


@pytest.mark.criterion("elman")
def test_as_many_outputs_as_units(compare, rng):
    for T, D, H in ((5, 2, 3), (4, 4, 4)):
        compare("elman_forward", entries(rng, T, D), *elman(rng, D, H, H))


@pytest.mark.criterion("elman")
def test_small_elman_networks(compare, rng):
    """One step, one feature, one unit, one output, and all of these."""
    for T, D, H, outputs in ((1, 3, 4, 2), (4, 1, 3, 2), (4, 2, 1, 3), (3, 2, 3, 1), (3, 1, 1, 1)):
        compare("elman_forward", entries(rng, T, D), *elman(rng, D, H, outputs))


@pytest.mark.criterion("elman")
def test_an_elman_network_starts_from_a_given_state(compare, rng):
    weights, h0 = elman(rng, 3, 4, 2), entries(rng, 4)
    compare("elman_forward", entries(rng, 5, 3), *weights, h0)
    compare("elman_forward", entries(rng, 1, 3), *weights, h0=2.5 * h0)
    compare("elman_forward", entries(rng, 3, 3), *weights, h0=np.array([0.5, -0.5, 0.0, 0.0]))
    compare("elman_forward", entries(rng, 3, 3), *weights, h0=np.zeros(4))
    compare("elman_forward", entries(rng, 3, 3), *weights, None)


@pytest.mark.criterion("elman")
def test_an_elman_network_reads_a_sequence_in_two_pieces(compare, rng):
    weights, x = elman(rng, 2, 3, 3), entries(rng, 7, 2)
    compare("elman_forward", x, *weights)
    h, y = compare.like("elman_forward", x, *weights)
    first, _ = compare.like("elman_forward", x[:3], *weights)
    second, rest = compare.like("elman_forward", x[3:], *weights, h0=first[-1])
    assert np.allclose(np.vstack([first, second]), h, rtol=1e-7, atol=1e-9)
    assert np.allclose(rest, y[3:], rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("elman")
def test_elman_networks_of_any_memory_layout(compare, rng):
    weights, x, h0 = elman(rng, 3, 4, 4), entries(rng, 5, 3), entries(rng, 4)
    for view in (every_other, turned, backwards):
        compare("elman_forward", view(x), *map(view, weights), h0=view(h0))
    compare("elman_forward", 300 * x, *weights)
    compare.unchanged("elman_forward", x, *weights, h0)


# Jordan networks without self-feedback


@pytest.mark.criterion("jordan_feedback")
def test_the_output_comes_back(compare, student, reference, rng):
    """All sizes different; two problems of one shape."""
    for T, D, H, outputs in ((6, 3, 4, 2), (6, 3, 4, 2), (5, 4, 2, 3)):
        x, weights = entries(rng, T, D), jordan(rng, D, H, outputs)
        compare_fed_back(compare, student, reference, x, *weights)


@pytest.mark.criterion("jordan_feedback")
def test_the_output_comes_back_where_widths_are_equal(compare, student, reference, rng):
    for T, D, H in ((5, 2, 3), (4, 4, 4)):
        x, weights = entries(rng, T, D), jordan(rng, D, H, H)
        compare_fed_back(compare, student, reference, x, *weights, alpha=0.0)


@pytest.mark.criterion("jordan_feedback")
def test_small_jordan_networks(compare, student, reference, rng):
    """One feature, one unit, one output, all of these, and one step."""
    for T, D, H, outputs in ((4, 1, 3, 2), (4, 2, 1, 3), (3, 2, 3, 1), (3, 1, 1, 1), (1, 3, 4, 2)):
        x, weights = entries(rng, T, D), jordan(rng, D, H, outputs)
        compare_fed_back(compare, student, reference, x, *weights)


@pytest.mark.criterion("jordan_feedback")
def test_the_first_step_reads_a_given_context(compare, student, reference, rng):
    weights, c = jordan(rng, 3, 4, 2), entries(rng, 2)
    for x in (entries(rng, 5, 3), entries(rng, 1, 3)):
        compare_fed_back(compare, student, reference, x, *weights, 0.0, c)
        compare_fed_back(compare, student, reference, x, *weights, context0=-3 * c)
    compare_fed_back(compare, student, reference, x, *weights, context0=np.zeros(2))


@pytest.mark.criterion("jordan_feedback")
def test_without_weights_for_the_context_nothing_comes_back(compare, student, reference, rng):
    """Then a step depends on its own input alone. With weights it depends on the one before it."""
    W_xh, W_ch, b_h, *head = jordan(rng, 2, 3, 3)
    x = entries(rng, 5, 2)
    compare_fed_back(compare, student, reference, x, W_xh, 0 * W_ch, b_h, *head)
    compare_fed_back(compare, student, reference, x, W_xh, W_ch, b_h, *head)
    h = student.jordan_forward(x, W_xh, 0 * W_ch, b_h, *head)[0]
    turned_round = student.jordan_forward(x[::-1], W_xh, 0 * W_ch, b_h, *head)[0]
    assert np.allclose(turned_round[::-1], h, rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("jordan_feedback")
def test_jordan_networks_of_any_memory_layout(compare, student, reference, rng):
    weights, x, c = jordan(rng, 3, 4, 4), entries(rng, 5, 3), entries(rng, 4)
    for view in (every_other, turned, backwards):
        args = view(x), *map(view, weights)
        compare_fed_back(compare, student, reference, *args, context0=view(c))
    compare_fed_back(compare, student, reference, 300 * x, *weights)


# Self-feedback


@pytest.mark.criterion("self_feedback")
@pytest.mark.parametrize("alpha", [0.5, 1.0])
def test_older_outputs_stay_in_the_context(compare, student, reference, rng, alpha):
    for T, D, H, outputs in ((6, 3, 4, 2), (5, 2, 3, 3)):
        x, weights = entries(rng, T, D), jordan(rng, D, H, outputs)
        compare_fed_back(compare, student, reference, x, *weights, alpha)


@pytest.mark.criterion("self_feedback")
def test_any_alpha_weakens_the_context_and_not_the_output(compare, student, reference, rng):
    for T, outputs in ((4, 1), (3, 4), (8, 2)):
        x, weights = entries(rng, T, 2), jordan(rng, 2, 4, outputs)
        alpha = float(rng.uniform(0.1, 0.9))
        compare_fed_back(compare, student, reference, x, *weights, alpha=alpha)


@pytest.mark.criterion("self_feedback")
def test_a_given_context_fades_from_the_second_step_on(compare, student, reference, rng):
    weights, c = jordan(rng, 3, 2, 4), entries(rng, 4)
    for T, alpha in ((4, 0.5), (5, 1.0), (2, 0.25), (1, 0.5)):
        x = entries(rng, T, 3)
        compare_fed_back(compare, student, reference, x, *weights, alpha, 2 * c)
    compare_fed_back(compare, student, reference, x, *weights, alpha=0.75, context0=c)


# Contexts


@pytest.mark.criterion("contexts")
def test_the_contexts_are_those_that_the_steps_read(compare, rng):
    for T, D, H, outputs in ((6, 3, 4, 2), (4, 2, 3, 3), (3, 1, 1, 1)):
        compare("jordan_forward", entries(rng, T, D), *jordan(rng, D, H, outputs))
    compare("jordan_forward", entries(rng, 5, 3), *jordan(rng, 3, 4, 2), context0=entries(rng, 2))


@pytest.mark.criterion("contexts")
def test_the_contexts_fade_with_alpha(compare, rng):
    for alpha, outputs in ((0.5, 2), (1.0, 4), (0.25, 3)):
        c, weights = entries(rng, outputs), jordan(rng, 3, 4, outputs)
        compare("jordan_forward", entries(rng, 5, 3), *weights, alpha=alpha)
        compare("jordan_forward", entries(rng, 4, 3), *weights, alpha, c)


@pytest.mark.criterion("contexts")
def test_the_only_context_of_one_step_is_the_first(compare, rng):
    weights, c = jordan(rng, 3, 4, 2), entries(rng, 2)
    compare("jordan_forward", entries(rng, 1, 3), *weights)
    compare("jordan_forward", entries(rng, 1, 3), *weights, 0.5, c)


@pytest.mark.criterion("contexts")
def test_a_sequence_goes_on_from_the_context_after_its_first_piece(compare, rng):
    alpha, weights, x = 0.75, jordan(rng, 2, 3, 3), entries(rng, 6, 2)
    compare("jordan_forward", x, *weights, alpha=alpha)
    whole = compare.like("jordan_forward", x, *weights, alpha=alpha)
    _, y, contexts = first = compare.like("jordan_forward", x[:4], *weights, alpha=alpha)
    left = alpha * contexts[-1] + y[-1]
    second = compare.like("jordan_forward", x[4:], *weights, alpha=alpha, context0=left)
    for all_of_it, early, late in zip(whole, first, second, strict=True):
        assert np.allclose(np.vstack([early, late]), all_of_it, rtol=1e-7, atol=1e-9)
    compare.unchanged("jordan_forward", x, *weights, alpha=alpha, context0=left)


# Sequences


@pytest.mark.criterion("state_policy")
def test_epochwise_every_sequence_starts_from_zeros(compare, rng):
    params = parameters(rng, 3, 4)
    compare("run_epochs", sequences(rng, 3, 4, 2, 5), params, "epochwise")
    compare("run_epochs", sequences(rng, 3, 4, 2, 5), params, mode="epochwise")


@pytest.mark.criterion("state_policy")
def test_continuous_every_sequence_goes_on_from_the_one_before(compare, rng):
    params = parameters(rng, 3, 4)
    compare("run_epochs", sequences(rng, 3, 4, 2, 5), params, "continuous")
    compare("run_epochs", sequences(rng, 3, 2, 4, 3), params, mode="continuous")


@pytest.mark.criterion("state_policy")
def test_continuous_sequences_are_one_long_sequence(compare, rng):
    params, x = parameters(rng, 2, 3), entries(rng, 9, 2)
    pieces = [x[:2], x[2:3], x[3:7], x[7:]]
    compare("run_epochs", pieces, params, "continuous")
    compare("run_epochs", pieces, params, "epochwise")
    (whole,) = compare.like("run_epochs", [x], params, "continuous")
    states = compare.like("run_epochs", pieces, params, "continuous")
    assert np.allclose(np.vstack(states), whole, rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("state_policy")
def test_one_sequence_and_sequences_of_one_step(compare, rng):
    params = parameters(rng, 2, 3)
    for mode in ("epochwise", "continuous"):
        compare("run_epochs", sequences(rng, 2, 4), params, mode)
        compare("run_epochs", sequences(rng, 2, 1, 1, 1), params, mode)
        compare("run_epochs", sequences(rng, 1, 2, 3), parameters(rng, 1, 1), mode)


@pytest.mark.criterion("state_policy")
def test_equal_sequences_have_equal_states_where_nothing_is_carried_over(compare, rng):
    params, x = parameters(rng, 3, 3), entries(rng, 3, 3)
    for mode in ("epochwise", "continuous", "epochwise"):
        compare("run_epochs", [x, x, x], params, mode)
    first, second, third = compare.like("run_epochs", [x, x, x], params, "epochwise")
    assert np.allclose(first, second, rtol=1e-7, atol=1e-9)
    assert np.allclose(first, third, rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("state_policy")
def test_sequences_of_any_memory_layout(compare, rng):
    params, xs = parameters(rng, 3, 4), sequences(rng, 3, 4, 3)
    for view, mode in (
        (every_other, "epochwise"),
        (turned, "continuous"),
        (backwards, "epochwise"),
    ):
        compare("run_epochs", [view(x) for x in xs], tuple(map(view, params)), mode)
    for mode in ("continuous", "epochwise"):
        compare.unchanged("run_epochs", xs, params, mode)
