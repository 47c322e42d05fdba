"""Hidden tests of vanishing and exploding gradients."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, recurrent, turned

ACTIVATIONS = ("tanh", "sigmoid", "relu", "linear")


def states(rng, steps, width, activation="tanh"):
    """Values that the activation can have; with relu, another unit is dead at each step."""
    drawn = entries(rng, steps, width)
    if activation == "tanh":
        return np.tanh(drawn)
    if activation == "sigmoid":
        return 1.0 / (1.0 + np.exp(-2.0 * drawn))
    if activation == "relu":
        dead = (np.arange(steps) + rng.integers(width)) % width
        return abs(drawn) * (np.arange(width) != dead[:, None])
    return 2.0 * drawn


def orthogonal(rng, width):
    """A matrix that turns vectors and stretches none."""
    return np.linalg.qr(entries(rng, width, width))[0]


def of_norm(rng, norm, *shape):
    """A gradient of a given norm, none of its entries zero."""
    g = entries(rng, *shape)
    return g * (norm / np.sqrt(np.sum(g**2)))


# Slopes: each test asks for two activations, so that a wrong one costs half


@pytest.mark.criterion("slopes")
def test_the_steepest_slope_of_tanh_and_relu(compare):
    compare("activation_slope_max", "tanh")
    compare("activation_slope_max", "relu")


@pytest.mark.criterion("slopes")
def test_the_steepest_slope_of_sigmoid_and_relu(compare):
    compare("activation_slope_max", "sigmoid")
    compare("activation_slope_max", "relu")


@pytest.mark.criterion("slopes")
def test_the_steepest_slope_of_sigmoid_and_tanh(compare):
    compare("activation_slope_max", "sigmoid")
    compare("activation_slope_max", "tanh")


# The chain, and the spectral radius: each is worth about one half


def spiral(rng):
    """A matrix whose two eigenvalues are complex, and whose norm is larger than they are."""
    a, b, c = abs(entries(rng, 3)) + np.array([0.1, 0.1, 0.4])
    return np.array([[a, -b], [2.0 * c, a]])


@pytest.mark.criterion("chain")
def test_the_chain_of_tanh_states(compare, rng):
    for steps, width in ((5, 3), (4, 4), (2, 3)):
        compare("jacobian_chain", states(rng, steps, width), 3.0 * recurrent(rng, width))
    compare("jacobian_chain", states(rng, 5, 3), 2.0 * recurrent(rng, 3), "tanh")
    compare("jacobian_chain", states(rng, 1, 3), recurrent(rng, 3))
    compare("jacobian_chain", states(rng, 4, 1), entries(rng, 1, 1))
    compare("jacobian_chain", 0.2 * states(rng, 60, 4), orthogonal(rng, 4))


@pytest.mark.criterion("chain")
@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_chain_of_sigmoid_and_relu_states(compare, rng, activation):
    for steps, width in ((5, 3), (4, 4), (2, 3)):
        h = states(rng, steps, width, activation)
        compare("jacobian_chain", h, 4.0 * recurrent(rng, width), activation)
    compare("jacobian_chain", states(rng, 1, 2, activation), recurrent(rng, 2), activation)
    h = abs(entries(rng, 4, 1))
    compare("jacobian_chain", h, entries(rng, 1, 1), activation=activation)


@pytest.mark.criterion("chain")
def test_saturated_and_dead_units_pass_nothing_on(compare, rng):
    W_hh = 2.0 * recurrent(rng, 3)
    h = states(rng, 5, 3)
    compare("jacobian_chain", h, W_hh)
    h[[1, 3, 4], [1, 0, 2]] = 1.0, -1.0, 1.0
    compare("jacobian_chain", h, W_hh)
    h[4] = np.sign(h[4])
    compare("jacobian_chain", h, W_hh)
    h = states(rng, 5, 3, "relu")
    h[4] = 0.0
    compare("jacobian_chain", h, W_hh, "relu")


@pytest.mark.criterion("chain")
def test_the_chain_takes_any_memory_layout(compare, rng):
    h, W_hh = states(rng, 4, 4), 2.0 * recurrent(rng, 4)
    compare("jacobian_chain", turned(h), backwards(W_hh))
    compare("jacobian_chain", every_other(h), turned(W_hh))
    compare("jacobian_chain", backwards(h), every_other(W_hh))
    for activation in ACTIVATIONS:
        compare.unchanged("jacobian_chain", h, W_hh, activation)


@pytest.mark.criterion("chain")
def test_a_linear_network_follows_the_powers_of_its_matrix(compare, rng):
    W_hh, turn = spiral(rng), orthogonal(rng, 4)
    compare("jacobian_chain", states(rng, 12, 2, "linear"), W_hh, activation="linear")
    compare("spectral_radius", W_hh)
    compare("jacobian_chain", states(rng, 40, 4, "linear"), turn, "linear")
    compare("jacobian_chain", states(rng, 20, 4, "linear"), 1.2 * turn, "linear")
    compare("jacobian_chain", states(rng, 3, 2, "linear"), entries(rng, 2, 2), "linear")


@pytest.mark.criterion("chain")
@pytest.mark.parametrize("width", [3, 4])
def test_the_spectral_radius_of_random_matrices(compare, rng, width):
    compare("spectral_radius", spiral(rng))
    compare("spectral_radius", 2.0 * entries(rng, width, width))
    compare("spectral_radius", recurrent(rng, width + 2))


@pytest.mark.criterion("chain")
def test_the_spectral_radius_of_turns_stretches_and_shears(compare, rng):
    turn, stretch = orthogonal(rng, 2), float(rng.uniform(0.5, 2.0))
    turn[:, 0] *= np.sign(np.linalg.det(turn))
    compare("spectral_radius", stretch * turn)
    compare("spectral_radius", stretch * np.diag([0.5, -3.0, 1.0]))
    compare("spectral_radius", entries(rng, 1, 1))
    shear = np.triu(entries(rng, 3, 3))
    shear[0, 1] = 20.0
    compare("spectral_radius", shear)
    compare("spectral_radius", np.zeros((2, 2)))
    compare("spectral_radius", spiral(rng))


@pytest.mark.criterion("chain")
def test_the_spectral_radius_of_any_memory_layout(compare, rng):
    for view in (turned, every_other, backwards):
        compare("spectral_radius", view(spiral(rng)))
        compare("spectral_radius", view(entries(rng, 4, 4)))
    compare.unchanged("spectral_radius", entries(rng, 4, 4))


# Logarithms: each test leaves the range of floats


@pytest.mark.criterion("logs")
def test_factors_that_vanish(compare, rng):
    rate = float(rng.uniform(0.2, 0.7))
    compare("log10_factor", rate, 3)
    compare("log10_factor", rate, int(rng.integers(3000, 5000)))
    compare("log10_factor", 0.25, steps=200)
    compare("log10_factor", rate=1e-200, steps=2)


@pytest.mark.criterion("logs")
def test_factors_that_explode(compare, rng):
    rate = float(rng.uniform(1.5, 4.0))
    compare("log10_factor", rate, 3)
    compare("log10_factor", rate, int(rng.integers(3000, 5000)))
    compare("log10_factor", rate=1e200, steps=2)


@pytest.mark.criterion("logs")
def test_factors_of_no_step_and_of_rate_one(compare, rng):
    rate = float(rng.uniform(0.2, 0.7))
    compare("log10_factor", rate, 0)
    compare("log10_factor", 1.0, int(rng.integers(2, 400)))
    compare("log10_factor", rate, 1)
    compare("log10_factor", rate, int(rng.integers(3000, 5000)))


# Clipping by value


@pytest.mark.criterion("clip_value")
def test_entries_beyond_the_limit_become_the_limit(compare, rng):
    for shape in ((7,), (4, 5), (2, 3, 4)):
        compare("clip_by_value", 3.0 * entries(rng, *shape), float(rng.uniform(0.5, 1.5)))
    compare("clip_by_value", np.array([-3.0, -0.5, 0.0, 0.5, 3.0]), limit=1.0)


@pytest.mark.criterion("clip_value")
def test_entries_within_the_limit_stay(compare, rng):
    compare("clip_by_value", entries(rng, 3, 4), 2.0)
    compare("clip_by_value", np.array([1.5, -1.5, 1.4, -1.6]), 1.5)
    compare("clip_by_value", np.zeros((2, 2)), 0.5)
    compare("clip_by_value", 4.0 * entries(rng, 1), 0.25)


@pytest.mark.criterion("clip_value")
def test_clipping_by_value_takes_any_memory_layout(compare, rng):
    g = 3.0 * entries(rng, 5, 3)
    for view in (every_other, turned, backwards):
        compare("clip_by_value", view(g), 1.2)
    compare.unchanged("clip_by_value", g, 1.2)
    compare.unchanged("clip_by_value", turned(g), 5.0)


# Clipping by norm: each test has gradients above and below the limit, and one of zeros


@pytest.mark.criterion("clip_norm")
@pytest.mark.parametrize("shape", [(6,), (3, 4), (2, 3, 2)])
def test_the_length_is_clipped_and_the_direction_kept(compare, rng, shape):
    limit = float(rng.uniform(0.5, 2.0))
    compare("clip_by_norm", of_norm(rng, 1.8 * limit, *shape), limit)
    compare("clip_by_norm", of_norm(rng, 0.6 * limit, *shape), limit)
    compare("clip_by_norm", np.zeros(shape), limit=limit)
    compare("clip_by_norm", of_norm(rng, 1.1 * limit, *shape), limit=limit)


@pytest.mark.criterion("clip_norm")
def test_a_gradient_at_the_limit_stays(compare, rng):
    compare("clip_by_norm", np.array([[3.0, 0.0], [0.0, -4.0]]), 5.0)
    compare("clip_by_norm", np.array([3.0, -4.0]), 4.9)
    compare("clip_by_norm", of_norm(rng, 0.99, 4), 1.0)
    compare("clip_by_norm", np.array([-2.5]), 0.5)
    compare("clip_by_norm", np.zeros(1), 0.5)


@pytest.mark.criterion("clip_norm")
def test_clipping_by_norm_takes_any_memory_layout(compare, rng):
    g = of_norm(rng, 40.0, 5, 3)
    for view in (every_other, turned, backwards):
        compare("clip_by_norm", view(g), 3.0)
    compare("clip_by_norm", turned(0.01 * g), 3.0)
    compare("clip_by_norm", backwards(np.zeros((3, 2))), 3.0)
    compare.unchanged("clip_by_norm", g, 3.0)
    compare.unchanged("clip_by_norm", every_other(g), 50.0)


# Clipping by the global norm: as above, for lists


def several(rng, norm, *shapes):
    """Gradients of the given shapes, and of a given norm together."""
    arrays = [entries(rng, *shape) for shape in shapes]
    length = np.sqrt(sum(np.sum(g**2) for g in arrays))
    return [g * (norm / length) for g in arrays]


@pytest.mark.criterion("global_norm")
def test_all_gradients_share_one_factor(compare, rng):
    limit = float(rng.uniform(0.5, 2.0))
    for shapes in (((3, 2), (3, 3), (3,)), ((2,), (2,)), ((4,), (2, 2, 2), (1, 5), (1,))):
        compare("clip_by_global_norm", several(rng, 3.0 * limit, *shapes), limit)
        compare("clip_by_global_norm", several(rng, 1.2 * limit, *shapes), limit=limit)
        compare("clip_by_global_norm", several(rng, 0.7 * limit, *shapes), limit)
        compare("clip_by_global_norm", [np.zeros(shape) for shape in shapes], limit)


@pytest.mark.criterion("global_norm")
def test_short_gradients_and_gradients_of_zeros_stay(compare, rng):
    compare("clip_by_global_norm", [np.array([3.0, 0.0]), np.array([[-4.0]])], 5.0)
    compare("clip_by_global_norm", several(rng, 0.8, (3,), (2, 2)), 1.0)
    compare("clip_by_global_norm", [np.zeros(3), of_norm(rng, 4.0, 2, 2)], 1.0)
    compare("clip_by_global_norm", [of_norm(rng, 0.5, 3), np.zeros(2)], 1.0)
    compare("clip_by_global_norm", [np.zeros(3), np.zeros((1, 2))], 1.0)
    compare("clip_by_global_norm", several(rng, 6.0, (3,), (3,)), 1.0)


@pytest.mark.criterion("global_norm")
def test_one_gradient_alone_has_its_own_norm(compare, rng):
    compare("clip_by_global_norm", [of_norm(rng, 3.0, 4)], 1.0)
    compare("clip_by_global_norm", [of_norm(rng, 0.3, 1)], 1.0)
    compare("clip_by_global_norm", [np.zeros((2, 2))], 1.0)
    compare("clip_by_global_norm", several(rng, 2.0, (1,), (1,), (1,)), 1.0)


@pytest.mark.criterion("global_norm")
def test_clipping_by_the_global_norm_takes_any_memory_layout(compare, rng):
    first, second = several(rng, 50.0, (4, 3), (3, 3))
    for view, other in ((every_other, turned), (turned, backwards), (backwards, every_other)):
        compare("clip_by_global_norm", [view(first), other(second)], 2.0)
    compare("clip_by_global_norm", [turned(0.01 * first), np.zeros(2)], 2.0)
    compare("clip_by_global_norm", [np.zeros((2, 2)), np.zeros(2)], 2.0)
    compare.unchanged("clip_by_global_norm", [first, second], 2.0)
    compare.unchanged("clip_by_global_norm", [first, second], 60.0)


# The path through the cell


def gates(rng, steps, width):
    """Forget gates: random, and none of them near 1/2."""
    return 0.5 + 0.5 * entries(rng, steps, width)


@pytest.mark.criterion("lstm_path")
def test_gates_multiply_over_the_steps(compare, rng):
    for steps, width in ((5, 3), (4, 4), (2, 5), (3, 1)):
        compare("lstm_cell_path", gates(rng, steps, width))
    compare("lstm_cell_path", 1.0 - 0.02 * gates(rng, 120, 3))


@pytest.mark.criterion("lstm_path")
def test_open_gates_keep_and_shut_gates_forget(compare, rng):
    f = gates(rng, 4, 3)
    f[1, 0], f[:, 1], f[2, 2] = 0.0, 1.0, 1.0
    compare("lstm_cell_path", f)
    compare("lstm_cell_path", gates(rng, 1, 4))
    compare("lstm_cell_path", gates(rng, 1, 1))
    compare("lstm_cell_path", np.full((50, 2), 0.9))


@pytest.mark.criterion("lstm_path")
def test_gates_of_any_memory_layout(compare, rng):
    f = gates(rng, 4, 3)
    for view in (every_other, turned, backwards):
        compare("lstm_cell_path", view(f))
    compare.unchanged("lstm_cell_path", f)
