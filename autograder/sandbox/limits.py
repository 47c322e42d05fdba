"""How long and how much one submission may use."""

from __future__ import annotations

import math
from dataclasses import dataclass

MIB = 1 << 20

SOURCE_BYTES = MIB  # of one submission
MODULES = 100  # beside its file
MESSAGE_BYTES = 16 * MIB  # of one message in either direction
PACKET_BYTES = 1 << 16  # of what grader and server say to each other
OUTPUT_BYTES = 64 * 1024  # printed by one submission: a pipe holds it, so nobody need drain it
TIME_OUTS = 2  # after this many, the rest of a submission is not run


@dataclass(frozen=True)
class Limits:
    """Limits of one submission; an assignment that needs others says so in its manifest.

    CPU seconds count at once. Wall seconds are confirmed by a second run, since machines are busy.
    """

    __pydantic_config__ = {"extra": "forbid"}  # noqa: RUF012  read by pydantic in a manifest

    call_cpu_seconds: float = 2.0
    call_seconds: float = 10.0
    submission_seconds: float = 20.0
    memory_mb: int = 1024  # on top of what the worker starts with

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not 0 < value < math.inf:
                raise ValueError(f"{name} is {value}: a limit is a positive number")
