"""Read the author's files; an error names the file, the field and the fix."""

from __future__ import annotations

import ast
import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from autograder.errors import CourseError

Model = TypeVar("Model", bound=BaseModel)


def text(path: Path) -> str:
    """Read `path` as UTF-8, with or without a byte order mark.

    Raises:
        CourseError: the file is missing or cannot be read.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise CourseError(f"{path} is missing: write it, or check the slug.") from error
    except OSError as error:
        raise CourseError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CourseError(f"{path} is not UTF-8: save it as UTF-8.") from error


def python(path: Path) -> ast.Module:
    """Parse the Python file `path`.

    Raises:
        CourseError: the file is missing, cannot be read, or is not Python.
    """
    try:
        return ast.parse(text(path))
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}.") from error


def digest(*paths: Path) -> str:
    """SHA-256 of some files, each with its name.

    Raises:
        CourseError: one cannot be read.
    """
    found = hashlib.sha256()
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CourseError(f"{path} cannot be read: {error.strerror}.") from error
        found.update(f"{path.name}:{len(data)}:".encode() + data)
    return found.hexdigest()


def record(path: Path, model: type[Model]) -> Model:
    """Read the TOML file `path` as a `model`.

    Raises:
        CourseError: the file is missing, is not TOML, or does not fit the model.
    """
    return fitted(path, document(path), model)


def document(path: Path) -> dict[str, Any]:
    """Read the TOML file `path`.

    Raises:
        CourseError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(text(path))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not TOML: {error}.") from error


def fitted(path: Path, data: Any, model: type[Model]) -> Model:
    """What was read from `path`, as a `model`.

    Raises:
        CourseError: it does not fit the model.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(_names(data, first["loc"]))
        said = first["msg"].removeprefix("Value error, ")
        raise CourseError(f"{path}: {field + ': ' if field else ''}{said}.") from error


def _names(data: Any, place: tuple[int | str, ...]) -> Iterator[str]:
    """The names that lead to a place in `data`; an entry of a list goes by its id if it has one."""
    before: int | str = ""
    for part in place:
        is_entry = isinstance(before, int) and isinstance(data, dict)
        before = part
        if is_entry and part in data.values():
            continue  # where there are several kinds of records, pydantic names that of this one
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        name = data.get("id") if isinstance(data, dict) and isinstance(part, int) else None
        yield str(part if name is None else name)
