"""Sensors that a question names, where a word of their names may also ask for a temperature."""

from __future__ import annotations

from datetime import datetime

import pytest

from assistant.experts.series.choose import sensors_of
from assistant.experts.series.names import LogNames, describe
from assistant.experts.series.question import take_apart
from retrieval.records import Sensor, SeriesRef


def _log(*sensors: tuple[str, str]) -> LogNames:
    moment = datetime(2031, 1, 1)
    return describe(
        SeriesRef(
            id="1", name="energy", source="site/energy.xlsx",
            sensors=tuple(Sensor(name=name, unit=unit) for name, unit in sensors),
            start=moment, end=moment, row_count=1, step_seconds=86400.0, parquet="0",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "sensor"),
    [
        ("Quel était le maximum de la chaufferie en octobre 2030 ?", "Chaufferie (kWh)"),
        ("Quelle est la consommation de l'atelier froid en octobre 2030 ?", "Atelier froid (kWh)"),
    ],
)
def test_a_place_that_is_hot_or_cold_by_name_is_no_question_for_a_temperature(text: str, sensor: str) -> None:
    log = _log(("Chaufferie (kWh)", "kWh"), ("Atelier froid (kWh)", "kWh"), ("Bureaux (kWh)", "kWh"))
    found = sensors_of(take_apart(text, [log]), log)
    assert [mention.sensors[0].sensor.name for mention in found.mentions] == [sensor]
    assert not found.unknown


def test_which_is_hotter_asks_for_the_temperature() -> None:
    log = _log(("Bearing temperature (degC)", "degC"), ("Bearing vibration (mm/s)", "mm/s"))
    found = sensors_of(take_apart("How hot did the bearing get?", [log]), log)
    assert [mention.sensors[0].sensor.name for mention in found.mentions] == ["Bearing temperature (degC)"]
