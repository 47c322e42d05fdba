"""Mark sheets: key + sheet -> the same score report as code gets. Pure; nothing is run.

A question is a criterion with one test, whose status tells blank (not_run), malformed
(invalid_return), wrong (failed) and right (passed) apart. A report keeps the sheet, in its
canonical form, as its output: a corrected key is applied to what was answered then.
"""

from __future__ import annotations

from functools import cache

from autograder.errors import CourseError, SubmissionError
from autograder.form import Clock, Form
from autograder.quiz import compare, sheets
from autograder.quiz.answers import understood
from autograder.quiz.compare import Solved, Verdict, solve
from autograder.quiz.formulas import FormulaError
from autograder.quiz.key import ChoiceAnswer
from autograder.quiz.own import demand_own
from autograder.quiz.questions import Question, shown
from autograder.quiz.quiz import Quiz
from autograder.quiz.sheets import Sheet
from autograder.quiz.variants import Drawn
from autograder.report import (
    CriterionScore,
    Load,
    ReportStatus,
    ScoreReport,
    TestResult,
    TestStatus,
)
from autograder.rescore import demand_same
from autograder.rubric import Criterion, earned, total

LAYERS = ()  # nothing is run that could be isolated
_PASSED = Load(status=TestStatus.PASSED)
_SAID_CHARACTERS = 500  # of an answer, in a report


class Marker:
    """Marks the sheets of one quiz; what was computed for a variant is remembered."""

    def __init__(self, quiz: Quiz) -> None:
        """Read everything that is needed.

        Raises:
            CourseError: the parts of the quiz do not fit together.
        """
        self.quiz = quiz
        self.answers = quiz.key.by_id
        self._questions = {question.id: question for question in quiz.paper.questions}
        self._criteria = quiz.rubric.criteria
        self._solved: dict[tuple[str, str], Solved] = {}
        self._earned = cache(earned)  # of few values: their fractions take longer than a question
        wanted, found = set(self._questions), {criterion.id for criterion in self._criteria}
        for name in sorted(wanted ^ found):
            lacking = "has no points" if name in wanted else "is no question"
            raise CourseError(f"{quiz.rubric_file}: {name!r} {lacking}: a question is a criterion.")
        for answer in self.answers.values():
            for slug in answer.beliefs:
                if slug not in quiz.misconceptions:
                    raise CourseError(
                        f"{quiz.solution / 'key.toml'}: answers.{answer.id}: no rubric has a "
                        f"misconception {slug!r}: use its slug, or add it to {quiz.rubric_file}."
                    )

    def mark(self, data: bytes, student: str) -> ScoreReport:
        """The report of a sheet that `student` handed in, from the bytes of its file.

        Raises:
            CourseError: a formula of the key has no value.
        """
        clock = Clock()
        try:
            sheet = sheets.read(data)
            demand_own(self.quiz, sheet, student)
        except SubmissionError as error:
            form = Form(self.quiz, student, sheets.sha256(data), LAYERS, clock)
            return form.rejected(str(error))
        return self.report(sheet, clock)

    def report(self, sheet: Sheet, clock: Clock | None = None) -> ScoreReport:
        """The report of a sheet with its own drawn numbers, whatever would be drawn today."""
        canonical = sheet.canonical()
        receipt = sheets.receipt(canonical)
        form = Form(self.quiz, sheet.student, receipt, LAYERS, clock or Clock())
        criteria = self.criteria(sheet)
        return form.report(
            status=ReportStatus.GRADED,
            score=total(criteria),
            load=_PASSED,
            criteria=criteria,
            output=canonical,
        )

    def again(self, report: ScoreReport) -> ScoreReport:
        """A report by the key and rubric of today, from the sheet that it keeps.

        The numbers are those that the student was asked with, whatever is drawn today. What was
        rejected stays as it is.

        Raises:
            CourseError: questions came or went since, or a formula of the key has no value.
        """
        if report.status is not ReportStatus.GRADED:
            return report
        ids = [criterion.id for criterion in self._criteria]
        demand_same(report.assignment, ids, [criterion.id for criterion in report.criteria])
        criteria = self.criteria(sheets.stored(report.output))
        hashes = {
            "rubric_sha256": self.quiz.rubric_sha256,
            "tests_sha256": self.quiz.tests_sha256,
        }
        return report.model_copy(
            update={
                "score": total(criteria),
                "max_score": self.quiz.rubric.max_score,
                "criteria": criteria,
                "grader": report.grader.model_copy(update=hashes),
            }
        )

    def criteria(self, sheet: Sheet) -> tuple[CriterionScore, ...]:
        """What each question of a sheet earns."""
        return tuple(self._criterion(criterion, sheet) for criterion in self._criteria)

    def judged(self, question: Question, sheet: Sheet) -> tuple[Verdict, Solved]:
        """What one answer of a sheet came to, and what would have been right."""
        answer = self.answers[question.id]
        solved = self.solved(question.id, sheet.drawn.get(question.id, {}))
        raw = sheet.answers.get(question.id)
        order = self.quiz.order(question, sheet.student, sheet.attempt) if raw is not None else ()
        return compare.judge(question, answer, solved, understood(question, raw, order)), solved

    def solved(self, question: str, drawn: Drawn) -> Solved:
        """The right value and the known wrong ones of a question.

        Raises:
            CourseError: a formula of the key has no value.
        """
        place = question, repr(drawn)
        if place not in self._solved:
            try:
                found = solve(self.answers[question], drawn, self.quiz.formulas)
            except FormulaError as error:
                key = self.quiz.solution / "key.toml"
                raise CourseError(f"{key}: answers.{question}: {error}.") from error
            self._solved[place] = found
        return self._solved[place]

    def _criterion(self, criterion: Criterion, sheet: Sheet) -> CriterionScore:
        question = self._questions[criterion.id]
        verdict, solved = self.judged(question, sheet)
        passed, of = verdict.share.numerator, verdict.share.denominator
        score, status = self._earned(criterion, passed, of)
        said = self._said(question, sheet, solved)
        return CriterionScore(
            id=criterion.id,
            title=criterion.title,
            points=criterion.points,
            score=score,
            status=status,
            passed=passed,
            total=of,
            feedback=self._feedback(criterion, verdict, sheet),
            hint=criterion.hint if verdict.is_unknown else "",
            misconceptions=tuple(self.quiz.misconceptions[s] for s in verdict.misconceptions),
            tests=(TestResult(name=question.id, status=verdict.status, message=said),),
        )

    def _feedback(self, criterion: Criterion, verdict: Verdict, sheet: Sheet) -> str:
        """The gap, and what the key says; at the last attempt, how it is done."""
        if verdict.status is TestStatus.PASSED:
            return ""
        allowed = self.quiz.paper.attempts.allowed
        is_last = allowed is None or sheet.attempt >= allowed
        worked = self.worked(criterion.id, sheet.drawn.get(criterion.id, {})) if is_last else ""
        return " ".join(text for text in (verdict.gap, *verdict.feedback, worked) if text)

    def worked(self, question: str, drawn: Drawn) -> str:
        """The way to the right answer, with the drawn numbers put in; nothing where none is told.

        Raises:
            CourseError: a formula of the key has no value.
        """
        answer = self.answers[question]
        if isinstance(answer, ChoiceAnswer) or not answer.worked:
            return answer.worked
        names = drawn | {"answer": self.solved(question, drawn).answer}
        try:
            return f"Worked: {self.quiz.formulas.filled(answer.worked, names)}"
        except FormulaError as error:
            key = self.quiz.solution / "key.toml"
            raise CourseError(f"{key}: answers.{question}.worked: {error}.") from error

    def _said(self, question: Question, sheet: Sheet, solved: Solved) -> str:
        """For staff: what was answered, and what was right."""
        raw = sheet.answers.get(question.id)
        if raw is None:
            return "blank"
        answer = self.answers[question.id]
        right = answer.right if isinstance(answer, ChoiceAnswer) else solved.answer
        return f"answered {shown(raw)[:_SAID_CHARACTERS]}; right: {shown(right)}"
