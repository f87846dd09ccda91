"""Between records and rows of the catalogue. Knows the columns, runs no query."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import RowMapping

from retrieval.identifiers import figure_number, label_key, normalise
from retrieval.records import (
    Box,
    Chunk,
    Column,
    Document,
    DrawingEntity,
    Figure,
    Job,
    QuarantinedFile,
    Sensor,
    SeriesRef,
    Span,
    Table,
)

Row = dict[str, Any]
"""Values of one row by column, as SQLAlchemy takes them."""


def document_row(document: Document) -> Row:
    """Without ``key`` and ``state``."""
    return {
        "id": document.id,
        "source": document.source,
        "collection": document.collection,
        "path": document.path,
        "media": document.media,
        "sha256": document.sha256,
        "revision": document.revision,
        "title": document.title,
        "language": document.language,
        "ingested_at": document.ingested_at.isoformat(),
        "pages": document.pages,
        "printed_revision": document.printed_revision,
        "date": document.date,
        "equipment": list(document.equipment),
        "warnings": list(document.warnings),
    }


def to_document(row: RowMapping) -> Document:
    """The record of a row of ``documents``."""
    return Document(
        id=row["id"],
        source=row["source"],
        collection=row["collection"],
        path=row["path"],
        media=row["media"],
        sha256=row["sha256"],
        revision=row["revision"],
        title=row["title"],
        language=row["language"],
        ingested_at=datetime.fromisoformat(row["ingested_at"]),
        pages=row["pages"],
        printed_revision=row["printed_revision"],
        date=row["date"],
        equipment=tuple(row["equipment"]),
        warnings=tuple(row["warnings"]),
        superseded_by=row["superseded_by"],
    )


def chunk_row(chunk: Chunk, document_key: int) -> Row:
    """Without ``key``; source and revision are the document's."""
    return {
        "document_key": document_key,
        "id": chunk.id,
        "kind": chunk.kind,
        "ordinal": chunk.ordinal,
        "text": chunk.text,
        "headings": list(chunk.headings),
        "label": chunk.label,
        "label_key": label_key(chunk.label) if chunk.label else None,
        "page": chunk.page,
        "spans": [(span.start, span.end, span.page, span.box) for span in chunk.spans],
        "unit": chunk.unit,
        "language": chunk.language,
        "identifiers": list(chunk.identifiers),
        "equipment": list(chunk.equipment),
        "date": chunk.date,
        "ref": chunk.ref,
    }


def to_chunk(row: RowMapping) -> Chunk:
    """The record of a row of ``chunks`` joined with ``source`` and ``revision`` of its document."""
    return Chunk(
        id=row["id"],
        source=row["source"],
        kind=row["kind"],
        ordinal=row["ordinal"],
        text=row["text"],
        headings=tuple(row["headings"]),
        label=row["label"],
        page=row["page"],
        spans=tuple(
            Span(start=start, end=end, page=page, box=_box(box)) for start, end, page, box in row["spans"]
        ),
        unit=row["unit"],
        language=row["language"],
        identifiers=tuple(row["identifiers"]),
        equipment=tuple(row["equipment"]),
        date=row["date"],
        revision=row["revision"],
        ref=row["ref"],
    )


def chunk_mentions(chunk: Chunk) -> set[str]:
    """Normalised identifiers under which a chunk is looked up: those in it and its equipment."""
    return {normalise(text) for text in (*chunk.identifiers, *chunk.equipment)} - {""}


def table_row(table: Table, document_key: int, *, name: str) -> Row:
    """Without ``key``; ``name`` is the one that is free in the catalogue."""
    return {
        "document_key": document_key,
        "id": table.id,
        "name": name,
        "title": table.title,
        "columns": [(column.name, column.type, column.unit) for column in table.columns],
        "row_count": table.row_count,
        "parquet": table.parquet,
        "sheet": table.sheet,
        "page": table.page,
        "boxes": list(table.boxes),
    }


def to_table(row: RowMapping) -> Table:
    """The record of a row of ``tables`` joined with ``source``."""
    return Table(
        id=row["id"],
        source=row["source"],
        name=row["name"],
        title=row["title"],
        columns=tuple(Column(name=name, type=kind, unit=unit) for name, kind, unit in row["columns"]),
        row_count=row["row_count"],
        parquet=row["parquet"],
        sheet=row["sheet"],
        page=row["page"],
        boxes=tuple(box for box in map(_box, row["boxes"]) if box is not None),
    )


def series_row(ref: SeriesRef, document_key: int) -> Row:
    """Without ``key``."""
    return {
        "document_key": document_key,
        "id": ref.id,
        "name": ref.name,
        "sensors": [(sensor.name, sensor.unit, sensor.flag) for sensor in ref.sensors],
        "start": ref.start.isoformat(),
        "end": ref.end.isoformat(),
        "row_count": ref.row_count,
        "step_seconds": ref.step_seconds,
        "parquet": ref.parquet,
        "equipment": list(ref.equipment),
    }


def to_series(row: RowMapping) -> SeriesRef:
    """The record of a row of ``series`` joined with ``source``."""
    return SeriesRef(
        id=row["id"],
        source=row["source"],
        name=row["name"],
        sensors=tuple(Sensor(name=name, unit=unit, flag=flag) for name, unit, flag in row["sensors"]),
        start=datetime.fromisoformat(row["start"]),
        end=datetime.fromisoformat(row["end"]),
        row_count=row["row_count"],
        step_seconds=row["step_seconds"],
        parquet=row["parquet"],
        equipment=tuple(row["equipment"]),
    )


def entity_row(entity: DrawingEntity, document_key: int) -> Row:
    """Without ``key``."""
    return {
        "document_key": document_key,
        "id": entity.id,
        "kind": entity.kind,
        "text": entity.text,
        "name": entity.name,
        "page": entity.page,
        "box": list(entity.box) if entity.box else None,
        "unit": entity.unit,
        "layer": entity.layer,
    }


def to_entity(row: RowMapping) -> DrawingEntity:
    """The record of a row of ``entities`` joined with ``source``."""
    return DrawingEntity(
        id=row["id"],
        source=row["source"],
        kind=row["kind"],
        text=row["text"],
        name=row["name"],
        page=row["page"],
        box=_box(row["box"]),
        unit=row["unit"],
        layer=row["layer"],
    )


def figure_row(figure: Figure, document_key: int) -> Row:
    """Without ``key``."""
    return {
        "document_key": document_key,
        "id": figure.id,
        "label": figure.label,
        "number": figure_number(figure.label) if figure.label else None,
        "caption": figure.caption,
        "page": figure.page,
        "box": list(figure.box),
        "unit": figure.unit,
    }


def to_figure(row: RowMapping) -> Figure:
    """The record of a row of ``figures`` joined with ``source``."""
    x0, y0, x1, y1 = row["box"]
    return Figure(
        id=row["id"],
        source=row["source"],
        label=row["label"],
        caption=row["caption"],
        page=row["page"],
        box=(x0, y0, x1, y1),
        unit=row["unit"],
    )


def to_quarantined(row: RowMapping) -> QuarantinedFile:
    """The record of a row of ``quarantine``."""
    return QuarantinedFile(
        source=row["source"],
        reason=row["reason"],
        hint=row["hint"],
        sha256=row["sha256"],
        at=datetime.fromisoformat(row["at"]),
    )


def to_job(row: RowMapping) -> Job:
    """The record of a row of ``jobs``."""
    return Job(
        id=row["id"],
        kind=row["kind"],
        state=row["state"],
        progress=row["progress"],
        payload=row["payload"],
        result=row["result"],
        created=datetime.fromisoformat(row["created"]),
        updated=datetime.fromisoformat(row["updated"]),
    )


def _box(value: object) -> Box | None:
    return cast("Box", tuple(cast("list[float]", value))) if value else None
