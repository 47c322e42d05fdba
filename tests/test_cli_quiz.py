"""Quizzes at the command line: built, proven, graded beside code, and marked again."""

import io
import json
import sys
import zipfile

import pytest
from click.testing import CliRunner

from autograder import grading
from autograder.cli import main
from autograder.errors import UsageError
from autograder.finding import find
from autograder.gradebook import Gradebook
from autograder.quiz import sheets
from autograder.quiz.marking import Marker
from autograder.report import ReportStatus, ScoreReport

isolated = pytest.mark.skipif(sys.platform != "linux", reason="student code is isolated on Linux")
RIGHT = {"one": "plus", "several": ["two", "four"], "word": "sum"}  # 40 points
CODE = "def add(a, b):\n    return a + b\ndef running_total(x):\n    return x.cumsum(axis=0)\n"


@pytest.fixture
def run(quiz_course, monkeypatch):
    monkeypatch.chdir(quiz_course.root)

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def written(quiz):
    """The text of a student's sheet with some answers; `whole` may be said to be right or wrong."""
    marker = Marker(quiz)

    def written(student, attempt=1, **answers):
        sheet = quiz.sheet(student, attempt)
        solved = marker.solved("whole", sheet.drawn["whole"])
        known = {"right": solved.answer, "wrong": solved.wrong[0]}
        for name, raw in answers.items():
            sheet = sheet.answered(name, known.get(raw, raw) if name == "whole" else raw)
        return sheets.text(sheet, quiz.paper)

    return written


@pytest.fixture
def handed_in(tmp_path):
    def write(files):
        root = tmp_path / "handed in"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return root

    return write


def reports(result):
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    return [
        ScoreReport.model_validate(one) for one in (found if isinstance(found, list) else [found])
    ]


# Authors


def test_build_writes_the_variants_and_tells_what_was_thrown_away(run, quiz):
    path = quiz.public / "variants.json"
    before = path.read_text()
    path.unlink()
    result = run("quiz", "build")
    assert result.exit_code == 0
    assert path.read_text() == before
    assert "quiz_sums part: 4 variants; 0% of 4 thrown away (0 outside of where, 0 not told" in (
        result.stdout
    )


def test_build_tells_programs_the_same(run):
    found = json.loads(run("quiz", "build", "quiz_sums", "--json").stdout)
    assert [row["question"] for row in found["quiz_sums"]] == ["whole", "part", "row"]
    assert found["quiz_sums"][0]["not_where"] == 9


def test_a_quiz_that_draws_nothing_has_no_file_of_variants(run, quiz):
    quiz_toml, key = quiz.public / "quiz.toml", quiz.solution / "key.toml"
    quiz_toml.write_text(
        'title = "X"\n[[questions]]\nid = "word"\nkind = "text"\nprompt = "Which?"\n'
    )
    key.write_text('[[answers]]\nid = "word"\naccept = ["this"]\n')
    result = run("quiz", "build")
    assert result.stdout == "quiz_sums: no question draws numbers\n"
    assert not (quiz.public / "variants.json").exists()


def test_lint_says_that_a_quiz_holds(run):
    result = run("quiz", "lint")
    assert result.exit_code == 0
    assert "quiz_sums  holds" in result.stdout
    assert json.loads(run("quiz", "lint", "--json").stdout)[0]["problems"] == []


def test_lint_names_what_does_not_hold_and_ends_with_1(run, quiz):
    path = quiz.public / "quiz.toml"
    path.write_text(path.read_text().replace("What does `+` do?", "Is 2*3 or 2*4 right?"))
    result = run("quiz", "lint", "quiz_sums")
    assert result.exit_code == 1
    assert "problem" in result.stdout.split()
    assert "quiz_sums: one: Markdown would not show this" in result.stdout


@pytest.mark.parametrize("command", ["build", "lint"])
def test_a_quiz_that_does_not_exist_is_answered_with_those_that_do(run, command):
    result = run("quiz", command, "quiz_x")
    assert result.exit_code == 2
    assert result.stderr == "Error: There is no quiz 'quiz_x': this course has quiz_sums.\n"


def test_list_shows_quizzes_beside_assignments(run):
    assert "quiz_sums   Sums: a quiz  -      5-10     100     -" in run("list").stdout
    found = json.loads(run("list", "--json").stdout)
    assert [(row["slug"], row["kind"]) for row in found] == [
        ("adding", "assignment"),
        ("quiz_sums", "quiz"),
    ]


def test_list_shows_a_quiz_that_says_no_time(run, quiz):
    path = quiz.public / "quiz.toml"
    path.write_text(path.read_text().replace("minutes = [5, 10]\n", ""))
    assert "Sums: a quiz  -      -        100     -" in run("list").stdout


def test_verify_proves_quizzes_too(run):
    result = run("verify", "quiz_sums")
    assert result.exit_code == 0, result.output
    assert "holds" in result.stdout


def test_release_gives_the_public_part_away(run, tmp_path):
    result = run("release", tmp_path / "public")
    assert result.exit_code == 0, result.output
    assert "1 quizzes: quiz_sums." in result.stdout
    names = {path.name for path in (tmp_path / "public" / "assignments" / "quiz_sums").iterdir()}
    assert names == {"quiz.toml", "variants.json"}


# Grading


def test_one_sheet_is_graded_without_a_sandbox(run, handed_in, written, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("a sheet needs no sandbox")

    monkeypatch.setattr("autograder.sandbox.canary.confirmed", refuse)
    monkeypatch.setattr("autograder.sandbox.canary.strongest", refuse)
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01", **RIGHT)})
    result = run("grade", root / "s01/quiz_sums/answers.toml")
    assert result.exit_code == 0, result.output
    assert "quiz_sums, s01: 40 of 100 points (graded)" in result.stdout


@isolated
def test_sheets_and_code_are_graded_in_one_batch_into_one_gradebook(
    run, handed_in, written, tmp_path
):
    root = handed_in(
        {
            "s01/quiz_sums/answers.toml": written("s01", whole="right", **RIGHT),
            "s01/adding/adding.py": CODE,
            "s02/quiz_sums/answers.toml": written("s02", whole="nan"),
            "s03/quiz_sums/answers.toml": written("s01", **RIGHT),
            "s04/quiz_sums/notes.txt": "hello",
        }
    )
    out = tmp_path / "graded"
    result = run("grade", root, "-o", out, "--json", "-j", "1")
    found = {(one.assignment, one.student): one for one in reports(result)}
    assert list(found) == sorted(found)
    assert found["adding", "s01"].score == 80.0
    assert found["quiz_sums", "s01"].score == 60.0
    assert found["quiz_sums", "s02"].score == 0.0
    copied = found["quiz_sums", "s03"]
    assert copied.status is ReportStatus.REJECTED
    assert "sheet of the student 's01', not of 's03'" in copied.message
    assert found["quiz_sums", "s04"].message == "There is no file: hand in answers.toml."
    assert "Whole numbers" in (out / "s01/quiz_sums/feedback.md").read_text()
    with Gradebook.open(out) as book:
        assert len(list(book.reports())) == 5
    again = run("grade", root, "-o", out)
    assert "3 of them had been graded before" in again.stdout


def test_a_flat_folder_holds_a_sheet_for_each_student(run, handed_in, written):
    root = handed_in(
        {"s01.toml": written("s01", **RIGHT), "s02.toml": written("s02"), "notes.py": CODE}
    )
    found = reports(run("grade", root, "-a", "quiz_sums", "--json"))
    assert [(one.student, one.score) for one in found] == [("s01", 40.0), ("s02", 0.0)]


def test_a_download_of_canvas_holds_sheets(run, handed_in, written):
    root = handed_in({"doejane_12345_99_answers-1.toml": written("12345", **RIGHT)})
    (found,) = reports(run("grade", root, "-a", "quiz_sums", "--json"))
    assert (found.student, found.score) == ("12345", 40.0)


def test_a_zip_of_one_student_holds_a_sheet(run, tmp_path, written):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("work/answers.toml", written("s01", **RIGHT))
    path = tmp_path / "s01.zip"
    path.write_bytes(packed.getvalue())
    (found,) = reports(run("grade", path, "-a", "quiz_sums", "--student", "s01", "--json"))
    assert (found.student, found.score) == ("s01", 40.0)


def test_a_sheet_by_itself_needs_to_say_its_quiz_and_student(run, handed_in, written):
    path = handed_in({"answers.toml": written("s01", **RIGHT)}) / "answers.toml"
    assert "does not say which assignment" in run("grade", path).stderr
    (found,) = reports(run("grade", path, "-a", "quiz_sums", "--student", "s01", "--json"))
    assert found.score == 40.0


@pytest.mark.parametrize(("name", "slug"), [("x.py", "quiz_sums"), ("x.toml", "adding")])
def test_a_file_of_the_other_kind_is_refused(run, handed_in, name, slug):
    path = handed_in({name: ""}) / name
    result = run("grade", path, "-a", slug)
    assert result.exit_code == 2
    assert f"{name} is no work for {slug}, which asks for " in result.stderr


def test_a_file_that_cannot_be_read_costs_nobody_a_point(run, handed_in, written, monkeypatch):
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01", **RIGHT)})
    path = root / "s01/quiz_sums/answers.toml"

    def fails(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("autograder.intake.regular.os.open", fails)
    result = run("grade", path, "--json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["status"] == "ungraded"


def test_a_link_in_the_place_of_a_sheet_is_rejected(run, handed_in, written):
    root = handed_in({"s02/quiz_sums/answers.toml": written("s02"), "s01/quiz_sums/x.txt": ""})
    (root / "s01/quiz_sums/answers.toml").symlink_to(root / "s02/quiz_sums/answers.toml")
    found = reports(run("grade", root, "--json"))
    assert found[0].message == "This is a link: hand in the file itself."


def test_ten_megabytes_are_rejected(run, handed_in, written):
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01") + "#" * 10_000_000})
    (found,) = reports(run("grade", root, "--json"))
    assert (found.status, found.score) == (ReportStatus.REJECTED, 0.0)
    assert found.message == "The file is larger than 1 MiB."


def test_a_broken_key_stops_the_batch_in_one_sentence(run, handed_in, written, quiz):
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01")})
    path = quiz.solution / "key.toml"
    path.write_text(path.read_text().replace('answer = "a + b"', 'answer = "a +"'))
    result = run("grade", root)
    assert result.exit_code == 1
    assert "answers.whole.answer: 'a +' is no formula" in result.stderr


def test_python_grades_a_sheet_by_the_same_function_as_code(quiz_course, handed_in, written):
    path = handed_in({"s01/quiz_sums/answers.toml": written("s01", **RIGHT)})
    report = grading.grade(quiz_course, path / "s01/quiz_sums/answers.toml", "quiz_sums")
    assert report.score == 40.0


def test_a_submission_of_a_quiz_has_its_receipt_as_its_hash(quiz_course, handed_in, written):
    from autograder import submission

    text = written("s01", **RIGHT)
    root = handed_in({"s01/quiz_sums/answers.toml": text.replace("\n", "\r\n")})
    (found,) = find([root], quiz_course)
    assert submission.read(found).sha256 == sheets.read(text.encode()).receipt
    with pytest.raises(UsageError, match="no assignment 'quiz_x'"):
        find([root], quiz_course, "quiz_x")


# Attempts


@pytest.fixture
def standing(run, handed_in, tmp_path):
    """Grade sheets one after the other; what the gradebook says of s01 then."""

    def standing(*texts):
        for text in texts:
            root = handed_in({"s01/quiz_sums/answers.toml": text})
            assert run("grade", root, "-o", tmp_path / "graded").exit_code == 0
        (row,) = json.loads(run("gradebook", tmp_path / "graded", "--json").stdout)
        return row

    return standing


def test_a_wrong_answer_before_costs_its_question_and_no_other(standing, written):
    row = standing(
        written("s01", whole="wrong", **RIGHT), written("s01", 2, whole="right", **RIGHT)
    )
    assert (row["attempts"], row["counted"], row["score"]) == (2, 2, 60.0)
    assert (row["penalty"], row["final"]) == (10.0, 50.0)  # half of the 20 points of `whole`


@pytest.mark.parametrize("first", ["nan", "", None, "1e999", "<b>"])
def test_a_blank_or_malformed_answer_uses_up_nothing(standing, written, first):
    row = standing(written("s01", whole=first, **RIGHT), written("s01", 2, whole="right", **RIGHT))
    assert (row["attempts"], row["penalty"], row["final"]) == (2, 0.0, 60.0)


def test_a_mended_answer_in_the_same_attempt_costs_as_much(standing, written):
    row = standing(written("s01", whole="wrong", **RIGHT), written("s01", whole="right", **RIGHT))
    assert (row["attempts"], row["final"]) == (2, 50.0)


def test_wrong_answers_add_up_and_take_no_more_than_all(standing, written):
    wrong = [written("s01", whole=number, **RIGHT) for number in (-1, -2, -3)]
    row = standing(*wrong, written("s01", whole="right", **RIGHT))
    assert (row["attempts"], row["final"]) == (4, 40.0)


def test_the_better_attempt_counts_after_the_penalty(standing, written):
    row = standing(
        written("s01", word="sum", one="times"), written("s01", 2, one="plus", word="product")
    )
    assert (row["counted"], row["score"], row["final"]) == (1, 15.0, 15.0)


def test_rejected_sheets_use_up_nothing(standing, written):
    row = standing("nothing = 1", written("s01", whole="right", **RIGHT))
    assert (row["attempts"], row["final"]) == (2, 60.0)


# The key was wrong


def test_rescore_applies_a_corrected_key_to_stored_answers(run, handed_in, written, quiz, tmp_path):
    out = tmp_path / "graded"
    root = handed_in(
        {
            "s01/quiz_sums/answers.toml": written("s01", word="total"),
            "s02/quiz_sums/answers.toml": written("s02", word="sum"),
            "s03/quiz_sums/answers.toml": "[",
        }
    )
    assert run("grade", root, "-o", out).exit_code == 0
    path = quiz.solution / "key.toml"
    path.write_text(path.read_text().replace('"the sum"]', '"the sum", "total"]'))
    tried = run("rescore", out, "--dry-run")
    assert "3 reports: 1 up" in tried.stdout
    with Gradebook.open(out) as book:
        assert [one.score for one in book.reports()] == [0.0, 15.0, 0.0]
    assert run("rescore", out, "quiz_sums").exit_code == 0
    with Gradebook.open(out) as book:
        assert [one.score for one in book.reports()] == [15.0, 15.0, 0.0]
    assert "15 of 100" in (out / "s01/quiz_sums/feedback.md").read_text()
    assert "3 unchanged" in run("rescore", out).stdout


def test_regrade_reads_the_sheets_again(run, handed_in, written, quiz, tmp_path):
    out = tmp_path / "graded"
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01", word="total")})
    assert run("grade", root, "-o", out).exit_code == 0
    path = quiz.solution / "key.toml"
    path.write_text(path.read_text().replace('"the sum"]', '"the sum", "total"]'))
    result = run("regrade", root, "-o", out)
    assert result.exit_code == 0, result.output
    assert "1 up" in result.stdout


def test_a_person_can_adjust_the_score_of_a_quiz(run, handed_in, written, tmp_path):
    out = tmp_path / "graded"
    root = handed_in({"s01/quiz_sums/answers.toml": written("s01", word="sum")})
    assert run("grade", root, "-o", out).exit_code == 0
    told = run("adjust", out, "s01", "quiz_sums", "--add", "5", "--why", "a slip in the prompt")
    assert "quiz_sums, s01: 15 points -> 20 points" in told.stdout
