"""Which function is wrong only because another one is?

A student's `rnn_forward` that calls their wrong `rnn_step` is wrong too. That it follows is said
where it is proven: the reference's `rnn_forward`, with the student's `rnn_step` in it, gives the
student's answer on every compared call, right or wrong.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Any

from autograder import known_work
from autograder.assignment import Assignment
from autograder.compare import find_gap
from autograder.errors import GraderError
from autograder.known_work import TrustedModule
from autograder.sandbox.failures import CallFailed, Raised
from autograder.sandbox.wire import WireError
from autograder.trial import ComparedCall, Module, by_function, encoded, tolerance

MOST_CALLS = 300  # across to the student's worker, for all that one submission is asked again


class Relations:
    """Which functions of an assignment call which, and what of a failure follows from another."""

    def __init__(self, assignment: Assignment) -> None:
        self.assignment = assignment
        self._source = known_work.reference(assignment).source
        names = [function.name for function in assignment.manifest.functions]
        self.callees = callees(self._source, names)

    def follows(self, compared: Iterable[ComparedCall], student: Module) -> dict[str, list[str]]:
        """For each function that is wrong only because others are: those others."""
        calls = by_function(compared)
        wrong = {name for name, made in calls.items() if not all(call.right for call in made)}
        if not all(call.judged for made in calls.values() for call in made):
            return {}  # a crash or a time-out is not asked for again
        budget = _Budget(student)
        found = {}
        for name in wrong:
            blamed = [other for other in self.callees.get(name, ()) if other in wrong]
            if blamed and self._explains(name, blamed, calls[name], budget):
                found[name] = blamed
        return found

    def _explains(
        self, name: str, blamed: list[str], made: list[ComparedCall], budget: _Budget
    ) -> bool:
        module = TrustedModule(self._source, "reference on the student's functions")
        for other in blamed:
            module.replace(other, budget.function(other))
        made = sorted(made, key=lambda call: call.right)
        with known_work.quietly():
            return all(self._gives(module, call) for call in made)

    def _gives(self, module: TrustedModule, call: ComparedCall) -> bool:
        try:
            value = module.call(call.function, call.payload)
        except Raised as error:
            return error.exception == call.exception
        except (CallFailed, _Spent):
            return False
        except GraderError:
            raise
        except Exception as error:  # noqa: BLE001  the student's value may be of any form
            return type(error).__name__ == call.exception
        if call.exception:
            return False
        rtol, atol = tolerance(self.assignment, call.function)
        return find_gap(call.answer, value, rtol, atol, equal_nan=True) is None


class _Spent(Exception):
    """The calls that one submission is worth are used up."""


class _Budget:
    """The student's functions, for a limited number of calls in all."""

    def __init__(self, student: Module) -> None:
        self._student = student
        self._left = MOST_CALLS

    def function(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self._left -= 1
            if self._left < 0:
                raise _Spent
            return self._student.call(name, _payload(name, args, kwargs))

        return call


def _payload(name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    try:
        return encoded(name, args, kwargs)
    except (GraderError, WireError) as error:  # what another function of the student gave, again
        raise _Spent from error


def callees(source: str, names: Iterable[str]) -> dict[str, list[str]]:
    """The named functions that each named function calls, itself or through its helpers."""
    functions = {
        node.name: {
            inner.id
            for inner in ast.walk(node)
            if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)
        }
        for node in ast.parse(source).body
        if isinstance(node, ast.FunctionDef)
    }
    names = list(names)
    return {
        name: [other for other in names if other in _reached(name, functions)]
        for name in names
        if name in functions
    }


def _reached(name: str, functions: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    todo = [name]
    while todo:
        for other in functions[todo.pop()] & functions.keys():
            if other != name and other not in reached:
                reached.add(other)
                todo.append(other)
    return reached
