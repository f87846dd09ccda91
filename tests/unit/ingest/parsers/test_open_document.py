"""OpenDocument files made part by part."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.open_document import parse_ods, parse_odt

from .packages import write_zip

NS = 'xmlns:office="o" xmlns:text="t" xmlns:table="ta"'


def _write(path: Path, body: str, *, manifest: str = "<m/>") -> Path:
    content = f"<office:document-content {NS}><office:body>{body}</office:body></office:document-content>"
    return write_zip(path, {"mimetype": "x", "META-INF/manifest.xml": manifest, "content.xml": content})


def test_text(tmp_path: Path) -> None:
    body = (
        '<office:text><text:h text:outline-level="2">2.1 Joints</text:h>'
        "<text:p>Le joint<text:s text:c='2'/>fuit<office:annotation>non</office:annotation>.</text:p>"
        "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list></office:text>"
    )
    document = parse_odt(_write(tmp_path / "a.odt", body))
    assert [(b.kind, b.level, b.label, b.text) for b in document.blocks] == [
        ("heading", 2, "2.1", "Joints"),
        ("paragraph", 0, None, "Le joint  fuit."),
        ("list_item", 0, None, "un"),
    ]


def test_spreadsheet(tmp_path: Path) -> None:
    def cell(text: str, **attributes: str) -> str:
        stated = " ".join(f'office:{k.replace("_", "-")}="{v}"' for k, v in attributes.items())
        return f"<table:table-cell {stated}><text:p>{text}</text:p></table:table-cell>"

    rows = [
        cell("Tag") + cell("Flow") + cell("Date") + cell("Time"),
        *(
            cell(f"P-{i}")
            + cell(f"{i},5", value_type="float", value=f"{i}.5")
            + cell("x", value_type="date", date_value=f"2024-01-0{i}")
            + cell("x", value_type="time", time_value="PT30H15M00S")
            for i in range(1, 4)
        ),
    ]
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    table = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows) + empty
    body = f'<office:spreadsheet><table:table table:name="Pumps">{table}</table:table></office:spreadsheet>'
    found = parse_ods(_write(tmp_path / "a.ods", body)).tables[0]
    assert [(c.name, c.type) for c in found.columns] == [
        ("Tag", "text"),
        ("Flow", "number"),
        ("Date", "date"),
        ("Time", "duration"),
    ]
    assert found.rows["Time"][0].as_py() == 30.25


def test_passwords(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.odt", "<office:text/>", manifest="<m><encryption-data/></m>")
    with pytest.raises(Unreadable, match="password"):
        parse_odt(path)
