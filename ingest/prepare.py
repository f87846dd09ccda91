"""One file, from bytes to a revision; runs in a worker. Knows parsers and chunks, nothing of the catalogue.

The original is copied into the object store first and the copy is read, so that what is cited is what was
read, even where the file is written to meanwhile.
"""

from __future__ import annotations

import hashlib
import inspect
import io
import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ingest.chunk import chunk
from ingest.errors import Unreadable
from ingest.findings import with_findings
from ingest.foresight import Foresight, Tell
from ingest.job import FileJob, Prepared, StoredAttachment
from ingest.names import file_name, sql_name
from ingest.parsed import ParsedDocument, ParsedSeries
from ingest.parsers.registry import HEAD_BYTES, parser_for
from ingest.quarantine import changed
from ingest.report import main_kind
from ingest.revision_order import named_revision
from ingest.row_file import ROW_GROUP, RowFile, write_rows
from ingest.scratch import scratch_in
from ingest.sketch import rows_sketch, text_sketch
from ingest.spool import Spool
from ingest.storable import storable
from ingest.walk import cannot_open
from retrieval.identifiers import find_names, find_tags, normalise
from retrieval.objects import ObjectStore
from retrieval.records import Document, DrawingEntity, Figure, Revision, SeriesRef, Table

if TYPE_CHECKING:
    import pyarrow as pa


def prepare(job: FileJob, *, tell: Tell | None = None) -> Prepared:
    """Reads a file and stores what can be queried.

    Args:
        tell: Called with texts of passages to come, while the file is being read.

    Raises:
        Unreadable: The file cannot come in.
    """
    objects = ObjectStore(job.objects)
    try:
        key = objects.put_file(job.path)
    except OSError as error:
        raise cannot_open(error) from error
    if key != job.sha256:
        raise changed()
    with _under_its_name(objects.path(key), job) as path, scratch_in(path.parent):
        parsed = with_findings(storable(_parse(path, job, tell)))
        return Prepared(
            revision=_Maker(job, parsed, objects).revision(),
            attachments=_attachments(parsed, job, objects),
        )


@contextmanager
def _under_its_name(original: Path, job: FileJob) -> Iterator[Path]:
    """The stored copy under the file's own name, which parsers go by, and alone in its folder."""
    folder = job.staging / secrets.token_hex(8)
    folder.mkdir(parents=True)
    path = folder / file_name(job.name)
    try:
        try:
            os.link(original, path)
        except OSError:
            shutil.copyfile(original, path)
        yield path
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _parse(path: Path, job: FileJob, tell: Tell | None) -> ParsedDocument:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    parser = parser_for(path, head)
    takes = inspect.signature(parser).parameters
    if job.limits.ocr == "never" and "ocr" in takes:
        parser = partial(cast("Callable[..., ParsedDocument]", parser), ocr=False)
    if job.limits.layout is not None and "layout" in takes:
        parser = partial(cast("Callable[..., ParsedDocument]", parser), layout=job.limits.layout)
    if tell is not None and "ahead" in takes:
        parser = partial(cast("Callable[..., ParsedDocument]", parser), ahead=Foresight(tell))
    try:
        parsed = parser(path)
    except RecursionError as error:
        raise Unreadable(
            "its parts are nested deeper than those of documents", "open it in its program and save it again"
        ) from error
    if not (parsed.blocks or parsed.tables or parsed.series or parsed.entities or parsed.attachments):
        raise Unreadable("nothing to read was found in it", "open it and look whether it shows anything")
    return parsed


def _attachments(parsed: ParsedDocument, job: FileJob, objects: ObjectStore) -> tuple[StoredAttachment, ...]:
    if job.depth >= job.limits.max_depth:
        return ()
    return tuple(
        StoredAttachment(
            name=file_name(attachment.name, default="attachment"), key=objects.put_bytes(attachment.content)
        )
        for attachment in parsed.attachments[: job.limits.max_attachments]
        if attachment.content
    )


class _Maker:
    """Gives ids and provenance to what a parser found."""

    def __init__(self, job: FileJob, parsed: ParsedDocument, objects: ObjectStore) -> None:
        self._job = job
        self._parsed = parsed
        self._objects = objects

    def revision(self) -> Revision:
        tables, series = self._tables(), self._series()
        entities = self._entities()
        figures = self._figures()
        chunks = chunk(
            self._parsed,
            source=self._job.source,
            sha256=self._job.sha256,
            table_ids=[table.id for table in tables],
            series_ids=[ref.id for ref in series],
            entity_ids=[entity.id for entity in entities],
            figure_ids=[figure.id for figure in figures],
            into=self._handed_on("chunks"),
        )
        revision = Revision(
            document=self._document(_tags(self._parsed.equipment)),
            chunks=chunks,
            tables=tables,
            series=tuple(series),
            entities=tuple(entities),
            figures=tuple(figures),
        )
        return replace(revision, sketch=self._sketch(revision))

    def _sketch(self, revision: Revision) -> bytes:
        """Of the rows where they are what the document is, else of its words."""
        if main_kind(revision) in ("table", "series"):
            tables, series = self._parsed.tables, self._parsed.series
            return rows_sketch(chain((table.rows for table in tables), *map(_tables, series)))
        return text_sketch(chunk.text for chunk in revision.chunks)

    def _document(self, equipment: tuple[str, ...]) -> Document:
        job, parsed = self._job, self._parsed
        return Document(
            id=_id(job.source),
            source=job.source,
            collection=job.collection,
            path=job.relative,
            media=parsed.media,
            sha256=job.sha256,
            revision=1,
            title=parsed.title.strip() or job.name,
            language=parsed.language,
            ingested_at=datetime.now(tz=UTC),
            pages=parsed.pages,
            printed_revision=parsed.printed_revision or _named_revision(job.name),
            date=parsed.date,
            equipment=equipment,
            warnings=(*parsed.warnings, *self._left_out()),
        )

    def _left_out(self) -> Iterator[str]:
        count, limits = len(self._parsed.attachments), self._job.limits
        if count and self._job.depth >= limits.max_depth:
            yield f"{count} attachments were left out: files are nested more than {limits.max_depth} deep."
        elif count > limits.max_attachments:
            yield f"{count - limits.max_attachments} of {count} attachments were left out."

    def _handed_on(self, name: str) -> Path:
        """A file that stays until the file is published."""
        return self._job.staging / f"{secrets.token_hex(8)}.{name}"

    def _tables(self) -> Spool[Table]:
        made = (
            Table(
                id=self._id("table", number),
                source=self._job.source,
                name=sql_name(*self._folders(), table.name),
                title=table.title,
                columns=table.columns,
                row_count=table.rows.num_rows,
                parquet=self._objects.put_bytes(_parquet(table.rows)),
                sheet=table.sheet,
                page=table.page,
                boxes=table.boxes,
            )
            for number, table in enumerate(self._parsed.tables)
        )
        return Spool(made, path=self._handed_on("tables"))

    def _series(self) -> list[SeriesRef]:
        refs = []
        for number, series in enumerate(self._parsed.series):
            start, end = series.period
            refs.append(
                SeriesRef(
                    id=self._id("series", number),
                    source=self._job.source,
                    name=self._log_name(series.name),
                    sensors=series.sensors,
                    start=start,
                    end=end,
                    row_count=series.rows.num_rows,
                    step_seconds=series.step_seconds,
                    parquet=self._stored(series.rows),
                    equipment=_tags(series.equipment),
                )
            )
        return refs

    def _stored(self, rows: pa.Table | RowFile) -> str:
        if isinstance(rows, RowFile):
            return self._objects.put_file(rows.path)
        return self._objects.put_bytes(_parquet(rows))

    def _log_name(self, name: str) -> str:
        """``0`` says too little: ``valve1/0``."""
        says_enough = any(letter.isalpha() for letter in name)
        return name if says_enough else "/".join((*self._folders()[-1:], name))

    def _entities(self) -> list[DrawingEntity]:
        return [
            DrawingEntity(
                id=self._id("entity", number),
                source=self._job.source,
                kind=entity.kind,
                text=entity.text,
                name=entity.name,
                page=entity.page,
                box=entity.box,
                unit=entity.unit,
                layer=entity.layer,
            )
            for number, entity in enumerate(self._parsed.entities)
        ]

    def _figures(self) -> list[Figure]:
        return [
            Figure(
                id=self._id("figure", number),
                source=self._job.source,
                label=figure.label,
                caption=figure.caption,
                page=figure.page,
                box=figure.box,
                unit=self._parsed.unit,
            )
            for number, figure in enumerate(self._parsed.figures)
        ]

    def _folders(self) -> tuple[str, ...]:
        return tuple(self._job.source.split("/")[:-1])

    def _id(self, kind: str, number: int) -> str:
        """Unique in the catalogue and over revisions, the same for the same content of a source."""
        return _id(f"{self._job.source}\0{self._job.sha256}\0{kind}\0{number}")


def _named_revision(name: str) -> str | None:
    """What the file's name says, where the document itself says nothing."""
    named = named_revision(name)
    return named.value if named is not None and named.sure else None


def _tags(texts: Sequence[str]) -> tuple[str, ...]:
    """Equipment as the catalogue writes it; what looks like no tag is taken at its word."""
    found = [tag for text in texts for tag in find_tags(text) or find_names(text) or (normalise(text),)]
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _tables(series: ParsedSeries) -> Iterable[pa.Table]:
    """Its rows, part by part where they lie in a file."""
    return series.rows.tables() if isinstance(series.rows, RowFile) else (series.rows,)


def _parquet(rows: pa.Table) -> bytes:
    sink = io.BytesIO()
    with write_rows(sink, rows.schema) as writer:
        writer.write_table(rows, row_group_size=ROW_GROUP)
    return sink.getvalue()


def _id(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:24]
