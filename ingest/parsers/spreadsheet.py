"""From the sheets of a workbook to tables, series and text. Knows cells of text, no file format."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.errors import Unreadable
from ingest.language import detect_language
from ingest.parsed import Block, ParsedDocument, ParsedSeries, ParsedTable
from ingest.parsers.form_fields import is_form, pairs_of
from ingest.parsers.grid import RowParts, build_grid
from ingest.parsers.sheet import Cells, Region, Span, find_regions
from ingest.parsers.spooled_sheet import SpooledSheet
from ingest.parsers.tabular import read_grid, read_long_log

_GENERIC = re.compile(r"^(?:sheet|feuille?|tabelle|hoja|foglio|blad|export|data|table)\s*\d*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its cells as text (on disk where they are many), merged ranges, and the notes on cells."""

    name: str
    cells: Cells
    spans: tuple[Span, ...] = ()
    remarks: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class _Found:
    blocks: list[Block]
    tables: list[ParsedTable]
    series: list[ParsedSeries]
    notes: list[str]


def read_sheets(
    path: Path, sheets: Sequence[Sheet], *, media: str, title: str = "", notes: Sequence[str] = ()
) -> ParsedDocument:
    """Reads every sheet's tables, logs and text, in the order of the workbook.

    Raises:
        Unreadable: No sheet holds a cell.
    """
    used = [sheet for sheet in sheets if sheet.cells]
    if not used:
        raise Unreadable("the workbook holds no cell", "check that the right file was exported")
    found = _Found([], [], [], list(notes))
    for sheet in used:
        if len(used) > 1:
            found.blocks.append(Block(kind="heading", text=sheet.name, level=1))
        if sheet.hidden:
            found.notes.append(f"Sheet {sheet.name} is hidden in the workbook.")
        label = path.stem if _GENERIC.match(sheet.name) and len(used) == 1 else sheet.name
        label = f"{path.stem} {sheet.name}" if _GENERIC.match(sheet.name) and len(used) > 1 else label
        _read(sheet, label, found)
        found.blocks += [Block(kind="footnote", text=remark) for remark in sheet.remarks]
    return ParsedDocument(
        media="log" if found.series and not found.tables else media,
        title=title or path.stem,
        language=detect_language("\n".join(block.text for block in found.blocks[:200])),
        blocks=tuple(found.blocks),
        tables=tuple(found.tables),
        series=tuple(found.series),
        equipment=tuple(dict.fromkeys(tag for one in found.series for tag in one.equipment)),
        warnings=tuple(found.notes),
    )


def _read(sheet: Sheet, label: str, found: _Found) -> None:
    if isinstance(sheet.cells, SpooledSheet) and _read_long(sheet.cells, sheet.name, label, found):
        return
    regions = find_regions(sheet.cells, sheet.spans)
    tables = sum(region.is_table and not is_form(region.rows) for region in regions)
    caption = ""
    count = 0
    for region in regions:
        if not region.is_table:
            found.blocks += _text(region)
            caption = _caption(region) or caption
            continue
        if is_form(region.rows):
            lines = [line for row in region.rows for line in pairs_of(row)]
            found.blocks.append(Block(kind="paragraph", text="\n".join(lines)))
            continue
        count += 1
        title = ", ".join(region.header.preamble)[:120] or caption
        name = label if tables == 1 else f"{label} {title if 0 < len(title) <= 60 else count}"
        found.blocks += [Block(kind="paragraph", text=line) for line in region.header.preamble]
        grid = build_grid(iter(region.rows), header=region.header)
        made = read_grid(
            grid, name=name, title=title or label, table_index=len(found.tables), sheet=sheet.name
        )
        found.blocks += made.blocks
        found.series += [replace(one, name=name) if len(made.series) == 1 else one for one in made.series]
        if made.table is not None:
            found.tables.append(made.table)
        found.notes += [f"{sheet.name}: {note}" for note in made.notes]
        caption = ""


def _read_long(cells: SpooledSheet, sheet: str, label: str, found: _Found) -> bool:
    """Reads a sheet that is one long log part by part; False where it is none."""
    rows = RowParts(cells.rows)
    made = read_long_log(rows, name=label)
    if made is None:
        return False
    found.blocks += [Block(kind="paragraph", text=line) for line in rows.head.preamble if line]
    found.blocks += made.blocks
    found.series += made.series
    found.notes += [f"{sheet}: {note}" for note in made.notes]
    return True


def _caption(region: Region) -> str:
    """A single cell of text above a table is its title."""
    cells = [cell for row in region.rows for cell in row if cell]
    return cells[0] if len(cells) == 1 and len(cells[0]) <= 120 else ""


def _text(region: Region) -> list[Block]:
    lines = [" ".join(cell for cell in row if cell) for row in region.rows]
    sentence = lines[0].rstrip().endswith((".", "!", "?", ";")) and " " in lines[0]
    if _caption(region) and region.left <= 2 and len(lines) == 1 and not sentence:
        return [Block(kind="heading", text=lines[0], level=2)]
    return [Block(kind="paragraph", text="\n".join(lines))]
