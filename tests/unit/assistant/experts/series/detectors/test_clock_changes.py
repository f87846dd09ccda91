"""Logs in local time over the two nights in which clocks change."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from assistant.experts.series.detectors.clock_changes import file_order, put_back
from assistant.experts.series.detectors.log import SensorLog, find_log
from assistant.experts.series.detectors.report import detect_log

ROWS = 3 * 24 * 60


def _log(folder: Path, start: str, *, shuffled: bool = False) -> SensorLog:
    """Three days in steps of a minute as a historian in Paris writes them; the temperature wanders."""
    clock = pd.date_range(start, periods=ROWS, freq="1min", tz="UTC").tz_convert("Europe/Paris")
    rng = np.random.default_rng(4)
    wander = np.convolve(rng.normal(size=ROWS + 59), np.ones(60) / 8.0, mode="valid")
    frame = pd.DataFrame(
        {
            "time": clock.strftime("%Y-%m-%d %H:%M"),
            "Temperature [C]": (50.0 + wander + 0.02 * rng.normal(size=ROWS)).round(3),
            "Vibration [mm/s]": (2.0 + 0.1 * rng.normal(size=ROWS)).round(3),
        }
    )
    if shuffled:
        frame = pd.concat([frame[100:], frame[:100]])
    path = folder / "hall.csv"
    frame.to_csv(path, index=False)
    return find_log(str(path))


def test_an_hour_that_is_there_twice_stays_as_it_came(tmp_path: Path) -> None:
    log = _log(tmp_path, "2025-10-24 22:00")
    assert np.array_equal(log.row, np.arange(ROWS))
    assert [str(log.moment(place)) for place in put_back(log.times)] == ["2025-10-26 02:59:00"]
    assert np.abs(np.diff(log.values[:, 0])).max() < 1.0


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_doubled_hour_raises_no_alarm_and_is_told(tmp_path: Path, language: str) -> None:
    report = detect_log(
        _log(tmp_path, "2025-10-24 22:00"),
        false_alarm_rate=0.001,
        language="fr" if language == "fr" else "en",
    )
    first, last = pd.Timestamp("2025-10-26 02:00"), pd.Timestamp("2025-10-26 03:00")
    moments = pd.to_datetime(report.log.times, unit="us")
    assert not report.found.alarm[(moments >= first) & (moments < last)].any()
    told = {"en": "went back an hour after 2025-10-26 02:59", "fr": "heure après le 26/10/2025 02:59"}
    assert any(told[language] in note for note in report.notes)


def test_the_begin_of_summer_time_is_no_interruption(tmp_path: Path) -> None:
    log = _log(tmp_path, "2025-03-28 23:00")
    assert np.diff(log.times).max() > 3_600_000_000
    assert log.interruptions() == ()
    later = log.rows(np.arange(ROWS) < 1_500)
    gap = SensorLog(
        name="", times=np.concatenate((later.times[:100], later.times[100:] + 3_600_000_000)),
        row=later.row, values=later.values, names=later.names,
    )  # fmt: skip
    assert gap.interruptions() == (100,), "an hour without readings on another day"


def test_rows_out_of_order_are_sorted_by_time(tmp_path: Path) -> None:
    assert np.all(np.diff(_log(tmp_path, "2025-06-10 22:00", shuffled=True).times) > 0)
    log = _log(tmp_path, "2025-10-24 22:00", shuffled=True)
    assert np.all(np.diff(log.times) >= 0)
    assert file_order(log.times, log.row) is None
