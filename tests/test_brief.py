"""Whatever a student returned, it is told in one short and harmless line."""

import string

import numpy as np
import pytest

from autograder.diagnosis import brief

DEEP = 1
for _ in range(15):
    DEEP = [DEEP] * 6
HOSTILE = [
    "\x1b[31mred\u202e\x00\ud800" * 1000,
    b"\x1b" * 100_000,
    {"\x1b]0;title\x07" * 50: 1},
    {str(n): n for n in range(10_000)},
    [1.5] * 100_000,
    DEEP,
    10**2000,
    np.zeros((0, 3)),
    np.full((3,) * 6, -1e-300),
    np.array(np.nan),
    ["\r\n"] * 3,
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
def test_every_value_is_bounded_printable_ascii(value):
    text = brief.value(value)
    assert 0 < len(text) <= brief.VALUE
    assert set(text) <= set(string.printable) - set("\t\n\r\x0b\x0c")
    told = brief.call("f", {"x": value, "y": value} | {f"z{n}": value for n in range(20)})
    assert len(told) <= brief.CALL
    assert set(told) <= set(string.printable) - set("\t\n\r\x0b\x0c")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1.0"),
        (-0.0, "0.0"),
        (np.float64(0.123456789), "0.12346"),
        (1e300, "1e+300"),
        (float("nan"), "nan"),
        (3, "3"),
        (None, "None"),
        (True, "True"),
        ("a'b", '"a\'b"'),
        ([1.0, (2, "x")], "[1.0, (2, 'x')]"),
        (np.array([[1.0, -0.0]]), "float64 (1, 2) [1, 0]"),
        (np.arange(9), "int64 (9,) [0, 1, 2, 3, 4, 5, ...]"),
        (np.array([True]), "bool (1,) [True]"),
        (np.array([1 + 2j]), "complex128 (1,) [1+2j]"),
    ],
)
def test_a_value_shows_its_form_and_first_digits(value, text):
    assert brief.value(value) == text


def test_arguments_have_their_names():
    assert brief.call("f", {"x": np.zeros(2), "key": "a"}) == "f(x=float64 (2,) [0, 0], key='a')"


def test_what_is_cut_says_so():
    assert brief.cut("x" * 10, 8) == "xxxxx..."
    assert brief.cut("é") == "\\xe9"
