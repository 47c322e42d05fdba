"""Wrong functions that nothing explains, told so that equal ones of a class can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.diagnosis import brief
from autograder.diagnosis.behaviour import signature
from autograder.diagnosis.gap.asked import Asked
from autograder.known_work import TrustedModule
from autograder.report import Example, Unexplained
from autograder.sandbox.wire import decode
from autograder.trial import ComparedCall, by_function, tolerance


def unexplained(
    seen: Iterable[ComparedCall],
    criteria: Mapping[str, str],
    causes: Mapping[str, Sequence[str]],
    follows: Mapping[str, Sequence[str]],
    assignment: Assignment,
    reference: TrustedModule,
) -> Iterator[Unexplained]:
    """Each wrong function without a cause that can be compared between students.

    Args:
        seen: every compared call of one submission, and its probes.
        criteria: the criterion of each test.
        causes: the misconceptions behind each function.
        follows: for each function that is wrong only because others are, those others.
        assignment: whose tolerances count.
        reference: what the right answers come from.
    """
    for function, made in by_function(seen).items():
        wrong = [call for call in made if not call.right]
        if not wrong or causes[function] or function in follows:
            continue
        behaviour = signature(made, tolerance(assignment, function)[1])
        if behaviour:
            # Probes, where there are any: what is told of a behaviour is the same for everyone.
            told = [call for call in wrong if call.probe] or wrong
            yield Unexplained(
                function=function,
                criteria=tuple(dict.fromkeys(criteria[call.test] for call in told)),
                tests=tuple(dict.fromkeys(call.test for call in told)),
                behaviour=behaviour,
                example=_example(told[0], assignment, reference),
            )


@np.errstate(all="ignore")
def _example(call: ComparedCall, assignment: Assignment, reference: TrustedModule) -> Example:
    args, kwargs = decode(call.payload, layout=True)
    asked = Asked.of(reference.function(call.function), args, kwargs).values
    came, gap = f"raised {call.exception}", ""
    if call.failure:
        came = call.failure
    elif not call.exception:
        came = brief.value(call.answer)
    try:
        expected = reference.call(call.function, call.payload)
        right = brief.value(expected)
    except Exception as error:  # noqa: BLE001  an exception may be what is asked for
        right = f"raised {type(error).__name__}"
    else:
        if call.judged and not call.exception:
            found = find_gap(call.answer, expected, *tolerance(assignment, call.function))
            gap = found.message if found else ""
    return Example(
        call=brief.call(call.function, asked),
        came=came.replace("_", " ") if call.failure else came,
        expected=right,
        gap=brief.cut(gap),
    )
