"""Hidden tests of the assignment on bidirectional networks."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, turned

MODES = ("concat", "sum", "ave", "mul")


def layers(rng, D, Hf, Hb):
    """The parameters of a forward layer and of a backward layer over the same features."""
    return parameters(rng, D, Hf), parameters(rng, D, Hb)


def heads(rng, outputs, Hf, Hb):
    """The parameters of the output layer: W_fy (O, Hf), W_by (O, Hb), b_y (O,)."""
    return entries(rng, outputs, Hf), entries(rng, outputs, Hb), entries(rng, outputs)


def stable(parameters, slope=0.9):
    """The parameters of a layer whose recurrent matrix is an orthogonal one, scaled."""
    W_xh, W_hh, b_h = parameters
    return W_xh, slope * np.linalg.qr(W_hh)[0], b_h


def forward_agrees(compare, reference, *args, **kwargs):
    """Look only at the forward states, so that a wrong backward layer costs nothing here."""
    actual = compare.like("birnn_states", *args, **kwargs)[0]
    expected = reference.birnn_states(*args, **kwargs)[0]
    assert np.allclose(actual, expected, rtol=1e-7, atol=1e-9)


# Forward states


@pytest.mark.criterion("forward_states")
def test_the_forward_layer_reads_from_the_first_step(compare, reference, rng):
    for T, D, H in ((6, 3, 4), (6, 3, 4), (3, 1, 1)):
        forward_agrees(compare, reference, entries(rng, T, D), *layers(rng, D, H, H))


@pytest.mark.criterion("forward_states")
def test_the_forward_layer_reads_no_step_one_step_and_two(compare, reference, rng):
    for T in (1, 0, 2):
        forward_agrees(compare, reference, entries(rng, T, 2), *layers(rng, 2, 3, 3))


@pytest.mark.criterion("forward_states")
def test_a_changed_input_moves_no_earlier_forward_state(compare, rng):
    x, (forward, backward) = entries(rng, 6, 2), layers(rng, 2, 3, 3)
    before = compare.like("birnn_states", x, forward, backward)[0]
    x[3] += 1.0
    after = compare.like("birnn_states", x, forward, backward)[0]
    moved = np.abs(after - before).max(axis=1) > 1e-9
    assert moved.tolist() == [False, False, False, True, True, True]


@pytest.mark.criterion("forward_states")
def test_the_forward_layer_reads_any_memory_layout(compare, reference, rng):
    x, (forward, backward) = entries(rng, 5, 4), layers(rng, 4, 3, 3)
    for view in (every_other, turned, backwards):
        laid_out = tuple(view(part) for part in forward)
        forward_agrees(compare, reference, view(x), laid_out, backward)
    compare.unchanged("birnn_states", turned(x), forward, backward)
    forward_agrees(compare, reference, 300 * x, forward, backward)


# Backward states


@pytest.mark.criterion("backward_states")
def test_the_backward_layer_reads_from_the_last_step(compare, rng):
    x = entries(rng, 5, 3)
    compare("birnn_states", x, *layers(rng, 3, 4, 4))
    compare("birnn_states", x, *layers(rng, 3, 4, 4))
    for T, D, Hf, Hb in ((4, 3, 2, 4), (4, 3, 3, 3), (3, 1, 1, 1)):
        compare("birnn_states", entries(rng, T, D), *layers(rng, D, Hf, Hb))


@pytest.mark.criterion("backward_states")
def test_the_backward_layer_reads_sequences_of_no_one_and_many_steps(compare, rng):
    for T in (1, 0, 2, 110):
        compare("birnn_states", entries(rng, T, 2), *layers(rng, 2, 3, 3))


@pytest.mark.criterion("backward_states")
def test_a_changed_input_moves_no_later_backward_state(compare, rng):
    x, (forward, backward) = entries(rng, 6, 2), layers(rng, 2, 3, 3)
    before = compare.like("birnn_states", x, forward, backward)[1]
    x[2] += 1.0
    after = compare.like("birnn_states", x, forward, backward)[1]
    moved = np.abs(after - before).max(axis=1) > 1e-9
    assert moved.tolist() == [True, True, True, False, False, False]


@pytest.mark.criterion("backward_states")
def test_a_palindrome_read_with_equal_weights_gives_mirrored_states(compare, rng):
    half = entries(rng, 3, 2)
    forward, other = layers(rng, 2, 3, 3)
    palindrome = np.vstack([half, half[::-1]])
    h_f, h_b = compare.like("birnn_states", palindrome, forward, forward)
    assert np.allclose(h_b, h_f[::-1], rtol=1e-7, atol=1e-9)
    compare("birnn_states", palindrome, forward, other)
    compare("birnn_states", palindrome, other, other)


@pytest.mark.criterion("backward_states")
def test_the_backward_layer_reads_any_memory_layout(compare, rng):
    x, (forward, backward) = entries(rng, 5, 4), layers(rng, 4, 3, 3)
    for view in (every_other, turned, backwards):
        laid_out = tuple(view(part) for part in backward)
        compare("birnn_states", view(x), forward, laid_out)
    compare.unchanged("birnn_states", x, forward, backward)
    compare("birnn_states", 300 * x, forward, backward)


# Initial states


@pytest.mark.criterion("initial_states")
def test_the_forward_layer_starts_from_its_initial_state(compare, reference, rng):
    x, directions = entries(rng, 5, 3), layers(rng, 3, 4, 4)
    start = entries(rng, 4)
    for h0 in (start, backwards(-start)):
        forward_agrees(compare, reference, x, *directions, h0)
    forward_agrees(compare, reference, x[:1], *directions, h0_forward=start)
    compare.unchanged("birnn_states", x, *directions, h0_forward=start)


@pytest.mark.criterion("initial_states")
def test_the_backward_layer_starts_from_its_initial_state(compare, rng):
    x, directions = entries(rng, 5, 3), layers(rng, 3, 4, 2)
    start = entries(rng, 2)
    for h0 in (start, every_other(-start)):
        compare("birnn_states", x, *directions, h0_backward=h0)
    compare("birnn_states", x[:1], *directions, None, start)
    compare.unchanged("birnn_states", x, *directions, h0_backward=start)


@pytest.mark.criterion("initial_states")
def test_both_layers_start_from_their_own_initial_states(compare, rng):
    x, directions = entries(rng, 4, 2), layers(rng, 2, 3, 3)
    starts = entries(rng, 3), entries(rng, 3)
    compare("birnn_states", x, *directions, *starts)
    compare("birnn_states", x, *directions, h0_backward=starts[0], h0_forward=starts[1])
    compare("birnn_states", x, *directions, starts[0])
    compare("birnn_states", x, *directions, h0_backward=starts[1])
    compare("birnn_states", x[:0], *directions, *starts)
    compare.unchanged("birnn_states", x, *directions, *starts)


@pytest.mark.criterion("initial_states")
def test_a_sequence_can_be_read_in_two_pieces(compare, rng):
    x, (forward, backward) = entries(rng, 7, 2), layers(rng, 2, 3, 2)
    h_f, h_b = compare.like("birnn_states", x, forward, backward)
    early, late = x[:4], x[4:]
    first, after = (
        compare.like("birnn_states", piece, forward, backward) for piece in (early, late)
    )
    last = compare.like("birnn_states", late, forward, backward, h0_forward=first[0][-1])
    before = compare.like("birnn_states", early, forward, backward, h0_backward=after[1][0])
    assert not np.allclose(last[0], after[0])
    assert not np.allclose(before[1], first[1])
    assert np.allclose(np.vstack([first[0], last[0]]), h_f, rtol=1e-7, atol=1e-9)
    assert np.allclose(np.vstack([before[1], after[1]]), h_b, rtol=1e-7, atol=1e-9)


# Merging


@pytest.mark.criterion("merge")
def test_concatenating_puts_the_forward_state_first(compare, rng):
    for T, Hf, Hb in ((5, 3, 3), (5, 3, 3), (4, 2, 5)):
        h_f, h_b = entries(rng, T, Hf), entries(rng, T, Hb)
        compare("merge_states", h_f, h_b)
    compare("merge_states", h_f, h_b, "concat")


@pytest.mark.criterion("merge")
def test_the_average_is_half_of_the_sum(compare, rng):
    for T, H in ((5, 3), (5, 3), (3, 4)):
        compare("merge_states", entries(rng, T, H), entries(rng, T, H), "ave")


@pytest.mark.criterion("merge")
def test_sums_and_products_are_taken_entry_by_entry(compare, rng):
    for T, H in ((5, 3), (5, 3)):
        h_f, h_b = entries(rng, T, H), entries(rng, T, H)
        compare("merge_states", h_f, h_b, "sum")
        compare("merge_states", h_f, h_b, mode="mul")


@pytest.mark.criterion("merge")
def test_all_modes_merge_no_step_and_one_step(compare, rng):
    for T, H in ((1, 3), (0, 3)):
        h_f, h_b = entries(rng, T, H), entries(rng, T, H)
        for mode in MODES:
            compare("merge_states", h_f, h_b, mode=mode)
    compare("merge_states", entries(rng, 0, 2), entries(rng, 0, 3))


@pytest.mark.criterion("merge")
def test_all_modes_merge_any_memory_layout_and_change_nothing(compare, rng):
    h_f, h_b = entries(rng, 4, 3), entries(rng, 4, 3)
    for mode, view in zip(MODES, (turned, every_other, backwards, turned), strict=True):
        compare("merge_states", view(h_f), h_b, mode)
        compare("merge_states", h_f, view(h_b), mode)
        compare.unchanged("merge_states", h_f, h_b, mode)


@pytest.mark.criterion("merge")
def test_an_unknown_mode_is_refused(compare, rng):
    h_f, h_b = entries(rng, 3, 2), entries(rng, 3, 2)
    compare("merge_states", h_f, h_b, "sum")
    for mode in ("average", "m", "", "Sum"):
        compare("merge_states", h_f, h_b, mode)


# Outputs


@pytest.mark.criterion("outputs")
def test_the_output_adds_both_directions_and_one_bias(compare, rng):
    for T, Hf, Hb, outputs in ((5, 3, 4, 2), (5, 3, 4, 2), (4, 3, 3, 3), (3, 2, 2, 1)):
        states = entries(rng, T, Hf), entries(rng, T, Hb)
        compare("birnn_outputs", *states, *heads(rng, outputs, Hf, Hb))
    for T, outputs in ((1, 2), (0, 2)):
        states = entries(rng, T, 3), entries(rng, T, 2)
        compare("birnn_outputs", *states, *heads(rng, outputs, 3, 2))


@pytest.mark.criterion("outputs")
def test_outputs_come_from_any_memory_layout_and_change_nothing(compare, rng):
    arguments = entries(rng, 4, 3), entries(rng, 4, 3), *heads(rng, 3, 3, 3)
    for view in (every_other, turned, backwards):
        compare("birnn_outputs", *(view(argument) for argument in arguments))
    compare.unchanged("birnn_outputs", *arguments)


# Final states


@pytest.mark.criterion("final_states")
def test_the_final_states_have_read_the_whole_sequence(compare, rng):
    for T, Hf, Hb in ((5, 3, 3), (5, 3, 3), (3, 2, 4)):
        h_f, h_b = entries(rng, T, Hf), entries(rng, T, Hb)
        compare("final_states", h_f, h_b)
    compare("final_states", backwards(h_f), turned(h_b))
    compare("final_states", h_f[:1], h_b[:1])
    compare.unchanged("final_states", h_f, h_b)


@pytest.mark.criterion("final_states")
def test_an_empty_sequence_has_no_final_states(compare, rng):
    h_f, h_b = entries(rng, 4, 2), entries(rng, 4, 3)
    compare("final_states", h_f, h_b)
    compare("final_states", h_f[:0], h_b[:0])


# Gradients


@pytest.mark.criterion("gradients")
def test_the_gradients_come_from_both_sweeps(compare, rng):
    x, d = entries(rng, 5, 3), entries(rng, 5, 2)
    for Hf, Hb in ((4, 4), (4, 4), (2, 4)):
        compare("birnn_gradients", x, d, *layers(rng, 3, Hf, Hb), *heads(rng, 2, Hf, Hb))


@pytest.mark.criterion("gradients")
def test_the_gradients_take_the_initial_states_into_account(compare, rng):
    x, d = entries(rng, 4, 3), entries(rng, 4, 2)
    for Hf, Hb in ((3, 2), (4, 4)):
        network = *layers(rng, 3, Hf, Hb), *heads(rng, 2, Hf, Hb)
        starts = entries(rng, Hf), entries(rng, Hb)
        compare("birnn_gradients", x, d, *network, *starts)
    compare("birnn_gradients", x, d, *network, h0_backward=starts[1])
    compare("birnn_gradients", x, d, *network, h0_forward=starts[0])


@pytest.mark.criterion("gradients")
def test_the_loss_and_the_output_layer_gradients_need_no_sweep(compare, reference, rng):
    x, d = entries(rng, 5, 3), entries(rng, 5, 2)
    network = *layers(rng, 3, 4, 4), *heads(rng, 2, 4, 4)
    loss, gradients = compare.like("birnn_gradients", x, d, *network)
    right, expected = reference.birnn_gradients(x, d, *network)
    assert abs(loss - right) <= 1e-10 * right
    for name in ("W_fy", "W_by", "b_y"):
        assert np.allclose(gradients[name], expected[name], rtol=1e-6, atol=1e-8)


@pytest.mark.criterion("gradients")
def test_the_forward_layer_gradients_come_from_its_own_sweep(compare, reference, rng):
    x, d = entries(rng, 5, 3), entries(rng, 5, 2)
    network = *layers(rng, 3, 4, 4), *heads(rng, 2, 4, 4)
    start = entries(rng, 4)
    _, gradients = compare.like("birnn_gradients", x, d, *network, start)
    _, expected = reference.birnn_gradients(x, d, *network, start)
    for name in ("W_xh_f", "W_hh_f", "b_h_f"):
        assert np.allclose(gradients[name], expected[name], rtol=1e-6, atol=1e-8)


@pytest.mark.criterion("gradients")
def test_the_gradients_of_short_sequences_and_of_small_errors(compare, reference, rng):
    network = *layers(rng, 3, 2, 4), *heads(rng, 2, 2, 4)
    starts = entries(rng, 2), entries(rng, 4)
    x, d = entries(rng, 2, 3), entries(rng, 2, 2)
    compare("birnn_gradients", x, d, *network)
    compare("birnn_gradients", x[:1], d[:1], *network, *starts)
    x, d = entries(rng, 3, 1), entries(rng, 3, 1)
    compare("birnn_gradients", x, d, *layers(rng, 1, 1, 1), *heads(rng, 1, 1, 1))

    x, (forward, backward), head = entries(rng, 3, 2), layers(rng, 2, 3, 2), heads(rng, 2, 3, 2)
    y = reference.birnn_outputs(*reference.birnn_states(x, forward, backward), *head)
    for error in (0.03 * entries(rng, 3, 2), 0.0):
        compare("birnn_gradients", x, y + error, forward, backward, *head)


@pytest.mark.criterion("gradients")
def test_the_gradients_reach_across_a_long_sequence(compare, rng):
    forward, backward = (stable(layer, 0.98) for layer in layers(rng, 2, 3, 3))
    x, d = 0.1 * entries(rng, 40, 2), 20 * entries(rng, 40, 2)
    network = forward, backward, *heads(rng, 2, 3, 3)
    compare("birnn_gradients", x, d, *network)


@pytest.mark.criterion("gradients")
def test_the_gradients_come_from_any_memory_layout_and_change_nothing(compare, rng):
    x, d = entries(rng, 4, 3), entries(rng, 4, 2)
    layer, other = layers(rng, 3, 3, 3)
    head, starts = heads(rng, 2, 3, 3), (entries(rng, 3), entries(rng, 3))
    for view in (every_other, turned, backwards):
        directions = (tuple(view(part) for part in direction) for direction in (layer, other))
        compare("birnn_gradients", view(x), view(d), *directions, *(view(part) for part in head))
    compare.unchanged("birnn_gradients", x, d, layer, other, *head, *starts)
