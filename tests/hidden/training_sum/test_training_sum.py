"""Hidden tests of learning to add."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, turned

START = (0.5, 0.5, 0.0)
TRIPLES = np.indices((10, 10, 10)).reshape(3, -1).T


def unit(rng):
    """W, U and b as floats; U is far from 1 and its powers do not vanish at once."""
    return float(entries(rng)), float(np.copysign(rng.uniform(0.4, 0.9), entries(rng))), 0.7


def digits(rng, *shape):
    """Random digits, as integers."""
    return rng.integers(0, 10, size=shape)


def rows(rng, count, steps):
    """Inputs and targets of either sign, as floats."""
    return entries(rng, count, steps), 2.0 * entries(rng, count)


# Forward: half of the tests read integers, as the digits are


@pytest.mark.criterion("forward")
def test_the_last_state_of_every_row(compare, rng):
    for steps in (3, 6):
        compare("linear_rnn", entries(rng, 5, steps), *unit(rng))
        compare("linear_rnn", entries(rng, steps, steps), *unit(rng))
        compare("linear_rnn", entries(rng, 1, steps), *unit(rng))
    compare("linear_rnn", 8.0 * entries(rng, 4, 3), *unit(rng))


@pytest.mark.criterion("forward")
def test_rows_of_few_and_of_many_numbers(compare, rng):
    compare("linear_rnn", entries(rng, 4, 2), *unit(rng))
    compare("linear_rnn", entries(rng, 4, 1), *unit(rng))
    compare("linear_rnn", entries(rng, 1, 1), *unit(rng))
    compare("linear_rnn", entries(rng, 3, 60), 0.5, -0.98, 0.1)
    compare("linear_rnn", entries(rng, 3, 40), 1.0, 1.0, 0.0)
    compare("linear_rnn", entries(rng, 3, 4), 0.8, 1.5, -0.2)


@pytest.mark.criterion("forward")
def test_digits_are_read_as_floats(compare, rng):
    compare("linear_rnn", digits(rng, 6, 3), *unit(rng))
    compare("linear_rnn", digits(rng, 4, 3), 1.0, 1.0, 0.0)
    compare("linear_rnn", digits(rng, 4, 2), 0.25, 0.5, 0.125)


@pytest.mark.criterion("forward")
def test_integers_of_either_sign_are_read_as_floats(compare, rng):
    compare("linear_rnn", digits(rng, 5, 4) - 4, *unit(rng))
    compare("linear_rnn", -digits(rng, 1, 5) - 1, *unit(rng))
    compare("linear_rnn", digits(rng, 3, 1), *unit(rng))


@pytest.mark.criterion("forward")
def test_rows_of_any_memory_layout(compare, rng):
    x = entries(rng, 4, 3)
    for view in (every_other, turned, backwards):
        compare("linear_rnn", view(x), *unit(rng))
    compare("linear_rnn", backwards(digits(rng, 4, 3)), *unit(rng))
    compare.unchanged("linear_rnn", x, *unit(rng))
    compare.unchanged("linear_rnn", digits(rng, 4, 3), *unit(rng))


@pytest.mark.criterion("forward")
def test_the_error_is_the_mean_of_the_squares(compare, rng):
    pred, target = 3.0 * entries(rng, 7), entries(rng, 7)
    compare("mse", pred, target)
    compare("mse", 10.0 * entries(rng, 4), digits(rng, 4))
    compare("mse", pred[:1], target[:1])
    compare("mse", pred, pred)
    compare("mse", backwards(pred), every_other(target))
    compare.unchanged("mse", pred, target)


# Gradients


@pytest.mark.criterion("gradients")
@pytest.mark.parametrize("steps", [2, 3, 4, 6])
def test_the_gradients_of_some_rows(compare, rng, steps):
    for count in (5, steps):
        compare("mse_gradients", *rows(rng, count, steps), *unit(rng))
    compare("mse_gradients", *rows(rng, 1, steps), *unit(rng))
    x, target = rows(rng, 3, steps)
    compare("mse_gradients", 5.0 * x, 5.0 * target, *unit(rng))


@pytest.mark.criterion("gradients")
def test_the_gradients_of_single_numbers_and_of_long_rows(compare, rng):
    compare("mse_gradients", *rows(rng, 4, 3), *unit(rng))
    compare("mse_gradients", *rows(rng, 4, 1), *unit(rng))
    compare("mse_gradients", *rows(rng, 1, 1), *unit(rng))
    compare("mse_gradients", *rows(rng, 3, 40), 0.5, -0.97, 0.1)
    compare("mse_gradients", *rows(rng, 3, 4), 0.8, 1.4, -0.2)


@pytest.mark.criterion("gradients")
def test_the_gradients_of_integers(compare, rng):
    x = digits(rng, 6, 3)
    compare("mse_gradients", x, x.sum(axis=1), *START)
    compare("mse_gradients", x, 1.5 * entries(rng, 6), *unit(rng))
    compare("mse_gradients", entries(rng, 4, 3), digits(rng, 4), *unit(rng))
    compare("mse_gradients", np.array([[9, 0, 0], [0, 0, 9]]), np.array([9, 9]), *START)


@pytest.mark.criterion("gradients")
def test_a_perfect_answer_has_no_gradient(compare, rng):
    x = digits(rng, 5, 3)
    compare("mse_gradients", x, x.sum(axis=1), 1.0, 1.0, 0.0)
    compare("mse_gradients", x, x.sum(axis=1) + 0.5, 1.0, 1.0, 0.0)
    compare("mse_gradients", np.vstack([x, x]), np.tile(x[:, 0], 2), *unit(rng))


@pytest.mark.criterion("gradients")
def test_gradients_come_from_any_memory_layout(compare, rng):
    x, target = rows(rng, 4, 3)
    compare("mse_gradients", every_other(x), backwards(target), *unit(rng))
    compare("mse_gradients", turned(x), every_other(target), *unit(rng))
    compare("mse_gradients", backwards(x), target, *unit(rng))
    compare.unchanged("mse_gradients", x, target, *unit(rng))
    compare.unchanged("mse_gradients", digits(rng, 3, 3), digits(rng, 3), *unit(rng))


# Steps


@pytest.mark.criterion("sgd")
def test_each_parameter_moves_against_its_own_derivative(compare, rng):
    for eta in (0.1, float(rng.uniform(0.5, 2.0))):
        compare("sgd_step", tuple(entries(rng, 3).tolist()), tuple(entries(rng, 3).tolist()), eta)
    compare("sgd_step", (0.5, 0.5, 0.0), (-168.65625, -99.46875, -33.46875), 0.001)


@pytest.mark.criterion("sgd")
def test_a_small_step_and_a_step_along_one_parameter(compare, rng):
    params = tuple(entries(rng, 3).tolist())
    compare("sgd_step", params, (0.0, 0.0, float(entries(rng))), eta=0.3)
    compare("sgd_step", params, (float(entries(rng)), 0.0, 0.0), 1e-4)
    compare("sgd_step", params, (0.0, 0.0, 0.0), 0.1)


# Training: small runs are compared, and a longer one has to have learned


def learning(rng, count, steps):
    """Rows, targets, a start and a rate that does not diverge."""
    x, y = rows(rng, count, steps)
    return x, y, (float(entries(rng)), float(rng.uniform(0.3, 0.7)), 0.1), 0.05


@pytest.mark.criterion("train")
def test_one_epoch_in_batches_that_divide_and_that_do_not(compare, rng):
    x, y, params, eta = learning(rng, 11, 3)
    compare("train", x, y, params, eta, 1, 4)
    compare("train", x, y, params, eta, 1, 5)
    compare("train", x, y, params, eta, epochs=1, batch_size=10)
    compare("train", x[:9], y[:9], params, 1.5 * eta, 1, 3)


@pytest.mark.criterion("train")
def test_several_epochs_go_on_from_each_other(compare, rng):
    x, y, params, eta = learning(rng, 7, 3)
    compare("train", x, y, params, eta, 3, 3)
    compare("train", x, y, params, eta, epochs=4, batch_size=2)
    compare("train", x[:4], y[:4], params, eta, 2, 3)


@pytest.mark.criterion("train")
def test_batches_of_one_row_and_of_all_rows(compare, rng):
    x, y, params, eta = learning(rng, 6, 2)
    compare("train", x, y, params, eta, 2, 1)
    compare("train", x, y, params, eta, 2, 6)
    compare("train", x, y, params, eta, 2, 50)
    compare("train", x, y, params, eta, 2, 4)
    compare("train", x[:1], y[:1], params, eta, 3, 1)


@pytest.mark.criterion("train")
def test_no_epochs_and_rows_that_stay_as_they_are(compare, rng):
    x, y, params, eta = learning(rng, 5, 4)
    compare("train", x, y, params, eta, 2, 2)
    compare("train", x, y, params, eta, 0, 2)
    compare("train", turned(x), backwards(y), params, eta, 1, 3)
    compare.unchanged("train", x, y, params, eta, 2, 2)
    compare.unchanged("train", digits(rng, 5, 3), digits(rng, 5), params, 0.001, 1, 2)


@pytest.mark.criterion("train")
def test_digits_are_learned_from_integers(compare, rng):
    x = digits(rng, 14, 3)
    compare("train", x, x.sum(axis=1), START, 0.001, 2, 4)
    compare("train", x, x.sum(axis=1), START, 0.001, 3, 14)
    compare("train", x[:, :2], x[:, 2], START, 0.002, 2, 3)


# Of 1000 students' draws the worst leaves the reference 0.230 off (tests/course measures it again).
LEARNED = 0.5


@pytest.mark.criterion("train")
def test_the_network_learns_to_add(student, reference, rng):
    x = digits(rng, 100, 3)
    answer = student.train(x, x.sum(axis=1), START, 0.001, 40, 20)
    assert type(answer) in (tuple, list)
    assert len(answer) == 2
    params = answer[0]
    assert type(params) in (tuple, list)
    assert [type(number) in (float, np.float64) for number in params] == [True] * 3
    off = reference.linear_rnn(TRIPLES, *params) - TRIPLES.sum(axis=1)
    assert (np.abs(off) < LEARNED).all()


# Counts


@pytest.mark.criterion("counts")
def test_updates_of_an_epoch_that_divides(compare, rng):
    batch, updates = rng.integers(2, 60, size=2).tolist()
    compare("updates_per_epoch", batch * updates, batch)
    compare("updates_per_epoch", 8 * updates, 1)
    compare("updates_per_epoch", 8000, 4)
    compare("updates_per_epoch", 100, 5)


@pytest.mark.criterion("counts")
def test_updates_of_an_epoch_with_a_smaller_last_batch(compare, rng):
    batch, updates = rng.integers(5, 60, size=2).tolist()
    compare("updates_per_epoch", batch * updates + 1, batch)
    compare("updates_per_epoch", batch * updates - 1, batch)
    compare("updates_per_epoch", rows=batch - 3, batch=batch)
    compare("updates_per_epoch", batch, batch)
    compare("updates_per_epoch", 999_999, 1000)


def are_integers(array, *shape):
    """Whether it is an integer array of this shape."""
    return type(array) is np.ndarray and array.shape == shape and array.dtype.kind in "iu"


@pytest.mark.criterion("counts")
def test_triples_are_random_digits(student, rng):
    count = int(rng.integers(400, 500))
    x, y = student.make_triples(count, int(rng.integers(1, 10_000)))
    assert are_integers(x, count, 3)
    assert are_integers(y, count)
    assert (y == x.sum(axis=1)).all()
    # With 400 rows a digit is missing in a column once in 1e17 students.
    for column in x.T:
        assert set(column.tolist()) == set(range(10))
    assert len(np.unique(x, axis=0)) > count // 2


@pytest.mark.criterion("counts")
def test_triples_belong_to_their_seed(student, rng):
    seed = int(rng.integers(1, 10_000))
    first, other, again = (student.make_triples(20, s) for s in (seed, seed + 1, seed))
    for x, y in (first, other, again):
        assert are_integers(x, 20, 3)
        assert are_integers(y, 20)
        assert (y == x.sum(axis=1)).all()
    assert np.array_equal(first[0], again[0])
    assert not np.array_equal(first[0], other[0])
    x, y = student.make_triples(1, seed)
    assert are_integers(x, 1, 3)
    assert are_integers(y, 1)
