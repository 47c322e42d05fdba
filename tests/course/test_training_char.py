"""The reference solution of training_char: the text of the notes, golden numbers, learning."""

from collections import Counter
from itertools import product

import numpy as np
import pytest

SLUG = "training_char"
TEXT = "This is GeeksforGeeks a software training institute"
VOCABULARY = sorted(set(TEXT))
NUMBERS = [VOCABULARY.index(letter) for letter in TEXT]
X = np.eye(17)[[NUMBERS[i : i + 3] for i in range(48)]]
Y = np.array(NUMBERS[3:])
ACTIVATIONS = ("relu", "tanh")
NAMES = ("W_xh", "W_hh", "b_h", "W_hy", "b_y")


def det(shape, k):
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


SMALL = {
    "W_xh": det((2, 3), 1),
    "W_hh": det((2, 2), 2),
    "b_h": det((2,), 3),
    "W_hy": det((3, 2), 4),
    "b_y": det((3,), 5),
}
PAIR, TARGETS = np.eye(3)[[[0, 1], [2, 0]]], np.array([2, 1])


def successors():
    """How often each letter follows each window of the text."""
    found = {}
    for i in range(48):
        found.setdefault(TEXT[i : i + 3], Counter())[TEXT[i + 3]] += 1
    return found


def entropy():
    """The least mean loss: that of the frequencies themselves."""
    total = 0.0
    for counts in successors().values():
        rows = counts.total()
        total -= sum(n * np.log(n / rows) for n in counts.values())
    return total / 48


def lookup(after_eks, count):
    """Write with the most frequent successor, until a window is new."""
    table = {window: counts.most_common(1)[0][0] for window, counts in successors().items()}
    table["eks"] = after_eks
    text = "This is G"
    while len(text) < 9 + count and text[-3:] in table:
        text += table[text[-3:]]
    return text


def window(i):
    return [X[i].argmax(axis=1).tolist(), int(Y[i])]


TEXT_FACTS = {
    "gfg.text_length": lambda: len(TEXT),
    "gfg.vocab_size": lambda: len(VOCABULARY),
    "gfg.chars": lambda: VOCABULARY,
    "gfg.samples": lambda: len(X),
    "gfg.X_shape": lambda: list(X.shape),
    "gfg.first_window": lambda: window(0),
    "gfg.last_window": lambda: window(47),
    "gfg.distinct_trigrams": lambda: len(successors()),
    "gfg.batches_of_32": lambda: len(range(0, 48, 32)),
    "gfg.last_batch": lambda: 48 % 32,
    "gfg.chance_loss_ln17": lambda: float(np.log(17)),
    "gfg.best_accuracy": lambda: sum(max(c.values()) for c in successors().values()) / 48,
    "gfg.min_mean_cross_entropy": entropy,
    "gfg.start_seq_last3": lambda: "This is G"[-3:],
    "gfg.greedy_if_eks_f": lambda: lookup("f", 50),
    "gfg.lookup_generation_if_eks_space": lambda: lookup(" ", 50),
    "gfg.unseen_trigram": lambda: lookup(" ", 50)[-3:],
    "gfg.generated_length": lambda: len(lookup("f", 50)),
}


@pytest.mark.parametrize("key", TEXT_FACTS)
def test_the_text_of_the_notes_gives_the_golden_number(numbers, key):
    found, expected = TEXT_FACTS[key](), numbers[key]
    assert found == (pytest.approx(expected, rel=1e-12) if type(found) is float else expected)


def test_the_printed_accuracies_are_multiples_of_a_48th(golden):
    entry = golden(SLUG)["gfg.accuracies"]
    counts = golden(SLUG)["gfg.accuracies_as_k_of_48"]["value"]
    assert entry["value"] == [k / 48 for k in counts]
    assert [round(48 * printed) for printed in entry["printed"]] == counts


def test_the_notes_print_what_the_table_says(golden):
    for entry in golden(SLUG).values():
        if "printed" in entry:
            off = np.abs(np.subtract(entry["value"], entry["printed"])).max()
            assert off <= entry["within"]


def test_the_parameters_are_as_many_as_counted(work, numbers):
    params = work.init_params(17, 50, 0)
    assert sum(value.size for value in params.values()) == numbers["gfg.total_params"]


def test_the_only_ambiguous_windows_are_two(numbers):
    doubtful = {window: counts for window, counts in successors().items() if len(counts) > 1}
    assert doubtful == {"is ": Counter("iG"), "eks": Counter("f ")}
    assert len(numbers["gfg.lookup_generation_if_eks_space"]) == 43


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_worked_example_of_the_handout(work, numbers, activation):
    loss, gradients = work.loss_and_gradients(SMALL, PAIR, TARGETS, activation)
    h, logits = work.forward(SMALL, PAIR, activation)
    found = {"loss": loss, "h": h} | gradients
    wanted = {key: n for key, n in numbers.items() if key.startswith(f"small.{activation}.")}
    for key, number in wanted.items():
        np.testing.assert_allclose(found[key.split(".")[2]], number, rtol=1e-12, atol=1e-15)
    np.testing.assert_allclose(logits, h @ SMALL["W_hy"].T + SMALL["b_y"], rtol=1e-14)
    assert work.accuracy(SMALL, PAIR, TARGETS, activation) == 0.5
    assert work.generate(SMALL, ["a", "b", "c"], "ab", 8, 2, activation) == "abcccccccc"


def test_every_golden_number_is_tested(numbers):
    here = {"gfg.accuracies", "gfg.accuracies_as_k_of_48", "gfg.total_params", *TEXT_FACTS}
    assert {key for key in numbers if not key.startswith("small.")} == here


def drawn(seed, vocab=4, hidden=3, rows=5, steps=3):
    """Ordinary parameters and windows; no sum of a unit is near 0, so that relu can be checked."""
    rng = np.random.default_rng(seed)
    shapes = ((hidden, vocab), (hidden, hidden), (hidden,), (vocab, hidden), (vocab,))
    params = {name: rng.normal(size=shape) * 0.7 for name, shape in zip(NAMES, shapes, strict=True)}
    return (
        params,
        np.eye(vocab)[rng.integers(vocab, size=(rows, steps))],
        rng.integers(vocab, size=rows),
    )


@pytest.mark.parametrize("activation", ACTIVATIONS)
@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("steps", [1, 3])
def test_the_gradients_are_central_differences_of_the_loss(work, activation, seed, steps):
    params, windows, targets = drawn(seed, steps=steps)
    _, gradients = work.loss_and_gradients(params, windows, targets, activation)
    assert list(gradients) == list(params)
    for name, value in params.items():
        for index in np.ndindex(value.shape):
            losses = []
            for step in (1e-6, -1e-6):
                moved = value.copy()
                moved[index] += step
                losses.append(
                    work.loss_and_gradients(params | {name: moved}, windows, targets, activation)[0]
                )
            numeric = (losses[0] - losses[1]) / 2e-6
            assert gradients[name][index] == pytest.approx(numeric, rel=1e-6, abs=1e-8)


def test_the_loss_is_that_of_softmax(work):
    params, windows, targets = drawn(7)
    logits = work.forward(params, windows, "tanh")[1]
    p = np.exp(logits) / np.exp(logits).sum(axis=1, keepdims=True)
    expected = -np.log(p[np.arange(5), targets]).mean()
    assert work.loss_and_gradients(params, windows, targets, "tanh")[0] == pytest.approx(expected)


def test_a_target_that_is_2000_below_costs_2000(work):
    params = SMALL | {"W_hy": np.zeros((3, 2)), "b_y": np.array([1000.0, 0.0, -1000.0])}
    loss, gradients = work.loss_and_gradients(params, PAIR[:1], TARGETS[:1], "relu")
    assert (loss, type(loss)) == (2000.0, float)
    assert gradients["b_y"].tolist() == [1.0, 0.0, -1.0]


def test_a_silent_unit_has_no_gradient(work):
    params, windows, targets = drawn(8)
    params["b_h"][:] = -50.0
    _, gradients = work.loss_and_gradients(params, windows, targets, "relu")
    assert not any(gradients[name].any() for name in ("W_xh", "W_hh", "b_h", "W_hy"))
    assert gradients["b_y"].any()


def test_rows_that_stand_twice_change_nothing(work):
    params, windows, targets = drawn(9)
    once = work.loss_and_gradients(params, windows, targets, "tanh")
    twice = work.loss_and_gradients(
        params, np.tile(windows, (2, 1, 1)), np.tile(targets, 2), "tanh"
    )
    assert twice[0] == pytest.approx(once[0], rel=1e-13)
    for name in NAMES:
        np.testing.assert_allclose(twice[1][name], once[1][name], rtol=1e-12, atol=1e-15)


def mean_first_loss(work, seed, activation):
    """The mean first loss of five networks, as the handout asks for it."""
    drawn = [work.init_params(17, 50, seed + n) for n in range(5)]
    return np.mean([work.loss_and_gradients(params, X, Y, activation)[0] for params in drawn])


@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_networks_begin_near_a_guess(work, numbers, activation):
    """The hidden test allows 0.6; the reference is 0.04 off at most in a hundred trials."""
    off = [
        mean_first_loss(work, 10 * trial, activation) - numbers["gfg.chance_loss_ln17"]
        for trial in range(100)
    ]
    assert np.abs(off).max() < 0.04


def test_a_network_belongs_to_its_seed(work):
    first, again, other = (work.init_params(5, 4, seed) for seed in (3, 3, 4))
    assert all(np.array_equal(first[name], again[name]) for name in NAMES)
    assert not any(np.array_equal(first[name], other[name]) for name in ("W_xh", "W_hh", "W_hy"))
    assert not any(first[name].any() for name in ("b_h", "b_y"))


# Of 200 seeds with either setting all reached 46 of 48 and wrote "This is Geeks".
SETTINGS = [("tanh", 0.2, 100, 5), ("relu", 0.05, 400, 1)]


@pytest.mark.parametrize(("activation", "eta", "epochs", "seeds"), SETTINGS)
def test_the_network_learns_the_text_of_the_notes(work, numbers, activation, eta, epochs, seeds):
    for seed in range(seeds):
        start = work.init_params(17, 50, seed)
        params, losses = work.train(start, X, Y, epochs, eta, 8, seed, activation)
        assert work.accuracy(params, X, Y, activation) == numbers["gfg.best_accuracy"]
        assert losses[0] == pytest.approx(numbers["gfg.chance_loss_ln17"], abs=0.25)
        assert numbers["gfg.min_mean_cross_entropy"] < losses[-1] < 0.15
        text = work.generate(params, VOCABULARY, "This is G", 50, 3, activation)
        assert len(text) == numbers["gfg.generated_length"]
        known = (numbers["gfg.greedy_if_eks_f"], numbers["gfg.lookup_generation_if_eks_space"])
        assert text.startswith(known)


def test_a_short_training_remembers_the_first_of_two_letters(work):
    """The hidden test asks for 0.2; the worst of 1000 seeds was 0.025. All start above 0.7."""
    pairs = np.array(list(product(range(3), repeat=2)))
    windows, targets = np.eye(3)[pairs], pairs[:, 0]
    before, after = [], []
    for seed in range(200):
        rng = np.random.default_rng(seed)
        params = {
            "W_xh": rng.normal(size=(8, 3)),
            "W_hh": rng.normal(size=(8, 8)) / np.sqrt(8),
            "b_h": np.zeros(8),
            "W_hy": rng.normal(size=(3, 8)) / np.sqrt(8),
            "b_y": np.zeros(3),
        }
        before.append(work.loss_and_gradients(params, windows, targets, "tanh")[0])
        learned, _ = work.train(params, windows, targets, 20, 0.5, 3, seed, "tanh")
        after.append(work.loss_and_gradients(learned, windows, targets, "tanh")[0])
    assert min(before) > 0.7
    assert max(after) < 0.03


def test_the_order_of_the_rows_belongs_to_the_seed(work):
    start = work.init_params(17, 4, 1)
    kept = {name: value.copy() for name, value in start.items()}
    one, other, again = (work.train(start, X, Y, 2, 0.1, 5, seed, "tanh")[0] for seed in (1, 2, 1))
    assert all(np.array_equal(one[name], again[name]) for name in NAMES)
    assert not np.array_equal(one["W_hh"], other["W_hh"])
    assert all(np.array_equal(start[name], kept[name]) for name in NAMES)


def test_an_epoch_uses_every_row_once(work):
    """With a tiny rate the steps add up to that of all rows, and the loss is that of the start."""
    params, windows, targets = drawn(10, rows=6)
    learned, losses = work.train(params, windows, targets, 1, 1e-6, 2, 5, "tanh")
    loss, gradients = work.loss_and_gradients(params, windows, targets, "tanh")
    assert losses == pytest.approx([loss], abs=1e-5)
    for name in NAMES:
        moved = (params[name] - learned[name]) / 1e-6
        np.testing.assert_allclose(moved, 3 * gradients[name], atol=1e-5)


def test_the_last_batch_of_an_epoch_is_smaller(work):
    params, windows, targets = drawn(11, rows=1)
    seven = np.repeat(windows, 7, axis=0), np.repeat(targets, 7)
    learned, losses = work.train(params, *seven, 1, 0.3, 3, 0, "tanh")
    by_hand, expected = params, []
    for rows in (3, 3, 1):
        loss, gradients = work.loss_and_gradients(by_hand, windows, targets, "tanh")
        expected += [loss] * rows
        by_hand = work.sgd_update(by_hand, gradients, 0.3)
    assert losses == pytest.approx([np.mean(expected)], rel=1e-12)
    for name in NAMES:
        np.testing.assert_allclose(learned[name], by_hand[name], rtol=1e-10, atol=1e-13)


def test_no_epochs_give_the_parameters_back_as_copies(work):
    params, windows, targets = drawn(12)
    learned, losses = work.train(params, windows, targets, 0, 0.1, 2, 0, "relu")
    assert losses == []
    for name in NAMES:
        assert np.array_equal(learned[name], params[name])
        assert not np.shares_memory(learned[name], params[name])


@pytest.mark.parametrize("count", [0, 3])
@pytest.mark.parametrize("start", ["a", "", "abz", "zab"])
def test_a_start_that_cannot_be_read_is_refused(work, start, count):
    with pytest.raises(ValueError, match=r"start|character"):
        work.generate(SMALL, ["a", "b", "c"], start, count, 2, "tanh")


def test_the_first_of_equal_letters_is_written_and_counts(work):
    params = SMALL | {"W_hy": np.zeros((3, 2)), "b_y": np.array([0.0, 1.0, 1.0])}
    assert work.generate(params, ["a", "b", "c"], "ca", 3, 2, "tanh") == "cabbb"
    assert work.accuracy(params, PAIR, np.array([1, 2]), "tanh") == 0.5


def test_nothing_changes_its_arguments(work):
    params, windows, targets = drawn(13)
    for array in (*params.values(), windows, targets):
        array.setflags(write=False)
    for activation in ACTIVATIONS:
        h, logits = work.forward(params, windows, activation)
        assert not any(
            np.shares_memory(result, array)
            for result in (h, logits)
            for array in (*params.values(), windows)
        )
        _, gradients = work.loss_and_gradients(params, windows, targets, activation)
        work.sgd_update(params, gradients, 0.1)
        work.train(params, windows, targets, 1, 0.1, 2, 0, activation)
        work.accuracy(params, windows, targets, activation)
        work.generate(params, list("abcd"), "abc", 2, 3, activation)
