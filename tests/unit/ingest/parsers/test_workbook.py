"""Workbooks made by the test."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.table import Table

from ingest.errors import Unreadable
from ingest.parsers.workbook import parse_workbook, printed


def _save(tmp_path: Path, book: openpyxl.Workbook, name: str = "register.xlsx") -> Path:
    path = tmp_path / name
    book.save(path)
    return path


def test_sheets_titles_units_and_types(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Register"
    sheet.append(["Equipment register"])
    sheet.append([])
    sheet.append(["Tag", "Flow [m3/h]", "Installed", "Critical", "Serial no."])
    sheet.append(["P-101", 850.5, datetime(2007, 3, 14), True, "0007"])
    sheet.append(["P-102", 20, datetime(2013, 11, 30), False, "0012"])
    other = book.create_sheet("Spare parts")
    other.append(["Part", "Stock"])
    other.append(["Bearing", 2])
    other.append(["Seal", 0])
    other.append(["Gasket", 5])
    document = parse_workbook(_save(tmp_path, book))
    register, parts = document.tables
    assert (register.name, register.sheet) == ("Register", "Register")
    assert [(c.name, c.type, c.unit) for c in register.columns] == [
        ("Tag", "text", None),
        ("Flow [m3/h]", "number", "m3/h"),
        ("Installed", "date", None),
        ("Critical", "boolean", None),
        ("Serial no.", "text", None),
    ]
    assert register.rows["Installed"][0].as_py() == date(2007, 3, 14)
    assert parts.rows["Stock"].to_pylist() == [2, 0, 5]
    assert any(block.kind == "heading" and block.text == "Equipment register" for block in document.blocks)


def test_formulas_without_a_stored_value_are_said(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["a", "b"], [1, 2], [3, "=A2+B2"], [5, 6]):
        book.active.append(row)
    document = parse_workbook(_save(tmp_path, book))
    assert any("1 formulas" in warning for warning in document.warnings)


def test_a_log_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["time", "temp"])
    for i in range(30):
        book.active.append([datetime(2024, 1, 1) + timedelta(hours=i), 20 + i / 7])
    document = parse_workbook(_save(tmp_path, book, "oven.xlsx"))
    assert document.media == "log"
    assert document.series[0].name == "oven"
    assert document.series[0].step_seconds == 3600


def test_a_large_workbook_is_read_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for row in (["Tag", "Flow"], ["P-1", 10.5], ["P-2", 11], ["P-3", 12]):
        book.active.append(row)
    path = _save(tmp_path, book)
    whole = parse_workbook(path)
    monkeypatch.setattr("ingest.parsers.workbook._STREAM_BYTES", 0)
    streamed = parse_workbook(path)
    assert streamed.tables[0].rows.equals(whole.tables[0].rows)


def test_notes_and_hidden_sheets(tmp_path: Path) -> None:
    from openpyxl.comments import Comment

    book = openpyxl.Workbook()
    for row in (["tag", "n"], ["P-1", 1], ["P-2", 2], ["P-3", 3]):
        book.active.append(row)
    book.active["B2"].comment = Comment("measured by hand", "me")
    hidden = book.create_sheet("Lists")
    hidden["A1"] = "secret list"
    hidden.sheet_state = "hidden"
    document = parse_workbook(_save(tmp_path, book))
    assert any("measured by hand" in block.text for block in document.blocks)
    assert any("hidden" in warning for warning in document.warnings)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (7, "0000", "0007"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (True, "General", "TRUE"),
        (timedelta(hours=40), "[h]:mm:ss", "40:00:00"),
        (datetime(2024, 1, 2), "dd/mm/yyyy", "2024-01-02"),
        (datetime(2024, 1, 2, 3, 4), "dd/mm/yyyy hh:mm", "2024-01-02 03:04:00"),
        (None, "General", ""),
    ],
)
def test_values_as_text(value: object, number_format: str, text: str) -> None:
    assert printed(value, number_format) == text


def test_an_empty_workbook(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="no cell"):
        parse_workbook(_save(tmp_path, openpyxl.Workbook()))


def test_the_suffix_of_a_workbook_may_be_wrong(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Part", "Stock"], ["Bearing", 2], ["Seal", 0], ["Gasket", 5]):
        book.active.append(row)
    document = parse_workbook(_save(tmp_path, book).rename(tmp_path / "register.pdf"))
    assert document.tables[0].rows["Stock"].to_pylist() == [2, 0, 5]


def test_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(Unreadable):
        parse_workbook(path)


def test_a_sheet_of_charts_alone_does_not_cost_the_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Tag", "Flow"], ["P-1", 5], ["P-2", 6], ["P-3", 7]):
        book.active.append(row)
    chart = BarChart()
    chart.add_data(Reference(book.active, min_col=2, min_row=1, max_row=4), titles_from_data=True)
    book.create_chartsheet("Chart").add_chart(chart)
    path = _save(tmp_path, book)
    bare = tmp_path / "bare.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            if not name.startswith(("xl/chartsheets/_rels", "xl/drawings")):
                new.writestr(name, old.read(name))
    assert parse_workbook(bare).tables[0].rows["Flow"].to_pylist() == [5, 6, 7]


def test_a_workbook_that_is_damaged_in_part_is_read_by_its_values(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Tag", "Flow"], ["P-1", 5], ["P-2", 6], ["P-3", 7]):
        book.active.append(row)
    book.active.add_table(Table(displayName="Flows", ref="A1:B4"))
    path, broken = _save(tmp_path, book), tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<table" if name.startswith("xl/tables") else old.read(name))
    document = parse_workbook(broken)
    assert document.tables[0].rows["Flow"].to_pylist() == [5, 6, 7]
    assert any("damaged" in warning for warning in document.warnings)


def test_the_unit_that_a_format_shows_is_the_column_s(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Tag", "Cost", "Pressure", "Lot"], ["P-1", 1200.5, 6.5, 1], ["P-2", 80, 4, 2]):
        book.active.append(row)
    for row in (2, 3):
        book.active.cell(row, 2).number_format = "#,##0.00 [$€-40C]"
        book.active.cell(row, 3).number_format = '0.0" bar"'
        book.active.cell(row, 4).number_format = '0" of them"'
    columns = parse_workbook(_save(tmp_path, book)).tables[0].columns
    assert [(column.type, column.unit) for column in columns[1:]] == [
        ("number", "€"), ("number", "bar"), ("integer", None),
    ]  # fmt: skip


def test_names_merged_over_the_row_of_units_are_no_units(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Repère", "Débit", None, "Moteur"],
        [None, "mini", "maxi", "Puissance"],
        [None, "m³/h", "m³/h", "kW"],
        ["P-1", 20, 60, 22],
        ["P-2", 18, 52.5, 18.5],
        ["P-3", 2, 8, 11],
    ):
        sheet.append(row)
    for area in ("A1:A3", "B1:C1"):
        sheet.merge_cells(area)
    table = parse_workbook(_save(tmp_path, book)).tables[0]
    assert [(c.name, c.unit) for c in table.columns] == [
        ("Repère", None), ("Débit mini", "m³/h"), ("Débit maxi", "m³/h"), ("Moteur Puissance", "kW"),
    ]  # fmt: skip


def test_a_sheet_of_properties_keeps_its_rows_of_words(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Parameter", "Pump A", "Pump B"],
        ["Maker", "KSB", "Sulzer"],
        ["Model", "Etanorm", "Ahlstar"],
        ["Power (kW)", 15, 37],
        ["Weight (kg)", 210, 540],
        ["Year", 2016, 2021],
    ):
        book.active.append(row)
    table = parse_workbook(_save(tmp_path, book)).tables[0]
    assert table.rows["Parameter"].to_pylist() == ["Maker", "Model", "Power (kW)", "Weight (kg)", "Year"]
    assert table.rows["Pump B"].to_pylist() == ["Sulzer", "Ahlstar", "37", "540", "2021"]


def test_a_sentence_alone_is_no_heading(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "P-1103 must never run dry for more than 8 seconds."
    assert [block.kind for block in parse_workbook(_save(tmp_path, book)).blocks] == ["paragraph"]


def test_a_schedule_has_its_days_for_a_header_and_a_sheet_of_fields_is_no_table(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (["Machine", date(2025, 1, 1), date(2025, 2, 1)], ["P-1", "X", None], ["P-2", None, "X"]):
        book.active.append(row)
    sheet = book.create_sheet("Data sheet")
    for row in (
        ["Équipement", "Broyeur BR-2"],
        ["Fabricant", "Bühler"],
        ["N° de série", "BX-77812"],
        ["Poids", 55],
    ):
        sheet.append(row)
    document = parse_workbook(_save(tmp_path, book))
    (table,) = document.tables
    assert [column.name for column in table.columns] == ["Machine", "2025-01-01", "2025-02-01"]
    assert table.rows["2025-02-01"].to_pylist() == [None, "X"]
    assert document.blocks[-1].text.startswith("Équipement: Broyeur BR-2\nFabricant: Bühler")
