"""Which items a person should look at; docs/items.md says where the thresholds come from."""

from __future__ import annotations

from collections.abc import Iterator

from autograder.items.models import Flag

HARD, EASY = 0.2, 0.9
WEAK = 0.2


def flags(
    difficulty: float, correlation: float | None, *, is_constant: bool, is_alone: bool
) -> Iterator[Flag]:
    """What is wrong with an item; `is_alone` where the assignment has no other."""
    if difficulty < HARD:
        yield Flag.TOO_HARD
    if difficulty > EASY:
        yield Flag.TOO_EASY
    if is_constant:
        yield Flag.EVERYONE_THE_SAME
    elif correlation is None and not is_alone:
        yield Flag.REST_THE_SAME
    if correlation is not None and correlation < WEAK:
        yield Flag.DOES_NOT_DISCRIMINATE
    if correlation is not None and correlation < 0:
        yield Flag.NEGATIVE
