"""Whom to trust: verify (does the course hold?) and doctor (does the sandbox hold here?)."""

from __future__ import annotations

import json
import platform
import signal
import sys
from typing import TYPE_CHECKING, Any

import click

from autograder.cli.options import (
    chosen,
    console,
    course_option,
    find_course,
    isolation_option,
    json_option,
)
from autograder.errors import IsolationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.course import Course
    from autograder.sandbox.launcher import Isolation
    from autograder.verify import Verification


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one per core.")
@isolation_option
@click.option("--no-sandbox", is_flag=True, help="Run known work without a sandbox.")
@course_option
@json_option
def verify(
    slugs: tuple[str, ...],
    jobs: int | None,
    isolation: str,
    no_sandbox: bool,
    course: str | None,
    as_json: bool,
) -> None:
    """Prove that the course holds together: known work must earn its known score.

    Example: autograder verify bptt
    """
    from rich.text import Text

    found = find_course(course)
    wanted = [found.assignment(slug).slug for slug in slugs] or list(found.slugs)
    results = list(_verify(found, wanted, jobs, chosen(isolation, no_sandbox)))
    if as_json:
        click.echo(json.dumps([result.model_dump() for result in results], indent=2))
    else:
        out = console()
        out.print(_table(results))
        for result in results:
            for problem in result.problems:
                out.print(Text(f"{result.slug}: {problem}", style="red"))
    if not all(result.holds for result in results):
        sys.exit(1)


def _verify(
    course: Course, slugs: list[str], jobs: int | None, isolation: Isolation | None
) -> Iterator[Verification]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from autograder import batch
    from autograder.verify import verify as prove

    workers = min(jobs or batch.cores(), len(slugs))
    if workers < 2:
        for slug in slugs:
            yield prove(course, slug, isolation=isolation)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_when_told) as pool:
        try:
            with batch.uninterrupted():
                proofs = [pool.submit(prove, course, slug, isolation=isolation) for slug in slugs]
            for proof in proofs:
                yield proof.result()
        except BaseException:  # leaving the pool would wait for all of it
            for process in multiprocessing.active_children():
                process.terminate()
            pool.shutdown(cancel_futures=True)
            raise


def _leave_when_told() -> None:
    """Clean up on the way out: a process that is terminated leaves its temporary folders."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def _table(results: list[Verification]) -> object:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column("assignment")
    for heading in ("tests", "visible", "correct", "misconceptions", "wrong"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for result in results:
        counts = (result.tests, result.visible, result.correct, result.misconceptions, result.wrong)
        verdict = "holds" if result.holds else f"{len(result.problems)} problems"
        table.add_row(result.slug, *map(str, counts), verdict)
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
