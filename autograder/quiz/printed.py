"""One student's questions to read and to write on: Markdown, or a page that stands by itself."""

from __future__ import annotations

import re
from functools import lru_cache

from markdown_it import MarkdownIt
from markupsafe import Markup

from autograder.feedback.html import template
from autograder.feedback.plain import printable
from autograder.quiz.questions import NumberQuestion, Paper, Question
from autograder.quiz.quiz import Shown
from autograder.quiz.sheets import Sheet

_HOW = {
    "choice": "The number of one choice.",
    "choices": "The numbers of all choices that hold, such as `[1, 3]`.",
    "array": "A list such as `[1, 0.5]`, or rows such as `[[1, 2], [3, 4]]`.",
    "text": "A word or a few.",
}
WRITE = "Write each answer into `answers.toml`, beside the name of its question."
_COMMONMARK = MarkdownIt("commonmark", {"html": False})
_MARKS = re.compile(r"([\\`*_\[\]<>&~|])")


def how(question: Question) -> str:
    """What an answer to a question looks like."""
    if not isinstance(question, NumberQuestion):
        return _HOW[question.kind]
    said = "A whole number" if question.integer else "A number"
    return f"{said}, in {question.unit}." if question.unit else f"{said}."


def heading(paper: Paper, student: str, attempt: int) -> str:
    """Whose questions these are."""
    allowed = paper.attempts.allowed
    of = f" of {allowed}" if allowed else ""
    return f"Student {printable(student)}, attempt {attempt}{of}."


def markdown(paper: Paper, sheet: Sheet, questions: tuple[Shown, ...]) -> str:
    """The questions of a sheet as Markdown."""
    whose = _MARKS.sub(r"\\\1", heading(paper, sheet.student, sheet.attempt))
    blocks = [f"# {paper.title}", f"{whose} {WRITE}"]
    blocks += [block(number, shown) for number, shown in enumerate(questions, 1)]
    return "\n\n".join(blocks) + "\n"


def block(number: int, shown: Shown) -> str:
    """One question as Markdown."""
    choices = [f"{place}. {choice.text}" for place, choice in enumerate(shown.choices, 1)]
    parts = [f"## Question {number}: {shown.question.id}", shown.prompt]
    parts += ["\n".join(choices), how(shown.question)]
    return "\n\n".join(filter(None, parts))


def html(paper: Paper, sheet: Sheet, questions: tuple[Shown, ...]) -> str:
    """The same as a page, with space to write by hand: no script, no network."""
    return template("questions.html").render(
        paper=paper,
        whose=heading(paper, sheet.student, sheet.attempt),
        write=WRITE,
        questions=questions,
        how=how,
        rendered=rendered,
    )


@lru_cache(maxsize=1024)  # a class has the same choices
def rendered(text: str) -> Markup:
    """Markdown as HTML; HTML in it is shown, not obeyed."""
    return Markup(_COMMONMARK.render(text))  # noqa: S704  it has escaped what it was given
