"""A database that answers in sentences: connections, transactions, errors.

One writer at a time, on SQLite as on PostgreSQL: who reads the last attempt and writes the next one
must not meet another in between.
"""

from __future__ import annotations

import contextlib
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import (
    ArgumentError,
    NoSuchModuleError,
    SAWarning,
    SQLAlchemyError,
    StatementError,
)

from autograder.errors import GraderError, UsageError

WAIT_SECONDS = 30  # for another writer, and for a server to answer
_WRITER = 0x6175_746F_6772_6164  # the key of the lock that a writer holds on PostgreSQL

# What drivers say, and what to do about it; the first that fits counts.
_ADVICE = (
    ("database is locked|lock timeout", "wait until the other program has written, and try again"),
    ("disk is full|No space left", "make room on its disk, and try again"),
    ("disk I/O error", "check its disk and the space there, and try again"),
    ("readonly database|read-only|permission denied", "check who may write it and its folder"),
    ("unable to open", "check that its folder exists and may be used"),
    ("not a database|malformed", "name a gradebook, or a copy that is whole"),
    ("authentication failed|no password|pg_hba|role .* not exist", "check user and password"),
    ("database .* does not exist", "create it first, with createdb"),
    ("no such (table|column)|(relation|column) .* not exist|has no column", "use a whole copy"),
    (
        "refused|translate|resolve|not known|timeout|timed out|unreachable|connection",
        "check the server's name, and that it runs",
    ),
)


class Database:
    """A database at a URL, and what to call it in a sentence: never with its password."""

    def __init__(self, url: str | URL) -> None:
        """Prepare; nothing is opened yet.

        Raises:
            UsageError: the URL is none, or its driver is not installed.
        """
        self._url = _parsed(url)
        self.name = _name(self._url)
        self._engine = _engine(self._url)
        self._writing: Connection | None = None

    @property
    def is_missing_file(self) -> bool:
        """Whether it is a file of SQLite that would only now be made."""
        if self._engine.dialect.name != "sqlite" or "uri" in self._url.query:
            return False
        with contextlib.suppress(OSError):  # SQLite will say that it may not look
            return not Path(self._url.database or "").is_file()
        return False

    def close(self) -> None:
        """Leave no connection."""
        self._engine.dispose()

    @contextlib.contextmanager
    def reading(self, doing: str = "read") -> Iterator[Connection]:
        """A transaction that writes nothing; inside of `writing` it is that transaction."""
        if self._writing is not None:
            with self._in_a_sentence(doing):
                yield self._writing
            return
        with self._in_a_sentence(doing), self._engine.begin() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self, doing: str = "written") -> Iterator[Connection]:
        """A transaction in which nobody else writes: all of it is kept, or nothing."""
        if self._writing is not None:
            with self._in_a_sentence(doing):
                yield self._writing
            return
        with (
            self._in_a_sentence(doing),
            self._engine.connect().execution_options(writing=True) as connection,
            connection.begin(),
        ):
            self._writing = connection
            try:
                yield connection
            finally:
                self._writing = None

    def refuse_narrow_text(self, connection: Connection) -> None:
        """Refuse a PostgreSQL database that cannot hold every character.

        Raises:
            UsageError: it was not created for UTF-8.
        """
        if connection.dialect.name == "postgresql":
            encoding = connection.exec_driver_sql("SHOW server_encoding").scalar()
            if encoding != "UTF8":
                raise UsageError(
                    f"The database {self.name} is {encoding}: create one with "
                    "createdb --encoding UTF8 --template template0."
                )

    @contextlib.contextmanager
    def _in_a_sentence(self, doing: str) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            why = self._why(error.orig if isinstance(error, StatementError) else error)
            raise GraderError(f"The gradebook {self.name} cannot be {doing}: {why}.") from error

    def _why(self, error: BaseException | None) -> str:
        said = str(error).strip()
        for secret in _secrets(self._url):
            said = said.replace(secret, "***")
        first = said.partition("\n")[0].rstrip(". ") or type(error).__name__
        fitting = (do for pattern, do in _ADVICE if re.search(pattern, said, re.IGNORECASE))
        return "; ".join([first, *[advice for advice in [next(fitting, None)] if advice]])


def _parsed(url: str | URL) -> URL:
    """A URL; never quoted where it is none, as a password may be in it."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise UsageError(
            "That is no URL of a database: give one such as postgresql://user@host/name, or the "
            "folder that `grade -o` wrote."
        ) from error
    if "@" in (parsed.host or ""):
        raise UsageError("An @ in the password of a URL is written %40.")
    if parsed.drivername in {"postgres", "postgresql"}:  # SQLAlchemy's own default is psycopg2
        parsed = parsed.set(drivername="postgresql+psycopg")
    return parsed


def _name(url: URL) -> str:
    kind = url.get_backend_name()
    if kind == "sqlite":
        return url.database or "in memory"
    return str(URL.create(kind, url.username, None, url.host, url.port, url.database))


def _secrets(url: URL) -> Iterator[str]:
    if url.password:
        yield url.password
    for key, value in url.query.items():
        if "pass" in key:
            yield from [value] if isinstance(value, str) else value


def _engine(url: URL) -> Engine:
    kind, options = url.get_backend_name(), dict[str, Any]()
    if kind == "sqlite" and "timeout" not in url.query:
        options["connect_args"] = {"timeout": WAIT_SECONDS}
    elif kind == "postgresql":
        options |= {"isolation_level": "READ COMMITTED", "pool_pre_ping": True}
        if url.drivername.startswith("postgresql+psycopg") and "connect_timeout" not in url.query:
            options["connect_args"] = {"connect_timeout": WAIT_SECONDS}
    try:
        with warnings.catch_warnings(action="error", category=SAWarning):
            engine = create_engine(url, **options)
    except NoSuchModuleError as error:
        raise UsageError(
            f"A database of the kind {url.drivername!r} is not known: use sqlite or postgresql."
        ) from error
    except ImportError as error:
        driver = error.name or url.get_driver_name()  # psycopg without libpq names nothing
        package = "rnn-autograder[postgres]" if driver == "psycopg" else driver
        raise UsageError(
            f"The driver {driver} is not installed: pip install '{package}'."
        ) from error
    except (ArgumentError, SAWarning, TypeError, ValueError) as error:
        raise UsageError("That URL has options that its database does not know.") from error
    if engine.dialect.is_async:
        raise UsageError(f"The driver {url.get_driver_name()} needs asyncio: leave it out.")
    if kind == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
    event.listen(engine, "begin", _begun)
    return engine


def _leave_transactions_to_us(connection: Any, _: object) -> None:
    connection.isolation_level = None  # Python's own BEGIN comes only before the first write


def _begun(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
    elif writing and connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITER})")
