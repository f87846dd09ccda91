"""What a parser returns. Knows no file format, no store and no identifiers of the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from ingest.row_file import RowFile
from retrieval.records import Box, BoxUnit, Column, EntityKind, Language, Sensor, Span

if TYPE_CHECKING:
    import pyarrow as pa

BlockKind = Literal[
    "title", "heading", "clause", "paragraph", "list_item", "table", "caption", "footnote", "figure"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A unit of structure, in reading order.

    Attributes:
        text: Words as printed, lines joined, hyphenation at line ends undone; without the label.
            For a table: one line a row, cells separated by `` | ``, the header first.
        level: Depth of a heading or clause, 1 outermost; 0 for the rest.
        label: Full printed number of a heading or clause (``T.2.4.3.a``, ``4.2``), else None.
        page: Page where the block begins, from 1; None where the format has no pages.
        spans: One span a printed line, in characters of ``text``.
        table: Index into ``ParsedDocument.tables`` where the block is a table.
        figure: Index into ``ParsedDocument.figures`` where the block captions or letters a figure.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str | None = None
    page: int | None = None
    spans: tuple[Span, ...] = ()
    table: int | None = None
    figure: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedTable:
    """A table with typed columns.

    Attributes:
        name: Short name as a person would call it (file stem, sheet, caption).
        rows: Arrow table: ``_row`` (int64, 0-based data row in the source) then the columns.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: pa.Table
    sheet: str | None = None
    page: int | None = None
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFigure:
    """Where a figure stands on a page.

    Attributes:
        label: Its number as printed (``Figure 3``, ``Planche 2``), None where it has no caption.
        caption: The whole caption, empty where there is none.
        box: On the page as it is shown, in the document's unit.
    """

    label: str | None
    caption: str
    page: int
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSeries:
    """A sensor log.

    Attributes:
        rows: Arrow table: ``_row`` (int64), ``time`` (timestamp[us], sorted), then one float64
            column a sensor; of a long log the file in which they lie.
        step_seconds: Median sampling step.
    """

    name: str
    sensors: tuple[Sensor, ...]
    rows: pa.Table | RowFile
    step_seconds: float
    equipment: tuple[str, ...] = ()
    quality: tuple[str, ...] = ()
    """Sentences on gaps, duplicates, out-of-order rows, stuck and missing values."""

    @property
    def period(self) -> tuple[datetime, datetime]:
        """First and last time."""
        if isinstance(self.rows, RowFile):
            return self.rows.period
        times = self.rows.column("time")
        return times[0].as_py(), times[-1].as_py()

    def table(self) -> pa.Table:
        """All rows in memory."""
        return self.rows.table() if isinstance(self.rows, RowFile) else self.rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedEntity:
    """A thing on a drawing; see ``retrieval.records.DrawingEntity``."""

    kind: EntityKind
    text: str
    name: str = ""
    page: int | None = None
    box: Box | None = None
    unit: BoxUnit = "pt"
    layer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file inside a file (mail attachment); it becomes a source of its own."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDocument:
    """All that a parser found in one file.

    Attributes:
        title: The document's own title, or the file's stem.
        language: Main language, or ``und``.
        pages: Number of pages, None where the format has none.
        unit: Unit of all boxes.
        page_pictures: True where pages can be drawn from the original (PDF, image, DXF).
        blocks, tables: Tuples, or spools where they may be too many for the memory.
        warnings: What was lost or guessed, each a sentence for the user.
        equipment: Tags the file says it is about (title block, header field), as printed.
    """

    media: str
    title: str
    language: Language = "und"
    pages: int | None = None
    unit: BoxUnit = "pt"
    page_pictures: bool = False
    blocks: Sequence[Block] = ()
    tables: Sequence[ParsedTable] = ()
    series: tuple[ParsedSeries, ...] = ()
    entities: tuple[ParsedEntity, ...] = ()
    figures: tuple[ParsedFigure, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    printed_revision: str | None = None
    date: date | None = None
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())


class Parser(Protocol):
    """Reads one file. Raises ``ingest.errors.Unreadable``; writes scratch only, never asks the network."""

    def __call__(self, path: Path) -> ParsedDocument:
        """Reads the file at ``path``."""
        ...
