"""Right: a vocabulary, a sequence and a layer are objects."""

import math
from collections import OrderedDict
from dataclasses import dataclass, field

import numpy as np


@dataclass
class Vocabulary:
    """Tokens with their numbers."""

    entries: list = field(default_factory=list)

    def add(self, token):
        """Take in a token unless it is there."""
        if token not in self:
            self.entries += [token]

    def __contains__(self, token):
        return token in self.entries

    def number(self, token):
        """Give the number of a token."""
        if token not in self:
            raise ValueError(f"no such token: {token}")
        return self.entries.index(token)


class Padded:
    """One sequence on a strip of a given length."""

    def __init__(self, sequence, length, padding):
        cut = sequence[:length] if padding == "post" else sequence[max(len(sequence) - length, 0) :]
        missing = length - len(cut)
        parts = [(cut, True), (np.zeros((missing, sequence.shape[1])), False)]
        ordered = parts if padding == "post" else parts[::-1]
        self.rows = np.concatenate([rows for rows, _ in ordered])
        self.mask = np.concatenate([np.full(len(rows), real) for rows, real in ordered])


@dataclass
class Layer:
    """A tanh layer that remembers where it is."""

    W_xh: np.ndarray
    W_hh: np.ndarray
    b_h: np.ndarray

    def __post_init__(self):
        self.state = np.zeros_like(self.b_h)

    def read(self, row, real):
        """Go on by one step, or wait."""
        if real:
            self.state = np.tanh(self.W_xh.dot(row) + self.W_hh.dot(self.state) + self.b_h)
        return self


def build_vocabulary(texts, lowercase=True):
    """Add every word."""
    vocabulary = Vocabulary()
    for text in texts:
        for word in text.split():
            vocabulary.add(word.lower() if lowercase else word)
    return vocabulary.entries


def char_vocabulary(text):
    """Sort the keys of an ordered dictionary."""
    return sorted(OrderedDict((character, None) for character in text).keys())


def encode(tokens, vocabulary):
    """Ask the vocabulary for each number."""
    known = Vocabulary(vocabulary)
    return np.array([known.number(token) for token in tokens], dtype=np.uint16)


def one_hot(indices, size):
    """Take rows of the identity."""
    return np.take(np.identity(size), indices, axis=0)


def pad_sequences(sequences, length=None, padding="post"):
    """Stack the strips."""
    length = max(len(s) for s in sequences) if length is None else length
    strips = [Padded(s, length, padding) for s in sequences]
    return np.stack([s.rows for s in strips]), np.stack([s.mask for s in strips])


def masked_last_state(x, mask, W_xh, W_hh, b_h):
    """Let a layer read each sequence."""
    states = []
    for rows, reals in zip(x, mask):
        layer = Layer(W_xh, W_hh, b_h)
        for row, real in zip(rows, reals):
            layer.read(row, real)
        states.append(layer.state)
    return np.stack(states)


def sliding_windows(indices, length):
    """Collect windows in lists."""
    X, y = [], []
    for end in range(length, len(indices)):
        X.append(indices[end - length : end])
        y.append(indices[end])
    return np.array(X, dtype=int).reshape(len(X), length), np.array(y, dtype=int)


def count_batches(rows, batch_size):
    """Use math.ceil."""
    return math.ceil(rows / batch_size)


def flat_inputs(words, vocab):
    """Count the entries of an array of that shape."""
    return math.prod((words, vocab))
