"""Visible tests: run them with `autograder check` or with pytest in this folder."""

import numpy as np
import pytest
import sequence_encoding as work

CATS = ["cat mat rat", "Rat rat mat", "mat mat cat"]
GEEKS = "This is GeeksforGeeks a software training institute"
MOVIE = ["movie", "was", "good", "bad", "not"]


def det(shape, k):
    """Make the weights of the worked example."""
    n = np.arange(int(np.prod(shape)))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


def movie_reviews():
    """The one-hot rows of the three reviews, written by hand."""
    return [np.eye(5)[words] for words in ([0, 1, 2], [0, 1, 3], [0, 1, 4, 2])]


def test_words_come_in_the_order_of_first_appearance():
    """The three reviews about cats have three words, in lower case."""
    assert work.build_vocabulary(CATS) == ["cat", "mat", "rat"]
    assert work.build_vocabulary(["rat  cat", "", " mat rat"]) == ["rat", "cat", "mat"]


def test_case_can_be_kept():
    """With lowercase=False the second review brings a fourth word."""
    assert work.build_vocabulary(CATS, lowercase=False) == ["cat", "mat", "rat", "Rat"]


def test_characters_are_sorted():
    """The text of the windows has 17 different characters, from the space to w."""
    vocabulary = work.char_vocabulary(GEEKS)
    assert (len(vocabulary), vocabulary[:3], vocabulary[-1]) == (17, [" ", "G", "T"], "w")


def test_the_indices_of_hell_are_0_1_2_2():
    """Indices count from 0, and a repeated letter has one index."""
    indices = work.encode(["h", "e", "l", "l"], ["h", "e", "l", "o"])
    assert indices.tolist() == [0, 1, 2, 2]
    assert np.issubdtype(indices.dtype, np.integer)


def test_an_unknown_token_is_an_error():
    """Tokens are compared exactly, so Rat is not rat."""
    assert work.encode(["rat"], ["cat", "rat"]).tolist() == [1]
    with pytest.raises(ValueError):  # noqa: PT011  whatever it says
        work.encode(["Rat"], ["cat", "rat"])


def test_each_index_becomes_a_row():
    """The one-hot rows of rat, rat, mat, in float64."""
    rows = work.one_hot(np.array([2, 2, 1]), 3)
    assert rows.tolist() == [[0, 0, 1], [0, 0, 1], [0, 1, 0]]
    assert rows.dtype == np.float64


def test_three_reviews_become_one_batch():
    """The two shorter reviews have a row of zeros behind them, and the mask says so."""
    batch, mask = work.pad_sequences(movie_reviews())
    assert batch.shape == (3, 4, 5)
    assert mask.tolist() == [[True, True, True, False]] * 2 + [[True] * 4]
    assert not batch[:2, 3].any()
    assert np.array_equal(batch[2], movie_reviews()[2])


def test_padding_before_cuts_before():
    """Cut to two steps, a review keeps its last words with "pre", its first ones with "post"."""
    batch, mask = work.pad_sequences(movie_reviews(), length=2, padding="pre")
    assert np.array_equal(batch[2], np.eye(5)[[4, 2]])
    assert mask.all()
    assert np.array_equal(work.pad_sequences(movie_reviews(), 2)[0][2], np.eye(5)[[0, 1]])


def test_padding_does_not_change_the_last_state():
    """The last state is the one that the words lead to, wherever the padding stands."""
    weights = det((3, 5), 1), det((3, 3), 2), det((3,), 3)
    batch = np.zeros((2, 4, 5))
    batch[:, :3] = movie_reviews()[:2]
    mask = np.array([[True, True, True, False]] * 2)
    expected = [[-0.0642228, 0.6125336, 0.3715706], [-0.4335915, 0.3031333, -0.0097557]]
    assert np.allclose(work.masked_last_state(batch, mask, *weights), expected, atol=1e-6)
    behind = work.masked_last_state(batch[:, [3, 0, 1, 2]], mask[:, [3, 0, 1, 2]], *weights)
    assert np.allclose(behind, expected, atol=1e-6)


def test_the_first_and_the_last_window_of_the_text():
    """51 characters have 48 windows of three that something follows."""
    numbers = dict(zip(" GTaefghiknorstuw", range(17), strict=True))
    X, y = work.sliding_windows(np.array([numbers[c] for c in GEEKS]), 3)
    assert (X.shape, y.shape) == ((48, 3), (48,))
    assert (X[0].tolist(), y[0]) == ([2, 7, 8], 13)
    assert (X[-1].tolist(), y[-1]) == ([14, 15, 14], 4)


def test_the_last_batch_may_be_smaller():
    """48 rows are two batches of 32, and 10000 rows ten of 1000."""
    assert (work.count_batches(48, 32), work.count_batches(10000, 1000)) == (2, 10)


def test_three_words_of_a_vocabulary_of_twelve_are_36_inputs():
    """Three words of a vocabulary of 12 are 36 inputs: each brings a whole one-hot vector."""
    assert (work.flat_inputs(3, 12), work.flat_inputs(4, 12)) == (36, 48)
