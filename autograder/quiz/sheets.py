"""`answers.toml`: what one student answered in one attempt, readable and writable by hand.

Whatever stands in it is hostile: it is read as data, bounded in size, and never evaluated.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import tomllib
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from autograder.errors import SubmissionError
from autograder.quiz.answers import LARGEST, is_blank
from autograder.quiz.questions import Paper
from autograder.report import Frozen

FILE = "answers.toml"
BYTES = 256 * 1024
NAME_CHARACTERS = 200
DEPTH = 8  # of lists in lists: no answer has more
Raw = str | bool | int | float | list[Any]


class Sheet(Frozen):
    """Whose sheet it is, the numbers that were drawn, and what was answered; blanks are left out.

    Answers are as they were written: text, numbers, lists.
    """

    course: str = Field(max_length=NAME_CHARACTERS)
    epoch: str = Field(max_length=NAME_CHARACTERS)
    quiz: str = Field(max_length=NAME_CHARACTERS)
    student: str = Field(max_length=NAME_CHARACTERS)
    attempt: int = Field(ge=1, le=10_000, strict=True)
    drawn: dict[str, dict[str, Any]] = Field(default_factory=dict)
    answers: dict[str, Any] = Field(default_factory=dict)

    def canonical(self) -> str:
        """The one form of what the sheet says, however its file is laid out: JSON.

        Names are sorted by code point and nothing stands between; what is not ASCII is escaped; a
        number with a fraction is the shortest decimal that reads back as the same double.
        """
        return json.dumps(self.model_dump(), sort_keys=True, separators=(",", ":"))

    @property
    def receipt(self) -> str:
        """What a student keeps, and what a report names."""
        return receipt(self.canonical())

    def answered(self, question: str, raw: Raw) -> Sheet:
        """The same sheet with one answer written in, or taken out if it is blank."""
        others = {name: value for name, value in self.answers.items() if name != question}
        added = {} if is_blank(raw) else {question: _plain(raw)}
        return self.model_copy(update={"answers": others | added})


def receipt(canonical: str) -> str:
    """SHA-256 of the canonical form of a sheet."""
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


def read(data: bytes) -> Sheet:
    """A sheet from the bytes of its file.

    Raises:
        SubmissionError: it is none; the message is one sentence.
    """
    found = _read(data)
    if isinstance(found, str):
        raise SubmissionError(found)
    return found


def sha256(data: bytes) -> str:
    """The receipt of a sheet; of what is none, the SHA-256 of its bytes."""
    found = _read(data)
    return hashlib.sha256(data).hexdigest() if isinstance(found, str) else found.receipt


def stored(canonical: str) -> Sheet:
    """A sheet from its canonical form.

    Raises:
        ValueError: it is none.
    """
    return Sheet.model_validate_json(canonical)


@lru_cache(maxsize=2)  # asked for its hash, a sheet is asked for its answers next
def _read(data: bytes) -> Sheet | str:
    """The sheet, or why it is none."""
    if len(data) > BYTES:
        return f"The sheet is larger than {BYTES // 1024} KiB: it holds more than answers."
    try:
        document = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return "The sheet is not UTF-8: save it as UTF-8."
    except (ValueError, RecursionError) as error:  # Python refuses to read very long numbers
        said = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "a value is too large"
        return f"The sheet is not TOML: {said}."
    if isinstance(answers := document.get("answers"), dict):
        document["answers"] = {
            name: _plain(raw) for name, raw in answers.items() if not is_blank(raw)
        }
    try:
        return Sheet.model_validate(document | {"drawn": _plain(document.get("drawn", {}))})
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part)[:NAME_CHARACTERS] for part in first["loc"])
        return f"The sheet does not fit: {field}: {first['msg']}."


def _plain(value: Any, depth: int = DEPTH) -> Any:
    """A value of TOML as JSON can hold it: what is no answer to anything becomes a text."""
    if isinstance(value, dict | list) and not depth:
        return "..."
    if isinstance(value, dict):
        return {name: _plain(inner, depth - 1) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner, depth - 1) for inner in value]
    if isinstance(value, str):  # half a character, which UTF-8 has no bytes for
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, int) and abs(value) >= LARGEST:
        return "inf"
    return value.isoformat() if isinstance(value, datetime | date | time) else value


def text(sheet: Sheet, paper: Paper) -> str:
    """The sheet as it is saved: every question has its line, in order."""
    names = [question.id for question in paper.questions]
    head = sheet.model_dump(include={"course", "epoch", "quiz", "student", "attempt"})
    lines = [
        f"# {' '.join(paper.title.split())}",
        *(f"{key} = {_toml(value)}" for key, value in head.items()),
    ]
    lines += ["", "[drawn]  # do not change these"]
    lines += [f"{name} = {_toml(sheet.drawn[name])}" for name in names if name in sheet.drawn]
    lines += ["", '[answers]  # "" is blank']
    lines += [f"{name} = {_toml(sheet.answers.get(name, ''))}" for name in names]
    return "\n".join(lines) + "\n"


def save(path: Path, sheet: Sheet, paper: Paper) -> None:
    """Write a sheet: whoever reads `path` meets the old one or the new one, never a half.

    Raises:
        OSError: it cannot be written; the old one is there still.
    """
    whole = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with whole.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text(sheet, paper))
            file.flush()
            os.fsync(file.fileno())
        whole.replace(path)
    except BaseException:
        whole.unlink(missing_ok=True)
        raise


def _toml(value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{_key(name)} = {_toml(inner)}" for name, inner in value.items())
        return f"{{ {', '.join(pairs)} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):  # JSON escapes all that TOML does, but for DEL
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return repr(value)


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _toml(name)
