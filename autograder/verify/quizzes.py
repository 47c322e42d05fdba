"""A quiz under proof: known answers earn what they must, and nothing private is public."""

from __future__ import annotations

from autograder import release
from autograder.course import Course
from autograder.errors import AutograderError
from autograder.quiz import variants
from autograder.quiz.lint import lint
from autograder.verify.verification import Verification

PUBLIC = ("quiz.toml", "README.md", variants.FILE)


def prove(course: Course, slug: str) -> Verification:
    """Claim after claim about one quiz; what stands in the way of one is a problem too."""
    try:
        quiz = course.quiz(slug)
        found = lint(quiz)
        problems = list(found.problems)
        problems += [
            f"after names {other!r}, which is not in this course"
            for other in quiz.about.after
            if other not in course.units
        ]
        for path in sorted(quiz.public.iterdir()):
            if path.name not in PUBLIC:
                problems.append(f"{path.name} does not belong into the public folder")
        problems += map(str, release.leaks(course, slug))
    except AutograderError as error:
        return Verification(slug=slug, problems=(str(error),))
    return Verification(
        slug=slug,
        tests=len(found.questions),
        misconceptions=len(found.misconceptions),
        correct=sum(row.variants for row in found.questions),
        wrong=sum(row.wrong for row in found.questions),
        problems=tuple(problems),
    )
