"""The records that go between packages. Knows no store, no parser and no model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

Box = tuple[float, float, float, float]
"""``(x0, y0, x1, y1)`` from the top-left corner, in the unit of the region that holds it."""

BoxUnit = Literal["pt", "px", "drawing"]
"""PDF points, pixels of the page picture (rasters), or drawing units (DXF)."""

Kind = Literal["text", "table", "series", "drawing"]
"""The four kinds of evidence. Each has its expert."""

Language = Literal["en", "fr", "und"]
"""ISO 639-1 code of a text, ``und`` where it cannot be told."""

ColumnType = Literal["text", "integer", "number", "boolean", "date", "datetime", "duration"]
"""Type of a table's column. A ``duration`` is stored as DOUBLE hours."""

EntityKind = Literal[
    "title_block", "revision", "tag", "dimension", "note", "text", "reference", "connection", "block"
]
"""What a thing on a drawing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where the characters ``[start, end)`` of a text stand on the page: one span a printed line."""

    start: int
    end: int
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source in the revision that is in force.

    Attributes:
        source: ``<collection>/<path>``, the identity that users see.
        path: Path relative to the root that the source was ingested from, with ``/``.
        media: Kind of file: ``pdf``, ``docx``, ``xlsx``, ``csv``, ``json``, ``log``, ``dxf``, ``image``,
            ``mail`` …
        sha256: Hash of the original, which is also its key in the object store.
        revision: 1 for the first content seen under this source, counted up with each change.
        printed_revision: The revision that the document itself states (``C``, ``Rev. 2``), if any.
        date: The document's own date, if it states one.
        equipment: Normalised equipment tags that the document is about.
        superseded_by: Source of the file that holds a newer revision of the same document; None where this
            one is in force.
    """

    id: str
    source: str
    collection: str
    path: str
    media: str
    sha256: str
    revision: int
    title: str
    language: Language
    ingested_at: datetime
    pages: int | None = None
    printed_revision: str | None = None
    date: date | None = None
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chunk:
    """A passage that can be found, quoted and cited.

    Attributes:
        id: Unique in the catalogue and over revisions.
        ordinal: Position in the document, from 0.
        text: The words as printed (a table as readable lines); quotes are taken from here.
        headings: Titles of the parents, outermost first, numbers included (``F.3 TUBING``).
        label: Printed number of the clause, full (``T.2.4.3.a``), or ``Table 2``.
        identifiers: Normalised tags, clause, work-order and document numbers in the text.
        spans: Line boxes; sorted by ``start``.
        date: Date of the passage (or of its document) for filters.
        ref: Id of the ``Table``, ``SeriesRef``, ``DrawingEntity`` or ``Figure`` that the chunk describes.
    """

    id: str
    source: str
    kind: Kind
    ordinal: int
    text: str
    headings: tuple[str, ...] = ()
    label: str | None = None
    page: int | None = None
    spans: tuple[Span, ...] = ()
    unit: BoxUnit = "pt"
    language: Language = "und"
    identifiers: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    date: date | None = None
    revision: int = 1
    ref: str | None = None

    def indexed_text(self) -> str:
        """The text that the searchers see: the two nearest headings, then the passage."""
        return "\n".join((*self.headings[-2:], self.text))


DERIVED = " (derived)"
"""Ends the name of a column that no file prints: a model read its values out of another column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table. ``name`` is as printed; it is also the name in the Parquet file."""

    name: str
    type: ColumnType
    unit: str | None = None

    @property
    def derived(self) -> bool:
        """True where the values are a model's reading and not the file's."""
        return self.name.endswith(DERIVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table whose rows can be queried.

    Attributes:
        name: Short SQL-safe name, unique in the catalogue (``alert_events``, ``sheet1_register``).
        parquet: Key of the Parquet file in the object store. Its first column is ``_row``: the
            0-based data row in the source; the others are ``columns``.
        sheet: Sheet of a workbook, if any.
        page, boxes: Where the table stands in a PDF, if any.
    """

    id: str
    source: str
    name: str
    title: str
    columns: tuple[Column, ...]
    row_count: int
    parquet: str
    sheet: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sensor:
    """One channel of a log. ``name`` is as printed and is the column in the Parquet file."""

    name: str
    unit: str | None = None
    flag: bool = False
    """True for a label or status column of 0 and 1 (``anomaly``), which is no measurement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRef:
    """A sensor log.

    Attributes:
        parquet: Key of the Parquet file: ``_row`` (0-based data row in the source), ``time``
            (timestamp, sorted), then one DOUBLE column a sensor; missing values are null.
        step_seconds: Median sampling step, in seconds.
        equipment: Normalised tags the log belongs to.
    """

    id: str
    source: str
    name: str
    sensors: tuple[Sensor, ...]
    start: datetime
    end: datetime
    row_count: int
    step_seconds: float
    parquet: str
    equipment: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawingEntity:
    """A thing on a drawing. ``name`` is the field of a title block, the tag, or the layer's role."""

    id: str
    source: str
    kind: EntityKind
    text: str
    name: str = ""
    page: int | None = None
    box: Box | None = None
    unit: BoxUnit = "pt"
    layer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure on a page of a document.

    Attributes:
        label: Its number as printed (``Figure 3``, ``Planche 2``), None where it has no caption.
        caption: The whole caption, empty where there is none.
        box: Its frame on the page as it is shown, without the caption.
    """

    id: str
    source: str
    label: str | None
    caption: str
    page: int
    box: Box
    unit: BoxUnit = "pt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A document with all that was found in it: what goes into the catalogue in one transaction.

    Attributes:
        chunks, tables: Read front to back, since of a long document they may lie in a file.
    """

    document: Document
    chunks: Sequence[Chunk] = ()
    tables: Sequence[Table] = ()
    series: tuple[SeriesRef, ...] = ()
    entities: tuple[DrawingEntity, ...] = ()
    figures: tuple[Figure, ...] = ()
    objects: tuple[str, ...] = ()
    """Keys of further objects that live and die with the document (page pictures); the original and
    the Parquet files need not be named."""
    sketch: bytes = b""
    """A digest of the content by which documents that are nearly alike are found; empty where none is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarantinedFile:
    """A file that did not come in, why, and what mends it."""

    source: str
    reason: str
    hint: str
    sha256: str | None
    at: datetime


JobState = Literal["queued", "running", "done", "failed", "cancelled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work that outlives the call that asked for it.

    Attributes:
        kind: ``ingest``, ``report`` …
        progress: 0 to 1.
        payload: What was asked for, as JSON holds it.
        result: What came out or went wrong, as JSON holds it; None until the job ends.
    """

    id: str
    kind: str
    state: JobState
    progress: float
    payload: Mapping[str, object]
    result: Mapping[str, object] | None
    created: datetime
    updated: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a question is restricted to. Empty means everything.

    Attributes:
        equipment: Tags, in any spelling.
        since, until: Both included.
        sources: Globs over ``Document.source`` or ``Document.path``.
        languages: Languages of the passage.
        collections: Names of collections.
        revision: The printed revision; the one in force where it is None. A source that is named in
            full is in the scope in whatever revision.
    """

    equipment: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    sources: tuple[str, ...] = ()
    languages: tuple[Language, ...] = ()
    collections: tuple[str, ...] = ()
    revision: str | None = None

    @property
    def is_open(self) -> bool:
        """True where nothing is restricted."""
        return self == Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A chunk that was found, with the fused score (0 to 1) and what each searcher gave."""

    chunk: Chunk
    score: float
    scores: Mapping[str, float] = field(default_factory=dict)
