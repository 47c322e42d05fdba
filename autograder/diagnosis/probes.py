"""Ask on where a hidden test ended at its first wrong answer.

A sentence about a wrong function must hold for all that the tests would have asked of it, or it is
a guess: a belief about one option may agree with another belief until a second option is tried.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from autograder import known_work
from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.known_work import TrustedModule
from autograder.sandbox.failures import CallFailed, Raised
from autograder.trial import (
    KEPT_BYTES,
    TOO_LARGE,
    ComparedCall,
    Module,
    failure_of,
    size,
    tolerance,
)


def asked_on(
    compared: Iterable[ComparedCall],
    probes: Iterable[ComparedCall],
    student: Module,
    reference: TrustedModule,
    assignment: Assignment,
) -> list[ComparedCall]:
    """The compared calls, and for every wrong function all of its probes.

    A function that crashed or ran out of time is not called again.
    """
    compared = list(compared)
    wrong = {call.function for call in compared if not call.right}
    wrong -= {call.function for call in compared if not call.judged}
    if not wrong:
        return compared
    more: list[ComparedCall] = []
    with known_work.quietly():
        for probe in probes:
            if probe.function in wrong:
                call = _ask(probe, student, reference, assignment)
                more.append(call)
                if not call.judged:
                    wrong.remove(probe.function)
    return compared + more


def _ask(
    probe: ComparedCall, student: Module, reference: TrustedModule, assignment: Assignment
) -> ComparedCall:
    name, payload = probe.function, probe.payload
    answer, exception = None, ""
    unjudged = replace(probe, right=False, answer=None, exception="", probe=True)
    try:
        answer = student.call(name, payload)
    except Raised as error:
        exception = error.exception
    except CallFailed as failed:
        return replace(unjudged, failure=failure_of(failed))
    seen = replace(probe, answer=answer, exception=exception, probe=True)
    if exception or probe.exception:
        return replace(seen, right=exception == probe.exception)
    expected = reference.call(name, payload)
    right = find_gap(answer, expected, *tolerance(assignment, name)) is None
    if size(answer) > KEPT_BYTES:
        return replace(unjudged, right=right, failure=TOO_LARGE)
    return replace(seen, right=right, expected=None if right else expected)
