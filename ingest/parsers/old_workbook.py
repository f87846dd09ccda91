"""Read workbooks of the old binary format (XLS): the same tables and logs as XLSX. Runs no macro."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from typing import Any

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.cell_notes import cell_note
from ingest.parsers.compound import check_streams
from ingest.parsers.sheet import Cells
from ingest.parsers.spreadsheet import Sheet, read_sheets
from ingest.parsers.workbook import printed

_MOST_BYTES = 256 << 20
_STREAMS = ("Workbook", "Book")
_TEXT, _NUMBER, _DATE, _BOOLEAN = 1, 2, 3, 4


def parse_xls(path: Path) -> ParsedDocument:
    """Reads an XLS workbook; values of formulas are those that were stored.

    Raises:
        Unreadable: The workbook is damaged, protected by a password, empty, or larger than 256 MiB.
    """
    import xlrd

    if path.stat().st_size > _MOST_BYTES:
        raise Unreadable("the workbook is larger than 256 MiB", "save it as XLSX or CSV")
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            book = xlrd.open_workbook(
                file_contents=_records(path), logfile=nowhere, formatting_info=True, ragged_rows=True
            )
        sheets = list(_sheets(book))
    except xlrd.XLRDError as error:
        if "encrypt" in str(error).lower():
            raise Unreadable(
                "the workbook is protected by a password", "save it without a password"
            ) from error
        raise _damaged() from error
    except Exception as error:
        if isinstance(error, MemoryError):
            raise
        raise _damaged() from error
    return read_sheets(path, sheets, media="xls")


def _records(path: Path) -> bytes:
    """The stream of the workbook, found by a reader that no chain of sectors leads in circles."""
    import olefile

    content = path.read_bytes()
    if not content.startswith(olefile.MAGIC):
        return content  # before Excel 5 there was no container
    with olefile.OleFileIO(content) as ole:
        check_streams(ole, path)
        name = next((name for name in _STREAMS if ole.exists(name)), None)
        if name is None:
            raise ValueError("no workbook in the container")
        return bytes(ole.openstream(name).read())


def _damaged() -> Unreadable:
    return Unreadable(
        "the workbook (XLS) is damaged or of a kind before Excel 97 that cannot be read",
        "open it in a spreadsheet program and save it as XLSX",
    )


def _sheets(book: Any) -> Iterator[Sheet]:
    for sheet in book.sheets():
        cells = _cells(book, sheet)
        yield Sheet(
            name=sheet.name,
            cells=cells,
            spans=tuple(
                (top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells
            ),
            remarks=tuple(
                note
                for place, held in sorted(sheet.cell_note_map.items())
                if (note := cell_note(cells, sheet.name, place, held.text))
            ),
            hidden=sheet.visibility != 0,
        )


def _cells(book: Any, sheet: Any) -> Cells:
    cells: dict[tuple[int, int], str] = {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            if text := _text(book, cell):
                cells[(row, column)] = text
    return cells


def _text(book: Any, cell: Any) -> str:
    if cell.ctype == _TEXT:
        return str(cell.value).strip()
    if cell.ctype == _BOOLEAN:
        return printed(bool(cell.value))
    if cell.ctype not in (_NUMBER, _DATE):
        return ""
    number_format = _format(book, cell)
    if cell.ctype == _DATE:
        moment = _moment(cell.value, book.datemode)
        if moment is not None:
            return printed(moment, number_format)
    return printed(float(cell.value), number_format)


def _format(book: Any, cell: Any) -> str:
    style = book.format_map.get(book.xf_list[cell.xf_index].format_key) if cell.xf_index is not None else None
    return str(style.format_str) if style is not None else "General"


def _moment(value: float, datemode: int) -> datetime | time | None:
    from xlrd.xldate import XLDateError, xldate_as_datetime

    if value < 0:
        return None
    try:
        moment: datetime = xldate_as_datetime(value, datemode)
    except (XLDateError, ValueError, OverflowError):
        return None
    return moment.time() if value < 1 else moment
