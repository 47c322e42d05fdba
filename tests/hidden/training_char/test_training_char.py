"""Hidden tests of the character model."""

from itertools import product

import numpy as np
import pytest
from draws import backwards, entries, every_other, recurrent, turned

ACTIVATIONS = ("relu", "tanh")
LETTERS = "aAbB cdEfghijk"


def network(rng, vocab=5, hidden=4):
    """Ordinary parameters; with relu, unit 0 of several is dead."""
    params = {
        "W_xh": entries(rng, hidden, vocab),
        "W_hh": recurrent(rng, hidden),
        "b_h": entries(rng, hidden),
        "W_hy": entries(rng, vocab, hidden),
        "b_y": entries(rng, vocab),
    }
    if hidden > 1:
        params["b_h"][0] = -4.0
    return params


def windows(rng, rows, steps, vocab=5):
    """One-hot windows and their targets."""
    X = np.eye(vocab)[rng.integers(vocab, size=(rows, steps))]
    return X, rng.integers(vocab, size=rows)


def problem(rng, rows=4, steps=3, vocab=5, hidden=4):
    """The three arguments params, X and y."""
    return network(rng, vocab, hidden), *windows(rng, rows, steps, vocab)


def in_layout(params, view):
    """The same parameters in another order, each in another memory layout."""
    return {name: view(value) for name, value in reversed(params.items())}


# Forward


@pytest.mark.criterion("forward")
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_last_state_and_the_logits(compare, rng, activation):
    for rows, steps, vocab, hidden in ((4, 3, 5, 3), (5, 5, 5, 5), (2, 12, 4, 3)):
        params, X, _ = problem(rng, rows, steps, vocab, hidden)
        compare("forward", params, X, activation)


@pytest.mark.criterion("forward")
def test_one_row_one_step_and_one_unit(compare, rng):
    for rows, steps, hidden in ((1, 3, 4), (4, 1, 4), (3, 3, 1), (1, 1, 1)):
        params, X, _ = problem(rng, rows, steps, 3, hidden)
        compare("forward", params, X, "relu" if rows == 4 else "tanh")


@pytest.mark.criterion("forward")
def test_windows_and_parameters_of_any_memory_layout(compare, rng):
    params, X, _ = problem(rng, 4, 4, 4, 4)
    for view, activation in ((every_other, "relu"), (turned, "tanh"), (backwards, "relu")):
        compare("forward", in_layout(params, view), view(X), activation)
    compare.unchanged("forward", params, X, "relu")
    compare.unchanged("forward", params, X, "tanh")


@pytest.mark.criterion("forward")
def test_accuracy_is_the_share_of_right_rows(compare, reference, rng):
    for activation in ACTIVATIONS:
        params, X, y = problem(rng, 9, 3)
        likely = reference.forward(params, X, activation)[1].argmax(axis=1)
        for right in (0, 4, 9):
            y = np.where(np.arange(9) < right, likely, (likely + 1) % 5)
            compare("accuracy", params, X, y, activation)
        compare("accuracy", params, X[:1], likely[:1], activation)
    compare.unchanged("accuracy", params, X, y, "tanh")


@pytest.mark.criterion("forward")
def test_the_first_of_equal_logits_is_the_prediction(compare, rng):
    params, X, y = problem(rng, 6, 3)
    compare("accuracy", params, X, y, "tanh")
    params["W_hy"], params["b_y"] = np.zeros((5, 4)), np.array([0.5, 1.0, 0.5, 1.0, 1.0])
    compare("accuracy", params, X, np.array([1, 1, 3, 4, 1, 0]), "tanh")
    compare("accuracy", params, X, np.array([3, 3, 3, 4, 4, 4]), "relu")


def forms(params, vocab, hidden):
    """Whether these are float64 arrays of the shapes of a network."""
    shapes = {
        "W_xh": (hidden, vocab),
        "W_hh": (hidden, hidden),
        "b_h": (hidden,),
        "W_hy": (vocab, hidden),
        "b_y": (vocab,),
    }
    if type(params) is not dict or set(params) != set(shapes):
        return False
    return all(
        type(params[name]) is np.ndarray
        and params[name].dtype == np.float64
        and params[name].shape == shape
        and np.isfinite(params[name]).all()
        for name, shape in shapes.items()
    )


# The mean of five draws, since one is a matter of luck. In 1000 trials Glorot's scheme is 0.16 off
# at most and He's, the widest usual one, 0.54; weights of size 1/3 are 0.72 off at least.
FIRST_LOSS_OFF = 0.6


@pytest.mark.criterion("forward")
def test_a_network_begins_as_random_and_small(compare, student, reference, rng):
    seed = int(rng.integers(1, 10_000))
    first, again = (compare.like("init_params", 4, 3, seed) for _ in range(2))
    assert all(np.array_equal(first[name], again[name]) for name in first)
    drawn = [student.init_params(17, 50, seed + n) for n in range(5)]
    assert all(forms(params, 17, 50) for params in drawn)
    assert not any(params["b_h"].any() or params["b_y"].any() for params in drawn)
    for name in ("W_xh", "W_hh", "W_hy"):
        assert len(np.unique(drawn[0][name], axis=0)) == len(drawn[0][name])
        assert not np.array_equal(drawn[0][name], drawn[1][name])
    X, y = windows(rng, 17, 3, 17)[0], np.arange(17)
    for activation in ACTIVATIONS:
        losses = [reference.loss_and_gradients(params, X, y, activation)[0] for params in drawn]
        assert abs(np.mean(losses) - np.log(17)) < FIRST_LOSS_OFF


# A wrong loss costs no gradients, and the other way round; but what is wrong is compared as a
# whole, so that its cause can be found.


def is_pair(answer):
    """Whether it is a loss with something beside it."""
    return type(answer) in (tuple, list) and len(answer) == 2


def loss_agrees(compare, student, reference, *args):
    """Look only at the loss."""
    found, (right, _) = (module.loss_and_gradients(*args) for module in (student, reference))
    agrees = is_pair(found) and type(found[0]) in (float, np.float64)
    if not (agrees and abs(found[0] - right) <= 1e-8 + 1e-6 * abs(right)):
        compare("loss_and_gradients", *args)


def gradients_agree(compare, student, reference, *args):
    """Look only at the gradients."""
    found, (_, right) = (module.loss_and_gradients(*args) for module in (student, reference))
    hidden, vocab = right["W_xh"].shape
    agrees = is_pair(found) and forms(found[1], vocab, hidden)
    if not (
        agrees and all(np.allclose(found[1][n], right[n], rtol=1e-6, atol=1e-8) for n in right)
    ):
        compare("loss_and_gradients", *args)


@pytest.mark.criterion("loss_stable")
def test_the_loss_is_a_mean_over_the_rows(compare, student, reference, rng):
    loss_agrees(compare, student, reference, *problem(rng, 5, 3), "relu")
    loss_agrees(compare, student, reference, *problem(rng, 7, 3, 2, 3), "tanh")
    loss_agrees(compare, student, reference, *problem(rng, 1, 2), "tanh")


@pytest.mark.criterion("loss_stable")
def test_the_loss_of_logits_in_the_thousands(compare, student, reference, rng):
    for activation, level in (("relu", 1000.0), ("tanh", -1500.0)):
        params, X, y = problem(rng, 4, 3)
        loss_agrees(
            compare, student, reference, params | {"b_y": params["b_y"] + level}, X, y, activation
        )
        params["W_hy"] *= 3000.0
        loss_agrees(compare, student, reference, params, X, y, activation)


@pytest.mark.criterion("loss_stable")
def test_the_loss_of_an_impossible_target_is_its_distance(compare, student, reference, rng):
    params, X, _ = problem(rng, 3, 2)
    params["W_hy"] = np.zeros((5, 4))
    params["b_y"] = np.array([0.0, -2000.0, 1.0, -900.0, 0.5])
    loss_agrees(compare, student, reference, params, X, np.array([1, 1, 3]), "relu")
    loss_agrees(compare, student, reference, params, X, np.array([2, 1, 0]), "tanh")
    params["b_y"][2] = 800.0
    loss_agrees(compare, student, reference, params, X, np.array([2, 2, 4]), "tanh")


@pytest.mark.criterion("gradients")
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_gradients_of_some_windows(compare, student, reference, rng, activation):
    for sizes in ((4, 3, 5, 4), (4, 4, 4, 4)):
        gradients_agree(compare, student, reference, *problem(rng, *sizes), activation)
    gradients_agree(compare, student, reference, *problem(rng, 3, 4, 3, 5), "relu")


@pytest.mark.criterion("gradients")
def test_the_gradients_of_one_row_one_step_and_one_unit(compare, student, reference, rng):
    for rows, steps, hidden in ((4, 3, 4), (1, 3, 4), (4, 1, 4), (3, 3, 1)):
        args = *problem(rng, rows, steps, 3, hidden), "relu"
        gradients_agree(compare, student, reference, *args)
    gradients_agree(compare, student, reference, *problem(rng, 1, 1, 3, 1), "tanh")


@pytest.mark.criterion("gradients")
def test_a_silent_unit_passes_no_error(compare, student, reference, rng):
    params, X, y = problem(rng, 4, 3)
    params["b_h"][[1, 2]] = -5.0, 3.0
    gradients_agree(compare, student, reference, params, X, y, "relu")
    params["b_h"][:] = -9.0
    gradients_agree(compare, student, reference, params, X, y, "relu")
    # A unit that hears nothing stays at 0 exactly, where the slope is 0.
    params = network(rng)
    params["W_xh"][1], params["W_hh"][1], params["b_h"][1] = 0.0, 0.0, 0.0
    gradients_agree(compare, student, reference, params, X, y, "relu")
    gradients_agree(compare, student, reference, params, X, y, "tanh")


@pytest.mark.criterion("gradients")
def test_a_row_that_stands_twice_counts_as_once(compare, student, reference, rng):
    params, X, y = problem(rng, 3, 3)
    twice = np.concatenate([X, X]), np.concatenate([y, y])
    for activation in ACTIVATIONS:
        gradients_agree(compare, student, reference, params, X, y, activation)
        gradients_agree(compare, student, reference, params, *twice, activation)


@pytest.mark.criterion("gradients")
def test_the_error_of_the_last_step_reaches_the_first(compare, student, reference, rng):
    params, X, y = problem(rng, 3, 12)
    params["b_h"] *= 0.1
    gradients_agree(compare, student, reference, params, X, y, "tanh")
    params["b_h"] = np.array([-9.0, 1.0, 1.0, 1.0])
    gradients_agree(compare, student, reference, params, X, y, "relu")


@pytest.mark.criterion("gradients")
def test_the_gradients_of_logits_in_the_thousands(compare, student, reference, rng):
    params, X, y = problem(rng, 4, 3)
    large = {"b_y": 1000.0 * np.array([1.0, 0.0, 1.0, -1.0, 0.5])}
    for activation in ACTIVATIONS:
        gradients_agree(compare, student, reference, params | large, X, y, activation)
    gradients_agree(compare, student, reference, params, X, y, "relu")


@pytest.mark.criterion("gradients")
def test_gradients_come_from_any_memory_layout(compare, student, reference, rng):
    params, X, y = problem(rng, 4, 4, 4, 4)
    targets = np.repeat(y, 2)[::2]
    for view, activation in ((every_other, "relu"), (turned, "tanh"), (backwards, "relu")):
        views = in_layout(params, view), view(X), targets
        gradients_agree(compare, student, reference, *views, activation)
    compare.unchanged("loss_and_gradients", params, X, y, "relu")
    compare.unchanged("loss_and_gradients", params, X, y, "tanh")


@pytest.mark.criterion("gradients")
def test_the_gradients_belong_to_the_loss(compare, rng):
    for activation in ACTIVATIONS:
        compare("loss_and_gradients", *problem(rng, 5, 3), activation)
        compare("loss_and_gradients", *problem(rng, 2, 2, 4, 3), activation)


# Training. Orders are free, so single batches are compared, and of smaller ones only what holds
# whatever the order is.


@pytest.mark.criterion("training")
def test_an_update_goes_against_the_gradients(compare, rng):
    for eta in (0.1, 1.5):
        params, grads = network(rng), network(rng)
        compare("sgd_update", params, grads, eta)
    compare("sgd_update", network(rng, 3, 1), network(rng, 3, 1), 0.01)
    views = in_layout(params, backwards), in_layout(grads, every_other)
    compare("sgd_update", *views, 0.3)
    compare.cause("updates_in_place").unchanged("sgd_update", params, grads, 0.3)


def alike(X, y, rows):
    """One window, many times: whatever the order is, training is the same."""
    return np.repeat(X[:1], rows, axis=0), np.repeat(y[:1], rows)


@pytest.mark.criterion("training")
def test_epochs_of_one_batch_and_of_rows_that_are_alike(compare, rng):
    seed = int(rng.integers(1, 10_000))
    for activation, batch_size in (("relu", 5), ("tanh", 8)):
        params, X, y = problem(rng, 5, 3)
        compare("train", params, X, y, 3, 0.2, batch_size, seed, activation)
    compare("train", params, *alike(X, y, 7), 2, 0.3, 3, seed, "tanh")
    compare("train", params, *alike(X, y, 4), 1, 0.3, 2, seed, "relu")
    compare("train", params, X[:1], y[:1], 2, 0.1, 1, seed, "tanh")
    compare("train", params, X, y, 0, 0.1, 2, seed, "relu")
    in_place = compare.cause("updates_in_place")
    in_place.unchanged("train", params, X, y, 2, 0.1, 5, seed, "tanh")


def trained(student, params, X, *args):
    """What `train` gives, if it has the form that is asked for."""
    answer = student.train(params, X, *args)
    assert type(answer) in (tuple, list)
    assert len(answer) == 2
    assert forms(answer[0], X.shape[2], len(params["b_h"]))
    assert type(answer[1]) in (tuple, list)
    assert [type(loss) in (float, np.float64) for loss in answer[1]] == [True] * args[1]
    return answer


def same(first, second):
    """Whether two results of `train` are equal, to the last bit."""
    return first[1] == second[1] and all(
        np.array_equal(first[0][name], second[0][name]) for name in first[0]
    )


def order_decided_by_seed(compare, student, *args):
    """A training is repeated by its seed and by no other.

    Two orders of twelve rows in twos agree once in ten million, by chance.
    """
    *before, seed, activation = args
    first, other, again = (
        trained(student, *before, each, activation) for each in (seed, seed + 1, seed)
    )
    decided = same(first, again) and not same(first, other)
    compare.cause("same_order_seed_ignored").unless(decided)


@pytest.mark.criterion("training")
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_the_order_of_the_rows_belongs_to_the_seed(compare, student, rng, activation):
    params, X, y = problem(rng, 12, 2)
    seed = int(rng.integers(1, 10_000))
    order_decided_by_seed(compare, student, params, X, y, 1, 0.2, 2, seed, activation)
    compare("train", params, *alike(X, y, 5), 1, 0.3, 2, seed, activation)
    in_place = compare.cause("updates_in_place")
    in_place.unchanged("train", params, X, y, 1, 0.2, 5, seed, activation)


@pytest.mark.criterion("training")
def test_every_row_is_used_once_in_an_epoch(compare, student, reference, rng):
    """With a tiny rate, the steps of an epoch add up to that of all rows, in whatever order."""
    params, X, y = problem(rng, 12, 2)
    seed = int(rng.integers(1, 10_000))
    order_decided_by_seed(compare, student, params, X, y, 1, 0.2, 2, seed, "relu")
    eta, updates = 1e-5, 6
    learned, losses = trained(student, params, X, y, 1, eta, 2, seed, "tanh")
    loss, gradients = reference.loss_and_gradients(params, X, y, "tanh")
    assert abs(losses[0] - loss) < 1e-3
    for name, gradient in gradients.items():
        moved = (params[name] - learned[name]) / eta
        assert np.allclose(moved, updates * gradient, rtol=0.0, atol=1e-3)


# The mean loss is above 0.7 before. Of 1000 students' draws the worst leaves the reference at 0.025
# (tests/course measures it again).
LEARNED = 0.2


@pytest.mark.criterion("training")
def test_the_network_learns_to_remember(student, reference, rng):
    """Of two letters the first is the target: an answer needs what came one step before."""
    pairs = np.array(list(product(range(3), repeat=2)))
    X, y = np.eye(3)[pairs], pairs[:, 0].copy()
    params = {
        "W_xh": rng.normal(size=(8, 3)),
        "W_hh": rng.normal(size=(8, 8)) / np.sqrt(8),
        "b_h": np.zeros(8),
        "W_hy": rng.normal(size=(3, 8)) / np.sqrt(8),
        "b_y": np.zeros(3),
    }
    seed = int(rng.integers(1, 10_000))
    learned, losses = trained(student, params, X, y, 20, 0.5, 3, seed, "tanh")
    assert losses[-1] < losses[0]
    assert reference.loss_and_gradients(learned, X, y, "tanh")[0] < LEARNED


# Generation


def writer(rng, size, hidden=4):
    """A vocabulary in random order, and a network with opinions of its own."""
    params = network(rng, size, hidden)
    params["W_hh"] = params["W_hh"] * 2.0
    params["W_hy"] = params["W_hy"] * 3.0
    params["b_h"] = 0.3 * entries(rng, hidden)
    params["b_y"] = 0.3 * params["b_y"]
    return params, rng.permutation(list(LETTERS)[:size]).tolist()


def beginning(rng, letters, length):
    """Some letters of the vocabulary."""
    return "".join(letters[n] for n in rng.integers(len(letters), size=length))


def always_the_same(compare, *args):
    """Greedy text is the same each time."""
    first, again = (compare.like("generate", *args) for _ in range(2))
    compare.cause("samples").unless(first == again)


@pytest.mark.criterion("generate")
@pytest.mark.parametrize("activation", ACTIVATIONS)
def test_a_text_goes_on_by_its_last_letters(compare, rng, activation):
    for window, size in ((3, 6), (2, 9)):
        params, letters = writer(rng, size)
        start = beginning(rng, letters, window)
        compare("generate", params, letters, start, 10, window, activation)
        start = beginning(rng, letters, window + 4)
        compare("generate", params, letters, start, 4, window=window, activation=activation)


@pytest.mark.criterion("generate")
def test_short_windows_and_short_texts(compare, rng):
    params, letters = writer(rng, 7)
    start = beginning(rng, letters, 5)
    always_the_same(compare, params, letters, start, 8, 1, "tanh")
    compare("generate", params, letters, start, 8, 1, "relu")
    for count, window in ((1, 5), (0, 5), (0, 2), (4, 4)):
        compare("generate", params, letters, start, count, window, "tanh")
    compare("generate", params, letters, "".join(letters), 2, 2, "relu")


@pytest.mark.criterion("generate")
def test_the_first_of_equal_logits_is_written(compare, rng):
    params, letters = writer(rng, 6)
    start = beginning(rng, letters, 3)
    always_the_same(compare, params, letters, start, 8, 2, "relu")
    compare("generate", params, letters, start, 8, 2, "relu")
    params["W_hy"], params["b_y"] = np.zeros((6, 4)), np.zeros(6)
    params["b_y"][[2, 4]] = 1.5
    compare("generate", params, letters, start, 3, 3, "tanh")
    compare("generate", params | {"b_y": np.zeros(6)}, letters, start, 2, 3, "relu")
    compare.unchanged("generate", params, letters, start, 3, 3, "tanh")


@pytest.mark.criterion("generate")
def test_a_start_that_is_too_short_is_an_error(compare, rng):
    params, letters = writer(rng, 6)
    compare("generate", params, letters, beginning(rng, letters, 4), 8, 4, "tanh")
    for length, count in ((3, 5), (0, 5), (3, 0)):
        compare("generate", params, letters, beginning(rng, letters, length), count, 4, "tanh")


@pytest.mark.criterion("generate")
def test_a_letter_that_is_not_in_the_vocabulary_is_an_error(compare, rng):
    params, letters = writer(rng, 6)
    start = beginning(rng, letters, 5)
    compare("generate", params, letters, start, 8, 2, "relu")
    for unknown, count in ((start[:4] + "z", 5), ("z" + start, 5), (start + "Z", 0)):
        compare("generate", params, letters, unknown, count, 2, "relu")
