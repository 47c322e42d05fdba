"""Whose numbers are whose: the same on every machine, and in any language that has SHA-256."""

import hashlib
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from autograder.quiz.draw import Draw
from autograder.unit import sha256_of

ROOT = Path(__file__).parents[1]
CHEN = Draw("rnn", "2026", "quiz_parameters", "chen", 1)


def told(pattern):
    """What the document prints of its test vector."""
    text = (ROOT / "docs" / "quizzes.md").read_text(encoding="utf-8")
    return re.search(pattern, text)[1]


def test_the_test_vector_in_the_documents_is_true():
    joined = told(r"    (3:rnn4:2026\S+)\n").encode()
    digest = hashlib.sha256(joined).hexdigest()
    assert digest == told(r"    ([0-9a-f]{64})\n")
    assert int(digest, 16) % 500 == int(told(r"mod 500 = (\d+)")) == CHEN.entry("p01", 500)


def test_the_order_in_the_documents_is_true():
    order = told(r"in the order ((?:`\w+`(?:, )?)+)")
    ids = "abcd"
    digests = {
        name: hashlib.sha256(
            b"3:rnn4:202615:quiz_parameters3:p134:chen1:11:%s" % name.encode()
        ).hexdigest()
        for name in ids
    }
    assert CHEN.order("p13", ids) == tuple(sorted(ids, key=digests.get))
    assert re.findall(r"`(\w+)`", order) == list(CHEN.order("p13", ids))


def test_the_numbers_of_this_course_are_pinned(course):
    quiz = course.quiz("quiz_parameters")
    first, second = quiz.drawn("chen", 1), quiz.drawn("chen", 2)
    pool = quiz.pools["p01"]
    assert first["p01"] == pool[int(told(r"mod 500 = (\d+)"))]
    assert first != second
    assert first != quiz.drawn("dana", 1)


def test_everything_that_is_hashed_changes_the_draw():
    others = [
        Draw("rn", "2026", "quiz_parameters", "chen", 1),
        Draw("rnn", "2027", "quiz_parameters", "chen", 1),
        Draw("rnn", "2026", "quiz_shapes", "chen", 1),
        Draw("rnn", "2026", "quiz_parameters", "chen2", 1),
        Draw("rnn", "2026", "quiz_parameters", "chen", 21),
    ]
    entries = {draw.entry("p01", 2**256) for draw in [CHEN, *others]}
    assert len(entries | {CHEN.entry("p02", 2**256)}) == 7


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_lists_of_fields_are_joined_alike(one, other):
    assert (sha256_of(*one) == sha256_of(*other)) == (one == other)


def test_fields_are_not_just_put_together():
    assert sha256_of("ab", "c") != sha256_of("a", "bc")
    assert sha256_of("1:a", "b") != sha256_of("", "1:a", "b")
    assert sha256_of("\u00e9") == hashlib.sha256(b"2:\xc3\xa9").hexdigest()


def test_variants_are_drawn_about_equally_often():
    counts = [0] * 7
    for number in range(7000):
        counts[Draw("c", "e", "q", f"s{number}", 1).entry("p", 7)] += 1
    assert all(850 < count < 1150 for count in counts)


def test_every_order_of_choices_is_met():
    orders = {Draw("c", "e", "q", f"s{number}", 1).order("p", "abc") for number in range(100)}
    assert len(orders) == 6
