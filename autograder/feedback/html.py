"""Self-contained pages, a student's report first: no script, no network, readable in print."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from autograder.feedback import outline
from autograder.feedback.plain import cause, points, printable
from autograder.report import StudentReport


def render(report: StudentReport) -> str:
    """The page; everything a student wrote is escaped."""
    return template("student.html").render(report=report, outline=outline)


@cache
def template(name: str) -> Template:
    """One of our templates; whatever is put into it is escaped."""
    environment = Environment(
        loader=PackageLoader("autograder.feedback"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "cause": cause,
        "points": points,
        "printable": printable,
        "prose": _prose,
    }
    return environment.get_template(name)


def _prose(text: str) -> Markup:
    """Escape, and set what stands between backticks as code."""
    parts = [escape(part) for part in printable(text).split("`")]
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if index % 2 else part
        for index, part in enumerate(parts)
    )
