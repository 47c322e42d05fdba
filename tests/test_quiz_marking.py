"""A sheet is marked: right, known to be wrong, wrong, malformed and blank are five things."""

import json
from fractions import Fraction

import pytest

from autograder.errors import CourseError
from autograder.feedback import html, markdown
from autograder.quiz import sheets
from autograder.quiz.compare import Solved, are_apart, is_same, judge, shape
from autograder.quiz.marking import Marker
from autograder.quiz.questions import Scoring
from autograder.report import CriterionStatus, ReportStatus, ScoreReport, TestStatus

KEY = "solutions/quiz_sums/key.toml"


@pytest.fixture
def marker(quiz):
    return Marker(quiz)


@pytest.fixture
def answered(marker):
    """A sheet of s01 with some answers; a name in capitals stands for what the key makes of it."""

    def answered(attempt=1, **answers):
        sheet = marker.quiz.sheet("s01", attempt)
        for name, raw in answers.items():
            solved = marker.solved(name, sheet.drawn.get(name, {}))
            known = {
                "RIGHT": solved.answer,
                **dict(zip(("FIRST", "SECOND"), solved.wrong, strict=False)),
            }
            sheet = sheet.answered(name, known.get(raw, raw) if isinstance(raw, str) else raw)
        return sheet

    return answered


@pytest.fixture
def mark(marker, answered):
    """The report of such a sheet, handed in as its student's file."""

    def mark(attempt=1, **answers):
        sheet = answered(attempt, **answers)
        return marker.mark(sheets.text(sheet, marker.quiz.paper).encode(), "s01")

    return mark


def one(report, name):
    return next(criterion for criterion in report.criteria if criterion.id == name)


ALL_RIGHT = {
    "whole": "RIGHT",
    "part": "RIGHT",
    "row": "RIGHT",
    "one": "plus",
    "several": ["four", "two"],
    "word": "the SUM",
}


def test_right_answers_are_full_marks(mark):
    report = mark(**ALL_RIGHT)
    assert (report.status, report.score, report.max_score) == (ReportStatus.GRADED, 100.0, 100)
    assert {c.status for c in report.criteria} == {CriterionStatus.PASSED}
    assert {c.feedback for c in report.criteria} == {""}
    assert {t.status for c in report.criteria for t in c.tests} == {TestStatus.PASSED}


def test_the_report_is_the_same_document_as_of_code(mark, quiz):
    report = mark(**ALL_RIGHT)
    assert ScoreReport.model_validate_json(report.model_dump_json()) == report
    assert (report.course, report.assignment, report.student) == ("little", "quiz_sums", "s01")
    assert [c.id for c in report.criteria] == [c.id for c in quiz.rubric.criteria]
    assert report.grader.tests_sha256 == quiz.tests_sha256
    assert report.grader.isolation == ()
    assert "answered" not in report.for_student().model_dump_json()
    assert report.output not in report.for_student().model_dump_json()
    assert "# quiz_sums: 100 of 100 points" in markdown.render(report.for_student())
    assert "<h1>quiz_sums</h1>" in html.render(report.for_student())


def test_blank_malformed_wrong_and_right_are_kept_apart(mark):
    report = mark(whole="", part="nan", row=[[9, 9, 9], [9, 9, 9]], one="plus")
    statuses = {c.id: c.tests[0].status for c in report.criteria}
    assert statuses == {
        "whole": TestStatus.NOT_RUN,
        "part": TestStatus.INVALID_RETURN,
        "row": TestStatus.FAILED,
        "one": TestStatus.PASSED,
        "several": TestStatus.NOT_RUN,
        "word": TestStatus.NOT_RUN,
    }
    assert one(report, "whole").feedback == "Not answered."
    assert one(report, "part").feedback.startswith("'nan' is no number")
    assert one(report, "part").feedback.endswith("It was not marked.")
    assert report.score == 10.0


def test_a_known_wrong_value_names_its_misconception_and_has_its_own_feedback(mark):
    criterion = one(mark(whole="FIRST"), "whole")
    (named,) = criterion.misconceptions
    assert (named.slug, named.title) == ("subtracts", "The second vector is taken away.")
    assert named.hint == "Which sign does the second vector have in a sum?"
    assert criterion.feedback == "Which sign is it?"
    assert criterion.score == 0.0


def test_a_misconception_of_the_quiz_s_own_rubric_is_named_too(mark):
    (named,) = one(mark(word="Product"), "word").misconceptions
    assert (named.slug, named.title) == ("multiplies", "Adding is multiplying.")


def test_a_known_wrong_value_keeps_its_credit(mark):
    criterion = one(mark(whole="SECOND"), "whole")
    assert (criterion.score, criterion.status) == (5.0, CriterionStatus.PARTIAL)
    assert (criterion.passed, criterion.total) == (1, 4)
    assert criterion.feedback == "How often is it added?"


def test_a_wrong_value_that_nobody_knows_gets_the_hint(mark):
    criterion = one(mark(whole=-1000), "whole")
    assert (criterion.score, criterion.hint) == (0.0, "What comes after five?")
    assert criterion.misconceptions == ()


def test_staff_see_what_was_answered_and_what_was_right(mark, marker):
    drawn = marker.quiz.drawn("s01", 1)["whole"]
    assert one(mark(whole=-1000), "whole").tests[0].message == (
        f"answered -1000; right: {drawn['a'] + drawn['b']}"
    )
    assert one(mark(), "whole").tests[0].message == "blank"
    assert one(mark(one="minus"), "one").tests[0].message == "answered minus; right: [plus]"
    assert one(mark(word="x" * 9000), "word").tests[0].message.startswith("answered xxx")
    assert len(one(mark(word="x" * 9000), "word").tests[0].message) < 600
    assert one(mark(word="difference"), "word").tests[0].message.endswith("right: sum")


@pytest.mark.parametrize(("off", "passes"), [(0.0, True), (9e-5, True), (2e-4, False)])
def test_a_number_passes_within_its_tolerance(mark, marker, off, passes):
    right = marker.solved("part", marker.quiz.drawn("s01", 1)["part"]).right
    for answer in (right + off, right - off, f"{right + off:.17g}"):
        assert (one(mark(part=answer), "part").score == 20.0) is passes


def test_an_array_is_told_how_many_entries_are_right_and_where_the_first_wrong_one_is(mark, marker):
    right = [list(row) for row in marker.solved("row", marker.quiz.drawn("s01", 1)["row"]).right]
    right[1][0] += 100
    right[1][2] += 100
    told = one(mark(row=right), "row")
    assert told.feedback.startswith(
        "4 of 6 entries are right; the first wrong one: row and column 2, 1."
    )
    assert told.hint == "Which entries belong together?"


@pytest.mark.parametrize("answer", [[1, 2, 3], [[1, 2], [3, 4]], [[[1]]], [[1], [2], [3]]])
def test_an_array_of_another_shape_is_told_its_shape_alone(mark, answer):
    feedback = one(mark(row=answer), "row").feedback
    assert f"of shape {shape(answer)} is not of the shape that is asked for" in feedback
    assert "(2, 3)" not in feedback


@pytest.mark.parametrize("answer", ["plus", ["plus"], " plus "])
def test_a_choice_may_stand_in_a_list(mark, answer):
    assert one(mark(one=answer), "one").score == 10.0


def test_a_choice_can_be_named_by_the_place_where_it_was_shown(mark, quiz):
    order = quiz.order(quiz.paper.questions[3], "s01", 1)
    assert one(mark(one=order.index("plus") + 1), "one").score == 10.0
    assert one(mark(one=order.index("minus") + 1), "one").misconceptions[0].slug == "subtracts"
    assert one(mark(one=4), "one").tests[0].status is TestStatus.INVALID_RETURN


@pytest.mark.parametrize(
    ("scoring", "taken", "share"),
    [
        ("all", ["two", "four"], "1"),
        ("all", ["two"], "0"),
        ("all", ["two", "four", "five"], "0"),
        ("net", ["two", "four"], "1"),
        ("net", ["two"], "1/2"),
        ("net", ["two", "four", "five"], "1/2"),
        ("net", ["two", "five"], "0"),
        ("net", ["three", "five"], "0"),
        ("net", ["two", "three", "four", "five"], "0"),
        ("each", ["two", "four"], "1"),
        ("each", ["two"], "3/4"),
        ("each", ["two", "five"], "1/2"),
        ("each", ["three", "five"], "0"),
        ("each", ["two", "three", "four", "five"], "1/2"),
    ],
)
def test_several_choices_are_scored_in_three_ways(marker, scoring, taken, share):
    question = marker.quiz.paper.questions[4].model_copy(update={"scoring": Scoring(scoring)})
    verdict = judge(question, marker.answers["several"], None, tuple(taken))
    assert verdict.share == Fraction(share)


def test_wrong_choices_are_answered_and_missing_ones_are_not_named(mark):
    told = one(mark(several=["two"]), "several")
    assert told.feedback == "Something that is right is missing."
    assert told.hint == "What is twice a whole number?"
    said = one(mark(several=["three", "two", "four", "five"]), "several").feedback
    assert said == "Is 3 twice a whole number? Is 5 twice a whole number?"
    said = one(mark(several=["two", "five"]), "several").feedback
    assert said == "Something that is right is missing. Is 5 twice a whole number?"


@pytest.mark.parametrize("text", ["sum", "SUM", " s u m ", "The\nSum", "\uff53um"])
def test_case_spacing_and_width_of_a_text_do_not_matter(mark, text):
    assert one(mark(word=text), "word").score == 15.0


def test_a_text_that_only_contains_the_right_one_is_wrong(mark):
    assert one(mark(word="sum or product"), "word").score == 0.0


def test_the_way_to_the_answer_is_shown_after_the_last_attempt_alone(mark, quiz):
    drawn = quiz.drawn("s01", 2)["whole"]
    worked = f"Worked: {drawn['a']} and {drawn['b']} are {drawn['a'] + drawn['b']}."
    for answers in ({}, {"whole": -1000}, {"whole": "nan"}, {"whole": "FIRST"}):
        assert worked in one(mark(2, **answers), "whole").feedback
        assert "Worked" not in one(mark(1, **answers), "whole").feedback
    assert one(mark(2, whole="RIGHT"), "whole").feedback == ""
    assert one(mark(2, one="times"), "one").feedback.endswith("One and one are two.")
    assert "One and one" not in one(mark(1, one="times"), "one").feedback


def test_without_a_limit_of_attempts_the_way_is_shown_each_time(quiz_course):
    path = quiz_course.public / "quiz_sums" / "quiz.toml"
    path.write_text(path.read_text().replace("allowed = 2\n", ""))
    quiz = quiz_course.quiz("quiz_sums")
    report = Marker(quiz).report(quiz.sheet("s01", 50))
    assert "Worked: " in one(report, "whole").feedback


# Whose sheet it is


@pytest.mark.parametrize(
    ("field", "other", "said"),
    [
        ("student", "s02", "This is a sheet of the student 's02', not of 's01': hand in your own."),
        ("epoch", "2025", "This is a sheet of the epoch '2025', not of '2026': hand in your own."),
        (
            "quiz",
            "quiz_x",
            "This is a sheet of the quiz 'quiz_x', not of 'quiz_sums': hand in your own.",
        ),
        (
            "course",
            "rnn",
            "This is a sheet of the course 'rnn', not of 'little': hand in your own.",
        ),
        ("attempt", 3, "This is a sheet of attempt 3, and 2 are allowed."),
        ("attempt", 2, "The numbers of whole are not those drawn for 's01' in attempt 2: take the"),
    ],
)
def test_a_sheet_of_another_is_rejected(marker, answered, field, other, said):
    sheet = answered(**ALL_RIGHT).model_copy(update={field: other})
    report = marker.mark(sheets.text(sheet, marker.quiz.paper).encode(), "s01")
    assert (report.status, report.score) == (ReportStatus.REJECTED, 0.0)
    assert report.message.startswith(said)
    assert report.criteria == ()
    assert report.submission_sha256 == sheet.receipt


@pytest.mark.parametrize(
    "drawn",
    [
        {},
        {"whole": {"a": 1, "b": 1}},
        {"whole": {}, "part": {"x": 1}},
        {"whole": {"a": "1", "b": 1}},
        {"more": {"a": 1}},
        {"one": {"a": 1}},
    ],
)
def test_a_sheet_with_other_numbers_is_rejected(marker, answered, drawn):
    sheet = answered(whole=2)
    if "whole" not in drawn and drawn:
        drawn = sheet.drawn | drawn
    sheet = sheet.model_copy(update={"drawn": drawn})
    report = marker.mark(sheet.canonical().encode(), "s01")
    assert report.status is ReportStatus.REJECTED  # it is no TOML, either
    lines = [f"{name} = {json.dumps(v)}".replace('":', '" =') for name, v in drawn.items()]
    head = "\n".join(
        f"{key} = {json.dumps(getattr(sheet, key))}"
        for key in ("course", "epoch", "quiz", "student", "attempt")
    )
    report = marker.mark(f"{head}\n[drawn]\n{chr(10).join(lines)}\n".encode(), "s01")
    assert report.status is ReportStatus.REJECTED
    assert "drawn for 's01'" in report.message or "no question" in report.message


def test_an_answer_to_no_question_is_rejected(marker, answered):
    text = sheets.text(answered(), marker.quiz.paper) + '"\\u001b[2J" = 5\n'
    report = marker.mark(text.encode(), "s01")
    assert report.message == "There is no question '\\x1b[2J' in quiz_sums."


def test_what_is_no_sheet_is_rejected_with_the_reason(marker):
    report = marker.mark(b"def f(): pass", "s01")
    assert report.status is ReportStatus.REJECTED
    assert "not TOML" in report.message


@pytest.mark.parametrize(
    "raw",
    ["<script>alert(1)</script>", "\x1b]0;x\x07\x1b[31m", "{{ 1 }}", "`rm -rf`", "=1+1", "\u202e"],
)
def test_what_was_written_reaches_no_page_and_no_terminal_as_it_is(mark, raw):
    view = mark(word=raw, part=raw, one=raw).for_student()
    for page in (markdown.render(view), html.render(view)):
        assert "\x1b" not in page
        assert "\x07" not in page
        assert "\u202e" not in page
        assert "<script>alert" not in page


# What does not fit together


def test_a_question_without_points_is_named(quiz_course):
    path = quiz_course.root / "rubrics" / "quiz_sums.toml"
    path.write_text(
        path.read_text().replace('id = "word"', 'id = "words"').replace('["word"]', '["words"]')
    )
    with pytest.raises(CourseError, match=r"quiz_sums\.toml: 'word' has no points"):
        Marker(quiz_course.quiz("quiz_sums"))


def test_points_for_no_question_are_named(quiz_course):
    path = quiz_course.root / "rubrics" / "quiz_sums.toml"
    text = path.read_text().replace("points = 10", "points = 9")
    more = '[[criteria]]\nid = "extra"\ntitle = "X"\npoints = 1\nhint = "?"\n'
    path.write_text(more + text)
    with pytest.raises(CourseError, match=r"quiz_sums\.toml: 'extra' is no question"):
        Marker(quiz_course.quiz("quiz_sums"))


def test_a_misconception_that_no_rubric_has_is_named(quiz_course):
    path = quiz_course.root / KEY
    path.write_text(path.read_text().replace('"subtracts"', '"divides"', 1))
    with pytest.raises(
        CourseError, match=r"answers\.whole: no rubric has a misconception 'divides'"
    ):
        Marker(quiz_course.quiz("quiz_sums"))


def test_a_way_that_cannot_be_told_is_the_author_s_error(quiz_course):
    path = quiz_course.root / KEY
    path.write_text(path.read_text().replace("{a} and {b}", "{a/0} and {b}"))
    quiz = quiz_course.quiz("quiz_sums")
    with pytest.raises(CourseError, match=r"key\.toml: answers\.whole\.worked: .* has no value"):
        Marker(quiz).report(quiz.sheet("s01", 2))


def test_numbers_that_a_formula_needs_and_nobody_drew_are_the_author_s_error(quiz_course):
    path = quiz_course.public / "quiz_sums" / "variants.json"
    path.write_text('{"whole": [{"a": 1}]}')
    quiz = quiz_course.quiz("quiz_sums")
    with pytest.raises(
        CourseError, match=r"key\.toml: answers\.whole: .* has no value for {'a': 1}"
    ):
        Marker(quiz).report(quiz.sheet("s01"))


def test_what_another_rubric_says_of_a_misconception_is_part_of_the_rubric_s_hash(quiz_course):
    before = quiz_course.quiz("quiz_sums").rubric_sha256
    path = quiz_course.root / "rubrics" / "adding.toml"
    text = path.read_text()
    path.write_text(text.replace("One row is left out.", "One row is missing."))
    assert quiz_course.quiz("quiz_sums").rubric_sha256 == before  # the key does not name it
    path.write_text(text.replace("Which sign does the second", "What sign does the second"))
    assert quiz_course.quiz("quiz_sums").rubric_sha256 != before


# The key was wrong


def test_a_corrected_key_is_applied_to_what_was_answered_then(mark, quiz_course):
    before = mark(whole="SECOND", part="RIGHT", word="total")
    path = quiz_course.root / KEY
    text = path.read_text().replace('"the sum"]', '"the sum", "total"]')
    path.write_text(
        text.replace('answer = "a + b"', 'answer = "a * b"').replace('"a * b", c', '"a + b", c')
    )
    quiz = quiz_course.quiz("quiz_sums")
    after = Marker(quiz).again(before)
    assert [one(after, name).score for name in ("whole", "part", "word")] == [20.0, 20.0, 15.0]
    assert (before.score, after.score) == (25.0, 55.0)
    assert after.grader.tests_sha256 == quiz.tests_sha256 != before.grader.tests_sha256
    kept = ("submission_sha256", "started_at", "seconds", "output", "attempt", "student")
    assert all(getattr(after, name) == getattr(before, name) for name in kept)
    assert Marker(quiz).again(after) == after


def test_a_report_is_marked_again_by_the_numbers_that_were_asked(mark, quiz_course):
    before = mark(**ALL_RIGHT)
    path = quiz_course.public / "quiz_sums" / "variants.json"
    pools = json.loads(path.read_text())
    path.write_text(json.dumps({name: pool[::-1][:7] for name, pool in pools.items()}))
    after = Marker(quiz_course.quiz("quiz_sums")).again(before)
    assert after.score == 100.0


def test_rejected_work_stays_as_it_is_under_any_key(marker):
    report = marker.mark(b"[", "s01")
    assert marker.again(report) is report


def test_other_questions_need_a_regrade(mark, quiz_course):
    before = mark(**ALL_RIGHT)
    report = before.model_copy(update={"criteria": before.criteria[1:]})
    with pytest.raises(CourseError, match=r"criterion 'whole' of quiz_sums was added"):
        Marker(quiz_course.quiz("quiz_sums")).again(report)


def test_the_same_sheet_always_gets_the_same_report(marker, answered):
    sheet = answered(whole="FIRST", part="nan", row=[[1]], one="minus", several=["two"], word="x")
    data = sheets.text(sheet, marker.quiz.paper).encode()
    first = marker.mark(data, "s01")
    marker.mark(sheets.text(answered(**ALL_RIGHT), marker.quiz.paper).encode(), "s01")
    assert marker.mark(data, "s01").verdict() == first.verdict()
    assert Marker(marker.quiz).mark(data, "s01").verdict() == first.verdict()


# Comparing


def test_nan_never_passes(quiz):
    answer = quiz.key.by_id["part"]
    assert not is_same(answer, 1.0, float("nan"))
    assert not is_same(answer, float("nan"), 1.0)
    assert not is_same(quiz.key.by_id["row"], [[1.0]], [[float("nan")]])


def test_shapes_tell_apart_and_so_does_one_entry(quiz):
    answer = quiz.key.by_id["row"]
    assert are_apart(answer, Solved([[1, 2]], None, ([1, 2],)))
    assert are_apart(answer, Solved([1, 2], None, ([1, 3],)))
    assert not are_apart(answer, Solved([1, 2], None, ([1, 3], [1, 2])))
    assert not is_same(answer, [[1, 2]], [1, 2])
