"""Who grades the grader? Each claim of `verify` fails where the course is broken in that way."""

import shutil
import sys
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from autograder.cli import main
from autograder.course import Course
from autograder.feedback.verification import render
from autograder.verify.proof import verify
from autograder.verify.verification import Verification

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

README = "assignments/adding/README.md"
MANIFEST = "assignments/adding/assignment.toml"
STUB = "assignments/adding/adding.py"
VISIBLE = "assignments/adding/test_visible.py"
RUBRIC = "rubrics/adding.toml"
REFERENCE = "solutions/adding/adding.py"
MISCONCEPTIONS = "solutions/adding/misconceptions.py"
WRONG = "solutions/adding/wrong.py"
SLOPPY = "solutions/adding/correct/sloppy.py"
TESTS = "tests/hidden/adding/test_adding.py"


def declared(slug, loses):
    return f'\n[[misconceptions]]\nslug = "{slug}"\ntitle = "T."\nhint = "H?"\nloses = {loses}\n'


def belief(name, totals):
    return f"\n\nclass {name}:\n    def running_total(x):\n        return {totals}\n"


PASSED = "it passes test_sums_of_two, test_shapes_that_differ_are_an_error, test_free[1] and 2 more"
NOTHING = "nothing: no test compares what it changes, or another one gives the same answers"

# Breaks that do not touch each other are verified in one go. An edit: a file, the text that is
# replaced (None: text is appended; ...: all of it), and the text instead. Then the problems found.
BROKEN = {
    "what stands side by side": (
        [
            (README, "| 40 |", "| 41 |"),
            (README, None, "\nBeware of `totals[t]   = so_far = add(so_far, row)`!\n"),
            ("assignments/adding/notes.txt", ..., "for staff"),
            ("assignments/adding/shown.svg", ..., "<svg/>"),
            ("assignments/adding/unshown.svg", ..., "<svg/>"),
            ("assignments/adding/without_words.svg", ..., "<svg/>"),
            (README, None, "\n![Two numbers\nadded](shown.svg) ![](without_words.svg)\n"),
            (MANIFEST, 'title = "Adding"', 'title = "Adding"\nafter = ["nonesuch"]'),
            (STUB, "def add(a, b)", "def add(b, a)"),
            (STUB, "def running_total", "def total"),
            (VISIBLE, None, "\n\ndef test_easy():\n    pass\n"),
            (VISIBLE, None, "\n\ndef test_hard():\n    assert adding.add(*np.ones((2, 1))) == 3\n"),
            (SLOPPY, ..., "def add(a, b):\n    return a + b[: len(a)]\n"),
            (SLOPPY, None, "def running_total(x):\n    return x.cumsum(axis=0)\n"),
            (WRONG, ..., "class three:\n    def add(a, b):\n        return a + b + (a[0] == 1)\n"),
            (WRONG, None, "class two:\n    def add(a, b):\n        a += b\n        return a\n"),
            (WRONG, None, "class harmless:\n    def unused():\n        pass\n"),
            (RUBRIC, "points = 40\n", 'points = 40\nread = ["Adding", "Multiplying"]\n'),
            (RUBRIC, 'loses = ["totals"]', 'loses = ["sums", "totals"]'),
            (RUBRIC, None, declared("phantom", ["sums"])),
            (RUBRIC, None, declared("doubles", ["totals"])),
            (RUBRIC, None, declared("doubles_too", ["totals"])),
            (RUBRIC, None, declared("long_rows", ["totals"])),
            (RUBRIC, None, declared("right", ["totals"])),
            (MISCONCEPTIONS, None, belief("doubles", "2 * np.cumsum(x, axis=0)")),
            (MISCONCEPTIONS, None, belief("doubles_too", "np.cumsum(2 * x, axis=0)")),
            (MISCONCEPTIONS, None, belief("long_rows", "np.cumsum(x, axis=0) + (len(x) > 3)")),
            (MISCONCEPTIONS, None, belief("right", "np.cumsum(x, axis=0)")),
            (MISCONCEPTIONS, None, belief("unheard_of", "7 * x")),
            (TESTS, '"steps", [2, 4]', '"steps", [2, 3, 4]'),
            (
                TESTS,
                None,
                '\n\nSEEN = []\n\n\n@pytest.mark.criterion("sums")\n'
                "def test_with_a_memory(student):\n"
                "    before = SEEN[-1:]\n"
                "    SEEN.append(student.add(*entries_of_one())[0])\n"
                "    assert SEEN[-1] == 2\n"
                "    assert before != [3]\n\n\n"
                "def entries_of_one():\n    import numpy as np\n    return np.ones((2, 1))\n",
            ),
        ],
        [
            "the handout does not list sums with its 40 points",
            "sums says to read 'Multiplying', which is not one heading of the handout",
            "assignments/adding/README.md, line 8 resembles solutions/adding/adding.py, line 14: "
            "totals[t] = so_far = add(so_far, row)",
            "notes.txt does not belong into the public folder",
            "unshown.svg does not belong into the public folder",
            "without_words.svg does not belong into the public folder",
            "stub and reference disagree about the arguments of add",
            "the stub has no function running_total",
            "visible test_easy passes on the stub",
            "visible test_hard fails on the reference: assert array([2.]) == 3",
            "correct:sloppy scores 86.67: test_shapes_that_differ_are_an_error failed: "
            "add did not raise ValueError",
            "the reference is judged differently after wrong:three",
            "the misconception phantom is missing in misconceptions.py",
            "the misconception unheard_of is missing in the rubric",
            "misconception:off_by_one.leaves_out_the_last loses totals and declares sums, totals",
            "misconception:off_by_one.leaves_out_the_first loses totals and declares sums, totals",
            f"misconception:doubles is diagnosed as {NOTHING}",
            f"misconception:doubles_too is diagnosed as {NOTHING}",
            "misconception:long_rows keeps more than half of totals",
            "misconception:right keeps full marks: no hidden test notices it",
            "wrong:harmless keeps full marks: it changes no function of the reference",
            "after names 'nonesuch', which is not in this course",
        ],
    ),
    "a test that nobody passes, and none that students have": (
        [
            (VISIBLE, ..., "x = 1\n"),
            (WRONG, ..., ""),
            (
                TESTS,
                None,
                '\n\n@pytest.mark.criterion("totals")\ndef test_mood():\n    pytest.fail("no")\n',
            ),
        ],
        [
            "there are no visible tests",
            "reference:reference scores 80.0: test_mood failed: no",
            "correct:cumulated scores 80.0: test_mood failed: no",
        ],
    ),
    "tests that everybody passes": (
        [
            (TESTS, "a, b = entries(rng, 3), entries(rng, 3)", "return"),
            (TESTS, 'compare("add", entries(rng, 2), entries(rng, 2))', "return"),
            (
                TESTS,
                None,
                '\n\n@pytest.mark.criterion("sums")\n@pytest.mark.parametrize("n", [1, 2, 3])\n'
                "def test_free(n):\n    pass\n",
            ),
        ],
        [
            f"stub:stub scores 40.0, not 0 at most: {PASSED}",
            f"trivial:empty scores 40.0, not 0 at most: {PASSED}",
            f"trivial:none scores 40.0, not 10 at most: {PASSED}",
            f"trivial:errors scores 40.0, not 10 at most: {PASSED}",
            f"trivial:zeros scores 40.0, not 10 at most: {PASSED}",
            "misconception:subtracts loses totals and declares sums, totals",
            "wrong:changes_its_argument keeps full marks: no hidden test notices it",
        ],
    ),
}
CLAIMS = [(group, problem) for group, (_, problems) in BROKEN.items() for problem in problems]


def edit(root, name, old, new):
    path = root / name
    text = "" if old is ... else path.read_text(encoding="utf-8")
    assert old in (None, ...) or old in text
    path.write_text(text.replace(old, new) if isinstance(old, str) else text + new, "utf-8")


@pytest.fixture(scope="module")
def broken(shared_course, tmp_path_factory):
    """What `verify` finds in the little course after the edits of one group."""
    found = {}

    def verified(group):
        if group not in found:
            root = tmp_path_factory.mktemp("broken") / "course"
            shutil.copytree(shared_course.root, root)
            for change in BROKEN[group][0]:
                edit(root, *change)
            found[group] = verify(Course(root), "adding")
        return found[group]

    return verified


@pytest.mark.parametrize(("group", "problem"), CLAIMS, ids=[problem for _, problem in CLAIMS])
def test_what_does_not_hold_is_found(broken, group, problem):
    assert problem in broken(group).problems
    assert not broken(group).holds


@pytest.mark.parametrize("group", BROKEN)
def test_nothing_else_is_found(broken, group):
    assert sorted(broken(group).problems) == sorted(BROKEN[group][1])


@pytest.mark.parametrize(
    ("name", "old", "new", "problem"),
    [
        (RUBRIC, "points = 40", "points = 30", "the points sum to 90: make them sum to 100"),
        (RUBRIC, "[[criteria]]", "[[criteria", "is not TOML"),
        (RUBRIC, None, "\nextra = 1\n", "extra"),
        (TESTS, '"sums"', '"totals"', "speaks for the criterion 'sums'"),
        (TESTS, '"sums"', '"subs"', "speaks for no criterion"),
        (TESTS, "import pytest", "import pytest, nothing_like_this", "cannot be collected"),
        (REFERENCE, "import numpy", "import nothing_like_this", "does not load"),
        (MISCONCEPTIONS, "def add(a, b)", "def add(a,, b)", "misconceptions.py, line"),
        (STUB, "def add(a, b)", "def add(a,, b)", "adding.py, line"),
        (VISIBLE, None, "\ndef test_it(:\n", "test_visible.py, line"),
        (TESTS, None, "\ndef test_it(:\n", "test_adding.py, line"),
        (REFERENCE, "def running_total", "def total", "adding.py has no function 'running_total'"),
        (TESTS, 'compare("add"', 'compare("sum"', "toml does not name 'sum'"),
        (MANIFEST, 'name = "add"', 'name = "sum"', "adding.py has no function 'sum'"),
        (MANIFEST, 'title = "Adding"', "", "title"),
    ],
)
def test_a_course_that_cannot_be_graded_is_one_sentence(little_course, name, old, new, problem):
    edit(little_course.root, name, old, new)
    found = verify(little_course, "adding")
    assert len(found.problems) == 1
    assert problem in found.problems[0]
    assert "\n" not in found.problems[0]


@pytest.mark.parametrize(
    ("module", "test"),
    [
        ("", 'compare("add", np.random.random(2), np.ones(2))'),
        ("", 'compare.unchanged("add", np.random.default_rng().random(2), np.ones(2))'),
        ("", "student.add(np.random.random(2), np.ones(2))"),
        ("X = np.random.random(2)\n", 'compare("add", X, np.ones(2))'),
    ],
)
def test_a_hidden_test_that_draws_by_chance_is_found(little_course, module, test):
    text = f'\n\nimport numpy as np\n{module}\n\n@pytest.mark.criterion("sums")\n'
    edit(little_course.root, TESTS, None, f"{text}def test_it(compare, student):\n    {test}\n")
    assert (
        "a hidden test that calls add gives it other arguments when it runs again: let it draw "
        "from `rng` only"
    ) in verify(little_course, "adding").problems


def test_a_figure_that_the_handout_shows_must_be_there(little_course):
    edit(little_course.root, README, None, "\n![A sum](sum.svg)\n")
    (problem,) = verify(little_course, "adding").problems
    assert "sum.svg" in problem


@pytest.mark.parametrize("name", [RUBRIC, REFERENCE, TESTS, README, VISIBLE, STUB])
def test_a_missing_part_is_named(little_course, name):
    (little_course.root / name).unlink()
    (problem,) = verify(little_course, "adding").problems
    assert name in problem
    assert "is missing" in problem


def test_an_unknown_slug_does_not_hold(shared_course):
    (problem,) = verify(shared_course, "nonesuch").problems
    assert problem == "There is no assignment 'nonesuch': this course has adding."


# The page


class Page(HTMLParser):
    """The names of all elements, the text in order, and what would be fetched."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self.fetched = [], [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.fetched += [value for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data):
        self.texts += [data.strip()] if data.strip() else []


def page(*results):
    return Page(render(results))


def test_the_page_says_of_each_assignment_what_was_proven():
    result = Verification(slug="adding", tests=30, mutants=207, equivalent=7)
    shown = page(result, Verification(slug="bptt"))
    assert shown.texts.count("The course holds together") == 2
    assert "2 of 2 assignments hold." in shown.texts
    assert shown.texts[shown.texts.index("Hidden tests") + 1] == "30"
    assert "207" in shown.texts
    assert "bptt" in shown.texts
    assert shown.tags.count("table") == 2
    assert "li" not in shown.tags


def test_the_page_lists_what_does_not_hold():
    problem = "mutant survives: a.py:3 in f: `return a + b` -> `pass`"
    shown = page(Verification(slug="adding", problems=(problem,)), Verification(slug="bptt"))
    assert "The course does not hold together" in shown.texts
    assert "1 of 2 assignments hold." in shown.texts
    assert "return a + b" in shown.texts
    assert shown.tags.count("code") == 2


def test_nothing_on_the_page_runs_is_fetched_or_steers():
    loud = "<script>alert(1)</script> `<img src=x>` &amp; \x1b[31m\u202e"
    shown = page(Verification(slug="adding", problems=(loud,)))
    assert not {"script", "img", "link"} & set(shown.tags)
    assert shown.fetched == []
    assert "<script>alert(1)</script>" in shown.texts
    assert "\x1b" not in "".join(shown.texts)
    html = render([Verification(slug="adding")])
    assert "default-src 'none'" in html
    assert "color-scheme: light dark" in html


def test_a_page_is_written_beside_what_is_printed(little_course, tmp_path):
    file = tmp_path / "page.html"
    edit(little_course.root, RUBRIC, "points = 40", "points = 41")
    arguments = ["verify", "--course", str(little_course.root), "--html", str(file)]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 1
    assert "make them sum to 100" in result.stdout.replace("\n", " ")
    text = file.read_text(encoding="utf-8")
    assert "make them sum to 100" in " ".join(Page(text).texts)
    result = CliRunner().invoke(main, [*arguments[:-1], str(tmp_path / "nowhere" / "page.html")])
    assert (result.exit_code, result.stdout) == (2, "")
