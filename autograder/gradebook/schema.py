"""The tables of a gradebook: made where there are none, refused where another version made them."""

from __future__ import annotations

from sqlalchemy import Connection, insert, inspect, select

from autograder.errors import GraderError, UsageError
from autograder.gradebook import history, tables
from autograder.gradebook.database import Database

NUMBER = 2  # one more when a table changes
_TABLES = (
    tables.about,
    tables.reports,
    tables.adjustments,
    tables.extensions,
    history.table,
)


def prepare(database: Database, *, must_exist: bool) -> None:
    """See that the database holds a gradebook that this version can use.

    Raises:
        UsageError: it holds none and must, or cannot hold one.
        GraderError: it cannot be opened, or another version made its gradebook.
    """
    number = None
    if not (must_exist and database.is_missing_file):
        with database.reading("opened") as connection:
            number = _number(connection)
    if number is None and must_exist:
        raise UsageError(
            f"There is no gradebook at {database.name}: name the folder that `grade -o` wrote, a "
            ".db file, or the URL of a database."
        )
    if number is None:
        number = _make(database)
    if number != NUMBER:
        raise GraderError(
            f"The gradebook {database.name} was made by another version of autograder: use that "
            "version, or grade into a new folder."
        )


def _make(database: Database) -> int:
    with database.writing("opened") as connection:
        number = _number(connection)  # another process may have been faster
        if number is None:
            database.refuse_narrow_text(connection)
            tables.metadata.create_all(connection, tables=_TABLES)
            connection.execute(insert(tables.about).values(schema=NUMBER))
        return NUMBER if number is None else number


def _number(connection: Connection) -> int | None:
    """The number of the tables there: 0 if they have none, None if there are no tables."""
    there = inspect(connection).get_table_names()
    if tables.about.name in there:
        return connection.execute(select(tables.about.c.schema)).scalar() or 0
    return 0 if tables.reports.name in there else None
