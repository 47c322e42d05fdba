"""Wrong submissions for sequence_encoding, written from the handout alone."""

import numpy as np


class words_repeated:
    """The list holds a word as often as it stands in the texts, so it is longer than the
    vocabulary wherever a word comes twice."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "too many entries"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = []
        for text in texts:
            for word in text.split():
                vocabulary.append(word.lower() if lowercase else word)
        return vocabulary


class split_at_single_spaces:
    """Words are what stands between single spaces, so that two spaces bring an empty word, and a new
    line or a tab keeps two words together."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "wrong only where spaces are unusual"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = []
        for text in texts:
            for word in text.split(" "):
                word = word.lower() if lowercase else word
                if word not in vocabulary:
                    vocabulary.append(word)
        return vocabulary


class first_text_only:
    """The return stands inside the loop: only the words of the first text are listed, and None is
    returned without texts."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "entries missing at the end"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = []
        for text in texts:
            if lowercase:
                text = text.lower()
            for word in text.split():
                if word not in vocabulary:
                    vocabulary.append(word)
            return vocabulary


class compared_before_lowering:
    """A word is looked for as it is written and stored in lower case, so a word in two cases stands
    twice in the list."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "too many entries"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = []
        for text in texts:
            for word in text.split():
                if word not in vocabulary:
                    vocabulary.append(word.lower() if lowercase else word)
        return vocabulary


class characters_instead_of_words:
    """Each text is walked letter by letter: the list holds characters, spaces too."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "nothing like the right answer"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = []
        for text in texts:
            text = text.lower() if lowercase else text
            for word in text:
                if word not in vocabulary:
                    vocabulary.append(word)
        return vocabulary


class vocabulary_as_dict:
    """The answer is a dict from word to index, not a list."""

    FUNCTIONS = ("build_vocabulary",)
    SHOWS = "wrong type"

    def build_vocabulary(texts, lowercase=True):
        vocabulary = {}
        for text in texts:
            if lowercase:
                text = text.lower()
            for word in text.split():
                if word not in vocabulary:
                    vocabulary[word] = len(vocabulary)
        return vocabulary


class characters_in_order_of_appearance:
    """The characters of a text come in the order in which they appear, not sorted."""

    FUNCTIONS = ("char_vocabulary",)
    SHOWS = "right entries in another order"

    def char_vocabulary(text):
        characters = []
        for c in text:
            if c not in characters:
                characters.append(c)
        return characters


class characters_lowered:
    """The characters are turned to lower case first: no capital is in the list."""

    FUNCTIONS = ("char_vocabulary",)
    SHOWS = "wrong entries"

    def char_vocabulary(text):
        return sorted(set(text.lower()))


class spaces_left_out:
    """The space and the new line are not counted as characters."""

    FUNCTIONS = ("char_vocabulary",)
    SHOWS = "an entry is missing"

    def char_vocabulary(text):
        return sorted(set("".join(text.split())))


class characters_as_text:
    """The sorted characters are joined to one string."""

    FUNCTIONS = ("char_vocabulary",)
    SHOWS = "wrong type"

    def char_vocabulary(text):
        return "".join(sorted(set(text)))


class unknown_tokens_skipped:
    """An unknown token brings no error: it is left out, so that fewer indices than tokens come
    back. Known tokens are right."""

    FUNCTIONS = ("encode",)
    SHOWS = "an error is missing"

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(t) for t in tokens if t in vocabulary], dtype=int)


class unknown_tokens_minus_one:
    """An unknown token gets the index -1 and no error. Known tokens are right."""

    FUNCTIONS = ("encode",)
    SHOWS = "an error is missing"

    def encode(tokens, vocabulary):
        lookup = {word: i for i, word in enumerate(vocabulary)}
        return np.array([lookup.get(token, -1) for token in tokens], dtype=int)


class key_error_for_unknown:
    """An unknown token raises KeyError where ValueError is asked for. Known tokens are right."""

    FUNCTIONS = ("encode",)
    SHOWS = "another error than the one that is asked for"

    def encode(tokens, vocabulary):
        lookup = {word: i for i, word in enumerate(vocabulary)}
        return np.array([lookup[token] for token in tokens], dtype=int)


class indices_as_list:
    """The indices are right, but they are a list."""

    FUNCTIONS = ("encode",)
    SHOWS = "wrong type"

    def encode(tokens, vocabulary):
        return [vocabulary.index(token) for token in tokens]


class no_tokens_are_floats:
    """With no token the result is an empty float array, because NumPy was not told a dtype; all
    else is right."""

    FUNCTIONS = ("encode",)
    SHOWS = "wrong dtype only for no token"

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(token) for token in tokens])


class lowered_before_lookup:
    """Tokens are turned to lower case before they are looked up: a token with a capital that the
    vocabulary has is not found, or another is found in its place."""

    FUNCTIONS = ("encode",)
    SHOWS = "raises where it should not"

    def encode(tokens, vocabulary):
        indices = []
        for token in tokens:
            indices.append(vocabulary.index(token.lower()))
        return np.array(indices, dtype=int)


class one_hot_of_integers:
    """The rows are right, but they are integers."""

    FUNCTIONS = ("one_hot",)
    SHOWS = "wrong dtype"

    def one_hot(indices, size):
        rows = np.zeros((len(indices), size), dtype=int)
        rows[np.arange(len(indices)), indices] = 1
        return rows


class one_row_for_all:
    """There is one single row with a one for every word that occurs (a bag of words), not a row for
    each step."""

    FUNCTIONS = ("one_hot",)
    SHOWS = "wrong shape"

    def one_hot(indices, size):
        row = np.zeros(size)
        for i in indices:
            row[i] = 1
        return row


class ones_everywhere_in_columns:
    """`rows[:, indices] = 1` sets the whole column of every index: each row has a one for every word
    of the sequence."""

    FUNCTIONS = ("one_hot",)
    SHOWS = "right only for a single word"

    def one_hot(indices, size):
        rows = np.zeros((len(indices), size))
        rows[:, indices] = 1
        return rows


class as_wide_as_needed:
    """The rows end at the largest index of the sequence, whatever the size is."""

    FUNCTIONS = ("one_hot",)
    SHOWS = "wrong shape"

    def one_hot(indices, size):
        if len(indices) == 0:
            return np.zeros((0, size))
        return np.eye(indices.max() + 1)[indices]


class padding_always_behind:
    """padding="pre" is not looked at: padding stands behind and the beginning is kept, always."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "an option is ignored"

    def pad_sequences(sequences, length=None, padding="post"):
        if length is None:
            length = max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), length), dtype=bool)
        for i, s in enumerate(sequences):
            n = min(len(s), length)
            batch[i, :n] = s[:n]
            mask[i, :n] = True
        return batch, mask


class length_ignored:
    """A given length is not looked at: the batch is as long as the longest sequence, always."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "wrong length along the time axis"

    def pad_sequences(sequences, length=None, padding="post"):
        length = max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), length), dtype=bool)
        for i, s in enumerate(sequences):
            if padding == "post":
                batch[i, : len(s)] = s
                mask[i, : len(s)] = True
            else:
                batch[i, length - len(s) :] = s
                mask[i, length - len(s) :] = True
        return batch, mask


class never_cut:
    """A given length that is too small is raised to that of the longest sequence, so nothing is ever
    cut. Padding is right."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "wrong length along the time axis"

    def pad_sequences(sequences, length=None, padding="post"):
        longest = max(len(s) for s in sequences)
        length = longest if length is None else max(length, longest)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), length), dtype=bool)
        for i, s in enumerate(sequences):
            start = 0 if padding == "post" else length - len(s)
            batch[i, start : start + len(s)] = s
            mask[i, start : start + len(s)] = True
        return batch, mask


class mask_from_zeros:
    """A row that is all zeros is taken for padding, so the mask is False at real steps of zeros; the
    batch is right."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "the second of two results is wrong"

    def pad_sequences(sequences, length=None, padding="post"):
        length = length or max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        for i, s in enumerate(sequences):
            if padding == "post":
                s = s[:length]
                batch[i, : len(s)] = s
            else:
                s = s[-length:]
                batch[i, length - len(s) :] = s
        return batch, batch.any(axis=2)


class mask_turned_round:
    """The mask is True at padding and False at steps; the batch is right."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "the second of two results is wrong"

    def pad_sequences(sequences, length=None, padding="post"):
        length = length or max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        mask = np.ones((len(sequences), length), dtype=bool)
        for i, s in enumerate(sequences):
            if padding == "post":
                s = s[:length]
                batch[i, : len(s)] = s
                mask[i, : len(s)] = False
            else:
                s = s[-length:]
                batch[i, length - len(s) :] = s
                mask[i, length - len(s) :] = False
        return batch, mask


class mask_of_numbers:
    """The mask holds 1.0 and 0.0 instead of True and False; the batch is right."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "wrong dtype of the second result"

    def pad_sequences(sequences, length=None, padding="post"):
        length = length or max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), length))
        for i, s in enumerate(sequences):
            s = s[:length] if padding == "post" else s[-length:]
            start = 0 if padding == "post" else length - len(s)
            batch[i, start : start + len(s)] = s
            mask[i, start : start + len(s)] = 1
        return batch, mask


class no_mask_returned:
    """Only the batch is returned, without a mask."""

    FUNCTIONS = ("pad_sequences",)
    SHOWS = "wrong type"

    def pad_sequences(sequences, length=None, padding="post"):
        length = length or max(len(s) for s in sequences)
        batch = np.zeros((len(sequences), length, sequences[0].shape[1]))
        for i, s in enumerate(sequences):
            s = s[:length] if padding == "post" else s[-length:]
            start = 0 if padding == "post" else length - len(s)
            batch[i, start : start + len(s)] = s
        return batch


class state_forgets_at_padding:
    """At a padding step the state becomes zero instead of staying: right only if nothing is padded
    behind the first real step."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "zeros where padding comes last"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        B, L, D = x.shape
        h = np.zeros((B, len(b_h)))
        for t in range(L):
            h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h) * mask[:, t][:, None]
        return h


class stops_at_the_first_padding:
    """A sequence ends at its first padding step: what comes after it is not read, and a sequence padded
    before stays at zero."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "right only if all padding stands behind"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        out = np.zeros((len(x), len(b_h)))
        for b in range(len(x)):
            for t in range(x.shape[1]):
                if not mask[b, t]:
                    break
                out[b] = np.tanh(W_xh @ x[b, t] + W_hh @ out[b] + b_h)
        return out


class counts_the_real_steps:
    """The first n steps are read, where n is the number of Trues in the mask: right only if all
    padding stands behind."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "right only if all padding stands behind"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        lengths = mask.sum(axis=1)
        states = []
        for b in range(len(x)):
            h = np.zeros(len(b_h))
            for t in range(lengths[b]):
                h = np.tanh(W_xh @ x[b, t] + W_hh @ h + b_h)
            states.append(h)
        return np.array(states)


class mask_read_the_wrong_way:
    """Padding steps are read and real steps are skipped."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "nothing like the right answer"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            new = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            h = np.where(mask[:, t : t + 1], h, new)
        return h


class state_of_the_sequence_before:
    """The state is not set back to zero between the sequences of a batch: only the first is right."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "the first row is right"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros(len(b_h))
        states = np.zeros((len(x), len(b_h)))
        for b in range(len(x)):
            for t in range(x.shape[1]):
                if mask[b, t]:
                    h = np.tanh(W_xh @ x[b, t] + W_hh @ h + b_h)
            states[b] = h
        return states


class masked_recurrence_transposed:
    """The state is multiplied with W_hh from the left in rows, which is W_hh transposed."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "right only where one real step is read"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            new = np.tanh(x[:, t] @ W_xh.T + h @ W_hh + b_h)
            h = np.where(mask[:, t : t + 1], new, h)
        return h


class all_states_returned:
    """The states of all steps come back, (B, L, H), not the last one of each sequence."""

    FUNCTIONS = ("masked_last_state",)
    SHOWS = "wrong shape"

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        states = []
        for t in range(x.shape[1]):
            new = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
            h = np.where(mask[:, t : t + 1], new, h)
            states.append(h)
        return np.stack(states, axis=1)


class last_window_lost:
    """The loop ends one step early: the last window and its label are missing."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "one row too few"

    def sliding_windows(indices, length):
        X, y = [], []
        for i in range(len(indices) - length - 1):
            X.append(indices[i : i + length])
            y.append(indices[i + length])
        return np.array(X, dtype=int).reshape(len(X), length), np.array(y, dtype=int)


class appended_after_the_loop:
    """The lines that append stand behind the loop, as printed in the notes: only the last window comes
    back, and an error where there is none."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "only one row"

    def sliding_windows(indices, length):
        X, y = [], []
        for i in range(len(indices) - length):
            seq = indices[i : i + length]
            label = indices[i + length]
        X.append(seq)
        y.append(label)
        return np.array(X), np.array(y)


class windows_side_by_side:
    """Windows do not overlap: each begins where the one before ended."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "too few rows; the first is right"

    def sliding_windows(indices, length):
        X, y = [], []
        for i in range(0, len(indices) - length, length):
            X.append(indices[i : i + length])
            y.append(indices[i + length])
        return np.array(X, dtype=int).reshape(-1, length), np.array(y, dtype=int)


class label_is_the_last_of_the_window:
    """The label of a window is its own last index, not the one that comes next; the windows are
    right."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "the second of two results is wrong"

    def sliding_windows(indices, length):
        count = max(0, len(indices) - length)
        X = np.array([indices[i : i + length] for i in range(count)], dtype=int)
        y = np.array([indices[i + length - 1] for i in range(count)], dtype=int)
        return X.reshape(count, length), y


class empty_windows_without_shape:
    """A text that is too short gives two arrays of shape (0,), of floats; all else is right."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "wrong shape only where there is no window"

    def sliding_windows(indices, length):
        X = [indices[i : i + length] for i in range(len(indices) - length)]
        y = [indices[i + length] for i in range(len(indices) - length)]
        return np.array(X), np.array(y)


class labels_as_columns:
    """The labels have shape (N, 1) instead of (N,); the windows are right."""

    FUNCTIONS = ("sliding_windows",)
    SHOWS = "wrong shape of the second result"

    def sliding_windows(indices, length):
        n = max(0, len(indices) - length)
        X = np.zeros((n, length), dtype=int)
        y = np.zeros((n, 1), dtype=int)
        for i in range(n):
            X[i] = indices[i : i + length]
            y[i] = indices[i + length]
        return X, y


class always_one_more_batch:
    """One is added to the quotient, also where nothing is left over: right only with a rest."""

    FUNCTIONS = ("count_batches",)
    SHOWS = "one too many where the rows fill the batches"

    def count_batches(rows, batch_size):
        return rows // batch_size + 1


class batches_rounded:
    """The quotient is rounded to the nearest integer: a rest of less than half a batch is lost."""

    FUNCTIONS = ("count_batches",)
    SHOWS = "one too few for a small rest"

    def count_batches(rows, batch_size):
        return round(rows / batch_size)


class batches_as_float:
    """The number of batches is right, but it is a NumPy float."""

    FUNCTIONS = ("count_batches",)
    SHOWS = "wrong type"

    def count_batches(rows, batch_size):
        return np.ceil(rows / batch_size)


class words_plus_vocabulary:
    """Words and vocabulary are added instead of multiplied."""

    FUNCTIONS = ("flat_inputs",)
    SHOWS = "wrong value"

    def flat_inputs(words, vocab):
        return words + vocab


class one_input_for_each_word:
    """The number of words is returned: the vocabulary has no influence."""

    FUNCTIONS = ("flat_inputs",)
    SHOWS = "an argument is ignored"

    def flat_inputs(words, vocab):
        return words
