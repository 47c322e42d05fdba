"""Wrong submissions written without a look at the diagnosis: what each of their students is told.

`variants/SLUG.toml` holds, for each, the misconceptions named and the sentences told. Whoever
changes one has checked it against the variant's docstring: a sentence that is not true of it is
worse than none.
"""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from autograder import files
from autograder.course import Course
from autograder.grading import Grader

ROOT = Path(__file__).parents[2]
VARIANTS = Path(__file__).parent / "variants"
SLUGS = sorted(path.stem for path in VARIANTS.glob("*.py"))
EXPECTED = {
    slug: tomllib.loads((VARIANTS / f"{slug}.toml").read_text(encoding="utf-8")) for slug in SLUGS
}
PLAIN = re.compile(r"The result of `\w+` has (wrong values|the wrong value)[^.]*\.")
ENOUGH = 0.9
AT_LEAST = 20

pytestmark = pytest.mark.jail


def functions(owner):
    """The source of the functions that a variant puts in the reference's place."""
    return "\n\n\n".join(ast.unparse(n) for n in owner.body if isinstance(n, ast.FunctionDef))


def variants(slug):
    tree = ast.parse((VARIANTS / f"{slug}.py").read_text(encoding="utf-8"))
    return {node.name: functions(node) for node in tree.body if isinstance(node, ast.ClassDef)}


def told(report, hints):
    """What the student reads of the failures, without hints and line numbers, each once."""
    found = []
    for criterion in report.criteria:
        text = re.sub(r" in line \d+", "", criterion.feedback)
        for hint in hints:
            text = text.replace(hint, "")
        found += [part.strip() for part in re.split(r"(?<=\.) ", text) if part.strip()]
    return list(dict.fromkeys(found))


@pytest.fixture(scope="module")
def grader():
    with Grader(Course(ROOT)) as grader:
        yield grader


@pytest.mark.parametrize("slug", SLUGS)
def test_each_variant_is_told_what_is_true_of_it(grader, slug):
    assignment = grader.course.assignment(slug)
    hints = [criterion.hint for criterion in assignment.rubric.criteria]
    right = files.text(assignment.reference)
    found, scores = {}, {}
    for name, source in variants(slug).items():
        report = grader.judge_source(assignment, name, f"{right}\n\n{source}").report
        named = {m.slug: None for c in report.criteria for m in c.misconceptions}
        found[name] = {"named": list(named), "told": told(report, hints)}
        scores[name] = report.score
    assert [name for name, score in scores.items() if score == 100] == []
    assert found == EXPECTED[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_each_assignment_has_its_variants(slug):
    assert len(variants(slug)) >= AT_LEAST
    assert list(variants(slug)) == list(EXPECTED[slug])


@pytest.mark.parametrize("slug", SLUGS)
def test_most_variants_are_told_more_than_that_values_are_wrong(slug):
    entries = EXPECTED[slug].values()
    more = [e for e in entries if e["named"] or any(not PLAIN.fullmatch(s) for s in e["told"])]
    assert len(more) >= ENOUGH * len(entries)
