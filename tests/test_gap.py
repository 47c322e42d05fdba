"""Each detector fires on what it names and on nothing else, whatever a student returned."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.diagnosis.gap.asked import Asked, option
from autograder.diagnosis.gap.sentences import Wrong, sentence

RTOL, ATOL = 1e-6, 1e-9
TWO, THREE = (5, 3), (4, 3, 2)


def draw(seed, *shape):
    """Entries of either sign, none of them near zero, no two rows alike."""
    drawn = np.random.default_rng(seed).uniform(-0.9, 0.9, shape)
    return drawn + np.copysign(0.1, drawn)


def wrong(actual, expected, asked=None):
    return Wrong(actual, expected, RTOL, ATOL, asked or Asked())


def name(*pairs, asked=None):
    claim = sentence([wrong(actual, expected, asked) for actual, expected in pairs])
    return claim and claim.name


def late(a):
    return np.concatenate([0 * a[:1] + 0.3, a[:-1]])


def early(a):
    return np.concatenate([a[1:], 0 * a[:1] + 0.3])


def spoil(a, where):
    a = a.copy()
    a[where] += draw(99, *a[where].shape)
    return a


CASES = [
    ("zero", np.zeros_like),
    ("sign", np.negative),
    ("twice", lambda a: 2 * a),
    ("half", lambda a: a / 2),
    ("factor", lambda a: 1.7 * a),
    ("squashed", np.tanh),
    ("unsquashed", np.arctanh),
    ("rounded", lambda a: np.round(a, 2)),
    ("floored", np.floor),
    ("clipped", None),
    ("transposed", lambda a: a.swapaxes(-1, -2)),
    ("reversed", lambda a: a[::-1]),
    ("late", late),
    ("early", early),
    ("blocks", lambda a: np.roll(a, a.shape[-1] // 2, axis=-1)),
    ("permuted", lambda a: np.append(a.ravel()[1::2], a.ravel()[::2]).reshape(a.shape)),
    ("constant_row", lambda a: a + draw(98, a.shape[-1])),
    ("row_factors", None),
    ("all_but_last", lambda a: spoil(a, slice(-1, None))),
    ("all_but_first", lambda a: spoil(a, slice(0, 1))),
    ("first", lambda a: spoil(a, slice(1, None))),
    ("last", lambda a: spoil(a, slice(0, -1))),
]
SPECIAL = {
    "clipped": lambda a: (np.clip(4 * a, -1, 1), 4 * a),
    "row_factors": lambda a: (draw(97, len(a), 1) * a, a),
}
NEEDS_TWO = {"constant_row", "row_factors"}


@pytest.mark.parametrize("dtype", ["<f8", ">f8", "c16"])
@pytest.mark.parametrize("shape", [(6,), TWO, THREE], ids=str)
@pytest.mark.parametrize(("named", "change"), CASES, ids=[case[0] for case in CASES])
def test_a_detector_fires_on_what_it_names(named, change, shape, dtype):
    complex_too = named not in ("squashed", "unsquashed", "rounded", "floored", "clipped")
    if (named in NEEDS_TWO and shape != TWO) or (named == "transposed" and len(shape) == 1):
        pytest.skip("not for arrays of this many dimensions")
    if dtype == "c16" and (not complex_too or named == "row_factors"):
        pytest.skip("for real numbers")
    a = draw(1, *shape).astype(dtype)
    actual, expected = SPECIAL[named](a) if named in SPECIAL else (change(a), a)
    assert name((actual.astype(dtype), expected.astype(dtype))) == named


@given(st.integers(0, 2**32), st.sampled_from([(4,), (7,), (2, 2), (3, 3), TWO, THREE, (1, 4)]))
@settings(max_examples=200, deadline=None)
def test_unrelated_arrays_are_told_nothing(seed, shape):
    assert name((draw(seed, *shape), draw(seed + 1, *shape))) is None


def test_only_the_diagonal_is_right():
    a = draw(2, 4, 4)
    assert name((np.where(np.eye(4) > 0, a, -2 * a + 1), a)) == "diagonal"


@pytest.mark.parametrize(("right", "told"), [(3, "is right in the first 3 of 10 rows only")])
def test_how_many_of_how_many_rows_are_right(right, told):
    a = draw(3, 10, 2)
    assert sentence([wrong(spoil(a, slice(right, None)), a)]).sentence == told


def test_a_sentence_holds_for_every_wrong_answer():
    one, other = draw(4, *TWO), draw(5, *TWO)
    assert name((-one, one), (-other, other)) == "sign"
    assert name((-one, one), (draw(6, *TWO), other)) is None
    assert name((1.7 * one, one), (1.7 * other, other)) == "factor"
    assert name((1.7 * one, one), (1.9 * other, other)) != "factor"  # one, not one for each


def test_an_answer_too_small_to_tell_is_no_evidence():
    one = np.array([[0.5]])
    assert name((one + 1, one)) is None  # one row, off by a row
    assert name((draw(6, 1, 3), draw(7, 1, 3))) is None
    assert name((3, 7)) is None
    assert name((8, 4)) is None  # a single small count may be twice another by chance
    assert name((8, 4), (10, 5)) == "twice"


def test_one_hot_vectors_are_not_told_in_which_order_they_are():
    first, second, _, fourth, _ = np.eye(5)
    assert name((second, fourth)) == name((fourth, first)) == "permuted"
    assert name((np.eye(5)[::-1], np.eye(5))) == "reversed"


def test_symmetric_arrays_are_not_told_transposed():
    a = draw(8, 3, 3)
    assert name((a + a.T + 1, a + a.T)) != "transposed"


def test_parts_of_an_answer_are_told_by_their_keys():
    one = {"W": draw(9, 3, 2), "b": draw(10, 3), "c": draw(12, 2)}
    claim = sentence([wrong((1.0, one | {"W": -one["W"]}), (1.0, one))])
    assert claim.sentence == "differs in 'W' only; there it is right up to sign"
    assert sentence([wrong((1.0, one | {"b": draw(11, 3)}), (1.0, one))]).sentence == (
        "differs in 'b' only"
    )


def test_a_pair_in_the_wrong_order_is_told():
    assert name(((draw(1, 3), draw(2, 3)), (draw(2, 3), draw(1, 3)))) == "exchanged"


def test_a_list_of_counts_is_looked_at_as_an_array():
    assert name(([7, 12, 15], [7, 20, 30])) == "first"
    assert name(([30, 20, 7], [7, 20, 30])) == "exchanged"


def test_the_right_entries_of_a_list_are_told_where_they_stand_at_one_end():
    a, b, c = draw(16, 2, 3), draw(17, 4, 3), draw(18, 3, 3)
    claim = sentence([wrong([a, spoil(b, 2), spoil(c, 1)], [a, b, c])])
    assert claim.sentence == "is right in the first entry only"
    claim = sentence([wrong(("x", "b", "c"), ["a", "b", "c"])])
    assert claim.sentence == "differs in the first entry only"
    assert name((["a", "x", "c"], ["a", "b", "c"])) is None
    assert name((["a", "x"], ["a", "b"])) is None  # two are too few to tell
    assert name((["a", "b", "x", "y"], ["a", "b", "c"])) is None
    assert name((["a", "b", None], ["a", "b", "c"])) is None  # the plain gap tells more
    assert name(([-a, -b], [a, b])) == "sign"


def test_a_count_off_by_an_argument_names_the_argument():
    def asked(units, inputs):
        return Asked({"units": units, "inputs": inputs})

    pairs = [(40, 45, asked(5, 8)), (77, 84, asked(7, 11))]
    claim = sentence([wrong(actual, expected, a) for actual, expected, a in pairs])
    assert claim.sentence == "is too small by `units`"


def test_a_count_off_by_either_of_two_arguments_names_neither():
    same = Asked({"units": 5, "inputs": 5})
    assert name((40, 45), (75, 80), asked=same) is None


def test_a_count_off_by_one_is_told_where_every_wrong_one_is():
    claim = sentence([wrong(12, 13), wrong(4, 5)])
    assert claim.sentence == "is one too small"
    assert name((14, 13), (6, 5)) == "by_one"
    assert name((12, 13), (6, 5)) is None
    assert name((12, 13), (3, 5)) is None
    assert name((12, 13)) is None
    assert name((np.array([4, 6]), np.array([5, 7]))) is None
    assert name((12.0, 13.0), (4.0, 5.0)) is None


def test_an_average_names_what_was_counted():
    x = draw(13, 5, 2)
    loss = sentence([wrong(4.2 / 5, 4.2, Asked({"x": x}))])
    assert loss.sentence == "is divided by the number of rows of `x` (an average?)"


def asked(**changed):
    return Asked({"x": 1}, frozenset({"h0", "loss"}), frozenset(changed))


def test_an_option_is_told_where_only_it_does_harm():
    right = [asked(), asked(), asked(loss=1)]
    assert option([asked(h0=1), asked(h0=1, loss=1)], right).key == "h0"
    assert option([asked(h0=1)], [asked(), asked(), asked()]) is None  # loss was never tried
    assert option([asked(h0=1), asked()], right) is None
    assert option([asked(h0=1)], right[1:]) is None  # too few right ones
    assert option([], right) is None


def test_arguments_that_do_not_fit_have_no_names():
    assert Asked.of(lambda a: a, [1, 2], {}) == Asked()
    found = Asked.of(lambda a, b=None, c=1: a, [1, np.ones(2)], {"c": 1})
    assert (found.changed, found.options) == ({"b"}, {"b", "c"})


HOSTILE = [
    None, True, 10**400, -(2**63), float("nan"), float("inf"), 1e308, 1j, "text", b"b", [], {}, (),
    [[]], [10**400], [1, 2.0], [None], {"a": None}, np.float32(1), np.array(5), np.array(np.nan),
    np.zeros(0), np.zeros((0, 3)), np.zeros((3, 0)), np.zeros((2, 0, 2)), np.array([np.inf, 1]),
    np.array([2**64 - 1], np.uint64), np.array([-(2**63)]), np.array([True, False]),
    np.array([1e308, -1e308]), np.array([5e-324]), np.zeros((1,) * 9), np.ones((2, 2), ">c16"),
    np.ones((2, 3), ">f4"), np.full((3, 3), 1e300), np.arange(6).reshape(2, 3),
]  # fmt: skip


@pytest.mark.parametrize("actual", HOSTILE, ids=repr)
def test_whatever_was_returned_gets_a_sentence_or_none(actual):
    for expected in HOSTILE:
        claim = sentence([wrong(actual, expected, Asked({"x": actual, "n": expected}))])
        assert claim is None or claim.sentence


@pytest.mark.parametrize("shape", [(131072,), (362, 362), (131072, 1), (1, 131072), (64,) * 2])
def test_a_large_answer_takes_no_time(shape):
    begun = time.perf_counter()
    assert name((draw(14, *shape), draw(15, *shape))) is None
    assert time.perf_counter() - begun < 5
