"""A sheet of answers: written the same by every face, read as what a stranger sends."""

import contextlib
import hashlib
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from autograder.errors import SubmissionError
from autograder.quiz import sheets
from autograder.quiz.questions import Paper
from autograder.quiz.sheets import Sheet

HEAD = 'course = "c"\nepoch = "1"\nquiz = "quiz_x"\nstudent = "s01"\nattempt = 1\n'
QUESTIONS = [{"id": name, "kind": "text", "prompt": "?"} for name in ("a1", "b2", "c3")]
PAPER = Paper.model_validate({"title": "X", "questions": QUESTIONS})


def read(text):
    return sheets.read(text if isinstance(text, bytes) else text.encode())


def a_sheet(**answers):
    return Sheet(course="c", epoch="1", quiz="quiz_x", student="s01", attempt=1, answers=answers)


def test_a_sheet_can_be_written_by_hand():
    found = read(HEAD + "[drawn]\na1 = { H = 3 }\n[answers]\na1 = 0.5\nb2 = ''\nc3 = ['x', 2]\n")
    assert found.drawn == {"a1": {"H": 3}}
    assert found.answers == {"a1": 0.5, "c3": ["x", 2]}


def test_a_saved_sheet_has_a_line_for_every_question():
    text = sheets.text(a_sheet(b2=[1, 2.5]), PAPER)
    assert 'a1 = ""\nb2 = [1, 2.5]\nc3 = ""\n' in text
    assert read(text) == a_sheet(b2=[1, 2.5])


def test_an_answer_is_written_in_and_taken_out():
    sheet = a_sheet(a1="x").answered("b2", 5).answered("a1", " ")
    assert sheet == a_sheet(b2=5)
    assert sheet.answered("b2", float("nan")).answers == {"b2": "nan"}


plain = (
    st.text() | st.integers(-(10**40), 10**40) | st.floats(allow_nan=False, allow_infinity=False)
)
answers = plain | st.booleans() | st.lists(plain | st.lists(plain, max_size=3), max_size=3)


@given(
    student=st.text(max_size=50),
    values=st.fixed_dictionaries({}, optional={"a1": answers, "b2": answers, "c3": answers}),
    drawn=st.dictionaries(st.text(max_size=5), plain, max_size=3),
)
def test_what_is_saved_is_what_is_read(student, values, drawn):
    sheet = a_sheet().model_copy(update={"student": student, "drawn": {"a1": drawn}})
    for name, value in values.items():
        sheet = sheet.answered(name, value)
    clean = json.loads(sheet.canonical().encode("ascii", "strict"))
    if "\\ud" in sheet.canonical():  # half characters are no text that a file can hold
        return
    found = read(sheets.text(sheet, PAPER))
    assert found == sheet
    assert found.receipt == sheet.receipt
    assert sheets.stored(sheet.canonical()) == sheet
    assert clean["student"] == student


def test_the_receipt_is_that_of_the_canonical_form():
    sheet = a_sheet(a1=1, b2="\u00e9", c3=[1e-7, 0.5])
    canonical = (
        '{"answers":{"a1":1,"b2":"\\u00e9","c3":[1e-07,0.5]},"attempt":1,"course":"c","drawn":{},'
        '"epoch":"1","quiz":"quiz_x","student":"s01"}'
    )
    assert sheet.canonical() == canonical
    assert sheet.receipt == hashlib.sha256(canonical.encode()).hexdigest()


def test_layout_does_not_change_a_receipt_and_answers_do():
    text = sheets.text(a_sheet(a1="x", b2=3), PAPER)
    for other in (
        text.replace("\n", "\r\n"),
        "\ufeff" + text,
        text.replace('c3 = ""\n', "# nothing\n"),
        text.replace('"x"', "'x'"),
    ):
        assert sheets.sha256(other.encode()) == a_sheet(a1="x", b2=3).receipt
    assert sheets.sha256(text.replace("3", "4").encode()) != a_sheet(a1="x", b2=3).receipt


def test_what_is_no_sheet_has_the_hash_of_its_bytes():
    assert sheets.sha256(b"[") == hashlib.sha256(b"[").hexdigest()


REJECTED = {
    "empty": (b"", "course: Field required"),
    "not UTF-8": (b'course = "\xff"', "not UTF-8"),
    "not TOML": (b"course: c", "not TOML"),
    "Python": (b"import os\nos.system('true')", "not TOML"),
    "ten megabytes": (HEAD.encode() + b"#" * 10_000_000, "larger than 256 KiB"),
    "another field": ((HEAD + 'key = "x"').encode(), "key: Extra inputs"),
    "an attempt before the first": (HEAD.replace("= 1", "= 0").encode(), "attempt: "),
    "an attempt that is no number": (HEAD.replace("= 1", "= true").encode(), "attempt: "),
    "a student who is a number": (HEAD.replace('"s01"', "1").encode(), "student: "),
    "a student without an end": (HEAD.replace("s01", "s" * 5000).encode(), "student: "),
    "answers that are a list": ((HEAD + "answers = [1]").encode(), "answers: "),
    "drawn numbers that are a list": ((HEAD + "drawn = [1]").encode(), "drawn: "),
    "a number of 5000 digits": ((HEAD + f"[answers]\na1 = {'9' * 5000}").encode(), "too large"),
    "lists in lists": ((HEAD + f"[answers]\na1 = {'[' * 60_000}").encode(), "not TOML"),
    "a long name": ((HEAD + f"[drawn]\n{'a' * 9000} = 1").encode(), "drawn.aaa"),
    "a name that steers a terminal": ((HEAD + '"\\u001b[2J" = 1').encode(), "Extra inputs"),
}


@pytest.mark.parametrize("kind", REJECTED)
def test_what_is_no_sheet_is_rejected_in_one_sentence(kind):
    data, said = REJECTED[kind]
    with pytest.raises(SubmissionError) as caught:
        read(data)
    message = str(caught.value)
    assert said in message
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 500


WRITTEN = {
    "nan": "nan",
    "inf": "inf",
    "-inf": "-inf",
    "1e999": "inf",
    "0x" + "f" * 5000: "inf",
    "2026-10-01T12:00:00Z": "2026-10-01T12:00:00+00:00",
    "2026-10-01": "2026-10-01",
    "12:00:00": "12:00:00",
    "true": True,
    "[nan, [1e999]]": ["nan", ["inf"]],
    '"<b>\\u001b[31m"': "<b>\x1b[31m",
    "{ a = 1 }": {"a": 1},
}


@pytest.mark.parametrize("written", WRITTEN, ids=lambda text: text[:20])
def test_any_value_of_toml_is_an_answer_of_some_kind(written):
    sheet = read(f"{HEAD}[answers]\na1 = {written}\n")
    assert sheet.answers == {"a1": WRITTEN[written]}
    assert json.loads(sheet.canonical())["answers"] == sheet.answers


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "[answers]\na1 = [" + "[1]," * 60_000 + "]",
        HEAD + "".join(f"[drawn.a{n}]\n" for n in range(15_000)),
        HEAD + "[answers]\n" + ".".join("a" * 40 for _ in range(100)) + " = 1",
        HEAD + "[answers]\na1 = '''" + "\\" * 250_000 + "'''",
        HEAD + "#" * 200_000,
    ],
    ids=["lists", "tables", "dots", "text", "comment"],
)
def test_what_is_as_large_as_a_sheet_may_be_is_a_sheet_or_rejected(text):
    with contextlib.suppress(SubmissionError):
        assert read(text).student == "s01"


@pytest.mark.parametrize("depth", [7, 8, 9, 50, 200, 250, 300, 330, 400, 480, 500, 1000])
@pytest.mark.parametrize(("begin", "end"), [("[", "]"), ("{ a = ", "}")])
@pytest.mark.parametrize("place", ["answers", "drawn"])
def test_however_deep_lists_lie_a_sheet_is_read_or_rejected(depth, begin, end, place):
    value = begin * depth + "1" + end * depth
    table = f"[answers]\na1 = {value}" if place == "answers" else f"[drawn]\na1 = {{ H = {value} }}"
    with contextlib.suppress(SubmissionError):
        sheet = read(f"{HEAD}{table}\n")
        assert sheets.stored(sheet.canonical()) == sheet
        assert sheet.receipt == sheets.sha256(f"{HEAD}{table}\n".encode())


def test_saving_leaves_the_old_sheet_or_the_new_one(tmp_path, monkeypatch):
    path = tmp_path / "answers.toml"
    sheets.save(path, a_sheet(a1="old"), PAPER)
    assert read(path.read_bytes()) == a_sheet(a1="old")

    def fails(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(OSError, match="No space"):
        sheets.save(path, a_sheet(a1="new"), PAPER)
    assert read(path.read_bytes()) == a_sheet(a1="old")
    assert [found.name for found in tmp_path.iterdir()] == ["answers.toml"]


def test_a_sheet_that_is_saved_again_is_the_new_one(tmp_path):
    path = tmp_path / "answers.toml"
    for answer in ("one", "two"):
        sheets.save(path, a_sheet(a1=answer), PAPER)
    assert read(path.read_bytes()) == a_sheet(a1="two")


def test_names_and_texts_that_toml_would_misread_are_quoted():
    sheet = a_sheet(a1='"\x7f\t\\').model_copy(update={"drawn": {"a1": {"x y": "'"}}})
    assert read(sheets.text(sheet, PAPER)) == sheet


def test_half_characters_become_escapes_so_that_a_file_can_hold_them():
    sheet = a_sheet().answered("a1", "a\ud800b")
    assert sheet.answers == {"a1": "a\\ud800b"}
    assert read(sheets.text(sheet, PAPER)) == sheet


def test_the_models_are_closed():
    with pytest.raises(ValueError, match="Extra inputs"):
        TypeAdapter(Sheet).validate_python(a_sheet().model_dump() | {"score": 100})
