"""Plugins: collect work from the exchange and from downloads, by the rules of our intake."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from nbgrader.exchange.default import ExchangeCollect
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder import finding, submission
from autograder.errors import AutograderError
from autograder.intake.listing import ZIP
from autograder.nbgrader import submitted
from autograder.nbgrader.ours import OurCourse
from autograder.nbgrader.source import notebook_name
from autograder.unit import Unit

NAME_BYTES = 255  # of a file, on the file systems that people have


class Collect(OurCourse, ExchangeCollect):
    """nbgrader's collecting from the exchange; work without a notebook can be graded as well."""

    def do_copy(self, src: str, dest: str, log: object = None) -> None:
        """Copy one student's work, without links: nbgrader would copy what they lead to."""
        super().do_copy(src, dest, log)
        for path in Path(src).rglob("*"):
            copied = Path(dest) / path.relative_to(src)
            if path.is_symlink() and os.path.lexists(copied):
                self.log.warning("Left out a link: %s", path)
                shutil.rmtree(copied) if copied.is_dir() else copied.unlink()
        unit = self.unit(self.coursedir.assignment_id)
        if unit is not None:
            submitted.stand_in(Path(dest), unit)


class Extract(OurCourse, ExtractorPlugin):
    """Read a download of Canvas or Moodle, or STUDENT/FILE; each student gets a folder.

    Nothing is unpacked that was not counted and sized, of what a student's zip holds neither.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Put what counts of each student's work into extracted/STUDENT/."""
        unit = self.unit(self.parent.coursedir.assignment_id)
        if unit is None:
            super().extract(archive_path, extracted_path)
            return
        inside = sorted(Path(archive_path).iterdir())
        is_one_zip = len(inside) == 1 and inside[0].suffix == ZIP
        places = inside if is_one_zip else [Path(archive_path)]
        try:
            work = finding.find(places, self.ours, unit.slug, note=self.log.warning)
        except AutograderError as error:
            self.parent.fail("%s", error)
            return
        for one in work:
            if _is_a_folder_s_name(one.student):
                self._write(one, unit, Path(extracted_path))
            else:
                self.log.warning("No folder can be called as this student: %r", one.student)

    def _write(self, one: submission.HandedIn, unit: Unit, to: Path) -> None:
        folder = to / one.student
        folder.mkdir()
        try:
            for name, data in _named(submission.files_of(one), unit).items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
        except AutograderError as error:
            self.log.warning("%s: %s", one.student, error)
        submitted.stand_in(folder, unit)


def _is_a_folder_s_name(student: str) -> bool:
    """nbgrader calls a student's folder by the id: `..%2Fgradebook.db` would lead out of it."""
    is_one = "/" not in student and student not in ("", ".", "..")
    return is_one and len(os.fsencode(student)) <= NAME_BYTES


def _named(files: dict[str, bytes], unit: Unit) -> dict[str, bytes]:
    """With the name that the assignment asks for, in the place of what the system made of it."""
    (name, data), *modules = files.items()
    return {notebook_name(unit) + Path(name).suffix: data, **dict(modules)}


class FromFolders(OurCourse, FileNameCollectorPlugin):
    """Whose a file of extracted/STUDENT/ is."""

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """The student and the file's path, or None where it does not count."""
        app = self.parent  # ZipCollectApp
        if self.unit(app.coursedir.assignment_id) is None:
            return super().collect(submitted_file)
        top = Path(app.coursedir.root) / app.collect_directory_structure.format(
            downloaded=app.downloaded_directory,
            assignment_id=app.coursedir.assignment_id,
            collect_step=app.extracted_directory,
        )
        student, *rest = Path(submitted_file).relative_to(top).parts
        return {"student_id": student, "file_id": "/".join(rest)} if rest else None
