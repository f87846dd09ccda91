"""Read workbooks in XML (Excel 2003, "SpreadsheetML"): their cells as sheets. Knows no package."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ingest.parsed import ParsedDocument
from ingest.parsers.package_xml import attribute, children, local, whole_number
from ingest.parsers.sheet import Span
from ingest.parsers.spreadsheet import Sheet, read_sheets

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


def is_spreadsheet_ml(root: Element) -> bool:
    """True for a workbook."""
    return local(root) == "Workbook" and "office:spreadsheet" in str(root.tag)


def read_spreadsheet_ml(root: Element, path: Path) -> ParsedDocument:
    """Its tables, logs and text.

    Raises:
        Unreadable: No sheet holds a cell.
    """
    sheets = [_sheet(element) for element in children(root, "Worksheet")]
    return read_sheets(path, sheets, media="xls")


def _sheet(element: Element) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    row = -1
    for table in children(element, "Table"):
        for line in children(table, "Row"):
            row = min(whole_number(attribute(line, "Index"), row + 2) - 1, _MOST_ROWS)
            column = -1
            for cell in children(line, "Cell"):
                column = min(whole_number(attribute(cell, "Index"), column + 2) - 1, _MOST_COLUMNS)
                across = whole_number(attribute(cell, "MergeAcross"), 0, most=_MOST_COLUMNS)
                down = whole_number(attribute(cell, "MergeDown"), 0, most=_MOST_ROWS)
                if text := _printed(cell):
                    cells[(row, column)] = text
                if across or down:
                    spans.append((row, column, row + down, column + across))
                column += across
    return Sheet(name=attribute(element, "Name") or "Sheet", cells=cells, spans=tuple(spans))


def _printed(cell: Element) -> str:
    for data in children(cell, "Data"):
        text = "".join(data.itertext()).strip()
        kind = attribute(data, "Type")
        if kind == "Boolean":
            return "TRUE" if text == "1" else "FALSE"
        if kind == "DateTime":
            return text.removesuffix("T00:00:00.000").removesuffix(".000")
        return text
    return ""
