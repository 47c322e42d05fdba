"""Right: NumPy's own functions wherever there is one."""

import numpy as np


def build_vocabulary(texts, lowercase=True):
    """Sort the words, then sort them back by the place where they first stood."""
    text = " ".join(texts)
    words = (text.lower() if lowercase else text).split()
    if not words:
        return []
    unique, first = np.unique(np.array(words), return_index=True)
    return [str(word) for word in unique[np.argsort(first)]]


def char_vocabulary(text):
    """Let unique sort."""
    return [str(character) for character in np.unique(list(text))]


def encode(tokens, vocabulary):
    """Compare all tokens with all entries at once."""
    found = np.array([[token == entry for entry in vocabulary] for token in tokens], dtype=bool)
    found = found.reshape(len(tokens), len(vocabulary))
    if not found.any(axis=1).all():
        raise ValueError("unknown token")
    return found.argmax(axis=1)


def one_hot(indices, size):
    """Compare indices and positions."""
    return (indices[:, None] == np.arange(size)).astype(float)


def pad_sequences(sequences, length=None, padding="post"):
    """Pad each sequence with np.pad, and cut."""
    lengths = np.array([len(sequence) for sequence in sequences])
    L = lengths.max() if length is None else length
    steps = np.arange(L)
    if padding == "post":
        rows = [np.pad(s, ((0, L), (0, 0)))[:L] for s in sequences]
        mask = steps < lengths[:, None]
    else:
        rows = [np.pad(s, ((L, 0), (0, 0)))[-L:] for s in sequences]
        mask = steps >= L - lengths[:, None]
    return np.stack(rows), mask


def masked_last_state(x, mask, W_xh, W_hh, b_h):
    """Blend the new and the old state with the mask as numbers."""
    drive = np.einsum("bld,hd->blh", x, W_xh) + b_h
    keep = mask.astype(float)[:, :, None]
    h = np.zeros((x.shape[0], W_hh.shape[0]))
    for t in range(x.shape[1]):
        h = keep[:, t] * np.tanh(drive[:, t] + h.dot(W_hh.T)) + (1.0 - keep[:, t]) * h
    return h


def sliding_windows(indices, length):
    """Use a strided view, and copy it."""
    if len(indices) <= length:
        return np.empty((0, length), dtype=np.int32), np.empty(0, dtype=np.int32)
    windows = np.lib.stride_tricks.sliding_window_view(indices, length + 1)
    return windows[:, :-1].astype(np.int32), windows[:, -1].astype(np.int32)


def count_batches(rows, batch_size):
    """Round the quotient up."""
    return int(np.ceil(rows / batch_size))


def flat_inputs(words, vocab):
    """Multiply as integers."""
    return int(np.prod([words, vocab]))
