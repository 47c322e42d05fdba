"""The gradebook's tables, and a report as a row of them."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError
from pydantic_core import PydanticSerializationError
from sqlalchemy import (
    Column,
    Dialect,
    Float,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

from autograder.policy import Part, parts, verdict_sha256
from autograder.report import ScoreReport


class Name(TypeDecorator[str]):
    """Any text at all: NUL, which PostgreSQL refuses, and half characters become escapes."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """PostgreSQL would sort as its country does; SQLite sorts by code point."""
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(Text(collation=collation))

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """As it is stored: a backslash stands twice, so that an escape is no other text."""
        return value and re.sub(r"[\\\x00\ud800-\udfff]", _escape, value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it was given."""
        return value and re.sub(r"\\(?:\\|u([0-9a-f]{4}))", _unescape, value)


def _escape(found: re.Match[str]) -> str:
    return r"\\" if found[0] == "\\" else f"\\u{ord(found[0]):04x}"


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else "\\"


class Instant(TypeDecorator[datetime]):
    """A moment, as text in UTC that sorts by time: SQLite knows no time zones."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """As it is stored."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """As a moment in UTC."""
        return None if value is None else datetime.fromisoformat(value)


class Parts(TypeDecorator[tuple[Part, ...]]):
    """What the questions of an attempt earned, as JSON."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Part, ...] | None, dialect: Dialect) -> str | None:
        """As it is stored."""
        return json.dumps([[part.id, part.score, part.is_wrong] for part in value or ()])

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Part, ...]:
        """As it was given."""
        return tuple(Part(*fields) for fields in json.loads(value)) if value else ()


metadata = MetaData()
about = Table("gradebook", metadata, Column("schema", Integer, nullable=False))
reports = Table(
    "reports",
    metadata,
    Column("course", Name, nullable=False),
    Column("assignment", Name, nullable=False),
    Column("student", Name, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("submission_sha256", Name, nullable=False),
    Column("submitted_at", Instant),
    # From the document, so that lists and policies need not read it:
    Column("status", Text, nullable=False),
    Column("score", Float(53)),
    Column("max_score", Integer, nullable=False),
    Column("rubric_sha256", Name, nullable=False),
    Column("tests_sha256", Name, nullable=False),
    Column("version", Name, nullable=False),
    Column("verdict_sha256", Text, nullable=False),
    Column("parts", Parts, nullable=False),
    Column("document", Text, nullable=False),
    PrimaryKeyConstraint("assignment", "student", "course", "attempt"),
    UniqueConstraint("assignment", "student", "course", "submission_sha256"),
)
KEY = tuple(reports.primary_key.columns)


def _only_added_to(name: str, *columns: Column[Any]) -> Table:
    return Table(
        name,
        metadata,
        Column("number", Integer, primary_key=True),
        *(Column(key, Name, nullable=False) for key in ("course", "assignment", "student")),
        *columns,
        Column("who", Name, nullable=False),
        Column("when", Instant, nullable=False),
        Column("why", Name, nullable=False),
    )


adjustments = _only_added_to(
    "adjustments",
    Column("kind", Text, nullable=False),
    Column("points", Float(53)),
    Column("verdict_sha256", Text, nullable=False),
)
extensions = _only_added_to("extensions", Column("until", Instant, nullable=False))


def row_of(report: ScoreReport) -> dict[str, Any]:
    """A report as a row, but for when it was handed in."""
    return {
        "course": report.course,
        "assignment": report.assignment,
        "student": report.student,
        "attempt": report.attempt,
        "submission_sha256": report.submission_sha256,
        "status": report.status.value,
        "score": report.score,
        "max_score": report.max_score,
        "rubric_sha256": report.grader.rubric_sha256,
        "tests_sha256": report.grader.tests_sha256,
        "version": report.grader.version,
        "verdict_sha256": verdict_sha256(report),
        "parts": parts(report),
        "document": _document(report),
    }


def _document(report: ScoreReport) -> str:
    try:
        return report.model_dump_json()
    except PydanticSerializationError:  # half a character, which UTF-8 has no bytes for
        return json.dumps(report.model_dump(mode="json"))


def report_in(document: str) -> ScoreReport:
    """The report that a document is.

    Raises:
        ValueError: it is none.
    """
    try:
        return ScoreReport.model_validate_json(document)
    except ValidationError:
        return ScoreReport.model_validate(json.loads(document))
