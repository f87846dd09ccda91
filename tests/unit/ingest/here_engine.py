"""Engines that prepare files in this process, at once; a file's first line is its text."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime

from ingest.engines import Outcome
from ingest.errors import Unreadable
from ingest.job import FileJob, Prepared, StoredAttachment
from retrieval.objects import ObjectStore
from retrieval.records import Chunk, Document, Revision


class HereEngine:
    """Prepares at once, in this process: the first line of a file is its text.

    A file that says ``broken`` cannot be read; lines ``+name:content`` are attachments.
    """

    def __init__(self) -> None:
        self.prepared: list[str] = []
        self.listener: Callable[[object], None] | None = None
        self._outcomes: deque[Outcome[FileJob, Prepared]] = deque()

    @property
    def hungry(self) -> bool:
        return not self._outcomes

    @property
    def busy(self) -> bool:
        return bool(self._outcomes)

    def ready(self, *, within: float) -> bool:
        """Nothing comes soon: each file goes in by itself."""
        return False

    def submit(self, job: FileJob) -> None:
        self.prepared.append(job.source)
        try:
            result, error = _prepared(job), None
        except Unreadable as raised:
            result, error = None, raised
        self._outcomes.append(Outcome(job=job, result=result, error=error, seconds=0.5))

    def outcome(self, *, cancel: threading.Event | None = None) -> Outcome[FileJob, Prepared]:
        return self._outcomes.popleft()

    def close(self) -> None:
        raise AssertionError("an engine that was handed in stays open")


class SwiftEngine(HereEngine):
    """Has the next file ready whenever it is asked, three at a time."""

    @property
    def hungry(self) -> bool:
        return len(self._outcomes) < 3

    def ready(self, *, within: float) -> bool:
        return bool(self._outcomes)


def _prepared(job: FileJob) -> Prepared:
    objects = ObjectStore(job.objects)
    key = objects.put_file(job.path)
    first, *rest = job.path.read_text(encoding="utf-8").splitlines()
    if first == "broken":
        raise Unreadable("it is broken", "mend it")
    document = Document(
        id=job.source, source=job.source, collection=job.collection, path=job.relative,
        media="text", sha256=key, revision=1, title=job.name, language="en",
        ingested_at=datetime(2025, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    chunk = Chunk(id=f"{job.source}:{key}", source=job.source, kind="text", ordinal=0, text=first)
    attached = [line[1:].partition(":") for line in rest if line.startswith("+")]
    return Prepared(
        revision=Revision(document=document, chunks=(chunk,)),
        attachments=tuple(
            StoredAttachment(name=name, key=objects.put_bytes(content.encode()))
            for name, _, content in attached
        ),
    )
