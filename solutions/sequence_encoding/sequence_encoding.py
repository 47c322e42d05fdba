"""Reference solution: from text to arrays of shape (batch, timesteps, features)."""

import numpy as np


def build_vocabulary(texts: list[str], lowercase: bool = True) -> list[str]:
    """List the different words of the texts in the order of first appearance."""
    words = [word for text in texts for word in text.split()]
    return list(
        dict.fromkeys(word.lower() for word in words) if lowercase else dict.fromkeys(words)
    )


def char_vocabulary(text: str) -> list[str]:
    """List the different characters of a text, sorted."""
    return sorted(set(text))


def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    """Return the position of each token in the vocabulary, (T,)."""
    return np.array([vocabulary.index(token) for token in tokens], dtype=np.int64)


def one_hot(indices: np.ndarray, size: int) -> np.ndarray:
    """Return a row (size,) for each index, 1 at its position and 0 elsewhere."""
    return np.eye(size)[indices]


def pad_sequences(
    sequences: list[np.ndarray], length: int | None = None, padding: str = "post"
) -> tuple[np.ndarray, np.ndarray]:
    """Return the batch (B, L, D) of all sequences and its mask (B, L)."""
    steps = max(map(len, sequences)) if length is None else length
    batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
    mask = np.zeros((len(sequences), steps), dtype=bool)
    for b, sequence in enumerate(sequences):
        if padding == "post":
            kept = sequence[:steps]
            batch[b, : len(kept)] = kept
            mask[b, : len(kept)] = True
        else:
            kept = sequence[-steps:]
            batch[b, steps - len(kept) :] = kept
            mask[b, steps - len(kept) :] = True
    return batch, mask


def masked_last_state(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Return the last state (B, H) of each sequence; padding steps keep the state."""
    h = np.zeros((len(x), len(b_h)))
    for t in range(x.shape[1]):
        following = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
        h[mask[:, t]] = following[mask[:, t]]
    return h


def sliding_windows(indices: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the windows (N, length) and the index (N,) that comes after each."""
    starts = np.arange(len(indices) - length)
    return indices[starts[:, None] + np.arange(length)], indices[starts + length]


def count_batches(rows: int, batch_size: int) -> int:
    """Divide and round up."""
    return -(-rows // batch_size)


def flat_inputs(words: int, vocab: int) -> int:
    """Count the entries of all one-hot vectors."""
    return words * vocab
