"""Known work must earn its known score.

Everything is graded as a submission is: in the sandbox, by the hidden tests, with diagnosis.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import files, known_work, release, visible
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.grading import Grader
from autograder.hidden import HiddenTests
from autograder.known_work import KnownWork
from autograder.report import CriterionStatus, ScoreReport
from autograder.rubric import FULL_MARKS
from autograder.sandbox.launcher import Isolation
from autograder.trial import ReferenceAsStudent, Student
from autograder.verify import survivors
from autograder.verify.verification import Verification

TRIVIAL_AT_MOST = 10
SHOWN = 3  # tests that a problem names
_FIGURE = re.compile(r"!\[[^\]]+\]\(([\w-]+\.svg)\)")  # shown, and said in words what it shows


@dataclass
class _Proof:
    """One assignment under proof."""

    grader: Grader
    assignment: Assignment
    problems: list[str] = field(default_factory=list)

    def claim(self, holds: bool, otherwise: str) -> None:
        if not holds:
            self.problems.append(otherwise)

    def report(self, work: KnownWork) -> ScoreReport:
        return self.grader.judge_source(self.assignment, "verify", work.source).report


def prove(course: Course, slug: str, isolation: Isolation | None) -> Verification:
    """Claim after claim about one assignment; what stands in the way of one is a problem too."""
    try:
        assignment = course.assignment(slug)
        survivors.declared(assignment)
        with Grader(course, isolation=isolation) as grader:
            return _prove(_Proof(grader, assignment))
    except AutograderError as error:
        return Verification(slug=slug, problems=(str(error),))


def _prove(proof: _Proof) -> Verification:
    assignment = proof.assignment
    tests = proof.grader.tests(assignment)
    misconceptions = known_work.misconceptions(assignment)
    correct, wrong = known_work.correct(assignment), known_work.wrong(assignment)
    _parts_agree(proof, misconceptions)
    _nothing_private_is_public(proof)
    shown = _visible_tests_tell(proof)
    _full_marks(proof, [known_work.reference(assignment), *correct])
    _ignorance_earns_nothing(proof)
    for work in misconceptions:
        _belief_is_seen(proof, work)
    for work in wrong:
        score = proof.report(work).score
        proof.claim(score != FULL_MARKS, f"{work} keeps full marks: {_unnoticed(work)}")
    _draws_are_the_same_again(proof)
    for other in [*wrong, *misconceptions][:1]:
        _nobody_changes_a_neighbour(proof, other)
    return Verification(
        slug=assignment.slug,
        tests=len(tests.criteria),
        misconceptions=len({work.name for work in misconceptions}),
        correct=len(correct),
        wrong=len(wrong),
        visible=shown,
        problems=tuple(proof.problems),
    )


def _parts_agree(proof: _Proof, misconceptions: list[KnownWork]) -> None:
    """The four places name the same functions, criteria and misconceptions."""
    assignment = proof.assignment
    reference, stub = _functions(assignment.reference), _functions(assignment.stub)
    for function in assignment.manifest.functions:
        name = function.name
        proof.claim(name in stub, f"the stub has no function {name}")
        if name in stub and name in reference:
            same = ast.unparse(stub[name].args) == ast.unparse(reference[name].args)
            proof.claim(same, f"stub and reference disagree about the arguments of {name}")
    for other in assignment.manifest.after:
        known = other in proof.grader.course.units
        proof.claim(known, f"after names {other!r}, which is not in this course")
    declared = {misconception.slug for misconception in assignment.rubric.misconceptions}
    written = {work.name for work in misconceptions}
    for slug in sorted(declared ^ written):
        where = "misconceptions.py" if slug in declared else "the rubric"
        proof.problems.append(f"the misconception {slug} is missing in {where}")
    handout = files.text(assignment.public / "README.md")
    for criterion in assignment.rubric.criteria:
        row = rf"\b{criterion.id}\b.*\b{criterion.points}\b"
        proof.claim(
            re.search(row, handout) is not None,
            f"the handout does not list {criterion.id} with its {criterion.points} points",
        )
        for section in criterion.read:
            proof.claim(
                assignment.sections.count(section) == 1,
                f"{criterion.id} says to read {section!r}, which is not one heading of the handout",
            )


def _nothing_private_is_public(proof: _Proof) -> None:
    assignment = proof.assignment
    expected = {"assignment.toml", "README.md", assignment.manifest.file, "test_visible.py"}
    expected |= set(_FIGURE.findall(files.text(assignment.public / "README.md")))
    for path in sorted(assignment.public.iterdir()):
        if path.name != "__pycache__":
            proof.claim(
                path.name in expected, f"{path.name} does not belong into the public folder"
            )
    for name in sorted(expected):
        files.text(assignment.public / name)  # or it is said which one is missing
    proof.problems += map(str, release.leaks(proof.grader.course, assignment.slug))


def _visible_tests_tell(proof: _Proof) -> int:
    assignment = proof.assignment
    right = visible.run(assignment, assignment.reference)
    proof.claim(bool(right), "there are no visible tests")
    for result in right:
        problem = f"visible {result.name} fails on the reference: {result.message}"
        proof.claim(result.passed, problem)
    for result in visible.run(assignment, assignment.stub):
        proof.claim(not result.passed, f"visible {result.name} passes on the stub")
    return len(right)


def _full_marks(proof: _Proof, works: list[KnownWork]) -> None:
    for work in works:
        report = proof.report(work)
        missed = [
            f"{test.name} {test.status}: {test.message}"
            for criterion in report.criteria
            for test in criterion.tests
            if test.status != "passed"
        ]
        problem = missed[0] if missed else report.load.message
        proof.claim(report.score == FULL_MARKS, f"{work} scores {report.score}: {problem}")


def _ignorance_earns_nothing(proof: _Proof) -> None:
    for work in known_work.trivial(proof.assignment):
        report = proof.report(work)
        allowed = 0 if work.name in ("stub", "empty") else TRIVIAL_AT_MOST
        passed = [t.name for c in report.criteria for t in c.tests if t.status == "passed"]
        others = f" and {len(passed) - SHOWN} more" if len(passed) > SHOWN else ""
        proof.claim(
            report.score is not None and report.score <= allowed,
            f"{work} scores {report.score}, not {allowed} at most: it passes "
            f"{', '.join(passed[:SHOWN])}{others}",
        )


def _belief_is_seen(proof: _Proof, work: KnownWork) -> None:
    """It loses exactly what it declares, the first of these to half or less, and is named."""
    declared = next(
        (m.loses for m in proof.assignment.rubric.misconceptions if m.slug == work.name), None
    )
    if declared is None:
        return
    report = proof.report(work)
    if report.score == FULL_MARKS:
        proof.problems.append(f"{work} keeps full marks: {_unnoticed(work)}")
        return
    lost = {c.id: c for c in report.criteria if c.status is not CriterionStatus.PASSED}
    proof.claim(
        set(lost) == set(declared),
        f"{work} loses {', '.join(lost) or 'nothing'} and declares {', '.join(declared)}",
    )
    first = lost.get(declared[0])
    proof.claim(
        first is None or (first.score is not None and 2 * first.score <= first.points),
        f"{work} keeps more than half of {declared[0]}",
    )
    named = {found.slug for criterion in report.criteria for found in criterion.misconceptions}
    nothing = "nothing: no test compares what it changes, or another one gives the same answers"
    proof.claim(
        named == {work.name}, f"{work} is diagnosed as {', '.join(sorted(named)) or nothing}"
    )


def _unnoticed(work: KnownWork) -> str:
    """Why work that is wrong keeps full marks. A function that it changes is defined twice."""
    names = [n.name for n in ast.parse(work.source).body if isinstance(n, ast.FunctionDef)]
    changes = len(names) > len(set(names))
    return "no hidden test notices it" if changes else "it changes no function of the reference"


def _draws_are_the_same_again(proof: _Proof) -> None:
    """A regrade asks what was asked before. Collected anew: a module may draw, too."""
    again = HiddenTests(proof.assignment)
    changed = _asked(proof.grader.tests(proof.assignment)) ^ _asked(again)
    again.close()
    for name in sorted({name for name, _ in changed}):
        proof.problems.append(
            f"a hidden test that calls {name} gives it other arguments when it runs again: let it "
            "draw from `rng` only"
        )


def _asked(tests: HiddenTests) -> set[tuple[str, bytes]]:
    asked = _Asked(ReferenceAsStudent(tests.reference))
    tests.run(asked, "verify")
    return asked.calls


@dataclass
class _Asked:
    """A student who notes every call."""

    student: Student
    calls: set[tuple[str, bytes]] = field(default_factory=set)

    def call(self, name: str, payload: bytes, *, arguments_back: bool = False) -> Any:
        """Note the call, and pass it on."""
        self.calls.add((name, payload))
        return self.student.call(name, payload, arguments_back=arguments_back)


def _nobody_changes_a_neighbour(proof: _Proof, other: KnownWork) -> None:
    """A, B, A gives equal reports. A comes twice first: it, too, follows somebody."""
    reference = known_work.reference(proof.assignment)
    proof.report(reference)
    first = proof.report(reference)
    proof.report(other)
    proof.claim(
        proof.report(reference).verdict() == first.verdict(),
        f"the reference is judged differently after {other}",
    )


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    body = files.python(path).body
    return {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
