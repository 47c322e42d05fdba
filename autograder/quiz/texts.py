"""What can be wrong with the texts of a quiz: Markdown eats them, or they give an answer away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt

from autograder.quiz import compare
from autograder.quiz.answers import understood
from autograder.quiz.key import ChoiceAnswer
from autograder.quiz.marking import Marker
from autograder.quiz.questions import Question, filled, placeholders
from autograder.quiz.variants import Drawn
from autograder.report import TestStatus

WORDS = 6  # of an answer that is looked for in a text
_COMMONMARK = MarkdownIt("commonmark")
_NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_LIST = re.compile(r"[\[(][-\d\s.,\[\]()]*\d[-\d\s.,\[\]()]*[\])]")
_WORD = re.compile(r"[^\s,.:;?!()\[\]\"'`{}]+|[,.:;?!()\[\]\"'`{}]")


def is_eaten(text: str) -> bool:
    """Whether Markdown shows a text otherwise than it was written: `a*b + c*d` outside of code."""
    if not text:
        return False
    tokens = _COMMONMARK.parse(text)
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return True
    parts = tokens[1].children or []
    if any(part.type not in ("text", "code_inline", "softbreak") for part in parts):
        return True
    seen = "".join(part.content or " " for part in parts)
    return "".join(seen.split()) != "".join(text.replace("`", "").split())


def given_away(marker: Marker) -> Iterator[str]:
    """The questions whose answer stands in the public part, whatever was drawn.

    Each parameter, and each number, list or phrase of a public text, is marked as an answer.
    """
    paper = marker.quiz.paper
    for question in paper.questions:
        answer = marker.answers[question.id]
        if isinstance(answer, ChoiceAnswer):
            continue
        others = [
            text for other in paper.questions if other is not question for text in other.texts
        ]
        always: set[int] | None = None
        for drawn in marker.quiz.pools.get(question.id, ({},)):
            solved = marker.solved(question.id, drawn)
            right = {
                number
                for number, raw in enumerate(_pieces(question, drawn, [paper.title, *others]))
                if always is None or number in always
                if compare.judge(question, answer, solved, understood(question, raw)).status
                is TestStatus.PASSED
            }
            always = right
            if not always:
                break
        if always:
            said = list(_pieces(question, drawn, [paper.title, *others]))[min(always)]
            yield f"{question.id}: its answer stands in the public part: {said}"


def _pieces(question: Question, drawn: Drawn, others: list[str]) -> Iterator[Any]:
    """Whatever could be an answer, in an order that is the same for all variants."""
    yield from drawn.values()
    if question.kind == "text":
        for text in (question.prompt, *others):
            yield from _phrases(text)
        return
    pattern = _LIST if question.kind == "array" else _NUMBER
    for text in (filled(question.prompt, drawn), *others):
        yield from pattern.findall(text)


def _phrases(text: str) -> Iterator[str]:
    for name in placeholders(text):
        text = text.replace(f"{{{name}}}", ".")
    words = _WORD.findall(text)
    for start in range(len(words)):
        for end in range(start + 1, min(start + WORDS, len(words)) + 1):
            yield " ".join(words[start:end])
