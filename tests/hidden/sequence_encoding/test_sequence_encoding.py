"""Hidden tests of sequence_encoding."""

import numpy as np
import pytest
from draws import backwards, entries, every_other, parameters, recurrent, turned

WORDS = ("tree", "river", "Stone", "bird", "CLOUD", "moss", "Wind", "amber")
LETTERS = "aAbBeEzZ xyQ9"


def some_words(rng, count):
    """Different words, one from the end of the alphabet before one from its beginning."""
    order = rng.permutation(len(WORDS))[: count - 2]
    return ["Zebra", *(WORDS[i] for i in order), "Apple"]


def shouted(rng, word):
    """The same word in another case."""
    return word.upper() if rng.integers(2) else word.lower()


def ragged(rng, features, *lengths):
    """Sequences of these lengths; in each of two steps or more the last step is all zeros."""
    sequences = [entries(rng, length, features) for length in lengths]
    for sequence in sequences:
        sequence[1:][-1:] = 0
    return sequences


def text_of(rng, steps):
    """Indices with repetitions; the first two differ, and 0 and larger ones occur."""
    indices = rng.integers(0, 9, steps)
    indices[:2] = [4, 0][:steps]
    return indices


# Vocabularies


@pytest.mark.criterion("vocabulary")
def test_words_of_some_texts(compare, rng):
    for count in (5, 8):
        words = some_words(rng, count)
        repeated = [shouted(rng, word) for word in reversed(words)]
        compare("build_vocabulary", [" ".join(words[:3]), " ".join([*words[2:], *repeated])])
        compare("build_vocabulary", [*words, *repeated], True)


@pytest.mark.criterion("vocabulary")
def test_case_is_kept_where_that_is_asked(compare, rng):
    words = some_words(rng, 6)
    texts = [" ".join(words), " ".join(word.lower() for word in words), "Zebra ZEBRA zEBRA"]
    compare("build_vocabulary", texts, lowercase=False)
    compare("build_vocabulary", texts, lowercase=True)
    compare("build_vocabulary", texts[::-1], False)
    compare("build_vocabulary", texts[::-1])


@pytest.mark.criterion("vocabulary")
def test_texts_with_many_spaces_and_without_words(compare, rng):
    first, second, *more = some_words(rng, 5)
    texts = ["", f"  {first}   {second} ", "   ", f"{second.upper()}\n{more[0]}\t{first.lower()}"]
    compare("build_vocabulary", texts)
    compare("build_vocabulary", texts, lowercase=False)
    compare("build_vocabulary", [first])
    compare("build_vocabulary", ["", " "])
    compare("build_vocabulary", [])
    compare.unchanged("build_vocabulary", texts)


@pytest.mark.criterion("vocabulary")
def test_characters(compare, rng):
    text = "".join(LETTERS[i] for i in rng.integers(0, len(LETTERS), 30)) + "zaB"
    compare("char_vocabulary", text)
    compare("char_vocabulary", "b  a\n" + text.upper())
    compare("char_vocabulary", "b")
    compare("char_vocabulary", "")


# Indices and one-hot rows


@pytest.mark.criterion("encode_one_hot")
def test_indices_of_words_and_of_characters(compare, rng):
    vocabulary = some_words(rng, 7)
    tokens = [vocabulary[i] for i in rng.integers(0, 7, 5)]
    compare("encode", [*tokens, vocabulary[6], vocabulary[0], vocabulary[6]], vocabulary)
    compare("encode", tokens[:1], vocabulary)
    compare("encode", vocabulary, vocabulary)
    compare("encode", list("abba"), ["b", "a"])
    compare("encode", ["b"], ["b"])


@pytest.mark.criterion("encode_one_hot")
def test_no_token_has_no_index(compare, rng):
    vocabulary = some_words(rng, 4)
    compare("encode", vocabulary[1:3], vocabulary)
    compare("encode", [], vocabulary)
    compare.unchanged("encode", vocabulary[::-1], vocabulary)


@pytest.mark.criterion("encode_one_hot")
def test_an_unknown_token_is_an_error(compare, rng):
    *vocabulary, unknown = some_words(rng, 6)
    compare("encode", vocabulary[::-1], vocabulary)
    compare("encode", [*vocabulary, unknown], vocabulary)
    compare("encode", [unknown], vocabulary)
    compare("encode", [vocabulary[0].swapcase()], vocabulary)
    compare("encode", [vocabulary[0][:3], vocabulary[1]], vocabulary)
    compare("encode", [f"{vocabulary[0]} "], vocabulary)
    compare("encode", [""], vocabulary)


@pytest.mark.criterion("encode_one_hot")
def test_rows_of_indices(compare, rng):
    for steps, size in ((6, 4), (3, 5), (4, 4)):
        indices = rng.integers(0, size, steps)
        indices[:2] = size - 1, 0
        compare("one_hot", indices, size)


@pytest.mark.criterion("encode_one_hot")
def test_rows_of_repeated_few_and_no_indices(compare, rng):
    size = int(rng.integers(3, 7))
    compare("one_hot", np.array([1, 1, 0, 1]), size)
    compare("one_hot", np.array([size - 1]), size)
    compare("one_hot", np.zeros(3, dtype=np.int64), 1)
    compare("one_hot", np.zeros(1, dtype=np.int64), 1)
    compare("one_hot", np.zeros(0, dtype=np.int64), size)


@pytest.mark.criterion("encode_one_hot")
def test_rows_of_views_and_of_small_integers(compare, rng):
    indices = np.array([3, 0, 2, 1, 3])
    compare("one_hot", every_other(indices).astype(np.int32)[:4], 5)
    compare("one_hot", backwards(indices), 4)
    compare("one_hot", np.repeat(indices, 2)[::2], 4)
    compare("one_hot", indices.astype(np.uint8), 6)
    compare.unchanged("one_hot", indices, 4)


# Padding


@pytest.mark.criterion("pad")
def test_the_longest_sequence_gives_the_length(compare, rng):
    for lengths in ((3, 5, 2), (2, 4, 1, 3)):
        sequences = ragged(rng, 3, *lengths)
        compare("pad_sequences", sequences)
        compare("pad_sequences", sequences, padding="pre")
        compare("pad_sequences", sequences, None, "post")


@pytest.mark.criterion("pad")
@pytest.mark.parametrize("padding", ["post", "pre"])
def test_a_given_length_pads_some_and_cuts_others(compare, rng, padding):
    other = "pre" if padding == "post" else "post"
    sequences = ragged(rng, 2, 4, 1, 3, 6)
    compare("pad_sequences", sequences, 3, padding)
    compare("pad_sequences", sequences, length=2, padding=other)
    compare("pad_sequences", sequences, length=8, padding=padding)
    compare("pad_sequences", ragged(rng, 3, 2, 5, 1), length=3, padding=padding)


@pytest.mark.criterion("pad")
def test_sequences_without_a_step_are_all_padding(compare, rng):
    sequences = ragged(rng, 3, 0, 4, 2, 0)
    for padding in ("post", "pre"):
        compare("pad_sequences", sequences, padding=padding)
        compare("pad_sequences", sequences, 3, padding)
        compare("pad_sequences", sequences, 1, padding)


@pytest.mark.criterion("pad")
def test_one_sequence_and_sequences_of_one_feature(compare, rng):
    for padding in ("post", "pre"):
        compare("pad_sequences", ragged(rng, 1, 3, 5, 1), 4, padding)
        compare("pad_sequences", ragged(rng, 4, 5), 3, padding)
        compare("pad_sequences", ragged(rng, 4, 3), padding=padding)
        compare("pad_sequences", ragged(rng, 2, 1, 1), 2, padding)
        compare("pad_sequences", [np.zeros((2, 2)), np.ones((1, 2))], 3, padding)


@pytest.mark.criterion("pad")
def test_sequences_in_any_memory_layout(compare, rng):
    first, second, third = ragged(rng, 3, 4, 2, 5)
    views = [turned(first), every_other(second), backwards(third)]
    for padding in ("pre", "post"):
        compare("pad_sequences", views, 3, padding)
        compare.unchanged("pad_sequences", views, 3, padding)
    compare.unchanged("pad_sequences", [first, second, third])


# Masks


@pytest.mark.criterion("mask")
def test_padding_behind_leaves_the_state(compare, rng):
    for steps, features, width in ((5, 3, 4), (5, 3, 4), (4, 3, 3)):
        x, mask = entries(rng, 4, steps, features), np.ones((4, steps), dtype=bool)
        mask[0, 2:] = mask[2, 3:] = False
        x[~mask] = 0
        compare("masked_last_state", x, mask, *parameters(rng, features, width))


@pytest.mark.criterion("mask")
def test_padding_before_and_between_leaves_the_state(compare, rng):
    x, weights = entries(rng, 4, 5, 2), parameters(rng, 2, 3)
    mask = np.ones((4, 5), dtype=bool)
    mask[0, :3] = mask[1, [1, 3]] = mask[2, [0, 4]] = False
    compare("masked_last_state", x, mask, *weights)
    mask[3] = False
    compare("masked_last_state", 3 * x, mask, *weights)
    compare("masked_last_state", x, rng.random((4, 5)) < [[0.5], [0.5], [0.8], [0.2]], *weights)


@pytest.mark.criterion("mask")
def test_what_stands_in_padding_does_not_count(compare, rng):
    x, weights = entries(rng, 3, 4, 3), parameters(rng, 3, 2)
    mask = np.array([[True, True, False, False], [True] * 4, [False, True, False, True]])
    other = np.where(mask[:, :, None], x, 50.0)
    compare("masked_last_state", other, mask, *weights)
    found = [compare.like("masked_last_state", each, mask, *weights) for each in (x, other)]
    assert np.allclose(*found, rtol=1e-9, atol=1e-12)
    alone = compare.like("masked_last_state", x[:1, :2], mask[:1, :2], *weights)
    assert np.allclose(found[0][:1], alone, rtol=1e-9, atol=1e-12)


@pytest.mark.criterion("mask")
def test_a_real_step_may_be_zero_and_the_mask_full_or_empty(compare, rng):
    x, weights = entries(rng, 3, 3, 3), parameters(rng, 3, 3)
    x[:, 1] = x[0] = 0
    mask = np.array([[True, True, False], [True, True, True], [False, True, True]])
    compare("masked_last_state", x, mask, *weights)
    compare("masked_last_state", x, np.ones((3, 3), dtype=bool), *weights)
    compare("masked_last_state", x, np.zeros((3, 3), dtype=bool), *weights)


@pytest.mark.criterion("mask")
def test_small_batches(compare, rng):
    compare("masked_last_state", entries(rng, 1, 3, 1), np.eye(3, dtype=bool)[:1], *one_unit(rng))
    one = np.array([[True], [False]])
    compare("masked_last_state", entries(rng, 2, 1, 2), one, *parameters(rng, 2, 3))
    x, mask = entries(rng, 2, 40, 2), rng.random((2, 40)) < 0.7
    mask[:, -1] = False
    compare("masked_last_state", x, mask, *parameters(rng, 2, 3))


def one_unit(rng):
    """The parameters of one unit on one feature."""
    return entries(rng, 1, 1), recurrent(rng, 1), entries(rng, 1)


@pytest.mark.criterion("mask")
def test_batches_in_any_memory_layout(compare, rng):
    x, (W_xh, W_hh, b_h) = entries(rng, 3, 4, 2), parameters(rng, 2, 3)
    mask = np.array([[True, False, True, False], [True] * 4, [False, False, True, True]])
    spread = np.repeat(mask, 2, axis=0)[::2]
    time_last = np.ascontiguousarray(x.transpose(0, 2, 1)).transpose(0, 2, 1)
    compare("masked_last_state", time_last, spread, turned(W_xh), backwards(W_hh), b_h)
    compare("masked_last_state", backwards(x), turned(mask), W_xh, turned(W_hh), every_other(b_h))
    compare.unchanged("masked_last_state", x, mask, W_xh, W_hh, b_h)


# Windows


@pytest.mark.criterion("windows")
def test_windows_of_a_text(compare, rng):
    for steps, length in ((12, 3), (9, 4), (8, 4)):
        compare("sliding_windows", text_of(rng, steps), length)


@pytest.mark.criterion("windows")
def test_windows_of_one_step_and_only_one_window(compare, rng):
    compare("sliding_windows", text_of(rng, 6), 1)
    compare("sliding_windows", text_of(rng, 5), 4)
    compare("sliding_windows", text_of(rng, 2), 1)


@pytest.mark.criterion("windows")
def test_a_text_too_short_for_a_window(compare, rng):
    compare("sliding_windows", text_of(rng, 4), 2)
    for steps, length in ((3, 3), (2, 3), (1, 5), (0, 2), (0, 1)):
        compare("sliding_windows", text_of(rng, steps), length)


@pytest.mark.criterion("windows")
def test_windows_of_views_and_of_small_integers(compare, rng):
    indices = text_of(rng, 7)
    compare("sliding_windows", backwards(indices), 2)
    compare("sliding_windows", np.repeat(indices, 2)[::2], 3)
    compare("sliding_windows", indices.astype(np.uint8), 3)
    compare("sliding_windows", 10**6 + indices, 3)
    compare.unchanged("sliding_windows", indices, 2)


# Counts


@pytest.mark.criterion("counts")
def test_a_partial_batch_counts(compare, rng):
    batch_size = int(rng.integers(5, 40))
    full = int(rng.integers(3, 20))
    for rows in (full * batch_size + 1, full * batch_size, (full + 1) * batch_size - 1):
        compare("count_batches", rows, batch_size)


@pytest.mark.criterion("counts")
def test_few_and_many_rows(compare, rng):
    batch_size = int(rng.integers(5, 40))
    compare("count_batches", 1, batch_size)
    compare("count_batches", batch_size, 1)
    compare("count_batches", 0, batch_size)
    compare("count_batches", batch_size, batch_size)
    compare("count_batches", 10**9 - batch_size, 10**9)
    compare("count_batches", 10**9, 7)
    compare("count_batches", 10**9, 3)


@pytest.mark.criterion("counts")
def test_every_word_brings_a_vector(compare, rng):
    words, vocab = (3 + rng.choice(40, 2, replace=False)).tolist()
    compare("flat_inputs", words, vocab)
    compare("flat_inputs", vocab, words)
    compare("flat_inputs", words, words)
    compare("flat_inputs", 1, vocab)
    compare("flat_inputs", words, 1)
