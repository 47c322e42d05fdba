"""What people type to see what the criteria tell, and what to name next."""

import ast
import json
import re
import sys
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner
from pydantic import TypeAdapter

from autograder import files
from autograder.cli import main
from autograder.course import Course
from autograder.feedback.items import SHOWN
from autograder.gradebook import Gradebook
from autograder.items import Analysis, Cluster, Flag
from autograder.items.flags import EASY, HARD, WEAK
from autograder.report import (
    CriterionScore,
    CriterionStatus,
    Example,
    Load,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
    TestStatus,
    Unexplained,
)

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs" / "items.md"
SCHEMA = ROOT / "docs" / "items.schema.json"
VARIANTS = ROOT / "tests" / "course" / "variants"
HOSTILE = "\x1b[31mred\u202e\n[bold]x[/bold]"


@pytest.fixture
def course(little_course, monkeypatch):
    """The public part of the little course, and nothing else."""
    for private in little_course.private:
        private.rename(private.with_name(f"{private.name}-elsewhere"))
    monkeypatch.chdir(little_course.root)
    return little_course


@pytest.fixture
def graded(course, tmp_path, make_report):
    """The folder of a gradebook with these reports, each as changes to half marks."""

    def save(*changes):
        folder = tmp_path / "graded"
        folder.mkdir()
        with Gradebook.open(folder) as book, book.transaction():
            for fields in changes:
                book.save(make_report(**fields))
        return folder

    return save


@pytest.fixture
def a_class(graded):
    """A folder with the reports of a class in which `late` and `reversed` are bad items."""

    def save(students, **more):
        rng = np.random.default_rng(0)
        ability = rng.normal(size=students)
        changes = []
        for n in range(students):
            luck = rng.normal(size=6)
            good = [round(float(s), 2) for s in np.clip(10 + 4 * (ability[n] + luck), 0, 20)]
            scores = {f"good{i}": score for i, score in enumerate(good[:5])}
            scores |= {"late": 0.0, "reversed": 20 - good[5]}
            changes.append(
                {
                    "student": f"s{n:03}",
                    "score": sum(scores.values()),
                    "criteria": tuple(criterion(name, 20, s) for name, s in scores.items()),
                }
                | more
            )
        return graded(*changes)

    return save


def criterion(name, points, score, **more):
    status = CriterionStatus.PARTIAL if score else CriterionStatus.FAILED
    fields = {"title": name, "status": status, "passed": 0, "total": 1} | more
    return CriterionScore(id=name, points=points, score=score, **fields)


def unexplained(behaviour="b", text="1.0", gap=""):
    example = Example(call=f"f({text})", came=text, expected=text, gap=gap)
    return Unexplained(
        function="f", criteria=("totals",), tests=("t",), behaviour=behaviour, example=example
    )


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def document(*arguments):
    """What `--json` prints: all that stands on standard output, without NaN."""

    def refuse(constant):
        raise AssertionError(f"{constant} is no JSON")

    return json.loads(done("items", *arguments, "--json").stdout, parse_constant=refuse)


def sentence(result, code):
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert "fault of autograder" not in line
    return line


def test_bad_items_are_flagged_in_plain_words(a_class):
    folder = a_class(40)
    lines = done("items", folder).stdout.splitlines()
    assert re.fullmatch(
        r"adding: 40 students; mean [\d.]+ of 100; alpha -?\d\.\d\d \(95 %: .* to .*\) *", lines[0]
    )
    assert "late: too hard, everyone earned the same" in lines
    assert "reversed: does not discriminate, negative correlation" in lines
    assert sum(line.startswith("good") for line in lines) == 0
    rows = {line.split()[0]: line for line in lines if line.startswith("  ")}
    assert rows["late"].split()[3] == "undefined"
    (good,) = (item for item in document(folder)[0]["items"] if item["id"] == "good0")
    assert rows["good0"].split()[1:5] == [
        "20",
        *(f"{good[name]:.2f}" for name in ("difficulty", "correlation", "upper_lower")),
    ]


def test_json_is_the_analysis_of_each_assignment(graded):
    folder = graded({}, {"assignment": "bptt"}, {"student": "s02"})
    found = document(folder)
    assert [(one["assignment"], one["students"]) for one in found] == [("adding", 2), ("bptt", 1)]
    assert TypeAdapter(list[Analysis]).validate_python(found)
    assert document(folder, "-a", "bptt") == found[1:]
    assert json.loads(SCHEMA.read_text("utf-8")) == TypeAdapter(list[Analysis]).json_schema()


def test_of_several_courses_each_is_named(graded):
    text = done("items", graded({}, {"course": "other"})).stdout
    assert re.findall("^.*: 1 student$", text, re.MULTILINE) == [
        "little, adding: 1 student",
        "other, adding: 1 student",
    ]


def test_few_students_get_counts_and_no_statistics(a_class):
    folder = a_class(29)
    text = done("items", folder).stdout
    assert text.startswith("adding: 29 students")
    assert "too few students for statistics, which take 30" in text
    assert not re.search("alpha|difficulty|undefined|too hard", text)
    (found,) = document(folder)
    assert (found["alpha"], found["enough"]) == (None, False)
    assert {item["difficulty"] for item in found["items"]} == {None}


def test_it_says_who_is_left_out(graded):
    other = (criterion("totals", 10, 5.0),)
    broken = Load(status=TestStatus.RAISED, message="The file raised SyntaxError.")
    folder = graded(
        {},
        {"student": "b", "load": broken},
        {"student": "c", "status": ReportStatus.UNGRADED, "score": None},
        {"student": "d", "status": ReportStatus.REJECTED, "score": 0.0},
        {"student": "e", "criteria": other},
    )
    text = done("items", folder).stdout
    assert text.startswith("adding: 2 students")
    assert "left out: 1 rejected, 1 ungraded" in text
    assert "left out: 1 judged by other criteria or points (rescore)" in text
    assert "1 of them did not load, and have 0 in every item" in text


def test_reports_of_different_tests_are_noted(graded, make_report):
    facts = make_report().grader.model_copy(update={"tests_sha256": "3" * 64})
    folder = graded({}, {"student": "s02", "grader": facts})
    assert "were made with different tests: regrade them." in done("items", folder).stderr


def test_an_undefined_alpha_is_called_so(graded):
    folder = graded(*({"student": f"s{n}"} for n in range(30)))
    assert done("items", folder).stdout.startswith(
        "adding: 30 students; mean 30 of 100; alpha undefined"
    )


def test_the_most_frequent_misconception_comes_first(graded):
    def half(*slugs):
        named = tuple(NamedMisconception(slug=slug, title="T.", hint="?") for slug in slugs)
        return (criterion("totals", 60, 30.0, misconceptions=named),)

    folder = graded(
        {"student": "a", "criteria": half("rare", "usual")},
        {"student": "b", "criteria": half("usual")},
    )
    lines = [line.split() for line in done("items", folder).stdout.splitlines()]
    assert lines[-3:-1] == [["usual", "2", "totals"], ["rare", "1", "totals"]]


def test_wrong_answers_that_several_share_are_told(graded):
    folder = graded(
        {"student": "a", "unexplained": (unexplained("1", "x"),)},
        {"student": "b", "unexplained": (unexplained("1", "x"), unexplained("2"))},
        {"student": "c"},
    )
    text = done("items", folder).stdout
    assert "(--unexplained shows them)" in text
    assert "  2 students: f: x" in text
    text = done("items", folder, "--unexplained", "adding").stdout
    assert text.startswith("2 students: f, in totals")
    for name, told in {"tests": "1: t", "call": "f(x)", "came": "x", "who": "a, b"}.items():
        assert re.search(rf"^  {name} +{re.escape(told)} *$", text, re.MULTILINE)
    assert "1 wrong answer that nobody shares; --json has all" in text
    found = TypeAdapter(list[Cluster]).validate_python(document(folder, "--unexplained", "adding"))
    assert [(one.behaviour, one.students) for one in found] == [("1", 2), ("2", 1)]


def test_a_long_list_is_cut_and_says_so(graded):
    strange = tuple(unexplained(f"{n:02}") for n in range(SHOWN + 3))
    folder = graded(*({"student": s, "unexplained": strange} for s in "abcd"))
    text = done("items", folder, "--unexplained", "adding").stdout
    assert text.count("4 students: f, in totals") == SHOWN
    assert "and 3 smaller clusters; --json has all" in text
    assert re.search(r"who +a, b, c, \.\.\. *$", text, re.MULTILINE)


def test_where_everything_has_a_cause_it_says_so(graded):
    folder = graded({})
    assert done("items", folder, "--unexplained", "adding").stdout == (
        "No wrong answers without a cause.\n"
    )
    assert document(folder, "--unexplained", "adding") == []


def test_what_students_wrote_steers_no_terminal(graded):
    named = (NamedMisconception(slug=HOSTILE, title=HOSTILE, hint=HOSTILE),)
    hostile = {
        "assignment": HOSTILE,
        "criteria": (criterion(HOSTILE, 60, 30.0, misconceptions=named),),
        "unexplained": (unexplained(HOSTILE, HOSTILE, HOSTILE),),
    }
    folder = graded(*(hostile | {"student": f"{HOSTILE}{n}"} for n in range(2)))
    for more in ([], ["--unexplained", HOSTILE], ["--json"], ["--unexplained", HOSTILE, "--json"]):
        text = done("items", folder, *more).stdout
        assert "red" in text
        assert not set(text) & {"\x1b", "\u202e", "\x7f"}
    shown = done("items", folder, "--unexplained", HOSTILE).stdout
    assert r"f(\x1b[31mred\u202e\n[bold]x[/bold])" in shown


def test_where_nothing_is_graded_there_is_no_table(graded):
    rejected = {"status": ReportStatus.REJECTED, "score": 0.0, "criteria": ()}
    assert done("items", graded(rejected)).stdout.split("\n")[:2] == [
        "adding: 0 students",
        "left out: 1 rejected",
    ]


def test_an_empty_gradebook_has_nothing(graded):
    folder = graded()
    assert done("items", folder).stdout == "There is nothing yet.\n"
    assert document(folder) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-a", "lstm"], "The gradebook has nothing of 'lstm': it has adding."),
        (["--unexplained", "lstm"], "The gradebook has nothing of 'lstm': it has adding."),
        (["-a", "adding", "--unexplained", "adding"], "give one of them."),
    ],
)
def test_what_cannot_be_shown_is_a_usage_error(graded, arguments, said):
    assert said in sentence(run("items", graded({}), *arguments), 2)


def test_a_missing_gradebook_is_a_usage_error(course):
    assert "There is no gradebook at nowhere" in sentence(run("items", "nowhere"), 2)


def test_a_report_that_was_stored_before_it_told_what_is_unexplained_is_read(make_report):
    stored = make_report().model_dump(mode="json")
    del stored["unexplained"]
    assert ScoreReport.model_validate(stored) == make_report()


def test_the_document_names_every_flag_and_threshold():
    text = DOCUMENT.read_text(encoding="utf-8")
    for flag in Flag:
        assert f"`{flag.value}`" in text
    for number in (HARD, EASY, WEAK):
        assert f"{number:g}" in text


# The whole way: a class is graded, and what its members share is found.


SHIFTED = "def softmax(z):\n    z = z - z.max(axis=-1, keepdims=True)\n    "
IN_TWO_WAYS = {
    "half_the_logits": SHIFTED + "e = np.exp(z / 2)\n    return e / e.sum(-1, keepdims=True)",
    "root_of_the_powers": SHIFTED
    + "return np.exp(z) ** 0.5 / np.sum(np.exp(z) ** 0.5, -1)[..., None]",
}


def variant(name):
    tree = ast.parse((VARIANTS / "tanh_recurrence.py").read_text(encoding="utf-8"))
    (found,) = (n for n in tree.body if isinstance(n, ast.ClassDef) and n.name == name)
    return "\n\n".join(ast.unparse(n) for n in found.body if isinstance(n, ast.FunctionDef))


@pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")
def test_planted_mistakes_of_a_class_are_found_with_their_numbers(tmp_path):
    assignment = Course(ROOT).assignment("tanh_recurrence")
    right = files.text(assignment.reference)
    planted = {
        "log_likelihood": 4,
        "first_input_skipped": 3,
        "output_bias_missing": 1,
        "outputs_without_bias_and_mean_loss": 1,  # shares its first mistake, and has a named one
        "mean_loss": 2,  # named
        "loss_in_bits": 1,
    }
    sources = {
        f"{name}_{n}": f"{right}\n\n{variant(name)}"
        for name, students in planted.items()
        for n in range(students)
    }
    sources |= {name: f"{right}\n\n{source}" for name, source in IN_TWO_WAYS.items()}
    sources |= {"stub": files.text(assignment.stub), "broken": "def (", "full_marks": right}
    folder = tmp_path / "class"
    folder.mkdir()
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    at = ["--course", ROOT]
    done("grade", folder, "-a", "tanh_recurrence", "-o", tmp_path / "out", "-j1", *at)
    found = document(tmp_path / "out", "--unexplained", "tanh_recurrence", *at)
    shared = {(one["function"], one["students"]): one for one in found if one["students"] > 1}
    assert set(shared) == {
        ("cross_entropy", 4),
        ("rnn_forward", 3),
        ("rnn_outputs", 2),
        ("softmax", 2),
    }
    assert shared["softmax", 2]["who"] == sorted(IN_TWO_WAYS)
    example = shared["cross_entropy", 4]["example"]
    assert example["call"].startswith("cross_entropy(logits=float64 (")
    assert float(example["came"]) == -float(example["expected"])
    assert [(one["function"], one["who"]) for one in found if one["students"] == 1] == [
        ("cross_entropy", ["loss_in_bits_0"])
    ]
    (whole,) = document(tmp_path / "out", *at)
    assert [(one["slug"], one["students"]) for one in whole["misconceptions"]] == [("loss_mean", 3)]
