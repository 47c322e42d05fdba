"""Small fixtures: the repository's course, its references, and a course of one tiny assignment."""

import importlib.util
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.quiz import variants
from autograder.quiz.build import build
from autograder.report import (
    CriterionScore,
    CriterionStatus,
    Grader,
    Load,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
    TestResult,
    TestStatus,
    Usage,
)

ROOT = Path(__file__).parents[1]

LITTLE_COURSE = {
    "assignments/course.toml": """
        id = "little"
        title = "A little course"
        epoch = "2026"
        [due]
        adding = 2026-10-01T12:00:00Z
        """,
    "assignments/adding/assignment.toml": """
        title = "Adding"
        file = "adding.py"
        order = 1
        minutes = [5, 10]
        [[functions]]
        name = "add"
        [[functions]]
        name = "running_total"
        """,
    "assignments/adding/README.md": """
        # Adding

        | id | title | points |
        |---|---|---|
        | `sums` | Two vectors are added | 40 |
        | `totals` | Each row is added to those before it | 60 |
        """,
    "assignments/adding/adding.py": '''
        """Sums of vectors."""


        def add(a, b):
            """The sum of two arrays of shape (D,); ValueError where the shapes differ."""
            raise NotImplementedError("add")


        def running_total(x):
            """Shape (T, D) to (T, D): row t is the sum of the rows 0 to t."""
            raise NotImplementedError("running_total")
        ''',
    "assignments/adding/test_visible.py": '''
        import adding
        import numpy as np


        def test_one_and_two_are_three():
            """The sum of [1, 0] and [2, 5] is [3, 5]."""
            assert list(adding.add(np.array([1.0, 0.0]), np.array([2.0, 5.0]))) == [3.0, 5.0]


        def test_totals_grow():
            """The totals of the rows [1], [2] are [1], [3]."""
            assert adding.running_total(np.array([[1.0], [2.0]])).tolist() == [[1.0], [3.0]]
        ''',
    "rubrics/adding.toml": """
        [[criteria]]
        id = "sums"
        title = "Two vectors are added"
        points = 40
        hint = "What is [1] + [2]?"
        [[criteria]]
        id = "totals"
        title = "Each row is added to those before it"
        points = 60
        hint = "What does the first row start from?"
        read = ["Adding"]
        [[misconceptions]]
        slug = "subtracts"
        title = "The second vector is taken away."
        hint = "Which sign does the second vector have in a sum?"
        loses = ["sums", "totals"]
        [[misconceptions]]
        slug = "off_by_one"
        title = "One row is left out."
        hint = "Which rows does row t sum?"
        loses = ["totals"]
        """,
    "solutions/adding/adding.py": """
        import numpy as np


        def add(a, b):
            if a.shape != b.shape:
                raise ValueError("a and b differ in shape")
            return a + b


        def running_total(x):
            totals = np.zeros(x.shape)
            so_far = np.zeros(x.shape[1])
            for t, row in enumerate(x):
                totals[t] = so_far = add(so_far, row)
            return totals
        """,
    "solutions/adding/misconceptions.py": '''
        """Wrong beliefs about sums."""


        class subtracts:
            """The second is taken from the first."""

            def add(a, b):
                return a - b


        class off_by_one:
            """The total begins too late or ends too early."""

            class leaves_out_the_last:
                def running_total(x):
                    return np.cumsum(x, axis=0) - x

            class leaves_out_the_first:
                def running_total(x):
                    return np.cumsum(x, axis=0) - x[0]
        ''',
    "solutions/adding/wrong.py": """
        class changes_its_argument:
            def add(a, b):
                a += b
                return a
        """,
    "solutions/adding/equivalent.toml": """
        [[equivalent]]
        mutant = "running_total: totals = np.zeros(x.shape) -> totals = np.ones(x.shape)"
        reason = "Every row is written before it is read."
        [[equivalent]]
        mutant = '''running_total: so_far = np.zeros(x.shape[1])
                 -> so_far = np.zeros(totals.shape[1])'''
        reason = "The totals have the shape of x."
        [[equivalent]]
        mutant = '''running_total: so_far = np.zeros(x.shape[1])
                 -> so_far = np.zeros(x.shape[-1])'''
        reason = "x has two axes, so that its second is its last."
        [[equivalent]]
        mutant = '''running_total: totals[t] = so_far = add(so_far, row)
                 -> totals[t] = so_far = add(row, so_far)'''
        reason = "The order of two summands does not matter."
        """,
    "solutions/adding/correct/cumulated.py": """
        import numpy as np


        def add(a, b):
            if len(a) != len(b):
                raise ValueError
            return np.add(a, b)


        def running_total(x):
            return np.cumsum(x, axis=0)
        """,
    "tests/hidden/draws.py": """
        def entries(rng, *shape):
            return rng.uniform(0.1, 1.0, shape)
        """,
    "tests/hidden/adding/test_adding.py": """
        import pytest
        from draws import entries


        @pytest.mark.criterion("sums")
        def test_sums_of_two(compare, rng):
            a, b = entries(rng, 3), entries(rng, 3)
            compare("add", a, b)
            compare.unchanged("add", a, b)


        @pytest.mark.criterion("sums")
        def test_shapes_that_differ_are_an_error(compare, rng):
            compare("add", entries(rng, 2), entries(rng, 2))
            compare("add", entries(rng, 2), entries(rng, 3))
            compare("add", entries(rng, 1), entries(rng, 3))


        @pytest.mark.criterion("totals")
        @pytest.mark.parametrize("steps", [2, 4])
        def test_totals_of_rows(compare, rng, steps):
            compare("running_total", entries(rng, steps, 3))
        """,
}


LITTLE_QUIZ = {
    "assignments/quiz_sums/quiz.toml": """
        title = "Sums: a quiz"
        order = 2
        minutes = [5, 10]
        [attempts]
        allowed = 2
        penalty = 50
        [[questions]]
        id = "whole"
        kind = "number"
        integer = true
        prompt = "What is {a} + {b}?"
        [[questions]]
        id = "part"
        kind = "number"
        prompt = "What is a third of {x}, to four decimals?"
        [[questions]]
        id = "row"
        kind = "array"
        prompt = "What is {x} + {y}, entry by entry?"
        [[questions]]
        id = "one"
        kind = "choice"
        prompt = "What does `+` do?"
        choices = [
          { id = "minus", text = "It takes away." },
          { id = "plus", text = "It adds." },
          { id = "times", text = "It multiplies." },
        ]
        [[questions]]
        id = "several"
        kind = "choices"
        scoring = "net"
        prompt = "Which of these are even?"
        choices = [
          { id = "two", text = "2" },
          { id = "three", text = "3" },
          { id = "four", text = "4" },
          { id = "five", text = "5" },
        ]
        [[questions]]
        id = "word"
        kind = "text"
        prompt = "What is the result of an addition called?"
        """,
    "solutions/quiz_sums/key.py": """
        def added(x, y):
            return [a + b for a, b in zip(x, y, strict=True)]


        def _unseen():
            return 0
        """,
    "solutions/quiz_sums/key.toml": """
        [[answers]]
        id = "whole"
        parameters = { a = [1, 9, 1], b = [1, 9, 1] }
        where = "a != 5"
        answer = "a + b"
        worked = "{a} and {b} are {answer}."
        wrong = [
          { answer = "a - b", misconception = "subtracts", feedback = "Which sign is it?" },
          { answer = "a * b", credit = 0.25, feedback = "How often is it added?" },
        ]
        [[answers]]
        id = "part"
        parameters = { x = { values = [0.5, 1, 2, 4.0] } }
        answer = "x / 3"
        atol = 1e-4
        wrong = [{ answer = "x / 2", feedback = "This is a half: what is a third?" }]
        [[answers]]
        id = "row"
        parameters.x = { shape = [2, 3], range = [-1, 1, 0.5] }
        parameters.y = { shape = [2, 3], range = [1, 4, 1] }
        answer = "[added(a, b) for a, b in zip(x, y)]"
        atol = 1e-9
        wrong = [{ answer = "x", feedback = "This is the first: where is the second?" }]
        [[answers]]
        id = "one"
        right = ["plus"]
        feedback.minus = "Which sign takes away?"
        feedback.plus = "One and one are two."
        feedback.times = "Which sign multiplies?"
        misconceptions.minus = "subtracts"
        [[answers]]
        id = "several"
        right = ["two", "four"]
        feedback.three = "Is 3 twice a whole number?"
        feedback.five = "Is 5 twice a whole number?"
        [[answers]]
        id = "word"
        accept = ["sum", "the sum"]
        [[answers.wrong]]
        accept = ["product"]
        misconception = "multiplies"
        feedback = "Of which operation?"
        """,
    "rubrics/quiz_sums.toml": """
        [[criteria]]
        id = "whole"
        title = "Whole numbers"
        points = 20
        hint = "What comes after five?"
        [[criteria]]
        id = "part"
        title = "Thirds"
        points = 20
        hint = "Into how many parts?"
        [[criteria]]
        id = "row"
        title = "Rows"
        points = 20
        hint = "Which entries belong together?"
        [[criteria]]
        id = "one"
        title = "A sign"
        points = 10
        hint = "Which sign?"
        [[criteria]]
        id = "several"
        title = "Even numbers"
        points = 15
        hint = "What is twice a whole number?"
        [[criteria]]
        id = "word"
        title = "A word"
        points = 15
        hint = "Which word?"
        [[misconceptions]]
        slug = "multiplies"
        title = "Adding is multiplying."
        hint = "What is 1 + 1, and what 1 times 1?"
        loses = ["word"]
        """,
}


@pytest.fixture(scope="session")
def course():
    """The course that this repository is."""
    return Course(ROOT)


@pytest.fixture(scope="session")
def load_reference():
    """Import the reference solution of one assignment as a module of its own."""

    def load(slug):
        path = ROOT / "solutions" / slug / f"{slug}.py"
        spec = importlib.util.spec_from_file_location(f"reference_{slug}", path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


@pytest.fixture(scope="session")
def golden():
    """The verified numbers of one assignment: key -> {value, printed?, within?, note?}."""

    def load(slug):
        path = ROOT / "tests" / "course" / "golden" / f"{slug}.toml"
        return tomllib.loads(path.read_text(encoding="utf-8"))

    return load


def write_course(root, parts=LITTLE_COURSE):
    for name, text in parts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip(), encoding="utf-8")
    return Course(root)


@pytest.fixture
def little_course(tmp_path):
    """A complete course with the one assignment `adding`, which `autograder verify` holds for."""
    return write_course(tmp_path / "course")


@pytest.fixture(scope="session")
def little_course_at():
    """Write the little course to a folder."""
    return write_course


@pytest.fixture(scope="session")
def shared_course(tmp_path_factory):
    """The same for tests that change nothing in it, so that they can share a grader."""
    return write_course(tmp_path_factory.mktemp("shared") / "course")


def write_quiz_course(root):
    """Write the little course and its quiz into a folder."""
    write_course(root)
    course = write_course(root, LITTLE_QUIZ)
    built = build(course.quiz("quiz_sums"))
    text = variants.text({pool.question: pool.variants for pool in built})
    (course.public / "quiz_sums" / "variants.json").write_text(text, encoding="utf-8")
    return course


@pytest.fixture(scope="session")
def quiz_course_at():
    """Write the little course with its quiz to a folder."""
    return write_quiz_course


@pytest.fixture
def quiz_course(tmp_path):
    """The little course with `quiz_sums`, a quiz that has a question of each kind."""
    return write_quiz_course(tmp_path / "course")


@pytest.fixture
def quiz(quiz_course):
    """The quiz of the little course."""
    return quiz_course.quiz("quiz_sums")


@pytest.fixture
def make_report():
    """Make a report of half marks with one named misconception; arguments change its fields."""

    def make(**changes):
        half = CriterionScore(
            id="totals",
            title="Each row is added to those before it",
            points=60,
            score=30.0,
            status=CriterionStatus.PARTIAL,
            passed=1,
            total=2,
            feedback="The result of `running_total` has wrong values.",
            misconceptions=(
                NamedMisconception(
                    slug="off_by_one", title="One row is left out.", hint="Which rows?"
                ),
            ),
            read=("Totals",),
            tests=(
                TestResult(name="test_totals[2]", status=TestStatus.PASSED, seconds=0.01),
                TestResult(
                    name="test_totals[4]",
                    status=TestStatus.FAILED,
                    message="at (0, 0): 1.5 instead of SECRET",
                ),
            ),
        )
        facts = Grader(
            version="0.1.0",
            python="3.12.1",
            numpy="2.0.0",
            rubric_sha256="1" * 64,
            tests_sha256="2" * 64,
            isolation=("landlock", "seccomp"),
        )
        fields = {
            "course": "little",
            "assignment": "adding",
            "student": "s01",
            "submission_sha256": "a" * 64,
            "seed": "SECRET",
            "status": ReportStatus.GRADED,
            "score": 30.0,
            "max_score": 100,
            "load": Load(status=TestStatus.PASSED),
            "criteria": (half,),
            "grader": facts,
            "started_at": datetime(2026, 10, 1, 12, tzinfo=UTC),
            "seconds": 0.5,
            "usage": Usage(cpu_seconds=0.25, peak_memory_mb=60.0),
            "output": "SECRET",
        }
        return ScoreReport(**(fields | changes))

    return make


class Processes:
    """What runs on this machine, each as (id, start time); a zombie runs no more."""

    def alive(self):
        return set(self._table())

    def below(self, ancestor):
        """All that `ancestor` started, directly or not."""
        table, found, todo = self._table(), set(), [ancestor]
        while todo:
            parent = todo.pop()
            born = {process for process, of in table.items() if of == parent}
            found |= born
            todo += [pid for pid, _ in born]
        return found

    def wait_for_the_end(self, processes, seconds=20):
        self.wait_until(lambda: not processes & self.alive(), seconds)

    def wait_until(self, true, seconds=20):
        ends = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < ends
            time.sleep(0.02)

    def _table(self):
        table = {}
        for path in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = path.read_text(encoding="utf-8").rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            state, parent, started = fields[0], int(fields[1]), fields[19]
            if state != "Z":
                table[int(path.parent.name), started] = parent
        return table


@pytest.fixture(scope="session")
def processes():
    """Who runs on this machine (Linux)."""
    return Processes()
