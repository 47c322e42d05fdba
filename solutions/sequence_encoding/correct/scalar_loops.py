"""Right: one word, one number, one step at a time."""

import math

import numpy as np


def build_vocabulary(texts, lowercase=True):
    """Append each word that is not there yet."""
    vocabulary = []
    for text in texts:
        for word in text.split():
            if lowercase:
                word = word.lower()
            if word not in vocabulary:
                vocabulary.append(word)
    return vocabulary


def char_vocabulary(text):
    """Collect the characters, then sort them in place."""
    characters = []
    for character in text:
        if character not in characters:
            characters.append(character)
    characters.sort()
    return characters


def encode(tokens, vocabulary):
    """Search each token by hand."""
    indices = np.zeros(len(tokens), dtype=int)
    for t in range(len(tokens)):
        for i in range(len(vocabulary)):
            if vocabulary[i] == tokens[t]:
                indices[t] = i
                break
        else:
            raise ValueError("unknown token " + tokens[t])
    return indices


def one_hot(indices, size):
    """Set one entry of each row."""
    rows = np.zeros((len(indices), size))
    for t in range(len(indices)):
        rows[t, indices[t]] = 1.0
    return rows


def pad_sequences(sequences, length=None, padding="post"):
    """Find out for each place which step stands there, if any."""
    if length is None:
        length = 0
        for sequence in sequences:
            if len(sequence) > length:
                length = len(sequence)
    features = sequences[0].shape[1]
    batch = np.zeros((len(sequences), length, features))
    mask = np.zeros((len(sequences), length), dtype=bool)
    for b in range(len(sequences)):
        steps = len(sequences[b])
        for t in range(length):
            source = t if padding == "post" else t - (length - steps)
            if 0 <= source < steps:
                for j in range(features):
                    batch[b, t, j] = sequences[b][source, j]
                mask[b, t] = True
    return batch, mask


def masked_last_state(x, mask, W_xh, W_hh, b_h):
    """Compute one unit after the other."""
    result = np.zeros((x.shape[0], len(b_h)))
    for b in range(x.shape[0]):
        h = [0.0] * len(b_h)
        for t in range(x.shape[1]):
            if not mask[b, t]:
                continue
            new = []
            for i in range(len(b_h)):
                a = b_h[i]
                for j in range(x.shape[2]):
                    a += W_xh[i, j] * x[b, t, j]
                for j in range(len(b_h)):
                    a += W_hh[i, j] * h[j]
                new.append(math.tanh(a))
            h = new
        for i in range(len(b_h)):
            result[b, i] = h[i]
    return result


def sliding_windows(indices, length):
    """Fill window after window."""
    count = len(indices) - length
    if count < 0:
        count = 0
    X = np.zeros((count, length), dtype=int)
    y = np.zeros(count, dtype=int)
    for n in range(count):
        for j in range(length):
            X[n, j] = indices[n + j]
        y[n] = indices[n + length]
    return X, y


def count_batches(rows, batch_size):
    """Add one batch for the rest."""
    batches = rows // batch_size
    if rows % batch_size != 0:
        batches += 1
    return batches


def flat_inputs(words, vocab):
    """Multiply."""
    return vocab * words
