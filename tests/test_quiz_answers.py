"""What a student wrote is blank, malformed or a value; nothing else, and never evaluated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from autograder.quiz.answers import AXES, ENTRIES, Malformed, is_blank, understood
from autograder.quiz.questions import Question

QUESTION = TypeAdapter(Question)
CHOICES = [{"id": name, "text": name} for name in ("aa", "bb", "cc")]
ORDER = ("cc", "aa", "bb")


def question(kind, **more):
    fields = {"id": "q", "kind": kind, "prompt": "?"} | more
    if kind.startswith("choice"):
        fields["choices"] = CHOICES
    return QUESTION.validate_python(fields)


NUMBER, WHOLE = question("number"), question("number", integer=True)
ARRAY, TEXT = question("array"), question("text")
CHOICE, SEVERAL = question("choice"), question("choices")
ALL = [NUMBER, WHOLE, ARRAY, TEXT, CHOICE, SEVERAL]


@pytest.mark.parametrize("asked", ALL, ids=lambda q: q.kind)
@pytest.mark.parametrize("raw", [None, "", "  \n", []])
def test_nothing_is_blank(asked, raw):
    assert is_blank(raw)
    assert understood(asked, raw, ORDER) is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (12, 12),
        (-0.5, -0.5),
        ("12", 12),
        (" 1.5e-3 ", 0.0015),
        ("-.5", -0.5),
        ("3.", 3.0),
        ("+4", 4),
        ("\u22124", -4),
        (0, 0),
        ("1e308", 1e308),
    ],
)
def test_a_number_is_read_as_it_is_written(raw, value):
    found = understood(NUMBER, raw)
    assert (found, type(found)) == (value, type(value))


HOSTILE = [
    "nan",
    "inf",
    "-Infinity",
    "1e999",
    float("nan"),
    float("inf"),
    10**400,
    -(10**300),
    int("9" * 4000),
    10**5000,
    "9" * 50,
    "2*3",
    "H*(D+1)",
    "1,083",
    "3/4",
    "0x10",
    "1_000",
    "\uff11\uff12",
    "\u0663",
    "__import__('os').system('true')",
    "<script>alert(1)</script>",
    "\x1b[2J\x1b]0;owned\x07",
    True,
    False,
    {"a": 1},
    [1],
    "1 2",
    "x" * 10_000_000,
]


@pytest.mark.parametrize("asked", [NUMBER, WHOLE], ids=["number", "whole"])
@pytest.mark.parametrize("raw", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_what_is_no_number_is_malformed_in_a_short_sentence(asked, raw):
    found = understood(asked, raw)
    assert isinstance(found, Malformed)
    assert found.why.endswith(".")
    assert len(found.why) < 200


def test_a_whole_number_is_asked_for():
    assert understood(WHOLE, "12.0") == 12
    assert type(understood(WHOLE, 12.0)) is int
    assert "no whole number" in understood(WHOLE, 12.5).why


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ([1, 0.5], [1, 0.5]),
        ([[1, 2], [3, 4]], [[1, 2], [3, 4]]),
        (["1", " 2.5 "], [1, 2.5]),
        ("[1, 0.5]", [1, 0.5]),
        ("(10, 39, 89)", [10, 39, 89]),
        ("10, 39, 89", [10, 39, 89]),
        ("7", [7]),
        ("(3,)", [3]),
        ("[[1 0]\n [0 1]]", [[1, 0], [0, 1]]),
        ("[1, 0], [0, 1]", [[1, 0], [0, 1]]),
        ("[1., -.5, +2, 1e2]", [1.0, -0.5, 2, 100.0]),
        ("[\u22121, 2]", [-1, 2]),
        ("[1, 2,]", [1, 2]),
        ([[[1], [2]]], [[[1], [2]]]),
        ([[]], [[]]),
    ],
)
def test_a_list_is_read_in_each_of_the_ways_people_write_one(raw, value):
    assert understood(ARRAY, raw) == value


@pytest.mark.parametrize(
    "raw",
    [
        5,
        True,
        "one, two",
        "[1, 2",
        "[1, nan]",
        "1-2",
        "[1][2]]",
        [1, [2]],
        [[1, 2], [3]],
        [[[[1]]]],
        ["a"],
        [float("nan")],
        [1, True],
        "[" * 100_000,
        [1] * (ENTRIES + 1),
        [[0] * ENTRIES] * 2,
        "1, " * 100_000,
        "__import__('os')",
        {"a": 1},
    ],
    ids=lambda raw: repr(raw)[:30],
)
def test_what_is_no_list_of_numbers_is_malformed(raw):
    found = understood(ARRAY, raw)
    assert isinstance(found, Malformed)
    assert found.why.endswith(".")
    assert len(found.why) < 200


def test_an_array_has_so_many_axes_at_most():
    nested = 1
    for _ in range(AXES):
        nested = [nested]
    assert understood(ARRAY, nested) == nested
    assert isinstance(understood(ARRAY, [nested]), Malformed)


@pytest.mark.parametrize(
    ("raw", "value"),
    [("bb", "bb"), (" bb ", "bb"), (["bb"], "bb"), (1, "cc"), (3, "bb"), ("2", "aa")],
)
def test_a_choice_goes_by_its_id_or_by_the_place_where_it_was_shown(raw, value):
    assert understood(CHOICE, raw, ORDER) == value


@pytest.mark.parametrize(
    "raw",
    ["dd", 0, 4, -1, 1.0, True, ["aa", "bb"], [["aa"]], {"aa": 1}, "AA", "9" * 5000, "\u0661"],
    ids=lambda raw: repr(raw)[:30],
)
def test_what_is_no_choice_is_malformed(raw):
    found = understood(CHOICE, raw, ORDER)
    assert isinstance(found, Malformed)
    assert "write a number from 1 to 3" in found.why


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (["bb", "aa"], ("bb", "aa")),
        (["aa", "aa", 2], ("aa",)),
        ("aa bb", ("aa", "bb")),
        ("aa, 1", ("aa", "cc")),
        (3, ("bb",)),
    ],
)
def test_several_choices_are_a_list(raw, value):
    assert understood(SEVERAL, raw, ORDER) == value


@pytest.mark.parametrize("raw", [["aa", "dd"], ["aa"] * (ENTRIES + 1), 2.0, [["aa", "bb"]]])
def test_one_that_is_none_spoils_several(raw):
    assert isinstance(understood(SEVERAL, raw, ORDER), Malformed)


def test_a_text_is_a_short_text():
    assert understood(TEXT, "  apple pie ") == "apple pie"
    assert isinstance(understood(TEXT, 5), Malformed)
    assert isinstance(understood(TEXT, "x" * 10_000_000), Malformed)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(raw=anything)
def test_whatever_was_written_is_one_of_the_three(raw):
    for asked in ALL:
        found = understood(asked, raw, ORDER)
        if isinstance(found, Malformed):
            assert found.why.endswith(".")
        elif found is not None and asked.kind in ("number", "array"):
            assert "nan" not in repr(found)
            assert "inf" not in repr(found)
