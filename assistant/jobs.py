"""Deliveries of files that are read in behind the caller's back, one after the other.

Knows the library and the catalogue's jobs; knows no transport.
"""

from __future__ import annotations

import logging
import queue
import shutil
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.library import Library, Upload
from ingest.errors import IngestError
from retrieval.errors import RetrievalError
from retrieval.records import Job, JobState

if TYPE_CHECKING:
    from ingest.report import IngestProgress, IngestReport
    from retrieval.knowledge import Knowledge

logger = logging.getLogger(__name__)

KIND = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Delivery:
    job: str
    uploads: tuple[Upload, ...]
    collection: str


class IngestJobs:
    """A queue of deliveries and the thread that reads them in.

    A delivery's files lie in a folder of their own under ``incoming``; it is deleted at the end.
    """

    def __init__(self, library: Library, knowledge: Knowledge) -> None:
        self._library = library
        self._knowledge = knowledge
        self._queue: queue.Queue[_Delivery | None] = queue.Queue()
        self._cancel = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def incoming(self) -> Path:
        """Where deliveries wait."""
        return self._knowledge.folder / "incoming"

    def start(self) -> None:
        """Begins to work. What a stopped server left undone is marked so."""
        reason = "the server stopped before these files were read in: send them again"
        self._knowledge.catalogue.jobs.fail_unfinished(kind=KIND, reason=reason)
        shutil.rmtree(self.incoming, ignore_errors=True)
        self._thread = threading.Thread(target=self._work, name="ingest-jobs", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stops after the file in work; what waits is marked failed at the next start."""
        self._cancel.set()
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join()

    def submit(self, uploads: Sequence[Upload], *, collection: str) -> Job:
        """Puts a delivery in the queue; gives its job."""
        payload = {"files": [upload.name for upload in uploads], "collection": collection}
        job = self._knowledge.catalogue.jobs.create(KIND, payload)
        self._queue.put(_Delivery(job=job.id, uploads=tuple(uploads), collection=collection))
        return job

    def _work(self) -> None:
        while (delivery := self._queue.get()) is not None and not self._cancel.is_set():
            self._read_in(delivery)

    def _read_in(self, delivery: _Delivery) -> None:
        jobs = self._knowledge.catalogue.jobs
        jobs.change(delivery.job, state="running")

        def heard(progress: IngestProgress) -> None:
            jobs.change(delivery.job, progress=progress.done / max(1, progress.total))

        state, result = self._outcome(delivery, heard)
        for folder in {upload.path.parent for upload in delivery.uploads}:
            shutil.rmtree(folder, ignore_errors=True)
        jobs.change(delivery.job, state=state, progress=1.0 if state == "done" else None, result=result)

    def _outcome(
        self, delivery: _Delivery, heard: Callable[[IngestProgress], None]
    ) -> tuple[JobState, dict[str, object]]:
        try:
            report = self._library.ingest_uploads(
                delivery.uploads, collection=delivery.collection, progress=heard, cancel=self._cancel
            )
        except (IngestError, RetrievalError, OSError) as error:
            logger.error("a delivery was not read in: %s", error)
            return "failed", {"error": str(error)}
        except Exception:
            logger.exception("a delivery was not read in")
            return "failed", {"error": "an internal error: see the log"}
        failed = report.exit_code == 1 or report.stopped
        return "failed" if failed else "done", self._result(report)

    def _result(self, report: IngestReport) -> dict[str, object]:
        sources = [file.source for file in report.ingested] + [file.source for file in report.skipped]
        found = [self._knowledge.catalogue.document(source) for source in sources]
        known = [document for document in found if document is not None]
        documents = [{"id": each.id, "source": each.source} for each in known]
        body = {name: value for name, value in report.to_json().items() if name != "file"}  # a path of ours
        return {**body, "documents": documents}
