"""What people type to read the gradebook and to decide beside it."""

import csv
import io
import json
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from autograder.adjustment import Adjustment, Kind
from autograder.cli import main
from autograder.feedback.sheet import as_csv
from autograder.gradebook import Gradebook
from autograder.gradebook.audit import Entry
from autograder.report import Frozen, ReportStatus
from autograder.standing import Flag, Standing, Status

DOCUMENT = Path(__file__).parents[1] / "docs" / "gradebook.md"
DUE = datetime(2026, 10, 1, 12, tzinfo=UTC)
HEAD = 'id = "little"\ntitle = "A little course"\nepoch = "1"\n'
POLICY = """
[due]
adding = 2026-10-01T12:00:00Z

[late]
grace_minutes = 15
late_days = 1
per_day = 10
cap = 50
"""


@pytest.fixture
def course(little_course, monkeypatch):
    """The public part of the little course, with a late policy, and nothing else."""
    for private in little_course.private:
        private.rename(private.with_name(f"{private.name}-elsewhere"))
    file = little_course.public / "course.toml"
    file.write_text(HEAD + POLICY, encoding="utf-8")
    monkeypatch.chdir(little_course.root)
    return little_course


@pytest.fixture
def save(tmp_path, make_report):
    """Save a report, handed in `late` days after the due date, in the folder that is returned."""

    def save(student="s01", late=0.0, **changes):
        folder = tmp_path / "graded"
        folder.mkdir(exist_ok=True)
        submitted_at = None if late is None else DUE + timedelta(days=late)
        with Gradebook.open(folder) as book:
            book.save(make_report(student=student, **changes), submitted_at)
        return folder

    return save


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def done(*arguments):
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    return result


def rows(*arguments):
    """The rows of `gradebook --json`: all that stands on standard output."""
    return json.loads(done("gradebook", *arguments, "--json").stdout)


def sentence(result, code):
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith("Error: ")
    assert line[-1] in ".?"
    assert "fault of autograder" not in line
    return line


def ungraded():
    return {"status": ReportStatus.UNGRADED, "score": None, "criteria": ()}


# gradebook


def test_a_row_says_how_a_final_score_came_about(course, save):
    save(late=-1.0)
    folder = save(late=3.0, submission_sha256="b" * 64, score=60.0)
    (found,) = rows(folder)
    assert found.pop("verdict_sha256")
    assert found == {
        "course": "little",
        "student": "s01",
        "assignment": "adding",
        "attempts": 2,
        "counted": 2,
        "score": 60.0,
        "max_score": 100,
        "due": "2026-10-01T12:00:00Z",
        "submitted_at": "2026-10-04T12:00:00Z",
        "late_days": 3,
        "free_days": 1,
        "penalty": 12.0,
        "adjusted": None,
        "final": 48.0,
        "status": "graded",
        "flags": [],
    }
    line = done("gradebook", folder).stdout.splitlines()[1]
    assert line.split() == "s01 adding 2 2 60 3 days, 1 free -12 48 graded".split()


def test_rows_come_by_student_and_assignment(course, save):
    for student in ("s10", "s02"):
        for assignment in ("bptt", "adding"):
            folder = save(student, assignment=assignment)
    found = [(row["student"], row["assignment"]) for row in rows(folder)]
    assert found == [("s02", "adding"), ("s02", "bptt"), ("s10", "adding"), ("s10", "bptt")]
    assert [row["student"] for row in rows(folder, "-a", "bptt")] == ["s02", "s10"]
    assert done("gradebook", folder).stdout.splitlines()[-1] == "2 students; 2 assignments; mean 30"


def test_what_waits_for_a_person_is_counted(course, save):
    folder = save(**ungraded())
    done("adjust", save("s02"), "s02", "adding", "--add", "5", "--why", "x")
    save("s02", score=50.0)
    out = done("gradebook", folder).stdout
    assert "ungraded, needs a person" in out
    assert [row["flags"] for row in rows(folder)] == [
        ["needs a person"],
        ["adjusted, and the verdict changed since"],
    ]
    assert " 1 without a score: regrade, or adjust --set; 1 adjusted whose verdict" in out


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]])
def test_an_empty_gradebook_is_no_error(course, tmp_path, form):
    with Gradebook.at(tmp_path / "gradebook.db"):
        pass
    result = done("gradebook", tmp_path, *form)
    assert result.stdout.startswith(
        {"[]": "There is nothing", "['--json']": "[]"}.get(str(form), '"')
    )
    assert len(result.stdout.splitlines()) == 1


def test_a_gradebook_is_read_without_its_private_part_and_without_a_course(
    course, save, tmp_path, monkeypatch
):
    folder = save(late=2.0)
    assert rows(folder)[0]["late_days"] == 2
    monkeypatch.chdir(tmp_path / "graded")
    result = done("gradebook", ".", "--json")
    (found,) = json.loads(result.stdout)
    assert (found["late_days"], found["due"], found["final"]) == (0, None, 30.0)
    assert result.stderr == (
        "There is no course here, so nothing is late: name it with --course DIR.\n"
    )
    assert rows(".", "--course", course.root)[0]["late_days"] == 2
    assert "There is no course at" in sentence(run("gradebook", ".", "--course", tmp_path), 2)


def test_a_course_that_is_not_the_gradebooks_has_no_say_in_it(course, save):
    folder = save(late=2.0, course="other")
    result = done("gradebook", folder)
    assert "The course here is little, so nothing is late in other." in result.stderr
    assert "course" not in result.stdout.splitlines()[0]
    save(late=2.0)
    assert result.stdout.splitlines()[1].split()[-2:] == ["30", "graded"]
    table = done("gradebook", folder).stdout.splitlines()
    assert table[0].split()[0] == "course"
    assert [line.split()[0] for line in table[1:3]] == ["little", "other"]


def test_what_makes_scores_hard_to_compare_is_said(course, save, make_report):
    facts = make_report().grader
    other = {"rubric_sha256": "f" * 64}
    save("s01", grader=facts.model_copy(update=other))
    save("s02")
    save("s01", assignment="bptt", grader=facts.model_copy(update={"tests_sha256": "f" * 64}))
    folder = save("s02", assignment="bptt", late=None)
    save("s03", late=None)
    result = done("gradebook", folder)
    assert result.stderr.splitlines() == [
        "Reports of adding were made with different rubrics: rescore them.",
        "Reports of bptt were made with different tests: regrade them.",
        "No due date, so never late: bptt.",
        "Time of handing in unknown, so never late: 1 of 5 attempts.",
    ]
    assert len(done("gradebook", folder, "-a", "adding").stderr.splitlines()) == 2


# For spreadsheets

HOSTILE = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "\n=1+1",
    "\uff1d1+1",
    '=HYPERLINK("http://x","y")',
    'quote"s',
    "comma,semi;colon",
    "two\nlines",
    "\x1b[31mred",
    "\x00",
    "\u202egro.live",
    "half \ud83d",
    "üß😀",
    "007",
    "'already",
]


def test_a_cell_is_never_a_formula_and_never_breaks_a_line(course, save):
    for student in HOSTILE:
        folder = save(student)
    result = done("gradebook", folder, "--csv")
    assert result.stdout.isprintable() or set(result.stdout) - {"\r", "\n"}
    lines = list(csv.reader(io.StringIO(result.stdout_bytes.decode(), newline="")))
    assert len(lines) == 1 + len(HOSTILE)
    students = [line[1] for line in lines[1:]]
    assert not [
        cell for cell in students if re.match(r"\s*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]", cell)
    ]
    assert all(cell.isprintable() for cell in students)
    assert len(set(students)) == len(HOSTILE)
    assert {"'=1+1", "'+1", "'-1", "'@SUM(A1)", "'\\t=1+1", "' =1+1", "'\uff1d1+1"} <= set(students)
    assert {'quote"s', "comma,semi;colon", "two\\nlines", "üß😀", "007"} <= set(students)


def test_numbers_stay_numbers_also_below_zero(course, save):
    folder = save(late=3.0, score=86.67)
    done("adjust", folder, "s01", "adding", "--add", "-5", "--why", "x")
    heading, line = done("gradebook", folder, "--csv").stdout_bytes.decode().split("\r\n")[:2]
    assert heading == (
        '"course","student","assignment","attempts","counted","score","max_score","due",'
        '"submitted_at","late_days","free_days","penalty","adjusted","final","status","flags"'
    )
    assert line == (
        '"little","s01","adding",1,1,86.67,100,"2026-10-01T12:00:00Z","2026-10-04T12:00:00Z",'
        '3,1,17.33,-5,64.34,"graded","adjusted"'
    )


def test_the_change_list_is_as_safe(course, save):
    folder = save()
    done("adjust", folder, "s01", "adding", "--add", "5", "--why", "=1+1", "--who", "@ada")
    lines = list(csv.DictReader(io.StringIO(done("gradebook", folder, "--audit", "--csv").stdout)))
    assert [(line["who"], line["what"], line["why"]) for line in lines] == [
        ("'@ada", "5 points added", "'=1+1")
    ]


class Several(Frozen):
    words: tuple[str, ...]
    number: float | None


def test_a_cell_of_several_words_is_one_text():
    text = as_csv(["words", "number"], [Several(words=("=a", "b"), number=None)])
    assert text == '"words","number"\r\n"\'=a; b",""\r\n'


# adjust


@pytest.mark.parametrize(
    ("change", "said", "final"),
    [
        (["--add", "5"], "30 points -> 35 points", 35.0),
        (["--add", "-40"], "30 points -> 0 points", 0.0),
        (["--add", "100"], "30 points -> 100 points", 100.0),
        (["--set", "0"], "30 points -> 0 points", 0.0),
        (["--set", "85.5"], "30 points -> 85.5 points", 85.5),
        (["--excuse"], "30 points -> excused", None),
        (["--reset"], "30 points -> 30 points", 30.0),
    ],
)
def test_an_adjustment_shows_what_it_changes(course, save, change, said, final):
    folder = save()
    arguments = ("adjust", folder, "s01", "adding", *change, "--why", "asked", "--who", "ada")
    dry = done(*arguments, "--dry-run")
    assert dry.stdout.splitlines() == [
        f"adding, s01: {said}",
        "This was a dry run: nothing was written.",
    ]
    with Gradebook.open(folder) as book:
        assert book.adjustments() == []
    assert done(*arguments).stdout.splitlines() == [f"adding, s01: {said}"]
    assert rows(folder)[0]["final"] == final
    with Gradebook.open(folder) as book:
        (kept,) = book.adjustments()
        (seen,) = book.attempts()
    assert (kept.who, kept.why, kept.verdict_sha256) == ("ada", "asked", seen.verdict_sha256)
    assert abs(datetime.now(UTC) - kept.when) < timedelta(minutes=5)


def test_an_extension_moves_one_students_due_date(course, save):
    save("s02", late=2.0)
    folder = save(late=2.0)
    arguments = ("adjust", folder, "s01", "adding", "--why", "ill", "--until")
    assert done(*arguments, "2026-10-03T14:00+02:00", "--dry-run").stdout.startswith(
        "adding, s01: 27 points -> 30 points\n"
    )
    assert [row["final"] for row in rows(folder)] == [27.0, 27.0]
    done(*arguments, "2026-10-03T14:00+02:00")
    first, second = rows(folder)
    assert (first["due"], first["final"]) == ("2026-10-03T12:00:00Z", 30.0)
    assert first["flags"] == ["extended"]
    assert (second["due"], second["final"]) == ("2026-10-01T12:00:00Z", 27.0)
    back = done(*arguments, "2026-10-01T12:00:00Z")
    assert (back.stdout, back.stderr) == ("adding, s01: 30 points -> 27 points\n", "")


def test_an_extension_that_changes_nothing_says_why(course, save, tmp_path, monkeypatch):
    folder = save(late=2.0)
    arguments = ("adjust", folder, "s01", "adding", "--why", "x", "--until", "2026-09-01T12:00Z")
    assert "due later than that anyway" in done(*arguments).stderr
    monkeypatch.chdir(tmp_path)
    assert "adding has no due date here" in done(*arguments).stderr


def test_what_changes_elsewhere_is_shown_too(course, save):
    file = course.public / "course.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[late]", "bptt = 2026-10-08T12:00:00Z\n[late]"), "utf-8")
    save(late=1.0)
    folder = save(late=8.0, assignment="bptt")
    result = done("adjust", folder, "s01", "adding", "--excuse", "--why", "ill")
    assert result.stdout.splitlines() == [
        "adding, s01: 30 points -> excused",
        "bptt, s01: 27 points -> 30 points",
    ]


def test_somebody_who_handed_in_nothing_can_be_excused_or_given_time(course, save):
    folder = save()
    new = ("--new-student", "--why", "ill")
    for student, change in (
        ("s90", "--excuse"),
        ("s91", "--set=50"),
        ("s92", "--until=2027-01-01T12:00Z"),
    ):
        done("adjust", folder, student, "adding", change, *new)
    found = {row["student"]: (row["status"], row["final"], row["flags"]) for row in rows(folder)}
    assert found["s90"] == ("excused", None, ["adjusted"])
    assert found["s91"] == ("missing", 50.0, ["adjusted"])
    assert found["s92"] == ("missing", None, ["extended"])
    done("adjust", folder, "s92", "adding", "--excuse", "--why", "known by now")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["s01", "adding", "--why", "x"], "Say one thing: --add, --set, --excuse, --reset or"),
        (["s01", "adding", "--why", "x", "--add", "1", "--excuse"], "Say one thing"),
        (["s01", "adding", "--why", " ", "--add", "1"], "Give a reason with --why"),
        (["s01", "adding", "--why", "x", "--add", "1", "--who", " "], "not known who you are"),
        (["s1", "adding", "--why", "x", "--add", "1"], "no student 's1': did you mean 's01', or"),
        (["zoe", "adding", "--why", "x", "--add", "1"], "no student 'zoe': check it; has nothing"),
        (["s01", "addin", "--why", "x", "--add", "1"], "There is no assignment 'addin'"),
        (["s01", "adding", "--why", "x", "--add", "nan"], "--add takes from -100 to 100 points"),
        (["s01", "adding", "--why", "x", "--add", "101"], "--add takes from -100 to 100 points"),
        (["s01", "adding", "--why", "x", "--set", "-1"], "--set takes from 0 to 100 points"),
        (["s01", "adding", "--why", "x", "--set", "inf"], "--set takes from 0 to 100 points"),
        (["s01", "adding", "--why", "x", "--until", "soon"], "--until: 'soon' is no moment: write"),
        (["s01", "adding", "--why", "x", "--until", "2026-10-01"], "has no time zone: write day"),
        (["s02", "adding", "--why", "x", "--add", "1"], "There is no score to add points to"),
        (
            ["s09", "adding", "--why", "x", "--add", "1", "--new-student"],
            "There is no score to add points to",
        ),
    ],
)
def test_what_makes_no_sense_is_a_usage_error_and_keeps_nothing(course, save, arguments, said):
    save("s02", **ungraded())
    folder = save()
    assert said in sentence(run("adjust", folder, *arguments), 2)
    with Gradebook.open(folder) as book:
        assert (book.adjustments(), book.extensions()) == ([], [])


def test_an_assignment_is_known_to_the_gradebook_or_the_course(course, save, tmp_path, monkeypatch):
    folder = save(assignment="bptt")
    done("adjust", folder, "s01", "adding", "--excuse", "--why", "x")
    monkeypatch.chdir(tmp_path)
    done("adjust", folder, "s01", "bptt", "--excuse", "--why", "x")
    said = sentence(run("adjust", folder, "s01", "lstm", "--excuse", "--why", "x"), 2)
    assert "The gradebook has nothing of 'lstm': it has adding, bptt." in said


def test_of_several_courses_one_must_be_meant(course, save, tmp_path, monkeypatch):
    save(course="a")
    folder = save(course="b")
    arguments = ("adjust", folder, "s01", "adding", "--add", "1", "--why", "x")
    assert "of several courses (a, b): say which course" in sentence(run(*arguments), 2)
    save()
    done(*arguments)
    monkeypatch.chdir(tmp_path)
    assert "of several courses (a, b, little)" in sentence(run(*arguments), 2)
    done(*arguments, "--course", course.root)


def test_an_empty_gradebook_of_no_course_cannot_be_adjusted(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with Gradebook.at(tmp_path / "gradebook.db"):
        pass
    said = sentence(run("adjust", ".", "s01", "adding", "--add", "1", "--why", "x"), 2)
    assert "The gradebook is empty: say which course" in said


def test_who_decides_is_the_login_name_unless_it_is_said(course, save, monkeypatch):
    monkeypatch.setenv("LOGNAME", "grace")
    folder = save()
    done("adjust", folder, "s01", "adding", "--add", "1", "--why", "x")
    with Gradebook.open(folder) as book:
        assert [one.who for one in book.adjustments()] == ["grace"]
    monkeypatch.setattr("getpass.getuser", lambda: {}["nobody"])
    said = sentence(run("adjust", folder, "s01", "adding", "--add", "1", "--why", "x"), 2)
    assert "say it with --who NAME" in said


def test_hostile_text_steers_no_terminal(course, save):
    folder = save("\x1b[31ms\u202e")
    ids = ("\x1b[31ms\u202e", "adding")
    outputs = [
        done("adjust", folder, *ids, "--add", "1", "--why", "\x1b[2J", "--who", "\x07ada"),
        done("gradebook", folder),
        done("gradebook", folder, "--json"),
        done("gradebook", folder, "--csv"),
        done("gradebook", folder, "--audit"),
        done("gradebook", folder, "--audit", "--json"),
        run("adjust", folder, "\x1b[31mx", "adding", "--add", "1", "--why", "x"),
    ]
    for result in outputs:
        assert not set(result.output) & {"\x1b", "\x07", "\u202e"}
    assert json.loads(outputs[2].stdout)[0]["student"] == "\x1b[31ms\u202e"


# The audit


def test_the_audit_says_who_when_and_why(course, save):
    folder = save(late=2.0)
    why = ("--why", "the handout", "--who", "ada")
    for change in (["--add", "2.5"], ["--add=-1"], ["--set", "9"], ["--excuse"], ["--reset"]):
        done("adjust", folder, "s01", "adding", *change, *why)
    done("adjust", folder, "s01", "adding", "--until", "2026-10-03T14:00+02:00", *why)
    save(late=2.0, score=50.0)
    found = json.loads(done("gradebook", folder, "--audit", "--json").stdout)
    assert [(entry["kind"], entry["what"]) for entry in found] == [
        ("add", "2.5 points added"),
        ("add", "1 points taken"),
        ("set", "set to 9 points"),
        ("excuse", "excused"),
        ("reset", "earlier changes taken back"),
        ("extend", "due 2026-10-03 12:00 UTC"),
        ("verdict", "attempt 1: 30 to 50"),
    ]
    assert {entry["who"] for entry in found[:-1]} == {"ada"}
    assert (found[-1]["who"], found[-1]["why"]) == (None, "grade")
    assert {entry["why"] for entry in found[:-1]} == {"the handout"}
    assert sorted(found, key=lambda entry: entry["when"]) == found
    table = done("gradebook", folder, "--audit").stdout.splitlines()
    assert len(table) == 8
    assert re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC +ada +s01 +adding +2.5 points added", table[1])


def test_the_audit_of_one_assignment(course, save):
    save(assignment="bptt")
    folder = save()
    for slug in ("adding", "bptt"):
        done("adjust", folder, "s01", slug, "--excuse", "--why", slug)
    found = json.loads(done("gradebook", folder, "--audit", "--json", "-a", "bptt").stdout)
    assert [entry["why"] for entry in found] == ["bptt"]
    assert done("gradebook", save("s02", assignment="cnn"), "--audit", "-a", "cnn").stdout == (
        "There is nothing yet.\n"
    )


# What goes wrong


def test_there_is_one_form_at_a_time(course, save):
    assert "ask for one" in sentence(run("gradebook", save(), "--csv", "--json"), 2)


@pytest.mark.parametrize("command", ["gradebook", "adjust"])
@pytest.mark.parametrize(
    ("where", "code", "said"),
    [
        ("nowhere", 2, "There is no gradebook at nowhere/gradebook.db: name the folder"),
        ("nowhere.db", 2, "There is no gradebook at nowhere.db"),
        ("", 2, "There is no gradebook"),
        ("no\x00where", 2, "There is no gradebook"),
        ("http://x:SECRET@host/db", 2, "kind 'http' is not known: use sqlite or postgresql"),
        ("a://b://c", 2, ""),
        ("broken.db", 1, "file is not a database"),
        ("folder", 2, "There is no gradebook"),
    ],
)
def test_a_gradebook_that_cannot_be_opened_is_one_sentence(
    course, monkeypatch, tmp_path, command, where, code, said
):
    monkeypatch.chdir(tmp_path)
    Path("broken.db").write_bytes(b"x" * 5000)
    Path("folder").mkdir()
    more = ["s01", "adding", "--add", "1", "--why", "x"] if command == "adjust" else []
    line = sentence(run(command, where, *more), code)
    assert said in line
    assert "SECRET" not in line
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.db", "course", "folder"]


def test_an_assignment_that_the_gradebook_does_not_know_is_a_usage_error(course, save):
    said = sentence(run("gradebook", save(), "-a", "lstm"), 2)
    assert "The gradebook has nothing of 'lstm': it has adding." in said


def test_a_broken_policy_is_named(course, save):
    file = course.public / "course.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("12:00:00Z", "12:00:00"), encoding="utf-8")
    said = sentence(run("gradebook", save()), 1)
    assert re.search(
        r"course\.toml: due\.adding: 2026-10-01 12:00:00 has no time zone: write", said
    )


def test_an_adjustment_that_cannot_be_written_changes_nothing(course, save):
    folder = save()
    connection = sqlite3.connect(folder / "gradebook.db")
    connection.execute(
        "CREATE TRIGGER full BEFORE INSERT ON adjustments BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    connection.close()
    line = sentence(run("adjust", folder, "s01", "adding", "--add", "1", "--why", "x"), 1)
    assert line.endswith("cannot be written: full.")
    assert rows(folder)[0]["final"] == 30.0


# The document


def test_the_document_lists_every_field_status_and_flag():
    text = DOCUMENT.read_text(encoding="utf-8")
    fields = re.findall(r"^\| `(\w+)` \|", text.partition("## Fields")[2], re.MULTILINE)
    assert fields == [*Standing.model_fields, *Entry.model_fields]
    for word in (*Status, *Flag, *Kind):
        assert f"`{word.value}`" in text


def test_the_documents_policy_is_one(course):
    (block,) = re.findall(
        r"((?:^    .*\n|^\n)*^    \[attempts\]\n    .*\n)",
        DOCUMENT.read_text("utf-8"),
        re.MULTILINE,
    )
    file = course.public / "course.toml"
    file.write_text(HEAD + re.sub("^    ", "", block, flags=re.MULTILINE), encoding="utf-8")
    policy = course.identity.policy
    assert (policy.late.late_days, policy.late.per_day, policy.attempts.count) == (3, 10, "best")
    assert set(policy.due) == {"bptt"}


def test_adjustments_are_never_changed_or_taken_away(course, save):
    folder = save()
    kept = []
    for change in (["--add", "1"], ["--set", "2"], ["--reset"], ["--excuse"]):
        done("adjust", folder, "s01", "adding", *change, "--why", "x")
        with Gradebook.open(folder) as book:
            found = book.adjustments()
        assert found[:-1] == kept
        assert isinstance(found[-1], Adjustment)
        kept = found
