"""From text to arrays: vocabularies, indices, one-hot vectors, padding, masks and windows.

Letters for sizes: T time steps of one sequence, D features of one step, V entries of a vocabulary,
B sequences of a batch, L time steps of a padded sequence, H units of the state. Array arguments may
be non-contiguous views. No argument is changed, and no result shares memory with one.
"""

import numpy as np


def build_vocabulary(texts: list[str], lowercase: bool = True) -> list[str]:
    """List the different words of some texts.

    Args:
        texts: the texts, perhaps none; a word is what `str.split()` gives. A text may have no
            word.
        lowercase: whether words are turned to lower case first, with `str.lower()`.

    Returns:
        Each word once, in the order of first appearance in the texts. texts is left unchanged.
    """
    raise NotImplementedError("build_vocabulary")


def char_vocabulary(text: str) -> list[str]:
    """List the different characters of a text.

    Args:
        text: any text, perhaps an empty one.

    Returns:
        Each character once, sorted. Case is kept.
    """
    raise NotImplementedError("char_vocabulary")


def encode(tokens: list[str], vocabulary: list[str]) -> np.ndarray:
    """Turn tokens into indices.

    Args:
        tokens: T words or characters; T may be 0.
        vocabulary: V different strings.

    Returns:
        The position of each token in the vocabulary, from 0 to V - 1, shape (T,), of an integer
        dtype also with T = 0. The arguments are left unchanged.

    Raises:
        ValueError: a token is not in the vocabulary, letter by letter and in the same case.
    """
    raise NotImplementedError("encode")


def one_hot(indices: np.ndarray, size: int) -> np.ndarray:
    """Turn indices into one-hot rows.

    Args:
        indices: integers from 0 to size - 1, shape (T,); T may be 0.
        size: the length V of a row, at least 1.

    Returns:
        Shape (T, size), float64: row t is 1 at position indices[t] and 0 elsewhere. indices is
        left unchanged.
    """
    raise NotImplementedError("one_hot")


def pad_sequences(
    sequences: list[np.ndarray], length: int | None = None, padding: str = "post"
) -> tuple[np.ndarray, np.ndarray]:
    """Put sequences of different lengths into one rectangle.

    Args:
        sequences: B arrays of shapes (T_1, D), (T_2, D), ..., float64. Some T_i may be 0, not all.
        length: the number L of steps in the result, at least 1; None means the largest T_i.
        padding: "post": padding stands behind a shorter sequence, and a longer one keeps its
            first L steps. "pre": padding stands before it, and a longer one keeps its last L steps.

    Returns:
        A pair (batch, mask) of shapes (B, L, D), float64, and (B, L), bool. The mask is True at
        the steps of the sequences, and False at padding, where the batch is zero.
        The sequences are left unchanged.
    """
    raise NotImplementedError("pad_sequences")


def masked_last_state(
    x: np.ndarray, mask: np.ndarray, W_xh: np.ndarray, W_hh: np.ndarray, b_h: np.ndarray
) -> np.ndarray:
    """Run a recurrent layer over a padded batch and return the last state of each sequence.

    The state starts from zeros. A real step replaces the state h by tanh(W_xh x_t + W_hh h + b_h);
    a padding step leaves it as it is.

    Args:
        x: shape (B, L, D), float64, finite also at padding; B and L are at least 1.
        mask: shape (B, L), bool: True at real steps, in any pattern.
        W_xh: weights from input to state, shape (H, D).
        W_hh: weights from state to state, shape (H, H).
        b_h: biases of the state, shape (H,).

    Returns:
        Shape (B, H), float64: the state after the last step, zeros where no step is real.
        The arguments are left unchanged.
    """
    raise NotImplementedError("masked_last_state")


def sliding_windows(indices: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """Cut a text into windows, each with the index that comes next.

    Args:
        indices: integers, shape (T,); T may be smaller than length.
        length: the number of steps in a window, at least 1.

    Returns:
        A pair (X, y) of shapes (N, length) and (N,), both of an integer dtype: X[n] is a run of
        neighbours in the text, in the order of the text, and y[n] the index that comes after it.
        Every run that has a next index is there. N may be 0. indices is left unchanged.
    """
    raise NotImplementedError("sliding_windows")


def count_batches(rows: int, batch_size: int) -> int:
    """Count the batches in which all rows are read; the last one may be smaller.

    Args:
        rows: from 0 to 10**9.
        batch_size: from 1 to 10**9.

    Returns:
        The number of batches, a Python int.
    """
    raise NotImplementedError("count_batches")


def flat_inputs(words: int, vocab: int) -> int:
    """Count the inputs of a feed-forward network that reads all words at once, one-hot.

    Args:
        words: the number of words.
        vocab: the number of entries of the vocabulary.

    Returns:
        The number of inputs, a Python int.
    """
    raise NotImplementedError("flat_inputs")
