"""Read XLSX workbooks: each table of each sheet typed, logs as series, notes as text. Runs no macro."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from openpyxl.reader.excel import ExcelReader

from ingest.errors import Unreadable
from ingest.parsed import ParsedDocument
from ingest.parsers.archive import open_archive
from ingest.parsers.cell_notes import cell_note, printed_margin
from ingest.parsers.sheet import Cells, Span
from ingest.parsers.sheet_shapes import shape_texts
from ingest.parsers.spooled_sheet import SpooledSheet
from ingest.parsers.spreadsheet import Sheet, read_sheets
from ingest.parsers.units import unit_of_header

_STREAM_BYTES = 24 << 20
"""Of XML, which takes some eighteen times as much memory where it is read as a tree."""
_BROKEN = (
    zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError,
    zlib.error, OverflowError,
)  # fmt: skip
_UNIT_FORMAT = re.compile(
    r'^[#0,.?\s]*[#0](?:\\?\s)*(?:"(?P<quoted>[^"]{1,12})"|\[\$(?P<currency>[^-\]]{1,4})[^\]]*\])\s*$'
)
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_EMPTY_FORMULA = re.compile(rb"<c [^>]*?>\s*<f[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")


def parse_workbook(path: Path) -> ParsedDocument:
    """Reads an XLSX or XLSM workbook.

    Values of formulas are those that were stored when it was last saved.

    Raises:
        Unreadable: The workbook is damaged, protected by a password, a decompression bomb, or empty.
    """
    notes: list[str] = []
    with open_archive(path) as archive:
        names = archive.namelist()
        large = sum(part.file_size for part in archive.infolist()) > _STREAM_BYTES
        if any("vbaProject" in name for name in names):
            notes.append("The workbook holds macros; they were ignored.")
        if not large:
            notes += _unstored(archive)
        elif _has_merged(archive):
            notes.append("The workbook is large: values were read, merged cells and notes on cells were not.")
        boxes = _boxes(archive)
    with path.open("rb") as file:  # openpyxl looks at the suffix of a path, and a file's may be wrong
        return _read(path, file, large=large, notes=notes, boxes=boxes)


def _boxes(archive: zipfile.ZipFile) -> Mapping[str, Sequence[str]]:
    """Words in text boxes by sheet; a damaged drawing costs no table."""
    try:
        return shape_texts(archive)
    except Unreadable:
        return {}


def _read(
    path: Path, file: BinaryIO, *, large: bool, notes: list[str], boxes: Mapping[str, Sequence[str]]
) -> ParsedDocument:
    try:
        book = _opened(file, streamed=large)
    except _BROKEN as error:
        if large:
            raise _refusal() from error
        large = True
        notes.append(
            "Part of the workbook is damaged: values were read, merged cells and notes on cells were not."
        )
        try:
            book = _opened(file, streamed=True)
        except _BROKEN as again:
            raise _refusal() from again
    try:
        sheets = [_with_boxes(sheet, boxes.get(sheet.name, ())) for sheet in _sheets(book, streamed=large)]
        title = (book.properties.title or "").strip() if book.properties else ""
    except _BROKEN as error:
        raise _refusal() from error
    finally:
        book.close()
    return read_sheets(path, sheets, media="xlsx", title=title, notes=notes)


class _Reader(ExcelReader):  # type: ignore[misc]
    """openpyxl's reader without sheets of charts, which hold no cell; each part of cells is read once."""

    def read_worksheets(self) -> None:
        """Leaves out sheets whose part another one has: it would be read as often as it is named."""
        parts: dict[str, Any] = {}
        for sheet in self.parser.sheets:
            if sheet.id in self.parser.rels:
                parts.setdefault(self.parser.rels[sheet.id].target, sheet)
        self.parser.sheets = list(parts.values())
        super().read_worksheets()

    def read_chartsheet(self, sheet: Any, rel: Any) -> None:
        """Passes over it."""


def _opened(file: BinaryIO, *, streamed: bool) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reader = _Reader(file, read_only=streamed, data_only=True, keep_links=False)
        reader.read()
        return reader.wb


def _refusal() -> Unreadable:
    return Unreadable("the workbook cannot be opened", "open it in a spreadsheet program and save it again")


def _sheets(book: Any, *, streamed: bool) -> Iterator[Sheet]:
    for sheet in book.worksheets:
        cells = _streamed(sheet) if streamed else _cells(sheet)
        spans = () if streamed else _spans(sheet)
        remarks = () if streamed else _remarks(sheet, cells)
        yield Sheet(
            name=sheet.title,
            cells=cells,
            spans=tuple(spans),
            remarks=tuple(remarks),
            hidden=sheet.sheet_state != "visible",
        )


def _with_boxes(sheet: Sheet, texts: Sequence[str]) -> Sheet:
    return replace(sheet, remarks=(*sheet.remarks, *(f"Text box on {sheet.name}: {text}" for text in texts)))


def _cells(sheet: Any) -> Cells:
    return {
        (row - 1, column - 1): text
        for (row, column), cell in sheet._cells.items()
        if (text := printed(cell.value, cell.number_format))
    }


def _streamed(sheet: Any) -> SpooledSheet:
    """Cells of a large sheet, read once row by row and put on disk."""
    sheet.reset_dimensions()
    return SpooledSheet(
        (
            ["" if cell.value is None else printed(cell.value, cell.number_format) for cell in row]
            for row in sheet.iter_rows()
        ),
        name=sheet.title,
    )


def _spans(sheet: Any) -> Sequence[Span]:
    return [
        (merged.min_row - 1, merged.min_col - 1, merged.max_row - 1, merged.max_col - 1)
        for merged in sheet.merged_cells.ranges
    ]


def _remarks(sheet: Any, cells: Cells) -> Sequence[str]:
    """Notes on cells, then what is printed in the margins of the first, even and odd pages."""
    notes = [
        cell_note(cells, sheet.title, (cell.row - 1, cell.column - 1), cell.comment.text)
        for cell in sheet._cells.values()
        if getattr(cell, "comment", None)
    ]
    margins = [
        printed_margin(sheet.title, kind, (margin.left.text, margin.center.text, margin.right.text))
        for page in ("first", "even", "odd")
        for kind in ("Header", "Footer")
        if (margin := getattr(sheet, f"{page}{kind}", None)) is not None
    ]
    return [note for note in (*notes, *dict.fromkeys(margins)) if note]


def printed(value: object, number_format: str = "General") -> str:
    """A cell's value as text that the typing of columns reads back without loss.

    Percentages and zero-padded numbers are written as the sheet shows them.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return _number(value, number_format or "General") + _shown_unit(number_format)
    if isinstance(value, datetime):
        midnight = value.time() == time(0) and "h" not in (number_format or "").lower()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="auto")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        seconds = round(value.total_seconds())
        sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return str(value).replace("_x000D_", "\n").strip()


def _shown_unit(number_format: str) -> str:
    """The unit that a format puts behind its numbers (``0.0" bar"``, ``#,##0 [$€-40C]``), else nothing."""
    shown = _UNIT_FORMAT.match((number_format or "").split(";")[0])
    unit = (shown["quoted"] or shown["currency"] or "").strip() if shown else ""
    return f" {unit}" if unit and unit_of_header(f"x ({unit})") else ""


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        return f"{float(value) * 100:.12g}%"
    if re.fullmatch(r"0{2,}", number_format) and float(value).is_integer():
        return str(int(value)).zfill(len(number_format))
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
        return str(int(value))
    return f"{value:.15g}"


def _has_merged(archive: zipfile.ZipFile) -> bool:
    """Whether a sheet has merged cells, looked for piece by piece."""
    for name in archive.namelist():
        if _SHEET.fullmatch(name):
            with archive.open(name) as file:
                rest = b""
                while piece := file.read(1 << 20):
                    if b"<mergeCell " in rest + piece:
                        return True
                    rest = piece[-16:]
    return False


def _unstored(archive: zipfile.ZipFile) -> list[str]:
    sheets = [name for name in archive.namelist() if _SHEET.fullmatch(name)]
    count = sum(len(_EMPTY_FORMULA.findall(archive.read(name))) for name in sheets)
    if not count:
        return []
    return [f"{count} formulas have no stored value and read as empty; save it in a spreadsheet program."]
