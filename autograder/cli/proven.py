"""What was proven, and what does not hold: a table, the problems below it, and the exit code."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

import click

from autograder.cli.options import console

if TYPE_CHECKING:
    from autograder.quiz.lint import Lint
    from autograder.verify.verification import Verification


Result = TypeVar("Result", "Lint", "Verification")


def show(results: list[Result], table: Callable[[list[Result]], object], *, as_json: bool) -> None:
    """Print results, as a table or as JSON; exit 1 if something does not hold."""
    from rich.text import Text

    if as_json:
        click.echo(json.dumps([result.model_dump() for result in results], indent=2))
    else:
        out = console()
        out.print(table(results))
        for result in results:
            for problem in result.problems:
                out.print(Text(f"{result.slug}: {problem}", style="red"), soft_wrap=True)
    if not all(result.holds for result in results):
        sys.exit(1)


def verdict(result: Lint | Verification) -> str:
    """`holds`, or how many problems there are."""
    many = len(result.problems)
    return f"{many} problem{'s' * (many > 1)}" if many else "holds"
