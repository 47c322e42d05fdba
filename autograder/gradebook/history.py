"""The audit trail of the gradebook: verdicts that another one took the place of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from pydantic import AwareDatetime
from sqlalchemy import (
    Column,
    Connection,
    Float,
    Integer,
    Table,
    Text,
    bindparam,
    cast,
    insert,
    select,
)

from autograder.gradebook.tables import Instant, Name, metadata, reports
from autograder.policy import verdict_sha256
from autograder.report import Frozen, ScoreReport


class Replaced(Frozen):
    """A verdict that was replaced, when and by which command, and what it had been made by."""

    course: str
    assignment: str
    student: str
    attempt: int
    when: AwareDatetime
    why: str
    old_score: float | None
    new_score: float | None
    old_rubric_sha256: str
    old_tests_sha256: str


table = Table(
    "history",
    metadata,
    Column("number", Integer, primary_key=True),
    *(Column(key, Name, nullable=False) for key in ("course", "assignment", "student")),
    Column("attempt", Integer, nullable=False),
    Column("when", Instant, nullable=False),
    Column("why", Text, nullable=False),
    Column("old_score", Float(53)),
    Column("new_score", Float(53)),
    Column("old_rubric_sha256", Name, nullable=False),
    Column("old_tests_sha256", Name, nullable=False),
)
_KEY = ("course", "assignment", "student", "attempt")
_old = reports.c
# What is stored is copied where it lies: nothing of it has to be read to be remembered.
_REMEMBER = insert(table).from_select(
    [*_KEY, "when", "why", "old_score", "new_score", "old_rubric_sha256", "old_tests_sha256"],
    select(
        *(_old[name] for name in _KEY),
        cast(bindparam("now", type_=Instant), Text),
        cast(bindparam("command"), Text),
        _old.score,
        cast(bindparam("next_score"), Float(53)),
        _old.rubric_sha256,
        _old.tests_sha256,
    ).where(
        *(_old[name] == bindparam(f"its_{name}") for name in _KEY),
        _old.verdict_sha256 != bindparam("next_verdict"),
    ),
)


def remember(connection: Connection, new: Iterable[ScoreReport], why: str) -> None:
    """Note what is stored in the place that each new report will take, if its verdict differs."""
    now = datetime.now(UTC)
    rows = [
        {f"its_{name}": getattr(report, name) for name in _KEY}
        | {
            "now": now,
            "command": why,
            "next_score": report.score,
            "next_verdict": verdict_sha256(report),
        }
        for report in new
    ]
    connection.execute(_REMEMBER, rows)
