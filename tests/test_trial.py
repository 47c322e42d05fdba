"""What a hidden test asks through its fixtures, and what it is told. No worker is needed here."""

from types import SimpleNamespace

import numpy as np
import pytest

from autograder.errors import CourseError, GraderError
from autograder.known_work import TrustedModule
from autograder.sandbox import failures
from autograder.sandbox.failures import Crashed, NotRun, Raised
from autograder.sandbox.wire import decode
from autograder.trial import (
    KEPT_BYTES,
    Compare,
    Functions,
    Mismatch,
    ReferenceAsStudent,
    Trial,
    encoded,
    tolerance,
)

REFERENCE = """
import numpy as np

def twice(x):
    if x is None:
        raise ValueError("there is nothing")
    return 2 * x

def named(x, *, key="a"):
    return {key: x}

def unlisted():
    return 1
"""


class InProcess:
    """A student without a worker: anything that can be called with encoded arguments is one."""

    def __init__(self, **functions):
        self.functions = functions

    def call(self, name, payload, *, arguments_back=False):
        args, kwargs = decode(payload, layout=True)
        try:
            value = self.functions[name](*args, **kwargs)
        except failures.CallFailed:
            raise
        except Exception as error:  # noqa: BLE001  whatever a student raises
            raise failures.raised(f"`{name}`", type(error).__name__, str(error), 0) from None
        return (value, [args, kwargs]) if arguments_back else value


@pytest.fixture
def on_trial(little_course):
    """A trial of these functions; those that are not given are the reference's."""
    little_course.assignment("adding")  # its manifest is rewritten for the functions used here
    manifest = little_course.public / "adding" / "assignment.toml"
    manifest.write_text(
        'title = "T"\nfile = "adding.py"\norder = 1\nminutes = [1, 2]\n'
        '[[functions]]\nname = "twice"\nrtol = 1e-3\natol = 0\n[[functions]]\nname = "named"\n',
        encoding="utf-8",
    )
    reference = TrustedModule(REFERENCE, "reference")

    def make(student_id="s01", **functions):
        student = InProcess(**functions) if functions else ReferenceAsStudent(reference)
        assignment = little_course.assignment("adding")
        return Trial(assignment, student_id, student, reference, test="test_it")

    return make


def fails(exception):
    def function(*_args, **_kwargs):
        raise exception

    return function


def test_a_right_answer_passes_and_is_kept_for_diagnosis(on_trial):
    trial = on_trial(twice=lambda x: x + x)
    Compare(trial)("twice", np.ones(3))
    (call,) = trial.compared
    assert (call.test, call.function, call.right, call.judged) == ("test_it", "twice", True, True)
    assert call.answer.tolist() == [2, 2, 2]


def test_a_wrong_answer_is_told_in_general_terms_only(on_trial):
    trial = on_trial(twice=lambda x: 123456 * x)
    with pytest.raises(Mismatch, match="123456") as caught:
        Compare(trial)("twice", np.ones(3))
    assert caught.value.gap == "The result of `twice` has wrong values."
    (call,) = trial.compared
    assert not call.right
    assert call.judged


def test_the_tolerance_is_the_manifest_s_and_can_be_changed_in_one_test(on_trial):
    trial = on_trial(twice=lambda x: 2 * x * 1.0005 + 0.0)
    compare = Compare(trial)
    compare("twice", np.ones(2))
    with pytest.raises(Mismatch):
        compare.within(rtol=1e-6)("twice", np.ones(2))
    compare.within(rtol=1e-6, atol=0.01)("twice", np.ones(2))
    with pytest.raises(Mismatch):  # atol stays 0
        compare.within(rtol=1e-4)("twice", np.ones(2))
    compare.within(atol=1.0)("twice", np.full(2, 1e-9))
    compare("twice", np.ones(2))


def test_student_and_reference_get_copies_of_the_same_arguments(on_trial):
    def spoils(x):
        answer = 2 * x
        x[:] = -1
        return answer

    x = np.arange(3.0)
    Compare(on_trial(twice=spoils))("twice", x)
    assert x.tolist() == [0, 1, 2]


def test_the_exception_that_the_reference_raises_is_the_right_answer(on_trial):
    trial = on_trial(twice=fails(ValueError("in my words")))
    Compare(trial)("twice", None)
    (call,) = trial.compared
    assert (call.right, call.exception) == (True, "ValueError")


@pytest.mark.parametrize("function", [fails(KeyError("x")), lambda x: 0], ids=["other", "none"])
def test_another_exception_or_none_is_a_mismatch(on_trial, function):
    trial = on_trial(twice=function)
    with pytest.raises(Mismatch) as caught:
        Compare(trial)("twice", None)
    assert caught.value.gap == "`twice` does not raise the exception that the docstring names."
    assert [call.right for call in trial.compared] == [False]


def test_an_exception_where_a_value_is_expected_is_the_student_s(on_trial):
    trial = on_trial(twice=fails(KeyError("x")))
    with pytest.raises(Raised) as caught:
        Compare(trial)("twice", np.ones(1))
    assert caught.value.gap == "`twice` raised KeyError."
    assert [(call.right, call.exception) for call in trial.compared] == [(False, "KeyError")]


@pytest.mark.parametrize("argument", [np.ones(1), None], ids=["value", "exception"])
def test_a_crash_is_a_crash_whatever_was_expected_and_no_belief_explains_it(on_trial, argument):
    trial = on_trial(twice=fails(Crashed("died", "gone")))
    with pytest.raises(Crashed):
        Compare(trial)("twice", argument)
    assert [(call.right, call.judged) for call in trial.compared] == [(False, False)]


def test_a_call_that_was_not_made_is_not_kept(on_trial):
    trial = on_trial(twice=fails(NotRun("late", "Not run.")))
    with pytest.raises(NotRun):
        Compare(trial)("twice", np.ones(1))
    assert trial.compared == []


def test_a_huge_answer_is_compared_but_not_kept(on_trial):
    trial = on_trial()
    big = np.zeros(KEPT_BYTES // 8 + 1)
    Compare(trial)("twice", big)
    Compare(trial)("named", [big[:9], {"text": "a" * KEPT_BYTES}])
    Compare(trial)("twice", big[:9])
    assert [call.judged for call in trial.compared] == [False, False, True]
    assert trial.compared[0].answer is None


def test_an_author_may_say_what_a_broken_relation_comes_from(on_trial):
    trial = on_trial()
    compare = Compare(trial).cause("subtracts")
    compare.unless(1 < 2)
    assert trial.causes == {}
    with pytest.raises(Mismatch, match="subtracts") as caught:
        compare.unless(1 > 2)
    assert caught.value.gap == ""
    assert trial.causes == {"test_it": "subtracts"}


def test_a_changed_argument_is_put_down_to_its_cause_and_another_fault_is_not(on_trial):
    trial = on_trial(twice=lambda x: x.__imul__(2))
    with pytest.raises(Mismatch, match="changed"):
        Compare(trial).cause("subtracts").unchanged("twice", np.ones(2))
    assert trial.causes == {"test_it": "subtracts"}
    other = on_trial(twice=lambda x: None)
    with pytest.raises(Mismatch, match="None"):
        Compare(other).cause("subtracts").unchanged("twice", np.ones(2))
    assert other.causes == {}


def test_without_a_cause_nothing_is_put_down(on_trial):
    trial = on_trial()
    with pytest.raises(Mismatch, match="relation"):
        Compare(trial).unless(False)
    assert trial.causes == {}


def test_a_cause_that_the_rubric_does_not_have_is_an_error_of_the_course(on_trial):
    with pytest.raises(CourseError, match=r"'guessed'.*adding\.toml"):
        Compare(on_trial()).cause("guessed")


def test_like_gives_the_value_once_its_form_is_right(on_trial):
    value = Compare(on_trial(twice=lambda x: x * 7)).like("twice", np.ones(3))
    assert value.tolist() == [7, 7, 7]


@pytest.mark.parametrize(
    "value",
    [None, 3.0, np.ones(4), np.ones((3, 1)), np.ones(3, np.float32), np.ones(3, int), [1.0] * 3],
    ids=["None", "float", "length", "dimensions", "float32", "int", "list"],
)
def test_like_stops_a_value_of_another_form(on_trial, value):
    with pytest.raises(Mismatch, match="twice"):
        Compare(on_trial(twice=lambda x: value)).like("twice", np.ones(3))


def test_unchanged_passes_what_leaves_its_arguments_alone(on_trial):
    compare = Compare(on_trial(named=lambda x, key="a": {key: x}, twice=lambda x: x * 2))
    compare.unchanged("named", [1, "two", None], key="b")
    compare.unchanged("twice", np.array([1.0, np.nan, np.inf]))
    compare.unchanged("twice", np.arange(6.0).reshape(2, 3).T[::-1])


@pytest.mark.parametrize("change", ["values", "length", "entry"])
def test_unchanged_catches_a_changed_argument(on_trial, change):
    def named(x, key="a"):
        if change == "values":
            x[0][1] += 1e-12
        elif change == "length":
            x.append(None)
        else:
            x[1]["new"] = 1
        return {key: [np.ones(2), {}]}

    with pytest.raises(Mismatch) as caught:
        Compare(on_trial(named=named)).unchanged("named", [np.ones(2), {}])
    assert caught.value.gap  # of whatever kind: form or argument


def test_unchanged_names_the_changed_argument_s_function(on_trial):
    def twice(x):
        x += 1
        return x

    with pytest.raises(Mismatch) as caught:
        Compare(on_trial(twice=twice)).unchanged("twice", np.ones(2))
    assert caught.value.gap == "`twice` changes one of its arguments."


def test_unchanged_wants_the_form_of_an_answer_first(on_trial):
    with pytest.raises(Mismatch, match="None"):
        Compare(on_trial(twice=lambda x: None)).unchanged("twice", np.ones(2))


def test_functions_are_called_by_their_names_with_positions_and_keywords(on_trial):
    trial = on_trial()
    assert Functions(trial.reference).named(1, key="k") == {"k": 1}
    assert Functions(trial.student).named(1, key="k") == {"k": 1}


@pytest.mark.parametrize("ask", [Compare.__call__, Compare.like, Compare.unchanged])
def test_an_argument_keeps_its_memory_layout(on_trial, ask):
    seen = []

    def twice(x):
        seen.append((x.strides, x.flags.writeable))
        return 2 * x

    x = np.arange(12.0).reshape(3, 4)[::-1, ::2]
    ask(Compare(on_trial(twice=twice)), "twice", x)
    assert seen == [(x.strides, True)]


def test_the_reference_in_a_student_s_place_gives_its_arguments_back(on_trial):
    student = on_trial().student
    payload = encoded("named", (np.ones(2),), {"key": "k"})
    value, (args, kwargs) = student.call("named", payload, arguments_back=True)
    assert value["k"].tolist() == args[0].tolist() == [1, 1]
    assert kwargs == {"key": "k"}


def test_an_argument_that_cannot_be_sent_is_the_grader_s_error(on_trial):
    with pytest.raises(GraderError, match="gives to twice"):
        Compare(on_trial())("twice", SimpleNamespace())


def test_a_compared_function_that_the_manifest_does_not_name_is_the_course_s_error(on_trial):
    trial = on_trial()
    with pytest.raises(CourseError, match=r"does not name 'unlisted'.*add it to \[\[functions\]\]"):
        Compare(trial)("unlisted")
    assert tolerance(trial.assignment, "twice") == (1e-3, 0)


def test_the_same_student_draws_the_same_and_nobody_else_does(on_trial):
    draws = [on_trial(name).rng().random() for name in ("s01", "s01", "s02")]
    assert draws[0] == draws[1] != draws[2]
    other_test = on_trial()
    other_test.test = "test_other"
    assert other_test.rng().random() != draws[0]
