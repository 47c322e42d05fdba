"""Write docs/coverage.md from docs/coverage.toml and the verified numbers of the course."""

import fnmatch
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
DATA = ROOT / "docs" / "coverage.toml"
DOCUMENT = ROOT / "docs" / "coverage.md"
GOLDEN = ROOT / "tests" / "course" / "golden"

HEAD = """\
# What the notes teach, and where the course asks for it

`python scripts/write_coverage.py` writes this page from [coverage.toml](coverage.toml), and a test
holds it to the course. It is for teachers: it answers questions of the quizzes.

The course stands on five lecture notes. Nearly all numbers that they print could be recomputed,
within the rounding of the print. This page follows them fact by fact: for each note first what we
would change in a next edition, with the number that shows it where there is one, then what is right
as it is. What the notes show as a picture is called a figure here, and is recomputed where its
inputs are known. Reading closely is how we thank their authors.

Of {total} facts, {right} are right as printed, {wrong} are wrong, {imprecise} could mislead, {typo}
are slips of the pen, and in {choice} the course chose otherwise.
"""
KIND = {
    "wrong": "wrong",
    "imprecise": "could mislead",
    "typo": "a slip of the pen",
    "choice": "the course chose otherwise",
}
Fact = dict[str, Any]


def verified_numbers() -> dict[str, Any]:
    """The value of each verified number by its name, from the files of all assignments."""
    tables = [tomllib.loads(p.read_text(encoding="utf-8")) for p in sorted(GOLDEN.glob("*.toml"))]
    return {key: e["value"] for table in tables for key, e in table.items() if "value" in e}


def notes() -> list[dict[str, Any]]:
    """The notes with their facts; what the course adds comes last and has no number."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))["notes"]


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that a pattern stands for."""
    return fnmatch.filter(names, pattern)


def shown(value: Any) -> str:
    """A number to six digits; lists as they are nested."""
    if isinstance(value, list):
        return "[" + ", ".join(map(shown, value)) + "]"
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def filled(text: str, numbers: dict[str, Any]) -> str:
    """The text with each `{name}`, `{name[i]}` or `{name[i:]}` replaced by the verified number.

    Raises:
        KeyError: no verified number has the name.
    """

    def number(found: re.Match[str]) -> str:
        name, at, rest = found.groups()
        value = numbers[name]
        if at is not None:
            value = value[int(at) :] if rest else value[int(at)]
        return shown(value)

    return re.sub(r"\{([^{}\[]+)(?:\[(\d+)(:?)\])?\}", number, text)


def place(reference: str) -> str:
    """A link to the assignment or quiz, and the criterion or question."""
    slug, _, part = reference.partition("/")
    page = "quiz.toml" if slug.startswith("quiz_") else "README.md"
    return f"[{slug}](../assignments/{slug}/{page}) {part}".rstrip()


def places(fact: Fact) -> str:
    """Where the course asks for a fact."""
    return ", ".join(map(place, fact.get("covered", []))) or "not asked"


def proof(reference: str) -> str:
    """A link to the file of a test, under the test's name."""
    file, _, name = reference.partition("::")
    return f"[{name}](../{file})"


def named(pattern: str, numbers: dict[str, Any]) -> str:
    """A verified number by name, with its value where that is a single one."""
    value = numbers.get(pattern)
    alone = isinstance(value, int | float | str)
    return f"`{pattern}` = {shown(value)}" if alone else f"`{pattern}`"


def correction(fact: Fact, numbers: dict[str, Any]) -> str:
    """One item of the list of what to change."""
    says, right = (filled(fact[part], numbers) for part in ("says", "right"))
    lines = [
        f"- **{fact['teaches']}** ({KIND[fact['verdict']]})",
        f"  - The note: {says}",
        f"  - Better: {right}",
        f"  - Asked in: {places(fact)}",
    ]
    if tests := fact.get("tests"):
        lines.append(f"  - Tested by: {', '.join(map(proof, tests))}")
    if names := fact.get("numbers"):
        lines.append(f"  - Numbers: {', '.join(f'`{name}`' for name in names)}")
    return "\n".join(lines)


def row(fact: Fact, numbers: dict[str, Any]) -> str:
    """One row of the table of what is right."""
    names = ", ".join(named(pattern, numbers) for pattern in fact.get("numbers", []))
    tests = ", ".join(map(proof, fact.get("tests", [])))
    return f"| {fact['teaches']} | {places(fact)} | {names} | {tests} |"


def section(title: str, facts: list[Fact], numbers: dict[str, Any]) -> list[str]:
    """What to change in one note, and what is right in it."""
    parts = [f"## {title}"]
    if changes := [fact for fact in facts if fact["verdict"] != "right"]:
        parts += ["### For a next edition"]
        parts += ["\n".join(correction(fact, numbers) for fact in changes), "### Right as it is"]
    table = ["| what it teaches | asked in | verified numbers | tests |", "|---|---|---|---|"]
    table += [row(fact, numbers) for fact in facts if fact["verdict"] == "right"]
    return [*parts, "\n".join(table)]


def written() -> str:
    """The whole document."""
    numbers, found = verified_numbers(), notes()
    facts = [fact for note in found if "number" in note for fact in note["facts"]]
    counts = Counter(fact["verdict"] for fact in facts)
    parts = [HEAD.format(total=len(facts), **counts).rstrip()]
    for note in found:
        number = f"Note {note['number']}: " if "number" in note else ""
        parts += section(number + note["title"], note["facts"], numbers)
    parts += ["## Not asked", "What the notes mention and no assignment or question asks for."]
    parts.append("\n".join(f"- {f['teaches']}: {f['why']}" for f in facts if "why" in f))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(written(), encoding="utf-8")
