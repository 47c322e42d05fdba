"""The reference solution of gradient_flow: the golden numbers, finite differences, relations."""

import numpy as np
import pytest

SLUG = "gradient_flow"
LENGTHS = (1, 5, 10, 20)
ACTIVATIONS = {
    "tanh": np.tanh,
    "sigmoid": lambda a: 1.0 / (1.0 + np.exp(-a)),
    "relu": lambda a: np.maximum(a, 0.0),
    "linear": lambda a: a,
}
STEP = 1e-6


def one_unit(activation, steps):
    """h_0..h_n of one unit with weight 1.2 from 0.1, as rows."""
    h = [0.1]
    for _ in range(steps):
        h.append(ACTIVATIONS[activation](1.2 * h[-1]))
    return np.array(h)[:, None]


def factors(work, activation):
    """d h_n / d h_0 of that unit after 1, 5, 10 and 20 steps."""
    W_hh = np.array([[1.2]])
    return [work.jacobian_chain(one_unit(activation, n), W_hh, activation)[0] for n in LENGTHS]


def clipped_pair(work):
    return work.clip_by_global_norm([np.array([3.0, 4.0]), np.array([12.0])], 1.0)[0]


GOLDEN = {
    "clip.by_norm_3_4_limit_1": lambda w: w.clip_by_norm(np.array([3.0, 4.0]), 1.0),
    "clip.by_value_3_-4_limit_1": lambda w: w.clip_by_value(np.array([3.0, -4.0]), 1.0),
    "clip.global_norm_two_arrays": lambda w: [g.tolist() for g in clipped_pair(w)],
    "flow.scalar_w1.2_h0.1_tanh_factor_after_1_5_10_20": lambda w: factors(w, "tanh"),
    "flow.scalar_w1.2_h0.1_relu_factor_after_1_5_10_20": lambda w: factors(w, "relu"),
    "flow.lstm_cell_path_f.9_50_steps": lambda w: w.lstm_cell_path(np.full((50, 1), 0.9))[0],
    "vanish.sigmoid_bound_200_400_log10": lambda w: [
        w.log10_factor(w.activation_slope_max("sigmoid"), n) for n in (200, 400)
    ],
    "vanish.0.9_pow_200_400": lambda w: [10.0 ** w.log10_factor(0.9, n) for n in (200, 400)],
    "explode.1.1_pow_200": lambda w: 10.0 ** w.log10_factor(1.1, 200),
}
EXAMPLE = {
    "two_units.tanh": lambda w, h, W: w.jacobian_chain(h, W),
    "two_units.linear": lambda w, h, W: w.jacobian_chain(h, W, "linear"),
    "two_units.spectral_radius": lambda w, h, W: w.spectral_radius(W),
}
INPUTS = {"two_units.W_hh", "two_units.h", "two_units.eigenvalue"}


def test_every_golden_number_is_tested(numbers):
    assert set(numbers) == {*GOLDEN, *EXAMPLE, *INPUTS}


@pytest.mark.parametrize("key", GOLDEN)
def test_the_reference_gives_the_golden_number(work, numbers, key):
    found, expected = GOLDEN[key](work), numbers[key]
    if key == "clip.global_norm_two_arrays":  # of two lengths
        found, expected = np.hstack(found), np.hstack(expected)
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=0.0)


@pytest.mark.parametrize("key", EXAMPLE)
def test_the_worked_example_of_two_units(work, numbers, key):
    h, W_hh = np.array(numbers["two_units.h"]), np.array(numbers["two_units.W_hh"])
    np.testing.assert_allclose(EXAMPLE[key](work, h, W_hh), numbers[key], rtol=0.0, atol=1e-10)


def test_the_eigenvalues_of_the_worked_example(work, numbers):
    values = np.linalg.eigvals(np.array(numbers["two_units.W_hh"]))
    upper = values[values.imag > 0][0]
    np.testing.assert_allclose([upper.real, upper.imag], numbers["two_units.eigenvalue"])
    assert numbers["two_units.spectral_radius"] == pytest.approx(abs(upper), rel=1e-9)


def test_the_global_norm_of_the_example_is_that_before_clipping(work):
    norm = work.clip_by_global_norm([np.array([3.0, 4.0]), np.array([12.0])], 1.0)[1]
    assert (norm, type(norm)) == (13.0, float)


@pytest.mark.parametrize("name", ["sigmoid", "tanh", "relu"])
def test_no_slope_is_steeper_than_the_maximum_and_one_is_as_steep(work, name):
    z = np.linspace(-6.0, 6.0, 4001)
    f = ACTIVATIONS[name]
    slopes = (f(z + STEP) - f(z - STEP)) / (2.0 * STEP)
    steepest = work.activation_slope_max(name)
    assert type(steepest) is float
    assert slopes.max() == pytest.approx(steepest, abs=1e-9)


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("seed", range(3))
def test_the_chain_is_the_derivative_of_the_last_state_by_each_state(work, activation, seed):
    rng = np.random.default_rng(seed)
    W_hh, drive = rng.normal(size=(3, 3)), rng.normal(size=(5, 3))
    f = ACTIVATIONS[activation]

    def run(h, first):
        states = [h]
        for t in range(first, 5):
            states.append(f(W_hh @ states[-1] + drive[t]))
        return np.array(states[1:]).reshape(-1, 3)

    h = run(rng.normal(size=3), 0)
    chain = work.jacobian_chain(h, W_hh, activation)
    for k in range(4):
        jacobian = np.empty((3, 3))
        for unit in range(3):
            up, down = h[k].copy(), h[k].copy()
            up[unit] += STEP
            down[unit] -= STEP
            jacobian[:, unit] = (run(up, k + 1)[-1] - run(down, k + 1)[-1]) / (2.0 * STEP)
        largest = np.linalg.svd(jacobian, compute_uv=False)[0]
        assert chain[k] == pytest.approx(largest, rel=1e-6, abs=1e-8)
    assert chain[4] == 1.0


def test_an_orthogonal_linear_network_keeps_every_gradient(work):
    turn = np.linalg.qr(np.random.default_rng(1).normal(size=(4, 4)))[0]
    chain = work.jacobian_chain(np.zeros((200, 4)), turn, "linear")
    np.testing.assert_allclose(chain, np.ones(200), rtol=1e-12)


def test_the_spectral_radius_rules_the_long_run_and_the_norm_the_first_step(work):
    W_hh = np.array([[0.9, 5.0], [0.0, 0.8]])
    chain = work.jacobian_chain(np.zeros((150, 2)), W_hh, "linear")[::-1]
    assert work.spectral_radius(W_hh) == pytest.approx(0.9)
    assert chain[1] == pytest.approx(np.linalg.norm(W_hh, 2))
    assert chain[1] > 5.0
    assert chain[149] / chain[148] == pytest.approx(0.9, rel=1e-4)


def test_the_chain_is_bounded_by_slopes_and_norms(work):
    rng = np.random.default_rng(2)
    W_hh, h = rng.normal(size=(3, 3)), rng.uniform(0.0, 1.0, (6, 3))
    bound = work.activation_slope_max("sigmoid") * np.linalg.norm(W_hh, 2)
    chain = work.jacobian_chain(h, W_hh, "sigmoid")[::-1]
    assert (chain <= bound ** np.arange(6) + 1e-12).all()


def test_logarithms_of_factors_that_no_float_holds(work):
    assert work.log10_factor(0.25, 2000) == pytest.approx(-1204.1199826559248, rel=1e-14)
    assert work.log10_factor(10.0, 5000) == 5000.0
    assert (work.log10_factor(0.3, 0), work.log10_factor(1.0, 50)) == (0.0, 0.0)
    assert type(work.log10_factor(0.3, 0)) is float


@pytest.mark.parametrize("shape", [(5,), (3, 4), (2, 3, 2)])
def test_clipping_by_norm_shortens_without_turning(work, shape):
    g = np.random.default_rng(3).normal(size=shape)
    norm = np.linalg.norm(g.ravel())
    clipped = work.clip_by_norm(g, 0.5 * norm)
    assert np.linalg.norm(clipped.ravel()) == pytest.approx(0.5 * norm, rel=1e-12)
    np.testing.assert_allclose(clipped, 0.5 * g, rtol=1e-12)
    for limit in (norm, 2.0 * norm):
        np.testing.assert_array_equal(work.clip_by_norm(g, limit), g)
    assert np.abs(work.clip_by_value(g, 0.3)).max() == 0.3


def test_zeros_stay_zeros_without_a_warning(work):
    zeros = np.zeros((2, 3))
    assert not work.clip_by_norm(zeros, 1.0).any()
    clipped, norm = work.clip_by_global_norm([zeros, np.zeros(2)], 1.0)
    assert norm == 0.0
    assert not any(g.any() for g in clipped)


def test_the_global_norm_keeps_the_proportions_of_the_arrays(work):
    rng = np.random.default_rng(4)
    gradients = [rng.normal(size=shape) for shape in ((3, 2), (3, 3), (3,))]
    clipped, norm = work.clip_by_global_norm(gradients, 1.0)
    joined = np.concatenate([g.ravel() for g in gradients])
    assert norm == pytest.approx(np.linalg.norm(joined), rel=1e-12)
    np.testing.assert_allclose(np.concatenate([g.ravel() for g in clipped]), joined / norm)
    assert [g.shape for g in clipped] == [(3, 2), (3, 3), (3,)]


def test_the_path_through_the_cell_is_the_derivative_of_the_last_cell(work):
    rng = np.random.default_rng(5)
    f, added = rng.uniform(0.0, 1.0, (6, 3)), rng.normal(size=(6, 3))

    def last_cell(c):
        for gate, more in zip(f, added, strict=True):
            c = gate * c + more
        return c

    c0 = rng.normal(size=3)
    numeric = (last_cell(c0 + STEP) - last_cell(c0 - STEP)) / (2.0 * STEP)
    np.testing.assert_allclose(work.lstm_cell_path(f), numeric, rtol=1e-6, atol=1e-9)


def test_nothing_changes_its_arguments_and_no_result_shares_their_memory(work):
    g, f = np.array([[0.3, -0.4]]), np.array([[0.5, 0.9]])
    h, W_hh = np.array([[0.2, -0.1]]), np.array([[0.5, 0.8], [-0.6, 0.7]])
    for array in (g, f, h, W_hh):
        array.setflags(write=False)
    results = [
        work.clip_by_value(g, 1.0),
        work.clip_by_norm(g, 1.0),
        *work.clip_by_global_norm([g], 1.0)[0],
        work.lstm_cell_path(f),
        *(work.jacobian_chain(h, W_hh, activation) for activation in ACTIVATIONS),
    ]
    assert type(work.spectral_radius(W_hh)) is float
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in (g, f, h, W_hh))
