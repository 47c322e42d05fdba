"""What formulas of the key call."""

VOCABULARY = ("movie", "was", "good", "bad", "not")


def one_hot(words, without=""):
    """A row for each word over the vocabulary, or over what is left of it without one word."""
    kept = [word for word in VOCABULARY if word != without]
    return [[int(word == other) for other in kept] for word in words]


def transposed(rows):
    """Rows as columns."""
    return [list(column) for column in zip(*rows, strict=True)]
