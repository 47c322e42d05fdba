"""A terminal as lines of text: said, shown, asked. No cursor is moved and nothing is drawn twice.

It reads the same aloud, on a narrow screen, without colours, and in a file.
"""

from __future__ import annotations

import io
import os
import shutil
import sys
import textwrap

import click
from rich.console import Console
from rich.markdown import Markdown
from rich.theme import Theme

from autograder.feedback.plain import printable

_CODE = Theme({"markdown.code": "cyan"})  # with rich's own, a light screen shows black bars


class Screen:
    """Standard input and output; `is_person` where nobody redirected the input."""

    def __init__(self) -> None:
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a console that lacks a sign shows ?
        self.is_person = sys.stdin.isatty()
        is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") in ("dumb", "unknown")
        self._has_colours = sys.stdout.isatty() and not is_plain

    def ask(self, prompt: str) -> str:
        """The line that is typed; what a script says is shown, as what a person types is.

        Raises:
            EOFError: there is none.
        """
        line = input(prompt)
        if not self.is_person:
            click.echo(printable(line, keep="\t"))
        return line

    def say(self, text: str) -> None:
        """Plain text; what a student wrote in it steers nothing."""
        lines = textwrap.wrap(
            printable(text), _width(), break_long_words=False, break_on_hyphens=False
        )
        click.echo("\n".join(lines))

    def show(self, markdown: str, lead: str = "") -> None:
        """Markdown; `lead` stands before its first line, and space before the others."""
        console = Console(
            file=io.StringIO(),
            width=max(_width() - len(lead), 1),
            height=25,
            force_terminal=self._has_colours,
            color_system="standard" if self._has_colours else None,
            theme=_CODE,
            highlight=False,
        )
        with console.capture() as shown:
            console.print(Markdown(markdown, hyperlinks=False))
        for line in shown.get().splitlines():
            click.echo((lead + line).rstrip())
            lead = " " * len(lead)


def _width() -> int:
    """As wide as it is now."""
    return max(shutil.get_terminal_size().columns, 1)
