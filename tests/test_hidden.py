"""Hidden tests are plain pytest, run in the trusted process on one submission after the other."""

import os
import shutil
import signal
import sys
import warnings
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.errors import CourseError, GraderError
from autograder.hidden import IN_TEST_GAP, HiddenTests
from autograder.sandbox.client import Source, StudentModule
from autograder.sandbox.launcher import Server, ServerDied
from autograder.sandbox.limits import Limits

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

HEAD = """
import numpy as np
import pytest
"""
TOTALS = """

@pytest.mark.criterion("totals")
def test_totals(compare):
    compare("running_total", np.ones((2, 2)))
"""
REFERENCE = "solutions/adding/adding.py"


@pytest.fixture(scope="module")
def server():
    with Server() as running:
        yield running


@pytest.fixture
def hidden(little_course):
    """Collect hidden tests from text. What speaks for `totals` is appended, unless it does."""
    collected = []

    def collect(text, course=little_course):
        text = HEAD + dedent(text)
        if '"totals"' not in text:
            text += TOTALS
        assignment = course.assignment("adding")
        assignment.hidden_tests.write_text(text, encoding="utf-8")
        tests = HiddenTests(assignment)
        collected.append(tests)
        return tests

    yield collect
    for tests in collected:
        tests.close()


@pytest.fixture
def outcomes(server, little_course):
    """Run collected tests on source text (default: the reference); outcomes by test name."""

    def run(tests, source=None, student_id="s01", **limits):
        return {name: outcome for name, outcome, _ in full(tests, source, student_id, **limits)}

    def full(tests, source, student_id, **limits):
        if source is None:
            source = (little_course.root / REFERENCE).read_text(encoding="utf-8")
        student = StudentModule(
            server, Source("adding", dedent(source).encode(), 7), Limits(**limits)
        )
        try:
            student.load()
            found, _, printed = tests.run(student, student_id)
        finally:
            student.close()
        return [(outcome.result.name, outcome, printed) for outcome in found]

    run.printed = lambda *args: full(*args)[0][2]
    return run


def statuses(found):
    return {name: outcome.result.status.value for name, outcome in found.items()}


ONE = """
@pytest.mark.criterion("sums")
def test_it({fixtures}):
    {body}
"""


def one(body, fixtures="student, reference, compare, rng"):
    return ONE.format(fixtures=fixtures, body=body)


# What a test is given


def test_tests_are_collected_once_for_all_submissions(hidden, outcomes, tmp_path):
    marker = tmp_path / "collected"
    tests = hidden(
        f"with open({str(marker)!r}, 'a') as file:\n    file.write('x')\n" + (one("pass"))
    )
    for name in ("s01", "s02", "s03"):
        assert set(statuses(outcomes(tests, student_id=name)).values()) == {"passed"}
    assert marker.read_text(encoding="utf-8") == "x"


def test_every_fixture_does_what_the_handout_for_authors_says(hidden, outcomes):
    tests = hidden("""
        @pytest.mark.criterion("sums")
        def test_it(student, reference, compare, rng):
            a, b = rng.normal(size=3), rng.normal(size=3)
            assert (student.add(a, b) == reference.add(a, b)).all()
            compare("add", a, b=b)
            compare.unchanged("add", a, b)
            compare.within(rtol=0.5)("add", a, b)
            whole = compare.like("running_total", np.ones((4, 2)))
            first = compare.like("running_total", np.ones((2, 2)))
            assert (whole[2:] - first[1] == first).all()
    """)
    assert statuses(outcomes(tests)) == {"test_it": "passed", "test_totals": "passed"}


def test_the_student_is_the_submission_and_not_the_reference(hidden, outcomes):
    body = "a = np.ones(1); assert (student.add(a, a), reference.add(a, a)[0]) == ('mine', 2)"
    tests = hidden(one(body))
    mine = outcomes(tests, "def add(a, b):\n    return 'mine'\n")
    assert mine["test_it"].result.status == "passed"
    assert outcomes(tests)["test_it"].result.status == "failed"


DRAWS = """
    @pytest.mark.criterion("sums")
    @pytest.mark.parametrize("case", [1, 2])
    def test_it(rng, case):
        print(case, rng.random())
"""


def drawn(outcomes, tests, student_id):
    return dict(line.split() for line in outcomes.printed(tests, None, student_id).splitlines())


def test_each_student_and_test_has_draws_of_its_own_and_a_regrade_the_same(hidden, outcomes):
    tests = hidden(DRAWS)
    first, other, again = (drawn(outcomes, tests, name) for name in ("s01", "s02", "s01"))
    assert first == again
    assert len({*first.values(), *other.values()}) == 4


@pytest.mark.parametrize(("old", "new"), [('"2026"', '"2027"'), ('id = "little"', 'id = "other"')])
def test_draws_depend_on_the_course_and_its_epoch(hidden, outcomes, little_course, old, new):
    before = drawn(outcomes, hidden(DRAWS), "s01")
    identity = little_course.public / "course.toml"
    text = identity.read_text(encoding="utf-8")
    assert old in text
    identity.write_text(text.replace(old, new), encoding="utf-8")
    after = drawn(outcomes, hidden(DRAWS, Course(little_course.root)), "s01")
    assert not set(before.values()) & set(after.values())


def test_criteria_are_found_on_functions_classes_and_modules(hidden):
    tests = hidden("""
        pytestmark = pytest.mark.criterion("totals")

        def test_module():
            pass

        @pytest.mark.criterion("sums")
        class TestSums:
            @pytest.mark.parametrize("n", [1, 2])
            def test_class(self, n):
                pass

            @pytest.mark.criterion("totals")
            def test_function(self):
                pass
    """)
    assert tests.criteria == {
        "test_module": "totals",
        "TestSums::test_class[1]": "sums",
        "TestSums::test_class[2]": "sums",
        "TestSums::test_function": "totals",
    }


# What a test finds


@pytest.mark.parametrize(
    ("add", "status"),
    [
        ("return a + b", "passed"),
        ("return a - b", "failed"),
        ("return None", "failed"),
        ("raise ValueError", "raised"),
        ("raise AssertionError('all is well')", "raised"),
        ("raise ExceptionGroup('x', [ValueError()])", "raised"),
        ("raise KeyboardInterrupt", "raised"),
        ("while True: pass", "timed_out"),
        ("import os; os._exit(0)", "crashed"),
        ("return {1: 2}", "invalid_return"),
    ],
)
def test_each_way_to_end_a_call_has_its_status(hidden, outcomes, add, status):
    tests = hidden(one('compare("add", np.ones(2), np.ones(2))'))
    found = outcomes(tests, f"def add(a, b):\n    {add}\n", call_cpu_seconds=0.2)
    assert statuses(found) == {"test_it": status, "test_totals": "failed"}
    assert (found["test_it"].gap == "") == (status == "passed")


def test_after_two_time_outs_the_rest_is_not_run(hidden, outcomes):
    tests = hidden("""
        @pytest.mark.criterion("sums")
        @pytest.mark.parametrize("n", [1, 2, 3])
        def test_it(compare, n):
            compare("add", n, n)
    """)
    source = "def add(a, b):\n    while True: pass\ndef running_total(x):\n    return x\n"
    found = outcomes(tests, source, call_cpu_seconds=0.2)
    assert list(statuses(found).values()) == ["timed_out", "timed_out", "not_run", "not_run"]
    assert "timed out" in found["test_totals"].gap


@pytest.mark.parametrize("body", ["raise AssertionError('not 4241')", "pytest.fail('not 4241')"])
def test_what_an_assertion_says_is_for_staff(hidden, outcomes, body):
    outcome = outcomes(hidden(one(body)))["test_it"]
    assert outcome.result.status == "failed"
    assert outcome.result.message == "not 4241"
    assert outcome.gap == ""


def test_a_long_message_is_cut(hidden, outcomes):
    outcome = outcomes(hidden(one("assert False, 'x' * 5000")))["test_it"]
    assert outcome.result.message == "x" * 1000


def test_an_expected_exception_is_expected_with_pytest_s_own_words(hidden, outcomes):
    tests = hidden("""
        @pytest.mark.criterion("sums")
        def test_it(student):
            with pytest.raises(ValueError, match="differ"):
                student.add(np.ones(2), np.ones(3))
    """)
    assert statuses(outcomes(tests))["test_it"] == "passed"
    for body, status in (("raise KeyError('differ')", "raised"), ("return 1", "failed")):
        found = outcomes(tests, f"def add(a, b):\n    {body}\n")
        assert found["test_it"].result.status == status


def test_warnings_are_no_failures(hidden, outcomes):
    tests = hidden("""
        import warnings

        @pytest.mark.criterion("sums")
        def test_it(student):
            warnings.warn("old", DeprecationWarning)
            assert np.exp(np.full(2, 1e4))[0] / np.zeros(1) > 0
            student.add(np.full(1, 1e308), np.full(1, 1e308))
    """)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert statuses(outcomes(tests))["test_it"] == "passed"


def test_what_tests_print_is_kept_and_not_shown(hidden, outcomes, capfd):
    tests = hidden("print('collecting')\n" + (one("print('seen:', student.add(*np.ones((2, 1))))")))
    assert outcomes.printed(tests, None, "s01") == "seen: [2.]\n"
    assert outcomes.printed(tests, "def add(a, b):\n    return 9\n", "s02") == "seen: 9\n"
    assert capfd.readouterr().out == ""


def test_a_run_takes_time_and_says_how_much(hidden, outcomes):
    tests = hidden(one("import time; time.sleep(0.05)"))
    assert 0.05 <= outcomes(tests)["test_it"].result.seconds < 5


def test_a_file_that_did_not_load_has_an_outcome_for_every_test(hidden):
    found = hidden(one("pass")).not_run("no", "Not run.")
    assert [(o.criterion, o.result.name, o.result.status, o.gap) for o in found] == [
        ("sums", "test_it", "not_run", "Not run."),
        ("totals", "test_totals", "not_run", "Not run."),
    ]


# Whose fault it is


def test_a_test_body_that_breaks_on_a_student_s_value_has_failed(hidden, outcomes):
    tests = hidden("""
        @pytest.mark.criterion("sums")
        def test_it(student):
            student.add(np.ones(3), np.ones(3))[2] - 1
    """)
    assert statuses(outcomes(tests))["test_it"] == "passed"
    outcome = outcomes(tests, "def add(a, b):\n    return None\n")["test_it"]
    assert outcome.result.status == "failed"
    assert outcome.result.message.startswith("[in the test] TypeError")
    assert outcome.gap == IN_TEST_GAP


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("student.add(object(), 1)", "gives to add"),
        ("reference.nothing()", "KeyError"),
        ("pytest.skip('not today')", "Skipped"),
        ("pytest.xfail('known')", "XFailed"),
    ],
)
def test_a_test_that_breaks_on_the_reference_too_is_the_grader_s_error(
    hidden, outcomes, body, said
):
    tests = hidden(one(body))
    with pytest.raises(GraderError, match=said):
        outcomes(tests, "def add(a, b):\n    return None\n")


@pytest.mark.parametrize("name", [f"s{number:02}" for number in range(8)])
def test_a_test_that_breaks_on_some_draws_never_costs_a_student_a_point(hidden, outcomes, name):
    tests = hidden(one("if rng.random() < 0.5: raise RuntimeError('unlucky')"))
    try:
        found = outcomes(tests, student_id=name)
    except GraderError:
        return
    assert found["test_it"].result.status == "passed"


def test_a_fixture_that_does_not_exist_is_the_grader_s_error(hidden, outcomes):
    with pytest.raises(GraderError, match="no fixture 'nonesuch', only student"):
        outcomes(hidden(one("pass", fixtures="nonesuch")))


def test_a_compared_function_outside_the_manifest_is_the_course_s_error(
    hidden, outcomes, little_course
):
    reference = little_course.root / REFERENCE
    with reference.open("a", encoding="utf-8") as file:
        file.write("def more(): return 1\n")
    with pytest.raises(CourseError, match="does not name 'more'"):
        outcomes(hidden(one('compare("more")')))


# Courses that cannot be graded


def is_one_sentence(text):
    return text.endswith(".") and "\n" not in text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (one("pass").replace("sums", "subs"), "speaks for no criterion.*one of sums, totals"),
        ("def test_it(): pass", "speaks for no criterion"),
        (one("pass").replace('"sums"', '"sums", "totals"'), "speaks for no criterion"),
        ("", "No test in .* speaks for the criterion 'sums': mark one with"),
        ("def test_it(:", r"test_adding\.py, line \d+: "),
        ("import no_such_module", "cannot be collected.*no_such_module"),
        ("1 / 0", "cannot be collected.*ZeroDivisionError"),
        ("@pytest.mark.skip" + one("pass"), "mark skip: take it away"),
        ("@pytest.mark.skipif(False, reason='x')" + one("pass"), "mark skipif: take it away"),
        ("@pytest.mark.xfail" + one("pass"), "mark xfail: take it away"),
        ("@pytest.mark.criterium('sums')" + one("pass"), "cannot be collected.*criterium"),
        ("pytest.skip('no', allow_module_level=True)", "No test in"),
    ],
)
def test_a_course_whose_tests_cannot_judge_is_refused_in_one_sentence(hidden, text, said):
    with pytest.raises(CourseError, match=said) as caught:
        hidden(dedent(text))
    assert is_one_sentence(str(caught.value))
    assert "test_adding.py" in str(caught.value)


@pytest.mark.parametrize(
    "value", ["[1]", "{}", "np.zeros(2)", "(1, [2])", "bytearray(1)", "range(3)", "object()"]
)
def test_a_parameter_that_a_run_could_change_is_refused(hidden, value):
    text = f"@pytest.mark.parametrize('n', [{value}])\n" + (one("pass", fixtures="n"))
    with pytest.raises(CourseError, match="use numbers, text and tuples"):
        hidden(text)


def test_parameters_that_nothing_can_change_are_taken(hidden):
    values = "None, True, 3, 2.5, 1j, 'text', b'x', (1, ('a', None)), frozenset({1}), max, Colour.A"
    tests = hidden(
        "import enum\nclass Colour(enum.Enum):\n    A = 1\n"
        f"@pytest.mark.parametrize('n', [{values}])\n" + (one("pass", fixtures="n"))
    )
    assert len(tests.criteria) == 12


def test_missing_hidden_tests_are_said_in_one_sentence(little_course):
    assignment = little_course.assignment("adding")
    assignment.hidden_tests.unlink()
    with pytest.raises(CourseError, match="is missing: write the hidden tests there") as caught:
        HiddenTests(assignment)
    assert is_one_sentence(str(caught.value))


@pytest.mark.parametrize("source", ["def add(:", "1 / 0", "import nothing_like_this"])
def test_a_reference_that_does_not_load_is_said_in_one_sentence(little_course, source):
    assignment = little_course.assignment("adding")
    assignment.reference.write_text(source, encoding="utf-8")
    with pytest.raises(CourseError, match="reference") as caught:
        HiddenTests(assignment)
    assert is_one_sentence(str(caught.value))


# Nothing of one submission reaches the next

WIDE = """
    @pytest.fixture(scope="{scope}")
    def box():
        return []

    class TestSums:
        @pytest.mark.criterion("sums")
        def test_first(self, box):
            assert box == []
            box.append(1)

        @pytest.mark.criterion("sums")
        def test_second(self, box, student):
            assert box == [1]
            student.add(np.ones(1), np.ones(1))

    @pytest.mark.criterion("totals")
    def test_third(box):
        assert len(box) == {third}
"""


@pytest.mark.parametrize(
    ("scope", "third"), [("class", 0), ("module", 1), ("package", 1), ("session", 1)]
)
def test_no_fixture_outlives_a_submission(hidden, outcomes, scope, third):
    tests = hidden(WIDE.format(scope=scope, third=third))
    for name in ("s01", "s02"):
        assert set(statuses(outcomes(tests, student_id=name)).values()) == {"passed"}


@pytest.mark.parametrize(("scope", "third"), [("class", 0), ("session", 1)])
def test_no_fixture_outlives_a_run_that_was_cut_off(hidden, outcomes, scope, third):
    tests = hidden(WIDE.format(scope=scope, third=third))
    with Server() as mortal:
        student = StudentModule(mortal, Source("adding", b"", 7))
        student.load()
        os.kill(mortal._process.pid, signal.SIGKILL)
        mortal._process.wait()
        with pytest.raises(ServerDied):
            tests.run(student, "s01")
        student.close()
    assert set(statuses(outcomes(tests, student_id="s02")).values()) == {"passed"}


def test_a_fixture_is_torn_down_before_the_next_submission(hidden, outcomes):
    tests = hidden("""
        @pytest.fixture(scope="session")
        def box():
            print("up")
            yield
            print("down")

        @pytest.mark.criterion("sums")
        def test_it(box):
            pass
    """)
    assert outcomes.printed(tests, None, "s01") == "up\ndown\n"
    assert outcomes.printed(tests, None, "s01") == "up\ndown\n"


def test_what_a_student_did_to_an_argument_is_not_seen_by_the_next(hidden, outcomes):
    tests = hidden("SHARED = np.ones(2)\n" + (one('compare("add", SHARED, SHARED)')))
    spoils = "def add(a, b):\n    c = a + b\n    a[:] = b[:] = 9\n    return c\n"
    assert statuses(outcomes(tests, spoils))["test_it"] == "passed"
    assert statuses(outcomes(tests))["test_it"] == "passed"


# Nothing outside the course matters


def test_settings_in_the_environment_do_not_matter(hidden, outcomes, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k nothing --collect-only")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "0")
    before = dict(os.environ)
    tests = hidden(one("pass"))
    assert statuses(outcomes(tests)) == {"test_it": "passed", "test_totals": "passed"}
    after = dict(os.environ)
    assert after.pop("PYTEST_CURRENT_TEST", "") is not None
    before.pop("PYTEST_CURRENT_TEST", None)
    assert after == before


def test_settings_and_conftests_around_the_tests_do_not_matter(
    hidden, outcomes, little_course, monkeypatch
):
    folder = little_course.assignment("adding").hidden
    for place in (folder, folder.parent, folder.parents[1], little_course.root):
        (place / "conftest.py").write_text("1 / 0\n", encoding="utf-8")
        (place / "pytest.ini").write_text(
            "[pytest]\npython_functions = nothing_*\nfilterwarnings = error\naddopts = --no-such\n",
            encoding="utf-8",
        )
    monkeypatch.chdir(folder)
    tests = hidden(one("import warnings; warnings.warn('x')"))
    assert statuses(outcomes(tests)) == {"test_it": "passed", "test_totals": "passed"}


def test_collecting_leaves_no_trace(hidden, little_course):
    path, modules, writes = list(sys.path), set(sys.modules), sys.dont_write_bytecode
    hidden("from draws import entries" + one("entries(rng, 2)"))
    assert sys.path == path
    assert sys.dont_write_bytecode == writes
    assert not {name for name in set(sys.modules) - modules if "draws" in name or "adding" in name}
    assert list(little_course.root.rglob("__pycache__")) == []


def test_two_courses_with_the_same_slug_keep_their_own_draws(
    hidden, outcomes, little_course, tmp_path
):
    def draws(course, number):
        path = course.assignment("adding").draws
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"NUMBER = {number}\ndef number():\n    return NUMBER\n", encoding="utf-8")

    shutil.copytree(little_course.root, tmp_path / "other")
    other = Course(tmp_path / "other")
    draws(little_course, 1)
    draws(other, 2)
    text = "from draws import number\n" + (one("print(number())"))
    first, second = hidden(text), hidden(text, other)
    printed = [outcomes.printed(tests, None, "s01") for tests in (first, second, first)]
    assert printed == ["1\n", "2\n", "1\n"]


def test_no_plugin_of_the_machine_takes_part(hidden):
    names = {name for name, plugin in hidden(one("pass"))._config.pluginmanager.list_name_plugin()}
    assert not {name for name in names if "cov" in name or "xdist" in name or "hypothesis" in name}
