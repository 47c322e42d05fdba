"""No page of known wrong work shows what only the grader may know.

A page is looked at without its authors' words (titles, hints, what to read) and without points and
counts of tests, which are public or meant to be read. What is left are the sentences that the
grader made from hidden tests and wrong answers.
"""

import ast
import io
import re
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from autograder import known_work
from autograder.course import Course
from autograder.feedback import html, markdown, terminal
from autograder.grading import Grader
from autograder.release import public_files
from autograder.release.secrets import Secrets
from autograder.release.unpack import Layer
from autograder.sandbox.wire import decode
from autograder.trial import ReferenceAsStudent

ROOT = Path(__file__).parents[2]
SLUGS = Course(ROOT).slugs
STUDENT = "s01"
NUMBER = re.compile(r"(?<![\w.])\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?![\w.]*\w)")
# What a sentence may count: lines of the student's own file, rows, entries, axes, criteria.
COUNTS = re.compile(
    r"\bline \d+|\b(first|last) \d+( of \d+)? (rows|entries)|\bentry \d+|\b\d+ dimensions?"
    r"|\b\d+ of \d+ criteria are full(, \d+ in part)?"
)

pytestmark = pytest.mark.jail


class Hidden:
    """What of one assignment no student may see, and where it stands in a text."""

    def __init__(self, grader, slug):
        self.assignment = grader.course.assignment(slug)
        self.secrets = Secrets.of(grader.course, [slug])
        tests = grader.tests(self.assignment)
        _, trial, _ = tests.run(ReferenceAsStudent(tests.reference), STUDENT)
        calls = [*trial.compared, *tests.probes]
        drawn = [[call.answer, call.expected, decode(call.payload, layout=True)] for call in calls]
        self.values = np.unique(np.abs(list(numbers_in(drawn))))

    @cached_property
    def public(self):
        files = public_files(self.assignment.public)
        return "\n".join(path.read_text(encoding="utf-8") for path in files)

    @cached_property
    def literals(self):
        """Constants of hidden tests and solutions, but docstrings, which `secrets` knows."""
        files = [self.assignment.draws, *self.assignment.hidden.glob("*.py")]
        trees = [
            ast.parse(path.read_text(encoding="utf-8"))
            for path in [*files, *self.assignment.solution.rglob("*.py")]
        ]
        nodes = [node for tree in trees for node in ast.walk(tree)]
        said = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        return [n.value for n in nodes if isinstance(n, ast.Constant) and id(n) not in said]

    @cached_property
    def numbers(self):
        found = {abs(value) for value in self.literals if type(value) in (int, float)}
        return found - {float(number) for number in NUMBER.findall(self.public)}

    @cached_property
    def strings(self):
        found = {value for value in self.literals if isinstance(value, str)}
        return {text for text in found if re.search(r"\w", text) and text not in self.public}

    @cached_property
    def tests(self):
        names = re.findall(r"def (test_\w+)", self.assignment.hidden_tests.read_text("utf-8"))
        return {name for name in names if name not in self.public}

    def found_in(self, text):
        return [
            *(n for n in NUMBER.findall(text) if self.is_hidden(n)),
            *(s for s in self.strings if re.search(rf"(?<!\w){re.escape(s)}(?!\w)", text)),
            *(name for name in self.tests if name in text),
            *map(str, self.secrets.leaks(Layer("page", text.encode()))),
        ]

    def is_hidden(self, number):
        """Whether it is a hidden constant, or what a test drew or expects, rounded."""
        if float(number) in self.numbers:
            return True
        if float(number) in (0, 1, 2) or number in self.public:
            return False
        decimals = len(number.partition(".")[2])
        return bool((np.round(self.values, decimals) == float(number)).any())


def numbers_in(value):
    """Every number in plain data."""
    if isinstance(value, np.ndarray):
        yield from value[np.isfinite(value)].ravel().tolist() if value.dtype.kind in "iuf" else ()
    elif isinstance(value, dict):
        yield from numbers_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from numbers_in(inner)
    elif isinstance(value, int | float) and np.isfinite(value):
        yield float(value)


class Shown(HTMLParser):
    """What a page says: its text and its attributes, but no style."""

    def __init__(self, source):
        super().__init__()
        self.texts, self._in_style = [], False
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self._in_style = tag == "style"
        if tag not in ("svg", "rect", "circle", "path", "meta"):
            self.texts += [value for _, value in attributes if value]

    def handle_data(self, data):
        self.texts += [] if self._in_style else [data]


def forms(report):
    """All that a student could be sent of a report, as text."""
    view = report.for_student()
    out = io.StringIO()
    Console(file=out, width=200).print(terminal.full(report))
    yield "\n".join(Shown(html.render(view)).texts)
    yield markdown.render(view).replace("\\", "")
    yield out.getvalue()


def bare_forms(report):
    """The same without authors' words, points and counts."""
    criteria = tuple(
        criterion.model_copy(
            update={
                "title": "-",
                "hint": "",
                "read": (),
                "misconceptions": (),
                **{"points": 1, "score": 0.0, "passed": 0, "total": 1},
            }
        )
        for criterion in report.criteria
    )
    bare = report.model_copy(update={"score": 0.0, "max_score": 1, "criteria": criteria})
    return {COUNTS.sub("", text) for text in forms(bare)}


@pytest.fixture(scope="module")
def grader():
    with Grader(Course(ROOT)) as grader:
        yield grader


def wrong_work(assignment):
    kinds = known_work.misconceptions, known_work.wrong, known_work.trivial
    return [work for kind in kinds for work in kind(assignment)]


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_of_wrong_work_shows_what_is_hidden(grader, slug):
    hidden = Hidden(grader, slug)
    found, seen = {}, set()
    for work in wrong_work(hidden.assignment):
        report = grader.judge_source(hidden.assignment, STUDENT, work.source).report
        told = report.load.message, *((c.status, c.feedback) for c in report.criteria)
        if told in seen:  # many mistakes are told alike
            continue
        seen.add(told)
        page = html.render(report.for_student())
        names = [name for name in hidden.tests if name in page]
        leaks = [*names, *(leak for text in bare_forms(report) for leak in hidden.found_in(text))]
        if leaks:
            found[str(work)] = leaks
    assert found == {}
    assert len(seen) > 30


PLANTS = {
    "a number of a hidden test": "It goes wrong from row 330 on.",
    "a number of a solution": "It is off by 1e-12.",
    "what a test expects": "It should be {expected:.4f} there.",
    "what a test asks with": "It is wrong for {asked:.3f}.",
    "text of a solution": "Perhaps 'ti,tj->tij' helps.",
    "the name of a hidden test": "It fails in {test}.",
    "a line of the solution": "Try {line} instead.",
    "a comment of a hidden file": "{sentence}",
}


@pytest.mark.parametrize("plant", PLANTS)
def test_a_page_that_shows_it_would_be_noticed(grader, plant):
    hidden = Hidden(grader, "bptt")
    tests = grader.tests(hidden.assignment)
    call = tests.probes[0]
    reference = hidden.assignment.reference.read_text(encoding="utf-8")
    sentences = hidden.secrets.sentences.values()
    told = PLANTS[plant].format(
        expected=max(abs(value) for value in numbers_in(call.answer)),
        asked=max(abs(value) for value in numbers_in(decode(call.payload, layout=True))),
        test=sorted(hidden.tests)[0],
        line=max((line.strip() for line in reference.splitlines() if " @ " in line), key=len),
        sentence=" ".join(max((o.text for o in sentences), key=len).split()),
    )
    report = grader.judge_source(hidden.assignment, STUDENT, reference).report
    first, *others = report.criteria
    first = first.model_copy(update={"status": "failed", "feedback": told})
    for text in bare_forms(report.model_copy(update={"criteria": (first, *others)})):
        assert hidden.found_in(text), text
