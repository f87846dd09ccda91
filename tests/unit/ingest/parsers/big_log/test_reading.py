"""A log that is read part by part comes out as one that is read whole."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ingest.parsed import ParsedDocument
from ingest.parsers import column_blocks, grid, tabular, workbook
from ingest.parsers.big_log import ordered, stored
from ingest.parsers.parquet import parse_parquet
from ingest.parsers.table import parse_table
from ingest.parsers.workbook import parse_workbook
from ingest.row_file import RowFile

ROWS = 6_000
START = np.datetime64("2024-03-08T00:00:00")
Line = Callable[[int, np.datetime64, np.random.Generator], str]


@pytest.fixture
def read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[ParsedDocument, ParsedDocument]]:
    """Reads text whole, then part by part with small parts, runs and blocks."""

    def both(text: str, name: str = "log.csv") -> tuple[ParsedDocument, ParsedDocument]:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        whole = parse_table(path)
        with monkeypatch.context() as patch:
            patch.setattr(grid, "PART_CELLS", 1)
            patch.setattr(grid, "_CHUNK_ROWS", 700)
            patch.setattr(ordered, "RUN_ROWS", 900)
            patch.setattr(ordered, "_FEWEST", 50)
            patch.setattr(column_blocks, "BLOCK", 512)
            patch.setattr(stored, "BLOCK", 512)
            return whole, parse_table(path)

    return both


def same(whole: ParsedDocument, parts: ParsedDocument, *, on_disk: bool = True) -> None:
    assert whole.series
    for one, other in zip(whole.series, parts.series, strict=True):
        assert isinstance(other.rows, RowFile) == on_disk
        assert one.table().equals(other.table())
        assert (one.name, one.sensors, one.step_seconds) == (other.name, other.sensors, other.step_seconds)
        assert (one.quality, one.equipment, one.period) == (other.quality, other.equipment, other.period)
    assert whole.blocks == parts.blocks
    assert whole.warnings == parts.warnings
    assert (whole.media, whole.language) == (parts.media, parts.language)


def disordered(step: str = "10s") -> list[np.datetime64]:
    """Times with gaps, repeats, rows out of order near by and far off."""
    random = np.random.default_rng(1)
    number = np.arange(ROWS) + 40 * (np.arange(ROWS) > 2_000) + 900 * (np.arange(ROWS) > 4_100)
    number[500:520] = number[499]
    number[3_000] = 7
    number[5_990] = 100
    for place in random.integers(1, ROWS - 1, 60):
        number[[place, place - 1]] = number[[place - 1, place]]
    size, unit = int(step[:-1]), step[-1]
    return [START + np.timedelta64(int(n) * size, unit) for n in number]


def wide(times: Sequence[str], *, delimiter: str = ",", comma: bool = False) -> str:
    random = np.random.default_rng(2)
    lines = [
        delimiter.join(
            ("Time", "P [bar]", "T [°C]", "Flow", "Mode", "Alarm", "Pump", "Remark", "Count", "Dead")
        )
    ]
    level = 20 + np.cumsum(random.normal(0, 0.1, ROWS))
    for i, time in enumerate(times):
        pressure = "-9999" if 900 < i < 960 else f"{5 + level[i] / 100:.3f}"
        temperature = "Bad Input" if i % 501 == 5 else f"{level[i]:.2f}" if not 2_500 < i < 2_700 else "21.5"
        flow = "" if i % 97 == 0 else str(int(level[i] * 10) if i < 3_000 else round(level[i] * 10, 1))
        cells = [time, pressure, temperature, flow, ("AUTO", "MAN", "TEST")[i // 1_500 % 3],
                 "1" if i > 4_000 and i % 300 < 4 else "0", "ON" if i > 1_200 else "OFF",
                 f"checked {i}" if i % 900 == 17 else "", str(i + 1), "" if i % 2 else "n/a"]  # fmt: skip
        if comma:
            cells = [cell.replace(".", ",") if place else cell for place, cell in enumerate(cells)]
        lines.append(delimiter.join(cells))
    return "\n".join(lines) + "\n"


def test_wide_rows_with_disorder_repeats_gaps_and_missing_values(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    whole, parts = read(wide([str(time) for time in disordered()]))
    same(whole, parts)
    said = " ".join(parts.series[0].quality)
    for words in ("out of order", "repeat a time", "gaps", "-9999", "stuck at 21.5", "has no value"):
        assert words in said
    assert "Bad Input" in " ".join(parts.warnings)


def test_wide_rows_in_order(read: Callable[..., tuple[ParsedDocument, ParsedDocument]]) -> None:
    same(*read(wide([str(START + np.timedelta64(i, "s")) for i in range(ROWS)])))


def test_days_before_months_that_only_later_rows_tell(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    times = [time.item().strftime("%d/%m/%Y %H:%M:%S") for time in disordered("60s")]
    whole, parts = read(wide(times, delimiter=";", comma=True))
    same(whole, parts)
    assert parts.series[0].period[0].month == 3


def test_days_that_nothing_but_the_way_through_all_rows_tells(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    start = np.datetime64("2024-03-08T00:00:00")
    times = [(start + np.timedelta64(i * 45, "s")).item().strftime("%d/%m/%Y %H:%M:%S") for i in range(ROWS)]
    same(*read(wide(times)))
    one_day = [(start + np.timedelta64(i, "s")).item().strftime("%d/%m/%Y %H:%M:%S") for i in range(ROWS)]
    same(*read(wide(one_day)))


def test_clocks_that_change_in_the_middle_are_brought_to_utc(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    times = []
    for i in range(ROWS):
        summer = i > 3_500
        moment = START + np.timedelta64(i * 60 + 3_600 * (2 if summer else 1), "s")
        times.append(f"{moment}+0{2 if summer else 1}:00")
    whole, parts = read(wide(times))
    same(whole, parts)
    assert "brought to UTC" in " ".join(parts.warnings)


def test_date_and_clock_in_two_columns(read: Callable[..., tuple[ParsedDocument, ParsedDocument]]) -> None:
    lines = wide([str(time).replace("T", ",") for time in disordered()]).split("\n")
    lines[0] = lines[0].replace("Time", "Date,Time")
    same(*read("\n".join(lines)))


def test_columns_of_quality_empty_bad_readings(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    random = np.random.default_rng(3)
    lines = ["time,PT-1,PT-1 Quality,TT-1,TT-1 status"]
    for i, time in enumerate(disordered()):
        lines.append(
            f"{time},{random.normal():.3f},{'24' if i % 800 == 3 else '192'},"
            f"{random.normal():.3f},{'Bad, Comm Failure' if i % 700 == 9 else 'Good'}"
        )
    whole, parts = read("\n".join(lines))
    same(whole, parts)
    assert "bad quality" in " ".join(parts.series[0].quality)


def long(*, asset: bool = False, units: bool = True) -> str:
    random = np.random.default_rng(4)
    lines = ["TagName,TimeStamp,Value,Quality,Unit" + (",Machine" if asset else "")]
    for i, time in enumerate(disordered("5s")):
        tag = ("PT-1", "TT-2", "FT-3", "XS-4 alarm")[i % 4]
        unit = {"PT-1": "bar" if i % 8 else "mbar", "TT-2": "°C", "FT-3": "m3/h"}.get(tag, "")
        if tag == "TT-2" and i % 12 == 1:
            unit = "furlong"
        value = str(i // 400 % 2) if tag.startswith("XS") else f"{random.normal(50, 3):.2f}"
        stamp = str(time).replace("T", " ") if i % 1_111 else ""
        quality = "Bad" if i % 333 == 0 else "Good"
        lines.append(
            f"{tag},{stamp},{value},{quality},{unit if units else 'bar'}"
            + (f",P-{i // 8 % 3}" if asset else "")
        )
    return "\n".join(lines)


@pytest.mark.parametrize("asset", [False, True])
def test_one_reading_a_row(read: Callable[..., tuple[ParsedDocument, ParsedDocument]], asset: bool) -> None:
    whole, parts = read(long(asset=asset))
    same(whole, parts)
    said = " ".join(parts.series[0].quality)
    assert "converted to bar" in said
    assert "bad quality" in said


def test_a_plain_export_without_units_and_quality(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    lines = ["when,channel,x"]
    random = np.random.default_rng(5)
    lines += [f"{time},{'abc'[i % 3]},{random.normal():.2f}" for i, time in enumerate(disordered("5s"))]
    same(*read("\n".join(lines)))


@pytest.mark.parametrize(
    "rows",
    [
        [f"{START + np.timedelta64(i, 'm')},{i % 7 if i < 5_000 else 'stopped'}" for i in range(ROWS)],
        [f"{START + np.timedelta64(i, 'm')},{'1.5' if i < 5_000 else '1,5 bar'}" for i in range(ROWS)],
    ],
)
def test_parts_that_do_not_agree_are_read_whole(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]], rows: list[str]
) -> None:
    whole, parts = read("\n".join(["time;value", *rows]).replace(",", ";", ROWS + 1))
    assert [table.rows for table in whole.tables] == [table.rows for table in parts.tables]
    assert [series.table() for series in whole.series] == [series.table() for series in parts.series]
    assert whole.warnings == parts.warnings


def test_several_machines_in_one_file_are_read_whole(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]],
) -> None:
    random = np.random.default_rng(6)
    lines = ["machine,time,a,b"]
    lines += [
        f"P-{i % 2},{START + np.timedelta64(i // 2, 'm')},{random.normal():.2f},{random.normal():.2f}"
        for i in range(ROWS)
    ]
    same(*read("\n".join(lines)), on_disk=False)


def test_registers_stay_tables(read: Callable[..., tuple[ParsedDocument, ParsedDocument]]) -> None:
    lines = ["order,opened,text,hours"]
    lines += [f"WO-{i},{START + np.timedelta64(i, 'h')},seal {i} leaks,{i % 9}" for i in range(ROWS)]
    whole, parts = read("\n".join(lines))
    assert whole.tables[0].rows == parts.tables[0].rows
    assert not parts.series


def test_the_whole_table_is_not_asked_for(
    read: Callable[..., tuple[ParsedDocument, ParsedDocument]], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    real = tabular.read_grid
    monkeypatch.setattr(
        tabular, "read_grid", lambda *args, **kwargs: asked.append(1) or real(*args, **kwargs)
    )
    read(wide([str(time) for time in disordered()]))
    assert len(asked) == 1


def test_parquet_part_by_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.default_rng(7)
    times = np.asarray(disordered("1s")).astype("datetime64[us]")
    columns = {"time": times, "a": random.normal(size=ROWS).round(4), "b": random.integers(0, 9, ROWS)}
    path = tmp_path / "log.parquet"
    pq.write_table(pa.table(columns), path)
    whole = parse_parquet(path)
    monkeypatch.setattr(grid, "PART_CELLS", 2_000)
    same(whole, parse_parquet(path))


def test_a_large_sheet_comes_out_as_one_that_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw = np.random.default_rng(8)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Pump readings"
    sheet.append(["Readings of pump P-7"])
    sheet.append(["Time", "PT-1 pressure [bar]", "TT-2 temperature [°C]", "Remark"])
    for row in range(ROWS):
        time = (START + np.timedelta64(60 * (row if row != 99 else 98), "s")).astype(datetime)
        remark = "filter changed" if row == 1500 else None
        sheet.append(
            [time, round(float(draw.normal(5, 1)), 3), None if row % 50 == 0 else 20 + row % 7, remark]
        )
    other = book.create_sheet("Parts")
    other.append(["Part", "In stock"])
    other.append(["Seal", 2])
    other.append(["Bearing", 1])
    other.append(["Gasket", 5])
    other.append(["Ring", 0])
    path = tmp_path / "readings.xlsx"
    book.save(path)
    whole = parse_workbook(path)
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "_STREAM_BYTES", 0)
        patch.setattr(grid, "PART_CELLS", 1)
        patch.setattr(grid, "_CHUNK_ROWS", 700)
        parts = parse_workbook(path)
    same(whole, parts)
    assert [table.name for table in parts.tables] == [table.name for table in whole.tables] == ["Parts"]
    assert parts.tables[0].rows.equals(whole.tables[0].rows)


def test_a_large_sheet_that_is_no_log_is_read_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Order", "Text"])
    for row in range(3_000):
        sheet.append([f"WO-{row:05}", f"Pump {row} was greased, seal {row * 7} replaced"])
    path = tmp_path / "orders.xlsx"
    book.save(path)
    whole = parse_workbook(path)
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "_STREAM_BYTES", 0)
        patch.setattr(grid, "PART_CELLS", 1)
        patch.setattr(grid, "_CHUNK_ROWS", 700)
        parts = parse_workbook(path)
    assert not parts.series
    assert parts.tables[0].rows.equals(whole.tables[0].rows)
