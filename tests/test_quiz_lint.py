"""A quiz that holds together passes; each slip that an author can make is named."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from autograder.course import Course
from autograder.quiz import texts, variants
from autograder.quiz.build import build
from autograder.quiz.lint import lint
from autograder.verify.quizzes import prove

ROOT = Path(__file__).parents[1]
QUIZ = "assignments/quiz_sums/quiz.toml"
KEY = "solutions/quiz_sums/key.toml"
POOLS = "assignments/quiz_sums/variants.json"


@pytest.fixture
def problems(quiz_course):
    """What lint says after some texts of the little quiz were replaced; built anew or not."""

    def problems(*changes, rebuilt=True):
        for name, old, new in changes:
            path = quiz_course.root / name
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        quiz = Course(quiz_course.root).quiz("quiz_sums")
        if rebuilt:
            pools = {pool.question: pool.variants for pool in build(quiz)}
            (quiz_course.root / POOLS).write_text(variants.text(pools), encoding="utf-8")
        return lint(Course(quiz_course.root).quiz("quiz_sums")).problems

    return problems


def test_the_little_quiz_holds_and_its_questions_are_counted(quiz):
    found = lint(quiz)
    assert found.holds
    assert found.problems == ()
    assert found.misconceptions == ("multiplies", "subtracts")
    rows = {row.id: row for row in found.questions}
    assert (rows["part"].variants, rows["part"].answers, rows["part"].wrong) == (4, 4, 1)
    assert (rows["one"].variants, rows["one"].wrong) == (1, 2)
    assert (rows["several"].wrong, rows["word"].wrong) == (2, 1)
    assert rows["whole"].answers <= 17 < rows["whole"].variants
    assert 0 < rows["whole"].thrown_away < 0.3


@pytest.mark.parametrize("slug", Course(ROOT).quizzes)
def test_every_quiz_of_this_course_holds(course, slug):
    found = lint(course.quiz(slug))
    assert found.problems == ()


SLIPS = {
    "a pool that another key made": (
        [(KEY, 'answer = "a * b", credit', 'answer = "a * b + 1", credit')],
        False,
        "whole: variants.json is not what the key gives: run `autograder quiz build quiz_sums`",
    ),
    "a variant that was written in by hand": (
        [(POOLS, '"whole": [\n', '"whole": [\n  {"a": 2, "b": 2},\n')],
        False,
        "whole: variants.json is not what the key gives",
    ),
    "a pool of no question": (
        [(POOLS, '"whole": [', '"more": [{"a": 1}],\n"whole": [')],
        False,
        "more: variants.json is not what the key gives",
    ),
    "a number that is drawn and not shown": (
        [(QUIZ, "{a} + {b}", "{a} + 5")],
        True,
        "whole: {b} is drawn and not shown",
    ),
    "a number that is shown and not drawn": (
        [(QUIZ, "{a} + {b}?", "{a} + {b} in {T} steps?")],
        True,
        "whole: {T} is no parameter",
    ),
    "an answer in its own prompt": (
        [(QUIZ, "an addition called?", "an addition called, a sum or else?")],
        True,
        "word: its answer stands in the public part: sum",
    ),
    "an answer in another question": (
        [(QUIZ, '"It adds."', '"It gives The SUM."')],
        True,
        "word: its answer stands in the public part: The SUM",
    ),
    "an answer in the title": (
        [(QUIZ, 'title = "Sums: a quiz"', 'title = "A sum"')],
        True,
        "word: its answer stands in the public part: sum",
    ),
    "a parameter that is the answer": (
        [(KEY, 'answer = "x / 3"', 'answer = "x"'), (KEY, '"x / 2"', '"x / 2 + 9"')],
        True,
        "part: its answer stands in the public part: ",
    ),
    "a list that is the answer": (
        [
            (KEY, 'answer = "[added(a, b) for a, b in zip(x, y)]"', 'answer = "y"'),
            (KEY, 'wrong = [{ answer = "x", f', 'wrong = [{ answer = "[[9]]", f'),
        ],
        True,
        "row: its answer stands in the public part: ",
    ),
    "a formula that Markdown eats": (
        [(QUIZ, "What is {a} + {b}?", "What is 2*{a} + 2*{b} less {a} and {b}?")],
        True,
        "whole: Markdown would not show this as it stands, set formulas in backticks: What is 2*",
    ),
    "feedback that Markdown eats": (
        [(KEY, "How often is it added?", "Is it a_(t) * b, or a * _b_?")],
        True,
        "whole: Markdown would not show this as it stands, set formulas in backticks: Is it",
    ),
    "a way that Markdown eats": (
        [(KEY, "{a} and {b} are {answer}.", "*{a}* and {b} are {answer}.")],
        True,
        "whole: Markdown would not show this as it stands, set formulas in backticks: Worked: *",
    ),
    "a word that is right and wrong": (
        [(KEY, 'accept = ["product"]', 'accept = ["product", "The sum"]')],
        True,
        "word: an answer would pass for two of the right one and those that are known to be wrong",
    ),
    "a fraction without a tolerance": (
        [(KEY, "atol = 1e-4\n", "")],
        True,
        "part: a right answer with a fraction needs a tolerance: atol or rtol, for ",
    ),
    "a right answer that cannot be given": (
        [(KEY, 'answer = "a + b"', 'answer = "a + b + 0.5"'), (KEY, "a != 5", "a != 6")],
        True,
        "whole: a right answer with a fraction needs a tolerance",
    ),
    "a whole number that is none": (
        [(KEY, 'answer = "a + b"', 'atol = 0.1\nanswer = "a + b + 0.5"')],
        True,
        "whole: the right answer ",
    ),
    "a wrong answer that cannot be given": (
        [(KEY, 'answer = "a * b", credit', 'answer = "a / 7 + 99.5", credit')],
        True,
        "whole: wrong.1 is ",
    ),
    "a way that cannot be told": (
        [(KEY, "{a} and {b} are", "{c} and {b} are")],
        True,
        "answers.whole.worked: ",
    ),
    "a part that is missing": (
        [(KEY, 'id = "word"', 'id = "words"')],
        False,
        "answers.words: there is no question 'words'",
    ),
}


@pytest.mark.parametrize("kind", SLIPS)
def test_a_slip_is_named(problems, kind):
    changes, rebuilt, said = SLIPS[kind]
    found = problems(*changes, rebuilt=rebuilt)
    assert any(said in problem for problem in found), found
    assert all(len(problem) < 600 for problem in found)


def with_choices(quiz_course, places):
    """Add questions whose right choice stands at these places."""
    questions, answers, criteria = "", "", ""
    for number, place in enumerate(places):
        ids = [f"c{n}" for n in range(3)]
        listed = ", ".join(f'{{ id = "{name}", text = "text {name}" }}' for name in ids)
        questions += f'[[questions]]\nid = "q{number}"\nkind = "choice"\nprompt = "?"\n'
        questions += f"choices = [{listed}]\n"
        told = ", ".join(f'{name} = "Why?"' for name in ids)
        answers += f'[[answers]]\nid = "q{number}"\nright = ["c{place}"]\nfeedback = {{ {told} }}\n'
        criteria += f'[[criteria]]\nid = "q{number}"\ntitle = "X"\npoints = 1\nhint = "?"\n'
    for name, more in ((QUIZ, questions), (KEY, answers)):
        path = quiz_course.root / name
        path.write_text(path.read_text() + more)
    rubric = quiz_course.root / "rubrics" / "quiz_sums.toml"
    text = rubric.read_text().replace("points = 10", f"points = {10 - len(places)}")
    rubric.write_text(criteria + text)


@pytest.mark.parametrize(
    ("places", "holds"), [([1, 1], False), ([1, 0], True), ([1], True), ([0, 0, 0], True)]
)
def test_right_choices_that_all_stand_at_one_place_are_named(quiz_course, places, holds):
    with_choices(quiz_course, places)  # that of the little quiz stands second
    found = lint(Course(quiz_course.root).quiz("quiz_sums")).problems
    assert found == (() if holds else ("all 3 right choices stand at place 2: mix them",))


def test_more_right_choices_than_moodle_has_shares_for_are_named(problems, quiz_course):
    ids = [f"c{number}" for number in range(12)]
    listed = ", ".join(f'{{ id = "{name}", text = "Text {name}" }}' for name in ids)
    path = quiz_course.root / QUIZ
    text = path.read_text()
    start = text.index('scoring = "net"')
    end = text.index('[[questions]]\nid = "word"')
    asked = f'prompt = "Which?"\nchoices = [{listed}]\n'
    path.write_text(text[:start] + asked + text[end:])
    right = ", ".join(f'"{name}"' for name in ids[:11])
    found = problems(
        (KEY, 'right = ["two", "four"]', f"right = [{right}]"),
        (KEY, 'feedback.three = "Is 3 twice a whole number?"', 'feedback.c11 = "Why?"'),
        (KEY, 'feedback.five = "Is 5 twice a whole number?"', ""),
        rebuilt=False,
    )
    assert found == (
        "several: 11 right choices: Moodle has no share for each of so many, use 10 at most",
    )


@pytest.mark.parametrize(
    ("text", "eaten"),
    [
        ("a plain text, with W_xh and h_1", False),
        ("`10*32 + 32*32` in code", False),
        ("3 * 4 is 12", False),
        ("10*32+32*32", True),
        ("**bold**", True),
        ("_x_ is", True),
        ("a [link](x)", True),
        ("<b>bold</b>", True),
        ("&lt; is less", True),
        ("# a heading", True),
        ("1. a list", True),
        ("two\n\nparagraphs", True),
        ("a backslash \\* here", True),
        ("[1, 2] and (3, 4)", False),
        ("2 < 3 and 4 > 3", False),
    ],
)
def test_what_markdown_eats_is_seen(text, eaten):
    assert texts.is_eaten(text) is eaten


def test_verify_proves_a_quiz_and_its_folder(quiz_course):
    found = prove(quiz_course, "quiz_sums")
    assert found.holds
    assert (found.tests, found.misconceptions, found.wrong) == (6, 2, 9)
    assert found.correct > 500
    (quiz_course.public / "quiz_sums" / "key.toml").write_text("# x\n")
    problems = prove(quiz_course, "quiz_sums").problems
    assert problems == ("key.toml does not belong into the public folder",)


def test_what_a_quiz_comes_after_is_in_the_course(quiz_course):
    file = quiz_course.public / "quiz_sums" / "quiz.toml"
    file.write_text(f'after = ["nonesuch"]\n{file.read_text()}')
    problems = prove(quiz_course, "quiz_sums").problems
    assert problems == ("after names 'nonesuch', which is not in this course",)


def test_verify_finds_a_hint_of_the_key_in_the_questions(quiz_course):
    path = quiz_course.root / QUIZ
    path.write_text(path.read_text().replace("It adds.", "It adds. How often is it added?"))
    (problem,) = prove(Course(quiz_course.root), "quiz_sums").problems
    assert "quiz.toml" in problem
    assert "How often is it added?" in problem


def test_what_stands_in_the_way_of_a_proof_is_a_problem(quiz_course):
    (quiz_course.root / KEY).unlink()
    (problem,) = prove(quiz_course, "quiz_sums").problems
    assert "is missing" in problem
    (problem,) = prove(quiz_course, "nonesuch").problems
    assert problem == "There is no quiz 'nonesuch': this course has quiz_sums."


def test_the_quiz_of_the_documents_holds(little_course):
    text = (ROOT / "docs" / "quizzes.md").read_text(encoding="utf-8")
    parts = re.findall(r"^## (\S+/quiz_adding\S+)\n\n((?:    .*\n|\n)+)", text, re.MULTILINE)
    assert len(parts) == 4
    for name, block in parts:
        path = little_course.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(block), encoding="utf-8")
    pools = {pool.question: pool.variants for pool in build(little_course.quiz("quiz_adding"))}
    path = little_course.public / "quiz_adding" / "variants.json"
    path.write_text(variants.text(pools), encoding="utf-8")
    found = prove(Course(little_course.root), "quiz_adding")
    assert found.problems == ()
    assert (found.tests, found.misconceptions) == (4, 1)
