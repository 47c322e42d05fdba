"""Changed rubrics and changed tests, from the command line: what moves, and what is kept."""

import json
import os
import random
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder import batch, folders
from autograder.changes import Comparison, Kind
from autograder.cli import main, written
from autograder.course import Course
from autograder.errors import GraderError
from autograder.gradebook import Gradebook
from autograder.report import (
    CriterionStatus,
    ReportStatus,
    ScoreReport,
    TestResult,
    TestStatus,
)
from autograder.rubric import Outcome, score, total

ROOT = Path(__file__).parents[1]
isolated = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")

RIGHT = """
def add(a, b):
    if a.shape != b.shape:
        raise ValueError
    return a + b
def running_total(x):
    return x.cumsum(axis=0)
"""
OFF_BY_ONE = RIGHT.replace("x.cumsum(axis=0)", "x.cumsum(axis=0) - x")


def run(*arguments, course):
    command = [*map(str, arguments), "--course", str(course.root)]
    return CliRunner().invoke(main, command)


def one_sentence(result, code):
    """What a failed command says on standard error; nothing is on standard output then."""
    assert (result.exit_code, result.stdout) == (code, ""), result.output
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert line[-1] in ".?"
    assert "fault of autograder" not in line
    return line


def comparison(result, code=0):
    assert result.exit_code == code, result.output
    return Comparison.model_validate_json(result.stdout)


def bytes_below(folder):
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def stored(out):
    with Gradebook.open(out, must_exist=True) as book:
        return list(book.reports())


def history(out):
    with Gradebook.open(out, must_exist=True) as book:
        return book.history()


def store(out, reports):
    """What `grade -o` would have left."""
    out.mkdir(exist_ok=True)
    with Gradebook.at(out / folders.GRADEBOOK) as book, book.transaction():
        for report in reports:
            written.write(out, book.save(report))
    return out


def set_points(course, slug, points, *, strict=()):
    """Write other points into a rubric, in order, and make criteria all or nothing by number."""
    path = course.root / "rubrics" / f"{slug}.toml"
    numbers = iter(range(len(points)))

    def line(_):
        number = next(numbers)
        return f"points = {points[number]}" + "\nall_or_nothing = true" * (number in strict)

    path.write_text(re.sub(r"points = \d+", line, path.read_text(encoding="utf-8")), "utf-8")
    return Course(course.root).assignment(slug).rubric


def points_of(course, slug):
    return [criterion.points for criterion in course.assignment(slug).rubric.criteria]


# A class of 120 in four assignments, with the real rubrics

FOUR = ("tanh_recurrence", "parameter_counting", "bptt", "bidirectional")


@pytest.fixture
def real_course(tmp_path):
    """What a rescore needs of this repository: no solutions, no hidden tests."""
    to = tmp_path / "course"
    (to / "rubrics").mkdir(parents=True)
    for slug in FOUR:
        shutil.copytree(ROOT / "assignments" / slug, to / "assignments" / slug)
        shutil.copy(ROOT / "rubrics" / f"{slug}.toml", to / "rubrics")
    shutil.copy(ROOT / "assignments" / "course.toml", to / "assignments")
    return Course(to)


@pytest.fixture
def a_class(real_course, make_report, tmp_path):
    """A folder with 120 reports, whose tests passed or failed by chance."""
    rng = random.Random(2026)  # noqa: S311  a class, no secret
    reports = []
    for slug in real_course.slugs:
        assignment = real_course.assignment(slug)
        for number in range(30):
            outcomes = [
                outcome(criterion.id, n, rng.random() < number / 29)
                for criterion in assignment.rubric.criteria
                for n in range(rng.randrange(1, 8))
            ]
            criteria = score(assignment.rubric, outcomes, {})
            report = make_report(
                course="rnn",
                assignment=slug,
                student=f"s{number:02}",
                criteria=criteria,
                score=total(criteria),
            )
            facts = report.grader.model_copy(update={"rubric_sha256": assignment.rubric_sha256})
            reports.append(report.model_copy(update={"grader": facts}))
    return store(tmp_path / "graded", reports)


def outcome(criterion, number, passes):
    status = TestStatus.PASSED if passes else TestStatus.FAILED
    return Outcome(criterion, TestResult(name=f"test_{criterion}[{number}]", status=status))


def in_hundredths(report, points, strict=()):
    """What a report must earn, in whole hundredths of a point and by no code of the package."""
    earned = []
    for number, criterion in enumerate(report.criteria):
        passed = sum(test.status == "passed" for test in criterion.tests)
        whole = len(criterion.tests)
        lost = number in strict and passed < whole
        earned.append(0 if lost else (200 * points[number] * passed + whole) // (2 * whole))
    return sum(earned)


def change_all(course):
    """Move three points in every rubric and make its second criterion all or nothing."""
    changed = {}
    for slug in course.slugs:
        points = points_of(course, slug)
        changed[slug] = [points[0] + 3, *points[1:-1], points[-1] - 3]
        set_points(course, slug, changed[slug], strict={1})
    return changed


def test_a_changed_rubric_changes_exactly_the_predicted_scores(real_course, a_class):
    before = stored(a_class)
    assert len(before) == 120
    points = change_all(real_course)
    expected = {
        (r.assignment, r.student): in_hundredths(r, points[r.assignment], {1}) for r in before
    }
    moved = {
        (r.assignment, r.student)
        for r in before
        if expected[r.assignment, r.student] != round(100 * r.score)
    }
    assert 40 < len(moved) < 120
    found = comparison(run("rescore", a_class, "--json", course=real_course))
    shown = {(c.assignment, c.student) for c in found.changes if c.kind is not Kind.SAME_SCORE}
    assert shown == moved
    assert found.summary.up + found.summary.down == len(moved)
    assert found.summary.up * found.summary.down > 0
    after = stored(a_class)
    assert {(r.assignment, r.student): round(100 * r.score) for r in after} == expected
    assert [r.started_at for r in after] == [r.started_at for r in before]


def test_files_say_what_the_gradebook_says(real_course, a_class):
    change_all(real_course)
    run("rescore", a_class, course=real_course)
    for report in stored(a_class):
        folder = a_class / report.student / report.assignment
        assert ScoreReport.model_validate_json((folder / "report.json").read_bytes()) == report
        shown = f"{report.score:.2f}".rstrip("0").rstrip(".") + " of 100 points"
        assert shown in (folder / "feedback.md").read_text(encoding="utf-8")
        assert shown in (folder / "feedback.html").read_text(encoding="utf-8")


def test_an_unchanged_rubric_changes_nothing(real_course, a_class):
    before = bytes_below(a_class)
    result = run("rescore", a_class, course=real_course)
    assert (result.exit_code, result.stdout) == (0, "120 reports: 120 unchanged\n")
    assert bytes_below(a_class) == before
    assert history(a_class) == []


def test_a_dry_run_shows_the_same_and_writes_nothing(real_course, a_class):
    change_all(real_course)
    before = bytes_below(a_class)
    tried = run("rescore", a_class, "--dry-run", course=real_course)
    as_json = comparison(run("rescore", a_class, "--dry-run", "--json", course=real_course))
    assert bytes_below(a_class) == before
    done = run("rescore", a_class, course=real_course)
    assert tried.stdout == done.stdout + "This was a dry run: nothing was written.\n"
    assert as_json.dry_run
    assert bytes_below(a_class) != before


def test_a_second_run_changes_nothing(real_course, a_class):
    change_all(real_course)
    run("rescore", a_class, course=real_course)
    before = bytes_below(a_class)
    again = run("rescore", a_class, course=real_course)
    assert again.stdout == "120 reports: 120 unchanged\n"
    assert bytes_below(a_class) == before


def test_points_moved_there_and_back_leave_only_the_history(real_course, a_class):
    before = stored(a_class)
    texts = {path: path.read_bytes() for path in real_course.root.glob("rubrics/*")}
    change_all(real_course)
    there = comparison(run("rescore", a_class, "--json", course=real_course))
    for path, text in texts.items():
        path.write_bytes(text)
    back = comparison(run("rescore", a_class, "--json", course=real_course))
    assert stored(a_class) == before
    assert (back.summary.up, back.summary.down) == (there.summary.down, there.summary.up)
    assert len(history(a_class)) == 2 * len(there.changes)


def test_more_than_a_page_of_changes_is_a_summary_with_the_largest(real_course, a_class):
    change_all(real_course)
    result = run("rescore", a_class, course=real_course)
    found = comparison(run("rescore", a_class, "--json", course=real_course))
    assert found.summary.unchanged == 120
    first, head, *rows, last = result.stdout.splitlines()
    assert re.fullmatch(r"The largest of 1\d\d moves; --json has all:", first)
    assert head.split()[:2] == ["assignment", "student"]
    moves = [abs(float(m[1])) for row in rows if (m := re.search(r" [+-]([\d.]+) ", row))]
    assert len(moves) == 10
    assert moves == sorted(moves, reverse=True)
    assert last.startswith("120 reports: ")


def test_only_the_named_assignments_are_rescored(real_course, a_class):
    change_all(real_course)
    found = comparison(run("rescore", a_class, "bptt", "--json", course=real_course))
    assert {change.assignment for change in found.changes} == {"bptt"}
    assert found.summary.reports == 30
    result = run("rescore", a_class, "bptt", course=real_course)
    assert result.stdout == "30 reports: 30 unchanged\n"


def test_the_history_keeps_what_was_replaced(real_course, a_class):
    before = {(r.assignment, r.student): r for r in stored(a_class)}
    change_all(real_course)
    run("rescore", a_class, "--dry-run", course=real_course)
    assert history(a_class) == []
    found = comparison(run("rescore", a_class, "--json", course=real_course))
    kept = history(a_class)
    assert len(kept) == len([change for change in found.changes if change.criteria])
    after = {(r.assignment, r.student): r for r in stored(a_class)}
    for entry in kept:
        key = entry.assignment, entry.student
        assert (entry.course, entry.attempt, entry.why) == ("rnn", 1, "rescore")
        assert (entry.old_score, entry.new_score) == (before[key].score, after[key].score)
        assert entry.old_rubric_sha256 == before[key].grader.rubric_sha256
        assert entry.old_tests_sha256 == before[key].grader.tests_sha256
    assert len({entry.when for entry in kept}) <= 2  # a page of reports is noted at once


# A rescore that does not come to its end

INTERRUPT = """
import os, signal, sys
from autograder.gradebook import tables
from autograder.cli import main, written

def at(module, name, number):
    whole, calls = getattr(module, name), []
    def interrupted(*arguments):
        calls.append(1)
        if len(calls) == number:
            os.kill(os.getpid(), signal.SIGINT)
        return whole(*arguments)
    setattr(module, name, interrupted)

signal.signal(signal.SIGINT, signal.default_int_handler)
at({"tables": tables, "written": written}[sys.argv.pop(1)], sys.argv.pop(1), int(sys.argv.pop(1)))
main()
"""


def interrupted(*arguments, course):
    done = subprocess.run(
        [sys.executable, "-B", "-c", INTERRUPT, *map(str, arguments), "--course", course.root],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (130, ""), done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize("number", [1, 60, 110])
def test_ctrl_c_in_the_middle_leaves_the_old_state(real_course, a_class, number):
    change_all(real_course)
    before = bytes_below(a_class)
    said = interrupted("tables", "row_of", number, "rescore", a_class, course=real_course)
    assert said == "Interrupted: nothing was changed."
    assert bytes_below(a_class) == before


def test_ctrl_c_while_files_are_written_is_mended_by_the_same_command(real_course, a_class):
    change_all(real_course)
    said = interrupted("written", "write", 5, "rescore", a_class, course=real_course)
    assert said == (
        "Interrupted: the gradebook is rescored, and the same command writes the other files."
    )
    book = (a_class / folders.GRADEBOOK).read_bytes()
    again = run("rescore", a_class, course=real_course)
    assert again.stdout == "120 reports: 120 unchanged\n"
    assert (a_class / folders.GRADEBOOK).read_bytes() == book
    for report in stored(a_class):
        file = a_class / report.student / report.assignment / "report.json"
        assert ScoreReport.model_validate_json(file.read_bytes()) == report


def test_one_assignment_that_needs_a_regrade_keeps_all_from_changing(real_course, a_class):
    change_all(real_course)
    last = real_course.root / "rubrics" / "tanh_recurrence.toml"
    text = last.read_text(encoding="utf-8")
    renamed = real_course.assignment("tanh_recurrence").rubric.criteria[0].id
    last.write_text(text.replace(f'"{renamed}"', '"renamed"'), encoding="utf-8")
    before = bytes_below(a_class)
    sentence = one_sentence(run("rescore", a_class, course=real_course), code=1)
    assert "'renamed' of tanh_recurrence was added to the rubric" in sentence
    assert "regrade" in sentence
    assert bytes_below(a_class) == before


# Small gradebooks


@pytest.fixture
def report(make_report):
    """A report of the little course: `totals` half right, `sums` right."""

    def make(**changes):
        (half,) = make_report().criteria
        whole = half.model_copy(
            update={
                "id": "sums",
                "title": "Two vectors are added",
                "points": 40,
                "score": 40.0,
                "status": CriterionStatus.PASSED,
                "passed": 2,
                "feedback": "",
                "misconceptions": (),
            }
        )
        return make_report(**({"criteria": (whole, half), "score": 70.0} | changes))

    return make


def test_every_attempt_is_rescored_and_files_stay_of_theirs(little_course, report, tmp_path):
    attempts = [report(submission_sha256=letter * 64) for letter in "abc"]
    out = store(tmp_path / "graded", attempts)
    store(out, [attempts[1]])  # the second was graded again, and its files are the last written
    set_points(little_course, "adding", [20, 80])
    found = comparison(run("rescore", out, "--json", course=little_course))
    assert [(c.attempt, c.old_score, c.new_score, c.by) for c in found.changes] == [
        (attempt, 70.0, 60.0, -10.0) for attempt in (1, 2, 3)
    ]
    file = out / "s01" / "adding" / "report.json"
    shown = ScoreReport.model_validate_json(file.read_bytes())
    assert (shown.attempt, shown.score) == (2, 60.0)


def test_files_that_are_not_there_are_not_made_and_broken_ones_are_mended(
    little_course, report, tmp_path
):
    out = store(tmp_path / "graded", [report(), report(student="s02"), report(student="s03")])
    shutil.rmtree(out / "s01")
    (out / "s02" / "adding" / "report.json").write_text("[]", encoding="utf-8")
    (out / "s03" / "adding" / "report.json").write_text("{", encoding="utf-8")
    run("rescore", out, course=little_course)
    assert not (out / "s01").exists()
    for student in ("s02", "s03"):
        file = out / student / "adding" / "report.json"
        assert ScoreReport.model_validate_json(file.read_bytes()).student == student


@pytest.mark.parametrize("form", ["{}/gradebook.db", "sqlite:///{}/gradebook.db"])
def test_a_database_alone_is_rescored_without_files(little_course, report, tmp_path, form):
    out = store(tmp_path / "graded", [report()])
    set_points(little_course, "adding", [20, 80])
    before = (out / "s01" / "adding" / "report.json").read_bytes()
    assert run("rescore", form.format(out), course=little_course).exit_code == 0
    assert [r.score for r in stored(out)] == [60.0]
    assert (out / "s01" / "adding" / "report.json").read_bytes() == before
    run("rescore", out, course=little_course)
    assert b'"score": 60.0' in (out / "s01" / "adding" / "report.json").read_bytes()


def test_other_words_are_written_and_move_nobody(little_course, report, tmp_path):
    out = store(tmp_path / "graded", [report()])
    path = little_course.root / "rubrics" / "adding.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Two vectors are added", "Sums"), encoding="utf-8")
    result = run("rescore", out, course=little_course)
    assert result.stdout == "1 report: 1 with the same score and other details\n"
    assert "Sums" in (out / "s01" / "adding" / "feedback.md").read_text(encoding="utf-8")
    assert history(out) == []


def test_rejected_and_ungraded_work_stays_as_it_is(little_course, report, tmp_path):
    out = store(
        tmp_path / "graded",
        [
            report(),
            report(student="s02").model_copy(
                update={"status": ReportStatus.UNGRADED, "score": None, "criteria": ()}
            ),
            report(student="s03").model_copy(
                update={"status": ReportStatus.REJECTED, "score": 0.0, "criteria": ()}
            ),
        ],
    )
    before = stored(out)
    set_points(little_course, "adding", [20, 80])
    result = run("rescore", out, course=little_course)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (
        0,
        "3 reports: 1 down, 2 unchanged",
    )
    assert stored(out)[1:] == before[1:]


HOSTILE = [
    "\x1b[2J\x1b]8;;http://x\x1b\\",
    "[red]s01[/red] [/]",
    "\u202egro.live",
    "a\nb\r\tc\x9b31m\x7f",
    "../../s01",
    "gradebook.db",
    "' OR '1'='1",
]


def test_ids_that_attack_are_only_names(little_course, report, tmp_path):
    out = store(tmp_path / "graded", [report(student=name) for name in HOSTILE])
    set_points(little_course, "adding", [20, 80])
    shown = run("rescore", out, "--dry-run", course=little_course).stdout
    assert shown.replace("\n", "").isprintable()
    assert "[red]s01[/red] [/]" in shown
    printed = run("rescore", out, "--json", course=little_course)
    assert printed.stdout.isascii()
    assert printed.stdout.replace("\n", "").isprintable()
    assert {change.student for change in comparison(printed).changes} == set(HOSTILE)
    assert {r.student: r.score for r in stored(out)} == dict.fromkeys(HOSTILE, 60.0)
    assert {entry.student for entry in history(out)} == set(HOSTILE)
    for name in HOSTILE:
        file = out / folders.folder_name(name) / "adding" / "report.json"
        assert json.loads(file.read_text(encoding="utf-8"))["score"] == 60.0


def test_reports_of_another_course_in_the_same_book_stay(little_course, report, tmp_path):
    out = store(tmp_path / "graded", [report(), report(course="other", student="s02")])
    set_points(little_course, "adding", [20, 80])
    found = comparison(run("rescore", out, "--json", course=little_course))
    assert (found.summary.reports, found.summary.down) == (1, 1)
    assert {r.course: r.score for r in stored(out)} == {"little": 60.0, "other": 70.0}


# rescore says no


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["graded", "nonesuch"], "There is no assignment 'nonesuch': this course has adding"),
        (["graded", "../adding"], "There is no assignment '../adding'"),
        (["nothing"], "There is no gradebook at nothing"),
        (["."], "There is no gradebook at "),
        (["nothing.db"], "There is no gradebook at nothing.db"),
        (["sqlite:///nothing.db"], "There is no gradebook at nothing.db"),
        (["empty"], "The gradebook is empty"),
        (["other"], "The gradebook is of the course 'other', not of 'little': name"),
        (["graded", "--course", "nowhere"], "There is no course at "),
    ],
)
def test_what_cannot_be_rescored_is_2(
    little_course, report, tmp_path, monkeypatch, arguments, said
):
    store(tmp_path / "graded", [report()])
    store(tmp_path / "empty", [])
    store(tmp_path / "other", [report(course="other")])
    monkeypatch.chdir(tmp_path)
    before = bytes_below(tmp_path)
    course = [] if "--course" in arguments else ["--course", str(little_course.root)]
    for more in ([], ["--json"], ["--dry-run"]):
        result = CliRunner().invoke(main, ["rescore", *arguments, *course, *more])
        assert said in one_sentence(result, code=2)
    assert bytes_below(tmp_path) == before


def test_an_assignment_without_reports_is_2(real_course, report, tmp_path):
    out = store(tmp_path / "graded", [report(course="rnn", assignment="bptt")])
    sentence = one_sentence(run("rescore", out, "tanh_recurrence", course=real_course), code=2)
    assert "has no report of tanh_recurrence: it has bptt" in sentence


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points = 40", "points = 41", "make them sum to 100"),
        ("points = 40", "points = ", "is not TOML"),
        ('"sums"', '"additions"', "'additions' of adding was added to the rubric"),
    ],
)
def test_a_rubric_that_cannot_be_applied_is_1(little_course, report, tmp_path, old, new, said):
    out = store(tmp_path / "graded", [report()])
    path = little_course.root / "rubrics" / "adding.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    before = bytes_below(out)
    assert said in one_sentence(run("rescore", out, course=Course(little_course.root)), code=1)
    assert bytes_below(out) == before


def test_a_file_that_is_no_gradebook_is_1(little_course, tmp_path):
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"not a database" * 100)
    assert "gradebook.db cannot be" in one_sentence(run("rescore", path, course=little_course), 1)


# regrade


@pytest.fixture
def handed_in(tmp_path):
    """Write what students handed in to the little course: {"s01": source}; the folder of it."""

    def write(files):
        for student, source in files.items():
            path = tmp_path / "handed in" / student / "adding" / "adding.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source, encoding="utf-8")
        return tmp_path / "handed in"

    return write


@pytest.fixture
def graded(little_course, handed_in, tmp_path):
    """The little course, what two students handed in, and what `grade -o` made of it."""
    root, out = handed_in({"s01": RIGHT, "s02": OFF_BY_ONE}), tmp_path / "graded"
    assert run("grade", root, "-o", out, "-j1", course=little_course).exit_code == 0
    return root, out


def ask_for_lists(course):
    """Change the hidden tests so that a right `running_total` is wrong, and a wrong one no better.

    The reference changes with them: it starts from 1.
    """
    path = course.assignment("adding").reference
    text = path.read_text(encoding="utf-8")
    assert "so_far = np.zeros" in text
    path.write_text(text.replace("so_far = np.zeros", "so_far = np.ones"), encoding="utf-8")


@isolated
def test_regrading_unchanged_work_changes_nothing(little_course, graded):
    root, out = graded
    before = bytes_below(out)
    for _ in range(2):
        result = run("regrade", root, "-o", out, "-j1", course=little_course)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout == "2 reports: 2 unchanged\n"
    assert bytes_below(out) == before


@isolated
@pytest.mark.parametrize("jobs", [1, 2])
def test_changed_tests_are_run_again_and_the_ups_and_downs_shown(little_course, graded, jobs):
    root, out = graded
    before = stored(out)
    ask_for_lists(little_course)
    files = bytes_below(out)
    tried = run("regrade", root, "-o", out, "--dry-run", f"-j{jobs}", course=little_course)
    assert tried.exit_code == 0
    assert bytes_below(out) == files
    assert re.search(
        r"^adding +s01 +1 +100 +40 +-60 +totals 60 -> 0 *$", tried.stdout, re.MULTILINE
    )
    assert "2 reports: 1 down, 1 with the same score and other details" in tried.stdout
    done = run("regrade", root, "-o", out, f"-j{jobs}", course=little_course)
    assert tried.stdout == done.stdout + "This was a dry run: nothing was written.\n"
    after = stored(out)
    assert [(r.student, r.attempt, r.score) for r in after] == [("s01", 1, 40.0), ("s02", 1, 40.0)]
    for report in after:
        file = out / report.student / "adding" / "report.json"
        assert ScoreReport.model_validate_json(file.read_bytes()) == report
    (entry,) = history(out)
    assert (entry.student, entry.why) == ("s01", "regrade")
    assert (entry.old_score, entry.new_score) == (100.0, 40.0)
    assert entry.old_tests_sha256 == before[0].grader.tests_sha256
    again = run("regrade", root, "-o", out, "-j1", course=little_course)
    assert again.stdout == "2 reports: 2 unchanged\n"
    assert run("grade", root, "-o", out, "-j1", course=little_course).exit_code == 0
    assert stored(out) == after  # to `grade` this work is graded already


@isolated
def test_a_regrade_keeps_the_time_that_a_file_was_handed_in_at(little_course, handed_in, tmp_path):
    root, out = handed_in({"s01": RIGHT}), tmp_path / "graded"
    os.utime(root / "s01" / "adding" / "adding.py", (1e9, 1e9))
    assert run("grade", root, "-o", out, "--file-times", course=little_course).exit_code == 0
    ask_for_lists(little_course)
    assert "1 down" in run("regrade", root, "-o", out, course=little_course).stdout
    with Gradebook.at(out / "gradebook.db") as book:
        (attempt,) = book.attempts()
    assert attempt.submitted_at == datetime.fromtimestamp(1e9, UTC)


@isolated
def test_work_that_the_gradebook_does_not_know_is_new(little_course, graded, handed_in):
    root, out = graded
    handed_in({"s01": OFF_BY_ONE, "s03": RIGHT})
    found = comparison(run("regrade", root, "-o", out, "--json", "-j1", course=little_course))
    assert [(c.student, c.attempt, c.kind, c.new_score) for c in found.changes] == [
        ("s01", 2, Kind.NEW, 40.0),
        ("s03", 1, Kind.NEW, 100.0),
    ]
    assert (found.command, found.dry_run, found.summary.unchanged) == ("regrade", False, 1)
    assert [(r.student, r.attempt) for r in stored(out)] == [
        ("s01", 1),
        ("s01", 2),
        ("s02", 1),
        ("s03", 1),
    ]
    assert history(out) == []


@isolated
def test_what_was_no_submission_is_rejected_again_and_unchanged(little_course, graded, handed_in):
    root, out = graded
    handed_in({"s03": "x" * (2 << 20)})
    first = comparison(run("regrade", root, "-o", out, "--json", "-j1", course=little_course))
    assert [(c.student, c.kind, c.new_status) for c in first.changes] == [
        ("s03", Kind.NEW, ReportStatus.REJECTED)
    ]
    again = run("regrade", root, "-o", out, "-j1", course=little_course)
    assert again.stdout == "3 reports: 3 unchanged\n"


@isolated
def test_one_file_can_be_regraded(little_course, graded):
    root, out = graded
    file = root / "s01" / "adding" / "adding.py"
    for more in ([], ["-a", "adding", "--student", "s01"]):
        result = run("regrade", file, "-o", out, *more, course=little_course)
        assert result.stdout == "1 report: 1 unchanged\n"


@isolated
def test_what_cannot_be_judged_keeps_its_verdict(little_course, graded):
    root, out = graded
    before = bytes_below(out)
    tests = little_course.assignment("adding").hidden_tests
    text = tests.read_text(encoding="utf-8")
    tests.write_text(text.replace("a, b = ", "1 / 0; a, b = "), encoding="utf-8")
    result = run("regrade", root, "-o", out, "-j1", course=little_course)
    assert result.exit_code == 1
    assert "2 reports: 2 could not be judged" in result.stdout
    assert result.stderr == "2 could not be judged: what the gradebook has of it stays.\n"
    assert bytes_below(out) == before
    result = run("regrade", root, "-o", out, "-j1", "--json", course=little_course)
    kinds = [change.kind for change in comparison(result, code=1).changes]
    assert kinds == [Kind.UNGRADED] * 2


@isolated
def test_work_graded_again_by_grade_is_in_the_history_too(little_course, graded):
    root, out = graded
    ask_for_lists(little_course)
    run("grade", root, "-o", out, "-j1", course=little_course)
    assert [(entry.student, entry.why) for entry in history(out)] == [("s01", "grade")]


def test_an_interrupted_regrade_keeps_what_was_run(
    little_course, handed_in, report, tmp_path, monkeypatch
):
    out = store(tmp_path / "graded", [report(), report(student="s02")])
    root = handed_in({"s01": RIGHT, "s02": RIGHT})

    def graders(*_, **__):
        yield report(score=80.0)
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "grade_all", graders)
    result = run("regrade", root, "-o", out, course=little_course)
    assert (result.exit_code, result.stdout) == (130, "")
    assert result.stderr.strip() == "Interrupted: what was run again is kept."
    assert [r.score for r in stored(out)] == [80.0, 70.0]
    result = run("regrade", root, "-o", out, "--dry-run", course=little_course)
    assert result.stderr.strip() == "Interrupted: nothing was written."


def test_a_verdict_whose_files_cannot_be_written_is_not_stored(
    little_course, handed_in, report, tmp_path, monkeypatch
):
    out = store(tmp_path / "graded", [report()])
    root = handed_in({"s01": RIGHT})
    monkeypatch.setattr(batch, "grade_all", lambda *_, **__: (r for r in [report(score=80.0)]))

    def full(*_):
        raise GraderError("The disk is full.")

    monkeypatch.setattr(written, "write", full)
    one_sentence(run("regrade", root, "-o", out, course=little_course), code=1)
    assert [r.score for r in stored(out)] == [70.0]
    assert history(out) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["s01", "-o", "nothing"], "There is no gradebook at nothing/gradebook.db"),
        (["s01", "-o", "other"], "The gradebook is of the course 'other', not of 'little'"),
        (["s01", "-o", "graded", "-a", "nonesuch"], "There is no assignment 'nonesuch'"),
        (["nothing", "-o", "graded"], "There is no nothing: check the path."),
        (["empty", "-o", "graded"], "There are no submissions in empty"),
        (["s01", "-o", "s01/graded"], "lies inside s01: choose a folder outside"),
        (["s01", "-o", "graded", "--student", "x"], "give exactly one file"),
    ],
)
def test_what_cannot_be_regraded_is_2(
    little_course, handed_in, report, tmp_path, monkeypatch, arguments, said
):
    root = handed_in({"s01": RIGHT})
    store(root / "graded", [report()])
    store(root / "other", [report(course="other")])
    store(root / "s01" / "graded", [report()])
    (root / "empty").mkdir()
    monkeypatch.chdir(root)
    before = bytes_below(root)
    for more in ([], ["--json"], ["--dry-run"]):
        result = run("regrade", *arguments, *more, course=little_course)
        assert said in one_sentence(result, code=2)
    assert bytes_below(root) == before


def test_regrade_without_a_gradebook_s_folder_is_wrong_usage(little_course):
    result = run("regrade", "x.py", course=little_course)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "'-o'" in result.stderr
