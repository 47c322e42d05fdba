"""What an author writes: closed models, and errors that name file, question and field."""

from fractions import Fraction

import pytest

from autograder.errors import CourseError
from autograder.quiz.formulas import FormulaError, Formulas
from autograder.quiz.key import CREDITS, Spread
from autograder.quiz.questions import filled, placeholders, shown

QUIZ = "assignments/quiz_sums/quiz.toml"
KEY = "solutions/quiz_sums/key.toml"


@pytest.fixture
def mend(quiz_course):
    """Replace a text in a part of the little quiz, and read the quiz anew."""

    def mend(name, old, new):
        path = quiz_course.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return quiz_course.quiz("quiz_sums")

    return mend


# The public part


@pytest.mark.parametrize("field", ['answer = "a + b"', "right = 5", "feedback = 'x'", "atol = 1"])
def test_a_pasted_key_is_an_error_and_no_leak(mend, field):
    quiz = mend(QUIZ, "integer = true", f"integer = true\n{field}")
    with pytest.raises(CourseError, match=rf"quiz\.toml: questions\.whole\.{field[:4]}.*not permi"):
        _ = quiz.paper


def test_a_pasted_mark_at_a_choice_is_an_error_and_no_leak(mend):
    quiz = mend(QUIZ, 'text = "It adds."', 'text = "It adds.", correct = true')
    with pytest.raises(CourseError, match=r"questions\.one\.choices\.plus\.correct: Extra inputs"):
        _ = quiz.paper


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Sums: a quiz"', "", "title: Field required"),
        ('kind = "number"', 'kind = "numbers"', "questions.whole: Input tag 'numbers' found"),
        ('kind = "number"\n', "", "questions.whole: Unable to extract tag"),
        ('id = "part"', 'id = "whole"', "the question 'whole' stands twice"),
        ('id = "part"', 'id = "Part 1"', "questions.Part 1.id: 'Part 1' is not a slug"),
        ('id = "times"', 'id = "plus"', "questions.one.choices: the choice 'plus' stands twice"),
        ('prompt = "What does `+` do?"', 'prompt = " "', "questions.one.prompt: String should"),
        ('scoring = "net"', 'scoring = "some"', "questions.several.scoring: Input should be"),
        ("allowed = 2", "allowed = 0", "attempts.allowed: Input should be greater"),
        ("penalty = 50", "penalty = 200", "attempts.penalty: Input should be less"),
        ("penalty = 50", "penalty = nan", "attempts.penalty: "),
        ("minutes = [5, 10]", "minutes = [5]", "minutes.1: "),
    ],
)
def test_a_slip_in_the_questions_names_file_question_and_field(mend, old, new, said):
    quiz = mend(QUIZ, old, new)
    with pytest.raises(CourseError) as caught:
        _ = quiz.paper
    assert str(caught.value).startswith(f"{quiz.public / 'quiz.toml'}: {said}")


def test_only_a_title_and_questions_are_needed(mend):
    old = "order = 2\nminutes = [5, 10]\n[attempts]\nallowed = 2\npenalty = 50\n"
    paper = mend(QUIZ, old, "").paper
    assert (paper.minutes, paper.after, paper.attempts.allowed) == (None, (), None)


def test_a_student_s_copy_needs_nothing_but_the_public_part(quiz_course):
    for part in ("solutions", "rubrics"):
        (quiz_course.root / part).rename(quiz_course.root / f"no {part}")
    quiz = quiz_course.quiz("quiz_sums")
    asked = quiz.shown("s01", 1)
    assert [one.question.id for one in asked] == "whole part row one several word".split()
    assert asked[0].prompt == "What is {a} + {b}?".format(**asked[0].drawn)
    assert {choice.id for choice in asked[3].choices} == {"minus", "plus", "times"}
    assert quiz.sheet("s01").drawn == {one.question.id: one.drawn for one in asked if one.drawn}


def test_variants_that_no_build_wrote_are_named(quiz):
    path = quiz.public / "variants.json"
    for text, said in (("{", "is not JSON"), ('{"whole": 5}', r"whole: "), ("[]", ": ")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(CourseError, match=rf"variants\.json.*{said}"):
            _ = type(quiz)(**vars_of(quiz)).pools


def vars_of(quiz):
    return {name: getattr(quiz, name) for name in quiz.__dataclass_fields__}


def test_placeholders_are_filled_and_other_braces_stay():
    assert placeholders("{a} {b_1} {} {1} {c d} `{a}`") == {"a", "b_1"}
    assert filled("{a}, {b}, {x}", {"a": 0.5, "b": [1, -2.0]}) == "0.5, [1, -2], {x}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (3, "3"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1.25e-07, "1.25e-07"),
        ("apple pie", "apple pie"),
        ([[1, 0.5], [0, 2.0]], "[[1, 0.5], [0, 2]]"),
        (("a", "b"), "[a, b]"),
    ],
)
def test_values_are_shown_as_people_write_them(value, text):
    assert shown(value) == text


# The key


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('answer = "a + b"', "", "answers.whole.answer: Field required"),
        ('answer = "a + b"', 'answer = "a +"', "answers.whole.answer: 'a +' is no formula"),
        ('answer = "a + b"', 'answer = "a = b"', "answers.whole.answer: 'a = b' is no formula"),
        ('answer = "a + b"', "answer = 5", "answers.whole.answer: Input should be a valid string"),
        ('where = "a != 5"', 'where = "a !="', "answers.whole.where: 'a !=' is no formula"),
        ("a = [1, 9, 1]", "a = [1, 9]", "answers.whole.parameters.a: [1, 9] is no range"),
        ("a = [1, 9, 1]", "a = [9, 1, 1]", "answers.whole.parameters.a: [9, 1, 1] has no numbers"),
        ("a = [1, 9, 1]", "a = [1, 9, 0]", "answers.whole.parameters.a: [1, 9, 0] has no numbers"),
        ("a = [1, 9, 1]", "a = [1, 9, true]", "answers.whole.parameters.a: [1, 9, True] is no ran"),
        ("a = [1, 9, 1]", "a = 'x'", "answers.whole.parameters.a: say what it is drawn from"),
        ("a = [1, 9, 1]", "a = { values = [] }", "answers.whole.parameters.a.values: Tuple should"),
        ("a = [1, 9, 1]", "'a b' = [1, 9, 1]", "answers.whole.parameters: 'a b' is no name"),
        ("credit = 0.25", "credit = 0.37", "answers.whole.wrong.1.credit: 0.37 is no share"),
        ("credit = 0.25", "credit = 1", "answers.whole.wrong.1.credit: 1 is no share"),
        ("credit = 0.25", "credit = -0.25", "answers.whole.wrong.1.credit: -0.25 is no share"),
        ("credit = 0.25", "credit = true", "answers.whole.wrong.1.credit: True is no number"),
        (', feedback = "Which sign is it?"', "", "answers.whole.wrong.0.feedback: Field required"),
        ('feedback = "Which sign is it?"', 'feedback = ""', "answers.whole.wrong.0.feedback: "),
        ('answer = "a - b"', 'accept = ["x"]', "answers.whole: wrong.0: say which value it is"),
        ('"subtracts"', '"no-hyphen"', "answers.whole.wrong.0.misconception: 'no-hyphen' is no"),
        ("atol = 1e-4", "atol = -1", "answers.part.atol: Input should be greater"),
        ("atol = 1e-4", "atol = inf", "answers.part.atol: Input should be a finite"),
        ('right = ["plus"]', 'right = ["add"]', "answers.one.right: there is no choice 'add'"),
        ('right = ["plus"]', "right = []", "answers.one.right: Tuple should have at least"),
        ('right = ["plus"]', 'right = ["plus", "minus"]', "answers.one.right: name one choice"),
        ('["two", "four"]', '["two", "two"]', "answers.several.right: one stands twice"),
        ("feedback.times =", "feedback.divide =", "answers.one.feedback: there is no choice 'divi"),
        (
            'feedback.times = "Which sign multiplies?"',
            "",
            "answers.one.feedback: the wrong choice ",
        ),
        ("misconceptions.minus", "misconceptions.more", "answers.one.misconceptions: there is no "),
        ('accept = ["sum", "the sum"]', "", "answers.word: say it in one way"),
        ('accept = ["sum", "the sum"]', 'accept = ["x"]\nanswer = "a"', "answers.word: say it in"),
        ('accept = ["product"]', "", "answers.word: say it in one way"),
        ('id = "word"', 'id = "term"', "answers.term: there is no question 'term'"),
        ('id = "word"', 'id = "one"', "answers.one: it stands twice"),
        ('id = "word"', 'id = "word"\npoints = 5', "answers.word.points: Extra inputs"),
        ('id = "word"', 'id = "word"\nkind = "array"', "answers.word.answer: Field required"),
    ],
)
def test_a_slip_in_the_key_names_file_question_and_field(mend, old, new, said):
    quiz = mend(KEY, old, new)
    with pytest.raises(CourseError) as caught:
        _ = quiz.key
    message = str(caught.value)
    assert message.startswith(f"{quiz.solution / 'key.toml'}: {said}")
    assert message.endswith(".")


def test_an_answer_of_another_kind_than_its_question_is_named(mend):
    quiz = mend(KEY, 'id = "row"', 'id = "row"\nkind = "number"')
    with pytest.raises(CourseError, match=r"answers\.row\.kind: the question is of kind 'array'"):
        _ = quiz.key


def test_a_question_without_an_answer_is_named(quiz):
    path = quiz.solution / "key.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.partition('[[answers]]\nid = "word"')[0], encoding="utf-8")
    with pytest.raises(CourseError, match=r"key\.toml: answers: the question 'word' has none"):
        _ = quiz.key


@pytest.mark.parametrize("text", ["answers = 5\n", "answers = [5]\n", "", "[[answers]]\n"])
def test_a_key_that_is_none_is_said_to_be(quiz, text):
    (quiz.solution / "key.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CourseError, match=r"key\.toml: answers"):
        _ = quiz.key


def test_a_quiz_without_a_key_cannot_be_marked_and_says_so(quiz):
    (quiz.solution / "key.toml").unlink()
    with pytest.raises(CourseError, match=r"key\.toml is missing"):
        _ = quiz.key


def test_ranges_are_exact_in_decimals(quiz):
    spread = quiz.key.by_id["row"].parameters["x"]
    assert spread == Spread(values=(-1.0, -0.5, 0.0, 0.5, 1.0), shape=(2, 3))
    assert quiz.key.by_id["whole"].parameters["a"].values == tuple(range(1, 10))


@pytest.mark.parametrize(
    ("written", "values"),
    [
        ("[0.1, 0.5, 0.1]", [0.1, 0.2, 0.3, 0.4, 0.5]),
        ("[-1.0, 1, 1]", [-1.0, 0.0, 1.0]),
        ("[1, 10, 4]", [1, 5, 9]),
        ("[2, 2, 1]", [2]),
        ("{ values = ['x', 1, 0.5] }", ["x", 1, 0.5]),
    ],
)
def test_what_a_parameter_is_drawn_from(mend, written, values):
    quiz = mend(KEY, "a = [1, 9, 1]", f"a = {written}")
    found = quiz.key.by_id["whole"].parameters["a"].values
    assert [(value, type(value)) for value in found] == [(value, type(value)) for value in values]


@pytest.mark.parametrize(
    ("written", "share"),
    [("0.33333", "1/3"), ("0.66667", "2/3"), ("0.83333", "5/6"), ("0.14286", "1/7"), ("0", "0")],
)
def test_credits_are_exact_shares_that_moodle_takes(mend, written, share):
    quiz = mend(KEY, "credit = 0.25", f"credit = {written}")
    assert quiz.key.by_id["whole"].wrong[1].credit == Fraction(share)


def test_the_shares_are_those_of_moodle_s_list():
    percent = (
        "90 83.33333 80 75 70 66.66667 60 50 40 33.33333 30 25 20 16.66667 14.28571 12.5 11.11111 "
        "10 5 0"
    ).split()
    assert sorted(round(float(100 * share), 5) for share in CREDITS) == sorted(map(float, percent))


# Formulas


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("H*(D + H + 1)", 21),
        ("[H, D]", [3, 3]),
        ("(H, D)", [3, 3]),
        ("[[x*2 for x in row] for row in [[1, 2], [3, 4]]]", [[2, 4], [6, 8]]),
        ("'a' if H == 3 else 'b'", "a"),
        ("-(-7 // 2)", 4),
        ("round(log(exp(2)), 6)", 2.0),
        ("sum([n for n in range(4)])", 6),
        ("{'x': 5}['x']", 5),
    ],
)
def test_a_formula_is_an_expression_over_parameters(text, value):
    assert Formulas().value(text, {"H": 3, "D": 3}) == value


@pytest.mark.parametrize(
    "text",
    [
        "1/0",
        "unknown",
        "__import__('os')",
        "open('x')",
        "''.join(['a'])",
        "(lambda: 1)()",
        "rand()",
        "9**9**9**9",
        "H.real",
        "[1, 2][5]",
    ],
)
def test_what_no_formula_may_do_has_no_value(text):
    with pytest.raises(FormulaError, match="has no value for"):
        Formulas().value(text, {"H": 3})


def test_functions_of_the_key_can_be_called_but_not_its_own_helpers(quiz):
    assert quiz.formulas.value("added([1], [2])", {}) == [3]
    with pytest.raises(FormulaError, match="_unseen"):
        quiz.formulas.value("_unseen()", {})


def test_values_of_numpy_become_numbers(quiz):
    path = quiz.solution / "key.py"
    path.write_text("import numpy\n\ndef ones():\n    return numpy.ones((1, 2), int)\n")
    found = Formulas.beside(path)
    assert found.value("ones()", {}) == [[1, 1]]
    assert type(found.value("ones()", {})[0][0]) is int


def test_functions_that_do_not_load_are_named(quiz):
    (quiz.solution / "key.py").write_text("def f(:\n")
    with pytest.raises(CourseError, match=r"key\.py does not load \(SyntaxError"):
        _ = quiz.formulas


def test_a_text_is_filled_with_the_values_of_its_formulas():
    assert Formulas().filled("{a} + 1 = {a + 1}", {"a": 0.5}) == "0.5 + 1 = 1.5"
