"""The reference solution of tanh_recurrence against the course's verified numbers."""

import ast
from pathlib import Path

import numpy as np
import pytest

SLUG = "tanh_recurrence"
TIGHT = {"rtol": 1e-11, "atol": 1e-13}


@pytest.fixture(scope="module")
def reference(load_reference):
    """The reference solution."""
    return load_reference(SLUG)


@pytest.fixture(scope="module")
def numbers(golden):
    """The verified value of each key, arrays as arrays."""

    def value(key):
        found = golden(SLUG)[key]["value"]
        return np.array(found, dtype=float) if isinstance(found, list) else found

    return value


class Sheet:
    """The network of the word hello, computed with the reference solution."""

    def __init__(self, reference, numbers):
        self.x = numbers("hello.one_hot_columns_hell").T
        self.W_xh = numbers("hello.W_xh")
        self.W_hh = numbers("hello.W_hh_scalar") * np.eye(3)
        self.b_h = np.full(3, numbers("hello.b_h_scalar"))
        self.W_hy = numbers("hello.W_hy")
        self.targets = np.array([1, 2, 2, 3])
        self.h = reference.rnn_forward(self.x, self.W_xh, self.W_hh, self.b_h)
        self.y = reference.rnn_outputs(self.h, self.W_hy, np.zeros(4))


@pytest.fixture(scope="module")
def sheet(reference, numbers):
    """The worked example of the lecture notes."""
    return Sheet(reference, numbers)


def det(shape, k):
    """Reproducible weights: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(np.prod(shape))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


PRINTED = (
    "hello.one_hot_columns_hell",
    "hello.W_xh",
    "hello.W_hh_scalar",
    "hello.b_h_scalar",
    "hello.Wxh_x_h",
    "hello.Wxh_x_e",
    "hello.h2",
    "hello.y2",
    "hello.argmax_y2",
    "hidden_state_length_in_pseudocode",
)


def test_the_list_of_printed_numbers_is_complete(golden):
    """Every key with a printed number is compared with its print below."""
    assert {key for key, entry in golden(SLUG).items() if "printed" in entry} == set(PRINTED)


@pytest.mark.parametrize("key", PRINTED)
def test_the_notes_print_the_verified_number(golden, key):
    """What the notes print lies within its stated distance of the verified value."""
    entry = golden(SLUG)[key]
    if isinstance(entry["value"], str):
        assert entry["printed"] == entry["value"]
    else:
        difference = np.abs(np.array(entry["value"]) - np.array(entry["printed"]))
        assert difference.max() <= entry["within"]


def test_the_letters_are_columns_of_the_one_hot_table(numbers, golden):
    """The letters h, e, l, l of the vocabulary give the table of the notes."""
    vocabulary = golden(SLUG)["hello.vocabulary"]["value"]
    table = np.eye(4)[[vocabulary.index(letter) for letter in "hell"]].T
    assert np.array_equal(table, numbers("hello.one_hot_columns_hell"))


def test_the_sums_before_tanh_are_those_of_the_sheet(sheet, numbers):
    """Input terms of the first two letters, and recurrent terms with the bias."""
    assert np.allclose(sheet.W_xh @ sheet.x[0], numbers("hello.Wxh_x_h"), **TIGHT)
    assert np.allclose(sheet.W_xh @ sheet.x[1], numbers("hello.Wxh_x_e"), **TIGHT)
    assert np.allclose(sheet.W_hh @ np.zeros(3) + sheet.b_h, numbers("hello.Whh_h0_plus_b"))
    assert np.allclose(sheet.W_hh @ sheet.h[0] + sheet.b_h, numbers("hello.Whh_h1_plus_b"), **TIGHT)


def test_the_states_of_the_sheet(sheet, reference, numbers):
    """h_1, h_2 and all four states, by the sequence and by single steps."""
    parameters = (sheet.W_xh, sheet.W_hh, sheet.b_h)
    h_1 = reference.rnn_step(sheet.x[0], np.zeros(3), *parameters)
    assert np.allclose(h_1, numbers("hello.h1"), **TIGHT)
    assert np.allclose(
        reference.rnn_step(sheet.x[1], h_1, *parameters), numbers("hello.h2"), **TIGHT
    )
    assert np.allclose(sheet.h, numbers("hello.h_all"), **TIGHT)
    assert np.allclose(sheet.h[:2], [numbers("hello.h1"), numbers("hello.h2")], **TIGHT)


def test_the_first_state_follows_from_the_printed_second(sheet, golden):
    """The printed h_2, taken backwards, gives the h_1 that the notes show as a picture."""
    printed = np.array(golden(SLUG)["hello.h2"]["printed"])
    h_1 = (np.arctanh(printed) - sheet.W_xh @ sheet.x[1] - sheet.b_h) / sheet.W_hh[0, 0]
    assert np.allclose(h_1, sheet.h[0], rtol=0, atol=1e-5)
    assert not np.array_equal(h_1, sheet.h[0])


def test_the_logits_of_the_sheet(sheet, numbers):
    """y_2 and all four rows."""
    assert np.allclose(sheet.y[1], numbers("hello.y2"), **TIGHT)
    assert np.allclose(sheet.y, numbers("hello.y_all"), **TIGHT)


def test_the_probabilities_of_the_sheet(sheet, reference, numbers):
    """softmax of y_2 as one row, and of all rows."""
    assert np.allclose(reference.softmax(sheet.y[1]), numbers("hello.softmax_y2"), **TIGHT)
    assert np.allclose(reference.softmax(sheet.y), numbers("hello.softmax_all"), **TIGHT)


def test_the_letter_predicted_after_he_is_h(sheet, reference, golden):
    """The untrained network says h where l is the target."""
    tokens = reference.predict_tokens(sheet.y, golden(SLUG)["hello.vocabulary"]["value"])
    assert tokens[1] == golden(SLUG)["hello.argmax_y2"]["value"] != "l"
    assert len(tokens) == 4


def test_the_losses_of_the_sheet(sheet, reference, numbers):
    """Each step alone, their sum, their mean, and the last one."""
    steps = [
        reference.cross_entropy(sheet.y[t : t + 1], sheet.targets[t : t + 1]) for t in range(4)
    ]
    assert np.allclose(steps, numbers("hello.cross_entropy_per_step"), **TIGHT)
    total = reference.cross_entropy(sheet.y, sheet.targets)
    assert np.isclose(total, numbers("hello.cross_entropy_sum"), **TIGHT)
    assert np.isclose(total / 4, numbers("hello.cross_entropy_mean"), **TIGHT)
    assert np.isclose(steps[3], numbers("hello.cross_entropy_last_step_only"), **TIGHT)


def test_the_printed_state_needs_bias_and_recurrence(sheet, reference, numbers, golden):
    """Without the bias, or without the state before, the second state is another."""
    zeros = np.zeros(3)
    without = reference.rnn_forward(sheet.x, sheet.W_xh, sheet.W_hh, zeros)[1]
    alone = reference.rnn_step(sheet.x[1], zeros, sheet.W_xh, sheet.W_hh, sheet.b_h)
    assert np.allclose(without, numbers("hello.h2_if_bias_dropped"), **TIGHT)
    assert np.allclose(alone, numbers("hello.h2_if_h0_used"), **TIGHT)
    printed = np.array(golden(SLUG)["hello.h2"]["printed"])
    assert np.abs(without - printed).min() > 0.1
    assert np.abs(alone - printed).min() > 0.04


def test_the_logits_read_from_the_first_state_are_others(sheet, reference, numbers):
    """y_2 read from h_1 is y_1."""
    late = reference.rnn_outputs(sheet.h[:1], sheet.W_hy, np.zeros(4))[0]
    assert np.allclose(late, numbers("hello.y2_if_h1_used"), **TIGHT)
    assert np.abs(late - numbers("hello.y2")).min() > 0.08


def test_two_steps_with_one_unit(reference, numbers):
    """The two-step formulas with numbers, with tanh on the output as the notes have it."""
    one = np.ones((1, 1))
    h = reference.rnn_forward(np.array([[1.0], [0.5]]), 0.5 * one, 0.8 * one, np.array([0.1]))
    y = np.tanh(reference.rnn_outputs(h, 1.2 * one, np.array([0.1])))
    found = [h[0, 0], y[0, 0], h[1, 0], y[1, 0]]
    assert np.allclose(found, numbers("two_step.h1_y1_h2_y2"), **TIGHT)
    assert np.isclose(y[0, 0], numbers("two_step.y2_with_seed_typo"), **TIGHT)


def test_the_state_has_as_many_entries_as_the_list_of_zeros_in_the_notes(reference, numbers):
    """Four zeros to start with make a state of four units."""
    length = numbers("hidden_state_length_in_pseudocode")
    start = np.array([0.0, 0.0, 0.0, 0.0])
    weights = (det((length, 2), 1), det((length, length), 2), det((length,), 3))
    h = reference.rnn_forward(det((3, 2), 4), *weights, h0=start)
    assert h.shape == (3, len(start))
    assert np.array_equal(h, reference.rnn_forward(det((3, 2), 4), *weights))


def test_a_network_without_biases(reference, numbers):
    """Three steps of two units with a linear output: the states, and the error of the outputs."""
    x, d = numbers("shiraz.tanh_linear.x"), numbers("shiraz.tanh_linear.d")
    weights = numbers("shiraz.tanh_linear.W_IH"), numbers("shiraz.tanh_linear.W_HH")
    h = reference.rnn_forward(x, *weights, np.zeros(2))
    assert np.allclose(h, numbers("shiraz.tanh_linear.h"), **TIGHT)
    y = reference.rnn_outputs(h, numbers("shiraz.tanh_linear.W_HO"), np.zeros(1))
    error = 0.5 * np.sum((d - y) ** 2)
    assert np.isclose(error, numbers("shiraz.tanh_linear.E_tot"), **TIGHT)


@pytest.mark.parametrize("review", ["R1", "R2", "R3"])
def test_the_states_of_the_movie_reviews(reference, numbers, review):
    """Reviews of three and four words run through the same weights."""
    h = reference.rnn_forward(
        numbers(f"movie.{review}"), det((3, 5), 1), det((3, 3), 2), det((3,), 3)
    )
    assert np.allclose(h, numbers(f"movie_net.{review}.h"), **TIGHT)


def test_a_bias_outside_tanh_gives_another_state(reference, numbers):
    """The formula with the bias after the activation ends in another state of the first review."""
    W_xh, W_hh, b_h = det((3, 5), 1), det((3, 3), 2), det((3,), 3)
    h = np.zeros(3)
    for x_t in numbers("movie.R1"):
        h = reference.rnn_step(x_t, h, W_xh, W_hh, np.zeros(3)) + b_h
    assert np.allclose(h, numbers("movie_net.R1.bias_outside"), **TIGHT)
    assert np.abs(h - numbers("movie_net.R1.h")[-1]).min() > 0.07


def test_softmax_of_large_scores_is_that_of_small_ones(reference, numbers):
    """Only differences count."""
    for z in ([1000.0, 1001.0, 1002.0], [0.0, 1.0, 2.0], [-1002.0, -1001.0, -1000.0]):
        p = reference.softmax(np.array(z))
        assert np.allclose(p, numbers("softmax.large_logits"), **TIGHT)


def test_an_impossible_target_costs_exactly_its_distance(reference, numbers):
    """A target 2000 below the best symbol costs 2000, to the last bit."""
    loss = reference.cross_entropy(np.array([[0.0, -2000.0]]), np.array([1]))
    assert [loss] == numbers("ce.extreme").tolist()
    assert type(loss) is float


def test_a_sequence_in_two_pieces_is_the_sequence(reference):
    """The last state of the first piece starts the second, wherever the cut is."""
    x, weights = det((6, 2), 3), (det((4, 2), 1), det((4, 4), 2), det((4,), 5))
    whole = reference.rnn_forward(x, *weights)
    for cut in range(1, 6):
        first = reference.rnn_forward(x[:cut], *weights)
        second = reference.rnn_forward(x[cut:], *weights, h0=first[-1])
        assert np.allclose(np.concatenate([first, second]), whole, rtol=1e-14, atol=1e-15)


def test_a_state_depends_on_no_later_input(reference):
    """Changing input t changes the states from t on, and none before."""
    x, weights = det((5, 2), 3), (det((4, 2), 1), det((4, 4), 2), det((4,), 5))
    before = reference.rnn_forward(x, *weights)
    for t in range(5):
        other = x.copy()
        other[t] += 0.5
        changed = (reference.rnn_forward(other, *weights) != before).any(axis=1)
        assert changed.tolist() == [step >= t for step in range(5)]


def test_no_steps_give_no_states_and_no_loss(reference):
    """T = 0 keeps the other sizes."""
    h = reference.rnn_forward(np.zeros((0, 2)), det((3, 2), 1), det((3, 3), 2), det((3,), 3))
    y = reference.rnn_outputs(h, det((4, 3), 1), det((4,), 2))
    assert (h.shape, h.dtype, y.shape, y.dtype) == ((0, 3), np.float64, (0, 4), np.float64)
    loss = reference.cross_entropy(y, np.zeros(0, dtype=int))
    assert (loss, type(loss)) == (0.0, float)
    assert reference.predict_tokens(y, ["a", "b", "c", "d"]) == []


def test_results_share_no_memory_with_arguments(reference):
    """Also where a result could be the argument itself."""
    x, weights = det((1, 3), 3), (det((3, 3), 1), det((3, 3), 2), det((3,), 5))
    h0 = det((3,), 1)
    h = reference.rnn_forward(x, *weights, h0=h0)
    assert not any(np.shares_memory(h, argument) for argument in (x, *weights, h0))
    assert not np.shares_memory(reference.softmax(x), x)
    assert not np.shares_memory(reference.rnn_outputs(h, weights[1], h0), h)


def test_loss_and_softmax_belong_together(reference):
    """The loss of a step is minus the logarithm of the probability of its target."""
    logits, targets = 4 * det((6, 5), 2), np.array([0, 4, 1, 3, 2, 0])
    p = reference.softmax(logits)
    expected = -np.log(p[np.arange(6), targets]).sum()
    assert np.isclose(reference.cross_entropy(logits, targets), expected, rtol=1e-13, atol=0)
    assert np.allclose(p.sum(axis=1), 1, rtol=0, atol=1e-15)


def test_every_verified_number_is_tested(golden):
    """No key of the file of verified numbers is left out of this module."""
    source = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(source) if isinstance(node, ast.Constant)]
    named = {text for text in texts if isinstance(text, str)}
    reviews = {f"movie{part}" for r in ("R1", "R2", "R3") for part in (f".{r}", f"_net.{r}.h")}
    assert set(golden(SLUG)) <= named | reviews
