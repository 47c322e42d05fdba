"""Known-wrong work without a name: mistakes that a clever but careless student makes."""


class VocabularyInReverse:
    """Reads the texts from the last one."""

    def build_vocabulary(texts, lowercase=True):
        words = [word for text in reversed(texts) for word in text.split()]
        return list(dict.fromkeys(word.lower() if lowercase else word for word in words))


class VocabularyByLastAppearance:
    """A word that comes again moves to the end."""

    def build_vocabulary(texts, lowercase=True):
        seen = {}
        for text in texts:
            for word in text.split():
                word = word.lower() if lowercase else word
                seen.pop(word, None)
                seen[word] = True
        return list(seen)


class VocabularyByFrequency:
    """The most frequent word comes first."""

    def build_vocabulary(texts, lowercase=True):
        words = [word.lower() if lowercase else word for text in texts for word in text.split()]
        return sorted(dict.fromkeys(words), key=lambda word: -words.count(word))


class VocabularyAlwaysLower:
    """Turns every word to lower case, whatever is asked."""

    def build_vocabulary(texts, lowercase=True):
        return list(dict.fromkeys(word.lower() for text in texts for word in text.split()))


class VocabularyOptionTurned:
    """lowercase=True keeps the case."""

    def build_vocabulary(texts, lowercase=True):
        words = [word for text in texts for word in text.split()]
        return list(dict.fromkeys(words if lowercase else map(str.lower, words)))


class VocabularyKeepsFirstSpelling:
    """Compares in lower case and lists the word as it first stood."""

    def build_vocabulary(texts, lowercase=True):
        found = {}
        for text in texts:
            for word in text.split():
                found.setdefault(word.lower() if lowercase else word, word)
        return list(found.values())


class VocabularyUpper:
    """Turns words to upper case."""

    def build_vocabulary(texts, lowercase=True):
        words = [word for text in texts for word in text.split()]
        return list(dict.fromkeys(word.upper() if lowercase else word for word in words))


class VocabularyWithPadding:
    """Keeps index 0 for padding."""

    def build_vocabulary(texts, lowercase=True):
        words = [word.lower() if lowercase else word for text in texts for word in text.split()]
        return ["", *dict.fromkeys(words)]


class VocabularyJoinedTexts:
    """Joins the texts without a space: the last word of one sticks to the first of the next."""

    def build_vocabulary(texts, lowercase=True):
        text = "".join(texts)
        return list(dict.fromkeys((text.lower() if lowercase else text).split()))


class VocabularySplitsAtSpacesOnly:
    """Splits at every single space and drops empty words; tabs and new lines stay inside."""

    def build_vocabulary(texts, lowercase=True):
        words = [word for text in texts for word in text.split(" ") if word]
        return list(dict.fromkeys(word.lower() if lowercase else word for word in words))


class VocabularyOfNonemptyTextsOnly:
    """Takes a list of empty texts for an error."""

    def build_vocabulary(texts, lowercase=True):
        words = [word for text in texts for word in text.split()]
        if not words:
            raise ValueError("no words")
        return list(dict.fromkeys(word.lower() if lowercase else word for word in words))


class VocabularyTextIsEnough:
    """Reads one text where a list of one is given, letter by letter."""

    def build_vocabulary(texts, lowercase=True):
        if len(texts) == 1:
            texts = texts[0]
        words = [word for text in texts for word in text.split()]
        return list(dict.fromkeys(word.lower() if lowercase else word for word in words))


class VocabularyChangesTexts:
    """Writes the texts in lower case into the list that was given."""

    def build_vocabulary(texts, lowercase=True):
        for i, text in enumerate(texts):
            texts[i] = text.lower() if lowercase else text
        return list(dict.fromkeys(word for text in texts for word in text.split()))


class VocabularyGrowsFromCallToCall:
    """Keeps the words of earlier calls."""

    def build_vocabulary(texts, lowercase=True, known=[]):
        for text in texts:
            for word in text.split():
                word = word.lower() if lowercase else word
                if word not in known:
                    known.append(word)
        return list(known)


class VocabularyAsSet:
    """Returns a set."""

    def build_vocabulary(texts, lowercase=True):
        return {word.lower() if lowercase else word for text in texts for word in text.split()}


class VocabularyAsArray:
    """Returns an array of strings."""

    def build_vocabulary(texts, lowercase=True):
        words = [word.lower() if lowercase else word for text in texts for word in text.split()]
        return np.array(list(dict.fromkeys(words)))


class CharactersNotSorted:
    """Lists characters by their first appearance, like words."""

    def char_vocabulary(text):
        return list(dict.fromkeys(text))


class CharactersSortedWithoutCase:
    """Sorts without regard to case."""

    def char_vocabulary(text):
        return sorted(set(text), key=str.lower)


class CharactersOfWordsOnly:
    """Leaves characters out that are no letters."""

    def char_vocabulary(text):
        return sorted(set(filter(str.isalpha, text)))


class CharactersRepeated:
    """Sorts all characters."""

    def char_vocabulary(text):
        return sorted(text)


class CharactersBackwards:
    """Sorts from the largest to the smallest."""

    def char_vocabulary(text):
        return sorted(set(text), reverse=True)


class CharactersStripped:
    """Takes spaces at the ends and new lines away first."""

    def char_vocabulary(text):
        return sorted(set(" ".join(text.split())))


class CharactersOfNoText:
    """Gives None for an empty text."""

    def char_vocabulary(text):
        return sorted(set(text)) if text else None


class EncodeWithoutCase:
    """Looks for the token without regard to case."""

    def encode(tokens, vocabulary):
        lowered = [entry.lower() for entry in vocabulary]
        return np.array([lowered.index(token.lower()) for token in tokens], dtype=np.int64)


class EncodeStripsTokens:
    """Takes spaces around a token away."""

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(token.strip()) for token in tokens], dtype=np.int64)


class EncodeByBeginning:
    """Takes the first entry that begins with the token."""

    def encode(tokens, vocabulary):
        def find(token):
            for i, entry in enumerate(vocabulary):
                if entry.startswith(token):
                    return i
            raise ValueError(token)

        return np.array([find(token) for token in tokens], dtype=np.int64)


class EncodeEmptyTokenIsZero:
    """Takes an empty token for padding, which has index 0."""

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(t) if t else 0 for t in tokens], dtype=np.int64)


class EncodeExtendsVocabulary:
    """Adds an unknown token to the vocabulary."""

    def encode(tokens, vocabulary):
        for token in tokens:
            if token not in vocabulary:
                vocabulary.append(token)
        return np.array([vocabulary.index(token) for token in tokens], dtype=np.int64)


class EncodeUnknownIsLast:
    """Gives an unknown token the number behind the last entry."""

    def encode(tokens, vocabulary):
        numbers = {entry: i for i, entry in enumerate(vocabulary)}
        return np.array([numbers.get(token, len(vocabulary)) for token in tokens], dtype=np.int64)


class EncodeRaisesOnlyIfAllUnknown:
    """Raises only if no token is known."""

    def encode(tokens, vocabulary):
        known = [token for token in tokens if token in vocabulary]
        if tokens and not known:
            raise ValueError("unknown")
        return np.array([vocabulary.index(token) for token in known], dtype=np.int64)


class EncodeChecksFirstOnly:
    """Looks at the first token only for the error."""

    def encode(tokens, vocabulary):
        if tokens and tokens[0] not in vocabulary:
            raise ValueError("unknown")
        numbers = {entry: i for i, entry in enumerate(vocabulary)}
        return np.array([numbers.get(token, 0) for token in tokens], dtype=np.int64)


class EncodeIndexError:
    """Raises IndexError for an unknown token."""

    def encode(tokens, vocabulary):
        numbers = {entry: i for i, entry in enumerate(vocabulary)}
        if any(token not in numbers for token in tokens):
            raise IndexError("unknown")
        return np.array([numbers[token] for token in tokens], dtype=np.int64)


class EncodeSortedVocabulary:
    """Sorts the vocabulary first."""

    def encode(tokens, vocabulary):
        return np.array([sorted(vocabulary).index(token) for token in tokens], dtype=np.int64)


class EncodeSortsInPlace:
    """Sorts the vocabulary after it has read the indices."""

    def encode(tokens, vocabulary):
        indices = np.array([vocabulary.index(token) for token in tokens], dtype=np.int64)
        vocabulary.sort()
        return indices


class EncodeDistinctTokens:
    """Encodes each token once."""

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(t) for t in dict.fromkeys(tokens)], dtype=np.int64)


class EncodeFloats:
    """Returns floats."""

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(token) for token in tokens], dtype=float)


class EncodeColumn:
    """Returns a column (T, 1)."""

    def encode(tokens, vocabulary):
        return np.array([vocabulary.index(token) for token in tokens], dtype=int).reshape(-1, 1)


class EncodeScalarForOne:
    """Returns a number for a single token."""

    def encode(tokens, vocabulary):
        found = np.array([vocabulary.index(token) for token in tokens], dtype=int)
        return int(found[0]) if len(found) == 1 else found


class EncodeNoneForNone:
    """Falls off the end for no token."""

    def encode(tokens, vocabulary):
        if tokens:
            return np.array([vocabulary.index(token) for token in tokens], dtype=int)


class OneHotSumOfRows:
    """Adds the rows up."""

    def one_hot(indices, size):
        return np.eye(size)[indices].sum(axis=0)


class OneHotOfDistinct:
    """Has one row for each different index."""

    def one_hot(indices, size):
        return np.eye(size)[np.unique(indices)]


class OneHotMinusOne:
    """Writes -1 instead of 0."""

    def one_hot(indices, size):
        return 2 * np.eye(size)[indices] - 1


class OneHotBoolean:
    """Returns booleans."""

    def one_hot(indices, size):
        return indices[:, None] == np.arange(size)


class OneHotCumulative:
    """Writes ones up to the index."""

    def one_hot(indices, size):
        return (np.arange(size) <= indices[:, None]).astype(float)


class OneHotExtraColumn:
    """Has a column more, for unknown words."""

    def one_hot(indices, size):
        return np.eye(size + 1)[indices]


class OneHotSquare:
    """Has as many columns as rows where the indices allow."""

    def one_hot(indices, size):
        size = len(indices) if len(indices) > indices.max(initial=0) else size
        return np.eye(size)[indices]


class OneHotWithoutZero:
    """Leaves the row of index 0 empty, as if it were padding."""

    def one_hot(indices, size):
        rows = np.eye(size)[indices]
        rows[indices == 0] = 0
        return rows


class OneHotSinglePrecision:
    """Returns float32."""

    def one_hot(indices, size):
        return np.eye(size, dtype=np.float32)[indices]


class OneHotNoIndices:
    """Returns shape (0,) for no index."""

    def one_hot(indices, size):
        return np.array([np.eye(size)[i] for i in indices])


class OneHotOneIndex:
    """Returns one row without the time axis for one index."""

    def one_hot(indices, size):
        return np.squeeze(np.eye(size)[indices])


class OneHotMarksIndices:
    """Sets the indices to zero after it has used them."""

    def one_hot(indices, size):
        rows = np.eye(size)[indices]
        indices[:] = 0
        return rows


class PadAlwaysBefore:
    """Always pads before."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[-steps:]
            batch[b, steps - len(kept) :] = kept
            mask[b, steps - len(kept) :] = True
        return batch, mask


class PadMaskAlwaysBehind:
    """The mask of padding before is that of padding behind."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            batch[b, slice(len(kept)) if padding == "post" else slice(steps - len(kept), None)] = (
                kept
            )
            mask[b, : len(kept)] = True
        return batch, mask


class PadShortest:
    """Cuts all to the shortest sequence."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = min(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = (
                sequence[:steps]
                if padding == "post"
                else sequence[len(sequence) - min(len(sequence), steps) :]
            )
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadLongestIsFirst:
    """Takes the first sequence for the longest."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = len(sequences[0]) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = (
                sequence[:steps] if padding == "post" else sequence[max(len(sequence) - steps, 0) :]
            )
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadOneMore:
    """Leaves a step of padding behind the longest sequence too."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) + 1 if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadWithOnes:
    """Pads with ones."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.ones((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadWithNaN:
    """Pads with nan."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.full((len(sequences), steps, sequences[0].shape[1]), np.nan)
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadRepeatsLast:
    """Pads with the last step again."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            if len(kept):
                batch[b] = kept[-2:-1] if len(kept) > 1 else kept[-1]
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadSortsByLength:
    """Puts the longest sequence first."""

    def pad_sequences(sequences, length=None, padding="post"):
        sequences = sorted(sequences, key=len, reverse=True)
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadDropsEmpty:
    """Leaves sequences without a step out."""

    def pad_sequences(sequences, length=None, padding="post"):
        sequences = [sequence for sequence in sequences if len(sequence)]
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadEmptyBefore:
    """batch[b, -0:] is the whole row: the mask of an empty sequence is all True with padding before."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            n = min(len(sequence), steps)
            if padding == "post":
                batch[b, :n] = sequence[:n]
                mask[b, :n] = True
            else:
                if n:
                    batch[b, -n:] = sequence[-n:]
                mask[b, -n:] = True
        return batch, mask


class PadIntegers:
    """Collects the steps in an integer array."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]), dtype=int)
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch.astype(float), mask


class PadSameLengthEarly:
    """Returns the sequences themselves where all have one length, with a mask of ones."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        if len({len(sequence) for sequence in sequences}) == 1:
            return np.array(sequences), np.ones((len(sequences), len(sequences[0])), dtype=bool)
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadMaskOfFeatures:
    """The mask has an entry for each feature."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros(batch.shape, dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadZerosCutOff:
    """Cuts steps of zeros off the end of a sequence first."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            while len(sequence) > 1 and not sequence[-1].any():
                sequence = sequence[:-1]
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadChangesTheList:
    """Cuts the sequences in the list that was given."""

    def pad_sequences(sequences, length=None, padding="post"):
        steps = max(map(len, sequences)) if length is None else length
        for b in range(len(sequences)):
            sequences[b] = sequences[b][:steps] if padding == "post" else sequences[b][-steps:]
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, kept in enumerate(sequences):
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class PadReadsMemoryOrder:
    """Flattens a sequence as it lies in memory."""

    def pad_sequences(sequences, length=None, padding="post"):
        sequences = [s.ravel(order="K").reshape(s.shape) for s in sequences]
        steps = max(map(len, sequences)) if length is None else length
        batch = np.zeros((len(sequences), steps, sequences[0].shape[1]))
        mask = np.zeros((len(sequences), steps), dtype=bool)
        for b, sequence in enumerate(sequences):
            kept = sequence[:steps] if padding == "post" else sequence[-steps:]
            at = slice(len(kept)) if padding == "post" else slice(steps - len(kept), steps)
            batch[b, at] = kept
            mask[b, at] = True
        return batch, mask


class StateLastRealStepOnly:
    """Reads only the last real step."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for b in range(len(x)):
            for row in x[b, mask[b]][-1:]:
                h[b] = np.tanh(W_xh @ row + b_h)
        return h


class StateAtTheLastColumn:
    """Returns the state where the mask is True for the last time in any sequence."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        steps = [t for t in range(x.shape[1]) if mask[:, t].all()]
        for t in steps:
            h = np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h)
        return h


class StateMaskFromZeros:
    """Takes rows of zeros for padding and ignores the mask."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            real = x[:, t].any(axis=1)[:, None]
            h = np.where(real, np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class StateMaskAndZeros:
    """Takes real rows of zeros for padding too."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            real = (mask[:, t] & x[:, t].any(axis=1))[:, None]
            h = np.where(real, np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class StateBiasOutside:
    """Adds the bias after tanh."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T) + b_h, h)
        return h


class StateWithoutBias:
    """Forgets the bias."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T), h)
        return h


class StateNoRecurrence:
    """Reads every step from zeros."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + b_h), h)
        return h


class StateBackwards:
    """Goes through the steps backwards."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in reversed(range(x.shape[1])):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class StateLinearAtPadding:
    """At padding the state goes through W_hh."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h @ W_hh.T)
        return h


class StateOfAPaddedSequenceIsBias:
    """Gives tanh(b_h) where no step is real."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        h[~mask.any(axis=1)] = np.tanh(b_h)
        return h


class StateMeanOfSteps:
    """Averages the states of the real steps."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        total = np.zeros_like(h)
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
            total += np.where(mask[:, [t]], h, 0)
        return total / np.maximum(mask.sum(axis=1), 1)[:, None]


class StateDropsBatchOfOne:
    """Returns (H,) for one sequence."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h[0] if len(h) == 1 else h


class StateUnitsByBatch:
    """Returns (H, B)."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h.T


class StateSinglePrecision:
    """Keeps the state in float32."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)), dtype=np.float32)
        for t in range(x.shape[1]):
            h[:] = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h.astype(float)


class StateClearsPadding:
    """Sets the padding in x itself to zero."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        x[~mask] = 0
        h = np.zeros((len(x), len(b_h)))
        for t in range(x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class StateSkipsTheFirstStep:
    """Begins with the second step."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(1, x.shape[1]):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class StateUpToTwentySteps:
    """Reads twenty steps at most."""

    def masked_last_state(x, mask, W_xh, W_hh, b_h):
        h = np.zeros((len(x), len(b_h)))
        for t in range(min(x.shape[1], 20)):
            h = np.where(mask[:, [t]], np.tanh(x[:, t] @ W_xh.T + h @ W_hh.T + b_h), h)
        return h


class WindowsLabelsShifted:
    """Labels a window with its first index."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        return indices[starts[:, None] + np.arange(length)], indices[starts]


class WindowsLabelTwoOn:
    """Labels a window with the index after the next."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length - 1, 0))
        return indices[starts[:, None] + np.arange(length)], indices[starts + length + 1]


class WindowsBackwards:
    """Begins with the last window."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))[::-1]
        return indices[starts[:, None] + np.arange(length)], indices[starts + length]


class WindowsInside:
    """The oldest index of a window stands last."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        return indices[starts[:, None] + np.arange(length)[::-1]], indices[starts + length]


class WindowsTransposed:
    """The windows are columns."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        return indices[starts + np.arange(length)[:, None]], indices[starts + length]


class WindowsDistinct:
    """Keeps each window once."""

    def sliding_windows(indices, length):
        seen = {}
        for start in range(len(indices) - length):
            key = tuple(indices[start : start + length].tolist())
            seen.setdefault(key, indices[start + length])
        X = np.array(list(seen), dtype=int).reshape(len(seen), length)
        return X, np.array(list(seen.values()), dtype=int)


class WindowsWithLabels:
    """The label stands in the window too."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        return indices[starts[:, None] + np.arange(length + 1)], indices[starts + length]


class WindowsWrapAround:
    """The text begins again after its end."""

    def sliding_windows(indices, length):
        n = len(indices)
        starts = np.arange(n)
        places = (starts[:, None] + np.arange(length)) % max(n, 1)
        return indices[places], indices[(starts + length) % max(n, 1)]


class WindowsOfFloats:
    """Returns floats."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        X, y = indices[starts[:, None] + np.arange(length)], indices[starts + length]
        return X.astype(float), y.astype(float)


class WindowsBytes:
    """Keeps indices in a byte."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        X, y = indices[starts[:, None] + np.arange(length)], indices[starts + length]
        return X.astype(np.uint8), y.astype(np.uint8)


class WindowsShortText:
    """Pads a text that is too short to one window."""

    def sliding_windows(indices, length):
        if len(indices) <= length:
            window = np.zeros((1, length), dtype=int)
            window[0, : len(indices)] = indices[:length]
            return window, np.zeros(1, dtype=int)
        starts = np.arange(len(indices) - length)
        return indices[starts[:, None] + np.arange(length)], indices[starts + length]


class WindowsShortTextRaises:
    """Raises for a text that is too short."""

    def sliding_windows(indices, length):
        if len(indices) <= length:
            raise ValueError("too short")
        starts = np.arange(len(indices) - length)
        return indices[starts[:, None] + np.arange(length)], indices[starts + length]


class WindowsOfOneFlat:
    """Windows of one step are a flat array."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        X = indices[starts[:, None] + np.arange(length)]
        return X[:, 0] if length == 1 else X, indices[starts + length]


class WindowsEmptyFlat:
    """No window has no length."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        X = indices[starts[:, None] + np.arange(length)]
        return X if len(X) else np.zeros((0, 0), dtype=int), indices[starts + length]


class WindowsSortsTheText:
    """Sorts the text in place, after it has read the windows."""

    def sliding_windows(indices, length):
        starts = np.arange(max(len(indices) - length, 0))
        found = indices[starts[:, None] + np.arange(length)], indices[starts + length]
        indices.sort()
        return found


class WindowsByExample:
    """Returns a list of pairs."""

    def sliding_windows(indices, length):
        return [
            (indices[s : s + length], indices[s + length]) for s in range(len(indices) - length)
        ]


class BatchesRoundedHalfUp:
    """Adds a half and cuts."""

    def count_batches(rows, batch_size):
        return int(rows / batch_size + 0.5)


class BatchesTrueDivision:
    """Returns the quotient."""

    def count_batches(rows, batch_size):
        return rows / batch_size


class BatchesAtLeastOne:
    """Has a batch for no rows."""

    def count_batches(rows, batch_size):
        return max(1, -(-rows // batch_size))


class BatchesNumpyInteger:
    """Returns a NumPy integer."""

    def count_batches(rows, batch_size):
        return np.ceil(rows / batch_size).astype(int)


class BatchesExchanged:
    """Exchanges the arguments."""

    def count_batches(rows, batch_size):
        return -(-batch_size // rows) if rows else 0


class BatchesInSinglePrecision:
    """Divides in float32."""

    def count_batches(rows, batch_size):
        return int(np.ceil(np.float32(rows) / np.float32(batch_size)))


class BatchesByLoop:
    """Steps through the rows, and counts the end of the last batch as another one."""

    def count_batches(rows, batch_size):
        return len(range(0, rows + 1, batch_size))


class InputsSquared:
    """Counts words for each word."""

    def flat_inputs(words, vocab):
        return words * words


class InputsOfVocabulary:
    """Counts the vocabulary only."""

    def flat_inputs(words, vocab):
        return vocab


class InputsPlusBias:
    """Has one more input for the bias."""

    def flat_inputs(words, vocab):
        return words * vocab + 1


class InputsAsFloat:
    """Returns a float."""

    def flat_inputs(words, vocab):
        return float(words * vocab)


class InputsAsNumpyInteger:
    """Returns a NumPy integer."""

    def flat_inputs(words, vocab):
        return np.multiply(words, vocab)
