"""Claims that need the arguments: by how much a number is off, and for which calls."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, combinations_with_replacement, permutations
from typing import Any

import numpy as np

from autograder.diagnosis.gap.claims import Claim, Pair

TELLING = 3  # what an argument, or its length, must be for a coincidence to be unlikely


@dataclass(frozen=True)
class Asked:
    """The arguments of one call by their names."""

    values: dict[str, Any] = field(default_factory=dict)
    options: frozenset[str] = frozenset()  # the parameters that have a default
    changed: frozenset[str] = frozenset()  # those of them that are not left at it

    @classmethod
    def of(cls, function: Callable[..., Any], args: Sequence[Any], kwargs: dict[str, Any]) -> Asked:
        """Bind the arguments as the reference's function does; nothing where they do not fit."""
        try:
            signature = inspect.signature(function)
            values = signature.bind(*args, **kwargs).arguments
        except (TypeError, ValueError):
            return cls()
        usual = {
            name: parameter.default
            for name, parameter in signature.parameters.items()
            if parameter.default is not inspect.Parameter.empty
        }
        changed = {name for name in values if name in usual and _differs(values[name], usual[name])}
        return cls(dict(values), frozenset(usual), frozenset(changed))


def _differs(value: Any, usual: Any) -> bool:
    return type(value) is not type(usual) or value != usual


def by_arguments(pair: Pair, asked: Asked) -> Iterator[Claim]:
    """A count that is off by an argument, twice it, or the product of two."""
    if pair.expected.ndim or pair.actual.ndim:
        return
    if {pair.expected.dtype.kind, pair.actual.dtype.kind} != {"i"}:
        return
    off = int(pair.actual) - int(pair.expected)
    sizes = {name: value for name, value in asked.values.items() if type(value) is int}
    amounts = [(f"`{name}`", value) for name, value in sizes.items()]
    amounts += [(f"twice `{name}`", 2 * value) for name, value in sizes.items()]
    amounts += [(f"`{name}` less one", value - 1) for name, value in sizes.items()]
    amounts += [
        (f"`{one}` less `{other}`", abs(sizes[one] - sizes[other]))
        for one, other in combinations(sizes, 2)
    ]
    amounts += [
        (f"`{one}` times one less than `{other}`", sizes[one] * (sizes[other] - 1))
        for one, other in permutations(sizes, 2)
    ]
    amounts += [
        (f"`{one}` times `{other}`", sizes[one] * sizes[other])
        for one, other in combinations_with_replacement(sizes, 2)
    ]
    for told, amount in amounts:
        if amount and abs(off) == amount:
            way = "large" if off > 0 else "small"
            evidence = 1 if amount >= TELLING else 0
            if "less `" in told:  # which of the two is larger differs from call to call
                yield Claim("by_arguments", f"is off by {told}", evidence, told)
            else:
                yield Claim("by_arguments", f"is too {way} by {told}", evidence, (told, way))


def averaged(pair: Pair, asked: Asked) -> Iterator[Claim]:
    """The right answer divided by the number of rows, or of entries, of an argument."""
    for name, value in asked.values.items():
        if type(value) is not np.ndarray or not value.ndim:
            continue
        for told, number in (("rows", len(value)), ("entries", value.size)):
            if number and pair.same(number * pair.actual, pair.expected):
                weight = np.count_nonzero(pair.expected) * 2 if number >= TELLING else 0
                sentence = f"is divided by the number of {told} of `{name}` (an average?)"
                yield Claim("averaged", sentence, int(weight), (told, name))


def option(wrong: list[Asked], right: list[Asked]) -> Claim | None:
    """The one option that every wrong call sets, where the others alone did no harm."""
    if not wrong:
        return None
    proven = [
        name
        for name in sorted(frozenset.intersection(*(asked.changed for asked in wrong)))
        if _alone(name, right) and sum(name not in asked.changed for asked in right) >= TELLING
    ]
    if len(proven) != 1:
        return None
    (name,) = proven
    sentence = f"goes wrong only where `{name}` is not left at its default"
    return Claim("option", sentence, len(wrong), name)


def _alone(name: str, right: list[Asked]) -> bool:
    """Whether every other option was changed in a right answer that left this one alone."""
    others = frozenset.union(*(asked.options for asked in right), frozenset()) - {name}
    harmless = [asked.changed for asked in right if name not in asked.changed]
    return all(any(other in changed for changed in harmless) for other in others)
