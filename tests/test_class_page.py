"""The page of a class says how it went; whatever a student wrote is no more than text."""

from dataclasses import fields
from html.parser import HTMLParser

import pytest

from autograder.feedback import class_page
from autograder.feedback.class_page import Scores
from autograder.items import FEWEST, Alpha, Analysis, Cluster, Flag, Item, analyses
from autograder.policy import Attempt
from autograder.report import CriterionStatus, Example, ReportStatus
from autograder.standing import Flag as Asks
from autograder.standing import Records, standings

HOSTILE = "<script>alert(1)</script> `<b>` \x1b[31m\u202e {{ 7 * 7 }} \"' &lt;"
SAFE = r"<script>alert(1)</script> `<b>` \x1b[31m\u202e {{ 7 * 7 }} " + "\"' &lt;"


class Page(HTMLParser):
    """The text of each element, and its attributes."""

    def __init__(self, source):
        super().__init__()
        self.texts, self.attributes, self._text, self._open = {}, [], "", []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        self.attributes += attributes
        if tag != "meta":
            self._open.append((tag, len(self._text)))

    def handle_endtag(self, tag):
        name, start = self._open.pop()
        assert name == tag
        self.texts.setdefault(tag, []).append(" ".join(self._text[start:].split()))
        self._text += " " if tag in ("td", "th", "dt", "dd") else ""

    def handle_data(self, data):
        self._text += data


@pytest.fixture
def graded(make_report):
    """Reports of students with these scores out of 60, in one criterion."""

    def make(*scores, **more):
        (half,) = make_report().criteria
        whole = {0: CriterionStatus.FAILED, 60: CriterionStatus.PASSED}
        return [
            make_report(
                student=f"s{n:02}",
                score=score,
                max_score=60,
                criteria=(
                    half.model_copy(
                        update={
                            "score": score,
                            "status": whole.get(score, CriterionStatus.PARTIAL),
                            "misconceptions": half.misconceptions if score < 60 else (),
                        }
                    ),
                ),
                **more,
            )
            for n, score in enumerate(scores)
        ]

    return make


def standing_of(reports):
    """Where the students of these reports stand, with neither lateness nor adjustments."""
    names = {field.name for field in fields(Attempt)} - {"submitted_at", "verdict_sha256", "parts"}
    attempts = [
        Attempt(
            submitted_at=None,
            verdict_sha256="",
            **{
                name: getattr(
                    report.grader if name.endswith(("_sha256", "version")) else report, name
                )
                for name in names
            },
        )
        for report in reports
    ]
    return standings(Records(tuple(attempts)), {})


def shown(reports, page_of=lambda _: None, **changes):
    """The page of a class; `changes` go to the analysis."""
    rows = standing_of(reports)
    (found,) = analyses(reports, rows)
    return Page(class_page.render(found.model_copy(update=changes), rows, page_of))


def unjudged(make_report, student):
    return make_report(student=student, status=ReportStatus.UNGRADED, score=None, criteria=())


# numbers


def test_scores_fall_into_tenths_and_full_marks_into_the_last(graded):
    scores = Scores.of(standing_of(graded(0, 5.99, 6, 30, 54, 60, 60)))
    assert scores.bins == (2, 1, 0, 0, 0, 1, 0, 0, 0, 3)
    assert (scores.mean, scores.median) == (pytest.approx(215.99 / 7), 30)


def test_scores_are_of_those_who_were_graded(graded, make_report):
    rows = standing_of([*graded(30), unjudged(make_report, "s09")])
    assert Scores.of(rows).points == (30,)
    assert (Scores.of([]).mean, Scores.of([]).median) == (None, None)


def test_the_page_begins_with_how_many_and_how_well(graded, make_report):
    page = shown([*graded(0, 30, 60), unjudged(make_report, "s09")])
    facts = dict(zip(page.texts["dt"], page.texts["dd"], strict=True))
    assert facts == {"Students": "4", "Graded": "3", "Mean": "30", "Median": "30"}
    assert page.texts["h1"] == ["adding"]
    assert {"Graded 3", "Ungraded 1"} <= set(page.texts["tr"])
    assert "1 0 0 0 0 1 0 0 0 1" in page.texts["tr"]


def test_bars_are_as_high_as_their_share_of_the_highest(graded):
    page = shown(graded(0, 60, 60, 60, 60))
    heights = [value for name, value in page.attributes if name == "height" and "." in value]
    assert heights == ["25.0", *["0.0"] * 8, "100.0"]


def test_each_criterion_has_its_counts_and_with_enough_students_its_mean(graded):
    few = shown(graded(0, 30, 60))
    assert "Each row is added to those before it 1 1 1" in few.texts["tr"]
    assert f"Too few students for statistics, which take {FEWEST}." in few.texts["p"]
    many = shown(graded(*[0, 30, 60] * 10))
    assert "Each row is added to those before it 50 % 10 10 10" in many.texts["tr"]
    assert "Criterion Mean Full Part None" in many.texts["tr"]


def test_misconceptions_are_counted_by_student(graded):
    page = shown(graded(0, 30, 60, 60))
    assert "One row is left out. off_by_one, in totals 2 50 %" in page.texts["tr"]
    assert "None was named." in shown(graded(60)).texts["p"]


def test_items_have_their_statistics_and_what_they_raise(graded):
    item = Item(
        id="a",
        title="First",
        points=60,
        statuses={},
        tests={},
        difficulty=0.5,
        correlation=None,
        upper_lower=-0.25,
        flags=(Flag.TOO_HARD, Flag.NEGATIVE),
    )
    alpha = Alpha(value=0.731, low=0.6, high=0.8)
    page = shown(graded(30), items=(item,), alpha=alpha, enough=True)
    assert "First too hard, negative correlation undefined -0.25" in page.texts["tr"]
    assert "Cronbach's alpha is 0.73 (95 % interval 0.60 to 0.80)." in page.texts["p"]
    assert "0.73" in page.texts["dd"]


def test_what_distorts_the_counts_is_said(graded):
    page = shown(graded(30), not_loaded=1, other_criteria=2)
    assert "1 of 1 did not load, and have 0 everywhere." in page.texts["p"]
    assert any(text.startswith("2 judged by other criteria") for text in page.texts["p"])


def cluster(**changes):
    whole = {
        "course": "little",
        "assignment": "adding",
        "function": "add",
        "behaviour": "ab",
        "criteria": ("sums", "totals"),
        "tests": ("test_sums",),
        "students": 5,
        "who": ("s01", "s02"),
        "example": Example(call="add(1, 2)", came="4", expected="3", gap=""),
    }
    return Cluster(**whole | changes)


def test_unexplained_answers_are_shown_with_an_example(graded):
    page = shown(graded(30), unexplained=(cluster(), cluster(students=2)))
    assert page.texts["article"] == [
        "add 5 students Call add(1, 2) Came 4 Expected 3 In sums, totals Who s01, s02 and more",
        "add 2 students Call add(1, 2) Came 4 Expected 3 In sums, totals Who s01, s02",
    ]
    assert "article" not in shown(graded(30)).texts


# people


def test_who_needs_a_person_is_named_and_linked(graded, make_report):
    reports = [*graded(30), *(unjudged(make_report, f"s{n}") for n in (7, 8))]
    page = shown(reports, {"s7": "s7/adding/feedback.html", "s8": None}.get)
    assert f"{Asks.NEEDS_A_PERSON.capitalize()} s7, s8" in page.texts["tr"]
    assert [value for name, value in page.attributes if name == "href"] == [
        "s7/adding/feedback.html"
    ]
    assert "Nobody." in shown(graded(30)).texts["p"]


def test_a_class_without_a_score_has_a_page(make_report):
    page = shown([unjudged(make_report, "s01")])
    assert "Nobody has a score yet." in page.texts["p"]
    assert page.texts["dd"] == ["1", "0", "-", "-"]


def test_hostile_text_is_no_more_than_text(graded, make_report):
    (report,) = graded(30)
    named = report.criteria[0].misconceptions[0].model_copy(update={"title": HOSTILE})
    criterion = report.criteria[0].model_copy(update={"misconceptions": (named,)})
    example = Example(call=HOSTILE, came=HOSTILE, expected=HOSTILE, gap=HOSTILE)
    page = shown(
        [
            report.model_copy(update={"criteria": (criterion,)}),
            unjudged(make_report, HOSTILE),
        ],
        unexplained=(cluster(function=HOSTILE, who=(HOSTILE,), example=example),),
    )
    assert not {"script", "b", "img"} & set(page.texts)
    everything = "".join(page.texts["html"])
    assert "\x1b" not in everything
    assert "\u202e" not in everything
    assert everything.count(SAFE) == 8


def test_the_page_needs_nothing_but_itself_and_stays_small(graded, make_report):
    reports = [
        *graded(*[0, 10, 20, 30, 60] * 100),
        *(unjudged(make_report, f"student-{n:04}") for n in range(500)),
    ]
    rows = standing_of(reports)
    (found,) = analyses(reports, rows)
    source = class_page.render(found, rows, lambda student: f"{student}/adding/feedback.html")
    assert isinstance(found, Analysis)
    assert len(source.encode()) < 300_000
    assert "default-src 'none'" in source
    assert not {name for name, _ in Page(source).attributes} & {"src", "style", "onload"}
