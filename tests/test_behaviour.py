"""A signature is equal for equal mistakes, however they are written, and different for others."""

import numpy as np
import pytest

from autograder.diagnosis.behaviour import signature
from autograder.trial import ComparedCall

ATOL = 1e-9
RNG = np.random.default_rng(0)
VALUES = RNG.normal(size=(5, 3))


def call(answer=None, *, right=False, exception="", failure="", probe=True, function="f"):
    return ComparedCall("test_a", function, b"", right, answer, exception, failure, None, probe)


def of(*answers, atol=ATOL, **more):
    return signature([call(answer, **more) for answer in answers], atol)


def test_a_signature_is_short_hexadecimal_text_and_always_the_same():
    assert of(1.0, 2.0) == "511bb9efa54c2902"
    assert of(VALUES) == of(VALUES.copy())


@pytest.mark.parametrize("noise", [1e-16, 1e-13, 1e-12])
def test_the_last_digits_do_not_matter(noise):
    noisy = VALUES * (1 + noise * RNG.normal(size=VALUES.shape))
    assert not np.array_equal(noisy, VALUES)
    assert of(noisy) == of(VALUES)


def test_the_sixth_digit_of_the_largest_does():
    other = VALUES.copy()
    other[0, 0] += 3e-5 * np.abs(VALUES).max()
    assert of(other) != of(VALUES)


def test_what_is_zero_but_for_cancellation_is_zero():
    values = np.array([1.0, 0.0, 3.0])
    assert of(np.array([1.0, 1e-17, 3.0])) == of(np.array([1.0, -3e-16, 3.0])) == of(values)
    assert of(0.0) == of(-0.0) == of(1e-13) == of(-1e-13)
    assert of(np.zeros(2)) == of(-np.zeros(2))


@pytest.mark.parametrize("value", [1.0, 0.5, 0.1, 0.25, 1 / 3, 2 / 3, 1 / 64, 100.0, 1e-3, 0.75])
def test_no_round_number_lies_where_rounding_changes(value):
    for scale in (1.0, value):
        below = np.array([scale, np.nextafter(value, -1)])
        above = np.array([scale, np.nextafter(value, 2 * value)])
        assert of(below) == of(above)
    assert of(np.nextafter(value, -1)) == of(np.nextafter(value, 2 * value))


def test_numbers_of_any_size_have_a_signature():
    numbers = [0.0, 5e-324, 1e-300, 1e-9, 1.0, 1e300, np.inf, -np.inf, np.nan]
    found = [of(number, atol=1e-12) for number in numbers]
    assert found[0] == found[1] == found[2]
    assert len(set(found[2:])) == len(found[2:])
    assert of(0.0, atol=0.0) == of(5e-324, atol=0.0) != of(1e-300, atol=0.0)
    assert of(np.array(numbers)) == of(np.array(numbers))


def test_ten_times_a_wrong_answer_is_another_wrong_answer():
    assert len({of(10.0**n * VALUES) for n in range(-5, 6)}) == 11


def test_nan_is_nan_whatever_its_bits():
    odd = np.array([0x7FF0000000000001, 0xFFF8000000000000], np.uint64).view(np.float64)
    assert of(odd) == of(np.full(2, np.nan))


@pytest.mark.parametrize(
    "others",
    [
        (
            VALUES.T,
            VALUES[:, 0],
            VALUES[0],
            VALUES.astype(np.float32),
            VALUES.tolist(),
            VALUES + 0j,
        ),
        (1, 1.0, True, "1", b"1", None, [1], {"a": 1}, {"b": 1}, np.float32(1), np.int64(1), 1j),
        ([1, 2], [2, 1], [[1], 2], [1, [2]], [1, 2, 3]),
        (np.array([1, 2]), np.array([1, 3]), np.array([1, 2], np.int32), np.array([True, False])),
    ],
)
def test_other_forms_and_values_are_other_behaviour(others):
    assert len({of(other) for other in others}) == len(others)


def test_a_tuple_is_a_list_and_a_double_a_float():
    assert of((1, 2.0)) == of([1, np.float64(2.0)])
    assert of({"a": 1, "b": 2}) == of({"b": 2, "a": 1})


def test_single_precision_is_rounded_to_fewer_digits():
    single = VALUES.astype(np.float32)
    assert of(np.nextafter(single, np.float32(9))) == of(single)
    assert of(single * np.float32(1.01)) != of(single)


def test_the_name_of_the_function_and_the_order_of_calls_matter():
    assert of(1.0) != of(1.0, function="g")
    assert of(1.0, 2.0) != of(2.0, 1.0)


def test_a_right_answer_is_right_whatever_it_was():
    """Students' right answers may differ within the tolerance."""
    wrong = call(1.0)
    assert signature([call(2.0, right=True), wrong], ATOL) == (
        signature([call(2.001, right=True), wrong], ATOL)
    )
    assert signature([call(2.0), wrong], ATOL) != signature([call(2.0, right=True), wrong], ATOL)


def test_only_probes_are_compared_between_students():
    """The tests' own calls are drawn for each student."""
    mine, yours = call(1.0, probe=False), call(7.0, probe=False)
    assert signature([mine, call(2.0)], ATOL) == signature([yours, call(2.0)], ATOL)


def test_an_exception_is_its_name():
    of_value, of_key = (of(None, exception=name) for name in ("ValueError", "KeyError"))
    assert len({of_value, of_key, of(None), ""}) == 4


def test_a_function_that_brought_no_answer_is_told_by_how_it_failed():
    def failing(*failures):
        return signature([call(failure=f, probe=False) for f in failures], ATOL)

    assert failing("crashed") != failing("timed_out") != failing("invalid_return")
    assert failing("crashed", "timed_out") == failing("timed_out", "crashed", "crashed")
    assert len(failing("crashed")) == 16


def test_a_probe_that_crashed_is_part_of_the_behaviour():
    some = [call(1.0), call(failure="crashed")]
    assert signature(some, ATOL) not in ("", signature(some[:1], ATOL))


def test_a_blank_answer_is_not_a_wrong_one():
    stub = [call(exception="NotImplementedError"), call(right=True)]
    assert signature(stub, ATOL) == ""
    assert signature([call(failure="missing", probe=False)], ATOL) == ""
    assert signature([*stub, call(1.0)], ATOL) != ""


def test_what_was_not_run_has_no_behaviour():
    assert signature([call(1.0, probe=False), call(failure="not_run")], ATOL) == ""
    assert signature([call(1.0, probe=False)], ATOL) == ""


def test_a_list_of_a_million_numbers_is_not_read_to_its_end():
    class Endless(list):
        def __iter__(self):
            yield from (1 for _ in range(2000))
            raise AssertionError("read too far")

    assert of(Endless([1] * 5)) == of(Endless([1] * 5))
