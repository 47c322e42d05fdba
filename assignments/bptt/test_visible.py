"""Visible tests of back-propagation through time: the worked examples of the handout."""

import bptt as work
import numpy as np
import pytest

X = np.array([[-0.4, 0.3], [-0.1, -0.5], [0.2, -0.2]])
D = np.array([[0.5], [-0.5], [1.0]])
W_XH = np.array([[-0.3, 0.4], [0.0, -0.4]])
W_HH = np.array([[-0.2, 0.5], [0.1, -0.3]])
W_HY = np.array([[-0.1, -0.5]])
NETWORK = (X, D, W_XH, W_HH, np.zeros(2), W_HY, np.zeros(1))
H = np.array([[0.2354957, -0.1194273], [-0.2699527, 0.2537134], [0.0408246, -0.0231052]])
DELTA_OUT = np.array([[-0.4638359], [0.4001385], [-0.9925299]])
DELTA_H = np.array([[0.0191506, 0.3067539], [-0.0094858, -0.2800578], [0.0990876, 0.4960000]])


def close(actual, expected):
    """Equal to the seven digits that the handout prints."""
    assert isinstance(actual, np.ndarray)
    assert actual.shape == np.shape(expected)
    return np.allclose(actual, expected, rtol=0.0, atol=5e-7)


def test_the_output_error_is_output_minus_target():
    """With a linear output the error is y - d, and an unknown activation is a ValueError."""
    assert close(work.output_deltas(H @ W_HY.T, D), DELTA_OUT)
    with pytest.raises(ValueError, match=r".*"):
        work.output_deltas(H @ W_HY.T, D, "sign")


def test_the_slope_of_sigmoid_at_zero_is_a_quarter():
    """An output of 1/2 with target 1 gives 1/4 * (1/2 - 1)."""
    error = work.output_deltas(np.array([[0.0]]), np.array([[1.0]]), activation="sigmoid")
    assert close(error, [[-0.125]])


def test_hidden_errors_come_from_the_output_and_from_the_next_step():
    """The errors of the two units at the three steps are those of the handout."""
    assert close(work.hidden_deltas(H, DELTA_OUT, W_HY, W_HH), DELTA_H)


def test_contributions_have_one_row_per_step():
    """The terms of the steps are not summed; W_hh saw zeros at step 1."""
    terms = work.gradient_contributions(X, H, DELTA_H)
    assert set(terms) == {"W_xh", "W_hh", "b_h"}
    assert close(terms["W_xh"].sum(axis=0), [[0.0131059, -0.0093295], [0.0045042, 0.1328551]])
    assert close(terms["W_hh"].sum(axis=0), [[-0.0289828, 0.0262727], [-0.1998489, 0.1592884]])
    assert close(terms["W_hh"][0], np.zeros((2, 2)))
    assert close(terms["b_h"], DELTA_H)


def test_a_shared_weight_has_one_term_for_every_step():
    """The derivative of h_4 with respect to W_xh is the sum of four terms."""
    h = np.array([[0.5370496], [0.5888702], [-0.1856141], [0.7894876]])
    at_the_end = np.array([[0.0], [0.0], [0.0], [1.0]])
    delta_h = work.hidden_deltas(h, at_the_end, np.array([[1.0]]), np.array([[0.7]]))
    terms = work.gradient_contributions(np.array([[1.0], [0.5], [-1.0], [2.0]]), h, delta_h)
    assert close(terms["W_xh"].ravel(), [0.0579914, 0.0582121, -0.2546115, 0.7534185])


def test_loss_and_gradients_are_sums_over_the_steps():
    """The loss and the gradients of the weights are those of the handout."""
    loss, gradients = work.bptt_gradients(*NETWORK)
    assert loss == pytest.approx(0.6801851, abs=1e-7)
    assert set(gradients) == {"W_xh", "W_hh", "b_h", "W_hy", "b_y", "h0"}
    assert close(gradients["W_xh"], [[0.0131059, -0.0093295], [0.0045042, 0.1328551]])
    assert close(gradients["W_hh"], [[-0.0289828, 0.0262727], [-0.1998489, 0.1592884]])
    assert close(gradients["W_hy"], [[-0.2577695, 0.1798478]])


def test_hello_is_scored_at_every_step_or_at_the_last():
    """Cross-entropy of the word of the lecture notes, many-to-many and many-to-one."""
    W_xh = np.array(
        [
            [0.287027359, 0.84606, 0.572392, 0.486813],
            [0.902874425, 0.871522, 0.691079, 0.18998],
            [0.537523791, 0.09224, 0.558159, 0.491528],
        ]
    )
    W_hy = np.array(
        [
            [0.37168, 0.974829459, 0.830034886],
            [0.39141, 0.282585823, 0.659835709],
            [0.64985, 0.09821557, 0.334287084],
            [0.91266, 0.32581642, 0.144630018],
        ]
    )
    letters = np.eye(4)  # h, e, l, o
    x, d = letters[[0, 1, 2, 2]], letters[[1, 2, 2, 3]]
    network = (x, d, W_xh, 0.427043 * np.eye(3), np.full(3, 0.567), W_hy, np.zeros(4))
    loss, gradients = work.bptt_gradients(*network, loss="cross_entropy")
    assert loss == pytest.approx(6.8112743, abs=1e-6)
    assert np.trace(gradients["W_hh"]) == pytest.approx(0.2357063, abs=1e-6)
    assert gradients["b_h"].sum() == pytest.approx(0.3881212, abs=1e-6)
    last = work.bptt_gradients(*network, loss="cross_entropy", steps="last")
    assert last[0] == pytest.approx(1.5665157, abs=1e-6)


def test_the_jacobian_has_the_slope_of_the_receiving_unit_in_each_row():
    """A unit with state 0 passes its row of W_hh on, a saturated unit passes nothing on."""
    assert close(work.state_jacobian(np.array([0.0, 1.0]), W_HH), [[-0.2, 0.5], [0.0, 0.0]])


def test_the_derivative_of_the_last_state_is_split_into_explicit_terms():
    """One unit, three steps: the terms with h_0 = 0 and with h_0 = 0.3."""
    W_hh = np.array([[0.9]])
    h = np.array([[0.5370496], [0.3215228], [0.4733435]])
    terms = work.recurrent_derivative_terms(h, W_hh)
    assert close(terms, np.reshape([0.0, 0.3362778, 0.2494843], (3, 1, 1, 1)))
    h = np.array([[0.7013741], [0.4472335], [0.5563354]])
    terms = work.recurrent_derivative_terms(h, W_hh, np.array([0.3]))
    assert close(terms, np.reshape([0.0681980, 0.3486828, 0.3088107], (3, 1, 1, 1)))


def test_a_window_of_one_step_stops_every_error_where_it_starts():
    """Truncation with k = 1 leaves the loss alone and changes the gradient of W_hh."""
    loss, gradients = work.truncated_bptt_gradients(*NETWORK, 1)
    assert loss == pytest.approx(0.6801851, abs=1e-7)
    assert set(gradients) == {"W_xh", "W_hh", "b_h", "W_hy", "b_y"}
    assert close(gradients["W_hh"], [[-0.0354853, 0.0295703], [-0.1779792, 0.1481975]])
