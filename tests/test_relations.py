"""A failure that follows from another one is said to, where that is proven."""

from types import MappingProxyType

import numpy as np
import pytest

from autograder.diagnosis.beliefs import Beliefs, named
from autograder.diagnosis.probes import asked_on
from autograder.diagnosis.relations import MOST_CALLS, Relations, callees
from autograder.known_work import TrustedModule, reference
from autograder.sandbox.failures import Crashed
from autograder.sandbox.wire import encode
from autograder.trial import ComparedCall

ROWS = np.random.default_rng(0).uniform(0.1, 1.0, (4, 3))
CALLS = [("test_a", "add", (ROWS[0], ROWS[1])), ("test_b", "running_total", (ROWS,))]
CRITERIA = {"test_a": "sums", "test_b": "totals"}
STRANGE = "def add(a, b): return a + b ** 3"


def said(known, calls, criteria, follows=MappingProxyType({})):
    """The causes that are named for each criterion."""
    return named(calls, criteria, known.causes(calls, follows))


@pytest.fixture
def adding(little_course):
    return little_course.assignment("adding")


@pytest.fixture
def judged(adding):
    """A student's module, and its compared calls."""
    right = TrustedModule(reference(adding).source, "reference")

    def make(source):
        student = TrustedModule(f"{reference(adding).source}\n{source}", "student")
        calls = []
        for test, function, args in CALLS:
            payload = encode([list(args), {}])
            answer, expected = student.call(function, payload), right.call(function, payload)
            same = np.array_equal(answer, expected)
            calls.append(ComparedCall(test, function, payload, same, answer, expected=expected))
        return student, calls

    return make


def test_who_calls_whom_is_read_from_the_reference(adding):
    assert Relations(adding).callees == {"add": [], "running_total": ["add"]}
    source = "def a(): return _b()\ndef _b(): return c() + a()\ndef c(): return 1"
    assert callees(source, ["a", "c"]) == {"a": ["c"], "c": []}


def test_a_failure_without_a_name_follows_from_the_function_below(adding, judged):
    student, calls = judged(STRANGE)
    assert [call.right for call in calls] == [False, False]
    follows = Relations(adding).follows(calls, student)
    assert follows == {"running_total": ["add"]}
    assert said(Beliefs(adding), calls, CRITERIA, follows) == {}


def test_what_follows_has_the_cause_of_what_it_follows_from(adding, judged):
    student, calls = judged("def add(a, b): return a - b")
    follows = Relations(adding).follows(calls, student)
    causes = said(Beliefs(adding), calls, CRITERIA, follows)
    assert causes == {"sums": ["subtracts"], "totals": ["subtracts"]}


def test_a_function_that_is_wrong_by_itself_follows_from_nothing(adding, judged):
    student, calls = judged(f"{STRANGE}\ndef running_total(x): return np.cumsum(x, axis=0) - x")
    assert Relations(adding).follows(calls, student) == {}
    assert said(Beliefs(adding), calls, CRITERIA) == {"totals": ["off_by_one"]}


def test_a_right_function_below_is_not_blamed(adding, judged):
    student, calls = judged("def running_total(x): return np.cumsum(x, axis=0) - x")
    assert Relations(adding).follows(calls, student) == {}


def test_nothing_is_asked_again_after_a_crash(adding, judged):
    _, calls = judged(STRANGE)
    crashed = ComparedCall("test_a", "add", calls[0].payload, right=False, failure="crashed")
    assert Relations(adding).follows([*calls, crashed], Crashing()) == {}


class Crashing:
    def call(self, name, payload):
        raise Crashed("died", "gone")


def test_a_function_that_crashes_when_asked_again_is_blamed_for_nothing(adding, judged):
    _, calls = judged(STRANGE)
    assert Relations(adding).follows(calls, Crashing()) == {}


def test_only_so_many_calls_are_made(adding, judged):
    student, calls = judged(STRANGE)
    long = np.ones((MOST_CALLS + 1, 3))
    payload = encode([[long], {}])
    answer = student.call("running_total", payload)
    calls.append(ComparedCall("test_b", "running_total", payload, False, answer))
    assert Relations(adding).follows(calls, student) == {}


def test_a_wrong_function_is_asked_on(adding, judged):
    student, calls = judged("def add(a, b): return a - b if a[0] > 0 else a * b")
    right = TrustedModule(reference(adding).source, "reference")
    payload = encode([[-ROWS[0], ROWS[1]], {}])
    probes = [ComparedCall("test_a", "add", payload, right=True)]
    seen = asked_on(calls, probes, student, right, adding)
    assert [call.probe for call in seen] == [False, False, True]
    assert said(Beliefs(adding), calls[:1], CRITERIA) == {"sums": ["subtracts"]}
    assert said(Beliefs(adding), [seen[0], seen[2]], CRITERIA) == {}


def test_a_right_function_is_not_asked_on(adding, judged):
    student, calls = judged("")
    right = TrustedModule(reference(adding).source, "reference")
    assert asked_on(calls, calls, student, right, adding) == calls


def test_a_function_that_crashes_is_asked_once(adding, judged):
    _, calls = judged(STRANGE)
    right = TrustedModule(reference(adding).source, "reference")
    probes = [ComparedCall("test_a", "add", calls[0].payload, right=True)] * 3
    seen = asked_on(calls, probes, Crashing(), right, adding)
    assert [call.judged for call in seen] == [True, True, False]


def test_a_huge_answer_to_a_probe_is_compared_but_not_kept(adding, judged):
    huge = "def add(a, b): return np.zeros(200_000)\ndef running_total(x): return x"
    student, calls = judged(huge)
    right = TrustedModule(reference(adding).source, "reference")
    probes = [ComparedCall("test_a", "add", calls[0].payload, right=True)]
    _, probe = asked_on(calls[:1], probes, student, right, adding)
    assert (probe.right, probe.judged, probe.answer, probe.failure) == (
        False,
        False,
        None,
        "too_large",
    )
