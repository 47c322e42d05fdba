"""The reference solution of io_shapes against the course's verified numbers."""

import ast
from pathlib import Path

import numpy as np
import pytest

SLUG = "io_shapes"
TIGHT = {"rtol": 1e-12, "atol": 1e-14}


@pytest.fixture(scope="module")
def tanh_recurrence(load_reference):
    """The reference solution of the assignment before."""
    return load_reference("tanh_recurrence")


def det(shape, k):
    """Reproducible weights: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X = det((4, 2), 1)
LAYER = det((3, 2), 2), det((3, 3), 3), det((3,), 4)
HEAD = det((2, 3), 5), det((2,), 6)
DECODER = det((3, 2), 7), det((3, 3), 8), det((3,), 9)
H0 = np.array([0.5, -0.5, 0.25])
MOVIES = det((3, 5), 1), det((3, 3), 2), det((3,), 3), det((1, 3), 4), det((1,), 5)
REVIEWS = {"R1": [0, 1, 2], "R2": [0, 1, 3], "R3": [0, 1, 4, 2]}


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def test_one_input_and_one_output(work, numbers):
    assert np.allclose(work.one_to_one(X[0], *LAYER, *HEAD), numbers["io.one_to_one"], **TIGHT)


def test_one_input_and_four_outputs(work, numbers):
    found = work.one_to_many(X[0], 4, *LAYER, *HEAD)
    assert np.allclose(found, numbers["io.one_to_many_4_steps_zero_later_inputs"], **TIGHT)


def test_four_inputs_and_one_output(work, numbers):
    assert np.allclose(work.many_to_one(X, *LAYER, *HEAD), numbers["io.many_to_one"], **TIGHT)


def test_four_inputs_and_four_outputs_are_those_of_an_elman_network(work, numbers):
    found = work.many_to_many(X, *LAYER, *HEAD)
    assert np.allclose(found, numbers["io.many_to_many"], **TIGHT)
    assert np.allclose(found, numbers["elman.y"], **TIGHT)


def test_four_words_and_a_translation_of_three(work, numbers):
    found = work.encoder_decoder(X, 3, LAYER, DECODER, *HEAD)
    assert np.allclose(found, numbers["io.encoder_decoder_3_steps"], **TIGHT)


@pytest.mark.parametrize("review", REVIEWS)
def test_the_grade_of_a_movie_review(work, numbers, review):
    rows = np.eye(5)[REVIEWS[review]]
    grade = sigmoid(work.many_to_one(rows, *MOVIES))
    assert np.allclose(grade, [numbers[f"movie_net.{review}.y_hat"]], **TIGHT)


def test_the_grades_of_a_batch_of_movie_reviews(work, numbers):
    batch = np.full((3, 4, 5), 7.0)  # what stands in the padding does not count
    for row, words in zip(batch, REVIEWS.values(), strict=True):
        row[: len(words)] = np.eye(5)[words]
    lengths = np.array([len(words) for words in REVIEWS.values()])
    grades = sigmoid(work.batch_many_to_one(batch, lengths, *MOVIES))
    expected = [[numbers[f"movie_net.{review}.y_hat"]] for review in REVIEWS]
    assert np.allclose(grades, expected, **TIGHT)


def test_a_question_of_five_tokens_has_one_intent(work, numbers):
    tokens = numbers["time_is_it.tokens"]
    rows = np.eye(len(tokens))
    intent = work.many_to_one(rows, *MOVIES)
    assert intent.shape == (1,)
    for t in range(1, len(tokens)):
        assert not np.allclose(work.many_to_one(rows[:t], *MOVIES), intent)


@pytest.mark.parametrize("h0", [None, H0], ids=["zeros", "h0"])
def test_every_output_is_read_from_the_states_of_the_recurrence(work, tanh_recurrence, h0):
    states = tanh_recurrence.rnn_forward(X, *LAYER, h0)
    outputs = tanh_recurrence.rnn_outputs(states, *HEAD)
    assert np.allclose(work.many_to_many(X, *LAYER, *HEAD, h0), outputs, **TIGHT)
    assert np.allclose(work.many_to_one(X, *LAYER, *HEAD, h0), outputs[-1], **TIGHT)
    assert np.allclose(work.one_to_one(X[0], *LAYER, *HEAD, h0), outputs[0], **TIGHT)
    zeros = np.vstack([X[:1], np.zeros((3, 2))])
    later = tanh_recurrence.rnn_outputs(tanh_recurrence.rnn_forward(zeros, *LAYER, h0), *HEAD)
    assert np.allclose(work.one_to_many(X[0], 4, *LAYER, *HEAD, h0), later, **TIGHT)


@pytest.mark.parametrize("h0", [None, H0], ids=["zeros", "h0"])
def test_a_decoder_is_a_recurrence_on_what_it_said(work, tanh_recurrence, h0):
    """Given its outputs, one step late, as inputs, the decoder says them again."""
    said = work.encoder_decoder(X, 5, LAYER, DECODER, *HEAD, h0)
    context = tanh_recurrence.rnn_forward(X, *LAYER, h0)[-1]
    heard = np.vstack([np.zeros(2), said[:-1]])
    states = tanh_recurrence.rnn_forward(heard, *DECODER, context)
    assert np.allclose(tanh_recurrence.rnn_outputs(states, *HEAD), said, **TIGHT)


def test_for_one_step_all_shapes_agree(work):
    alone = work.one_to_one(X[0], *LAYER, *HEAD, H0)
    assert np.array_equal(work.many_to_one(X[:1], *LAYER, *HEAD, H0), alone)
    assert np.allclose(work.one_to_many(X[0], 1, *LAYER, *HEAD, H0), alone[None], **TIGHT)
    assert np.allclose(work.many_to_many(X[:1], *LAYER, *HEAD, H0), alone[None], **TIGHT)


def test_one_to_one_needs_no_recurrence(work):
    """From a state of zeros W_hh has no influence, from another it has."""
    W_xh, W_hh, b_h = LAYER
    alone = work.one_to_one(X[0], *LAYER, *HEAD)
    assert np.array_equal(work.one_to_one(X[0], W_xh, -W_hh, b_h, *HEAD), alone)
    assert not np.allclose(
        work.one_to_one(X[0], W_xh, -W_hh, b_h, *HEAD, H0),
        work.one_to_one(X[0], *LAYER, *HEAD, H0),
    )


@pytest.mark.parametrize("t", range(4))
def test_an_input_reaches_its_own_and_later_outputs_and_every_word_of_a_translation(work, t):
    other = X.copy()
    other[t] += 0.5
    before, after = (work.many_to_many(x, *LAYER, *HEAD) for x in (X, other))
    assert (after != before).any(axis=1).tolist() == [step >= t for step in range(4)]
    before, after = (work.encoder_decoder(x, 3, LAYER, DECODER, *HEAD) for x in (X, other))
    assert (after != before).any(axis=1).all()


def test_a_batch_is_its_sequences_one_by_one(work):
    batch, lengths = np.stack([X, X[::-1], 2 * X]), np.array([4, 1, 3])
    found = work.batch_many_to_one(batch, lengths, *LAYER, *HEAD, H0)
    for row, length, output in zip(batch, lengths, found, strict=True):
        assert np.allclose(output, work.many_to_one(row[:length], *LAYER, *HEAD, H0), **TIGHT)


def test_no_steps_have_no_outputs(work):
    for found in (
        work.one_to_many(X[0], 0, *LAYER, *HEAD),
        work.encoder_decoder(X, 0, LAYER, DECODER, *HEAD),
    ):
        assert (found.shape, found.dtype) == ((0, 2), np.float64)


def test_nothing_changes_its_arguments_and_no_result_shares_their_memory(work):
    arrays = [X.copy(), *LAYER, *DECODER, *HEAD, H0.copy()]
    copies = [array.copy() for array in arrays]
    x, h0 = arrays[0], arrays[-1]
    results = [
        work.one_to_one(x[0], *LAYER, *HEAD, h0),
        work.one_to_many(x[0], 3, *LAYER, *HEAD, h0),
        work.many_to_one(x, *LAYER, *HEAD, h0),
        work.many_to_many(x, *LAYER, *HEAD, h0),
        work.encoder_decoder(x, 3, LAYER, DECODER, *HEAD, h0),
        work.batch_many_to_one(x[None], np.array([3]), *LAYER, *HEAD, h0),
    ]
    for array, copy in zip(arrays, copies, strict=True):
        np.testing.assert_array_equal(array, copy)
    for result in results:
        assert result.dtype == np.float64
        assert not any(np.shares_memory(result, array) for array in arrays)


def test_every_verified_number_is_tested(golden):
    """No key of the file of verified numbers is left out of this module."""
    source = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(source) if isinstance(node, ast.Constant)}
    assert set(golden(SLUG)) <= texts | {f"movie_net.{review}.y_hat" for review in REVIEWS}
