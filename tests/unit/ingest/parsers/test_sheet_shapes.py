"""Text boxes over a sheet."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from ingest.parsers.workbook import parse_workbook

_DRAWING = """<xdr:wsDr xmlns:xdr="d" xmlns:a="a"><xdr:sp><xdr:txBody>
<a:p><a:r><a:t>Do not operate </a:t></a:r><a:r><a:t>V-2</a:t></a:r></a:p><a:p/></xdr:txBody></xdr:sp></xdr:wsDr>"""
_RELATIONS = '<R><Relationship Id="r1" Type="x/drawing" Target="../drawings/drawing1.xml"/></R>'


def _book(folder: Path, drawing: str) -> Path:
    book = openpyxl.Workbook()
    book.active.title = "Valves"
    for row in (["Tag", "Opened"], ["V-1", 3], ["V-2", 4], ["V-3", 5]):
        book.active.append(row)
    path = folder / "valves.xlsx"
    book.save(path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", _RELATIONS)
        archive.writestr("xl/drawings/drawing1.xml", drawing)
    return path


@pytest.mark.parametrize(("drawing", "found"), [(_DRAWING, True), ("<xdr:wsDr", False)])
def test_words_of_a_text_box_are_kept_and_a_damaged_one_costs_no_table(
    tmp_path: Path, drawing: str, *, found: bool
) -> None:
    document = parse_workbook(_book(tmp_path, drawing))
    assert document.tables[0].rows.num_rows == 3
    texts = [block.text for block in document.blocks]
    assert ("Text box on Valves: Do not operate V-2" in texts) is found
