"""The comparison that a teacher would make: right, or one sentence about the first difference."""

import math

import numpy as np
import pytest

from autograder.compare import find_gap
from autograder.sandbox.wire import decode, encode

RTOL, ATOL = 1e-6, 1e-9
INF, NAN = math.inf, math.nan


def gap(actual, expected, **options):
    found = find_gap(actual, expected, RTOL, ATOL, **options)
    return found and found.gap


def message(actual, expected):
    return find_gap(actual, expected, RTOL, ATOL).message


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (10**1000, 10**1000),
        ("a", "a"),
        (b"a", b"a"),
        (1 + 2j, 1 + 2j),
        (1.0, 1.0),
        (1.0 + 1e-7, 1.0),
        (1e-10, 0.0),
        (-0.0, 0.0),
        (np.float64(1.0), 1.0),
        (1.0, np.float64(1.0)),
        (np.int64(3), np.int64(3)),
        ([1, 2.0], (1, 2.0)),
        ((1, [2]), [1, (2,)]),
        ([], ()),
        ({}, {}),
        ({"b": 1.0, "a": [2]}, {"a": (2,), "b": 1.0}),
        (np.array(1.0), np.array(1.0)),
        (np.arange(6.0).reshape(2, 3), np.asfortranarray(np.arange(6.0).reshape(2, 3))),
        (np.zeros((0, 3)), np.ones((0, 3))),
        (np.array([True, False]), np.array([True, False])),
        (np.array([2**60 + 1]), np.array([2**60 + 1])),
        (np.array([1.0 + 1e-7]), np.array([1.0])),
        (np.array([1j + 1e-7]), np.array([1j])),
        (np.array([1.0], np.float32), np.array([1.0000001], np.float32)),
        (1j + 1e-7, 1j),
        (np.complex128(1j), 1j + 1e-7),
        (1j, np.complex128(1j + 1e-7)),
        (complex(INF, 0), complex(INF, 0)),
        (np.float32(1), np.float32(1.0000001)),
        (np.complex64(1j), np.complex64(1.0000001j)),
        (np.array([1.0, 2.0]), np.array([1.0, 2.0], ">f8")),
        (np.array([1, 2]), np.array([1, 2], ">i4")),
    ],
)
def test_a_right_answer_has_no_gap(actual, expected):
    assert find_gap(actual, expected, RTOL, ATOL) is None


@pytest.mark.parametrize(
    ("actual", "expected", "told"),
    [
        (None, 1, "is None where an int is asked for"),
        (1, None, "is an int where None is asked for"),
        (True, 1, "is a bool where an int is asked for"),
        (1, True, "is an int where a bool is asked for"),
        (np.int64(1), 1, "is an int64 where an int is asked for"),
        (1.0, 1, "is a float where an int is asked for"),
        (1, 1.0, "is an int where a float is asked for"),
        (np.float32(1), 1.0, "is a float32 where a float is asked for"),
        (1 + 0j, 1.0, "is a complex where a float is asked for"),
        (1.0, 1 + 0j, "is a float where a complex is asked for"),
        (np.complex64(1), 1 + 0j, "is a complex64 where a complex is asked for"),
        (1.0, np.float32(1), "is a float where a float32 is asked for"),
        (np.array(1.0), 1.0, "is an array where a float is asked for"),
        (1.0, np.array(1.0), "is a float where an array is asked for"),
        ([1.0], np.array([1.0]), "is a list where an array is asked for"),
        (np.array([1.0]), [1.0], "is an array where a list is asked for"),
        ({}, [], "is a dict where a list is asked for"),
        ([], {}, "is a list where a dict is asked for"),
        ("ab", ("a", "b"), "is a str where a tuple is asked for"),
    ],
)
def test_a_value_of_another_type_is_told_by_both_names(actual, expected, told):
    assert gap(actual, expected) == told
    assert gap(actual, expected, form_only=True) == told


@pytest.mark.parametrize(
    ("shape", "expected", "told"),
    [
        ((3,), (3, 1), "has 1 dimensions where 2 are asked for"),
        ((), (1,), "has 0 dimensions where 1 are asked for"),
        ((2, 3), (3, 3), "has the wrong length along axis 0"),
        ((2, 3, 4), (1, 3, 5), "has the wrong length along axis 0 and 2"),
        ((0,), (1,), "has the wrong length along axis 0"),
    ],
)
def test_an_array_of_another_shape_is_told_by_its_axes(shape, expected, told):
    assert gap(np.zeros(shape), np.zeros(expected)) == told
    assert gap(np.zeros(shape), np.zeros(expected), form_only=True) == told
    assert str(shape) in message(np.zeros(shape), np.zeros(expected))


@pytest.mark.parametrize("dtype", ["float32", "int64", "bool", "complex128"])
def test_an_array_of_another_dtype_is_told_by_both_names(dtype):
    told = f"has dtype {dtype} where float64 is asked for"
    assert gap(np.zeros(2, dtype), np.zeros(2)) == told
    assert gap(np.zeros(2, dtype), np.zeros(2), form_only=True) == told


@pytest.mark.parametrize("dtype", ["int8", "int32", "uint64", ">i4"])
def test_an_index_is_right_in_any_integer_dtype(dtype):
    right = np.array([0, 3, 1])
    assert gap(right.astype(dtype), right) is None
    assert gap(right, right.astype(dtype)) is None
    assert gap(right.astype(dtype), right, form_only=True) is None
    assert gap(np.array([0, 3, 2], dtype), right) == "has wrong values"


@pytest.mark.parametrize("dtype", ["float64", "bool"])
def test_no_other_dtype_stands_for_integers_and_integers_for_no_other(dtype):
    told = f"has dtype {dtype} where an integer one is asked for"
    assert gap(np.zeros(2, dtype), np.zeros(2, np.int64)) == told
    assert gap(np.zeros(2, np.int64), np.zeros(2, dtype)) == (
        f"has dtype int64 where {dtype} is asked for"
    )


def test_shape_is_told_before_dtype_and_dtype_before_values():
    right = np.zeros(2)
    assert "axis" in gap(np.full(3, NAN, np.float32), right)
    assert "dtype" in gap(np.full(2, NAN, np.float32), right)
    assert "nan" in gap(np.full(2, NAN), right)


@pytest.mark.parametrize("wrong", [NAN, INF, -INF])
@pytest.mark.parametrize("expected", [0.0, 1.0, NAN])
def test_an_answer_that_is_not_finite_loses(wrong, expected):
    assert gap(wrong, expected) == "holds nan or infinity"
    assert gap(np.array([1.0, wrong]), np.array([1.0, expected])) == "holds nan or infinity"
    assert gap(np.array(wrong), np.array(expected)) == "holds nan or infinity"
    assert gap(np.array([complex(0, wrong)]), np.array([complex(0, expected)])) is not None


@pytest.mark.parametrize("actual", [0.0, 1e308, NAN])
def test_where_nan_is_expected_nothing_passes(actual):
    """A reference that gives nan is a mistake of the course: nobody may profit from it."""
    assert gap(actual, NAN) is not None
    assert gap(np.array([actual]), np.array([NAN])) is not None


def test_where_infinity_is_expected_infinity_of_the_same_sign_passes():
    assert gap(INF, INF) is None
    assert gap(np.array([-INF, 1.0]), np.array([-INF, 1.0])) is None
    assert gap(np.array([complex(INF, 1)]), np.array([complex(INF, 1)])) is None
    for wrong in (-INF, 1e308, 0.0, NAN):
        assert gap(wrong, INF) == "has wrong values"
        assert gap(np.array([1.0, wrong]), np.array([1.0, INF])) == "has wrong values"


@pytest.mark.parametrize("kind", [complex, np.complex128, np.complex64, np.float32, np.float16])
def test_a_number_of_any_kind_of_float_has_the_tolerance_of_an_array(kind):
    assert gap(kind(1.0), kind(1.0 + 1e-7)) is None
    assert gap(kind(1.1), kind(1.0)) == "has wrong values"
    assert gap(kind(1.1), kind(1.0), form_only=True) is None
    assert gap(kind(NAN), kind(1.0)) == "holds nan or infinity"
    assert gap(kind(NAN), kind(NAN), equal_nan=True) is None


def test_the_byte_order_of_what_is_expected_does_not_matter():
    right = np.array([1.0, 2.0], ">f8")
    assert gap(np.array([1.0, 2.0]), right, form_only=True) is None
    assert gap(np.array([2.0, 1.0]), right) == "has wrong values"
    told = "has dtype float32 where float64 is asked for"
    assert gap(np.array([1.0, 2.0], np.float32), right) == told


def test_a_difference_that_overflows_is_a_difference():
    assert gap(np.array([1.7e308]), np.array([-1.7e308])) == "has wrong values"
    assert find_gap(1.7e308, -1.7e308, 10.0, 0.0) is not None


@pytest.mark.parametrize("expected", [-2.0, 50.0, 1e12])
def test_the_tolerance_is_relative_to_the_expected_value(expected):
    inside, outside = expected * (1 + 0.9e-6), expected * (1 + 1.1e-6)
    assert gap(inside, expected) is None
    assert gap(np.array([inside]), np.array([expected])) is None
    assert gap(outside, expected) == "has wrong values"
    assert gap(np.array([outside]), np.array([expected])) == "has wrong values"


def test_near_zero_the_tolerance_is_absolute():
    assert gap(-0.9e-9, 0.0) is None
    assert gap(-1.1e-9, 0.0) == "has wrong values"


def test_a_tolerance_of_nothing_asks_for_the_very_number():
    assert find_gap(0.1 + 0.2, 0.3, 0.0, 0.0) is not None
    assert find_gap(0.1 + 0.2, 0.1 + 0.2, 0.0, 0.0) is None


def test_integers_have_no_tolerance():
    assert find_gap(np.array([100]), np.array([101]), 1.0, 10.0).gap == "has wrong values"
    assert find_gap(100, 101, 1.0, 10.0).gap == "has the wrong value"
    assert find_gap(np.array([True]), np.array([False]), 1.0, 10.0).gap == "has wrong values"


@pytest.mark.parametrize(
    ("actual", "expected", "told"),
    [
        ([1, 2], [1], "has the wrong number of entries"),
        ([1.0, 2.0], [1.0, 3.0], "has wrong values (entry 1)"),
        ([None], [np.zeros(1)], "is None where an array is asked for (entry 0)"),
        ({"a": 1}, {"b": 1}, "has other keys than the docstring names"),
        ({"a": 1, "b": 2}, {"a": 1}, "has other keys than the docstring names"),
        ({"a": [1.0, NAN]}, {"a": [1.0, 1.0]}, "holds nan or infinity (at ['a'][1])"),
        ("a", "b", "has the wrong value"),
        (1j, 2j, "has wrong values"),
    ],
)
def test_the_entry_that_differs_is_told(actual, expected, told):
    assert gap(actual, expected) == told


def test_staff_are_told_the_worst_entry_of_an_array():
    right = np.zeros((2, 3))
    wrong = right.copy()
    wrong[0, 1], wrong[1, 2] = 0.5, -4.0
    assert message(wrong, right) == "at (1, 2): -4.0 instead of 0.0"
    assert message([1, wrong], [1, right]) == "entry 1: at (1, 2): -4.0 instead of 0.0"
    assert message({"a": wrong}, {"a": right}).startswith("entry 'a': at (1, 2)")
    assert message(np.array(2.0), np.array(1.0)) == "2.0 instead of 1.0"
    assert message(np.array([0, 5], np.uint64), np.array([0, 7], np.uint64)) == (
        "at (1,): 5 instead of 7"
    )
    assert message(np.array([True]), np.array([False])) == "at (0,): True instead of False"


def test_what_staff_are_told_stays_short():
    assert len(message("x" * 1_000_000, "y")) < 100
    assert len(message(10**2000, 5)) < 100
    assert len(message({str(n): n for n in range(100_000)}, {})) < 500


def test_only_the_form_is_looked_at_where_only_the_form_is_asked_for():
    wrong = [5.0, np.full(2, NAN), 7, {"a": "b"}]
    assert gap(wrong, [1.0, np.zeros(2), 8, {"a": "c"}], form_only=True) is None
    assert gap(wrong, [1.0, np.zeros(2), 8, {}], form_only=True) is not None


def test_nan_equals_nan_only_where_two_answers_are_asked_to_be_the_same():
    actual = [np.array([NAN, 1.0]), NAN, np.array([INF, NAN])]
    assert gap(actual, actual) is not None
    assert gap(actual, actual, equal_nan=True) is None
    assert gap([NAN], [1.0], equal_nan=True) is not None
    assert gap([1.0], [NAN], equal_nan=True) is not None


def test_a_subclass_in_the_reference_asks_for_its_base():
    class Row(np.ndarray):
        pass

    class Pair(tuple):
        __slots__ = ()

    assert gap(np.ones(2), np.ones(2).view(Row)) is None
    assert gap((1, 2), Pair((1, 2))) is None


EVERY_KIND = [
    None,
    False,
    0,
    10**300,
    -0.0,
    INF,
    NAN,
    1j,
    complex(NAN, INF),
    "text",
    b"bytes",
    [],
    [[[]]],
    (1,),
    {},
    {"a": None},
    np.False_,
    np.uint8(255),
    np.float16(65504),
    np.complex64(1),
    np.array(5),
    np.array(NAN),
    np.zeros(0),
    np.zeros((0, 2), bool),
    np.zeros((2, 0), complex),
    np.array([2**64 - 1], np.uint64),
    np.array([-(2**63)]),
    np.array([NAN, INF, -INF, 1e308, 5e-324]),
    np.array([complex(NAN, 1), complex(INF, NAN)]),
    np.array([True]),
    np.zeros((1,) * 9, np.float16),
]


@pytest.mark.parametrize("actual", EVERY_KIND, ids=repr)
def test_no_two_kinds_of_data_raise_or_warn(actual):
    """Whatever a student returned arrives here as plain data, and gets a verdict."""
    actual = decode(encode(actual))
    for expected in EVERY_KIND:
        for options in ({}, {"form_only": True}, {"equal_nan": True}):
            found = find_gap(actual, expected, RTOL, ATOL, **options)
            assert found is None or (found.gap and found.message)
