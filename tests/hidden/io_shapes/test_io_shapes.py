"""Hidden tests of io_shapes. Sizes are different unless a test says otherwise."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, turned


def cell(rng, features, width, outputs):
    """The parameters of the cell and of its output: W_xh, W_hh, b_h, W_hy, b_y."""
    return *parameters(rng, features, width), entries(rng, outputs, width), entries(rng, outputs)


def pair(rng, features, width, outputs):
    """Encoder, decoder, W_hy and b_y."""
    encoder, decoder = parameters(rng, features, width), parameters(rng, outputs, width)
    return encoder, decoder, entries(rng, outputs, width), entries(rng, outputs)


def views(arrays):
    """The same arrays, each in another memory layout."""
    kinds = turned, backwards, every_other
    return tuple(kinds[place % 3](array) for place, array in enumerate(arrays))


# One to one


@pytest.mark.criterion("one_to_one")
def test_one_step(compare, rng):
    for features, width, outputs in ((3, 4, 2), (3, 4, 2), (3, 3, 3), (1, 1, 1), (4, 2, 1)):
        compare("one_to_one", entries(rng, features), *cell(rng, features, width, outputs))


@pytest.mark.criterion("one_to_one")
def test_one_step_from_a_start_state(compare, rng):
    x, arrays, h0 = entries(rng, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    compare("one_to_one", x, *arrays, h0)
    compare("one_to_one", x, *arrays, h0=-2 * h0)
    compare("one_to_one", x, *arrays, h0=None)
    compare("one_to_one", np.zeros(3), *arrays, h0=np.array([0.5, 0.0, -0.5, 0.0]))
    compare("one_to_one", entries(rng, 4), *cell(rng, 4, 4, 4), h0)


@pytest.mark.criterion("one_to_one")
def test_one_step_of_views(compare, rng):
    x, arrays, h0 = entries(rng, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    compare("one_to_one", every_other(x), *views(arrays), backwards(h0))
    compare("one_to_one", 30 * x, *arrays[:4], 5 * arrays[4])
    compare.unchanged("one_to_one", x, *arrays, h0)


# One to many


@pytest.mark.criterion("one_to_many")
def test_the_input_is_read_at_the_first_step(compare, rng):
    for steps, features, width, outputs in ((5, 3, 4, 2), (3, 3, 4, 2), (4, 3, 3, 3)):
        compare("one_to_many", entries(rng, features), steps, *cell(rng, features, width, outputs))


@pytest.mark.criterion("one_to_many")
def test_one_to_many_from_a_start_state(compare, rng):
    x, arrays, h0 = entries(rng, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    compare("one_to_many", x, 4, *arrays, h0)
    compare("one_to_many", x, steps=3, h0=-h0, **named(arrays))
    compare("one_to_many", np.zeros(3), 3, *arrays, h0)
    compare("one_to_many", x, 4, *arrays, None)


def named(arrays):
    """The parameters of a cell by their names."""
    return dict(zip(("W_xh", "W_hh", "b_h", "W_hy", "b_y"), arrays, strict=True))


@pytest.mark.criterion("one_to_many")
def test_one_to_many_of_no_one_and_many_steps(compare, rng):
    x, arrays, h0 = entries(rng, 2), cell(rng, 2, 3, 4), entries(rng, 3)
    compare("one_to_many", x, 2, *arrays)
    compare("one_to_many", x, 1, *arrays, h0)
    compare("one_to_many", x, 0, *arrays)
    compare("one_to_many", x, 0, *arrays, h0)
    compare("one_to_many", x, 40, *arrays)
    compare("one_to_many", entries(rng, 1), 3, *cell(rng, 1, 1, 1))


@pytest.mark.criterion("one_to_many")
def test_more_steps_continue_fewer(compare, rng):
    x, arrays = entries(rng, 3), cell(rng, 3, 4, 2)
    compare("one_to_many", x, 6, *arrays)
    few, many = (compare.like("one_to_many", x, steps, *arrays) for steps in (2, 6))
    assert np.allclose(many[:2], few, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("one_to_many")
def test_one_to_many_of_views(compare, rng):
    x, arrays, h0 = entries(rng, 4), cell(rng, 4, 3, 2), entries(rng, 3)
    compare("one_to_many", backwards(x), 3, *views(arrays), every_other(h0))
    compare("one_to_many", 50 * x, 3, *arrays[:4], 5 * arrays[4])
    compare.unchanged("one_to_many", x, 3, *arrays, h0)


# Many to one


@pytest.mark.criterion("many_to_one")
def test_the_output_after_the_last_step(compare, rng):
    for steps, features, width, outputs in ((6, 3, 4, 2), (6, 3, 4, 2), (3, 3, 3, 3), (4, 4, 2, 4)):
        compare("many_to_one", entries(rng, steps, features), *cell(rng, features, width, outputs))


@pytest.mark.criterion("many_to_one")
def test_many_to_one_from_a_start_state(compare, rng):
    x, arrays, h0 = entries(rng, 2, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    compare("many_to_one", x, *arrays, h0)
    compare("many_to_one", x, *arrays, h0=-2 * h0)
    compare("many_to_one", x, *arrays, None)


@pytest.mark.criterion("many_to_one")
def test_one_step_and_many_steps(compare, rng):
    arrays, h0 = cell(rng, 2, 3, 4), entries(rng, 3)
    compare("many_to_one", entries(rng, 1, 2), *arrays)
    compare("many_to_one", entries(rng, 1, 2), *arrays, h0)
    compare("many_to_one", entries(rng, 60, 2), *arrays)
    compare("many_to_one", entries(rng, 3, 1), *cell(rng, 1, 1, 1))


@pytest.mark.criterion("many_to_one")
def test_many_to_one_of_views(compare, rng):
    x, arrays, h0 = entries(rng, 4, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    for view in (every_other, turned, backwards):
        compare("many_to_one", view(x), *views(arrays), backwards(h0))
    x[-1] = x[0]
    compare("many_to_one", x, *arrays)
    compare.unchanged("many_to_one", x, *arrays, h0)


# Many to many


@pytest.mark.criterion("many_to_many")
def test_an_output_for_each_step(compare, rng):
    for steps, features, width, outputs in ((6, 3, 4, 2), (6, 3, 4, 2), (3, 3, 3, 3), (4, 2, 5, 4)):
        compare("many_to_many", entries(rng, steps, features), *cell(rng, features, width, outputs))


@pytest.mark.criterion("many_to_many")
def test_many_to_many_from_a_start_state(compare, rng):
    x, arrays, h0 = entries(rng, 4, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    compare("many_to_many", x, *arrays, h0)
    compare("many_to_many", x, *arrays, h0=-2 * h0)
    whole = compare.like("many_to_many", x, *arrays, h0)
    head = compare.like("many_to_many", x[:2], *arrays, h0)
    assert np.allclose(whole[:2], head, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("many_to_many")
def test_one_output_and_many_outputs(compare, rng):
    arrays, h0 = cell(rng, 2, 3, 4), entries(rng, 3)
    compare("many_to_many", entries(rng, 1, 2), *arrays)
    compare("many_to_many", entries(rng, 1, 2), *arrays, h0)
    compare("many_to_many", entries(rng, 60, 2), *arrays)
    compare("many_to_many", entries(rng, 3, 1), *cell(rng, 1, 1, 1))
    compare("many_to_many", entries(rng, 3, 2), *cell(rng, 2, 3, 1))


@pytest.mark.criterion("many_to_many")
def test_many_to_many_of_views(compare, rng):
    x, arrays, h0 = entries(rng, 4, 3), cell(rng, 3, 4, 2), entries(rng, 4)
    for view in (every_other, turned, backwards):
        compare("many_to_many", view(x), *views(arrays), backwards(h0))
    compare("many_to_many", 30 * x, *arrays[:4], 5 * arrays[4])
    compare.unchanged("many_to_many", x, *arrays, h0)


# Encoder and decoder


@pytest.mark.criterion("encoder_decoder")
def test_a_decoder_goes_on(compare, rng):
    """Of equal widths, so that no wrong vector can be told by its length, and of different ones."""
    compare("encoder_decoder", entries(rng, 4, 3), 5, *pair(rng, 3, 3, 3))
    compare("encoder_decoder", entries(rng, 4, 3), 5, *pair(rng, 3, 3, 3))
    compare("encoder_decoder", entries(rng, 3, 2), 4, *pair(rng, 2, 4, 2))
    compare("encoder_decoder", entries(rng, 5, 3), 3, *pair(rng, 3, 4, 2))


@pytest.mark.criterion("encoder_decoder")
def test_the_start_state_is_the_encoder_s(compare, rng):
    x, layers, h0 = entries(rng, 3, 3), pair(rng, 3, 3, 3), entries(rng, 3)
    compare("encoder_decoder", x, 3, *layers, h0)
    compare("encoder_decoder", x, 3, *layers, h0=-2 * h0)
    compare("encoder_decoder", x[:1], 2, *layers, h0)
    compare("encoder_decoder", entries(rng, 2, 2), 3, *pair(rng, 2, 3, 4), h0)


@pytest.mark.criterion("encoder_decoder")
def test_a_decoder_of_no_one_and_many_steps(compare, rng):
    x, layers = entries(rng, 4, 2), pair(rng, 2, 3, 3)
    compare("encoder_decoder", x, 2, *layers)
    compare("encoder_decoder", x, 1, *layers)
    compare("encoder_decoder", x, 0, *layers)
    compare("encoder_decoder", x, 30, *layers)
    compare("encoder_decoder", entries(rng, 40, 2), 3, *layers)
    compare("encoder_decoder", entries(rng, 2, 1), 3, *pair(rng, 1, 1, 1))
    compare("encoder_decoder", entries(rng, 2, 3), 3, *pair(rng, 3, 4, 1))


@pytest.mark.criterion("encoder_decoder")
def test_the_decoder_reads_what_it_said(compare, rng):
    """Outputs far beyond 1: they are fed back as they are."""
    encoder, decoder, W_hy, b_y = pair(rng, 2, 3, 3)
    x, small = entries(rng, 3, 2), (0.1 * decoder[0], *decoder[1:])
    compare("encoder_decoder", x, 4, encoder, small, 5 * W_hy, 5 * b_y)
    compare("encoder_decoder", x, 4, encoder, small, W_hy, np.zeros(3))
    found = compare.like("encoder_decoder", x, 5, encoder, decoder, W_hy, b_y)
    head = compare.like("encoder_decoder", x, 2, encoder, decoder, W_hy, b_y)
    assert np.allclose(found[:2], head, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("encoder_decoder")
def test_the_decoder_hears_the_whole_sequence(compare, rng):
    x, layers = entries(rng, 3, 3), pair(rng, 3, 3, 3)
    compare("encoder_decoder", x, 3, *layers)
    before = compare.like("encoder_decoder", x, 3, *layers)
    for t in range(3):
        other = x.copy()
        other[t] += 1.0
        compare("encoder_decoder", other, 3, *layers)
        assert not np.allclose(compare.like("encoder_decoder", other, 3, *layers)[0], before[0])


@pytest.mark.criterion("encoder_decoder")
def test_encoder_and_decoder_of_views(compare, rng):
    x, (encoder, decoder, *head), h0 = entries(rng, 4, 3), pair(rng, 3, 3, 3), entries(rng, 3)
    laid_out = views(encoder), views(decoder), *views(head)
    for view in (every_other, turned, backwards):
        compare("encoder_decoder", view(x), 3, *laid_out, backwards(h0))
    compare.unchanged("encoder_decoder", x, 3, encoder, decoder, *head, h0)


# Batches


@pytest.mark.criterion("batch")
def test_each_sequence_ends_at_its_own_length(compare, rng):
    for steps, features, width, outputs in ((5, 3, 4, 2), (4, 3, 3, 3), (3, 4, 2, 3)):
        x, lengths = entries(rng, 4, steps, features), np.array([2, steps, 1, steps - 1])
        compare("batch_many_to_one", x, lengths, *cell(rng, features, width, outputs))
    x = entries(rng, 3, 3, 3)
    x[0, 1:] = x[2, 2:] = x[1, 1] = 0
    compare("batch_many_to_one", x, np.array([1, 3, 2]), *cell(rng, 3, 3, 3))


@pytest.mark.criterion("batch")
def test_all_sequences_start_from_one_state(compare, rng):
    x, lengths, arrays = entries(rng, 4, 4, 2), np.array([3, 1, 4, 2]), cell(rng, 2, 4, 3)
    h0 = entries(rng, 4)
    compare("batch_many_to_one", x, lengths, *arrays, h0)
    compare("batch_many_to_one", x, lengths, *arrays, h0=-2 * h0)
    compare("batch_many_to_one", x, lengths, *arrays, None)
    compare("batch_many_to_one", x[:3], lengths[:3], *arrays, h0)


@pytest.mark.criterion("batch")
def test_what_stands_behind_a_sequence_does_not_count(compare, reference, rng):
    x, lengths, arrays = entries(rng, 3, 5, 3), np.array([2, 5, 3]), cell(rng, 3, 4, 2)
    x[0, 2:] = 100.0
    x[2, 3:] = -100.0
    compare("batch_many_to_one", x, lengths, *arrays)
    found = compare.like("batch_many_to_one", x, lengths, *arrays)
    for row, length, output in zip(x, lengths, found, strict=True):
        alone = reference.many_to_one(row[:length], *arrays)
        assert np.allclose(output, alone, rtol=1e-7, atol=1e-9)


@pytest.mark.criterion("batch")
def test_small_and_full_batches(compare, rng):
    arrays = cell(rng, 2, 3, 4)
    compare("batch_many_to_one", entries(rng, 1, 3, 2), np.array([2]), *arrays)
    compare("batch_many_to_one", entries(rng, 3, 1, 2), np.array([1, 1, 1]), *arrays)
    compare("batch_many_to_one", entries(rng, 2, 4, 2), np.array([4, 4]), *arrays, entries(rng, 3))
    compare("batch_many_to_one", entries(rng, 2, 3, 1), np.array([3, 2]), *cell(rng, 1, 1, 1))
    compare("batch_many_to_one", entries(rng, 2, 30, 2), np.array([30, 17]), *arrays)


@pytest.mark.criterion("batch")
def test_batches_of_views(compare, rng):
    x, arrays, h0 = entries(rng, 3, 4, 2), cell(rng, 2, 3, 4), entries(rng, 3)
    lengths = np.array([3, 4, 1])
    time_last = np.ascontiguousarray(x.transpose(0, 2, 1)).transpose(0, 2, 1)
    compare("batch_many_to_one", time_last, np.repeat(lengths, 2)[::2], *views(arrays), h0)
    compare("batch_many_to_one", backwards(x), backwards(lengths), *arrays, every_other(h0))
    compare("batch_many_to_one", every_other(x), lengths.astype(np.int32), *arrays)
    compare.unchanged("batch_many_to_one", x, lengths, *arrays, h0)
