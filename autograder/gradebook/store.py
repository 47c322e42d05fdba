"""The gradebook: every report as it is, and what people decided beside it; nothing derived.

SQLite by default, any SQLAlchemy URL; PostgreSQL where several graders write.
"""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from typing import Any, Self, TypeVar

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Table,
    and_,
    bindparam,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from autograder.adjustment import Adjustment
from autograder.errors import GraderError
from autograder.gradebook import history, schema, tables
from autograder.gradebook.database import Database
from autograder.gradebook.history import Replaced
from autograder.policy import Attempt, Extension
from autograder.report import ReportStatus, ScoreReport
from autograder.standing import Records

FILE = "gradebook.db"
PAGE = 100  # reports that are in memory at once
_IDENTITY = ("assignment", "student", "course", "attempt", "submission_sha256")
_reports = tables.reports
Made = TypeVar("Made")


@dataclass(frozen=True)
class Stored:
    """One attempt: its report, and when it was handed in, as far as is known."""

    report: ScoreReport
    submitted_at: datetime | None


class Gradebook:
    """All students x assignments. Use as a context manager.

    Every method raises a GraderError of one sentence where the database fails, and has then changed
    nothing.
    """

    def __init__(self, url: str | URL, *, must_exist: bool = False) -> None:
        """Open the gradebook at `url`; make it if there is none.

        Raises:
            UsageError: the URL is none, its driver is missing, or there is nothing to open.
            GraderError: the database cannot be opened, or another version made the gradebook.
        """
        self._database = Database(url)
        try:
            schema.prepare(self._database, must_exist=must_exist)
        except BaseException:
            self.close()
            raise

    @classmethod
    def at(cls, path: Path, *, must_exist: bool = False) -> Gradebook:
        """The gradebook in one file of SQLite."""
        return cls(URL.create("sqlite", database=str(path)), must_exist=must_exist)

    @classmethod
    def open(cls, where: str | Path, *, must_exist: bool = False) -> Gradebook:
        """The gradebook in a folder that `grade -o` wrote, in a .db file, or at a URL."""
        if isinstance(where, str) and "://" in where:
            return cls(where, must_exist=must_exist)
        path, is_file = Path(where), False
        with contextlib.suppress(OSError):
            is_file = path.is_file() or (path.suffix == ".db" and not path.is_dir())
        return cls.at(path if is_file else path / FILE, must_exist=must_exist)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the database."""
        self._database.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """What is changed inside is kept when all of it went well; else nothing of it."""
        with self._database.writing():
            yield

    def save(
        self, report: ScoreReport, submitted_at: datetime | None = None, *, why: str = "grade"
    ) -> ScoreReport:
        """Store one report in one transaction; the report with its attempt.

        Work with the hash of an earlier attempt is that attempt, graded again. Handed in twice, it
        was handed in at the earlier time. The history gets `why` if its verdict is another.
        """
        if submitted_at is not None and submitted_at.tzinfo is None:
            raise ValueError(f"{submitted_at} has no time zone")
        with self._database.writing() as connection:
            attempt, before = _place(connection, report)
            known = [at for at in (submitted_at, before and before.submitted_at) if at]
            numbered = report.model_copy(update={"attempt": attempt})
            row = tables.row_of(numbered) | {"submitted_at": min(known, default=None)}
            change = update(_reports).where(_of(report), _reports.c.attempt == attempt)
            history.remember(connection, [numbered], why)
            connection.execute((change if before else insert(_reports)).values(row))
        return numbered

    def numbered(self, report: ScoreReport) -> ScoreReport:
        """The report with the attempt that `save` would give it now."""
        with self._reading() as connection:
            attempt, _ = _place(connection, report)
        return report.model_copy(update={"attempt": attempt})

    def replace(self, reports: Iterable[ScoreReport], *, why: str = "rescore") -> None:
        """Put rescored reports in the place of their attempts: all of them, or none.

        `reports` may be made from what this gradebook yields meanwhile.

        Raises:
            GraderError: one is of no stored attempt, or of other work than is stored there.
        """
        is_it = (_reports.c[name] == bindparam(f"its_{name}") for name in _IDENTITY)
        change = update(_reports).where(*is_it)
        remaining = iter(reports)
        with self._database.writing() as connection:
            while page := list(itertools.islice(remaining, PAGE)):
                history.remember(connection, page, why)
                rows = [_to_change(report) for report in page]
                if connection.execute(change, rows).rowcount != len(rows):
                    raise GraderError(
                        f"The gradebook {self._database.name} lacks attempts that were to be "
                        "replaced: nothing was changed, so try again."
                    )

    def find(self, course: str, assignment: str, student: str, sha256: str) -> Stored | None:
        """The attempt with this hash, if it is stored."""
        identity = {
            "course": course,
            "assignment": assignment,
            "student": student,
            "submission_sha256": sha256,
        }
        is_it = (_reports.c[name] == value for name, value in identity.items())
        with self._reading() as connection:
            row = connection.execute(select(_reports).where(*is_it)).first()
            return self._stored(row) if row else None

    def stored(self, assignment: str | None = None) -> Iterator[Stored]:
        """Every attempt, by assignment, student and number."""
        return self._pages(assignment, ("document", "submitted_at"), self._stored)

    def reports(self) -> Iterator[ScoreReport]:
        """Every report, by assignment, student and attempt."""
        for stored in self.stored():
            yield stored.report

    def attempts(self, assignment: str | None = None) -> Iterator[Attempt]:
        """What policies need of every attempt, by assignment, student and number."""
        names = [field.name for field in fields(Attempt) if field.name not in _IDENTITY]
        return self._pages(assignment, names, _attempt)

    def adjust(self, adjustment: Adjustment) -> None:
        """Add a person's change to a score; what was added before stays."""
        self._add(tables.adjustments, adjustment.model_dump())

    def adjustments(self) -> list[Adjustment]:
        """What people changed, in order."""
        return self._added(tables.adjustments, Adjustment)

    def extend(self, extension: Extension) -> None:
        """Add a student's own due date; the last one counts, and the others stay."""
        self._add(tables.extensions, extension.model_dump())

    def extensions(self) -> list[Extension]:
        """Students' own due dates, in order."""
        return self._added(tables.extensions, Extension)

    def history(self) -> list[Replaced]:
        """Verdicts that another one took the place of, in order."""
        return self._added(history.table, Replaced)

    def keep(self, change: Adjustment | Extension) -> None:
        """Add what a person decided."""
        if isinstance(change, Extension):
            self.extend(change)
        else:
            self.adjust(change)

    def records(self) -> Records:
        """What final scores are computed from."""
        return Records(tuple(self.attempts()), tuple(self.adjustments()), tuple(self.extensions()))

    @contextlib.contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with self._database.reading() as connection:
                yield connection
        except ValueError as error:
            raise GraderError(
                f"The gradebook {self._database.name} holds what no autograder wrote: use a copy "
                "that is whole."
            ) from error

    def _pages(
        self, assignment: str | None, names: Iterable[str], make: Callable[[Any], Made]
    ) -> Iterator[Made]:
        """Each page is read in a transaction of its own: nobody waits for a slow reader."""
        page = select(*tables.KEY, *(_reports.c[name] for name in names))
        page = page.order_by(*tables.KEY).limit(PAGE)
        if assignment is not None:
            page = page.where(_reports.c.assignment == assignment)
        after = page
        while True:
            with self._reading() as connection:
                rows = connection.execute(after).all()
                made = [make(row) for row in rows]
            yield from made
            if len(rows) < PAGE:
                return
            last = (literal(rows[-1][n], column.type) for n, column in enumerate(tables.KEY))
            after = page.where(tuple_(*tables.KEY) > tuple_(*last))

    def _stored(self, row: Any) -> Stored:
        try:
            return Stored(tables.report_in(row.document), row.submitted_at)
        except ValueError as error:
            raise GraderError(
                f"The gradebook {self._database.name} holds a report of {row.student} in "
                f"{row.assignment} that cannot be read: grade that work again."
            ) from error

    def _add(self, table: Table, values: dict[str, Any]) -> None:
        with self._database.writing() as connection:
            connection.execute(insert(table).values(values))

    def _added(self, table: Table, record: Callable[..., Made]) -> list[Made]:
        columns = [column for column in table.columns if column.name != "number"]
        with self._reading() as connection:
            rows = connection.execute(select(*columns).order_by(table.c.number)).all()
            return [record(**row._asdict()) for row in rows]


def _of(report: ScoreReport) -> ColumnElement[bool]:
    """Whether a row is of the report's course, assignment and student."""
    names = ("course", "assignment", "student")
    return and_(*(_reports.c[name] == getattr(report, name) for name in names))


def _place(connection: Connection, report: ScoreReport) -> tuple[int, Any]:
    """The attempt that a report is of, and what is stored of it."""
    columns = _reports.c.attempt, _reports.c.submission_sha256, _reports.c.submitted_at
    earlier = connection.execute(select(*columns).where(_of(report))).all()
    for row in earlier:
        if row.submission_sha256 == report.submission_sha256:
            return row.attempt, row
    return 1 + max((row.attempt for row in earlier), default=0), None


def _to_change(report: ScoreReport) -> dict[str, Any]:
    row = tables.row_of(report)
    return {f"its_{name}" if name in _IDENTITY else name: row[name] for name in row}


def _attempt(row: Any) -> Attempt:
    return Attempt(**row._asdict() | {"status": ReportStatus(row.status)})
