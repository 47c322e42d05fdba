"""The worked example of the handout, and what must hold of every gated cell."""

import gated_cells as work
import numpy as np
import pytest


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X_T, H_PREV, C_PREV = np.array([1.0, -0.5]), np.array([0.2, -0.4]), np.array([0.5, -1.0])
GRU = det((3, 2, 2), 1), det((3, 2, 2), 2), det((3, 2), 3)
B_REC = det((3, 2), 4)
LSTM = det((4, 2, 2), 1), det((4, 2, 2), 2), det((4, 2), 3)
LAYERS = [
    (det((2, 2), 1), det((2, 2), 2), det((2,), 3)),
    (det((3, 2), 4), det((3, 3), 5), det((3,), 6)),
]


def close(actual, expected):
    """Compare with numbers that are printed with seven digits."""
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, atol=2e-7)


def test_the_sigmoid_of_zero_is_one_half():
    """The sigmoid of 0 is 1/2, and those of 2 and -2 add up to 1."""
    s = work.sigmoid(np.array([-2.0, 0.0, 2.0]))
    assert close(s, [0.1192029, 0.5, 0.8807971])


def test_the_sigmoid_of_large_numbers_is_finite_and_small_values_are_not_lost():
    """The sigmoid of large numbers is finite, and that of -720 is small, but not 0."""
    s = work.sigmoid(np.array([10000.0, -10000.0, -720.0]))
    assert np.array_equal(s[:2], [1.0, 0.0])
    assert s[2] == pytest.approx(2.0322e-313, rel=1e-4, abs=0)


def test_a_step_of_a_gru_without_recurrent_biases():
    """One step of a GRU without b_rec: the reset gate acts before the product."""
    h = work.gru_step(X_T, H_PREV, *GRU)
    assert close(h, [-0.1043724, -0.1952326])


def test_a_step_of_a_gru_with_recurrent_biases():
    """With b_rec the reset gate acts after the product, also where b_rec is all zeros."""
    h = work.gru_step(X_T, H_PREV, *GRU, B_REC)
    assert close(h, [0.1058796, -0.1050758])
    h = work.gru_step(X_T, H_PREV, *GRU, 0 * B_REC)
    assert close(h, [-0.1222035, -0.1959771])


def test_an_open_update_gate_keeps_the_state():
    """With z = 1 the old state stays, and nothing of the candidate comes in."""
    W, U, b = GRU
    keep = b + np.array([[1000.0], [0.0], [0.0]])
    h = work.gru_step(X_T, H_PREV, W, U, keep)
    assert close(h, H_PREV)


def test_a_step_of_an_lstm():
    """One step of an LSTM gives the new state and the new cell, in this order."""
    h, c = work.lstm_step(X_T, H_PREV, C_PREV, *LSTM)
    assert close(h, [0.1104691, -0.0980697])
    assert close(c, [0.2212125, -0.2658503])


def test_a_sequence_of_one_step_is_a_step():
    """A sequence of one step, from given initial states, is that step as a row."""
    x = X_T[None]
    h = work.gru_forward(x, *GRU, h0=H_PREV)
    assert close(h, [[-0.1043724, -0.1952326]])
    h, c = work.lstm_forward(x, *LSTM, h0=H_PREV, c0=C_PREV)
    assert close(h, [[0.1104691, -0.0980697]])
    assert close(c, [[0.2212125, -0.2658503]])


def test_a_sequence_hands_state_and_cell_on():
    """The second row of a sequence is a step from the first, with its state and its cell."""
    x = np.array([X_T, -X_T])
    h = work.gru_forward(x, *GRU)
    second = work.gru_step(x[1], h[0], *GRU)
    assert close(h[1], second)
    h, c = work.lstm_forward(x, *LSTM)
    state, cell = work.lstm_step(x[1], h[0], c[0], *LSTM)
    assert close(h[1], state)
    assert close(c[1], cell)


def test_an_upper_layer_reads_the_states_below_it():
    """The upper layer reads the states of the lower one: their last step in the handout."""
    lower, upper = work.stacked_forward(det((3, 2), 5), LAYERS)
    assert close(lower[2], [0.1714254, 0.3288026])
    assert upper.shape == (3, 3)
    assert close(upper[2], [0.0171104, -0.2686971, 0.4377998])
