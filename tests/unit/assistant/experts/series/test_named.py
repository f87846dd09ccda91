"""Which sensor some words name, whatever is asked of it."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.named import named_sensors
from assistant.experts.series.names import LogNames, describe
from retrieval.records import Sensor, SeriesRef


def _log(name: str, *sensors: str) -> LogNames:
    return describe(
        SeriesRef(
            id=name, source=f"{name}.csv", name=name, sensors=tuple(Sensor(name=s, unit="") for s in sensors),
            start=datetime(2031, 5, 1), end=datetime(2031, 5, 9), row_count=900, step_seconds=600.0, parquet="",
        )
    )  # fmt: skip


LOGS = [
    _log("kiln", "Dry bulb", "Wet bulb", "Fan current"),
    _log("pump", "VT-108 vibration", "TT-105 DE bearing temp", "TT-106 NDE bearing temp"),
]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("the wet bulb", ["Wet bulb"]),
        ("VT-108", ["VT-108 vibration"]),
        ("la vibration", ["VT-108 vibration"]),
        ("the fan current", ["Fan current"]),
        ("the bulb", ["Dry bulb", "Wet bulb"]),
        ("the price of the seal", []),
        ("the vibration and the fan current", []),
    ],
)
def test_the_sensor_that_is_named(words: str, wanted: list[str]) -> None:
    assert [o.sensors[0].label for o in named_sensors(words, LOGS, None)] == wanted


def test_one_of_another_machine_is_not_meant() -> None:
    def equipment_of(sensor: object) -> frozenset[str]:
        return frozenset({"P-101A"})

    assert named_sensors("the vibration of P-101A", LOGS, equipment_of)
    assert not named_sensors("the vibration of P-101B", LOGS, equipment_of)


def test_a_day_that_is_named_bounds_it() -> None:
    (found,) = named_sensors("the vibration on 3 May 2031", LOGS, None)
    assert found.window.start.date() == datetime(2031, 5, 3).date()
    (whole,) = named_sensors("the vibration", LOGS, None)
    assert whole.window.whole
