"""Write the four parts of a new assignment: a small example that holds, changed bit by bit."""

from __future__ import annotations

import contextlib
import keyword
import sys
from importlib import resources
from pathlib import Path

from jinja2 import DictLoader, Environment, StrictUndefined

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import UsageError
from autograder.rubric import SLUG

# Students' tests import the stub by its name: these would be imported instead, or by others.
_TAKEN = {*keyword.kwlist, *sys.stdlib_module_names, "numpy", "pytest"}


def scaffold(course: Course, slug: str) -> list[Path]:
    """Write an example assignment called `slug`, last in the order of study.

    Returns:
        The files written. Where one cannot be written none is left behind.

    Raises:
        UsageError: the slug is none, or something of that name is there already.
        OSError: a file cannot be written.
    """
    if not SLUG.fullmatch(slug):
        raise UsageError(
            f"{slug!r} is not a slug: use lower-case letters, digits and _, a letter first."
        )
    if slug in _TAKEN:
        raise UsageError(f"{slug}.py would hide a module that Python needs: choose another slug.")
    place = course.place(slug)
    for part in (place.public, place.solution, place.rubric_file, place.hidden):
        if part.exists() or part.is_symlink():
            raise UsageError(f"{part} exists already: choose another slug, nothing was written.")
    orders = [course.assignment(known).manifest.order for known in course.slugs]
    facts = {
        "slug": slug,
        "title": slug.replace("_", " ").capitalize(),
        "order": max(orders, default=0) + 1,
    }
    environment = Environment(  # noqa: S701  nothing here is HTML
        loader=DictLoader(templates()), undefined=StrictUndefined, keep_trailing_newline=True
    )
    texts = {
        path: environment.get_template(f"{name}.jinja").render(facts)
        for name, path in _files(place).items()
    }
    _write_all(texts)
    return list(texts)


def templates() -> dict[str, str]:
    """What every example is made from, by name."""
    names = resources.files("autograder.scaffold").joinpath("templates").iterdir()
    return {entry.name: entry.read_text(encoding="utf-8") for entry in names}


def _files(place: Assignment) -> dict[str, Path]:
    """Each template, and the file that is made from it."""
    return {
        "assignment.toml": place.public / "assignment.toml",
        "README.md": place.public / "README.md",
        "stub.py": place.public / f"{place.slug}.py",
        "test_visible.py": place.public / "test_visible.py",
        "reference.py": place.solution / f"{place.slug}.py",
        "misconceptions.py": place.solution / "misconceptions.py",
        "correct.py": place.solution / "correct" / "loop.py",
        "wrong.py": place.solution / "wrong.py",
        "equivalent.toml": place.solution / "equivalent.toml",
        "rubric.toml": place.rubric_file,
        "test_hidden.py": place.hidden_tests,
    }


def _write_all(texts: dict[Path, str]) -> None:
    """Write every file, or none."""
    folders = {folder for path in texts for folder in path.parents if not folder.exists()}
    written: list[Path] = []
    try:
        for path, text in texts.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                written.append(path)
                file.write(text)
    except BaseException:
        for path in written:
            path.unlink()
        for folder in sorted(folders, reverse=True):
            with contextlib.suppress(OSError):  # it was not made yet
                folder.rmdir()
        raise
