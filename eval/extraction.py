"""What ingestion keeps of a file, as text by page: passages, rows of tables, entities. Asks no question.

Files are read as a batch reads them: by ``prepare`` in a worker process under limits of time and memory.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from ingest.engines.local import LocalEngine
from ingest.errors import Unreadable
from ingest.job import FileJob, Prepared
from ingest.limits import Limits
from ingest.prepare import prepare
from retrieval.objects import ObjectStore
from retrieval.records import Chunk, Revision

_MOST_ROWS = 20_000
"""Rows of a table or log that are looked at; facts are not about the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """A file after reading.

    Attributes:
        pages: Text by page; None holds what stands on no page (DXF, workbooks, mail).
        error: Why it was refused, else None.
        seconds: Wall time in the worker.
    """

    path: Path
    pages: Mapping[int | None, str]
    error: Unreadable | None
    seconds: float

    def text(self, page: int | None) -> str:
        """The text of a page; of the whole file where the page is None or the format has none."""
        if page is None:
            return "\n".join(self.pages.values())
        return "\n".join(filter(None, (self.pages.get(page, ""), self.pages.get(None, ""))))


def extract(paths: Sequence[Path], *, limits: Limits, workers: int = 1) -> Iterator[Extracted]:
    """Reads files and yields each as it is done; in order where there is one worker."""
    with tempfile.TemporaryDirectory(prefix="assistant-eval-") as folder:
        objects = ObjectStore(Path(folder) / "objects")
        engine = LocalEngine[FileJob, Prepared](prepare, workers=workers, limits=limits, ahead=len(paths))
        try:
            for path in paths:
                engine.submit(_job(path, Path(folder), limits))
            while engine.busy:
                outcome = engine.outcome()
                result = outcome.result
                yield Extracted(
                    path=outcome.job.path,
                    pages={} if result is None else page_texts(result.revision, objects),
                    error=outcome.error,
                    seconds=outcome.seconds,
                )
        finally:
            engine.close()


def _job(path: Path, folder: Path, limits: Limits) -> FileJob:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return FileJob(
        path=path, collection="eval", relative=path.name, sha256=digest,
        objects=folder / "objects", staging=folder / "staging", limits=limits,
    )  # fmt: skip


def page_texts(revision: Revision, objects: ObjectStore) -> dict[int | None, str]:
    """All words and values of a revision by the page they stand on."""
    found: defaultdict[int | None, list[str]] = defaultdict(list)
    for chunk in revision.chunks:
        for page, text in _chunk_texts(chunk):
            found[page].append(text)
    for table in revision.tables:
        found[table.page].append(_rows(objects.path(table.parquet)))
    for series in revision.series:
        found[None].append(_rows(objects.path(series.parquet)))
    for entity in revision.entities:
        found[entity.page].append(f"{entity.name} {entity.text}")
    return {page: "\n".join(texts) for page, texts in found.items()}


def _chunk_texts(chunk: Chunk) -> Iterator[tuple[int | None, str]]:
    """A passage over two pages in its parts; the printed number of a clause goes before its words."""
    head = f"{chunk.label} " if chunk.label else ""
    if len({span.page for span in chunk.spans}) < 2:
        yield chunk.page, head + chunk.text
        return
    at = 0
    for span, after in zip(chunk.spans, (*chunk.spans[1:], None), strict=True):
        end = len(chunk.text) if after is None else after.start
        yield span.page, head + chunk.text[at:end]
        at, head = end, ""


def _rows(parquet: Path) -> str:
    rows: pa.Table = pq.read_table(parquet).slice(0, _MOST_ROWS)
    names = [name for name in rows.column_names if name != "_row"]
    lines = [" | ".join(names)]
    for row in rows.select(names).to_pylist():
        lines.append(" | ".join("" if value is None else str(value) for value in row.values()))
    return "\n".join(lines)
