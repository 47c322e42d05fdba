"""Visible tests: run them with `autograder check` or with pytest in this folder."""

import io_shapes as work
import numpy as np


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


X = det((4, 2), 1)
LAYER = det((3, 2), 2), det((3, 3), 3), det((3,), 4)
HEAD = det((2, 3), 5), det((2,), 6)
DECODER = det((3, 2), 7), det((3, 3), 8), det((3,), 9)
EVERY_STEP = np.array(
    [
        [0.3354387, -0.0283536],
        [0.3020456, 0.0050193],
        [0.3716143, 0.0206008],
        [0.4101463, 0.0637228],
    ]
)
MOVIES = det((3, 5), 1), det((3, 3), 2), det((3,), 3), det((1, 3), 4), det((1,), 5)
REVIEWS = np.zeros((3, 4, 5))
for review, words in enumerate(([0, 1, 2], [0, 1, 3], [0, 1, 4, 2])):
    REVIEWS[review, range(len(words)), words] = 1


def close(actual, expected):
    """Compare with numbers that are printed with seven digits."""
    return np.shape(actual) == np.shape(expected) and np.allclose(actual, expected, atol=2e-7)


def test_one_input_gives_one_output():
    """one_to_one: the first input of the handout, in one step."""
    assert close(work.one_to_one(X[0], *LAYER, *HEAD), EVERY_STEP[0])


def test_a_step_may_start_from_a_given_state():
    """one_to_one: from another h0 the same input gives another output."""
    h0 = np.array([0.5, -0.5, 0.25])
    assert close(work.one_to_one(X[0], *LAYER, *HEAD, h0), [0.3052754, 0.0298398])


def test_one_input_gives_four_outputs():
    """one_to_many: after its first step the cell reads zeros."""
    expected = [
        [0.3354387, -0.0283536],
        [0.3491538, 0.0538430],
        [0.3748561, 0.0490478],
        [0.3662434, 0.0363339],
    ]
    assert close(work.one_to_many(X[0], 4, *LAYER, *HEAD), expected)


def test_no_steps_give_no_outputs():
    """one_to_many and encoder_decoder: steps=0 leaves shape (0, O)."""
    assert work.one_to_many(X[0], 0, *LAYER, *HEAD).shape == (0, 2)
    assert work.encoder_decoder(X, 0, LAYER, DECODER, *HEAD).shape == (0, 2)


def test_four_inputs_give_one_output():
    """many_to_one: the output after the last input."""
    assert close(work.many_to_one(X, *LAYER, *HEAD), EVERY_STEP[3])


def test_four_inputs_give_four_outputs():
    """many_to_many: each output knows the input of its own step."""
    assert close(work.many_to_many(X, *LAYER, *HEAD), EVERY_STEP)


def test_a_decoder_goes_on_from_the_encoder():
    """encoder_decoder: three outputs after four inputs."""
    expected = [[-0.0228365, -0.4486506], [-0.0246991, -0.4069980], [0.0031032, -0.3892104]]
    assert close(work.encoder_decoder(X, 3, LAYER, DECODER, *HEAD), expected)


def test_a_sequence_of_a_batch_ends_where_its_length_says():
    """batch_many_to_one: the same sequence twice, read to its end and to its second step."""
    found = work.batch_many_to_one(np.stack([X, X]), np.array([4, 2]), *LAYER, *HEAD)
    assert close(found, EVERY_STEP[[3, 1]])


def test_the_movie_reviews_are_a_batch():
    """batch_many_to_one: movie reviews of three words, three words and four words."""
    found = work.batch_many_to_one(REVIEWS, np.array([3, 3, 4]), *MOVIES)
    assert close(found, [[-0.2255304], [-0.1101586], [-0.2242306]])


def test_arguments_are_left_unchanged():
    """Neither the inputs nor the start state are written into."""
    x, h0 = X.copy(), np.array([0.5, -0.5, 0.25])
    work.many_to_many(x, *LAYER, *HEAD, h0)
    work.encoder_decoder(x, 2, LAYER, DECODER, *HEAD, h0)
    assert np.array_equal(x, X)
    assert np.array_equal(h0, [0.5, -0.5, 0.25])
