"""The reference solution on bidirectional networks against verified numbers and relations."""

import numpy as np
import pytest

SLUG = "bidirectional"
MODES = ("concat", "sum", "ave", "mul")
NAMES = ("W_xh_f", "W_hh_f", "b_h_f", "W_xh_b", "W_hh_b", "b_h_b", "W_fy", "W_by", "b_y")


def det(shape, k):
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def layer(k, features=3, width=2):
    return det((width, features), k), det((width, width), k + 1), det((width,), k + 2)


X, D = det((4, 3), 1), det((4, 2), 3)
FORWARD, BACKWARD = layer(2), layer(6)
HEAD = det((2, 2), 5), det((2, 2), 9), det((2,), 10)


@pytest.fixture(scope="module")
def numbers(golden):
    return {key: np.array(entry["value"]) for key, entry in golden(SLUG).items()}


@pytest.fixture(scope="module")
def states(work):
    return work.birnn_states(X, FORWARD, BACKWARD)


def problem(rng, T=5, features=3, widths=(4, 2), outputs=2):
    """A random network of unequal widths, with a sequence and both initial states."""

    def draw(*shape):
        return rng.uniform(-1, 1, shape)

    layers = [(draw(H, features), 0.5 * draw(H, H), draw(H)) for H in widths]
    head = draw(outputs, widths[0]), draw(outputs, widths[1]), draw(outputs)
    starts = draw(widths[0]), draw(widths[1])
    return draw(T, features), draw(T, outputs), *layers, *head, *starts


def assert_equal(actual, expected):
    np.testing.assert_allclose(actual, expected, rtol=1e-9, atol=1e-12)


def test_the_golden_states_are_those_of_the_reference(states, numbers):
    assert_equal(states[0], numbers["birnn.forward_states"])
    assert_equal(states[1], numbers["birnn.backward_states"])


@pytest.mark.parametrize("mode", MODES)
def test_the_golden_merges_are_those_of_the_reference(work, states, numbers, mode):
    assert_equal(work.merge_states(*states, mode), numbers[f"birnn.{mode}"])


def test_the_golden_final_states_are_those_of_the_reference(work, states, numbers):
    assert_equal(work.final_states(*states), numbers["birnn.last_concat"])


def test_the_golden_outputs_are_those_of_the_reference(work, states, numbers):
    assert_equal(work.birnn_outputs(*states, *HEAD), numbers["birnn.y"])


@pytest.mark.parametrize("name", NAMES)
def test_the_golden_gradients_are_those_of_the_reference(work, numbers, name):
    loss, gradients = work.birnn_gradients(X, D, FORWARD, BACKWARD, *HEAD)
    assert type(loss) is float
    assert_equal(loss, numbers["birnn.loss"])
    assert_equal(gradients[name], numbers[f"birnn.gradients.{name}"])


def test_the_golden_errors_explain_the_gradients(work, states, numbers):
    h_f, h_b = states
    delta_y, delta_f, delta_b = (numbers[f"birnn.gradients.delta_{part}"] for part in "yfb")
    _, gradients = work.birnn_gradients(X, D, FORWARD, BACKWARD, *HEAD)
    zeros = np.zeros((1, 2))
    assert_equal(delta_y, work.birnn_outputs(h_f, h_b, *HEAD) - D)
    assert_equal(delta_f.T @ X, gradients["W_xh_f"])
    assert_equal(delta_f.T @ np.vstack([zeros, h_f[:-1]]), gradients["W_hh_f"])
    assert_equal(delta_f.sum(axis=0), gradients["b_h_f"])
    assert_equal(delta_b.T @ X, gradients["W_xh_b"])
    assert_equal(delta_b.T @ np.vstack([h_b[1:], zeros]), gradients["W_hh_b"])
    assert_equal(delta_b.sum(axis=0), gradients["b_h_b"])


def test_every_golden_number_belongs_to_a_test(numbers):
    tested = {"forward_states", "backward_states", *MODES, "last_concat", "y", "loss"}
    gradients = {f"gradients.{name}" for name in (*NAMES, "delta_y", "delta_f", "delta_b")}
    assert set(numbers) == {f"birnn.{key}" for key in tested | gradients}


@pytest.mark.parametrize("with_starts", [True, False])
@pytest.mark.parametrize("T", [1, 2, 5])
def test_the_gradients_are_central_differences_of_the_loss(work, T, with_starts):
    x, d, forward, backward, W_fy, W_by, b_y, *starts = problem(np.random.default_rng(T), T)
    starts = starts if with_starts else []
    parameters = dict(zip(NAMES, (*forward, *backward, W_fy, W_by, b_y), strict=True))

    def loss():
        return work.birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, *starts)[0]

    _, gradients = work.birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, *starts)
    assert list(gradients) == list(NAMES)
    for name, parameter in parameters.items():
        assert gradients[name].shape == parameter.shape
        for index in np.ndindex(*parameter.shape):
            kept, step = parameter[index], 1e-5
            parameter[index] = kept + step
            above = loss()
            parameter[index] = kept - step
            below = loss()
            parameter[index] = kept
            assert (above - below) / (2 * step) == pytest.approx(
                gradients[name][index], rel=1e-6, abs=1e-8
            )


def test_reading_a_reversed_sequence_exchanges_the_two_layers(work):
    x, _, forward, backward, *_, h0_f, h0_b = problem(np.random.default_rng(7))
    h_f, h_b = work.birnn_states(x, forward, backward, h0_f, h0_b)
    turned_f, turned_b = work.birnn_states(x[::-1], backward, forward, h0_b, h0_f)
    assert_equal(turned_f, h_b[::-1])
    assert_equal(turned_b, h_f[::-1])


def test_gradients_of_a_reversed_sequence_exchange_the_two_layers(work):
    x, d, forward, backward, W_fy, W_by, b_y, *starts = problem(np.random.default_rng(8))
    loss, gradients = work.birnn_gradients(x, d, forward, backward, W_fy, W_by, b_y, *starts)
    turned_loss, turned = work.birnn_gradients(
        x[::-1], d[::-1], backward, forward, W_by, W_fy, b_y, *starts[::-1]
    )
    assert turned_loss == pytest.approx(loss, rel=1e-12)
    partners = [*NAMES[3:6], *NAMES[:3], "W_by", "W_fy", "b_y"]
    for name, partner in zip(NAMES, partners, strict=True):
        np.testing.assert_allclose(turned[partner], gradients[name], rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("t", range(5))
def test_an_input_reaches_later_forward_and_earlier_backward_states_only(work, t):
    x, _, forward, backward, *_ = problem(np.random.default_rng(9))
    before = work.birnn_states(x, forward, backward)
    x[t] += 0.5
    after = work.birnn_states(x, forward, backward)
    forward_moved, backward_moved = (
        (new != old).any(axis=1).tolist() for new, old in zip(after, before, strict=True)
    )
    assert forward_moved == [False] * t + [True] * (5 - t)
    assert backward_moved == [True] * (t + 1) + [False] * (4 - t)


def test_an_initial_state_continues_an_earlier_piece(work):
    x, _, forward, backward, *_ = problem(np.random.default_rng(10))
    h_f, h_b = work.birnn_states(x, forward, backward)
    assert_equal(work.birnn_states(x[2:], forward, backward, h_f[1])[0], h_f[2:])
    assert_equal(work.birnn_states(x[:2], forward, backward, None, h_b[2])[1], h_b[:2])


def test_one_step_is_read_by_both_layers_from_their_starts(work):
    x, _, forward, backward, *_, h0_f, h0_b = problem(np.random.default_rng(11), T=1)
    h_f, h_b = work.birnn_states(x, forward, backward, h0_f, h0_b)
    assert_equal(h_f[0], np.tanh(forward[0] @ x[0] + forward[1] @ h0_f + forward[2]))
    assert_equal(h_b[0], np.tanh(backward[0] @ x[0] + backward[1] @ h0_b + backward[2]))


def test_an_empty_sequence_has_states_and_outputs_without_rows(work):
    x, _, forward, backward, *head, _, _ = problem(np.random.default_rng(12), T=0)
    h_f, h_b = work.birnn_states(x, forward, backward)
    assert (h_f.shape, h_b.shape) == ((0, 4), (0, 2))
    assert work.merge_states(h_f, h_b).shape == (0, 6)
    assert work.birnn_outputs(h_f, h_b, *head).shape == (0, 2)
    with pytest.raises(ValueError, match="empty"):
        work.final_states(h_f, h_b)


@pytest.mark.parametrize("mode", ["average", "Concat", "", "s"])
def test_an_unknown_merge_mode_is_refused(work, states, mode):
    with pytest.raises(ValueError, match="unknown merge mode"):
        work.merge_states(*states, mode)


def test_concatenation_is_the_default_and_merges_other_than_that_are_symmetric(work, states):
    h_f, h_b = states
    assert_equal(work.merge_states(h_f, h_b), work.merge_states(h_f, h_b, "concat"))
    for mode in ("sum", "ave", "mul"):
        assert_equal(work.merge_states(h_f, h_b, mode), work.merge_states(h_b, h_f, mode))
    assert not np.allclose(work.merge_states(h_f, h_b), work.merge_states(h_b, h_f))


def test_the_outputs_are_one_layer_on_the_concatenated_states(work, states):
    W_fy, W_by, b_y = HEAD
    merged = work.merge_states(*states)
    assert_equal(work.birnn_outputs(*states, *HEAD), merged @ np.hstack([W_fy, W_by]).T + b_y)


def test_nothing_changes_its_arguments_and_no_result_shares_their_memory(work):
    x, d, forward, backward, *head, h0_f, h0_b = problem(np.random.default_rng(13), widths=(3, 3))
    h_f, h_b = work.birnn_states(x, forward, backward, h0_f, h0_b)
    arguments = [x, d, *forward, *backward, *head, h0_f, h0_b]
    given = [*arguments, h_f, h_b]
    copies = [array.copy() for array in given]
    results = [
        *work.birnn_states(x, forward, backward, h0_f, h0_b),
        *(work.merge_states(h_f, h_b, mode) for mode in MODES),
        work.birnn_outputs(h_f, h_b, *head),
        work.final_states(h_f, h_b),
        *work.birnn_gradients(x, d, forward, backward, *head, h0_f, h0_b)[1].values(),
    ]
    for array, copy in zip(given, copies, strict=True):
        np.testing.assert_array_equal(array, copy)
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in given)
