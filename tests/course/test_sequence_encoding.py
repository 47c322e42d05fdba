"""The reference solution of sequence_encoding against the course's verified numbers."""

import ast
from pathlib import Path

import numpy as np
import pytest

SLUG = "sequence_encoding"
GEEKS = "This is GeeksforGeeks a software training institute"
CATS = ["cat mat rat", "Rat rat mat", "mat mat cat"]
MOVIES = ["movie was good", "movie was bad", "movie was not good"]
REVIEWS = ("R1", "R2", "R3")


def det(shape, k):
    """Reproducible weights: entry n in C order is 0.1 * (((7n + k) mod 11) - 5)."""
    n = np.arange(np.prod(shape))
    return (0.1 * (((7 * n + k) % 11) - 5)).reshape(shape)


WEIGHTS = det((3, 5), 1), det((3, 3), 2), det((3,), 3)


def rows_of(work, texts):
    """The one-hot rows of each text, and the vocabulary of all."""
    vocabulary = work.build_vocabulary(texts)
    tokens = [text.lower().split() for text in texts]
    return [work.one_hot(work.encode(t, vocabulary), len(vocabulary)) for t in tokens], vocabulary


@pytest.fixture(scope="module")
def geeks(work):
    """The indices of the text that the notes train on, and its characters."""
    characters = work.char_vocabulary(GEEKS)
    return work.encode(list(GEEKS), characters), characters


def test_the_notes_print_the_verified_numbers_but_for_two(golden):
    """What the notes print lies within its stated distance of the verified value."""
    off = {}
    for key, entry in golden(SLUG).items():
        if "within" in entry:
            difference = np.abs(np.subtract(entry["value"], entry["printed"])).max()
            assert difference <= entry["within"]
            if difference:
                off[key] = entry["printed"]
        elif "printed" in entry:
            assert entry["printed"] == entry["value"]
    assert off == {"updates.100_by_5": 30, "shapes.dataset_rows": 1000}


def test_the_word_hello(work, numbers):
    vocabulary = numbers["hello.vocabulary"]
    indices = work.encode(list("hell"), vocabulary)
    assert indices.tolist() == [0, 1, 2, 2]
    columns = work.one_hot(indices, len(vocabulary)).T
    assert columns.tolist() == numbers["hello.one_hot_columns_hell"]


def test_the_reviews_about_cats(work, numbers):
    rows, vocabulary = rows_of(work, CATS)
    assert vocabulary == ["cat", "mat", "rat"]
    assert [r.tolist() for r in rows] == [numbers[f"cat.{name}"] for name in REVIEWS]
    assert work.build_vocabulary(CATS, lowercase=False) == [*vocabulary, "Rat"]


def test_the_reviews_of_movies(work, numbers):
    rows, vocabulary = rows_of(work, MOVIES)
    assert vocabulary == numbers["movie.vocab"] == numbers["encode.first_appearance_order"]
    assert [r.tolist() for r in rows] == [numbers[f"movie.{name}"] for name in REVIEWS]
    assert list(rows[0].shape) == numbers["movie.shape_R1"]


def test_the_batch_of_movie_reviews(work, numbers):
    rows, _ = rows_of(work, MOVIES)
    batch, mask = work.pad_sequences(rows)
    assert list(batch.shape) == numbers["movie.batch_shape"]
    assert batch.tolist() == numbers["movie.padded_batch_post"]
    assert mask.sum(axis=1).tolist() == [3, 3, 4]
    before, before_mask = work.pad_sequences(rows, padding="pre")
    assert np.array_equal(before[:2, 1:], batch[:2, :3])
    assert before_mask.tolist() == mask[:, ::-1].tolist()


def test_a_review_that_is_cut_keeps_its_beginning_or_its_end(work):
    rows, vocabulary = rows_of(work, MOVIES)
    for padding, kept in (("post", ["movie", "was"]), ("pre", ["not", "good"])):
        batch, mask = work.pad_sequences(rows, length=2, padding=padding)
        assert [vocabulary[i] for i in batch[2].argmax(axis=1)] == kept
        assert mask.all()


@pytest.mark.parametrize("padding", ["post", "pre"])
@pytest.mark.parametrize("review", ["R1", "R2"])
def test_padding_changes_a_state_that_knows_no_mask(work, numbers, review, padding):
    rows, _ = rows_of(work, MOVIES)
    batch, mask = work.pad_sequences(rows, padding=padding)
    at = REVIEWS.index(review)
    masked = work.masked_last_state(batch, mask, *WEIGHTS)[at]
    unmasked = work.masked_last_state(batch, np.ones_like(mask), *WEIGHTS)[at]
    assert np.allclose(masked, numbers[f"padding.{review}.masked"], rtol=1e-12, atol=1e-14)
    expected = numbers[f"padding.{review}.{padding}_padded_unmasked"]
    assert np.allclose(unmasked, expected, rtol=1e-12, atol=1e-14)
    assert np.abs(masked - unmasked).max() > 0.005


def test_a_mask_leaves_the_state_of_the_unpadded_sequence(work):
    rows, _ = rows_of(work, MOVIES)
    together = work.masked_last_state(*work.pad_sequences(rows, length=7), *WEIGHTS)
    for sequence, state in zip(rows, together, strict=True):
        h = np.zeros(3)
        for x_t in sequence:
            h = np.tanh(WEIGHTS[0] @ x_t + WEIGHTS[1] @ h + WEIGHTS[2])
        assert np.allclose(state, h, rtol=1e-13, atol=1e-15)


def test_the_characters_of_the_text(numbers, geeks):
    indices, characters = geeks
    assert characters == numbers["gfg.chars"]
    assert [characters[0], characters[-1]] == numbers["encode.sorted_characters_first_last"]
    assert len(characters) == numbers["gfg.vocab_size"]
    assert len(indices) == len(GEEKS) == numbers["gfg.text_length"]


def test_the_windows_of_the_text(work, numbers, geeks):
    indices, characters = geeks
    X, y = work.sliding_windows(indices, 3)
    assert len(X) == len(y) == numbers["gfg.samples"]
    assert [X[0].tolist(), y[0]] == numbers["gfg.first_window"]
    assert [X[-1].tolist(), y[-1]] == numbers["gfg.last_window"]
    assert len({tuple(window) for window in X.tolist()}) == numbers["gfg.distinct_trigrams"]
    hot = np.array([work.one_hot(window, len(characters)) for window in X])
    assert list(hot.shape) == numbers["gfg.X_shape"]
    assert list(work.one_hot(y, len(characters)).shape) == numbers["gfg.y_shape"]


def test_the_batches_of_the_notes(work, numbers):
    rows, batch, features = numbers["shapes.dataset_rows"], *numbers["shapes.input"][::2]
    assert work.count_batches(rows, batch) == numbers["batches.10000_by_1000"]
    assert features == 1
    train, validation = rows * 4 // 5, rows // 5
    found = [train, work.count_batches(train, 1000), validation]
    assert [*found, work.count_batches(validation, 1000)] == (
        numbers["batches.train_after_80_20_split"]
    )
    assert work.count_batches(100, 5) == numbers["updates.100_by_5"]
    assert work.count_batches(8000, 4) == numbers["updates.sum3_per_epoch"]
    assert 5 * work.count_batches(8000, 4) == numbers["updates.sum3_five_epochs"]
    assert work.count_batches(numbers["gfg.samples"], 32) == numbers["gfg.batches_of_32"]
    assert numbers["gfg.samples"] - 32 == numbers["gfg.last_batch"]


@pytest.mark.parametrize(("words", "inputs"), [(3, 36), (4, 48)])
def test_36_and_48_inputs_belong_to_a_vocabulary_of_twelve(work, words, inputs):
    assert work.flat_inputs(words, 12) == inputs
    assert work.flat_inputs(words, 5) != inputs


def test_a_step_of_zeros_is_a_step(work):
    batch, mask = work.pad_sequences([np.zeros((2, 3)), np.ones((3, 3))])
    assert mask.tolist() == [[True, True, False], [True, True, True]]
    state = work.masked_last_state(batch, mask, det((2, 3), 1), det((2, 2), 2), det((2,), 3))
    assert state[0].any()


def test_a_sequence_without_a_step_is_all_padding_and_leaves_zeros(work):
    for padding in ("post", "pre"):
        batch, mask = work.pad_sequences([np.zeros((0, 3)), np.ones((2, 3))], padding=padding)
        assert not mask[0].any()
        assert not batch[0].any()
        state = work.masked_last_state(batch, mask, det((2, 3), 1), det((2, 2), 2), det((2,), 3))
        assert not state[0].any()


@pytest.mark.parametrize(("steps", "length"), [(3, 3), (2, 3), (0, 1)])
def test_a_text_too_short_for_a_window_has_empty_arrays(work, steps, length):
    X, y = work.sliding_windows(np.arange(steps), length)
    assert (X.shape, y.shape) == ((0, length), (0,))
    assert X.dtype.kind == y.dtype.kind == "i"


def test_no_token_is_an_empty_array_of_integers(work):
    indices = work.encode([], ["a"])
    assert (indices.shape, indices.dtype.kind) == ((0,), "i")
    assert work.one_hot(indices, 4).shape == (0, 4)


@pytest.mark.parametrize("tokens", [["Rat"], ["rat", "dog"], [""], ["ra"]])
def test_an_unknown_token_is_refused(work, tokens):
    with pytest.raises(ValueError, match="not in list"):
        work.encode(tokens, ["cat", "rat"])


def test_results_share_no_memory_with_arguments(work):
    sequences, indices = [det((2, 3), 1), det((2, 3), 2)], np.arange(6)
    batch, mask = work.pad_sequences(sequences)
    X, y = work.sliding_windows(indices, 2)
    assert not any(np.shares_memory(batch, sequence) for sequence in sequences)
    assert not np.shares_memory(X, indices)
    assert not np.shares_memory(y, indices)
    state = work.masked_last_state(batch, mask, det((3, 3), 1), det((3, 3), 2), det((3,), 3))
    assert not np.shares_memory(state, batch)


def test_every_verified_number_is_tested(golden):
    """No key of the file of verified numbers is left out of this module."""
    source = ast.parse(Path(__file__).read_text(encoding="utf-8"))
    texts = {node.value for node in ast.walk(source) if isinstance(node, ast.Constant)}
    built = {f"{kind}.{name}" for kind in ("cat", "movie") for name in REVIEWS}
    built |= {
        f"padding.{name}.{end}"
        for name in ("R1", "R2")
        for end in ("masked", "post_padded_unmasked", "pre_padded_unmasked")
    }
    assert set(golden(SLUG)) <= texts | built
