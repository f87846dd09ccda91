"""A log from a file, from files that make one, and from what was ingested."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.detectors.log import LogRefused, find_log
from ingest.parsers import grid


def _day(folder: Path, number: int, *, unit: str = "A", hours: int = 24) -> Path:
    """A log of one day in steps of ten minutes; the current tells the day."""
    times = pd.date_range(f"2025-01-{number:02d}", periods=hours * 6, freq="10min")
    frame = pd.DataFrame({"time": times, f"Current [{unit}]": number + np.arange(times.size) / 1_000})
    path = folder / f"M-77_2025-01-{number:02d}.csv"
    frame.to_csv(path, index=False)
    return path


def test_a_pattern_joins_files_by_time(tmp_path: Path) -> None:
    for number in (10, 9, 12):
        _day(tmp_path, number)
    log = find_log(str(tmp_path / "M-77_*.csv"))
    assert log.files == ("M-77_2025-01-09.csv", "M-77_2025-01-10.csv", "M-77_2025-01-12.csv")
    assert log.joined_files() == {"files": list(log.files)}
    assert log.values.shape == (3 * 144, 1)
    assert np.all(np.diff(log.times) > 0)
    assert np.array_equal(log.row, np.arange(3 * 144)), "rows are counted on"
    assert [float(log.values[k, 0]) for k in (0, 144, 288)] == [9.0, 10.0, 12.0]
    assert log.only(["Current [A]"]).files == log.files


def test_one_file_is_no_joined_log(tmp_path: Path) -> None:
    log = find_log(str(_day(tmp_path, 9)))
    assert log.files == ()
    assert log.joined_files() == {}


def test_a_log_too_long_to_be_parsed_at_once_is_the_same_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = _day(tmp_path, 9)
    whole = find_log(str(path))
    monkeypatch.setattr(grid, "PART_CELLS", 1)
    monkeypatch.setattr(grid, "_CHUNK_ROWS", 50)
    in_parts = find_log(str(path))
    assert np.array_equal(in_parts.times, whole.times)
    assert np.array_equal(in_parts.values, whole.values)


def test_a_name_that_looks_like_a_pattern_is_a_file_first(tmp_path: Path) -> None:
    path = _day(tmp_path, 9).rename(tmp_path / "M-77 [1].csv")
    assert find_log(str(path)).values.shape == (144, 1)


def test_files_that_are_no_one_log_are_refused_by_name(tmp_path: Path) -> None:
    _day(tmp_path, 9)
    other = _day(tmp_path, 10, unit="mA")
    with pytest.raises(LogRefused, match=r"01-09.csv and .*01-10.csv are not one log: they differ in .*mA"):
        find_log(str(tmp_path / "*.csv"))
    other.unlink()
    _day(tmp_path, 9).rename(tmp_path / "again.csv")
    _day(tmp_path, 9, hours=12)
    with pytest.raises(LogRefused, match="overlap in time"):
        find_log(str(tmp_path / "*.csv"))


def test_a_folder_says_how_its_files_are_named(tmp_path: Path) -> None:
    _day(tmp_path, 9)
    with pytest.raises(LogRefused, match=r"/\*\.csv"):
        find_log(str(tmp_path))
