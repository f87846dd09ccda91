"""Sensors in a window are told from the rest of their log."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
import pytest

from assistant.experts.series.detectors.log import LogRefused, SensorLog
from assistant.experts.series.window_pattern import outstanding, standings

START = datetime(2025, 3, 1)


def log() -> SensorLog:
    rng = np.random.default_rng(0)
    values = rng.normal(loc=(50.0, 5.0, 100.0, 7.0), scale=(1.0, 0.2, 4.0, 0.3), size=(2_000, 4))
    values[800:900, 0] -= 6.0
    values[800:900, 2] = 100.0 + 0.01 * rng.normal(size=100)
    values[800:900, 3] = 7.0 + 4.0 * values[800:900, 3] - 4.0 * values[800:900, 3].mean()
    values[850:, 1] = np.nan
    times = (np.datetime64(START, "us") + np.arange(2_000) * np.timedelta64(60, "s")).astype(np.int64)
    return SensorLog(
        name="p", times=times, row=np.arange(2_000), values=values, names=("Flow", "P", "Level", "Amps")
    )


def minutes(first: int, last: int) -> tuple[datetime, datetime]:
    return START + timedelta(minutes=first), START + timedelta(minutes=last)


def test_low_still_and_unsteady_sensors_are_told_and_a_usual_one_does_not_stand_out() -> None:
    found = standings(log(), *minutes(800, 899))
    assert {one.name: one.direction for one in outstanding(found)} == {
        "Flow": "low", "Level": "still", "Amps": "unsteady",
    }  # fmt: skip
    flow = next(one for one in found if one.name == "Flow")
    assert flow.mean == pytest.approx(44.0, abs=0.3)
    assert flow.usual == pytest.approx(50.0, abs=0.2)
    assert flow.size == pytest.approx(6.0, abs=0.6)
    assert sum(one.share for one in found) == pytest.approx(1.0)
    assert [one.size for one in found] == sorted((one.size for one in found), reverse=True)


def test_a_sensor_without_readings_in_the_window_is_left_out() -> None:
    assert "P" not in {one.name for one in standings(log(), *minutes(1_000, 1_100))}


def test_windows_beside_the_log_and_around_it_are_refused() -> None:
    with pytest.raises(LogRefused, match="no reading"):
        standings(log(), *minutes(5_000, 6_000))
    with pytest.raises(LogRefused, match="whole log"):
        standings(log(), *minutes(0, 5_000))
