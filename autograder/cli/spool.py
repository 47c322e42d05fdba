"""Reports wait on disk until all are there: they are printed in order, and memory stays flat."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from autograder.report import ScoreReport

IN_MEMORY = 16 << 20  # bytes, before a file is made


class Spool:
    """The JSON documents of reports, in the order (assignment, student). A context manager."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  closed on exit
        self._places: list[tuple[str, str, int, int]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, report: ScoreReport) -> None:
        """Keep one report."""
        document = report.model_dump_json(indent=2).encode("utf-8", "surrogatepass")
        self._places.append((report.assignment, report.student, self._file.tell(), len(document)))
        self._file.write(document)

    def documents(self) -> Iterator[str]:
        """Every document, in order."""
        for _, _, place, length in sorted(self._places):
            self._file.seek(place)
            yield self._file.read(length).decode("utf-8", "surrogatepass")

    def reports(self) -> Iterator[ScoreReport]:
        """Every report, in order."""
        from autograder.report import ScoreReport

        yield from map(ScoreReport.model_validate_json, self.documents())
