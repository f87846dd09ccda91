"""Exports in XML become tables with all their values; models of objects and running text do not."""

from __future__ import annotations

from pathlib import Path

from ingest.parsed import ParsedDocument
from ingest.parsers.xml_text import parse_xml

_SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'


def _read(tmp_path: Path, text: str) -> ParsedDocument:
    path = tmp_path / "orders.xml"
    path.write_text(text, encoding="utf-8")
    return parse_xml(path)


def test_orders_are_a_table_with_numbers_and_attributes(tmp_path: Path) -> None:
    orders = "".join(
        f'<w:order id="{n}"><w:tag>P-{n}</w:tag><w:hours>{n}.5</w:hours><w:parts><w:part>seal</w:part>'
        f"<w:part>ring</w:part></w:parts></w:order>"
        for n in (11, 12, 13)
    )
    document = _read(
        tmp_path, f'<w:orders xmlns:w="urn:cmms"><w:site>7</w:site><w:list>{orders}</w:list></w:orders>'
    )
    table = document.tables[0]
    assert table.rows.to_pydict() == {
        "_row": [0, 1, 2], "id": ["11", "12", "13"], "tag": ["P-11", "P-12", "P-13"], "hours": [11.5, 12.5, 13.5],
        "parts.part": ["seal; ring"] * 3,
    }  # fmt: skip
    assert document.blocks[0].kind == "table"
    assert document.blocks[-1].text == "site 7", (
        "a number alone is kept, and what the table tells is not repeated"
    )


def test_running_text_is_no_list_of_records(tmp_path: Path) -> None:
    parts = "".join(f'<p lang="en" id="{n}">Stop the <b>pump</b> first.</p>' for n in range(3))
    document = _read(tmp_path, f"<doc>{parts}</doc>")
    assert not document.tables
    assert "Stop the" in document.blocks[0].text


def test_a_model_of_objects_pours_out_no_tables(tmp_path: Path) -> None:
    point = '<Data property="X"><Double>1.5</Double></Data><Data property="Y"><Double>2.5</Double></Data>'
    shapes = "".join(f"<Object><Shape>{point}</Shape></Object>" for _ in range(30))
    document = _read(tmp_path, f"<Model><Name>Reactor</Name>{shapes}</Model>")
    assert not document.tables
    assert "\n".join(block.text for block in document.blocks) == "Name Reactor"


def test_a_workbook_in_xml_is_a_workbook(tmp_path: Path) -> None:
    def row(*cells: tuple[str, str]) -> str:
        data = "".join(f'<Cell><Data ss:Type="{kind}">{text}</Data></Cell>' for kind, text in cells)
        return f"<Row>{data}</Row>"

    rows = row(("String", "Instrument"), ("String", "Error (%)"), ("String", "Date")) + "".join(
        row(("String", f"PT-10{n}"), ("Number", f"0.2{n}"), ("DateTime", f"2025-02-0{n}T00:00:00.000"))
        for n in (1, 2, 3)
    )
    skipped = '<Row ss:Index="8"><Cell ss:Index="2"><Data ss:Type="String">checked</Data></Cell></Row>'
    document = _read(
        tmp_path,
        f'<Workbook {_SS}><Worksheet ss:Name="Calibration"><Table>{rows}{skipped}</Table></Worksheet></Workbook>',
    )
    table = document.tables[0]
    assert (table.sheet, table.rows["Error (%)"].to_pylist()) == ("Calibration", [0.21, 0.22, 0.23])
    assert str(table.rows["Date"][0].as_py()) == "2025-02-01"
    assert document.blocks[-1].text == "checked"
