"""Read the author's files; an error names the file, the field and the fix."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

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


def record(path: Path, model: type[Model]) -> Model:
    """Read the TOML file `path` as a `model`.

    Raises:
        CourseError: the file is missing, is not TOML, or does not fit the model.
    """
    try:
        data = tomllib.loads(text(path))
    except tomllib.TOMLDecodeError as error:
        raise CourseError(f"{path} is not TOML: {error}.") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        said = first["msg"].removeprefix("Value error, ")
        raise CourseError(f"{path}: {field + ': ' if field else ''}{said}.") from error
