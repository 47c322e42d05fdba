"""Sheets for a class: each student's own questions, on paper and as a file, and no answer."""

import csv
import io
import re
import shutil
import tomllib
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from markdown_it import MarkdownIt

from autograder import finding, roster
from autograder.cli import main
from autograder.course import Course
from autograder.errors import UsageError
from autograder.folders import folder_name, student_of
from autograder.quiz import printed, sheets
from autograder.quiz.grading import grade_all
from autograder.quiz.marking import Marker
from autograder.quiz.questions import (
    ArrayQuestion,
    Choice,
    ChoicesQuestion,
    NumberQuestion,
    Paper,
    TextQuestion,
)
from autograder.quiz.quiz import Shown
from autograder.quiz.sheets import Sheet
from autograder.report import ReportStatus

ROOT = Path(__file__).parents[1]
QUIZZES = Course(ROOT).quizzes
FILES = ["answers.toml", "questions.html", "questions.md"]


@pytest.fixture
def public(tmp_path):
    """A course of which only the public part is there."""
    shutil.copytree(ROOT / "assignments", tmp_path / "course" / "assignments")
    return tmp_path / "course"


@pytest.fixture
def issue(public, tmp_path):
    """Write sheets for the lines of a roster; the command's result."""

    def issue(lines, slug="quiz_shapes", folder="sheets", *more):
        file = tmp_path / "roster.csv"
        file.write_bytes(lines if isinstance(lines, bytes) else "\n".join(lines).encode())
        arguments = ["quiz", "sheet", slug, tmp_path / folder, "--roster", file]
        arguments += ["--course", public, *more]
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return issue


def written(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


# What is written


def test_each_student_gets_questions_and_a_blank_sheet(issue, tmp_path):
    done = issue(["student", "s01", "s02"])
    assert done.exit_code == 0, done.output
    assert done.output == f"The sheets of 2 students are in {tmp_path / 'sheets'}.\n"
    found = written(tmp_path / "sheets")
    assert sorted(found) == [f"{s}/quiz_shapes/{name}" for s in ("s01", "s02") for name in FILES]
    sheet = sheets.read(found["s01/quiz_shapes/answers.toml"])
    assert (sheet.student, sheet.attempt, sheet.answers) == ("s01", 1, {})
    assert sheet.drawn == Course(ROOT).quiz("quiz_shapes").drawn("s01", 1)


def test_two_students_differ_and_the_same_one_gets_the_same_again_anywhere(
    issue, tmp_path, monkeypatch
):
    assert issue(["id", "s01", "s02"]).exit_code == 0
    monkeypatch.chdir(tmp_path)
    assert issue(["id", "s03", "s01"], "quiz_shapes", "elsewhere").exit_code == 0
    first, again = written(tmp_path / "sheets"), written(tmp_path / "elsewhere")
    for name in FILES:
        path = f"quiz_shapes/{name}"
        assert again[f"s01/{path}"] == first[f"s01/{path}"]
        assert first[f"s02/{path}"].replace(b"s02", b"s01") != first[f"s01/{path}"]


def test_another_attempt_has_other_numbers(issue, tmp_path):
    assert issue(["id", "s01"]).exit_code == 0
    assert issue(["id", "s01"], "quiz_shapes", "second", "--attempt", "2").exit_code == 0
    path = "s01/quiz_shapes/answers.toml"
    one = sheets.read(written(tmp_path / "sheets")[path])
    two = sheets.read(written(tmp_path / "second")[path])
    assert (one.attempt, two.attempt) == (1, 2)
    assert one.drawn != two.drawn
    done = issue(["id", "s01"], "quiz_shapes", "third", "--attempt", "99")
    assert done.exit_code == 2
    assert "allows 3 attempts" in done.stderr
    assert not (tmp_path / "third").exists()


def test_nothing_is_written_over(issue, tmp_path):
    assert issue(["id", "s01", "s02"]).exit_code == 0
    before = written(tmp_path / "sheets")
    assert issue(["id", "s01", "s02"]).exit_code == 0  # the same once more
    filled = tmp_path / "sheets" / "s01" / "quiz_shapes" / "answers.toml"
    filled.write_bytes(filled.read_bytes().replace(b's02 = ""', b"s02 = 12"))
    done = issue(["id", "s01", "s02", "s03"])
    assert done.exit_code == 2
    assert f"1 files were there already and are left as they were, {filled} first" in done.stderr
    found = written(tmp_path / "sheets")
    assert b"s02 = 12" in found["s01/quiz_shapes/answers.toml"]
    assert {name: found[name] for name in before if "s02/" in name} == {
        name: data for name, data in before.items() if "s02/" in name
    }
    assert "s03/quiz_shapes/answers.toml" in found


@pytest.mark.parametrize("slug", QUIZZES)
def test_nothing_of_the_key_is_in_what_is_written(issue, tmp_path, slug):
    """Formulas, feedback, worked answers, accepted texts."""
    assert issue(["id", "s01", "s02", "s03"], slug).exit_code == 0
    everything = b"".join(written(tmp_path / "sheets").values()).decode()
    key = tomllib.loads((ROOT / "solutions" / slug / "key.toml").read_text(encoding="utf-8"))
    secrets = [text for answer in key["answers"] for text in texts_of(answer) if len(text) > 12]
    assert len(secrets) > len(key["answers"])
    assert [text for text in secrets if text in everything or text in unescape(everything)] == []


def test_no_right_number_is_in_what_is_written(issue, tmp_path):
    students = [f"s{number:02}" for number in range(20)]
    looked_at = 0
    for slug in QUIZZES:
        assert issue(["id", *students], slug).exit_code == 0
        quiz = Course(ROOT).quiz(slug)
        marker = Marker(quiz)
        asked = numbers_in(" ".join(text for each in quiz.paper.questions for text in each.texts))
        for student in students:
            files = written(tmp_path / "sheets" / student / slug)
            found = set().union(*(numbers_in(data.decode()) for data in files.values()))
            drawn = numbers_in(str(quiz.drawn(student, 1)))
            for shown in quiz.shown(student, 1):
                right = str(marker.solved(shown.question.id, shown.drawn).answer)
                if len(right) > 3 and right not in asked | drawn:  # 12 may be anything
                    looked_at += 1
                    assert right not in found, (slug, shown.question.id, student)
    assert looked_at > 200


def numbers_in(text):
    return set(re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w.])", text))


def texts_of(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of(inner)


# How it reads


class Page(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data


NASTY = '<script>alert(1)</script> `*_[x](http://e.org) & "é" \x1b[2J'


def paper_of(*questions):
    return Paper(title="A <b>title</b>", questions=questions)


ODD = paper_of(
    NumberQuestion(id="n1", kind="number", unit="seconds", prompt="Is `a < b`?\n\n* one\n* two"),
    NumberQuestion(id="n2", kind="number", integer=True, prompt="<script>alert(2)</script>"),
    ArrayQuestion(id="a1", kind="array", prompt="[x](javascript:alert(3)) ![y](http://e.org/y)"),
    ChoicesQuestion(
        id="m1",
        kind="choices",
        prompt="Which?",
        choices=(Choice(id="a", text="`x*y`"), Choice(id="b", text="<img src=x onerror=alert(4)>")),
    ),
    TextQuestion(id="t1", kind="text", prompt="Say."),
)
ODD_SHOWN = tuple(Shown(q, q.prompt, getattr(q, "choices", ()), {}) for q in ODD.questions)


def odd_sheet(student=NASTY):
    return Sheet(course="c", epoch="e", quiz="q", student=student, attempt=1)


def test_a_page_stands_by_itself_and_runs_nothing():
    page = printed.html(ODD, odd_sheet(), ODD_SHOWN)
    found = Page(page)
    names = {tag for tag, _ in found.tags}
    assert not {"script", "link", "iframe", "base", "form"} & names
    assert all(not attribute.startswith("on") for _, given in found.tags for attribute in given)
    assert all("javascript:" not in str(given.get("href")) for _, given in found.tags)
    policy = [given["content"] for tag, given in found.tags if "http-equiv" in given]
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]  # nothing is fetched
    assert "@import" not in page
    assert "url(" not in page
    assert "<script>alert(1)</script>" in found.text  # shown as it is
    assert "\x1b" not in page


def test_a_page_has_a_heading_and_a_place_to_write_for_each_question():
    found = Page(printed.html(ODD, odd_sheet("s01"), ODD_SHOWN))
    assert [given["id"] for tag, given in found.tags if tag == "h2"] == [
        question.id for question in ODD.questions
    ]
    places = [given["class"] for tag, given in found.tags if given.get("role") == "img"]
    assert places == ["write", "write", "rows", "write", "write"]
    for how in ("A number, in seconds.", "A whole number.", "A word or a few."):
        assert how in found.text


def test_a_page_is_light_and_dark_and_breaks_between_questions():
    page = printed.html(ODD, odd_sheet("s01"), ODD_SHOWN)
    assert "color-scheme: light dark" in page
    assert re.search(r"section \{[^}]*break-inside: avoid", page)
    assert "@media print" in page


def test_markdown_shows_what_was_asked_and_a_students_id_steers_nothing():
    text = printed.markdown(ODD, odd_sheet(), ODD_SHOWN)
    page = Page(MarkdownIt("commonmark").render(text.partition(" Write each")[0]))
    assert [tag for tag, _ in page.tags] == ["h1", "b", "p"]  # the title is its author's
    assert '<script>alert(1)</script> `*_[x](http://e.org) & "é" \\x1b[2J, attempt 1.' in page.text
    assert "## Question 4: m1" in text
    assert "1. `x*y`\n2. " in text


# Rosters


def ids(tmp_path, data, note=None):
    file = tmp_path / "roster.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    notes = []
    found = roster.read(file, notes.append)
    if note is not None:
        assert [said.removeprefix(f"{file}, ") for said in notes] == note
    return found


@pytest.mark.parametrize(
    "data",
    [
        "student\ns01\ns02\n",
        "id,name\ns01,One\ns02,Two\n",
        "Name;Student ID\nOne;s01\nTwo;s02\n",
        "name\tUSER_ID\r\nOne\ts01\r\nTwo\ts02\r\n",
        "\ufeffstudent,mail\ns01,a@b\ns02,c@d\n",
        '"student"\n"s01"\n"s02"\n',
        "\n\nstudent\n\n  s01  \n,,\n\ns02",
        'Student,ID,Section\n"Doe, Jane",s01,A\nRoe,s02,B\n',
        "student\ns01\ns02\n".encode("utf-16"),
    ],
)
def test_a_roster_is_read_as_spreadsheets_write_it(tmp_path, data):
    assert ids(tmp_path, data, []) == ["s01", "s02"]


def test_what_is_left_out_of_a_roster_is_said(tmp_path):
    data = "id,name\ns01,One\n,Nobody\ns01,One more\ns02\n"
    said = ["line 3: no id; left out.", "line 4: s01 stands in line 2, too."]
    assert ids(tmp_path, data, said) == ["s01", "s02"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("", "has no column of ids"),
        ("\n \n", "has no column of ids"),
        ("s01\ns02\n", "has no column of ids: call it `student`, or `id`, in the first line"),
        ("id\n\n", "has no students"),
        (f"id\n{'x' * 201}\n", "line 2: an id has at most 200 characters"),
        (b"id\n\xe9\n", "is not UTF-8"),
        (f"id\n{'x' * 200_000}\n", "is no CSV file"),
    ],
)
def test_what_is_no_roster_is_said_in_one_sentence(tmp_path, data, said):
    with pytest.raises(UsageError, match=re.escape(said)):
        ids(tmp_path, data)


HOSTILE = [
    "..",
    ".",
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows",
    "a/b",
    "jane@example.org",
    "Ünsal 你好",
    "a\nb",
    "\x1b[2J",
    "\u202eabc",
    "=HYPERLINK(1)",
    "%2e%2e",
    "gradebook.db",
    "'; DROP TABLE students; --",
    "x" * 200,
    "你" * 200,
    '"quoted"',
    "s01\x00",
]


def test_a_hostile_roster_writes_each_students_folder_and_nothing_else(issue, tmp_path):
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["id"], *([student] for student in HOSTILE)])
    (tmp_path / "sheets").mkdir()
    before = {path for path in tmp_path.rglob("*") if "sheets" not in path.parts}
    done = issue(out.getvalue().encode())
    assert done.exit_code == 0, done.output
    after = {path for path in tmp_path.rglob("*") if "sheets" not in path.parts}
    assert after - before == {tmp_path / "roster.csv"}
    assert names_in(tmp_path / "sheets") == sorted(folder_name(student) for student in HOSTILE)
    for student in HOSTILE:
        place = tmp_path / "sheets" / folder_name(student) / "quiz_shapes"
        assert names_in(place) == FILES
        assert sheets.read((place / "answers.toml").read_bytes()).student == student
        assert b"\x1b" not in (place / "questions.md").read_bytes()


def test_what_is_left_out_steers_no_terminal(issue):
    done = issue(["id", "\x1b[2J", "\x1b[2J"])
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert "stands in line 2, too" in done.stderr


def test_a_sheet_that_is_handed_in_in_its_folder_is_marked_for_its_student(tmp_path):
    """Written, filled in and graded where it lies, whatever the student is called."""
    students = [student for student in HOSTILE if len(folder_name(student)) < 200]
    quiz = Course(ROOT).quiz("quiz_shapes")
    for student in students:
        place = tmp_path / "sheets" / folder_name(student) / "quiz_shapes"
        place.mkdir(parents=True)
        text = sheets.text(quiz.sheet(student).answered("s02", 12), quiz.paper)
        (place / "answers.toml").write_text(text, encoding="utf-8")
    found = finding.find([tmp_path / "sheets"], Course(ROOT))
    assert sorted(one.student for one in found) == sorted(students)
    assert {report.status for report in grade_all(Course(ROOT), found)} == {ReportStatus.GRADED}


@pytest.mark.parametrize("folder", ["50%", "a%2fb", "%zz", "a b%20c", "%FF", "\udc80%41", "s01"])
def test_a_folder_that_we_would_have_called_otherwise_keeps_its_name(folder):
    assert student_of(folder) == folder
