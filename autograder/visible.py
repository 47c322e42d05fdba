"""Run an assignment's visible tests on a file, in a process of its own.

No sandbox: on a student's laptop it is their own code. Private parts of the course are not needed.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from autograder import files, finding, submission
from autograder.assignment import Assignment
from autograder.errors import GraderError
from autograder.report import Frozen
from autograder.sandbox.source import parts
from autograder.sandbox.worker import without_magics
from autograder.submission import HandedIn

SECONDS = 120


class VisibleResult(Frozen):
    """One visible test: the claim it makes, and what contradicted it."""

    name: str
    claim: str
    passed: bool
    message: str = ""


@dataclass(frozen=True)
class _Case:
    name: str
    passed: bool
    message: str


def run(assignment: Assignment, file: Path) -> list[VisibleResult]:
    """Run the visible tests on `file`, a module or a notebook, with its modules if it may have any.

    Raises:
        SubmissionError: a file cannot be read.
        GraderError: the tests did not run.
    """
    handed_in = finding.with_modules(HandedIn("", assignment.slug, file), assignment)
    code, modules = parts(submission.read(handed_in).code)
    if not isinstance(code, bytes):
        code = "\n".join(_CELL.format(_python(cell)) for cell in code).encode()
    with tempfile.TemporaryDirectory(prefix="autograder-") as name:
        folder, beside = Path(name), Path(name, ".modules")
        sources = {folder / assignment.manifest.file: code}
        sources |= {
            beside / module: source
            for module, source in modules.items()
            if module.split("/")[0].removesuffix(".py") not in sys.stdlib_module_names
        }
        for path, source in sources.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(source)
        shutil.copy(assignment.visible_tests, folder)
        cases = _pytest(folder, folder / assignment.visible_tests.name, beside)
    claims = _claims(assignment.visible_tests)
    return [
        VisibleResult(
            name=case.name,
            claim=claims.get(case.name.partition("[")[0], ""),
            passed=case.passed,
            message=case.message,
        )
        for case in cases
    ]


# As in grading: a cell that raises does not keep the later ones from running.
_CELL = """
try:
    exec(compile({!r}, "cell", "exec"))
except Exception as error:
    print("A cell raised", repr(error))
"""


def _python(cell: str) -> str:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError):
        return without_magics(cell)
    return cell


# As in grading, modules come before what else is installed here.
_RUN = "import numpy, pytest, sys; sys.path.insert(0, sys.argv.pop(1)); sys.exit(pytest.main())"


def _pytest(folder: Path, tests: Path, beside: Path) -> list[_Case]:
    found = folder / "results.xml"
    command = [
        *(sys.executable, "-c", _RUN, str(beside)),
        *(str(tests), "--noconftest", "-q", "--tb=line"),
        *("-c", os.devnull, "--rootdir", str(folder), "-p", "no:cacheprovider"),
        f"--junitxml={found}",
    ]
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
    kept["PYTHONDONTWRITEBYTECODE"] = "1"
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=kept,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise GraderError(
            f"The visible tests did not end within {SECONDS} seconds: does a loop never end?"
        ) from error
    if not found.exists():
        said = _last_line(done.stdout + done.stderr) or "the file ends the program"
        raise GraderError(f"The visible tests did not run: {said.rstrip('.')}.")
    # Written by pytest on this machine a moment ago.
    cases = ElementTree.parse(found).iter("testcase")  # noqa: S314
    return [_case(case) for case in cases]


def _case(case: ElementTree.Element) -> _Case:
    problem = next((child for child in case if child.tag in ("failure", "error")), None)
    message = "" if problem is None else (problem.text or problem.get("message") or "").strip()
    said = _contradiction(message) if case.find("failure") is not None else _last_line(message)
    return _Case(case.get("name", ""), problem is None, said)


def _contradiction(text: str) -> str:
    """What contradicted a test: pytest says it first, and after it where each value came from."""
    lines = [line.strip() for line in text.removeprefix("E  ").splitlines() if line.strip()]
    if lines[:1] == ["assert False"] and len(lines) > 1:
        return lines[1].removeprefix("+").strip().removeprefix("where False = ")
    return lines[0].removeprefix("AssertionError: ") if lines else ""


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1].removeprefix("E  ").strip() if lines else ""


def _claims(tests: Path) -> dict[str, str]:
    """The first line of each test's docstring."""
    tree = files.python(tests)
    return {
        node.name: (ast.get_docstring(node) or "").partition("\n")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    }
