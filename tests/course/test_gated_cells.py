"""The reference solution on gated cells against verified numbers and relations."""

import math

import numpy as np
import pytest

SLUG = "gated_cells"
VARIANTS = ("reset_before", "reset_after", "reset_after_zero_recurrent_bias")


def det(shape, k):
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def det_cell(blocks):
    return det((blocks, 2, 2), 1), det((blocks, 2, 2), 2), det((blocks, 2), 3)


X_T, H_PREV, C_PREV = np.array([1.0, -0.5]), np.array([0.2, -0.4]), np.array([0.5, -1.0])
GRU, LSTM = det_cell(3), det_cell(4)
B_REC = dict(zip(VARIANTS, (None, det((3, 2), 4), np.zeros((3, 2))), strict=True))
X = det((3, 2), 5)
LAYERS = [
    (det((2, 2), 1), det((2, 2), 2), det((2,), 3)),
    (det((3, 2), 4), det((3, 3), 5), det((3,), 6)),
]


@pytest.fixture(scope="module")
def numbers(golden):
    return {key: np.array(entry["value"]) for key, entry in golden(SLUG).items()}


def cell(rng, blocks, D, H):
    """The parameters of a random cell."""
    return (
        rng.uniform(-1, 1, (blocks, H, D)),
        rng.uniform(-1, 1, (blocks, H, H)),
        rng.uniform(-1, 1, (blocks, H)),
    )


def logistic(z):
    return 1 / (1 + np.exp(-z))


def gru_blocks(x_t, h, W, U, b, b_rec):
    """z, r and g, line by line as the handout has them."""
    if b_rec is None:
        z = logistic(W[0] @ x_t + U[0] @ h + b[0])
        r = logistic(W[1] @ x_t + U[1] @ h + b[1])
        return z, r, np.tanh(W[2] @ x_t + U[2] @ (r * h) + b[2])
    z = logistic(W[0] @ x_t + b[0] + U[0] @ h + b_rec[0])
    r = logistic(W[1] @ x_t + b[1] + U[1] @ h + b_rec[1])
    return z, r, np.tanh(W[2] @ x_t + b[2] + r * (U[2] @ h + b_rec[2]))


def lstm_blocks(x_t, h, W, U, b):
    """i, f, g and o, line by line as the handout has them."""
    sums = [W[k] @ x_t + U[k] @ h + b[k] for k in range(4)]
    i, f, o = (logistic(sums[k]) for k in (0, 1, 3))
    return i, f, np.tanh(sums[2]), o


def held(weights, **gates):
    """The same parameters with the biases of some blocks moved, by their place."""
    W, U, b = weights
    return W, U, b + np.array([[gates.get(f"block{k}", 0.0)] for k in range(len(b))])


def assert_equal(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_golden_steps_of_the_gru_are_those_of_the_reference(work, numbers, variant):
    step = work.gru_step(X_T, H_PREV, *GRU, B_REC[variant])
    assert_equal(step, numbers[f"gru.{variant}"])
    assert_equal(work.gru_forward(X_T[None], *GRU, B_REC[variant], H_PREV), [step])
    z, r, g = (numbers[f"gru.{variant}.{part}"] for part in "zrg")
    for part, expected in zip(
        gru_blocks(X_T, H_PREV, *GRU, B_REC[variant]), (z, r, g), strict=True
    ):
        assert_equal(part, expected)
    assert_equal(z * H_PREV + (1 - z) * g, step)


def test_the_golden_step_of_the_lstm_is_that_of_the_reference(work, numbers):
    h, c = work.lstm_step(X_T, H_PREV, C_PREV, *LSTM)
    assert_equal(h, numbers["lstm.h"])
    assert_equal(c, numbers["lstm.c"])
    assert_equal(work.lstm_forward(X_T[None], *LSTM, H_PREV, C_PREV), ([h], [c]))
    i, f, g, o = (numbers[f"lstm.{part}"] for part in "ifgo")
    for part, expected in zip(lstm_blocks(X_T, H_PREV, *LSTM), (i, f, g, o), strict=True):
        assert_equal(part, expected)
    assert_equal(f * C_PREV + i * g, c)
    assert_equal(o * np.tanh(c), h)


def test_the_golden_layers_are_those_of_the_reference(work, numbers):
    lower, upper = work.stacked_forward(X, LAYERS)
    assert_equal(lower, numbers["stacked.layer1"])
    assert_equal(upper, numbers["stacked.layer2_fed_with_h"])


def test_every_golden_number_belongs_to_a_test(numbers):
    gru = {f"gru.{variant}" for variant in VARIANTS}
    gru |= {f"{key}.{part}" for key in gru for part in "zrg"}
    lstm = {f"lstm.{part}" for part in "hcifgo"}
    assert set(numbers) == gru | lstm | {"stacked.layer1", "stacked.layer2_fed_with_h"}


@pytest.mark.parametrize("seed", range(5))
def test_the_cells_follow_their_equations(work, seed):
    rng = np.random.default_rng(seed)
    D, H = rng.integers(1, 6, 2)
    x_t, h, c, b_rec = *(rng.uniform(-1, 1, n) for n in (D, H, H)), rng.uniform(-1, 1, (3, H))
    gru, lstm = cell(rng, 3, D, H), cell(rng, 4, D, H)
    for rec in (None, b_rec):
        z, _, g = gru_blocks(x_t, h, *gru, rec)
        assert_equal(work.gru_step(x_t, h, *gru, rec), z * h + (1 - z) * g)
    i, f, g, o = lstm_blocks(x_t, h, *lstm)
    new_h, new_c = work.lstm_step(x_t, h, c, *lstm)
    assert_equal(new_c, f * c + i * g)
    assert_equal(new_h, o * np.tanh(f * c + i * g))


def test_gates_that_are_held_keep_or_replace(work):
    rng = np.random.default_rng(10)
    gru, lstm = cell(rng, 3, 2, 3), cell(rng, 4, 2, 3)
    x_t, h, c = rng.uniform(-1, 1, 2), rng.uniform(-1, 1, 3), np.array([2.0, -3.0, 0.5])
    for b_rec in (None, rng.uniform(-1, 1, (3, 3))):
        assert np.array_equal(work.gru_step(x_t, h, *held(gru, block0=1e4), b_rec), h)
        new = held(gru, block0=-1e4, block1=-1e4)
        assert_equal(work.gru_step(x_t, h, *new, b_rec), np.tanh(new[0][2] @ x_t + new[2][2]))
    assert np.array_equal(work.lstm_step(x_t, h, c, *held(lstm, block0=-1e4, block1=1e4))[1], c)
    replaced = work.lstm_step(x_t, h, c, *held(lstm, block0=1e4, block1=-1e4))[1]
    assert_equal(replaced, lstm_blocks(x_t, h, *lstm)[2])
    assert not work.lstm_step(x_t, h, c, *held(lstm, block3=-1e4))[0].any()


def test_the_two_variants_of_the_gru_coincide_where_all_units_are_reset_alike(work):
    rng = np.random.default_rng(11)
    for H, change, alike in ((4, {}, False), (4, {"block1": 1e4}, True), (1, {}, True)):
        weights = held(cell(rng, 3, 2, H), **change)
        x_t, h = rng.uniform(-1, 1, 2), rng.uniform(-1, 1, H)
        before = work.gru_step(x_t, h, *weights)
        after = work.gru_step(x_t, h, *weights, np.zeros((3, H)))
        assert np.allclose(before, after, rtol=1e-12, atol=1e-14) == alike


def test_the_recurrent_biases_of_the_gates_may_as_well_stand_on_the_other_side(work):
    rng = np.random.default_rng(12)
    (W, U, b), b_rec = cell(rng, 3, 2, 3), rng.uniform(-1, 1, (3, 3))
    x_t, h, gates = rng.uniform(-1, 1, 2), rng.uniform(-1, 1, 3), np.array([[1.0], [1.0], [0.0]])
    moved = work.gru_step(x_t, h, W, U, b + gates * b_rec, (1 - gates) * b_rec)
    assert_equal(moved, work.gru_step(x_t, h, W, U, b, b_rec))


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_a_sequence_in_two_pieces_is_the_sequence(work, cut):
    rng = np.random.default_rng(13)
    x, gru, lstm = rng.uniform(-1, 1, (6, 2)), cell(rng, 3, 2, 4), cell(rng, 4, 2, 4)
    for b_rec in (None, rng.uniform(-1, 1, (3, 4))):
        h = work.gru_forward(x, *gru, b_rec)
        assert h.shape == (6, 4)
        assert_equal(work.gru_forward(x[cut:], *gru, b_rec, h[cut - 1]), h[cut:])
    h, c = work.lstm_forward(x, *lstm)
    later = work.lstm_forward(x[cut:], *lstm, h[cut - 1], c[cut - 1])
    assert_equal(later, (h[cut:], c[cut:]))
    assert not np.allclose(work.lstm_forward(x[cut:], *lstm, h[cut - 1])[1], c[cut:])


def test_a_stack_is_one_layer_on_top_of_another(work):
    lower, upper = work.stacked_forward(X, LAYERS)
    assert_equal(work.stacked_forward(X, LAYERS[:1]), [lower])
    assert_equal(work.stacked_forward(lower, LAYERS[1:]), [upper])
    equal = [LAYERS[0]] * 2
    assert not np.allclose(*work.stacked_forward(X, equal))


def test_the_sigmoid_is_right_over_the_whole_range_of_floats(work):
    z = np.array([-720.0, -709.0, -700.0, -100.0, -1.0, -1e-12, 0.0, 1e-12, 1.0, 36.0])
    exact = [math.exp(v) / (1 + math.exp(v)) for v in z]
    np.testing.assert_allclose(work.sigmoid(z), exact, rtol=1e-9, atol=0)
    assert np.array_equal(work.sigmoid(np.array([-1e4, 1e4, -1e300])), [0, 1, 0])
    assert_equal(work.sigmoid(z) + work.sigmoid(-z), 1)
    assert np.array_equal(work.sigmoid(z.reshape(2, 5)), work.sigmoid(z).reshape(2, 5))


def test_the_sigmoid_takes_no_exponential_that_overflows(work):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        work.sigmoid(np.array([-1e300, -1e4, 0.0, 1e4, 1e300]))


def test_a_forget_gate_of_nine_tenths_leaves_what_the_handout_says(work):
    b = np.zeros((4, 1))
    b[0], b[1] = -1e4, math.log(9)
    _, c = work.lstm_forward(
        np.zeros((50, 1)), np.zeros((4, 1, 1)), np.zeros((4, 1, 1)), b, c0=np.ones(1)
    )
    assert c[-1, 0] == pytest.approx(0.9**50, rel=1e-12)
    assert f"{c[-1, 0]:.3f}" == "0.005"


def test_nothing_changes_its_arguments_and_no_result_shares_their_memory(work):
    rng = np.random.default_rng(14)
    x, h0, c0, b_rec = (
        rng.normal(size=(1, 2)),
        rng.normal(size=2),
        rng.normal(size=2),
        GRU[2].copy(),
    )
    gru, lstm = cell(rng, 3, 2, 2), cell(rng, 4, 2, 2)
    given = [x, h0, c0, b_rec, *gru, *lstm, *LAYERS[0]]
    copies = [array.copy() for array in given]
    results = [
        work.sigmoid(x),
        work.gru_step(x[0], h0, *gru),
        work.gru_forward(x, *gru, b_rec, h0),
        *work.lstm_step(x[0], h0, c0, *lstm),
        *work.lstm_forward(x, *lstm, h0, c0),
        *work.stacked_forward(x, LAYERS),
    ]
    for array, copy in zip(given, copies, strict=True):
        np.testing.assert_array_equal(array, copy)
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in given)
