"""Visible tests of learning to add: the worked examples of the handout."""

from itertools import product

import numpy as np
import pytest
import training_sum as work

TRIPLES = np.array(list(product(range(10), repeat=3)))
SUMS = TRIPLES.sum(axis=1)
START = (0.5, 0.5, 0.0)
LEARNED = (0.99675155, 1.00106668, 0.01110852)


def test_the_weights_of_the_notes_add_nearly_right():
    """The weights of the notes give 12.0039487 for (0, 9, 3) and 11.0082649 for (4, 2, 5)."""
    pred = work.linear_rnn(np.array([[0, 9, 3], [4, 2, 5]]), *LEARNED)
    assert isinstance(pred, np.ndarray)
    assert pred.shape == (2,)
    assert pred.dtype == np.float64
    assert np.allclose(pred, [12.0039487, 11.0082649], rtol=0.0, atol=1e-7)


def test_the_oldest_number_passes_u_most_often():
    """With U = 0.1 the digits 1, 2, 3 are weighted 0.01, 0.1 and 1."""
    pred = work.linear_rnn(np.array([[1.0, 2.0, 3.0]]), 1.0, 0.1, 0.0)
    assert np.allclose(pred, [3.21])


def test_the_error_is_a_mean_of_squares():
    """Errors of 1 and 3 give a mean squared error of 5."""
    error = work.mse(np.array([1.0, 5.0]), np.array([2, 2]))
    assert isinstance(error, float)
    assert error == pytest.approx(5.0)


def test_the_gradients_of_one_row():
    """The loss and the gradients of one row, (9, 0, 1) with target 10."""
    found = work.mse_gradients(np.array([[9, 0, 1]]), np.array([10]), *START)
    assert len(found) == 4
    assert all(isinstance(number, float) for number in found)
    assert found == pytest.approx((70.140625, -54.4375, -75.375, -29.3125), abs=1e-9)


def test_the_gradients_of_all_triples_are_means():
    """The loss and the gradients of all 1000 triples are means over the rows."""
    found = work.mse_gradients(TRIPLES, SUMS, *START)
    assert found == pytest.approx((104.4609375, -168.65625, -99.46875, -33.46875), abs=1e-6)


def test_a_step_goes_against_the_gradient():
    """A step from 0.5, with rate 0.1 and derivative 0.3, leads to 0.47."""
    stepped = work.sgd_step((0.5, 0.5, 0.0), (0.3, -0.3, 0.0), 0.1)
    assert stepped == pytest.approx((0.47, 0.53, 0.0), abs=1e-12)


def test_ten_updates_with_all_triples():
    """Ten updates with all triples; the history begins with the error of the start."""
    params, history = work.train(TRIPLES, SUMS, START, 0.001, 10, 1000)
    assert params == pytest.approx((1.0350506, 0.9483438, 0.1048050), abs=1e-7)
    assert len(history) == 10
    assert history[:2] == pytest.approx([104.4609375, 65.4867772], abs=1e-6)


def test_the_last_rows_are_used_too():
    """Ten rows in batches of four: the targets of the last two rows matter."""
    y = SUMS[:10].astype(float)
    before, _ = work.train(TRIPLES[:10], y, START, 0.001, 1, 4)
    y[-1] += 5.0
    after, _ = work.train(TRIPLES[:10], y, START, 0.001, 1, 4)
    assert before != after


def test_no_epochs_leave_the_parameters_as_they_are():
    """With no epochs the parameters are as given, and the history is empty."""
    params, history = work.train(TRIPLES, SUMS, START, 0.001, 0, 10)
    assert tuple(params) == START
    assert list(history) == []


def test_the_network_learns_to_add():
    """Forty epochs with 100 triples are enough for all 1000 sums to be right after rounding."""
    x, y = work.make_triples(100, seed=1)
    params, _ = work.train(x, y, START, 0.001, 40, 20)
    off = np.abs(work.linear_rnn(TRIPLES, *params) - SUMS).max()
    assert off < 0.5


def test_updates_are_counted_with_the_last_batch():
    """100 rows in batches of 5 are 20 updates, and 10 rows in batches of 4 are 3."""
    assert work.updates_per_epoch(100, 5) == 20
    assert work.updates_per_epoch(10, 4) == 3


def test_triples_are_digits_with_their_sums():
    """Triples are digits with their sums; the same seed gives the same, another seed others."""
    x, y = work.make_triples(50, seed=7)
    assert x.shape == (50, 3)
    assert np.issubdtype(x.dtype, np.integer)
    assert np.issubdtype(y.dtype, np.integer)
    assert set(x.ravel().tolist()) <= set(range(10))
    assert y.tolist() == [sum(triple) for triple in x.tolist()]
    assert np.array_equal(x, work.make_triples(50, seed=7)[0])
    assert not np.array_equal(x, work.make_triples(50, seed=8)[0])
