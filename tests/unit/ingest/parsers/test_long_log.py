"""Exports of historians: one reading a row, or a column of times for each sensor."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers.table import parse_table

MINUTES = [f"2024-01-01 {i // 60:02d}:{i % 60:02d}" for i in range(80)]


def _read(folder: Path, header: str, *rows: str) -> ParsedDocument:
    path = folder / "export.csv"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return parse_table(path)


def test_a_historians_export_with_unit_and_quality_is_a_log(tmp_path: Path) -> None:
    rows = [
        f"{tag},{time}:00,{value + i / 10},{'Bad' if i == 7 and tag == 'TT-1' else 'Good'},{unit}"
        for i, time in enumerate(MINUTES)
        for tag, value, unit in (("PT-1", 5, "bar"), ("TT-1", 60, "degC"))
    ]
    document = _read(tmp_path, "TagName,TimeStamp,Value,Quality,Unit", *rows)
    (series,) = document.series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [("PT-1", "bar"), ("TT-1", "degC")]
    assert series.rows["TT-1"][7].as_py() is None
    assert series.quality == ("TT-1: 1 readings of bad quality taken as no value.",)
    assert series.equipment == ()


def test_numbers_of_quality_are_no_readings(tmp_path: Path) -> None:
    rows = [
        f"{time}:00;{tag};{i + value};{0 if i == 3 else 192}"
        for i, time in enumerate(MINUTES)
        for tag, value in (("PT-1", 0.5), ("TT-1", 60.5))
    ]
    (series,) = _read(tmp_path, "Timestamp;ItemID;Value;Quality", *rows).series
    assert [sensor.name for sensor in series.sensors] == ["PT-1", "TT-1"]
    assert series.rows["PT-1"].null_count == 1


def test_one_sensor_alone_has_its_own_name(tmp_path: Path) -> None:
    rows = [f"FT-9;{time};{i % 9}.5;m3/h" for i, time in enumerate(MINUTES)]
    (series,) = _read(tmp_path, "tag;time;value;unit", *rows).series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [("FT-9", "m3/h")]
    assert series.equipment == ()


def test_what_an_export_says_of_its_sensors_is_kept(tmp_path: Path) -> None:
    rows = [
        f"{2 * i + k};{tag};{told};{unit};{time};{i % 7}.25;OK"
        for i, time in enumerate(MINUTES)
        for k, (tag, told, unit) in enumerate(
            (("PT-1", "Discharge pressure", "bar"), ("TT-1", "Bearing", "°C"))
        )
    ]
    document = _read(tmp_path, "id;name;description;unit;timestamp;value;status", *rows)
    assert len(document.series) == 1
    assert document.blocks[0].text == "PT-1: Discharge pressure\nTT-1: Bearing"


def test_readings_in_two_units_are_brought_to_one(tmp_path: Path) -> None:
    rows = [
        f"{time};PT-7;{500 + i if i > 50 else 5 + i / 100};{'kPa' if i > 50 else 'bar'}"
        for i, time in enumerate(MINUTES)
    ]
    (series,) = _read(tmp_path, "time;tag;value;unit", *rows).series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [("PT-7", "bar")]
    assert series.rows["PT-7"][60].as_py() == pytest.approx(5.6)
    assert series.quality == ("PT-7: 29 readings in kPa converted to bar.",)


def test_readings_that_cannot_be_converted_stand_apart(tmp_path: Path) -> None:
    rows = [f"{time};PT-7;{5 + i / 100};{'barg' if i > 50 else 'bar'}" for i, time in enumerate(MINUTES)]
    (series,) = _read(tmp_path, "time;tag;value;unit", *rows).series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [
        ("PT-7", "bar"),
        ("PT-7 [barg]", "barg"),
    ]
    assert series.rows["PT-7"].null_count == 29


def test_sensors_read_at_times_of_their_own(tmp_path: Path) -> None:
    rows = []
    for i, time in enumerate(MINUTES):
        rows += [f"{time}:00;PT-7;{i % 13}.5", f"{time}:13;TT-7;{min(i, 40)}.5"]
    (series,) = _read(tmp_path, "time;tag;value", *rows).series
    assert series.step_seconds == 60
    assert series.quality == (
        "TT-7 is stuck at 40.5 for 40 readings, from 2024-01-01 00:40:13 to 2024-01-01 01:19:13.",
    )


def test_the_same_sensor_on_two_machines_is_two_logs(tmp_path: Path) -> None:
    rows = [
        f"{machine},PT,{time},{value + i / 10}"
        for i, time in enumerate(MINUTES)
        for machine, value in (("P-1", 5), ("P-2", 70))
    ]
    document = _read(tmp_path, "machine,sensor,time,value", *rows)
    assert [series.equipment for series in document.series] == [("P-1",), ("P-2",)]
    assert [series.rows["PT"][0].as_py() for series in document.series] == [5.0, 70.0]


def test_a_column_of_times_for_each_sensor(tmp_path: Path) -> None:
    rows = [f"{time}:00;{i % 5}.5;{time}:07;{i % 11}.25" for i, time in enumerate(MINUTES)]
    (series,) = _read(tmp_path, "Time;PT-1 [bar];Time;TT-1 [°C]", *rows).series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [
        ("PT-1 [bar]", "bar"),
        ("TT-1 [°C]", "°C"),
    ]
    assert str(series.rows["time"][1].as_py()) == "2024-01-01 00:00:07"
    assert series.step_seconds == 60


def test_a_start_and_an_end_are_no_pairs_of_sensors(tmp_path: Path) -> None:
    rows = [f"{time}:00;{i % 5};{time}:{i % 50:02d};{i % 11}" for i, time in enumerate(MINUTES)]
    assert not _read(tmp_path, "Start;Operators;End;Parts", *rows).series


def test_a_quality_beside_each_sensor_empties_its_bad_readings(tmp_path: Path) -> None:
    rows = [
        f"{time},{i}.5,{'Bad (Comm)' if i in (3, 4) else 'Good'},{i % 9}.5,Good"
        for i, time in enumerate(MINUTES)
    ]
    (series,) = _read(tmp_path, "time,PT-1 [bar],PT-1 Quality,TT-1,TT-1 Quality", *rows).series
    assert [sensor.name for sensor in series.sensors] == ["PT-1 [bar]", "TT-1"]
    assert series.rows["PT-1 [bar]"].null_count == 2
    assert series.rows["TT-1"].null_count == 0
