"""Rows that name a section are no records; each record keeps its section."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers.table import parse_table

_HEAD = "Tag,Lubricant,Quantity\n"


def _read(tmp_path: Path, text: str) -> ParsedDocument:
    path = tmp_path / "lubrication.csv"
    path.write_text(text, encoding="utf-8")
    return parse_table(path)


def test_each_row_gets_its_section(tmp_path: Path) -> None:
    rows = "CRUSHING,,\nCR-01,Gadus,120\nCR-02,Gadus,80\nDRYING,,\nDR-01,SHC 630,950\nDR-02,,1100\n"
    document = _read(tmp_path, _HEAD + rows)
    table = document.tables[0]
    assert [column.name for column in table.columns] == ["Tag", "Lubricant", "Quantity", "Section"]
    assert table.rows["Tag"].to_pylist() == ["CR-01", "CR-02", "DR-01", "DR-02"]
    assert table.rows["Section"].to_pylist() == ["CRUSHING", "CRUSHING", "DRYING", "DRYING"]
    assert table.rows["_row"].to_pylist() == [0, 1, 2, 3]
    assert "CRUSHING" in document.blocks[0].text, "the text stays as printed"
    assert any("2 rows only name" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    "rows",
    [
        "CR-01,Gadus,120\nCR-02,,\nDR-01,SHC,950\nDR-02,,\nDR-03,SHC,8\n",
        "A,,\nB,,\nCR-01,Gadus,120\nCR-02,Gadus,80\nDR-01,SHC,950\n",
        "A,,\nCR-01,Gadus,120\nB,,\nDR-01,SHC,950\n",
        "12,,\nCR-01,Gadus,120\nCR-02,Gadus,80\n13,,\nDR-01,SHC,950\nDR-02,SHC,9\n",
        "A,,\nCR-01,Gadus,120\nCR-02,Gadus,80\nCR-03,Gadus,1\nCR-04,Gadus,1\nB,,\n",
    ],
    ids=["rows with gaps", "two in a row", "one row a section", "numbers", "one at the end"],
)
def test_what_is_no_section_stays_a_row(tmp_path: Path, rows: str) -> None:
    table = _read(tmp_path, _HEAD + rows).tables[0]
    assert "Section" not in [column.name for column in table.columns]
    assert table.rows.num_rows == rows.count("\n")
