"""Visible tests of vanishing and exploding gradients: the worked examples of the handout."""

import gradient_flow as work
import numpy as np
import pytest

W_HH = np.array([[0.5, 0.8], [-0.6, 0.7]])
H = np.array([[0.5, -0.2], [0.1, 0.6], [-0.4, 0.3], [0.2, -0.1]])


def close(actual, expected):
    """A float64 array, equal to the seven digits that the handout prints."""
    assert isinstance(actual, np.ndarray)
    assert actual.dtype == np.float64
    assert actual.shape == np.shape(expected)
    return np.allclose(actual, expected, rtol=0.0, atol=1e-7)


def one_unit(activation, steps):
    """The states h_0..h_n of one unit with W_hh = 1.2, without input and bias, from h_0 = 0.1."""
    h = [0.1]
    for _ in range(steps):
        h.append(activation(1.2 * h[-1]))
    return np.array(h)[:, None]


def test_sigmoid_is_never_steeper_than_a_quarter():
    """The steepest slope of sigmoid is 0.25, a float."""
    slope = work.activation_slope_max("sigmoid")
    assert isinstance(slope, float)
    assert slope == 0.25


@pytest.mark.parametrize(
    ("steps", "with_tanh", "with_relu"),
    [(1, 1.1828845, 1.2), (5, 2.1161762, 2.48832), (10, 2.4836026, 6.1917364)],
)
def test_one_unit_grows_with_relu_and_is_damped_with_tanh(steps, with_tanh, with_relu):
    """One unit after 1, 5 and 10 steps: entry 0 of the chain is d h_n / d h_0."""
    chain = work.jacobian_chain(one_unit(np.tanh, steps), np.array([[1.2]]))
    assert chain.shape == (steps + 1,)
    assert np.isclose(chain[0], with_tanh, rtol=0.0, atol=1e-7)
    relu = one_unit(lambda a: max(a, 0.0), steps)
    chain = work.jacobian_chain(relu, np.array([[1.2]]), activation="relu")
    assert np.isclose(chain[0], with_relu, rtol=0.0, atol=1e-7)


def test_two_units_multiply_their_jacobians():
    """The chain of two units over four steps, with tanh and linear; the last entry is 1."""
    chain = work.jacobian_chain(H, W_HH)
    assert close(chain, [0.5923245, 0.8843807, 1.0362636, 1.0])
    linear = work.jacobian_chain(H, W_HH, "linear")
    assert close(linear, [0.8473380, 1.0168774, 1.0633758, 1.0])


def test_the_spectral_radius_is_the_size_of_a_complex_eigenvalue():
    """The radius is the size of the eigenvalues 0.6 + 0.6855655 i and 0.6 - 0.6855655 i."""
    radius = work.spectral_radius(W_HH)
    assert isinstance(radius, float)
    assert np.isclose(radius, 0.9110434, rtol=0.0, atol=1e-7)


def test_a_factor_too_small_for_a_float_has_a_logarithm():
    """The logarithm of 0.25 ** 2000 is right, although the power itself is 0 in floats."""
    for steps, expected in ((200, -120.4119983), (2000, -1204.1199827)):
        logarithm = work.log10_factor(0.25, steps)
        assert abs(logarithm - expected) < 1e-6


def test_clipping_by_value_looks_at_every_entry():
    """Clipping by value: both signs have the same limit, and what lies between stays."""
    clipped = work.clip_by_value(np.array([3.0, -4.0, 0.5]), 1.0)
    assert close(clipped, [1.0, -1.0, 0.5])


def test_clipping_by_norm_keeps_the_direction():
    """Clipping by norm: (3, 4) has norm 5; at the limit and below it stays as it is, zeros too."""
    clipped = work.clip_by_norm(np.array([3.0, 4.0]), 1.0)
    assert close(clipped, [0.6, 0.8])
    clipped = work.clip_by_norm(np.array([3.0, 4.0]), 5.0)
    assert close(clipped, [3.0, 4.0])
    clipped = work.clip_by_norm(np.zeros(2), 1.0)
    assert close(clipped, [0.0, 0.0])


def test_the_global_norm_is_one_for_all_arrays():
    """The global norm is one for all arrays: (3, 4) and (12) have the norm 13 together."""
    clipped, norm = work.clip_by_global_norm([np.array([3.0, 4.0]), np.array([12.0])], 1.0)
    assert isinstance(norm, float)
    assert np.isclose(norm, 13.0)
    assert close(clipped[0], [0.2307692, 0.3076923])
    assert close(clipped[1], [0.9230769])


def test_a_cell_that_forgets_a_tenth_keeps_little_after_fifty_steps():
    """After fifty forget gates of 0.9 a cell has kept 0.0051538."""
    left = work.lstm_cell_path(np.full((50, 1), 0.9))
    assert close(left, [0.0051538])


def test_results_share_no_memory_with_arguments():
    """Results are new arrays, also where nothing is clipped."""
    g = np.array([0.3, 0.4])
    results = {
        "clip_by_value": work.clip_by_value(g, 1.0),
        "clip_by_norm": work.clip_by_norm(g, 1.0),
        "clip_by_global_norm": work.clip_by_global_norm([g], 1.0)[0][0],
    }
    sharing = [name for name, result in results.items() if np.shares_memory(result, g)]
    assert not sharing
    assert np.array_equal(g, [0.3, 0.4])
