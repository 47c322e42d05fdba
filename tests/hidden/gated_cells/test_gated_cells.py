"""Hidden tests of gated cells."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, recurrent, turned

UPDATE, RESET = 0, 1
INPUT, FORGET, _, OUTPUT = range(4)
OPEN, CLOSED = 1e4, -1e4  # what saturates a gate, whatever else enters it


def cell(rng, blocks, D, H):
    """The parameters of a gated cell: W (blocks, H, D), U (blocks, H, H), b (blocks, H)."""
    U = np.array([recurrent(rng, H) for _ in range(blocks)])
    return entries(rng, blocks, H, D), U, entries(rng, blocks, H)


def gru(rng, D, H):
    """The parameters of a GRU."""
    return cell(rng, 3, D, H)


def lstm(rng, D, H):
    """The parameters of an LSTM."""
    return cell(rng, 4, D, H)


def held(weights, **gates):
    """The same parameters, with gates that are held open or closed by their biases."""
    W, U, b = weights
    b = b.copy()
    for block, bias in gates.items():
        b[{"z": UPDATE, "r": RESET, "i": INPUT, "f": FORGET, "o": OUTPUT}[block]] += bias
    return W, U, b


def tower(rng, D, *widths):
    """The parameters of a stack of tanh layers."""
    return [parameters(rng, *sizes) for sizes in zip((D, *widths), widths, strict=False)]


# The GRU without recurrent biases


@pytest.mark.criterion("gru_gates")
def test_a_step_of_a_gru(compare, rng):
    """More units than features, and fewer; two problems of one shape; as many."""
    for D, H in ((3, 4), (3, 4), (5, 2), (3, 3)):
        compare("gru_step", entries(rng, D), entries(rng, H), *gru(rng, D, H))
    compare("gru_step", entries(rng, D), entries(rng, H), *gru(rng, D, H), None)


@pytest.mark.criterion("gru_gates")
def test_a_step_of_a_small_gru(compare, rng):
    """One unit, one feature, both; an input of zeros, a state of zeros."""
    for D, H in ((3, 1), (1, 4), (1, 1)):
        compare("gru_step", entries(rng, D), entries(rng, H), *gru(rng, D, H))
    weights = gru(rng, 2, 3)
    compare("gru_step", np.zeros(2), entries(rng, 3), *weights)
    compare("gru_step", entries(rng, 2), np.zeros(3), *weights)


@pytest.mark.criterion("gru_gates")
def test_an_open_update_gate_keeps_the_state_and_a_closed_one_replaces_it(compare, rng):
    weights, x_t, h = gru(rng, 3, 4), entries(rng, 3), entries(rng, 4)
    compare("gru_step", x_t, h, *weights)
    compare("gru_step", x_t, h, *held(weights, z=CLOSED))
    kept = compare.like("gru_step", x_t, h, *held(weights, z=OPEN))
    assert np.allclose(kept, h, rtol=1e-9, atol=1e-12)
    new = held(weights, z=CLOSED, r=CLOSED)
    first, second = (compare.like("gru_step", x_t, state, *new) for state in (h, -2 * h))
    assert np.allclose(first, second, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("gru_gates")
def test_each_unit_of_a_gru_has_gates_of_its_own_and_they_take_any_numbers(compare, rng):
    """What enters them is 10000 and more, of either sign; then 10 or so."""
    W, U, b = gru(rng, 3, 4)
    for scale in (1e4, -1e4, 10):
        compare("gru_step", scale * entries(rng, 3), entries(rng, 4), W, U, b)
    compare("gru_step", entries(rng, 3), 20 * entries(rng, 4), W, U, b)
    for gate in (UPDATE, RESET):
        b[gate] += np.array([OPEN, CLOSED, OPEN, CLOSED])
        compare("gru_step", entries(rng, 3), entries(rng, 4), W, U, b)


@pytest.mark.criterion("gru_gates")
def test_a_gru_of_any_memory_layout(compare, rng):
    arguments = entries(rng, 4), entries(rng, 3), *gru(rng, 4, 3)
    for view in (every_other, turned, backwards):
        compare("gru_step", *map(view, arguments))
    compare.unchanged("gru_step", *arguments)


# The GRU with recurrent biases


@pytest.mark.criterion("gru_reset_variants")
def test_a_step_of_a_gru_with_recurrent_biases(compare, rng):
    for D, H in ((3, 4), (3, 4), (4, 2), (3, 3)):
        x_t, h, b_rec = entries(rng, D), entries(rng, H), entries(rng, 3, H)
        compare("gru_step", x_t, h, *gru(rng, D, H), b_rec)


@pytest.mark.criterion("gru_reset_variants")
def test_each_block_has_a_recurrent_bias_of_its_own(compare, rng):
    weights, x_t, h = gru(rng, 3, 4), entries(rng, 3), entries(rng, 4)
    for block in (UPDATE, RESET, 2):
        b_rec = np.zeros((3, 4))
        b_rec[block] = entries(rng, 4)
        compare("gru_step", x_t, h, *weights, b_rec=b_rec)


@pytest.mark.criterion("gru_reset_variants")
def test_recurrent_biases_of_zero_are_not_the_same_as_none(compare, rng):
    """They are where all units are reset alike: with one unit, and with an open reset gate."""
    for D, H, change, alike in ((3, 4, {}, False), (2, 3, {"r": OPEN}, True), (3, 1, {}, True)):
        weights = held(gru(rng, D, H), **change)
        x_t, h = entries(rng, D), entries(rng, H)
        compare("gru_step", x_t, h, *weights, np.zeros((3, H)))
        before, after = (
            compare.like("gru_step", x_t, h, *weights, b_rec) for b_rec in (None, np.zeros((3, H)))
        )
        assert np.allclose(before, after, rtol=1e-9, atol=1e-12) == alike
    compare("gru_step", x_t, h, *weights, entries(rng, 3, 1))


@pytest.mark.criterion("gru_reset_variants")
def test_a_closed_reset_gate_lets_nothing_through_of_what_comes_from_the_state(compare, rng):
    """Not even the recurrent bias of the candidate."""
    W, U, b = held(gru(rng, 3, 4), z=CLOSED, r=CLOSED)
    x_t, h = entries(rng, 3), entries(rng, 4)
    b_rec = entries(rng, 3, 4) + np.array([[0.0], [-2 * CLOSED], [0.0]])
    compare("gru_step", x_t, h, W, U, b, b_rec)
    compare("gru_step", 1e4 * x_t, h, W, U, b, b_rec)
    one, other = (
        compare.like("gru_step", x_t, state, W, U, b, entries(rng, 3, 4)) for state in (h, -2 * h)
    )
    assert np.allclose(one, other, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("gru_reset_variants")
def test_a_gru_with_recurrent_biases_of_any_memory_layout(compare, rng):
    arguments = entries(rng, 4), entries(rng, 3), *gru(rng, 4, 3), entries(rng, 3, 3)
    for view in (every_other, turned, backwards):
        compare("gru_step", *map(view, arguments))
    compare.unchanged("gru_step", *arguments)


# The LSTM


@pytest.mark.criterion("lstm_step")
def test_a_step_of_an_lstm(compare, rng):
    """More units than features, and fewer; two problems of one shape; as many."""
    for D, H in ((3, 4), (3, 4), (5, 2), (3, 3)):
        compare(
            "lstm_step", entries(rng, D), entries(rng, H), 3 * entries(rng, H), *lstm(rng, D, H)
        )


@pytest.mark.criterion("lstm_step")
def test_a_step_of_a_small_lstm(compare, rng):
    """One unit, one feature, both; an input, a state and a cell of zeros."""
    for D, H in ((3, 1), (1, 4), (1, 1)):
        compare("lstm_step", entries(rng, D), entries(rng, H), entries(rng, H), *lstm(rng, D, H))
    weights, x_t, h, c = lstm(rng, 2, 3), entries(rng, 2), entries(rng, 3), entries(rng, 3)
    compare("lstm_step", np.zeros(2), h, c, *weights)
    compare("lstm_step", x_t, np.zeros(3), c, *weights)
    compare("lstm_step", x_t, h, np.zeros(3), *weights)


@pytest.mark.criterion("lstm_step")
def test_an_open_forget_gate_keeps_the_cell_and_an_open_input_gate_writes_it(compare, rng):
    weights, arguments = lstm(rng, 3, 4), (entries(rng, 3), entries(rng, 4), 2 * entries(rng, 4))
    keeps = held(weights, f=OPEN, i=CLOSED)
    compare("lstm_step", *arguments, *keeps)
    compare("lstm_step", *arguments, *held(weights, f=CLOSED, i=OPEN))
    compare("lstm_step", *arguments, *held(weights, f=OPEN, i=OPEN))
    _, c = compare.like("lstm_step", *arguments, *keeps)
    assert np.allclose(c, arguments[2], rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("lstm_step")
def test_the_output_gate_shows_the_cell_and_does_not_change_it(compare, rng):
    weights, arguments = lstm(rng, 3, 4), (entries(rng, 3), entries(rng, 4), 4 * entries(rng, 4))
    compare("lstm_step", *arguments, *weights)
    compare("lstm_step", *arguments, *held(weights, o=OPEN))
    h, hidden = compare.like("lstm_step", *arguments, *held(weights, o=CLOSED))
    assert np.allclose(h, 0, rtol=0, atol=1e-12)
    h, shown = compare.like("lstm_step", *arguments, *held(weights, o=OPEN))
    assert np.allclose(hidden, shown, rtol=1e-9, atol=1e-12)
    assert np.allclose(np.tanh(shown), h, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("lstm_step")
def test_each_unit_of_an_lstm_has_gates_of_its_own_and_they_take_any_numbers(compare, rng):
    """What enters them is 10000 and more, of either sign; then 10 or so; a full cell."""
    (W, U, b), h, c = lstm(rng, 3, 4), entries(rng, 4), 2 * entries(rng, 4)
    for scale in (1e4, -1e4, 10):
        compare("lstm_step", scale * entries(rng, 3), h, c, W, U, b)
    compare("lstm_step", entries(rng, 3), h, 50 * c, W, U, b)
    for gate in (INPUT, FORGET, OUTPUT):
        b[gate] += rng.permutation([OPEN, CLOSED, 0, 0])
        compare("lstm_step", entries(rng, 3), h, c, W, U, b)


@pytest.mark.criterion("lstm_step")
def test_an_lstm_of_any_memory_layout(compare, rng):
    arguments = entries(rng, 4), entries(rng, 3), entries(rng, 3), *lstm(rng, 4, 3)
    for view in (every_other, turned, backwards):
        compare("lstm_step", *map(view, arguments))
    compare.unchanged("lstm_step", *arguments)


# Sequences


@pytest.mark.criterion("forward")
def test_a_gru_reads_a_sequence(compare, rng):
    """From zeros and from a given state, with and without recurrent biases; one step."""
    weights, b_rec, h0 = gru(rng, 3, 4), entries(rng, 3, 4), entries(rng, 4)
    compare("gru_forward", entries(rng, 6, 3), *weights)
    compare("gru_forward", entries(rng, 6, 3), *weights, b_rec)
    compare("gru_forward", entries(rng, 4, 3), *weights, None, h0)
    compare("gru_forward", entries(rng, 4, 3), *weights, b_rec=b_rec, h0=-h0)
    compare("gru_forward", entries(rng, 1, 3), *weights, h0=h0)


@pytest.mark.criterion("forward")
def test_a_gru_reads_a_sequence_in_two_pieces(compare, rng):
    weights, x, b_rec = gru(rng, 2, 3), entries(rng, 7, 2), entries(rng, 3, 3)
    compare("gru_forward", x, *weights, b_rec)
    whole = compare.like("gru_forward", x, *weights, b_rec)
    first = compare.like("gru_forward", x[:3], *weights, b_rec)
    second = compare.like("gru_forward", x[3:], *weights, b_rec, first[-1])
    assert np.allclose(np.vstack([first, second]), whole, rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("forward")
def test_a_gru_reads_square_and_small_sequences_of_any_layout(compare, rng):
    for T, D, H in ((4, 4, 4), (3, 1, 1), (1, 2, 3)):
        compare("gru_forward", entries(rng, T, D), *gru(rng, D, H))
    arguments = entries(rng, 5, 4), *gru(rng, 4, 3), entries(rng, 3, 3), entries(rng, 3)
    for view in (every_other, turned, backwards):
        compare("gru_forward", *map(view, arguments))
    compare.unchanged("gru_forward", *arguments)


@pytest.mark.criterion("forward")
def test_an_lstm_reads_a_sequence(compare, rng):
    """From zeros and from given states, together or one by one; one step."""
    weights, h0, c0 = lstm(rng, 3, 4), entries(rng, 4), 2 * entries(rng, 4)
    for T in (6, 6):
        compare("lstm_forward", entries(rng, T, 3), *weights)
    compare("lstm_forward", entries(rng, 4, 3), *weights, h0, c0)
    compare("lstm_forward", entries(rng, 3, 3), *weights, h0=h0)
    compare("lstm_forward", entries(rng, 3, 3), *weights, c0=c0)
    compare("lstm_forward", entries(rng, 1, 3), *weights, h0=h0, c0=c0)


@pytest.mark.criterion("forward")
def test_an_lstm_reads_a_sequence_in_two_pieces_and_keeps_its_cell(compare, rng):
    """Over many steps, with gates that are held: as it was, and filled little by little."""
    weights, x = lstm(rng, 2, 3), entries(rng, 7, 2)
    compare("lstm_forward", x, *weights)
    whole = compare.like("lstm_forward", x, *weights)
    h, c = first = compare.like("lstm_forward", x[:4], *weights)
    second = compare.like("lstm_forward", x[4:], *weights, h[-1], c[-1])
    for early, late, all_of_it in zip(first, second, whole, strict=True):
        assert np.allclose(np.vstack([early, late]), all_of_it, rtol=1e-7, atol=1e-9)
    x, c0 = entries(rng, 30, 2), 2 * entries(rng, 3)
    compare("lstm_forward", x, *held(weights, f=OPEN), c0=c0)
    _, c = compare.like("lstm_forward", x, *held(weights, f=OPEN, i=CLOSED), c0=c0)
    assert np.allclose(c, c0, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("forward")
def test_an_lstm_reads_square_and_small_sequences_of_any_layout(compare, rng):
    for T, D, H in ((4, 4, 4), (3, 1, 1), (1, 2, 3)):
        compare("lstm_forward", entries(rng, T, D), *lstm(rng, D, H))
    arguments = entries(rng, 5, 4), *lstm(rng, 4, 3), entries(rng, 3), entries(rng, 3)
    for view in (every_other, turned, backwards):
        compare("lstm_forward", *map(view, arguments))
    compare.unchanged("lstm_forward", *arguments)


# Stacked layers


@pytest.mark.criterion("stacked")
def test_an_upper_layer_reads_the_states_below_it(compare, rng):
    """Two layers and three, all widths different."""
    compare("stacked_forward", entries(rng, 5, 3), tower(rng, 3, 4, 2))
    compare("stacked_forward", entries(rng, 4, 2), tower(rng, 2, 3, 5, 4))


@pytest.mark.criterion("stacked")
def test_an_upper_layer_reads_the_states_below_it_where_all_widths_are_equal(compare, rng):
    for T, D, layers in ((5, 3, 2), (4, 4, 4), (3, 1, 3)):
        compare("stacked_forward", entries(rng, T, D), tower(rng, D, *[D] * layers))


@pytest.mark.criterion("stacked")
def test_one_layer_and_one_step(compare, rng):
    compare("stacked_forward", entries(rng, 5, 3), tower(rng, 3, 4))
    compare("stacked_forward", entries(rng, 1, 2), tower(rng, 2, 3, 3, 2))


@pytest.mark.criterion("stacked")
def test_stacked_layers_of_any_memory_layout(compare, rng):
    x, layers = entries(rng, 4, 3), tower(rng, 3, 4, 3)
    for view in (every_other, turned, backwards):
        compare("stacked_forward", view(x), [tuple(map(view, layer)) for layer in layers])
    compare.unchanged("stacked_forward", x, layers)


# The sigmoid


@pytest.mark.criterion("stable_sigmoid")
def test_the_sigmoid_of_ordinary_numbers(compare, rng):
    compare("sigmoid", 4 * entries(rng, 6))
    compare("sigmoid", 5 * entries(rng, 4, 3))
    compare("sigmoid", np.array([0.0, 1.0, -1.0]))
    compare("sigmoid", entries(rng, 1))


@pytest.mark.criterion("stable_sigmoid")
def test_small_values_of_the_sigmoid_are_not_lost(compare, rng):
    """The logarithm of the sigmoid is z itself. Below -722 floats have too few digits to tell."""
    z = np.append(-rng.uniform(40, 700, 6), [-720.0, -rng.uniform(712, 722)])
    compare("sigmoid", rng.permutation(z))
    assert np.allclose(np.log(compare.like("sigmoid", z)), z, rtol=1e-7, atol=0)


@pytest.mark.criterion("stable_sigmoid")
def test_the_sigmoid_of_numbers_of_any_size(compare, rng):
    """Very different ones side by side, and far beyond what exp can take."""
    z = np.array([-1e4, -800, -715, -20, -1e-9, 0, 1e-9, 20, 715, 800, 1e4, -1e300, 1e300])
    compare("sigmoid", rng.permutation(z))
    compare("sigmoid", np.array([[1e4, -1e4], [-720.0, 720.0], [3.0, -3.0]]))


@pytest.mark.criterion("stable_sigmoid")
def test_the_sigmoid_of_any_memory_layout(compare, rng):
    z = 6 * entries(rng, 4, 3)
    for view in (every_other, turned, backwards):
        compare("sigmoid", view(z))
    compare.unchanged("sigmoid", z)
