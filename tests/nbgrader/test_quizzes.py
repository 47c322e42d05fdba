"""A quiz in real nbgrader: a cell for each answer, marked as a sheet of the same answers is."""

import copy
import json
import shutil
import sqlite3
from dataclasses import replace
from importlib.util import find_spec

import pytest

from autograder.errors import SubmissionError
from autograder.nbgrader import quizzes
from autograder.quiz import sheets
from autograder.quiz.marking import Marker

pytestmark = pytest.mark.skipif(not find_spec("nbgrader"), reason="nbgrader is not installed")
SECRETS = (b"How often is it added?", b"zip(x, y, strict=True)", b"subtracts")
LOUD = "<script>document.title = 'BREACH'</script>"


def cell_of(notebook, name):
    """The cell of an answer."""
    found = (each for each in notebook["cells"] if marks(each).get("grade_id") == name)
    return next(found)


def marks(cell):
    return cell["metadata"].get("nbgrader", {})


def answered(released, answers):
    made = copy.deepcopy(released)
    for name, text in answers.items():
        cell_of(made, name)["source"] = text
    return made


def right(quiz):
    """Question -> the right answer, as a student types it."""
    marker, found = Marker(quiz), {}
    for shown in quiz.shown("anybody", 1):
        name = shown.question.id
        if shown.choices:
            wanted = marker.answers[name].right
            places = [n for n, choice in enumerate(shown.choices, 1) if choice.id in wanted]
            found[name] = ", ".join(map(str, places))
        else:
            solved = marker.solved(name, shown.drawn).answer
            found[name] = str(solved)
    return found


@pytest.fixture
def together(quiz_course):
    """The quiz of the little course, as everybody in an nbgrader course has it."""
    return replace(quiz_course, as_notebooks=True).quiz("quiz_sums")


@pytest.fixture
def released(together):
    return {"cells": quizzes.cells(together), "nbformat": 4, "nbformat_minor": 5, "metadata": {}}


def sheet_of(quiz, notebook, student="s01"):
    data = json.dumps(notebook).encode()
    return sheets.read(quizzes.sheet(quiz, student, data, quizzes.BLANK))


def test_everybody_has_the_same_questions_and_elsewhere_their_own(quiz_course, together):
    assert together.shown("s01", 1) == together.shown("s02", 1)
    ours = {str(quiz_course.quiz("quiz_sums").shown(f"s{n}", 1)) for n in range(20)}
    assert len(ours) > 1


def test_an_answer_is_what_stands_in_its_cell(together, released):
    answers = right(together)
    found = sheet_of(together, answered(released, answers))
    assert (found.student, found.attempt, set(found.answers)) == ("s01", 1, set(answers))
    assert Marker(together).mark(sheets.text(found, together.paper).encode(), "s01").score == 100


def test_a_cell_as_it_was_given_out_and_an_empty_one_are_blank(together, released):
    assert sheet_of(together, released).answers == {}
    assert sheet_of(together, answered(released, {"whole": " \n "})).answers == {}
    data = json.dumps(answered(released, {"whole": "TYPE HERE"})).encode()
    assert sheets.read(quizzes.sheet(together, "s01", data, "TYPE HERE\n")).answers.keys() == set(
        right(together)
    ) - {"whole"}


def test_a_choice_is_kept_by_its_id_and_what_is_none_as_it_was_written(together, released):
    found = sheet_of(together, answered(released, {"one": "plus", "several": "2, 1", "part": "?"}))
    order = together.order(together.paper.questions[4], "", 1)
    assert found.answers == {"one": "plus", "several": [order[1], order[0]], "part": "?"}


def test_of_a_doubled_cell_the_last_answer_counts(together, released):
    made = answered(released, {"whole": "1"})
    for text in ("2", quizzes.BLANK):
        made["cells"].append(copy.deepcopy(cell_of(made, "whole")) | {"source": text})
    assert sheet_of(together, made).answers == {"whole": 2}


@pytest.mark.parametrize("data", [b"{", b"[]", b"{}"])
def test_what_is_no_notebook_is_no_sheet(together, data):
    with pytest.raises(SubmissionError, match="This is not a notebook"):
        quizzes.sheet(together, "s01", data, quizzes.BLANK)


def test_questions_that_changed_since_the_notebook_was_made_are_noticed(together, tmp_path):
    assert quizzes.outdated(together, tmp_path) == ""
    path = tmp_path / "quiz_sums.ipynb"
    path.write_text(json.dumps({"cells": quizzes.cells(together)}))
    assert quizzes.outdated(together, tmp_path) == ""
    later = replace(together, epoch="2027")
    assert "run `autograder nbgrader export quiz_sums`" in quizzes.outdated(later, tmp_path)
    path.write_text("{")
    assert "is no notebook of today" in quizzes.outdated(together, tmp_path)


def works(released, answers):
    """student -> {file: text}."""
    wrong = answers | {"whole": "1000", "one": "minus"}
    missing, doubled = answered(released, answers), answered(released, answers)
    missing["cells"].remove(cell_of(missing, "row"))
    doubled["cells"].append(copy.deepcopy(cell_of(doubled, "whole")) | {"source": "1000"})
    turned = answered(released, answers)
    cell_of(turned, "whole").update(cell_type="code", outputs=[], execution_count=None)
    pretends = answered(released, wrong)
    for cell in pretends["cells"]:
        if marks(cell):
            marks(cell).update(points=1000, schema_version=99)
    found = {
        "right": answered(released, answers),
        "wrong": answered(released, wrong),
        "nothing": released,
        "missing": missing,
        "doubled": doubled,
        "turned": turned,
        "pretends": pretends,
        "loud": answered(released, wrong | {"word": LOUD, "part": "nan"}),
    }
    return {
        **{name: {"quiz_sums.ipynb": json.dumps(made)} for name, made in found.items()},
        "broken": {"quiz_sums.ipynb": "{"},
        "absent": {"notes.txt": "later"},
        "renamed": {"quiz_sums (1).ipynb": json.dumps(found["right"])},
        "beside": {
            "quiz_sums.ipynb": json.dumps(found["right"]),
            "answers.toml": "[answers]\nwhole = 1000\n",
        },
    }


@pytest.fixture(scope="module")
def room(tmp_path_factory, quiz_course_at, shell):
    """A course of nbgrader after autograde and feedback of the quiz."""
    base = tmp_path_factory.mktemp("nbgrader-quiz")
    course = quiz_course_at(base / "course")
    (base / "home").mkdir()
    shell = shell(base, base / "home")
    shell("autograder", "nbgrader", "init", "nb", "--course", "course")
    shell.folder = base / "nb"
    shell("nbgrader", "generate_assignment", "quiz_sums")
    path = shell.folder / "release" / "quiz_sums" / "quiz_sums.ipynb"
    released = json.loads(path.read_text(encoding="utf-8"))
    answers = right(replace(course, as_notebooks=True).quiz("quiz_sums"))
    for student, files in works(released, answers).items():
        folder = shell.folder / "submitted" / student / "quiz_sums"
        folder.mkdir(parents=True)
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    shell("autograder", "nbgrader", "grade", ".", "quiz_sums")
    shell("nbgrader", "autograde", "quiz_sums")
    shell("nbgrader", "generate_feedback", "quiz_sums")
    return shell


def rows(room, student, column, table):
    with sqlite3.connect(room.folder / "gradebook.db") as book:
        found = book.execute(
            f"select base_cell.name, {column} from {table} "  # noqa: S608  ours
            f"join base_cell on base_cell.id = {table}.cell_id "
            f"join submitted_notebook on submitted_notebook.id = {table}.notebook_id "
            "join submitted_assignment as work on work.id = submitted_notebook.assignment_id "
            "where student_id = ?",
            (student,),
        )
        return dict(found.fetchall())


WORTH = {"whole": 20, "part": 20, "row": 20, "one": 10, "several": 15, "word": 15}
WRONG = WORTH | {"whole": 0, "one": 0}


@pytest.mark.parametrize(
    ("student", "earned"),
    {
        "right": WORTH,
        "wrong": WRONG,
        "nothing": dict.fromkeys(WORTH, 0),
        "missing": WORTH | {"row": 0},
        "doubled": WORTH | {"whole": 0},
        "turned": WORTH,
        "pretends": WRONG,
        "loud": WRONG | {"word": 0, "part": 0},
        "broken": dict.fromkeys(WORTH, 0),
        "absent": dict.fromkeys(WORTH, 0),
        "renamed": WORTH,
        "beside": WORTH,
    }.items(),
)
def test_each_question_earns_what_its_answer_is_worth(room, student, earned):
    assert rows(room, student, "auto_score", "grade") == earned
    assert not any(rows(room, student, "needs_manual_grade", "grade").values())


def test_scores_are_those_of_our_report(room):
    path = room.folder / "graded" / "wrong" / "quiz_sums" / "report.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    scores = {each["id"]: each["score"] for each in found["criteria"]}
    assert scores == rows(room, "wrong", "auto_score", "grade")


def test_a_wrong_answer_is_told_what_a_sheet_is_told(room):
    comments = rows(room, "wrong", "auto_comment", "comment")
    assert "Which sign takes away?" in comments["one"]
    assert comments["word"] is None
    page = room.folder / "feedback" / "wrong" / "quiz_sums" / "quiz_sums.html"
    assert "Which sign takes away?" in page.read_text(encoding="utf-8")


def test_what_is_no_notebook_is_told_why(room):
    assert "its JSON is broken" in rows(room, "broken", "auto_comment", "comment")["whole"]
    assert "There is no file" in rows(room, "absent", "auto_comment", "comment")["whole"]


def test_what_was_odd_is_told_and_no_script_of_an_answer_runs(room):
    assert "stands 2 times" in rows(room, "doubled", "auto_comment", "comment")["whole"]
    page = room.folder / "feedback" / "loud" / "quiz_sums" / "quiz_sums.html"
    assert LOUD not in page.read_text(encoding="utf-8")


def test_nothing_of_the_key_is_in_anything_that_students_get(room):
    read = 0
    for path in (
        path for name in ("source", "release") for path in (room.folder / name).rglob("*")
    ):
        if path.is_file():
            data, read = path.read_bytes(), read + 1
            assert not [secret for secret in SECRETS if secret in data], path
    assert read > 2


def test_a_changed_question_stops_before_anything_is_marked_by_it(room, tmp_path, shell):
    copied = tmp_path / "all"
    shutil.copytree(room.folder.parent, copied)
    config = copied / "nb" / "nbgrader_config.py"
    config.write_text(config.read_text().replace(str(room.folder.parent), str(copied)))
    paper = copied / "course" / "assignments" / "quiz_sums" / "quiz.toml"
    paper.write_text(paper.read_text().replace("What is {a} + {b}?", "Add {a} and {b}."))
    shell = shell(copied / "nb", room.home)
    shell("autograder", "nbgrader", "grade", ".", "quiz_sums", status=2)
    assert "run `autograder nbgrader export quiz_sums`" in shell.log
    shell("nbgrader", "autograde", "quiz_sums", "--force", status=1)
    assert "run `autograder nbgrader export quiz_sums`" in shell.log
