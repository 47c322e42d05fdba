"""The page that says what the notes teach is true of the course."""

import ast
import fnmatch
import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERDICTS = {"right", "typo", "wrong", "imprecise", "choice"}


@pytest.fixture(scope="module")
def coverage():
    """The script that writes the page."""
    path = ROOT / "scripts" / "write_coverage.py"
    spec = importlib.util.spec_from_file_location("write_coverage", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def facts(coverage):
    return [fact for note in coverage.notes() for fact in note["facts"]]


def holders():
    """For each verified number, the modules of tests that compare it with the course."""
    found = {}
    for path in (Path(__file__).parent / "golden").glob("*.toml"):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        if path.stem == "quizzes":
            cases = [case for quiz in table.values() for cases in quiz.values() for case in cases]
            names = {case["of"] for case in cases}
        else:
            names = set(table)
        for name in names:
            found.setdefault(name, set()).add(f"tests/course/test_{path.stem}.py")
    return found


def parts(course, slug):
    """The criteria of an assignment, the questions of a quiz."""
    rubric = course.unit(slug).rubric_file.read_text(encoding="utf-8")
    return {criterion["id"] for criterion in tomllib.loads(rubric)["criteria"]}


def leaves(value):
    """The numbers and words of nested lists, in order."""
    if isinstance(value, dict):
        value = list(value.values())
    return [leaf for part in value for leaf in leaves(part)] if isinstance(value, list) else [value]


def test_the_page_is_what_the_data_gives(coverage):
    assert coverage.DOCUMENT.read_text(encoding="utf-8") == coverage.written(), (
        "run: python scripts/write_coverage.py"
    )


def test_every_fact_is_judged_and_only_what_is_not_right_is_corrected(facts):
    for fact in facts:
        assert fact["verdict"] in VERDICTS, fact
        corrected = fact["verdict"] != "right"
        assert ("says" in fact) == ("right" in fact) == corrected, fact
        assert ("why" in fact) == ("covered" not in fact), fact


def test_every_assignment_quiz_criterion_and_question_that_is_named_exists(course, facts):
    for reference in {reference for fact in facts for reference in fact.get("covered", [])}:
        slug, slash, part = reference.partition("/")
        assert slug in course.units, reference
        assert not slash or part in parts(course, slug), reference


def test_every_criterion_and_every_question_belongs_to_a_fact(course, facts):
    named = {reference for fact in facts for reference in fact.get("covered", [])}
    asked = {f"{slug}/{part}" for slug in course.units for part in parts(course, slug)}
    assert asked - named == set()


def test_every_test_that_is_named_exists(facts):
    named = {tuple(reference.split("::")) for fact in facts for reference in fact.get("tests", [])}
    for file in {file for file, _ in named}:
        body = ast.parse((ROOT / file).read_text(encoding="utf-8")).body
        defined = {node.name for node in body if isinstance(node, ast.FunctionDef)}
        assert {name for other, name in named if other == file} <= defined


def test_every_number_that_is_named_is_verified_and_compared_by_a_test_of_its_fact(coverage, facts):
    modules = holders()
    for fact in facts:
        tested = {test.partition("::")[0] for test in fact.get("tests", [])}
        for pattern in fact.get("numbers", []):
            names = coverage.matching(pattern, modules)
            assert names, pattern
            for name in names:
                assert tested & modules[name], (fact["teaches"], name)


def test_every_verified_number_belongs_to_a_fact(coverage, facts):
    patterns = [pattern for fact in facts for pattern in fact.get("numbers", [])]
    numbers = coverage.verified_numbers()
    named = {name for pattern in patterns for name in coverage.matching(pattern, numbers)}
    assert set(numbers) - named == set()


def test_numbers_of_the_same_name_are_equal_in_all_files():
    first = {}
    for path in sorted((Path(__file__).parent / "golden").glob("*.toml")):
        for name, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if "value" in entry:
                here, there = leaves(entry["value"]), leaves(first.setdefault(name, entry["value"]))
                words = isinstance(here[0], str)
                assert here == (there if words else pytest.approx(there, rel=1e-12)), name
    assert len(first) > 250


def test_a_figure_that_is_no_verified_number_is_noticed(coverage):
    numbers = {"a.b": [0.5, 2], "c": 31}
    assert (
        coverage.filled("{a.b[0]} of {a.b}, {c}, {a.b[1:]}", numbers) == "0.5 of [0.5, 2], 31, [2]"
    )
    with pytest.raises(KeyError):
        coverage.filled("{a.c}", numbers)


def test_a_figure_of_a_correction_is_among_the_numbers_that_its_tests_compare(facts):
    for fact in facts:
        for name in re.findall(r"\{([^{}\[]+)", fact.get("says", "") + fact.get("right", "")):
            patterns = fact.get("numbers", [])
            assert any(fnmatch.fnmatch(name, pattern) for pattern in patterns), fact["teaches"]


def test_no_text_breaks_the_table_it_stands_in(facts):
    assert [fact["teaches"] for fact in facts if re.search(r"[|\n]", fact["teaches"])] == []
