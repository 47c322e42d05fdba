"""The gradebook: every report, stored as it is. SQLite by default, any SQLAlchemy URL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Self

from sqlalchemy import (
    URL,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    select,
)
from sqlalchemy.exc import DatabaseError

from autograder.errors import GraderError
from autograder.report import ScoreReport

_metadata = MetaData()
_reports = Table(
    "reports",
    _metadata,
    Column("course", String(200), primary_key=True),
    Column("assignment", String(200), primary_key=True),
    Column("student", String(1000), primary_key=True),
    Column("attempt", Integer, primary_key=True),
    Column("submission_sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
)


class Gradebook:
    """All students x assignments. Use as a context manager."""

    def __init__(self, url: str | URL) -> None:
        self._engine: Engine = create_engine(url)
        try:
            _metadata.create_all(self._engine)
        except DatabaseError as error:
            self._engine.dispose()
            raise GraderError(f"The gradebook {url} cannot be opened: {error.orig}.") from error

    @classmethod
    def at(cls, path: Path) -> Gradebook:
        """The gradebook in one SQLite file."""
        return cls(URL.create("sqlite", database=str(path)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def save(self, report: ScoreReport) -> ScoreReport:
        """Store one report in one transaction; the report with its attempt.

        Work with the hash of an earlier attempt is that attempt, graded again.

        Raises:
            GraderError: the database cannot be written.
        """
        owner = (
            (_reports.c.course == report.course)
            & (_reports.c.assignment == report.assignment)
            & (_reports.c.student == report.student)
        )
        try:
            with self._engine.begin() as connection:
                earlier = connection.execute(
                    select(_reports.c.attempt, _reports.c.submission_sha256).where(owner)
                ).all()
                same = [n for n, sha256 in earlier if sha256 == report.submission_sha256]
                attempt = same[0] if same else 1 + max((n for n, _ in earlier), default=0)
                numbered = report.model_copy(update={"attempt": attempt})
                connection.execute(_reports.delete().where(owner & (_reports.c.attempt == attempt)))
                connection.execute(
                    _reports.insert().values(
                        course=report.course,
                        assignment=report.assignment,
                        student=report.student,
                        attempt=attempt,
                        submission_sha256=report.submission_sha256,
                        document=numbered.model_dump_json(),
                    )
                )
        except DatabaseError as error:
            raise GraderError(f"The gradebook cannot be written: {error.orig}.") from error
        return numbered

    def reports(self) -> Iterator[ScoreReport]:
        """Every stored report, by assignment, student and attempt."""
        columns = (_reports.c.assignment, _reports.c.student, _reports.c.attempt)
        with self._engine.connect() as connection:
            for (document,) in connection.execute(select(_reports.c.document).order_by(*columns)):
                yield ScoreReport.model_validate_json(document)
