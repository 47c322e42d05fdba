"""Verified numbers of the lecture notes that belong to no single assignment.

What the windows of the character model allow is computed by counting them, so that any network
that is trained on them can be held to it.
"""

from collections import Counter, defaultdict
from fractions import Fraction
from itertools import takewhile

import numpy as np
import pytest

SLUG = "notes"
TEXT = "This is GeeksforGeeks a software training institute"
START = "This is G"
CATS = {"R1": "cat mat rat", "R2": "rat rat mat", "R3": "mat mat cat"}
MOVIES = ("movie was good", "movie was bad", "movie was not good")


@pytest.fixture(scope="module")
def encoding(load_reference):
    return load_reference("sequence_encoding")


def det(shape, k):
    """Reproducible weights: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(np.prod(shape))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def successors(encoding):
    """How often each character follows each window of three in the text."""
    characters = sorted(set(TEXT))
    X, y = encoding.sliding_windows(encoding.encode(list(TEXT), characters), 3)
    found = defaultdict(Counter)
    for window, label in zip(X, y, strict=True):
        found["".join(characters[i] for i in window)][characters[label]] += 1
    return found


def generated(encoding, after_eks, count=50):
    """The start, continued with the successor of its last window while that was ever seen."""
    found, text = successors(encoding), START
    while len(text) < len(START) + count and text[-3:] in found:
        likely = found[text[-3:]]
        text += after_eks if text[-3:] == "eks" else max(likely, key=likely.get)
    return text


def in_common(one, other):
    return "".join(
        a for a, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    )


def best_accuracy(encoding):
    right = sum(max(counts.values()) for counts in successors(encoding).values())
    return right / (len(TEXT) - 3)


def least_cross_entropy(encoding):
    found = successors(encoding).values()
    costs = [n * np.log(n / counts.total()) for counts in found for n in counts.values()]
    return -sum(costs) / (len(TEXT) - 3)


OF_WINDOWS = {
    "gfg.best_accuracy": best_accuracy,
    "gfg.min_mean_cross_entropy": least_cross_entropy,
    "gfg.start_seq_last3": lambda _: START[-3:],
    "gfg.generated_length": lambda e: len(generated(e, "f")),
    "gfg.greedy_if_eks_f": lambda e: generated(e, "f"),
    "gfg.lookup_generation_if_eks_space": lambda e: generated(e, " "),
    "gfg.generated_prefix": lambda e: in_common(generated(e, "f"), generated(e, " ")),
    "gfg.unseen_trigram": lambda e: generated(e, " ")[-3:],
    "gfg.training_log.steps_per_epoch": lambda e: e.count_batches(len(TEXT) - 3, 32),
    "sum3.training_log.updates_per_epoch": lambda e: e.count_batches(8000, 4),
    "flat_inputs.vocab12": lambda e: [e.flat_inputs(words, 12) for words in (3, 4)],
    "flat_inputs.vocab5": lambda e: [e.flat_inputs(len(m.split()), 5) for m in MOVIES],
}


@pytest.mark.parametrize("key", OF_WINDOWS)
def test_the_windows_and_batches_give_the_verified_number(encoding, numbers, key):
    found = OF_WINDOWS[key](encoding)
    if isinstance(found, float):
        assert found == pytest.approx(numbers[key], rel=1e-12)
    else:
        assert found == numbers[key]


def test_a_printed_accuracy_is_a_number_of_right_windows(golden, numbers):
    right, printed = numbers["gfg.accuracies_as_k_of_48"], golden(SLUG)["gfg.accuracies"]["printed"]
    assert [k / 48 for k in right] == pytest.approx(numbers["gfg.accuracies"], rel=1e-12)
    assert [round(k / 48, 4) for k in right] == printed
    assert max(right) / 48 < numbers["gfg.best_accuracy"]
    held_out = golden(SLUG)["sum3.training_log.held_out_accuracies"]
    assert [Fraction(str(p)) * 2000 for p in held_out["printed"]] == held_out["value"]


def test_equal_probabilities_cost_the_logarithm_of_the_vocabulary(load_reference, golden, numbers):
    recurrence = load_reference("tanh_recurrence")
    loss = recurrence.cross_entropy(np.zeros((1, len(set(TEXT)))), np.array([0]))
    assert loss == pytest.approx(numbers["gfg.chance_loss_ln17"], rel=1e-12)
    entry = golden(SLUG)["gfg.chance_loss_ln17"]
    assert 0 < loss - entry["printed"] < entry["within"]


def test_a_slope_is_never_steeper_than_its_verified_maximum(load_reference, numbers):
    flow = load_reference("gradient_flow")
    for activation in ("sigmoid", "tanh"):
        steepest = flow.activation_slope_max(activation)
        assert steepest == numbers[f"derivative.max_{activation}"]
    a, step = np.linspace(-3, 3, 601), 1e-6
    for activation, f in (("tanh", np.tanh), ("sigmoid", lambda z: 1 / (1 + np.exp(-z)))):
        slopes = (f(a + step) - f(a - step)) / (2 * step)
        assert a[slopes.argmax()] == pytest.approx(0, abs=1e-12)
        assert slopes.max() == pytest.approx(numbers[f"derivative.max_{activation}"], rel=1e-9)


def test_sequences_of_any_length_run_through_the_same_weights(load_reference, numbers):
    recurrence = load_reference("tanh_recurrence")
    weights = det((3, 2), 1), det((3, 3), 2), det((3,), 3)
    lengths = numbers["varlen.unrolled_steps"]
    assert [len(recurrence.rnn_forward(det((T, 2), 4), *weights)) for T in lengths] == lengths


@pytest.mark.parametrize("review", CATS)
def test_the_reviews_about_cats_run_through_the_network(load_reference, encoding, numbers, review):
    recurrence = load_reference("tanh_recurrence")
    x = encoding.one_hot(encoding.encode(CATS[review].split(), ["cat", "mat", "rat"]), 3)
    h = recurrence.rnn_forward(x, det((3, 3), 1), det((3, 3), 2), det((3,), 3))
    np.testing.assert_allclose(h, numbers[f"cat_net.{review}.h"], rtol=1e-11, atol=1e-13)
    logit = recurrence.rnn_outputs(h, det((1, 3), 4), det((1,), 5))[-1, 0]
    assert 1 / (1 + np.exp(-logit)) == pytest.approx(numbers[f"cat_net.{review}.y_hat"], rel=1e-12)


def test_what_the_notes_print_is_as_far_off_as_stated(golden):
    for key, entry in golden(SLUG).items():
        if "printed" in entry and key != "sum3.training_log.held_out_accuracies":
            difference = np.abs(np.subtract(entry["value"], entry["printed"]))
            assert difference.max() <= entry["within"], key


def test_every_verified_number_is_tested(golden):
    cats = {f"cat_net.{review}.{part}" for review in CATS for part in ("h", "y_hat")}
    elsewhere = {
        "gfg.accuracies",
        "gfg.accuracies_as_k_of_48",
        "gfg.chance_loss_ln17",
        "derivative.max_sigmoid",
        "derivative.max_tanh",
        "varlen.unrolled_steps",
        "sum3.training_log.held_out_accuracies",
    }
    assert set(golden(SLUG)) == set(OF_WINDOWS) | cats | elsewhere
