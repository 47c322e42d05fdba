"""Which misconception explains these wrong answers? Named is only what nothing contradicts."""

from textwrap import dedent

import numpy as np
import pytest

from autograder import known_work
from autograder.diagnosis import Diagnosis
from autograder.diagnosis.beliefs import Beliefs, named
from autograder.errors import CourseError
from autograder.hidden import HiddenTests
from autograder.known_work import TrustedModule
from autograder.sandbox.wire import encode
from autograder.trial import ComparedCall, ReferenceAsStudent

RNG = np.random.default_rng(0)
ROWS = RNG.uniform(0.1, 1.0, (4, 3))
CRITERIA = {"test_a": "sums", "test_b": "totals", "test_c": "totals"}


def said(known, calls, criteria):
    """The causes that are named for each criterion."""
    return named(calls, criteria, known.causes(calls))


@pytest.fixture
def adding(little_course):
    return little_course.assignment("adding")


@pytest.fixture
def diagnosis(adding):
    return Beliefs(adding)


@pytest.fixture
def answers(adding):
    """Compared calls as a student's module answers them; arguments pick function and test."""

    def make(source, *calls):
        reference = known_work.reference(adding).source
        student = TrustedModule(f"{reference}\n{dedent(source)}", "student")
        return [compared(student, TrustedModule(reference, "reference"), *call) for call in calls]

    def compared(student, reference, test, function, *args):
        payload = encode([list(args), {}])
        answer, exception = answered(student, function, payload)
        expected, refused = answered(reference, function, payload)
        right = exception == refused and np.array_equal(answer, expected)
        return ComparedCall(test, function, payload, right, answer, exception)

    def answered(module, function, payload):
        try:
            return module.call(function, payload), ""
        except (KeyError, ValueError) as error:
            return None, type(error).__name__

    return make


ADD = ("test_a", "add", ROWS[0], ROWS[1])
ADD_OTHERS = ("test_a", "add", ROWS[0], ROWS[0][:2])
TOTAL = ("test_b", "running_total", ROWS)
TOTAL_OF_TWO = ("test_c", "running_total", ROWS[2:])
SUBTRACTS = "def add(a, b): return a - b"


def test_a_belief_that_gives_every_answer_is_named(diagnosis, answers):
    made = answers(SUBTRACTS, ADD)
    assert diagnosis.explain(made) == ["subtracts"]
    assert said(diagnosis, made, CRITERIA) == {"sums": ["subtracts"]}


def test_a_belief_is_named_where_it_spread_to(diagnosis, answers):
    made = answers(SUBTRACTS, ADD, TOTAL, TOTAL_OF_TWO)
    assert said(diagnosis, made, CRITERIA) == {"sums": ["subtracts"], "totals": ["subtracts"]}


@pytest.mark.parametrize("body", ["np.cumsum(x, axis=0) - x", "np.cumsum(x, axis=0) - x[0]"])
def test_each_variant_of_a_belief_bears_its_name(diagnosis, answers, body):
    made = answers(f"def running_total(x): return {body}", TOTAL, TOTAL_OF_TWO)
    assert said(diagnosis, made, CRITERIA) == {"totals": ["off_by_one"]}


def test_two_variants_together_explain_nothing(diagnosis, answers):
    """One student has one belief: half of the answers by each variant is a guess."""
    mixed = """
        def running_total(x):
            return np.cumsum(x, axis=0) - (x if len(x) == 4 else x[0])
        """
    made = answers(mixed, TOTAL, TOTAL_OF_TWO)
    assert not any(call.right for call in made)
    assert said(diagnosis, made, CRITERIA) == {}


def test_a_right_answer_contradicts_a_belief(diagnosis, answers):
    sometimes = "def add(a, b): return a + b if a[0] < 0 else a - b"
    made = answers(sometimes, ADD, ("test_a", "add", -ROWS[0], ROWS[1]))
    assert [call.right for call in made] == [False, True]
    assert said(diagnosis, made, CRITERIA) == {}


def test_an_answer_that_no_belief_gives_has_no_name(diagnosis, answers):
    made = answers("def add(a, b): return 2 * (a + b)", ADD)
    assert said(diagnosis, made, CRITERIA) == {}


def test_right_answers_are_not_asked_for_a_cause(diagnosis, answers):
    made = answers("", ADD, TOTAL)
    assert all(call.right for call in made)
    assert said(diagnosis, made, CRITERIA) == {}
    assert said(diagnosis, [], CRITERIA) == {}


def test_each_function_is_explained_by_itself(diagnosis, answers):
    both = """
        def add(a, b): return a - b
        def running_total(x): return np.cumsum(x, axis=0) - x
        """
    made = answers(both, TOTAL, ADD, TOTAL_OF_TWO)
    assert said(diagnosis, made, CRITERIA) == {"totals": ["off_by_one"], "sums": ["subtracts"]}


def test_one_criterion_may_have_several_causes_each_named_once(diagnosis, answers):
    both = """
        def add(a, b): return a - b
        def running_total(x): return np.cumsum(x, axis=0) - x
        """
    made = answers(both, ("test_b", *ADD[1:]), TOTAL, ("test_c", *ADD[1:]), TOTAL_OF_TWO)
    assert said(diagnosis, made, CRITERIA) == {"totals": ["subtracts", "off_by_one"]}
    made = answers(SUBTRACTS, ("test_b", *ADD[1:]), TOTAL)
    assert said(diagnosis, made, CRITERIA) == {"totals": ["subtracts"]}


def test_only_the_criteria_of_wrong_answers_are_named(diagnosis, answers):
    made = answers(SUBTRACTS, ADD, ("test_b", "add", ROWS[0], np.zeros(3)))
    assert [call.right for call in made] == [False, True]
    assert said(diagnosis, made, CRITERIA) == {"sums": ["subtracts"]}


def test_what_two_beliefs_explain_has_no_name(adding, answers):
    path = adding.solution / "misconceptions.py"
    path.write_text(path.read_text().replace("class off_by_one", "class subtracts_too"))
    text = path.read_text() + "\n\nclass off_by_one:\n    def add(a, b):\n        return -(b - a)\n"
    path.write_text(text)
    made = answers(SUBTRACTS, ADD)
    assert Beliefs(adding).explain(made) == ["subtracts", "off_by_one"]
    assert said(Beliefs(adding), made, CRITERIA) == {}


def test_a_belief_that_the_rubric_does_not_declare_is_not_named(adding, answers):
    with (adding.solution / "misconceptions.py").open("a") as file:
        file.write("\n\nclass undeclared:\n    def add(a, b):\n        return a * b\n")
    made = answers("def add(a, b): return a * b", ADD)
    assert said(Beliefs(adding), made, CRITERIA) == {}


def test_a_call_without_a_verdict_is_explained_by_nothing(diagnosis, answers):
    made = answers(SUBTRACTS, ADD, ADD)
    unjudged = ComparedCall("test_a", "add", made[1].payload, right=False, failure="crashed")
    assert diagnosis.explain([made[0], unjudged]) == []


def test_a_belief_may_raise_where_the_student_raised(diagnosis, answers):
    """Numbers of other shapes cannot be subtracted: the belief raises NumPy's ValueError too."""
    made = answers(SUBTRACTS, ADD, ADD_OTHERS)
    assert [call.exception for call in made] == ["", "ValueError"]
    assert diagnosis.explain(made) == ["subtracts"]


def test_an_exception_of_another_kind_contradicts_a_belief(diagnosis, answers):
    source = "def add(a, b):\n    if len(a) != len(b): raise KeyError\n    return a - b"
    assert diagnosis.explain(answers(source, ADD, ADD_OTHERS)) == []


def test_an_exception_where_the_belief_gives_a_value_contradicts_it(diagnosis, answers):
    assert diagnosis.explain(answers("def add(a, b): raise ValueError", ADD)) == []


def test_a_value_where_the_belief_raises_contradicts_it(diagnosis, answers):
    source = "def add(a, b): return a - b if len(a) == len(b) else 0.0"
    assert diagnosis.explain(answers(source, ADD, ADD_OTHERS)) == []


@pytest.mark.parametrize(("off", "named"), [(1e-9, ["subtracts"]), (1e-6, [])])
def test_an_answer_is_the_belief_s_within_the_tolerance_of_the_manifest(
    diagnosis, answers, off, named
):
    made = answers(f"def add(a, b): return (a - b) * (1 + {off})", ADD)
    assert diagnosis.explain(made) == named


def test_nan_may_be_the_symptom_of_a_belief(adding, answers):
    path = adding.solution / "misconceptions.py"
    path.write_text(path.read_text().replace("return a - b", "return np.log(-a) + np.exp(1e4)"))
    made = answers("def add(a, b): return a * np.nan", ADD)
    assert Beliefs(adding).explain(made) == ["subtracts"]


def test_what_a_belief_prints_or_warns_is_not_heard(adding, answers, capsys):
    path = adding.solution / "misconceptions.py"
    noisy = "print('noise'); __import__('warnings').warn('noise'); return a - b"
    path.write_text(path.read_text().replace("return a - b", noisy))
    assert Beliefs(adding).explain(answers(SUBTRACTS, ADD)) == ["subtracts"]
    assert capsys.readouterr().out == ""


def test_a_belief_that_does_not_load_is_an_error_of_the_course(adding, answers):
    with (adding.solution / "misconceptions.py").open("a") as file:
        file.write("\n\nclass off_by_one:\n    x = 1 / 0\n")
    with pytest.raises(CourseError, match="misconception:off_by_one does not load"):
        Beliefs(adding).explain(answers(SUBTRACTS, ADD))


def test_a_function_that_the_manifest_does_not_name_is_an_error_of_the_course(adding, answers):
    path = adding.public / "assignment.toml"
    path.write_text(path.read_text().replace('name = "add"', 'name = "subtract"'))
    with pytest.raises(CourseError, match=r"does not name 'add', .*: add it to \[\[functions\]\]"):
        Beliefs(adding).explain(answers(SUBTRACTS, ADD))


WITH_CAUSES = """
import pytest


@pytest.mark.criterion("sums")
def test_sums(compare):
    compare.cause("subtracts").unless(compare.like("add", np.ones(1), np.ones(1))[0] > 1)
    compare("add", np.ones(2), np.ones(2))


@pytest.mark.criterion("totals")
@pytest.mark.parametrize("step", [1, 2])
def test_totals(compare, step):
    compare.cause("off_by_one").unless(compare.like("running_total", np.ones((3, 1)))[-1] > step)
"""


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("", {}),
        (SUBTRACTS, {"sums": ["subtracts"], "totals": ["off_by_one"]}),
        ("def running_total(x): return x * 2", {"totals": ["off_by_one"]}),
    ],
)
def test_what_a_test_s_author_puts_a_failure_down_to_is_named_once(adding, source, named):
    adding.hidden_tests.write_text(f"import numpy as np\n{WITH_CAUSES}", encoding="utf-8")
    tests = HiddenTests(adding)
    work = known_work.reference(adding).source
    student = ReferenceAsStudent(TrustedModule(f"{work}\n{source}", "student"))
    outcomes, trial, _ = tests.run(student, "s01")
    assert Diagnosis(tests).of(outcomes, trial, student).named == named
    tests.close()
