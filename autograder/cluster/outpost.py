"""A grader inside a Dask worker, and what travels to it."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import tempfile
import threading
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from distributed import Worker, WorkerPlugin, get_worker

from autograder import submission
from autograder.batch import pin
from autograder.course import Course
from autograder.errors import AutograderError, GraderError, IsolationError, SubmissionError
from autograder.grading import Graded, Grader, could_not_judge
from autograder.sandbox import source
from autograder.sandbox.launcher import Isolation
from autograder.submission import HandedIn, Submission


@dataclass(frozen=True)
class Unread:
    """Work that could not be read, which is nobody's zero."""

    handed_in: HandedIn
    why: str


# What travels in place of a path: a HandedIn has none, but the reason for which it is rejected.
Sent = Submission | HandedIn | Unread
Answer = tuple[bytes, bool]  # a report as JSON, and whether it is unconfirmed


def read(handed_in: HandedIn) -> Sent:
    """What is handed in, read here: other machines may have no such file."""
    student, slug = handed_in.student, handed_in.slug
    try:
        return submission.read(handed_in)
    except SubmissionError as error:
        return HandedIn(student, slug, None, problem=str(error))
    except GraderError as error:
        return Unread(HandedIn(student, slug, None), str(error))


def size(sent: Sent) -> int:
    """About how many bytes travel."""
    if not isinstance(sent, Submission):
        return 0
    file, modules = source.parts(sent.code)
    own = len(file) if isinstance(file, bytes) else sum(map(len, file))
    return own + sum(map(len, modules.values()))


def packed(course: Course) -> dict[str, bytes]:
    """The files of a course's four parts, by their path in it."""
    return {
        path.relative_to(course.root).as_posix(): path.read_bytes()
        for top in (course.public, *course.private)
        for path in sorted(top.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def versions() -> dict[str, str]:
    """What must be equal for equal work to get an equal report."""
    return {
        "rnn-autograder": importlib.metadata.version("rnn-autograder"),
        "NumPy": importlib.metadata.version("numpy"),
        "Python": ".".join(platform.python_version_tuple()[:2]),
    }


class Outpost(WorkerPlugin):
    """One grader, and the course that it needs, for as long as a batch lasts."""

    def __init__(
        self,
        course: Course,
        isolation: Isolation | None,
        outside: Iterable[Path],
        *,
        is_local: bool,
    ) -> None:
        self.name = f"autograder-{uuid.uuid4().hex}"
        self.root = str(course.root)
        self.files = packed(course)
        self.versions = versions()
        self.isolation = isolation
        self.outside = tuple(outside)
        self.is_local = is_local

    def setup(self, worker: Worker) -> None:
        """Take the post. Opening waits for a chunk: here it would keep Dask from talking."""
        self.worker = worker
        self.grader: Grader | None = None
        self.held = contextlib.ExitStack()
        self.lock = threading.Lock()  # of the grader, which is not closed while it is at work
        self.is_over = False

    def teardown(self, worker: Worker) -> None:
        """Close the grader; if it is at work, as soon as it has done what it has in hand."""
        self.is_over = True
        if self.lock.acquire(blocking=False):
            try:
                self.held.close()
            finally:
                self.lock.release()

    def grade(self, chunk: list[Sent]) -> list[Answer]:
        """An answer for each submission; fewer if this post closes meanwhile.

        Raises:
            AutograderError: nothing can be graded here.
        """
        try:
            with self.lock:
                grader = self._opened()
                return [self._answer(grader, sent) for sent in chunk if not self.is_over]
        except AutograderError as error:
            raise self._from_here(error) from None
        except OSError as error:
            failed = GraderError(f"The grader failed: {error.strerror or error}.")
            raise self._from_here(failed) from None
        finally:
            if self.is_over:
                self.teardown(self.worker)

    def _answer(self, grader: Grader, sent: Sent) -> Answer:
        if isinstance(sent, Unread):
            layers = grader.server.layers
            graded = Graded(could_not_judge(grader.course, sent.handed_in, layers, sent.why))
        else:
            graded = grader.grade(sent)
        return graded.report.model_dump_json().encode(), graded.unconfirmed

    def _opened(self) -> Grader:
        if self.grader is None:
            self._refuse_unlike()
            with contextlib.ExitStack() as opening:
                folder = self._folder(opening)
                for name, data in self.files.items():
                    path = folder / name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(data)
                if self.is_local:
                    pin(int(self.worker.name))
                grader = opening.enter_context(Grader(Course(folder), isolation=self.isolation))
                grader.refuse_readable([folder, *self._secrets()])
                self.held = opening.pop_all()
            self.grader = grader
        return self.grader

    def _refuse_unlike(self) -> None:
        """Refuse to give other reports than another machine, or to have two graders in a process.

        Raises:
            GraderError: it would.
        """
        for name, version in versions().items():
            if version != self.versions[name]:
                raise GraderError(
                    f"{name} is {version} on the Dask worker and {self.versions[name]} here: "
                    "install the same, or equal work gets unequal reports."
                )
        threads = self.worker.state.nthreads
        if threads != 1:
            raise GraderError(
                f"The Dask worker has {threads} threads: start it with --nthreads 1, and one for "
                "each core."
            )

    def _folder(self, opening: contextlib.ExitStack) -> Path:
        """A folder for the course that only this user can enter.

        It lies in Dask's own for this worker: if that is killed, the next one clears it away.

        Raises:
            IsolationError: other users could put another folder in its place.
        """
        scratch = Path(self.worker.local_directory)
        for folder in (scratch, scratch.parent):
            found = folder.stat()
            if found.st_uid != os.geteuid() or found.st_mode & 0o002:
                raise IsolationError(
                    f"{folder} is open to other users: start the Dask worker with "
                    "--local-directory and a folder of your own."
                )
        made = tempfile.TemporaryDirectory(prefix="autograder-", dir=scratch)
        return Path(opening.enter_context(made))

    def _secrets(self) -> list[Path]:
        """What student code on this machine must not read, as far as it is there."""
        key = self.worker.security.get_tls_config_for_role("worker")["key"]
        keys = [Path(key)] if key and "\n" not in key else []  # a key of `local` is in memory only
        return [path for path in (*self.outside, *keys) if path.exists()]

    def _from_here(self, error: AutograderError) -> AutograderError:
        """The error for one who has the course elsewhere, and many machines."""
        text = str(error)
        if self.grader is not None:
            text = text.replace(str(self.grader.course.root), self.root)
        return type(error)(text if self.is_local else f"{self.worker.address}: {text}")


def grade_there(name: str, chunk: list[Sent]) -> list[Answer]:
    """The task that Dask runs: grade by the outpost of that name."""
    outpost: Any = get_worker().plugins[name]
    answers: list[Answer] = outpost.grade(chunk)
    return answers
