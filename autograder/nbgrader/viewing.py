"""Filter: Markdown for formgrader and feedback pages, in which no student's script runs.

nbgrader lets HTML in a student's text through as it is. In formgrader it would act with the rights
of whoever looks: press its buttons, or run code on its server.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.nbgrader.shown import NOTES


@pass_context
def markdown2html(context: Context, source: str) -> Any:
    """Render Markdown; in notebooks that we built, HTML is text and links lead to pages only."""
    if NOTES not in context.get("nb", {}).get("metadata", {}):
        return _stock().markdown2html(context, source)
    renderer = IPythonRenderer(
        escape=True,
        allow_harmful_protocols=False,
        attachments=context.get("cell", {}).get("attachments", {}),
    )
    return MarkdownWithMath(renderer=renderer).render(source)


@cache
def _stock() -> Any:
    return HTMLExporter()
