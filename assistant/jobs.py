"""Deliveries of files that are read in behind the caller's back, one after the other.

Knows the library and the catalogue's jobs; knows no transport.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.job_queue import JobQueue, Outcome
from assistant.library import Library, Upload
from retrieval.records import Job

if TYPE_CHECKING:
    from ingest.report import IngestProgress, IngestReport
    from retrieval.knowledge import Knowledge

KIND = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    uploads: tuple[Upload, ...]
    collection: str


class IngestJobs:
    """Reads deliveries in.

    A delivery's files lie in a folder of their own under ``incoming``; it is deleted at the end.
    """

    def __init__(self, library: Library, knowledge: Knowledge) -> None:
        self._library = library
        self._knowledge = knowledge
        self._queue = JobQueue[_Delivery](knowledge.catalogue.jobs, kind=KIND, work=self._read_in)

    @property
    def incoming(self) -> Path:
        """Where deliveries wait."""
        return self._knowledge.folder / "incoming"

    def start(self) -> None:
        """Begins to work. What a stopped server left undone is marked so."""
        shutil.rmtree(self.incoming, ignore_errors=True)
        self._queue.start(reason="the server stopped before these files were read in: send them again")

    def close(self) -> None:
        """Stops after the file in work; what waits is marked failed at the next start."""
        self._queue.close()

    def submit(self, uploads: Sequence[Upload], *, collection: str) -> Job:
        """Puts a delivery in the queue; gives its job."""
        payload = {"files": [upload.name for upload in uploads], "collection": collection}
        return self._queue.submit(_Delivery(uploads=tuple(uploads), collection=collection), payload)

    def _read_in(
        self, _job: str, delivery: _Delivery, told: Callable[[float], None], cancel: threading.Event
    ) -> Outcome:
        def heard(progress: IngestProgress) -> None:
            told(progress.done / max(1, progress.total))

        try:
            report = self._library.ingest_uploads(
                delivery.uploads, collection=delivery.collection, progress=heard, cancel=cancel
            )
        finally:
            for folder in {upload.path.parent for upload in delivery.uploads}:
                shutil.rmtree(folder, ignore_errors=True)
        failed = report.exit_code == 1 or report.stopped
        return "failed" if failed else "done", self._result(report)

    def _result(self, report: IngestReport) -> dict[str, object]:
        sources = [file.source for file in report.ingested] + [file.source for file in report.skipped]
        found = [self._knowledge.catalogue.document(source) for source in sources]
        known = [document for document in found if document is not None]
        documents = [{"id": each.id, "source": each.source} for each in known]
        body = {name: value for name, value in report.to_json().items() if name != "file"}  # a path of ours
        return {**body, "documents": documents}
