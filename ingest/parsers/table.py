"""Read CSV, TSV and other delimited text as typed tables or sensor logs. Knows no workbook and no JSON."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument, ParsedSeries, ParsedTable
from ingest.parsers.delimited import Dialect, delimited_rows, sniff
from ingest.parsers.grid import RowParts
from ingest.parsers.table_parts import MOST_ROWS, TablePart, line_of, table_parts
from ingest.parsers.tabular import read_rows

_MOST_COLUMNS = 5_000
_SAMPLE_ROWS = 200
_LONGEST_TITLE = 120
_LONGEST_NAME = 60


def parse_table(path: Path) -> ParsedDocument:
    """Reads a delimited file.

    Raises:
        Unreadable: The file is empty, holds a line of more than a million characters or a row of more
            than 5,000 cells, or breaks off in a quotation.
    """
    dialect = sniff(path)
    found = _Found(path.stem, semicolons=dialect.delimiter == ";")
    parts = _parts(path, dialect)
    if parts is None:
        found.table(RowParts(lambda: _bounded(delimited_rows(path, dialect))))
    several = sum(part.is_table for part in parts or ()) > 1
    for number, part in enumerate(parts or (), start=1):
        if part.is_table:
            found.table(RowParts(part.rows.__iter__), title=part.title, number=number if several else 0)
        else:
            found.blocks.append(Block(kind="paragraph", text="\n".join(map(line_of, part.rows))))
    media = "tsv" if dialect.delimiter == "\t" else "csv"
    return ParsedDocument(
        media="log" if found.series and not found.tables else media,
        title=path.stem,
        language=detect_language("\n".join(block.text for block in found.told[:20])),
        blocks=tuple(found.blocks),
        tables=tuple(found.tables),
        series=tuple(found.series),
        equipment=tuple(dict.fromkeys(tag for series in found.series for tag in series.equipment)),
        warnings=tuple(found.notes),
    )


@dataclass(slots=True)
class _Found:
    """What was read of a file so far. ``told`` are its blocks without what stands above tables."""

    stem: str
    semicolons: bool = field(kw_only=True)
    blocks: list[Block] = field(default_factory=list)
    told: list[Block] = field(default_factory=list)
    tables: list[ParsedTable] = field(default_factory=list)
    series: list[ParsedSeries] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def table(self, rows: RowParts, *, title: str = "", number: int = 0) -> None:
        """Reads a table; with a number it is one of several and has a title of its own."""
        above = (title, *rows.head.preamble)
        title = title or (", ".join(rows.head.preamble)[:_LONGEST_TITLE] if number else "")
        name = f"{self.stem} {title if 0 < len(title) <= _LONGEST_NAME else number}" if number else self.stem
        read = read_rows(
            rows, name=name, title=title or self.stem, table_index=len(self.tables), counted=True,
            semicolons=self.semicolons,
        )  # fmt: skip
        self.blocks += [Block(kind="paragraph", text=line) for line in above if line]
        self.blocks += read.blocks
        self.told += read.blocks
        self.tables += [] if read.table is None else [read.table]
        self.series += [replace(one, name=name) if len(read.series) == 1 else one for one in read.series]
        headless = [] if rows.head.printed else ["The file has no header: columns are numbered."]
        self.notes += [*headless, *(f"{title}: {note}" if title and number else note for note in read.notes)]


def _parts(path: Path, dialect: Dialect) -> list[TablePart] | None:
    """The tables and remarks of a file; None where it is too long to be looked through, or has no cells."""
    if dialect.delimiter in ("", " "):
        return None
    rows = _bounded(delimited_rows(path, dialect, blank_too=True))
    looked_at = list(itertools.islice(rows, MOST_ROWS + 1))
    return table_parts(looked_at) if len(looked_at) <= MOST_ROWS else None


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The same rows; refuses a table that is too wide before anything is built of it."""
    for number, row in enumerate(rows):
        if number < _SAMPLE_ROWS and len(row) > _MOST_COLUMNS:
            raise Unreadable(f"the table has {len(row):,} columns", "export one row a record")
        yield row
