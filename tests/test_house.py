"""Who may import whom. A line of code must know its room, and the trust boundary its neighbours."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "autograder"

# For each module: what of ours it may import. A name stands for itself and for all below it.
MAY_IMPORT = {
    "errors": (),
    "report": (),
    "rubric": ("report",),
    "files": ("errors",),
    "unit": ("files", "report", "rubric"),
    "form": ("report", "unit"),
    "assignment": ("files", "report", "sandbox.limits", "unit"),
    "course": ("assignment", "errors", "files", "policy", "quiz.quiz", "report", "rubric"),
    # Enough to take a quiz; nothing of the key.
    "quiz.questions": ("report", "rubric", "unit"),
    "quiz.draw": ("unit",),
    "quiz.variants": ("errors", "files"),
    "quiz.typed": (),
    "quiz.answers": ("quiz.questions", "quiz.typed"),
    "quiz.sheets": ("errors", "quiz.answers", "quiz.questions", "report"),
    # The key, and judging by it: nothing of a student's is evaluated.
    "quiz.formulas": ("errors", "files", "quiz.questions"),
    "quiz.key": ("errors", "files", "quiz.formulas", "quiz.questions", "report", "rubric"),
    "quiz.quiz": (
        "errors",
        "files",
        "quiz.draw",
        "quiz.formulas",
        "quiz.key",
        "quiz.questions",
        "quiz.sheets",
        "quiz.variants",
        "report",
        "rubric",
        "unit",
    ),
    "quiz.own": ("errors", "quiz.quiz", "quiz.sheets"),
    "quiz.compare": ("quiz.answers", "quiz.formulas", "quiz.key", "quiz.questions", "report"),
    "quiz.grading": ("course", "errors", "form", "quiz.marking", "report", "submission"),
    # Taking a quiz.
    "quiz.completeness": ("quiz.answers", "quiz.quiz", "quiz.sheets", "report"),
    "quiz.taking": (
        "errors",
        "quiz.answers",
        "quiz.completeness",
        "quiz.own",
        "quiz.quiz",
        "quiz.sheets",
    ),
    "quiz.screen": ("feedback.plain",),
    "quiz.terminal": (
        "errors",
        "quiz.printed",
        "quiz.questions",
        "quiz.screen",
        "quiz.taking",
        "quiz.typed",
    ),
    "quiz.printed": (
        "feedback.html",
        "feedback.plain",
        "quiz.questions",
        "quiz.quiz",
        "quiz.sheets",
    ),
    "quiz.notebook": (
        "course",
        "errors",
        "feedback.html",
        "feedback.plain",
        "quiz.printed",
        "quiz.taking",
    ),
    "quiz": ("errors", "form", "quiz", "report", "rescore", "rubric", "unit"),
    "roster": ("errors",),
    "lms": ("lms",),
    "folders": (),
    "intake": ("errors", "folders", "intake", "lms", "sandbox.limits"),
    "submission": ("errors", "intake", "quiz.sheets", "sandbox.limits", "sandbox.source"),
    "finding": ("course", "errors", "folders", "intake", "lms", "submission", "unit"),
    "release": ("course", "errors", "release", "report", "scaffold"),
    "scaffold": ("assignment", "course", "errors", "rubric"),
    "compare": (),
    "diagnosis.gap": ("compare", "diagnosis.gap"),
    "diagnosis.beliefs": ("assignment", "compare", "known_work", "trial"),
    "diagnosis.probes": ("assignment", "compare", "known_work", "sandbox.failures", "trial"),
    "diagnosis.relations": (
        "assignment",
        "compare",
        "errors",
        "known_work",
        "sandbox.failures",
        "sandbox.wire",
        "trial",
    ),
    "diagnosis.behaviour": ("report", "trial"),
    "diagnosis.brief": (),
    "diagnosis.sharpen": (
        "assignment",
        "diagnosis.gap",
        "known_work",
        "report",
        "rubric",
        "sandbox.wire",
        "trial",
    ),
    "diagnosis.unexplained": (
        "assignment",
        "compare",
        "diagnosis.behaviour",
        "diagnosis.brief",
        "diagnosis.gap",
        "known_work",
        "report",
        "sandbox.wire",
        "trial",
    ),
    "diagnosis": ("diagnosis", "hidden", "report", "rubric", "trial"),
    "verify.verification": ("report",),
    "verify.mutants": ("verify.mutants",),
    "policy": ("report", "rubric"),
    "adjustment": ("report", "rubric"),
    "standing": ("adjustment", "policy", "report", "rubric"),
    "gradebook.database": ("errors",),
    "gradebook": (
        "adjustment",
        "errors",
        "feedback.plain",
        "gradebook",
        "policy",
        "report",
        "standing",
    ),
    "items": ("items", "report", "standing"),
    "rescore": ("errors", "report", "rubric"),
    "resume": ("errors", "form", "gradebook", "report", "submission", "unit"),
    "nbgrader.pieces": (),
    "nbgrader.settings": ("errors",),
    "nbgrader.source": ("assignment", "errors", "files", "nbgrader.pieces", "rubric", "unit"),
    "nbgrader": (
        "adjustment",
        "assignment",
        "course",
        "errors",
        "feedback",
        "finding",
        "gradebook",
        "intake",
        "nbgrader",
        "policy",
        "quiz",
        "report",
        "resume",
        "rubric",
        "standing",
        "submission",
        "unit",
    ),
    "changes": ("report",),
    "feedback.items": ("feedback.plain", "items", "report", "standing"),
    "feedback.standings": ("gradebook.audit", "feedback.plain", "standing"),
    "feedback.changes": ("changes", "feedback.plain", "report"),
    "feedback.class_page": ("feedback.html", "items.models", "standing"),
    "feedback": (
        "feedback.html",
        "feedback.outline",
        "feedback.plain",
        "report",
        "verify.verification",
    ),
    "cluster": (
        "batch",
        "cluster",
        "course",
        "errors",
        "grading",
        "report",
        "sandbox.canary",
        "sandbox.launcher",
        "sandbox.limits",
        "sandbox.source",
        "submission",
    ),
    "sandbox.limits": (),
    "sandbox.wire": ("sandbox.limits",),
    "sandbox.source": (),
    "sandbox.messages": ("sandbox.limits", "sandbox.wire"),
    "sandbox.worker": ("sandbox.messages", "sandbox.wire"),
    "sandbox.landlock": ("errors",),
    "sandbox.syscalls": ("errors",),
    "sandbox.jail": ("sandbox.landlock", "sandbox.limits"),
    "sandbox.plan": ("errors", "sandbox.jail", "sandbox.syscalls"),
    "sandbox.wall": ("errors", "sandbox.jail", "sandbox.plan"),
    "sandbox.server": (
        "errors",
        "sandbox.jail",
        "sandbox.limits",
        "sandbox.messages",
        "sandbox.wire",
        "sandbox.worker",
    ),
    "sandbox.failures": ("report",),
    "sandbox.launcher": (
        "errors",
        "sandbox.jail",
        "sandbox.limits",
        "sandbox.plan",
        "sandbox.wall",
        "sandbox.wire",
    ),
    "sandbox.client": (
        "errors",
        "sandbox.failures",
        "sandbox.launcher",
        "sandbox.limits",
        "sandbox.messages",
        "sandbox.source",
        "sandbox.wire",
    ),
    "sandbox.canary": (
        "errors",
        "sandbox.client",
        "sandbox.failures",
        "sandbox.launcher",
        "sandbox.wall",
        "sandbox.wire",
    ),
}
READERS = (
    "gradebook",
    "standing",
    "items",
    "rescore",
    "changes",
    "feedback",
    "lms",
    "quiz.marking",
    "quiz.lint",
)
RUNS_STUDENT_CODE = (
    "sandbox",
    "hidden",
    "trial",
    "grading",
    "batch",
    "cluster",
    "verify.known",
    "verify.proof",
    "verify.survivors",
    "diagnosis",
)


def modules():
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path):
    """Every module of ours that the file imports, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            base = PACKAGE.parent / node.module.replace(".", "/")
            for alias in node.names:
                inner = base / f"{alias.name}.py"
                is_module = inner.exists() or (base / alias.name).is_dir()
                found.add(f"{node.module}.{alias.name}" if is_module else node.module)
    ours = {name.removeprefix("autograder").removeprefix(".") for name in found if is_ours(name)}
    return ours - {""}


def is_ours(name):
    return name == "autograder" or name.startswith("autograder.")


def belongs(name, place):
    return name == place or name.startswith(f"{place}.")


def rule_for(name):
    return next((allowed for place, allowed in MAY_IMPORT.items() if belongs(name, place)), None)


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_a_module_imports_only_what_its_room_may_know(path):
    allowed = rule_for(name_of(path))
    if allowed is None:
        return
    strangers = {
        name for name in imports_of(path) if not any(belongs(name, place) for place in allowed)
    }
    assert not strangers


def test_the_rules_name_modules_that_exist():
    names = {name_of(path) for path in modules()}
    assert {place for place in MAY_IMPORT if place not in names} == set()


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_nothing_but_the_command_line_imports_the_command_line(path):
    if not belongs(name_of(path), "cli") and name_of(path) != "__main__":
        assert not any(belongs(name, "cli") for name in imports_of(path))


def test_readers_of_reports_never_reach_what_runs_student_code():
    graph = {name_of(path): imports_of(path) for path in modules()}
    for reader in READERS:
        reached, todo = set(), [name for name in graph if belongs(name, reader)]
        while todo:
            name = todo.pop()
            if name not in reached:
                reached.add(name)
                todo += [found for found in graph if found in graph.get(name, ())]
        assert not any(belongs(name, place) for name in reached for place in RUNS_STUDENT_CODE)


def loaded_by(statement):
    """The modules that a fresh interpreter has after `statement`."""
    code = f"import sys; {statement}; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stdout.split())


def test_nothing_but_the_witnesses_imports_a_framework():
    root, names = PACKAGE.parent, r"(?:torch|keras|tensorflow)\b"
    imports = re.compile(rf"^\s*(?:import|from)\s+{names}|import\w*\(\s*[\"']{names}", re.MULTILINE)
    folders = "assignments autograder benchmarks examples scripts solutions tests".split()
    files = [path for folder in folders for path in (root / folder).rglob("*.py")]
    found = {path for path in files if imports.search(path.read_text("utf-8", "replace"))}
    assert {str(path.relative_to(root)) for path in found} == {"tests/witnesses/conftest.py"}


def test_the_worker_brings_nothing_of_the_course_beside_student_code():
    loaded = loaded_by("import autograder.sandbox.server")
    ours = {name for name in loaded if is_ours(name)}
    assert ours == {
        "autograder",
        "autograder.errors",
        "autograder.sandbox",
        "autograder.sandbox.jail",
        "autograder.sandbox.landlock",
        "autograder.sandbox.limits",
        "autograder.sandbox.messages",
        "autograder.sandbox.server",
        "autograder.sandbox.wire",
        "autograder.sandbox.worker",
    }
    assert not {"pytest", "pydantic", "click", "sqlalchemy"} & loaded


def test_help_loads_nothing_heavy():
    loaded = loaded_by("import autograder.cli")
    assert not {"numpy", "pytest", "pydantic", "rich", "sqlalchemy", "jinja2"} & loaded


def test_what_settings_of_nbgrader_name_is_loaded_only_when_it_is_used():
    loaded = loaded_by("import autograder.cli, autograder.nbgrader")
    assert not {"nbgrader", "nbconvert", "nbformat", "traitlets", "numpy", "pydantic"} & loaded


def test_students_commands_need_nothing_that_only_linux_has():
    linux_only = "resource", "fcntl", "pyseccomp", "termios", "readline"
    block = "; ".join(f"sys.modules[{name!r}] = None" for name in linux_only)
    students = "visible", "course", "quiz.terminal", "quiz.notebook"
    names = ", ".join(f"autograder.{name}" for name in ("cli", *students))
    loaded = loaded_by(f"{block}; import {names}")
    assert {f"autograder.{name}" for name in students} <= loaded


def test_quizzes_need_no_sandbox_and_nothing_that_only_linux_has():
    linux_only = "resource", "fcntl", "pyseccomp"
    block = "; ".join(f"sys.modules[{name!r}] = None" for name in linux_only)
    loaded = loaded_by(f"{block}; import autograder.quiz.grading, autograder.quiz.lint")
    beside = {name for name in loaded if name.startswith("autograder.sandbox.")}
    assert beside == {"autograder.sandbox.limits", "autograder.sandbox.source"}


def test_the_public_names_are_all_there():
    import autograder

    for name in autograder.__all__:
        assert getattr(autograder, name).__name__ == name
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = autograder.nothing
