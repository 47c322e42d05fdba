"""What people type for feedback: a page for each student, and one of the class for staff."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

from autograder.adjustment import Adjustment, Kind
from autograder.cli import main, written
from autograder.gradebook import Gradebook
from autograder.report import ReportStatus, ScoreReport

DUE = datetime(2026, 10, 1, 12, tzinfo=UTC)
POLICY = "[due]\nadding = 2026-10-01T12:00:00Z\n[late]\nper_day = 50\n"
UNGRADED = {"status": ReportStatus.UNGRADED, "score": None, "criteria": ()}


@pytest.fixture
def course(little_course, monkeypatch):
    """The public part of the little course, and nothing else."""
    for private in little_course.private:
        private.rename(private.with_name(f"{private.name}-elsewhere"))
    monkeypatch.chdir(little_course.root)
    return little_course


@pytest.fixture
def save(tmp_path, make_report):
    """Save a report in the folder that is returned."""

    def save(student="s01", submitted_at=None, **changes):
        folder = tmp_path / "graded"
        folder.mkdir(exist_ok=True)
        with Gradebook.open(folder) as book:
            book.save(make_report(student=student, **changes), submitted_at)
        return folder

    return save


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments):
    result = run(*arguments)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    return result


def sentence(result, code=2):
    assert (result.exit_code, result.stdout) == (code, "")
    (line,) = result.stderr.splitlines()[-1:]
    assert line.startswith("Error: ")
    return line


def report_in(folder, student="s01"):
    text = (folder / student / "adding" / "report.json").read_text(encoding="utf-8")
    return ScoreReport.model_validate_json(text)


def page_of_class(folder):
    return (folder / "class-adding.html").read_text(encoding="utf-8")


# what is written


def test_every_student_gets_feedback_and_staff_a_page_of_the_class(course, save):
    save()
    folder = save("s02")
    result = done("feedback", folder)
    assert result.stdout == f"{folder / 'class-adding.html'}\n"
    for student in ("s01", "s02"):
        names = sorted(path.name for path in (folder / student / "adding").iterdir())
        assert names == ["feedback.html", "feedback.md", "report.json"]
    assert "Which rows?" in (folder / "s01" / "adding" / "feedback.html").read_text("utf-8")
    assert "<h1>adding</h1>" in page_of_class(folder)


def test_the_attempt_that_counts_is_shown_not_the_last(course, save):
    save(score=60.0, submission_sha256="a" * 64)
    folder = save(score=30.0, submission_sha256="b" * 64)
    done("feedback", folder)
    assert report_in(folder).attempt == 1


def test_which_attempt_counts_is_the_course_s_policy(course, save):
    file = course.public / "course.toml"
    file.write_text(file.read_text("utf-8").partition("[due]")[0] + POLICY, encoding="utf-8")
    save(score=60.0, submission_sha256="a" * 64, submitted_at=DUE + timedelta(days=1))
    folder = save(score=40.0, submission_sha256="b" * 64, submitted_at=DUE)
    done("feedback", folder)
    assert report_in(folder).attempt == 2


def test_work_that_nobody_could_judge_gets_feedback_of_its_last_attempt(course, save):
    save(submission_sha256="a" * 64, message="first: SECRET", **UNGRADED)
    folder = save(submission_sha256="b" * 64, message="test_x: SECRET", **UNGRADED)
    done("feedback", folder)
    assert report_in(folder).attempt == 2
    page = (folder / "s01" / "adding" / "feedback.html").read_text("utf-8")
    assert "The grader failed, and a person will look at it." in page
    assert "SECRET" not in page


def test_whoever_handed_in_nothing_gets_no_feedback_and_no_link(course, save):
    folder = save()
    excuse = {"kind": Kind.EXCUSE, "points": None, "who": "ada", "when": DUE, "why": "ill"}
    with Gradebook.open(folder) as book:
        one = {"course": "little", "assignment": "adding", "student": "s09"}
        book.adjust(Adjustment(**one, **excuse, verdict_sha256=""))
    done("feedback", folder)
    assert not (folder / "s09").exists()
    assert "Excused" in page_of_class(folder)
    assert "href" not in page_of_class(folder)


def test_only_one_assignment_is_written_where_one_is_named(course, save):
    save()
    folder = save(assignment="taking")
    done("feedback", folder, "-a", "taking")
    assert not (folder / "class-adding.html").exists()
    assert (folder / "class-taking.html").exists()
    assert (folder / "s01" / "taking").is_dir()
    assert not (folder / "s01" / "adding").exists()
    assert "nothing of 'x': it has adding, taking" in sentence(run("feedback", folder, "-a", "x"))


def test_another_folder_can_be_written_to(course, save, tmp_path):
    book = save() / "gradebook.db"
    said = sentence(run("feedback", book))
    assert said == "Error: The gradebook is no folder: name the one to write to with -o DIR."
    assert sentence(run("feedback", "postgresql://ada:secret@host/book")) == said
    done("feedback", book, "-o", tmp_path / "new" / "folder")
    assert report_in(tmp_path / "new" / "folder").student == "s01"
    assert not (book.parent / "s01").exists()


def test_what_was_written_before_is_written_anew_and_equal(course, save):
    folder = save()
    done("feedback", folder)
    files = {path: path.read_bytes() for path in folder.rglob("*.html")}
    page = folder / "s01" / "adding" / "feedback.html"
    page.write_text("an old page", encoding="utf-8")
    done("feedback", folder)
    assert {path: path.read_bytes() for path in folder.rglob("*.html")} == files


def test_an_empty_gradebook_has_nothing_yet(course, tmp_path):
    with Gradebook.open(tmp_path):
        pass
    assert done("feedback", tmp_path).stdout == "There is nothing yet.\n"
    assert "There is no gradebook at" in sentence(run("feedback", tmp_path / "nowhere"))


def test_of_several_courses_that_one_is_written_which_is_here(course, save, tmp_path, monkeypatch):
    save()
    folder = save("s02", course="other")
    result = run("feedback", folder)
    assert (result.exit_code, result.stderr) == (
        0,
        "The course here is little, so nothing is late in other.\n",
    )
    assert (folder / "s01").is_dir()
    assert not (folder / "s02").exists()
    monkeypatch.chdir(tmp_path)
    said = sentence(run("feedback", folder))
    assert "is of the courses little, other: name one of them with --course DIR" in said


def test_an_interrupted_run_says_how_things_are(course, save, monkeypatch):
    save()
    folder = save("s02")
    write = written.write

    def write_one(output, report):
        if report.student == "s02":
            raise KeyboardInterrupt
        write(output, report)

    monkeypatch.setattr(written, "write", write_one)
    result = run("feedback", folder)
    assert result.exit_code == 130
    assert "what was written is whole, and the same command writes the rest" in result.stderr
    assert (folder / "s01" / "adding" / "feedback.html").exists()
    assert not (folder / "class-adding.html").exists()


@pytest.mark.parametrize("student", ["a b/..%", "class-adding.html", "gradebook.db", "é" * 300])
def test_the_page_of_a_class_leads_to_its_students(course, save, student):
    folder = save(student, **UNGRADED)
    done("feedback", folder)
    (link,) = re.findall(r'href="([^"]*)"', page_of_class(folder))
    assert (folder / unquote(link)).read_text("utf-8").startswith("<!doctype html>")


def test_a_folder_that_cannot_be_written_is_one_sentence(course, save, tmp_path):
    (tmp_path / "file").write_text("")
    folder = save()
    assert "File exists" in sentence(run("feedback", folder, "-o", tmp_path / "file"), code=1)
