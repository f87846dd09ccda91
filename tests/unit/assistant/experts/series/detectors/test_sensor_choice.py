"""Sensors of a log are chosen by name or by tag."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.experts.series.detectors.log import LogRefused, SensorLog


def log(*names: str) -> SensorLog:
    times = np.datetime64("2024-03-01", "us") + np.arange(3).astype("timedelta64[s]")
    values = np.arange(3 * len(names), dtype=float).reshape(3, len(names))
    return SensorLog(name="pump", times=times, row=np.arange(3), values=values, names=names)


def test_a_tag_chooses_the_sensor_that_begins_with_it() -> None:
    chosen = log("TT-105A DE temp [°C]", "TT-105 spare").only(["tt-105a", "TT-105 spare"])
    assert chosen.names == ("TT-105A DE temp [°C]", "TT-105 spare")


def test_what_fits_two_sensors_or_none_is_refused() -> None:
    with pytest.raises(LogRefused, match="no sensor 'Bearing'"):
        log("Bearing temp", "Bearing vibration").only(["Bearing"])
    with pytest.raises(LogRefused, match="no sensor 'TT-10'"):
        log("TT-105A DE temp").only(["TT-10"])
