"""The command line: commands parse, delegate and print; one module per group of commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from autograder.cli import (
    adjust,
    feedback,
    grade,
    gradebook,
    items,
    learn,
    nbgrader,
    new,
    quiz,
    regrade,
    release,
    rescore,
    trust,
)
from autograder.errors import AutograderError

INTERRUPTED = 130


class _Commands(click.Group):
    """Turn every error into one sentence and an exit code."""

    def main(self, args: Sequence[str] | None = None, **extra: Any) -> None:  # type: ignore[override]
        """Run, and leave with 0 done, 1 not graded or does not hold, 2 usage, 130 interrupted."""
        extra["standalone_mode"] = False
        try:
            code = super().main(args, **extra)
        except click.ClickException as error:
            error.show()
            code = error.exit_code
        except AutograderError as error:
            code = _say(str(error), error.exit_code)
        except (KeyboardInterrupt, click.Abort) as stop:
            said = str(stop.__cause__ or stop)  # Click makes an Abort of Ctrl-C
            code = _say(said or "Interrupted.", INTERRUPTED)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115  nobody reads on
            code = 1
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            code = _say(f"{where}{error.strerror or error}.", 1)
        except Exception as error:
            if os.environ.get("AUTOGRADER_TRACEBACK"):
                raise
            code = _say(
                f"This is a fault of autograder ({type(error).__name__}: {error}). Please report "
                "it with what AUTOGRADER_TRACEBACK=1 shows.",
                1,
            )
        sys.exit(code if isinstance(code, int) else 0)


def _say(sentence: str, code: int) -> int:
    from autograder.feedback.plain import printable

    click.echo(f"Error: {printable(sentence)}" if code != INTERRUPTED else sentence, err=True)
    return code


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="rnn-autograder")
@click.option("--course", metavar="DIR", help="The course; found from the working folder upwards.")
@click.pass_context
def main(context: click.Context, course: str | None) -> None:
    """Grade code that students hand in, without trusting it."""
    context.obj = course


for command in (
    *learn.COMMANDS,
    *grade.COMMANDS,
    *rescore.COMMANDS,
    *regrade.COMMANDS,
    *gradebook.COMMANDS,
    *items.COMMANDS,
    *feedback.COMMANDS,
    *adjust.COMMANDS,
    *quiz.COMMANDS,
    *release.COMMANDS,
    *new.COMMANDS,
    *nbgrader.COMMANDS,
    *trust.COMMANDS,
):
    main.add_command(command)
