"""A report as people read it: nothing that a student wrote steers a page or a terminal."""

import io
import re
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from autograder.feedback import html, markdown, outline, terminal
from autograder.feedback.plain import points, printable
from autograder.report import (
    CriterionStatus,
    Load,
    NamedMisconception,
    ReportStatus,
    ScoreReport,
    TestStatus,
)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></style></main><iframe src=//x>",
    "javascript:alert(1)",
    "&lt;b&gt; &amp; &#60;b&#62;",
    "{{ report.seed }} {% include 'x' %} {# x #}",
    "![a](http://x/y.png) [b](http://x) <http://x>",
    "# Title",
    "**bold** __init__ _a_ ~~b~~ | c | ***",
    "a\n\n# Title\n\n<b>",
    "\r\n- item",
    "```\ncode\n```",
    "`<b>`",
    "``<b>`",
    "`<b>",
    "a ` b <b> *c*",
    "\\<b\\> \\",
    "[red]markup[/red] [link=http://x]y[/link] [/]",
    "\x1b[2J\x1b[31m\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31m \x07 \x00 \x7f \b\b\b",
    "\u202egpj.exe \u2066x\u2069 \u200f \u200b \ufeff",
    "\u2028\u2029\x85\x0b\x0c",
    "\ud800",
    "\U000e0041\ue000",
    "%s %d %(x)s {0} {x!r}",
    "0",
    " ",
]


class Page(HTMLParser):
    """What a page is made of: tags, attributes, and the text of each element."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts, self._open = set(), set(), {}, []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.attributes |= set(attributes)
        if tag not in ("meta", "img", "br", "hr"):
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        for tag in self._open:
            self.texts[tag][-1] += data


def hidden(text):
    """The characters that a terminal or a browser could obey."""
    return set(
        re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069]", text)
    )


def written(*reports, **options):
    """What the terminal is sent, without the colours that we ask for ourselves."""
    out = io.StringIO()
    console = Console(
        file=out, width=200, force_terminal=True, color_system="standard", highlight=False
    )
    for report in reports:
        console.print(report, **options)
    return re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())


@pytest.mark.parametrize(
    ("score", "text"),
    [
        (None, "-"),
        (0.0, "0"),
        (0.1, "0.1"),
        (4.0, "4"),
        (10.0, "10"),
        (86.67, "86.67"),
        (99.5, "99.5"),
        (100.0, "100"),
        (1000.0, "1000"),
    ],
)
def test_a_score_has_no_needless_zeros(score, text):
    assert points(score) == text


@pytest.mark.parametrize(
    "text", ["plain text", "ä é 日本 😀", "a  b", "\\n", "`'\"", "1 + 1 = 2; x_t <= 3"]
)
def test_ordinary_text_stays(text):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x1b[31m", r"\x1b[31m"),
        ("\x00\x7f\x9b", r"\x00\x7f\x9b"),
        ("\u202eabc", r"\u202eabc"),
        ("\u2066\u200b\ufeff", r"\u2066\u200b\ufeff"),
        ("\u2028\u2029", r"\u2028\u2029"),
        ("\ud800", r"\ud800"),
        ("\U000e0041\ue000", r"\U000e0041\ue000"),
    ],
)
def test_what_could_be_obeyed_is_shown_as_its_escape(text, shown):
    assert printable(text) == shown


def test_some_characters_can_be_kept():
    assert printable("a\n\x1b", keep="\n") == "a\n\\x1b"


# ----- Markdown


def rendered(report):
    """What a renderer that lets HTML through makes of the Markdown."""
    return Page(MarkdownIt("commonmark", {"html": True}).render(markdown.render(report)))


def test_markdown_tells_what_was_right_causes_gaps_and_what_to_read(make_report):
    assert markdown.render(make_report().for_student()) == (
        "# adding: 30 of 100 points\n"
        "\n"
        "Student s01, attempt 1, graded.\n"
        "\n"
        "## What was right\n"
        "\n"
        "0 of 1 criteria are full, 1 in part.\n"
        "\n"
        "- Each row is added to those before it: 30 of 60, 1 of 2 tests passed\n"
        "\n"
        "## What to work on\n"
        "\n"
        "### One row is left out.\n"
        "\n"
        "> Which rows?\n"
        "\n"
        "#### Each row is added to those before it: 30 of 60, 1 of 2 tests passed\n"
        "\n"
        "The result of `running_total` has wrong values.\n"
        "\n"
        'Read "Totals" in the handout.\n'
    )


def with_criterion(make_report, **update):
    (criterion,) = make_report().criteria
    return make_report(criteria=(criterion.model_copy(update=update),))


def full(make_report):
    return with_criterion(
        make_report, status=CriterionStatus.PASSED, score=60.0, misconceptions=(), feedback=""
    )


def test_markdown_says_no_more_of_what_passed(make_report):
    text = markdown.render(full(make_report).for_student())
    assert text.endswith(
        "1 of 1 criteria are full.\n\n- Each row is added to those before it: 60 of 60\n"
    )


BARE = {"feedback": "", "misconceptions": (), "read": ()}


def test_markdown_without_feedback_or_cause_ends_with_the_count(make_report):
    text = markdown.render(with_criterion(make_report, **BARE).for_student())
    assert text.endswith(
        "\n### Each row is added to those before it: 30 of 60, 1 of 2 tests passed\n"
    )


def test_a_hint_is_asked_where_no_cause_is_named(make_report):
    report = with_criterion(make_report, **(BARE | {"hint": "What is [1] + [2]?"}))
    assert "\n> What is [1] + [2]?\n" in markdown.render(report.for_student()).replace("\\", "")
    page = Page(html.render(report.for_student()))
    assert ("class", "question") in page.attributes
    assert "What is [1] + [2]?" in page.texts["p"]
    assert "  What is [1] + [2]?" in written(terminal.full(report))


def test_what_one_cause_explains_stands_together_and_the_cause_once(make_report):
    (first,) = make_report().criteria
    alone = first.model_copy(update={"id": "b", "title": "Alone", "misconceptions": ()})
    last = first.model_copy(update={"id": "c", "title": "Last"})
    report = make_report(criteria=(first, alone, last))
    assert [
        ([cause.slug for cause in finding.causes], [c.id for c in finding.criteria])
        for finding in outline.findings(report)
    ] == [(["off_by_one"], ["totals", "c"]), ([], ["b"])]
    texts = (
        markdown.render(report.for_student()),
        html.render(report.for_student()),
        written(terminal.full(report)),
    )
    assert [text.count("Which rows?") for text in texts] == [1, 1, 1]


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ((), ""),
        (("a",), 'Read "a" in the handout.'),
        (("a", "b"), 'Read "a" and "b" in the handout.'),
        (("a", "b", "c"), 'Read "a", "b" and "c" in the handout.'),
    ],
)
def test_what_to_read_is_a_sentence(make_report, names, said):
    (criterion,) = with_criterion(make_report, read=names).criteria
    assert outline.reading(criterion) == said


def test_work_that_did_not_load_is_told_why_and_nothing_about_its_criteria(make_report):
    load = Load(status=TestStatus.RAISED, message="The file raised NameError in line 3.")
    report = make_report(load=load)
    assert outline.messages(report) == [load.message, "No test could be run."]
    for text in (markdown.render(report.for_student()), html.render(report.for_student())):
        assert "No test could be run." in text
        assert "What to work on" not in text


def test_a_report_of_an_early_version_reads_as_it_was_told(make_report):
    document = make_report().model_dump(mode="json")
    document["criteria"][0]["feedback"] = "Wrong values. What is 1 + 2?"
    document["criteria"][0]["misconceptions"] = []
    for name in ("hint", "read"):
        del document["criteria"][0][name]
    report = ScoreReport.model_validate(document)
    for text in (markdown.render(report.for_student()), html.render(report.for_student())):
        assert "Wrong values. What is 1 + 2?" in text
        assert "in the handout" not in text


def rejected(make_report, message):
    return make_report(
        status=ReportStatus.REJECTED,
        score=0.0,
        criteria=(),
        message=message,
        load=Load(status=TestStatus.NOT_RUN, message=message),
    )


def test_a_message_that_stands_twice_is_told_once(make_report):
    report = rejected(make_report, "This is not a regular file.")
    view = report.for_student()
    assert markdown.render(view).count("This is not a regular file.") == 1
    assert html.render(view).count("This is not a regular file.") == 1
    assert written(terminal.full(report)).count("This is not a regular file.") == 1


def test_two_messages_are_both_told(make_report):
    report = make_report(
        message="Read this.", load=Load(status=TestStatus.PASSED, message="Cell 2 raised KeyError.")
    )
    view = report.for_student()
    for text in (markdown.render(view), html.render(view), written(terminal.full(report))):
        assert "Read this." in text
        assert "Cell 2 raised KeyError." in text


def hostile(make_report, text):
    """A report with `text` wherever a student's words can come to stand; keys are in feedback."""
    (criterion,) = make_report().criteria
    return make_report(
        student=text,
        message=text,
        load=Load(status=TestStatus.PASSED, message=f"x {text}"),
        criteria=(criterion.model_copy(update={"feedback": f"`total` lacks the key {text}"}),),
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_more_than_text_in_markdown(make_report, text):
    report = hostile(make_report, text)
    source = markdown.render(report.for_student())
    assert hidden(source) == set()
    page = rendered(report.for_student())
    assert page.tags <= {"h1", "h2", "h3", "h4", "p", "ul", "li", "blockquote", "code"}
    assert page.tags >= {"h1", "p"}
    shown = [" ".join(text.split()) for text in page.texts["p"]]
    if "`" not in text:
        plain = " ".join(printable(text).split())
        assert " ".join(f"Student {plain}, attempt 1, graded.".split()) in shown
        assert page.texts.get("code") == ["total"]
        assert " ".join(f"total lacks the key {plain}".split()) in shown


@pytest.mark.parametrize(
    "text", ["__init__", "_a_", "a_b_c", "__a__b__", "W_hh and W_xh", "a_ _b", "é_ü_", "2*x*y", "_"]
)
def test_names_are_shown_as_they_are_in_markdown(make_report, text):
    page = rendered(make_report(student=text).for_student())
    assert page.texts["p"][0] == f"Student {text}, attempt 1, graded."
    assert "em" not in page.tags


CODE = "`W_hh @ h` has *no* bias <b>; `[0, 1]`?"


@pytest.mark.parametrize("place", ["feedback", "hint"])
def test_code_stays_code_in_markdown_and_on_the_page(make_report, place):
    (criterion,) = make_report().criteria
    (cause,) = criterion.misconceptions
    update = (
        {"feedback": CODE, "misconceptions": ()}
        if place == "feedback"
        else {"feedback": "", "misconceptions": (cause.model_copy(update={"hint": CODE}),)}
    )
    view = with_criterion(make_report, read=(), **update).for_student()
    for page in (rendered(view), Page(html.render(view))):
        assert page.texts["code"] == ["W_hh @ h", "[0, 1]"]
        assert page.texts["p"][-1].endswith("W_hh @ h has *no* bias <b>; [0, 1]?")


def test_a_backtick_alone_lets_no_mark_through(make_report):
    (criterion,) = make_report().criteria
    odd = criterion.model_copy(update={"feedback": "an odd ` stands <b>here</b>"})
    page = rendered(make_report(criteria=(odd,)).for_student())
    assert "an odd ` stands <b>here</b>" in page.texts["p"]


# ----- the page

TAGS = set(
    "html head meta title style body header main section article div span strong h1 h2 h3 h4 p "
    "code table thead tbody tr th td svg desc rect circle path".split()
)
ATTRIBUTES = set(
    "lang charset name content http-equiv class id scope role aria-labelledby aria-hidden "
    "viewbox preserveaspectratio x width height cx cy r d".split()
)


def test_the_page_tells_what_was_right_causes_gaps_and_what_to_read(make_report):
    page = Page(html.render(make_report().for_student()))
    assert page.texts["title"] == ["adding - s01", "Points earned of each criterion"]
    assert page.texts["h1"] == ["adding"]
    assert page.texts["h2"] == ["What was right", "What to work on"]
    assert page.texts["h3"] == ["One row is left out."]
    assert page.texts["h4"] == ["Each row is added to those before it"]
    assert page.texts["p"] == [
        "Feedback for s01, attempt 1",
        "30 of 100 points",
        "0 of 1 criteria are full, 1 in part.",
        "What explains these answers",
        "Which rows?",
        "The result of running_total has wrong values.",
        'Read "Totals" in the handout.',
    ]
    cells = [" ".join(cell.split()) for tag in ("th", "td") for cell in page.texts[tag]]
    assert cells == [
        *("Criterion", "Points and tests"),
        *("Partial: Each row is added to those before it", "30 of 60 1 of 2 tests"),
    ]


def test_the_page_says_no_more_of_what_passed(make_report):
    page = Page(html.render(full(make_report).for_student()))
    assert page.texts["h2"] == ["What was right"]
    assert "1 of 1 criteria are full." in page.texts["p"]
    assert not {"article", "h3"} & page.tags


def test_where_nothing_was_right_the_page_does_not_say_so(make_report):
    failed = with_criterion(make_report, status=CriterionStatus.FAILED, score=0.0, passed=0)
    page = Page(html.render(failed.for_student()))
    assert page.texts["h2"] == ["Criteria", "What to work on"]
    assert "What was right" not in markdown.render(failed.for_student())


def test_the_page_needs_nothing_but_itself(make_report):
    source = html.render(make_report().for_student())
    page = Page(source)
    assert page.tags <= TAGS
    assert {name for name, _ in page.attributes} <= ATTRIBUTES
    assert "default-src 'none'" in source
    assert not re.search(r"https?:|//|url\(|@import", source)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_more_than_text_on_the_page(make_report, text):
    ordinary = Page(html.render(make_report(message="x").for_student()))
    report = hostile(make_report, text)
    source = html.render(report.for_student())
    assert hidden(source) == set()
    source.encode("utf-8")
    page = Page(source)
    assert page.tags == ordinary.tags
    assert page.attributes == ordinary.attributes
    plain = printable(text)
    assert page.texts["title"][0] == f"adding - {plain}"
    assert f"Feedback for {plain}, attempt 1" in page.texts["p"]
    assert plain.replace("`", "") in page.texts["p"]


def test_a_page_without_a_score_has_a_dash(make_report):
    view = make_report(status=ReportStatus.UNGRADED, score=None, criteria=()).for_student()
    page = Page(html.render(view))
    assert "- of 100 points, ungraded" in page.texts["p"]
    assert not {"svg", "table"} & page.tags
    assert markdown.render(view).startswith("# adding: - of 100 points\n")


# ----- the terminal


def test_the_terminal_tells_what_was_right_causes_gaps_and_what_to_read(make_report):
    assert [line.rstrip() for line in written(terminal.full(make_report())).splitlines()] == [
        "adding, s01: 30 of 100 points (graded)",
        "",
        "What was right: 0 of 1 criteria are full, 1 in part.",
        "    30 of 60  Each row is added to those before it, 1 of 2 tests passed",
        "",
        "What to work on",
        "  One row is left out.",
        "  Which rows?",
        "    30 of 60  Each row is added to those before it, 1 of 2 tests passed",
        "              The result of `running_total` has wrong values.",
        '              Read "Totals" in the handout.',
    ]


def test_the_terminal_says_no_more_of_what_passed(make_report):
    lines = written(terminal.full(full(make_report))).splitlines()
    assert [line.rstrip() for line in lines[2:]] == [
        "What was right: 1 of 1 criteria are full.",
        "    60 of 60  Each row is added to those before it",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_no_more_than_text_in_the_terminal(make_report, text):
    report = make_report(
        student=text,
        status=ReportStatus.REJECTED,
        message=text,
        load=Load(status=TestStatus.FAILED, message=f"x {text}"),
    )
    for seen in (terminal.full(report), terminal.table([report])):
        out = written(seen)
        assert hidden(out) == set()
        assert printable(text).rstrip() in out


def test_the_table_has_a_row_for_each_report(make_report):
    rows = [make_report(), make_report(student="s02", score=None)]
    lines = [line.split() for line in written(terminal.table(rows)).splitlines()]
    assert lines == [
        ["assignment", "student", "score", "what", "stood", "out"],
        ["adding", "s01", "30", "off_by_one"],
        ["adding", "s02", "-", "off_by_one"],
    ]


def of(make_report, *statuses, misconceptions=(), **changes):
    (criterion,) = make_report().criteria
    tests = tuple(criterion.tests[0].model_copy(update={"status": s}) for s in statuses)
    update = {"tests": tests, "misconceptions": misconceptions, **changes}
    return make_report(criteria=(criterion.model_copy(update=update),))


def test_what_stands_out_is_the_cause_that_was_named(make_report):
    two = tuple(NamedMisconception(slug=s, title=s, hint=s) for s in ("b", "a", "b"))
    assert terminal.stands_out(of(make_report, misconceptions=two)) == "b, a"


@pytest.mark.parametrize(
    ("statuses", "said"),
    [
        (["timed_out", "passed"], "timed out"),
        (["invalid_return", "crashed", "timed_out"], "timed out, crashed, invalid return"),
        (["raised", "failed", "not_run"], "loses totals"),
        ([], "loses totals"),
    ],
)
def test_what_stands_out_is_else_the_worst_that_happened(make_report, statuses, said):
    report = of(make_report, *(TestStatus(status) for status in statuses))
    assert terminal.stands_out(report) == said


def test_a_cause_and_a_crash_both_stand_out(make_report):
    named = (NamedMisconception(slug="a", title="a", hint="a"),)
    report = of(make_report, TestStatus.CRASHED, misconceptions=named)
    assert terminal.stands_out(report) == "a, crashed"


def test_nothing_stands_out_where_nothing_is_lost(make_report):
    report = of(make_report, TestStatus.PASSED, status=CriterionStatus.PASSED)
    assert terminal.stands_out(report) == ""


def test_what_was_not_graded_stands_out_with_its_reason(make_report):
    report = rejected(make_report, "This is not a regular file.")
    assert terminal.stands_out(report) == "rejected: This is not a regular file."
    ungraded = make_report(status=ReportStatus.UNGRADED)
    assert terminal.stands_out(ungraded) == "ungraded: "


def test_a_file_that_does_not_load_stands_out_with_its_reason(make_report):
    load = Load(status=TestStatus.RAISED, message="The file raised NameError in line 3.")
    assert terminal.stands_out(make_report(load=load)) == (
        "does not load: The file raised NameError in line 3."
    )
