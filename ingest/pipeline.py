"""The batch: walk, skip what is unchanged, prepare in workers, publish here. Knows no format and no index.

Parsing goes on in the workers while this process embeds and publishes what they have finished.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from ingest.engines import Engine, Outcome
from ingest.engines.choice import engine_for
from ingest.errors import Stopped, Unreadable
from ingest.job import FileJob, Prepared
from ingest.limits import IngestOptions
from ingest.names import free_name
from ingest.parsers.layout_model.reader import check_layout_model
from ingest.prepare import prepare
from ingest.publisher import Published, Publisher, discard
from ingest.quarantine import empty, failed, quarantined, too_large
from ingest.report import (
    IngestedFile,
    IngestProgress,
    IngestReport,
    ProgressCallback,
    RefusedFile,
    SkippedFile,
    ingested_file,
)
from ingest.settle import settled
from ingest.targets import ATTACHMENTS, Namer, Target, vanished
from ingest.walk import Walk, cannot_open, walk
from retrieval.errors import RetrievalError

if TYPE_CHECKING:
    from retrieval.knowledge import Knowledge

_TRIES = 3
_COMPANY_SECONDS = 0.25
"""Files that were read wait so long for the next one, to be put in force together."""
_DEFAULTS = IngestOptions()


def ingest(
    paths: Sequence[Path],
    *,
    knowledge: Knowledge,
    options: IngestOptions = _DEFAULTS,
    progress: ProgressCallback | None = None,
    cancel: threading.Event | None = None,
    engine: Engine[FileJob, Prepared] | None = None,
) -> IngestReport:
    """Brings files and folders in. The caller holds the data folder's lock (``ingest.lock``).

    Args:
        paths: Files and folders that exist.
        knowledge: Where they go.
        progress: Called after each file, in this thread.
        cancel: Set by another thread to stop; what was published until then stays.
        engine: Where files are prepared; the one that the options name where it is None.

    Raises:
        FileNotFoundError: A path does not exist.
        retrieval.errors.RetrievalError: The catalogue or an index cannot be written.
        IngestError: No worker can be started, or the layout model of the options is not there.
    """
    batch = _Batch(knowledge, options, progress, cancel, engine)
    found = walk(paths, exclude=[knowledge.folder])
    namer = Namer(knowledge.catalogue, collection=options.collection)
    refused = [(namer.target(path), Unreadable(path.reason, path.hint)) for path in found.refused]
    batch.run([namer.target(file) for file in found.files], refused)
    batch.tidy(found, namer, [target for target, _ in refused])
    return batch.report(ignored=found.ignored)


def ingest_targets(
    targets: Sequence[Target],
    *,
    knowledge: Knowledge,
    options: IngestOptions = _DEFAULTS,
    progress: ProgressCallback | None = None,
    cancel: threading.Event | None = None,
    engine: Engine[FileJob, Prepared] | None = None,
) -> IngestReport:
    """Brings in files whose sources are settled (uploads). Otherwise as ``ingest``."""
    batch = _Batch(knowledge, options, progress, cancel, engine)
    batch.run(targets, [])
    return batch.report(ignored=0)


@dataclass(slots=True)
class _Parent:
    """A file whose attachments are still being read: it is published after them."""

    outcome: Outcome[FileJob, Prepared]
    prepared: Prepared
    open: set[str]


@dataclass(slots=True)
class _Batch:
    knowledge: Knowledge
    options: IngestOptions
    progress: ProgressCallback | None
    cancel: threading.Event | None
    engine: Engine[FileJob, Prepared] | None
    began: float = field(default_factory=time.monotonic)
    ingested: list[IngestedFile] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    refused: list[RefusedFile] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    pruned: list[str] = field(default_factory=list)
    stopped: bool = False
    total: int = 0
    done: int = 0
    sources: list[Target] = field(default_factory=list)
    waiting: dict[str, _Parent] = field(default_factory=dict)
    parent_of: dict[str, str] = field(default_factory=dict)
    publisher: Publisher = field(init=False)
    tries: dict[str, int] = field(default_factory=dict)
    troubled: set[str] = field(default_factory=set)
    """Sources in quarantine, and those that carry one, before this batch."""
    carriers: set[str] = field(default_factory=set)
    """Sources that had attachments before this batch."""

    def __post_init__(self) -> None:
        self.publisher = Publisher(self.knowledge)

    def run(self, targets: Sequence[Target], refused: Sequence[tuple[Target, Unreadable]]) -> None:
        if self.options.limits.layout is not None:
            check_layout_model(self.options.limits.layout)
        self.total = len(targets) + len(refused)
        self.sources = list(targets)
        self._look_back()
        self._clear_staging()
        for target, why in refused:
            self._quarantine(target.source, why, sha256=None)
        own = self.engine is None
        engine = self.engine or engine_for(prepare, self.options, shared=self.knowledge.folder)
        self.engine = engine
        engine.listener = self.knowledge.index.foresee
        warming: threading.Thread | None = None
        try:
            for target in targets:
                job = self._plan(target)
                if job is not None:
                    if own and warming is None:
                        warming = _warm_up(self.knowledge)
                    engine.submit(job)
                while engine.busy and not engine.hungry:
                    self._step(engine)
                if self.cancel is not None and self.cancel.is_set():
                    raise Stopped("stopped")
            while engine.busy or self.publisher.waiting:
                self._step(engine)
        except Stopped:
            self.stopped = True
        finally:
            engine.listener = None
            if own:
                engine.close()
            self.knowledge.index.forget_foreseen()
            if warming is not None:
                warming.join()
            self._clear_staging()

    def _look_back(self) -> None:
        catalogue = self.knowledge.catalogue
        inside = [d.source for d in catalogue.documents(superseded=True) if ATTACHMENTS in d.source]
        for source in (file.source for file in catalogue.quarantined()):
            self.troubled |= {source, *_above(source)}
            inside.append(source)
        self.carriers = {carrier for source in inside for carrier in _above(source)}

    def tidy(self, found: Walk, namer: Namer, refused: Sequence[Target]) -> None:
        """Names, and deletes where asked to, what is not there any more."""
        if self.stopped:
            return
        catalogue = self.knowledge.catalogue
        here = [*self.sources, *refused]
        for document in vanished(found, namer, catalogue, here):
            if self.options.prune:
                self.knowledge.forget(document.source)
                self.pruned.append(document.source)
            else:
                self.gone.append(document.source)
        known = {target.source for target in here} | {d.source for d in catalogue.documents(superseded=True)}
        for folder in found.folders:
            collection, prefix = namer.place(folder, folder, ".")
            start = Target(path=folder, collection=collection, relative=prefix).source + "/"
            for file in catalogue.quarantined():
                carrier = file.source.partition(ATTACHMENTS)[0]
                if file.source.startswith(start) and not {file.source, carrier} & known:
                    catalogue.clear_quarantine(file.source)

    def report(self, *, ignored: int) -> IngestReport:
        """What came of it all, once files that are revisions or copies of each other are settled."""
        report = IngestReport(
            ingested=tuple(self.ingested),
            skipped=tuple(self.skipped),
            quarantined=tuple(self.refused),
            vanished=tuple(self.gone),
            pruned=tuple(self.pruned),
            ignored=ignored,
            stopped=self.stopped,
        )
        report = settled(report, self.knowledge.catalogue)
        return replace(report, seconds=round(time.monotonic() - self.began, 3))

    def _plan(self, target: Target) -> FileJob | None:
        """The job of a file; None where it is unchanged or cannot be opened."""
        try:
            size = target.path.stat().st_size
            if not size:
                raise empty()
            if size > self.options.limits.max_file_mb * 1_000_000:
                raise too_large(size, self.options.limits)
            sha256 = _sha256(target.path)
        except (Unreadable, OSError) as error:
            why = error if isinstance(error, Unreadable) else cannot_open(error)
            self._quarantine(target.source, why, sha256=None)
            return None
        if self._unchanged(target.source, sha256):
            self._skip(target.source)
            return None
        return self._job(target.path, target.collection, target.relative, sha256, depth=0)

    def _unchanged(self, source: str, sha256: str) -> bool:
        if self.options.force or source in self.troubled:
            return False
        document = self.knowledge.catalogue.document(source)
        return document is not None and document.sha256 == sha256

    def _skip(self, source: str) -> None:
        self.skipped.append(SkippedFile(source=source, reason="unchanged"))
        self._tell(source, "skipped")

    def _job(self, path: Path, collection: str, relative: str, sha256: str, *, depth: int) -> FileJob:
        return FileJob(
            path=path,
            collection=collection,
            relative=relative,
            sha256=sha256,
            objects=self.knowledge.folder / "objects",
            staging=self._staging,
            limits=self.options.limits,
            depth=depth,
        )

    def _step(self, engine: Engine[FileJob, Prepared]) -> None:
        """Takes what was read next, or puts in force what waits where it would wait for long."""
        if self.publisher.waiting and (
            self.publisher.full or not (engine.busy and engine.ready(within=_COMPANY_SECONDS))
        ):
            for published in self.publisher.publish(where=self._objects_are_there):
                self._published(published)
                discard(published.prepared)
        else:
            self._take(engine.outcome(cancel=self.cancel))

    def _take(self, outcome: Outcome[FileJob, Prepared]) -> None:
        job = outcome.job
        if outcome.error is not None or outcome.result is None:
            error = outcome.error or Unreadable("the reader gave nothing back", "ingest it again")
            self._quarantine(job.source, error, sha256=job.sha256)
            self._settle(job.source)
            return
        children = self._children(job, outcome.result)
        if not children:
            self.publisher.add(outcome, outcome.result)
            return
        sources = {child.source for child in children}
        self.waiting[job.source] = _Parent(outcome, outcome.result, sources)
        self.total += len(children)
        for child in children:
            self.parent_of[child.source] = job.source
            self._submit_child(child)

    def _submit_child(self, child: FileJob) -> None:
        if self._unchanged(child.source, child.sha256):
            self._skip(child.source)
            self._settle(child.source)
        elif self.engine is not None:
            self.engine.submit(child)

    def _children(self, job: FileJob, prepared: Prepared) -> list[FileJob]:
        names: list[str] = []
        children = []
        for attachment in prepared.attachments:
            name = free_name(attachment.name, names)
            names.append(name)
            relative = f"{job.relative}{ATTACHMENTS}{name}"
            path = self.knowledge.objects.path(attachment.key)
            children.append(self._job(path, job.collection, relative, attachment.key, depth=job.depth + 1))
        return children

    def _settle(self, source: str) -> None:
        """One attachment is through; the file that carries it is published after the last one."""
        parent = self.waiting.get(self.parent_of.pop(source, ""))
        if parent is None:
            return
        parent.open.discard(source)
        if not parent.open:
            del self.waiting[parent.outcome.job.source]
            self.publisher.add(parent.outcome, parent.prepared)

    def _published(self, published: Published) -> None:
        job, prepared = published.job, published.prepared
        if published.error is not None:
            self._quarantine(job.source, failed(published.error), sha256=job.sha256)
            self._settle(job.source)
            return
        self._drop_old_attachments(job, prepared)
        if job.source in self.troubled:
            self.knowledge.catalogue.clear_quarantine(job.source)
        stored = self.knowledge.catalogue.document(job.source)
        number = stored.revision if stored else prepared.revision.document.revision
        self.ingested.append(ingested_file(prepared.revision, number=number, seconds=published.seconds))
        self._tell(job.source, "ingested")
        self._settle(job.source)

    def _objects_are_there(self, outcome: Outcome[FileJob, Prepared]) -> bool:
        """False where an object went with a revision that was replaced meanwhile: the file is read again."""
        assert outcome.result is not None
        revision = outcome.result.revision
        keys = {revision.document.sha256, *revision.objects}
        keys |= {table.parquet for table in revision.tables} | {ref.parquet for ref in revision.series}
        if all(self.knowledge.objects.has(key) for key in keys):
            return True
        tries = self.tries[outcome.job.source] = self.tries.get(outcome.job.source, 1) + 1
        if tries > _TRIES or self.engine is None:
            why = Unreadable("its copy in the data folder vanished", "ingest it again")
            self._quarantine(outcome.job.source, why, sha256=outcome.job.sha256)
            self._settle(outcome.job.source)
        else:
            self.engine.submit(outcome.job)
        return False

    def _drop_old_attachments(self, job: FileJob, prepared: Prepared) -> None:
        if job.source not in self.carriers:
            return
        kept = tuple(child.source for child in self._children(job, prepared))
        inside = job.source + ATTACHMENTS
        catalogue = self.knowledge.catalogue
        for document in catalogue.documents(superseded=True):
            if document.source.startswith(inside) and not document.source.startswith(kept or ("\0",)):
                self.knowledge.forget(document.source)
        for file in catalogue.quarantined():
            if file.source.startswith(inside) and not file.source.startswith(kept or ("\0",)):
                catalogue.clear_quarantine(file.source)

    def _quarantine(self, source: str, error: Unreadable, *, sha256: str | None) -> None:
        catalogue = self.knowledge.catalogue
        file = quarantined(source, error, sha256=sha256, before=catalogue.document(source))
        catalogue.put_quarantine(file)
        self.refused.append(RefusedFile(source=source, reason=file.reason, hint=file.hint))
        self._tell(source, "quarantined")

    def _tell(self, source: str, outcome: Literal["ingested", "skipped", "quarantined"]) -> None:
        self.done += 1
        if self.progress is not None:
            self.progress(IngestProgress(done=self.done, total=self.total, source=source, outcome=outcome))

    @property
    def _staging(self) -> Path:
        return self.knowledge.folder / "staging"

    def _clear_staging(self) -> None:
        shutil.rmtree(self._staging, ignore_errors=True)
        self.knowledge.objects.clear_partial()


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _warm_up(knowledge: Knowledge) -> threading.Thread:
    """Loads the embedding model while the workers read; what fails is told by the first publication."""

    def load() -> None:
        with contextlib.suppress(RetrievalError, OSError):
            knowledge.index.embedder.encode(["warm up"])

    thread = threading.Thread(target=load, name="warm-up", daemon=True)
    thread.start()
    return thread


def _above(source: str) -> list[str]:
    """The files that carry a source, from the outermost."""
    parts = source.split(ATTACHMENTS)
    return [ATTACHMENTS.join(parts[:count]) for count in range(1, len(parts))]
