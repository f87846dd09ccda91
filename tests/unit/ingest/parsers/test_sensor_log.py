"""Logs and tables told apart, and layouts of logs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from ingest.parsed import ParsedSeries
from ingest.parsers.column_types import type_columns
from ingest.parsers.grid import build_grid
from ingest.parsers.sensor_log import Log, read_log
from ingest.parsers.table import parse_table

HOURS = [f"2024-01-{1 + i // 24:02d} {i % 24:02d}:00" for i in range(48)]


def _log(rows: list[list[str]], *, counted: bool = False) -> Log | None:
    grid = build_grid(rows)
    return read_log(
        grid, type_columns(grid.names, grid.columns, units=grid.units), name="log", counted=counted
    )


def _one(rows: list[list[str]]) -> ParsedSeries:
    log = _log(rows)
    assert log is not None
    assert len(log.series) == 1
    return log.series[0]


def test_wide() -> None:
    rows = [["time", "Pressure [bar]", "anomaly"], *([t, f"{i}.5", str(i % 2)] for i, t in enumerate(HOURS))]
    series = _one(rows)
    assert [(s.name, s.unit, s.flag) for s in series.sensors] == [
        ("Pressure [bar]", "bar", False),
        ("anomaly", None, True),
    ]
    assert series.step_seconds == 3600
    assert series.rows.column_names == ["_row", "time", "Pressure [bar]", "anomaly"]
    assert series.rows["Pressure [bar]"][3].as_py() == 3.5


def test_a_sensor_without_any_reading_is_told() -> None:
    series = _one([["time", "p", "dead"], *([t, f"{i}.5", ""] for i, t in enumerate(HOURS))])
    assert [s.name for s in series.sensors] == ["p"]
    assert "dead has no value in any row." in series.quality


def test_rows_are_sorted_and_keep_their_number() -> None:
    times = [*HOURS[:10], HOURS[11], HOURS[10], *HOURS[12:]]
    series = _one([["time", "p"], *([t, f"{i}.5"] for i, t in enumerate(times))])
    assert series.rows["_row"].to_pylist()[9:13] == [9, 11, 10, 12]
    assert any("out of order" in sentence for sentence in series.quality)


def test_long() -> None:
    rows = [["timestamp", "sensor", "value", "unit"]]
    for i, time in enumerate(HOURS):
        rows += [[time, "TT-1", f"{i}.5", "°C"], [time, "PT-1", f"{i}.25", "bar"]]
    series = _one(rows)
    assert {s.name: s.unit for s in series.sensors} == {"TT-1": "°C", "PT-1": "bar"}
    assert series.rows.num_rows == 48
    assert series.rows["PT-1"][2].as_py() == 2.25


def test_several_machines_become_several_logs() -> None:
    rows = [["time", "equipment", "temp", "flow"]]
    for i, time in enumerate(HOURS):
        rows += [[time, "P-1", f"{i}.5", "1.5"], [time, "P-2", f"{i}.7", "2.5"]]
    log = _log(rows)
    assert log is not None
    assert [(s.name, s.equipment) for s in log.series] == [("log P-1", ("P-1",)), ("log P-2", ("P-2",))]


def test_sparse_records_at_odd_times_are_kept() -> None:
    rows = [["asset_id", "time", "power", "Run Status"]]
    rows += [["Chiller 6", t, f"{i}.5", ""] for i, t in enumerate(HOURS)]
    rows += [["Chiller 6", "2024-01-01 05:13:07", "", "1"], ["Chiller 6", "2024-01-01 07:00:09", "", "0"]]
    series = _one(rows)
    assert series.rows.num_rows == 50
    assert series.equipment == ("Chiller 6",)
    status = series.rows["Run Status"].drop_null()
    assert status.to_pylist() == [1.0, 0.0]
    assert [s.flag for s in series.sensors] == [False, True]


def test_words_of_two_states_become_a_flag_and_remarks_become_text() -> None:
    rows = [["time", "flow", "pump", "remark"]]
    rows += [
        [t, f"{i}.5", "ON" if i % 3 else "OFF", "cleaned" if i == 4 else ""] for i, t in enumerate(HOURS)
    ]
    log = _log(rows)
    assert log is not None
    assert [s.flag for s in log.series[0].sensors] == [False, True]
    assert log.series[0].rows["pump"].to_pylist()[:2] == [0.0, 1.0]
    assert any("2024-01-01 04:00:00: cleaned" in block.text for block in log.blocks)


def test_marks_of_missing_readings_are_emptied() -> None:
    values = ["-9999" if i % 10 == 3 else f"{20 + i % 5}.5" for i in range(48)]
    series = _one([["time", "t"], *([time, value] for time, value in zip(HOURS, values, strict=True))])
    assert series.rows["t"].null_count == 5
    assert any("-9999" in sentence for sentence in series.quality)


def test_events_are_no_log() -> None:
    alerts = [["id", "start", "end"], *([f"A{i}", t, t.replace("00", "17")] for i, t in enumerate(HOURS))]
    orders = [["wo_id", "description", "finish", "hours"]]
    orders += [[f"WO{i}", f"repair number {i}", t, "1.5"] for i, t in enumerate(HOURS)]
    assert _log(alerts) is None
    assert _log(orders) is None


def test_irregular_findings_with_words_are_no_log() -> None:
    random = np.random.default_rng(3)
    days = np.sort(random.integers(1, 300, 60))
    rows = [["timestamp", "KPI", "asset", "value", "score"]]
    for i, day in enumerate(days):
        moment = (
            str(np.datetime64("2020-01-01") + int(day))
            + f" {random.integers(0, 24):02d}:{random.integers(0, 60):02d}"
        )
        rows.append([moment, ("Load", "Flow")[i % 2], f"chiller {i % 5}", f"{i}.5", "0.9"])
    assert _log(rows) is None


def test_a_matrix_without_time_is_a_log_only_where_asked() -> None:
    rows = [[f"{i}.5", f"{i}.7"] for i in range(60)]
    assert _log(rows) is None
    log = _log(rows, counted=True)
    assert log is not None
    assert log.series[0].step_seconds == 1.0
    assert any("no time" in sentence for sentence in log.series[0].quality)


def test_a_matrix_on_its_side_is_turned() -> None:
    rows = [
        [f"{scale + np.sin(i / 9) * 0.01:.5f}" for i in range(200)] for scale in np.linspace(0.5, 4000.5, 22)
    ]
    log = _log(rows, counted=True)
    assert log is not None
    assert log.series[0].rows.num_rows == 200
    assert len(log.series[0].sensors) == 22


def test_few_rows_stay_a_table() -> None:
    assert _log([["time", "p"], *([t, "1.5"] for t in HOURS[:8])]) is None


def test_a_long_log_repeats_no_time_and_its_names_are_no_states(tmp_path: Path) -> None:
    path = tmp_path / "opc.csv"
    rows = "".join(
        f"{tag},2025-03-01T00:{minute:02d}:00Z,{value + minute / 10:.2f},{'Bad' if minute == 7 else 'Good'}\n"
        for minute in range(30)
        for tag, value in (("FIC101", 12), ("TIC101", 80))
    )
    path.write_text("TagName,Timestamp,Value,Quality\n" + rows, encoding="utf-8")
    document = parse_table(path)
    assert [sensor.name for sensor in document.series[0].sensors] == ["FIC101", "TIC101"]
    assert document.series[0].quality == (
        "FIC101: 1 readings of bad quality taken as no value.",
        "TIC101: 1 readings of bad quality taken as no value.",
    )
    (states,) = document.blocks
    assert states.text.startswith("Quality:\n2025-03-01 00:00:00: Good\n2025-03-01 00:07:00: Bad")


_JOURNAL = ["Date", "Shift", "Crew", "Product", "Good (t)", "Rejects (t)", "Stop (min)", "Stop reason"]


def _shifts(clock: str = "") -> list[list[str]]:
    return [
        [f"2031-03-{1 + i // 3:02d}{clock}", "EML"[i % 3], "ABCD"[i % 4], f"P{i % 5}", f"{70 + i}.5", "1.5", "20", f"R{i % 6}"]
        for i in range(60)
    ]  # fmt: skip


def test_a_journal_of_shifts_with_product_and_reason_is_a_table() -> None:
    assert _log([_JOURNAL, *_shifts()]) is None


def test_shifts_whose_only_label_is_the_shift_are_logs() -> None:
    log = _log([[row[0], row[1], *row[4:7]] for row in (_JOURNAL, *_shifts())])
    assert log is not None
    assert len(log.series) == 3
