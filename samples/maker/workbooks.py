"""Writes the register and the FMEA as workbooks with title rows and a row of units. Knows openpyxl only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from maker import registers, story
from maker.zipped import rewrite_zip

Cells = Sequence[object]
_THIN = Side(style="thin", color="9AA5B1")
_GRID = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEAD = PatternFill("solid", fgColor="1F3A5F")
_UNITS = PatternFill("solid", fgColor="DCE3EC")


def _sheet(
    sheet: Worksheet, title: str, subtitle: str, header: Cells, units: Cells | None, rows: Sequence[Cells]
) -> None:
    width = len(header)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet["A1"] = title
    sheet["A1"].font = Font(bold=True, size=14, color="1F3A5F")
    sheet.merge_cells(start_row=2, start_column=1, end_row=2, end_column=width)
    sheet["A2"] = subtitle
    sheet["A2"].font = Font(italic=True, size=9, color="5B6770")
    sheet.append([])
    sheet.append(list(header))
    top = sheet.max_row
    for cell in sheet[top]:
        cell.font, cell.fill = Font(bold=True, color="FFFFFF"), _HEAD
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    if units is not None:
        sheet.append(list(units))
        for cell in sheet[sheet.max_row]:
            cell.font, cell.fill = Font(italic=True, size=9), _UNITS
    for row in rows:
        sheet.append(list(row))
    for cells in sheet.iter_rows(min_row=top, max_row=sheet.max_row, max_col=width):
        for cell in cells:
            cell.border = _GRID
            if isinstance(cell.value, date):
                cell.number_format = "DD/MM/YYYY"
    for index in range(1, width + 1):
        texts = [str(row[index - 1]) for row in (header, *rows) if row[index - 1] is not None]
        sheet.column_dimensions[get_column_letter(index)].width = min(46, max(map(len, texts)) + 2)
    sheet.freeze_panes = sheet.cell(row=top + 1 + (units is not None), column=2)
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth = 1


def _instrument(row: Cells, calibrated: Mapping[str, date]) -> list[object]:
    """The row with the day of the last calibration order where the CMMS has one."""
    values = list(row)
    values[10] = calibrated.get(str(row[0]), date.fromisoformat(str(row[10])))
    return values


def write_register(path: Path, *, calibrated: Mapping[str, date]) -> None:
    """Sheets Register, Instruments and Spare parts."""
    book = Workbook()
    first = book.active
    first.title = "Register"
    note = f"{story.COMPANY} – {story.SITE} – status {story.EXPORTED:%d/%m/%Y} – rev. 12"
    _sheet(
        first,
        f"Equipment register – {story.UNIT}",
        note,
        registers.REGISTER_HEADER,
        registers.REGISTER_UNITS,
        registers.REGISTER,
    )
    _sheet(
        book.create_sheet("Instruments"),
        f"Instrument list – {story.UNIT}",
        note,
        registers.INSTRUMENT_HEADER,
        registers.INSTRUMENT_UNITS,
        [_instrument(row, calibrated) for row in registers.INSTRUMENTS],
    )
    _sheet(
        book.create_sheet("Spare parts"),
        "Spare parts of the cooling water pumps and tower",
        note,
        registers.SPARE_HEADER,
        registers.SPARE_UNITS,
        registers.SPARES,
    )
    _save(book, path, title="Equipment register, unit 040")


def write_fmea(path: Path) -> None:
    """Sheets FMEA (RPN as numbers) and Failure codes."""
    book = Workbook()
    first = book.active
    first.title = "FMEA"
    rows = [
        (number, *row[:9], row[6] * row[7] * row[8], *row[9:])
        for number, row in enumerate(registers.FMEA, start=1)
    ]
    _sheet(
        first,
        f"FMEA – {story.UNIT}",
        "Issue 4, 21/01/2025 – RPN limit for action: 120",
        registers.FMEA_HEADER,
        registers.FMEA_UNITS,
        rows,
    )
    _sheet(
        book.create_sheet("Failure codes"),
        "Failure mode codes",
        "As used in the CMMS",
        ("Code", "Meaning"),
        None,
        registers.CODES,
    )
    _save(book, path, title="FMEA, unit 040")


def _save(book: Workbook, path: Path, *, title: str) -> None:
    book.properties.title = title
    book.properties.creator = story.COMPANY
    book.properties.created = book.properties.modified = datetime(2025, 10, 6, 8, 0)
    book.save(path)
    rewrite_zip(path)
