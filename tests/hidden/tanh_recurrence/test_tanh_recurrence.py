"""Hidden tests of the tanh recurrence."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, recurrent, turned

WORDS = ("to", "be", "or", "not", "a", "question")


def scores(rng, steps, symbols):
    """Logits whose rows differ in level."""
    return rng.normal(scale=2, size=(steps, symbols)) + rng.uniform(-30, 30, (steps, 1))


def choose_targets(rng, steps, symbols):
    """Targets that name symbol 0 and name it again, where there are steps enough."""
    targets = rng.integers(0, symbols, steps)
    targets[: max(steps - 1, 0) : 2] = 0
    return targets


def sink_targets(rng, logits, targets):
    """The same logits, with every other target far below its row: by 800 to 1500, or 45 to 300."""
    far = logits.copy()
    for t in range(0, len(targets), 2):
        low, high = (45, 300) if t % 4 else (800, 1500)
        far[t, targets[t]] = far[t].min() - rng.uniform(low, high)
    return far


@pytest.mark.criterion("step")
@pytest.mark.parametrize(("features", "width"), [(5, 3), (4, 4)])
def test_one_step(compare, rng, features, width):
    """Two problems of one shape: nothing may be left over from the first."""
    for _ in range(2):
        x_t, h_prev = entries(rng, features), entries(rng, width)
        compare("rnn_step", x_t, h_prev, *parameters(rng, features, width))
    compare("rnn_step", x_t, h_prev, *parameters(rng, features, width))


@pytest.mark.criterion("step")
def test_one_step_of_small_problems(compare, rng):
    """One unit, one feature, an input of zeros, a state of zeros, and both."""
    compare("rnn_step", entries(rng, 3), entries(rng, 1), *parameters(rng, 3, 1))
    compare("rnn_step", entries(rng, 1), entries(rng, 1), *parameters(rng, 1, 1))
    weights = parameters(rng, 1, 4)
    compare("rnn_step", entries(rng, 1), entries(rng, 4), *weights)
    compare("rnn_step", np.zeros(1), entries(rng, 4), *weights)
    compare("rnn_step", entries(rng, 1), np.zeros(4), *weights)
    compare("rnn_step", np.zeros(1), np.zeros(4), *weights)


@pytest.mark.criterion("step")
def test_one_step_of_views(compare, rng):
    """Strided, reversed and transposed arguments."""
    W_xh, W_hh, b_h = parameters(rng, 5, 3)
    x_t, h_prev = entries(rng, 5), entries(rng, 3)
    compare("rnn_step", every_other(x_t), backwards(h_prev), turned(W_xh), W_hh, every_other(b_h))
    compare("rnn_step", backwards(x_t), every_other(h_prev), W_xh, turned(W_hh), backwards(b_h))
    compare("rnn_step", x_t, h_prev, backwards(W_xh), every_other(W_hh), b_h)


@pytest.mark.criterion("step")
def test_one_step_saturates(compare, rng):
    """Sums of about a million, and sums of 5 to 15, of both signs."""
    W_xh, W_hh, b_h = parameters(rng, 4, 6)
    x_t, h_prev = entries(rng, 4), entries(rng, 6)
    compare("rnn_step", x_t, h_prev, W_xh, W_hh, b_h)
    compare("rnn_step", 1e6 * x_t, h_prev, W_xh, W_hh, b_h)
    compare("rnn_step", -1e6 * x_t, h_prev, W_xh, W_hh, b_h)
    compare("rnn_step", np.zeros(4), h_prev, W_xh, W_hh, np.array([6, -6, 8, -8, 15, -15.0]))


@pytest.mark.criterion("forward")
def test_states(compare, rng):
    """Three widths that differ; two problems of one shape, and one of even length."""
    for steps in (7, 7, 4):
        compare("rnn_forward", entries(rng, steps, 5), *parameters(rng, 5, 3))


@pytest.mark.criterion("forward")
def test_states_of_square_problems(compare, rng):
    """As many steps as features, as many units as features, and all three equal."""
    compare("rnn_forward", entries(rng, 4, 4), *parameters(rng, 4, 3))
    compare("rnn_forward", entries(rng, 6, 3), *parameters(rng, 3, 3))
    compare("rnn_forward", entries(rng, 5, 5), *parameters(rng, 5, 5))


@pytest.mark.criterion("forward")
def test_states_of_repeated_and_empty_inputs(compare, rng):
    """Inputs that come twice, and inputs of zeros, at the start, inside and at the end."""
    weights = parameters(rng, 4, 3)
    x = entries(rng, 6, 4)
    x[[0, 3, 5]] = 0
    compare("rnn_forward", x, *weights)
    compare("rnn_forward", np.eye(4)[[1, 2, 2, 0, 1]], *weights)


@pytest.mark.criterion("forward")
def test_states_of_small_problems(compare, rng):
    """No step, one step, one unit, one feature."""
    compare("rnn_forward", entries(rng, 3, 1), *parameters(rng, 1, 2))
    compare("rnn_forward", entries(rng, 4, 2), *parameters(rng, 2, 1))
    compare("rnn_forward", entries(rng, 3, 1), *parameters(rng, 1, 1))
    compare("rnn_forward", entries(rng, 1, 4), *parameters(rng, 4, 3))
    compare("rnn_forward", entries(rng, 1, 1), *parameters(rng, 1, 1))
    compare("rnn_forward", np.zeros((0, 4)), *parameters(rng, 4, 3))


@pytest.mark.criterion("forward")
def test_states_of_views(compare, rng):
    """Strided, transposed and reversed arguments."""
    W_xh, W_hh, b_h = parameters(rng, 4, 3)
    x = entries(rng, 5, 4)
    compare("rnn_forward", every_other(x), W_xh, turned(W_hh), every_other(b_h))
    compare("rnn_forward", turned(x), backwards(W_xh), W_hh, backwards(b_h))
    compare("rnn_forward", backwards(x), turned(W_xh), every_other(W_hh), b_h)


@pytest.mark.criterion("forward")
def test_states_of_many_and_large_inputs(compare, rng):
    """More than a hundred steps, and inputs that push every state to 1 or -1."""
    compare("rnn_forward", entries(rng, 105, 2), *parameters(rng, 2, 5))
    W_xh, _, b_h = parameters(rng, 2, 4)
    W_hh = 3 * recurrent(rng, 4)
    compare("rnn_forward", 1e6 * entries(rng, 4, 2), W_xh, W_hh, b_h)
    x = entries(rng, 5, 2)
    x[1:3] *= 1e6
    compare("rnn_forward", x, W_xh, W_hh, b_h)


@pytest.mark.criterion("initial_state")
def test_given_start_state(compare, rng):
    """By position and by name, and of a size that tanh does not reach."""
    weights = parameters(rng, 5, 3)
    x, h0 = entries(rng, 4, 5), entries(rng, 3)
    compare("rnn_forward", x, *weights, h0)
    compare("rnn_forward", x, *weights, h0=2.5 * h0)
    compare("rnn_forward", entries(rng, 3, 4), *parameters(rng, 4, 4), h0=entries(rng, 4))


@pytest.mark.criterion("initial_state")
def test_zeros_in_the_start_state(compare, rng):
    """A start state with some zeros is none of zeros, and None is all zeros."""
    weights = parameters(rng, 2, 4)
    x, h0 = entries(rng, 3, 2), entries(rng, 4)
    h0[[0, 2]] = 0
    compare("rnn_forward", x, *weights, h0=h0)
    compare("rnn_forward", x, *weights, h0=np.array([0.5, -0.5, 0.25, -0.25]))
    compare("rnn_forward", x, *weights, h0=np.zeros(4))
    compare("rnn_forward", x, *weights, h0=None)


@pytest.mark.criterion("initial_state")
def test_start_state_of_small_problems_and_views(compare, rng):
    """One step, no step, one unit; a strided and a reversed start state."""
    weights = parameters(rng, 2, 3)
    h0 = entries(rng, 3)
    compare("rnn_forward", entries(rng, 1, 2), *weights, h0=h0)
    compare("rnn_forward", np.zeros((0, 2)), *weights, h0=h0)
    compare("rnn_forward", entries(rng, 3, 2), *parameters(rng, 2, 1), h0=entries(rng, 1))
    compare("rnn_forward", entries(rng, 3, 2), *weights, h0=every_other(h0))
    compare("rnn_forward", entries(rng, 3, 2), *weights, h0=backwards(h0))


@pytest.mark.criterion("initial_state")
def test_a_sequence_in_two_pieces(compare, rng):
    """The second piece continues where the first one ended."""
    weights = parameters(rng, 3, 4)
    x, h0 = entries(rng, 7, 3), entries(rng, 4)
    compare("rnn_forward", x, *weights, h0=h0)
    cut = int(rng.integers(2, 6))
    whole = compare.like("rnn_forward", x, *weights, h0=h0)
    first = compare.like("rnn_forward", x[:cut], *weights, h0=h0)
    second = compare.like("rnn_forward", x[cut:], *weights, h0=first[-1])
    assert np.allclose(np.concatenate([first, second]), whole, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("outputs")
def test_logits(compare, rng):
    """Outputs unlike units in number, and as many; two problems of one shape."""
    for steps, width, outputs in ((5, 3, 4), (5, 3, 4), (6, 4, 2), (3, 3, 3)):
        compare(
            "rnn_outputs",
            entries(rng, steps, width),
            entries(rng, outputs, width),
            entries(rng, outputs),
        )


@pytest.mark.criterion("outputs")
def test_logits_of_small_and_large_problems(compare, rng):
    """No step, one step, one output, one unit; states, weights and biases of any size."""
    W_hy, b_y = entries(rng, 4, 3), entries(rng, 4)
    compare("rnn_outputs", 3 * entries(rng, 4, 3), 40 * W_hy, 5 * b_y)
    compare("rnn_outputs", entries(rng, 4, 3), entries(rng, 1, 3), entries(rng, 1))
    compare("rnn_outputs", entries(rng, 3, 1), entries(rng, 2, 1), entries(rng, 2))
    compare("rnn_outputs", entries(rng, 1, 3), W_hy, b_y)
    compare("rnn_outputs", entries(rng, 1, 3), entries(rng, 1, 3), entries(rng, 1))
    compare("rnn_outputs", np.zeros((0, 3)), W_hy, b_y)


@pytest.mark.criterion("outputs")
def test_logits_of_views(compare, rng):
    """Strided, transposed and reversed arguments."""
    h, W_hy, b_y = entries(rng, 5, 3), entries(rng, 4, 3), entries(rng, 4)
    compare("rnn_outputs", every_other(h), turned(W_hy), backwards(b_y))
    compare("rnn_outputs", turned(h), backwards(W_hy), every_other(b_y))
    compare("rnn_outputs", backwards(h), every_other(W_hy), b_y)


@pytest.mark.criterion("softmax_stable")
def test_softmax(compare, rng):
    """One row and several, square and not, one symbol, small probabilities, views."""
    compare("softmax", rng.normal(size=5))
    compare("softmax", rng.normal(size=(1, 4)))
    compare("softmax", rng.normal(size=(4, 1)))
    compare("softmax", rng.normal(size=(5, 5)))
    z = rng.normal(size=(4, 6))
    z[:, 2] += 6
    z[0, 2] = z[0].max() + 14.5
    z[1, 2] = z[1, 4] + 16
    compare("softmax", z)
    compare("softmax", every_other(z))
    compare("softmax", turned(z))
    compare("softmax", backwards(z))
    compare("softmax", backwards(z[1]))


@pytest.mark.criterion("softmax_stable")
def test_softmax_of_one_row_of_large_scores(compare, rng):
    """(1000, 1001, 1002) has the probabilities of (0, 1, 2), and (-1002, -1001, -1000) too."""
    low = compare.like("softmax", np.array([0.0, 1.0, 2.0]))
    for start in (1000.0, -1002.0, 1e6):
        z = start + np.arange(3.0)
        compare("softmax", z)
        assert np.allclose(compare.like("softmax", z), low, rtol=1e-9, atol=0)
    order = rng.permutation(4)
    compare("softmax", np.array([0.0, 1000.0, -1000.0, 1001.0])[order])
    compare("softmax", np.array([-1000.0, 0.0, 1.0, 2.0]))
    compare("softmax", np.array([1.0, 0.0, -1.0, 2000.0]))


@pytest.mark.criterion("softmax_stable")
def test_softmax_of_rows_of_different_level(compare, rng):
    """Rows thousands apart, in either order, and a row with a wide range."""
    z = rng.normal(size=(5, 4)) + np.array([[-3000.0], [0.0], [2000.0], [-800.0], [900.0]])
    z[1] *= 700
    compare("softmax", z)
    compare("softmax", z[::-1])
    compare("softmax", z[[0, 3]])


@pytest.mark.criterion("softmax_stable")
def test_softmax_ignores_a_constant(compare, rng):
    """Adding a constant to a row changes nothing, and every row adds up to 1."""
    z = rng.normal(size=(3, 5))
    compare("softmax", z)
    moved = compare.like("softmax", z + np.array([[1500.0], [-1500.0], [0.5]]))
    assert np.allclose(moved, compare.like("softmax", z), rtol=1e-9, atol=1e-12)
    assert np.allclose(moved.sum(axis=1), 1, rtol=1e-12, atol=0)


@pytest.mark.criterion("cross_entropy")
def test_loss(compare, rng):
    """Ordinary logits, then the same with some targets far below; two and five symbols."""
    for steps, symbols in ((6, 5), (7, 2), (4, 4)):
        logits, targets = scores(rng, steps, symbols), choose_targets(rng, steps, symbols)
        compare("cross_entropy", logits, targets)
        compare("cross_entropy", sink_targets(rng, logits, targets), targets)


@pytest.mark.criterion("cross_entropy")
def test_loss_of_improbable_targets(compare, rng):
    """A target 2000 below the other symbol costs exactly 2000, and the loss has no upper bound."""
    exactly = compare.within(rtol=1e-12, atol=0)
    exactly("cross_entropy", np.array([[0.0, -2000.0]]), np.array([1]))
    exactly(
        "cross_entropy", np.array([[2000.0, 0.0], [-2000.0, 0.0], [0, 9e4]]), np.array([1, 0, 0])
    )
    logits = scores(rng, 5, 3) + np.array([[4000.0], [-4000.0], [0.0], [800.0], [-800.0]])
    compare("cross_entropy", logits, choose_targets(rng, 5, 3))


@pytest.mark.criterion("cross_entropy")
def test_loss_of_small_problems(compare, rng):
    """No step gives 0.0; one step; one symbol; targets that are nearly certain."""
    compare("cross_entropy", scores(rng, 3, 4), choose_targets(rng, 3, 4))
    compare("cross_entropy", scores(rng, 1, 4), rng.integers(0, 4, 1))
    for _ in range(2):
        likely = choose_targets(rng, 2, 3)
        compare("cross_entropy", rng.normal(size=(2, 3)) + 9 * np.eye(3)[likely], likely)
    compare("cross_entropy", scores(rng, 3, 1), np.zeros(3, dtype=int))
    compare("cross_entropy", np.zeros((0, 4)), np.zeros(0, dtype=int))


@pytest.mark.criterion("cross_entropy")
def test_loss_of_views(compare, rng):
    """Strided, transposed and reversed logits and targets, with levels thousands apart."""
    logits, targets = scores(rng, 5, 4), np.array([0, 3, 1, 2, 2])
    far = sink_targets(rng, logits, targets)
    compare("cross_entropy", every_other(logits), backwards(targets))
    compare("cross_entropy", turned(far), np.repeat(targets, 2)[::2])
    compare("cross_entropy", backwards(far), targets)


@pytest.mark.criterion("tokens_and_hygiene")
def test_tokens(compare, rng):
    """Words of any length in any order, repeated tokens, negative and large logits, no step."""
    vocabulary = [WORDS[i] for i in rng.permutation(6)]
    logits = entries(rng, 8, 6) - np.array([[0], [5], [0], [5], [0], [0], [5], [5]])
    logits[[0, 1, 5, 6], [2, 3, 4, 4]] += 3
    logits[1, 0] -= 2
    compare("predict_tokens", logits, vocabulary)
    compare("predict_tokens", turned(logits), vocabulary)
    compare("predict_tokens", np.array([[-900.0, 800.0, 900.0]]), ["r", "n", "q"])
    compare("predict_tokens", np.zeros((0, 6)), vocabulary)


@pytest.mark.criterion("tokens_and_hygiene")
def test_first_token_wins_a_tie(compare, rng):
    """Equal logits give the first symbol, nearly equal ones the higher."""
    vocabulary = [WORDS[i] for i in rng.permutation(6)]
    compare("predict_tokens", entries(rng, 4, 6), vocabulary)
    tied = entries(rng, 5, 6) - 2
    tied[[0, 0, 1, 1, 2, 2], [1, 4, 0, 5, 3, 4]] = 1.5
    tied[3] = -1.0
    tied[4, [2, 4]] = 1.0, 1.0 + 1e-7
    compare("predict_tokens", tied, vocabulary)


@pytest.mark.criterion("tokens_and_hygiene")
def test_states_and_outputs_leave_their_arguments(compare, rng):
    """Nothing is written into inputs, states, weights or biases."""
    W_xh, W_hh, b_h = parameters(rng, 3, 3)
    x, h0 = entries(rng, 4, 3), entries(rng, 3)
    compare.unchanged("rnn_step", x[0], h0, W_xh, W_hh, b_h)
    compare.unchanged("rnn_forward", x, W_xh, W_hh, b_h)
    compare.unchanged("rnn_forward", x, W_xh, W_hh, b_h, h0=h0)
    compare.unchanged("rnn_outputs", x, W_hh, b_h)


@pytest.mark.criterion("tokens_and_hygiene")
def test_scores_leave_their_arguments(compare, rng):
    """Nothing is written into scores, targets or vocabulary."""
    logits, targets = scores(rng, 4, 3), choose_targets(rng, 4, 3)
    compare.unchanged("softmax", logits)
    compare.unchanged("softmax", logits[0])
    compare.unchanged("cross_entropy", logits, targets)
    compare.unchanged("predict_tokens", logits, ["r", "n", "m"])
