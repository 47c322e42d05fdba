"""The reference solution on Elman and Jordan networks against verified numbers and relations."""

import numpy as np
import pytest

SLUG = "elman_jordan"
ALPHAS = (0.0, 0.5)
PARTS = ("h", "y", "context")


def det(shape, k):
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X, W_XH, B_H = det((4, 2), 1), det((3, 2), 2), det((3,), 4)
W_HH, W_CH = det((3, 3), 3), det((3, 2), 7)
HEAD = det((2, 3), 5), det((2,), 6)
ELMAN, JORDAN = (W_XH, W_HH, B_H, *HEAD), (W_XH, W_CH, B_H, *HEAD)


@pytest.fixture(scope="module")
def numbers(golden):
    return {key: np.array(entry["value"]) for key, entry in golden(SLUG).items()}


def problem(seed, T=6, D=3, H=4, outputs=2):
    """A random sequence, and the parameters of an Elman and of a Jordan network that read it."""
    rng = np.random.default_rng(seed)

    def draw(*shape):
        return rng.uniform(-1, 1, shape)

    W_xh, b_h, head = draw(H, D), draw(H), (draw(outputs, H), draw(outputs))
    elman = W_xh, 0.5 * draw(H, H), b_h, *head
    return draw(T, D), elman, (W_xh, draw(H, outputs), b_h, *head)


def assert_equal(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-12)


def test_the_golden_elman_network_is_that_of_the_reference(work, numbers):
    h, y = work.elman_forward(X, *ELMAN)
    assert_equal(h, numbers["elman.h"])
    assert_equal(y, numbers["elman.y"])


@pytest.mark.parametrize("alpha", ALPHAS)
def test_the_golden_jordan_networks_are_those_of_the_reference(work, numbers, alpha):
    found = work.jordan_forward(X, *JORDAN, alpha)
    for part, actual in zip(PARTS, found, strict=True):
        assert_equal(actual, numbers[f"jordan.alpha{alpha}.{part}"])


def test_with_zero_biases_the_network_is_that_of_the_notes(work, numbers):
    x, d, W_IH, W_HH, W_HO, expected, error = (
        numbers[f"shiraz.tanh_linear.{part}"]
        for part in ("x", "d", "W_IH", "W_HH", "W_HO", "h", "E_tot")
    )
    h, y = work.elman_forward(x, W_IH, W_HH, np.zeros(2), W_HO, np.zeros(1))
    assert_equal(h, expected)
    assert_equal(0.5 * np.sum((d - y) ** 2), error)
    (states,) = work.run_epochs([x], (W_IH, W_HH, np.zeros(2)), "epochwise")
    assert_equal(states, expected)


def test_the_networks_of_the_handout_have_as_many_parameters_as_it_says(numbers):
    assert sum(part.size for part in ELMAN) == numbers["elman_params_D2_H3_O2"] == 26
    assert sum(part.size for part in JORDAN) == numbers["jordan_params_D2_H3_O2"] == 23


def test_every_golden_number_belongs_to_a_test(numbers):
    jordan = {f"jordan.alpha{alpha}.{part}" for alpha in ALPHAS for part in PARTS}
    shiraz = {
        f"shiraz.tanh_linear.{part}" for part in ("x", "d", "W_IH", "W_HH", "W_HO", "h", "E_tot")
    }
    sizes = {f"{name}_params_D2_H3_O2" for name in ("elman", "jordan")}
    assert set(numbers) == {"elman.h", "elman.y"} | jordan | shiraz | sizes


def test_a_jordan_network_whose_output_is_its_hidden_layer_is_an_elman_network(work):
    x, (W_xh, W_hh, b_h, *_), _ = problem(0)
    nothing, start = (np.eye(4), np.zeros(4)), np.array([0.5, -0.5, 0.25, 0.1])
    h, y, contexts = work.jordan_forward(x, W_xh, W_hh, b_h, *nothing, context0=start)
    assert_equal(h, work.elman_forward(x, W_xh, W_hh, b_h, *nothing, h0=start)[0])
    assert_equal(y, h)
    assert_equal(contexts, np.vstack([start, h[:-1]]))


def test_without_weights_for_the_context_a_jordan_network_is_a_feed_forward_net(work):
    x, _, (W_xh, W_ch, b_h, W_hy, b_y) = problem(1)
    h, y, _ = work.jordan_forward(x, W_xh, 0 * W_ch, b_h, W_hy, b_y, 0.7, b_y)
    assert_equal(h, np.tanh(x @ W_xh.T + b_h))
    assert_equal(y, h @ W_hy.T + b_y)


@pytest.mark.parametrize("alpha", [0.0, 0.3, 0.5, 1.0])
def test_a_context_is_a_fading_sum_of_all_that_came_before(work, alpha):
    x, _, jordan = problem(2)
    start = np.array([0.4, -0.9])
    _, y, contexts = work.jordan_forward(x, *jordan, alpha, start)
    assert_equal(contexts[0], start)
    for t in range(1, len(x)):
        fades = [alpha ** (t - 1 - k) * y[k] for k in range(t)]
        assert_equal(contexts[t], alpha**t * start + sum(fades))


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_a_sequence_in_two_pieces_is_the_sequence(work, cut):
    x, elman, jordan = problem(3)
    h, y = work.elman_forward(x, *elman)
    later = work.elman_forward(x[cut:], *elman, h0=h[cut - 1])
    assert_equal(later[0], h[cut:])
    assert_equal(later[1], y[cut:])
    whole = work.jordan_forward(x, *jordan, 0.6)
    later = work.jordan_forward(x[cut:], *jordan, 0.6, whole[2][cut])
    for part, expected in zip(later, whole, strict=True):
        assert_equal(part, expected[cut:])


def test_continuous_sequences_are_one_long_sequence_and_epochwise_ones_strangers(work):
    x, (W_xh, W_hh, b_h, *head), _ = problem(4, T=9)
    params, pieces = (W_xh, W_hh, b_h), [x[:2], x[2:3], x[3:]]
    h, _ = work.elman_forward(x, *params, *head)
    assert_equal(np.vstack(work.run_epochs(pieces, params, "continuous")), h)
    for piece, states in zip(pieces, work.run_epochs(pieces, params, "epochwise"), strict=True):
        assert_equal(states, work.elman_forward(piece, *params, *head)[0])
    assert not np.allclose(work.run_epochs(pieces, params, "epochwise")[1], h[2:3])


def test_the_second_sequence_of_the_handout(work):
    states = work.run_epochs([X[:2], X[2:]], (W_XH, W_HH, B_H), "epochwise")[1]
    printed = [[-0.2354957, -0.3969304, 0.2729051], [-0.3221781, -0.5567587, 0.2801351]]
    np.testing.assert_allclose(states, printed, rtol=0, atol=5e-8)


@pytest.mark.parametrize("t", range(6))
def test_an_input_reaches_all_later_steps_and_no_earlier_one(work, t):
    x, elman, jordan = problem(5)
    before = work.elman_forward(x, *elman)[0], work.jordan_forward(x, *jordan)[0]
    x[t] += 0.5
    after = work.elman_forward(x, *elman)[0], work.jordan_forward(x, *jordan)[0]
    for old, new in zip(before, after, strict=True):
        assert (old != new).any(axis=1).tolist() == [step >= t for step in range(6)]


def test_nothing_changes_its_arguments_and_no_result_shares_their_memory(work):
    x, elman, jordan = problem(6, T=1, H=2, outputs=2)
    h0, context0, params = np.array([0.1, 0.2]), np.array([0.3, 0.4]), elman[:3]
    given = [x, *elman, *jordan, h0, context0]
    copies = [array.copy() for array in given]
    results = [
        *work.elman_forward(x, *elman, h0=h0),
        *work.jordan_forward(x, *jordan, 0.5, context0),
        *work.run_epochs([x, x], params, "continuous"),
        *work.run_epochs([x, x], params, "epochwise"),
    ]
    for array, copy in zip(given, copies, strict=True):
        np.testing.assert_array_equal(array, copy)
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in given)
