"""nbgrader's own gradebook, wherever the settings of a course say that it is."""

from __future__ import annotations

import contextlib
import functools
import os
import sysconfig
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from nbgrader import api
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.nbgrader.submitted import settings_of

UNNAMED = "default_course"  # as nbgrader calls a course of which its settings say no id


@contextlib.contextmanager
def opened(folder: Path) -> Iterator[Gradebook]:
    """The gradebook of the nbgrader course in `folder`.

    Raises:
        UsageError: there is no such course.
    """
    directory = CourseDirectory(config=settings_of(folder), root=str(folder.resolve()))
    with _scripts_found(), Gradebook(directory.db_url, directory.course_id or UNNAMED) as book:
        yield book


@contextlib.contextmanager
def _scripts_found() -> Iterator[None]:
    """nbgrader makes a gradebook by the command `alembic`: of this Python, activated or not."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = os.pathsep.join([sysconfig.get_path("scripts"), before])
    try:
        yield
    finally:
        os.environ["PATH"] = before


def keep_engines() -> None:
    """Have nbgrader ask SQLAlchemy once for each gradebook, and not seven times a submission.

    A new engine compiles every statement anew, which is a third of what a submission costs.
    """
    if not hasattr(api.create_engine, "cache_info"):
        api.create_engine = functools.cache(api.create_engine)


def set_due(folder: Path, slug: str, due: datetime) -> datetime | None:
    """Have nbgrader know when an assignment is due; another due date that it knows, which stays."""
    wanted = due.astimezone(UTC).replace(tzinfo=None)
    with opened(folder) as book:
        with contextlib.suppress(MissingEntry):
            known = book.find_assignment(slug).duedate
            if known is not None:
                return None if known == wanted else known.replace(tzinfo=UTC)
        book.update_or_create_assignment(slug, duedate=wanted)
    return None
