"""The gap between wrong answers and right ones, in words that leak nothing.

`claims` says what a sentence is and when it may be said; `arrays`, `rows`, `scale` and `counts`
hold the detectors, `parts` looks into tuples and dictionaries, `options` at the arguments, and
`sentences` chooses what one student is told of one function.

A student could hand in again and again to learn from the sentences, so they may carry only a few
bits: each is one of about thirty texts with the number of a row, an axis, an argument's name or a
key in it, and nothing that depends continuously on a value. Factors come from {-1, 1/2, 2, the
number of rows or entries of an argument}; any other constant factor is said to be one, not which.
"""
