"""Draw a sheet on a canvas: frame, title block in one of seven styles, table of revisions, what it shows."""

from __future__ import annotations

from eval.seeded_drawings.canvas import HEIGHT, WIDTH, Canvas
from eval.seeded_drawings.sheet import Chain, SheetDraft, SymbolMark

_LABELS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "title": (("TITLE", "Title"), ("TITRE", "Désignation")),
    "drawing number": (("DRAWING NO.", "DWG NO.", "Drawing number"), ("N° DE PLAN", "Numéro de plan")),
    "revision": (("REV", "Revision"), ("INDICE", "Rév.")),
    "date": (("DATE", "Date"), ("DATE", "Date")),
    "scale": (("SCALE", "Scale"), ("ÉCHELLE", "Échelle")),
    "sheet": (("SHEET", "Sheet"), ("FOLIO", "Feuille")),
    "drawn by": (("DRAWN BY", "Drawn"), ("DESSINÉ PAR", "Dessiné")),
    "checked by": (("CHECKED BY", "Checked"), ("VÉRIFIÉ PAR", "Vérifié")),
    "approved by": (("APPROVED BY", "Approved"), ("APPROUVÉ PAR", "Approuvé")),
    "material": (("MATERIAL", "Material"), ("MATIÈRE", "Matière")),
    "company": (("COMPANY", "Company"), ("SOCIÉTÉ", "Société")),
}
_ATTRIBUTE = {
    "title": "TITLE", "drawing number": "DRAWING_NO", "revision": "REV", "date": "DATE", "scale": "SCALE",
    "sheet": "SHEET", "drawn by": "DRAWN_BY", "checked by": "CHECKED_BY", "approved by": "APPROVED_BY",
    "material": "MATERIAL", "company": "COMPANY",
}  # fmt: skip
_RIGHT, _BOTTOM = WIDTH - 10, 10.0
_OUT = 9.0
"""Millimetres from a chain to its overall dimension."""


def render(sheet: SheetDraft, canvas: Canvas) -> None:
    """Draws everything of a sheet."""
    canvas.box(10, 10, WIDTH - 10, HEIGHT - 10)
    _title_block(sheet, canvas)
    _revision_table(sheet, canvas)
    for x, y, words in sheet.texts:
        canvas.text(x, y, words)
    for number, note in enumerate(sheet.notes):
        canvas.text(20, 118 - 5 * number, note)
    for symbol in sheet.symbols:
        _symbol(symbol, canvas)
    for points in sheet.lines:
        canvas.line(*points)
    for box in sheet.boxes:
        canvas.box(*box)
    for circle in sheet.circles:
        canvas.circle(*circle)
    for chain in sheet.chains:
        _chain(chain, canvas)
    for start, end, at, words, upright in sheet.dimensions:
        canvas.dimension(start, end, at, words, upright=upright, scale=sheet_scale(sheet))
    if sheet.equipment_list:
        _equipment_list(sheet, canvas)


def sheet_scale(sheet: SheetDraft) -> float:
    """Millimetres on the sheet per millimetre of the thing; 1 for a diagram."""
    return sheet.chains[0].scale if sheet.chains else 1.0


def _label(sheet: SheetDraft, name: str) -> str:
    choices = _LABELS[name][1 if sheet.language == "fr" else 0]
    return choices[-1 if sheet.style in {"inline", "split"} else 0]


def _title_block(sheet: SheetDraft, canvas: Canvas) -> None:
    draw = {
        "cells": _cells, "centred": _cells, "inline": _inline, "table": _table, "split": _table,
        "strip": _strip, "symbol": _symbol_block,
    }[sheet.style]  # fmt: skip
    draw(sheet, canvas)


def _cells(sheet: SheetDraft, canvas: Canvas) -> None:
    """Cells with a small label at the top left and the value under it, at the left or in the middle."""
    rows = (
        (("company", 90.0), ("title", 90.0)),
        (("drawing number", 80.0), ("revision", 20.0), ("scale", 30.0), ("sheet", 50.0)),
        (("drawn by", 40.0), ("checked by", 40.0), ("date", 40.0), ("material", 60.0)),
    )
    top = _BOTTOM + 14 * len(rows)
    for number, row in enumerate(rows):
        x = _RIGHT - 180
        y1 = top - 14 * number
        for name, width in row:
            canvas.box(x, y1 - 14, x + width, y1)
            if name in sheet.fields:
                canvas.text(x + 1.5, y1 - 3.5, _label(sheet, name), height=1.8)
                value = sheet.fields[name]
                if sheet.style == "centred":
                    canvas.text(x + width / 2, y1 - 10, value, height=3, align="centre")
                else:
                    canvas.text(x + 1.5, y1 - 10, value, height=3)
            x += width


def _inline(sheet: SheetDraft, canvas: Canvas) -> None:
    """Lines ``Label: value``."""
    x, y = _RIGHT - 130, _BOTTOM + 4
    names = [name for name in _LABELS if name in sheet.fields]
    canvas.box(x - 4, _BOTTOM, _RIGHT, _BOTTOM + 4 + 5.5 * len(names))
    for name in reversed(names):
        separator = " : " if sheet.language == "fr" else ": "
        canvas.text(x, y, f"{_label(sheet, name)}{separator}{sheet.fields[name]}", height=2.6)
        y += 5.5


def _table(sheet: SheetDraft, canvas: Canvas) -> None:
    """Two columns: label at the left, value beside it; ``split`` in two pairs of columns."""
    names = [name for name in _LABELS if name in sheet.fields]
    pairs = 2 if sheet.style == "split" else 1
    per = -(-len(names) // pairs)
    width, label = 88.0, 30.0
    for number, name in enumerate(names):
        column, row = divmod(number, per)
        x = _RIGHT - width * (pairs - column)
        y = _BOTTOM + 7 * (per - 1 - row)
        canvas.box(x, y, x + label, y + 7)
        canvas.box(x + label, y, x + width, y + 7)
        canvas.text(x + 1.5, y + 2.2, _label(sheet, name), height=2.2)
        canvas.text(x + label + 2, y + 2.2, sheet.fields[name], height=2.6)


def _strip(sheet: SheetDraft, canvas: Canvas) -> None:
    """A narrow strip along the right edge, label over value."""
    x = _RIGHT - 62
    names = [name for name in _LABELS if name in sheet.fields]
    for number, name in enumerate(reversed(names)):
        y = _BOTTOM + 11 * number
        canvas.box(x, y, _RIGHT, y + 11)
        canvas.text(x + 1.5, y + 7.6, _label(sheet, name), height=1.8)
        canvas.text(x + 1.5, y + 2.2, sheet.fields[name], height=2.8)


def _symbol_block(sheet: SheetDraft, canvas: Canvas) -> None:
    """A symbol with attributes, its labels printed before the values."""
    names = [name for name in _LABELS if name in sheet.fields]
    x = _RIGHT - 110
    fields = []
    for number, name in enumerate(reversed(names)):
        y = _BOTTOM + 2 + 6.5 * number
        canvas.text(x + 1.5, y, _label(sheet, name), height=2.0)
        if sheet.fields[name]:
            fields.append((_ATTRIBUTE[name], sheet.fields[name], x + 32, y, 2.6))
    canvas.box(x, _BOTTOM, _RIGHT, _BOTTOM + 2 + 6.5 * len(names))
    canvas.attributes(fields)


def _revision_table(sheet: SheetDraft, canvas: Canvas) -> None:
    """At the top right: headings, then one row a revision."""
    if not sheet.revisions:
        return
    heads = sheet.t("REV|DESCRIPTION|DATE|BY", "IND|MODIFICATION|DATE|PAR").split("|")
    widths = (14.0, 66.0, 30.0, 20.0)
    y = HEIGHT - 16
    rows = [heads, *([row.index, row.what, row.day, row.by] for row in sheet.revisions)]
    for row in rows:
        x = _RIGHT - sum(widths)
        for cell, width in zip(row, widths, strict=True):
            canvas.box(x, y - 2, x + width, y + 4)
            canvas.text(x + 1.5, y, cell, height=2.3)
            x += width
        y -= 6


def _symbol(symbol: SymbolMark, canvas: Canvas) -> None:
    x, y = symbol.x, symbol.y
    if symbol.kind == "bubble":
        function, loop = symbol.tag.split("-", 1)
        canvas.circle(x, y, 7)
        canvas.text(x, y + 0.8, function, align="centre")
        canvas.text(x, y - 3.6, loop, align="centre")
        return
    if symbol.kind == "pump":
        canvas.circle(x, y, 7)
        canvas.line((x - 4, y - 4), (x + 7, y), (x - 4, y + 4))
    elif symbol.kind == "exchanger":
        canvas.circle(x, y, 8)
        canvas.line((x - 8, y), (x - 3, y), (x, y + 5), (x + 3, y - 5), (x + 8, y))
    elif symbol.kind == "valve":
        canvas.line((x - 4, y - 2.5), (x - 4, y + 2.5), (x + 4, y - 2.5), (x + 4, y + 2.5), (x - 4, y - 2.5))
    else:
        wide, high = (16.0, 11.0) if symbol.kind == "machine" else (9.0, 16.0)
        canvas.box(x - wide, y - high, x + wide, y + high)
    below = {"pump": 12.0, "exchanger": 13.0, "valve": 8.0, "vessel": 21.0, "machine": 1.2}[symbol.kind]
    canvas.text(x, y - below, symbol.tag, align="centre")


def _chain(chain: Chain, canvas: Canvas) -> None:
    at = chain.start
    for length, words in zip(chain.lengths, chain.shown, strict=True):
        end = at + length * chain.scale
        canvas.dimension(at, end, chain.at, words, upright=chain.upright, scale=chain.scale)
        at = end
    canvas.dimension(
        chain.start, at, chain.at - _OUT, chain.overall, upright=chain.upright, scale=chain.scale
    )


def _equipment_list(sheet: SheetDraft, canvas: Canvas) -> None:
    """A table that names the equipment of the sheet once more."""
    heads = sheet.t("TAG|SERVICE", "REPÈRE|SERVICE").split("|")
    tags = [symbol.tag for symbol in sheet.symbols if symbol.kind not in {"bubble", "valve"}]
    rows = [heads, *([tag, sheet.t("see data sheet", "voir fiche technique")] for tag in dict.fromkeys(tags))]
    y = 80.0
    for tag, service in rows:
        canvas.box(120, y - 2, 145, y + 4)
        canvas.box(145, y - 2, 195, y + 4)
        canvas.text(121.5, y, tag, height=2.3)
        canvas.text(146.5, y, service, height=2.3)
        y -= 6
