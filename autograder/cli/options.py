"""What several commands share: their options, the course they mean, and how they print."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from autograder.course import Course
    from autograder.sandbox.launcher import Isolation

Command = TypeVar("Command", bound=Callable[..., Any])
PLAIN_WIDTH = 110


def course_option(command: Command) -> Command:
    """`--course DIR`, after the command's name too."""
    return click.option(
        "--course",
        metavar="DIR",
        callback=lambda context, _, value: value or context.obj,
        help="The course; found from the working folder upwards.",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")(
        command
    )


def isolation_option(command: Command) -> Command:
    """`--isolation`: bubblewrap, jail, or the strongest that holds."""
    return click.option(
        "--isolation",
        type=click.Choice(["auto", "bubblewrap", "jail"]),
        default="auto",
        envvar="AUTOGRADER_ISOLATION",
        help="What student code runs in; auto is the strongest that holds here.",
    )(command)


def chosen(isolation: str, no_sandbox: bool = False) -> Isolation | None:
    """What `--isolation` and `--no-sandbox` ask for; None for the strongest that holds."""
    from autograder.sandbox.launcher import Isolation

    if no_sandbox:
        return Isolation.NONE
    return None if isolation == "auto" else Isolation(isolation)


def find_course(named: str | None) -> Course:
    """The course that a command is about."""
    from autograder.course import Course

    return Course.find(Path(named).resolve() if named else Path.cwd())


def console() -> Console:
    """Standard output; as wide as a page when it is not a terminal."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else PLAIN_WIDTH, highlight=False)
