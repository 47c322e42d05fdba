"""Whom to trust: verify (does the course hold?) and doctor (does the sandbox hold here?)."""

from __future__ import annotations

import json
import platform
from typing import IO, TYPE_CHECKING, Any

import click

from autograder.cli.options import (
    chosen,
    console,
    course_option,
    find_course,
    isolation_option,
    json_option,
)
from autograder.cli.proven import show, verdict
from autograder.errors import IsolationError

if TYPE_CHECKING:
    from autograder.sandbox.launcher import Isolation
    from autograder.verify.verification import Verification


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one per core.")
@isolation_option
@click.option("--no-sandbox", is_flag=True, help="Run known work without a sandbox.")
@click.option(
    "--html",
    "page",
    metavar="FILE",
    type=click.File("w", encoding="utf-8", lazy=False),
    help="Write what was found as a page, too.",
)
@course_option
@json_option
def verify(
    slugs: tuple[str, ...],
    jobs: int | None,
    isolation: str,
    no_sandbox: bool,
    page: IO[str] | None,
    course: str | None,
    as_json: bool,
) -> None:
    """Prove that the course holds together.

    Known work must earn its known score, and of every small change to a reference solution some
    hidden test must take notice. Of a quiz, every variant of every question is answered rightly and
    in every way that is known to be wrong.

    Example: autograder verify bptt
    """
    from autograder import batch
    from autograder.feedback import verification
    from autograder.verify.proof import verify_all

    found = find_course(course)
    wanted = [found.unit(slug).slug for slug in slugs] or list(found.units)
    isolated = chosen(isolation, no_sandbox)
    results = list(verify_all(found, wanted, jobs=jobs or batch.cores(), isolation=isolated))
    if page is not None:
        page.write(verification.render(results))
    show(results, _table, as_json=as_json)


def _table(results: list[Verification]) -> object:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column("assignment")
    headings = (
        *("tests", "visible", "correct", "misconceptions", "wrong"),
        *("mutants", "equivalent"),
    )
    for heading in headings:
        table.add_column(heading, justify="right")
    table.add_column("")
    for result in results:
        counts = [getattr(result, heading) for heading in headings]
        table.add_row(result.slug, *map(str, counts), verdict(result))
    return table


@click.command()
@isolation_option
@json_option
def doctor(isolation: str, as_json: bool) -> None:
    """Try what must be denied to student code on this machine, layer by layer.

    Example: autograder doctor
    """
    trials = [_try(kind) for kind in _kinds(isolation)]
    if as_json:
        click.echo(json.dumps(trials, indent=2))
    else:
        _show(trials)
    holding = [trial["isolation"] for trial in trials if trial["problem"] is None]
    if not holding:
        raise IsolationError(trials[-1]["problem"])
    if not as_json:
        click.echo(f"Submissions run in: {holding[0]}.")


def _kinds(isolation: str) -> list[Isolation]:
    from autograder.sandbox.launcher import Isolation

    one = chosen(isolation)
    return [Isolation.BUBBLEWRAP, Isolation.JAIL] if one is None else [one]


def _try(isolation: Isolation) -> dict[str, Any]:
    """What a kind of isolation consists of here, each attempt, and why it does not hold, if so."""
    from autograder.sandbox import canary
    from autograder.sandbox.launcher import Server

    trial: dict[str, Any] = {"isolation": isolation.value, "layers": [], "probes": []}
    try:
        with Server(isolation) as server:
            probes = canary.probe(server)
    except IsolationError as error:
        return trial | {"problem": str(error)}
    through = [probe for probe in probes if not probe.denied]
    problem = (
        f"{len(through)} attempts were not denied: grade on another machine, or in a container on "
        "a newer kernel."
    )
    return trial | {
        "layers": server.layers,
        "probes": [vars(probe) for probe in probes],
        "problem": problem if through else None,
    }


def _show(trials: list[dict[str, Any]]) -> None:
    from rich.table import Table

    out = console()
    out.print(
        f"Linux {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    )
    for trial in trials:
        if trial["problem"]:
            out.print(trial["problem"], style="red", markup=False)
    tried = [trial for trial in trials if trial["probes"]]
    table = Table(box=None, header_style="bold")
    for heading in ("layer", "a submission tried", *(trial["isolation"] for trial in tried)):
        table.add_column(heading)
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for trial in tried:
        for probe in trial["probes"]:
            row = rows.setdefault((probe["layer"], probe["attempt"]), {})
            denied = f"denied ({probe['answer']})"
            row[trial["isolation"]] = denied if probe["denied"] else "[red]NOT DENIED"
    for (layer, attempt), row in rows.items():
        table.add_row(layer, attempt, *(row.get(trial["isolation"], "") for trial in tried))
    if tried:
        out.print(table)


COMMANDS = (verify, doctor)
