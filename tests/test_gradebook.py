"""The gradebook keeps every report as it is, on SQLite and on PostgreSQL."""

import contextlib
import itertools
import os
import pwd
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import text

from autograder.adjustment import Adjustment, Kind
from autograder.errors import AutograderError, GraderError, UsageError
from autograder.gradebook import Gradebook, database, tables
from autograder.gradebook import store as gradebook
from autograder.policy import Extension
from autograder.report import Load, ReportStatus, TestStatus

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Server:
    """A PostgreSQL of our own, on a socket in a temporary folder."""

    def __init__(self, programs, folder, user):
        self.folder, self._user, self._numbers = folder, user, itertools.count()
        run = [programs / "initdb", "-D", folder / "data", "-U", "teacher", "-A", "trust"]
        self._run([*run, "--encoding", "UTF8", "--locale", "C"])
        rules = folder / "data" / "pg_hba.conf"
        rules.write_text("local all locked scram-sha-256\n" + rules.read_text())
        settings = ("listen_addresses=", f"unix_socket_directories={folder}", "fsync=off")
        options = [argument for setting in settings for argument in ("-c", setting)]
        self._process = subprocess.Popen(
            [programs / "postgres", "-D", folder / "data", *options],
            stderr=subprocess.DEVNULL,
            **user,
        )
        ends = time.monotonic() + 60
        while True:
            try:
                self.execute("CREATE ROLE locked LOGIN PASSWORD 'correct'")
                return
            except Exception:
                if time.monotonic() > ends:
                    raise
                time.sleep(0.05)

    def _run(self, command):
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self._user)

    def execute(self, statement):
        import psycopg

        with psycopg.connect(
            host=str(self.folder), user="teacher", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement)

    def url(self, name, user="teacher", schema="public"):
        return f"postgresql://{user}@/{name}?host={self.folder}&options=-csearch_path%3D{schema}"

    def new(self):
        """The URL of an empty schema, which is quicker to make than a database."""
        schema = f"book{next(self._numbers)}"
        self.execute(f"CREATE SCHEMA {schema}")
        self.execute(f"GRANT ALL ON SCHEMA {schema} TO locked")
        return self.url("postgres", schema=schema)

    def schema(self, url):
        return url.rpartition("%3D")[2]

    def break_connections(self):
        self.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
        )

    def stop(self):
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@pytest.fixture(scope="session")
def postgres():
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found and not shutil.which("initdb"):
        pytest.skip("no server of PostgreSQL is installed")
    programs = (found[-1] if found else Path(shutil.which("initdb"))).parent
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))  # a socket's path is short
    user = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        name = next(n for n in ("postgres", "nobody") if n in {p.pw_name for p in pwd.getpwall()})
        user = {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}
        shutil.chown(folder, name)
    server = Server(programs, folder, user)
    yield server
    server.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request, tmp_path):
    """Where a new gradebook may be made."""
    if request.param == "sqlite":
        return str(tmp_path / "gradebook.db")
    return request.getfixturevalue("postgres").new()


@pytest.fixture
def book(where):
    with Gradebook.open(where) as opened:
        yield opened


@pytest.fixture
def file(tmp_path):
    return tmp_path / "gradebook.db"


def stored(book):
    return [(r.assignment, r.student, r.attempt, r.score) for r in book.reports()]


def adjustment(**changes):
    fields = {
        "course": "little",
        "assignment": "adding",
        "student": "s01",
        "kind": Kind.ADD,
        "points": 5.0,
        "who": "ada",
        "when": NOON,
        "why": "the draw was unlucky",
    }
    return Adjustment(**(fields | changes))


def extension(**changes):
    fields = {
        "course": "little",
        "assignment": "adding",
        "student": "s01",
        "until": NOON + HOUR,
        "who": "ada",
        "when": NOON,
        "why": "ill",
    }
    return Extension(**(fields | changes))


# What is saved


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


def test_the_number_of_an_attempt_is_known_before_it_is_saved(book, make_report):
    other = make_report(submission_sha256="b" * 64)
    assert book.numbered(make_report()).attempt == 1
    book.save(make_report())
    assert (book.numbered(make_report()).attempt, book.numbered(other).attempt) == (1, 2)
    assert len(list(book.reports())) == 1


def test_a_report_without_a_score_is_kept_without_one(book, make_report):
    book.save(make_report(status=ReportStatus.UNGRADED, score=None, criteria=()))
    (found,) = book.reports()
    assert (found.status, found.score) == (ReportStatus.UNGRADED, None)


def test_what_was_saved_is_there_when_the_book_is_opened_again(where, make_report):
    with Gradebook.open(where) as book:
        book.save(make_report(), NOON)
    with Gradebook.open(where, must_exist=True) as book:
        assert [(found.report.student, found.submitted_at) for found in book.stored()] == [
            ("s01", NOON)
        ]


def test_a_report_is_found_by_the_hash_of_its_work(book, make_report):
    book.save(make_report(), NOON)
    second = book.save(make_report(submission_sha256="b" * 64))
    assert book.find("little", "adding", "s01", "a" * 64).submitted_at == NOON
    assert book.find("little", "adding", "s01", "b" * 64).report == second
    assert book.find("little", "adding", "s01", "c" * 64) is None
    assert book.find("little", "adding", "s02", "a" * 64) is None
    assert book.find("other", "adding", "s01", "a" * 64) is None


def test_lists_know_of_a_report_what_its_document_says(book, make_report):
    saved = book.save(make_report(), NOON)
    book.save(make_report(student="s02", status=ReportStatus.UNGRADED, score=None, criteria=()))
    first, second = book.attempts()
    assert (first.course, first.assignment, first.student) == ("little", "adding", "s01")
    assert (first.attempt, first.status, first.score) == (1, ReportStatus.GRADED, 30.0)
    assert (first.max_score, first.submitted_at) == (100, NOON)
    assert (first.rubric_sha256, first.tests_sha256) == ("1" * 64, "2" * 64)
    assert first.version == saved.grader.version
    assert (second.status, second.score) == (ReportStatus.UNGRADED, None)
    assert list(book.attempts("bptt")) == []


# Order and pages


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr(gradebook, "PAGE", 2)


def fill(book, make_report, students=("s10", "s02", "S02", "é")):
    for student in students:
        for assignment in ("bptt", "adding"):
            for letter in "ba":
                book.save(
                    make_report(
                        student=student, assignment=assignment, submission_sha256=letter * 64
                    )
                )


def test_reports_come_by_assignment_student_and_attempt(book, make_report, small_pages):
    fill(book, make_report)
    assert [row[:3] for row in stored(book)] == [
        (assignment, student, attempt)
        for assignment in ("adding", "bptt")
        for student in ("S02", "s02", "s10", "é")
        for attempt in (1, 2)
    ]
    assert {r.report.assignment for r in book.stored("bptt")} == {"bptt"}
    assert len(list(book.stored("bptt"))) == 8


def test_no_more_than_a_page_is_in_memory(book, make_report, small_pages, monkeypatch):
    fill(book, make_report)
    read = []
    report_in = tables.report_in
    monkeypatch.setattr(tables, "report_in", lambda text: read.append(1) or report_in(text))
    reading = book.stored()
    for taken in range(1, 9):
        next(reading)
        assert len(read) <= taken + 1
    reading.close()


def test_a_slow_reader_keeps_nobody_from_writing(where, make_report, small_pages, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    with Gradebook.open(where) as book, Gradebook.open(where) as other:
        fill(book, make_report)
        seen = []
        for report in book.reports():
            seen.append((report.assignment, report.student, report.attempt))
            other.save(make_report(student=f"z{len(seen):02}"))
            if len(seen) > 30:
                break
        assert len(seen) == len(set(seen))


# When it was handed in


def test_a_moment_is_the_same_moment_in_any_zone(book, make_report):
    places = [timezone(timedelta(hours=h)) for h in (-11, 0, 5.75, 14)]
    for number, place in enumerate(places):
        book.save(make_report(student=f"s{number}"), NOON.astimezone(place))
    found = [entry.submitted_at for entry in book.stored()]
    assert found == [NOON] * 4
    assert {moment.utcoffset() for moment in found} == {timedelta(0)}


@pytest.mark.parametrize("moment", [NOON, NOON.replace(microsecond=1), datetime.min, datetime.max])
def test_a_moment_loses_nothing(book, make_report, moment):
    moment = moment.replace(tzinfo=UTC)
    book.save(make_report(), moment)
    assert book.find("little", "adding", "s01", "a" * 64).submitted_at == moment


def test_a_moment_without_a_zone_is_refused(book, make_report):
    book.save(make_report(), NOON)
    with pytest.raises(ValueError, match="no time zone"):
        book.save(make_report(), datetime(2026, 10, 1))
    assert book.find("little", "adding", "s01", "a" * 64).submitted_at == NOON


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ([NOON, NOON + HOUR], NOON),
        ([NOON + HOUR, NOON], NOON),
        ([NOON, None], NOON),
        ([None, NOON], NOON),
        ([None, None], None),
    ],
)
def test_work_handed_in_twice_was_handed_in_at_the_earlier_time(book, make_report, given, kept):
    for moment in given:
        book.save(make_report(), moment)
    (found,) = book.stored()
    assert found.submitted_at == kept


# Replacing


def test_rescored_reports_take_the_places_of_their_attempts(book, make_report):
    fill(book, make_report)
    book.save(make_report(student="s02", submission_sha256="a" * 64), NOON)
    before = list(book.stored())
    book.replace([r.report.model_copy(update={"score": 77.0}) for r in before[:4]])
    after = list(book.stored())
    assert [r.report.score for r in after] == [77.0] * 4 + [30.0] * (len(before) - 4)
    assert [r.submitted_at for r in after] == [r.submitted_at for r in before]
    assert [a.score for a in book.attempts()] == [r.report.score for r in after]
    book.replace([])
    assert list(book.stored()) == after


def test_what_replaces_may_be_made_while_the_book_is_read(book, make_report, small_pages):
    fill(book, make_report)
    book.replace(r.report.model_copy(update={"score": 1.0}) for r in book.stored())
    assert {r.score for r in book.reports()} == {1.0}


def changed(reports, last):
    yield from (report.model_copy(update={"score": 99.0}) for report in reports)
    if isinstance(last, BaseException):
        raise last
    yield last


@pytest.mark.parametrize("field", ["student", "attempt", "submission_sha256", "course"])
def test_all_are_replaced_or_none(book, make_report, small_pages, field):
    fill(book, make_report)
    before = stored(book)
    strange = {"attempt": 9}.get(field, "f" * 64)
    unknown = next(book.reports()).model_copy(update={field: strange})
    with pytest.raises(GraderError, match=r"lacks attempts .* nothing was changed"):
        book.replace(changed(book.reports(), unknown))
    with pytest.raises(KeyboardInterrupt):
        book.replace(changed(book.reports(), KeyboardInterrupt()))
    assert stored(book) == before
    assert book.save(make_report(student="later")).attempt == 1


def test_a_transaction_is_kept_whole_or_not_at_all(book, make_report):
    def failing():
        with book.transaction():
            book.save(make_report())
            book.adjust(adjustment())
            raise OSError("disk")

    with pytest.raises(OSError, match="disk"):
        failing()
    assert (list(book.reports()), book.adjustments()) == ([], [])
    with book.transaction():
        saved = book.save(make_report())
        assert list(book.reports()) == [saved]
    assert list(book.reports()) == [saved]


def test_an_error_inside_a_transaction_is_a_sentence_there_too(file, make_report):
    with Gradebook.at(file) as book:
        run_in(str(file), ["DROP TABLE adjustments"])
        with book.transaction():
            assert "cannot be written: no such table" in sentence_of(
                lambda: book.adjust(adjustment())
            )
            book.save(make_report())
        assert len(list(book.reports())) == 1


# What people decide


def test_what_people_decide_comes_back_in_order(book):
    made = [
        adjustment(),
        adjustment(kind=Kind.SET, points=80.5, when=NOON - HOUR),
        adjustment(kind=Kind.EXCUSE, points=None, verdict_sha256="f" * 64),
        adjustment(),
    ]
    given = [extension(), extension(until=NOON.astimezone(timezone(timedelta(hours=-7))))]
    for one in made:
        book.adjust(one)
    for one in given:
        book.extend(one)
    assert book.adjustments() == made
    assert book.extensions() == given


@pytest.mark.parametrize(("kind", "points"), [("add", None), ("set", None), ("excuse", 1.0)])
def test_an_adjustment_has_points_where_it_needs_them(kind, points):
    with pytest.raises(ValueError, match="points"):
        adjustment(kind=kind, points=points)


# Any text

HOSTILE = [
    "Robert'); DROP TABLE reports;--",
    "' OR '1'='1",
    '"; DELETE FROM reports',
    "%s %d {0} :student ?",
    "_%",
    "\x00",
    "s01\x00",
    "\\",
    "\\u0000",
    "\\\\u0000",
    "a\\",
    "half \ud83d",
    "\udcff",
    "\n\r\t\x1b[31m",
    "\u202egro.live",
    "S01",
    "s01 ",
    "\uff5301",
    "üÜß",
    "😀" * 200,
    "",
]


@pytest.mark.parametrize("student", HOSTILE)
def test_any_id_is_only_a_name(book, make_report, student):
    book.save(make_report(student="s01"))
    book.save(make_report(student=student))
    book.save(make_report(student=student))
    assert {r.student for r in book.reports()} == {"s01", student}
    assert {a.student for a in book.attempts()} == {"s01", student}
    assert len(list(book.reports())) == 2
    assert book.find("little", "adding", student, "a" * 64).report.student == student


def test_ids_that_escapes_could_confuse_stay_apart(book, make_report, small_pages):
    for student in HOSTILE:
        book.save(make_report(student=student))
    assert sorted(r.student for r in book.reports()) == sorted(HOSTILE)


@pytest.mark.parametrize("strange", HOSTILE)
def test_any_text_in_a_report_or_a_reason_is_kept(book, make_report, strange):
    load = Load(status=TestStatus.RAISED, message=strange)
    saved = book.save(make_report(output=strange, message=strange, load=load))
    book.adjust(adjustment(why=strange, who=strange, student=strange))
    book.extend(extension(why=strange, who=strange, assignment=strange))
    assert list(book.reports()) == [saved]
    assert book.adjustments() == [adjustment(why=strange, who=strange, student=strange)]
    assert book.extensions() == [extension(why=strange, who=strange, assignment=strange)]
    book.replace([saved.model_copy(update={"score": 1.0})])
    assert next(book.reports()).output == strange


# Several at once

SAVE = """
import sys
from datetime import datetime
from autograder.gradebook import Gradebook
from autograder.report import ScoreReport
where, letters = sys.argv[1:]
report = ScoreReport.model_validate_json(sys.stdin.readline())
sys.stdin.readline()
with Gradebook.open(where) as book:
    for letter in letters:
        book.save(report.model_copy(update={"submission_sha256": letter * 64}))
"""


def save_side_by_side(where, report, letters):
    """One process for each of `letters`, all started before any of them opens the gradebook."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", SAVE, where, of_one],
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for of_one in letters
    ]
    for process in processes:
        process.stdin.write(report.model_dump_json() + "\n")
        process.stdin.flush()
    time.sleep(1)
    said = [process.communicate("go\n", timeout=60)[1] for process in processes]
    assert said == [""] * len(letters)


def test_several_who_save_one_students_work_number_it_without_gaps(where, make_report):
    letters = ["0123456789", "abcdefghij", "klmnopqrst"]
    save_side_by_side(where, make_report(), letters)
    with Gradebook.open(where) as book:
        found = {r.attempt: r.submission_sha256[0] for r in book.reports()}
    assert sorted(found) == list(range(1, 31))
    assert sorted(found.values()) == sorted("".join(letters))


def test_several_who_save_the_same_work_save_one_attempt_each(where, make_report):
    save_side_by_side(where, make_report(), ["abcdefghij", "jihgfedcba", "abcdefghij"])
    with Gradebook.open(where) as book:
        found = {r.attempt: r.submission_sha256[0] for r in book.reports()}
    assert sorted(found) == list(range(1, 11))
    assert sorted(found.values()) == sorted("abcdefghij")


# Where it is


@pytest.mark.parametrize("form", ["folder", "folder/gradebook.db", "sqlite:///{}/gradebook.db"])
def test_a_gradebook_is_named_by_its_folder_its_file_or_its_url(tmp_path, make_report, form):
    folder = tmp_path / "folder"
    folder.mkdir()
    with Gradebook.at(folder / "gradebook.db") as book:
        book.save(make_report())
    where = form.format(folder) if "{}" in form else str(tmp_path / form)
    for named in (where, *([] if "{}" in form else [Path(where)])):
        with Gradebook.open(named, must_exist=True) as book:
            assert len(list(book.reports())) == 1


@pytest.mark.parametrize("name", ["nowhere", "nowhere.db", "empty", "empty.db", "zero.db"])
def test_a_gradebook_that_must_exist_is_not_made(tmp_path, name):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty.db").mkdir()
    (tmp_path / "zero.db").touch()
    before = sorted(tmp_path.rglob("*"))
    for where in (str(tmp_path / name), f"sqlite:///{tmp_path / name}"):
        if name.startswith("empty") and ":" in where:
            continue
        with pytest.raises(UsageError, match=r"There is no gradebook at .*: name the folder"):
            Gradebook.open(where, must_exist=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_a_database_without_a_gradebook_holds_none(postgres):
    where = postgres.new()
    with pytest.raises(UsageError, match="There is no gradebook at postgresql://teacher"):
        Gradebook.open(where, must_exist=True)
    with pytest.raises(UsageError, match="There is no gradebook"):
        Gradebook.open(where, must_exist=True)


def test_a_gradebook_is_one_file_of_sqlite(file, make_report):
    with Gradebook.at(file) as book:
        book.save(make_report())
    assert [path.name for path in file.parent.iterdir()] == ["gradebook.db"]
    connection = sqlite3.connect(file)
    rows = connection.execute("SELECT student, attempt, submission_sha256 FROM reports").fetchall()
    connection.close()
    assert rows == [("s01", 1, "a" * 64)]


@pytest.mark.parametrize(
    "folder",
    ["with spaces", "ü", "a#b", "a?b", "a?mode=ro", "50%", "a%20b", "a&b=c", "a'b", "a;b", "a:b@c"],
)
def test_a_folder_may_have_any_name(tmp_path, make_report, folder):
    (tmp_path / folder).mkdir()
    with Gradebook.open(tmp_path / folder) as book:
        book.save(make_report())
    with Gradebook.open(str(tmp_path / folder), must_exist=True) as book:
        assert len(list(book.reports())) == 1
    assert [path.name for path in (tmp_path / folder).iterdir()] == ["gradebook.db"]


# What another version made

OLD = """CREATE TABLE reports (course VARCHAR(200), assignment VARCHAR(200), student VARCHAR(1000),
attempt INTEGER, submission_sha256 VARCHAR(64), document TEXT)"""


@pytest.mark.parametrize(
    "statements",
    [
        [OLD],
        ["UPDATE gradebook SET schema = 0"],
        ["UPDATE gradebook SET schema = 3"],
        ["DELETE FROM gradebook"],
    ],
)
def test_what_another_version_made_is_refused(where, make_report, statements):
    if statements != [OLD]:
        with Gradebook.open(where) as book:
            book.save(make_report())
    run_in(where, statements)
    for must_exist in (True, False):
        with pytest.raises(GraderError, match=r"made by another version .*: use that version"):
            Gradebook.open(where, must_exist=must_exist)


def run_in(where, statements):
    bare = database.Database(where if "://" in where else f"sqlite:///{where}")
    with bare.writing() as connection:
        for statement in statements:
            connection.execute(text(statement))
    bare.close()


def test_other_tables_in_the_same_database_do_no_harm(where, make_report):
    run_in(where, ["CREATE TABLE students (name TEXT)"])
    with Gradebook.open(where) as book:
        book.save(make_report())
        assert len(list(book.reports())) == 1


# What goes wrong


def sentence_of(action):
    """The one sentence of the error that `action` raises."""
    with pytest.raises(AutograderError) as caught:
        action()
    said = str(caught.value)
    assert "\n" not in said
    assert said.endswith(".")
    assert "SELECT" not in said
    assert "INSERT" not in said
    assert type(caught.value) in (GraderError, UsageError)
    return said


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense", "That is no URL of a database: give one such as"),
        ("", "That is no URL"),
        ("postgresql:/teacher:SECRET@host/db", "That is no URL"),
        ("postgresql://teacher:SECRET@host:port/db", "That is no URL"),
        ("postgresql://teacher:SEC@RET@host/db", "An @ in the password of a URL is written %40."),
        ("oracle12://teacher:SECRET@host/db", "kind 'oracle12' is not known: use sqlite or"),
        ("mysql://teacher:SECRET@host/db", "driver MySQLdb is not installed: pip install"),
        ("sqlite:///book.db?timeout=soon", "has options that its database does not know"),
    ],
)
def test_a_url_that_cannot_be_used_is_a_usage_error(url, said, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    sentence = sentence_of(lambda: Gradebook(url))
    assert said in sentence
    assert "SEC" not in sentence
    with pytest.raises(UsageError):
        Gradebook(url)


def test_a_driver_that_is_missing_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'rnn-autograder\[postgres\]'\."):
        Gradebook("postgresql://teacher@host/db")


def test_a_driver_whose_error_names_nothing_is_named(tmp_path, monkeypatch):
    """So psycopg says that libpq is not there."""
    (tmp_path / "psycopg.py").write_text("raise ImportError('no pq wrapper available.')")
    monkeypatch.delitem(sys.modules, "psycopg", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(UsageError, match=r"The driver psycopg is not installed: pip install 'rnn-"):
        Gradebook("postgresql://teacher@host/db")


def test_a_driver_for_asyncio_is_refused():
    pytest.importorskip("psycopg")
    with pytest.raises(UsageError, match="psycopg_async needs asyncio: leave it out"):
        Gradebook("postgresql+psycopg_async://teacher@host/db")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("u:SECRET@127.0.0.1:1/db", "refused; check the server's name, and that it runs."),
        ("u:SECRET@no.such.host.invalid/db", "; check the server's name, and that it runs."),
        ("u:SECRET@/db?host=/no/such/folder", "; check the server's name, and that it runs."),
        ("u@127.0.0.1:1/db?password=SECRET", "refused; check the server's name, and that it runs."),
        ("u:SECRET@127.0.0.1:1/db?colour=SECRET", "colour"),
    ],
)
def test_a_server_that_cannot_be_reached_is_a_sentence(options, said):
    pytest.importorskip("psycopg")
    sentence = sentence_of(lambda: Gradebook(f"postgresql://{options}"))
    assert "cannot be opened" in sentence
    assert said in sentence
    assert "SECRET" not in sentence.replace("colour=SECRET", "")


def test_a_wrong_user_password_or_name_is_a_sentence(postgres):
    schema = postgres.schema(postgres.new())
    with Gradebook(postgres.url("postgres", "locked:correct", schema)):
        pass
    for url, said in [
        (postgres.url("postgres", "locked:SECRET"), "check user and password"),
        (postgres.url("postgres", "locked"), "check user and password"),
        (postgres.url("postgres", "nobody"), "check user and password"),
        (postgres.url("missing"), "create it first, with createdb"),
    ]:
        sentence = sentence_of(lambda url=url: Gradebook(url))
        assert said in sentence
        assert "SECRET" not in sentence


def test_a_user_who_may_not_write_is_told_so(postgres, make_report):
    url = postgres.new()
    schema = postgres.schema(url)
    with Gradebook(url) as book:
        book.save(make_report())
    run_in(url, [f"GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO locked"])
    reader = postgres.url("postgres", "locked:correct", schema)
    with Gradebook(reader, must_exist=True) as book:
        assert len(list(book.reports())) == 1
        said = sentence_of(lambda: book.save(make_report()))
        assert "cannot be written: permission denied" in said


def test_a_database_that_cannot_hold_every_character_is_refused(postgres):
    postgres.execute("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0")
    url = postgres.url("narrow")
    with pytest.raises(UsageError, match="is LATIN1: create one with createdb --encoding UTF8"):
        Gradebook(url)


def test_a_connection_that_broke_is_made_again(postgres, make_report):
    with Gradebook(postgres.new()) as book:
        book.save(make_report())
        postgres.break_connections()
        assert book.save(make_report(submission_sha256="b" * 64)).attempt == 2


def test_a_connection_that_breaks_meanwhile_changes_nothing(postgres, make_report):
    with Gradebook(postgres.new()) as book:
        book.save(make_report())

        def breaking():
            yield make_report(score=99.0)
            postgres.break_connections()

        assert "cannot be written" in sentence_of(lambda: book.replace(breaking()))
        assert [r.score for r in book.reports()] == [30.0]


def test_a_writer_waits_for_another_and_then_says_so(where, make_report, monkeypatch):
    monkeypatch.setattr(database, "WAIT_SECONDS", 1)
    with Gradebook.open(where) as book, Gradebook.open(where) as other:
        book.save(make_report())
        with other.transaction():
            other.save(make_report(score=99.0))
            said = sentence_of(lambda: book.save(make_report(score=50.0)))
            assert "wait until the other program has written, and try again" in said
            assert [r.score for r in book.reports()] == [30.0]
        assert [r.score for r in book.reports()] == [99.0]
        book.save(make_report(score=50.0))
        assert [r.score for r in book.reports()] == [50.0]


def test_a_file_that_is_no_gradebook_is_refused(file):
    file.write_bytes(b"not a database" * 100)
    said = sentence_of(lambda: Gradebook.at(file))
    assert f"{file} cannot be opened: file is not a database; name a gradebook" in said
    assert file.read_bytes() == b"not a database" * 100


def test_a_gradebook_in_a_folder_that_does_not_exist_is_refused(tmp_path):
    said = sentence_of(lambda: Gradebook.at(tmp_path / "missing" / "gradebook.db"))
    assert "cannot be opened: unable to open database file; check that its folder exists" in said


def test_tables_that_were_changed_are_a_sentence_for_readers_and_writers(where, make_report):
    with Gradebook.open(where) as book:
        for table in ("reports", "adjustments", "extensions"):
            run_in(where, [f"DROP TABLE {table}"])
        for action in (
            lambda: book.save(make_report()),
            lambda: book.adjust(adjustment()),
            lambda: book.extend(extension()),
            lambda: book.replace([make_report()]),
        ):
            assert "cannot be written: " in sentence_of(action)
        for action in (
            lambda: list(book.reports()),
            lambda: list(book.attempts()),
            lambda: book.find("little", "adding", "s01", "a" * 64),
            lambda: book.numbered(make_report()),
            book.adjustments,
            book.extensions,
        ):
            said = sentence_of(action)
            assert "cannot be read: " in said
            assert "use a whole copy" in said


@pytest.mark.parametrize(
    ("change", "reads"),
    [
        ("document = '{}'", ["reports", "find"]),
        ("document = 'x'", ["reports", "find"]),
        ("submitted_at = 'yesterday'", ["reports", "find", "attempts"]),
        ("status = 'lost'", ["attempts"]),
    ],
)
def test_what_no_autograder_wrote_is_a_sentence(where, make_report, change, reads):
    with Gradebook.open(where) as book:
        book.save(make_report())
        run_in(where, [f"UPDATE reports SET {change}"])  # noqa: S608  it is the test's own
        actions = {
            "reports": lambda: list(book.reports()),
            "find": lambda: book.find("little", "adding", "s01", "a" * 64),
            "attempts": lambda: list(book.attempts()),
        }
        for read in reads:
            assert " holds " in sentence_of(actions[read])
        book.adjust(adjustment())
        run_in(where, ["UPDATE adjustments SET kind = 'lost'"])
        assert " holds what no autograder wrote" in sentence_of(book.adjustments)


def test_a_file_that_was_damaged_is_a_sentence(file, make_report):
    with Gradebook.at(file) as book:
        fill(book, make_report)
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 4096))
    with contextlib.ExitStack() as stack:
        said = sentence_of(lambda: list(stack.enter_context(Gradebook.at(file)).reports()))
    assert "malformed" in said


def test_a_save_that_fails_half_way_leaves_the_earlier_report(file, make_report):
    with Gradebook.at(file) as book:
        book.save(make_report(score=10.0))
        for when in ("INSERT", "UPDATE"):
            run_in(
                str(file),
                [
                    f"CREATE TRIGGER full_{when} AFTER {when} ON reports BEGIN SELECT "
                    "RAISE(ABORT, 'database or disk is full'); END"
                ],
            )
        for letter in "ab":
            said = sentence_of(
                lambda letter=letter: book.save(
                    make_report(submission_sha256=letter * 64, score=20.0)
                )
            )
            assert "cannot be written: database or disk is full; make room on its disk" in said
        assert [r.score for r in book.reports()] == [10.0]


FULL = """
import resource, sys
from autograder.errors import GraderError
from autograder.gradebook import Gradebook
from autograder.report import ScoreReport
report = ScoreReport.model_validate_json(sys.stdin.read())
with Gradebook.open(sys.argv[1]) as book:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    for number in range(1000):
        try:
            book.save(report.model_copy(update={"student": f"s{number:03}", "output": "x" * 9000}))
        except GraderError as error:
            print(number, error)
            break
"""


def test_a_disk_that_fills_up_loses_nothing_that_was_saved(file, make_report):
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(file)],
        input=make_report().model_dump_json(),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stderr == ""
    saved, _, said = done.stdout.partition(" ")
    assert "cannot be written: disk I/O error; check its disk" in said
    assert int(saved) > 10
    with Gradebook.at(file) as book:
        assert len(list(book.reports())) == int(saved)
        book.save(make_report())


def test_a_file_that_may_not_be_written_can_be_read(file, make_report):
    with Gradebook.at(file) as book:
        book.save(make_report())
    url = f"sqlite:///file:{file}?mode=ro&uri=true"
    with Gradebook(url, must_exist=True) as book:
        assert len(list(book.reports())) == 1
        said = sentence_of(lambda: book.save(make_report()))
        assert "attempt to write a readonly database; check who may write it and its folder" in said


AS_STRANGER = """
import os, sys
from autograder.errors import AutograderError
from autograder.gradebook import Gradebook
from autograder.report import ScoreReport
report = ScoreReport.model_validate_json(sys.stdin.read())
Gradebook("sqlite://").close()  # what is imported late may lie where a stranger cannot read
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
try:
    with Gradebook.open(sys.argv[1], must_exist=True) as book:
        print(len(list(book.reports())))
        book.save(report)
except AutograderError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("folder", "file", "said"),
    [
        (0o755, 0o444, ["1", "cannot be written: attempt to write a readonly database; check who"]),
        (0o555, 0o666, ["1", "cannot be written: attempt to write a readonly database; check who"]),
        (0o755, 0o000, ["cannot be opened: unable to open database file; check that its folder"]),
        (0o000, 0o666, ["cannot be opened: unable to open database file; check that its folder"]),
    ],
)
@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to become somebody else")
def test_permissions_that_are_missing_are_a_sentence(make_report, folder, file, said):
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        Path(name).chmod(0o755)
        inner = Path(name) / "graded"
        inner.mkdir()
        with Gradebook.open(inner) as book:
            book.save(make_report())
        (inner / "gradebook.db").chmod(file)
        inner.chmod(folder)
        done = subprocess.run(
            [sys.executable, "-c", AS_STRANGER, str(inner)],
            input=make_report().model_dump_json(),
            capture_output=True,
            text=True,
            timeout=60,
            cwd="/",
        )
        inner.chmod(0o755)
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == len(said)
    for line, part in zip(lines, said, strict=True):
        assert part in line
