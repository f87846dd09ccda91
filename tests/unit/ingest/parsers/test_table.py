"""CSV and its kin, from file to typed columns."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ingest.errors import Unreadable
from ingest.parsers.table import parse_table


def _file(tmp_path: Path, text: str, *, name: str = "orders.csv", encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_comma_is_for_decimals_where_semicolons_part_the_cells(tmp_path: Path) -> None:
    rows = "".join(f"A{i};{50 + i},700;{i},125\n" for i in range(5))
    table = parse_table(_file(tmp_path, "name;level;size\n" + rows)).tables[0]
    assert table.rows["level"].to_pylist() == [50.7, 51.7, 52.7, 53.7, 54.7]
    pointed = "".join(f"A{i};{50 + i},700;{i}.125\n" for i in range(5))
    table = parse_table(_file(tmp_path, "name;level;size\n" + pointed)).tables[0]
    assert table.rows["level"].to_pylist() == [50700, 51700, 52700, 53700, 54700]
    assert table.rows["size"].to_pylist() == [0.125, 1.125, 2.125, 3.125, 4.125]


def test_work_orders(tmp_path: Path) -> None:
    text = (
        "wo_id,description,preventive,priority,actual_finish,duration\n"
        'WO1,"Oil change, pump",TRUE,5,4/6/16 14:00,3:00\n'
        "WO2,Cleaning,FALSE,3,3/23/15 19:30,40:00:00\n"
    )
    document = parse_table(_file(tmp_path, text))
    table = document.tables[0]
    assert document.media == "csv"
    assert [(c.name, c.type) for c in table.columns] == [
        ("wo_id", "text"),
        ("description", "text"),
        ("preventive", "boolean"),
        ("priority", "integer"),
        ("actual_finish", "datetime"),
        ("duration", "duration"),
    ]
    assert table.rows["actual_finish"][0].as_py() == datetime(2016, 4, 6, 14)
    assert table.rows["duration"].to_pylist() == [3.0, 40.0]
    assert table.name == "orders"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_french_export(tmp_path: Path, encoding: str) -> None:
    text = (
        "Repère;Désignation;Débit (m3/h);Date\n"
        "P-101;Pompe à eau;850,5;25/04/2016\n"
        "P-102;Réserve;1 200,0;06/04/2016\n"
    )
    table = parse_table(_file(tmp_path, text, encoding=encoding)).tables[0]
    assert [(c.name, c.type, c.unit) for c in table.columns][2:] == [
        ("Débit (m3/h)", "number", "m3/h"),
        ("Date", "date", None),
    ]
    assert table.rows["Débit (m3/h)"].to_pylist() == [850.5, 1200.0]
    assert str(table.rows["Date"][1]) == "2016-04-06"


def test_log_with_bad_values(tmp_path: Path) -> None:
    lines = [
        "time;TT-105 temp [°C]",
        *(f"2024-01-01 {i:02d}:00;{'Bad' if i == 3 else f'2{i % 10},5'}" for i in range(24)),
    ]
    document = parse_table(_file(tmp_path, "\n".join(lines), name="h.csv"))
    assert document.media == "log"
    assert document.series[0].sensors[0].unit == "°C"
    assert document.series[0].rows["TT-105 temp [°C]"].null_count == 1


def test_rows_of_different_length_and_names_twice(tmp_path: Path) -> None:
    document = parse_table(_file(tmp_path, "code,name,name,,\nA1,x,y,,\nA2,x\nA3,x,y,z,\n"))
    assert [c.name for c in document.tables[0].columns] == ["code", "name", "name (2)", "column_4"]
    assert document.tables[0].rows.num_rows == 3
    assert any("fewer cells" in warning for warning in document.warnings)


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="longer than"):
        parse_table(_file(tmp_path, "a,b\n" + "1," * 2_000_000))


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    row = ",".join("1" * 6_000)
    with pytest.raises(Unreadable, match="columns"):
        parse_table(_file(tmp_path, f"{row}\n{row}\n"))


def test_two_tables_and_a_remark_in_one_file(tmp_path: Path) -> None:
    text = (
        "Monthly report;;\n\nLine;Jan;Feb\nSludge (t);1 204,5;1 187,2\nPower (kWh);88 210;84 903\n\n"
        "Stops\nEquipment;Hours;Cause\nD-2;31,5;scraper broken\nSF-310;17;winding\n\n"
        "Remark;stops below 1 h left out;\n"
    )
    document = parse_table(_file(tmp_path, text))
    assert [(table.name, table.title, table.rows.num_rows) for table in document.tables] == [
        ("orders Monthly report", "Monthly report", 2),
        ("orders Stops", "Stops", 2),
    ]
    assert document.tables[0].rows["Jan"].to_pylist() == [1204.5, 88210.0]
    assert document.tables[1].rows["Hours"].to_pylist() == [31.5, 17.0]
    assert document.blocks[-1].text == "Remark: stops below 1 h left out"


def test_a_log_with_a_remark_at_its_end_is_a_log(tmp_path: Path) -> None:
    rows = "".join(f"2024-01-01 {i:02d}:00;2{i % 10},5;3,{i % 10}\n" for i in range(24))
    document = parse_table(_file(tmp_path, f"time;TT-1 [°C];PT-1 [bar]\n{rows}\nEnd of export, shift B\n"))
    assert document.media == "log"
    assert document.series[0].rows.num_rows == 24
