"""Right: dictionaries, generators and the standard library."""

from itertools import chain, islice

import numpy as np


def build_vocabulary(texts, lowercase=True):
    """Number the words in a dictionary."""
    numbers = {}
    change = str.lower if lowercase else str
    for word in chain.from_iterable(map(str.split, texts)):
        numbers.setdefault(change(word), len(numbers))
    return list(numbers)


def char_vocabulary(text):
    """Sort the keys."""
    return sorted(dict.fromkeys(text))


def encode(tokens, vocabulary):
    """Look the numbers up, and turn the error into the right one."""
    numbers = {token: number for number, token in enumerate(vocabulary)}
    try:
        return np.fromiter((numbers[token] for token in tokens), dtype=np.int16)
    except KeyError as error:
        raise ValueError(f"{error.args[0]!r} is unknown") from error


def one_hot(indices, size):
    """Write all ones at once."""
    rows = np.zeros((indices.size, size))
    rows[np.arange(indices.size), indices] = 1
    return rows


def pad_sequences(sequences, length=None, padding="post"):
    """Turn the sequences over for padding before, and back."""
    if padding == "pre":
        batch, mask = pad_sequences([s[::-1] for s in sequences], length, "post")
        return batch[:, ::-1].copy(), mask[:, ::-1].copy()
    L = length or max(len(s) for s in sequences)
    batch = np.zeros((len(sequences), L, sequences[0].shape[1]))
    for row, sequence in zip(batch, sequences):
        for place, step in zip(row, sequence):
            place[:] = step
    return batch, np.array([[t < len(s) for t in range(L)] for s in sequences])


def masked_last_state(x, mask, W_xh, W_hh, b_h):
    """Leave the padding out, and run each sequence by itself."""
    last = []
    for rows, real in zip(x, mask):
        h = np.zeros(b_h.shape)
        for row in rows[real]:
            h = np.tanh(W_xh @ row + W_hh @ h + b_h)
        last.append(h)
    return np.array(last)


def sliding_windows(indices, length):
    """Zip the text with itself, moved on by one each time."""
    shifted = [islice(indices.tolist(), start, None) for start in range(length + 1)]
    table = np.array(list(zip(*shifted)), dtype=np.int64).reshape(-1, length + 1)
    return table[:, :length].copy(), table[:, length].copy()


def count_batches(rows, batch_size):
    """Count the places where a batch begins."""
    return (rows + batch_size - 1) // batch_size


def flat_inputs(words, vocab):
    """Shape of the flattened one-hot array."""
    return words * vocab
