"""One small thing changed: which changes are made, what they are called, and who survives."""

import ast
import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.errors import CourseError
from autograder.verify import mutants, survivors
from autograder.verify.mutants import Mutant, arithmetic, arrays, calls, normal, statements
from autograder.verify.proof import verify, verify_all

isolated = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

COURSE = Course(Path(__file__).parents[1]).slugs

# For each operator: a statement, and what it may become.
EXAMPLES = {
    arithmetic.other_sign: {
        "return a + b": ["return a - b"],
        "return a - b": ["return a + b"],
        "return a * b": ["return a / b", "return a + b", "return a @ b"],
        "return a / b": ["return a * b"],
        "return a @ b": ["return a * b"],
        "return a ** b": ["return a * b"],
        "return a // b": ["return a / b"],
        "return a % b": ["return a // b"],
        "return a | b": ["return a & b"],
        "return a << b": [],
        "a += b": ["a -= b"],
        "a *= b": ["a /= b", "a += b", "a @= b"],
    },
    arithmetic.other_sides: {
        "return a - b": ["return b - a"],
        "return a @ b": ["return b @ a"],
        "return a + b": [],
        "return a * b": [],
    },
    arithmetic.dropped_term: {
        "return a + b + c": ["return a + b", "return c", "return a + c", "return b + c"],
        "return a * b": ["return a", "return b"],
        "return a - b": ["return a", "return -b"],
        "return a @ b": ["return a", "return b"],
    },
    arithmetic.dropped_sign: {
        "return -a": ["return a"],
        "return not a": ["return a"],
        "return ~a": [],
    },
    arithmetic.other_comparison: {
        "return a < b": ["return a <= b", "return a >= b"],
        "return a >= b": ["return a > b", "return a < b"],
        "return a == b": ["return a != b"],
        "return a is None": ["return a is not None"],
        "return a in b": ["return a not in b"],
        "return a == b == c": ["return a != b == c", "return a == b != c"],
    },
    arithmetic.other_logic: {
        "return a and b": ["return a or b", "return b", "return a"],
        "return a or b or c": [
            "return a and b and c",
            "return b or c",
            "return a or c",
            "return a or b",
        ],
    },
    arithmetic.other_branch: {"return a if c else b": ["return a", "return b"]},
    arithmetic.other_name: {
        "return a": ["return b"],
        "return b": ["return a", "return c"],
        "return d(c)": ["return d(b)"],
        "new = c": ["new = b", "new = new"],
        "b = 1": [],
    },
    arithmetic.other_constant: {
        "return 0": ["return 1", "return -1"],
        "return 1": ["return 2", "return 0", "return -1"],
        "return 2": ["return 3", "return 1", "return -2"],
        "return -1": ["return 0", "return -2", "return 1"],
        "return 0.5": ["return 1.5", "return -0.5"],
        "return True": ["return False"],
        "return None": ["return 0"],
        "return 'sum'": ["return 'sum_'"],
        "return b''": [],
    },
    arrays.other_index: {
        "return a[b]": ["return a", "return a[b + 1]", "return a[b - 1]"],
        "return a[b, :]": ["return a", "return a[b + 1, :]", "return a[b - 1, :]"],
        "return a[0]": ["return a"],
        "a[b] = c": ["a = c", "a[b + 1] = c", "a[b - 1] = c"],
    },
    arrays.other_bounds: {
        "return a[b:]": ["return a[b + 1:]", "return a[b - 1:]", "return a[:]", "return a[b::-1]"],
        "return a[:b]": ["return a[:b + 1]", "return a[:b - 1]", "return a[:]", "return a[:b:-1]"],
        "return a[1:]": ["return a[:]", "return a[1::-1]"],
        "return a[::-1]": ["return a[:]"],
    },
    arrays.transposed: {
        "return a.T": ["return a"],
        "return a @ b": ["return a.T @ b", "return a @ b.T"],
        "return a.T @ b": ["return a.T @ b.T", "return a @ b"],
    },
    arrays.other_axis: {
        "return a.sum(axis=0)": ["return a.sum(axis=1)"],
        "return a.sum(axis=1)": ["return a.sum(axis=0)"],
        "return a.sum(axis=-1)": ["return a.sum(axis=0)"],
    },
    arrays.other_elements: {
        "return [a, b]": ["return [b, a]", "return [b]", "return [a]"],
        "return np.zeros((a, b))": [
            "return np.zeros((b, a))",
            "return np.zeros((b,))",
            "return np.zeros((a,))",
        ],
        "return {'x': a, 'y': b}": ["return {'y': b}", "return {'x': a}"],
        "a, b = c": ["b, a = c"],
    },
    calls.dropped_call: {
        "return np.sum(a, axis=0)": ["return a"],
        "return a.copy()": ["return a"],
        "return np.linalg.norm(a, b)": ["return a"],
        "return a.take(b)": ["return b", "return a"],
        "return list(*a)": [],
    },
    calls.other_function: {
        "return np.zeros(a)": ["return np.ones(a)"],
        "return max(a, b)": ["return min(a, b)"],
        "return a.argmin()": ["return a.argmax()"],
        "return a.sum()": ["return a.mean()"],
        "return other(a)": [],
    },
    calls.other_arguments: {
        "return g(a, b, c)": ["return g(b, a, c)", "return g(a, c, b)", "return g(a, b)"],
        "return g(a, axis=0, keepdims=True)": [
            "return g(a, keepdims=True)",
            "return g(a, axis=0)",
        ],
        "return g(a)": [],
    },
    calls.other_count: {
        "return range(a)": ["return range(a + 1)", "return range(a - 1)", "return range(1, a)"],
        "return range(3)": ["return range(1, 3)"],
        "return range(a, b)": [
            "return range(a, b + 1)",
            "return range(a, b - 1)",
            "return range(a + 1, b)",
            "return range(a - 1, b)",
        ],
        "return range(a, 0, -1)": ["return range(a + 1, 0, -1)", "return range(a - 1, 0, -1)"],
        "return enumerate(a)": ["return enumerate(a, 1)"],
        "return enumerate(a, 1)": [],
    },
    statements.dropped_statement: {
        "a = b": ["pass"],
        "raise ValueError(a)": ["pass"],
        "if a:\n    b = c": ["pass", "pass"],
    },
    statements.other_leap: {
        "for a in b:\n    break": ["continue"],
        "for a in b:\n    continue": ["break"],
    },
    statements.not_added_up: {"a += b": ["a = b"], "a[0] -= b": ["a[0] = b"]},
    statements.other_order: {
        "for a in b:\n    c(a)": [
            "for a in reversed(list(b)):",
            "for a in list(b)[1:]:",
            "for a in list(b)[:-1]:",
        ],
        "for a in range(b):\n    c(a)": ["for a in reversed(list(range(b))):"],
        "return [a for a in b]": [
            "return [a for a in reversed(list(b))]",
            "return [a for a in list(b)[1:]]",
            "return [a for a in list(b)[:-1]]",
        ],
    },
    statements.other_condition: {
        "if a:\n    b = c": ["if not a:", "if True:"],
        "if a:\n    b = c\nelse:\n    c = b": ["if not a:", "if True:", "if False:"],
        "if a == b:\n    b = c": ["if True:"],
        "while a:\n    b = c": ["while not a:"],
        "return b if a else c": ["return b if not a else c"],
        "return [a for a in b if a]": ["return [a for a in b]"],
    },
    statements.other_result: {
        "return a": ["return b", "return c"],
        "return a, b": ["return a", "return b"],
        "return a + b": [],
    },
    statements.other_error: {
        "raise ValueError(a)": ["raise TypeError(a)"],
        "raise KeyError": ["raise ValueError"],
        "raise": [],
    },
}
CASES = [
    (operator, statement, after)
    for operator, examples in EXAMPLES.items()
    for statement, after in examples.items()
]


def inside(statement):
    """A module with one function that holds the statement."""
    body = "".join(f"    {line}\n" for line in statement.splitlines())
    return f"import numpy as np\n\n\ndef f(a, b, c):\n{body}"


@pytest.mark.parametrize(
    ("operator", "statement", "after"), CASES, ids=[f"{o.__name__}: {s}" for o, s, _ in CASES]
)
def test_an_operator_makes_exactly_these_changes(monkeypatch, operator, statement, after):
    monkeypatch.setattr(mutants, "OPERATORS", (operator,))
    made = mutants.mutants(inside(statement), ["f"])
    assert [mutant.after for mutant in made] == after
    for mutant in made:
        assert mutant.before != mutant.after
        assert mutant.source.startswith("import numpy as np\n\n\ndef f(a, b, c):\n")


def test_every_operator_has_examples():
    assert set(EXAMPLES) == set(mutants.OPERATORS)
    assert all(operator.__doc__ for operator in mutants.OPERATORS)


LEFT_ALONE = '''
"""Sums, of 1 or 2."""
from __future__ import annotations

import functools
from math import pi

LIMIT = 1 + 1


@functools.cache
def f(a: list[1 + 1], *, b: int = 1 + 1) -> list[1 + 1]:
    """Not 1 + 1."""
    import math
    if a:
        raise ValueError(f"{a} is 1 + 1")
    return TABLE["helper"](Cell().step(a), {"first": a + b, "second": a})


def helper(a, b):
    c: list[1 + 1] = a
    return c


class Cell:
    """A cell of 1 + 1."""

    def step(self, x):
        def inside():
            return x + 1
        return inside()


def unused(a):
    return a + 1


TABLE = {"helper": helper}
'''


def test_changed_is_what_is_computed_and_nothing_that_is_said():
    made = mutants.mutants(LEFT_ALONE, ["f"])
    kept = ("LIMIT = 1 + 1", "import math", "@functools.cache", "def unused(a):\n    return a + 1")
    said = ("Not 1 + 1", "A cell of 1 + 1", "Sums, of 1 or 2")
    for mutant in made:
        assert all(text in mutant.source for text in (*kept, *said))
        assert mutant.source.count("list[1 + 1]") >= 2
        assert ("is 1 + 1" in mutant.source) == ("raise" in mutant.source)
    assert {mutant.function for mutant in made} == {"f", "helper", "Cell.step", "Cell.step.inside"}


def test_a_change_is_shown_by_its_statement_its_entry_or_its_default():
    made = {(m.before, m.after): m.line for m in mutants.mutants(LEFT_ALONE, ["f"])}
    lines = LEFT_ALONE.split("\n")
    for change, where in {
        ("b=1 + 1", "b=1 - 1"): "def f(",
        ("'first': a + b", "'first': a - b"): '    return TABLE["helper"](Cell()',
        ("if a:", "pass"): "    if a:",
        ("return x + 1", "return x - 1"): "            return x",
    }.items():
        assert lines[made[change] - 1].startswith(where)
    assert all("\n" not in before + after for before, after in made)


@pytest.mark.parametrize("slug", COURSE)
def test_no_mutant_comes_twice_or_is_the_reference_or_does_not_compile(course, slug):
    assignment = course.assignment(slug)
    everyone = survivors.all_of(assignment)
    plain = {ast.dump(ast.parse(mutant.source)) for mutant in everyone}
    assert len(plain) == len(everyone) > 100
    assert ast.dump(ast.parse(assignment.reference.read_text(encoding="utf-8"))) not in plain
    assert len({mutant.name for mutant in everyone}) == len(everyone)
    assert len({normal(mutant.name) for mutant in everyone}) == len(everyone)
    for mutant in everyone:
        compile(mutant.source, "<mutant>", "exec")
    assert [mutant.name for mutant in survivors.all_of(assignment)] == [m.name for m in everyone]


NAMED = """
import numpy as np


def outer(x, h0=None):
    '''Sum.'''
    h = np.zeros(3) if h0 is None else h0
    for t in range(len(x)):
        h = h + x[t]
    h = h * 2
    h = h * 2
    return {'h': h, 'x': x[1:]}
"""
EDITED = """
import numpy as np

MORE = 1


def added(x):
    return x + 1


def outer(x, h0=None):
    '''Another text,
    on two lines.'''

    h = (
        np.zeros(3) if (h0 is None)  # at first
        else h0
    )
    for t in range(len(x)): h = (h + x[t])
    h = h*2
    h = h*2
    return {"h": h,
            "x": x[1 :]}
"""


def test_names_stay_where_other_things_are_edited_or_laid_out_anew():
    before, after = mutants.mutants(NAMED, ["outer"]), mutants.mutants(EDITED, ["outer"])
    assert [mutant.name for mutant in before] == [mutant.name for mutant in after]
    assert [mutant.line for mutant in before] != [mutant.line for mutant in after]


def test_equal_changes_in_one_function_are_told_apart():
    names = [mutant.name for mutant in mutants.mutants(NAMED, ["outer"])]
    assert "outer: h = h * 2 -> h = h / 2" in names
    assert "outer#2: h = h * 2 -> h = h / 2" in names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("f: return (a, b) -> return a", "f: return a, b -> return a"),
        ('f: x = "a" -> x = "b"', "f: x = 'a' -> x = 'b'"),
        ("f: `a = b` -> `a = c`", "f: a = b -> a = c"),
        ("f: a = b\n     -> a = ( c )", "f: a = b -> a = c"),
        ("f: for (t, x) in y: -> pass", "f: for t, x in y: -> pass"),
        ("f: 'a': x [1:] -> 'a': x", 'f: "a": x[1:] -> "a": x'),
        ("f: a = ' -> ' -> a = ' ->'", 'f: a = " -> " -> a = " ->"'),
        ("f: steps='all'->", "f: steps='all'->"),
    ],
)
def test_a_name_means_the_same_however_it_is_written(written, meant):
    assert normal(written) == normal(meant)


def test_names_of_different_changes_differ():
    names = ["f: a = b -> a = c", "g: a = b -> a = c", "f#2: a = b -> a = c", "f: a = c -> a = b"]
    assert len({normal(name) for name in names}) == len(names)


# Who survives

PROBE = '    compare("add", entries(rng, 1), entries(rng, 3))\n'
TESTS = "tests/hidden/adding/test_adding.py"
REFERENCE = "solutions/adding/adding.py"
DECLARED = "solutions/adding/equivalent.toml"
SURVIVES = "mutant survives: solutions/adding/adding.py:"


def edit(course, name, old, new=""):
    path = course.root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def declare(course, mutant, reason="It is the same by a law of arithmetic."):
    with (course.root / DECLARED).open("a", encoding="utf-8") as file:
        file.write(f"[[equivalent]]\nmutant = '''{mutant}'''\nreason = '''{reason}'''\n")


@isolated
def test_a_course_whose_mutants_all_lose_points_or_are_excused_holds(shared_course):
    found = verify(shared_course, "adding")
    assert found.problems == ()
    assert (found.mutants, found.equivalent) == (52, 4)


@isolated
def test_several_processes_find_what_one_finds(little_course):
    edit(little_course, TESTS, PROBE)
    shutil.copytree(little_course.root, little_course.root.parent / "again")
    again = Course(little_course.root.parent / "again")
    (found,) = verify_all(little_course, ["adding"], jobs=2)
    assert found == verify(again, "adding")
    assert found.mutants == 52


@isolated
def test_what_a_weak_test_does_not_see_is_listed_with_its_line(little_course):
    edit(little_course, TESTS, PROBE)
    found = verify(little_course, "adding")
    assert found.problems == (
        f"{SURVIVES}5 in add: `if a.shape != b.shape:` -> `pass`",
        f"{SURVIVES}5 in add: `if a.shape != b.shape:` -> `if b.shape != b.shape:`",
        f"{SURVIVES}5 in add: `if a.shape != b.shape:` -> `if a.shape != a.shape:`",
        f"{SURVIVES}6 in add: `raise ValueError('a and b differ in shape')` -> `pass`",
    )
    assert found.equivalent == 4


@isolated
def test_survivors_that_are_declared_equivalent_are_no_problem(little_course):
    edit(little_course, TESTS, PROBE)
    for problem in verify(little_course, "adding").problems:
        declare(little_course, problem.partition(" in ")[2])
    found = verify(little_course, "adding")
    assert found.problems == ()
    assert found.equivalent == 8


@isolated
def test_a_declaration_that_is_out_of_date_is_a_problem(little_course):
    declare(little_course, "add: return a + b -> return a")
    declare(little_course, "add: return b -> return a")
    edit(little_course, REFERENCE, "row", "each")
    found = verify(little_course, "adding").problems
    assert set(found) == {
        "equivalent.toml excuses a mutant that loses points: `add: return a + b -> return a`: "
        "take it out",
        "equivalent.toml names no mutant: `add: return b -> return a`: mend the name, or take it "
        "out",
        "equivalent.toml names no mutant: `running_total: totals[t] = so_far = add(so_far, row) -> "
        "totals[t] = so_far = add(row, so_far)`: mend the name, or take it out",
        f"{SURVIVES}14 in running_total: `totals[t] = so_far = add(so_far, each)` -> `totals[t] = "
        "so_far = add(each, so_far)`",
    }


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[[equivalent]\n", "is not TOML"),
        ("[[equivalent]]\nmutant = 'f: a -> b'\n", "equivalent.0.reason: Field required"),
        ("[[equivalent]]\nreason = 'None of it.'\n", "equivalent.0.mutant: Field required"),
        (
            "[[equivalent]]\nmutant = 'f: a -> b'\nreason = 'same'\n",
            "reason: say in a sentence why",
        ),
        ("[[equivalents]]\n", "equivalents: Extra inputs are not permitted"),
        (
            "[[equivalent]]\nmutant = 'f: a -> b'\nreason = 'They are the same.'\n" * 2,
            "'f: a -> b' stands twice: keep one of them",
        ),
    ],
)
def test_a_declaration_that_cannot_be_read_is_one_sentence(little_course, text, problem):
    (little_course.root / DECLARED).write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as error:
        survivors.declared(little_course.assignment("adding"))
    assert DECLARED in str(error.value)
    assert problem in str(error.value)
    assert "\n" not in str(error.value)
    if sys.platform == "linux":
        assert verify(little_course, "adding").problems == (str(error.value),)


def test_nothing_need_be_declared(little_course):
    (little_course.root / DECLARED).unlink()
    assert survivors.declared(little_course.assignment("adding")) == {}


@isolated
def test_where_known_work_does_not_hold_no_mutant_is_tried(little_course):
    edit(little_course, TESTS, PROBE)
    edit(little_course, "solutions/adding/wrong.py", "a += b", "a = a + b")
    found = verify(little_course, "adding")
    assert found.problems == (
        "wrong:changes_its_argument keeps full marks: no hidden test notices it",
    )
    assert found.mutants == 0


def mutant(source, line=1):
    return Mutant("add", "before", str(line), 1, line, source)


@isolated
def test_mutants_that_loop_crash_or_do_not_load_lose_points(shared_course):
    right = (shared_course.root / REFERENCE).read_text(encoding="utf-8")
    wrong = [
        f"while True:\n    pass\n{right}",
        right.replace("return a + b", "return list(a + b)"),
        right.replace("    return a + b", "    import os\n    os._exit(0)"),
        right.replace("    return totals", "    while True:\n        pass"),
        "",
    ]
    tried = [mutant(source, line) for line, source in enumerate([*wrong, right])]
    assert survivors.try_out(shared_course, "adding", tried) == ["add: before -> 5"]


@isolated
def test_after_the_first_test_that_a_mutant_fails_none_is_run(little_course, tmp_path):
    seen = tmp_path / "seen"
    noted = f"""
        def note(text):
            with open({str(seen)!r}, "a") as file:
                print(text, file=file)


        @pytest.fixture(scope="module", autouse=True)
        def all_of_them():
            note("start")
            yield
            note("end")


        @pytest.fixture(autouse=True)
        def each(request):
            note(request.node.name)
        """
    with (little_course.root / TESTS).open("a", encoding="utf-8") as file:
        file.write(dedent(noted))
    right = (little_course.root / REFERENCE).read_text(encoding="utf-8")
    wrong = right.replace("raise ValueError", "return a")
    assert survivors.try_out(little_course, "adding", [mutant(wrong)] * 2) == []
    second = ["start", "test_sums_of_two", "test_shapes_that_differ_are_an_error", "end"]
    ran = seen.read_text(encoding="utf-8").split()
    assert ran[-8:] == second * 2
    assert ran[:2] == ["start", "test_sums_of_two"]
    assert ran[-9] == "end"


@isolated
def test_a_reference_that_needs_more_time_than_a_mutant_has_is_a_problem(
    monkeypatch, little_course
):
    monkeypatch.setattr(survivors, "HURRY", 1000)
    slow = (
        "    ends = time.process_time() + 0.3 * (len(a) == 2)\n"
        "    while time.process_time() < ends:\n        pass\n"
    )
    edit(little_course, REFERENCE, "import numpy as np\n", "import time\nimport numpy as np\n")
    edit(little_course, REFERENCE, "    return a + b\n", f"{slow}    return a + b\n")
    with pytest.raises(CourseError, match="needs more than 1/1000 of call_cpu_seconds"):
        survivors.try_out(little_course, "adding", [])


@isolated
def test_nothing_that_a_mutant_prints_reaches_the_terminal(little_course, capfd):
    loud = "    if len(a) > 5:\n        print('LO' + 'UD')\n    return a + b"
    edit(little_course, REFERENCE, "    return a + b", loud)
    found = verify(little_course, "adding")
    assert any("`if len(a) <= 5:`" in problem for problem in found.problems)
    printed = capfd.readouterr()
    assert "LOUD" not in printed.out + printed.err
    assert not any("LOUD" in problem for problem in found.problems)


@isolated
def test_an_interrupt_among_mutants_leaves_nothing(little_course, processes, tmp_path):
    marks = tmp_path / "marks"
    marks.mkdir()
    noted = f"""
        import time
        from pathlib import Path


        @pytest.fixture(autouse=True)
        def noted():
            time.sleep(0.05)
            Path({str(marks)!r}, str(time.monotonic_ns())).touch()
        """
    with (little_course.root / TESTS).open("a", encoding="utf-8") as file:
        file.write(dedent(noted))
    known = 15 * 4  # that many tests are run before the first mutant is tried
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-B", "-m", "autograder", "verify", "-j2"],
        cwd=little_course.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    signal.signal(signal.SIGINT, before)
    try:
        processes.wait_until(
            lambda: len(list(marks.iterdir())) > known and len(processes.below(process.pid)) > 4,
            seconds=60,
        )
        begun = processes.below(process.pid)
        os.killpg(process.pid, signal.SIGINT)
        printed, said = process.communicate(timeout=30)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    assert (process.returncode, printed) == (130, "")
    assert said.strip() == "Interrupted."
    processes.wait_for_the_end(begun)
