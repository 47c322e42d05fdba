"""What an nbgrader_config.py gets, so that our steps take the place of nbgrader's own."""

from __future__ import annotations

import ast
import importlib.metadata
import re
from pathlib import Path
from typing import Any

from autograder.errors import UsageError

CONFIG = "nbgrader_config.py"
GRADED = "graded"  # the folder of an nbgrader course with our gradebook, reports and feedback
OLDEST, TOO_NEW = (0, 9, 5), (0, 10)
HERE = "autograder.nbgrader"
BLOCK = """\
# autograder: begin, written by `autograder nbgrader init`; docs/nbgrader.md says how to go back
from autograder.nbgrader import configure

configure(get_config(), course={course!r})
# autograder: end
"""
_WRITTEN = re.compile(r"^# autograder: begin,.*?^# autograder: end$\n?", re.M | re.S)
_COURSE = re.compile(r"^configure\(get_config\(\), course=(.*)\)$", re.M)

# The names are looked up when nbgrader grades: reading settings should import nothing.
_STEPS = (
    "nbgrader.preprocessors.Execute",
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
)
_OURS = {
    "Execute": f"{HERE}.grading.GradeSubmission",
    "SaveAutoGrades": f"{HERE}.scores.SaveScores",
}
_CHECK = {"CheckCellMetadata": f"{HERE}.reading.CheckMetadata"}
_PLUGINS = (
    ("AssignLatePenalties", "plugin_class", f"{HERE}.late.LatePolicy"),
    ("ExchangeFactory", "collect", f"{HERE}.collect.Collect"),
    ("ZipCollectApp", "extractor_plugin", f"{HERE}.collect.Extract"),
    ("ZipCollectApp", "collector_plugin", f"{HERE}.collect.FromFolders"),
)


def configure(config: Any, course: str) -> None:
    """Put our steps in the place of nbgrader's, for the assignments of the course in that folder.

    Assignments that the course does not have are graded as before. What the settings say already is
    kept: other steps, other plugins.

    Raises:
        UsageError: the steps that they say leave no place for ours.
    """
    config.OurCourse.course = course
    config.Autograde.exporter_class = f"{HERE}.reading.ReadSubmission"
    config.Autograde.autograde_preprocessors = _steps(config.Autograde)
    filters = config.HTMLExporter.setdefault("filters", {})
    filters.setdefault("markdown2html", f"{HERE}.viewing.markdown2html")
    for app, name, plugin in _PLUGINS:
        config[app].setdefault(name, plugin)


def _steps(autograde: Any) -> list[Any]:
    given = autograde.get("autograde_preprocessors")
    steps = given if isinstance(given, list) else list(_STEPS)
    names = [getattr(step, "__name__", str(step).rpartition(".")[2]) for step in steps]
    missing = [name for name in _OURS if name not in names]
    if missing:
        raise UsageError(
            f"c.Autograde.autograde_preprocessors has no {missing[0]} for autograder to replace: "
            "put nbgrader's own steps back."
        )
    ours = _OURS | _CHECK
    return [ours.get(name, step) for name, step in zip(names, steps, strict=True)]


def with_block(text: str, course: Path) -> str:
    """An nbgrader_config.py with our block, at its end or where it was."""
    block = BLOCK.format(course=str(course))
    if _WRITTEN.search(text):
        return _WRITTEN.sub(lambda _: block, text)
    return f"{text.rstrip()}\n\n{block}" if text.strip() else block


def course_in(folder: Path) -> Path | None:
    """The course that our block in the nbgrader_config.py of `folder` names, if it has one."""
    try:
        written = _WRITTEN.search((folder / CONFIG).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return None
    found = _COURSE.search(written[0]) if written else None
    return Path(ast.literal_eval(found[1])) if found else None


def unsupported() -> str:
    """Why the nbgrader that is installed cannot be used; empty if it can."""
    asks = "pip install 'rnn-autograder[nbgrader]'"
    try:
        version = importlib.metadata.version("nbgrader")
    except importlib.metadata.PackageNotFoundError:
        return f"nbgrader is not installed: {asks}."
    numbers = tuple(int(number) for number in re.findall(r"\d+", version)[:3])
    if OLDEST <= numbers < TOO_NEW:
        return ""
    oldest, too_new = (".".join(map(str, each)) for each in (OLDEST, TOO_NEW))
    return f"nbgrader {version} is not supported, but {oldest} up to {too_new} are: {asks}."


def demand_supported() -> None:
    """Refuse an nbgrader that nobody tried.

    Raises:
        UsageError: it is another version, or is not installed.
    """
    if unsupported():
        raise UsageError(unsupported())
