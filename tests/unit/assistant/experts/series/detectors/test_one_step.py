"""Sensors that report at times of their own, laid on one step."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from assistant.experts.series.detectors.log import SensorLog, find_log
from assistant.experts.series.detectors.report import detect_log

_MINUTE = 60_000_000


def _export(folder: Path, *, days: float = 4.0) -> tuple[Path, dict[str, pd.Series]]:
    """A historian's export, a row a reading, each tag at its own seconds; the level leaks from day 3 on."""
    rng = np.random.default_rng(5)
    count = int(days * 720)
    minutes = 2.0 * np.arange(count)
    leak = np.clip(minutes - 3 * 1_440, 0, None) * 0.02
    sensors = {
        "LT-305": 71 - leak + rng.normal(0, 0.2, count),
        "PT-301": 1.8 + rng.normal(0, 0.02, count),
        "FT-301": 420 + rng.normal(0, 2.0, count),
        "VT-301": 1.9 + rng.normal(0, 0.1, count),
    }
    rows, truth = [], {}
    for tag, values in sensors.items():
        at = pd.Timestamp("2026-02-01") + pd.to_timedelta(60 * minutes + rng.integers(0, 45, count), unit="s")
        truth[tag] = pd.Series(values.round(3), index=at)
        rows.append(pd.DataFrame({"Tag": tag, "Timestamp": at, "Value": values.round(3)}))
    path = folder / "P-301_export.csv"
    pd.concat(rows).sort_values("Timestamp").to_csv(path, index=False)
    return path, truth


def test_a_row_holds_the_last_reading_of_each_sensor(tmp_path: Path) -> None:
    path, truth = _export(tmp_path)
    log = find_log(str(path))
    assert 2_500 < log.times.size < 3_200, "a row a step, not one a reading"
    assert np.isnan(log.values).mean() < 0.01
    for name, column in zip(log.names, log.values.T, strict=True):
        kept = column[np.isfinite(column)]
        assert np.isin(kept, truth[name].to_numpy()).all(), "readings, no means"
        moments = np.array(log.times, dtype="datetime64[us]")
        at = pd.DatetimeIndex(moments)
        expected = truth[name].reindex(at, method="ffill").to_numpy()
        assert np.array_equal(kept, expected[np.isfinite(column)])


def test_what_is_told_of_a_leak_is_its_own_level(tmp_path: Path) -> None:
    path, truth = _export(tmp_path)
    report = detect_log(find_log(str(path)), train_until="2026-02-03T23:59", false_alarm_rate=0.001)
    last = report.found.episodes[-1]
    part = next(part for part in last.sensors if report.log.names[part.place] == "LT-305")
    own = truth["LT-305"][report.log.moment(last.start_row) : report.log.moment(last.end_row)]
    assert part.imputed < 0.05
    assert abs(part.mean - own.mean()) < 0.5


def _log(values: np.ndarray, times: np.ndarray) -> SensorLog:
    names = tuple("abcd"[: values.shape[1]])
    return SensorLog(name="x", times=times, row=np.arange(times.size), values=values, names=names)


def test_rows_that_hold_most_sensors_stay() -> None:
    values = np.ones((50, 3))
    values[::2, 0] = np.nan
    log = _log(values, np.arange(50, dtype=np.int64) * _MINUTE)
    assert log.on_one_step() is log
    alone = _log(values[:, :1], log.times)
    assert alone.on_one_step() is alone


def test_a_silent_sensor_and_a_gap_stay_what_they_are() -> None:
    times = np.arange(400, dtype=np.int64) * 15_000_000
    values = np.full((400, 4), np.nan)
    for place in range(4):
        values[place::4, place] = np.arange(100, dtype=float)
    values[200:, 3] = np.nan
    kept = np.r_[0:120, 280:400]
    log = _log(values[kept], times[kept]).on_one_step()
    moments = log.times // _MINUTE
    assert np.diff(moments).max() >= 38, "where no sensor has a reading there is no row"
    assert np.isnan(log.values[-20:, 3]).all()
    assert np.isfinite(log.values[-20:, :3]).all()
