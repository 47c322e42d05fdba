"""What it takes to mark the sheets of a very large class, on one core.

    python benchmarks/marking.py [SHEETS]

Each sheet is a student's own: numbers drawn for it, answers right, known to be wrong, unknown,
malformed and blank in turn. `read` is from the bytes of the file to a sheet; `mark` is from the
sheet to the score report, with the proof that its numbers are those that were drawn.
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from autograder.course import Course
from autograder.quiz import sheets
from autograder.quiz.marking import Marker
from autograder.quiz.own import demand_own
from autograder.quiz.quiz import Quiz
from autograder.quiz.sheets import Sheet

QUIZ = "quiz_parameters"
PART = 1000  # sheets in memory at once


def answered(marker: Marker, sheet: Sheet, number: int) -> Sheet:
    """A sheet whose answers are right, wrong in some way, malformed or blank in turn."""
    answers = {}
    for place, question in enumerate(marker.quiz.paper.questions):
        solved = marker.solved(question.id, sheet.drawn.get(question.id, {}))
        ways = [solved.answer, *solved.wrong, 7, "nan", None]
        raw = ways[(number + place) % len(ways)]
        if question.kind == "choice":
            raw = question.choices[number % len(question.choices)].id
        if raw is not None:
            answers[question.id] = raw
    return sheet.model_copy(update={"answers": answers})


def files(quiz: Quiz, first: int, last: int) -> Iterator[tuple[str, bytes]]:
    marker = Marker(quiz)
    for number in range(first, last):
        student = f"s{number:06}"
        sheet = answered(marker, quiz.sheet(student), number)
        yield student, sheets.text(sheet, quiz.paper).encode()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sheets", nargs="?", type=int, default=100_000)
    count = parser.parse_args().sheets
    quiz = Course(Path(__file__).parents[1]).quiz(QUIZ)
    marker = Marker(quiz)
    wall, cpu, scores = Counter[str](), Counter[str](), Counter[float | None]()

    @contextlib.contextmanager
    def timed(step: str) -> Iterator[None]:
        began = time.perf_counter(), time.process_time()
        yield
        wall[step] += time.perf_counter() - began[0]
        cpu[step] += time.process_time() - began[1]

    for first in range(0, count, PART):
        handed_in = list(files(quiz, first, min(first + PART, count)))
        with timed("read"):
            read = [sheets.read(data) for _, data in handed_in]
        with timed("mark"):
            for (student, _), sheet in zip(handed_in, read, strict=True):
                demand_own(quiz, sheet, student)
                report = marker.report(sheet)
                scores[report.score] += 1
    print(
        f"{count} sheets of {len(quiz.paper.questions)} questions, {len(scores)} scores, one core"
    )
    for step in wall:
        each = f"{1e6 * cpu[step] / count:5.0f} us of CPU a sheet"
        print(f"{step}  {wall[step]:6.1f} s of wall time, {cpu[step]:6.1f} s of CPU time, {each}")


if __name__ == "__main__":
    main()
