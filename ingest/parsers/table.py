"""Read CSV, TSV and other delimited text as a typed table or a sensor log. Knows no workbook and no JSON."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument
from ingest.parsers.delimited import delimited_rows, sniff
from ingest.parsers.grid import RowParts
from ingest.parsers.tabular import read_rows

_MOST_COLUMNS = 5_000
_SAMPLE_ROWS = 200


def parse_table(path: Path) -> ParsedDocument:
    """Reads a delimited file.

    Raises:
        Unreadable: The file is empty, holds a line of more than a million characters or a row of more
            than 5,000 cells, or breaks off in a quotation.
    """
    dialect = sniff(path)
    rows = RowParts(lambda: _bounded(delimited_rows(path, dialect)))
    warnings = [] if rows.head.printed else ["The file has no header: columns are numbered."]
    title = path.stem
    found = read_rows(
        rows, name=path.stem, title=title, table_index=0, counted=True, semicolons=dialect.delimiter == ";"
    )
    preamble = tuple(Block(kind="paragraph", text=line) for line in rows.head.preamble if line)
    media = "log" if found.series else ("tsv" if dialect.delimiter == "\t" else "csv")
    return ParsedDocument(
        media=media,
        title=title,
        language=detect_language("\n".join(block.text for block in found.blocks[:20])),
        blocks=(*preamble, *found.blocks),
        tables=(found.table,) if found.table is not None else (),
        series=found.series,
        equipment=tuple(dict.fromkeys(tag for series in found.series for tag in series.equipment)),
        warnings=(*warnings, *found.notes),
    )


def _bounded(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """The same rows; refuses a table that is too wide before anything is built of it."""
    for number, row in enumerate(rows):
        if number < _SAMPLE_ROWS and len(row) > _MOST_COLUMNS:
            raise Unreadable(f"the table has {len(row):,} columns", "export one row a record")
        yield row
