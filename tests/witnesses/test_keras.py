"""States of the references are those of Keras, also where PyTorch has no layer.

Keras keeps kernels for row vectors, x @ kernel: the transposes of ours. Its own matrix product
computes in float32 on PyTorch, whatever the dtype of a layer (Keras 3.15), so most layers agree
to SINGLE. GRU(reset_after=True) and LSTM are handed to PyTorch whole, and agree to float64.
"""

import numpy as np
import pytest

SINGLE = {"rtol": 1e-5, "atol": 2e-6}
# T, D, H
SHAPES = [(1, 1, 1), (1, 3, 2), (2, 1, 5), (6, 3, 3), (9, 4, 2)]
shapes = pytest.mark.parametrize("shape", SHAPES, ids=str)


@pytest.fixture
def run():
    """Give a layer of Keras these weights, and one sequence (T, D) as a batch of one."""

    def states(layer, x, *weights):
        layer.build((1, *x.shape))
        layer.set_weights(weights)
        return layer(x[None])[0]

    return states


def beside(blocks):
    """Our blocks (n, H, D) as Keras has them, side by side: (D, n * H)."""
    return np.concatenate([block.T for block in blocks], axis=1)


def simple(direction):
    """Our W_xh, W_hh, b_h as the weights of a SimpleRNN."""
    W_xh, W_hh, b_h = direction
    return W_xh.T, W_hh.T, b_h


@shapes
def test_the_tanh_recurrence_is_simple_rnn(keras, load_reference, arrays, run, same, shape):
    T, D, H = shape
    work = load_reference("tanh_recurrence")
    x, *weights = arrays((T, D), (H, D), (H, H), (H,))
    states = work.rnn_forward(x, *weights)
    for sequences, ours in ((True, states), (False, states[-1])):
        layer = keras.layers.SimpleRNN(H, return_sequences=sequences, dtype="float64")
        same(ours, run(layer, x, *simple(weights)), **SINGLE)


@shapes
@pytest.mark.parametrize("mode", ["concat", "sum", "ave", "mul"])
def test_both_directions_are_bidirectional(keras, load_reference, arrays, run, same, shape, mode):
    T, D, H = shape
    work = load_reference("bidirectional")
    x, *weights = arrays((T, D), *2 * ((H, D), (H, H), (H,)))
    forward, backward = weights[:3], weights[3:]
    h_f, h_b = work.birnn_states(x, forward, backward)
    last = work.merge_states(h_f[-1:], h_b[:1], mode)[0]
    for sequences, ours in ((True, work.merge_states(h_f, h_b, mode)), (False, last)):
        layer = keras.layers.SimpleRNN(H, return_sequences=sequences, dtype="float64")
        both = keras.layers.Bidirectional(layer, merge_mode=mode, dtype="float64")
        same(ours, run(both, x, *simple(forward), *simple(backward)), **SINGLE)


@shapes
@pytest.mark.parametrize("reset_after", [True, False])
def test_the_gru_is_that_of_keras_in_both_variants(
    keras, load_reference, arrays, run, same, shape, reset_after
):
    """Keras stacks z, r, g as we do; with reset_after its bias has two rows, the input's first."""
    T, D, H = shape
    x, W, U, b, b_rec = arrays((T, D), (3, H, D), (3, H, H), (3, H), (3, H))
    layer = keras.layers.GRU(H, return_sequences=True, reset_after=reset_after, dtype="float64")
    bias = np.stack([b.ravel(), b_rec.ravel()]) if reset_after else b.ravel()
    states = run(layer, x, beside(W), beside(U), bias)
    work = load_reference("gated_cells")
    ours = work.gru_forward(x, W, U, b, b_rec if reset_after else None)
    same(ours, states, **({} if reset_after else SINGLE))


@shapes
def test_the_lstm_is_that_of_keras(keras, load_reference, arrays, run, same, shape):
    """Keras stacks i, f, g, o as we do, with one bias."""
    T, D, H = shape
    x, W, U, b = arrays((T, D), (4, H, D), (4, H, H), (4, H))
    layer = keras.layers.LSTM(H, return_sequences=True, dtype="float64")
    states = run(layer, x, beside(W), beside(U), b.ravel())
    same(load_reference("gated_cells").lstm_forward(x, W, U, b)[0], states)


@pytest.mark.parametrize("steps", [1, 3, 6])
def test_the_linear_unit_is_a_simple_rnn_without_activation(
    keras, load_reference, arrays, run, same, steps
):
    x, (W, U, b) = np.arange(steps)[None] % 10, arrays((3,))[0]
    layer = keras.layers.SimpleRNN(1, activation=None, dtype="float64")
    last = run(layer, x[0][:, None], np.array([[W]]), np.array([[U]]), np.array([b]))
    same(load_reference("training_sum").linear_rnn(x, W, U, b), last, **SINGLE)


@pytest.mark.parametrize(("B", "L", "D", "H"), [(1, 1, 1, 1), (1, 4, 2, 3), (5, 6, 3, 2)])
def test_masked_steps_keep_the_state_as_in_keras(keras, load_reference, arrays, same, B, L, D, H):
    """Any pattern of steps: also none of a sequence, and gaps between them."""
    x, *weights = arrays((B, L, D), (H, D), (H, H), (H,))
    mask = np.random.default_rng([B, L]).random((B, L)) < 0.6
    mask[0] = np.arange(L) % 2 == 0
    mask[B // 2] &= B == 1
    layer = keras.layers.SimpleRNN(H, dtype="float64")
    layer.build(x.shape)
    layer.set_weights(simple(weights))
    last = layer(x, mask=keras.ops.convert_to_tensor(mask))
    same(load_reference("sequence_encoding").masked_last_state(x, mask, *weights), last, **SINGLE)
