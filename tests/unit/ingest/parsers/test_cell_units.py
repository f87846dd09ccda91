"""Readings in several units, cell by cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.parsers.table import parse_table


def test_a_logger_that_changes_its_range(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"2024-01-01 00:{i:02d};{f'{1000 + i} mbar' if i < 40 else f'1.{i} bar'}" for i in range(60)]
    path.write_text("\n".join(["time;Pressure", *rows]) + "\n", encoding="utf-8")
    (series,) = parse_table(path).series
    assert [(sensor.name, sensor.unit) for sensor in series.sensors] == [("Pressure", "mbar")]
    assert series.rows["Pressure"][50].as_py() == pytest.approx(1500)
    assert series.quality[0] == "Pressure: 20 readings in bar converted to mbar."


def test_different_quantities_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"2024-01-01 00:{i:02d};{f'{i} bar' if i % 2 else f'{i} °C'}" for i in range(60)]
    path.write_text("\n".join(["time;Reading", *rows]) + "\n", encoding="utf-8")
    assert not parse_table(path).series


def test_a_comma_that_may_part_thousands_is_not_guessed(tmp_path: Path) -> None:
    path = tmp_path / "log.csv"
    rows = [f"2024-01-01 00:{i:02d}\t{f'1,{100 + i} mbar' if i < 40 else '2 bar'}" for i in range(60)]
    path.write_text("\n".join(["time\tPressure", *rows]) + "\n", encoding="utf-8")
    assert not parse_table(path).series
