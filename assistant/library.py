"""What may be done to the sources: bring in, forget, index again. One batch at a time, others wait.

Knows the data folder; knows no transport, no page and no model.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.limits import IngestOptions, LayoutModel, Limits
from ingest.lock import Holder, batch_lock
from ingest.names import file_name, free_name
from ingest.targets import ATTACHMENTS, Target
from retrieval.filters import fits

if TYPE_CHECKING:
    from assistant.reports.ingestion.sections import ReportLanguage
    from assistant.settings import Settings
    from ingest.report import IngestReport, ProgressCallback
    from retrieval.knowledge import Knowledge

Waiting = Callable[[Holder | None], None]

UPLOADS = "uploads"
"""Collection of files that came over the network where the caller names none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A file that a caller sent. ``name`` is what the caller calls it: not to be trusted."""

    path: Path
    name: str


class Library:
    """The sources of one data folder."""

    def __init__(self, knowledge: Knowledge, settings: Settings) -> None:
        self._knowledge = knowledge
        self._settings = settings

    def options(
        self,
        *,
        collection: str | None = None,
        workers: int | None = None,
        engine: Literal["local", "ray"] | None = None,
        force: bool = False,
        prune: bool = False,
    ) -> IngestOptions:
        """How a batch runs: what is given, the settings for the rest."""
        limits = self._settings.ingest
        return IngestOptions(
            collection=collection,
            workers=workers or limits.workers,
            engine=engine or limits.engine,
            ray_address=limits.ray_address,
            ray_places=workers,
            force=force,
            prune=prune,
            limits=Limits(
                seconds=limits.seconds_per_file,
                memory_mb=limits.memory_mb_per_file,
                max_file_mb=limits.max_file_mb,
                ocr=limits.ocr,
                layout=None
                if limits.layout == "own"
                else LayoutModel(name=limits.layout, folder=limits.layout_models),
            ),
        )

    def ingest(
        self,
        paths: Sequence[Path],
        *,
        options: IngestOptions,
        progress: ProgressCallback | None = None,
        waiting: Waiting | None = None,
        cancel: threading.Event | None = None,
        language: ReportLanguage = "en",
    ) -> IngestReport:
        """Brings files and folders of this machine in; see ``ingest.pipeline.ingest``.

        The whole report is kept in the data folder, in the last batches' ``reports``.

        Args:
            language: Of the report that is kept.
            waiting: Told once who holds the data folder, where somebody does.
        """
        from assistant.reports.ingestion.keep import keep_report
        from ingest.pipeline import ingest

        purpose = "ingest " + " ".join(path.name or str(path) for path in paths[:3])
        with self._batch(purpose, waiting, cancel):
            report = ingest(
                paths, knowledge=self._knowledge, options=options, progress=progress, cancel=cancel
            )
            return keep_report(report, self._knowledge.folder, language=language)

    def ingest_uploads(
        self,
        uploads: Sequence[Upload],
        *,
        collection: str,
        progress: ProgressCallback | None = None,
        waiting: Waiting | None = None,
        cancel: threading.Event | None = None,
    ) -> IngestReport:
        """Brings files in that callers sent. The same name again is a new revision of the same source."""
        from assistant.reports.ingestion.keep import keep_report
        from ingest.pipeline import ingest_targets

        with self._batch("ingest uploads", waiting, cancel):
            report = ingest_targets(
                upload_targets(uploads, collection=self._upload_collection(collection)),
                knowledge=self._knowledge,
                options=self.options(),
                progress=progress,
                cancel=cancel,
            )
            return keep_report(report, self._knowledge.folder)

    def standing(self) -> IngestReport:
        """The catalogue as it stands, in the form of a batch's report."""
        from ingest.settle import standing

        return standing(self._knowledge.catalogue)

    def forget(self, pattern: str) -> list[str]:
        """Deletes sources with their attachments; gives what was deleted.

        Args:
            pattern: As for ``Catalogue.match``; a file in quarantine is forgotten by its source.

        Raises:
            AmbiguousSource: A name fits several sources.
        """
        catalogue = self._knowledge.catalogue
        known = {document.source for document in catalogue.documents(superseded=True)}
        known |= {file.source for file in catalogue.quarantined()}
        if pattern in known:
            found = {pattern}  # a source's own name is no pattern, whatever letters it has
        else:
            found = {document.source for document in catalogue.match(pattern)}
            found |= {source for source in known if fits(source, pattern)}
        carried = {s for s in known if any(s.startswith(f"{source}{ATTACHMENTS}") for source in found)}
        gone = []
        for source in sorted(found | carried):
            if self._knowledge.forget(source):
                gone.append(source)
        if gone:
            from assistant.registers.confirmed import ConfirmedBook
            from assistant.reports.feedback.book import FeedbackBook
            from assistant.reports.shelf import ReportShelf
            from ingest.settle import settle_revisions

            ReportShelf(self._knowledge.folder).forget(gone)
            FeedbackBook(self._knowledge.folder).forget(gone)
            ConfirmedBook(self._knowledge.folder).forget(gone)
            settle_revisions(catalogue)
        return gone

    def reindex(
        self,
        *,
        progress: Callable[[int, int], None] | None = None,
        waiting: Waiting | None = None,
        cancel: threading.Event | None = None,
    ) -> int:
        """Rebuilds the indexes from the catalogue; gives the number of sources."""
        with self._batch("reindex", waiting, cancel):
            self._knowledge.reindex(progress)
            return len(self._knowledge.catalogue.documents(superseded=True))

    def _upload_collection(self, name: str) -> str:
        """A collection of its own: uploads never replace what came from a folder of the same name."""
        clean = file_name(name, default=UPLOADS)
        root = self._knowledge.folder / UPLOADS / clean
        return self._knowledge.catalogue.collection_for(root, clean)

    def _batch(
        self, purpose: str, waiting: Waiting | None, cancel: threading.Event | None
    ) -> AbstractContextManager[None]:
        return batch_lock(self._knowledge.folder, purpose=purpose, waiting=waiting, cancel=cancel)


def upload_targets(uploads: Sequence[Upload], *, collection: str) -> list[Target]:
    """A source for each file; of two of one name in one delivery the second gets ``-2``."""
    names: list[str] = []
    targets = []
    for upload in uploads:
        name = free_name(file_name(upload.name), names)
        names.append(name)
        targets.append(Target(path=upload.path, collection=collection, relative=name))
    return targets
