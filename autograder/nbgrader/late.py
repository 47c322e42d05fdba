"""Plugin: what lateness costs, by the late policy of our course."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from nbgrader.plugins import LateSubmissionPlugin

from autograder.gradebook import Gradebook
from autograder.nbgrader import settings
from autograder.nbgrader.ours import OurCourse
from autograder.policy import Policy
from autograder.standing import Records, standings

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)


class LatePolicy(OurCourse, LateSubmissionPlugin):
    """Grace, late days, per cent a day and cap of course.toml; nbgrader says how late it is."""

    def late_submission_penalty(
        self, student_id: str, score: float, total_seconds_late: float
    ) -> float | None:
        """The points that are lost."""
        step = self.parent  # AssignLatePenalties
        if self.unit(step.assignment_id, step.notebook_id) is None:
            return super().late_submission_penalty(student_id, score, total_seconds_late)
        policy = self.ours.identity.policy
        days = policy.late.days(_ANY_TIME, _ANY_TIME + timedelta(seconds=total_seconds_late))
        if days and policy.late.late_days:
            root = Path(step.parent.parent.coursedir.root)
            days -= min(days, self._free_days(root, policy, student_id, step.assignment_id))
        return score - policy.late.after(score, days)

    def _free_days(self, root: Path, policy: Policy, student: str, slug: str) -> int:
        """Late days that cost nothing here, by our gradebook: they are spent where due first."""
        if not (root / settings.GRADED).is_dir():
            return 0
        course = self.ours.identity.id
        with Gradebook.open(root / settings.GRADED) as book:
            every = book.records()
        mine = Records(
            tuple(one for one in every.attempts if one.student == student),
            tuple(one for one in every.adjustments if one.student == student),
            tuple(one for one in every.extensions if one.student == student),
        )
        rows = standings(mine, {course: policy})
        return next((row.free_days for row in rows if row.assignment == slug), 0)
