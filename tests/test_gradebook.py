"""The gradebook keeps every report as it is."""

import sqlite3

import pytest

from autograder.errors import GraderError
from autograder.gradebook import Gradebook
from autograder.report import ReportStatus


@pytest.fixture
def book(tmp_path):
    with Gradebook.at(tmp_path / "gradebook.db") as opened:
        yield opened


def stored(book):
    return [(r.assignment, r.student, r.attempt, r.score) for r in book.reports()]


def test_a_saved_report_comes_back_equal(book, make_report):
    saved = book.save(make_report())
    assert saved == make_report(attempt=1)
    assert list(book.reports()) == [saved]


def test_other_work_is_another_attempt(book, make_report):
    attempts = [
        book.save(make_report(submission_sha256=letter * 64, score=float(n))).attempt
        for n, letter in enumerate("abc")
    ]
    assert attempts == [1, 2, 3]
    assert [r.score for r in book.reports()] == [0.0, 1.0, 2.0]


def test_the_same_work_graded_again_takes_the_place_of_its_report(book, make_report):
    for letter, score in [("a", 10.0), ("b", 20.0), ("a", 30.0), ("a", 30.0)]:
        book.save(make_report(submission_sha256=letter * 64, score=score))
    assert stored(book) == [("adding", "s01", 1, 30.0), ("adding", "s01", 2, 20.0)]


def test_attempts_are_counted_by_course_assignment_and_student(book, make_report):
    for changes in ({}, {"student": "s02"}, {"assignment": "bptt"}, {"course": "other"}):
        assert book.save(make_report(**changes)).attempt == 1
    assert book.save(make_report(submission_sha256="b" * 64)).attempt == 2


def test_a_report_without_a_score_is_kept_without_one(book, make_report):
    book.save(make_report(status=ReportStatus.UNGRADED, score=None, criteria=()))
    (found,) = book.reports()
    assert (found.status, found.score) == (ReportStatus.UNGRADED, None)


def test_reports_come_by_assignment_student_and_attempt(book, make_report):
    for student in ("s10", "s02"):
        for assignment in ("bptt", "adding"):
            for letter in "ba":
                book.save(
                    make_report(
                        student=student, assignment=assignment, submission_sha256=letter * 64
                    )
                )
    assert [row[:3] for row in stored(book)] == [
        (assignment, student, attempt)
        for assignment in ("adding", "bptt")
        for student in ("s02", "s10")
        for attempt in (1, 2)
    ]


@pytest.mark.parametrize(
    "student",
    [
        "Robert'); DROP TABLE reports;--",
        "' OR '1'='1",
        '"; DELETE FROM reports',
        "%s %d {0} :student ?",
        "_%",
        "\x00",
        "\n\r\t\x1b[31m",
        "\u202egro.live",
        "S01",
        "s01 ",
        "\uff5301",
        "üÜß",
        "😀" * 200,
        "",
    ],
)
def test_any_id_is_only_a_name(book, make_report, student):
    book.save(make_report(student="s01"))
    book.save(make_report(student=student))
    book.save(make_report(student=student))
    assert {r.student for r in book.reports()} == {"s01", student}
    assert len(list(book.reports())) == 2


def test_what_was_saved_is_there_when_the_book_is_opened_again(tmp_path, make_report):
    with Gradebook.at(tmp_path / "gradebook.db") as book:
        book.save(make_report())
    with Gradebook.at(tmp_path / "gradebook.db") as book:
        assert len(list(book.reports())) == 1


def test_a_gradebook_is_one_file_of_sqlite(tmp_path, make_report):
    with Gradebook.at(tmp_path / "gradebook.db") as book:
        book.save(make_report())
    assert [path.name for path in tmp_path.iterdir()] == ["gradebook.db"]
    connection = sqlite3.connect(tmp_path / "gradebook.db")
    rows = connection.execute("SELECT student, attempt, submission_sha256 FROM reports").fetchall()
    connection.close()
    assert rows == [("s01", 1, "a" * 64)]


@pytest.mark.parametrize(
    "folder",
    ["with spaces", "ü", "a#b", "a?b", "a?mode=ro", "50%", "a%20b", "a&b=c", "a'b", "a;b", "a:b@c"],
)
def test_a_folder_may_have_any_name(tmp_path, make_report, folder):
    (tmp_path / folder).mkdir()
    with Gradebook.at(tmp_path / folder / "gradebook.db") as book:
        book.save(make_report())
    assert [path.name for path in (tmp_path / folder).iterdir()] == ["gradebook.db"]


def test_a_file_that_is_no_gradebook_is_refused(tmp_path):
    path = tmp_path / "gradebook.db"
    path.write_bytes(b"not a database" * 100)
    with pytest.raises(GraderError, match=r"gradebook\.db cannot be opened: .*not a database"):
        Gradebook.at(path)
    assert path.read_bytes() == b"not a database" * 100


def test_a_gradebook_in_a_folder_that_does_not_exist_is_refused(tmp_path):
    with pytest.raises(GraderError, match="cannot be opened"):
        Gradebook.at(tmp_path / "missing" / "gradebook.db")


def test_a_gradebook_that_cannot_be_written_says_so(tmp_path, make_report):
    with Gradebook.at(tmp_path / "gradebook.db") as book:
        connection = sqlite3.connect(tmp_path / "gradebook.db")
        connection.execute("DROP TABLE reports")
        connection.close()
        with pytest.raises(GraderError, match="cannot be written"):
            book.save(make_report())


def test_a_save_that_fails_half_way_leaves_the_earlier_report(tmp_path, make_report):
    with Gradebook.at(tmp_path / "gradebook.db") as book:
        book.save(make_report(score=10.0))
        connection = sqlite3.connect(tmp_path / "gradebook.db")
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON reports BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        connection.close()
        with pytest.raises(GraderError, match="cannot be written: full"):
            book.save(make_report(score=20.0))
        assert [r.score for r in book.reports()] == [10.0]
