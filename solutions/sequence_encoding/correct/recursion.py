"""Right: a list is its first entry and the rest."""

import numpy as np


def build_vocabulary(texts, lowercase=True):
    """Begin with the words of all but the last text."""
    if not texts:
        return []
    known = build_vocabulary(texts[:-1], lowercase)
    words = (texts[-1].lower() if lowercase else texts[-1]).split()
    return known + merge(words, known)


def merge(words, known):
    """Keep the words that are not known."""
    if not words:
        return []
    first, *rest = words
    if first in known:
        return merge(rest, known)
    return [first, *merge(rest, [*known, first])]


def char_vocabulary(text):
    """Sort by the first character: what is smaller, itself, what is larger."""
    if not text:
        return []
    first = text[0]
    smaller = "".join(c for c in text if c < first)
    larger = "".join(c for c in text if c > first)
    return [*char_vocabulary(smaller), first, *char_vocabulary(larger)]


def encode(tokens, vocabulary):
    """Put the first index before the others."""
    if not tokens:
        return np.zeros(0, dtype=int)
    if tokens[0] not in vocabulary:
        raise ValueError(tokens[0])
    return np.append(vocabulary.index(tokens[0]), encode(tokens[1:], vocabulary))


def one_hot(indices, size):
    """Put the first row above the others."""
    if len(indices) == 0:
        return np.zeros((0, size))
    first = np.zeros((1, size))
    first[0, indices[0]] = 1
    return np.vstack([first, one_hot(indices[1:], size)])


def fitted(sequence, length, padding):
    """Add or take one step until the length is right."""
    if len(sequence) > length:
        return fitted(sequence[:-1] if padding == "post" else sequence[1:], length, padding)
    if len(sequence) == length:
        return np.array(sequence, dtype=float), np.full(length, True)
    rows, real = fitted(sequence, length - 1, padding)
    zero = np.zeros((1, sequence.shape[1]))
    if padding == "post":
        return np.concatenate([rows, zero]), np.append(real, False)
    return np.concatenate([zero, rows]), np.insert(real, 0, False)


def pad_sequences(sequences, length=None, padding="post"):
    """Fit every sequence."""
    if length is None:
        length = max(sequence.shape[0] for sequence in sequences)
    pairs = [fitted(sequence, length, padding) for sequence in sequences]
    return np.array([rows for rows, _ in pairs]), np.array([real for _, real in pairs])


def masked_last_state(x, mask, W_xh, W_hh, b_h):
    """Use the state before the last step."""
    if x.shape[1] == 0:
        return np.zeros((len(x), len(b_h)))
    before = masked_last_state(x[:, :-1], mask[:, :-1], W_xh, W_hh, b_h)
    after = np.tanh((W_xh @ x[:, -1].T + W_hh @ before.T).T + b_h)
    return np.where(mask[:, -1:], after, before)


def sliding_windows(indices, length):
    """Put the first window before the others."""
    if len(indices) <= length:
        return np.zeros((0, length), dtype=int), np.zeros(0, dtype=int)
    X, y = sliding_windows(indices[1:], length)
    return np.vstack([indices[:length], X]), np.append(indices[length], y)


def count_batches(rows, batch_size):
    """Take off as many batches as a power of two makes."""
    if rows <= batch_size:
        return min(rows, 1)
    many = 1 << ((rows // batch_size).bit_length() - 1)
    return many + count_batches(rows - many * batch_size, batch_size)


def flat_inputs(words, vocab):
    """Add one vector for each word."""
    return 0 if words == 0 else vocab + flat_inputs(words - 1, vocab)
