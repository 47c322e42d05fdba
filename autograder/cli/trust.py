"""Whom to trust: verify (does the course hold?) and doctor (does the sandbox hold here?)."""

from __future__ import annotations

import json
import platform
import signal
import sys
from typing import TYPE_CHECKING

import click

from autograder.cli.options import console, course_option, find_course, json_option
from autograder.errors import IsolationError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from autograder.course import Course
    from autograder.sandbox.canary import Probe
    from autograder.verify import Verification


@click.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes; default: one per core.")
@click.option("--no-sandbox", is_flag=True, help="Run known work without a sandbox.")
@course_option
@json_option
def verify(
    slugs: tuple[str, ...], jobs: int | None, no_sandbox: bool, course: str | None, as_json: bool
) -> None:
    """Prove that the course holds together: known work must earn its known score.

    Example: autograder verify bptt
    """
    from rich.text import Text

    found = find_course(course)
    wanted = [found.assignment(slug).slug for slug in slugs] or list(found.slugs)
    results = list(_verify(found, wanted, jobs, not no_sandbox))
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
    course: Course, slugs: list[str], jobs: int | None, isolate: bool
) -> Iterator[Verification]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from autograder import batch
    from autograder.verify import verify as prove

    workers = min(jobs or batch.cores(), len(slugs))
    if workers < 2:
        for slug in slugs:
            yield prove(course, slug, isolate=isolate)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_leave_when_told) as pool:
        try:
            with batch.uninterrupted():
                proofs = [pool.submit(prove, course, slug, isolate=isolate) for slug in slugs]
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
@json_option
def doctor(as_json: bool) -> None:
    """Try what must be denied to student code on this machine, layer by layer.

    Example: autograder doctor
    """
    from autograder.sandbox import canary
    from autograder.sandbox.launcher import Server

    with Server() as server:
        probes = canary.probe(server)
    if as_json:
        click.echo(json.dumps([probe.__dict__ for probe in probes], indent=2))
    else:
        _diagnose(probes)
    through = [probe for probe in probes if not probe.denied]
    if through:
        raise IsolationError(
            f"{len(through)} attempts were not denied: grade on another machine, or in a container "
            "on a newer kernel."
        )


def _diagnose(probes: list[Probe]) -> None:
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    for heading in ("layer", "a submission tried", "and was"):
        table.add_column(heading)
    for probe in probes:
        verdict = f"denied ({probe.answer})" if probe.denied else "NOT DENIED"
        table.add_row(probe.layer, probe.attempt, verdict, style=None if probe.denied else "red")
    out = console()
    out.print(
        f"Linux {platform.release()} {platform.machine()}, Python {platform.python_version()}"
    )
    out.print(table)


COMMANDS = (verify, doctor)
