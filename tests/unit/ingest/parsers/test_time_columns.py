from datetime import datetime
from pathlib import Path

import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers.table import parse_table

HOURS = [f"{hour:02d}:00" for hour in range(9, 16)]
HEAD = ["01/02/2025 08:00", *HOURS]


def _read(tmp_path: Path, *rows: list[str], delimiter: str = ";") -> ParsedDocument:
    path = tmp_path / "readings.csv"
    path.write_text("\n".join(delimiter.join(row) for row in rows) + "\n", encoding="utf-8")
    return parse_table(path)


def _numbers(start: float, count: int = 8) -> list[str]:
    return [f"{start + 0.1 * i:.1f}".replace(".", ",") for i in range(count)]


def test_sensors_as_rows_and_times_as_columns_are_a_log(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        ["Tag", "Unit", *HEAD],
        ["PT-101", "bar", *_numbers(5)],
        ["TT-102", "°C", *_numbers(60)[:3], "", *_numbers(60)[4:]],
    )
    (log,) = document.series
    assert [(sensor.name, sensor.unit) for sensor in log.sensors] == [("PT-101", "bar"), ("TT-102", "°C")]
    assert log.period == (datetime(2025, 2, 1, 8), datetime(2025, 2, 1, 15))
    assert log.step_seconds == 3600.0
    assert log.table()["PT-101"].to_pylist()[:2] == [5.0, 5.1]
    assert log.table()["TT-102"].null_count == 1
    assert any("turned" in warning for warning in document.warnings)
    assert not document.tables


def test_clocks_go_over_midnight(tmp_path: Path) -> None:
    head = ["2025-02-01 20:00", "22:00", "00:00", "02:00", "04:00", "06:00", "20:00", "22:00", "00:00"]
    (log,) = _read(tmp_path, ["Tag", *head], ["PT [bar]", *_numbers(5, 9)], ["FT", *_numbers(7, 9)]).series
    assert log.period == (datetime(2025, 2, 1, 20), datetime(2025, 2, 3))
    assert log.sensors[0].unit == "bar"


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["Crew", *[f"0{month}/2025" for month in range(1, 9)]],
            ["North", *_numbers(5)],
            ["South", *_numbers(7)],
        ],
        [
            ["Crew", *[f"2025-0{month}-01" for month in range(1, 9)]],
            ["North", *_numbers(5)],
            ["South", *_numbers(7)],
        ],
        [["Tag", *HEAD, "Total"], ["PT-1", *_numbers(5), "43,2"], ["PT-2", *_numbers(6), "51,2"]],
        [["Tag", *HEAD], ["PT-1", *_numbers(5)], ["PT-1", *_numbers(6)]],
        [["Room", *HEAD], ["A", *["Ann", "Bob"] * 4], ["B", *["Bob", "Ann"] * 4]],
        [["Tag", "08:00", *HOURS], ["PT-1", *_numbers(5)], ["PT-2", *_numbers(6)]],
        [["Tag", *HEAD[::-1]], ["PT-1", *_numbers(5)], ["PT-2", *_numbers(6)]],
        [["Tag", *HEAD[:4]], ["PT-1", *_numbers(5, 4)], ["PT-2", *_numbers(6, 4)]],
    ],
    ids=["months", "days", "total", "twice", "words", "no date", "backwards", "few"],
)
def test_other_tables_stay_tables(tmp_path: Path, rows: list[list[str]]) -> None:
    document = _read(tmp_path, *rows)
    assert not document.series
    assert len(document.tables) == 1
    assert document.tables[0].rows.num_rows == 2
