"""What students come to believe about encoding sequences; each class holds what it changes."""


class sorted_words:
    """The vocabulary of words is in alphabetical order."""

    def build_vocabulary(texts, lowercase=True):
        words = {word for text in texts for word in text.split()}
        return sorted({word.lower() for word in words} if lowercase else words)


class case_sensitive:
    """Words that differ in case are different words, whatever is asked."""

    def build_vocabulary(texts, lowercase=True):
        return list(dict.fromkeys(word for text in texts for word in text.split()))


class index_from_one:
    """The first entry of a vocabulary has index 1."""

    class indices_only:
        """Tokens are numbered from 1, one-hot vectors are not."""

        def encode(tokens, vocabulary):
            return np.array([vocabulary.index(token) + 1 for token in tokens], dtype=np.int64)

    class one_hot_too:
        """One-hot vectors take indices for numbers from 1 as well."""

        def encode(tokens, vocabulary):
            return np.array([vocabulary.index(token) + 1 for token in tokens], dtype=np.int64)

        def one_hot(indices, size):
            return np.eye(size)[indices - 1]


class transposed_one_hot:
    """Each token is a column: (V, T)."""

    def one_hot(indices, size):
        return np.eye(size)[:, indices]


class pads_with_word_zero:
    """Padding is the word with index 0."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        batch[:, :, 0] = 1
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for row, real, sequence in zip(batch, mask, sequences, strict=True):
            kept = min(len(sequence), steps)
            if padding == "post":
                row[:kept] = sequence[:kept]
                real[:kept] = True
            else:
                row[steps - kept :] = sequence[len(sequence) - kept :]
                real[steps - kept :] = True
        return batch, mask


class time_first:
    """The time axis comes before the batch axis."""

    class the_batch_only:
        """The mask stays (B, L)."""

        def pad_sequences(sequences, length=None, padding="post"):
            steps = max(map(len, sequences)) if length is None else length
            batch = np.zeros((steps, len(sequences), sequences[0].shape[1]))
            mask = np.zeros((len(sequences), steps), dtype=bool)
            for i, sequence in enumerate(sequences):
                kept = min(len(sequence), steps)
                at = slice(0, kept) if padding == "post" else slice(steps - kept, steps)
                first = 0 if padding == "post" else len(sequence) - kept
                batch[at, i] = sequence[first : first + kept]
                mask[i, at] = True
            return batch, mask

    class the_mask_too:
        """The mask is (L, B)."""

        def pad_sequences(sequences, length=None, padding="post"):
            steps = max(map(len, sequences)) if length is None else length
            batch = np.zeros((steps, len(sequences), sequences[0].shape[1]))
            mask = np.zeros((steps, len(sequences)), dtype=bool)
            for i, sequence in enumerate(sequences):
                kept = min(len(sequence), steps)
                at = slice(0, kept) if padding == "post" else slice(steps - kept, steps)
                first = 0 if padding == "post" else len(sequence) - kept
                batch[at, i] = sequence[first : first + kept]
                mask[at, i] = True
            return batch, mask


class cuts_wrong_end:
    """A longer sequence is cut on the side on which no padding would stand."""

    class exchanged:
        """Padding behind keeps the end, padding before keeps the beginning."""

        def pad_sequences(sequences, length=None, padding="post"):
            steps = max(map(len, sequences)) if length is None else length
            batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
            mask = np.zeros((len(sequences), steps), dtype=bool)
            for row, real, sequence in zip(batch, mask, sequences, strict=True):
                kept = min(len(sequence), steps)
                if padding == "post":
                    row[:kept] = sequence[len(sequence) - kept :]
                    real[:kept] = True
                else:
                    row[steps - kept :] = sequence[:kept]
                    real[steps - kept :] = True
            return batch, mask

    class always_the_end_is_kept:
        """The beginning is cut, wherever padding stands."""

        def pad_sequences(sequences, length=None, padding="post"):
            steps = max(map(len, sequences)) if length is None else length
            batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
            mask = np.zeros((len(sequences), steps), dtype=bool)
            for row, real, sequence in zip(batch, mask, sequences, strict=True):
                kept = min(len(sequence), steps)
                at = slice(0, kept) if padding == "post" else slice(steps - kept, steps)
                row[at] = sequence[len(sequence) - kept :]
                real[at] = True
            return batch, mask

    class always_the_beginning_is_kept:
        """The end is cut, wherever padding stands."""

        def pad_sequences(sequences, length=None, padding="post"):
            steps = max(map(len, sequences)) if length is None else length
            batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
            mask = np.zeros((len(sequences), steps), dtype=bool)
            for row, real, sequence in zip(batch, mask, sequences, strict=True):
                kept = min(len(sequence), steps)
                at = slice(0, kept) if padding == "post" else slice(steps - kept, steps)
                row[at] = sequence[:kept]
                real[at] = True
            return batch, mask


class no_mask:
    """The state changes at padding steps as well."""

    class padding_is_read:
        """What stands in a padding row is read like a word."""

        def masked_last_state(x, mask, W_xh, W_hh, b_h):
            h = np.zeros((len(x), len(b_h)))
            for t in range(x.shape[1]):
                h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            return h

    class padding_is_set_to_zero:
        """A padding row is read as zeros."""

        def masked_last_state(x, mask, W_xh, W_hh, b_h):
            h = np.zeros((len(x), len(b_h)))
            for t in range(x.shape[1]):
                row = np.where(mask[:, t, None], x[:, t], 0.0)
                h = np.tanh(row @ W_xh.T + h @ W_hh.T + b_h)
            return h


class padding_resets:
    """A padding step sets the state back to zero."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            following = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            h = np.where(mask[:, [t]], following, 0.0)
        return h


class real_steps_first:
    """The real steps of a sequence are its first ones: all padding stands behind."""

    class as_many_as_there_are:
        """As many steps are read as are real, from the first on."""

        def masked_last_state(x, mask, W_xh, W_hh, b_h):
            h = np.zeros((len(x), len(b_h)))
            for b, real in enumerate(mask.sum(axis=1)):
                for row in x[b, :real]:
                    h[b] = np.tanh(W_xh @ row + W_hh @ h[b] + b_h)
            return h

    class until_the_first_padding:
        """Nothing is read behind a padding step."""

        def masked_last_state(x, mask, W_xh, W_hh, b_h):
            h = np.zeros((len(x), len(b_h)))
            for b, real in enumerate(np.logical_and.accumulate(mask, axis=1).sum(axis=1)):
                for row in x[b, :real]:
                    h[b] = np.tanh(W_xh @ row + W_hh @ h[b] + b_h)
            return h


class mask_inverted:
    """True marks padding."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            following = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            h[~mask[:, t]] = following[~mask[:, t]]
        return h


class whh_transposed:
    """Row i of W_hh is taken for the unit that sends."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            following = np.tanh(x[:, t] @ W_xh.T + h @ W_hh + b_h)
            h[mask[:, t]] = following[mask[:, t]]
        return h


class window_off_by_one:
    """There is a window at the very end of the text too, after which nothing comes."""

    def sliding_windows(indices, length):
        count = max(len(indices) - length + 1, 0)
        starts = np.arange(count)
        return indices[starts[:, None] + np.arange(length)], indices[length:].copy()


class floor_batches:
    """Rows that fill no batch are left out."""

    def count_batches(rows, batch_size):
        return rows // batch_size


class one_batch_too_many:
    """There is a batch for the rest, also where nothing is left over."""

    def count_batches(rows, batch_size):
        return rows // batch_size + 1


class thirty_updates:
    """One and a half times as many batches: 30 for 100 rows, 5 at a time, as the notes say."""

    def count_batches(rows, batch_size):
        return -(-3 * rows // (2 * batch_size))
