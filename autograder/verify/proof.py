"""Prove everything about an assignment: known work first, then its mutants; or about a quiz."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass

from autograder.course import Course
from autograder.errors import AutograderError
from autograder.sandbox.launcher import Isolation
from autograder.verify import known, pool, quizzes, survivors
from autograder.verify.mutants import Mutant
from autograder.verify.verification import Verification

TOGETHER = 100  # mutants in one task: starting its grader takes as long as ten or twenty of them


def verify(course: Course, slug: str, *, isolation: Isolation | None = None) -> Verification:
    """Prove everything about one assignment, in this process."""
    (found,) = verify_all(course, [slug], jobs=1, isolation=isolation)
    return found


def verify_all(
    course: Course, slugs: Sequence[str], *, jobs: int, isolation: Isolation | None = None
) -> Iterator[Verification]:
    """Prove everything about some assignments, each in turn; `jobs` processes share the work.

    Mutants are tried where all else holds: of tests that are wrong themselves they tell nothing.
    What stands in the way of a proof is a problem too.
    """
    with pool.workers(jobs) as workers:
        proofs = [
            workers.submit(quizzes.prove, course, slug)
            if slug in course.quizzes
            else workers.submit(known.prove, course, slug, isolation)
            for slug in slugs
        ]
        trials = [_Trial.of(course, proof.result(), workers, jobs, isolation) for proof in proofs]
        for trial in trials:
            yield trial.end()


@dataclass
class _Trial:
    """The mutants of one assignment while they are tried, a part of them in each task."""

    course: Course
    found: Verification
    mutants: list[Mutant]
    parts: list[Future[list[str]]]

    @classmethod
    def of(
        cls,
        course: Course,
        found: Verification,
        workers: Executor,
        jobs: int,
        isolation: Isolation | None,
    ) -> _Trial:
        if not found.holds or found.slug in course.quizzes:
            return cls(course, found, [], [])
        everyone = survivors.all_of(course.assignment(found.slug))
        parts = jobs * math.ceil(len(everyone) / (jobs * TOGETHER))
        tasks = [
            workers.submit(
                survivors.try_out, course, found.slug, everyone[part::parts], isolation=isolation
            )
            for part in range(parts)
        ]
        return cls(course, found, everyone, tasks)

    def end(self) -> Verification:
        """Wait for all parts, and add what they found."""
        if not self.parts:
            return self.found
        assignment = self.course.assignment(self.found.slug)
        try:
            survived = {name for part in self.parts for name in part.result()}
            equivalent, problems = survivors.problems(assignment, self.mutants, survived)
        except AutograderError as error:
            return self.found.model_copy(update={"problems": (str(error),)})
        return self.found.model_copy(
            update={
                "mutants": len(self.mutants),
                "equivalent": equivalent,
                "problems": tuple(problems),
            }
        )
